"""Half-open ranges of code points, their algebra and the thirteen relations between them."""

import enum
from typing import Any, Self

import attrs

from .errors import OffsetError

__all__ = ["Allen", "Span", "brief"]


def brief(instance: Any) -> str:
    """Give a repr that leaves out what is at its default: the leading fields by place, the others by name."""
    shown: list[str] = []
    leading = True
    for field in attrs.fields(type(instance)):
        value = getattr(instance, field.name)
        if value == field.default and field.default is not attrs.NOTHING:
            leading = False
        else:
            shown.append(repr(value) if leading else f"{field.name}={value!r}")
    return f"{type(instance).__name__}({', '.join(shown)})"


class Allen(enum.Enum):
    """The relation of one span to another: exactly one of thirteen holds for every pair.

    The two starts and the two ends are compared first, so that every pair with an empty span has exactly one
    relation too: ``Span(3, 3)`` *starts* ``Span(3, 5)`` and *meets* nothing.

    Source: J. F. Allen, Maintaining knowledge about temporal intervals, CACM 26(11), 1983.
    """

    BEFORE = "before"  #: It ends before the other starts.
    MEETS = "meets"  #: It ends where the other starts.
    OVERLAPS = "overlaps"  #: It starts first and ends inside the other.
    STARTS = "starts"  #: Both start together, and it ends first.
    DURING = "during"  #: It starts later and ends earlier than the other.
    FINISHES = "finishes"  #: Both end together, and it starts later.
    EQUALS = "equals"  #: Both start together and end together.
    FINISHED_BY = "finished_by"  #: Both end together, and it starts first.
    CONTAINS = "contains"  #: It starts first and ends last.
    STARTED_BY = "started_by"  #: Both start together, and it ends last.
    OVERLAPPED_BY = "overlapped_by"  #: It starts inside the other and ends last.
    MET_BY = "met_by"  #: It starts where the other ends.
    AFTER = "after"  #: It starts after the other ends.

    @property
    def inverse(self) -> "Allen":
        """The relation seen from the other span, so that ``a.relation(b).inverse is b.relation(a)``."""
        members = list(Allen)
        return members[len(members) - 1 - members.index(self)]


@attrs.frozen(order=True, repr=False)
class Span:
    """A half-open range ``[start, end)`` of code points, with ``0 <= start <= end``.

    Spans are ordered by start, then end. An empty span (``start == end``) marks a place between two code points:
    it overlaps nothing, and is contained in every span that has the place inside or at an edge.

    Args:
        start: the offset of the first code point.
        end: the offset after the last code point.

    Raises:
        OffsetError: when an offset is not an ``int``, is negative, or the end lies before the start.

    >>> Span(3, 10).text_of("An example of text")
    'example'
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        start, end = self.start, self.end
        if type(start) is not int or type(end) is not int:
            raise OffsetError(
                f"a span needs two integers, not {start!r} and {end!r}; convert them with int()", start=start, end=end
            )
        if not 0 <= start <= end:
            raise OffsetError(
                f"Span({start}, {end}) does not satisfy 0 <= start <= end; offsets count code points from 0 and the "
                "end is exclusive",
                start=start,
                end=end,
            )

    @classmethod
    def unchecked(cls, start: int, end: int) -> Self:
        """Give a span without validation, for loops whose offsets are right by construction."""
        span = _new(cls)
        _put_start(span, start)
        _put_end(span, end)
        return span

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    @property
    def slice(self) -> slice:
        """The slice that cuts this span out of a text."""
        return slice(self.start, self.end)

    def text_of(self, text: str) -> str:
        """Give the code points of ``text`` in this span.

        Raises:
            OffsetError: when the span ends after the text.
        """
        if self.end > len(text):
            raise OffsetError(
                f"{self!r} ends after the text of {len(text)} code points; is it a span of another text?", span=self
            )
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a code point; an empty span shares none."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: "Span") -> bool:
        """Say whether ``other`` lies inside or equals this span."""
        return self.start <= other.start and other.end <= self.end

    def relation(self, other: "Span") -> Allen:
        """Give the one Allen relation of this span to ``other``."""
        starts = (self.start > other.start) - (self.start < other.start)
        ends = (self.end > other.end) - (self.end < other.end)
        if starts == ends:
            return self._apart(other, starts)
        return _RELATIONS[starts, ends]

    def _apart(self, other: "Span", side: int) -> Allen:
        if side == 0:
            return Allen.EQUALS
        if side < 0:
            steps, distance = (Allen.OVERLAPS, Allen.MEETS, Allen.BEFORE), other.start - self.end
        else:
            steps, distance = (Allen.OVERLAPPED_BY, Allen.MET_BY, Allen.AFTER), self.start - other.end
        return steps[0] if distance < 0 else steps[1] if distance == 0 else steps[2]

    def __and__(self, other: "Span") -> "Span | None":
        """Give the code points that both have; ``None`` where the spans do not even touch."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else None

    def hull(self, other: "Span") -> "Span":
        """Give the smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def gap(self, other: "Span") -> int:
        """Give the number of code points between the two; 0 where they touch or overlap."""
        return max(0, max(self.start, other.start) - min(self.end, other.end))

    def shift(self, offset: int) -> "Span":
        """Give this span moved by ``offset`` code points.

        Raises:
            OffsetError: when it would start before 0.
        """
        return Span(self.start + offset, self.end + offset)


# The slots themselves: quicker than their names, in a method that is called for every span.
_new, _put_start, _put_end = object.__new__, vars(Span)["start"].__set__, vars(Span)["end"].__set__
_RELATIONS = {
    (0, -1): Allen.STARTS,
    (0, 1): Allen.STARTED_BY,
    (1, 0): Allen.FINISHES,
    (-1, 0): Allen.FINISHED_BY,
    (1, -1): Allen.DURING,
    (-1, 1): Allen.CONTAINS,
}
