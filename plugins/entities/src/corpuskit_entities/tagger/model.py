"""The model that ships with the plugin: tables of whole numbers, and their scales."""

import functools
from importlib.resources import files
from pathlib import Path

import attrs
import numpy as np
from numpy.typing import NDArray

from .archive import LAYERS, TABLES, Array, read
from .sizes import LABELS, TYPES

__all__ = ["LABELS", "TYPES", "Layer", "Model", "Table", "product", "shipped"]


@attrs.frozen(eq=False)
class Table:
    """Rows of numbers for keys of 32 bits, which are sorted.

    Args:
        keys: the keys, in order.
        which: the number of the row of each key, and at last that of all other keys; by default they are in order.
        rows: the rows; whole numbers of 8 bits.
        scale: what one is worth.
    """

    keys: NDArray[np.uint32]
    which: NDArray[np.uint16] | None
    rows: NDArray[np.int8]
    scale: float

    def find(self, keys: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Give the places of these keys, in O(log n) each; the number of all keys where one is not there."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64)
        found = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[found] == keys, found, len(self.keys))

    def look_up(self, keys: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Give the row of each key, in its unit."""
        places = self.find(keys)
        return self.rows[places if self.which is None else self.which[places]] * np.float32(self.scale)


_ALONE = 1 << 18
"""Multiplications of a product that BLAS does not share among threads: for little work, these cost more than it."""


def product(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give rows times weights, a few rows at a time, so that it is done in the thread that asks."""
    step = max(1, _ALONE // weights.size)
    whole = len(rows) // step * step
    found = np.empty((len(rows), weights.shape[1]), np.float32)
    several = rows[:whole].reshape(-1, step, rows.shape[1])
    np.matmul(several, weights, out=found[:whole].reshape(-1, step, weights.shape[1]))
    np.matmul(rows[whole:], weights, out=found[whole:])
    return found


@attrs.frozen(eq=False)
class Layer:
    """A layer of the network, whose inputs and weights are whole numbers.

    Their products are added in 32-bit floats, which hold every whole number below 2^24: sums are exact, whatever
    their order, so that neither the machine nor the batch makes a difference.

    Args:
        weights: a column for each output; whole numbers of 8 bits.
        scales: what one is worth, for each output.
        biases: what is added to each output.
    """

    weights: NDArray[np.float32]
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]

    def __call__(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the outputs for rows of inputs."""
        return self.scaled(product(inputs, self.weights))

    def scaled(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the outputs for sums of inputs times weights, which are changed."""
        sums *= self.scales
        sums += self.biases
        return sums


@attrs.frozen(eq=False)
class Model:
    """All tables and layers.

    Args:
        vectors: codes of word vectors, by the keys of words.
        projection: from codes to the space of words.
        tables: further rows in that space: of frequent words, of shapes, of beginnings and endings of words, and of
            the classes that lists of names have for a word.
        window: the first layer, over the words around a word.
        hidden: the second, over the outputs of the first for a word and its neighbours, and what the document says.
        emit: from both to the labels.
        ceiling: the greatest output of the two.
        moves: what a label behind another is worth; rows are the labels before.
        opens: what a label is worth at the beginning of a zone.
        closes: what it is worth at the end.
    """

    vectors: Table
    projection: Layer
    tables: dict[str, Table]
    window: Layer
    hidden: Layer
    emit: Layer
    ceiling: float
    moves: NDArray[np.float32]
    opens: NDArray[np.float32]
    closes: NDArray[np.float32]

    @property
    def width(self) -> int:
        """How many numbers a word is."""
        return len(self.projection.scales)

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Give the model of a file.

        Raises:
            ConfigError: when it is no such file, or lacks what a model has.
        """
        return cls.of(read(path))

    @classmethod
    def of(cls, arrays: dict[str, Array]) -> "Model":
        """Give the model of the arrays of a file."""
        tables = {name: _table(arrays, name) for name in TABLES}
        projection, window, hidden, emit = (_layer(arrays, name) for name in LAYERS)
        vectors = Table(arrays["vectors.keys"], None, _unpacked(arrays["vectors.rows"]), 1.0)
        ceiling = float(arrays["ceiling"])
        chain = arrays["moves"], arrays["opens"], arrays["closes"]
        return cls(vectors, projection, tables, window, hidden, emit, ceiling, *chain)


def _table(arrays: dict[str, Array], name: str) -> Table:
    keys, which, rows = (arrays[f"{name}.{part}"] for part in ("keys", "which", "rows"))
    return Table(keys, which, rows, float(arrays[f"{name}.scale"]))


def _unpacked(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Give the numbers from -8 to 7 that stand in bytes by twos."""
    found = np.empty((len(packed), 2 * packed.shape[1]), np.int8)
    found[:, ::2], found[:, 1::2] = packed & 15, packed >> 4
    return found - np.int8(8)


def _layer(arrays: dict[str, Array], name: str) -> Layer:
    weights = arrays[f"{name}.weights"].astype(np.float32)
    return Layer(weights, arrays[f"{name}.scales"], arrays[f"{name}.biases"])


@functools.cache
def shipped() -> Model:
    """Give the model in the package, read once."""
    return Model.load(Path(str(files("corpuskit_entities"))) / "data" / "en" / "model.npz")
