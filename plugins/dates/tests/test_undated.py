"""Dates of documents whose own date is not known."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruling since 2006, he lost the Oct. 20 vote.", {"Oct. 20": "XXXX-10-20"}),
        ("It opened in May 2010. Sales rose in June and the first quarter.", {"June": "XXXX-06"}),
        ("It opened in May 2010. It closed in the first quarter.", {"the first quarter": "XXXX-Q1"}),
        ("It opened in May 2010. It closed in the summer.", {"the summer": "XXXX-SU"}),
        ("It opened in May 2010. It closed at Christmas.", {"Christmas": "XXXX-12-25"}),
    ],
)
@pytest.mark.parametrize("style", ["news", "conversation"])
def test_partial_dates_take_no_year_from_a_date_mentioned_before(values, text, expected, style):
    found = values(text, None, style=style)

    assert {words: found[words] for words in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from March to May 2010", {"March": "2010-03", "May 2010": "2010-05"}),
        ("in March and May 2010", {"March": "2010-03", "May 2010": "2010-05"}),
        ("It began in 2010 and fell later that year.", {"later that year": "2010"}),
        ("It began in 2010, on May 5, and fell on June 5 of that year.", {"June 5 of that year": "2010-06-05"}),
        ("It began in May 2010. The following month it fell.", {"The following month": "2010-06"}),
        ("It began in 2010. The following spring it fell.", {"The following spring": "2011-SP"}),
    ],
)
def test_what_refers_to_a_mention_is_counted_from_it(values, text, expected):
    found = values(text, None)

    assert {words: found[words] for words in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In April 1986 it was low. In May it rose from the previous month.", {"the previous month": "XXXX-XX"}),
        ("On May 3, 2010 it fell. On Monday it rose. The next day", {"The next day": "XXXX-XX-XX"}),
        ("In 2010 it fell. It rose by 3% last year, by 2% a year earlier", {"a year earlier": "XXXX"}),
        ("In Q1 2010 it fell. In the third quarter it rose. By the end of the quarter", {"the quarter": "XXXX-QX"}),
    ],
)
def test_nothing_is_counted_from_beyond_a_mention_of_an_unknown_year(values, text, expected):
    found = values(text, None)

    assert found[next(word for word in found if word.endswith(next(iter(expected))))] in expected.values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 3, 2010 he came, and at 5 p.m. he left.", "2010-05-03T17:00"),
        ("On May 3, 2010 he came. At 5 p.m. he left.", "T17:00"),
        ("On May 3, 2010 St. John came; at 5 p.m. he left.", "2010-05-03T17:00"),
    ],
)
def test_a_time_of_day_takes_the_day_of_its_own_sentence_alone(values, text, expected):
    assert values(text, None)["5 p.m."] == expected


HISTORY = "Born on 3 May 1810, he left in 1822. In June 1831 he came. He wrote in 1833, in 1834, in 1835, in 1836. "


def test_a_document_without_a_date_can_be_a_history(values):
    text = HISTORY + "In July 1840 he married. In August he died."

    assert values(text, None)["August"] == "1840-08"


@pytest.mark.parametrize(
    "text",
    [
        "In July 1840 he married. In August he died.",
        HISTORY + "In July 1840 he married. In August he died. He is read today.",
        "In 1810, in 1811, in 1822, in 1833, in 1834, in 1835, in 1836, in 1837 he wrote. In August he died.",
    ],
)
def test_a_document_without_a_date_is_no_history_where_little_tells_of_it(values, text):
    assert values(text, None)["August"] == "XXXX-08"


def test_a_narrative_without_a_date_counts_from_the_last_mention(values):
    assert values("In July 1840 he married. In August he died.", None, style="narrative")["August"] == "1840-08"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first quarter was better than the year-ago period.", {"the year-ago period": "XXXX-Q1"}),
        ("It lost money in the third quarter. The 1987 quarter held a gain.", {"The 1987 quarter": "1987-Q3"}),
        ("It lost money in the third quarter. For the nine months it rose from a year ago.", {"a year ago": "XXXX"}),
    ],
)
def test_a_report_compares_quarters_of_an_unknown_year(values, text, expected):
    found = values(text, None)

    assert {words: found[words] for words in expected} == expected
