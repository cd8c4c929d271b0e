"""How far scores can be believed, as tables and a picture of the docs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from .calibration import Bin, Judged, bins, by_kind, error, whole
from .diagram import diagram
from .tables import measured_at, table

__all__ = ["Reliability"]


@attrs.frozen
class Reliability:
    """What is told of how far the scores of an extractor can be believed.

    Args:
        things: what has scores, in the plural.
        word: what tells them apart, such as their type.
        kinds: the kinds that are told apart.
        picture: the file of the reliability diagram, in the folder ``_static`` beside the page.
    """

    things: str
    word: str
    kinds: Sequence[str]
    picture: str

    def lines(self, sets: Mapping[str, Sequence[Judged]]) -> list[str]:
        """Give the section of a page: by set and kind, the picture, and by tenths of the score."""
        rows = [row for title, judged in sets.items() for row in self._errors(title, judged)]
        head = ("set", self.word, self.things, "mean score", "right", "error")
        lines = [measured_at(), "", *table(head, rows), "", f"```{{image}} _static/{self.picture}"]
        lines += [f":alt: the share of {self.things} that are right by their scores", "```", ""]
        return lines + table(("score", self.things, "mean score", "right"), _tenths(_together(sets)))

    def draw(self, sets: Mapping[str, Sequence[Judged]], page: Path) -> None:
        """Write the reliability diagram beside the page that shows it."""
        every = self._groups(_together(sets))
        drawn = diagram({kind: bins(items).values() for kind, items in every.items()}, self.things)
        (page.parent / "_static" / self.picture).write_text(drawn, encoding="utf-8")

    def _groups(self, judged: Sequence[Judged]) -> dict[str, Sequence[Judged]]:
        return {"all": judged, **by_kind(judged, self.kinds)}

    def _errors(self, title: str, judged: Sequence[Judged]) -> Iterator[Sequence[str]]:
        for kind, items in self._groups(judged).items():
            every = whole(items)
            if every:
                yield title if kind == "all" else "", kind, *_figures(every), f"{error(bins(items).values()):.3f}"


def _together(sets: Mapping[str, Sequence[Judged]]) -> list[Judged]:
    return [item for judged in sets.values() for item in judged]


def _tenths(judged: Iterable[Judged]) -> Iterator[Sequence[str]]:
    for number, item in bins(judged).items():
        yield f"{number / 10:.1f} to {(number + 1) / 10:.1f}", *_figures(item)


def _figures(item: Bin) -> Sequence[str]:
    return str(item.count), f"{item.score:.3f}", f"{item.right:.3f}"
