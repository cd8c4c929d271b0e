"""What went wrong in a run, told on standard error."""

from collections.abc import Collection

import click

from ..engines._reasons import Reasons
from ..engines._tally import Tally
from ._telling import number

__all__ = ["Reasons", "tell_reasons", "warn"]


def warn(tally: Tally, layers: Collection[str]) -> None:
    """Say what is not lost for good, and yet not as it was meant."""
    if tally.lost:
        click.echo(f"corpuskit: warning: {tally.losses}", err=True)
    if tally.unplaced and "date" in layers:
        dates = f"the dates of {number(tally.unplaced, 'document')} are not read"
        click.echo(f"corpuskit: warning: {dates}, so that 'yesterday' stays open; write them like 2020-06-12", err=True)


def tell_reasons(reasons: Reasons, shown: str, is_debugging: bool) -> None:
    """Say on standard error why extractors failed, and what shows more: the path that can be shown, tracebacks."""
    if not reasons:
        return
    click.echo("\n".join(reasons.lines()), err=True)
    rest = "" if is_debugging else "; for tracebacks add --debug"
    click.echo(f"to see where: corpuskit show {shown}{rest}", err=True)
