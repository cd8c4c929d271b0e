"""Pairs: two places or groups joined by a hyphen, such as "Paris-Berlin talks", are two names."""

import re
from collections.abc import Iterator

import numpy as np

from corpuskit import Span

from .evidence import key_of, word_class
from .gazetteer import shipped
from .letters import folded
from .sheet import Sheet
from .titles.normalise import Cue

__all__ = ["METHOD", "pairs"]

METHOD = "two names joined by a hyphen"

# A pair before a further capitalised word is the beginning of a longer name: "US-Iraq Strategic Dialogue".
_PAIR = re.compile(r"(?<![\w-])([A-Z]\w+)[-–]([A-Z]\w+)(?![\w-]| [A-Z])")
_SURE = frozenset(("co", "ca", "c1"))
_HYPHENS = np.frombuffer(b"-\x96", np.uint8)


def _kind(word: str) -> str | None:
    classes = word_class(key_of(word, ""))
    if "N" in classes:
        return "NORP"
    return "LOC" if not _SURE.isdisjoint(classes) and "w1" not in classes else None


def pairs(sheet: Sheet) -> Iterator[tuple[int, Cue]]:
    """Give a hint for each of two places or groups that are joined by a hyphen, with the number of its document."""
    scan = sheet.scan
    large = np.flatnonzero(scan.capitals[:-2] & scan.capitals[2:] & (scan.starts[2:] - scan.ends[:-2] == 1))
    starts = scan.starts[large[np.isin(sheet.shadow[scan.ends[large]], _HYPHENS)]]
    documents, offsets = scan.locate(starts)
    for start, document, offset in zip(starts.tolist(), documents.tolist(), offsets.tolist(), strict=True):
        match = _PAIR.match(sheet.text, start)
        if match is None:
            continue
        for group, kind in _kinds(match):
            low, high = match.span(group)
            yield document, Cue("hint", METHOD, Span(low - start + offset, high - start + offset), type=kind)


def _kinds(match: re.Match[str]) -> list[tuple[int, str]]:
    """Give the types of the two words of a pair, with their groups; nothing unless both are known."""
    kinds = [(group, kind) for group in (1, 2) if (kind := _kind(match[group])) is not None]
    return kinds if len(kinds) == 2 and folded(match.group()) not in shipped().places else []
