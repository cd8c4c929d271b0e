"""Documents of two streams, brought together by their ids."""

from collections import deque
from collections.abc import Iterable, Iterator

from .._document import Document

__all__ = ["paired"]

Pairs = Iterator[tuple[int, Document | None, Document | None]]


def paired(a: Iterable[Document], b: Iterable[Document]) -> Pairs:
    """Give pairs of documents with equal ids, each with the place of the first in ``a``, as soon as both were read.

    Documents that are in one stream only come last: those of ``a`` with their places, then those of ``b`` with places
    after all others. Both streams are read in step, so that where they have the same order no more than one pair is
    held; otherwise a document is held until the other one comes. Of several with one id the first belong together.
    """
    left, right = _Waiting(), _Waiting()
    streams = iter(a), iter(b)
    place = -1
    while True:
        mine, theirs = next(streams[0], None), next(streams[1], None)
        if mine is None and theirs is None:
            break
        if mine is not None:
            place += 1
            left.add(place, mine)
        if theirs is not None:
            right.add(0, theirs)
        for identity in dict.fromkeys(document.id for document in (mine, theirs) if document):
            if identity in left.by_id and identity in right.by_id:
                (number, one), (_, other) = left.take(identity), right.take(identity)
                yield number, one, other
    for number, one in left.rest():
        yield number, one, None
    for number, (_, other) in enumerate(right.rest(), place + 1):
        yield number, None, other


class _Waiting:
    """Documents whose partner has not come yet, by id, in order."""

    def __init__(self) -> None:
        self.by_id: dict[str, deque[tuple[int, Document]]] = {}

    def add(self, place: int, document: Document) -> None:
        self.by_id.setdefault(document.id, deque()).append((place, document))

    def take(self, identity: str) -> tuple[int, Document]:
        found = self.by_id[identity]
        first = found.popleft()
        if not found:
            del self.by_id[identity]
        return first

    def rest(self) -> Iterator[tuple[int, Document]]:
        for found in self.by_id.values():
            yield from found
