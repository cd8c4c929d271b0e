"""Speakers named by a label: lines of an interview, headlines such as ``Merkel: we can do it``, signatures."""

import re
from collections.abc import Iterator

from .page import Page
from .statements import Range, trimmed_end

__all__ = ["inner_label", "labelled", "signature"]

_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'&-]*(?: (?:[A-Z][\w.'&-]*|of|the|and|de|van|bin|al)){0,5}|[A-Z]): ?(?P<words>(?=\S)[^\n]*)"
)
_SIGNATURE = re.compile(
    r"\s{0,3}(?:--|[—–―-]) ?(?P<name>[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|of|the|de|van|bin|al)){0,5})\.?[ ]*(?=[,\n(]|$)"
)
_INNER = re.compile(r"(?P<name>[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]*){0,3}): ?")
_LONGEST_HEADLINE = 140
_SENTENCE_END = (".", "!", "?", "”")


def labelled(page: Page) -> Iterator[tuple[Range, Range, bool]]:
    """Give label, words and whether the words are spoken as they stand, for each labelled line.

    Two lines with labels or more, next to each other, make an interview; one alone is read as a headline.
    """
    blocks = page.blocks if ":" in page.masked else []
    found = [match for start, end in blocks if (match := _match(page, start, end))]
    if not found:
        return
    starts = {start: number for number, (start, _) in enumerate(page.blocks)}
    numbers = {starts[match.start()] for match in found}
    for match in found:
        number = starts[match.start()]
        words = (match.start("words"), trimmed_end(page.masked, match.start("words"), match.end()))
        if numbers & {number - 1, number + 1}:
            yield match.span("name"), (match.start("words"), match.end()), True
        elif _is_headline(page, match) and len(page.masked[slice(*words)].split()) > 2:
            yield match.span("name"), words, False


def _match(page: Page, start: int, end: int) -> re.Match[str] | None:
    if page.masked.find(":", start, end) < 0:
        return None
    match = _LABEL.match(page.masked, start, end)
    if match is None or match["name"].split()[0].lower() in page.words.no_labels or match["words"].startswith("“"):
        return None
    return match


def _is_headline(page: Page, match: re.Match[str]) -> bool:
    if match.end() - match.start() > _LONGEST_HEADLINE:
        return False
    return match.start() == 0 or not match.group().endswith(_SENTENCE_END)


def inner_label(page: Page, start: int, end: int) -> re.Match[str] | None:
    """Match the label in capitals that words in marks begin with: ``“WEBER: Good evening.”``."""
    return _INNER.match(page.text, start, end)


def signature(page: Page, end: int) -> Range | None:
    """Give the name that signs what ends at an offset: ``— Robert Frost``."""
    match = _SIGNATURE.match(page.masked, end)
    return match.span("name") if match else None
