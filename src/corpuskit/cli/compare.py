"""``corpuskit compare``: what accounts of one event share, and where they differ."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ._annotating import Annotator, is_bare
from ._arguments import Inputs, Running
from ._options import (
    color_option,
    debug_option,
    input_options,
    is_debug,
    pipeline_options,
    quiet_option,
    table_output,
)
from ._refusing import refuse_inputs
from ._telling import tell

if TYPE_CHECKING:
    from .._document import Document
    from ..across import Comparison

__all__ = ["command"]

_MOST = 100
"""Accounts of one event; each is looked through for the quotations of all others."""

_LAYERS = ("entity", "date", "number", "quote")
_COLUMNS = {
    "document": str,
    "start": int,
    "end": int,
    "text": str,
    "means": str,
    "kind": str,
    "point": int,
    "name": str,
    "accounts": int,
    "agrees": bool,
}


@click.command(
    "compare",
    epilog="""\b
Examples:
  corpuskit compare a.txt b.txt --date 2020-06-12
  corpuskit compare out.jsonl --document a1 --document a7
  corpuskit compare a.txt b.txt --all -o comparison.csv""",
)
@click.option(
    "--document", "wanted", multiple=True, metavar="ID", help="Compare only the documents with these ids. Repeatable."
)
@click.option("--all", "everything", is_flag=True, help="Show also what one account alone speaks of.")
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
    wanted: Sequence[str],
    everything: bool,
    out: str,
    format: str | None,
    inputs: Inputs,
    running: Running,
    quiet: bool,
    color: str,
) -> None:
    """Show what accounts of one event share, and where they differ.

    Compared are names, dates, numbers of the same thing, quotations that stand in several accounts, and passages that
    are the same word for word, each with its places. Documents on which no extractor has run are run through those of
    entities, dates, numbers and quotes first; all are where --only, --plugin or --set is given.

    CSV, JSONL and the others have a row for each place: the document, the place and its words, what they mean, and the
    point that they belong to.
    """
    from ..across import compare
    from ._comparison_table import lines_of
    from ._interrupt import orderly
    from ._listing import write_listing
    from ._progress import progress

    refuse_inputs(out, inputs.expanded(), "--output")
    annotator = Annotator(running, is_bare, *_LAYERS)
    with progress(quiet, out) as through, orderly() as passing:
        chosen = list(_chosen(passing(through(inputs.corpus(running.plugins))), wanted))
        found = compare(annotator.through(chosen))
    lines = partial(lines_of, found, everything)
    write_listing(lines, _rows(found, everything), _COLUMNS, out, format, color)
    if not quiet:
        tell(wrote=[out])
        annotator.tell(is_debug(ctx))
    ctx.exit(annotator.exit_code)


def _chosen(documents: "Iterable[Document]", wanted: Sequence[str]) -> "Iterator[Document]":
    """Give the documents with the ids that are wanted; all where none is named.

    Raises:
        click.BadParameter: when there are too many to be compared; at the end, when there is none with an id.
    """
    left, count = dict.fromkeys(wanted), 0
    for document in documents:
        if not wanted or document.id in wanted:
            left.pop(document.id, None)
            count += 1
            if count > _MOST:
                message = f"there are more than {_MOST} documents; name those of the event with --document."
                raise click.BadParameter(message, param_hint="PATH")
            yield document
    if left:
        raise click.BadParameter(f"there is no document {next(iter(left))!r}.", param_hint="--document")


def _rows(found: "Comparison", everything: bool) -> Iterator[dict[str, Any]]:
    """Give a row for each place; points are numbered in their order."""
    for number, point in enumerate(found.points, 1):
        for said in point if everything or point.is_shared else ():
            yield {
                "document": said.document,
                "start": said.span.start,
                "end": said.span.end,
                "text": said.text,
                "means": said.means,
                "kind": point.kind,
                "point": number,
                "name": point.name,
                "accounts": sum(map(bool, point.accounts)),
                "agrees": point.agrees,
            }
