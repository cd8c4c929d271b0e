"""Values: what mentions say, as rows of columns; equal values are one object."""

from collections.abc import Iterable

from corpuskit.scan import Columns
from corpuskit.values import EntityValue

from .chains.mentions import Mention

__all__ = ["Rows", "Values"]

_REMEMBERED = 20_000


class Values:
    """The values made so far: a document's mentions of one name share theirs, and so do documents."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], EntityValue] = {}

    def of(self, one: Mention) -> EntityValue:
        """Give the value of a mention."""
        key = (one.canonical, one.chain, one.type, one.method, one.variants, one.title, one.role, one.subtype, one.id)
        value = self._made.get(key)
        if value is None:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            value = self._made[key] = _value(one)
        return value


def _value(one: Mention) -> EntityValue:
    return EntityValue(
        type=one.type,
        name=one.canonical,
        title=one.title,
        role=one.role,
        chain=one.chain,
        variants=one.variants,
        subtype=one.subtype,
        method=one.method,
        id=one.id,
    )


class Rows:
    """Mentions of documents, on their way to columns.

    Args:
        values: the values made so far.
    """

    def __init__(self, values: Values) -> None:
        self._value_of = values.of
        self._numbers: list[int] = []
        self._mentions: list[Mention] = []

    def add(self, number: int, mentions: Iterable[Mention]) -> None:
        """Add the mentions of the document with this number."""
        self._mentions += mentions
        self._numbers += [number] * (len(self._mentions) - len(self._numbers))

    def columns(self) -> Columns:
        """Give the columns of the layer ``entity``."""
        mentions = self._mentions
        return Columns(
            "entity",
            self._numbers,
            [one.start for one in mentions],
            [one.end for one in mentions],
            list(map(self._value_of, mentions)),
            [one.score for one in mentions],
        )
