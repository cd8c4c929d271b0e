"""Plant near-duplicates among documents, count those that are found, and measure what more documents cost.

    python -m benchmarks.duplicates FILE.jsonl... [--copies 300] [--page docs/duplicates.md]

Documents that share a third of their runs of words with an earlier one are left out first. Of each kind of change,
copies are made of documents drawn by chance, seeded. ``above`` are the copies whose similarity, computed from the
texts, is at least the threshold; ``found`` how many of all are told with their own original, ``elsewhere`` with another
one. For the costs, documents are made of sentences of all documents in an order by chance: CPU seconds, and the growth
of the process's memory at its highest.
"""

import argparse
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.marked import show
from benchmarks.tables import measured_at, table
from corpuskit import Corpus, Document
from corpuskit.across import duplicates
from corpuskit.across._shingles import shingles, similarity

BEGIN = "<!-- measured: duplicates, written by python -m benchmarks.duplicates -->"
THRESHOLDS = (0.8, 0.5)
SIZES = (5_000, 40_000)

Change = Callable[[list[str], random.Random, Sequence[str]], list[str]]


def replaced(share: float) -> Change:
    """Give the change that puts others in the place of this share of words."""

    def change(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
        return [chance.choice(others) if chance.random() < share else word for word in words]

    return change


def cut(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return words[: -len(words) // 5]


def longer(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return words + chance.choices(others, k=len(words) // 5)


def swapped(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return words[len(words) // 2 :] + words[: len(words) // 2]


CHANGES: Mapping[str, Change] = {
    "none": replaced(0),
    "1 % of words replaced": replaced(0.01),
    "2 % of words replaced": replaced(0.02),
    "5 % of words replaced": replaced(0.05),
    "10 % of words replaced": replaced(0.1),
    "the last fifth cut off": cut,
    "a fifth added": longer,
    "the halves swapped": swapped,
}


def rows(texts: Sequence[Document], copies: int) -> Iterator[list[str]]:
    """Give a row for each kind of change: the mean similarity, and what is found at each threshold."""
    others = [word for document in texts for word in document.text.split()]
    for name, change in CHANGES.items():
        chance = random.Random(name)
        originals = chance.sample(texts, copies)
        planted = {
            f"copy {item.id}": Document(" ".join(change(item.text.split(), chance, others)), id=f"copy {item.id}")
            for item in originals
        }
        like = {
            f"copy {item.id}": similarity(shingles(item.text), shingles(planted[f"copy {item.id}"].text))
            for item in originals
        }
        cells = [cell for least in THRESHOLDS for cell in _counted([*texts, *planted.values()], like, least)]
        yield [name, f"{sum(like.values()) / len(like):.2f}", *cells]


def _counted(documents: Sequence[Document], like: Mapping[str, float], least: float) -> tuple[str, str, str]:
    found = {item.document: item.original for item in duplicates(documents, threshold=least) if item.document in like}
    right = sum(id == f"copy {original}" for id, original in found.items())
    return f"{sum(share >= least for share in like.values())}", f"{right}", f"{len(found) - right}"


def costs(texts: Sequence[Document]) -> Iterator[list[str]]:
    """Give the costs of fewer and of more documents."""
    sentences = [part for document in texts for part in re.split(r"(?<=[.!?])\s+", document.text)]
    chance = random.Random(1)
    for size in SIZES:
        made = [Document(" ".join(chance.choices(sentences, k=15)), id=str(number)) for number in range(size)]
        before, start = _memory(), time.process_time()
        found = sum(1 for _ in duplicates(made))
        seconds = time.process_time() - start
        memory = f"{(_memory() - before) / size * 1e3:.1f}" if size == max(SIZES) else ""
        yield [f"{size:,}", f"{found}", f"{seconds:.1f}", f"{seconds / size * 1e3:.2f}", memory]


def _memory() -> float:
    """Give the highest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--copies", type=int, default=300)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    every = list(Corpus.from_paths(given.files))
    copies = {item.document for item in duplicates(every, threshold=0.33)}
    texts = [item for item in every if item.id not in copies and len(item.text.split()) >= 50]
    last = table(["documents", "found", "CPU seconds", "ms a document", "KB a document"], costs(texts))
    head = ["change", "similarity", *(f"{word} {least}" for least in THRESHOLDS for word in _HEAD)]
    found = table(head, rows(texts, given.copies))
    about = f"{measured_at()} {given.copies} copies of each kind among {len(texts):,} documents."
    show({BEGIN: [about, "", *found, "", *last]}, given.page)


_HEAD = ("above", "found at", "elsewhere at")

if __name__ == "__main__":
    main()
