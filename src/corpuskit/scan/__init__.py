"""Many documents at once: what an extractor sees that works on batches, and what it gives back."""

from typing import TYPE_CHECKING

from .._later import later
from ._batch import Batch, Columns

if TYPE_CHECKING:
    from ._collections import collections_paused
    from ._gazetteer import Gazetteer, Matches
    from ._layers import SentenceExtractor, TokenExtractor
    from ._scan import NUMBER, SIGN, WORD, Scan
    from ._vocabulary import Vocabulary

__all__ = [
    "NUMBER",
    "SIGN",
    "WORD",
    "Batch",
    "Columns",
    "Gazetteer",
    "Matches",
    "Scan",
    "SentenceExtractor",
    "TokenExtractor",
    "Vocabulary",
    "collections_paused",
]

if not TYPE_CHECKING:  # A type checker would take every name for one that is there.
    __getattr__, __dir__ = later(
        globals(),
        {
            **dict.fromkeys(("Gazetteer", "Matches"), "_gazetteer"),
            **dict.fromkeys(("NUMBER", "SIGN", "WORD", "Scan"), "_scan"),
            **dict.fromkeys(("SentenceExtractor", "TokenExtractor"), "_layers"),
            "Vocabulary": "_vocabulary",
            "collections_paused": "_collections",
        },
    )
