"""corpuskit: corpora of documents and what is found in them.

The model is imported at once; what runs extractors and reads files when it is first used.
"""

from typing import TYPE_CHECKING

from ._annotation import Annotation, Failure, Ref, Source
from ._document import Document
from ._later import later
from ._layer import AnnotationSet
from ._metadata import Metadata
from ._span import Allen, Span
from .hookspecs import ExtractorSpec, hookimpl

if TYPE_CHECKING:
    from ._pipeline import Pipeline
    from ._plugins import Installed, Plugins
    from .corpus import Corpus

__all__ = [
    "Allen",
    "Annotation",
    "AnnotationSet",
    "Corpus",
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

__getattr__, __dir__ = later(
    globals(), {"Corpus": "corpus", "Installed": "_plugins", "Pipeline": "_pipeline", "Plugins": "_plugins"}
)
