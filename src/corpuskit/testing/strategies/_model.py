"""Annotations, documents and what they are made of."""

import functools
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from ..._annotation import Annotation, Failure, Source
from ..._document import Document
from ..._layer import AnnotationSet
from ..._plugins import Plugins
from ..._span import Span
from ...scan import Batch
from ...values import STANDARD
from ._texts import texts
from ._values import opaque, refs, spans, value_of

__all__ = [
    "annotation_sets",
    "annotations",
    "batches",
    "documents",
    "failures",
    "layers",
    "metadata",
    "refs",
    "sources",
    "spans",
    "values",
]

_WORDS = st.sampled_from(["a", "b", "corpuskit-dates", "1.0", "é"])


def values(label: str, length: int = 100, *, plugins: Plugins | None = None) -> st.SearchStrategy[Any]:
    """Give values of a layer, of its class where that is known, as :func:`value_of` does; opaque ones otherwise.

    They shrink to the defaults of their fields, opaque ones to an empty object.

    Args:
        label: the layer.
        length: code points of the text; spans and references lie in it.
        plugins: where the classes of layers that are not standard are looked up.
    """
    cls = STANDARD.get(label) or (plugins.value_class(label) if plugins else None)
    return value_of(cls, length) if cls else opaque()


def sources() -> st.SearchStrategy[Source]:
    """Give sources; few different ones, so that annotations share them. Their fields shrink to ``a``."""
    return st.builds(Source, _WORDS, _WORDS, _WORDS, _WORDS, _WORDS)


def failures() -> st.SearchStrategy[Failure]:
    """Give failures, with hostile messages, which shrink to none."""
    return st.builds(Failure, _WORDS, _WORDS, _WORDS, _WORDS, texts(8))


def metadata() -> st.SearchStrategy[dict[str, Any]]:
    """Give metadata: JSON of any shape by hostile keys, often with a date or a language; it shrinks to none at all."""
    return _metadata()


@functools.cache
def _metadata() -> st.SearchStrategy[dict[str, Any]]:
    leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    json = st.recursive(
        leaves | texts(8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(8), inner, max_size=3),
        max_leaves=6,
    )
    known = st.fixed_dictionaries(
        {}, optional={"date": st.dates().map(str), "language": st.sampled_from(["en", "en-GB", "de", "zh-Hant"])}
    )
    return st.builds(lambda free, named: {**free, **named}, st.dictionaries(texts(8), json, max_size=4), known)


def annotations(
    length: int = 100, label: str | None = None, *, plugins: Plugins | None = None
) -> st.SearchStrategy[Annotation]:
    """Give annotations of a text with this many code points, empty and discontinuous ones too.

    They shrink to one without value, parts, score and source at the start of the text.

    Args:
        length: code points of the text; all that points into it lies in it.
        label: the layer; a standard one, or ``other`` with opaque values, by default.
        plugins: where the classes of values are looked up.
    """
    return st.one_of([_annotations(length, name, plugins) for name in (_LABELS if label is None else (label,))])


_LABELS = (*STANDARD, "other")


@functools.lru_cache(maxsize=1024)
def _annotations(length: int, label: str, plugins: Plugins | None) -> st.SearchStrategy[Annotation]:
    cuts = st.lists(st.integers(0, length), min_size=4, max_size=6)
    place = spans(length).map(lambda span: (span,)) | cuts.map(_parts)
    value = st.none() | values(label, length, plugins=plugins)
    return st.builds(_annotation, st.just(label), place, value, st.none() | st.floats(0, 1), st.none() | sources())


def _parts(cuts: list[int]) -> tuple[Span, ...]:
    ordered = sorted(cuts)
    return tuple(Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False))


def _annotation(
    label: str, pieces: tuple[Span, ...], value: object, score: float | None, source: Source | None
) -> Annotation:
    hull = Span(pieces[0].start, pieces[-1].end)
    return Annotation(hull, label, value, pieces if len(pieces) > 1 else (), score, source)


def layers(
    length: int = 100, label: str = "date", *, max_size: int = 6, plugins: Plugins | None = None
) -> st.SearchStrategy[AnnotationSet]:
    """Give layers: annotations of one label in a text with this many code points; they shrink to the empty one.

    Overlaps, nesting and annotations of the same span are likely.

    Args:
        length: code points of the text.
        label: the layer.
        max_size: the most annotations.
        plugins: where the class of its values is looked up.
    """
    items = annotations(length, label, plugins=plugins)
    return st.lists(items, max_size=max_size).map(AnnotationSet)


def annotation_sets(
    length: int = 100, *, labels: Sequence[str] = (), max_size: int = 6, plugins: Plugins | None = None
) -> st.SearchStrategy[AnnotationSet]:
    """Give annotations of several layers in a text with this many code points; they shrink to the empty set.

    Args:
        length: code points of the text.
        labels: the layers; the standard ones and ``other`` where there is none.
        max_size: the most annotations.
        plugins: where the classes of values are looked up.
    """
    items = st.one_of([annotations(length, label, plugins=plugins) for label in labels or (None,)])
    return st.lists(items, max_size=max_size).map(AnnotationSet)


def documents(
    max_size: int = 40, *, labels: Sequence[str] = (), plugins: Plugins | None = None
) -> st.SearchStrategy[Document]:
    """Give documents with annotations, sources, failures, metadata and keys of a file that have no meaning here.

    They shrink to a document with the empty text and nothing else.

    Args:
        max_size: the most code points of the text.
        labels: the layers of its annotations; the standard ones and ``other`` where there is none.
        plugins: where the classes of values are looked up.
    """
    return _documents(max_size, tuple(labels), plugins)


@st.composite
def _documents(draw: st.DrawFn, max_size: int, labels: Sequence[str], plugins: Plugins | None) -> Document:
    text = draw(texts(max_size))
    items = draw(annotation_sets(len(text), labels=labels, plugins=plugins))
    return Document(
        text,
        id=draw(st.just("document") | st.text("abc/_.-é", min_size=1, max_size=8)),
        metadata=draw(metadata()),
        annotations=items,
        sources=sorted({item.source for item in items if item.source} | set(draw(st.lists(sources(), max_size=1)))),
        failures=draw(st.lists(failures(), max_size=2)),
        extra=draw(metadata()),
    )


def batches(max_size: int = 40) -> st.SearchStrategy[Batch]:
    """Give batches of up to four documents with texts of at most this many code points; they shrink to none."""
    return st.lists(documents(max_size), max_size=4).map(Batch)
