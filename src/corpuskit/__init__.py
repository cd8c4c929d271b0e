"""corpuskit: corpora of documents and what is found in them.

The model is imported at once; what runs extractors and reads files when it is first used.
"""

from typing import TYPE_CHECKING

from ._annotation import Annotation, Failure, Ref, Source
from ._document import Document
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

_LATER = {"Corpus": "corpus", "Installed": "_plugins", "Pipeline": "_pipeline", "Plugins": "_plugins"}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f".{_LATER[name]}", __name__), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
