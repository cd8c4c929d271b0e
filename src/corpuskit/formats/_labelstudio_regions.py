"""The regions of a task: their offsets in code points, whatever they count, and their ids as keys."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from .._document import Document
from .._span import Span
from ..errors import NotFound, OffsetError
from ..offsets import Offsets
from ._decoding import Place

__all__ = ["Regions"]

_IDS = ("id", "from_id", "to_id", "parentID")
"""The keys under which a result names regions."""


@attrs.frozen
class Regions:
    """The results of a task: those that are regions with labels, with their spans, and the others.

    Args:
        found: each region with its span.
        rest: the other results.
    """

    found: Sequence[tuple[Mapping[str, Any], Span]]
    rest: Sequence[Any]

    @classmethod
    def of(cls, text: str, results: Sequence[Any], type: str, place: Place) -> "Regions":
        """Divide results into regions, which have a type, and others.

        Raises:
            FormatError: when the text of a region is not at its place.
        """
        ours = [item for item in results if _has(item, type)]
        values = [item["value"] if isinstance(item.get("value"), dict) else {} for item in ours]
        # All regions of a task count in one unit.
        spans = _spans(text, values) or _spans_of_units(text, values)
        if spans is None:
            raise place.fault(_misfit(text, values))
        return cls([*zip(ours, spans, strict=True)], [item for item in results if not _has(item, type)])

    def annotations(self, own: str) -> list[dict[str, Any]]:
        """Give the annotations as JSON, one for each label of a region, with what stands under ``meta``."""
        return [
            {**_known(region, own, span), "label": label, "start": span.start, "end": span.end}
            for region, span in self.found
            for label in _labels(region)
        ]

    def others(self, document: Document) -> list[Any]:
        """Give the other results, in which regions are named by the keys of their annotations."""
        keys = {}
        for region, span in self.found:
            if isinstance(region.get("id"), str):
                stem = f"{_labels(region)[0]}@{span.start}-{span.end}"
                keys[region["id"]] = _key(document, stem, region["id"])
        return [_renamed(item, keys) for item in self.rest]


def _has(result: Any, type: str) -> bool:
    return isinstance(result, dict) and result.get("type") == type


def _labels(region: Mapping[str, Any]) -> list[Any]:
    labels = region["value"].get("labels")
    return labels if isinstance(labels, list) and labels else ["label"]


def _key(document: Document, stem: str, given: str) -> str:
    """Give the key of a region's annotation: the one that it has as its id, where several are at one place."""
    try:
        is_key = given.startswith(stem) and document.by_key(given) is not None
    except NotFound:
        is_key = False
    return given if is_key else stem


def _renamed(item: Any, keys: Mapping[Any, str]) -> Any:
    if not isinstance(item, dict):
        return item
    named = {key: keys[item[key]] for key in _IDS if isinstance(item.get(key), str) and item[key] in keys}
    return {**item, **named}


def _known(region: Mapping[str, Any], own: str, span: Span) -> dict[str, Any]:
    meta = region.get("meta")
    known = meta.get(own) if isinstance(meta, dict) else None
    found = dict(known) if isinstance(known, dict) else {}
    if "score" not in found and isinstance(region.get("score"), (int, float)):
        found["score"] = region["score"]
    # Who moved a region has moved it as a whole.
    if "parts" in found and not _reaches(found["parts"], span):
        del found["parts"]
    return found


def _reaches(parts: Any, span: Span) -> bool:
    ends = [end for part in parts if isinstance(part, list) for end in part] if isinstance(parts, list) else []
    return ends[:1] == [span.start] and ends[-1:] == [span.end]


def _spans(text: str, values: Sequence[Mapping[str, Any]]) -> list[Span] | None:
    """Give the spans of regions that count code points; None where a text is not there."""
    try:
        spans = [Span(value.get("start"), value.get("end")) for value in values]  # type: ignore[arg-type]
        there = [span.text_of(text) for span in spans]
    except (OffsetError, ValueError):
        return None
    return spans if all(map(_is_same, values, there)) else None


def _spans_of_units(text: str, values: Sequence[Mapping[str, Any]]) -> list[Span] | None:
    """Give the spans of regions that count UTF-16 units; None where a text is not there."""
    offsets = Offsets(text)
    try:
        spans = [offsets.from_utf16(Span(value.get("start"), value.get("end"))) for value in values]  # type: ignore[arg-type]
    except (OffsetError, ValueError):
        return None
    return spans if all(map(_is_same, values, (span.text_of(text) for span in spans))) else None


def _is_same(value: Mapping[str, Any], there: str) -> bool:
    said = value.get("text")
    # Browsers show line ends in their own way.
    return not isinstance(said, str) or said.replace("\\n", "\n").split() == there.replace("\\n", "\n").split()


def _misfit(text: str, values: Sequence[Mapping[str, Any]]) -> str:
    wrong = next((value for value in values if _spans(text, [value]) is None), values[0])
    start, end, said = wrong.get("start"), wrong.get("end"), wrong.get("text")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end <= len(text):
        return f"a region from {start!r} to {end!r} is no place in the text of {len(text)} code points"
    found = text[start:end]
    return f"a region says {said!r:.60}, but {start} to {end} is {found!r:.60}; are these offsets of another text?"
