"""Score what numbers count on numbers that were judged by eye.

    python -m benchmarks.counted SHEET CORPUS...

Each row of the sheet names a document, the digest of its text, a number in it, and the noun phrase that it counts,
if any; documents with other texts are refused. Numbers that are not found count as missed. For each part of the sheet
prints how many phrases were judged and found, and the F1 of those that overlap, have the same last word (``head``), and
are the same (``complete``).
"""

import argparse
import csv
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from corpuskit import Corpus, Document, Pipeline, Span
from corpuskit.values import NumberValue


@attrs.frozen
class Row:
    """A number that was judged."""

    part: str
    document: str
    digest: str
    number: Span
    counted: Span | None


@attrs.define
class Tally:
    """How many phrases were judged and found, and how many of both agree."""

    judged: int = 0
    found: int = 0
    overlap: int = 0
    head: int = 0
    complete: int = 0

    def add(self, judged: Span | None, found: Span | None) -> None:
        """Count what was judged and found of one number."""
        self.judged += judged is not None
        self.found += found is not None
        if judged is not None and found is not None:
            self.overlap += judged.overlaps(found)
            self.head += judged.end == found.end
            self.complete += judged == found

    def f1(self, agreed: int) -> float:
        """Give the F1 of phrases that agree, in per cent."""
        both = self.judged + self.found
        return 200 * agreed / both if both else 0.0


def rows_of(sheet: Path) -> Iterator[Row]:
    """Give the rows of a sheet."""
    with sheet.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            counted = Span(int(row["counted_start"]), int(row["counted_end"])) if row["counted_start"] else None
            number = Span(int(row["start"]), int(row["end"]))
            yield Row(row["part"], row["document"], row["digest"], number, counted)


def digest(text: str) -> str:
    """Give the digest of a text, as sheets have it."""
    return "blake2:" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def counted(document: Document, number: Span) -> Span | None:
    """Give what a number of a document counts, by the first number found that overlaps it."""
    for item in document["number"]:
        if item.span.overlaps(number) and isinstance(item.value, NumberValue):
            return item.value.counted_span
    return None


def tallied(rows: Iterable[Row], documents: Mapping[str, Document]) -> dict[str, Tally]:
    """Give the tally of each part."""
    tallies: dict[str, Tally] = {}
    for row in rows:
        document = documents[row.document]
        if digest(document.text) != row.digest:
            raise SystemExit(f"{row.document} has another text than was judged")
        tallies.setdefault(row.part, Tally()).add(row.counted, counted(document, row.number))
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    given = parser.parse_args()
    rows = list(rows_of(given.sheet))
    wanted = {row.document for row in rows}
    documents = itertools.chain.from_iterable(map(Corpus.from_jsonl, given.corpora))
    chosen = (item for item in documents if item.id in wanted)
    found = {item.id: item for item in Pipeline("dates", "numbers").stream(chosen) if item.id is not None}
    print("part  judged  found  overlap   head  complete")
    for part, tally in sorted(tallied(rows, found).items()):
        scores = (tally.f1(tally.overlap), tally.f1(tally.head), tally.f1(tally.complete))
        print(f"{part:>4}  {tally.judged:6}  {tally.found:5}  {scores[0]:7.1f}  {scores[1]:5.1f}  {scores[2]:8.1f}")


if __name__ == "__main__":
    main()
