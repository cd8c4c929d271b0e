"""corpuskit: corpora of documents and what is found in them."""

from ._annotation import Annotation, Failure, Ref, Source
from ._document import Document
from ._layer import AnnotationSet
from ._metadata import Metadata
from ._pipeline import Pipeline
from ._plugins import Installed, Plugins
from ._span import Allen, Span
from .hookspecs import ExtractorSpec, hookimpl

__all__ = [
    "Allen",
    "Annotation",
    "AnnotationSet",
    "Document",
    "ExtractorSpec",
    "Failure",
    "Installed",
    "Metadata",
    "Pipeline",
    "Plugins",
    "Ref",
    "Source",
    "Span",
    "hookimpl",
]
