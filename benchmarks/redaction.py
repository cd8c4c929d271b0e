"""Measure what redaction leaves: names of people in gold of which nothing is replaced, or not all.

    python -m benchmarks.redaction DATA [--kb 1000] [--page docs/redaction.md]

DATA is the folder of gold that ``python -m benchmarks.entities`` reads. Names are found by the installed extractor of
entities, and people are replaced. Only gold that nothing was trained on counts.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.entities.sets import SETS, GoldSet, loaded
from benchmarks.marked import show
from benchmarks.scores import Record
from benchmarks.tables import measured_at, table
from corpuskit import Document, Pipeline, Span
from corpuskit.redaction import Redactor

BEGIN = "<!-- measured: written by python -m benchmarks.redaction -->"
HEAD = (
    "set",
    "documents",
    "names of people",
    "repeats",
    "left",
    "left in part",
    "documents with any left",
    "no person",
)


def names_in(record: Record, gold: GoldSet) -> list[Span]:
    """Give the places of the names of people in gold."""
    return [Span(item["start"], item["end"]) for item in record["entities"] if gold.types.get(item["label"]) == "PER"]


def judged(names: Sequence[Span], places: Sequence[Span], text: str) -> Counter[str]:
    """Count names by what is left of their letters and digits, and places that have nothing of a name."""
    gone = {at for place in places for at in range(place.start, place.end)}
    counts = Counter({"places": len(places), "names": len(names), "documents": 1})
    for span in names:
        signs = [at for at in range(span.start, span.end) if text[at].isalnum()]
        hidden = sum(at in gone for at in signs)
        counts["part" if 0 < hidden < len(signs) else "none" if hidden else "all"] += 1
    people = {at for span in names for at in range(span.start, span.end)}
    counts["others"] = sum(people.isdisjoint(range(place.start, place.end)) for place in places)
    counts["unsafe"] = bool(counts["part"] or counts["all"])
    return counts


def rows(gold: GoldSet, records: Sequence[Record]) -> Iterator[list[str]]:
    """Measure one set."""
    documents = list(Pipeline("entities").stream(Document(item["text"], id=item["id"]) for item in records))
    about = [gold.title, f"{len(records):,}", f"{sum(len(names_in(record, gold)) for record in records):,}"]
    for repeats in ("none", "names", "words"):
        redactor = Redactor(repeats=repeats)
        before = time.process_time()
        found = [redactor(document).key.places for document in documents]
        seconds = time.process_time() - before
        print(f"{gold.name}, {repeats}: {1e3 * seconds / len(documents):.1f} ms of CPU time a document")
        pairs = zip(records, found, strict=True)
        total = sum((judged(names_in(record, gold), places, record["text"]) for record, places in pairs), Counter())
        shares = ("all", "names"), ("part", "names"), ("unsafe", "documents"), ("others", "places")
        yield [*about, repeats, *(share(total[part], total[whole]) for part, whole in shares)]
        about = ["", "", ""]


def share(part: int, whole: int) -> str:
    """Give a share in per cent."""
    return f"{100 * part / whole:.1f} %"


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--kb", type=float, default=float("inf"), help="draw documents until there are so many KB")
    parser.add_argument("--page", type=Path, help="the page whose table is written anew")
    given = parser.parse_args()
    sets = [(gold, loaded(given.data, gold, given.kb)) for gold in SETS if gold.is_main]
    show({BEGIN: [measured_at(), "", *table(HEAD, (line for one in sets for line in rows(*one)))]}, given.page)


if __name__ == "__main__":
    main()
