"""Which stretches a file has, as its format divides it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .._plugins import Plugins
from ._choosing import by_name
from ._pieces import Stretch, handed
from ._records import ColumnNames

__all__ = ["divided"]


def divided(path: str | Path, format: str, plugins: Plugins | None, **columns: Any) -> Iterator[Stretch]:
    """Give the stretches of a file or folder, lazily; for the arguments and errors see :func:`corpuskit.formats.read`.

    What no other process could read is read here, and handed over as documents.
    """
    from . import read

    divide = by_name(format, plugins).divide
    if divide is None:
        return handed(read(path, format=format, plugins=plugins, **columns))
    return divide(path, ColumnNames.of(columns), plugins)
