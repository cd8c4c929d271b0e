"""``corpuskit restore``: documents with the names that were replaced."""

from collections.abc import Sequence

import click

from ._arguments import Inputs, plugins_of
from ._options import annotated_format, debug_option, input_options, plugin_option, quiet_option
from ._refusing import refuse_inputs
from ._telling import number, tell

__all__ = ["command"]


@click.command(
    "restore",
    epilog="""\b
Examples:
  corpuskit restore shared.jsonl --key key.jsonl -o again.jsonl
  corpuskit diff out.jsonl again.jsonl --also source""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@annotated_format("--format", "OUT")
@click.option(
    "--key",
    required=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="KEY",
    help="What corpuskit redact wrote.",
)
@input_options
@plugin_option
@quiet_option
@debug_option
def command(out: str, format: str | None, key: str, inputs: Inputs, plugin: Sequence[str], quiet: bool) -> None:
    """Put names back that were replaced.

    Texts, metadata and annotations are again what they were. What was found in the documents since comes along; some
    of them may be missing, or stand in another order. A text that has changed, or a key of other documents, is an
    error.
    """
    from ..corpus import Corpus
    from ..redaction import KeyFile, restore
    from ._interrupt import orderly
    from ._progress import progress

    refuse_inputs(out, [*inputs.expanded(), key], "--output")
    plugins = plugins_of(plugin)
    with open(key, "rb") as stream, progress(quiet, out) as through, orderly() as passing:
        keys = KeyFile(stream, key)
        documents = through(inputs.corpus(plugins))
        restored = (restore(document, keys.find(document.id), plugins=plugins) for document in passing(documents))
        written = Corpus(restored, plugins=plugins).write(out, format=format)
    if not quiet:
        tell(f"{number(written, 'document')} restored", wrote=[out])
