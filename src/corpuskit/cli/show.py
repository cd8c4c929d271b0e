"""``corpuskit show``: documents with what was found in them, on a terminal or as a page of HTML."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from ._annotating import Annotator, is_bare
from ._arguments import Inputs, Running
from ._options import color_option, debug_option, input_options, pipeline_options
from ._refusing import refuse_inputs
from ._writing import titled, write_pieces

if TYPE_CHECKING:
    from .._document import Document

__all__ = ["command"]


@click.command(
    "show",
    epilog="""\b
Examples:
  corpuskit show article.txt --date 2020-06-12
  corpuskit show out.jsonl --labels quote,entity --limit 3
  corpuskit show articles/ --format html -o page.html
  corpuskit show article.txt --only dates --color always | less -R""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@click.option(
    "--format", type=click.Choice(["terminal", "html"]), help="For a terminal, or one self-contained page.  [by OUT]"
)
@click.option("--label", "--labels", "labels", metavar="LABEL,...", help="Show only these layers.")
@click.option("-n", "--limit", type=click.IntRange(min=0), metavar="N", help="Show only the first N documents.")
@click.option("--title", help="The title of the page.")
@input_options
@pipeline_options
@color_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    out: str,
    format: str | None,
    labels: str | None,
    limit: int | None,
    title: str | None,
    inputs: Inputs,
    running: Running,
    color: str,
) -> None:
    """Show documents with what was found in them.

    Documents that no extractor has run on are run through the pipeline first; all are where --only, --plugin or
    --set is given.
    """
    from ..corpus._labels import check_made, checked

    refuse_inputs(out, inputs.expanded(), "--output")
    chosen = None if labels is None else [label.strip() for label in labels.split(",")]
    if not inputs.may_have_layers(running.plugins):
        check_made(chosen or (), running.plugins)
    annotator = Annotator(running, is_bare)
    documents = annotator.through(islice(inputs.corpus(running.plugins), limit))
    found = checked(documents, chosen or (), running.plugins)
    if (format or _guessed(out)) == "html":
        from ..view import page_html

        write_pieces(page_html(found, title=title or titled(inputs.paths), labels=chosen), out)
    else:
        _to_terminal(found, chosen, out, color)
    ctx.exit(annotator.exit_code)


def _guessed(out: str) -> str:
    return "html" if out.lower().endswith((".html", ".htm")) else "terminal"


def _to_terminal(documents: "Iterable[Document]", labels: Sequence[str] | None, out: str, color: str) -> None:
    import io

    from ..view import TerminalView, wants_colour

    if out == "-":
        view = TerminalView(sys.stdout, colour=wants_colour(sys.stdout, color), labels=labels)
        for document in documents:
            view.write(document)
        sys.stdout.flush()
        return

    def pieces() -> Iterator[str]:
        for document in documents:
            stream = io.StringIO()
            TerminalView(stream, colour=color == "always", labels=labels).write(document)
            yield stream.getvalue()

    write_pieces(pieces(), out)
