"""Parts of pages that a benchmark writes, between two marks."""

from collections.abc import Iterable
from pathlib import Path

__all__ = ["END", "put", "split"]

END = "<!-- end of what was measured -->"


def split(page: Path, begin: str) -> tuple[str, str]:
    """Give what stands before and behind the part that begins with a mark."""
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not found or not end:
        raise SystemExit(f"{page}: figures go between the lines {begin} and {END}, which are not there")
    return before, after


def put(page: Path, begin: str, lines: Iterable[str]) -> None:
    """Write a part anew."""
    before, after = split(page, begin)
    page.write_text(before + begin + "\n" + "\n".join(lines) + "\n" + END + after, encoding="utf-8")
