"""Writing a network as tables and layers of whole numbers."""

from pathlib import Path

import numpy as np
import torch
from corpuskit_entities.tagger.sizes import EVIDENCE
from numpy.typing import NDArray

from .net import CEILING, CODE, Net
from .vocabulary import Vocabulary

__all__ = ["arrays", "write"]

_UNIT = 127

Arrays = dict[str, NDArray[np.generic]]


def write(path: Path, found: Arrays) -> None:
    """Write arrays; the same arrays give the same bytes."""
    np.savez(path, allow_pickle=False, **found)  # type: ignore[arg-type]


@torch.no_grad()
def arrays(net: Net, vocabulary: Vocabulary) -> Arrays:
    """Give the tables and layers of a network."""
    net.eval()
    found: Arrays = {"ceiling": np.float32(CEILING)}
    found |= _vectors(net, vocabulary)
    found |= _keyed("words", vocabulary.words, _numbers(net.words.weight))
    found |= _keyed("affixes", vocabulary.affixes, _numbers(net.affixes.weight))
    shapes = {number: number for number in range(vocabulary.shapes)}
    found |= _table("shapes", [*shapes], [*shapes.values()], _numbers(net.shapes.weight[: vocabulary.shapes]))
    found |= _keyed("classes", vocabulary.class_of, _numbers(net.classes(net.sets)))
    window = _numbers(net.window.weight).T / _UNIT
    found |= _layer("window", window, _numbers(net.window.bias))
    units = np.concatenate((np.full(net.window.out_features, CEILING), np.ones(3 * EVIDENCE))) / _UNIT
    found |= _layer("hidden", _numbers(net.hidden.weight).T * units[:, None], _numbers(net.hidden.bias))
    found |= _layer("emit", _numbers(net.emit.weight).T * (CEILING / _UNIT), _numbers(net.emit.bias))
    found["moves"] = _numbers(net.moves + net.never_moves)
    found["opens"] = _numbers(net.opens + net.never_opens)
    found["closes"] = _numbers(net.closes)
    return found


def _numbers(given: torch.Tensor) -> NDArray[np.float32]:
    return given.detach().numpy().astype(np.float32)


def _vectors(net: Net, vocabulary: Vocabulary) -> Arrays:
    rows = torch.arange(len(net.glove))
    codes = np.rint(_numbers(net.codes(rows)) * CODE).astype(np.int8)
    keys, firsts = np.unique(vocabulary.vectors.keys, return_index=True)
    chosen = np.append(firsts + 1, 0)
    found = _layer("projection", _numbers(net.project.weight).T / CODE, np.zeros(net.project.out_features))
    return found | {
        "vectors.keys": keys.astype(np.uint32),
        "vectors.rows": _packed(codes[chosen]),
        "vectors.scale": np.float32(1),
    }


def _packed(codes: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Put two numbers from -8 to 7 in a byte."""
    shifted = (codes + 8).astype(np.uint8)
    packed: NDArray[np.uint8] = shifted[:, ::2] | (shifted[:, 1::2] << 4)
    return packed


def _keyed(name: str, table: dict[int, int], rows: NDArray[np.float32]) -> Arrays:
    keys = sorted(table)
    return _table(name, keys, [table[one] for one in keys], rows)


def _table(name: str, keys: list[int], numbers: list[int], rows: NDArray[np.float32]) -> Arrays:
    scale = max(np.abs(rows).max(), 1e-9) / _UNIT
    whole = np.rint(rows / scale).astype(np.int8)
    # Of a table whose keys share rows, the rows are kept once.
    return {
        f"{name}.keys": np.array(keys, np.uint32),
        f"{name}.which": np.array([*numbers, 0], np.uint16),
        f"{name}.rows": whole,
        f"{name}.scale": np.float32(scale),
    }


def _layer(name: str, weights: NDArray[np.floating], biases: NDArray[np.floating]) -> Arrays:
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _UNIT
    return {
        f"{name}.weights": np.rint(weights / scales).astype(np.int8),
        f"{name}.scales": scales.astype(np.float32),
        f"{name}.biases": biases.astype(np.float32),
    }
