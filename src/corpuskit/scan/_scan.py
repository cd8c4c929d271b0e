"""What is seen in one pass over the texts of a batch, as columns."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ._shadow import CAPITAL, LOWER, PAD, QUOTE, TOKEN, shadow
from ._vocabulary import Vocabulary

__all__ = ["NUMBER", "SIGN", "WORD", "Scan"]

WORD, NUMBER, SIGN = 1, 2, 3
"""The kinds of tokens: a run of letters, a run of digits, and any other sign alone. White space belongs to none."""


class Scan:
    """The texts of a batch, scanned: every column is computed when it is first asked for, and once.

    All places are offsets into ``shadow``, which has one byte for each code point of all texts, the texts one behind
    the other with zero bytes between them; :meth:`locate` leads back to documents and their offsets.
    """

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary | None = None) -> None:
        self.texts = tuple(texts)
        self.vocabulary = vocabulary or Vocabulary(())

    def __repr__(self) -> str:
        return f"<Scan of {len(self.texts)} texts>"

    @cached_property
    def _shadow(self) -> tuple[bytes, NDArray[np.int64]]:
        return shadow(self.texts)

    @property
    def shadow(self) -> bytes:
        """One byte for each code point: itself in ASCII and most of Latin-1, its class beyond."""
        return self._shadow[0]

    @property
    def places(self) -> NDArray[np.int64]:
        """Where each text begins in ``shadow``, and where a further one would."""
        return self._shadow[1]

    @cached_property
    def lower(self) -> bytes:
        """The same in lower case, place for place."""
        return self.shadow.translate(LOWER)

    # --- tokens

    @cached_property
    def _tokens(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
        kinds = np.frombuffer(self.shadow.translate(TOKEN), np.uint8)
        edges = kinds[1:] != kinds[:-1]
        edges |= kinds[1:] == SIGN
        places = np.flatnonzero(edges)
        places += 1
        which = kinds[places]
        solid = np.flatnonzero(which)
        # What ends a token is an edge itself: zero bytes stand behind the last.
        return places[solid], places[solid + 1], which[solid]

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each token begins, in order."""
        return self._tokens[0]

    @property
    def ends(self) -> NDArray[np.int64]:
        """Where each token ends, exclusive."""
        return self._tokens[1]

    @property
    def kinds(self) -> NDArray[np.uint8]:
        """The kind of each token: WORD, NUMBER or SIGN."""
        return self._tokens[2]

    @cached_property
    def words(self) -> NDArray[np.int32]:
        """The number of each token in the vocabulary, 0 for those that are not in it."""
        return self.vocabulary.find(self.lower, self.starts, self.ends)

    @cached_property
    def capitals(self) -> NDArray[np.bool_]:
        """Whether each token begins with a capital letter."""
        return np.frombuffer(CAPITAL, np.bool_)[np.frombuffer(self.shadow, np.uint8)[self.starts]]

    @cached_property
    def quotes(self) -> NDArray[np.int64]:
        """Where quotation marks and apostrophes stand."""
        return np.flatnonzero(np.frombuffer(self.shadow.translate(QUOTE), np.bool_))

    # --- back to the documents

    def documents_of(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the number of the document at each place."""
        return np.searchsorted(self.places, places, "right") - 1

    def locate(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the number of the document at each place, and the offset in its text, in code points."""
        numbers = self.documents_of(places)
        return numbers, places - self.places[numbers]

    @cached_property
    def first_tokens(self) -> NDArray[np.int64]:
        """The number of the first token of each document, and the number of all tokens."""
        return np.searchsorted(self.starts, self.places - PAD + 1)
