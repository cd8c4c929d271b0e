"""``corpuskit show``: documents with what was found in them, on a terminal or as a page of HTML."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ._options import color_option, corpus_of, debug_option, input_options, pipeline_of, pipeline_options, plugins_of
from ._writing import write_pieces
from .extract import dated

if TYPE_CHECKING:
    from .._document import Document
    from .._pipeline import Pipeline

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
@click.option("--labels", metavar="LABEL,...", help="Show only these layers.")
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
    paths: Sequence[str],
    out: str,
    format: str | None,
    labels: str | None,
    limit: int | None,
    title: str | None,
    only: Sequence[str],
    date: str | None,
    language: str | None,
    on_error: str | None,
    plugin: Sequence[str],
    assignments: Sequence[str],
    config: Path | None,
    color: str,
    **columns: Any,
) -> None:
    """Show documents with what was found in them.

    Documents that no extractor has run on are run through the pipeline first; all are where --only, --plugin or
    --set is given.
    """
    from ._tally import Tally

    plugins = plugins_of(plugin)

    def make() -> "Pipeline":
        return pipeline_of(
            plugins, only=only, language=language, on_error=on_error, assignments=assignments, config=config
        )

    tally = Tally()
    documents = tally.reading(dated(islice(corpus_of(paths, plugins, **columns), limit), date))
    always = bool(only or plugin or assignments or config)
    late = _Late(make)
    found = tally.writing(_annotated(documents, late, always))
    chosen = None if labels is None else [label.strip() for label in labels.split(",")]
    if (format or _guessed(out)) == "html":
        from ..view import page_html

        write_pieces(page_html(found, title=title or _title(paths), labels=chosen), out)
    else:
        _to_terminal(found, chosen, out, color)
    # Failures that a file brought along are shown, and are none of this run.
    ctx.exit(tally.exit_code if late.pipeline else 0)


class _Late:
    """A pipeline that is made when the first document needs it."""

    def __init__(self, make: Any) -> None:  # Any: a function that gives a pipeline.
        self.make = make
        self.pipeline: Pipeline | None = None

    def stream(self, document: "Document") -> "Iterator[Document]":
        if self.pipeline is None:
            self.pipeline = self.make()
        yield from self.pipeline.stream([document])


def _annotated(documents: "Iterable[Document]", late: _Late, always: bool) -> "Iterator[Document]":
    for document in documents:
        if always or not (document.annotations or document.sources or document.failures):
            yield from late.stream(document)
        else:
            yield document


def _guessed(out: str) -> str:
    return "html" if out.lower().endswith((".html", ".htm")) else "terminal"


def _title(paths: Sequence[str]) -> str:
    names = ["standard input" if path == "-" else Path(path).name or path for path in paths]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


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
