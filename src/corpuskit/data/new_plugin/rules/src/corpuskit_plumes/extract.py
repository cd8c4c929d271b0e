"""How it is found: by the rules in data/en, whose matches become values here."""

from collections.abc import Iterator

from corpuskit import Annotation, Document
from corpuskit.rules import Hit, Rules

from .config import PlumeConfig
from .values import PlumeValue

__all__ = ["PlumeExtractor"]


class PlumeExtractor:
    """Finds what the rules say.

    Args:
        config: its options.
    """

    def __init__(self, config: PlumeConfig) -> None:
        self._rules = Rules.load("corpuskit_plumes", extra=config.rules, without=config.without)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the annotations found in the document."""
        for hit, value in self._rules.find(document.text, _value):
            yield Annotation(hit.span, "plume", value)


def _value(hit: Hit) -> PlumeValue:
    """Give the value of a match: what a rule calls ``value`` in its file."""
    shade = hit.get("shade")
    return PlumeValue(hit.meaning("colour"), shade and shade.lower(), hit.rule.name)
