"""The small closed classes of words that attribution reads, taken from the lexicons once."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

__all__ = ["TOKEN", "Remembered", "Vocabulary", "Word"]

Value = TypeVar("Value")

TOKEN = re.compile(r"[\w$][\w.'&$%-]*|█+|[^\w\s]")
"""A word with the signs inside and behind it, filled-up signs in a row, or another sign."""

_JUNIOR = frozenset(("jr", "sr", "ii", "iii"))
_SIGNS = frozenset(",;:()[]“”\"'—–-/!?…")
_CONTRACTION = re.compile(r"(i|you|he|she|it|we|they|who|there|that|\w+)'(?:s|d|ve|ll|re|m)$")
_CONTRACTED = frozenset(("i", "you", "he", "she", "it", "we", "they", "who"))
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_DATES = _WEEKDAYS | {"january", "february", "july", "august", "september", "october", "november", "december"}
_TIMES = frozenset(("week", "month", "year", "night"))
_REMEMBERED = 1 << 16


class Word:
    """What is known of a token by its text alone.

    ``kind`` is the meaning of an auxiliary, ``adverb`` for what else may stand between a subject and its verb, and
    None for all other words. ``contracted`` is the pronoun of ``I'd``.
    """

    def __init__(self, text: str, words: "Vocabulary") -> None:
        lower = text if text.islower() else text.lower()
        contraction = _CONTRACTION.match(lower) if "'" in lower else None
        self.text = text
        self.lower: str = lower
        self.is_sign: bool = text in _SIGNS or text[0] == "█"
        self.is_capital: bool = text[0].isupper()
        self.is_leading: bool = lower in words.leading
        self.is_pronoun: bool = lower in words.pronouns
        self.is_possessive: bool = text.endswith(("'s", "s'"))
        self.is_weekday: bool = lower in _DATES
        self.is_time: bool = lower in _TIMES
        self.boundary: str | None = words.boundaries.get(lower)
        self.determiner: str | None = words.determiners.get(lower)
        self.kind: str | None = words.kind_of(text, lower)
        self.contracted: Word | None = None
        if contraction is not None and contraction[1] in _CONTRACTED:
            self.contracted = words.word[contraction[1]]


class Remembered(dict[str, Value]):
    """What is read of texts, each of them once; too many are forgotten and read again."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[text] = self._read(text)
        return value

    def __reduce__(self) -> tuple[object, ...]:
        return Remembered, (self._read,)


class Vocabulary:
    """Sets and mappings of words; each is described beside its lexicon in ``words.toml`` and ``people.toml``."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:  # Any: a meaning is text or a row.
        self.abbreviations: frozenset[str] = frozenset(lexicons["abbreviation"])
        self.auxiliaries: dict[str, str] = dict(lexicons["auxiliary"])
        self.boundaries: dict[str, Any] = dict(lexicons["boundary"])
        self.bodies: dict[str, str] = dict(lexicons["body"])
        self.company_endings: frozenset[str] = frozenset(lexicons["company_ending"])
        self.clause_openers: frozenset[str] = frozenset(lexicons["clause_opener"])
        self.control: dict[str, Any] = dict(lexicons["control"])
        self.determiners: dict[str, Any] = dict(lexicons["determiner"])
        self.first_names: dict[str, str] = dict(lexicons["first_name"])
        self.leading: frozenset[str] = frozenset(lexicons["leading"])
        self.no_labels: frozenset[str] = frozenset(lexicons["no_label"])
        self.nouns_in_ly: frozenset[str] = frozenset(lexicons["noun_in_ly"])
        self.open_ended: tuple[str, ...] = tuple(f" {word}" for word in lexicons["open_ended"])
        self.persons: dict[str, Any] = dict(lexicons["person_noun"])
        self.portfolios: frozenset[str] = frozenset(lexicons["portfolio"])
        self.plurals: frozenset[str] = frozenset(lexicons["plural"])
        self.pronouns: frozenset[str] = frozenset(lexicons["pronoun"])
        self.qualifiers: frozenset[str] = frozenset(lexicons["qualifier"])
        self.questions: frozenset[str] = frozenset(lexicons["question"])
        self.sayings: frozenset[str] = frozenset(lexicons["saying"])
        self.small: frozenset[str] = frozenset(lexicons["small_word"])
        self.sources: dict[str, str] = dict(lexicons["source_noun"])
        self.titles: dict[str, Any] = dict(lexicons["title"])
        self.titled: frozenset[str] = frozenset(lexicons["work"]) - {"called", "report", "slogan"}
        self.verbs: frozenset[str] = frozenset(
            word for word, row in lexicons["cue"].items() if row["tense"] in ("past", "s")
        )
        self.works: frozenset[str] = frozenset(lexicons["work"])
        self.common: frozenset[str] = frozenset({*self.bodies, *self.persons, *self.sources})
        self.skipped: frozenset[str] = frozenset(
            {*self.leading, *self.determiners, *self.boundaries, *self.pronouns, *_JUNIOR, *_WEEKDAYS}
        )
        nouns = {*self.persons, *self.sources}
        self.heads: frozenset[str] = frozenset({*nouns, *(noun + "s" for noun in nouns)})
        self.word: Remembered[Word] = Remembered(self._read)
        """The word of each text; a mapping that has them all."""
        self.pieces: Remembered[tuple[Word, ...]] = Remembered(self._split)
        """The words and signs of each text without white space."""

    def kinds_of(self, name: str) -> frozenset[str]:
        """Give the kinds of bodies that the words in a name show."""
        shown = (self.bodies.get(word.rstrip(".")) for word in name.lower().split())
        return frozenset(kind for kind in shown if kind)

    def names_more(self, name: str) -> bool:
        """Say whether a name has any word but those that the names of companies end with."""
        return any(word.rstrip(".") not in self.company_endings for word in name.lower().split())

    def is_common(self, word: str) -> bool:
        """Say whether a word in small letters, or what it is the plural of, is a noun for people, bodies or writing."""
        return word in self.heads or word in self.titles or word in self.common

    def may_describe(self, name: str) -> bool:
        """Say whether what is marked as a name may be an office or something written: ``EU Declaration``."""
        words = name.lower().split()
        return words[0] in self.titles or self.sources.get(words[-1]) == "document"

    def ends_company(self, name: str) -> bool:
        """Say whether a name ends as that of a company does: ``Weber Corp``."""
        return name.strip().rpartition(" ")[2].lower().rstrip(".") in self.company_endings

    def _read(self, text: str) -> Word:
        return Word(text, self)

    def _split(self, text: str) -> tuple[Word, ...]:
        if text.isalnum():
            return (self.word[text],)
        return tuple([self.word[token] for token in TOKEN.findall(text)])

    def kind_of(self, text: str, lower: str) -> str | None:
        """Give what a word is beside a verb: the meaning of an auxiliary, ``adverb``, ``negative``, or None."""
        if lower in self.auxiliaries:
            return self.auxiliaries[lower]
        if lower.endswith("ly") and len(lower) > 4 and text.islower() and lower not in self.nouns_in_ly:
            return "adverb"
        return "negative" if lower.endswith("n't") else None
