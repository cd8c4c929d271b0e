"""A document of a report as JSON: its text, what is marked in it, and what each mark tells."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..._annotation import Annotation
from ..._html import language_of, shape
from ..._marks import Fragment, marks_of, nested
from ..._span import Span
from ..._summary import brief, details, summarise
from ..._visible import one_line

if TYPE_CHECKING:
    from ..._document import Document

__all__ = ["reading_of"]


def reading_of(document: "Document", items: Sequence[Annotation], groups: Sequence[int]) -> dict[str, Any]:
    """Give what the script draws a document from; all offsets are in UTF-16 units, as those of JavaScript.

    Args:
        document: the document.
        items: the annotations to show, in the document's order.
        groups: the group of each of them.
    """
    numbers = {id(item): number for number, item in enumerate(items)}
    tree = nested(marks_of(items, len(document.text)), len(document.text))
    return {
        "text": document.text,
        "language": language_of(document),
        "metadata": [[one_line(name), one_line(str(value), 500)] for name, value in document.metadata.items()],
        "failures": [one_line(f"{f.extractor} {f.version}: {f.error}: {f.message}", 500) for f in document.failures],
        "annotations": [_told(document, item, group) for item, group in zip(items, groups, strict=True)],
        "marks": list(_marks(document, tree, numbers)),
    }


def _told(document: "Document", item: Annotation, group: int) -> list[Any]:
    """Give group, pieces, value, label beside the text, fields, and score where there is one."""
    pairs = [[one_line(name), one_line(text, 300)] for name, text in details(item, document)]
    told: list[Any] = [
        group,
        [_units(document, piece) for piece in item.pieces],
        one_line(summarise(item, document), 300),
        one_line(brief(item, document)),
        pairs,
    ]
    return told if item.score is None else [*told, round(item.score, 4)]


def _marks(document: "Document", tree: Fragment, numbers: dict[int, int]) -> Iterator[list[Any]]:
    """Give fragments from the outside inwards: depth, place, number of the annotation, look, height and role."""
    stack = [(child, 1) for child in reversed(tree.children)]
    while stack:
        fragment, depth = stack.pop()
        mark = fragment.mark
        assert mark is not None  # That of the tree alone is None.
        look = " ".join(shape(fragment, mark))
        place = _units(document, Span(fragment.start, fragment.end))
        row = [depth, *place, numbers[id(mark.annotation)], look, fragment.height]
        yield row if mark.role is None else [*row, one_line(mark.role)]
        stack += [(child, depth + 1) for child in reversed(fragment.children)]


def _units(document: "Document", span: Span) -> list[int]:
    units = span if document.text.isascii() else document.offsets.to_utf16(span)
    return [units.start, units.end]
