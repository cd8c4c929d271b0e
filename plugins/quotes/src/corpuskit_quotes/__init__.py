"""Quotations and reported speech, with who said it: a corpuskit plugin that fills the layer ``quote``."""

from typing import TYPE_CHECKING, Any

from .config import QuoteConfig

if TYPE_CHECKING:
    from .extract import QuoteExtractor

__all__ = ["QuoteConfig", "QuoteExtractor"]


def __getattr__(name: str) -> Any:  # Any: a module may have anything.
    """Import the extractor when it is first used: to list plugins needs none of its thirty modules."""
    if name != "QuoteExtractor":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .extract import QuoteExtractor

    return QuoteExtractor
