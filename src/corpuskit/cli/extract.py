"""``corpuskit extract``: run extractors on documents and write what they find."""

from collections.abc import Sequence

import click

from ._arguments import Inputs, Running
from ._options import (
    annotated_format,
    debug_option,
    input_options,
    is_debug,
    pipeline_options,
    quiet_option,
    transform_option,
)
from ._progress import progress
from ._reasons import tell_reasons

__all__ = ["command"]


@click.command(
    "extract",
    epilog="""\b
Examples:
  corpuskit extract article.txt --date 2020-06-12
  corpuskit extract articles/ -o out.jsonl.gz
  corpuskit extract articles.csv --text body --id url -o out.jsonl
  corpuskit extract articles.csv --text body --table quote -o quotes.csv
  corpuskit extract pages/ --transform html -o out.jsonl
  corpuskit extract 'data/*.jsonl' --only dates,quotes --set dates.style=narrative
  corpuskit extract 'data/*.jsonl' -o out.jsonl --profile
  cat article.txt | corpuskit extract - --input-format text --plugin hashtags.py""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@annotated_format("--format", "OUT")
@click.option("--table", metavar="LAYER", help="Write one layer as a table, CSV, JSONL or Parquet: a row for each.")
@input_options
@pipeline_options
@transform_option
@click.option("--profile", "wants_profile", is_flag=True, help="Show where the time went, and which rules found what.")
@quiet_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    out: str,
    format: str | None,
    table: str | None,
    inputs: Inputs,
    running: Running,
    transforms: Sequence[str],
    wants_profile: bool,
    quiet: bool,
) -> None:
    """Run extractors on documents and write what they find.

    PATH is a file, a folder of texts, a pattern in quotation marks, or - for standard input. The output has one
    document a line, as JSON. What an extractor already did for the same text and options is not done again.
    """
    from .._profile import Profile
    from ..corpus import Corpus
    from ..corpus._labels import check_made
    from ._interrupt import orderly
    from ._tally import Tally
    from ._transforming import Transforming

    if table and format:
        message = "--format is for documents; a table's format is told by the suffix of OUT, such as .csv"
        raise click.UsageError(message)
    if table and not inputs.may_have_layers(running.plugins):
        check_made([table], running.plugins)
    pipeline = running.pipeline()
    pipeline.profile = Profile() if wants_profile else None
    tally = Tally(pipeline.extractors)
    pipeline._note = tally.add_reasons
    documents = tally.reading(running.dated(inputs.corpus(running.plugins)))
    transforming = Transforming(pipeline, transforms)
    results = tally.writing((transforming if transforms else pipeline).stream(documents))
    with progress(quiet, out) as through, orderly(through(results)) as written:
        found = Corpus(written, plugins=running.plugins)
        if table:
            found.write_table(table, out)
        else:
            found.write(out, format=format)
    if transforming.lost:
        click.echo(f"corpuskit: warning: {transforming.losses}", err=True)
    if not quiet:
        click.echo(f"{tally}; wrote {out}" if out != "-" else str(tally), err=True)
        tell_reasons(tally.reasons, "PATH" if table or out == "-" else out, is_debug(ctx))
    if pipeline.profile is not None:
        click.echo(f"\n{pipeline.profile}", err=True)
    ctx.exit(tally.exit_code)
