"""The weights of evidence, read from the shipped table."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from .gazetteer import table

__all__ = ["confidence", "shipped_weights"]


@functools.cache
def shipped_weights() -> Mapping[str, tuple[int, ...]]:
    """Give what each piece of evidence weighs for each type, read once."""
    folder = Path(str(files("corpuskit_entities"))) / "data" / "en"
    weights = _read(folder / "gazetteers" / "evidence.tsv")
    for name, more in _read(folder / "priors.tsv").items():
        weights[name] = tuple(a + b for a, b in zip(weights.get(name, (0,) * len(more)), more, strict=True))
    return weights


def _read(path: Path) -> dict[str, tuple[int, ...]]:
    names, *columns = table(path)
    return dict(zip(names, zip(*(map(int, column) for column in columns), strict=True), strict=True)) if names else {}


_SLOPE = 0.015
_BASE = -0.9
_MOST = 0.95


def confidence(leads: Any) -> Any:  # Any: an array of numbers.
    """Give rough probabilities that stretches are names of their types, from their leads over the next best types.

    The slope was fitted to gold texts of GUM that the weights were not made from; the level is set between theirs,
    which are transcripts and papers, and that of news.
    """
    return (_MOST / (1 + np.exp(-_BASE - _SLOPE * np.minimum(400.0, leads)))).round(3)
