"""The names of a document: which there are, and which full name a short one stands for."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from corpuskit.scan import Columns

from .vocabulary import Vocabulary

__all__ = ["TITLED", "Mention", "Names", "entity_names"]

_FAR = 400
"""How many mentions before and behind a word are looked at."""

TITLED = "titled"
"""In place of a gender: a title stands before the name, but does not show one."""


class Mention:
    """A name in the text: its place, the full name, what kind of name it is, and the gender that a title shows.

    ``kind`` is a type of entity, such as ``PER``, or empty where it cannot be told.
    """

    def __init__(self, start: int, end: int, name: str, kind: str, gender: str = "") -> None:
        self.start = start
        self.end = end
        self.name = name
        self.kind = kind
        self.gender = gender

    @property
    def person(self) -> bool:
        """Whether it is a person's."""
        return self.kind == "PER"


class Names:
    """The names of a document as columns, by position; a mention is made of a row when it is asked for.

    Args:
        starts: where each stands.
        ends: where each ends.
        meanings: for each, the full name and its kind.
        genders: the gender that a title shows, or ``titled``, by row; rows without a title are not in it.
        snaps: whether the places are those of an entity layer, which speakers are snapped to.
    """

    def __init__(
        self,
        starts: Sequence[int],
        ends: Sequence[int],
        meanings: Sequence[tuple[str, str]],
        genders: Mapping[int, str],
        *,
        snaps: bool,
    ) -> None:
        self._starts, self._ends, self._meanings, self._genders = starts, ends, meanings, genders
        self.snaps = snaps
        self._sure: frozenset[str] | None = None
        self._by_noun: dict[str, set[tuple[str, str]]] | None = None
        self._all_bodies: str | None = None
        self._all_persons: str | None = None

    def _mention(self, row: int) -> Mention:
        name, kind = self._meanings[row]
        return Mention(self._starts[row], self._ends[row], name, kind, self._genders.get(row, ""))

    @property
    def sure(self) -> frozenset[str]:
        """The names that are surely a person's: the layer says so, or one has a title or stands as surname alone."""
        if self._sure is None:
            persons = [(row, name) for row, (name, kind) in enumerate(self._meanings) if kind == "PER"]
            self._sure = frozenset([name for row, name in persons if self._is_sure(row, name)])
        return self._sure

    def _is_sure(self, row: int, name: str) -> bool:
        return self.snaps or row in self._genders or self._ends[row] - self._starts[row] < len(name)

    def shown_genders(self) -> dict[str, str]:
        """Give the gender that a title shows for each name that has one, the first that is shown."""
        found: dict[str, str] = {}
        for row, gender in self._genders.items():
            if gender != TITLED:
                found.setdefault(self._meanings[row][0], gender)
        return found

    def within(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that lie in a range, without those inside others."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        found: list[Mention] = []
        for row in range(first, last):
            if self._ends[row] <= end and not (found and self._starts[row] < found[-1].end):
                found.append(self._mention(row))
        return found

    def before(self, offset: int, count: int) -> Iterable[Mention]:
        """Give the mentions before an offset, the last first, at most ``count``, lazily."""
        end = bisect_left(self._starts, offset)
        return map(self._mention, range(end - 1, max(0, end - count) - 1, -1))

    def called(self, noun: str, offset: int, count: int) -> str | None:
        """Give the name before an offset, of at most ``count``, that has a noun and is no person's or place's."""
        if noun not in self._nouns:
            return None
        end = bisect_left(self._starts, offset)
        rows = range(end - 1, max(0, end - count) - 1, -1)
        wanted = self._nouns[noun]
        return next((meaning[0] for meaning in map(self._meanings.__getitem__, rows) if meaning in wanted), None)

    @property
    def _nouns(self) -> dict[str, set[tuple[str, str]]]:
        """The names of several words that are no person's or place's, by each of their words in small letters."""
        if self._by_noun is None:
            self._by_noun = {}
            for name, kind in set(self._meanings):
                if kind in ("ORG", "MISC", "") and " " in name:
                    for word in name.lower().split():
                        self._by_noun.setdefault(word, set()).add((name, kind))
        return self._by_noun

    def at(self, start: int, end: int) -> Mention | None:
        """Give the mention that a range is, or None."""
        row = bisect_left(self._starts, start)
        here = row < len(self._starts) and self._starts[row] == start and self._ends[row] == end
        return self._mention(row) if here else None

    def person(self, word: str, offset: int) -> str | None:
        """Give the full name of the person that a word is the first or last name of: the one named last before."""
        if f" {word} " not in self._persons:
            return None
        middle = bisect_left(self._starts, offset)
        rows = itertools.chain(range(middle - 1, -1, -1)[:_FAR], range(middle, len(self._starts))[:_FAR])
        persons = (name for name, kind in map(self._meanings.__getitem__, rows) if kind == "PER")
        return next((name for name in persons if _is_part(word, name)), None)

    def longer(self, words: str, offset: int) -> list[str]:
        """Give the longer names of bodies that begin with words, the nearest before a place first."""
        if f"\n{words} " not in self._bodies:
            return []
        middle = bisect_left(self._starts, offset)
        rows = itertools.chain(range(middle - 1, -1, -1)[:_FAR], range(middle, len(self._starts))[:_FAR])
        bodies = (name for name, kind in map(self._meanings.__getitem__, rows) if kind == "ORG")
        return [name for name in bodies if name.startswith(f"{words} ")]

    @property
    def _bodies(self) -> str:
        """The names of all bodies, a line each."""
        if self._all_bodies is None:
            self._all_bodies = "\n".join(["", *{name for name, kind in self._meanings if kind == "ORG"}])
        return self._all_bodies

    @property
    def _persons(self) -> str:
        """The names of all persons, with single spaces around each word; hyphens count as spaces too."""
        if self._all_persons is None:
            text = " ".join({name for name, kind in self._meanings if kind == "PER"})
            self._all_persons = f" {text} {text.replace('-', ' ')} "
        return self._all_persons


def _is_part(word: str, name: str) -> bool:
    """Say whether a word is the first or last name in a full name, without an article such as ``Al-``."""
    return name.startswith(f"{word} ") or (" " in name and name.endswith((f" {word}", f"-{word}")))


def entity_names(entities: Columns, rows: range, words: Vocabulary) -> Names:
    """Give the names of a document from the rows of its entity layer, but for endings of companies cut from theirs."""
    starts: list[int] = []
    ends: list[int] = []
    meanings: list[tuple[str, str]] = []
    genders: dict[int, str] = {}
    columns = (column[rows.start : rows.stop] for column in (entities.start, entities.end, entities.value))
    for start, end, value in zip(*columns, strict=True):
        name = getattr(value, "name", None)
        if not isinstance(name, str) or not words.names_more(name):
            continue
        if gender := words.titles.get((getattr(value, "title", None) or "").lower()):
            genders[len(starts)] = gender
        starts.append(int(start))
        ends.append(int(end))
        meanings.append((name, getattr(value, "type", "")))
    return Names(starts, ends, meanings, genders, snaps=True)
