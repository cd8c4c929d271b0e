"""Draw paragraphs of a corpus by chance, and keep what an extractor finds in them, to be judged.

    python -m benchmarks.paragraphs CORPUS... [--n 500] [--seed 0] [--only dates] [-o found.jsonl] [--read read.txt]

Whole documents are read, so that the extractor sees the context; annotations outside the paragraphs are left out.
`corpuskit sample found.jsonl --label date --n 100000 -o sheet.csv` makes the sheet. The other file has the paragraphs
with what was found marked, for finding what was missed.
"""

import argparse
import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from corpuskit import Corpus, Document, Pipeline, Span, formats

# A blank line, or the indented first line of the next paragraph.
BREAK = re.compile(r"\n\s*\n|\n(?= {3,}\S)")
LEAST = 40


def paragraphs(text: str) -> Iterator[Span]:
    """Give the paragraphs of a text that are no headings or lone words, in order."""
    edges = [0, *itertools.chain.from_iterable(found.span() for found in BREAK.finditer(text)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= LEAST:
            yield Span(start, end)


def place(seed: int, document: str, span: Span) -> bytes:
    """Give where chance puts a paragraph, whatever else is in the corpus."""
    return hashlib.sha256(f"{seed}\0{document}\0{span.start}".encode()).digest()


def drawn(corpora: list[Path], n: int, seed: int) -> dict[str, list[Span]]:
    """Give the paragraphs that were drawn, by the ids of their documents."""
    documents = itertools.chain.from_iterable(map(Corpus.from_jsonl, corpora))
    pairs = ((item.id, span) for item in documents for span in paragraphs(item.text))
    chosen = sorted(pairs, key=lambda pair: place(seed, *pair))[:n]
    return {
        id: sorted(span for _, span in group) for id, group in itertools.groupby(sorted(chosen), lambda pair: pair[0])
    }


def kept(document: Document, spans: list[Span]) -> Document:
    """Give a document with only those annotations that lie in its paragraphs."""
    inside = [item for item in document.annotations if any(span.contains(item.span) for span in spans)]
    return Document(document.text, id=document.id, metadata=document.metadata, annotations=inside)


def shown(document: Document, spans: list[Span], label: str) -> Iterator[str]:
    """Give the paragraphs of a document with the annotations of a layer in brackets."""
    for span in spans:
        pieces, at = [], span.start
        for item in document[label]:
            if span.contains(item.span):
                said = getattr(item.value, "value", item.value)
                pieces.append(f"{document.text[at : item.start]}[[{document.text_of(item)}]]<{said}>")
                at = item.end
        text = " ".join("".join((*pieces, document.text[at : span.end])).split())
        yield f"{document.id} {span.start} ({document.metadata.get('date', 'no date')})\n{text}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--n", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="dates")
    parser.add_argument("-o", "--out", type=Path, default=Path("found.jsonl"))
    parser.add_argument("--read", type=Path, default=Path("read.txt"))
    given = parser.parse_args()
    chosen = drawn(given.corpora, given.n, given.seed)
    documents = itertools.chain.from_iterable(map(Corpus.from_jsonl, given.corpora))
    pipeline = Pipeline(given.only)
    found = list(pipeline.stream(item for item in documents if item.id in chosen))
    formats.write((kept(item, chosen[item.id]) for item in found), given.out)
    label = pipeline.layers[0]
    lines = itertools.chain.from_iterable(shown(item, chosen[item.id], label) for item in found)
    given.read.write_text("\n".join(lines), encoding="utf-8")
    print(f"{sum(map(len, chosen.values()))} paragraphs of {len(chosen)} documents; wrote {given.out} and {given.read}")


if __name__ == "__main__":
    main()
