"""Documents of several files, put together by their ids."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from .._document import Document
from .._visible import one_line
from ..errors import ConfigError, InvalidValue, did_you_mean
from ._figures import listed, number_of

__all__ = ["EXTRA", "MISSING", "Joining"]

MISSING = ("fail", "empty", "skip")
EXTRA = ("fail", "skip")

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
        extra: what to do about a document that gold lacks: ``fail`` or ``skip``. None where no side is gold: then
            the first one is as the others, and ``missing`` is ``fail`` or ``skip``.
    """

    names: Sequence[str]
    missing: str = "fail"
    extra: str | None = "fail"
    _waiting: dict[str, list[Document | None]] = attrs.field(factory=dict, init=False)
    _seen: list[set[str]] = attrs.field(factory=list, init=False)
    # By side, the ids that it lacks, each with a side that has it.
    _lacking: dict[int, dict[str, int]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        missing = EXTRA if self.extra is None else MISSING
        for name, value, known in (("missing", self.missing, missing), ("extra", self.extra, (*EXTRA, None))):
            if value not in known:
                raise ConfigError(f"{name}={value!r}: {did_you_mean(str(value), filter(None, known))}", option=name)

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
            if self.extra is not None and row[0] is None and 0 not in open_sides:
                self._note(0, identity, row)
            elif any(side in open_sides for side in absent):
                continue
            elif not absent or self.missing == "empty":
                yield self._checked(row)
            else:
                self._note(absent[0], identity, row)
            del self._waiting[identity]

    def _note(self, side: int, identity: str, row: Sequence[Document | None]) -> None:
        holder = next(other for other, document in enumerate(row) if document is not None)
        self._lacking.setdefault(side, {}).setdefault(identity, holder)

    def _refuse(self) -> None:
        for side, ids in sorted(self._lacking.items()):
            option = "extra" if side == 0 and self.extra is not None else "missing"
            if getattr(self, option) == "fail":
                raise self._refusal(side, ids, option)

    def _refusal(self, side: int, ids: Mapping[str, int], option: str) -> InvalidValue:
        named = listed([repr(one_line(identity, 60)) for identity in ids])
        count = number_of(len(ids), "document")
        holders = " and ".join(self.names[holder] for holder in sorted(set(ids.values())))
        advice = f"{option}='skip' leaves them out"
        if option == "missing":
            advice = f"annotate them too, or {advice}"
            advice += ", and missing='empty' takes them as empty" if self.extra is not None else ""
        message = f"{self.names[side]} lacks {count} of {holders}: {named}; {advice}"
        return InvalidValue(message, documents=tuple(ids), option=option)

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
