"""What looks like a date and is none."""

import pytest

CASES = {
    "names": [
        "Theresa May",
        "April Smith",
        "the Good Friday Agreement",
        "Easter Island",
        "the Sunday Times",
        "USA Today",
        "Black September",
    ],
    "ordinary words": [
        "they may go",
        "a sun hat",
        "he sat down",
        "a second chance",
        "seconded by them",
        "a minute chemical structure",
        "by a minute amount",
        "the long march home",
        "prices fall",
        "spring water",
        "in the fall of the wall",
    ],
    "counts and measures": [
        "1,549 people",
        "he weighed 2003 pounds",
        "2003 troops",
        "5 percent",
        "2,500 men",
        "a dividend of $1.76 a year",
        "creating 358,000 a month",
    ],
    "numbers that name": [
        "flight 1549",
        "Route 66 and Interstate 95",
        "room 2024",
        "Boeing 2020",
        "page 1998",
        "at 2019 North Main Street",
        "ISBN 0-19-2019-3",
    ],
    "figures": [
        "version 1.2.2003",
        "won 10-12",
        "lost 6-3, 6-4",
        "call 555-1234",
        "(206) 555-2003",
        "192.168.10.12",
        "ID 20200105",
        "number 2882015",
        "$2019",
        "in 1500 Rs. notes",
        "rose 3/4 cts per pound",
        "’90% of them",
        "24/7",
    ],
    "addresses on the net": [
        "https://example.org/2020/may-5-2020",
        "www.example.org/2019",
    ],
    "ages": [
        "the 45-year-old",
        "a 3-month-old baby",
        "aged 45 years",
        "45 years of age",
    ],
    "temperatures and low numbers": [
        "in the low 20s",
        "in her 20s",
        "in his thirties",
    ],
    "idioms": [
        "day by day",
        "year over year",
        "a quarter of them",
        "five to ten people",
        "at 6 to 7 per cent",
    ],
}


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{name}: {text}") for name, texts in CASES.items() for text in texts]
)
def test_what_only_looks_like_a_date_is_left_alone(annotate, text):
    assert annotate(text) == []


def test_columns_of_a_table_are_not_read_together(values):
    assert values("CURRENT  WEEK   YEAR AGO") == {"YEAR AGO": "2019"}
