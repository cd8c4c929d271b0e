"""Archives: the arrays of the file of a model, with the shapes that they must have."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, is_zipfile
from zlib import error as BadData

import numpy as np
from numpy.typing import NDArray

from corpuskit.errors import ConfigError

from .sizes import AROUND, EVIDENCE, LABELS, MODES

__all__ = ["LAYERS", "TABLES", "Array", "read"]

Array = NDArray[Any]  # Any: of the type that its name says.

TABLES = ("words", "shapes", "affixes", "classes")
LAYERS = ("projection", "window", "hidden", "emit")


def read(path: Path) -> dict[str, Array]:
    """Give the arrays of the file of a model.

    Raises:
        ConfigError: when it is no such file; where arrays are missing or have other shapes, it says which.
    """
    try:
        arrays = _arrays(path)
        _check(arrays)
    except (OSError, EOFError, ValueError, NotImplementedError, BadZipFile, BadData) as error:
        raise ConfigError(f"{path} is no model of entities: {error}", option="weights") from error
    return arrays


def _arrays(path: Path) -> dict[str, Array]:
    # Opened here: numpy leaves open what turns out to be no archive.
    with open(path, "rb") as file:
        if not is_zipfile(file):
            raise ValueError("it is no archive of arrays; give a file that the training has written")
        file.seek(0)
        with np.load(file, allow_pickle=False) as archive:
            found = {name: archive[name] for name in archive.files}
    return {name: array for name, array in found.items() if isinstance(array, np.ndarray)}


def _check(arrays: Mapping[str, Array]) -> None:
    sizes = {name: array.size for name, array in arrays.items()}
    missing = sorted(_NAMES - sizes.keys())
    if missing:
        raise ValueError(f"it has no {', '.join(missing)}")
    for name, shape in _shapes(sizes).items():
        if arrays[name].shape != shape:
            raise ValueError(f"{name} has the shape {arrays[name].shape}, where {shape} is wanted")
    for name in TABLES:
        if arrays[f"{name}.which"].max() >= len(arrays[f"{name}.rows"]):
            raise ValueError(f"{name}.which has numbers of rows that {name}.rows has not")


def _shapes(sizes: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Give the shapes that arrays must have, by how many numbers each has."""
    width, first, second = (sizes[f"{name}.scales"] for name in ("projection", "window", "hidden"))
    code, labels, vectors = sizes["projection.weights"] // max(width, 1), len(LABELS), sizes["vectors.keys"]
    layers = {
        "projection": (code, width),
        "window": ((2 * AROUND + 1) * width + MODES, first),
        "hidden": (first + 3 * EVIDENCE, second),
        "emit": (second + first, labels),
    }
    found: dict[str, tuple[int, ...]] = {"vectors.keys": (vectors,), "vectors.rows": (vectors + 1, code // 2)}
    for name, shape in layers.items():
        found |= {f"{name}.weights": shape, f"{name}.scales": shape[1:], f"{name}.biases": shape[1:]}
    for name in TABLES:
        keys, rows = sizes[f"{name}.keys"], sizes[f"{name}.rows"] // max(width, 1)
        found |= {f"{name}.keys": (keys,), f"{name}.which": (keys + 1,), f"{name}.rows": (rows, width)}
    found |= dict.fromkeys((f"{name}.scale" for name in TABLES), ())
    return found | {"ceiling": (), "moves": (labels, labels), "opens": (labels,), "closes": (labels,)}


_NAMES = frozenset(("ceiling", "moves", "opens", "closes", "vectors.keys", "vectors.rows")).union(
    *({f"{name}.{part}" for part in ("weights", "scales", "biases")} for name in LAYERS),
    *({f"{name}.{part}" for part in ("keys", "which", "rows", "scale")} for name in TABLES),
)
