"""Score what is told as one entity across documents, on names that were judged by eye.

    python -m benchmarks.across SHEET CORPUS... [--part tuned|held] [--errors N] [--page PAGE]

Each row of the sheet names the part that it belongs to, a document, the digest of its text, the place and type of a
name in it, and the number of its entity; documents with other texts are refused. All documents of the corpora are
resolved, and judged names are looked at; a name that is not found there is an entity of its own. A link is a pair of
names of one entity in different documents, and has the type of its first name. ``--errors`` prints so many wrong and
missing links of each part. At last, what an eighth of the documents and all of them take: CPU seconds, and how far the
memory of the process grows, reading annotated documents from a file; and the same of documents in which everybody has
one surname, half of which have nothing but that.
"""

import csv
import itertools
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from benchmarks.judged import asked, checked
from benchmarks.linking import TYPES
from benchmarks.marked import show
from benchmarks.tables import measured_at, table
from corpuskit import Annotation, Corpus, Document, Pipeline, Span
from corpuskit.across import Entities, resolve
from corpuskit.values import EntityValue

BEGIN = "<!-- measured: entities across documents, written by python -m benchmarks.across -->"
HEAD = ("names", "type", "judged links", "found", "precision", "recall", "B-cubed precision", "B-cubed recall")


@attrs.frozen
class Name:
    """A name that was judged, with what it was found as."""

    part: str
    document: str
    span: Span
    type: str
    judged: str
    found: Hashable = None


def read(sheet: Path, parts: Iterable[str]) -> tuple[list[Name], dict[str, str]]:
    """Give the judged names of some parts, and the digests of their documents."""
    names, digests = [], {}
    with sheet.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["part"] in parts:
                span = Span(int(row["start"]), int(row["end"]))
                names.append(Name(row["part"], row["document"], span, row["type"], row["entity"]))
                digests[row["document"]] = row["sha256"]
    return names, digests


def found(names: Iterable[Name], documents: Mapping[str, Document]) -> list[Name]:
    """Give names with the ids that they have in resolved documents."""
    ids = {
        (document.id, item.span): item.value.id
        for document in documents.values()
        for item in document["entity"]
        if isinstance(item.value, EntityValue)
    }
    return [
        attrs.evolve(one, found=ids.get((one.document, one.span)) or (one.document, one.span.start)) for one in names
    ]


def links(names: Sequence[Name], key: str) -> set[tuple[Name, Name]]:
    """Give the pairs of names of one entity in different documents, as judged or as found."""
    groups: defaultdict[Hashable, list[Name]] = defaultdict(list)
    for one in names:
        groups[getattr(one, key)].append(one)
    pairs = (pair for group in groups.values() for pair in itertools.combinations(group, 2))
    return {(one, other) for one, other in pairs if one.document != other.document}


def rows(names: Sequence[Name]) -> Iterator[list[str]]:
    """Give the scores of all names, and by type where anything was judged to be one."""
    judged, told = links(names, "judged"), links(names, "found")
    for kind in ("all", *TYPES):
        some = [one for one in names if kind in ("all", one.type)]
        mine, theirs = ({pair for pair in side if kind in ("all", pair[0].type)} for side in (told, judged))
        if theirs:
            right = len(mine & theirs)
            shares = (right / max(1, len(mine)), right / len(theirs), *b_cubed(some))
            yield [f"{len(some)}", kind, f"{len(theirs)}", f"{len(mine)}", *(f"{100 * share:.1f}" for share in shares)]


def b_cubed(names: Sequence[Name]) -> tuple[float, float]:
    """Give precision and recall of the entity of each name, on average.

    Source: A. Bagga and B. Baldwin, Entity-based cross-document coreferencing, ACL 1998.
    """
    sides: tuple[defaultdict[Hashable, set[Name]], ...] = defaultdict(set), defaultdict(set)
    for one in names:
        sides[0][one.found].add(one)
        sides[1][one.judged].add(one)
    both = [(len(sides[0][one.found] & sides[1][one.judged]), one) for one in names]
    precision = sum(count / len(sides[0][one.found]) for count, one in both) / len(names)
    return precision, sum(count / len(sides[1][one.judged]) for count, one in both) / len(names)


def errors(names: Sequence[Name], documents: Mapping[str, Document]) -> Iterator[str]:
    """Give wrong and missing links."""
    judged, told = links(names, "judged"), links(names, "found")
    for kind, pairs in (("wrong", told - judged), ("missing", judged - told)):
        for pair in sorted(pairs, key=lambda pair: [(one.document, one.span) for one in pair]):
            texts = (f"{one.document} {one.span.text_of(documents[one.document].text)!r}" for one in pair)
            yield f"{kind}, {pair[0].type}: {' | '.join(texts)}"


def costs(documents: Sequence[Document]) -> Iterator[list[str]]:
    """Give what an eighth of the documents, and all of them, take."""
    with tempfile.TemporaryDirectory() as folder:
        for name, some in (("few", documents[::8]), ("all", documents)):
            path = Path(folder) / f"{name}.jsonl"
            Corpus(some).write(path)
            reading = _seconds(lambda path=path: sum(1 for _ in Corpus.from_jsonl(path)))
            before = _memory()
            taken = _seconds(lambda path=path: resolve(Corpus.from_jsonl(path))) - reading
            grown = f"{(_memory() - before) / len(some) * 1e3:.1f}" if name == "all" else ""
            yield ["news", f"{len(some):,}", f"{taken:.1f}", f"{taken / len(some) * 1e3:.2f}", grown]
    for size in (250, 2_000):
        smiths = list(of_one_surname(size))
        taken = _seconds(lambda smiths=smiths: resolve(smiths))
        yield ["one surname", f"{len(smiths):,}", f"{taken:.1f}", f"{taken / len(smiths) * 1e3:.2f}", ""]


def of_one_surname(people: int) -> Iterator[Document]:
    """Give for each of so many people a document with the full name and one with the surname, and what is beside it."""
    chance = random.Random(1)
    for number in range(people):
        first, place, body = ("".join(chance.choices("abdegiklmnoprstu", k=6)).title() for _ in range(3))
        for id, name in (("full", f"{first} Smith"), ("short", "Smith")):
            names = (("PER", name), ("LOC", place), ("ORG", body), ("LOC", "Rome"))
            yield _document(f"{id} {number}", names)


def _document(id: str, names: Iterable[tuple[str, str]]) -> Document:
    text, items = "", []
    for type, name in names:
        items.append(Annotation(Span(len(text), len(text) + len(name)), "entity", EntityValue(type, name)))
        text += f"{name}. "
    return Document(text, id=id, annotations=items)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _memory() -> float:
    """Give the highest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    given = asked(__doc__)
    names, digests = read(given.sheet, given.parts)
    documents = list(Pipeline("entities").stream(itertools.chain.from_iterable(map(Corpus.from_jsonl, given.corpora))))
    entities: Entities = resolve(documents)
    judged = {item.id: entities.apply(item) for item in checked(documents, digests)}
    names = found(names, judged)
    lines = [f"{measured_at()} {len(documents):,} documents, {len(entities):,} entities.", ""]
    scored: list[list[str]] = []
    for part in given.parts:
        some = [one for one in names if one.part == part]
        scored += [[f"{part}, {len({one.document for one in some})}", *row] for row in rows(some)]
        print("\n".join(itertools.islice(errors(some, judged), given.errors)))
    lines += table(["documents", *HEAD], scored)
    lines += ["", *table(["what", "documents", "CPU seconds", "ms a document", "KB a document"], costs(documents))]
    show({BEGIN: lines}, given.page)


if __name__ == "__main__":
    main()
