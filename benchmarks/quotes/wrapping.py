"""Texts with other line breaks, each as long as it was, so that places stay."""

import re

__all__ = ["hard_wrapped", "unwrapped"]

_WIDTH = 70
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")


def unwrapped(text: str) -> str:
    r"""Give a text with a space for each line end that is not beside another.

    >>> unwrapped("Anna\nsailed.\n\nPaul")
    'Anna sailed.\n\nPaul'
    """
    return _LINE_END.sub(" ", text)


def hard_wrapped(text: str) -> str:
    """Give a text with line ends for spaces, so that no line is longer than 70 characters where it has spaces."""
    return "".join(map(_broken, text.splitlines(keepends=True)))


def _broken(line: str) -> str:
    at = 0
    while len(line.rstrip()) - at > _WIDTH:
        space = line.rfind(" ", at, at + _WIDTH + 1)
        space = space if space > at else line.find(" ", at + _WIDTH)
        if space < 0:
            break
        line, at = f"{line[:space]}\n{line[space + 1 :]}", space + 1
    return line
