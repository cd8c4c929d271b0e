"""Score mentions and chains of names on documents that were judged by eye.

    python -m benchmarks.chains SHEET CORPUS... [--part tuned|held] [--errors N] [--page PAGE]

Each row of the sheet names a document, the digest of its text, the place and type of a name in it, and the number of
its chain; documents with other texts are refused. Names inside longer ones, leading articles and possessives are left
out. Prints for each measure and type how many were found, judged and right, precision, recall and F1, with the 95 %
interval over documents. A link is a pair of mentions in one chain. ``links of mentions found`` and ``B-cubed`` leave
out mentions that only one side has. Figures for a type count what was judged to be of it, and what was found as such
where nothing was judged; a link has the type of its first mention. ``--part`` takes one half of the documents, by their
ids; ``--errors`` prints so many wrong and missing links between mentions that were found. ``--page`` writes the scores
of all documents and of each half to a page.
"""

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from corpuskit import Corpus, Document, Pipeline, Span
from corpuskit.evaluation import wilson_interval

from .judged import PARTS, asked, checked, part
from .linking import (
    Group,
    Mention,
    Pair,
    Table,
    compared,
    interval,
    links,
    mentions_of,
    names,
    plain,
    shared,
    summed,
    trimmed,
)
from .marked import put

BEGIN = "<!-- measured: chains, written by python -m benchmarks.chains -->"
CONTEXT = 45


@attrs.frozen
class Judged:
    """A document that was judged: the digest of its text, and its mentions."""

    digest: str
    mentions: tuple[Mention, ...]

    def of(self, document: Document) -> list[Mention]:
        """Give the mentions without articles and possessives, of the document that was judged."""
        return [attrs.evolve(item, span=trimmed(document.text, item.span)) for item in self.mentions]


@attrs.frozen
class Case:
    """A document with what was found and what was judged."""

    document: Document
    found: list[Mention]
    judged: list[Mention]


def read(sheet: Path, parts: Iterable[str] = PARTS) -> dict[str, Judged]:
    """Give what a sheet says of each document of some parts."""
    rows: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    with sheet.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            mention = Mention(Span(int(row["start"]), int(row["end"])), row["type"], int(row["chain"]))
            rows[row["document"], row["sha256"]].append(mention)
    return {id: Judged(digest, tuple(items)) for (id, digest), items in rows.items() if part(id) in parts}


def cases(documents: Iterable[Document], judged: Mapping[str, Judged]) -> list[Case]:
    """Give the documents that were judged, as their extractor left them.

    Raises:
        SystemExit: when one has another text, or is not there.
    """
    given = checked(documents, {id: item.digest for id, item in judged.items()})
    return [Case(item, mentions_of(item), judged[item.id].of(item)) for item in given]


def lines(table: Table) -> Iterator[str]:
    """Give the scores as a table."""
    yield f"{'measure':<24}{'type':<5}{'found':>7}{'judged':>7}{'right':>8}{'P':>7}{'R':>7}{'F1':>7}  95 % of F1"
    for measure, kind in table[0]:
        counts = summed(table, (measure, kind))
        low, high = interval(table, (measure, kind))
        scores = "".join(f"{figure:7.1f}" for figure in counts.figures)
        numbers = f"{counts.found:7.0f}{counts.judged:7.0f}{counts.right:8.0f}"
        yield f"{measure:<24}{kind:<5}{numbers}{scores}  {low:.1f} to {high:.1f}"


def page_lines(named: Mapping[str, Table]) -> Iterator[str]:
    """Give the rows of a page: for each measure, how many were judged and the scores, by the names of tables."""
    yield "| documents | what | judged | precision | recall | F1 | 95 % |"
    yield "|---|---|--:|--:|--:|--:|---|"
    for name, table in ((name, table) for name, table in named.items() if table):
        for measure, kind in (group for group in table[0] if group[1] == "all"):
            yield f"| {len(table)}, {name} | {measure} | {_cells(table, (measure, kind))} |"


def _cells(table: Table, group: Group) -> str:
    counts, (low, high) = summed(table, group), interval(table, group)
    return " | ".join(
        (f"{counts.judged:.0f}", *(f"{figure:.1f}" for figure in counts.figures), f"{low:.1f}-{high:.1f}")
    )


def name_lines(named: Iterable[tuple[bool, bool]]) -> Iterator[str]:
    """Give how many chains have their longest mention as their name."""
    told = list(named)
    for title, right in (
        ("all chains", [right for _, right in told]),
        ("chains of several forms", [right for several, right in told if several]),
    ):
        low, high = (100 * end for end in wilson_interval(sum(right), len(right)))
        yield f"named by their longest mention, {title}: {sum(right)} of {len(right)} ({low:.1f} to {high:.1f} %)"


def errors(case: Case) -> Iterator[str]:
    """Give the wrong and the missing links between mentions that were found.

    Links of the same two forms are told once, in the context of the first, with their number.
    """
    found, judged = links(shared(case.found, case.judged)), links(shared(case.judged, case.found))
    text, id = case.document.text, case.document.id
    for kind, ours, theirs in (("wrong", found, judged), ("missing", judged, found)):
        alike: defaultdict[frozenset[str], list[Pair]] = defaultdict(list)
        for pair in sorted(ours.keys() - theirs.keys()):
            alike[frozenset(plain(span.text_of(text)) for span in pair)].append(pair)
        for pairs in alike.values():
            told = "  |  ".join(in_context(text, span) for span in pairs[0])
            yield f"{kind}, {ours[pairs[0]]}, {len(pairs)} in {id}: {told}"


def in_context(text: str, span: Span) -> str:
    """Give a span in brackets with what stands around it."""
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return " ".join(f"{before}[{span.text_of(text)}]{after}".split())


def main() -> None:
    given = asked(__doc__)
    judged = read(given.sheet, given.parts)
    documents = itertools.chain.from_iterable(map(Corpus.from_jsonl, given.corpora))
    all_cases = cases(Pipeline("entities").stream(item for item in documents if item.id in judged), judged)
    named = [told for case in all_cases for told in names(case.document.text, case.found, case.judged)]
    tables = {case.document.id: compared(case.found, case.judged) for case in all_cases}
    print("\n".join(lines([*tables.values()])))
    print("\n".join(name_lines(named)))
    print("\n".join(itertools.islice(itertools.chain.from_iterable(map(errors, all_cases)), given.errors)))
    if given.page:
        by_part = {name: [table for id, table in tables.items() if part(id) == name] for name in PARTS}
        put(given.page, BEGIN, page_lines({"all": [*tables.values()], **by_part}))


if __name__ == "__main__":
    main()
