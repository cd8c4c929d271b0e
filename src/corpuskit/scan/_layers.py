"""The layers that the scan gives as they are: tokens and sentences."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from .._annotation import Annotation
from .._document import Document
from ._batch import Batch, Columns
from ._scan import NUMBER, WORD
from ._shadow import JOINER, MARK

if TYPE_CHECKING:
    from ._scan import Scan
    from ._vocabulary import Places

__all__ = ["SentenceExtractor", "TokenExtractor"]


class TokenExtractor:
    """Marks each token: a run of letters with their combining marks, a run of digits, or any other sign.

    Tokens are disjoint, and together cover all that is not white space.
    """

    def __init__(self, config: None = None) -> None:
        pass

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the tokens of a document, in order."""
        return iter(self.extract_batch(Batch([document])).by_document(1)[0])

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the tokens of many documents, in order."""
        return batch.scan.columns("token", *_whole_tokens(batch.scan))


class SentenceExtractor:
    """Marks each sentence: from its first token to the full stop, and the quotation marks and brackets behind that.

    Sentences are disjoint, and together cover all tokens.
    """

    def __init__(self, config: None = None) -> None:
        pass

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the sentences of a document, in order."""
        return iter(self.extract_batch(Batch([document])).by_document(1)[0])

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the sentences of many documents, in order."""
        return batch.scan.columns("sentence", batch.scan.sentence_starts, batch.scan.sentence_ends)


def _whole_tokens(scan: "Scan") -> "tuple[Places, Places]":
    """Give the beginnings and ends of tokens with the marks that belong to them.

    A mark belongs to the token right before it, and letters behind a mark to those before it: as one word they are
    written. So do digits, and signs behind a joiner, which are one emoji.
    """
    is_mark = np.frombuffer(MARK, np.bool_)[scan.heads]
    if not is_mark.any():
        return scan.starts, scan.ends
    joins = is_mark & scan.touches
    after = np.flatnonzero(scan.touches & ~is_mark)
    after = after[is_mark[after - 1]]
    bearers = np.maximum.accumulate(np.where(joins, 0, np.arange(len(joins))))[after - 1]
    alike = scan.kinds[after] == scan.kinds[bearers]
    alike &= ~is_mark[bearers]
    joins[after] = alike & (np.isin(scan.kinds[after], (WORD, NUMBER)) | (scan.heads[after - 1] == JOINER))
    lasts = np.append(~joins[1:], True)
    return scan.starts[~joins], scan.ends[lasts]
