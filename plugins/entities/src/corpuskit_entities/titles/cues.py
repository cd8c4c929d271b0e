"""Cues: what rules find around names, and the weights that they give to stretches."""

import functools
import re
from collections.abc import Collection, Iterable, Sequence

import attrs

from ..chains.mentions import Mention
from ..evidence import TYPES
from .normalise import Cue

__all__ = ["Cues"]

_TITLED = 40.0
_OFFICE = 12.0
_IN_TITLE = -80.0
_AND = re.compile(r"\s(?:and|&)\s")
_LAST = 2
_CAPITALISED = re.compile(r"(?<!\w)[A-Z]\w*")


@functools.lru_cache(maxsize=1 << 10)
def _weights(kind: str, weight: float) -> tuple[float, ...]:
    return tuple(weight if one == kind else 0.0 for one in TYPES)


# No person's name begins in a title, and no organisation's lies within one: "Secretary of State".
_FROM_TITLE = _weights("PER", _IN_TITLE)
_OF_TITLE = tuple(3 * _IN_TITLE if one in ("PER", "ORG", "MISC") else 0.0 for one in TYPES)


@attrs.frozen
class _Table:
    starts: dict[int, Cue] = attrs.field(factory=dict)
    ends: dict[int, Cue] = attrs.field(factory=dict)
    hints: dict[tuple[int, int], Cue] = attrs.field(factory=dict)
    inside: dict[int, int] = attrs.field(factory=dict)
    marked: set[int] = attrs.field(factory=set)


class Cues:
    """The cues of a text: weights for stretches, then titles and roles for the names found."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._table = _Table()
        self.entities: list[Cue] = []
        for cue in cues:
            self._add(cue)

    def _add(self, cue: Cue) -> None:
        table = self._table
        if cue.kind == "entity":
            self.entities.append(cue)
        elif cue.kind == "hint":
            self._add_hint(cue)
        elif cue.kind == "after":
            table.ends[cue.anchor] = cue
        else:
            table.starts[cue.anchor] = cue
            table.marked.add(cue.anchor)
            for word in _CAPITALISED.finditer(cue.text):
                table.inside[cue.span.start + word.start()] = cue.span.end
                table.marked.add(cue.span.start + word.start())

    def _add_hint(self, cue: Cue) -> None:
        """Note a hint for a stretch, and for its beginnings before "and": what comes then may be another name.

        Its weight is for each word, since each would have weight as a word of no name.
        """
        start = cue.span.start
        for end in (*(match.start() for match in _AND.finditer(cue.text)), len(cue.span)):
            *_, last = _AND.split(cue.text[:end])
            words = len(cue.text[:end].split())
            if words == len(last.split()) or len(last.split()) <= _LAST:
                self._table.hints[start, start + end] = attrs.evolve(cue, weight=cue.weight * max(1, words))
        self._table.marked.add(start)

    @property
    def marked(self) -> Collection[int]:
        """The places where stretches begin that a cue gives weights to, and such as it takes them from."""
        return self._table.marked

    def weights(self, start: int, end: int) -> Sequence[float] | None:
        """Give the weights of the cues for a stretch."""
        hint = self._table.hints.get((start, end))
        if hint is not None:
            return _weights(hint.type, hint.weight)
        cue = self._table.starts.get(start)
        if cue is not None:
            return _weights("PER", _TITLED if cue.kind == "title" else _OFFICE)
        if start in self._table.inside:
            return _OF_TITLE if end <= self._table.inside[start] else _FROM_TITLE
        return None

    def attach(self, mentions: Iterable[Mention]) -> None:
        """Give mentions the titles, roles, subtypes and methods of their cues."""
        table = self._table
        for one in mentions:
            if one.start in table.marked:
                self._attach_hint(one)
            if one.type == "PER":
                behind = table.ends.get(one.end)
                if behind is not None:
                    one.role, one.method = behind.text, behind.rule
                if one.start in table.starts:
                    self._attach_before(one)

    def _attach_hint(self, mention: Mention) -> None:
        hint = self._table.hints.get((mention.start, mention.end))
        if hint is not None and hint.type == mention.type:
            mention.method = hint.rule
            mention.subtype = hint.subtype or mention.subtype

    def _attach_before(self, mention: Mention) -> None:
        place = mention.start
        for _ in range(3):
            cue = self._table.starts.get(place)
            if cue is None:
                return
            if cue.kind == "title":
                mention.title = f"{cue.text} {mention.title}" if mention.title else cue.text
            else:
                mention.role = cue.text
            mention.method = cue.rule
            place = cue.span.start
