"""Training: networks of some of the texts say what the memory of the others is, and one of all texts learns from it."""

from collections.abc import Sequence

import numpy as np
import torch
from corpuskit_entities.tagger.model import Model
from corpuskit_entities.tagger.sizes import EVIDENCE, UNIT
from corpuskit_entities.tagger.tagger import Tagger
from numpy.typing import NDArray

from corpuskit import Document
from corpuskit.scan import Batch

from .examples import Examples
from .export import arrays
from .fit import fit
from .net import Net
from .vocabulary import Rows, Vocabulary

__all__ = ["EPOCHS", "train"]

EPOCHS = 3
FOLDS = 2
BATCH = 256
CODE, WIDTH, FIRST, SECOND = 32, 64, 128, 64


def train(examples: Examples, vocabulary: Vocabulary, epochs: int = EPOCHS, off: Sequence[str] = ()) -> Net:
    """Give the network, trained on all zones with evidence that networks of other texts gave.

    Args:
        examples: the texts.
        vocabulary: the keys of the tables.
        epochs: how often all zones are seen.
        off: tables that say nothing, to measure what they are worth.
    """
    rows = Rows(vocabulary, examples.numbers.words)
    fold = np.random.default_rng(5).integers(0, FOLDS, len(examples.ids))
    told = torch.zeros(len(examples.types), EVIDENCE)
    for number in range(FOLDS):
        net = _new(vocabulary, off)
        fit(net, examples, rows, _zones_of(examples, fold != number), None, max(1, epochs - 1))
        told += _evidence(net, vocabulary, examples, np.flatnonzero(fold == number).tolist())
    net = _new(vocabulary, off)
    fit(net, examples, rows, np.arange(len(examples.zones)), told, epochs)
    return net


def _new(vocabulary: Vocabulary, off: Sequence[str]) -> Net:
    """Give a network that knows nothing yet; always the same."""
    torch.manual_seed(1)
    net = Net(vocabulary, CODE, WIDTH, FIRST, SECOND)
    for name in off:
        for parameter in getattr(net, "project" if name == "vectors" else name).parameters():
            parameter.data.zero_()
            parameter.requires_grad_(requires_grad=False)
    return net


def _zones_of(examples: Examples, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give the zones of the chosen texts."""
    return np.flatnonzero(chosen[examples.texts[examples.zones[:, 0]]])


def _evidence(net: Net, vocabulary: Vocabulary, examples: Examples, wanted: Sequence[int]) -> torch.Tensor:
    """Give what a first reading by a network says of each word of the wanted texts; no evidence for other words."""
    found = np.zeros((len(examples.types), EVIDENCE), np.float32)
    tagger = Tagger(Model.of(arrays(net, vocabulary)))
    for low in range(0, len(wanted), BATCH):
        part = wanted[low : low + BATCH]
        scan = Batch([Document(examples.contents[number]) for number in part]).scan
        numbers, places, rows = tagger.evidence(scan)
        firsts = np.array([examples.bounds[number][0] for number in part])
        found[places + firsts[numbers]] = rows / UNIT
    return torch.from_numpy(found)
