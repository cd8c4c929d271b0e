"""Parts of pages that a benchmark writes, between two marks."""

from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["END", "put", "show", "split"]

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


def show(parts: Mapping[str, Iterable[str]], page: Path | None) -> None:
    """Print parts by their marks, and write them to a page if there is one."""
    for mark, lines in parts.items():
        text = list(lines)
        print("\n".join(text), end="\n\n")
        if page:
            put(page, mark, text)
