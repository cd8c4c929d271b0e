"""``corpuskit quotes``: who said what, and when."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from ..values import QUOTE_KINDS
from ._annotating import Annotator, lacks
from ._arguments import Inputs, Running
from ._options import (
    color_option,
    debug_option,
    input_options,
    is_debug,
    names_in,
    pipeline_options,
    quiet_option,
    table_output,
)
from ._refusing import refuse_inputs
from ._telling import number, tell

if TYPE_CHECKING:
    from ._quotes_listing import Wanted

__all__ = ["command"]

_LAYERS = ("quote", "entity", "date")


def _kinds(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    from ..errors import did_you_mean

    known = (*QUOTE_KINDS, "all")
    for name in names_in(values):
        if name not in known:
            raise click.BadParameter(f"there is no kind {name!r}; {did_you_mean(name, known)}")
    return QUOTE_KINDS if "all" in names_in(values) else names_in(values)


@click.command(
    "quotes",
    epilog="""\b
Examples:
  corpuskit quotes articles.csv --text body --id url --date-column published
  corpuskit quotes out.jsonl --speaker Halvorsen --kind direct,mixed
  corpuskit quotes out.jsonl --by date -o quotes.csv
  corpuskit quotes articles/ --date 2020-06-12 --format jsonl | jq .speaker_name""",
)
@click.option(
    "--by",
    type=click.Choice(["speaker", "document", "date"]),
    default="speaker",
    show_default=True,
    help="What quotes are grouped and sorted by.",
)
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    metavar="NAME",
    help="List only quotes whose speaker has this word or phrase in the name, or in the words of the text. Repeatable.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    callback=_kinds,
    metavar="KIND,...",
    help="List only these of direct, mixed, indirect, scare and title, or all.  [direct,mixed,indirect]",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Leave out quotes with a lower score, or without.",
)
@table_output
@input_options
@pipeline_options
@quiet_option
@color_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    by: str,
    speakers: Sequence[str],
    kinds: Sequence[str],
    min_score: float | None,
    out: str,
    format: str | None,
    inputs: Inputs,
    running: Running,
    quiet: bool,
    color: str,
) -> None:
    """List who said what, and when.

    Documents on which no extractor of quotes has run are run through those of quotes, entities and dates first; all
    are where --only, --plugin or --set is given. Quotes without a speaker come last; scare quotes and titles, which
    nobody says, are listed where --kind asks for them.

    CSV, JSONL and the others have the columns of Corpus.table("quote"): the document with its metadata, the text and
    its place, the score, the kind, the speaker, speaker_name, cue, and when, the date on which the text says that it
    was said. In CSV, an apostrophe stands before what a spreadsheet would take for a formula.
    """
    from ..corpus import Table
    from ..corpus._concordance import keyword
    from ._interrupt import orderly
    from ._listing import write_listing
    from ._progress import progress
    from ._quotes_listing import Wanted, groups_of
    from ._quotes_table import lines_of

    refuse_inputs(out, inputs.expanded(), "--output")
    wanted = Wanted([keyword(name) for name in speakers], kinds, min_score)
    annotator = Annotator(running, lacks("quote", running.plugins), *_LAYERS)
    documents = annotator.through(inputs.corpus(running.plugins))
    table = Table("quote", running.plugins)
    with progress(quiet, out) as through, orderly() as passing:
        groups = groups_of(wanted.among(table.rows(passing(through(documents)))), by)
        rows = (row for group in groups for row in group.rows)
        write_listing(partial(lines_of, groups, by), rows, table.columns, out, format, color)
    if not quiet:
        _tell(wanted, annotator, out, is_debug(ctx))
    ctx.exit(annotator.exit_code)


def _tell(wanted: "Wanted", annotator: Annotator, out: str, is_debugging: bool) -> None:
    """Say on standard error what was listed and left out, and what failed."""
    parts = [f"{number(wanted.quotes, 'quote')} by {number(len(wanted.names), 'named speaker')}"]
    if wanted.unspoken:
        parts.append(f"{wanted.unspoken:,} of kind scare or title left out; --kind all lists them")
    tell(*parts, wrote=[out])
    if annotator.has_read and not wanted.read and not annotator.has_run:
        click.echo(
            "nothing was looked for, as the documents are annotated; --only quotes,entities,dates does", err=True
        )
    annotator.tell(is_debugging)
