"""corpuskit: corpora of documents and what is found in them.

Every name and every public module is imported when it is first used, so that ``import corpuskit`` itself costs nothing.
"""

from typing import TYPE_CHECKING

from ._later import later

if TYPE_CHECKING:
    from . import alignment as alignment
    from . import conflicts as conflicts
    from . import corpus as corpus
    from . import errors as errors
    from . import evaluation as evaluation
    from . import formats as formats
    from . import hookspecs as hookspecs
    from . import offsets as offsets
    from . import rules as rules
    from . import scan as scan
    from . import testing as testing
    from . import values as values
    from . import view as view
    from ._annotation import Annotation, Failure, Ref, Source
    from ._document import Document
    from ._layer import AnnotationSet
    from ._metadata import Metadata
    from ._pipeline import Pipeline
    from ._plugins import Installed, InstalledFormat, Plugins
    from ._profile import Profile
    from ._span import Allen, Span
    from .corpus import Corpus
    from .hookspecs import ExtractorSpec, FormatSpec, hookimpl

__all__ = [
    "Allen",
    "Annotation",
    "AnnotationSet",
    "Corpus",
    "Document",
    "ExtractorSpec",
    "Failure",
    "FormatSpec",
    "Installed",
    "InstalledFormat",
    "Metadata",
    "Pipeline",
    "Plugins",
    "Profile",
    "Ref",
    "Source",
    "Span",
    "hookimpl",
]

if not TYPE_CHECKING:  # A type checker would take every name for one that is there.
    __getattr__, __dir__ = later(
        globals(),
        {
            **dict.fromkeys(("Annotation", "Failure", "Ref", "Source"), "_annotation"),
            **{"AnnotationSet": "_layer", "Corpus": "corpus", "Document": "_document", "Metadata": "_metadata"},
            **dict.fromkeys(("Allen", "Span"), "_span"),
            **dict.fromkeys(("ExtractorSpec", "FormatSpec", "hookimpl"), "hookspecs"),
            **dict.fromkeys(("Installed", "InstalledFormat", "Plugins"), "_plugins"),
            **{"Pipeline": "_pipeline", "Profile": "_profile"},
        },
        submodules=(
            *("alignment", "conflicts", "corpus", "engines", "errors", "evaluation", "formats", "hookspecs", "offsets"),
            *("rules", "scan", "testing", "values", "view"),
        ),
    )
