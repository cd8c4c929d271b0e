"""``corpuskit report``: one page in which a corpus can be looked through."""

import click

from ._annotating import Annotator, is_bare
from ._arguments import Inputs, Running
from ._options import debug_option, input_options, is_debug, pipeline_options, quiet_option
from ._progress import progress
from ._refusing import refuse_inputs
from ._telling import tell
from ._writing import titled, write_pieces

__all__ = ["command"]


@click.command(
    "report",
    epilog="""\b
Examples:
  corpuskit report out.jsonl -o report.html
  corpuskit report articles.csv --text body --id url --date-column published -o report.html
  corpuskit report out.jsonl --labels quote,entity --title "The ferry" -o report.html""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@click.option("--label", "--labels", "labels", metavar="LABEL,...", help="Show only these layers.")
@click.option("--title", help="The title of the page.  [the names of the files]")
@input_options
@pipeline_options
@quiet_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    out: str,
    labels: str | None,
    title: str | None,
    inputs: Inputs,
    running: Running,
    quiet: bool,
) -> None:
    """Write a page to look a corpus through in a browser.

    It shows when and where things happen, who said what, how many of what, and the texts with their marks. The page is
    one file that needs no network, and nothing that stands in a document can run in it. Documents that no extractor
    has run on are run through the pipeline first; all are where --only, --plugin or --set is given.
    """
    from ..corpus._labels import check_made, checked
    from ..view import report_html

    refuse_inputs(out, inputs.expanded(), "--output")
    chosen = None if labels is None else [label.strip() for label in labels.split(",")]
    if not inputs.may_have_layers(running.plugins):
        check_made(chosen or (), running.plugins)
    annotator = Annotator(running, is_bare)
    with progress(quiet, out) as through:
        documents = annotator.through(through(inputs.corpus(running.plugins)))
        found = checked(documents, chosen or (), running.plugins)
        write_pieces(report_html(found, title=title or titled(inputs.paths), labels=chosen), out)
    if not quiet:
        tell(wrote=[out])
        annotator.tell(is_debug(ctx))
    ctx.exit(annotator.exit_code)
