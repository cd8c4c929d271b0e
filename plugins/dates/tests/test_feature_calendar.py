"""Dates that name their place in the calendar."""

import pytest

CASES = {
    "ordinals": [
        ("May 5th", {"May 5th": "2020-05-05"}),
        ("the 5th of May", {"the 5th of May": "2020-05-05"}),
        ("on the fifth of May", {"the fifth of May": "2020-05-05"}),
        ("on the twenty-first of May, 2016", {"the twenty-first of May, 2016": "2016-05-21"}),
        ("the twenty first of May", {"the twenty first of May": "2020-05-21"}),
        ("5th January, 2020", {"5th January, 2020": "2020-01-05"}),
        (
            "on February twenty-second, two thousand nineteen",
            {"February twenty-second, two thousand nineteen": "2019-02-22"},
        ),
    ],
    "orders, separators and commas": [
        ("5/25/2019", {"5/25/2019": "2019-05-25"}),
        ("25/12/2019", {"25/12/2019": "2019-12-25"}),
        ("25-12-2019", {"25-12-2019": "2019-12-25"}),
        ("2019/12/25", {"2019/12/25": "2019-12-25"}),
        ("25.12.2019", {"25.12.2019": "2019-12-25"}),
        ("05-Jan-2020", {"05-Jan-2020": "2020-01-05"}),
        ("January 5 2020", {"January 5 2020": "2020-01-05"}),
        ("Sun., Jan. 5, 2020", {"Sun., Jan. 5, 2020": "2020-01-05"}),
        ("Sunday, January 5, 2020", {"Sunday, January 5, 2020": "2020-01-05"}),
        ("see you 14 nov 2019", {"14 nov 2019": "2019-11-14"}),
    ],
    "ISO 8601": [
        ("2020-01-05", {"2020-01-05": "2020-01-05"}),
        ("2020-01-05T17:30", {"2020-01-05T17:30": "2020-01-05T17:30"}),
        ("2020-01-05T17:30:05Z", {"2020-01-05T17:30:05Z": "2020-01-05T17:30:05Z"}),
        ("2020-01-05T17:30+02:00", {"2020-01-05T17:30+02:00": "2020-01-05T17:30+02:00"}),
        ("2020-W04", {"2020-W04": "2020-W04"}),
        ("2020-W04-3", {"2020-W04-3": "2020-01-22"}),
    ],
    "partial dates": [
        ("It began in January.", {"January": "2020-01"}),
        ("It ended on January 5.", {"January 5": "2020-01-05"}),
        ("It closed on the 5th.", {"the 5th": "2020-06-05"}),
        ("It fell on Friday the 13th.", {"Friday the 13th": "2020-03-13"}),
        ("in the year 1066", {"the year 1066": "1066"}),
        ("by 2050", {"2050": "2050"}),
        ("back in 1776", {"1776": "1776"}),
    ],
    "apostrophe years": [
        ("in '98", {"'98": "1998"}),
        ("the class of ’05", {"’05": "2005"}),
        ("June '98", {"June '98": "1998-06"}),
    ],
    "decades": [
        ("the 1990s", {"the 1990s": "199X"}),
        ("the '60s", {"the '60s": "196X"}),
        ("the nineteen-eighties", {"the nineteen-eighties": "198X"}),
        ("the mid-1990s", {"the mid-1990s": "199X"}),
        ("the early 1920s", {"the early 1920s": "192X"}),
        ("in the nineties", {"the nineties": "199X"}),
    ],
    "centuries": [
        ("the 20th century", {"the 20th century": "19"}),
        ("the 21st century", {"the 21st century": "20"}),
        ("the late 19th century", {"the late 19th century": "18"}),
        ("the early 18th century", {"the early 18th century": "17"}),
        ("the twenty-first century", {"the twenty-first century": "20"}),
    ],
    "eras": [
        ("44 BC", {"44 BC": "BC0044"}),
        ("300 BCE", {"300 BCE": "BC0300"}),
        ("AD 476", {"AD 476": "0476"}),
        ("1066 CE", {"1066 CE": "1066"}),
        ("the 5th century BC", {"the 5th century BC": "BC04"}),
        ("3,000 B.C.", {"3,000 B.C.": "BC3000"}),
    ],
    "quarters and halves": [
        ("the second quarter of 2019", {"the second quarter of 2019": "2019-Q2"}),
        ("in the 1988 third quarter", {"the 1988 third quarter": "1988-Q3"}),
        ("third-quarter earnings", {"third-quarter": "2020-Q3"}),
        ("Q3 2019", {"Q3 2019": "2019-Q3"}),
        ("3Q19", {"3Q19": "2019-Q3"}),
        ("H1 2020", {"H1 2020": "2020-H1"}),
        ("the first half of 2019", {"the first half of 2019": "2019-H1"}),
        ("2019 H2", {"2019 H2": "2019-H2"}),
    ],
    "quarters by their end": [
        ("the quarter ended Sept. 30", {"the quarter": "2019-Q3", "Sept. 30": "2019-09-30"}),
        ("the quarter ended July 31, 2019", {"the quarter": "2019-Q2", "July 31, 2019": "2019-07-31"}),
        ("its second quarter ended June 30, 2019", {"second quarter": "2019-Q2", "June 30, 2019": "2019-06-30"}),
    ],
    "two quarters": [
        ("the first two quarters of 2019", {"the first two quarters of 2019": "2019-H1"}),
        ("the last two quarters of the year", {"the last two quarters of the year": "2020-H2"}),
        ("the first two quarters of the match", {"the first two quarters": "P6M"}),
    ],
    "weeks and days of months": [
        ("the first week of December 2019", {"the first week of December 2019": "2019-12"}),
        ("the last day of March", {"the last day of March": "2020-03-31"}),
        ("On Monday, the last day of the trial, he spoke", {"Monday": "2020-06-08"}),
        ("During the day Friday he spoke", {"Friday": "2020-06-12"}),
        ("as recently as May", {"May": "2020-05"}),
        ("as May said", {}),
        ("on the previous day", {"the previous day": "2020-06-11"}),
    ],
    "days in a list": [
        ("On Mar 3, 5 and 9, 2019, it", {"Mar 3": "2019-03-03", "5": "2019-03-05", "9, 2019": "2019-03-09"}),
        ("on May 3rd, 5th, and 9th it", {"May 3rd": "2020-05-03", "5th": "2020-05-05", "9th": "2020-05-09"}),
        ("On March 9, 5 and 3 we", {"March 9": "2020-03-09"}),
    ],
    "fiscal years": [
        ("fiscal 2020", {"fiscal 2020": "2020"}),
        ("FY2019", {"FY2019": "2019"}),
        ("FY19", {"FY19": "2019"}),
        ("FY19-20", {"FY19-20": "2020"}),
        ("the current financial year", {"the current financial year": "2020"}),
        ("the 2019 fiscal year", {"the 2019 fiscal year": "2019"}),
        ("the second quarter of fiscal 2019", {"the second quarter of fiscal 2019": "2019-Q2"}),
    ],
    "seasons": [
        ("the fall of 2019", {"the fall of 2019": "2019-FA"}),
        ("the winter of 1994", {"the winter of 1994": "1994-WI"}),
        ("last fall", {"last fall": "2019-FA"}),
        ("in the summer of 1955", {"the summer of 1955": "1955-SU"}),
        ("this summer", {"this summer": "2020-SU"}),
    ],
    "fixed holidays": [
        ("Christmas Day 1963", {"Christmas Day 1963": "1963-12-25"}),
        ("New Year's Eve 1999", {"New Year's Eve 1999": "1999-12-31"}),
        ("Halloween 2019", {"Halloween 2019": "2019-10-31"}),
        ("Juneteenth 2020", {"Juneteenth 2020": "2020-06-19"}),
        ("St. Patrick's Day 2019", {"St. Patrick's Day 2019": "2019-03-17"}),
    ],
    "movable holidays": [
        ("Easter 2021", {"Easter 2021": "2021-04-04"}),
        ("Good Friday 2020", {"Good Friday 2020": "2020-04-10"}),
        ("Thanksgiving 1999", {"Thanksgiving 1999": "1999-11-25"}),
        ("Labor Day 2019", {"Labor Day 2019": "2019-09-02"}),
        ("Victoria Day 2021", {"Victoria Day 2021": "2021-05-24"}),
        ("the first Monday in September 2020", {"the first Monday in September 2020": "2020-09-07"}),
    ],
    "datelines": [
        ("BAGHDAD, June 11 (Reuters) - Troops", {"June 11": "2020-06-11"}),
        ("LONDON, Sept. 5, 2019 (AP) — The", {"Sept. 5, 2019": "2019-09-05"}),
        ("WASHINGTON — Jan. 3", {"Jan. 3": "2020-01-03"}),
    ],
    "days known by their date": [
        ("since 9/11", {"9/11": "2001-09-11"}),
        ("after the 7/7 bombings", {"7/7": "2005-07-07"}),
    ],
    "impossible dates": [
        ("on Feb. 30, 2019", {"Feb. 30, 2019": "2019-02-30"}),
        ("30 February 2019", {"30 February 2019": "2019-02-30"}),
        ("June 31", {"June 31": "2020-06-31"}),
    ],
    "capitals": [
        ("ON JANUARY 5, 2020, IN MAY", {"JANUARY 5, 2020": "2020-01-05", "MAY": "2020-05"}),
        ("On Monday, In March 2019", {"Monday": "2020-06-08", "March 2019": "2019-03"}),
        ("LAST WEEK", {"LAST WEEK": "2020-W23"}),
        ("EARLY NEXT YEAR", {"EARLY NEXT YEAR": "2021"}),
        ("The 5Th Of May 2019", {"The 5Th Of May 2019": "2019-05-05"}),
    ],
    "abbreviations with a dot": [
        ("JAN. 27, 2017", {"JAN. 27, 2017": "2017-01-27"}),
        ("on Sept. 11 it", {"Sept. 11": "2020-09-11"}),
        ("Oct. 3-5", {"Oct. 3": "2020-10-03", "5": "2020-10-05"}),
        ("from Aug. 1 to Sept. 5, 2019", {"Aug. 1": "2019-08-01", "Sept. 5, 2019": "2019-09-05"}),
        ("in Dec. 2019", {"Dec. 2019": "2019-12"}),
    ],
    "footnotes": [
        ("on 5 May² it", {"5 May": "2020-05-05"}),
        ("in 2003² it", {"2003": "2003"}),
        ("on May 5, 2003³", {"May 5, 2003": "2003-05-05"}),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in CASES.items() for case in cases],
)
def test_each_feature_has_its_values(values, text, expected):
    assert values(text) == expected
