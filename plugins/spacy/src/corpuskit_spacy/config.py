"""The options of the extractor."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from attrs.validators import ge, instance_of, optional

from corpuskit.errors import ConfigError, did_you_mean
from corpuskit.values import ENTITY_TYPES

from .models import stamp

__all__ = ["SpacyConfig"]

_NEEDLESS = (
    *("tok2vec", "transformer", "tagger", "morphologizer", "parser", "senter"),
    *("attribute_ruler", "lemmatizer", "trainable_lemmatizer", "textcat", "textcat_multilabel"),
)


def _labels(given: Iterable[str] | Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = given.items() if isinstance(given, Mapping) else map(_pair, given)
    return tuple(sorted((label, _type(label, type)) for label, type in pairs))


def _pair(item: Any) -> tuple[str, str]:  # Any: what a user gives.
    label, sign, type = item.partition("=") if isinstance(item, str) else (item[0], "=", item[1])
    if not sign or not label:
        raise ConfigError(f"labels: {item!r} is not of the form LABEL=TYPE, such as GENE=MISC", option="labels")
    return label, type


def _type(label: str, type: str) -> str:
    if type not in ("", *ENTITY_TYPES):
        hint = f"{did_you_mean(str(type), ENTITY_TYPES)}, or '' to leave them out"
        raise ConfigError(f"labels: {label}={type!r}: that is no type of entities; {hint}", option="labels")
    return type


def _exclude(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class SpacyConfig:
    """The options of the extractor of names by spaCy.

    Args:
        model: the name of an installed pipeline such as ``en_core_web_sm``, or the path of its folder; where only one
            is installed, it need not be named.
        labels: the types of further labels, or other ones: a mapping such as ``{"GENE": "MISC"}``, or a list of
            ``GENE=MISC``. An empty type leaves the label out.
        exclude: components that are not loaded, as names do not need them; ``tok2vec`` and ``transformer`` stay where
            others listen to them. Without components to exclude, all are loaded.
        batch_size: how many texts spaCy reads together. More take more memory.
        max_length: longer texts are read in pieces of at most so many code points, which end where a paragraph, a line
            or a word does.

    Raises:
        ConfigError: when an option does not fit.
    """

    model: str | None = attrs.field(default=None, validator=optional(instance_of(str)))
    labels: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_labels)
    exclude: tuple[str, ...] = attrs.field(default=_NEEDLESS, converter=_exclude)
    batch_size: int = attrs.field(default=16, validator=[instance_of(int), ge(1)])
    max_length: int = attrs.field(default=20_000, validator=[instance_of(int), ge(100)])

    made_with: str = attrs.field(init=False)
    """The versions of spaCy and of the pipeline. Texts are read again with another one."""

    @made_with.default
    def _made_with(self) -> str:
        return stamp(self.model)
