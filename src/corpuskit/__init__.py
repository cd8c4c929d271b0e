"""corpuskit: corpora of documents and what is found in them."""

from ._annotation import Annotation, Failure, Ref, Source
from ._document import Document
from ._layer import AnnotationSet
from ._metadata import Metadata
from ._span import Allen, Span
from .hookspecs import ExtractorSpec, hookimpl

__all__ = [
    "Allen",
    "Annotation",
    "AnnotationSet",
    "Document",
    "ExtractorSpec",
    "Failure",
    "Metadata",
    "Ref",
    "Source",
    "Span",
    "hookimpl",
]
