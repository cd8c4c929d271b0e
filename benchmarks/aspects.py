"""Count what a judged sheet says of each aspect of its annotations.

    python -m benchmarks.aspects SHEET

The column ``note`` of the sheet says how each aspect was judged, in words such as ``v=right c=missing``; other words
are passed over. Prints how often each verdict was given, and the share of the commonest with its 95 % interval, where
``none`` does not count: there was nothing to say, and nothing was said.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpuskit.evaluation import wilson_interval


def counted(rows: Iterable[Mapping[str, str]]) -> dict[str, Counter[str]]:
    """Give how often each aspect was judged in which way."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for word in row["note"].split():
            aspect, separator, verdict = word.partition("=")
            if separator:
                found[aspect][verdict] += 1
    return dict(found)


def lines(found: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Give a line for each aspect."""
    for aspect, verdicts in sorted(found.items()):
        told = Counter({verdict: n for verdict, n in verdicts.items() if verdict != "none"})
        ((best, hits),) = told.most_common(1)
        low, high = wilson_interval(hits, told.total())
        said = ", ".join(f"{verdict} {n}" for verdict, n in verdicts.most_common())
        yield f"{aspect}: {said}; {best} {hits / told.total():.1%} of {told.total()} ({low:.1%} to {high:.1%})"


def main() -> None:
    """Count a sheet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sheet", type=Path)
    with open(parser.parse_args().sheet, encoding="utf-8-sig", newline="") as file:
        print("\n".join(lines(counted(csv.DictReader(file)))))


if __name__ == "__main__":
    main()
