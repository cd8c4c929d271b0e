"""Times of day, with zones, and their ranges."""

import pytest

CASES = {
    "on the clock": [
        ("at 17:30", {"17:30": "2020-06-12T17:30"}),
        ("at 5:30 p.m.", {"5:30 p.m.": "2020-06-12T17:30"}),
        ("at 5pm", {"5pm": "2020-06-12T17:00"}),
        ("at 5 P.M.", {"5 P.M.": "2020-06-12T17:00"}),
        ("at 12:30am", {"12:30am": "2020-06-12T00:30"}),
        ("at 2000 hours", {"2000 hours": "2020-06-12T20:00"}),
    ],
    "with zones": [
        ("at 5 p.m. ET", {"5 p.m. ET": "2020-06-12T17:00"}),
        ("at 17:45 GMT", {"17:45 GMT": "2020-06-12T17:45"}),
        ("at 1300 GMT", {"1300 GMT": "2020-06-12T13:00"}),
        ("at 9 a.m. Eastern.", {"9 a.m. Eastern": "2020-06-12T09:00"}),
        ("at 10 a.m. Pacific time", {"10 a.m. Pacific time": "2020-06-12T10:00"}),
    ],
    "in words": [
        ("at half past seven", {"half past seven": "2020-06-12T07:30"}),
        ("at a quarter to five", {"a quarter to five": "2020-06-12T04:45"}),
        ("at twenty past 3 in the afternoon", {"twenty past 3 in the afternoon": "2020-06-12T15:20"}),
        ("at five thirty p.m.", {"five thirty p.m.": "2020-06-12T17:30"}),
        ("at five p.m.", {"five p.m.": "2020-06-12T17:00"}),
        ("at ten minutes to midnight", {"ten minutes to midnight": "2020-06-12T23:50"}),
        ("at nine o'clock", {"nine o'clock": "2020-06-12T09:00"}),
    ],
    "parts of the day": [
        ("at 4 in the morning", {"4 in the morning": "2020-06-12T04:00"}),
        ("at 12 at night", {"12 at night": "2020-06-12T24:00"}),
        ("at 11 at night", {"11 at night": "2020-06-12T23:00"}),
        ("on Monday evening", {"Monday evening": "2020-06-08TEV"}),
        ("early on Monday morning", {"Monday morning": "2020-06-08TMO"}),
        ("tomorrow morning", {"tomorrow morning": "2020-06-13TMO"}),
    ],
    "noon and midnight": [
        ("at noon", {"noon": "2020-06-12T12:00"}),
        ("at 12 noon", {"12 noon": "2020-06-12T12:00"}),
        ("at midnight", {"midnight": "2020-06-12T24:00"}),
        ("at midday", {"midday": "2020-06-12T12:00"}),
    ],
    "with their day": [
        ("at 10 a.m. on Wednesday", {"10 a.m.": "2020-06-10T10:00", "Wednesday": "2020-06-10"}),
        ("10 p.m. Wednesday", {"10 p.m. Wednesday": "2020-06-10T22:00"}),
        ("at nine o'clock Wednesday night", {"nine o'clock Wednesday night": "2020-06-10T21:00"}),
        (
            "It opens at 5 p.m. ET on Monday, closes on time, and was dark before.",
            {"5 p.m. ET": "2020-06-15T17:00", "Monday": "2020-06-15"},
        ),
        ("tomorrow at 5pm", {"tomorrow": "2020-06-13", "5pm": "2020-06-13T17:00"}),
        ("on May 5 at 3 p.m.", {"May 5": "2020-05-05", "3 p.m.": "2020-05-05T15:00"}),
    ],
    "from and to": [
        ("from 5 to 6pm", {"5": "2020-06-12T17:00", "6pm": "2020-06-12T18:00"}),
        ("open 3-5pm", {"3": "2020-06-12T15:00", "5pm": "2020-06-12T17:00"}),
        ("between 10 and 11:30 am", {"10": "2020-06-12T10:00", "11:30 am": "2020-06-12T11:30"}),
        ("from 9 a.m. to 5 p.m.", {"9 a.m.": "2020-06-12T09:00", "5 p.m.": "2020-06-12T17:00"}),
        ("from 2 to 4:30 pm tomorrow", {"2": "2020-06-13T14:00", "4:30 pm tomorrow": "2020-06-13T16:30"}),
        ("from 7:30-9 p.m.", {"7:30": "2020-06-12T19:30", "9 p.m.": "2020-06-12T21:00"}),
        ("between 5 and 6 in the afternoon", {"5": "2020-06-12T17:00", "6 in the afternoon": "2020-06-12T18:00"}),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in CASES.items() for case in cases],
)
def test_each_feature_has_its_values(values, text, expected):
    assert values(text) == expected
