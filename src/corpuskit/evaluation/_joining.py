"""Documents of several files, put together by their ids."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from .._document import Document
from .._visible import one_line
from ..errors import ConfigError, InvalidValue, did_you_mean

__all__ = ["EXTRA", "MISSING", "Joining"]

MISSING = ("fail", "empty", "skip")
EXTRA = ("fail", "skip")

_SHOWN = 5
"""How many ids a message names."""

Row = tuple[Document | None, ...]


@attrs.define
class Joining:
    """Puts the documents of several sides together by id, each read once.

    Documents in the same order on all sides are given as they are read. One that is ahead waits for the others until
    they are read to their end, so that memory grows with the disorder only, and with the ids.

    Args:
        names: what messages call the sides; the first one is gold.
        missing: what to do about a document that another side lacks: ``fail``, ``empty`` for None in its place, or
            ``skip``.
        extra: what to do about a document that gold lacks: ``fail`` or ``skip``.
    """

    names: Sequence[str]
    missing: str = "fail"
    extra: str = "fail"
    _waiting: dict[str, list[Document | None]] = attrs.field(factory=dict, init=False)
    _seen: list[set[str]] = attrs.field(factory=list, init=False)
    _extra: list[str] = attrs.field(factory=list, init=False)
    _lacking: dict[int, list[str]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for name, value, known in (("missing", self.missing, MISSING), ("extra", self.extra, EXTRA)):
            if value not in known:
                raise ConfigError(f"{name}={value!r}: {did_you_mean(str(value), known)}", option=name)

    def rows(self, sides: Sequence[Iterable[Document]]) -> Iterator[Row]:
        """Give one row of documents for each in gold, in the order in which they are complete.

        Raises:
            InvalidValue: when an id occurs twice on one side, texts differ, or a document is missing or extra and
                may not be.
        """
        self._seen = [set() for _ in sides]
        readers = dict(enumerate(map(iter, sides)))
        while readers:
            for side, reader in list(readers.items()):
                document = next(reader, None)
                if document is None:
                    del readers[side]
                    yield from self._settled(list(self._waiting), readers)
                else:
                    self._place(document, side)
                    yield from self._settled([document.id], readers)
        self._refuse()

    def _place(self, document: Document, side: int) -> None:
        if document.id in self._seen[side]:
            raise InvalidValue(
                f"{self.names[side]}: the id {document.id!r} occurs twice; give each document an id of its own",
                document=document.id,
            )
        self._seen[side].add(document.id)
        self._waiting.setdefault(document.id, [None] * len(self._seen))[side] = document

    def _settled(self, ids: Iterable[str], open_sides: Collection[int]) -> Iterator[Row]:
        """Give the rows that nothing can be added to, as all that lack the document have been read to their end."""
        for identity in ids:
            row = self._waiting[identity]
            absent = [side for side, document in enumerate(row) if document is None]
            if row[0] is None and 0 not in open_sides:
                self._extra.append(identity)
            elif any(side in open_sides for side in absent):
                continue
            elif not absent or self.missing == "empty":
                yield self._checked(row)
            else:
                self._lacking.setdefault(absent[0], []).append(identity)
            del self._waiting[identity]

    def _refuse(self) -> None:
        if self._extra and self.extra == "fail":
            raise _refusal(self._extra, self.names[0], "choose extra: skip to leave them out", "extra")
        if self._lacking and self.missing == "fail":
            side = min(self._lacking)
            advice = "annotate them too, or choose missing: skip to leave them out, or empty for nothing found in them"
            raise _refusal(self._lacking[side], self.names[side], advice, "missing")

    def _checked(self, row: Sequence[Document | None]) -> Row:
        gold = row[0]
        for name, other in zip(self.names, row, strict=True):
            if gold is not None and other is not None and other.text != gold.text:
                raise self._differs(name, gold, other)
        return tuple(row)

    def _differs(self, name: str, gold: Document, other: Document) -> InvalidValue:
        pairs = zip(gold.text, other.text, strict=False)
        shorter = min(len(gold.text), len(other.text))
        place = next((index for index, (a, b) in enumerate(pairs) if a != b), shorter)
        ours, theirs = (repr(one_line(document.text[place : place + 20])) for document in (gold, other))
        return InvalidValue(
            f"document {gold.id!r}: the text in {name} differs from that in {self.names[0]} at code point {place}: "
            f"{theirs} in place of {ours}; annotate the text of gold, as offsets fit only the text they were made on",
            document=gold.id,
            offset=place,
        )


def _refusal(ids: Sequence[str], name: str, advice: str, option: str) -> InvalidValue:
    named = ", ".join(repr(one_line(identity, 60)) for identity in ids[:_SHOWN])
    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    count = f"{len(ids):,} document{'s' * (len(ids) != 1)}"
    return InvalidValue(
        f"{name} lacks {count} of the other side: {named}{more}; {advice}", documents=tuple(ids), option=option
    )
