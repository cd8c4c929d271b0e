"""Score names on gold that is kept elsewhere, beside what peers find in the same texts.

    python -m benchmarks.entities DATA_DIR [--peers FOLDER] [--only spacy,compromise] [--most KB] [--kept]
        [--weights NAME=FILE]... [--page PAGE]

A name is right where both ends and the type are, without articles, possessives and marks at its ends. Our own figures
come with 95 % intervals, for all documents, those that are tuned on and those held back; of sets that models are
trained on only documents count that training leaves out. With --peers, each peer is installed in an environment of
its own below FOLDER and reads the same texts in one process. With --weights, files of weights are read in place of
the installed one, or options of the extractor tried, written as JSON, each in a process of its own, and compared.
With --page, the tables are written to a page, those of peers and of weights only with their options, and the
reliability diagram beside it. Prints totals, and nothing of the texts.
--most takes only so many KB of text of each set, in whole documents, the same for all; --kept takes what peers told of
the same texts in an earlier run.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .. import drawing, environments
from ..answers import OURS, Answer, answer
from ..marked import show, split
from ..options import chosen, options
from ..scores import Record
from . import page
from .conversion import Told, found
from .peers import PEERS
from .scoring import Scored, scored
from .sets import CASINGS, SETS, GoldSet, loaded

Rows = Mapping[str, Sequence[Record]]
"""The records of each set."""

Sets = dict[str, Scored]


def asked(
    name: str, folder: Path, records: Rows, sets: Sequence[GoldSet], *, kept: bool = False, **more: Any
) -> tuple[Answer, Sets]:
    """Run a system over sets, with what rows say beside the text; what that cost, and what it found in each set.

    Raises:
        Missing: when it does not run.
    """
    rows = [{"text": row["text"], **more} for gold in sets for row in records[gold.name]]
    told = answer(name, PEERS[name], Path(__file__).parent, folder, rows, kept=kept)
    print(f"{name:14} read", file=sys.stderr, flush=True)
    rest = iter(told.told)
    return told, {gold.name: _scored(name, gold, records[gold.name], rest) for gold in sets}


def _scored(name: str, gold: GoldSet, records: Sequence[Record], rest: Iterator[Iterable[Told]]) -> Scored:
    return scored(gold, records, [list(found(name, next(rest), row["text"])) for row in records])


def both(name: str, folder: Path, records: Rows, *, kept: bool = False) -> tuple[Answer, Sets]:
    """Run a system over all sets; its cost is that of texts in their own letters."""
    told, sets = asked(name, folder, records, SETS, kept=kept)
    return told, sets | asked(name, folder, records, CASINGS, kept=kept)[1]


def compared(
    records: Rows, folder: Path, names: Iterable[str], ours: tuple[Answer, Sets], *, kept: bool
) -> Iterator[tuple[str, tuple[Answer, Sets] | str]]:
    """Give by name what each system found and what that cost, or why it did not run."""
    yield OURS, ours
    for name in names:
        if name != OURS:
            try:
                yield name, both(name, folder, records, kept=kept)
            except environments.Missing as error:
                yield name, str(error)


def _options(given: str) -> dict[str, object]:
    """Give the options of the extractor: JSON as it is, else a file of weights."""
    found: dict[str, object] = json.loads(given) if given.startswith("{") else {"weights": str(Path(given).resolve())}
    return found


def weighed(records: Rows, files: Iterable[str]) -> Iterator[tuple[str, tuple[Answer, Sets] | str]]:
    """Give by name what is found with files of weights, which are written as ``NAME=FILE``."""
    for written in files:
        name, _, file = written.partition("=")
        try:
            yield name, asked(OURS, Path(), records, SETS, options=_options(file))
        except environments.Missing as error:
            yield name, str(error)


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--weights", action="append", default=[], metavar="NAME=FILE-OR-OPTIONS")
    given = parser.parse_args()
    marks = [page.BEGIN, page.BEGIN_SCORES]
    marks += [page.BEGIN_PEERS] * bool(given.peers) + [page.BEGIN_WEIGHTS] * bool(given.weights)
    for mark in marks if given.page else ():
        split(given.page, mark)
    records = {gold.name: loaded(given.data, gold, given.most) for gold in (*SETS, *CASINGS)}
    ours = both(OURS, Path(), records)
    parts = {page.BEGIN: page.measured(ours[1], given.samples), page.BEGIN_SCORES: page.calibrated(ours[1])}
    if given.peers:
        names = chosen(given.only, PEERS)
        systems = dict(compared(records, given.peers.resolve(), names, ours, kept=given.kept))
        parts[page.BEGIN_PEERS] = [_note(records, given.most), "", *page.peers(_counts(records), systems)]
    if given.weights:
        parts[page.BEGIN_WEIGHTS] = page.weighed({"as installed": ours, **dict(weighed(records, given.weights))})
    show(parts, given.page)
    if given.page:
        page.draw(ours[1], given.page)


def _note(records: Rows, most: float) -> str:
    return drawing.note((row["text"] for gold in SETS for row in records[gold.name]), most)


def _counts(records: Rows) -> dict[str, dict[str, int]]:
    return {name: drawing.counts(rows) for name, rows in records.items()}


if __name__ == "__main__":
    main()
