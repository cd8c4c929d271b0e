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
    ("words", "fault"),
    [
        ("holiday]\n'harvest fair' = { all = 'soon', us = '=', gb = '=', ca = '=', au = '=' }", "a day, such as 5-17"),
        ("holiday]\n'harvest fair' = { all = '9-son-1', us = '=', gb = '=', ca = '=', au = '=' }", "a day, such as"),
        ("holiday]\n'harvest fair' = { all = '2-40', us = '=', gb = '=', ca = '=', au = '=' }", "a day, such as"),
        ("event]\n'harvest fair' = 'long ago'", "a year, month or day"),
        ("month]\n'harvest fair' = 13", "the number of a month"),
    ],
)
def test_words_whose_meaning_is_none_are_refused(tmp_path, words, fault):
    path = tmp_path / "words.toml"
    path.write_text(f"[lexicons.{words}\n")

    with pytest.raises(RuleError, match=f"'harvest fair' means .*, which is not {fault}"):
        DateExtractor(DateConfig(rules=(str(path),)))


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


@pytest.mark.parametrize(
    ("text", "us", "gb", "ca", "au"),
    [
        ("Christmas 2019", "2019-12-25", "2019-12-25", "2019-12-25", "2019-12-25"),
        ("Easter Monday 2019", "2019-04-22", "2019-04-22", "2019-04-22", "2019-04-22"),
        ("Thanksgiving 2019", "2019-11-28", "2019-11-28", "2019-10-14", "2019-11-28"),
        ("Mother's Day 2019", "2019-05-12", "2019-03-31", "2019-05-12", "2019-05-12"),
        ("Father's Day 2019", "2019-06-16", "2019-06-16", "2019-06-16", "2019-09-01"),
        ("Labour Day 2019", "2019-09-02", "2019-05-01", "2019-09-02", None),
        ("Victoria Day 2019", "2019-05-20", "2019-05-20", "2019-05-20", "2019-05-20"),
        ("Independence Day 2019", "2019-07-04", None, None, None),
    ],
)
@pytest.mark.parametrize("region", ["us", "gb", "ca", "au"])
def test_holidays_are_those_of_the_region(values, text, us, gb, ca, au, region):
    expected = {"us": us, "gb": gb, "ca": ca, "au": au}[region]
    found = values(text, region=region)

    assert found == ({text: expected} if expected else {"2019": "2019"})


@pytest.mark.parametrize("style", ["news", "narrative", "conversation"])
@pytest.mark.parametrize("order", ["mdy", "dmy", "ymd", "auto"])
@pytest.mark.parametrize("region", ["us", "gb", "ca", "au"])
def test_no_option_changes_what_another_decides(values, style, order, region):
    text = "On 5/1/2019, at Mother's Day 2019, in fiscal 2019, the 78-year-old spoke on Monday."
    found = values(text, style=style, order=order, region=region, ages=True, fiscal_year_start=7, first_weekday=7)

    assert found["5/1/2019"] == ("2019-01-05" if order == "dmy" else "2019-05-01")
    assert found["Mother's Day 2019"] == ("2019-03-31" if region == "gb" else "2019-05-12")
    assert found["fiscal 2019"] == "2019"
    assert found["78-year-old"] == "P78Y"
    assert found["Monday"] == ("2019-05-06" if style == "narrative" and region != "gb" else found["Monday"])


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"style": "poetry"}, ValueError, "poetry"),
        ({"order": "ydm"}, ValueError, "ydm"),
        ({"region": "fr"}, ValueError, "fr"),
        ({"ages": "yes"}, TypeError, "ages"),
        ({"fiscal_year_start": 0}, ValueError, "fiscal_year_start"),
        ({"fiscal_year_start": "October"}, TypeError, "fiscal_year_start"),
        ({"first_weekday": 8}, ValueError, "first_weekday"),
        ({"first_weekday": "Sunday"}, TypeError, "first_weekday"),
        ({"reference": "12/06/2020"}, ConfigError, "2020-06-12"),
        ({"reference": 2020}, ConfigError, "2020-06-12"),
    ],
)
def test_a_bad_value_is_refused_with_its_name_and_what_was_given(options, error, said):
    with pytest.raises(error, match=said):
        DateConfig(**options)


def test_a_name_alone_is_a_list_of_one(tmp_path):
    assert DateConfig(without="year").without == ("year",)
    assert DateConfig(rules=tmp_path).rules == (tmp_path,)
    assert DateConfig(rules=str(tmp_path)).rules == (tmp_path,)


@pytest.mark.parametrize(
    ("text", "news", "narrative", "conversation"),
    [
        ("on Wednesday", "2020-06-10", "2020-06-10", "2020-06-17"),
        ("in two weeks", "P2W", "P2W", "2020-W26"),
        ("in March", "2020-03", "2020-03", "2021-03"),
        ("in January", "2020-01", "2020-01", "2021-01"),
        ("next Monday", "2020-06-15", "2020-06-15", "2020-06-15"),
    ],
)
def test_each_style_has_its_own_reading(values, text, news, narrative, conversation):
    expected = {"news": news, "narrative": narrative, "conversation": conversation}
    found = {style: next(iter(values(text, style=style).values())) for style in expected}

    assert found == expected
