"""What is right and what is wrong about each pair of one document, and how many there are of each."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from .._annotation import Annotation
from .._document import Document
from ..errors import ConfigError, NotFound, did_you_mean
from ._matching import Pair, match
from ._measures import Counts
from ._scheme import Scheme
from ._values import has_value, is_right, type_of, value_of

__all__ = ["KINDS", "Group", "Judgement", "check_group", "counted", "group_order", "judged"]

Group = tuple[str, str | None]
"""A label, and a type of it or None for the whole layer."""


def group_order(group: Group) -> tuple[str, bool, str]:
    """Give what sorts groups: by label, the whole layer before its types."""
    label, type = group
    return label, type is not None, type or ""


def check_group(label: str | None, type: str | None, labels: Collection[str], groups: Iterable[Group]) -> None:
    """Refuse a label that is none of those scored, and a type that is in none of the groups of its label.

    Raises:
        NotFound: naming the label or type that may have been meant.
        ConfigError: when there is a type and no label.
    """
    if label is None:
        if type is not None:
            raise ConfigError(f"type={type!r}: a type is one of a layer; give its label too", option="type")
        return
    if label not in labels:
        raise NotFound(f"{label!r} was not scored; {did_you_mean(label, labels)}", label=label)
    if type is not None and (label, type) not in (found := set(groups)):
        types = sorted(kind for name, kind in found if name == label and kind is not None)
        raise NotFound(f"{label!r} has no type {type!r}; {did_you_mean(type, types)}", label=label, type=type)


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
