"""Files to read, divided into stretches as their formats say, and known again when nothing has changed in them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from .._plugins import Plugins
from . import directory
from ._choosing import by_name
from ._pieces import Stretch, handed
from ._records import ColumnNames

__all__ = ["Files"]


@attrs.frozen
class Files:
    """Files and folders that are read one after the other.

    Args:
        places: the path of each, and its format.
        columns: how the columns of a table become documents, see :class:`ColumnNames`.
        plugins: where value classes and formats are looked up.
    """

    places: Sequence[tuple[str | Path, str]]
    columns: Mapping[str, Any]
    plugins: Plugins | None = None

    def stretches(self) -> Iterator[Stretch]:
        """Give the stretches of all files, lazily; for the errors see :func:`corpuskit.formats.read`.

        What no other process could read is read here, and handed over as documents.
        """
        from . import read

        for path, format in self.places:
            divide = by_name(format, self.plugins).divide
            if divide is None:
                yield from handed(read(path, format=format, plugins=self.plugins, **self.columns))
            else:
                yield from divide(path, ColumnNames.of(self.columns), self.plugins)

    def state(self) -> list[object]:
        """Give what is another where files, or how they are read, have changed: as JSON, in the same order each time.

        Files are told apart by their size and the time of their last change.
        """
        columns = {name: item if item is None else str(item) for name, item in sorted(self.columns.items())}
        return [columns, *([format, [_state(file) for file in _files(path, format)]] for path, format in self.places)]


def _files(path: str | Path, format: str) -> Iterator[Path]:
    place = Path(path)
    if not place.is_dir():
        yield place
        if format == "text":
            yield place.parent / directory.SIDECAR
    elif format == "directory":
        yield from (place / name for name in directory.names_in(place))
        yield place / directory.SIDECAR
    else:
        yield from sorted(place.rglob("*.parquet"))


def _state(file: Path) -> list[object]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return [str(file.absolute())]
    return [str(file.absolute()), found.st_size, found.st_mtime_ns]
