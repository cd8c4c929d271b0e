"""The places that dates take in the documents of a batch."""

from bisect import bisect_left, bisect_right

from corpuskit.scan import Batch

__all__ = ["Places", "taken_in"]

_CALENDAR = ("DATE", "TIME", "SET")


class Places:
    """Where the dates, times and sets of one document stand."""

    def __init__(self) -> None:
        """Begin with none."""
        self._starts: list[int] = []
        self._furthest: list[int] = []
        self._ends: list[int] = []
        self._types: list[str] = []

    def add(self, start: int, end: int, type: str) -> None:
        """Add a place; they are added in the order of their starts."""
        self._starts.append(start)
        self._furthest.append(max(end, self._furthest[-1]) if self._furthest else end)
        self._ends.append(end)
        self._types.append(type)

    def take(self, start: int, end: int) -> bool:
        """Say whether a number with this span is left to one of them, as they share a character.

        A set at the end of a number is its rate: "20 tonnes *per annum*" is a number. In O(log n).
        """
        before = bisect_right(self._starts, start)
        if before and self._furthest[before - 1] > start:
            return True
        inside = range(before, bisect_left(self._starts, end))
        return any(self._types[place] != "SET" or self._ends[place] != end for place in inside)


def taken_in(batch: Batch) -> dict[int, Places]:
    """Give the places of dates, times and sets by the number of the document; durations are quantities."""
    taken: dict[int, Places] = {}
    layer = batch.layer("date")
    # A layer without values has an empty column: then nothing is a date.
    for number, start, end, value in zip(layer.doc, layer.start, layer.end, layer.value, strict=False):
        type = getattr(value, "type", None)
        if type in _CALENDAR and start < end:
            taken.setdefault(int(number), Places()).add(int(start), int(end), type)
    return taken
