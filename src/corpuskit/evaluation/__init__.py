"""How good annotations are, against gold, against each other, and as people judge them."""

from ._diff import Difference, RuleCount, diff
from ._diff_change import Change, FieldChange, Reading
from ._diff_runs import Runs
from ._matching import Pair, match
from ._sample import sample
from ._sheet import Sheet, SheetRow
from ._sheet_precision import Estimate, SheetPrecision, wilson_interval
from ._sheet_reading import read_sheet

__all__ = [
    "Change",
    "Difference",
    "Estimate",
    "FieldChange",
    "Pair",
    "Reading",
    "RuleCount",
    "Runs",
    "Sheet",
    "SheetPrecision",
    "SheetRow",
    "diff",
    "match",
    "read_sheet",
    "sample",
    "wilson_interval",
]
