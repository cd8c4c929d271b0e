"""``corpuskit convert``: documents from one format into another, with what the other has no place for."""

from collections.abc import Sequence

import click

from ._arguments import Inputs, plugins_of
from ._options import annotated_format, debug_option, input_options, plugin_option, quiet_option
from ._progress import progress
from ._telling import number, tell

__all__ = ["command"]


@click.command(
    "convert",
    epilog="""\b
Examples:
  corpuskit convert out.jsonl -o out.parquet
  corpuskit convert out.jsonl -o out.tml
  corpuskit convert gold.tml -o gold.jsonl --strict
  corpuskit convert articles.csv --text body --id url -o articles.jsonl.gz""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@annotated_format("--format", "OUT")
@click.option("--strict", is_flag=True, help="Write nothing if the format would lose anything.")
@input_options
@plugin_option
@quiet_option
@debug_option
def command(out: str, format: str | None, strict: bool, inputs: Inputs, plugin: Sequence[str], quiet: bool) -> None:
    """Write documents in another format.

    PATH is a file, a folder, a pattern in quotation marks, or - for standard input. Nothing is extracted: what the
    documents have is written, as far as the format has a place for it. What it has none for is counted and told.
    """
    from ..corpus import Corpus
    from ._interrupt import orderly

    plugins = plugins_of(plugin)
    with progress(quiet, out) as through, orderly() as passing:
        documents = Corpus(passing(through(inputs.corpus(plugins))), plugins=plugins)
        count = documents.write(out, format=format, strict=strict)
    if not quiet:
        tell(number(count, "document"), wrote=[out])
