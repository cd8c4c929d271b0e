"""Document: a text that never changes, and what was found in it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import le
from typing import Any

import attrs

from ._annotation import Annotation, Failure, Ref, Source
from ._layer import AnnotationSet
from ._metadata import Metadata, check_storable
from ._pointers import ends_in, spans_in
from ._span import Span
from .alignment import Alignment, Carried, Edit, Lost, edited
from .alignment._alignment import Origin
from .alignment._edits import in_order
from .errors import InvalidValue, NotFound, OffsetError
from .offsets import Offsets

__all__ = ["Document"]


def _annotations(given: "AnnotationSet | Iterable[Annotation]") -> AnnotationSet:
    return given if isinstance(given, AnnotationSet) else AnnotationSet(given)


def _sources(given: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(given)


def _failures(given: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(given)


def _metadata(given: Mapping[str, Any]) -> Metadata:
    return given if isinstance(given, Metadata) else Metadata(given)


def _as_origin(given: object) -> Origin:
    # The parameter is wider than what is kept: how a document was made is shown by ``alignment`` and ``lost`` alone.
    if not isinstance(given, Origin):
        raise InvalidValue(f"a document's origin is made by map_text, not given: {given!r:.80}")
    return given


@attrs.frozen(slots=False, repr=False)
class Document:
    """A text with its id, metadata and annotations; immutable, hashable, equal by value.

    Args:
        text: any text that can be stored as UTF-8; kept as it is.
        id: unique in its corpus.
        metadata: JSON values by name; ``date`` (ISO 8601) and ``language`` (BCP 47) have a meaning for extractors.
        annotations: in any order.
        sources: one for every extractor that ran on the document, also without a result.
        failures: one for every extractor that failed on it.
        extra: keys of the file it was read from that have no meaning here; written back unchanged.
        origin: the text that it was made from by :meth:`map_text`; neither written to files nor compared.

    Raises:
        InvalidValue: when the text holds a lone surrogate, or the id is empty.
        OffsetError: when an annotation ends after the text.
    """

    text: str = attrs.field()
    id: str = attrs.field(default="document", kw_only=True)
    metadata: Metadata = attrs.field(factory=Metadata, converter=_metadata, kw_only=True)
    annotations: AnnotationSet = attrs.field(factory=AnnotationSet, converter=_annotations, kw_only=True)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_sources, kw_only=True)
    failures: tuple[Failure, ...] = attrs.field(default=(), converter=_failures, kw_only=True)
    extra: Metadata = attrs.field(factory=Metadata, converter=_metadata, kw_only=True)
    _origin: Origin = attrs.field(default=Origin(), converter=_as_origin, kw_only=True, eq=False)

    @text.validator
    def _check_text(self, attribute: object, text: object) -> None:
        if not isinstance(text, str):
            raise InvalidValue(f"a document's text is a string, not {type(text).__name__}", document=self.id)
        check_storable(text, f"document {self.id!r}: the text", document=self.id)

    @id.validator
    def _check_id(self, attribute: object, value: object) -> None:
        if not isinstance(value, str) or not value:
            raise InvalidValue(f"a document's id is a string and not empty; not {value!r}", document=value)
        check_storable(value, "a document's id")

    @annotations.validator
    def _check_annotations(self, attribute: object, annotations: AnnotationSet) -> None:
        if not len(annotations):
            return
        length = len(self.text)
        if not all(map(le, annotations.starts, annotations.ends)):
            for item in annotations:
                Span(item.start, item.end)
        # Whole columns at once: which annotation it is matters only where there is one.
        if all(max(ends, default=0) <= length for ends in (annotations.ends, *ends_in(annotations._values))):
            return
        for item in annotations:
            for span in (item.span, *spans_in(item.value)):
                if span.end > length:
                    where = "" if span is item.span else f" points at {span!r}, which"
                    raise OffsetError(
                        f"document {self.id!r}: {item.label} {item.span!r}{where} ends after the text of "
                        f"{length} code points",
                        document=self.id,
                        span=span,
                    )

    @_origin.validator
    def _check_origin(self, attribute: object, origin: Origin) -> None:
        if origin.alignment is not None and origin.alignment.target_length != len(self.text):
            raise OffsetError(
                f"document {self.id!r} has a text of {len(self.text)} code points, but was made by an alignment that "
                f"leads to one of {origin.alignment.target_length}; change a text with map_text",
                document=self.id,
            )

    def __repr__(self) -> str:
        start = self.text if len(self.text) <= 40 else self.text[:39] + "…"
        return f"<Document {self.id!r}: {start!r}, {len(self.text)} code points, {self.annotations!r}>"

    def _repr_html_(self) -> str:
        from ._html import document_html

        return document_html(self, limit=20_000)

    def __getitem__(self, label: str) -> AnnotationSet:
        """Give the layer with this label; empty where nothing has it.

        Raises:
            UndeclaredLayer: when an extractor asks that runs in a pipeline, and does not declare the layer.
        """
        layer = self._layers.get(label)
        return self.annotations._absent(label) if layer is None else layer

    @cached_property
    def _layers(self) -> Mapping[str, AnnotationSet]:
        return self.annotations.by_label()

    def __getstate__(self) -> dict[str, Any]:
        # The fields alone, without what was computed of them.
        return {name: self.__dict__[name] for name in _FIELDS}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    @cached_property
    def offsets(self) -> Offsets:
        """Conversions of offsets to and from UTF-8 bytes and UTF-16 units."""
        return Offsets(self.text)

    def text_of(self, item: Annotation | Span) -> str:
        """Give the text of an annotation or span; the parts of a discontinuous one are joined by ``…``.

        Raises:
            OffsetError: when it ends after the text.
        """
        pieces = item.pieces if isinstance(item, Annotation) else (item,)
        return "…".join(piece.text_of(self.text) for piece in pieces)

    # --- keys and references

    @cached_property
    def _keys(self) -> Mapping[str, Annotation]:
        keys: dict[str, Annotation] = {}
        seen: Counter[str] = Counter()
        for item in self.annotations:
            stem = f"{item.label}@{item.start}-{item.end}"
            seen[stem] += 1
            keys[stem if seen[stem] == 1 else f"{stem}#{seen[stem]}"] = item
        return keys

    @cached_property
    def _keys_of(self) -> Mapping[Annotation, str]:
        return {item: key for key, item in self._keys.items()}

    def key(self, annotation: Annotation) -> str:
        """Give the stable text id of an annotation, such as ``date@3-12``; ``#2`` is added for the second there.

        Raises:
            NotFound: when the annotation is not in this document.
        """
        try:
            return self._keys_of[annotation]
        except KeyError:
            message = f"document {self.id!r} does not have {annotation!r}"
            raise NotFound(message, document=self.id) from None

    def by_key(self, key: str) -> Annotation:
        """Give the annotation that :meth:`key` gave ``key`` for.

        Raises:
            NotFound: when there is none.
        """
        try:
            return self._keys[key]
        except KeyError:
            raise NotFound(f"document {self.id!r} has no annotation {key!r}", document=self.id, key=key) from None

    def resolve(self, ref: Ref) -> tuple[Annotation, ...]:
        """Give all annotations that a reference points at, in order; none where it dangles."""
        return tuple(self[ref.label].at_span(ref.span))

    # --- derived documents

    def _derive(self, **changes: Any) -> "Document":
        """Give a copy with other fields, without validation: for fields that are right by construction."""
        new = object.__new__(Document)
        new.__dict__.update(self.__getstate__() if len(self.__dict__) > len(_FIELDS) else self.__dict__)
        new.__dict__.update(changes)
        return new

    def with_annotations(self, annotations: Iterable[Annotation]) -> "Document":
        """Give this document with these annotations besides its own."""
        return attrs.evolve(self, annotations=AnnotationSet([*self.annotations, *annotations]))

    def without(self, *labels: str) -> "Document":
        """Give this document without the layers that have these labels.

        The record of an extractor goes with the last of its annotations, so that a pipeline runs it again.
        """
        layers = self.annotations._layers
        kept = {label: rows for label, rows in layers.items() if label not in labels}
        left = set().union(*(rows.sources for rows in kept.values()))
        gone = set().union(*(layers[label].sources for label in labels if label in layers)) - left
        return self._derive(
            annotations=AnnotationSet._from_layers(kept),
            sources=tuple(source for source in self.sources if source not in gone),
        )

    def with_metadata(self, **changes: Any) -> "Document":
        """Give this document with these metadata besides or in place of its own."""
        return attrs.evolve(self, metadata={**self.metadata, **changes})

    # --- texts that change

    @property
    def alignment(self) -> Alignment:
        """The way from the text that this one was first made from by :meth:`map_text`; the identity where none was.

        Kept in memory and by pickling, but not in files; it has no part in equality.
        """
        return self._origin.alignment or Alignment.identity(len(self.text))

    @property
    def lost(self) -> tuple[Lost, ...]:
        """What :meth:`map_text` and :meth:`mapped_back` could not carry so far, in order; kept as the alignment is."""
        return self._origin.lost

    def map_text(
        self, change: Iterable[Edit] | Callable[[str], Iterable[Edit]], *, policy: str = "strict"
    ) -> "Document":
        """Give this document with another text, and its annotations carried there.

        What could not be carried is in ``lost`` of the result, and ``alignment`` leads from the first text to the new
        one. Sources and failures stay, for what they say about the annotations; as they name the old text, a pipeline
        runs its extractors again. An edit that puts the same text in place changes nothing, and is left out.

        Args:
            change: edits, whose spans all count in this text; or a function that gives edits for a text.
            policy: ``"strict"``, ``"shrink"`` or ``"grow"``; see :meth:`corpuskit.alignment.Alignment.carry`.

        Raises:
            OffsetError: when two edits overlap, or one ends after the text.
            InvalidValue: when what is given are no edits, there is no such policy, or the new text cannot be stored as
                UTF-8.

        >>> from corpuskit.alignment import Edit
        >>> document = Document("Bravo & all", annotations=[Annotation(Span(8, 11), "who")])
        >>> mapped = document.map_text([Edit(Span(6, 7), "to")])
        >>> mapped.text, mapped["who"][0].span
        ('Bravo to all', Span(9, 12))
        """
        given = change(self.text) if callable(change) else change
        edits = [edit for edit in in_order(given, len(self.text)) if edit.text != edit.span.text_of(self.text)]
        alignment = Alignment.of(len(self.text), edits)
        carried = alignment.carry(self.annotations, policy=policy)
        origin = self._origin_after(alignment, carried)
        return attrs.evolve(self, text=edited(self.text, edits), annotations=carried.annotations, origin=origin)

    def _origin_after(self, alignment: Alignment, carried: Carried) -> Origin:
        origin, lost = self._origin, self.lost + carried.lost
        if origin.alignment is None:
            return Origin(alignment, _digest(self.text), lost, (), carried.pairs)
        before, now = {then for _, then in origin.pairs}, dict(carried.pairs)
        since = origin.lost_since + tuple(loss for loss in carried.lost if loss.annotation not in before)
        pairs = tuple((first, now[then]) for first, then in origin.pairs if then in now)
        return Origin(origin.alignment.compose(alignment), origin.digest, lost, since, pairs)

    def mapped_back(self, original: "Document", *, policy: str = "grow") -> "Document":
        """Give the original with what is on this document, which was made from it by :meth:`map_text`.

        Annotations that came from the original are again what they were there; those found since are carried back.
        What could not be carried to this text stays on the original, unless its extractor has run again since; what
        was taken away here is taken away there. Sources and failures are those of this document; ``lost`` says what
        could not be carried back, and what was found on the way and lost by a later change.

        Args:
            original: the document that was mapped first.
            policy: ``"strict"``, ``"shrink"`` or ``"grow"``; see :meth:`corpuskit.alignment.Alignment.carry`.

        Raises:
            InvalidValue: when there is no such policy, or this document was not made from the original's text; nor is
                that known of one that was read from a file.
        """
        self._check_original(original)
        way = self._origin if self._origin.alignment is not None else self.map_text([])._origin
        here, came = set(self.annotations), {first for first, _ in way.pairs}
        known = {now: first for first, now in way.pairs}
        still = [first for first, now in way.pairs if now in here]
        renewed = {*original.sources} - {*self.sources}
        stayed = [item for item in original.annotations if item not in came and item.source not in renewed]
        back = self.alignment._bring_back(self.annotations, policy, known, stayed)
        return attrs.evolve(
            original,
            annotations=AnnotationSet([*back.annotations, *still, *stayed]),
            sources=self.sources,
            failures=self.failures,
            origin=attrs.evolve(original._origin, lost=original.lost + way.lost_since + back.lost),
        )

    def _check_original(self, original: "Document") -> None:
        if _digest(original.text) == (self._origin.digest or _digest(self.text)):
            return
        if self._origin.alignment is None:
            message = (
                f"document {self.id!r} does not know how it was made from {original.id!r}: an alignment is not kept in "
                "files; map the original again"
            )
        else:
            message = f"document {self.id!r} was not made from {original.id!r}, whose text is another"
        raise InvalidValue(message, document=self.id, original=original.id)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


_FIELDS = tuple(field.name for field in attrs.fields(Document))
