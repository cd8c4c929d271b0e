"""How good annotations are, against gold, against each other, and as people judge them."""

from ._agreement import Agreement, LayerAgreement, PairAgreement, agreement
from ._bootstrap import Bootstrap, Comparison, ScoreDifference, compare
from ._diff import diff
from ._diff_change import Change, FieldChange, Reading
from ._diff_result import Difference, RuleCount
from ._diff_runs import Runs
from ._errors import ErrorCase, Excerpt
from ._evaluation import Evaluation, evaluate
from ._judging import KINDS
from ._matching import Pair, match
from ._measures import MEASURES, Counts, Score
from ._page import errors_page
from ._report import error_lines
from ._resampling import Interval
from ._sample import sample
from ._scheme import Scheme
from ._sheet import Sheet, SheetRow
from ._sheet_estimate import Estimate, wilson_interval
from ._sheet_precision import SheetPrecision
from ._sheet_reading import read_sheet
from ._values import VALUE_FIELDS

__all__ = [
    "KINDS",
    "MEASURES",
    "VALUE_FIELDS",
    "Agreement",
    "Bootstrap",
    "Change",
    "Comparison",
    "Counts",
    "Difference",
    "ErrorCase",
    "Estimate",
    "Evaluation",
    "Excerpt",
    "FieldChange",
    "Interval",
    "LayerAgreement",
    "Pair",
    "PairAgreement",
    "Reading",
    "RuleCount",
    "Runs",
    "Scheme",
    "Score",
    "ScoreDifference",
    "Sheet",
    "SheetPrecision",
    "SheetRow",
    "agreement",
    "compare",
    "diff",
    "error_lines",
    "errors_page",
    "evaluate",
    "match",
    "read_sheet",
    "sample",
    "wilson_interval",
]
