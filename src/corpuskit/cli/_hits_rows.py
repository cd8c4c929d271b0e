"""Hits as rows of a table."""

from collections.abc import Mapping
from typing import Any

from ..corpus._tables import metadata_cells
from ..store import Hit

__all__ = ["COLUMNS", "row_of"]

COLUMNS: Mapping[str, type] = {
    "document": str,
    "start": int,
    "end": int,
    "text": str,
    "layer": str,
    "matches": str,
    "matched": str,
    "relevance": float,
}
"""The columns beside those of metadata, each with the type of its cells."""


def row_of(hit: Hit) -> dict[str, Any]:
    """Give a hit as a row: the places of what fits as ``"3-10 14-20"``, the text of those that the hit shows."""
    return {
        "document": hit.document,
        **metadata_cells(hit.metadata, COLUMNS),
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "layer": None if hit.annotation is None else hit.annotation.label,
        "matches": " ".join(f"{match.span.start}-{match.span.end}" for match in hit.matches),
        "matched": "…".join(text for text, fits in hit.pieces() if fits),
        "relevance": hit.relevance,
    }
