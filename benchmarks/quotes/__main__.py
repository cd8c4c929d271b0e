"""Score quotations and their speakers on gold that is kept elsewhere, beside what peers find in the same texts.

    python -m benchmarks.quotes DATA_DIR [--peers FOLDER] [--only textacy,sayswho] [--most KB] [--kept] [--page PAGE]

Four tasks: Q, what stands in quotation marks inside an attribution; Q5, that of five words or more; C, all content,
indirect too; S, content without indirect content whose cue is none of speech. Each piece counts, without marks, commas
and stops at its ends; one told twice counts once. Exact wants both ends, overlap 0.8 of the longer of the two; speaker
is the share of these whose speaker has a letter or digit in common with that of the gold, where it has one; joint wants
overlap and speaker. Our own figures are of all documents, those that are tuned on and those held back, with 95 %
intervals, alone and with the layers of entities and dates. With --peers, each peer is installed in an environment of
its own below FOLDER and reads the same texts in one process. With --page, the tables are written to a page, those of
peers only with their option, and the reliability diagram beside it. Prints totals, and nothing of the texts.
--most takes only so many KB of text of each set for the table of peers, in whole documents, the same for all; --kept
takes what peers told of the same texts in an earlier run.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from pathlib import Path

from .. import drawing, environments
from ..answers import OURS, Answer, answer
from ..marked import show, split
from ..options import chosen, options
from ..scores import Record
from . import page
from .conversion import found
from .peers import BEHIND, OURS_BESIDE, PEERS
from .scoring import Scored, scored
from .sets import SETS, loaded

Rows = Mapping[str, Sequence[Record]]
"""The records of each set."""

Sets = dict[str, Scored]


def asked(name: str, folder: Path, records: Rows, *, kept: bool = False) -> tuple[Answer, Sets]:
    """Run a system over all sets; what that cost, and what it found in each.

    Raises:
        Missing: when it does not run.
    """
    rows = [_row(name, record) for gold in SETS for record in records[gold.name]]
    told = answer(OURS if name in OURS_BESIDE else name, PEERS[name], Path(__file__).parent, folder, rows, kept=kept)
    print(f"{name:14} read", file=sys.stderr, flush=True)
    rest = iter(told.told)
    return told, {
        gold.name: scored(gold, records[gold.name], [list(found(name, next(rest))) for _ in records[gold.name]])
        for gold in SETS
    }


def _row(name: str, record: Record) -> dict[str, object]:
    row = {"text": record["text"]}
    return row | {"beside": OURS_BESIDE[name]} if name in OURS_BESIDE else row


def compared(
    records: Rows, folder: Path, names: Iterable[str], *, kept: bool
) -> Iterator[tuple[str, tuple[Answer, Sets] | str]]:
    """Give by name what each system found and what that cost, or why it did not run."""
    for name in names:
        try:
            yield name, asked(name, folder, records, kept=kept)
        except environments.Missing as error:
            yield name, str(error)


def main() -> None:
    parser = options(__doc__)
    given = parser.parse_args()
    for mark in [page.BEGIN, page.BEGIN_SCORES, *[page.BEGIN_PEERS] * bool(given.peers)] if given.page else ():
        split(given.page, mark)
    records = _loaded(given.data, inf)
    settings = {name: asked(name, Path(), records)[1] for name in OURS_BESIDE}
    parts = {page.BEGIN: page.measured(settings, given.samples), page.BEGIN_SCORES: page.calibrated(settings)}
    if given.peers:
        drawn = _loaded(given.data, given.most)
        names = [OURS, BEHIND, *(name for name in chosen(given.only, PEERS) if name not in OURS_BESIDE)]
        systems = dict(compared(drawn, given.peers.resolve(), names, kept=given.kept))
        note = drawing.note((row["text"] for rows in drawn.values() for row in rows), given.most)
        parts[page.BEGIN_PEERS] = [note, "", *page.peers({k: drawing.counts(v) for k, v in drawn.items()}, systems)]
    show(parts, given.page)
    if given.page:
        page.draw(settings, given.page)


def _loaded(data: Path, most: float) -> dict[str, list[Record]]:
    return {gold.name: loaded(data, gold, most) for gold in SETS}


if __name__ == "__main__":
    main()
