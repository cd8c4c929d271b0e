"""The options of the benchmarks that run peers on gold."""

import argparse
import math
from collections.abc import Iterable
from pathlib import Path

from .answers import OURS

__all__ = ["chosen", "options"]


def options(description: str | None) -> argparse.ArgumentParser:
    """Give the parser of the options that the benchmarks of dates, entities, numbers and quotes share."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="")
    parser.add_argument("--most", type=float, default=math.inf)
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--page", type=Path)
    return parser


def chosen(only: str, peers: Iterable[str]) -> list[str]:
    """Give the systems to run, ours first: all of the peers, or those that are named, with commas between."""
    names = only.split(",")
    return [OURS, *(name for name in peers if name != OURS and (not only or name in names))]
