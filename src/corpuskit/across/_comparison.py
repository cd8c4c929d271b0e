"""What accounts of one event share, and where they differ: as values to look at."""

from collections.abc import Iterable, Iterator

import attrs

from .._span import Span

__all__ = ["KINDS", "Comparison", "Point", "Said", "ordered"]

KINDS = ("entity", "date", "number", "quote", "passage")
"""The kinds of points, in their order."""


@attrs.frozen
class Said:
    """A place where an account says something.

    Args:
        document: the id of the account.
        span: the place in it.
        text: the words there.
        means: what they mean, where that is not plain: the date of "yesterday".
    """

    document: str
    span: Span
    text: str
    means: str | None = None


@attrs.frozen
class Point:
    """Something that accounts speak of, and where each of them does.

    Args:
        kind: ``entity``, ``date``, ``number``, ``quote`` or ``passage``.
        name: what it is: the name of an entity, a date, what is counted, the words of a quotation or passage.
        accounts: the places in each account, in the order of the accounts; none where it is silent.
        agrees: whether those that speak of it can all be right.
    """

    kind: str
    name: str
    accounts: tuple[tuple[Said, ...], ...]
    agrees: bool = True

    def __iter__(self) -> Iterator[Said]:
        return (said for account in self.accounts for said in account)

    @property
    def is_shared(self) -> bool:
        """Whether several accounts speak of it."""
        return sum(map(bool, self.accounts)) > 1


@attrs.frozen
class Comparison:
    """What :func:`compare` finds.

    Args:
        documents: the ids of the accounts, in their order.
        points: by kind; within one, what most accounts speak of first.
    """

    documents: tuple[str, ...]
    points: tuple[Point, ...]

    def of(self, kind: str) -> tuple[Point, ...]:
        """Give the points of a kind."""
        return tuple(point for point in self.points if point.kind == kind)

    @property
    def shared(self) -> tuple[Point, ...]:
        """What several accounts speak of."""
        return tuple(point for point in self.points if point.is_shared)

    @property
    def differing(self) -> tuple[Point, ...]:
        """What accounts tell differently, so that not all can be right, or one says it of something else."""
        return tuple(point for point in self.points if not point.agrees)

    def only(self, document: str) -> tuple[Point, ...]:
        """Give what one account alone speaks of."""
        return tuple(
            point for point in self.points if not point.is_shared and any(said.document == document for said in point)
        )


def ordered(points: Iterable[Point]) -> list[Point]:
    """Give points in the order of a comparison, of one kind."""
    return sorted(points, key=lambda point: (-sum(map(bool, point.accounts)), *_first(point)))


def _first(point: Point) -> tuple[int, Span]:
    return next((number, account[0].span) for number, account in enumerate(point.accounts) if account)
