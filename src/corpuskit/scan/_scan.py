"""What is seen in one pass over the texts of a batch, as columns."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property, wraps
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ._batch import Columns
from ._shadow import CAPITAL, LOWER, NEWLINE, PAD, QUOTE, SMALL, TOKEN, Bytes, shadow, vague
from ._vocabulary import Keys, Places, Vocabulary, key_of, keys

__all__ = ["NUMBER", "SIGN", "WORD", "Scan"]

WORD = 1
"""The kind of a token that is a run of letters."""

NUMBER = 2
"""The kind of a token that is a run of decimal digits."""

SIGN = 3
"""The kind of a token that is any other code point, alone. White space belongs to no token."""


@cache
def _no_words() -> Vocabulary:
    return Vocabulary(())


_Column = TypeVar("_Column")


def _column(compute: "Callable[[Scan], _Column]") -> "cached_property[_Column]":
    """Compute a column once, and fix it: whoever changed it would move the offsets of all who share it."""

    @wraps(compute)
    def fixed(scan: "Scan") -> _Column:
        found = compute(scan)
        for part in found if isinstance(found, tuple) else (found,):
            if isinstance(part, np.ndarray):
                part.setflags(write=False)
        return found

    return cached_property(fixed)


_OF_TOKENS = frozenset(("_tokens", "heads", "keys", "words", "capitals", "all_capitals", "gaps", "touches"))
"""Columns that say nothing of white space but how long it is."""


class Scan:
    """The texts of a batch, scanned: every column is computed when it is first asked for, and once.

    All places are offsets into ``shadow``, which has one byte for each code point of all texts, the texts one behind
    the other with eight zero bytes before each and behind the last; :meth:`locate` leads back to documents and their
    offsets. Columns of tokens have a row for each token of all texts, in order; tokens are named by their rows.
    Columns are shared by all who ask, and cannot be changed in place.

    Args:
        texts: the texts, in order.
        vocabulary: the words that the column ``words`` looks up; none by default.
    """

    texts: tuple[str, ...]
    """The texts, in order."""

    vocabulary: Vocabulary
    """The words that all extractors of the pipeline declare as ``triggers``; ``vocabulary.number("may")`` is the number
    that one of them has in the column ``words``."""

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary | None = None) -> None:
        self.texts = tuple(texts)
        self.vocabulary = _no_words() if vocabulary is None else vocabulary

    def __repr__(self) -> str:
        return f"<Scan of {len(self.texts)} texts>"

    def respaced(self, texts: Sequence[str]) -> "Scan":
        """Give the scan of texts that differ from these in white space only, each as long as it was.

        The tokens are the same, and not looked for again.
        """
        found = Scan(texts, self.vocabulary)
        columns = vars(self)
        vars(found).update({name: columns[name] for name in _OF_TOKENS & columns.keys()})
        return found

    @_column
    def _shadow(self) -> tuple[bytes, Places]:
        return shadow(self.texts)

    @property
    def shadow(self) -> bytes:
        """One byte for each code point, itself in ASCII and most of Latin-1, its class beyond. Zero is in no text."""
        return self._shadow[0]

    @property
    def places(self) -> Places:
        """Where each text begins in ``shadow``, and where a further one would."""
        return self._shadow[1]

    @_column
    def lower(self) -> bytes:
        """The same as ``shadow`` in lower case, place for place."""
        return self.shadow.translate(LOWER)

    @_column
    def _vague(self) -> tuple[Places, NDArray[np.uint32]]:
        """The places whose byte in ``shadow`` stands for other code points too, and the code points there."""
        return vague(self.texts)

    # --- tokens

    @_column
    def _tokens(self) -> tuple[Places, Places, NDArray[np.uint8]]:
        kinds = np.frombuffer(self.shadow.translate(TOKEN), np.uint8)
        changes = kinds[1:] != kinds[:-1]
        is_sign, is_some = kinds == SIGN, kinds != 0
        begins = changes | is_sign[1:]
        begins &= is_some[1:]
        changes |= is_sign[:-1]
        changes &= is_some[:-1]
        # Zero bytes stand before the first token and behind the last: there are as many beginnings as ends.
        starts, ends = np.flatnonzero(begins), np.flatnonzero(changes)
        starts += 1
        ends += 1
        return starts, ends, kinds[starts]

    @property
    def starts(self) -> Places:
        """Where each token begins, in order."""
        return self._tokens[0]

    @property
    def ends(self) -> Places:
        """Where each token ends, exclusive."""
        return self._tokens[1]

    @property
    def kinds(self) -> NDArray[np.uint8]:
        """What each token is, WORD, NUMBER or SIGN."""
        return self._tokens[2]

    @_column
    def heads(self) -> Bytes:
        """The byte in ``shadow`` that each token begins with; of a sign it is all."""
        return np.frombuffer(self.shadow, np.uint8)[self.starts]

    @_column
    def keys(self) -> Keys:
        """A number for each token, the same for tokens that have the same bytes in ``lower``; no proof of that."""
        return keys(self.lower, self.starts, self.ends)

    @_column
    def words(self) -> NDArray[np.int32]:
        """The number of each token in the vocabulary, 0 for those that are not in it."""
        return self.words_of(self.vocabulary)

    def words_of(self, vocabulary: Vocabulary) -> NDArray[np.int32]:
        """Give the number of each token in a vocabulary of one's own, 0 for those that are not in it."""
        return vocabulary.find(self.lower, self.starts, self.ends, self.keys)

    def keys_of(self, starts: Places, ends: Places) -> Keys:
        """Give a number for each stretch of text, the same for the same text; others hardly ever share one.

        Args:
            starts: where each begins in ``shadow``, in order, none in another.
            ends: where each ends, in the same text.
        """
        found = keys(self.shadow, starts, ends)
        # Bytes that stand for several code points do not tell the text: few stretches have any.
        unclear = self._vague[0]
        rows = np.searchsorted(starts, unclear, "right") - 1
        within = (rows >= 0) & (unclear < np.append(ends, 0)[rows])
        for row in np.unique(rows[within]).tolist():
            found[row] = key_of(self.text_between(int(starts[row]), int(ends[row])))
        return found

    def text_between(self, start: int, end: int) -> str:
        """Give the text between two places of one text, in O(log n) and its length."""
        number = int(np.searchsorted(self.places, start, "right")) - 1
        first = int(self.places[number])
        return self.texts[number][start - first : end - first]

    @_column
    def capitals(self) -> NDArray[np.bool_]:
        """Whether each token begins with a capital letter."""
        return np.frombuffer(CAPITAL, np.bool_)[self.heads]

    @_column
    def all_capitals(self) -> NDArray[np.bool_]:
        """Whether each token begins with a capital letter and has no small one; a single capital is one such."""
        small = np.frombuffer(self.shadow.translate(SMALL), np.bool_)
        # A small letter mostly stands second, or nowhere; the rest of few is looked through.
        found = self.capitals & ~small[self.starts + 1]
        rows = np.flatnonzero(found)
        bounds = np.stack((self.starts[rows], self.ends[rows]), axis=1).ravel()
        found[rows] = ~np.logical_or.reduceat(small, bounds)[::2]
        return found

    @_column
    def gaps(self) -> Places:
        """How many blanks stand before each token, back to the one before it or the beginning of its text."""
        found = self.starts.copy()
        found[1:] -= self.ends[:-1]
        first = self._first_of_texts
        found[first] = self.starts[first] - self.places[self.documents_of(self.starts[first])]
        return found

    @_column
    def touches(self) -> NDArray[np.bool_]:
        """Whether each token follows the one before it, in the same text, without a blank."""
        found: NDArray[np.bool_] = self.gaps == 0
        found[self._first_of_texts] = False
        return found

    @_column
    def breaks(self) -> NDArray[np.int64]:
        r"""How many lines end before each token, after the one before it or the beginning of its text.

        Lines end as for ``str.splitlines``; ``\r\n`` is one end.
        """
        ends = self._line_ends
        following = np.searchsorted(self.starts, ends)
        # Ends of lines behind the last token of a text stand before none.
        limits = self.first_tokens[self.documents_of(ends) + 1]
        return np.bincount(following[following < limits], minlength=len(self.starts))

    @_column
    def _line_ends(self) -> Places:
        codes = np.frombuffer(self.shadow, np.uint8)
        ends = np.flatnonzero(np.frombuffer(self.shadow.translate(NEWLINE), np.bool_))
        found: Places = ends[(codes[ends] != ord("\r")) | (codes[ends + 1] != ord("\n"))]
        return found

    def _line_end_before(self, places: Places) -> Places:
        """Give the place of the line end before each place; -1 where there is none."""
        found: Places = np.concatenate(([-1], self._line_ends))[np.searchsorted(self._line_ends, places)]
        return found

    @_column
    def quotes(self) -> Places:
        """Where quotation marks and apostrophes stand."""
        return np.flatnonzero(np.frombuffer(self.shadow.translate(QUOTE), np.bool_))

    # --- sentences

    @_column
    def last_in_sentence(self) -> NDArray[np.bool_]:
        """Whether a sentence ends with each token."""
        from ._sentences import last_in_sentence

        return last_in_sentence(self)

    @_column
    def sentence_starts(self) -> Places:
        """Where each sentence begins, which is with its first token."""
        begins = np.ones(len(self.starts), np.bool_)
        begins[1:] = self.last_in_sentence[:-1]
        return self.starts[begins]

    @_column
    def sentence_ends(self) -> Places:
        """Where each sentence ends, behind its full stop and the quotation marks behind that."""
        return self.ends[self.last_in_sentence]

    # --- back to the documents

    def documents_of(self, places: Places) -> Places:
        """Give the number of the document at each place."""
        return np.searchsorted(self.places, places, "right") - 1

    def locate(self, places: Places) -> tuple[Places, Places]:
        """Give the number of the document at each place, and the offset in its text, in code points."""
        numbers = self.documents_of(places)
        return numbers, places - self.places[numbers]

    def columns(self, label: str, starts: Places, ends: Places, **columns: Any) -> Columns:  # Any: of all types.
        """Give annotations of one label from where they start and end in ``shadow``, for ``extract_batch`` to give.

        Args:
            label: the label of all.
            starts: where each starts.
            ends: where each ends, exclusive, in the same text.
            columns: further columns, such as ``value``; see :class:`~corpuskit.scan.Columns`.
        """
        numbers, offsets = self.locate(starts)
        # numpy's arrays serve as sequences, but do not say so to the type checker.
        given: dict[str, Any] = {"doc": numbers, "start": offsets, "end": ends - self.places[numbers]}
        return Columns(label, **given, **columns)

    def token_at(self, places: Places) -> Places:
        """Give the number of the token that covers each place; -1 where none does."""
        if not len(self.starts):
            return np.full(len(places), -1, np.int64)
        found = np.searchsorted(self.starts, places, "right") - 1
        # Before the first token, -1 leads to the last one, whose end is no help: it is left as it is.
        return np.where(places < self.ends[found], found, -1)

    @_column
    def first_tokens(self) -> Places:
        """The number of the first token of each document, and the number of all tokens."""
        return np.searchsorted(self.starts, self.places - PAD + 1)

    @_column
    def _begins_text(self) -> NDArray[np.bool_]:
        """Whether each token is the first of its text; and at last, that none follows."""
        found = np.zeros(len(self.starts) + 1, np.bool_)
        found[self.first_tokens] = True
        return found

    @property
    def _first_of_texts(self) -> Places:
        return self.first_tokens[:-1][np.diff(self.first_tokens) > 0]
