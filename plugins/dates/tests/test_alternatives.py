"""What is ambiguous has its other readings in ``alternatives``."""

import pytest


@pytest.mark.parametrize(
    ("text", "value", "alternatives"),
    [
        ("on 05/01/2020", "2020-05-01", ["2020-01-05"]),
        ("on 7/8", "2020-07-08", ["2020-08-07"]),
        ("in 12 to 18 months", "PXM", ["P12M", "P18M"]),
        ("the class of '05", "2005", ["1905"]),
        ("at 5:30", "2020-06-10T05:30", ["2020-06-10T17:30"]),
        ("at 12:30", "2020-06-10T12:30", ["2020-06-10T00:30"]),
        ("at 12 o'clock", "2020-06-10T12:00", ["2020-06-10T00:00"]),
        ("at half past seven", "2020-06-10T07:30", ["2020-06-10T19:30"]),
        ("at ten to one", "2020-06-10T12:50", ["2020-06-10T00:50"]),
        ("next Friday", "2020-06-12", ["2020-06-19"]),
        ("last Monday", "2020-06-08", ["2020-06-01"]),
        ("The vote on Monday", "2020-06-08", ["2020-06-15"]),
        ("The vote on Monday morning", "2020-06-08TMO", ["2020-06-15TMO"]),
        ("The vote in December", "2019-12", ["2020-12"]),
    ],
)
def test_what_is_ambiguous_has_its_other_readings(annotate, text, value, alternatives):
    (found,) = annotate(text, "2020-06-10")

    assert (found.value.value, list(found.value.alternatives)) == (value, alternatives)


@pytest.mark.parametrize(
    "text",
    [
        *("on 25/12/2020", "on 05/05/2020", "in '98", "at 17:30", "at 05:30", "at 5:30 GMT", "at 5:30 p.m."),
        *("at nine o'clock Wednesday night", "at half past seven in the evening", "at midnight", "next Monday"),
        *("last Thursday", "He spoke on Monday.", "He will speak on Monday.", "It ended in December.", "this summer"),
    ],
)
def test_what_is_plain_has_none(annotate, text):
    (found,) = annotate(text, "2020-06-10")

    assert found.value.alternatives == ()


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("from 2:00 to 4:30 p.m.", "T14:00", "T16:30"),
        ("3-5pm", "T15:00", "T17:00"),
        ("from 11 to 1 p.m.", "T11:00", "T13:00"),
        ("between 10 and 11:30 am", "T10:00", "T11:30"),
        ("from 9 a.m. to 5:30", "T09:00", "T17:30"),
        ("from 11:30 to 1 a.m.", "T23:30", "T01:00"),
        ("from three thirty to four thirty pm", "T15:30", "T16:30"),
        ("from 2 to 4 p.m. tomorrow", "2020-06-11T14:00", "2020-06-11T16:00"),
    ],
)
def test_the_ends_of_a_range_settle_the_half_of_the_day(annotate, text, begin, end):
    first, last, found = annotate(text, "2020-06-10")
    assert found.label == "date_range"

    assert first.value.value.endswith(begin)
    assert last.value.value.endswith(end)
    assert first.value.alternatives == last.value.alternatives == ()
