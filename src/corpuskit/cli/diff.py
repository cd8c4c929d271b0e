"""``corpuskit diff``: what moved from one run to another."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import click

from ._arguments import Inputs, plugins_of
from ._options import annotated_format, debug_option, is_debug, names, plugin_option

if TYPE_CHECKING:
    from ..evaluation import Difference

__all__ = ["command"]


@click.command(
    "diff",
    epilog="""\b
Examples:
  corpuskit diff before.jsonl after.jsonl
  corpuskit diff before.jsonl after.jsonl --label date --rule 'month and day'
  corpuskit diff before.jsonl after.jsonl --ignore chain,variants --limit 0
  corpuskit diff before.jsonl after.jsonl --json | jq -c 'select(.change == "removed")'

\b
Exit codes: 0 no difference, 1 they differ, 2 wrong usage or a file that cannot be read.""",
)
@click.argument("a", type=click.Path(allow_dash=True), metavar="A")
@click.argument("b", type=click.Path(allow_dash=True), metavar="B")
@click.option(
    "--label",
    "--labels",
    "labels",
    multiple=True,
    callback=names,
    metavar="LABEL,...",
    help="Compare only these layers.",
)
@click.option("--rule", metavar="NAME", help="Show only what this rule made, in either run.")
@click.option("--also", multiple=True, callback=names, metavar="NAME,...", help="Compare these too: score, source.")
@click.option(
    "--ignore",
    multiple=True,
    callback=names,
    metavar="NAME,...",
    help="Do not compare these: boundary, parts, type, value, rule, or fields of the value.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="N",
    help="List no more changes than this after the summary.",
)
@click.option("--json", "as_json", is_flag=True, help="Write every difference as a line of JSON, and no summary.")
@annotated_format("--input-format", "both")
@plugin_option
@click.option("-q", "--quiet", is_flag=True, help="Write nothing: the exit code tells whether they differ.")
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    a: str,
    b: str,
    labels: Sequence[str],
    rule: str | None,
    also: Sequence[str],
    ignore: Sequence[str],
    limit: int,
    as_json: bool,
    input_format: str | None,
    plugin: Sequence[str],
    quiet: bool,
) -> None:
    """Show what differs between two runs.

    A and B are what corpuskit extract wrote, with two versions of a plugin or with other options: files, or
    patterns in quotation marks. Documents belong together by their ids. First comes a summary by label and rule, then
    each annotation that was added, removed or changed, with both readings.
    """
    from ..evaluation import diff

    with _errors_exit_2(ctx):
        plugins = plugins_of(plugin)
        before, after = (Inputs([path], input_format).corpus(plugins) for path in (a, b))
        found = diff(before, after, labels=labels or None, also=also, ignore=ignore, plugins=plugins)
        if rule is not None:
            found = found.of_rule(rule)
    for line in () if quiet else _lines(found) if as_json else _pages(found, limit):
        click.echo(line)
    ctx.exit(1 if found.differs else 0)


@contextmanager
def _errors_exit_2(ctx: click.Context) -> Iterator[None]:
    """Let no error exit with 1, which says that the runs differ."""
    from .._visible import visible
    from ..errors import CorpuskitError
    from ._words import message_of

    try:
        yield
    except (CorpuskitError, OSError) as error:
        if is_debug(ctx):
            raise
        click.echo(f"corpuskit: {visible(message_of(error))}", err=True)
        ctx.exit(2)


def _lines(found: "Difference") -> Iterator[str]:
    from .._fields import dumps

    return (dumps(record).decode() for record in found.records())


def _pages(found: "Difference", limit: int) -> Iterator[str]:
    yield str(found)
    for change in islice(found, limit):
        yield f"\n{change}"
    left = len(found.changes) - limit
    if limit and left > 0:
        yield f"\nand {left:,} more: --limit {len(found.changes)} lists all, --json too"
