"""The places that dates take in the documents of a batch."""

from bisect import bisect_left

from corpuskit.scan import Batch

__all__ = ["Places", "taken_in"]

_CALENDAR = ("DATE", "TIME", "SET")


class Places:
    """Where the dates, times and sets of one document stand."""

    def __init__(self) -> None:
        """Begin with none."""
        self._starts: list[int] = []
        self._furthest: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add a place; they are added in the order of their starts."""
        self._starts.append(start)
        self._furthest.append(max(end, self._furthest[-1]) if self._furthest else end)

    def overlap(self, start: int, end: int) -> bool:
        """Say whether any of them overlaps a span, in O(log n)."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start


def taken_in(batch: Batch) -> dict[int, Places]:
    """Give the places of dates, times and sets by the number of the document; durations are quantities."""
    taken: dict[int, Places] = {}
    layer = batch.layer("date")
    # A layer without values has an empty column: then nothing is a date.
    for number, start, end, value in zip(layer.doc, layer.start, layer.end, layer.value, strict=False):
        if getattr(value, "type", None) in _CALENDAR and start < end:
            taken.setdefault(int(number), Places()).add(int(start), int(end))
    return taken
