"""Dates counted from the document's, or from the one mentioned last."""

import pytest

CASES = {
    "days around today": [
        ("today", {"today": "2020-06-12"}),
        ("tonight", {"tonight": "2020-06-12TNI"}),
        ("yesterday", {"yesterday": "2020-06-11"}),
        ("tomorrow", {"tomorrow": "2020-06-13"}),
        ("the day before yesterday", {"the day before yesterday": "2020-06-10"}),
        ("the day after tomorrow", {"the day after tomorrow": "2020-06-14"}),
        ("this morning", {"this morning": "2020-06-12TMO"}),
        ("last night", {"last night": "2020-06-11TNI"}),
    ],
    "last, this, next": [
        ("last week", {"last week": "2020-W23"}),
        ("this month", {"this month": "2020-06"}),
        ("next year", {"next year": "2021"}),
        ("the coming week", {"the coming week": "2020-W25"}),
        ("this past Friday", {"this past Friday": "2020-06-05"}),
        ("this coming Friday", {"this coming Friday": "2020-06-19"}),
        ("last summer", {"last summer": "2019-SU"}),
        ("next weekend", {"next weekend": "2020-W25-WE"}),
    ],
    "two away": [
        ("the year before last", {"the year before last": "2018"}),
        ("the month before last", {"the month before last": "2020-04"}),
        ("the week after next", {"the week after next": "2020-W26"}),
    ],
    "ago and from now": [
        ("a week ago", {"a week ago": "2020-W23"}),
        ("10 days ago", {"10 days ago": "2020-06-02"}),
        ("three years ago", {"three years ago": "2017"}),
        ("a year ago today", {"a year ago today": "2019-06-12"}),
        ("20 years ago this month", {"20 years ago this month": "2000-06"}),
        ("a week ago yesterday", {"a week ago yesterday": "2020-06-04"}),
        ("a fortnight ago", {"a fortnight ago": "2020-W22"}),
        ("two years and three months ago", {"two years and three months ago": "2018-03"}),
        ("two weeks from now", {"two weeks from now": "2020-W26"}),
        ("in two weeks' time", {"two weeks' time": "2020-W26"}),
        ("more than a decade ago", {"more than a decade ago": "2010"}),
    ],
    "earlier and later": [
        (
            "On May 5, 2010 he left; two days later he was back",
            {"May 5, 2010": "2010-05-05", "two days later": "2010-05-07"},
        ),
        ("In 2010 it began; three years earlier it stood", {"2010": "2010", "three years earlier": "2007"}),
        (
            "On May 5, 2010 it fell; the day before, it stood",
            {"May 5, 2010": "2010-05-05", "the day before": "2010-05-04"},
        ),
        (
            "In May 2010 it began. The following month it ended.",
            {"May 2010": "2010-05", "The following month": "2010-06"},
        ),
    ],
    "after a time of day": [
        (
            "He came at 5 p.m. An hour later he left.",
            {"5 p.m.": "2020-06-12T17:00", "An hour later": "2020-06-12T18:00"},
        ),
        (
            "At 5 p.m. on Tuesday he came; 30 minutes earlier it rained",
            {"5 p.m.": "2020-06-09T17:00", "Tuesday": "2020-06-09", "30 minutes earlier": "2020-06-09T16:30"},
        ),
        (
            "At 5 p.m. Tuesday he came; on Wednesday he slept; an hour later",
            {"5 p.m. Tuesday": "2020-06-09T17:00", "Wednesday": "2020-06-10", "an hour later": "TXX:XX"},
        ),
        (
            "In 2010 he came; two years after that, he left",
            {"2010": "2010", "two years after that": "2012"},
        ),
    ],
    "from a day": [
        ("two days before Christmas 2019", {"two days before Christmas 2019": "2019-12-23"}),
        ("the day after Christmas 2019", {"the day after Christmas 2019": "2019-12-26"}),
        ("a week from Monday", {"a week from Monday": "2020-06-22"}),
        ("three weeks from tomorrow", {"three weeks from tomorrow": "2020-07-04"}),
        ("the week of May 4", {"the week of May 4": "2020-W19"}),
        ("the weekend of 16 May", {"the weekend of 16 May": "2020-W20-WE"}),
        ("over Labor Day weekend", {"Labor Day weekend": "2020-W36-WE"}),
        ("in Thanksgiving week", {"Thanksgiving week": "2019-W48"}),
        ("over Easter weekend", {"Easter weekend": "2020-W15-WE"}),
    ],
    "weekdays of a range": [
        (
            "from 11 p.m. Friday to 2 a.m. Saturday",
            {"11 p.m. Friday": "2020-06-12T23:00", "2 a.m. Saturday": "2020-06-13T02:00"},
        ),
        (
            "from 2 p.m. Friday to 4 p.m. Friday",
            {"2 p.m. Friday": "2020-06-12T14:00", "4 p.m. Friday": "2020-06-12T16:00"},
        ),
    ],
    "weekdays by tense": [
        ("He spoke on Wednesday.", {"Wednesday": "2020-06-10"}),
        ("He will speak on Wednesday.", {"Wednesday": "2020-06-17"}),
        ("The vote is expected on Monday.", {"Monday": "2020-06-15"}),
        ("He spoke last Friday.", {"last Friday": "2020-06-05"}),
        ("He goes next Friday.", {"next Friday": "2020-06-19"}),
        ("It met on Mon 13th.", {"Mon 13th": "2020-04-13"}),
        ("We will meet on Mon 13th.", {"Mon 13th": "2020-07-13"}),
    ],
    "now, past and future": [
        ("right now", {"right now": "PRESENT_REF"}),
        ("a recent attack", {"recent": "PAST_REF"}),
        ("in the near future", {"the near future": "FUTURE_REF"}),
        ("over the coming months", {"the coming months": "FUTURE_REF"}),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in CASES.items() for case in cases],
)
def test_each_feature_has_its_values(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("due to last week's fire", {"last week": "2020-W23"}),
        ("It is to last two weeks.", {"two weeks": "P2W"}),
        ("It is to last a week.", {"a week": "P1W"}),
        ("the current 12 months", {"the current 12 months": "P12M"}),
        ("the current 12 men", {"current": "PRESENT_REF"}),
        ("prior qtr and the current yr", {"prior qtr": "2020-Q1", "the current yr": "2020"}),
    ],
)
def test_a_word_of_place_in_time_belongs_to_the_unit_behind_it(values, text, expected):
    assert values(text) == expected
