"""Scores, differences, agreement and errors as lines of text for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .._visible import one_line, visible
from ._agreement import Agreement
from ._bootstrap import Bootstrap, Comparison, ScoreDifference, scored
from ._errors import ErrorCase, Excerpt
from ._evaluation import Evaluation
from ._figures import coefficient, number_of, percent
from ._judging import KINDS
from ._level import shown_level
from ._measures import Score
from ._resampling import Interval

__all__ = ["agreement_lines", "comparison_lines", "error_lines", "score_lines"]

_GOLD, _PREDICTED, _END = "\x1b[4;32m", "\x1b[7m", "\x1b[0m"


def score_lines(evaluation: Evaluation, bootstrap: Bootstrap | None = None, *, level: float = 0.95) -> Iterator[str]:
    """Give the scores by label and by type, with intervals where samples of the documents are given."""
    for label in evaluation.labels:
        yield from _block(evaluation, bootstrap, level, label)
        if len(evaluation.types(label)) > 1 or any(evaluation.types(label)):
            yield from _types(evaluation, label)
        yield ""
    if len(evaluation.labels) > 1:
        yield from _block(evaluation, bootstrap, level, None)
        for measure in evaluation.measures():
            yield _line(f"{_words(measure)}, macro", evaluation.macro(measure), None)
        yield ""


def _block(evaluation: Evaluation, bootstrap: Bootstrap | None, level: float, label: str | None) -> Iterator[str]:
    counts = evaluation.counts(label)
    name = "all layers" if label is None else one_line(label, 60)
    yield f"{name}: {counts.gold:,} in gold, {counts.predicted:,} predicted"
    head = f"{'':20} {'precision':>9} {'recall':>9} {'F1':>9}"
    yield f"{head}   {shown_level(level)} interval" if bootstrap else head
    for measure in evaluation.measures(label):
        interval = bootstrap.interval(measure, label, level=level) if bootstrap else None
        yield _line(_words(measure), evaluation.score(measure, label), interval)


def _line(name: str, score: Score, interval: Interval | None) -> str:
    figures = " ".join(f"{percent(figure):>9}" for figure in (score.precision, score.recall, score.f1))
    return f"  {name:18} {figures}" + (f"   {percent(interval.low)} to {percent(interval.high)}" if interval else "")


def _words(measure: str) -> str:
    return measure.replace("_", " ")


def _types(evaluation: Evaluation, label: str) -> Iterator[str]:
    # In a row of one type every hit has that type: measures with and without the type are the same.
    measures = [name for name in evaluation.measures(label) if name in ("strict", "partial", "value")]
    columns = "".join(f" {measure:>9}" for measure in measures)
    yield f"  {'F1 by type':18} {'gold':>9} {'predicted':>9}{columns}"
    for type in evaluation.types(label):
        counts = evaluation.counts(label, type)
        figures = "".join(f" {percent(counts.score(measure).f1):>9}" for measure in measures)
        yield f"    {one_line(type, 40) or '–':16} {counts.gold:>9,} {counts.predicted:>9,}{figures}"
    means = "".join(f" {percent(evaluation.macro(measure, label).f1):>9}" for measure in measures)
    yield f"    {'macro':16} {'':9} {'':9}{means}"


def comparison_lines(comparison: Comparison, *, level: float = 0.95) -> Iterator[str]:
    """Give the differences of F1 by label and measure, with interval and probability."""
    yield f"{'difference of F1':36} {'':>7}   {f'{shown_level(level)} interval':18} {'p':>6}"
    for label, measure in scored(comparison.first):
        name = "all layers" if label is None else one_line(label, 20)
        found = comparison.difference(measure, label, level=level)
        yield f"  {name:20} {_words(measure):13} {_difference(found)}"


def _difference(found: ScoreDifference | None) -> str:
    if found is None:
        return f"{'–':>7}"
    interval = f"{100 * found.interval.low:+.1f} to {100 * found.interval.high:+.1f}"
    return f"{100 * found.value:+7.1f}   {interval:18} {found.p:6.3f}"


def agreement_lines(agreement: Agreement) -> Iterator[str]:
    """Give the coefficients of agreement by label, for every two annotators."""
    yield f"{number_of(agreement.documents, 'document')} of {len(agreement.names)} annotators"
    for layer in agreement.layers:
        yield ""
        yield f"{one_line(layer.label, 60)}: alpha {coefficient(layer.alpha)}"
        yield f"  {'':40} {'strict F1':>9} {'partial F1':>10} {'kappa':>6} {'type kappa':>10}"
        for pair in layer.pairs:
            strict, partial = (percent(pair.counts.score(measure).f1) for measure in ("strict", "partial"))
            names = one_line(f"{pair.first} and {pair.second}", 40)
            kappas = f"{coefficient(pair.kappa):>6} {coefficient(pair.type_kappa):>10}"
            yield f"  {names:40} {strict:>9} {partial:>10} {kappas}"


def error_lines(errors: Sequence[ErrorCase], *, colour: bool = False, limit: int | None = None) -> Iterator[str]:
    """Give errors with their context; gold in square brackets and predictions in braces, or both in colour.

    Args:
        errors: in the order to show.
        colour: whether to write the codes of terminals.
        limit: how many to list; all are counted. None lists all.
    """
    counts = Counter(kind for error in errors for kind in error.kinds)
    each = ", ".join(f"{kind} {counts[kind]:,}" for kind in KINDS if counts[kind])
    yield number_of(len(errors), "error") + (f": {each}" if each else "")
    marks = f"{_GOLD}gold{_END} {_PREDICTED}predicted{_END}" if colour else "[gold] {predicted}"
    yield f"marks: {marks}"
    for error in errors[:limit]:
        yield ""
        yield from _error(error, colour)
    if limit is not None and len(errors) > limit:
        yield ""
        yield f"and {len(errors) - limit:,} more that are not listed: the limit is {limit:,}"


def _error(error: ErrorCase, colour: bool) -> Iterator[str]:
    place = f"{one_line(error.document)} {error.start}–{error.end}"
    yield f"{one_line(error.label, 60)}: {', '.join(error.kinds)}   {place}"
    write = _coloured if colour else _bracketed
    yield f"  {one_line(''.join(write(error.context)), 2_000)}" if not colour else f"  {''.join(write(error.context))}"
    for side, text in (("gold", error.wanted), ("predicted", error.found)):
        if text:
            yield f"  {side}: {one_line(text, 200)}"


def _coloured(context: Iterable[Excerpt]) -> Iterator[str]:
    for excerpt in context:
        style = _GOLD * excerpt.gold + _PREDICTED * excerpt.predicted
        text = " ".join(visible(excerpt.text).split("\n"))
        yield f"{style}{text}{_END}" if style else text


def _bracketed(context: Iterable[Excerpt]) -> Iterator[str]:
    """Open and close brackets where a side begins and ends: what opened last closes first, where both end."""
    opened: list[str] = []
    for excerpt in (*context, Excerpt("")):
        inside = [sign for sign, holds in (("[]", excerpt.gold), ("{}", excerpt.predicted)) if holds]
        yield "".join(sign[1] for sign in reversed(opened) if sign not in inside)
        opened = [sign for sign in opened if sign in inside]
        fresh = [sign for sign in inside if sign not in opened]
        yield "".join(sign[0] for sign in fresh)
        opened += fresh
        yield visible(excerpt.text)
