"""Files that are one JSON array, with an element for each document."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ._atomic import write_stream
from ._decoding import Place
from ._files import display, reading
from ._json import loads

__all__ = ["read_array", "write_array"]

_LEVELS = 8
"""How deep what the format itself nests goes; what stands below may hold anything."""


def write_array(elements: Iterable[bytes], path: str | Path) -> int:
    """Write elements as an array, each on a line, and give their number."""
    return write_stream(elements, path, _write)


def _write(elements: Iterable[bytes], stream: BinaryIO) -> int:
    stream.write(b"[")
    count = 0
    for element in elements:
        stream.write(b",\n" if count else b"\n")
        stream.write(element)
        count += 1
    stream.write(b"\n]\n")
    return count


def read_array(path: str | Path) -> Iterator[tuple[dict[str, Any], Place]]:
    """Give the objects of an array, or the one object that a file is; the whole file is read into memory.

    Raises:
        FormatError: when it is no JSON, or another one.
    """
    place = Place(display(path))
    with reading(path) as stream:
        data = stream.read()
    try:
        found = loads(data.removeprefix(b"\xef\xbb\xbf"), lambda parsed: _below(parsed, _LEVELS))
    except ValueError as error:
        raise place.fault(f"broken JSON: {error}") from error
    for number, element in enumerate(found if isinstance(found, list) else [found], 1):
        if not isinstance(element, dict):
            raise place.fault(f"element {number} is no object; the file is an array with an object for each document")
        yield element, place


def _below(data: Any, levels: int) -> Iterator[Any]:  # Any: JSON.
    if not levels or not isinstance(data, (dict, list)):
        yield data
        return
    for item in data.values() if isinstance(data, dict) else data:
        yield from _below(item, levels - 1)
