"""Cues: what rules find in a text, and how it belongs to the names there."""

import functools
import re
from collections.abc import Iterable

from ..chains.mentions import Mention
from ..chains.names import named
from .normalise import Cue, is_headline

__all__ = ["Cues"]

_KEPT = frozenset(("LOC", "NORP"))
_FORENAMES = re.compile(r"(?<!\w)(?:[A-Z][\w’'-]*\.? ){1,2}\Z")
_REACH = 40
_CAPITALISED = re.compile(r"(?<!\w)[A-Z]\w*")


@functools.lru_cache(maxsize=1 << 12)
def _capitals(text: str) -> tuple[int, ...]:
    return tuple([match.start() for match in _CAPITALISED.finditer(text)])


class Cues:
    """The cues of a text: names, and titles and roles for names.

    Args:
        cues: what the rules found.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.entities: list[Cue] = []
        self._before: dict[int, Cue] = {}
        self._behind: dict[int, Cue] = {}
        self._titles: dict[int, Cue] = {}
        for cue in cues:
            self._add(cue)

    def _add(self, cue: Cue) -> None:
        if cue.kind == "entity":
            self.entities.append(cue)
        elif cue.kind == "after":
            self._behind[cue.anchor] = cue
        else:
            self._before[cue.anchor] = cue
            self._titles[cue.start] = cue

    def outside_titles(self, mentions: list[Mention]) -> list[Mention]:
        """Give the mentions without those inside a title or office, such as "State" in "Secretary of State".

        Nations and places stay: "French President", "Mayor of London".
        """
        inside = self._words_of_titles()
        return [one for one in mentions if one.type in _KEPT or one.end > inside.get(one.start, -1)]

    def _words_of_titles(self) -> dict[int, int]:
        """Give where the capitalised words of titles begin, with where their title ends."""
        cues = self._titles.values()
        return {cue.start + at: cue.end for cue in cues for at in _capitals(cue.text)}

    def attach(self, text: str, mentions: Iterable[Mention]) -> None:
        """Give people the titles and roles that stand around their names, and leave titles out of names."""
        reached = 0
        for one in mentions:
            if one.type == "PER":
                if one.start in self._titles:
                    self._shorten(text, one)
                elif one.start not in self._before:
                    self._lengthen(text, one, reached)
                behind = self._behind.get(one.end)
                if behind is not None:
                    one.role, one.method = behind.text, behind.rule
                if one.start in self._before:
                    self._attach_before(one)
            reached = max(reached, one.end)

    def _shorten(self, text: str, mention: Mention) -> None:
        while (cue := self._titles.get(mention.start)) is not None and mention.start < cue.anchor < mention.end:
            mention.start = cue.anchor
            mention.name = named(text[mention.start : mention.end])

    def _lengthen(self, text: str, mention: Mention, reached: int) -> None:
        """Let a name begin right behind its title: "Paul" in "Sen. Rand Paul" is "Rand Paul"."""
        before = _FORENAMES.search(text, max(reached, mention.start - _REACH), mention.start)
        starts = [before.start(), *(before.start() + at for at in _capitals(before.group())[1:])] if before else ()
        start = next((start for start in starts if start in self._before and self._before[start].kind == "title"), None)
        if start is not None and not is_headline(text, start):
            mention.start, mention.name = start, named(text[start : mention.end])

    def _attach_before(self, mention: Mention) -> None:
        place = mention.start
        for _ in range(3):
            cue = self._before.get(place)
            if cue is None:
                return
            if cue.kind == "title":
                mention.title = f"{cue.text} {mention.title}" if mention.title else cue.text
            else:
                mention.role = cue.text
            mention.method = cue.rule
            place = cue.start
