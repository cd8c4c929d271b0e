"""The names of documents without an entity layer, from runs of capitalised words."""

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from corpuskit.scan import Scan

from .columns import read_capitals
from .names import TITLED, Names
from .vocabulary import Remembered, Vocabulary

__all__ = ["OwnNames"]

_CAPITALS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
    "ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢȚŤŨŪŬŮŰŲŴŶŸŹŻŽȘ\u212a\u212b"
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
_JOINS = frozenset((" of ", " of the ", " for ", " against ", " and "))
_LONGEST_JOIN = 9
_OF = re.compile(rf" (?:of|for) (?:the )?(?=[{_CAPITALS}])")
_WEEKDAY = re.compile(r"(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)+$")
_SMALL = frozenset(("of", "for", "the", "and", "on", "de"))
_NO_BODIES = frozenset(("thing", "press", "side", ""))
_KINDS = {"place": "LOC", "side": "LOC", "thing": "MISC"}


class _Run:
    """What a run of capitalised words says by itself.

    ``skipped`` is how many code points of titles and openings stand before ``text``, which is empty where the run is
    no name; ``rest`` has the same words in any case. ``title`` and ``noun`` say that it ends with a title, or with a
    noun that a longer name may begin with; ``plain`` that it is a name and nothing else, as most are.
    """

    def __init__(self, words: Vocabulary, run: str) -> None:
        self.skipped, self.text, self.gender = _stripped(words, run)
        last = _last_word(run)
        self.rest = run[self.skipped :]
        self.title = last in words.titles
        self.noun = words.bodies.get(last, "thing") not in _NO_BODIES and last not in words.company_endings
        self.acronym = self.text.isupper() and self.text.isalpha()
        self.plain = bool(self.text) and not (self.title or self.noun or self.acronym or self.gender)


class _Form:
    """What follows from a name alone: its meaning, what shorter forms may be, and how much it tells."""

    def __init__(self, words: Vocabulary, text: str) -> None:
        lower = text.lower().split()
        self.meaning = _meaning(words, text)
        self.key = _key(words, text)
        self.fullness = text.count(" "), not text.isupper()
        self.initials: frozenset[str] = frozenset()
        if self.meaning[1] == "ORG" and len(lower) > 1:
            self.initials = frozenset(_initials(text))
        self.shorts: list[str] = []
        if self.meaning[1] == "PER":
            self.shorts += lower[:-1]
        elif len(lower) > 1 and "business" in words.kinds_of(text) and lower[0] not in words.common:
            self.shorts += lower[:1]
        if " of " in text:
            self.shorts.append(text[: text.index(" of ")])


class OwnNames:
    """Finds the names of pages from runs of capitalised words; what depends on the words alone is read once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._runs = Remembered(functools.partial(_Run, words))
        self._forms = Remembered(functools.partial(_Form, words))

    def find(self, masked: Scan) -> Callable[[int], Names]:
        """Give a function that finds the names of a text, by its number; the first time it looks through all."""
        capitals: list[tuple[list[int], list[int]]] = []

        def found(number: int) -> Names:
            if not capitals:
                capitals.extend(read_capitals(masked, _CAPITALS, _GOES_ON))
            return self._find(masked.texts[number], *capitals[number])

        return found

    def _find(self, masked: str, begins: list[int], stops: list[int]) -> Names:
        starts: list[int] = []
        ends: list[int] = []
        texts: list[str] = []
        genders: dict[int, str] = {}
        bracketed: dict[str, str] = {}
        end, last, office, noun, runs = 0, -1, -1, False, self._runs
        for row in range(len(begins)):  # By index, and no iterators: there are many.
            start = begins[row]
            if start < end:
                continue
            end = stops[row] or _run_end(masked, start)
            if noun and start - last <= _LONGEST_JOIN and self._joins(texts[-1], masked[last:start]):
                last = start + len(masked[start:end].removesuffix("'s").rstrip("'."))
                texts[-1] = masked[starts[-1] : last]
                ends[-1] = last
                continue
            run = runs[masked[start:end]]
            begin, text = start + run.skipped, run.text
            if not run.plain or start == office:
                if run.title and masked.startswith(" of ", end):
                    office = end + 4
                    continue
                gender = run.gender
                if run.noun and not text:
                    match = _OF.match(masked, end)
                    text = run.rest if match is not None and self._joins(run.rest, match.group()) else ""
                elif start == office:
                    more = self._portfolio_end(text)
                    begin, text, gender = begin + more, text[more:], TITLED
                if not text:
                    continue
                if run.acronym and texts and masked[last:start] == " (" and masked.startswith(")", end):
                    bracketed[text] = texts[-1]
                if gender:
                    genders[len(texts)] = gender
            starts.append(begin)
            texts.append(text)
            last, noun = begin + len(text), run.noun
            ends.append(last)
        full = self._full_names(dict.fromkeys(texts), bracketed)
        return Names(starts, ends, [full[text] for text in texts], genders, snaps=False)

    def _portfolio_end(self, text: str) -> int:
        """Give where the name begins behind what an office is about: ``State`` in ``State Anna Weber``."""
        end = 0
        for word in text.split(" ")[:-1]:
            if word.lower() not in self._words.portfolios:
                break
            end += len(word) + 1
        return end

    def _joins(self, text: str, between: str) -> bool:
        """Say whether small words join a name and a next one: ``Ministry of Health``, ``… and Welfare``."""
        if between not in _JOINS:
            return False
        if between == " and ":
            return " of " in text and " and " not in text
        kind = self._words.bodies.get(_last_word(text))
        return " of " not in text and (kind in ("office", "society") or "of" in between)

    def _full_names(self, texts: Iterable[str], bracketed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Give the meaning of each name: the fullest that ends or begins with it, or has its initials."""
        forms = {text: self._forms[text] for text in texts}
        longest: dict[str, str] = {}
        shorts: dict[str, str] = dict(bracketed)
        for text, form in forms.items():
            other = longest.setdefault(form.key, text)
            if other is not text and form.fullness > forms[other].fullness:
                longest[form.key] = text
            for short in form.shorts:
                _add_short(shorts, short, text, form)
            for short in form.initials:
                if short in forms:
                    shorts.setdefault(short, text)
        return {text: forms[_full_name(text, longest[form.key], shorts)].meaning for text, form in forms.items()}


def _full_name(text: str, longest: str, shorts: Mapping[str, str]) -> str:
    """Give the full name of a name, by the longest with the same last word and what short forms stand for."""
    if " " not in text:
        return longest if " " in longest else shorts.get(text) or shorts.get(text.lower()) or longest
    if text != longest and (longest.startswith(f"{text} ") or longest.endswith(f" {text}")):
        return longest
    return shorts.get(text) or text


def _add_short(shorts: dict[str, str], short: str, text: str, form: _Form) -> None:
    """Let a word stand for the first body or for the only person; for nothing, where there are several persons."""
    other = shorts.setdefault(short, text)
    if form.meaning[1] == "PER" and other is not text and not (other.startswith(text) or text.startswith(other)):
        shorts[short] = ""


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].lower()


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
        if word.lower() in words.titles and text[len(word) + 1 :].lower() in words.bodies:
            break
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
    if " " not in text:
        return False
    plural = lower.endswith("s") and _last_word(lower)[:-1] in words.persons
    return plural or (text.count(" ") > 1 and text.isupper())


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
