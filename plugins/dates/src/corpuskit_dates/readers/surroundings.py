"""What the words next to an expression tell about it."""

import re

from corpuskit.rules import Rules

__all__ = ["MONTH", "Surroundings", "next_word", "opens", "previous_word", "start_of", "word_before"]

MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
"""What the names of months begin with, as a pattern."""

_PREVIOUS = re.compile(r"([^\W\d_]+\.?)[\s(]*\Z")
_NEXT = re.compile(r"[ \t\r\n]+([^\W\d_]+)")
_HYPHENED = re.compile(r"-([^\W\d_]+)")
_TO_WORD = re.compile(r"(?:\s?[-–—]\s?|\s+(?:to|through|until|till)\s+)([^\W\d_]+)")
_ARTICLE = re.compile(r"(?<!\w)(?:an?|per)\s+\Z", re.IGNORECASE)
_ARTICLE_REACH, _ARTICLE_ENDS = 6, frozenset("anrANR")
_AMOUNT_ENDS = frozenset("0123456789%")
_WINDOW = 24
_NAMES = ("april", "june", "august")
_ENDS = frozenset((*'.!?:;"“‘`', ""))
_CLAUSE_ENDS = ("", ".", ",", ";", ")")
_NO_YEAR_BEHIND = frozenset("$£€#+@.,_=")


def previous_word(text: str, start: int) -> str:
    """Give the word before an offset in lower case, without a dot at its end; empty where there is none."""
    last = text[max(0, start - _WINDOW) : start].rsplit(None, 1)[-1:]
    if last and last[0].isalpha():
        # Nearly always; what is glued to other signs is cut out by the pattern.
        return last[0].lower()
    found = _PREVIOUS.search(text, max(0, start - _WINDOW), start)
    return found[1].lower().rstrip(".") if found else ""


def next_word(text: str, end: int, *, fold: bool = True) -> str:
    """Give the word that follows with only white space between; empty where there is none."""
    found = _NEXT.match(text, end)
    return "" if found is None else found[1].lower() if fold else found[1]


def start_of(word: str, text: str, end: int) -> int:
    """Give where the word that stands shortly before an offset starts."""
    low = max(0, end - _WINDOW)
    return low + max(0, text[low:end].lower().rfind(word))


def word_before(word: str, text: str, end: int) -> str:
    """Give the word before a word that stands shortly before an offset."""
    return previous_word(text, start_of(word, text, end))


class Surroundings:
    """The words of ``neighbour.tsv`` by their roles."""

    def __init__(self, rules: Rules) -> None:
        self._roles: dict[str, set[str]] = {}
        for word, names in rules.lexicons["neighbour"].items():
            for name in str(names).split():
                self._roles.setdefault(name, set()).add(word)
        self._months = frozenset(month.lower() for month in rules.lexicons["month"])

    def plays(self, word: str, role: str) -> bool:
        """Say whether a word has a role."""
        return word in self._roles[role]

    def is_date_position(self, text: str, start: int, end: int) -> bool:
        """Say whether a word that may be a date follows a preposition or the like, as dates do."""
        if text[start - 1 : start] in ("-", "/", "–"):
            word = previous_word(text, start - 1)
            return word in ("mid", "late", "early", "end") or self._is_month(word)
        before = previous_word(text, start)
        if before == "the":
            return text[start:end].islower()
        if before in ("and", "or"):
            # "January and March", "in April or May"
            return text[start:end].istitle() and self._is_month(word_before(before, text, start))
        if before == "as":
            # "As early as May"
            return text[start:end].istitle() and word_before("as", text, start) in (
                "early",
                "late",
                "recently",
                "soon",
            )
        return self.plays(before, "before-date") or (self.plays(before, "before-capital") and text[start:end].istitle())

    def _is_month(self, word: str) -> bool:
        return word.rstrip(".") in self._months

    def is_rate(self, text: str, start: int, end: int) -> bool:
        """Say whether the "a" before a unit means *per*, as in "four flights a week"."""
        low = max(0, start - _ARTICLE_REACH)
        found = _ARTICLE.search(text, low, start) if text[low:start].rstrip()[-1:] in _ARTICLE_ENDS else None
        if found is None or opens(text, found.start()):
            return False
        before = previous_word(text, found.start())
        if self.plays(before, "unit"):
            return True
        return (
            (bool(before) or text[low : found.start()].rstrip()[-1:] in _AMOUNT_ENDS)
            and not self.plays(next_word(text, end), "after-length")
            and not self.plays(before, "before-length")
        )

    def is_adjective(self, text: str, start: int, end: int) -> bool:
        """Say whether the "minute" of "a minute amount" tells how small something is: a noun follows."""
        following = next_word(text, end, fold=False)
        if previous_word(text, start) != "a" or not following.islower():
            return False
        return not any(self.plays(following, role) for role in ("after-length", "after-past", "after-surname"))

    def is_named(self, text: str, start: int, end: int, word: str) -> bool:
        """Say whether a capitalised month is part of a person's name."""
        if word.lower() not in _NAMES or self.plays(previous_word(text, start), "before-month"):
            return False
        following = next_word(text, end, fold=False)
        return following[:1].isupper() and not following.isupper()

    def is_month_of_noun(self, text: str, start: int, end: int, word: str) -> bool:
        """Say whether March or May tells of what a noun is, as in "the May elections" or "March sales rose"."""
        following = next_word(text, end, fold=False)
        if word == "March" and text[end : end + 2] in ("'s", "’s"):
            return opens(text, start) or self.plays(previous_word(text, start), "before-length")
        if not following.islower() or self.plays(following, "after-surname"):
            return False
        before = previous_word(text, start)
        if self.plays(before, "determiner"):
            return True
        # What stands before the month in small letters is no first name.
        return word == "March" and (opens(text, start) or text[max(0, start - 1 - len(before)) : start - 1] == before)

    def follows_as_month(self, text: str, start: int, end: int, word: str) -> bool:
        """Say whether March or May follows a preposition as months do: "after March", "scheduled for May".

        May is a surname too: "after May" is the month at the end of a clause.
        """
        before = previous_word(text, start)
        if not self.plays(before, "before-march") or next_word(text, end, fold=False).istitle():
            return False
        if word == "March":
            return next_word(text, end) not in ("on", "for", "against")
        if before == "for":
            return self.plays(word_before("for", text, start), "before-for")
        return before in ("after", "before", "around") and text[end : end + 2].strip() in _CLAUSE_ENDS

    def is_month_to_month(self, text: str, end: int) -> bool:
        """Say whether a capitalised month follows a dash or *to*, as in "May–October"."""
        found = _TO_WORD.match(text, end)
        return found is not None and found[1].istitle() and self._is_month(found[1].lower())

    def counts_things(self, text: str, end: int) -> bool:
        """Say whether the word behind a number is counted by it, as in "1150 men" and "1150-megawatt"."""
        following = _HYPHENED.match(text, end)
        return self.plays(next_word(text, end) if following is None else following[1].lower(), "counted")

    def is_year_position(self, text: str, start: int, end: int, value: int) -> bool:
        """Say whether digits can be a year: nothing before them names or counts, nothing behind is counted."""
        if text[max(0, start - 1) : start] in _NO_YEAR_BEHIND or _is_denominator(text, start):
            return False
        if text[start - 1 : start] == "-" and _GROUPS.search(text, max(0, start - _WINDOW), start):
            return False
        before = previous_word(text, start)
        if _STREET.match(text, end) and not (self.plays(before, "before-year") or self.plays(before, "determiner")):
            return False
        if self.plays(before, "numbers") or self.counts_things(text, end):
            return False
        modern, whole = 1900 <= value <= 2030, value % 100 == 0
        if before == "than":
            return modern and not whole and not self.plays(word_before("than", text, start), "compares")
        if self.plays(before, "counts") and not modern:
            return before == "to" and word_before("to", text, start) == "back"
        if before == "the" and 1500 < value < 1900 and not whole:
            return True
        return 1900 <= value <= 2050 or self.plays(before, "before-year") or _in_brackets(text, start, end)


def opens(text: str, start: int) -> bool:
    """Say whether a sentence or a quotation begins at an offset."""
    return text[max(0, start - _WINDOW) : start].rstrip()[-1:] in _ENDS


def _is_denominator(text: str, start: int) -> bool:
    return text[start - 1 : start] == "/" and bool(_NUMERATOR.search(text, max(0, start - _WINDOW), start))


_NUMERATOR = re.compile(r"(?<![\w/.-])\d{1,3}/\Z")
"""What makes a file number of "case 21/2022"."""


_GROUPS = re.compile(r"(?<![\w-])\d+(?:-\d+)+-\Z")
"""What makes a group of a longer number, as in the book of "0-19-2019-3"."""

_STREET = re.compile(
    r"(?:\s[NSEW]\.?)?(?:\s[A-Z][a-z]+){1,3}\s(?:Street|Avenue|Road|Boulevard|Drive|Lane|(?:St|Ave|Rd|Blvd)\.)(?!\w)"
)
"""What stands behind the number of a house."""


def _in_brackets(text: str, start: int, end: int) -> bool:
    if _CODE.search(text, max(0, start - _WINDOW), start):
        return False
    return text[start - 1 : start] in ("(", "–", "—", "-", "/") or text[end : end + 1] in (")", "–", "—", "-")


_CODE = re.compile(r"\([A-Z]{3,}\s\Z")
"""What makes a number that is no year of our time a code: "(ABCD 1104)"."""
