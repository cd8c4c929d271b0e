"""``corpuskit extract``: run extractors on documents and write what they find."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from ._arguments import BARE, Inputs, Running
from ._options import (
    ROWS,
    annotated_format,
    debug_option,
    input_options,
    is_debug,
    jobs_option,
    pipeline_options,
    quiet_option,
    time_limit_option,
    transform_option,
)
from ._progress import progress
from ._reasons import tell_reasons, warn
from ._refusing import refuse_inputs
from ._telling import tell

if TYPE_CHECKING:
    from .._document import Document
    from ..engines._run import Run

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
  corpuskit extract 'data/*.jsonl' -o out.jsonl --jobs 4
  corpuskit extract 'data/*.jsonl' -o out.jsonl --profile
  cat article.txt | corpuskit extract - --input-format text --plugin hashtags.py""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@annotated_format("--format", "OUT", *ROWS)
@click.option(
    "--table", metavar="LAYER", help="Write a row for each annotation of one layer: CSV, TSV, JSONL or Parquet."
)
@input_options
@pipeline_options
@transform_option
@jobs_option
@time_limit_option
@click.option("--engine", type=click.Choice(["daft", "spark"]), help="Run on an engine for tables, over Parquet files.")
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
    jobs: int | None,
    time_limit: float | None,
    engine: str | None,
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
    from ..engines._job import Job
    from ..engines._run import TIME_LIMIT, Run
    from ..engines.local import cores
    from ._interrupt import orderly

    _check_format(format, table)
    if table:
        refuse_inputs(out, inputs.expanded(), "--output")
    if jobs is None and time_limit is not None:
        raise click.UsageError("--time-limit goes with --jobs: nobody watches a process that works alone")
    if engine and (jobs is not None or transforms or wants_profile):
        raise click.UsageError("--engine goes without --jobs, --transform and --profile")
    if jobs is not None and wants_profile:
        raise click.UsageError("--profile tells of one process; leave out --jobs")
    if table and not inputs.may_have_layers(running.plugins):
        check_made([table], running.plugins)
    pipeline = running.pipeline()
    pipeline.profile = Profile() if wants_profile else None
    job = Job(pipeline, plugins=running.plugins, date=running.date, transforms=transforms)
    run = Run(job, cores() if jobs == 0 else jobs, time_limit or TIME_LIMIT)
    corpus = inputs.corpus(running.plugins)
    # Where processes work and whole pieces count, an interruption need not wait for the documents in work.
    is_prompt = not (table or engine) and run.jobs is not None and run.growth(corpus, out, format) is not None
    with progress(quiet, out) as through, nullcontext(iter) if is_prompt else orderly() as passing:
        if table or engine:
            found = run.documents(corpus) if engine is None else _elsewhere(engine, inputs, run)
            results = Corpus(passing(through(found)), plugins=running.plugins)
            _ = results.write_table(table, out, format=format) if table else results.write(out, format=format)
        else:
            say = _nothing if quiet else _say
            run.write(corpus, out, format=format, through=lambda items: passing(through(items)), say=say)
    tally = run.tally
    warn(tally, pipeline.layers)
    if not quiet:
        tell(str(tally), wrote=[out])
        tell_reasons(tally.reasons, "PATH" if table or out == "-" else out, is_debug(ctx))
    if pipeline.profile is not None:
        click.echo(f"\n{pipeline.profile}", err=True)
    ctx.exit(tally.exit_code)


def _check_format(format: str | None, table: str | None) -> None:
    if table and format not in (None, *ROWS):
        raise click.UsageError(f"--format: a table is written as {', '.join(ROWS)}, not as {format}")
    if format in BARE and not table:
        raise click.UsageError(f"--format: {format} has no place for annotations, only for rows: --table LAYER")


def _say(message: str) -> None:
    click.echo(f"corpuskit: {message}", err=True)


def _nothing(message: str) -> None:
    pass


def _elsewhere(engine: str, inputs: Inputs, run: "Run") -> "Iterator[Document]":
    from ..engines._elsewhere import documents

    job, tally = run.job, run.tally
    found = documents(engine, job.pipeline, inputs.expanded(), inputs.columns, plugins=job.plugins, date=job.date)
    return tally.writing(tally.reading(found))
