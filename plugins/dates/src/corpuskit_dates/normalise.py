"""From a match to a reading: one function for each kind of rule, named in the rule's ``value``.

A function gives the mentions that a match holds: none (an empty tuple) to swallow its text, or None to refuse the
match, so that a shorter one is tried.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from corpuskit.rules import Hit

from .calendars import on
from .config import DateConfig
from .numerals import amount
from .reading import DOCUMENT, MENTIONED, Calendar, Fields, Fixed, Length, Mention, Reading, Repeat
from .surroundings import (
    counts_things,
    is_date_position,
    is_named,
    is_rate,
    is_year_position,
    next_word,
    previous_word,
)

__all__ = ["READERS", "Reader"]

Found = tuple[Mention, ...] | None
Reader = Callable[[Hit, DateConfig], Found]


def _one(hit: Hit, reading: Reading, *, weak: bool | None = None, article: bool | None = None) -> Found:
    options = hit.rule.options
    start, end = hit.match.span()
    weak = bool(options.get("weak")) if weak is None else weak
    article = bool(options.get("article")) if article is None else article
    return (Mention(start, end, reading, hit.rule.name, article, weak),)


# --- fields of the calendar


def _century(text: str) -> int:
    return int(text) - 1


def _full_year(short: str) -> int:
    """Give the year of two digits: 1940 to 2039."""
    return int(short) + (1900 if int(short) >= 40 else 2000)


def _day(text: str, hit: Hit) -> int:
    return int(text[:2] if text[:2].isdigit() else text[:1])


def _meaning(name: str) -> Callable[[str, Hit], Any]:
    return lambda text, hit: hit.meaning(name)


def _number(text: str, hit: Hit) -> int:
    return int(text) if text.isdigit() else int(hit.meaning("quarter"))


_FIELDS: Mapping[str, tuple[str, Callable[[str, Hit], Any]]] = {
    "year": ("year", lambda text, hit: int(text)),
    "shortyear": ("year", lambda text, hit: _full_year(text)),
    "month": ("month", _meaning("month")),
    "monthnum": ("month", lambda text, hit: int(text)),
    "day": ("day", _day),
    "ordinalday": ("day", _meaning("ordinalday")),
    "week": ("week", lambda text, hit: int(text)),
    "weekday": ("weekday", lambda text, hit: int(text) if text.isdigit() else hit.meaning("weekday")),
    "season": ("season", _meaning("season")),
    "quarter": ("quarter", _number),
    "half": ("half", lambda text, hit: int(text)),
    "hour": ("hour", lambda text, hit: int(text)),
    "minute": ("minute", lambda text, hit: int(text)),
    "second": ("second", lambda text, hit: int(text)),
    "fiscal": ("fiscal", lambda text, hit: True),
    "zone": ("zone", lambda text, hit: text),
}


def _fields(hit: Hit) -> Fields:
    found: dict[str, Any] = {}
    for group, text in hit.match.groupdict().items():
        if text is not None:
            known = _FIELDS.get(group.partition("_")[0])
            if known:
                found[known[0]] = known[1](text, hit)
    return Fields(**found)


def calendar(hit: Hit, config: DateConfig) -> Found:
    """Read the fields that the groups are named after."""
    fields = _fields(hit)
    if fields.year is not None and fields.month and fields.day and on(fields.year, fields.month, fields.day) is None:
        return ()
    return _one(hit, Calendar(fields))


def month_day(hit: Hit, config: DateConfig) -> Found:
    """Read a month with a day or a range of days; where things are counted the number is none."""
    if counts_things(hit.match.string, hit.match.end()) and hit["year"] is None:
        return None
    fields = _fields(hit)
    if hit["endday"] is None:
        return _one(hit, Calendar(fields))
    if hit["day"] is None or fields.day is None or int(hit["endday"]) <= fields.day:
        return None
    last = attrs.evolve(fields, day=int(hit["endday"]))
    return _two(hit, fields, last, (hit.match.start("join"), hit.match.start("endday")))


def day_month(hit: Hit, config: DateConfig) -> Found:
    """Read a day with a month; "first May" needs an *of*, and *the* belongs to it only before an ordinal."""
    if hit["ordinalday"] and " of " not in hit.text.lower():
        return None
    fields = _fields(hit)
    if hit["firstday"] is None:
        return _one(hit, Calendar(fields), article=not hit.text[1:3].strip().isdigit())
    first = int(hit["firstday"])
    if hit["day"] is None or fields.day is None or fields.day <= first:
        return None
    return _two(hit, attrs.evolve(fields, day=first), fields, (hit.match.end("firstday"), hit.match.start("day")))


def month(hit: Hit, config: DateConfig) -> Found:
    """Read a month alone, unless it is a name or an ordinary word."""
    text, start, end = hit.match.string, hit.match.start(), hit.match.end()
    word = hit["month"] or ""
    if word.lower() in ("may", "march", "mar", "dec", "jun", "jan"):
        if not is_date_position(text, start, end):
            return None
    elif is_named(text, start, end, word):
        return None
    return _one(hit, Calendar(_fields(hit)))


def weekday(hit: Hit, config: DateConfig) -> Found:
    """Read a weekday alone."""
    if hit.match.string[hit.match.end() : hit.match.end() + 1] == "-" and hit["weekday"] == "Sunday":
        return None
    return _one(hit, Calendar(_fields(hit)))


def ordinal_day(hit: Hit, config: DateConfig) -> Found:
    """Read "the 5th" where a preposition stands before it and no noun behind it."""
    text, start, end = hit.match.string, hit.match.start(), hit.match.end()
    if previous_word(text, start) != "the":
        return None
    before = text.rfind("the", 0, start)
    before = before if before >= 0 else text.rfind("The", 0, start)
    if previous_word(text, before) not in ("on", "by", "until", "since", "before", "from", "till"):
        return None
    following = next_word(text, end)
    ends = not following or following in (
        "and",
        "to",
        "but",
        "when",
        "that",
        "the",
        "it",
        "he",
        "they",
        "she",
        "we",
        "at",
    )
    return _one(hit, Calendar(_fields(hit))) if ends else None


def year(hit: Hit, config: DateConfig) -> Found:
    """Read four digits as a year where nothing tells that they count or name something."""
    value = int(hit["year"] or 0)
    if not is_year_position(hit.match.string, hit.match.start(), hit.match.end(), value):
        return None
    return _one(hit, Calendar(Fields(year=value)), article=hit["period"] is not None)


def short_year(hit: Hit, config: DateConfig) -> Found:
    """Read '98 where the apostrophe opens no quotation."""
    if hit.match.string[hit.match.start() - 1 : hit.match.start()] in ("'", "`", "’", "‘", '"'):
        return None
    return _one(hit, Calendar(_fields(hit)))


def _two(hit: Hit, first: Fields, last: Fields, cut: tuple[int, int]) -> Found:
    """Give the two ends of a match that holds a range, cut at two offsets."""
    start, end = hit.match.span()
    name = hit.rule.name
    return Mention(start, cut[0], Calendar(first), name), Mention(cut[1], end, Calendar(last), name)


def year_range(hit: Hit, config: DateConfig) -> Found:
    """Read "1939-45"."""
    first, short = int(hit["year"] or 0), hit["endshort"]
    last = first // 100 * 100 + int(short) if short else int(hit["endyear"] or 0)
    if last <= first or not is_year_position(hit.match.string, *hit.match.span(), max(first, last)):
        return None
    group = "endshort" if short else "endyear"
    return _two(hit, Fields(year=first), Fields(year=last), (hit.match.end("year"), hit.match.start(group)))


def spelled_year(hit: Hit, config: DateConfig) -> Found:
    """Read "nineteen ninety-four" or "two thousand and five"."""
    text = hit["spelled"] or ""
    if text.lower().startswith("two"):
        value = amount(text)
        return None if value is None else _one(hit, Calendar(Fields(year=value.numerator)))
    first, *rest = re.split(r"[\s-]+", text)
    low = amount(" ".join(rest))
    high = amount(first)
    if low is None or high is None:
        return None
    return _one(hit, Calendar(Fields(year=high.numerator * 100 + low.numerator)))


def _is_bc(hit: Hit) -> bool:
    return (hit.get("era") or "").upper().startswith("B")


def era_year(hit: Hit, config: DateConfig) -> Found:
    """Read a year with BC or AD, or two of them; the comma in "3,000 B.C." is no sign of a list."""
    value = int((hit["year"] or hit["year_2"] or "0").replace(",", ""))
    if not value:
        return None
    fields = Fields(year=_era(hit, value))
    if hit["first"] is None:
        return _one(hit, Calendar(fields))
    first = Fields(year=_era(hit, int(hit["first"])))
    return _two(hit, first, fields, (hit.match.end("first"), hit.match.start("year_2")))


def _era(hit: Hit, value: int) -> int:
    return 1 - value if _is_bc(hit) else value


def decade(hit: Hit, config: DateConfig) -> Found:
    """Read the tens of years in digits or words; two digits and bare words need *the* before them."""
    text, start = hit.match.string, hit.match.start()
    if hit.get("tens"):
        prefix = {"eighteen": 180, "nineteen": 190}.get((hit["prefix"] or "").lower(), 190)
        value = prefix + int(hit.meaning("tens"))
    elif hit.get("decade") or hit.get("decade_2"):
        value = int(hit["decade"] or hit["decade_2"] or 0)
    else:
        value = int(hit["shortdecade"] or hit["bareshort"] or 0)
        value += 190 if value >= 2 else 200
    bare = hit.get("bareshort") or (hit.get("tens") and not hit["prefix"])
    if bare and not _has_article(text, start):
        return None
    return _one(hit, Calendar(Fields(decade=value, bc=_is_bc(hit))))


def _has_article(text: str, start: int) -> bool:
    word = previous_word(text, start)
    if word in ("early", "mid", "late"):
        word = previous_word(text, text.lower().rfind(word, 0, start))
    return word == "the"


def century(hit: Hit, config: DateConfig) -> Found:
    """Read a century by its number."""
    digits = hit["century"]
    number = int(digits) if digits else int(hit.meaning("century_2"))
    if not number:
        return None
    return _one(hit, Calendar(Fields(century=number - 1, bc=_is_bc(hit))), article=hit.text.find("-") < 0)


def quarter(hit: Hit, config: DateConfig) -> Found:
    """Read a quarter; the article belongs to it only where it is no compound."""
    return _one(hit, Calendar(_fields(hit)), article="-" not in (hit["join"] or ""))


def half(hit: Hit, config: DateConfig) -> Found:
    """Read the half of a year that its neighbours name."""
    word = (hit["half"] or "").lower()
    return _one(hit, Calendar(Fields(half=1 if word in ("first", "1st") else 2)))


def season(hit: Hit, config: DateConfig) -> Found:
    """Read a season; *fall* and *spring* alone are verbs and nouns more often than not."""
    text, start, end = hit.match.string, hit.match.start(), hit.match.end()
    word = (hit["season"] or "").lower()
    doubtful = hit["year"] is None and word in ("fall", "spring")
    weak = doubtful and not (is_date_position(text, start, end) and next_word(text, end) != "of")
    return _one(hit, Calendar(_fields(hit)), weak=weak)


def holiday(hit: Hit, config: DateConfig) -> Found:
    """Read a named day by the rule of the region."""
    columns = hit.meaning("holiday")
    rule = columns[config.region]
    rule = columns["all"] if rule == "=" else rule
    if rule == "-":
        return None
    fields = Fields(holiday=rule, year=int(hit["year"]) if hit["year"] else None)
    return _one(hit, Calendar(fields))


def event(hit: Hit, config: DateConfig) -> Found:
    """Read the day of an event that is known by its date."""
    parts = [int(part) for part in str(hit.meaning("event")).split("-")]
    return _one(hit, Calendar(Fields(year=parts[0], month=parts[1], day=parts[2])))


# --- numeric dates


def numeric(hit: Hit, config: DateConfig) -> Found:
    """Read three numbers in the order that fits; further orders that fit become alternatives."""
    first, second, third = hit["a"] or "", hit["b"] or "", hit["c"] or ""
    separator = hit["sep"] or ""
    if separator != "/" and len(third) == 2 and len(first) != 4:
        return None
    if len(first) == 4:
        return _ordered(hit, [(int(first), int(second), int(third))]) if len(third) == 2 else None
    if config.order == "ymd" and len(third) == 2:
        return _ordered(hit, [(_full_year(first.zfill(2)), int(second), int(third))])
    full = int(third) if len(third) == 4 else _full_year(third)
    orders = [(full, int(first), int(second)), (full, int(second), int(first))]
    if config.order == "dmy" or (config.order == "auto" and separator == "."):
        orders.reverse()
    return _ordered(hit, orders)


def _ordered(hit: Hit, orders: list[tuple[int, int, int]]) -> Found:
    valid = [Fields(year=y, month=m, day=d) for y, m, d in orders if on(y, m, d)]
    if not valid:
        return ()
    others = tuple(fields for fields in valid[1:] if fields != valid[0])
    return _one(hit, Calendar(valid[0], others=others))


def numeric_short(hit: Hit, config: DateConfig) -> Found:
    """Read two numbers with a slash where a preposition stands before them."""
    if previous_word(hit.match.string, hit.match.start()) not in _BEFORE_NUMBERS:
        return None
    first, second = int(hit["a"] or 0), int(hit["b"] or 0)
    orders = [(first, second), (second, first)]
    if config.order == "dmy":
        orders.reverse()
    valid = [Fields(month=m, day=d) for m, d in orders if on(2000, m, d)]
    if not valid:
        return None
    return _one(hit, Calendar(valid[0], others=tuple(fields for fields in valid[1:] if fields != valid[0])))


_BEFORE_NUMBERS = frozenset(
    [
        "on",
        "by",
        "until",
        "since",
        "before",
        "after",
        "from",
        "friday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "saturday",
        "sunday",
    ]
)


# --- dates relative to another


def day_word(hit: Hit, config: DateConfig) -> Found:
    """Read *today* and its like."""
    steps = ((Fraction(int(hit.meaning("dayword"))), "day"),)
    return _one(hit, Calendar(steps=steps), article=hit.text.lower().startswith("day"))


def tonight(hit: Hit, config: DateConfig) -> Found:
    """Read *tonight*."""
    return _one(hit, Calendar(Fields(part="NI"), steps=((Fraction(0), "day"),)))


def reference(hit: Hit, config: DateConfig) -> Found:
    """Read a reference to now, the past or the future; before a unit of time it is left to that."""
    value = str(hit.meaning("reference"))
    word = hit.text.lower()
    text = hit.match.string
    following = next_word(text, hit.match.end())
    if following in (_UNITS if word in ("past", "future") else _NOUNS) or following in (
        "tense",
        "tenses",
        "self",
        "account",
        "affairs",
        "contract",
        "contracts",
    ):
        return None
    if word in ("past", "near term", "short term", "recent past", "distant past"):
        plain = previous_word(text, hit.match.start()) == "the" and following in _CLAUSE
        return _one(hit, Fixed(value)) if plain or "term" in word or " " in word else None
    return _one(hit, Fixed(value), article=word not in ("recent", "current", "now"))


_CLAUSE = frozenset(
    [
        "that",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "the",
        "this",
        "but",
        "and",
        "or",
        "to",
        "when",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "for",
        "in",
        "as",
        "by",
        "with",
        "if",
        "so",
    ]
) | {""}
_NOUNS = frozenset(
    [
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "quarter",
        "quarters",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "centuries",
        "fiscal",
        "affairs",
    ]
)
_UNITS = frozenset(
    [
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "quarter",
        "quarters",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "centuries",
        "fiscal",
        "few",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ]
)


def year_before(hit: Hit, config: DateConfig) -> Found:
    """Read "year-earlier", with the quarter that it is compared with."""
    steps = ((Fraction(-1), "year"),)
    if previous_word(hit.match.string, hit.match.start()) in ("a", "one") and "-" not in hit.text:
        return None
    return _one(hit, Calendar(steps=steps, anchor=MENTIONED), article=hit["period"] is not None)


def latest_quarter(hit: Hit, config: DateConfig) -> Found:
    """Read "the latest period" of a report: the quarter that was mentioned, or the last that has ended."""
    return _one(hit, Calendar(steps=((Fraction(0), "quarter"),), anchor=MENTIONED))


def year_end(hit: Hit, config: DateConfig) -> Found:
    """Read *year-end*."""
    return _one(hit, Calendar(steps=((Fraction(0), "year"),), mod="END"))


def weekend(hit: Hit, config: DateConfig) -> Found:
    """Read a weekend."""
    return _one(hit, Length(((Fraction(1), "weekend"),), bare=True))


# --- lengths and recurrences


def length(hit: Hit, config: DateConfig) -> Found:
    """Read a number of units."""
    count = amount(hit["amount"] or "")
    unit = str(hit.meaning("unit"))
    aged = hit["age"] or previous_word(hit.match.string, hit.match.start()) == "aged"
    if aged and not config.ages:
        return ()
    if count is None or (hit.get("half") and count.denominator != 1):
        return None
    if unit == "quarter" and "-" in hit.text:
        return None
    if unit == "second" and not (hit["unit"] or "").lower().endswith("s"):
        return None
    half = Fraction(1, 2) if hit.get("half") else Fraction(0)
    # "The two-year plan" is about a plan; "the two years" are years.
    plain = hit.text[-1:].lower() == "s" or count + half <= 1
    return _one(hit, Length(((count + half, unit),)), article=plain and "-" not in hit.text[-8:])


def half_unit(hit: Hit, config: DateConfig) -> Found:
    """Read half of a unit."""
    return _one(hit, Length(((Fraction(1, 2), (hit["unit"] or "").lower()),)))


def lone_unit(hit: Hit, config: DateConfig) -> Found:
    """Read a unit that its neighbours give a meaning."""
    unit = str(hit.meaning("unit"))
    text, start, end = hit.match.string, hit.match.start(), hit.match.end()
    if text[end : end + 1] == "-":
        return None
    if unit.endswith("year") and next_word(text, end) in ("ended", "ending"):
        return _one(hit, Length(((Fraction(1), "year"),)), weak=previous_word(text, start) != "the")
    if is_rate(text, start) and next_word(text, end) not in _AFTER_LENGTHS:
        return ()
    count = Fraction(3, 2) if hit["half"] else Fraction(1)
    return _one(hit, Length(((count, unit),), bare=True))


_AFTER_LENGTHS = frozenset(["ago", "earlier", "later", "before", "after", "or", "from", "back", "hence", "previously"])


def lone_units(hit: Hit, config: DateConfig) -> Found:
    """Read a vague number of units."""
    text, start = hit.match.string, hit.match.start()
    if text[start - 1 : start] == "-" or (previous_word(text, start) or "the") in ("office", "business", "working"):
        return None
    return _one(hit, Length(((None, str(hit.meaning("unit"))),)))


def adverb(hit: Hit, config: DateConfig) -> Found:
    """Read an adverb that says how often; in a name it is none."""
    if (
        hit.text[:1].isupper()
        and not hit.text.isupper()
        and next_word(hit.match.string, hit.match.end(), fold=False).istitle()
    ):
        return None
    return _one(hit, Repeat(str(hit.meaning("adverb"))))


def times(hit: Hit, config: DateConfig) -> Found:
    """Read how many times in a unit."""
    unit = str(hit.meaning("unit"))
    number = amount(hit["amount"] or "") if hit["amount"] else None
    freq = str(hit.meaning("times")) if hit["times"] else f"{number}X"
    return _one(hit, Repeat(_PERIODS.get(unit, "P1Y"), freq=freq))


_PERIODS = {
    **{"hour": "PT1H", "minute": "PT1M", "day": "P1D", "week": "P1W", "fortnight": "P2W", "month": "P1M"},
    **{"quarter": "P3M", "decade": "P10Y", "century": "P100Y", "millennium": "P1000Y"},
}


def weekdays(hit: Hit, config: DateConfig) -> Found:
    """Read a weekday that recurs."""
    return _one(hit, Repeat(f"XXXX-WXX-{hit.meaning('weekday')}"))


# --- times of day


def clock(hit: Hit, config: DateConfig) -> Found:
    """Read a time with a.m. or p.m."""
    fields = _fields(hit)
    afternoon = (hit["ampm"] or "").lower().startswith("p")
    hour = (fields.hour or 0) % 12 + (12 if afternoon else 0)
    return _one(hit, Calendar(Fields(hour=hour, minute=fields.minute or 0, second=fields.second)))


def clock24(hit: Hit, config: DateConfig) -> Found:
    """Read hours and minutes where two digits, a zone or a preposition tell that they are a time."""
    fields = _fields(hit)
    sure = len(hit["hour"] or "") == 2 or hit.get("zone") or hit.text.lower().endswith(("hours", "hrs"))
    before = previous_word(hit.match.string, hit.match.start())
    if not sure and before not in _BEFORE_TIMES:
        return None
    if fields.hour == 24 and fields.minute:
        return None
    return _one(hit, Calendar(Fields(hour=fields.hour, minute=fields.minute, second=fields.second)))


_BEFORE_TIMES = frozenset(
    ["at", "by", "from", "until", "till", "to", "around", "about", "before", "after", "since", "between"]
)


def oclock(hit: Hit, config: DateConfig) -> Found:
    """Read a full hour, of the half of the day that is said."""
    value = amount(hit["amount"] or "")
    if value is None:
        return None
    part = (hit.get("part") or hit.get("part_2") or "").lower()
    hour = value.numerator
    if part in ("afternoon", "evening", "night") and hour < 12:
        hour += 12
    minute = int(hit.get("minute") or 0)
    return _one(hit, Calendar(Fields(hour=hour, minute=minute)))


def point(hit: Hit, config: DateConfig) -> Found:
    """Read noon or midnight."""
    hour, minute = str(hit.meaning("point")).split(":")
    return _one(hit, Calendar(Fields(hour=int(hour), minute=int(minute))))


def part(hit: Hit, config: DateConfig) -> Found:
    """Read a part of the day that its neighbours place."""
    return _one(hit, Calendar(Fields(part=str(hit.meaning("part"))), anchor=DOCUMENT))


READERS: Mapping[str, Reader] = {
    function.__name__: function
    for function in (
        *(calendar, month_day, day_month, month, weekday, ordinal_day, year, year_range, short_year, spelled_year),
        *(era_year, decade, century, quarter, half, season, holiday, event, numeric, numeric_short, day_word, tonight),
        *(reference, year_before, latest_quarter, year_end, weekend, length, half_unit, lone_unit, lone_units),
        *(adverb, times, weekdays, clock, clock24, oclock, point, part),
    )
}
