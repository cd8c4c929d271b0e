"""A batch of documents, and annotations of many documents as columns."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import index
from typing import TYPE_CHECKING, Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._span import Span
from ..errors import InvalidValue

if TYPE_CHECKING:
    from ._scan import Scan
    from ._vocabulary import Vocabulary

__all__ = ["Batch", "Columns"]


@attrs.frozen(eq=False)
class Columns:
    """Annotations of a batch as parallel columns: row ``i`` is one annotation.

    Args:
        label: one label for all rows, or one a row.
        doc: the number of the document in the batch.
        start: offsets in code points.
        end: offsets in code points, exclusive.
        value: one value a row, or empty where there is none.
        score: one score a row, or empty where there is none.
        parts: one tuple of spans a row, or empty where no annotation is discontinuous.

    Raises:
        InvalidValue: when the columns differ in length.
    """

    label: str | Sequence[str]
    doc: Sequence[int]
    start: Sequence[int]
    end: Sequence[int]
    value: Sequence[Any] = ()
    score: Sequence[float | None] = ()
    parts: Sequence[tuple[Span, ...]] = ()

    def __attrs_post_init__(self) -> None:
        rows = len(self.doc)
        for name in ("label", "start", "end", "value", "score", "parts"):
            column = getattr(self, name)
            optional = name in ("value", "score", "parts") and len(column) == 0
            if not isinstance(column, str) and not optional and len(column) != rows:
                raise InvalidValue(f"column {name!r} has {len(column)} rows, 'doc' has {rows}", column=name)

    def __len__(self) -> int:
        return len(self.doc)

    @classmethod
    def of(cls, annotations: Iterable[tuple[int, Annotation]]) -> "Columns":
        """Give the columns of annotations that come with the numbers of their documents."""
        rows = list(annotations)
        items = [item for _, item in rows]
        return cls(
            label=[item.label for item in items],
            doc=[number for number, _ in rows],
            start=[item.start for item in items],
            end=[item.end for item in items],
            value=[item.value for item in items],
            score=[item.score for item in items],
            parts=[item.parts for item in items],
        )

    def by_document(self, count: int) -> list[list[Annotation]]:
        """Give the annotations of each of ``count`` documents, in the order of the rows.

        Raises:
            InvalidValue: when a row names a document that is not there, or holds an invalid annotation.
        """
        found: list[list[Annotation]] = [[] for _ in range(count)]
        for row, number in enumerate(self.doc):
            if not 0 <= number < count:
                raise InvalidValue(f"row {row} is of document {number}, in a batch of {count}", row=row)
            found[number].append(self._annotation(row))
        return found

    def _annotation(self, row: int) -> Annotation:
        label = self.label if isinstance(self.label, str) else self.label[row]
        value = self.value[row] if len(self.value) else None
        score = self.score[row] if len(self.score) else None
        parts = self.parts[row] if len(self.parts) else ()
        # Columns may be numpy arrays, whose items are no Python integers; a float is no offset.
        span = Span(index(self.start[row]), index(self.end[row]))
        return Annotation(span, label, value, parts, None if score is None else float(score))


class Batch:
    """Documents that an extractor works on together, with the layers that it declared."""

    def __init__(self, documents: Iterable[Document], *, vocabulary: "Vocabulary | None" = None) -> None:
        self.documents = tuple(documents)
        self._vocabulary = vocabulary
        self._layers: dict[str, Columns] = {}

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        return f"<Batch of {len(self)} documents, {sum(map(len, self.texts))} code points>"

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts, in the order of the documents."""
        return tuple(document.text for document in self.documents)

    @cached_property
    def scan(self) -> "Scan":
        """The texts, scanned: tokens, known words, quotation marks, as columns."""
        from ._scan import Scan

        return Scan(self.texts, self._vocabulary)

    def layer(self, label: str) -> Columns:
        """Give a layer of all documents, in the order of the documents and in them by position."""
        if label not in self._layers:
            rows = ((n, item) for n, document in enumerate(self.documents) for item in document[label])
            self._layers[label] = Columns.of(rows)
        return self._layers[label]
