"""Characters that would act on a screen, or vanish, as signs that a reader sees."""

import re

__all__ = ["CONTROLS", "one_line", "visible"]

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""The body of a character class: controls but for tab, LF and CR, directional overrides, and lone surrogates."""

_CONTROL = re.compile(f"[{CONTROLS}\r]")


def visible(text: str) -> str:
    """Give a text in which controls are signs: ``␛`` for ESC, ``‹U+202E›`` for one that has no picture.

    Tabs and line ends stay; a CR that is no line end becomes a sign before one.
    """
    return _CONTROL.sub(lambda match: _sign(match.group()), text.replace("\r\n", "\n"))


def one_line(text: str, width: int = 120) -> str:
    """Give a text on one line with every control as a sign, cut with an ellipsis after ``width`` code points."""
    line = " ".join(visible(text).split())
    return line if len(line) <= width else line[: width - 1] + "…"


def _sign(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code) + ("\n" if char == "\r" else "")
    return "␡" if code == 0x7F else "\ufffd" if 0xD800 <= code <= 0xDFFF else f"‹U+{code:04X}›"
