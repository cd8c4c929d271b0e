"""The names of documents without an entity layer, from runs of capitalised words."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .columns import read_capitals
from .names import TITLED, Names
from .page import Page
from .vocabulary import Remembered, Vocabulary

__all__ = ["OwnNames"]

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
    rf"[{_CAPITALS}](?:(?<=[A-Z])\.(?:(?:[A-Z]\.)+|[A-Z][\w'-]+)|{_SHORT_REST}|[\w'-]*)"
    r"(?: (?:(?:al|el|bin|ibn|de|del|della|da|di|van|von|der|den|ter|la|le|du|dos|af) ){0,2}"
    rf"(?:{_SHORT}|[A-Z]\.(?:[A-Z]\.)+|(?:al-|el-|d'|O')?[{_CAPITALS}][\w'-]*))*(?: (?:al|el)-[A-Z][\w'-]*)?"
)
_GOES_ON = ("al", "el", "bi", "ib", "de", "da", "di", "va", "vo", "te", "la", "le", "du", "do", "af", "d'")
"""What a capital or a small word inside a name may begin with, behind the space after another."""

_ARTICLE = re.compile(r"^(?:al|el|abdul|abdel|ul)-")
_JUNIOR = ("jr", "sr", "ii", "iii")
_JOINS = frozenset((" of ", " of the ", " for ", " and "))
_LONGEST_JOIN = 8
_OF = re.compile(rf" (?:of|for) (?:the )?(?=[{_CAPITALS}])")
_WEEKDAY = re.compile(r"(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)+$")
_SMALL = frozenset(("of", "for", "the", "and", "on", "de"))
_LONGEST_ACRONYM = 8
_KINDS = {"place": "LOC", "side": "LOC", "thing": "MISC"}


class OwnNames:
    """Finds the names of pages from runs of capitalised words; what depends on the words alone is read once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._runs = Remembered(functools.partial(_stripped, words))
        self._meanings = Remembered(functools.partial(_meaning, words))
        self._keys = Remembered(functools.partial(_key, words))

    def find(self, pages: Sequence[Page]) -> Iterator[Names]:
        """Give the names of each page."""
        masked = [page.masked for page in pages]
        return map(self._find, masked, read_capitals(masked, _CAPITALS, _GOES_ON))

    def _find(self, masked: str, capitals: Iterable[tuple[int, int]]) -> Names:
        starts: list[int] = []
        texts: list[str] = []
        genders: dict[int, str] = {}
        bracketed: dict[str, str] = {}
        end, last, office, runs = 0, -_LONGEST_JOIN, -1, self._runs
        for start, stop in capitals:
            if start < end:
                continue
            end = stop or _run_end(masked, start)
            skipped, text, gender = runs[masked[start:end]]
            if masked.startswith(" of ", end) and self._is_title(masked, start, end):
                office = end + 4
                continue
            if start == office and text:
                more = self._portfolio_end(text)
                skipped, text, gender = skipped + more, text[more:], TITLED
            if not text and not (text := self._opening(masked, start + skipped, end)):
                continue
            if start - last <= _LONGEST_JOIN and not skipped and texts:
                if self._joins(texts[-1], masked[last:start]):
                    last = start + len(text)
                    texts[-1] = masked[starts[-1] : last]
                    continue
                if masked[last:start] == " (" and text.isupper() and masked.startswith(")", end):
                    bracketed[text] = texts[-1]
            if gender:
                genders[len(texts)] = gender
            starts.append(start + skipped)
            texts.append(text)
            last = start + skipped + len(text)
        full = self._full_names(dict.fromkeys(texts), bracketed)
        ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
        return Names(starts, ends, [full[text] for text in texts], genders, snaps=False)

    def _is_title(self, masked: str, start: int, end: int) -> bool:
        """Say whether a run ends with a title: ``US Secretary`` in ``US Secretary of State``."""
        return masked[start:end].rpartition(" ")[2].lower() in self._words.titles

    def _portfolio_end(self, text: str) -> int:
        """Give where the name begins behind what an office is about: ``State`` in ``State Anna Weber``."""
        end = 0
        for word in text.split(" ")[:-1]:
            if word.lower() not in self._words.portfolios:
                break
            end += len(word) + 1
        return end

    def _opening(self, masked: str, start: int, end: int) -> str:
        """Give a noun that a name begins with, which is none alone: ``Ministry`` in ``Ministry of Health``."""
        match = _OF.match(masked, end)
        text = masked[start:end]
        return text if match is not None and self._joins(text, match.group()) else ""

    def _joins(self, text: str, between: str) -> bool:
        """Say whether small words join a name and a next one: ``Ministry of Health``, ``… and Welfare``."""
        if between not in _JOINS:
            return False
        if between == " and ":
            return " of " in text
        last = text[text.rfind(" ") + 1 :].lower()
        kinds = ("office", "society") if between == " for " else ("office", "society", "place", "business")
        joins = self._words.bodies.get(last) in kinds and last not in self._words.company_endings
        return joins and " of " not in text

    def _full_names(self, texts: Iterable[str], bracketed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Give the meaning of each name: the fullest that ends or begins with it, or has its initials."""
        longest: dict[str, str] = {}
        keys, meanings = self._keys, self._meanings
        for text in texts:
            other = longest.setdefault(keys[text], text)
            if other is not text and _fullness(text) > _fullness(other):
                longest[keys[text]] = text
        first, short = self._by_first_words(texts), {**self._by_initials(texts), **bracketed}
        found = {}
        for text in texts:
            full = longest[keys[text]]
            if " " not in text:
                full = full if " " in full else first.get(text.lower()) or short.get(text) or full
            elif not (full.startswith(f"{text} ") or full.endswith(f" {text}")):
                full = text
            found[text] = meanings[full]
        return found

    def _by_first_words(self, texts: Iterable[str]) -> dict[str, str]:
        """Give the only person's name that has a word before its last, or the first company's that begins with it."""
        found: dict[str, str] = {}
        for text in texts:
            if " " in text:
                words = text.lower().split()
                person = self._meanings[text][1] == "PER"
                for word in words[:-1] if person else words[:1] if self._is_company(text) else ():
                    other = found.setdefault(word, text)
                    if person and other is not text and not (other.startswith(text) or text.startswith(other)):
                        found[word] = ""
        return found

    def _is_company(self, text: str) -> bool:
        return text[text.rfind(" ") + 1 :].lower().rstrip(".") in self._words.company_endings

    def _by_initials(self, texts: Iterable[str]) -> dict[str, str]:
        """Give the first name of a body with initials that stand alone in the same document."""
        acronyms = {text for text in texts if 1 < len(text) <= _LONGEST_ACRONYM and text.isupper() and text.isalpha()}
        found: dict[str, str] = {}
        for text in texts if acronyms else ():
            if " " in text and self._meanings[text][1] == "ORG":
                for short in acronyms.intersection(_initials(text)):
                    found.setdefault(short, text)
        return found


def _fullness(text: str) -> tuple[int, bool]:
    """Give how much a name tells: how many words it has, and whether it has small letters."""
    return text.count(" "), not text.isupper()


def _initials(text: str) -> Iterator[str]:
    """Give the acronyms that a name may have: with and without small words, a word for a country, and ``Inc``."""
    words = text.replace(".", "").split()
    every = [word if word.isupper() else word[0].upper() for word in words]
    telling = [short for short, word in zip(every, words, strict=True) if word not in _SMALL]
    for letters, first in itertools.product((every, telling), (0, 1)):
        yield "".join(letters[first:])
        yield "".join(letters[first:-1])


def _run_end(masked: str, start: int) -> int:
    match = _RUN.match(masked, start)
    return match.end() if match else start


def _meaning(words: Vocabulary, name: str) -> tuple[str, str]:
    """Give a name and its kind, as far as its words show it."""
    parts = [part.rstrip(".") for part in name.lower().split()]
    if not words.company_endings.isdisjoint(parts):
        return name, "ORG"
    kinds = [words.bodies[part] for part in parts if part in words.bodies]
    if not kinds or (kinds == ["place"] and parts[0] in words.bodies and len(parts) > 1):
        person = 2 <= len(parts) <= 4 and (name.isupper() or not name[name.rindex(" ") + 1 :].isupper())
        return name, "PER" if person else ""
    return name, _KINDS.get(kinds[-1], "ORG")


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
    if text.endswith("day"):
        text = _WEEKDAY.sub("", text)
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


def _key(vocabulary: Vocabulary, name: str) -> str:
    """Give what short and long forms of a name share: the last word that tells, without ``al-`` and the like."""
    words = [word.rstrip(".,") for word in name.lower().split()]
    while len(words) > 1 and (words[-1] in _JUNIOR or words[-1] in vocabulary.company_endings):
        words.pop()
    return _ARTICLE.sub("", words[-1]) if "-" in words[-1] else words[-1]
