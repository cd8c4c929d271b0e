"""The network as it is trained: the same sums as the plugin's, with numbers that are not whole."""

import numpy as np
import torch
from corpuskit_entities.tagger.sizes import AROUND, EVIDENCE, LABELS, MODES
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from .vocabulary import Rows, Vocabulary

__all__ = ["CEILING", "CODE", "Net"]

CODE = 7
"""The greatest number of a code of a word vector."""

NEVER = -30.0
CEILING = 4.0


class Net(nn.Module):
    """From the words around a word to what each label is worth for it.

    Args:
        vocabulary: the tables' keys.
        code: how many numbers the code of a word vector has.
        width: how many the vector of a word has.
        first: how many the first layer gives.
        second: how many the second gives.
    """

    def __init__(self, vocabulary: Vocabulary, code: int, width: int, first: int, second: int) -> None:
        super().__init__()
        self.glove = torch.from_numpy(vocabulary.vectors.matrix)
        self.sets = torch.from_numpy(vocabulary.class_sets)
        self.encode = nn.Linear(self.glove.shape[1], code, bias=False)
        self.unknown = nn.Parameter(torch.zeros(code))
        self.project = nn.Linear(code, width, bias=False)
        self.words = _table(len(vocabulary.words), width, 0.1)
        self.affixes = _table(len(vocabulary.affixes), width, 0.1)
        self.shapes = _table(vocabulary.shapes, width, 0.3)
        self.classes = nn.Linear(self.sets.shape[1], width, bias=False)
        self.window = nn.Linear((2 * AROUND + 1) * width + MODES, first)
        self.hidden = nn.Linear(first + 3 * EVIDENCE, second)
        self.emit = nn.Linear(second + first, len(LABELS))
        self.moves = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.opens = nn.Parameter(torch.zeros(len(LABELS)))
        self.closes = nn.Parameter(torch.zeros(len(LABELS)))
        never_moves, never_opens = _never()
        self.never_moves, self.never_opens = torch.from_numpy(never_moves), torch.from_numpy(never_opens)
        self.drop = nn.Dropout(0.3)

    def codes(self, rows: Tensor) -> Tensor:
        """Give the codes of word vectors: whole numbers over ``CODE``, through which gradients pass."""
        found = torch.where(rows[:, None] > 0, self.encode(self.glove[rows]), self.unknown)
        found = functional.hardtanh(found)
        return found + ((found * CODE).round() / CODE - found).detach()

    def vectors(self, rows: Rows, types: Tensor) -> Tensor:
        """Give the vectors of words."""
        vectors, words, classes = rows.vectors[types], rows.words[types], rows.classes[types]
        if self.training:
            vectors = vectors * _kept(vectors, 0.1)
            words = words * _kept(words, 0.3)
            classes = classes * _kept(classes, 0.1)
        found = self.project(self.codes(vectors)) + self.words(words) + self.shapes(rows.shapes[types])
        found = found + self.classes(self.sets[classes]) + self.affixes(rows.affixes[types]).sum(1)
        return functional.hardtanh(found) * (types > 0)[:, None]

    def forward(self, around: Tensor, modes: Tensor, evidence: Tensor) -> Tensor:
        """Give what each label is worth, by the vectors around words, their lines and what the document says."""
        seen = self.drop(_stepped(self.window(torch.cat((around.flatten(1), modes), 1))))
        upper = self.drop(_stepped(self.hidden(torch.cat((seen, evidence), 1))))
        return self.emit(torch.cat((upper, seen), 1))


def _table(rows: int, width: int, spread: float) -> nn.Embedding:
    found = nn.Embedding(rows + 1, width, padding_idx=0)
    nn.init.normal_(found.weight, std=spread)
    found.weight.data[0] = 0
    return found


def _kept(rows: Tensor, share: float) -> Tensor:
    return (torch.rand(rows.shape) >= share).to(rows.dtype)


def _stepped(outputs: Tensor) -> Tensor:
    return outputs.clamp(0, CEILING)


def _never() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give what rules out that a name goes on which did not begin."""
    moves = np.zeros((len(LABELS), len(LABELS)), np.float32)
    opens = np.zeros(len(LABELS), np.float32)
    for label in range(2, len(LABELS), 2):
        moves[:, label] = opens[label] = NEVER
        moves[[label - 1, label], label] = 0
    return moves, opens
