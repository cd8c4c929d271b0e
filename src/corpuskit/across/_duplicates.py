"""Documents whose texts are nearly the same."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from .._document import Document
from ..errors import InvalidValue, missing_extra
from ._shingles import Shingles, shingles, similarity

__all__ = ["Duplicate", "duplicates"]

_HASHES = 120
"""Minima that are kept of a text; this number has many divisors, so that bands of many heights fit."""

_SEED = 1
_MISSED = 0.01
"""The share of pairs exactly at the threshold that may not be compared; of more similar ones it is less."""

_LEAST = 0.1


@attrs.frozen
class Duplicate:
    """A document that is nearly the same as an earlier one.

    Args:
        document: its id.
        original: the id of the earlier document, which is nearly the same as none before it.
        similarity: how much of both texts is the same, from 0 to 1.
    """

    document: str
    original: str
    similarity: float


def duplicates(documents: Iterable[Document], *, threshold: float = 0.8) -> Iterator[Duplicate]:
    """Give the documents that are nearly the same as an earlier one, lazily, in order; needs the extra ``duplicates``.

    Compared are the runs of three words, without regard to case and punctuation: the similarity is the share of those
    in either text that are in both. It is computed, not estimated. What finds the documents to compare is an estimate
    (MinHash), by which one pair in a hundred at the threshold is missed, and fewer of those that are more similar.

    A document that is no duplicate is an original. Each duplicate has one, the most similar, so that originals with
    their duplicates are groups. Documents without words are neither.

    Args:
        documents: a corpus, or any other documents.
        threshold: the least similarity, from 0.1 to 1.

    Raises:
        InvalidValue: when the threshold is another number.
        MissingExtra: when rensa is not installed.

    Cost: about linear in the number of documents, unless many are nearly as similar as the threshold, as those made of
    one template are: each of them is compared with all before it. Keeps eight bytes for each word of an original in
    memory.

    Source: A. Z. Broder, On the resemblance and containment of documents, SEQUENCES 1997.

    >>> from corpuskit import Document
    >>> texts = ["The ferry left Kiel at noon.", "Nobody knows.", "The ferry left Kiel at noon!"]
    >>> list(duplicates(Document(text, id=str(number)) for number, text in enumerate(texts)))
    [Duplicate(document='2', original='0', similarity=1.0)]
    """
    if not _LEAST <= threshold <= 1:
        raise InvalidValue(f"threshold = {threshold}: give one from {_LEAST} to 1", value=threshold)
    return _found(documents, _Originals(threshold))


def _found(documents: Iterable[Document], originals: "_Originals") -> Iterator[Duplicate]:
    for document in documents:
        words = shingles(document.text)
        if len(words) and (like := originals.like(document.id, words)):
            yield Duplicate(document.id, *like)


class _Originals:
    """The originals so far, in an index by their minima."""

    def __init__(self, threshold: float) -> None:
        self._rensa = _rensa()
        self._threshold = threshold
        self._index = self._rensa.RMinHashLSH(threshold, _HASHES, _HASHES // _height(threshold))
        self._known: list[tuple[str, Shingles]] = []

    def like(self, id: str, words: Shingles) -> tuple[str, float] | None:
        """Give the original that a document is most like, and how much; None for one that is an original now."""
        minima = self._rensa.RMinHash(_HASHES, _SEED)
        minima.update([each.tobytes() for each in words])
        found = [(similarity(words, self._known[at][1]), -at) for at in self._index.query(minima)]
        if found and (best := max(found))[0] >= self._threshold:
            return self._known[-best[1]][0], best[0]
        self._index.insert(len(self._known), minima)
        self._known.append((id, words))
        return None


def _height(threshold: float) -> int:
    """Give how many minima of two texts have to agree in a row: the most with which few pairs are missed."""
    heights = [height for height in range(1, _HASHES + 1) if _HASHES % height == 0]
    return max(height for height in heights if _is_found(threshold, height) or height == 1)


def _is_found(threshold: float, height: int) -> bool:
    return bool((1 - threshold**height) ** (_HASHES // height) <= _MISSED)


def _rensa() -> Any:  # Any: a module without types.
    try:
        import rensa  # type: ignore[import-untyped]  # it has no types.
    except ImportError as error:
        raise missing_extra("rensa", "duplicates") from error
    return rensa
