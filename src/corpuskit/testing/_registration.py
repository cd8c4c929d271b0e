"""What hypothesis calls when it is imported, so that ``st.from_type(Document)`` works.

Every program that uses hypothesis where corpuskit is installed pays for this: the classes are imported, the strategies
when one is first drawn.
"""

from functools import partial
from typing import Any

__all__ = ["register"]


def register() -> None:
    """Register the strategies of this package for its types."""
    from hypothesis import strategies as st

    for cls, name in _strategies().items():
        st.register_type_strategy(cls, partial(_strategy, name))


def _strategies() -> dict[type, str]:
    """Give the function of :mod:`corpuskit.testing.strategies` for each type."""
    from .._annotation import Annotation, Failure, Ref, Source
    from .._document import Document
    from .._layer import AnnotationSet
    from .._metadata import Metadata
    from .._span import Span
    from ..alignment import Alignment, Edit
    from ..scan import Batch
    from ..values import STANDARD, OpaqueValue

    own: dict[type, str] = {
        Alignment: "alignments",
        Annotation: "annotations",
        AnnotationSet: "annotation_sets",
        Batch: "batches",
        Document: "documents",
        Edit: "edits",
        Failure: "failures",
        Metadata: "metadata",
        Ref: "refs",
        Source: "sources",
        Span: "spans",
    }
    return own | dict.fromkeys((*STANDARD.values(), OpaqueValue), "value_of")


def _strategy(name: str, cls: type) -> Any:  # Any: a SearchStrategy; its module is not imported here.
    from hypothesis import strategies as st

    from . import strategies

    if name == "value_of":
        return strategies.value_of(cls)
    if name == "edits":
        return strategies.edits().filter(bool).flatmap(st.sampled_from)
    found = getattr(strategies, name)()
    return found.map(cls) if name == "metadata" else found
