"""Edits that fit a text, and the alignments that they make."""

from functools import partial

from hypothesis import strategies as st

from ..._span import Span
from ...alignment import Alignment, Edit
from ._texts import texts

__all__ = ["alignments", "edits"]

_Moves = list[tuple[int, int, str]]


def edits(text_or_length: str | int = 100, *, max_size: int = 6) -> st.SearchStrategy[tuple[Edit, ...]]:
    """Give edits that can be made at once: disjoint, in range, by position.

    Insertions, deletions and replacements, several insertions at one place, edits that touch, edits that change
    nothing; the new text is hostile. They shrink to few edits of little text near the start.

    Args:
        text_or_length: the text that is edited, or its number of code points.
        max_size: the most edits.
    """
    length = text_or_length if isinstance(text_or_length, int) else len(text_or_length)
    # Small steps make edits that touch; without the large ones all would lie at the start of a long text.
    step = st.integers(0, min(2, length)) | st.integers(0, length)
    return st.lists(st.tuples(step, step, texts(6)), max_size=max_size).map(partial(_edits, length))


def _edits(length: int, moves: _Moves) -> tuple[Edit, ...]:
    made: list[Edit] = []
    done = 0
    for gap, width, new in moves:
        start = min(done + gap, length)
        done = min(start + width, length)
        made.append(Edit(Span(start, done), new))
    return tuple(made)


def alignments(length: int = 100) -> st.SearchStrategy[Alignment]:
    """Give the alignments that edits of a text with this many code points make; they shrink to the identity."""
    return edits(length).map(partial(Alignment.of, length))
