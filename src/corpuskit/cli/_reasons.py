"""Why extractors failed, told on standard error."""

import click

from ..engines._reasons import Reasons

__all__ = ["Reasons", "tell_reasons"]


def tell_reasons(reasons: Reasons, shown: str, is_debugging: bool) -> None:
    """Say on standard error why extractors failed, and what shows more: the path that can be shown, tracebacks."""
    if not reasons:
        return
    click.echo("\n".join(reasons.lines()), err=True)
    rest = "" if is_debugging else "; for tracebacks add --debug"
    click.echo(f"to see where: corpuskit show {shown}{rest}", err=True)
