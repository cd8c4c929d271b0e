"""``corpuskit resolve``: give the names of a corpus ids that stay."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._arguments import Inputs, plugins_of
from ._options import (
    annotated_format,
    color_option,
    debug_option,
    input_options,
    plugin_option,
    quiet_option,
)
from ._refusing import refuse_inputs
from ._telling import tell

if TYPE_CHECKING:
    from ..across import Entities
    from ..corpus import Corpus

__all__ = ["command"]


@click.command(
    "resolve",
    epilog="""\b
Examples:
  corpuskit resolve out.jsonl
  corpuskit resolve out.jsonl -o resolved.jsonl --entities entities.jsonl
  corpuskit resolve more.jsonl -o more-resolved.jsonl --known entities.jsonl --entities entities.jsonl""",
)
@click.option("-o", "--output", "out", metavar="OUT", help="Write the documents, with ids in the values of entities.")
@annotated_format("--format", "OUT")
@click.option("--entities", "table", metavar="FILE", help="Write the entities, to go on from; as lines of JSON.")
@click.option(
    "--known",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Begin with the entities of an earlier run, whose ids stay.",
)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Without -o: list the entities that so many documents name.",
)
@input_options
@plugin_option
@quiet_option
@color_option
@debug_option
def command(
    out: str | None,
    format: str | None,
    table: str | None,
    known: str | None,
    least: int,
    inputs: Inputs,
    plugin: Sequence[str],
    quiet: bool,
    color: str,
) -> None:
    """Give the names of a corpus ids that stay.

    PATH holds annotated documents: run corpuskit extract first. They are read twice: once to tell which names are one,
    and once to write them with ids. Without -o and --entities, the entities of several documents are listed.

    With --known, PATH holds documents that were not read before.
    """
    from ..across import Entities, resolve
    from ._interrupt import orderly
    from ._progress import progress

    _check(inputs.expanded(), out, format, table)
    corpus = inputs.corpus(plugins_of(plugin))
    earlier = None if known is None else Entities.read(known)
    with progress(quiet, out or "") as through, orderly() as passing:
        found = resolve(passing(through(corpus)), known=earlier)
    if out is not None:
        _write(corpus, found, out, format, quiet)
    if table is not None:
        found.write(table)
    if out is None and table is None:
        _list(found, least, color)
    if not quiet:
        _tell(found, out, table)


def _check(paths: Sequence[str], out: str | None, format: str | None, table: str | None) -> None:
    """Refuse what would be lost, or not be done."""
    from ..formats._atomic import is_stream

    if out is None and format is not None:
        raise click.BadParameter("there is no OUT whose format it is; give -o too.", param_hint="--format")
    if out is not None and any(map(is_stream, paths)):
        raise click.UsageError("documents are read twice, and a stream cannot be; write them to a file first")
    if table is not None:
        refuse_inputs(table, paths, "--entities")
    if table is not None and out is not None and Path(table).resolve() == Path(out).resolve():
        raise click.BadParameter("the entities are a file of their own, not OUT.", param_hint="--entities")


def _write(corpus: "Corpus", found: "Entities", out: str, format: str | None, quiet: bool) -> None:
    from ..corpus import Corpus
    from ._interrupt import orderly
    from ._progress import progress

    with progress(quiet, out) as through, orderly() as passing:
        Corpus(passing(through(map(found.apply, corpus)))).write(out, format=format)


def _list(found: "Entities", least: int, color: str) -> None:
    from ._entities_table import lines_of
    from ._writing import write_lines

    write_lines(partial(lines_of, [item for item in found if item.documents >= least]), "-", color)


def _tell(found: "Entities", *written: str | None) -> None:
    several = sum(1 for item in found if item.documents > 1)
    total = f"{len(found):,} {'entity' if len(found) == 1 else 'entities'}"
    tell(f"{total}, {several:,} of them in several documents", wrote=written)
    if not len(found):
        click.echo("there are no entities; run: corpuskit extract", err=True)
