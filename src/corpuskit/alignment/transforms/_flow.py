"""Text that is set as a browser sets it: what lies between two visible signs becomes one gap."""

from ..._span import Span
from .._edits import Edit

__all__ = ["Flow"]


class Flow:
    """The edits of a page so far; what follows the last visible sign waits until there is another.

    Args:
        text: the source of the page.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.begun = False
        self._empty()

    def _empty(self) -> None:
        self.gap: list[tuple[int, int, str]] = []
        self.lines = 0
        self.tab: int | None = None
        self.space: int | None = None

    # --- what may wait

    def drop(self, start: int, end: int) -> None:
        """Take a stretch that is not seen."""
        self.gap.append((start, end, ""))

    def blank(self, start: int, end: int) -> None:
        """Take space, of which one is seen where there is no line end."""
        if self.space is None:
            self.space = len(self.gap)
        self.drop(start, end)

    def cell(self, start: int, end: int) -> None:
        """Take the beginning of a cell, which a tab divides from the one before it on the line."""
        if self.tab is None:
            self.tab = len(self.gap)
        self.drop(start, end)

    def keep(self, start: int, end: int) -> None:
        """Take space that stays as it is."""
        self.gap.append((start, end, self.text[start:end]))

    def line(self, start: int, end: int) -> None:
        """Take a line end."""
        self.lines += 1
        self.gap.append((start, end, "\n"))

    def block(self, start: int, end: int, lines: int) -> None:
        """Take an edge of a block, at which there are at least so many line ends."""
        missing = max(0, lines - self.lines)
        self.lines += missing
        self.gap.append((start, end, "\n" * missing))

    # --- what is seen

    def show(self) -> None:
        """Let a visible sign follow, so that the gap before it is known."""
        if not self.gap:
            self.begun = True
            return
        if not self.begun:
            self.close()
        elif not self.lines:
            self._divide()
        for start, end, new in self.gap:
            self.replace(start, end, new)
        self.begun = True
        self._empty()

    def _divide(self) -> None:
        index, sign = (self.space, " ") if self.tab is None else (self.tab, "\t")
        if index is not None:
            start, end, _ = self.gap[index]
            self.gap[index] = start, end, sign

    def replace(self, start: int, end: int, new: str) -> None:
        """Put something in the place of a stretch after all that was taken before."""
        if self.text[start:end] != new:
            self.edits.append(Edit(Span.unchecked(start, end), new))

    def close(self) -> None:
        """Let nothing be seen of what waits: it stands at the beginning or the end of the page."""
        self.edits += [Edit(Span.unchecked(start, end)) for start, end, _ in self.gap]
        self._empty()
