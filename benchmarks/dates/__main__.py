"""Score dates on gold that is kept elsewhere, beside what peers find in the same texts.

    python -m benchmarks.dates DATA_DIR [--peers FOLDER] [--only duckling,chrono] [--most KB] [--kept] [--page PAGE]

Our own figures come with 95 % intervals, for all documents, those that rules are tuned on and those held back. With
--peers, each peer is installed in an environment of its own below FOLDER and reads the same texts in one process; what
it tells is made dates of as favourably as it allows (``conversion``). With --page, both tables are written to a page,
that of peers only with --peers. Prints totals, and nothing of the texts. Some peers take minutes for a megabyte:
--most takes only so many KB of text for each table, in whole documents, the same for all; --kept takes what peers told
of the same texts in an earlier run.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from .. import drawing, environments
from ..answers import Answer, answer
from ..marked import show, split
from ..options import chosen, options
from ..scores import PARTS, SETS, GoldSet, evaluation, figures, read
from . import page
from .comparison import GROUPS, Scores, loaded, scores
from .peers import PEERS


def own(data: Path, samples: int) -> Iterator[tuple[str, dict[str, tuple[int, page.Figures]]]]:
    """Give our figures for each set of dates, by part, with the number of documents."""
    for gold in SETS:
        if gold.extractor == "dates":
            yield gold.name, _parts(gold, data, samples)


def _parts(gold: GoldSet, data: Path, samples: int) -> dict[str, tuple[int, page.Figures]]:
    records = read(data / gold.path)
    by_part = {part: evaluation(gold, [row for row in records if within(row["id"])]) for part, within in PARTS.items()}
    return {part: (len(found.documents), figures(found, gold, samples)) for part, found in by_part.items()}


def compared(data: Path, folder: Path, names: list[str], most: float, *, kept: bool) -> list[str]:
    """Give the lines of the tables of peers."""
    records = {group: loaded(data, group, most) for group in GROUPS}
    rows = [{name: row[name] for name in ("text", "dct", "style")} for group in GROUPS for row in records[group]]
    answers: dict[str, Answer | str] = {}
    found: dict[str, dict[str, dict[str, Scores]]] = {group.title: {} for group in GROUPS}
    for name in names:
        try:
            told = answers[name] = answer(name, PEERS[name], Path(__file__).parent, folder, rows, kept=kept)
        except environments.Missing as error:
            answers[name] = str(error)
            continue
        print(f"{name:14} {told.speed:10.1f} KB/s", file=sys.stderr, flush=True)
        rest = iter(told.told)
        for group in GROUPS:
            mine = [next(rest) for _ in records[group]]
            found[group.title][name] = scores(name, group, records[group], mine)
    counts = {group.title: drawing.counts(records[group]) for group in GROUPS}
    return [drawing.note((row["text"] for row in rows), most), "", *page.peers(counts, found, answers)]


def main() -> None:
    given = options(__doc__).parse_args()
    for mark in (page.BEGIN, page.BEGIN_PEERS) if given.page else ():
        split(given.page, mark)
    parts = {page.BEGIN: page.measured(own(given.data, given.samples))}
    if given.peers:
        names = chosen(given.only, PEERS)
        parts[page.BEGIN_PEERS] = compared(given.data, given.peers.resolve(), names, given.most, kept=given.kept)
    show(parts, given.page)


if __name__ == "__main__":
    main()
