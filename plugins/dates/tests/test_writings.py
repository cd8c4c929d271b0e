"""Every calendar date, time and period in every supported way of writing parses back to itself."""

import calendar
import datetime
from collections.abc import Callable

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from corpuskit import Document

EXTRACT = DateExtractor(DateConfig())
DAY_FIRST = DateExtractor(DateConfig(order="dmy"))


def dates_of(text, extract=EXTRACT, **metadata):
    """Give what is found in a text: each date with its words, value, interval and grain."""
    found = [item for item in extract(Document(text, metadata=metadata)) if item.label == "date"]
    return [
        (text[item.span.slice], item.value.value, item.value.earliest, item.value.latest, item.value.grain)
        for item in found
    ]


def day_of(words, date):
    """Give what is to be found of a day."""
    last = datetime.date.max
    interval = (None, None) if date == last else (date.isoformat(), (date + datetime.timedelta(1)).isoformat())
    return words, date.isoformat(), *interval, "day"


# --- days with the names of months

NINE = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
TEENS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
ORDINALS = (
    *(*NINE, "tenth", "eleventh", "twelfth"),
    *(*(f"{word}teenth" for word in TEENS), "twentieth"),
    *(*(f"twenty-{word}" for word in NINE), "thirtieth", "thirty-first"),
)


def suffix(day):
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")


MONTHS: dict[str, Callable[[int], str]] = {
    "January": lambda month: calendar.month_name[month],
    "Jan": lambda month: calendar.month_abbr[month],
    "Jan.": lambda month: calendar.month_abbr[month] + ("" if month == 5 else "."),
    "Sept.": lambda month: "Sept." if month == 9 else calendar.month_name[month],
}
DAYS: dict[str, Callable[[int], str]] = {
    "5": str,
    "05": lambda day: f"{day:02}",
    "5th": lambda day: f"{day}{suffix(day)}",
    "fifth": lambda day: ORDINALS[day - 1],
}
DIGITS = ("5", "05", "5th")
ANY = tuple(DAYS)

FORMS: dict[str, tuple[str, ...]] = {
    "{m} {d}, {y}": ANY,
    "{m} {d} {y}": ANY,
    "{m} {d} of {y}": ANY,
    "{m} the {d}, {y}": ANY,
    "{m}-{d}-{y}": DIGITS,
    "{m}/{d}/{y}": DIGITS,
    "{m} {d} '{yy}": ANY,
    "{m} {d}, ’{yy}": ANY,
    "{d} {m} {y}": DIGITS,
    "{d} {m}, {y}": DIGITS,
    "{d} {m} of {y}": DIGITS,
    "{d} of {m} {y}": ANY,
    "the {d} of {m}, {y}": ANY,
    "the {d} of {m} of {y}": ANY,
    "the {d} day of {m}, {y}": ("5th", "fifth"),
    "{d}-{m}-{y}": DIGITS,
    "{d}/{m}/{y}": DIGITS,
    "{d} {m} '{yy}": DIGITS,
    "{d}-{m}-{yy}": DIGITS,
    "{y} {m} {d}": ANY,
    "{y}-{m}-{d}": DIGITS,
    "{y}/{m}/{d}": DIGITS,
}
"""The ways of writing a day, each with the ways of writing its number: "fifth January" and "5 day of" are not."""

WEEKDAYS = st.sampled_from(["", "{w}, ", "{w} ", "{ws}, ", "{ws}. ", "{ws}., "])
LETTERS = st.sampled_from([str, str.upper, str.lower])
SPACES = st.sampled_from([" ", "\xa0", "\n", "  ", "\t"])
FRAMES = st.sampled_from(
    [
        ("", ""),
        ("It was sent on ", " by a friend of theirs."),
        ("(", ")"),
        ("It was sent on ", ", as on 3 March 1999."),
        ("Not on 3 March 1999; ", " was said."),
    ]
)


def is_english(form, name, date, letters):
    """Say whether letters are as English writes them: small ones only where the word means nothing else."""
    short = form.startswith("{ws") or name != "January"
    return letters is not str.lower or (not short and date.month not in (3, 5))


def spaced(words, space):
    """Give words with other space between; after a dot a new line begins a sentence, where a year may stand."""
    return words if space == "\n" and "." in words else words.replace(" ", space)


@pytest.mark.parametrize("name", MONTHS)
@pytest.mark.parametrize(("form", "day"), [(form, day) for form, days in FORMS.items() for day in days])
@settings(max_examples=4)
@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2100, 12, 31)), WEEKDAYS, LETTERS, SPACES, FRAMES)
def test_a_day_is_read_back(form, day, name, date, weekday, letters, space, frame):
    if "{yy}" in form:
        date = date.replace(year=1940 + date.year % 100, day=min(date.day, 28))
    if form[1] == "y":
        weekday = ""  # Nobody writes "Sunday, 2020 January 5".
    assume(is_english(weekday or form, name, date, letters))
    words = letters(
        (weekday + form).format(
            m=MONTHS[name](date.month),
            d=DAYS[day](date.day),
            y=date.year,
            yy=f"{date.year % 100:02}",
            w=calendar.day_name[date.weekday()],
            ws=calendar.day_abbr[date.weekday()],
        )
    )
    words = spaced(words, space)
    before, after = frame

    found = dates_of(before + words + after)

    assert day_of(words, date) in found
    assert len(found) == 1 + ("1999" in before + after)


@pytest.mark.parametrize("form", ["{m} {d}, {y}", "{d} {m} {y}"])
@pytest.mark.parametrize("end", ["", ".", ")", ", and"])
@given(st.dates(datetime.date(100, 1, 1), datetime.date(9999, 12, 30)))
def test_a_clause_may_end_with_a_day_of_any_year(form, end, date):
    words = form.format(m=calendar.month_name[date.month], d=date.day, y=date.year)

    assert dates_of(f"(It was on {words}{end}") == [day_of(words, date)]


# --- days in digits

NUMERIC = {
    "{y:04}-{m:02}-{d:02}": EXTRACT,
    "{y:04}-{m}-{d}": EXTRACT,
    "{y:04}/{m:02}/{d:02}": EXTRACT,
    "{y:04}/{m}/{d}": EXTRACT,
    "{y:04}.{m:02}.{d:02}": EXTRACT,
    "{m:02}/{d:02}/{y:04}": EXTRACT,
    "{m}/{d}/{y:04}": EXTRACT,
    "{m:02}-{d:02}-{y:04}": EXTRACT,
    "{d:02}.{m:02}.{y:04}": EXTRACT,
    "{d}.{m}.{y:04}": EXTRACT,
    "{d:02}/{m:02}/{y:04}": DAY_FIRST,
    "{d}/{m}/{y:04}": DAY_FIRST,
    "{d:02}-{m:02}-{y:04}": DAY_FIRST,
    "{g:04}-W{n:02}-{u}": EXTRACT,
}
"""The ways of writing a day in digits, and the extractor whose order of day and month is theirs."""


@pytest.mark.parametrize("form", NUMERIC)
@settings(max_examples=40)
@given(st.dates(), FRAMES)
@example(datetime.date.min, ("", ""))
@example(datetime.date.max, ("", ""))
@example(datetime.date(2004, 2, 29), ("", ""))
def test_a_day_in_digits_is_read_back(form, date, frame):
    year, week, weekday = date.isocalendar()
    words = form.format(y=date.year, m=date.month, d=date.day, g=year, n=week, u=weekday)
    before, after = frame

    found = dates_of(before + words + after, NUMERIC[form])

    assert day_of(words, date) in found
    assert len(found) == 1 + ("1999" in before + after)


@given(st.dates(datetime.date(1940, 1, 1), datetime.date(2039, 12, 31)))
def test_a_year_of_two_digits_lies_from_1940_to_2039(date):
    words = f"{date.month}/{date.day}/{date.year % 100:02}"

    assert dates_of(words) == [day_of(words, date)]


@pytest.mark.parametrize("text", ["20200105", "2020-005", "2020005", "2020W04", "20200105T173000Z"])
def test_digits_without_separators_are_numbers(text):
    assert dates_of(f"It was filed as {text} by them.") == []


# --- moments

OFFSETS = st.builds(
    "{}{:02}{}{:02}".format, st.sampled_from("+-"), st.integers(0, 14), st.just(":"), st.integers(0, 59)
)
ZONES = st.one_of(st.sampled_from(["", "Z"]), OFFSETS, OFFSETS.map(lambda offset: offset.replace(":", "")))
MOMENTS = st.datetimes(max_value=datetime.datetime(9999, 12, 30))


@given(MOMENTS, st.sampled_from("T "), st.sampled_from(["minutes", "seconds"]), st.booleans(), ZONES)
def test_a_moment_in_iso_8601_is_read_back(moment, separator, precision, fraction, zone):
    moment = moment.replace(microsecond=0, second=0 if precision == "minutes" else moment.second)
    written = moment.isoformat(timespec=precision)
    words = written.replace("T", separator) + (".250" if fraction and precision == "seconds" else "") + zone
    step = datetime.timedelta(**{precision: 1})
    interval = moment.isoformat(), (moment + step).isoformat()

    assert dates_of(words) == [(words, written + zone, *interval, precision[:-1])]


def twelve(moment):
    return moment.hour % 12 or 12


CLOCKS: dict[str, Callable[[datetime.datetime], str]] = {
    "5:30 p.m.": lambda at: f"{twelve(at)}:{at:%M} {'p.m.' if at.hour > 11 else 'a.m.'}",
    "5:30pm": lambda at: f"{twelve(at)}:{at:%M}{'pm' if at.hour > 11 else 'am'}",
    "5.30 PM": lambda at: f"{twelve(at)}.{at:%M} {'PM' if at.hour > 11 else 'AM'}",
    "05:30 P.M.": lambda at: f"{twelve(at):02}:{at:%M} {'P.M.' if at.hour > 11 else 'A.M.'}",
    "17:30": lambda at: f"{at:%H:%M}",
}
PLACED = {
    "{day} {clock}": True,
    "{day}, {clock}": True,
    "{clock}, {day}": True,
    "{clock} {day}": True,
    "{clock} on {day}": False,
    "{day} at {clock}": False,
    "{day}, at {clock}": False,
}
"""Where a time stands to its day, and whether both are one expression."""


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("form", PLACED)
@settings(max_examples=10)
@given(
    st.datetimes(datetime.datetime(1000, 1, 1), datetime.datetime(2100, 12, 30)),
    st.sampled_from(["", " GMT", " ET", " local time"]),
    st.sampled_from(["%B {d}, {y}", "{d} %b {y}", "%A, {d} %B {y}"]),
)
def test_a_time_is_read_back_with_its_day(clock, form, at, zone, day):
    at = at.replace(second=0, microsecond=0)
    date, time = at.strftime(day).format(d=at.day, y=at.year), CLOCKS[clock](at) + zone
    whole = form.format(day=date, clock=time)
    moment = (
        at.isoformat(timespec="minutes"),
        at.isoformat(),
        (at + datetime.timedelta(minutes=1)).isoformat(),
        "minute",
    )
    expected = [(whole, *moment)] if PLACED[form] else [(time, *moment), day_of(date, at.date())]

    assert sorted(dates_of(whole)) == sorted(expected)


# --- periods


def span(first, last):
    return first.isoformat(), last.isoformat()


def first_of(year, month=1):
    return datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def month_of(words, year, number):
    return words, f"{year:04}-{number:02}", *span(first_of(year, number), first_of(year, number + 1)), "month"


def year_of(words, year):
    return words, f"{year:04}", *span(first_of(year), first_of(year + 1)), "year"


def part_of(words, year, letter, number, months, grain):
    begin = first_of(year, (number - 1) * months + 1)
    return words, f"{year}-{letter}{number}", *span(begin, first_of(begin.year, begin.month + months)), grain


YEARS = st.integers(1000, 2099)
RANKS = {1: "first", 2: "second", 3: "third", 4: "fourth"}
MONTH_FORMS = ("{m} {y}", "{m}, {y}", "{m} of {y}", "{ms} {y}", "{ms}. {y}", "{ms}/{y}", "{n:02}/{y}", "{n}/{y}")


@pytest.mark.parametrize("form", MONTH_FORMS)
@given(YEARS, st.integers(1, 12))
def test_a_month_is_read_back(form, year, number):
    assume(number != 5 or "." not in form)
    name = calendar.month_name[number]
    words = form.format(m=name, ms=name[:3], n=number, y=year)

    assert dates_of(f"It was in {words} again.") == [month_of(words, year, number)]


QUARTERS = (
    *("the {rank} quarter of {y}", "{rank}-quarter {y}", "{rank} quarter {y}", "{y}'s {rank} quarter"),
    *("Q{n} {y}", "Q{n} of {y}", "{n}Q {y}", "{y} Q{n}", "{y}-Q{n}"),
)


@pytest.mark.parametrize("form", QUARTERS)
@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_read_back(form, year, number):
    words = form.format(rank=RANKS[number], n=number, y=year)

    assert dates_of(f"It fell in {words} again.") == [part_of(words, year, "Q", number, 3, "quarter")]


@pytest.mark.parametrize("form", ["the {rank} half of {y}", "H{n} {y}", "{y} H{n}", "{y}-H{n}"])
@given(YEARS, st.integers(1, 2))
def test_a_half_is_read_back(form, year, number):
    words = form.format(rank=RANKS[number], n=number, y=year)

    assert dates_of(f"It fell in {words} again.") == [part_of(words, year, "H", number, 6, "half")]


@pytest.mark.parametrize("form", ["{s} {y}", "the {s} of {y}", "{s} of {y}"])
@given(YEARS, st.sampled_from([("spring", "SP", 3), ("summer", "SU", 6), ("autumn", "FA", 9), ("winter", "WI", 12)]))
def test_a_season_is_read_back(form, year, season):
    name, letters, month = season
    words = form.format(s=name, y=year)
    interval = span(first_of(year, month), first_of(year, month + 3))

    assert dates_of(f"It fell in {words} again.") == [(words, f"{year}-{letters}", *interval, "season")]


@given(YEARS)
def test_a_year_is_read_back(year):
    assert dates_of(f"It was in {year} again.") == [year_of(str(year), year)]


@pytest.mark.parametrize("form", ["AD {}", "A.D. {}", "{} AD", "{} CE", "{} C.E."])
@given(st.integers(1, 9998))
def test_a_year_of_the_common_era_is_read_back(form, year):
    assert dates_of(f"It was in {form.format(year)}, again.") == [year_of(form.format(year), year)]


@pytest.mark.parametrize("form", ["{} BC", "{} B.C.", "{} BCE", "{} B.C.E."])
@given(st.integers(1, 9999))
def test_a_year_before_the_common_era_has_no_interval(form, year):
    words = form.format(year)

    assert dates_of(f"It was in {words}, again.") == [(words, f"BC{year:04}", None, None, "year")]


@pytest.mark.parametrize("form", ["the {}0s", "the {}0's"])
@given(st.integers(100, 209))
def test_a_decade_is_read_back(form, decade):
    words = form.format(decade)
    interval = span(first_of(decade * 10), first_of(decade * 10 + 10))

    assert dates_of(f"It was in {words} again.") == [(words, f"{decade}X", *interval, "decade")]


@pytest.mark.parametrize("spelled", [False, True])
@given(st.integers(1, 21))
def test_a_century_is_read_back(spelled, number):
    words = f"the {ORDINALS[number - 1] if spelled else f'{number}{suffix(number)}'} century"
    interval = span(first_of(max(number * 100 - 100, 1)), first_of(number * 100))

    assert dates_of(f"It was in {words} again.") == [(words, f"{number - 1:02}", *interval, "century")]
