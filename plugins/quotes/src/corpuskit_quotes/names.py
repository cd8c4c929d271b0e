"""The names of a document: which there are, and which full name a short one stands for."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from corpuskit.scan import Columns

from .columns import read_capitals
from .page import Page
from .vocabulary import Remembered, Vocabulary

__all__ = ["TITLED", "Mention", "Names", "OwnNames", "entity_names"]

TITLED = "titled"
"""In place of a gender: a title stands before the name, but does not show one."""

_CAPITALS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
    "ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢȚŤŨŪŬŮŰŲŴŶŸŹŻŽȘ"
)
_TITLES = (
    *("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Sgt", "Capt", "Prof", "Rev", "Maj"),
    *("Adm", "Hon"),
)
_SHORT = rf"(?:{'|'.join(_TITLES)}|[A-Z])\.(?= )"
# The same behind its first letter, which a run begins with in any case.
_SHORT_REST = rf"(?:{'|'.join(f'(?<={title[0]}){title[1:]}' for title in _TITLES)}|(?<=[A-Z]))\.(?= )"
_RUN = re.compile(
    rf"[{_CAPITALS}](?:(?<=[A-Z])\.(?:[A-Z]\.)+|{_SHORT_REST}|[\w'-]*)"
    r"(?: (?:(?:al|el|bin|ibn|de|del|della|da|di|van|von|der|den|ter|la|le|du|dos|af) ){0,2}"
    rf"(?:{_SHORT}|(?:al-|el-|d'|O')?[{_CAPITALS}][\w'-]*))*(?: (?:al|el)-[A-Z][\w'-]*)?"
)
_GOES_ON = ("al", "el", "bi", "ib", "de", "da", "di", "va", "vo", "te", "la", "le", "du", "do", "af", "d'")
"""What a capital or a small word inside a name may begin with, behind the space after another."""

_ARTICLE = re.compile(r"^(?:al|el|abdul|abdel|ul)-")
_JUNIOR = ("jr", "sr", "ii", "iii")


@attrs.define(eq=False)
class Mention:
    """A name in the text: its place, the full name, and whether it is a person's, as far as can be told."""

    start: int
    end: int
    name: str
    person: bool
    gender: str = ""


class Names:
    """The names of a document as columns, by position; a mention is made of a row when it is asked for.

    Args:
        starts: where each stands.
        ends: where each ends.
        meanings: for each, the full name and whether it is a person's.
        genders: the gender that a title shows, or ``titled``, by row; rows without a title are not in it.
        snaps: whether the places are those of an entity layer, which speakers are snapped to.
    """

    def __init__(
        self,
        starts: Sequence[int],
        ends: Sequence[int],
        meanings: Sequence[tuple[str, bool]],
        genders: Mapping[int, str],
        *,
        snaps: bool,
    ) -> None:
        self._starts, self._ends, self._meanings, self._genders = starts, ends, meanings, genders
        self.snaps = snaps

    def _mention(self, row: int) -> Mention:
        name, person = self._meanings[row]
        return Mention(self._starts[row], self._ends[row], name, person, self._genders.get(row, ""))

    @functools.cached_property
    def sure(self) -> frozenset[str]:
        """The names that are surely a person's: the layer says so, or one has a title or stands as surname alone."""
        persons = ((row, name) for row, (name, person) in enumerate(self._meanings) if person)
        return frozenset(name for row, name in persons if self._is_sure(row, name))

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
        """Give the mentions that lie in a range."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [self._mention(row) for row in range(first, last) if self._ends[row] <= end]

    def before(self, offset: int, count: int) -> Iterable[Mention]:
        """Give the mentions before an offset, the last first, at most ``count``, lazily."""
        end = bisect_left(self._starts, offset)
        return map(self._mention, range(end - 1, max(0, end - count) - 1, -1))


# --- with an entity layer


def entity_names(entities: Columns, rows: range) -> Names:
    """Give the names of a document from the rows of its entity layer."""
    starts: list[int] = []
    ends: list[int] = []
    meanings: list[tuple[str, bool]] = []
    columns = (column[rows.start : rows.stop] for column in (entities.start, entities.end, entities.value))
    for start, end, value in zip(*columns, strict=True):
        name = getattr(value, "name", None)
        if isinstance(name, str):
            starts.append(int(start))
            ends.append(int(end))
            meanings.append((name, getattr(value, "type", "") == "PER"))
    return Names(starts, ends, meanings, {}, snaps=True)


# --- without an entity layer


class OwnNames:
    """Finds the names of pages from runs of capitalised words; what depends on the words alone is read once."""

    def __init__(self, words: Vocabulary) -> None:
        self._runs = Remembered(functools.partial(_stripped, words))
        self._meanings = Remembered(functools.partial(_meaning, words))
        self._keys = Remembered(_key)

    def find(self, pages: Sequence[Page]) -> Iterator[Names]:
        """Give the names of each page."""
        masked = [page.masked for page in pages]
        return map(self._find, masked, read_capitals(masked, _CAPITALS, _GOES_ON))

    def _find(self, masked: str, capitals: Iterable[tuple[int, int]]) -> Names:
        starts: list[int] = []
        texts: list[str] = []
        genders: dict[int, str] = {}
        end, runs = 0, self._runs
        for start, stop in capitals:
            if start < end:
                continue
            end = stop or _run_end(masked, start)
            skipped, text, gender = runs[masked[start:end]]
            if text:
                if gender:
                    genders[len(texts)] = gender
                starts.append(start + skipped)
                texts.append(text)
        full = self._full_names(dict.fromkeys(texts))
        ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
        return Names(starts, ends, [full[text] for text in texts], genders, snaps=False)

    def _full_names(self, texts: Iterable[str]) -> dict[str, tuple[str, bool]]:
        """Give the meaning of each name; a last name alone means the fullest that ends in it, of equals the first."""
        longest: dict[str, str] = {}
        keys, meanings = self._keys, self._meanings
        for text in texts:
            other = longest.setdefault(keys[text], text)
            if other is not text and text.count(" ") > other.count(" "):
                longest[keys[text]] = text
        found = {}
        for text in texts:
            full = longest[keys[text]]
            is_short = full is text or " " not in text or full.endswith(f" {text}")
            found[text] = meanings[full if is_short else text]
        return found


def _run_end(masked: str, start: int) -> int:
    match = _RUN.match(masked, start)
    return match.end() if match else start


def _meaning(words: Vocabulary, name: str) -> tuple[str, bool]:
    """Give a name, and whether it looks like a person's."""
    parts = name.split()
    return name, 2 <= len(parts) <= 4 and not any(part.lower().rstrip(".") in words.bodies for part in parts)


def _stripped(words: Vocabulary, text: str) -> tuple[int, str, str]:
    """Drop titles and words that begin a sentence from a run; give what was dropped, the rest, and a gender."""
    start, gender = 0, ""
    if "'" in text and (owner := text.rfind("'s ")) >= 0:
        start, text = owner + 3, text[owner + 3 :]
    if " " in text and (role := _role_end(text, words)):
        gender = words.titles.get(text[:role].split()[-1].lower(), "") or TITLED
        start, text = start + role, text[role:]
    while text and _leads(word := text.partition(" ")[0], words):
        if word.lower() in words.titles:
            gender = words.titles[word.lower()] or gender or TITLED
        start += len(word) + 1
        text = text[len(word) + 1 :]
    if text.endswith(("'s", "'", ".")):
        text = text.removesuffix("'s").rstrip("'.")
    return start, "" if _is_common(text, words) else text, gender


def _is_common(text: str, words: Vocabulary) -> bool:
    """Say whether a run is no name: a noun that begins a sentence, or a line in capitals."""
    lower = text.lower()
    if len(text) < 2 or lower in words.common or lower.removesuffix("s") in words.common:
        return True
    return text.count(" ") > 1 and text.isupper()


def _leads(word: str, words: Vocabulary) -> bool:
    lower = word.lower()
    return lower in words.titles or lower.rstrip(".") in words.skipped


def _role_end(text: str, words: Vocabulary) -> int:
    """Give where the name begins after a title inside a run: ``Iraqi Prime Minister Mustafa al-Kadhimi``."""
    run = text.split(" ")
    last = max((at for at, word in enumerate(run[:-1]) if word.lower() in words.titles), default=-1)
    return sum(len(word) + 1 for word in run[: last + 1])


def _key(name: str) -> str:
    """Give what short and long forms of a name share: the last word, without ``al-`` and the like."""
    words = name.lower().split()
    last = words[-1] if words[-1].rstrip(".") not in _JUNIOR or len(words) == 1 else words[-2]
    return _ARTICLE.sub("", last) if "-" in last else last
