"""``corpuskit eval``: scores against gold, agreement between annotators, precision of a sheet that people judged."""

from collections.abc import Sequence
from typing import Any

import click
from click.core import ParameterSource

from ._arguments import plugins_of
from ._eval_request import Request, advice_in_options, limits, names, names_by_label
from ._eval_scores import echo_json, echo_lines, show_scores
from ._options import annotated_format, color_option, debug_option, plugin_option, quiet_option
from ._refusing import refuse_inputs, refuse_suffix

__all__ = ["command"]


@click.command(
    "eval",
    epilog="""\b
Examples:
  corpuskit eval gold.jsonl out.jsonl
  corpuskit eval gold.jsonl old.jsonl new.jsonl --label date
  corpuskit eval gold.jsonl out.jsonl --errors errors.html
  corpuskit eval gold.jsonl out.jsonl --types entity=PER,ORG,LOC --ignore-edges --outermost
  corpuskit eval gold.jsonl out.jsonl --fail-under 80 --fail-under value=75
  corpuskit eval anna.jsonl ben.jsonl --agreement
  corpuskit eval --sheet sheet.csv

\b
Exit codes: 0 scored, 1 under a limit of --fail-under or files that do not fit, 2 wrong usage.""",
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True), metavar="GOLD PRED...")
@click.option(
    "--label",
    "--labels",
    "labels",
    multiple=True,
    callback=names,
    metavar="LABEL,...",
    help="The layers to score.  [those of GOLD] Repeatable.",
)
@click.option(
    "--types",
    multiple=True,
    callback=names_by_label,
    metavar="LABEL=TYPE,...",
    help="Score only annotations of these types. Repeatable.",
)
@click.option(
    "--value-fields",
    multiple=True,
    callback=names_by_label,
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
    metavar="N",
    help="Samples of documents for confidence intervals; 0 for no intervals.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="What the samples are drawn with.",
)
@click.option(
    "--level",
    type=click.FloatRange(0, 100, min_open=True, max_open=True),
    default=95,
    show_default=True,
    metavar="PERCENT",
    help="The level of the intervals, in per cent.",
)
@click.option(
    "--errors", metavar="OUT", help="List what is wrong: as a page in a file OUT.html, as text in OUT.txt or -."
)
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    metavar="N",
    help="Code points of text on either side of an error.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    metavar="N",
    help="List no more errors of each PRED than this.",
)
@click.option("--agreement", is_flag=True, help="Take all files as annotators of whom none is gold.")
@click.option(
    "--sheet",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="SHEET",
    help="Give the precision of a judged sheet of corpuskit sample instead.",
)
@click.option(
    "--fail-under",
    multiple=True,
    callback=limits,
    metavar="[MEASURE=]F1",
    help="Exit with 1 where the F1 of all layers together, in per cent, is less. MEASURE is strict, strict_type, "
    "partial, half, type or value.  [strict_type] Repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@annotated_format("--input-format", "all")
@plugin_option
@color_option
@quiet_option
@debug_option
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:  # Any: the options above.
    """Score annotations against gold.

    GOLD and PRED hold the same documents, with equal ids and texts; each is a file, or a pattern in quotation marks.
    Every PRED after the first is compared with the first. Scores are strict (same pieces of text), strict type (same
    type too), partial (some shared text), half (partial at half the credit), type and value (partial, with type or
    value right).
    """
    given = Request(**options)
    if given.sheet is not None:
        _refuse_others(ctx, "--sheet", ("sheet", "level", "fail_under", "as_json", *_ANYWHERE))
        ctx.exit(_sheet(given))
    if len(given.paths) < 2:
        raise click.UsageError("give GOLD and at least one PRED, such as: corpuskit eval gold.jsonl out.jsonl")
    if given.paths.count("-") > 1:
        raise click.UsageError("standard input can be read once only; write it to a file first")
    if given.agreement:
        _refuse_others(ctx, "--agreement", ("paths", "agreement", *_SELECTION, "as_json", *_ANYWHERE))
    if given.errors is not None:
        refuse_suffix(given.errors, (".html", ".htm", ".txt"), "--errors")
        refuse_inputs(given.errors, given.files(), "--errors")
    if given.as_json and given.errors == "-":
        raise click.UsageError("JSON and errors do not fit into one stream; write the errors to a file: --errors FILE")
    ctx.exit(_agreement(given) if given.agreement else show_scores(given))


_ANYWHERE = ("input_format", "plugin", "color", "quiet")
_SELECTION = ("labels", "types", "edges", "nested", "missing")


def _refuse_others(ctx: click.Context, mode: str, allowed: Sequence[str]) -> None:
    """Refuse what would be passed over."""
    for parameter in ctx.command.params:
        given = ctx.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
        if given and parameter.name not in allowed:
            raise click.UsageError(f"{mode} does not go with {parameter.opts[0] if parameter.opts else parameter}")


def _agreement(given: Request) -> int:
    from ..evaluation import agreement

    plugins = plugins_of(given.plugin)
    if given.missing == "empty":
        raise click.UsageError("an annotator who lacks a document has not said that nothing is in it; --missing skip")
    annotators = {path: given.read(path, plugins) for path in given.paths}
    if len(annotators) < len(given.paths):
        raise click.UsageError("the same file is given twice")
    scheme = given.scheme()
    with advice_in_options():
        found = agreement(
            annotators,
            labels=scheme.labels,
            types=scheme.types,
            edges=scheme.edges,
            nested=scheme.nested,
            missing=given.missing,
            plugins=plugins,
        )
    if given.as_json:
        echo_json(found.to_dict())
    else:
        echo_lines([str(found)])
    return 0


def _sheet(given: Request) -> int:
    from ..evaluation import read_sheet

    if given.fail_under.keys() - {"strict_type"}:
        raise click.UsageError("a sheet has a precision only: give --fail-under without a measure")
    precision = read_sheet(given.sheet or "-").precision(level=given.level / 100)
    if given.as_json:
        echo_json(precision.to_dict())
    else:
        click.echo(str(precision))
    limit = given.fail_under.get("strict_type")
    share = precision.overall.precision
    if share is None:
        click.echo(f"{given.sheet}: the precision is undefined: nothing was judged right or wrong", err=True)
        return int(limit is not None)
    if limit is not None and 100 * share < limit:
        click.echo(f"{given.sheet}: the precision {100 * share:.2f} is under {limit:g}", err=True)
        return 1
    return 0
