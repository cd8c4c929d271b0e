"""Scores and errors as HTML: escaped, self-contained, without a script."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from .._html import PAGE_END, escape, page_start
from .._style import stylesheet
from .._visible import one_line
from ._errors import ErrorCase, Excerpt
from ._figures import number_of, percent
from ._judging import KINDS

if TYPE_CHECKING:
    from ._evaluation import Evaluation

__all__ = ["errors_page", "scores_html"]

_OPEN = '<section class="corpuskit tex2jax_ignore mathjax_ignore">'

_STYLE = """
.corpuskit .scores{min-width:0;width:auto;table-layout:auto}
.corpuskit .scores td,.corpuskit .scores th{padding-right:1.1rem;text-align:right;width:auto}
.corpuskit .scores :is(td,th):first-child{text-align:left}
.corpuskit .errors th:nth-child(1){width:7rem}.corpuskit .errors th:nth-child(2){width:7rem}
.corpuskit .errors th:nth-child(3){width:auto}.corpuskit .errors th:nth-child(4){width:9rem}
.corpuskit .errors th:nth-child(5){width:9rem}
.corpuskit .g{border-bottom:2px solid #1a7f37}.corpuskit .p{background:rgb(196 122 0/.25)}
.corpuskit .errors q{quotes:none}
@media (prefers-color-scheme:dark){.corpuskit .g{border-color:#56d364}}
"""


def scores_html(evaluation: "Evaluation") -> str:
    """Give the scores as an HTML fragment: one table, a row for each label and type."""
    measures = evaluation.measures()
    head = "".join(f"<th>{escape(name)}" for name in ("", "gold", "predicted", *measures))
    rows = "".join(_score_rows(evaluation, measures))
    caption = f'<p class="meta">F1 in {number_of(len(evaluation.documents), "document")}</p>'
    table = f'<div class="wrap"><table class="scores"><tr>{head}</tr>{rows}</table></div>'
    return f"<style>{stylesheet()}{_STYLE}</style>{_OPEN}{caption}{table}</section>"


def _score_rows(evaluation: "Evaluation", measures: Sequence[str]) -> Iterator[str]:
    for record in groupby(evaluation.rows(), key=lambda row: (row["label"], row["type"])):
        (label, type), rows = record[0], list(record[1])
        by_measure = {row["measure"]: row["f1"] for row in rows}
        name = "all" if label is None else f"<b>{escape(label)}</b>" if type is None else f"· {escape(type) or '–'}"
        figures = "".join(f'<td class="num">{percent(by_measure.get(measure))}' for measure in measures)
        counts = f'<td class="num">{rows[0]["gold"]:,}<td class="num">{rows[0]["predicted"]:,}'
        yield f"<tr><td>{name}{counts}{figures}</tr>"


def errors_page(
    errors: Mapping[str, Iterable[ErrorCase]], *, title: str = "errors", limit: int | None = None
) -> Iterator[str]:
    """Give a self-contained HTML page of errors, piece by piece.

    Each kind of error has a box that shows or hides it, by style alone.

    Args:
        errors: by the name of the system that made them, in the order to show.
        title: the title of the page.
        limit: how many errors of each system to list; all are counted. None lists all.
    """
    yield page_start(title, _STYLE + _filters())
    for name, found in errors.items():
        yield from _section(name, list(found), limit)
    yield PAGE_END


def _filters() -> str:
    """Give the rules that hide an error when the boxes of all its kinds are cleared."""
    together = ("boundary", "type", "value")
    several = [kinds for width in (1, 2, 3) for kinds in combinations(together, width)]
    return "".join(_filter(kinds) for kinds in [("missed",), ("spurious",), *several])


def _filter(kinds: Sequence[str]) -> str:
    cleared = "".join(f":has(.k-{kind}:not(:checked))" for kind in kinds)
    return f".corpuskit{cleared} tr.{'-'.join(kinds)}{{display:none}}"


def _section(name: str, errors: Sequence[ErrorCase], limit: int | None) -> Iterator[str]:
    yield f"{_OPEN}<header><h2><bdi>{escape(one_line(name))}</bdi></h2></header>"
    yield f'<div class="keys">{"".join(_box(kind, errors) for kind in KINDS)}</div>'
    yield '<p class="meta"><span class="g">underlined</span>: in gold; <span class="p">shaded</span>: predicted</p>'
    ordered = sorted(errors[:limit], key=lambda error: error.label)
    for label, of_label in groupby(ordered, key=lambda error: error.label):
        yield from _table(label, list(of_label))
    rest = len(errors) - len(ordered)
    yield f'<p class="more">… and {rest:,} more that are not listed</p>' if rest else ""
    yield "</section>\n"


def _box(kind: str, errors: Sequence[ErrorCase]) -> str:
    count = sum(kind in error.kinds for error in errors)
    box = f'<input type="checkbox" class="k-{kind}" checked autocomplete="off">'
    return f'<label class="key c7" title="{escape(KINDS[kind])}">{box}{kind}<b>{count:,}</b></label>'


def _table(label: str, errors: Sequence[ErrorCase]) -> Iterator[str]:
    yield f'<details open class="c7"><summary>{escape(label)} ({len(errors):,})</summary>'
    yield '<div class="wrap"><table class="errors"><tr><th>document<th>wrong<th>text<th>gold<th>predicted</tr>'
    for error in errors:
        yield _row(error)
    yield "</table></div></details>"


def _row(error: ErrorCase) -> str:
    context = "".join(map(_excerpt, error.context))
    place = f"<bdi>{escape(one_line(error.document))}</bdi> {error.start}–{error.end}"
    values = "".join(f"<td>{escape(one_line(text, 200))}" for text in (error.wanted, error.found))
    wrong = ", ".join(error.kinds)
    return f'<tr class="{"-".join(error.kinds)}"><td>{place}<td>{wrong}<td dir="auto">{context}{values}</tr>\n'


def _excerpt(excerpt: Excerpt) -> str:
    classes = " ".join(name for name, holds in (("g", excerpt.gold), ("p", excerpt.predicted)) if holds)
    text = escape(excerpt.text)
    return f'<span class="{classes}">{text}</span>' if classes else text
