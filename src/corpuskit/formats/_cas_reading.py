"""A CAS read into a document: ours with everything, those of others with their annotations and features."""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from .._document import Document
from .._span import Span
from ..errors import FormatWarning, OffsetError
from ..offsets import Offsets
from ..values import STANDARD
from ._decoding import Decoder, Place
from ._json import loads, whole

__all__ = ["document_of"]

_VIEW = "_InitialView"
_SOFA, _WHOLE = "uima.cas.Sofa", "uima.tcas.DocumentAnnotation"
_RECORD = "corpuskit.Document"
_NUMBER = re.compile(r"[0-9]{1,18}")
_PLACE = frozenset({"begin", "end", "sofa"})


@attrs.define
class _Cas:
    """The text of a CAS with what is on it.

    Args:
        text: of the view that is read.
        structures: all feature structures by id.
        sofa: the id of the view's own.
        place: where it was read.
        left_out: how many structures and references could not be read.
    """

    text: str
    structures: Mapping[int, dict[str, Any]]
    sofa: int
    place: Place
    offsets: Offsets
    left_out: int = 0

    def annotations(self) -> Iterator[dict[str, Any]]:
        """Give the annotations of the view as JSON, and count the rest."""
        for structure in self.structures.values():
            type = structure["%TYPE"]
            if type in (_SOFA, _WHOLE, _RECORD):
                continue
            span = self._span(structure)
            if span is None:
                self.left_out += 1
                continue
            meaning = self._ours(structure) if type.startswith("corpuskit.") else self._others(structure)
            yield {**meaning, "start": span.start, "end": span.end}

    def _span(self, structure: Mapping[str, Any]) -> Span | None:
        """Give the span of a structure of the view in code points; None where it has none."""
        start, end = (structure.get(key, structure.get(f"^{key}")) for key in ("begin", "end"))
        if type(start) is not int or type(end) is not int or structure.get("@sofa", self.sofa) != self.sofa:
            return None
        try:
            return self.offsets.from_utf16(Span(start, end))
        except (OffsetError, ValueError) as error:
            raise self.place.fault(f"{structure['%TYPE']} {structure.get('%ID')}: {error}") from error

    def _ours(self, structure: Mapping[str, Any]) -> dict[str, Any]:
        found = {key: structure[key] for key in ("label", "score", "source") if key in structure}
        for key in ("value", "parts"):
            if key in structure:
                found[key] = self.parsed(structure[key], whole)
        return found

    def parsed(self, data: object, free: Callable[[Any], Iterable[Any]]) -> Any:
        """Give the JSON that a feature has; for ``free`` see :func:`corpuskit.formats._json.loads`."""
        try:
            return loads(data if isinstance(data, str) else "", free)
        except ValueError as error:
            raise self.place.fault(f"a feature of corpuskit has broken JSON: {error}") from error

    def _others(self, structure: Mapping[str, Any]) -> dict[str, Any]:
        name = structure["%TYPE"]
        short = name.rpartition(".")[2]
        label = name if short in STANDARD else short
        features = {key: item for key, item in self._features(structure) if item is not None}
        return {"label": label, "value": features} if features else {"label": label}

    def _features(self, structure: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Give the features of a structure; those that point at an annotation have its label and span."""
        for key, item in structure.items():
            name = key.lstrip("@#^")
            if key.startswith("%") or name in _PLACE:
                continue
            yield name, self._target(item) if key.startswith("@") else item

    def _target(self, number: object) -> Any:
        structure = self.structures.get(number) if isinstance(number, int) else None
        span = None if structure is None else self._span(structure)
        if structure is None or span is None:
            self.left_out += 1
            return None
        return {"label": structure["%TYPE"].rpartition(".")[2], "span": [span.start, span.end]}


def document_of(data: Mapping[str, Any], identity: str, place: Place, decoder: Decoder) -> Document:
    """Give the document of a CAS.

    Raises:
        FormatError: when it has no text, or offsets do not fit.
    """
    structures = _structures(data, place)
    sofas = {str(item.get("sofaID")): item for item in structures.values() if item["%TYPE"] == _SOFA}
    sofa = sofas.get(_VIEW) or next(iter(sofas.values()), {})
    text = sofa.get("sofaString")
    if not isinstance(text, str):
        raise place.fault("this is no CAS with a text: it has no uima.cas.Sofa with a sofaString")
    record = next((item for item in structures.values() if item["%TYPE"] == _RECORD), None)
    name = identity if record is None else record.get("id")
    cas = _Cas(text, structures, sofa.get("%ID", 1), attrs.evolve(place, document=name), Offsets(text))
    base = {"metadata": _metadata(structures)} if record is None else cas.parsed(record.get("record"), _values)
    if not isinstance(base, dict):
        raise place.fault("the record of a corpuskit.Document is a JSON object")
    document = decoder.document({**base, "id": name, "text": text, "annotations": [*cas.annotations()]}, cas.place)
    _tell(cas, len(sofas) - 1)
    return document


def _values(record: Any) -> Iterable[Any]:  # Any: JSON.
    return record.values() if isinstance(record, dict) else ()


def _structures(data: Mapping[str, Any], place: Place) -> dict[int, dict[str, Any]]:
    """Give the feature structures by id, whether they stand in a list or by their ids."""
    found = data.get("%FEATURE_STRUCTURES")
    given = found if isinstance(found, list) else []
    if isinstance(found, dict):
        given = [{"%ID": _number(key), **item} if isinstance(item, dict) else item for key, item in found.items()]
    if any(not isinstance(item, dict) or not isinstance(item.get("%TYPE"), str) for item in given) or not given:
        raise place.fault("this is no CAS: %FEATURE_STRUCTURES has an object with a %TYPE for each structure")
    if any(type(item.get("%ID")) is not int for item in given) or len({item["%ID"] for item in given}) < len(given):
        raise place.fault("this is no CAS: %ID is a whole number, each of another structure")
    return {item["%ID"]: item for item in given}


def _number(key: str) -> int | str:
    return int(key) if _NUMBER.fullmatch(key) else key


def _metadata(structures: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    text: Mapping[str, Any] = next((item for item in structures.values() if item["%TYPE"] == _WHOLE), {})
    language = text.get("language")
    return {"language": language} if isinstance(language, str) and language != "x-unspecified" else {}


def _tell(cas: _Cas, views: int) -> None:
    told = [
        *([f"feature structures and references that are no annotations ({cas.left_out:,})"] if cas.left_out else []),
        *([f"further views ({views:,})"] if views else []),
    ]
    if told:
        warnings.warn(FormatWarning(f"{cas.place}: left out: {', '.join(told)}"), stacklevel=5)
