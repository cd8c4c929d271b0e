"""Laws of the extractor: what it may depend on, and what never comes out of it."""

import calendar
import datetime
import re

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch

EXTRACTS = {style: DateExtractor(DateConfig(style=style)) for style in ("news", "narrative", "conversation")}
EXTRACT = EXTRACTS["news"]
REFERENCE = "2020-06-12"


def found_in(text, reference=REFERENCE, extract=EXTRACT):
    """Give what is found in a text: its label, place and value."""
    metadata = {} if reference is None else {"date": reference}
    return [(item.label, item.start, item.end, item.value) for item in extract(Document(text, metadata=metadata))]


def values_of(text, reference=REFERENCE, extract=EXTRACT):
    """Give the dates of a text with their words."""
    found = found_in(text, reference, extract)
    return [(text[start:end], value) for label, start, end, value in found if label == "date"]


# --- sentences

RELATIVE = (
    *("yesterday", "today", "tomorrow", "tonight", "last night", "this morning", "the day before yesterday"),
    *("last week", "this week", "next week", "the previous month", "the following year", "next quarter"),
    *("this decade", "last century", "last weekend", "two days ago", "a week ago", "three months later"),
    *("two years earlier", "ten years from now", "two hours ago", "two days before yesterday"),
    *("Monday", "last Friday", "next Tuesday", "Wednesday evening", "January", "last March", "January 5", "5 May"),
    *("the third quarter", "last summer", "next spring", "Christmas", "last Christmas", "Easter", "year-end"),
    *("two years and three months ago", "three weeks from tomorrow", "early next year", "the coming months"),
)
ABSOLUTE = (
    *("January 5, 2020", "5 May 1999", "2011-02-03", "12/25/2019", "in 1998", "the 1990s", "44 BC", "AD 79"),
    *("the 19th century", "Q3 2019", "the summer of 1955", "May 2019", "the first half of 2018", "2020-W04"),
    *(
        "from May to June 2019",
        "January 5-9, 2020",
        "1939–45",
        "every Monday",
        "twice a week",
        "daily",
        "for two years",
    ),
    *("an 18-month term", "several weeks", "05/04/2019", "at 5 p.m.", "at 17:30 GMT", "noon on 5 May 1999", "recently"),
)
EXPRESSIONS = st.sampled_from(RELATIVE + ABSOLUTE)
SENTENCES = st.builds(
    lambda verb, expressions: f"{verb} " + ", then ".join(expressions) + ".",
    st.sampled_from(["They met", "They will meet", "She said it was", "The meeting is", "Nobody came"]),
    st.lists(EXPRESSIONS, min_size=1, max_size=3),
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
REFERENCES = st.sampled_from([None, REFERENCE, "2020-02-29T10:30:00", "1987-10-19", "0001-01-01", "9999-12-31"])
STYLES = st.sampled_from(sorted(EXTRACTS))


# --- without the date of the document


@pytest.mark.parametrize("words", RELATIVE)
@pytest.mark.parametrize("sentence", ["They met {}.", "They will meet {}.", "It began in {}.", "({})"])
def test_without_a_document_date_nothing_relative_is_resolved(sentence, words):
    for style in EXTRACTS.values():
        for _, value in values_of(sentence.format(words), None, style):
            assert (value.earliest, value.latest, value.begin, value.end) == (None, None, None, None)
            assert "X" in value.value or value.value.endswith("_REF")


# --- what stands around

WORDS = (
    "The",
    "old",
    "house",
    "by",
    "the",
    "river,",
    "with",
    "its",
    "garden;",
    "(quiet",
    "rooms)",
    "–",
    "Nobody",
    "there!",
)
NEUTRAL = st.lists(st.sampled_from(WORDS), max_size=12).map(lambda words: " ".join([*words, "here."]))


@given(TEXTS, NEUTRAL, NEUTRAL, REFERENCES, STYLES)
def test_words_around_shift_spans_only(text, before, after, reference, style):
    alone = found_in(text, reference, EXTRACTS[style])
    shifted = found_in(f"{before} {text} {after}", reference, EXTRACTS[style])
    offset = len(before) + 1

    assert [(label, start - offset, end - offset) for label, start, end, _ in shifted] == [row[:3] for row in alone]
    assert [row[3] for row in shifted if row[0] == "date"] == [row[3] for row in alone if row[0] == "date"]


@given(st.lists(st.builds(Document, TEXTS, metadata=REFERENCES.map(lambda date: {"date": date})), max_size=5), STYLES)
def test_documents_of_a_batch_do_not_know_each_other(documents, style):
    extract = EXTRACTS[style]
    found = extract.extract_batch(Batch(documents)).by_document(len(documents))

    assert found == [list(extract(document)) for document in documents]


# --- letters

PLAIN = tuple(words for words in RELATIVE + ABSOLUTE if not re.search(r"\bMay\b|\bMarch\b|p\.m\.", words))


@pytest.mark.parametrize("words", PLAIN)
def test_capital_letters_change_no_value(words):
    text = f"They said it was {words}."
    lower, upper = values_of(text), values_of(text.upper())

    assert [(found.upper(), value.value, value.earliest, value.latest) for found, value in lower] == [
        (found, value.value, value.earliest, value.latest) for found, value in upper
    ]


# --- the order of digits


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1000, 2999), st.sampled_from("/-."), st.booleans())
def test_the_order_turns_exactly_what_is_ambiguous(month, day, year, separator, padded):
    assume(day <= calendar.monthrange(year, month)[1])
    text = f"{month:02}{separator}{day:02}{separator}{year}" if padded else f"{month}{separator}{day}{separator}{year}"
    (one,), (other,) = (values_of(text, None, DateExtractor(DateConfig(order=order))) for order in ("mdy", "dmy"))
    first, second = f"{year}-{month:02}-{day:02}", f"{year}-{day:02}-{month:02}"

    assert one[1].value == first
    assert other[1].value == (second if day <= 12 else first)
    assert one[1].alternatives == ((second,) if day <= 12 and day != month else ())
    assert other[1].alternatives == ((first,) if day <= 12 and day != month else ())


@pytest.mark.parametrize("text", ["2020-05-04", "2020/05/04", "4 May 2020", "May 4, 2020", "25/12/2020", "12/25/2020"])
def test_no_order_turns_what_is_unambiguous(text):
    extracts = [DateExtractor(DateConfig(order=order)) for order in ("mdy", "dmy", "ymd", "auto")]

    assert len({str(values_of(text, None, extract)) for extract in extracts}) == 1


@given(st.dates(datetime.date(1940, 1, 1), datetime.date(2039, 12, 31)))
def test_the_year_may_come_first_in_two_digits(date):
    ((_, value),) = values_of(f"{date:%y/%m/%d}", None, DateExtractor(DateConfig(order="ymd")))

    assert value.value == date.isoformat()


# --- ambiguity


@given(TEXTS, REFERENCES, STYLES)
@example("They met 05/05/2020.", None, "news")
@example("They met 05/04/2019 and 25/12/2019.", None, "news")
def test_the_alternatives_are_other_values(text, reference, style):
    for _, value in values_of(text, reference, EXTRACTS[style]):
        assert value.value not in value.alternatives
        assert len(set(value.alternatives)) == len(value.alternatives)


# --- impossible dates

NO_DAYS = st.sampled_from(
    [(month, day) for month in range(1, 13) for day in range(1, 32) if day > calendar.monthrange(2020, month)[1]]
)
WRITTEN = ("{m} {d}", "{m} {d}, {y}", "{d} {m}", "{d} {m} {y}", "the {d}st of {m} {y}", "{d}-{s}-{y}", "{y}-{s}-{d}")
DIGITS = ("{y}-{n:02}-{d}", "{y}/{n:02}/{d}", "{y}.{n:02}.{d}", "{n:02}/{d}/{y}", "{d}/{n:02}/{y}", "{d}.{n:02}.{y}")


def no_day(form, year, month, day):
    name = calendar.month_name[month]
    return form.format(m=name, s=name[:3], n=month, d=day, y=year)


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=25)
@given(st.integers(1900, 2050), NO_DAYS, REFERENCES)
def test_a_day_that_its_month_does_not_have_keeps_its_value(form, year, day, reference):
    ((words, value),) = values_of(no_day(form, year, *day), reference)

    assert words == no_day(form, year, *day)
    assert value.value.endswith(f"-{day[0]:02}-{day[1]:02}")
    assert (value.earliest, value.latest) == (None, None)


@pytest.mark.parametrize("form", DIGITS)
@settings(max_examples=25)
@given(st.integers(1900, 2050), NO_DAYS)
def test_digits_that_are_no_day_are_no_date(form, year, day):
    assert values_of(no_day(form, year, *day)) == []


@given(st.integers(1900, 2050).filter(lambda year: not calendar.isleap(year)))
def test_a_common_year_has_no_29th_of_february(year):
    assert [value.earliest for _, value in values_of(f"29 February {year}")] == [None]
    assert values_of(f"{year}-02-29") == values_of(f"29/02/{year}") == values_of(f"02/29/{year}") == []


@given(st.integers(1900, 2050))
def test_a_53rd_week_is_only_in_long_years(year):
    weeks = datetime.date(year, 12, 28).isocalendar().week
    ((words, value),) = values_of(f"{year}-W53")

    assert words == f"{year}-W53"
    assert (value.earliest is not None) == (weeks == 53)


@pytest.mark.parametrize(
    "text",
    [
        *("2020-13-05", "2020-00-05", "2020-01-00", "2020-01-32", "13/13/2020", "13/2020", "2020-13", "2020-W54"),
        *("2020-W00", "at 24:30", "at 25:00", "at 12:60", "at 24:00:01", "2020-01-05T24:30", "2020-01-05T25:00"),
        *("13 p.m.", "0 a.m.", "0000-01-01", "the 0th century", "0 BC", "31/31/2020"),
    ],
)
def test_digits_that_are_no_date_are_not_found(text):
    assert values_of(text) == []
