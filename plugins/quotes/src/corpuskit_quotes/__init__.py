"""Quotations and reported speech, with who said it: a corpuskit plugin that fills the layer ``quote``."""

from .config import QuoteConfig
from .extract import QuoteExtractor

__all__ = ["QuoteConfig", "QuoteExtractor"]
