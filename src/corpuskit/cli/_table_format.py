"""The format of a table that a command writes."""

from ..formats._files import base_suffix

__all__ = ["guessed"]

_KNOWN = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".parquet": "parquet"}


def guessed(out: str) -> str:
    """Give the format that the suffix of a file tells; a table to read where it tells none."""
    return _KNOWN.get(base_suffix(out), "table")
