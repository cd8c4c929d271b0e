"""Score who is told to have said what, on documents whose quotations were judged by eye.

    python -m benchmarks.speakers SHEET CORPUS... [--part tuned|held] [--errors N] [--page PAGE]

Each row of the sheet is a quotation: its document, the digest of its text, its kind and parts, what the speaker is
called there, and where the text names the speaker most fully; documents with other texts are refused. A quotation is
found where a part of it and one of speech that was found, or the words of that in marks, have half of the longer in
common. Prints how many were found; how many of those found whose speaker the text names tell this name (``named
right``), or a part of it (``or in part``), by the kind of quotation and by what the speaker is called; and how many of
the others tell no name (``left open``; that of the body the speaker speaks for counts as none). Shares have their 95 %
interval over documents. All this is told with entities, and then without. ``--part`` takes one half of the documents,
by their ids; ``--errors`` prints so many wrong names and missing quotations; ``--page`` writes the shares of all
documents and of each half to a page.
"""

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from corpuskit import Corpus, Pipeline, Span

from .attribution import RIGHT, Case, Judged, case_of, compared, outcome
from .chains import in_context
from .judged import PARTS, asked, checked, part
from .linking import Table, interval, summed
from .marked import put
from .tables import table, with_interval

BEGIN = "<!-- measured: speakers, written by python -m benchmarks.speakers -->"
SETTINGS = {"with entities": ("entities", "dates", "quotes"), "without entities": ("quotes",)}


@attrs.frozen
class Digested:
    """What a sheet says of a document: the digest of its text, and its quotations."""

    digest: str
    quotes: tuple[Judged, ...]


def read(sheet: Path, parts: Iterable[str] = PARTS) -> dict[str, Digested]:
    """Give what a sheet says of each document of some parts."""
    rows: dict[tuple[str, str], list[Judged]] = {}
    with sheet.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault((row["document"], row["sha256"]), []).append(_judged(row))
    return {id: Digested(digest, tuple(quotes)) for (id, digest), quotes in rows.items() if part(id) in parts}


def _judged(row: Mapping[str, str]) -> Judged:
    parts, speaker, names = (_spans(row[column]) for column in ("parts", "speaker", "names"))
    return Judged(row["kind"], parts, row["form"], next(iter(speaker), None), row["who"], names)


def _spans(cell: str) -> tuple[Span, ...]:
    return tuple(itertools.starmap(Span, json.loads(cell)))


def lines(scores: Table) -> Iterator[str]:
    """Give the scores as a table."""
    yield f"{'measure':<14}{'of':<12}{'number':>7}{'so':>7}{'share':>7}  95 %"
    for measure, kind in scores[0]:
        counts, (low, high) = summed(scores, (measure, kind)), interval(scores, (measure, kind))
        numbers = f"{counts.judged:7.0f}{counts.right:7.0f}{counts.figures[2]:7.1f}"
        yield f"{measure:<14}{kind:<12}{numbers}  {low:.1f} to {high:.1f}"


def page_lines(tables: Mapping[str, Sequence[Table]]) -> Iterator[str]:
    """Give the rows of a page: the share of each measure in each setting, by the names of documents.

    Kinds of quotations and of speakers are told of all documents alone.
    """
    yield from table(("documents", "what", "of", "number", *(f"{setting}, %" for setting in SETTINGS)), _rows(tables))


def _rows(tables: Mapping[str, Sequence[Table]]) -> Iterator[list[str]]:
    for name, (first, *others) in tables.items():
        for group in (group for group in (first[0] if first else ()) if "all" in (name, group[1])):
            shares = [(summed(told, group).figures[2], *interval(told, group)) for told in (first, *others)]
            number = f"{summed(first, group).judged:.0f}"
            yield [f"{len(first)}, {name}", *group, number, *map(with_interval, shares)]


def by_part(settings: Iterable[Sequence[Case]]) -> dict[str, list[Table]]:
    """Give the scores of all documents and of those of each part, in each setting."""
    told = [[(part(str(case.document.id)), compared(case)) for case in cases] for cases in settings]
    return {
        name: [[counts for own, counts in cases if name in ("all", own)] for cases in told] for name in ("all", *PARTS)
    }


def errors(case: Case) -> Iterator[str]:
    """Give the missing quotations and the names that are not right, in their context."""
    text, id = case.document.text, case.document.id
    for judged, found in case.quotes:
        result = outcome(text, judged, found.speaker_name) if found else "missing"
        if judged.who != "unsure" and result not in RIGHT[judged.who == "named"]:
            names = [" ".join(span.text_of(text).split()) for span in judged.names]
            told = f"{found.speaker_name if found else None}, not {' or '.join(names) or None}"
            places = "  |  ".join(in_context(text, span) for span in (judged.parts[0], judged.speaker) if span)
            yield f"{result}, {judged.kind}, {judged.form} in {id}: {told}: {places}"


def main() -> None:
    given = asked(__doc__)
    judged = read(given.sheet, given.parts)
    corpora = itertools.chain.from_iterable(map(Corpus.from_jsonl, given.corpora))
    documents = checked(corpora, {id: item.digest for id, item in judged.items()})
    found = {
        setting: [case_of(document, judged[document.id].quotes) for document in Pipeline(*names).stream(documents)]
        for setting, names in SETTINGS.items()
    }
    for setting, cases in found.items():
        print(f"\n{len(cases)} documents, {setting}", *lines(list(map(compared, cases))), sep="\n")
        print("\n".join(itertools.islice(itertools.chain.from_iterable(map(errors, cases)), given.errors)))
    if given.page:
        put(given.page, BEGIN, page_lines(by_part(found.values())))


if __name__ == "__main__":
    main()
