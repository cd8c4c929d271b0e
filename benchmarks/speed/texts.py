"""The texts that are measured: those of a file, or the example of the docs, tiled; and texts made to be slow."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import orjson

from corpuskit import Corpus, Document

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "ferry.txt"

HOSTILE: Mapping[str, str] = {
    "digits": "1",
    "numbers": "12 ",
    "marks": '"',
    "marks and words": '"so ',
    "capitals": "Anna ",
    "articles": "the ",
    "months": "May ",
    "signs": "-.,",
    "astral": "😀𝔸",
    "blanks": "\n\n",
}
"""What a hostile text repeats, by name."""


def tiled(path: Path, copies: int) -> Path:
    """Write the example of the docs, ``copies`` times, as JSON Lines."""
    text = EXAMPLE.read_text(encoding="utf-8")
    rows = ({"id": str(n), "text": text, "metadata": {"date": "2024-03-14"}} for n in range(copies))
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return path


def documents(path: Path) -> list[Document]:
    """Give the documents of a file without what was found in them before.

    One without a date is given one, of 300 days in turn: without it, half of what dates cost would not be seen.
    """
    days = (date(2024, 1, 1) + timedelta(days=number % 300) for number in count())
    return [
        Document(found.text, id=found.id, metadata={"date": str(day), **found.metadata})
        for found, day in zip(Corpus.from_jsonl(path), days, strict=False)
    ]


def megabytes(texts: Sequence[Document]) -> float:
    """Give the size of all texts in UTF-8, in millions of bytes."""
    return sum(len(document.text.encode()) for document in texts) / 1e6


def of_length(texts: Sequence[Document], length: int, most: int) -> list[Document]:
    """Give documents of one length, cut from all texts, repeated; ``most`` code points in all, or one document."""
    whole = "\n\n".join(document.text for document in texts)
    whole = (whole * (max(most, length) // len(whole) + 1))[: max(most, length)]
    return [Document(whole[at : at + length], id=str(at)) for at in range(0, len(whole) - length + 1, length)]
