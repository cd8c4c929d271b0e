"""What is right and what is wrong about each pair of one document, and how many there are of each."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from .._annotation import Annotation
from .._document import Document
from ._matching import Pair, match
from ._measures import Counts
from ._scheme import Scheme
from ._values import has_value, is_right, type_of, value_of

__all__ = ["KINDS", "Group", "Judgement", "counted", "group_order", "judged"]

Group = tuple[str, str | None]
"""A label, and a type of it or None for the whole layer."""


def group_order(group: Group) -> tuple[str, bool, str]:
    """Give what sorts groups: by label, the whole layer before its types."""
    label, type = group
    return label, type is not None, type or ""


KINDS: Mapping[str, str] = {
    "missed": "in gold, and nothing predicted there",
    "spurious": "predicted, and nothing in gold there",
    "boundary": "the pieces of text differ",
    "type": "the types differ",
    "value": "gold has a value, and the predicted one is another",
}
"""What can be wrong."""


@attrs.frozen
class Judgement:
    """One pair, and what holds of it. All but ``label`` and ``pair`` is False where one of the two is not there."""

    label: str
    pair: Pair
    exact: bool = False
    typed: bool = False
    valued: bool = False
    right: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is wrong, in the order of the kinds; nothing where all is right."""
        if self.pair.predicted is None:
            return ("missed",)
        if self.pair.gold is None:
            return ("spurious",)
        wrong = {"boundary": not self.exact, "type": not self.typed, "value": self.valued and not self.right}
        return tuple(kind for kind, holds in wrong.items() if holds)


def judged(gold: Document | None, predicted: Document | None, scheme: Scheme) -> Iterator[Judgement]:
    """Give every pair of a document with what holds of it, by label."""
    ours, theirs = scheme.layers(gold), scheme.layers(predicted)
    for label in sorted({*ours, *theirs}):
        fields = scheme.fields_of(label)

        def content(item: Annotation, fields: tuple[str, ...] | None = fields) -> object:
            return type_of(item), value_of(item, fields)

        for pair in match(ours.get(label, ()), theirs.get(label, ()), prefer=(content, type_of)):
            yield _judged(label, pair, fields)


def _judged(label: str, pair: Pair, fields: tuple[str, ...] | None) -> Judgement:
    gold, predicted = pair.gold, pair.predicted
    if gold is None or predicted is None:
        return Judgement(label, pair)
    typed, valued = type_of(gold) == type_of(predicted), has_value(gold, fields)
    return Judgement(label, pair, pair.is_exact, typed, valued, valued and is_right(gold, predicted, fields))


def counted(judgements: Iterable[Judgement], scheme: Scheme) -> dict[Group, Counts]:
    """Count pairs by label, and by type within the label; a pair counts for a type where both sides have it."""
    found: dict[Group, list[Counts]] = {}
    for item in judgements:
        gold, predicted = item.pair.gold, item.pair.predicted
        pair = Counts(
            strict=item.exact,
            strict_type=item.exact and item.typed,
            partial=gold is not None and predicted is not None,
            type=item.typed,
            valued=item.valued,
            value=item.right,
        )
        found.setdefault((item.label, None), []).append(pair)
        if item.typed and gold is not None:
            found.setdefault((item.label, type_of(gold)), []).append(pair)
        for group, counts in _sides(item, scheme):
            found.setdefault(group, []).append(counts)
    return {group: Counts.total(counts) for group, counts in found.items()}


def _sides(item: Judgement, scheme: Scheme) -> Iterator[tuple[Group, Counts]]:
    gold, predicted = item.pair.gold, item.pair.predicted
    if gold is not None:
        counts = Counts(gold=1, values=has_value(gold, scheme.fields_of(item.label)))
        yield (item.label, None), counts
        yield (item.label, type_of(gold)), counts
    if predicted is not None:
        yield (item.label, None), Counts(predicted=1)
        yield (item.label, type_of(predicted)), Counts(predicted=1)
