"""Documents on a terminal: the text with annotations marked, in colour or in brackets, and a table for each layer."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING

from .._annotation import Annotation, chosen
from .._document import Document
from .._html import Palette, layers_of
from .._marks import Fragment, Mark, nested
from .._style import line_colours
from .._summary import brief, details, summarise
from .._visible import one_line, visible
from ..errors import missing_extra

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["TerminalView", "marked_text", "wants_colour"]

_NAMED = ("cyan", "yellow", "green", "magenta", "bright_red", "bright_blue", "bright_green", "bright_cyan")
"""What is nearest to the colour of each slot on a terminal of sixteen colours."""

_WIDTH = 110
"""The most columns that text takes: longer lines are hard to read."""

_UNWRAPPED = 320

Row = tuple[str, str, str]


def wants_colour(stream: IO[str], choice: str = "auto") -> bool:
    """Say whether a stream should get colour.

    Args:
        stream: where the text goes.
        choice: ``always``, ``never`` or ``auto``, which follows ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM=dumb`` in
            this order, and otherwise asks whether the stream is a terminal.

    Source: https://no-color.org and https://force-color.org
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def marked_text(document: Document, *, labels: Iterable[str] | None = None) -> str:
    """Give the text with annotations in brackets, such as ``[5 January]{date 2020-01-05}``.

    Where annotations cross, or one is discontinuous, its earlier pieces end in ``{label…}``. Controls are shown as
    signs.
    """
    return "".join(text for text, _ in _bracketed(document, _tree(document, _chosen(document, labels))))


class TerminalView:
    """Writes documents to a stream for people to read.

    Args:
        stream: where to write.
        colour: whether to mark by colour; in brackets otherwise.
        labels: the layers to show; all by default.

    Raises:
        MissingExtra: when ``rich`` is not installed.
    """

    def __init__(self, stream: IO[str], *, colour: bool, labels: Iterable[str] | None = None) -> None:
        self._labels = chosen(labels)
        self._colour = colour
        # Lines that a program reads are not wrapped.
        self._wrap = colour or stream.isatty()
        self._stream = stream
        self._console = _console(stream, colour, self._wrap)
        self._palette = Palette()
        self._colours = _NAMED if self._console.color_system in (None, "standard", "windows") else line_colours()

    def write(self, document: Document) -> None:
        """Write one document: its id and metadata, the text, and a table for each layer."""
        shown = _chosen(document, self._labels)
        self._heading(document)
        self._text(document, shown)
        for label, items in layers_of(shown).items():
            self._layer(document, label, items)
        self._failures(document)
        self._line("")

    def _failures(self, document: Document) -> None:
        for failure in document.failures:
            message = f"{failure.extractor} {failure.version} failed: {failure.error}: {failure.message}"
            self._line("")
            self._line(one_line(message, 300), "red")

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(self._styled(text, style), soft_wrap=True)

    def _styled(self, text: str, style: str = "") -> "Text":
        from rich.text import Text

        return Text(text, style=style)

    def _heading(self, document: Document) -> None:
        heading = self._styled(one_line(document.id), "bold")
        pairs = (f"{one_line(key)}: {one_line(str(value))}" for key, value in document.metadata.items())
        heading.append("".join(f"   {pair}" for pair in pairs), style="dim")
        self._console.print(heading, soft_wrap=True)
        self._line("─" * min(self._console.width, _WIDTH) if self._wrap else "", "dim")

    def _text(self, document: Document, shown: list[Annotation]) -> None:
        tree = _tree(document, shown)
        text = self._styled("")
        for piece, style in self._coloured(document, tree, "") if self._colour else _bracketed(document, tree):
            text.append(piece, style=style)
        text.rstrip()
        self._console.print(text, width=min(self._console.width, _WIDTH), soft_wrap=not self._wrap)

    def _coloured(self, document: Document, fragment: Fragment, style: str) -> Iterator[tuple[str, str]]:
        """Give pieces of text with their styles: the inner mark's colour, and italics in all that is long."""
        mark = fragment.mark
        if mark:
            style = " ".join(filter(None, ("italic" if "italic" in style else "", self._style(mark.annotation))))
        for piece in _pieces(document, fragment):
            if isinstance(piece, str):
                yield piece, style
            else:
                yield from self._coloured(document, piece, style)
        if mark and fragment.closes and mark.last:
            yield " ", ""
            chip = one_line(brief(mark.annotation, document), 60)
            yield chip, f"reverse {self._colour_of(mark.annotation.label)}"

    def _colour_of(self, label: str) -> str:
        return self._colours[self._palette.slot(label)]

    def _style(self, annotation: Annotation) -> str:
        colour = self._colour_of(annotation.label)
        return f"italic {colour}" if annotation.label == "quote" else f"underline {colour}"

    def _layer(self, document: Document, label: str, items: list[Annotation]) -> None:
        self._line("")
        self._line(f"{visible(label)} ({len(items):,})", f"bold {self._colour_of(label)}")
        rows = _rows(document, items)
        table = _table(rows, self._console.width)
        for row in rows:
            table.add_row(*(self._styled(cell, style) for cell, style in zip(row, ("", "bold", "dim"), strict=True)))
        with self._console.capture() as capture:
            self._console.print(table)
        self._stream.writelines(f"{line.rstrip(' ')}\n" for line in capture.get().splitlines())


def _console(stream: IO[str], colour: bool, wrap: bool) -> "Console":
    try:
        from rich.console import Console
    except ImportError:
        raise missing_extra("rich", "cli") from None
    return Console(
        file=stream,
        color_system="auto" if colour else None,
        force_terminal=colour,
        width=None if wrap else _UNWRAPPED,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _table(rows: Sequence[Row], width: int) -> "Table":
    """Give an empty table whose columns share the width: what is too long for its column is cut, not wrapped."""
    from rich.cells import cell_len
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2), pad_edge=True)
    left = width - 3 * 4
    for place, share in enumerate((0.4, 0.6, 1.0)):
        column = min(max(cell_len(row[place]) for row in rows), max(8, int(left * share)))
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=column)
        left -= column
    return table


def _rows(document: Document, items: Iterable[Annotation]) -> list[Row]:
    """Give text, value and details of each annotation; those with equal text and value share a row."""
    rows: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        key = one_line(document.text_of(item), 64), one_line(summarise(item, document), 72)
        counts[key] += 1
        if key not in rows:
            rows[key] = _further(item, document)
    times = {key: f"×{count:,}" if count > 1 else "" for key, count in counts.items()}
    return [(*key, "  ".join(filter(None, (times[key], further)))) for key, further in rows.items()]


def _further(item: Annotation, document: Document) -> str:
    pairs = [f"{name} {text}" for name, text in details(item, document)]
    if item.score is not None:
        pairs.append(f"score {item.score:.3g}")
    return one_line("; ".join(pairs), 160)


def _chosen(document: Document, labels: Iterable[str] | None) -> list[Annotation]:
    wanted = chosen(labels)
    return [item for item in document.annotations if wanted is None or item.label in wanted]


def _tree(document: Document, shown: Iterable[Annotation]) -> Fragment:
    marks = [Mark(piece, item, last=piece is item.pieces[-1]) for item in shown for piece in item.pieces]
    return nested(marks, len(document.text))


def _pieces(document: Document, fragment: Fragment) -> Iterator[str | Fragment]:
    offset = fragment.start
    for child in fragment.children:
        yield visible(document.text[offset : child.start])
        yield child
        offset = child.end
    yield visible(document.text[offset : fragment.end])


def _bracketed(document: Document, fragment: Fragment) -> Iterator[tuple[str, str]]:
    if fragment.mark:
        yield "[", ""
    for piece in _pieces(document, fragment):
        if isinstance(piece, str):
            yield piece, ""
        else:
            yield from _bracketed(document, piece)
    if fragment.mark:
        yield f"]{{{_note(document, fragment, fragment.mark)}}}", ""


def _note(document: Document, fragment: Fragment, mark: Mark) -> str:
    label = visible(mark.annotation.label)
    if not (fragment.closes and mark.last):
        return f"{label}…"
    text = one_line(brief(mark.annotation, document), 60)
    return label if text == label else f"{label} {text}"
