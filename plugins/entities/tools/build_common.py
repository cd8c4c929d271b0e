"""Build the list of common words: those that texts have in lower case too.

Usage: ``python build_common.py DATA LISTS`` where DATA is the folder of texts that the model is trained on, and LISTS
is ``training/lists``. The list is sorted, so that the same texts give the same bytes.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

FILES = ("gmb-text-silver", "gum_derived.academic", "gum_derived.court", "gum_derived.interview")
SMALL = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’])")
LARGE = re.compile(r"(?<![.!?\"“] )(?<![\w'’\n-])[A-Z][a-z]+")
"""Words with a capital that do not begin a sentence."""

LEAST, SOME, MOST = 4, 0.3, 0.9


def texts(folder: Path) -> Iterator[str]:
    """Give the texts of the files."""
    for name in FILES:
        with open(folder / f"{name}.jsonl", encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)


def common(found: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give words that are small somewhere: ``1`` when nine of ten are, ``2`` when three of ten are."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in found:
        small.update(SMALL.findall(text))
        large.update(word.lower() for word in LARGE.findall(text))
    for word, count in sorted(small.items()):
        share = count / (count + large[word])
        if count >= LEAST and share >= SOME:
            yield word, "1" if share >= MOST else "2"


def main(data: Path, lists: Path) -> None:
    """Write the list."""
    rows = "".join(f"{word}\t{kind}\n" for word, kind in common(texts(data)))
    (lists / "common.tsv").write_text(f"word\tclass\n{rows}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
