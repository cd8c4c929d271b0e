"""``corpuskit search``: find passages and annotations in a store."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ._options import color_option, debug_option, plugin_option, quiet_option, table_output
from ._refusing import refuse_inputs
from ._telling import number, tell

if TYPE_CHECKING:
    pass

__all__ = ["command"]

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _several(option: str, metavar: str, text: str) -> Callable[[_Function], _Function]:
    return click.option(option, multiple=True, metavar=metavar, help=f"{text} Repeatable.")


@click.command(
    "search",
    epilog="""\b
Examples:
  corpuskit search corpus.db 'withdrawal OR "pulled out"'
  corpuskit search corpus.db withdrawal --quote-by Kadhimi --mentions Iraq --number '>= 30'
  corpuskit search corpus.db --in quote --quote-by Kadhimi --date 2020-01..2020-06
  corpuskit search corpus.db withdrawal --sort date --page 2 -o hits.csv""",
)
@click.argument("store", metavar="STORE")
@click.argument("words", nargs=-1, metavar="[WORDS]")
@_several("--quote-by", "NAME", "Somebody is quoted who has these words in the name.")
@_several("--mentions", "NAME", "Something is named that has these words in the name.")
@_several("--date", "WHEN", "A date in the text lies there: 2020, 2020-06, 2020-01..2020-06, 2020...")
@_several("--number", "AMOUNT", "A number in the text is so large: 30, '>= 30', 30..40, '> 5 USD'.")
@click.option("--published", metavar="WHEN", help="The document's own date lies there, as for --date.")
@click.option(
    "--in", "within", metavar="LAYER", help="All of this is in one annotation, such as a quote.  [a document]"
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "document"]),
    help="By how well the words fit, by the date of the documents, or as they were indexed.  "
    "[relevance, or document without words]",
)
@click.option("--reverse", is_flag=True, help="Begin at the other end of that order.")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many on a page.")
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which page.")
@click.option("--width", type=click.IntRange(min=1), default=240, show_default=True, help="Signs of a passage, about.")
@table_output
@plugin_option
@quiet_option
@color_option
@debug_option
def command(
    store: str,
    words: Sequence[str],
    within: str | None,
    limit: int,
    page: int,
    out: str,
    format: str | None,
    plugin: Sequence[str],
    quiet: bool,
    color: str,
    **asked: Any,  # Any: what is asked for, as Store.search takes it.
) -> None:
    """Find passages and annotations in a store.

    WORDS are found in the text, all of them, without regard to case and accents. "a phrase", begin*, a OR b, a NOT b,
    NEAR(a b, 5) and parentheses have a meaning. All that is asked for is to be in one document, or with --in in one
    annotation: --in quote --quote-by Ada --date 2020 finds what Ada says of 2020.

    CSV, JSONL and the others have a row for each hit: the document with its metadata, the place and text of the
    passage or annotation, the places of what fits, and the relevance. In CSV, an apostrophe stands before what a
    spreadsheet would take for a formula.
    """
    from ..store import Store
    from ._arguments import plugins_of
    from ._hits_rows import COLUMNS, row_of
    from ._hits_table import lines_of
    from ._listing import write_listing

    refuse_inputs(out, [store], "--output")
    with Store.open(store, plugins=plugins_of(plugin)) as opened:
        # One more than is shown says whether there is another page.
        found = opened.search(" ".join(words), within=within, offset=(page - 1) * limit, limit=limit + 1, **asked)
        hits = list(found)
    shown = hits[:limit]
    write_listing(partial(lines_of, shown), map(row_of, shown), COLUMNS, out, format, color)
    if not quiet:
        rest = [f"for more: --page {page + 1}"] if len(hits) > limit else []
        tell(f"{number(len(shown), 'hit')} on page {page}", *rest, wrote=[out])
