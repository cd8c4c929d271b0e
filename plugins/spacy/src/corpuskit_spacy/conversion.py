"""Documents to and from spaCy's ``Doc``."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from corpuskit import Annotation, Document, Span
from corpuskit.alignment import Lost
from corpuskit.errors import InvalidValue, did_you_mean
from corpuskit.formats import decode, encode
from corpuskit.values import EntityValue, OpaqueValue

from .labels import types_of
from .models import spacy
from .naming import Namer
from .reading import tokenised

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Slice

__all__ = ["FromSpacy", "ToSpacy", "from_spacy", "to_spacy"]

_KEY = "corpuskit"
"""Where a group of spans keeps what spaCy has no place for, as JSON; and the name of the group that has what is of the
whole document. In ``user_data`` it would not survive in a ``DocBin``, and merging documents would warn of it."""

_WHOLE = "document"
_ENTITY = "entity"
_MODES = {"strict": "strict", "shrink": "contract", "grow": "expand"}


@attrs.frozen
class ToSpacy:
    """A ``Doc`` made from a document.

    Args:
        doc: the same text, with a group of spans for each layer, and the names as entities too.
        lost: what did not fit, in the order of the annotations; ``field`` is None where a whole annotation is missing.
    """

    doc: "Doc"
    lost: tuple[Lost, ...]


@attrs.frozen
class FromSpacy:
    """A document made from a ``Doc``.

    Args:
        document: the same text, with a layer for each group of spans, and the entities.
        lost: spans that became no annotation of their layer, in the order of the ``Doc``.
    """

    document: Document
    lost: tuple[Lost, ...]


def to_spacy(document: Document, nlp: "Language", *, policy: str = "strict") -> ToSpacy:
    """Give a document as a spaCy ``Doc``.

    Each layer is a group of ``doc.spans``. The label of a span is the type or kind that the value has, or the layer;
    names that do not overlap are ``doc.ents`` too. Values, scores, parts and sources are kept in the attributes of each
    group, the id, metadata and failures in those of a group without spans, ``doc.spans["corpuskit"]``, for
    :func:`from_spacy` to find. A ``DocBin`` keeps them too.

    Args:
        document: what is converted.
        nlp: whose tokeniser makes the tokens; no component of it runs.
        policy: what becomes of an annotation that does not begin and end with tokens: ``"strict"`` loses it,
            ``"shrink"`` and ``"grow"`` move it to the nearest tokens inside or around it.

    Raises:
        InvalidValue: when there is no such policy.
        MissingExtra: when spaCy is not installed.
    """
    if policy not in _MODES:
        raise InvalidValue(f"there is no policy {policy!r}; {did_you_mean(str(policy), _MODES)}", policy=policy)
    library = spacy()
    doc = tokenised(nlp, document.text)
    slices = [_slice(doc, item, _MODES[policy]) for item in document.annotations]
    pairs = [*zip(document.annotations, slices, strict=True)]
    placed = [(_moved(item, span), span) for item, span in pairs if span is not None]
    for label in document.annotations.labels:
        _fill(doc, label, [(item, span) for item, span in placed if item.label == label])
    named = [span for item, span in placed if item.label == _ENTITY and isinstance(item.value, EntityValue)]
    doc.ents = library.util.filter_spans(named)
    if _KEY not in doc.spans:
        doc.spans[_KEY] = []
    doc.spans[_KEY].attrs[_WHOLE] = _written(attrs.evolve(document, annotations=()))
    return ToSpacy(doc, tuple(loss for item, span in pairs for loss in _losses(item, span)))


def _fill(doc: "Doc", label: str, pairs: "list[tuple[Annotation, Slice]]") -> None:
    """Make a layer a group of spans, with what spaCy has no place for beside it."""
    doc.spans[label] = [span for _, span in pairs]
    layer = Document(doc.text, annotations=[item for item, _ in pairs])
    doc.spans[label].attrs[_KEY] = _written(layer)


def _slice(doc: "Doc", item: Annotation, mode: str) -> "Slice | None":
    if not len(item.span):
        return None
    id = getattr(item.value, "id", None)
    known = id if isinstance(id, str) else ""
    return doc.char_span(item.start, item.end, label=_label(item), kb_id=known, alignment_mode=mode)


def _label(item: Annotation) -> str:
    kind = getattr(item.value, "type", None) or getattr(item.value, "kind", None)
    return kind if isinstance(kind, str) else item.label


def _moved(item: Annotation, span: "Slice") -> Annotation:
    there = Span(span.start_char, span.end_char)
    return item if there == item.span else attrs.evolve(item, span=there, parts=())


def _losses(item: Annotation, span: "Slice | None") -> Iterator[Lost]:
    if span is None:
        empty = "it is empty, and a span of spaCy has tokens"
        yield Lost(item, None, "it does not begin and end with tokens" if len(item.span) else empty)
        return
    if (span.start_char, span.end_char) != (item.start, item.end):
        yield Lost(item, "span", f"it was moved to the tokens of Span({span.start_char}, {span.end_char})")
    if item.parts:
        yield Lost(item, "parts", "a span of spaCy has no pieces; it reaches from the first to the last")


def from_spacy(doc: "Doc", *, id: str = "document", labels: Mapping[str, str] = {}) -> FromSpacy:
    """Give a spaCy ``Doc`` as a document.

    Each group of ``doc.spans`` is a layer. Spans that :func:`to_spacy` made have again the values that they had; others
    have an :class:`~corpuskit.values.OpaqueValue` with their label, and the score that a span categoriser gave.
    ``doc.ents`` are names in the layer ``entity``, unless a group says so already. Tags, lemmas, dependencies and
    categories are no annotations of the text, and are left.

    Args:
        doc: what is converted; it stays as it is.
        id: what a document is called that does not come from :func:`to_spacy`.
        labels: the types of further labels of entities, or other ones; an empty type leaves a label out.
    """
    whole = doc.spans[_KEY].attrs.get(_WHOLE) if _KEY in doc.spans else None
    made = _read(whole, doc.text) or Document(doc.text, id=id)
    told = [told for key, group in doc.spans.items() for told in _layer(key, group, doc.text)]
    there = {item.span for item in told if isinstance(item, Annotation) and item.label == _ENTITY}
    told += (item for item in _entities(doc, types_of(labels.items())) if _place(item) not in there)
    found = [item for item in told if isinstance(item, Annotation)]
    return FromSpacy(made.with_annotations(found), tuple(item for item in told if isinstance(item, Lost)))


def _place(item: Annotation | Lost) -> Span:
    return item.span if isinstance(item, Annotation) else item.annotation.span


def _layer(key: str, group: Any, text: str) -> Iterator[Annotation | Lost]:  # Any: spaCy does not type its groups.
    """Give the annotations of a group: those that were written beside it, as far as their spans are still there."""
    made = _read(group.attrs.get(_KEY), text)
    written: dict[tuple[Span, str], list[Annotation]] = defaultdict(list)
    for item in made.annotations if made else ():
        written[item.span, _label(item)].append(item)
    scores = group.attrs.get("scores", ())
    for number, span in enumerate(group):
        place = Span(span.start_char, span.end_char)
        same = written[place, span.label_]
        score = scores[number] if len(scores) == len(group) else None
        yield same.pop(0) if same else _foreign(place, key, _opaque(span), score)


def _foreign(place: Span, key: str, value: OpaqueValue | None, score: Any) -> Annotation | Lost:  # Any: of numpy too.
    try:
        return Annotation(place, key, value, score=None if score is None else float(score))
    except InvalidValue as error:
        return Lost(Annotation(place, "span", value), None, error.message)


def _opaque(span: "Slice") -> OpaqueValue | None:
    said = {"label": span.label_, "kb_id": span.kb_id_, "id": span.id_}
    kept = {name: word for name, word in said.items() if word}
    return OpaqueValue.of(kept) if kept else None


def _entities(doc: "Doc", types: Mapping[str, str]) -> Iterator[Annotation | Lost]:
    namer = Namer()
    for entity in doc.ents:
        place = Span(entity.start_char, entity.end_char)
        type = types.get(entity.label_)
        if type:
            value = namer.value(type, entity.text, entity.label_, entity.kb_id_ or entity.ent_id_)
            yield Annotation(place, _ENTITY, value)
        else:
            yield Lost(Annotation(place, _ENTITY, _opaque(entity)), None, f"{entity.label_!r} is no label of names")


def _written(document: Document) -> str:
    """Give a document as JSON, with a digest in place of its text, which the ``Doc`` has."""
    return json.dumps({**json.loads(encode(document)), "text": _digest(document.text)})


def _read(kept: object, text: str) -> Document | None:
    """Give what was written of a document; None where nothing was, or of another text."""
    if not isinstance(kept, str):
        return None
    record = json.loads(kept)
    return decode(json.dumps({**record, "text": text}).encode()) if record["text"] == _digest(text) else None


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
