"""The measures: counts, and precision, recall and F1 from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import NotFound, did_you_mean

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MEASURES", "PRIMARY", "Counts", "Score", "check_measure", "figures", "mean_score", "score_of"]

MEASURES: Mapping[str, str] = {
    "strict": "same pieces of text",
    "strict_type": "same pieces and same type",
    "partial": "some shared text, one to one",
    "half": "partial, at half the credit where the pieces differ",
    "type": "partial, and the type right",
    "value": "partial, and the value right",
}
"""What makes a hit by each measure."""

PRIMARY = "strict_type"
"""The measure that stands for all where one has to: spans and types both right."""

FIGURES = ("precision", "recall", "f1")


@attrs.frozen
class Counts:
    """What is counted of a layer, or of one type of it.

    Args:
        gold: annotations in gold.
        predicted: annotations predicted.
        strict: pairs with the same pieces.
        strict_type: those of them with the same type.
        partial: pairs that share text, those with the same pieces included.
        type: those of them with the same type.
        valued: those pairs whose gold has a value.
        value: those of them whose value is right.
        values: annotations in gold that have a value.
    """

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    strict_type: int = 0
    partial: int = 0
    type: int = 0
    valued: int = 0
    value: int = 0
    values: int = 0

    def __iter__(self) -> Iterator[int]:
        yield from (self.gold, self.predicted, self.strict, self.strict_type, self.partial)
        yield from (self.type, self.valued, self.value, self.values)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts.total((self, other))

    @classmethod
    def total(cls, counts: Iterable["Counts"]) -> "Counts":
        """Give the sum of counts."""
        return cls(*map(sum, zip(cls(), *counts, strict=True)))

    def score(self, measure: str = PRIMARY) -> "Score":
        """Give precision, recall and F1 by one of the measures."""
        return score_of([self], measure)


@attrs.frozen
class Score:
    """Precision, recall and F1, from 0 to 1.

    Args:
        precision: the hits among what is predicted; None where nothing is.
        recall: the hits among what is in gold; None where there is nothing.
        f1: twice the hits, of what is in gold and what is predicted together: the harmonic mean of the other two.
            None where both are empty, 0 where only one is.
    """

    precision: float | None
    recall: float | None
    f1: float | None


def check_measure(measure: str) -> str:
    """Give the name of a measure back.

    Raises:
        NotFound: when there is none by that name.
    """
    if measure not in MEASURES:
        raise NotFound(f"there is no measure {measure!r}; {did_you_mean(measure, MEASURES)}", measure=measure)
    return measure


def score_of(counts: Sequence[Counts], measure: str) -> Score:
    """Give the scores of several layers together; see :func:`figures`."""
    import numpy as np

    table = np.array([tuple(layer) for layer in counts]).reshape(-1, len(_names()))
    found = figures(table, check_measure(measure))
    return Score(*(None if np.isnan(figure) else float(figure) for figure in found))


def figures(counts: "np.ndarray[Any, Any]", measure: str) -> "np.ndarray[Any, Any]":
    """Give precision, recall and F1 of counts whose last axes are layers and the fields of :class:`Counts`.

    Hits are counted in each layer, and summed. A layer without a value in gold has no part in ``value``. What is
    undefined is NaN.

    Source: precision, recall and F1 after C. J. van Rijsbergen, Information Retrieval, 1979; half credit after MUC-5
    (N. Chinchor and B. Sundheim, 1993); ``type`` and ``value`` as relaxed F1 times the accuracy among relaxed pairs, as
    TempEval-3 (N. UzZaman et al., SemEval-2013 task 1).
    """
    import numpy as np

    by_name = dict(zip(_names(), np.moveaxis(counts.astype(float), -1, 0), strict=True))
    taken = by_name["values"] > 0 if measure == "value" else 1
    gold, predicted, hits = (
        (part * taken).sum(axis=-1) for part in (by_name["gold"], by_name["predicted"], _hits(by_name, measure))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([hits / predicted, hits / gold, 2 * hits / (gold + predicted)], axis=-1)


def _hits(counts: Mapping[str, Any], measure: str) -> Any:  # Any: arrays of any shape.
    import numpy as np

    if measure == "half":
        return (counts["strict"] + counts["partial"]) / 2
    if measure != "value":
        return counts[measure]
    return counts["partial"] * counts["value"] / np.maximum(counts["valued"], 1)


def _names() -> list[str]:
    return [field.name for field in attrs.fields(Counts)]


def mean_score(scores: Sequence[Score]) -> Score:
    """Give the unweighted mean of each figure, of those scores that have it."""
    columns = ([getattr(score, name) for score in scores] for name in FIGURES)
    known = ([figure for figure in column if figure is not None] for column in columns)
    return Score(*(sum(column) / len(column) if column else None for column in known))
