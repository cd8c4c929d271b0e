"""Hypothesis strategies for hostile text, spans, values, annotations, documents and edits.

They are registered with hypothesis: ``st.from_type(Document)``, and ``@given(...)`` on a function whose parameters are
typed so, work without an import of this module. All shrink to the plain and short: to few items, to short text, to
offsets near 0, to fields at their defaults.
"""

try:
    import hypothesis as _hypothesis
except ImportError as _error:
    from ...errors import missing_extra

    raise missing_extra("hypothesis", "testing") from _error

from ._edits import alignments, edits
from ._model import (
    annotation_sets,
    annotations,
    batches,
    documents,
    failures,
    layers,
    metadata,
    refs,
    sources,
    spans,
    values,
)
from ._texts import HOSTILE, texts
from ._values import configs, value_of

__all__ = [
    "HOSTILE",
    "alignments",
    "annotation_sets",
    "annotations",
    "batches",
    "configs",
    "documents",
    "edits",
    "failures",
    "layers",
    "metadata",
    "refs",
    "sources",
    "spans",
    "texts",
    "value_of",
    "values",
]

del _hypothesis
