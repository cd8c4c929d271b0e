"""``corpuskit extract``: run extractors on documents and write what they find."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ._options import (
    corpus_of,
    debug_option,
    input_options,
    pipeline_of,
    pipeline_options,
    plugins_of,
    quiet_option,
)
from ._progress import progress

if TYPE_CHECKING:
    from .._document import Document

__all__ = ["command", "dated"]


@click.command(
    "extract",
    epilog="""\b
Examples:
  corpuskit extract article.txt --date 2020-06-12
  corpuskit extract articles/ -o out.jsonl.gz
  corpuskit extract articles.csv --text body --id url -o out.jsonl
  corpuskit extract articles.csv --text body --table quote -o quotes.csv
  corpuskit extract 'data/*.jsonl' --only dates,quotes --set dates.style=narrative
  cat article.txt | corpuskit extract - --input-format text --plugin hashtags.py""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@click.option("--format", type=click.Choice(["jsonl", "parquet"]), help="The format of OUT.  [by its suffix]")
@click.option("--table", metavar="LAYER", help="Write one layer as a table, CSV or Parquet: a row an annotation.")
@input_options
@pipeline_options
@quiet_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: Sequence[str],
    out: str,
    format: str | None,
    table: str | None,
    only: Sequence[str],
    date: str | None,
    language: str | None,
    on_error: str | None,
    plugin: Sequence[str],
    assignments: Sequence[str],
    config: Path | None,
    quiet: bool,
    **columns: Any,
) -> None:
    """Run extractors on documents and write what they find.

    PATH is a file, a folder of texts, a pattern in quotation marks, or - for standard input. The output has one
    document a line, as JSON. What an extractor already did for the same text and options is not done again.
    """
    from ..corpus import Corpus
    from ._interrupt import orderly
    from ._tally import Tally

    plugins = plugins_of(plugin)
    pipeline = pipeline_of(
        plugins, only=only, language=language, on_error=on_error, assignments=assignments, config=config
    )
    documents = corpus_of(paths, plugins, **columns)
    tally = Tally()
    results = tally.writing(pipeline.stream(tally.reading(dated(documents, date))))
    with progress(quiet, out) as through, orderly(through(results)) as written:
        found = Corpus(written, plugins=plugins)
        if table:
            found.write_table(table, out)
        else:
            found.write(out, format=format)
    if not quiet:
        click.echo(f"{tally}; wrote {out}" if out != "-" else str(tally), err=True)
    ctx.exit(tally.exit_code)


def dated(documents: "Iterable[Document]", date: str | None) -> "Iterator[Document]":
    """Give documents with a date: their own, or else the one given."""
    for document in documents:
        has_own = date is None or document.metadata.get("date")
        yield document if has_own else document.with_metadata(date=date)
