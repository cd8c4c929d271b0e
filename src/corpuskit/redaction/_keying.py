"""What the key of a document has to hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .._annotation import Annotation, Source
from .._document import Document
from .._fields import encode
from .._span import Span
from ..alignment import Alignment, Edit
from ..formats._encoding import sources_of
from ._key import Key, digest_of
from ._restoring import brought_back

__all__ = ["key_of"]


def key_of(
    document: Document, redacted: Document, edits: Sequence[Edit], pairs: Mapping[Annotation, Annotation]
) -> Key:
    """Give the key of a document.

    Args:
        document: as it was.
        redacted: as it is.
        edits: of the text as it was.
        pairs: each annotation that was carried, and what became of it.
    """
    sources = sources_of(document)[0]
    alignment = Alignment.of(len(document.text), edits)
    known = {now.with_source(was.source): was for was, now in pairs.items()}
    plain = dict(brought_back(known, alignment, {}, ()).pairs)
    changed = {now: was for now, was in known.items() if plain.get(now) != was}
    came = {*brought_back(known, alignment, changed, ()).annotations}
    if not came <= {*document.annotations}:  # What a reference names may have been moved.
        changed, came = known, {*known.values()}
    was = {
        "id": document.id,
        "metadata": document.metadata,
        "extra": document.extra,
        "failures": encode(document.failures),
        "sources": encode(sources),
        "own_sources": len(document.sources),
        "changed": [[_record(now, sources), _record(was, sources)] for now, was in changed.items()],
        "removed": [_record(item, sources) for item in document.annotations if item not in came],
    }
    return Key(redacted.id, digest_of(redacted.text), tuple(_back(edits, document.text)), was)


def _back(edits: Iterable[Edit], text: str) -> Iterable[Edit]:
    """Give the edits that take edits back."""
    growth = 0
    for edit in edits:
        start = edit.span.start + growth
        growth += len(edit.text) - len(edit.span)
        yield Edit(Span(start, start + len(edit.text)), edit.span.text_of(text))


def _record(item: Annotation, sources: Sequence[Source]) -> dict[str, Any]:
    """Give an annotation as in the line of a document."""
    record = {
        "label": item.label,
        "start": item.start,
        "end": item.end,
        "value": encode(item.value),
        "parts": encode(item.parts) or None,
        "score": item.score,
        "source": sources.index(item.source) if item.source else None,
    }
    return {key: part for key, part in record.items() if part is not None}
