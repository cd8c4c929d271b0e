"""Lengths of time, recurrences and what limits them."""

import pytest

CASES = {
    "numbers, words and fractions": [
        ("for 5 days", {"5 days": "P5D"}),
        ("two and a half years", {"two and a half years": "P2Y6M"}),
        ("2 1/2 years", {"2 1/2 years": "P2Y6M"}),
        ("an 18-month deal", {"18-month": "P18M"}),
        ("half an hour", {"half an hour": "PT30M"}),
        ("half a century", {"half a century": "P50Y"}),
        ("a year and a half", {"a year and a half": "P1Y6M"}),
        ("1 hour and 30 minutes", {"1 hour and 30 minutes": "PT1H30M"}),
        ("3.5 years", {"3.5 years": "P3Y6M"}),
    ],
    "vague": [
        ("It took months", {"months": "PXM"}),
        ("for several years", {"several years": "PXY"}),
        ("decades of war", {"decades": "PX0Y"}),
        ("a few days", {"a few days": "PXD"}),
        ("hundreds of years", {"hundreds of years": "PXY"}),
        ("a couple of weeks", {"a couple of weeks": "P2W"}),
        ("12 to 18 months", {"12 to 18 months": "PXM"}),
    ],
    "with their article": [
        ("an entire month", {"an entire month": "P1M"}),
        ("a quarter of a century", {"a quarter of a century": "P25Y"}),
    ],
    "to come": [
        ("in the weeks and months ahead", {"the weeks and months ahead": "FUTURE_REF"}),
        ("in the coming days and weeks", {"the coming days and weeks": "FUTURE_REF"}),
        ("for many years to come", {"many years to come": "PXY"}),
    ],
    "with a direction": [
        ("the past three months", {"the past three months": "P3M"}),
        ("the next 5 hours", {"the next 5 hours": "PT5H"}),
        ("the next 3 weekends", {"the next 3 weekends": "P3WE"}),
        ("the last two years", {"the last two years": "P2Y"}),
    ],
    "recurrences": [
        ("printed daily", {"daily": "P1D"}),
        ("every Monday", {"every Monday": "XXXX-WXX-1"}),
        ("twice a week", {"twice a week": "P1W"}),
        ("annually", {"annually": "P1Y"}),
        ("every two years", {"every two years": "P2Y"}),
        ("every Christmas", {"every Christmas": "XXXX-12-25"}),
        ("every few weeks", {"every few weeks": "PXW"}),
        ("each July", {"each July": "XXXX-07"}),
        ("once a month", {"once a month": "P1M"}),
        ("on Sundays", {"Sundays": "XXXX-WXX-7"}),
        ("every other week", {"every other week": "P2W"}),
        ("every other Friday", {"every other Friday": "XXXX-WXX-5"}),
        ("40,000 per annum", {"per annum": "P1Y"}),
        ("half-yearly", {"half-yearly": "P6M"}),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in CASES.items() for case in cases],
)
def test_each_feature_has_its_values(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "quant", "freq"),
    [
        ("every Monday", "XXXX-WXX-1", "EVERY", None),
        ("2 pm every day", "XXXX-XX-XXT14:00", "EVERY", None),
        ("9 a.m. every morning", "XXXX-XX-XXT09:00", "EVERY", None),
        ("every other Monday", "XXXX-WXX-1", "EVERY OTHER", None),
        ("every other week", "P2W", "EVERY", None),
        ("twice a week", "P1W", None, "2X"),
        ("three times a year", "P1Y", None, "3X"),
    ],
)
def test_a_recurrence_says_how_often(annotate, text, value, quant, freq):
    (found,) = annotate(text)

    assert (found.value.type, found.value.value, found.value.quant, found.value.freq) == ("SET", value, quant, freq)


@pytest.mark.parametrize(
    ("text", "value", "begin", "end", "latest"),
    [
        ("the year ended March 31, 2019", "P1Y", "2018-04-01", "2019-03-31", "2019-04-01"),
        ("the week ended March 29, 2020", "P1W", "2020-03-23", "2020-03-29", "2020-03-30"),
        ("the year to March 2019", "P1Y", "2018-04-01", "2019-03-31", "2019-04-01"),
        ("the 12 months that ended June 30, 2019", "P12M", "2018-07-01", "2019-06-30", "2019-07-01"),
        ("the six months to June 2019", "P6M", "2019-01-01", "2019-06-30", "2019-07-01"),
        ("the first nine months of 2019", "P9M", "2019-01-01", "2019-09-30", "2019-10-01"),
        ("the last three months of 2019", "P3M", "2019-10-01", "2019-12-31", "2020-01-01"),
        ("the last two hours of 2019", "PT2H", None, None, None),
        ("the past three months", "P3M", "2020-03-12", "2020-06-12", "2020-06-12"),
    ],
)
def test_a_length_that_is_tied_to_a_date_has_its_ends(annotate, text, value, begin, end, latest):
    length, *_ = (item.value for item in annotate(text))

    assert (length.type, length.value, length.begin, length.end) == ("DURATION", value, begin, end)
    assert (length.earliest, length.latest) == (begin, latest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for over two years", {"over two years": "P2Y"}),
        ("Over two years passed.", {"Over two years": "P2Y"}),
        ("She's over two weeks late.", {"over two weeks": "P2W"}),
        ("It will be repaid over two years.", {"two years": "P2Y"}),
        ("a yield over two-year bonds", {"two-year": "P2Y"}),
        ("It began over two years ago.", {"over two years ago": "2018"}),
        ("an increase over a year ago", {"a year ago": "2019"}),
        ("up 5% over two years ago", {"two years ago": "2018"}),
        ("At 1100 hrs it rose.", {"1100 hrs": "2020-06-12T11:00"}),
    ],
)
def test_over_belongs_to_a_length_that_it_compares_with(values, text, expected):
    assert values(text) == expected
