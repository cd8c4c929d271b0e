import pytest

CASES = {
    "explicit dates": [
        ("On January 5, 2020 it began", {"January 5, 2020": "2020-01-05"}),
        ("On January 5th 2020 it began", {"January 5th 2020": "2020-01-05"}),
        ("On 5 January 2020 it began", {"5 January 2020": "2020-01-05"}),
        ("on the fifth of January, 2020", {"the fifth of January, 2020": "2020-01-05"}),
        ("on Sunday, 5 Jan. 2020", {"Sunday, 5 Jan. 2020": "2020-01-05"}),
        ("on 2020-01-05", {"2020-01-05": "2020-01-05"}),
        ("in 2020-W04", {"2020-W04": "2020-W04"}),
        ("at 2020-01-05T17:30:05+01:00", {"2020-01-05T17:30:05+01:00": "2020-01-05T17:30:05+01:00"}),
        ("JAN. 27, 2017", {"JAN. 27, 2017": "2017-01-27"}),
    ],
    "steps that begin after a comma": [
        ("for five years, two weeks after he said", {"five years": "P5Y", "two weeks": "P2W"}),
        ("It was found two weeks after\nthe accident.", {"two weeks": "P2W"}),
        ("It was found two weeks after\n\nBERLIN", {"two weeks after": "2020-W26"}),
        ("It ended on May 9, two weeks after Easter.", {"May 9": "2020-05-09", "two weeks after Easter": "2020-04-26"}),
        ("for five years, two months and a day", {"five years, two months and a day": "P5Y2M1D"}),
    ],
    "words that belong to a length or not": [
        ("for the next three years", {"the next three years": "P3Y"}),
        ("in this three-year term", {"three-year": "P3Y"}),
        ("in the first few months", {"the first few months": "PXM"}),
        ("It began some years ago.", {"some years ago": "PAST_REF"}),
        ("They are glad about this year.", {"this year": "2020"}),
        ("It was around June 5.", {"around June 5": "2020-06-05"}),
        ("“It was ten years ago,” he said", {"ten years ago": "2010"}),
        ("It rose last week. A year ago it fell.", {"last week": "2020-W23", "A year ago": "2019"}),
    ],
    "newspapers and other names": [
        ("The weekly La Nation and Science Daily agreed.", {}),
        ("They meet weekly in the 2022 Winter Olympics village.", {"weekly": "P1W", "2022": "2022"}),
        ("A quarter of the votes came at that time of the year.", {}),
    ],
    "partial dates": [
        ("It ended in January.", {"January": "2020-01"}),
        ("It ended on January 5.", {"January 5": "2020-01-05"}),
        ("It ended on the 5th.", {"the 5th": "2020-06-05"}),
        ("It ended on the 15th.", {"the 15th": "2020-05-15"}),
        ("It will end on the 5th.", {"the 5th": "2020-07-05"}),
        ("Salaries are due on the 31st.", {"the 31st": "2020-07-31"}),
        ("In February he left. He came on the 30th.", {"February": "2020-02", "the 30th": "XXXX-XX-30"}),
        ("in the month of July", {"the month of July": "2020-07"}),
        ("in the year 2008", {"the year 2008": "2008"}),
        ("It ended in 2008.", {"2008": "2008"}),
        ("It will end in December.", {"December": "2020-12"}),
    ],
    "years and numbers told apart": [
        ("2,500 troops in 2003", {"2003": "2003"}),
        ("flight 1549 left room 2024 on Route 66", {}),
        ("number 2882015 and 2003 people", {}),
        ("'98 and the class of ’05", {"'98": "1998", "’05": "2005"}),
    ],
    "decades, centuries and eras": [
        ("the mid-1990s", {"the mid-1990s": "199X"}),
        ("the early 20th century", {"the early 20th century": "19"}),
        ("44 BC and AD 79", {"44 BC": "BC0044", "AD 79": "0079"}),
        ("in the low 20s", {}),
        ("the second half of the 20th century", {"the second half of the 20th century": "19"}),
    ],
    "days around the document's": [
        ("He said today that", {"today": "2020-06-12"}),
        ("He said yesterday that", {"yesterday": "2020-06-11"}),
        ("the day before yesterday", {"the day before yesterday": "2020-06-10"}),
        ("last week", {"last week": "2020-W23"}),
        ("early next year", {"early next year": "2021"}),
        ("this quarter", {"this quarter": "2020-Q2"}),
        ("a week ago", {"a week ago": "2020-W23"}),
        ("10 days ago", {"10 days ago": "2020-06-02"}),
        ("two years and three months ago", {"two years and three months ago": "2018-03"}),
        ("two weeks from now", {"two weeks from now": "2020-W26"}),
        ("over the coming months", {"the coming months": "FUTURE_REF"}),
        ("a recent visit", {"recent": "PAST_REF"}),
    ],
    "days around a mention": [
        ("On January 5 they voted, two days earlier", {"January 5": "2020-01-05", "two days earlier": "2020-01-03"}),
        (
            "In May 2010 it began. The following month it ended.",
            {"May 2010": "2010-05", "The following month": "2010-06"},
        ),
        (
            "On May 5, 2010 it fell; the day before, it stood",
            {"May 5, 2010": "2010-05-05", "the day before": "2010-05-04"},
        ),
        ("two days before Christmas 2019", {"two days before Christmas 2019": "2019-12-23"}),
        ("three weeks from tomorrow", {"three weeks from tomorrow": "2020-07-04"}),
        ("the day after Christmas 2019", {"the day after Christmas 2019": "2019-12-26"}),
        ("In 1995 he won; that year she lost", {"1995": "1995", "that year": "1995"}),
    ],
    "anchors": [
        (
            "He spoke early this week and will speak later in the month.",
            {"early this week": "2020-W24", "later in the month": "2020-06"},
        ),
        ("In 2011 he left. The previous month he wed.", {"2011": "2011", "The previous month": "XXXX-XX"}),
        ("It will pay in future quarters.", {"future quarters": "FUTURE_REF"}),
        ("In a future year it may.", {}),
    ],
    "ends of ranges": [
        ("He stayed from Monday to Sunday.", {"Monday": "2020-06-08", "Sunday": "2020-06-14"}),
        ("It will be held from Thursday to Saturday.", {"Thursday": "2020-06-18", "Saturday": "2020-06-20"}),
        ("It rained from November through March.", {"November": "2019-11", "March": "2020-03"}),
        ("It fell between March and May.", {"March": "2020-03", "May": "2020-05"}),
    ],
    "quarters of a report": [
        (
            "In the first quarter net fell from a year ago; for the nine months, it rose from a year earlier.",
            {
                "the first quarter": "2020-Q1",
                "a year ago": "2019-Q1",
                "the nine months": "P9M",
                "a year earlier": "2019",
            },
        ),
        (
            "Net rose in the first quarter and for the nine months. In the year-earlier quarter it fell.",
            {"the first quarter": "2020-Q1", "the nine months": "P9M", "the year-earlier quarter": "2019-Q1"},
        ),
        (
            "Net rose in the first quarter. In the 2019 period it fell",
            {"the first quarter": "2020-Q1", "the 2019 period": "2019-Q1"},
        ),
        (
            "It lost in the first quarter and expects a fourth-quarter gain. A year ago, it",
            {"the first quarter": "2020-Q1", "fourth-quarter": "2020-Q4", "A year ago": "2019-Q1"},
        ),
    ],
    "comparisons, which move nothing": [
        (
            "In 2018 it sold nine, up from a year before. It bought five against six a year earlier.",
            {"2018": "2018", "a year before": "2017", "a year earlier": "2017"},
        ),
        (
            "It sold nine against six a year ago. It bought five; two a year earlier.",
            {"a year ago": "2019", "a year earlier": "2019"},
        ),
        ("It sold nine last year; six a year earlier", {"last year": "2019", "a year earlier": "2018"}),
        (
            "This week it is 7 pct against the previous week's 6",
            {"This week": "2020-W24", "the previous week": "2020-W23"},
        ),
    ],
    "May and last": [
        ("He left in May last year.", {"May last year": "2019-05"}),
        ("It may last another week.", {"another week": "P1W"}),
    ],
    "hours of the day in figures": [
        ("The talks are set for 1900 hours local.", {"1900 hours": "2020-06-12T19:00"}),
        ("The price holds from 2300 hours.", {"2300 hours": "2020-06-12T23:00"}),
        ("The sun shone for about 1900 hours.", {"about 1900 hours": "PT1900H"}),
    ],
    "years that are told": [
        ("the 1986 month", {"1986": "1986"}),
        (
            "from 1 October 2019 to 31 May this year",
            {"1 October 2019": "2019-10-01", "31 May this year": "2020-05-31"},
        ),
    ],
    "the year that ends": [
        ("in the year ending in September", {"the year": "P1Y", "September": "2020-09"}),
        ("in the current year ending in September", {"the current year": "2020", "September": "2020-09"}),
    ],
    "weekdays and tense": [
        ("He spoke on Wednesday.", {"Wednesday": "2020-06-10"}),
        ("He will speak on Wednesday.", {"Wednesday": "2020-06-17"}),
        ("He spoke on Friday.", {"Friday": "2020-06-12"}),
        ("They planned to leave on Wednesday.", {"Wednesday": "2020-06-17"}),
        ("He would be traveling to the United States Wednesday.", {"Wednesday": "2020-06-17"}),
        ("He will be named commander on Wednesday.", {"Wednesday": "2020-06-17"}),
        ("It said Wednesday it would sell.", {"Wednesday": "2020-06-10"}),
        ("He would have left on Wednesday.", {"Wednesday": "2020-06-10"}),
        ("It will name Mr. Allan J. Doe of Doe Corp. Wednesday.", {"Wednesday": "2020-06-17"}),
        ("It has a plan to be completed Wednesday.", {"Wednesday": "2020-06-17"}),
        ("He was hurt over the weekend.", {"the weekend": "2020-W23-WE"}),
        ("He will play over the weekend.", {"the weekend": "2020-W24-WE"}),
        ("The premier on Wednesday called for talks.", {"Wednesday": "2020-06-10"}),
        ("Wednesday's vote is widely expected to fail.", {"Wednesday": "2020-06-17"}),
        ("Sydney won’t see much rain on Wednesday.", {"Wednesday": "2020-06-17"}),
        ("He was to speak Wednesday.", {"Wednesday": "2020-06-17"}),
        ("The committee meets Wednesday.", {"Wednesday": "2020-06-17"}),
        ("They agreed Tuesday to meet by Wednesday.", {"Tuesday": "2020-06-09", "Wednesday": "2020-06-17"}),
        ("The law takes effect on March 1.", {"March 1": "2021-03-01"}),
        ("She could not be reached Wednesday.", {"Wednesday": "2020-06-10"}),
        ("He extended the offer until Wednesday.", {"Wednesday": "2020-06-17"}),
        ("It was open until Wednesday.", {"Wednesday": "2020-06-10"}),
        ("Forty had filed reports by Wednesday.", {"Wednesday": "2020-06-10"}),
        ("The deadline is Wednesday.", {"Wednesday": "2020-06-17"}),
        ("It will appeal Wednesday's ruling.", {"Wednesday": "2020-06-10"}),
        ("It will win Wednesday's presidential election.", {"Wednesday": "2020-06-17"}),
        ("It announced the scheduled closing, payable Jan. 2.", {"Jan. 2": "2021-01-02"}),
        ("He saw her term extended to six years on Wednesday.", {"six years": "P6Y", "Wednesday": "2020-06-10"}),
        ("The offer was extended to Wednesday.", {"Wednesday": "2020-06-17"}),
        ("The water remained until Wednesday.", {"Wednesday": "2020-06-10"}),
        ("He will resign, but on Wednesday he said no.", {"Wednesday": "2020-06-10"}),
        ("It went up, while on Wednesday he will speak.", {"Wednesday": "2020-06-17"}),
        ("He will speak here, but not on Wednesday.", {"Wednesday": "2020-06-17"}),
        ("An announcement Wednesday that it will go", {"Wednesday": "2020-06-10"}),
        ("a march on Wednesday that will end here", {"Wednesday": "2020-06-17"}),
        ("Mr. Doe, chosen on Wednesday to be premier, will go.", {"Wednesday": "2020-06-10"}),
        ("It has an effective rate of 7 pct Wednesday.", {"Wednesday": "2020-06-10"}),
        ("It sold the firm, effective Wednesday.", {"Wednesday": "2020-06-17"}),
        ("He spoke last Friday.", {"last Friday": "2020-06-05"}),
        ("He goes next Friday.", {"next Friday": "2020-06-19"}),
    ],
    "lengths": [
        ("two and a half years", {"two and a half years": "P2Y6M"}),
        ("an 18-month deal", {"18-month": "P18M"}),
        ("for half an hour", {"half an hour": "PT30M"}),
        ("a year and a half", {"a year and a half": "P1Y6M"}),
        ("several years", {"several years": "PXY"}),
        ("1 hour and 30 minutes", {"1 hour and 30 minutes": "PT1H30M"}),
        ("It took decades", {"decades": "PX0Y"}),
    ],
    "recurrences": [
        ("printed daily", {"daily": "P1D"}),
        ("every Monday", {"every Monday": "XXXX-WXX-1"}),
        ("twice a week", {"twice a week": "P1W"}),
        ("every other day", {"every other day": "P2D"}),
        ("each July", {"each July": "XXXX-07"}),
        ("on Mondays", {"Mondays": "XXXX-WXX-1"}),
    ],
    "parts of years": [
        ("in the third quarter of 2019", {"the third quarter of 2019": "2019-Q3"}),
        ("Q3 2019 and H1 2020", {"Q3 2019": "2019-Q3", "H1 2020": "2020-H1"}),
        ("in fiscal 2019", {"fiscal 2019": "2019"}),
        ("last summer", {"last summer": "2019-SU"}),
        ("the winter of 1994", {"the winter of 1994": "1994-WI"}),
        ("next year's first quarter", {"next year's first quarter": "2021-Q1"}),
    ],
    "holidays": [
        ("on Christmas Day 1963", {"Christmas Day 1963": "1963-12-25"}),
        ("Easter 2021", {"Easter 2021": "2021-04-04"}),
        ("last Thanksgiving", {"last Thanksgiving": "2019-11-28"}),
        ("the Good Friday Agreement", {}),
    ],
    "times of day": [
        ("at 5 p.m. ET", {"5 p.m. ET": "2020-06-12T17:00"}),
        ("at 17:45 GMT", {"17:45 GMT": "2020-06-12T17:45"}),
        ("at 1300 GMT", {"1300 GMT": "2020-06-12T13:00"}),
        ("at 2000 hours", {"2000 hours": "2020-06-12T20:00"}),
        ("at midnight", {"midnight": "2020-06-12T24:00"}),
        ("10 p.m. Wednesday", {"10 p.m. Wednesday": "2020-06-10T22:00"}),
        ("at 10 a.m. on Wednesday", {"10 a.m.": "2020-06-10T10:00", "Wednesday": "2020-06-10"}),
        ("on Monday morning", {"Monday morning": "2020-06-08TMO"}),
        ("last night", {"last night": "2020-06-11TNI"}),
        ("at nine o'clock Wednesday night", {"nine o'clock Wednesday night": "2020-06-10T21:00"}),
        ("at 4 in the morning", {"4 in the morning": "2020-06-12T04:00"}),
    ],
    "ordinary words and names": [
        ("Theresa May may march with April Smith", {}),
        ("The Sun sat for a second as prices fall", {}),
        ("version 1.2.2003 lost 21-14 on 192.168.10.12", {}),
        ("Call (206) 555-2003 and pay $2003", {}),
        ("The 78-year-old politician", {}),
        ("USA Today and the Sunday Times", {}),
        ("four flights a week", {}),
        ("the fall-out; see https://example.org/2020/may-5-2020", {}),
    ],
    "datelines and days known by their date": [
        ("BAGHDAD, June 11 (Reuters) -", {"June 11": "2020-06-11"}),
        ("since 9/11", {"9/11": "2001-09-11"}),
    ],
    "impossible dates": [
        ("on Feb. 30, 2019", {"Feb. 30, 2019": "2019-02-30"}),
        ("on 2019-02-30", {}),
    ],
}


@pytest.mark.parametrize(("text", "expected"), [case for cases in CASES.values() for case in cases])
def test_an_expression_has_its_value(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", {"yesterday": "XXXX-XX-XX"}),
        ("last week", {"last week": "XXXX-WXX"}),
        ("this year", {"this year": "XXXX"}),
        ("on Monday", {"Monday": "XXXX-WXX-1"}),
        ("on January 5", {"January 5": "XXXX-01-05"}),
        ("at midnight", {"midnight": "T24:00"}),
        ("two days earlier", {"two days earlier": "XXXX-XX-XX"}),
    ],
)
def test_without_a_document_date_what_is_relative_stays_open(values, text, expected):
    assert values(text, None) == expected


@pytest.mark.parametrize("date", ["soon", "", "2020-13-45", 20200612, {"year": 2020}])
def test_an_unreadable_document_date_counts_as_none(values, date):
    assert values("yesterday", date) == {"yesterday": "XXXX-XX-XX"}


def test_the_document_date_may_have_a_time(values):
    assert values("two hours ago", "2020-06-12T10:30:00Z") == {"two hours ago": "2020-06-12T08:30"}


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("early January", "START"),
        ("mid-May", "MID"),
        ("the end of 2019", "END"),
        ("end-2019", "END"),
        ("end-December 2019", "END"),
        ("roughly once a month", "APPROX"),
        ("about two years", "APPROX"),
        ("nearly a decade", "LESS_THAN"),
        ("more than 20 years", "MORE_THAN"),
        ("at least a week", "EQUAL_OR_MORE"),
        ("up to three months", "EQUAL_OR_LESS"),
        ("2010 or later", "ON_OR_AFTER"),
        ("2010 or earlier", "ON_OR_BEFORE"),
    ],
)
def test_a_modifier_belongs_to_the_expression(annotate, text, mod):
    (found,) = annotate(text)

    assert (found.span.start, found.span.end, found.value.mod) == (0, len(text), mod)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("January 5-9, 2020", "2020-01-05", "2020-01-09"),
        ("from May to June 2019", "2019-05", "2019-06"),
        ("the war of 1939–45", "1939", "1945"),
        ("between 2003 and 2011", "2003", "2011"),
        ("5–7 March 2019", "2019-03-05", "2019-03-07"),
        ("from 499 to 493 BC", "BC0499", "BC0493"),
        ("from November to February 2019", "2018-11", "2019-02"),
        ("from 2001 until today", "2001", "2020-06-12"),
        ("from 2014 to May 2018", "2014", "2018-05"),
        ("between now and December 15", "PRESENT_REF", "2020-12-15"),
        ("from 2001 until now", "2001", "PRESENT_REF"),
        ("from last year to 2022", "2019", "2022"),
    ],
)
def test_a_range_refers_to_the_dates_at_its_ends(annotate, text, begin, end):
    *dates, found = annotate(text)
    by_span = {item.span: item.value.value for item in dates}

    assert found.label == "date_range"
    assert (by_span[found.value.begin.span], by_span[found.value.end.span]) == (begin, end)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "grain"),
    [
        ("in 2003", "2003-01-01", "2004-01-01", "year"),
        ("in the 1990s", "1990-01-01", "2000-01-01", "decade"),
        ("the 20th century", "1900-01-01", "2000-01-01", "century"),
        ("in May 2019", "2019-05-01", "2019-06-01", "month"),
        ("last week", "2020-06-01", "2020-06-08", "week"),
        ("last weekend", "2020-06-06", "2020-06-08", "weekend"),
        ("Q3 2019", "2019-07-01", "2019-10-01", "quarter"),
        ("winter 2019", "2019-12-01", "2020-03-01", "season"),
        ("at 5 p.m.", "2020-06-12T17:00:00", "2020-06-12T17:01:00", "minute"),
        ("last night", "2020-06-11T20:00:00", "2020-06-12T04:00:00", "part"),
        ("44 BC", None, None, "year"),
        ("the past three months", "2020-03-12", "2020-06-12", "month"),
    ],
)
def test_a_value_covers_an_interval(annotate, text, earliest, latest, grain):
    (found,) = annotate(text)

    assert (found.value.earliest, found.value.latest, found.value.grain) == (earliest, latest, grain)


def test_a_report_compares_quarters(values):
    text = "In the third quarter net rose to $5 million, from $4 million a year ago."

    assert values(text, "1989-11-02") == {"the third quarter": "1989-Q3", "a year ago": "1988-Q3"}


def test_a_history_is_read_from_its_own_years(values):
    text = "Born in 1938. In 1939 war began, in 1940 he fled, in 1941 she followed. By 1943 all had left. On March 3"

    assert values(text)["March 3"] == "1943-03-03"


def test_a_report_that_names_old_years_is_no_history(values):
    text = "As in 1943, 1939 and 2001, and more than in 2012 or 1990, it grew in 2003 and 1987. In the March survey it"

    assert values(text)["March"] == "2020-03"


def test_ambiguous_digits_follow_the_unambiguous_ones_of_the_document(values, annotate):
    assert values("on 05/01/2020")["05/01/2020"] == "2020-05-01"
    assert values("from 25/12/2019 to 05/01/2020")["05/01/2020"] == "2020-01-05"
    assert annotate("on 05/01/2020")[0].value.alternatives == ("2020-01-05",)
