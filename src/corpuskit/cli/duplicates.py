"""``corpuskit duplicates``: documents that are nearly the same as an earlier one."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from ._arguments import Inputs, plugins_of
from ._options import color_option, debug_option, input_options, plugin_option, quiet_option, table_output
from ._refusing import refuse_inputs
from ._telling import number, tell

if TYPE_CHECKING:
    from ..across import Duplicate

__all__ = ["command"]

_COLUMNS = {"document": str, "original": str, "similarity": float}


@click.command(
    "duplicates",
    epilog="""\b
Examples:
  corpuskit duplicates articles.csv --text body --id url
  corpuskit duplicates 'parts/*.jsonl.zst' --threshold 0.5 -o duplicates.csv
  corpuskit duplicates out.jsonl --format jsonl | jq -r .document""",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.1, 1),
    default=0.8,
    show_default=True,
    metavar="SHARE",
    help="The least share of both texts that is the same.",
)
@table_output
@input_options
@plugin_option
@quiet_option
@color_option
@debug_option
def command(
    threshold: float, out: str, format: str | None, inputs: Inputs, plugin: Sequence[str], quiet: bool, color: str
) -> None:
    """List documents that are nearly the same as an earlier one.

    What is the same is counted in runs of three words, without regard to case and punctuation. The first document of
    its kind is the original, and the later ones are listed under it, with the share that is the same.

    CSV, JSONL and the others have a row for each duplicate, in the order of the documents: document, original,
    similarity. In CSV, an apostrophe stands before what a spreadsheet would take for a formula.
    """
    import attrs

    from ..across import duplicates
    from ._duplicates_table import lines_of
    from ._interrupt import orderly
    from ._listing import write_listing
    from ._progress import progress

    refuse_inputs(out, inputs.expanded(), "--output")
    documents = inputs.corpus(plugins_of(plugin))
    with progress(quiet, out) as through, orderly() as passing:
        tally = _Tally()
        found = tally.over(duplicates(passing(through(documents)), threshold=threshold))
        write_listing(partial(lines_of, found), map(attrs.asdict, found), _COLUMNS, out, format, color)
    if not quiet:
        tell(tally.words, wrote=[out])


class _Tally:
    """Counts duplicates and the originals that they have."""

    def __init__(self) -> None:
        self.count = 0
        self._originals: set[str] = set()

    def over(self, found: "Iterable[Duplicate]") -> "Iterable[Duplicate]":
        for item in found:
            self.count += 1
            self._originals.add(item.original)
            yield item

    @property
    def words(self) -> str:
        return f"{number(self.count, 'duplicate')} of {number(len(self._originals), 'document')}"
