"""Documents from plain JSON objects, with errors that say where."""

import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import attrs

from .._annotation import Annotation, Failure, Source
from .._document import Document
from .._fields import decoder_of
from .._layer import AnnotationSet
from .._metadata import Metadata
from .._plugins import Plugins
from .._pointers import ends_in, spans_in
from .._rows import Rows
from .._span import Span
from ..errors import FormatError, OffsetError, PluginError, PluginWarning, did_you_mean
from ..values import STANDARD, OpaqueValue
from ._advice import advised
from ._encoding import KEYS
from ._json import dumps

__all__ = ["Decoder", "Place"]

_KEYS = frozenset(KEYS)
_BLANK = Document("")
_ANNOTATION_KEYS = frozenset({"label", "start", "end", "value", "parts", "score", "source"})
_SCALARS = (str, bool, int, float)


# Not frozen, which would triple the cost of what every document has two of.
@attrs.define
class Place:
    """Where something was read: what an error names."""

    file: str | None = None
    line: int | None = None
    document: str | None = None

    def __str__(self) -> str:
        parts = [self.file or "", f"line {self.line}" if self.line else ""]
        parts.append(f"document {self.document!r}" if self.document else "")
        return ", ".join(part for part in parts if part) or "a document"

    def fault(self, message: str, advice: str | None = None, **facts: object) -> FormatError:
        """Give the error that says what was wrong here, and what to do; see ``_advice``."""
        facts.update(file=self.file, line=self.line, document=self.document)
        text = f"{self}: {message}"
        return FormatError(text, **facts) if advice is None else advised(text, advice, **facts)

    def wrapped(self, error: ValueError) -> FormatError:
        """Give the error that says where another came from; the document is named once."""
        return self.fault(str(error).removeprefix(f"document {self.document!r}: "))


class Decoder:
    """Makes documents of JSON objects; knows the value class of each label that it has met.

    Plugins are looked up for labels that have no standard class only.
    """

    def __init__(self, plugins: Plugins | None = None) -> None:
        self._plugins = plugins
        self._readers: dict[str, Callable[[Any], Any]] = {}
        self._labels: set[str] = set()
        """Those that have turned out to be labels."""

    def document(self, data: Any, place: Place) -> Document:  # Any: JSON that nobody has checked.
        """Give the document that a JSON object describes.

        Raises:
            FormatError: when it does not describe one.
        """
        if not isinstance(data, dict):
            raise place.fault(f"a document is a JSON object, not {_short(data)}")
        identity = _text(data, "id", place)
        place = Place(place.file, place.line, identity)
        text = _text(data, "text", place)
        sources = [_record(Source, item, "source", place) for item in _items(data, "sources", place)]
        annotations = self._annotations(_items(data, "annotations", place), text, sources, place)
        metadata = _mapping(data, "metadata", place)
        failures = [_record(Failure, item, "failure", place) for item in _items(data, "failures", place)]
        extra = {} if data.keys() <= _KEYS else {key: item for key, item in data.items() if key not in _KEYS}
        # Nothing is left for the document to validate: what came from UTF-8 can be stored, and the rest is checked.
        return _BLANK._derive(
            text=text,
            id=identity,
            metadata=Metadata(metadata) if metadata else _BLANK.metadata,
            annotations=annotations,
            sources=tuple(sources),
            failures=tuple(failures),
            extra=Metadata(extra) if extra else _BLANK.extra,
        )

    def _annotations(self, items: Sequence[Any], text: str, sources: Sequence[Source], place: Place) -> AnnotationSet:
        if not items:
            return _BLANK.annotations
        found = [self._annotation(data, number, text, sources, place) for number, data in enumerate(items, 1)]
        rows = Rows(*map(list, zip(*found, strict=True)))
        if any(max(ends) > len(text) for ends in ends_in(rows.value)):
            for number, data in enumerate(items, 1):
                self.annotation(data, number, text, sources, place)
        return AnnotationSet._from_rows(rows)

    def annotation(self, data: Any, number: int, text: str, sources: Sequence[Source], place: Place) -> None:
        """Check the annotation that a JSON object describes.

        Args:
            data: the JSON object, which nobody has checked.
            number: its place among those of the document, from 1; named in an error.
            text: the document's.
            sources: the document's.
            place: where it was read.

        Raises:
            FormatError: when it does not describe one of this text.
        """
        value = self._annotation(data, number, text, sources, place)[3]
        for span in spans_in(value):
            if span.end > len(text):
                error = f"its value points at {span!r}, after the text of {len(text)} code points"
                raise _fault(data, number, error, place)

    def _annotation(
        self, data: Any, number: int, text: str, sources: Sequence[Source], place: Place
    ) -> tuple[Any, ...]:
        """Give the fields of an annotation in the order of :class:`Rows`; where its value points is not checked."""
        try:
            return self._row(data, len(text), sources)
        except (ValueError, TypeError, KeyError) as error:
            raise _fault(data, number, _reason(error), place) from error

    def _row(self, data: Any, length: int, sources: Sequence[Source]) -> tuple[Any, ...]:
        if not isinstance(data, dict) or not data.keys() <= _ANNOTATION_KEYS:
            raise ValueError(_unknown(data))
        label, value, parts = data["label"], data.get("value"), data.get("parts")
        score, source = data.get("score"), data.get("source")
        start, end = data["start"], data["end"]
        if type(start) is not int or type(end) is not int or not 0 <= start <= end:
            _span(start, end)
        if value is not None:
            value = self._value(label, value)
        parts = () if parts is None else _parts(parts)
        if score is not None:
            score = _score(score)
        if source is not None:
            source = _source(sources, source)
        if type(label) is not str or label not in self._labels or parts or not (score is None or 0 <= score <= 1):
            Annotation(Span(start, end), label, None, parts, score)
            self._labels.add(label)
        if end > length:
            raise OffsetError(f"{Span(start, end)!r} ends after the text of {length} code points")
        return label, start, end, value, parts, score, source

    def _value(self, label: str, data: Any) -> Any:
        reader = self._readers.get(label)
        if reader is None:
            reader = self._readers[label] = self._value_reader(label)
        return reader(data)

    def _value_reader(self, label: str) -> Callable[[Any], Any]:
        cls = STANDARD.get(label) or self._declared(label)
        if cls is None:
            return _opaque
        return decoder_of(cls)

    def _declared(self, label: str) -> type | None:
        if self._plugins is None:
            self._plugins = Plugins()
        try:
            return self._plugins.value_class(label)
        except PluginError as error:
            message = f"the values of {label!r} are kept as they are: {error}"
            warnings.warn(PluginWarning(message), stacklevel=2)
            return None


def _fault(data: Any, number: int, reason: str, place: Place) -> FormatError:
    label = data.get("label") if isinstance(data, dict) else None
    what = f"annotation {number}" + (f" ({label})" if isinstance(label, str) else "")
    return place.fault(f"{what}: {reason}", annotation=number, label=label)


def _opaque(data: Any) -> Any:
    return data if isinstance(data, _SCALARS) else OpaqueValue(dumps(data, ""))


def _span(start: Any, end: Any) -> Span:
    if type(start) is not int or type(end) is not int:
        key, found = ("end", end) if type(start) is int else ("start", start)
        raise ValueError(f"{key!r} is a whole number without a point, not {_short(found)}")
    return Span(start, end)


def _parts(parts: Any) -> tuple[Span, ...]:
    pairs = isinstance(parts, list) and all(isinstance(part, list) and len(part) == 2 for part in parts)
    if not pairs:
        raise ValueError(f"'parts' is a list of [start, end], not {_short(parts)}")
    return tuple(_span(*part) for part in parts)


def _score(score: Any) -> float | None:
    if score is not None and type(score) not in (int, float):
        raise ValueError(f"'score' is a number from 0 to 1, not {_short(score)}")
    return score if score is None else float(score)


def _source(sources: Sequence[Source], index: Any) -> Source:
    if type(index) is not int or not 0 <= index < len(sources):
        raise ValueError(f"source is {_short(index)}, but the document has {len(sources)} sources, counted from 0")
    return sources[index]


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    return str(error)


def _unknown(data: Any) -> str:
    if not isinstance(data, dict):
        return f"an annotation is a JSON object, not {_short(data)}"
    key = min(data.keys() - _ANNOTATION_KEYS)
    hint = did_you_mean(key, _ANNOTATION_KEYS)
    return f"the key {key!r} is unknown; {hint}; further facts belong into the value"


def _text(data: Mapping[str, Any], key: str, place: Place) -> str:
    found = data.get(key)
    if isinstance(found, str) and (found or key == "text"):
        return found
    if key == "id" and key not in data:
        # A line of another tool: named by its place, as a row of a table without ids is.
        return f"{PurePath(place.file or 'line').name}:{place.line}" if place.line else "document"
    if key not in data:
        raise place.fault(f"{key!r} is missing; {did_you_mean(key, data)}", "or name the keys to read, {text}, {id}")
    message = f"{key!r} is a string{' and not empty' if key == 'id' else ''}, not {_short(found)}"
    raise place.fault(message, "if these are records of another tool, name the keys to read, {text}, {id}")


def _items(data: Mapping[str, Any], key: str, place: Place) -> list[Any]:
    found = data.get(key)
    if found is None:
        return []
    if not isinstance(found, list):
        raise place.fault(f"{key!r} is a list, not {_short(found)}")
    return found


def _mapping(data: Mapping[str, Any], key: str, place: Place) -> Mapping[str, Any]:
    found = data.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise place.fault(f"{key!r} is an object, not {_short(found)}")
    return found


_NAMES: Mapping[type, frozenset[str]] = {
    cls: frozenset(field.name for field in attrs.fields(cls)) for cls in (Source, Failure)
}


def _record(cls: type, data: Any, what: str, place: Place) -> Any:
    names = _NAMES[cls]
    if not isinstance(data, dict) or data.keys() != names or {*map(type, data.values())} != {str}:
        raise place.fault(f"a {what} has the keys {', '.join(sorted(names))}, each with a string, not {_short(data)}")
    return cls(**data)


def _short(data: object) -> str:
    # In the words of the file; only a table of Parquet has cells that JSON lacks.
    text = json.dumps(data, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"
