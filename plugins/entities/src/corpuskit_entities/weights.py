"""The weights of evidence, read from the shipped table."""

import functools
import math
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

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


def confidence(lead: float) -> float:
    """Give a rough probability that a stretch is a name of its type, from its lead over the next best type.

    The slope was fitted to gold texts of GUM that the weights were not made from; the level is set between theirs,
    which are transcripts and papers, and that of news.
    """
    return round(_MOST / (1 + math.exp(-_BASE - _SLOPE * min(400.0, lead))), 3)
