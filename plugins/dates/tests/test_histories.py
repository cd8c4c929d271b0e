"""Dates of histories, biographies and guides."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In April and June 1955 they met.", {"April": "1955-04", "June 1955": "1955-06"}),
        (
            "in July, August and September 1989",
            {"July": "1989-07", "August": "1989-08", "September 1989": "1989-09"},
        ),
        ("the spring and summer of 1943", {"the spring": "1943-SP", "summer of 1943": "1943-SU"}),
        ("April 3 and June 5, 1955", {"April 3": "1955-04-03", "June 5, 1955": "1955-06-05"}),
        ("in December and January 1990", {"December": "1989-12", "January 1990": "1990-01"}),
        ("in July or August last year", {"July": "2019-07", "August last year": "2019-08"}),
        (
            "In 2010 it fell; later that year, in March, it rose.",
            {"2010": "2010", "later that year": "2010", "March": "2010-03"},
        ),
        ("It fell last year, on May 5.", {"last year": "2019", "May 5": "2019-05-05"}),
        ("It fell last year in Boston. In May", {"last year": "2019", "May": "2020-05"}),
        ("It fell that year, in 2010.", {"that year": "2020", "2010": "2010"}),
        ("They met in May, June 1955 was quiet.", {"May": "2020-05", "June 1955": "1955-06"}),
        ("Monday and June 5, 1955", {"Monday": "2020-06-08", "June 5, 1955": "1955-06-05"}),
        ("On Monday and in June 1955", {"Monday": "2020-06-08", "June 1955": "1955-06"}),
    ],
)
def test_the_dates_of_a_list_share_the_year_of_the_last(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open from May to October.", {"May": "XXXX-05", "October": "XXXX-10"}),
        ("Best between January and March.", {"January": "XXXX-01", "March": "XXXX-03"}),
        ("Closed on the islands. Open June–August", {"June": "XXXX-06", "August": "XXXX-08"}),
        ("Open May–October", {"May": "XXXX-05", "October": "XXXX-10"}),
        ("March to May are cool.", {"March": "XXXX-03", "May": "XXXX-05"}),
        ("It is best from June until August.", {"June": "XXXX-06", "August": "XXXX-08"}),
        ("Open Monday to Friday", {"Monday": "XXXX-WXX-1", "Friday": "XXXX-WXX-5"}),
        ("It rained from March to May.", {"March": "2020-03", "May": "2020-05"}),
        ("It rained from November to May.", {"November": "2019-11", "May": "2020-05"}),
        ("It will rain from November to March.", {"November": "2020-11", "March": "2021-03"}),
        ("It will rain from July to August.", {"July": "2020-07", "August": "2020-08"}),
        ("Open from May 1 to June 5.", {"May 1": "2020-05-01", "June 5": "2020-06-05"}),
    ],
)
def test_months_between_which_something_is_so_are_those_of_any_year(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1940 it fell, a year earlier than June.", {"June": "1940-06"}),
        ("In May 1940 it fell. It is known today. In July", {"July": "1940-07"}),
        ("In May 1944 six came vs. 2,000 in May 1941. In June", {"June": "1944-06"}),
        ("In March 1945 it fell, held since October to the end.", {"October": "1944-10"}),
        ("In May 1944 it fell, held since May 1941. In June", {"June": "1944-06"}),
        ("In May 1944 it began and lasted until March 1945. In June", {"June": "1944-06"}),
        ("In May 1831 he was held until 29 April 1832. On 30 May", {"30 May": "1832-05-30"}),
        ("On 21 October 1904 they sailed. The campaign of 1905. In winter", {"winter": "1905-WI"}),
        ("On 21 October 1904 they sailed, as was told in 1905. On 2 November", {"2 November": "1904-11-02"}),
    ],
)
def test_a_narrative_goes_on_from_where_it_was(values, text, expected):
    found = values(text, style="narrative")

    assert {words: found[words] for words in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theodore (c. 314 – 368) was", {"c. 314": "0314", "368": "0368"}),
        ("Jerome (c. 347 – 30 September 420)", {"c. 347": "0347", "30 September 420": "0420-09-30"}),
        ("On 5 May 300 people came.", {"5 May": "2020-05-05"}),
        ("York was founded in the year 71.", {"the year 71": "0071"}),
        ("the 1850s and late 60s", {"the 1850s": "185X", "late 60s": "186X"}),
        ("Shops and 60s music", {}),
        ("the winter of 1942–43", {"the winter of 1942–43": "1942-WI"}),
        ("(about 1900)", {"about 1900": "1900"}),
        ("the early morning hours of 30 April 1975", {"the early morning hours of 30 April 1975": "1975-04-30TMO"}),
        ("By the end of May the Second Army", {"the end of May": "2020-05"}),
        ("65 million years ago", {"65 million years ago": "BC64997981"}),
    ],
)
def test_old_times_are_read_as_histories_write_them(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In August 1914 he fled. The following spring it began.", {"The following spring": "1915-SP"}),
        ("By the end of 1914 he fled. The following spring it began.", {"The following spring": "1915-SP"}),
        ("In 1942 it began. The following winter was cold.", {"The following winter": "1942-WI"}),
        ("In 1943 it fell. The previous summer it stood.", {"The previous summer": "1942-SU"}),
        ("In January 1943 it fell. The previous December it stood.", {"The previous December": "1942-12"}),
        ("They met in May 1917; the following March they parted.", {"the following March": "1918-03"}),
        ("In May 44 BC. The following spring", {"The following spring": "BC0043-SP"}),
    ],
)
def test_the_following_spring_comes_after_what_was_told(values, text, expected):
    found = values(text)

    assert {words: found[words] for words in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the night of 4/5 July 1918", {"the night of 4": "1918-07-04TNI", "5 July 1918": "1918-07-05"}),
        ("late May–early June 1919", {"late May": "1919-05", "early June 1919": "1919-06"}),
        ("the third quarter of the 19th century", {"the third quarter of the 19th century": "18"}),
        ("the last quarter of 1990", {"the last quarter of 1990": "1990-Q4"}),
        ("the last month of 1990", {"the last month of 1990": "1990-12"}),
        ("the last week of May 1990", {"the last week of May 1990": "1990-05"}),
        ("the last day of April 1991", {"the last day of April 1991": "1991-04-30"}),
        ("the last day of February", {"the last day of February": "2020-02"}),
        ("the last day of May 44 BC", {"the last day of May 44 BC": "BC0044-05-31"}),
        ("the last decade of the 19th century", {"the last decade of the 19th century": "189X"}),
        ("the last decade of the 5th century BC", {"the last decade of the 5th century BC": "BC040X"}),
        ("the last quarter of the 19th century", {"the last quarter of the 19th century": "18"}),
    ],
)
def test_parts_and_ends_of_times_are_read_together(values, text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text", ["this august body", "temperatures in the 30s °F", "at 1100 ft", "the Summer Institute"]
)
def test_what_guides_and_speeches_say_is_no_date(values, text):
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1915 and the 1960s; later that decade", {"later that decade": "196X"}),
        ("In the 1960s he wrote; by the end of the decade", {"the end of the decade": "196X"}),
        ("In the 1960s he wrote. The following decade", {"The following decade": "197X"}),
        ("In the 1960s, in May 1987. The following decade", {"The following decade": "199X"}),
        ("In the 18th century it grew. The following century", {"The following century": "18"}),
        ("In the 480s BC it began. The following decade", {"The following decade": "BC047X"}),
        ("In the 4th century BC it began. The following century", {"The following century": "BC02"}),
    ],
)
def test_decades_and_centuries_count_from_the_one_mentioned_last(values, text, expected):
    found = values(text)

    assert {words: found[words] for words in expected} == expected


def test_a_decade_that_is_unknown_places_no_other(values):
    assert values("last decade it began; that decade", None) == {"last decade": "XXXX", "that decade": "XXXX"}
