"""JSON with integers of any size, and of a depth that can be written again."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from .._metadata import Metadata
from ..errors import InvalidValue
from ..values import OpaqueValue

__all__ = ["DEEPEST", "check_depth", "dumps", "loads", "whole"]

DEEPEST = 100
"""How many lists and objects may stand one inside the other in metadata, in a value, and in a key of another tool."""


def whole(parsed: Any) -> Iterable[Any]:  # Any: JSON.
    """Give parsed JSON as one part that may hold anything."""
    return (parsed,)


def loads(data: bytes | str, free: Callable[[Any], Iterable[Any]] = whole) -> Any:  # Any: JSON.
    """Parse JSON.

    Args:
        data: UTF-8.
        free: gives the parts of the parsed JSON that may hold anything, which are looked through; all by default.

    Raises:
        ValueError: when it is no JSON, or nested more than :data:`DEEPEST` deep.
    """
    parsed = orjson.loads(data)
    # The quick parser makes floats of integers beyond 64 bits.
    rounded = [_has_rounded(part) for part in free(parsed)]
    return json.loads(data) if any(rounded) else parsed


def check_depth(data: Any) -> None:  # Any: JSON.
    """Refuse what :func:`loads` would.

    Raises:
        ValueError: when it is nested more than :data:`DEEPEST` deep.
    """
    _has_rounded(data)


def _has_rounded(data: Any, depth: int = 0) -> bool:
    if isinstance(data, float):
        return abs(data) >= 2.0**63
    if not isinstance(data, (dict, list)):
        return False
    if depth == DEEPEST:
        raise ValueError(f"lists and objects are nested more than {DEEPEST} deep")
    # All are looked at, for their depth.
    rounded = [_has_rounded(item, depth + 1) for item in (data.values() if isinstance(data, dict) else data)]
    return any(rounded)


def dumps(record: Any, document: str) -> bytes:  # Any: JSON.
    """Give compact JSON; ``document`` is named in an error.

    Raises:
        InvalidValue: when a string in it cannot be stored as UTF-8, or a value has no encoding or is too deep.
    """
    try:
        return orjson.dumps(record, default=_plain)
    except TypeError as error:
        if "64-bit" not in str(error):
            raise InvalidValue(
                f"document {document!r} cannot be written: {error.__cause__ or error}", document=document
            ) from error
    try:
        return _dumps_large(record)
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"document {document!r} cannot be written: {error}", document=document) from error


def _plain(item: object) -> Any:
    if isinstance(item, OpaqueValue):
        if item.json.count(b"[") + item.json.count(b"{") > DEEPEST:
            check_depth(json.loads(item.json))
        # Parsed again where a line break could tear the line, and trusted to be JSON otherwise: its readers made it.
        return json.loads(item.json) if b"\n" in item.json else orjson.Fragment(item.json)
    if isinstance(item, Metadata):
        data = item.to_dict()
        check_depth(data)
        return data
    if isinstance(item, float):
        return float(item)
    raise TypeError(f"{item!r} of type {type(item).__name__} has no JSON encoding")


def _dumps_large(record: Any) -> bytes:
    def plain(item: object) -> Any:
        return json.loads(item.json) if isinstance(item, OpaqueValue) else _plain(item)

    return json.dumps(record, default=plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
