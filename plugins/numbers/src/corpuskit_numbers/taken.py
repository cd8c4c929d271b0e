"""The places that dates take in the documents of a batch."""

from bisect import bisect_left

from corpuskit.scan import Batch

__all__ = ["Taken"]

_CALENDAR = ("DATE", "TIME", "SET")


class Taken:
    """Where dates, times and sets stand: numbers there are no quantities; durations are."""

    def __init__(self) -> None:
        """Begin with no places."""
        self._places: dict[int, tuple[list[int], list[int]]] = {}

    @classmethod
    def of(cls, batch: Batch) -> "Taken":
        """Take the places from the layer of dates."""
        taken = cls()
        layer = batch.layer("date")
        for number, start, end, value in zip(layer.doc, layer.start, layer.end, layer.value, strict=True):
            if getattr(value, "type", None) in _CALENDAR and start < end:
                taken._add(int(number), int(start), int(end))
        return taken

    def _add(self, number: int, start: int, end: int) -> None:
        starts, furthest = self._places.setdefault(number, ([], []))
        starts.append(start)
        furthest.append(max(end, furthest[-1]) if furthest else end)

    def overlaps(self, number: int, start: int, end: int) -> bool:
        """Say whether any of them overlaps a span of document ``number``, in O(log n)."""
        places = self._places.get(number)
        if places is None:
            return False
        before = bisect_left(places[0], end)
        return before > 0 and places[1][before - 1] > start
