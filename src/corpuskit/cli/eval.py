"""``corpuskit eval``: scores against gold, agreement between annotators, precision of a sheet that people judged."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click
from click.core import ParameterSource

from ._arguments import plugins_of
from ._options import FORMATS, color_option, debug_option, plugin_option, quiet_option
from ._writing import write_pieces

if TYPE_CHECKING:
    from .._document import Document
    from .._plugins import Plugins
    from ..evaluation import Bootstrap, Comparison, ErrorCase, Evaluation

__all__ = ["command"]


def _names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> list[str] | None:
    return [name.strip() for value in values for name in value.split(",") if name.strip()] or None


def _by_label(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, list[str]]:
    found = {}
    for value in values:
        label, sign, names = value.partition("=")
        if not (label and sign):
            raise click.BadParameter(f"{value!r} is not of the form LABEL=NAME,NAME.")
        found[label] = [name.strip() for name in names.split(",") if name.strip()]
    return found


def _limits(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, float]:
    from ..evaluation import MEASURES

    found = {}
    for value in values:
        measure, _, number = value.rpartition("=")
        measure = measure.replace("-", "_") or "strict_type"
        try:
            found[measure] = float(number)
        except ValueError:
            raise click.BadParameter(f"{number!r} is no number, such as 80.") from None
        if measure not in MEASURES or not 0 <= found[measure] <= 100:
            raise click.BadParameter(
                f"{value!r}: write a number from 0 to 100, or one of {', '.join(MEASURES)}=NUMBER."
            )
    return found


@click.command(
    "eval",
    epilog="""\b
Examples:
  corpuskit eval gold.jsonl out.jsonl
  corpuskit eval gold.jsonl old.jsonl new.jsonl --labels date
  corpuskit eval gold.jsonl out.jsonl --errors errors.html
  corpuskit eval gold.jsonl out.jsonl --types entity=PER,ORG,LOC --ignore-edges --outermost
  corpuskit eval gold.jsonl out.jsonl --fail-under 80 --fail-under value=75
  corpuskit eval anna.jsonl ben.jsonl --agreement
  corpuskit eval --sheet sheet.csv""",
)
@click.argument("paths", nargs=-1, metavar="GOLD PRED...")
@click.option(
    "--labels", multiple=True, callback=_names, metavar="LABEL,...", help="The layers to score.  [those of GOLD]"
)
@click.option(
    "--types",
    multiple=True,
    callback=_by_label,
    metavar="LABEL=TYPE,...",
    help="Score only annotations of these types. Repeatable.",
)
@click.option(
    "--value-fields",
    multiple=True,
    callback=_by_label,
    metavar="LABEL=FIELD,...",
    help="The fields that have to be right for the value to be; none where it is not to count. Repeatable.",
)
@click.option(
    "--ignore-edges",
    "edges",
    flag_value="ignored",
    default=None,
    help="Compare without a leading article, and a possessive mark or punctuation at the end.",
)
@click.option("--outermost", "nested", flag_value="outermost", default=None, help="Leave out what lies inside another.")
@click.option(
    "--missing",
    type=click.Choice(["fail", "empty", "skip"]),
    default="fail",
    show_default=True,
    help="For documents that PRED lacks: stop, take them as empty, or leave them out.",
)
@click.option(
    "--extra",
    type=click.Choice(["fail", "skip"]),
    default="fail",
    show_default=True,
    help="For documents that GOLD lacks: stop, or leave them out.",
)
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Samples of documents for confidence intervals; 0 for no intervals.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="What the samples are drawn with."
)
@click.option(
    "--level",
    type=click.FloatRange(0, 100, min_open=True, max_open=True),
    default=95,
    show_default=True,
    help="The level of the intervals, in per cent.",
)
@click.option("--errors", metavar="OUT", help="List what is wrong: a page where OUT ends in .html, otherwise text.")
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    help="Code points of text on either side of an error.",
)
@click.option("--agreement", is_flag=True, help="Take all files as annotators of whom none is gold.")
@click.option("--sheet", metavar="SHEET", help="Give the precision of a judged sheet of corpuskit sample instead.")
@click.option(
    "--fail-under",
    multiple=True,
    callback=_limits,
    metavar="[MEASURE=]F1",
    help="Exit with 1 where the F1 of all layers together, in per cent, is less. MEASURE is strict, strict_type, "
    "partial, half, type or value.  [strict_type] Repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--input-format", type=click.Choice(FORMATS), help="The format of every file; guessed by default.")
@plugin_option
@color_option
@quiet_option
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:  # Any: the options above.
    """Score annotations against gold.

    GOLD and PRED hold the same documents, with equal ids and texts. Every PRED after the first is compared with the
    first. Scores are strict (same pieces of text), strict type (same type too), partial (some shared text), half
    (partial at half the credit), type and value (partial, with type or value right).
    """
    given = _Given(**options)
    if given.sheet is not None:
        _refuse_others(ctx, "--sheet", ("sheet", "level", "fail_under", "as_json", *_ANYWHERE))
        ctx.exit(_sheet(given))
    if len(given.paths) < 2:
        raise click.UsageError("give GOLD and at least one PRED, such as: corpuskit eval gold.jsonl out.jsonl")
    if given.paths.count("-") > 1 or (len(given.paths) > 2 and given.paths[0] == "-" and not given.agreement):
        raise click.UsageError("standard input can be read once only; write it to a file first")
    if given.agreement:
        _refuse_others(ctx, "--agreement", ("paths", "agreement", *_SELECTION, "as_json", *_ANYWHERE))
    if given.as_json and given.errors == "-":
        raise click.UsageError("JSON and errors do not fit into one stream; write the errors to a file: --errors FILE")
    ctx.exit(_agreement(given) if given.agreement else _scores(given))


_ANYWHERE = ("input_format", "plugin", "color", "quiet")
_SELECTION = ("labels", "types", "edges", "nested", "missing")


def _refuse_others(ctx: click.Context, mode: str, allowed: Sequence[str]) -> None:
    """Refuse what would be passed over."""
    for parameter in ctx.command.params:
        given = ctx.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
        if given and parameter.name not in allowed:
            raise click.UsageError(f"{mode} does not go with {parameter.opts[0] if parameter.opts else parameter}")


@attrs.frozen(kw_only=True)
class _Given:
    """What was asked for."""

    paths: tuple[str, ...]
    labels: list[str] | None
    types: Mapping[str, list[str]]
    value_fields: Mapping[str, list[str]]
    edges: str | None
    nested: str | None
    missing: str
    extra: str
    samples: int
    seed: int
    level: float
    errors: str | None
    context: int
    agreement: bool
    sheet: str | None
    fail_under: Mapping[str, float]
    as_json: bool
    input_format: str | None
    plugin: Sequence[str]
    color: str
    quiet: bool

    @property
    def selection(self) -> dict[str, Any]:  # Any: keyword options of several types.
        """What is compared with what, as keyword options."""
        shared = {"labels": self.labels, "types": self.types, "missing": self.missing}
        return {**shared, "edges": self.edges or "kept", "nested": self.nested or "kept"}

    def read(self, path: str, plugins: "Plugins") -> "Iterator[Document]":
        from .. import formats

        return formats.read(path, format=self.input_format, plugins=plugins)


# --- scores


def _scores(given: _Given) -> int:
    from ..evaluation import compare

    gold, *systems = given.paths
    plugins = plugins_of(given.plugin)
    evaluations = {path: _evaluated(given, gold, path, plugins) for path in dict.fromkeys(systems)}
    first, *others = evaluations.values()
    samples = given.samples
    comparisons = [compare(first, other, samples=samples, seed=given.seed) for other in others] if samples else []
    bootstraps = [
        item.bootstrap(samples=samples, seed=given.seed) if samples else None for item in evaluations.values()
    ]
    if not given.quiet:
        for path, evaluation in evaluations.items():
            _note(path, evaluation)
    if given.as_json:
        _echo_json(_json(given, evaluations, bootstraps, comparisons))
    else:
        _echo(_lines(given, evaluations, bootstraps, comparisons))
    if given.errors is not None:
        _write_errors(given, {path: evaluation.errors for path, evaluation in evaluations.items()})
    return max(_exit_code(path, evaluation, given.fail_under) for path, evaluation in evaluations.items())


def _evaluated(given: _Given, gold: str, path: str, plugins: "Plugins") -> "Evaluation":
    from ..evaluation import evaluate

    predicted = given.read(path, plugins)
    return evaluate(
        given.read(gold, plugins),
        predicted if given.quiet else _telling_failures(predicted, path),
        value_fields=given.value_fields,
        extra=given.extra,
        context=None if given.errors is None else given.context,
        names=(gold, path),
        **given.selection,
    )


def _telling_failures(documents: "Iterable[Document]", path: str) -> "Iterator[Document]":
    from .._running import SKIPPED

    failed = 0
    for document in documents:
        failed += any(failure.error != SKIPPED for failure in document.failures)
        yield document
    if failed:
        count = f"{failed:,} document{'s' * (failed != 1)}"
        click.echo(f"{path}: an extractor failed on {count}; what it did not find counts as missed", err=True)


def _note(path: str, evaluation: "Evaluation") -> None:
    from .._visible import one_line

    if not evaluation.labels:
        click.echo(f"{path}: gold has no annotations, so that there is nothing to score", err=True)
    if evaluation.not_scored:
        layers = ", ".join(f"{one_line(label, 60)} {n:,}" for label, n in evaluation.not_scored.items())
        click.echo(f"{path}: not scored, as gold has none: {layers}; choose layers with --labels", err=True)


def _lines(
    given: _Given,
    evaluations: "Mapping[str, Evaluation]",
    bootstraps: "Sequence[Bootstrap | None]",
    comparisons: "Sequence[Comparison]",
) -> Iterator[str]:
    from ..evaluation import comparison_lines, score_lines

    level = given.level / 100
    paths = list(evaluations)
    for (path, evaluation), bootstrap in zip(evaluations.items(), bootstraps, strict=True):
        yield f"{path}: {len(evaluation.documents):,} document{'s' * (len(evaluation.documents) != 1)}"
        yield ""
        yield from score_lines(evaluation, bootstrap, level=level)
    for path, comparison in zip(paths[1:], comparisons, strict=False):
        yield f"{path} less {paths[0]}"
        yield ""
        yield from comparison_lines(comparison, level=level)
        yield ""


def _json(
    given: _Given,
    evaluations: "Mapping[str, Evaluation]",
    bootstraps: "Sequence[Bootstrap | None]",
    comparisons: "Sequence[Comparison]",
) -> dict[str, Any]:
    level = given.level / 100
    systems = [
        {"path": path, **evaluation.to_dict(), **({"intervals": bootstrap.rows(level=level)} if bootstrap else {})}
        for (path, evaluation), bootstrap in zip(evaluations.items(), bootstraps, strict=True)
    ]
    paths = list(evaluations)
    differences = [
        {"path": path, "less": paths[0], "differences": comparison.rows(level=level)}
        for path, comparison in zip(paths[1:], comparisons, strict=False)
    ]
    return {"gold": given.paths[0], "level": level, "systems": systems, "comparisons": differences}


def _exit_code(path: str, evaluation: "Evaluation", limits: Mapping[str, float]) -> int:
    code = 0
    for measure, limit in limits.items():
        f1 = evaluation.score(measure).f1
        name = measure.replace("_", " ")
        if f1 is None:
            click.echo(f"{path}: {name} F1 is undefined: there is nothing to score", err=True)
        elif 100 * f1 < limit:
            click.echo(f"{path}: {name} F1 {100 * f1:.2f} is under {limit:g}", err=True)
        else:
            continue
        code = 1
    return code


def _write_errors(given: _Given, errors: "Mapping[str, Sequence[ErrorCase]]") -> None:
    from ..evaluation import error_lines, errors_page
    from ..view import wants_colour

    out = given.errors or "-"
    if out.lower().endswith((".html", ".htm")):
        names = {Path(path).name: found for path, found in errors.items()}
        title = f"Errors of {', '.join(names)} against {Path(given.paths[0]).name}"
        write_pieces(errors_page(errors if len(names) < len(errors) else names, title=title), out)
        return
    colour = wants_colour(sys.stdout, given.color) if out == "-" else given.color == "always"
    lines = (line for path, found in errors.items() for line in (path, *error_lines(found, colour=colour), ""))
    write_pieces((f"{line}\n" for line in lines), out)


# --- agreement and sheets


def _agreement(given: _Given) -> int:
    from ..evaluation import agreement, agreement_lines

    plugins = plugins_of(given.plugin)
    if given.missing == "empty":
        raise click.UsageError("an annotator who lacks a document has not said that nothing is in it; --missing skip")
    annotators = {path: given.read(path, plugins) for path in given.paths}
    if len(annotators) < len(given.paths):
        raise click.UsageError("the same file is given twice")
    found = agreement(annotators, **given.selection)
    if given.as_json:
        _echo_json(found.to_dict())
    else:
        _echo(agreement_lines(found))
    return 0


def _sheet(given: _Given) -> int:
    from ..evaluation import read_sheet

    if given.fail_under.keys() - {"strict_type"}:
        raise click.UsageError("a sheet has a precision only: give --fail-under without a measure")
    precision = read_sheet(given.sheet or "-").precision(level=given.level / 100)
    if given.as_json:
        _echo_json(precision.to_dict())
    else:
        click.echo(str(precision))
    limit = given.fail_under.get("strict_type", 0)
    share = precision.overall.precision
    if share is None or 100 * share < limit:
        click.echo(f"{given.sheet}: the precision is {'unknown' if share is None else f'under {limit:g}'}", err=True)
        return int(bool(limit))
    return 0


def _echo(lines: Iterable[str]) -> None:
    from .._visible import visible

    click.echo(visible("\n".join(lines).rstrip()))


def _echo_json(data: object) -> None:
    import orjson

    click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
