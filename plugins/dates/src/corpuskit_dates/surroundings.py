"""What the words next to an expression tell about it."""

import re

__all__ = ["counts_things", "is_date_position", "is_named", "is_rate", "is_year_position", "next_word", "previous_word"]

_PREVIOUS = re.compile(r"([^\W\d_]+\.?)[\s(]*\Z")
_NEXT = re.compile(r"[ \t\r\n]+([^\W\d_]+)")
_WINDOW = 24

_PREPOSITIONS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "from",
        "to",
        "through",
        "during",
        "for",
        "between",
        "before",
        "after",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "every",
        "each",
        "starting",
        "beginning",
        "ending",
        "through",
        "thru",
        "around",
        "about",
        "past",
        "the",
        "throughout",
        "following",
    ]
)
_DATE_WORDS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "through",
        "during",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "every",
        "each",
        "throughout",
        "end",
    ]
)
_COUNTED = frozenset(
    [
        "people",
        "troops",
        "soldiers",
        "men",
        "women",
        "children",
        "miles",
        "km",
        "kilometers",
        "kilometres",
        "meters",
        "metres",
        "feet",
        "acres",
        "dollars",
        "pounds",
        "euros",
        "tons",
        "tonnes",
        "barrels",
        "votes",
        "seats",
        "jobs",
        "workers",
        "employees",
        "shares",
        "homes",
        "houses",
        "units",
        "copies",
        "students",
        "members",
        "cases",
        "deaths",
        "points",
        "yards",
        "votes",
        "officers",
        "civilians",
        "refugees",
        "prisoners",
        "cars",
        "vehicles",
        "others",
        "calories",
        "words",
        "francs",
        "yen",
        "marks",
        "pesos",
        "rupees",
        "grams",
        "kg",
        "kilograms",
        "hectares",
        "watts",
        "volts",
        "degrees",
        "times",
        "passengers",
        "protesters",
    ]
)
_NUMBERED = frozenset(
    [
        "room",
        "flight",
        "route",
        "highway",
        "interstate",
        "page",
        "no",
        "number",
        "suite",
        "apartment",
        "box",
        "rd",
        "road",
        "street",
        "building",
        "unit",
        "gate",
        "channel",
        "about",
        "approximately",
        "some",
        "nearly",
        "over",
        "exactly",
        "only",
        "least",
        "than",
        "almost",
        "roughly",
        "another",
        "up",
        "to",
    ]
)
_LOOSE_NUMBERED = frozenset(["about", "approximately", "some", "nearly", "over", "almost", "roughly", "to", "up"])
_SURE = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "of",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "between",
        "through",
        "year",
        "around",
        "circa",
        "and",
        "or",
        "c",
        "ca",
        "for",
        "to",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "january",
        "february",
        "march",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
    ]
)


_LINKS = frozenset(("of", "to"))
_ARTICLE = re.compile(r"(?<!\w)(?:an?|per)\s+\Z", re.IGNORECASE)
_BEFORE_LENGTHS = frozenset(
    [
        "for",
        "in",
        "within",
        "after",
        "over",
        "than",
        "about",
        "almost",
        "nearly",
        "half",
        "just",
        "only",
        "quite",
        "take",
        "takes",
        "took",
        "taking",
        "last",
        "lasts",
        "lasted",
        "spend",
        "spent",
        "wait",
        "waited",
        "least",
        "most",
        "around",
        "and",
        "or",
        "to",
        "but",
        "every",
        "as",
        "of",
        "from",
        "through",
        "during",
        "by",
        "ago",
        "before",
        "since",
        "until",
        "is",
        "was",
        "once",
        "roughly",
        "approximately",
        "under",
        "up",
        "be",
        "like",
    ]
) | {""}


def previous_word(text: str, start: int) -> str:
    """Give the word before an offset in lower case, without a dot at its end; empty where there is none."""
    found = _PREVIOUS.search(text, max(0, start - _WINDOW), start)
    return found[1].lower().rstrip(".") if found else ""


def next_word(text: str, end: int, *, fold: bool = True) -> str:
    """Give the word that follows with only white space between; empty where there is none."""
    found = _NEXT.match(text, end)
    return "" if found is None else found[1].lower() if fold else found[1]


def is_date_position(text: str, start: int, end: int) -> bool:
    """Say whether a word that may be a date follows a preposition or the like, as dates do."""
    before = previous_word(text, start)
    if text[start - 1 : start] == "-":
        return before in ("mid", "late", "early")
    return (
        before in _DATE_WORDS
        or (before == "the" and text[start:end].islower())
        or (before in _LINKS and text[start:end].istitle())
    )


def is_rate(text: str, start: int) -> bool:
    """Say whether the "a" before a unit means *per*, as in "four flights a week"."""
    found = _ARTICLE.search(text, max(0, start - 6), start)
    return found is not None and previous_word(text, found.start()) not in _BEFORE_LENGTHS


def is_named(text: str, start: int, end: int, word: str) -> bool:
    """Say whether a capitalised month is part of a person's name."""
    if word.lower() not in ("april", "june", "august"):
        return False
    if previous_word(text, start) in _PREPOSITIONS:
        return False
    following = next_word(text, end, fold=False)
    return following[:1].isupper() and not following.isupper()


def counts_things(text: str, end: int) -> bool:
    """Say whether the word behind a number is counted by it."""
    return next_word(text, end) in _COUNTED


def is_year_position(text: str, start: int, end: int, value: int) -> bool:
    """Say whether four digits can be a year: nothing before them names or counts, nothing behind is counted."""
    if text[max(0, start - 1) : start] in ("$", "£", "€", "#", "+", "@", ".", ",", "_", "="):
        return False
    before = previous_word(text, start)
    if before in _NUMBERED and not (before in _LOOSE_NUMBERED and 1900 <= value <= 2030):
        return False
    if counts_things(text, end):
        return False
    return 1900 <= value <= 2050 or before in _SURE or _in_brackets(text, start, end)


def _in_brackets(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("(", "–", "—", "-", "/") or text[end : end + 1] in (")", "–", "—", "-")
