"""Many documents at once: what an extractor sees that works on batches, and what it gives back."""

from ._batch import Batch, Columns

__all__ = ["Batch", "Columns"]
