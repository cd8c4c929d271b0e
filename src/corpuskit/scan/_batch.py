"""A batch of documents, and annotations of many documents as columns."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from operator import index, le
from typing import TYPE_CHECKING, Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._profile import Profile
from .._rows import Rows
from .._span import Span
from ..errors import InvalidValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ._scan import Scan
    from ._vocabulary import Vocabulary

__all__ = ["Batch", "Columns", "items_of", "whole_numbers"]


def _integers(given: "Sequence[int] | NDArray[np.integer[Any]]") -> Sequence[int]:
    # The parameter is wider than what readers are told: arrays of numpy are no Sequence to a type checker.
    return given  # type: ignore[return-value]


def _scores(given: "Sequence[float | None] | NDArray[np.number[Any]]") -> Sequence[float | None]:
    return given  # type: ignore[return-value]


def _labels(given: "str | Sequence[str] | NDArray[np.str_]") -> str | Sequence[str]:
    return given  # type: ignore[return-value]


@attrs.frozen(eq=False)
class Columns:
    """Annotations of a batch as parallel columns: row ``i`` is one annotation.

    Lists, tuples, arrays and numpy arrays serve as columns alike. The rows stand in any order; those in the order of
    their documents cost least.

    Args:
        label: one label for all rows, or one a row.
        doc: the number of the document in the batch.
        start: offsets in code points.
        end: offsets in code points, exclusive.
        value: one value a row, or empty where there is none. Rows may share a value, which is then checked once.
        score: one score a row, or empty where there is none.
        parts: one tuple of spans a row, or empty where no annotation is discontinuous.

    Raises:
        InvalidValue: when the columns differ in length.
    """

    label: str | Sequence[str] = attrs.field(converter=_labels)
    doc: Sequence[int] = attrs.field(converter=_integers)
    start: Sequence[int] = attrs.field(converter=_integers)
    end: Sequence[int] = attrs.field(converter=_integers)
    value: Sequence[Any] = ()
    score: Sequence[float | None] = attrs.field(default=(), converter=_scores)
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
        return cls._of_rows([number for number, _ in rows], Rows.of([item for _, item in rows]))

    @classmethod
    def _of_rows(cls, doc: list[int], rows: Rows) -> "Columns":
        return cls(rows.label, doc, rows.start, rows.end, rows.value, rows.score, rows.parts)

    def ranges(self, count: int) -> list[range]:
        """Give the numbers of the rows of each of ``count`` documents, in O(documents · log rows).

        Raises:
            InvalidValue: when the rows do not stand in the order of the documents; those of :meth:`Batch.layer` do.
        """
        doc = whole_numbers(self.doc, "doc")
        if not all(map(le, doc, islice(doc, 1, None))):
            raise InvalidValue("the rows do not stand in the order of their documents; sort them by 'doc'")
        places = [bisect_left(doc, number) for number in range(count + 1)]
        return list(map(range, places, places[1:]))

    def by_document(self, count: int) -> list[list[Annotation]]:
        """Give the annotations of each of ``count`` documents, in the order of the rows.

        Raises:
            InvalidValue: when a row names a document that is not there, or holds an invalid annotation.
        """
        found: list[list[Annotation]] = [[] for _ in range(count)]
        for row, number in enumerate(whole_numbers(self.doc, "doc")):
            if not 0 <= number < count:
                raise InvalidValue(f"row {row} is of document {number}, in a batch of {count}", row=row)
            found[number].append(self._annotation(row))
        return found

    def _annotation(self, row: int) -> Annotation:
        label = self.label if isinstance(self.label, str) else str(self.label[row])
        value = self.value[row] if len(self.value) else None
        score = self.score[row] if len(self.score) else None
        parts = self.parts[row] if len(self.parts) else ()
        # Columns may be numpy arrays, whose items are no Python integers; a float is no offset.
        (start,), (end,) = whole_numbers([self.start[row]], "start"), whole_numbers([self.end[row]], "end")
        return Annotation(Span(start, end), label, value, parts, None if score is None else float(score))


def items_of(column: Sequence[Any]) -> list[Any]:  # Any: columns are of all types.
    """Give a column as a list of Python objects, whatever it is; a list as it is."""
    if isinstance(column, list):
        return column
    # Arrays make Python objects of all their items at once.
    return column.tolist() if hasattr(column, "tolist") else list(column)


def whole_numbers(column: Sequence[int], name: str) -> list[int]:
    """Give a column as a list of Python integers.

    Raises:
        InvalidValue: when it holds anything else, such as 1.0 or True.
    """
    items = items_of(column)
    kinds = set(map(type, items))
    if kinds <= {int}:
        return items
    if bool not in kinds:
        try:
            return [int(index(item)) for item in items]
        except TypeError:
            pass
    wrong = next((item for item in items if isinstance(item, bool) or not hasattr(item, "__index__")), items)
    raise InvalidValue(f"column {name!r} holds {wrong!r}, which is no integer; convert it with int()", column=name)


class Batch:
    """Documents that an extractor works on together, with the layers that it declared.

    Args:
        documents: the documents, in order.
        vocabulary: the words that the scan looks up; none by default.
    """

    def __init__(self, documents: Iterable[Document], *, vocabulary: "Vocabulary | None" = None) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        self._vocabulary = vocabulary
        self._layers: dict[str, Columns] = {}
        # The batch whose scan this one shares. No method of its own is kept: a batch in a cycle of references would
        # outlive its run, with all its columns, until the collector comes by.
        self._scanned: Batch | None = None
        self._parts: dict[tuple[int, ...], Batch] = {}
        self._profile: Profile | None = None

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
        """The scan of the texts, with tokens, known words and quotation marks as columns.

        It is made once for all extractors of a pipeline that run on the same documents.
        """
        if self._scanned is not None:
            return self._scanned.scan
        if self._profile is None:
            return self._scan()
        with self._profile.measure(Profile.SCAN):
            found = self._scan()
            _ = found.words
        return found

    def _scan(self) -> "Scan":
        from ._scan import Scan

        return Scan(self.texts, self._vocabulary)

    def _profiled(self, profile: Profile) -> None:
        """Count the time of the scan apart; the words of the texts are then looked up at once."""
        self._profile = profile

    def _part(self, views: Iterable[Document], rows: tuple[int, ...]) -> "Batch":
        """Give a batch of the documents in these rows, as an extractor sees them; equal rows share one scan."""
        new = self._of(views)
        new._profile = self._profile
        owner = self if len(rows) == len(self) else self._parts.setdefault(rows, new)
        new._scanned = None if owner is new else owner
        return new

    def _of(self, documents: Iterable[Document]) -> "Batch":
        """Give a batch of other documents, whose scan looks up the same words."""
        return Batch(documents, vocabulary=self._vocabulary)

    def respaced(self, texts: Sequence[str]) -> "Batch":
        """Give a batch of the same documents, read as texts that differ from theirs in white space only.

        Each text is as long as it was; the tokens are the same, and not looked for again.
        """
        new = self._of(self.documents)
        new.texts = tuple(texts)
        new.scan = self.scan.respaced(new.texts)
        return new

    def masked(self, texts: Sequence[str], vocabulary: "Vocabulary | None" = None) -> "Batch":
        """Give a batch of the same documents, read as texts in which some of theirs is masked.

        Each text is as long as it was; its tokens are looked for anew, and looked up in a vocabulary of their own.
        """
        new = Batch(self.documents, vocabulary=vocabulary)
        new.texts = tuple(texts)
        return new

    def layer(self, label: str) -> Columns:
        """Give a layer of all documents, in the order of the documents and in them by position.

        :meth:`Columns.ranges` says which rows a document has. No annotation is made for it. To calculate with a
        column, make an array of it, ``np.asarray(layer.start)``.

        Raises:
            UndeclaredLayer: when an extractor asks that runs in a pipeline, and does not declare the layer.
        """
        if label not in self._layers:
            self._layers[label] = self._columns(label)
        return self._layers[label]

    def _columns(self, label: str) -> Columns:
        doc: list[int] = []
        found = Rows([], [], [], [], [], [], [])
        for number, document in enumerate(self.documents):
            rows = document.annotations._layers.get(label)
            if rows is None:
                document.annotations._absent(label)
            else:
                doc += [number] * len(rows)
                for column, items in zip(found.columns, rows.columns, strict=True):
                    column += items
        return Columns._of_rows(doc, found)
