"""Score numbers on gold that is kept elsewhere, beside what peers find in the same texts.

    python -m benchmarks.numbers DATA_DIR [--peers FOLDER] [--only duckling,cqe] [--most KB] [--kept] [--page PAGE]

Our own figures come with 95 % intervals, for all texts, those that rules are tuned on and those held back. With
--peers, each peer is installed in an environment of its own below FOLDER and reads the same texts in one process; what
it tells is made quantities of as favourably as it allows (``conversion``). The texts that show features need no data.
With --page, all tables are written to a page, those of peers only with --peers. Prints totals, and nothing of the
texts. Some peers take minutes for a megabyte: --most takes only so many KB of text for each table, in whole texts, the
same for all; --kept takes what peers told of the same texts in an earlier run.
"""

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .. import drawing, environments
from ..answers import OURS, Answer, answer
from ..marked import show, split
from ..options import chosen, options
from ..scores import Record
from . import features, page
from .comparison import Parts, found_inside, scored
from .conversion import Told
from .peers import PEERS
from .sets import NEGATIVES, SETS, loaded

Rows = Mapping[str, Sequence[Record]]
"""The records of each set."""

_EVERY = (*SETS, NEGATIVES)


def asked(name: str, folder: Path, records: Rows, *, kept: bool) -> tuple[Answer, dict[str, list[list[Told]]]]:
    """Run a system over the sets that it reads; what it told, as a whole and by set, its features' at the end."""
    sets = [gold.name for gold in _EVERY if gold.reads(name)]
    rows = [{"text": row["text"], "locale": "en"} for name in sets for row in records[name]]
    told = answer(name, PEERS[name], Path(__file__).parent, folder, [*rows, *features.rows()], kept=kept)
    rest: Iterator[list[Told]] = map(list, told.told)
    by_set: dict[str, list[list[Told]]] = {name: [next(rest) for _ in records[name]] for name in sets}
    return told, {**by_set, _FEATURES: list(rest)}


_FEATURES = "features"


def own(data: Path, samples: int) -> list[str]:
    """Give the lines of the table of our own figures, over all texts."""
    records = {gold.name: loaded(data, gold, math.inf) for gold in _EVERY}
    _, told = asked(OURS, Path(), records, kept=False)
    return page.measured({gold.name: scored(OURS, gold, records[gold.name], told[gold.name]) for gold in SETS}, samples)


def compared(data: Path, folder: Path, names: list[str], most: float, *, kept: bool) -> dict[str, list[str]]:
    """Give the lines of the tables of peers and of features."""
    records = {gold.name: loaded(data, gold, most) for gold in _EVERY}
    answers: dict[str, Answer | str] = {}
    found: dict[str, dict[str, Parts]] = {gold.name: {} for gold in SETS}
    inside, shown = {}, {}
    for name in names:
        try:
            answers[name], told = asked(name, folder, records, kept=kept)
        except environments.Missing as error:
            answers[name] = str(error)
            continue
        print(f"{name:14} read", file=sys.stderr, flush=True)
        for gold in SETS:
            if gold.reads(name):
                found[gold.name][name] = scored(name, gold, records[gold.name], told[gold.name])
        shown[name] = features.shown(name, told[_FEATURES])
        if NEGATIVES.reads(name):
            inside[name] = found_inside(name, records[NEGATIVES.name], told[NEGATIVES.name])
    counts = {name: drawing.counts(rows) for name, rows in records.items()}
    note = drawing.note((row["text"] for rows in records.values() for row in rows), most)
    tables = page.peers(counts, found, inside, answers)
    return {page.BEGIN_PEERS: [note, "", *tables], page.BEGIN_FEATURES: page.features(shown)}


def main() -> None:
    given = options(__doc__).parse_args()
    for mark in (page.BEGIN, page.BEGIN_PEERS, page.BEGIN_FEATURES) if given.page else ():
        split(given.page, mark)
    parts = {page.BEGIN: own(given.data, given.samples)}
    if given.peers:
        names = chosen(given.only, PEERS)
        parts |= compared(given.data, given.peers.resolve(), names, given.most, kept=given.kept)
    show(parts, given.page)


if __name__ == "__main__":
    main()
