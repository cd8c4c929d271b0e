"""UIMA CAS JSON: a folder with a CAS for each document, its type system in it.

``a/1.json`` has the document ``a/1``, named as in :mod:`corpuskit.formats.brat`. A layer is a type below
``corpuskit.Annotation``, such as ``corpuskit.layer.date``. Begin and end count UTF-16 units, as UIMA does.

============  ========================================================================================================
feature       of an annotation
============  ========================================================================================================
``label``     the layer, as a name of a type has no place for all that a label may have
``value``     the JSON of its value
``score``     a number
``source``    the place of its source in the ``record``
``parts``     the JSON of its pieces
============  ========================================================================================================

A ``corpuskit.Document`` has the ``id`` and, as JSON, in ``record`` everything else. JSON counts code points. Nothing
is lost.

Source: Apache UIMA, JSON serialization of the CAS, draft specification 0.4.0.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .._document import Document
from .._plugins import Plugins
from .._span import Span
from ._array import read_array
from ._cas_reading import document_of
from ._decoding import Decoder
from ._encoding import document_record
from ._folder import files_of, write_folder
from ._json import dumps
from ._names import id_of

__all__ = ["kept", "read", "write"]

_SUFFIX = ".json"
_BEGINS = b'{"%TYPES":'
_VIEW = "_InitialView"
_ANNOTATION, _DOCUMENT, _LAYER = "corpuskit.Annotation", "corpuskit.Document", "corpuskit.layer."
_RANGES = {"label": "String", "value": "String", "score": "Double", "source": "Integer", "parts": "String"}


def kept(document: Document) -> Document:
    """Give the document itself: nothing is lost."""
    return document


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents into a folder, and give their number; see :func:`corpuskit.formats.write`."""
    return write_folder(documents, path, _write, (_SUFFIX,), begins=_BEGINS)


def _write(document: Document, folder: Path, name: str) -> None:
    Path(folder, name + _SUFFIX).write_bytes(dumps(_cas(document), document.id) + b"\n")


def _cas(document: Document) -> dict[str, Any]:
    record = document_record(document)
    items = record.pop("annotations")
    text, identity = record.pop("text"), record.pop("id")
    language = document.metadata.get("language")
    sofa = {"sofaNum": 1, "sofaID": _VIEW, "mimeType": "text/plain", "sofaString": text}
    whole = document.offsets.to_utf16(Span(0, len(text)))
    described = {"language": language if isinstance(language, str) else "x-unspecified"}
    found: list[tuple[str, dict[str, Any]]] = [
        ("uima.cas.Sofa", sofa),
        ("uima.tcas.DocumentAnnotation", {"@sofa": 1, "begin": 0, "end": whole.end, **described}),
        (_DOCUMENT, {"@sofa": 1, "id": identity, "record": _json(record, identity)}),
        *((_type(item["label"]), _annotation(document, item)) for item in items),
    ]
    structures = [{"%ID": number, "%TYPE": type, **rest} for number, (type, rest) in enumerate(found, 1)]
    view = {"%SOFA": 1, "%MEMBERS": list(range(2, len(found) + 1))}
    return {"%TYPES": _types(found), "%FEATURE_STRUCTURES": structures, "%VIEWS": {_VIEW: view}}


def _json(data: Any, document: str) -> str:  # Any: JSON.
    return dumps(data, document).decode()


def _type(label: str) -> str:
    """Give the name of a layer's type: identifiers of Java have letters, digits and underscores."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", label)
    return _LAYER + (name if name[0].isalpha() else f"_{name}")


def _annotation(document: Document, item: dict[str, Any]) -> dict[str, Any]:
    units = document.offsets.to_utf16(Span(item.pop("start"), item.pop("end")))
    packed: dict[str, Any] = {key: _json(item[key], document.id) for key in ("value", "parts") if key in item}
    return {"@sofa": 1, "begin": units.start, "end": units.end, **item, **packed}


def _types(found: Iterable[tuple[str, object]]) -> dict[str, Any]:
    layers = sorted({type for type, _ in found if type.startswith(_LAYER)})
    return {
        _DOCUMENT: _described(_DOCUMENT, "uima.cas.AnnotationBase", {"id": "String", "record": "String"}),
        _ANNOTATION: _described(_ANNOTATION, "uima.tcas.Annotation", _RANGES),
        **{name: _described(name, _ANNOTATION, {}) for name in layers},
    }


def _described(name: str, above: str, ranges: dict[str, str]) -> dict[str, Any]:
    features = {key: {"%NAME": key, "%RANGE": f"uima.cas.{kind}"} for key, kind in ranges.items()}
    return {"%NAME": name, "%SUPER_TYPE": above, **features}


def read(path: str | Path, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a folder, by id, or the one of a file.

    Raises:
        FormatError: when a file is no CAS with a text, or offsets do not fit it.
    """
    top, decoder = Path(path), Decoder(plugins)
    names = files_of(top, _SUFFIX) if top.is_dir() else [""]
    for name in names:
        file = top / name if name else path
        identity = id_of((name or Path(path).name).removesuffix(_SUFFIX))
        for cas, place in read_array(file):
            yield document_of(cas, identity, place, decoder)
