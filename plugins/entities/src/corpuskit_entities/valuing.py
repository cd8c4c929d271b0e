"""Values: what mentions say, as rows of columns; equal values are one object."""

from collections.abc import Iterable, Sequence

from corpuskit.scan import Columns
from corpuskit.values import EntityValue

from .chains.mentions import Mention

__all__ = ["Rows", "Values"]

_REMEMBERED = 20_000


class Values:
    """The values made so far: a document's mentions of one name share theirs, and so do documents."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], EntityValue] = {}

    def of(self, mentions: Iterable[Mention]) -> list[EntityValue]:
        """Give the values of mentions."""
        made, found = self._made, []
        for one in mentions:
            name, chain, variants = one.canonical, one.chain, one.variants
            key = one.type, name, one.title, one.role, chain, variants, one.subtype, one.method, one.id
            value = made.get(key)
            if value is None:
                if len(made) >= _REMEMBERED:
                    made.clear()
                value = made[key] = EntityValue(*key)
            found.append(value)
        return found


class Rows:
    """Mentions of documents, on their way to columns.

    Args:
        values: the values made so far.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self._numbers: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._found: list[EntityValue] = []
        self._scores: list[float] = []

    def add(self, number: int, mentions: Sequence[Mention]) -> None:
        """Add the mentions of the document with this number."""
        self._numbers += [number] * len(mentions)
        self._starts += [one.start for one in mentions]
        self._ends += [one.end for one in mentions]
        self._found += self._values.of(mentions)
        self._scores += [one.score for one in mentions]

    def columns(self) -> Columns:
        """Give the columns of the layer ``entity``."""
        return Columns("entity", self._numbers, self._starts, self._ends, self._found, self._scores)
