"""Peers, what they tell of texts, and what that costs."""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import orjson

from . import environments
from .tables import measured_at, table

__all__ = ["OURS", "Answer", "Peer", "answer", "compared", "costs"]

OURS = "corpuskit"


@attrs.frozen
class Peer:
    """A peer.

    Args:
        title: its name in tables.
        packages: what it is installed from; none where it is this project.
        note: what a reader has to know of how it was run.
        bare: packages that are installed without what they say they need, as it contradicts itself by now.
        script: what reads texts with it, in a folder of such scripts; one in JavaScript has an environment of Node.
    """

    title: str
    packages: tuple[str, ...] = ()
    note: str = ""
    bare: tuple[str, ...] = ()
    script: str = "reading.py"


@attrs.frozen
class Answer:
    """What a peer told of texts, and what that cost.

    Args:
        version: of the peer.
        megabytes: of text, in UTF-8.
        seconds: CPU seconds of a round over the texts, a later one where that is short.
        failed: on how many texts it failed.
        told: what it told of each text.
        load: CPU seconds from the start of the process until a first, short text was read; 0 where it is not told.
        first: CPU seconds of the first round.
        memory: the most that the process held, in MB.
        package: the size of its own package, with its model, in MB.
        loaded: the size of all packages that were loaded, in MB.
        is_kept: whether it told this in an earlier run.
    """

    version: str
    megabytes: float
    seconds: float
    failed: int
    told: list[list[dict[str, Any]]]
    load: float = 0
    first: float = 0
    memory: float = 0
    package: float = 0
    loaded: float = 0
    is_kept: bool = False

    @property
    def speed(self) -> float:
        """KB of text for each CPU second."""
        return 1000 * self.megabytes / self.seconds


def answer(
    name: str, peer: Peer, scripts: Path, folder: Path, rows: Iterable[Mapping[str, Any]], *, kept: bool = False
) -> Answer:
    """Run a peer over texts in a process of its own.

    What a peer told is kept beside its environment; with ``kept`` it is read from there where the texts are the same.

    Raises:
        Missing: when it cannot be installed or does not run.
    """
    content = b"".join(orjson.dumps(row) + b"\n" for row in rows)
    file = folder / name / f"told-{sha256(content).hexdigest()[:16]}.json"
    if kept and file.exists():
        return Answer(**orjson.loads(file.read_bytes()), is_kept=True)
    told = _told(name, peer, scripts / peer.script, folder / name, content)
    if name != OURS:
        file.write_bytes(orjson.dumps(told))
    return Answer(**told)


def _told(name: str, peer: Peer, script: Path, home: Path, content: bytes) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(content)
        file.flush()
        if script.suffix == ".js":
            return environments.answer(["node", script, environments.node(home, peer.packages), file.name])
        python = Path(sys.executable)
        if name != OURS:
            python = environments.python(home, peer.packages, bare=peer.bare)
        # Without -P, Python would find modules of the folder of the script, such as one that is called numbers.
        rounds = Path(__file__).with_name("rounds.py")
        return environments.answer([python, "-P", "-W", "ignore", rounds, script, name, file.name])


def compared(systems: Mapping[str, "tuple[Answer, Any] | str"], peers: Mapping[str, Peer]) -> list[str]:
    """Give the tables of what each peer cost and takes.

    Args:
        systems: by peer, what that cost and what it found, or why it did not run.
        peers: the peers.
    """
    answers = {name: given if isinstance(given, str) else given[0] for name, given in systems.items()}
    lines = [measured_at(), "", *table(("system", "version", "KB/s", "how it was run"), costs(answers, peers)), ""]
    return [*lines, "#### What each takes", "", *table(_DEMANDS, _demands(answers, peers))]


def costs(answers: Mapping[str, Answer | str], peers: Mapping[str, Peer]) -> Iterator[Sequence[str]]:
    """Give rows of what each peer cost, or why it did not run: system, version, KB/s, how it was run."""
    for name, answer in answers.items():
        peer = peers[name]
        if isinstance(answer, str):
            yield peer.title, "", "", f"not run: {answer}"
            continue
        note = peer.note + (f"; failed on {answer.failed} documents" if answer.failed else "")
        note += "; told in an earlier run over the same texts" if answer.is_kept else ""
        yield peer.title, answer.version, _short(answer.speed), note


def _demands(answers: Mapping[str, Answer | str], peers: Mapping[str, Peer]) -> Iterator[Sequence[str]]:
    """Give rows of what each peer takes, as ``_DEMANDS`` heads them; of one that is slow, there are no later rounds."""
    for name, answer in answers.items():
        if not isinstance(answer, str):
            first = _short(1000 * answer.megabytes / answer.first)
            later = "" if answer.seconds == answer.first else _short(answer.speed)
            sizes = map(_short, (answer.load, answer.memory, answer.package, answer.loaded))
            yield peers[name].title, first, later, *sizes


_DEMANDS = (
    "system",
    "KB/s, first round",
    "KB/s, later rounds",
    "CPU seconds to load",
    "MB of memory",
    "MB of its package",
    "MB of all packages loaded",
)


def _short(figure: float) -> str:
    return f"{figure:,.3g}" if figure < 100 else f"{figure:,.0f}"
