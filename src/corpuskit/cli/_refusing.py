"""Files that a command must not write over."""

from collections.abc import Iterable
from pathlib import Path

import click

__all__ = ["refuse_inputs", "refuse_suffix"]


def refuse_inputs(out: str, inputs: Iterable[str], option: str) -> None:
    """Refuse an output that is one of the inputs, under this name or another."""
    from ..formats._atomic import is_stream

    if is_stream(out) or not Path(out).exists():
        return
    for path in inputs:
        if Path(path).exists() and Path(out).samefile(path):
            raise click.BadParameter(f"{out} is read too, and would be lost; write to another file.", param_hint=option)


def refuse_suffix(out: str, suffixes: Iterable[str], option: str) -> None:
    """Refuse an output whose name says that it holds something else."""
    from ..formats._atomic import is_stream
    from ..formats._files import base_suffix

    known = tuple(suffixes)
    if not is_stream(out) and base_suffix(out) not in known:
        ends = " or ".join(known)
        raise click.BadParameter(
            f"{out}: give a file whose name ends in {ends}, or - for standard output.", param_hint=option
        )
