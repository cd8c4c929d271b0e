"""``corpuskit index``: put documents with what was found in them into a store to search."""

from collections.abc import Sequence

import click

from ._arguments import Inputs, plugins_of
from ._options import debug_option, input_options, plugin_option, quiet_option
from ._telling import number, tell

__all__ = ["command"]


@click.command(
    "index",
    epilog="""\b
Examples:
  corpuskit index out.jsonl -o corpus.db
  corpuskit index 'parts/*.jsonl.zst' -o corpus.db
  corpuskit index out.parquet -o corpus.db --quiet""",
)
@click.option("-o", "--output", "out", required=True, metavar="STORE", help="The store; made where it is not there.")
@input_options
@plugin_option
@quiet_option
@debug_option
def command(out: str, inputs: Inputs, plugin: Sequence[str], quiet: bool) -> None:
    """Put documents with what was found in them into a store to search.

    A store is one file of SQLite. Documents are put in as they are: run corpuskit extract first. The same command
    again goes on where it was stopped. A document whose content is in the store already is passed over, and one of the
    same id with another content is replaced; others stay.
    """
    if out == "-":
        raise click.UsageError("a store is a file, and cannot be written to standard output; name one with -o")
    from ..store import index
    from ._interrupt import orderly
    from ._progress import progress

    documents = inputs.corpus(plugins_of(plugin))
    with progress(quiet, out) as through, orderly() as passing:
        done = index(passing(through(documents)), out)
    if not quiet:
        added = f"{number(done.added, 'document')} added"
        tell(
            f"{added}, {done.replaced:,} replaced, {done.unchanged:,} as they were",
            f"to search: corpuskit search {out} WORDS",
        )
