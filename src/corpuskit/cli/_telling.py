"""What a command says on standard error when it is done."""

from collections.abc import Iterable

import click

__all__ = ["number", "tell"]


def tell(*parts: str, wrote: Iterable[str | None] = ()) -> None:
    """Say what was done and which files were written; nothing where there is nothing to say.

    Args:
        parts: what was done.
        wrote: where something was written; standard output, ``-``, is not named.
    """
    files = " and ".join(path for path in wrote if path and path != "-")
    told = [*parts, *([f"wrote {files}"] if files else [])]
    if told:
        click.echo("; ".join(told), err=True)


def number(count: int, noun: str) -> str:
    """Give a number of things: ``1 document``, ``2,000 documents``."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
