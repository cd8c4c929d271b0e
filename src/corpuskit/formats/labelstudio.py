"""Label Studio: tasks with a text and predictions, and what annotators made of them.

A file is an array with a task for each document::

    {"data": {"text": "Signed on 5 May.", "id": "a1", "corpuskit": {…}},
     "predictions": [{"model_version": "corpuskit", "result": [
       {"id": "date@10-15", "from_name": "label", "to_name": "text", "type": "labels", "score": 0.9,
        "value": {"start": 10, "end": 15, "text": "5 May", "labels": ["date"]}, "meta": {"corpuskit": {…}}}]}]}

``data.corpuskit`` has the metadata, sources, failures and further keys of the document, ``meta.corpuskit`` value,
score, source and parts of an annotation. Offsets are code points, as Label Studio has them since 2022; what was
exported before counts UTF-16 units, which is seen by the texts of the regions.

Of a task that was annotated, the first annotation that was not cancelled is read, otherwise the first prediction. What
is no region with labels, such as relations and choices, is kept under the further key ``labelstudio``, and written
again.

Source: Label Studio documentation, Label Studio JSON format of annotated tasks.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from xml.sax.saxutils import quoteattr

import attrs

from .._document import Document
from .._metadata import Metadata
from .._plugins import Plugins
from ..errors import FormatWarning
from ._array import read_array, write_array
from ._decoding import Decoder, Place
from ._encoding import KEYS, document_record
from ._json import dumps
from ._labelstudio_regions import Regions

__all__ = ["kept", "labeling_config", "read", "write"]

_OWN = "corpuskit"
_EXTRA = "labelstudio"
"""The further key of a document under which the results are that are no annotations."""

_NAMES = {"from_name": "label", "to_name": "text", "type": "labels"}


def kept(document: Document) -> Document:
    """Give the document that comes back of one that is written for Label Studio, which has no region without text."""
    items = [item for item in document.annotations if len(item.span)]
    return document if len(items) == len(document.annotations) else attrs.evolve(document, annotations=items)


def labeling_config(labels: Iterable[str]) -> str:
    """Give the labeling configuration of a project for tasks that :func:`write` makes.

    >>> print(labeling_config(["date"]))
    <View>
      <Labels name="label" toName="text">
        <Label value="date"/>
      </Labels>
      <Text name="text" value="$text"/>
    </View>
    """
    choices = "".join(f"    <Label value={quoteattr(label)}/>\n" for label in labels)
    name, text = _NAMES["from_name"], _NAMES["to_name"]
    lines = (
        f'  <Labels name="{name}" toName="{text}">',
        f"{choices}  </Labels>",
        f'  <Text name="{text}" value="$text"/>',
    )
    return "\n".join(("<View>", *lines, "</View>"))


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents, and give their number; see :func:`corpuskit.formats.write`."""
    return write_array((dumps(_task(document), document.id) for document in documents), path)


def _task(document: Document) -> dict[str, Any]:
    record = document_record(document)
    text, identity, items = (record.pop(key) for key in ("text", "id", "annotations"))
    regions = [_region(text, document.key(item), data) for item, data in zip(document.annotations, items, strict=True)]
    others = document.extra.get(_EXTRA)
    if _are_results(others):
        regions += record.pop(_EXTRA)
    return {
        "data": {
            "text": text,
            "id": identity,
            _OWN: {key: item for key, item in record.items() if item or key not in KEYS},
        },
        "predictions": [{"model_version": _OWN, "result": regions}],
    }


def _region(text: str, key: str, data: dict[str, Any]) -> dict[str, Any]:
    label, start, end = (data.pop(name) for name in ("label", "start", "end"))
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    score = {"score": data["score"]} if "score" in data else {}
    return {"id": key, **_NAMES, "value": value, **score, **({"meta": {_OWN: data}} if data else {})}


def _are_results(others: Any) -> bool:  # Any: what a further key holds.
    return isinstance(others, tuple) and bool(others) and all(_is_result(item) for item in others)


def _is_result(item: Any) -> bool:
    return isinstance(item, Metadata) and isinstance(item.get("type"), str) and item["type"] != _NAMES["type"]


# --- reading


def read(path: str | Path, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a file of tasks, which is read into memory.

    Raises:
        FormatError: when a task has no text, or the text of a region stands elsewhere.
    """
    decoder = Decoder(plugins)
    left_out = 0
    for number, (task, place) in enumerate(read_array(path), 1):
        document, others = _document(task, f"{PurePath(place.file or 'task').name}:{number}", place, decoder)
        left_out += others
        yield document
    if left_out:
        message = f"{place}: of tasks that several annotated, one annotation is read; left out: {left_out:,}"
        warnings.warn(FormatWarning(message), stacklevel=2)


def _document(task: Mapping[str, Any], name: str, place: Place, decoder: Decoder) -> tuple[Document, int]:
    """Give the document of a task, and how many annotations of it are not in it."""
    data = task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        keys = ", ".join(map(repr, data)) if isinstance(data, dict) else "nothing"
        raise place.fault(f"task {name!r} has no text in data.text, but {keys}; rename the key of the text")
    identity = str(data.get("id") or task.get("id") or name)
    place = attrs.evolve(place, document=identity)
    results, others = _results(task)
    regions = Regions.of(data["text"], results, _NAMES["type"], place)
    own = data.get(_OWN)
    record = dict(own) if isinstance(own, dict) else {"metadata": _metadata(data)}
    record |= {"id": identity, "text": data["text"], "annotations": regions.annotations(_OWN)}
    document = decoder.document(record, place)
    rest = regions.others(document)
    return (attrs.evolve(document, extra={**document.extra, _EXTRA: rest}) if rest else document), others


def _metadata(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in data.items() if key not in ("text", "id")}


def _results(task: Mapping[str, Any]) -> tuple[Sequence[Any], int]:
    """Give the results of the annotation that counts, and how many others there are."""
    made = [item for item in _dicts(task.get("annotations")) if not item.get("was_cancelled")]
    chosen = made or _dicts(task.get("predictions"))
    results = chosen[0].get("result") if chosen else None
    return (results if isinstance(results, list) else []), max(0, len(chosen) - 1)


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
