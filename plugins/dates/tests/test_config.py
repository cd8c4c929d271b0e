import pickle

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor

from corpuskit import Document
from corpuskit.errors import ConfigError, RuleError


def test_the_style_decides_what_weekdays_mean(values):
    text = "See you on Wednesday."

    assert values(text, style="news") == {"Wednesday": "2020-06-10"}
    assert values(text, style="conversation") == {"Wednesday": "2020-06-17"}


def test_a_narrative_counts_from_the_last_mention(values):
    text = "They met in May 1840. In July they married."

    assert values(text, style="narrative") == {"May 1840": "1840-05", "July": "1840-07"}
    assert values(text, style="news")["July"] == "2020-07"


@pytest.mark.parametrize(
    ("order", "text", "value"),
    [
        ("mdy", "05/01/2020", "2020-05-01"),
        ("dmy", "05/01/2020", "2020-01-05"),
        ("auto", "05.01.2020", "2020-01-05"),
        ("ymd", "05/01/20", "2005-01-20"),
    ],
)
def test_the_order_decides_what_digits_mean(values, order, text, value):
    assert values(text, order=order) == {text: value}


def test_ages_are_lengths_where_they_are_asked_for(values):
    assert values("The 78-year-old politician", ages=True) == {"78-year-old": "P78Y"}
    assert values("The 78-year-old politician", ages=False) == {}


def test_the_fiscal_year_begins_in_its_month(annotate):
    (found,) = annotate("in fiscal 2019", fiscal_year_start=10)

    assert (found.value.earliest, found.value.latest) == ("2018-10-01", "2019-10-01")


def test_the_region_decides_the_date_of_a_holiday(values):
    assert values("Thanksgiving 2019", region="us") == {"Thanksgiving 2019": "2019-11-28"}
    assert values("Thanksgiving 2019", region="ca") == {"Thanksgiving 2019": "2019-10-14"}
    assert values("Mother's Day 2019", region="gb") == {"Mother's Day 2019": "2019-03-31"}


def test_the_week_begins_on_its_first_weekday(annotate):
    (found,) = annotate("this week", "2020-06-14", first_weekday=7)

    assert (found.value.value, found.value.earliest, found.value.latest) == ("2020-W25", "2020-06-14", "2020-06-21")


def test_the_reference_serves_documents_without_a_date(values):
    assert values("yesterday", None, reference="2020-06-12") == {"yesterday": "2020-06-11"}
    assert values("yesterday", "2019-01-02", reference="2020-06-12") == {"yesterday": "2019-01-01"}


def test_a_rule_can_be_left_out(values):
    assert values("in 2003", without=("year",)) == {}

    with pytest.raises(RuleError, match="no rule 'yaer'"):
        DateExtractor(DateConfig(without=("yaer",)))


def test_rules_can_be_added(values, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[[rule]]\nname = 'landing'\npattern = 'the moon landing'\nvalue = 'nothing'\n")
    path.write_text(
        "[lexicons.event]\n'the moon landing' = '1969-07-20'\n\n"
        "[[rule]]\nname = 'landing'\npattern = '(?&event=event)'\nvalue = 'event'\n"
    )

    assert values("since the moon landing", rules=(str(path),)) == {"the moon landing": "1969-07-20"}


@pytest.mark.parametrize(
    "options",
    [{"style": "poetry"}, {"order": "ydm"}, {"region": "xx"}, {"fiscal_year_start": 13}, {"first_weekday": 0}],
)
def test_an_option_that_does_not_fit_is_refused(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        DateConfig(**options)


def test_a_reference_that_cannot_be_read_is_refused():
    with pytest.raises(ConfigError, match="2020-06-12"):
        DateConfig(reference="soon")


def test_the_extractor_pickles():
    extract = DateExtractor(DateConfig(style="narrative"))
    document = Document("two days after January 5, 2020")

    assert list(pickle.loads(pickle.dumps(extract))(document)) == list(extract(document))


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest"),
    [
        ("fiscal 2019", "2019", "2018-10-01", "2019-10-01"),
        ("FY19", "2019", "2018-10-01", "2019-10-01"),
        ("FY2018-19", "2019", "2018-10-01", "2019-10-01"),
        ("the 2019 fiscal year", "2019", "2018-10-01", "2019-10-01"),
        ("the second quarter of fiscal 2019", "2019-Q2", "2019-01-01", "2019-04-01"),
        ("Q1 FY2020", "2020-Q1", "2019-10-01", "2020-01-01"),
        ("the first half of fiscal 2019", "2019-H1", "2018-10-01", "2019-04-01"),
        ("this fiscal year", "2021", "2020-10-01", "2021-10-01"),
        ("last fiscal year", "2020", "2019-10-01", "2020-10-01"),
        ("Q2 2019", "2019-Q2", "2019-04-01", "2019-07-01"),
        ("last year", "2019", "2019-01-01", "2020-01-01"),
    ],
)
def test_parts_of_a_fiscal_year_lie_in_it(annotate, text, value, earliest, latest):
    (found,) = annotate(text, "2020-11-20", fiscal_year_start=10)

    assert (found.value.value, found.value.earliest, found.value.latest) == (value, earliest, latest)


def test_several_fiscal_years_are_a_range(values):
    assert values("FY17-20") == {"FY17": "2017", "20": "2020"}


@pytest.mark.parametrize(
    ("text", "date", "first_weekday", "value"),
    [
        ("this weekend", "2020-06-14", 7, "2020-W24-WE"),
        ("this weekend", "2020-06-14", 1, "2020-W24-WE"),
        ("Sunday this week", "2020-06-10", 1, "2020-06-14"),
        ("Sunday this week", "2020-06-10", 7, "2020-06-07"),
        ("Sunday this week", "2020-06-14", 7, "2020-06-14"),
    ],
)
def test_days_lie_in_the_week_that_begins_on_its_first_weekday(values, text, date, first_weekday, value):
    assert values(text, date, first_weekday=first_weekday) == {text: value}
