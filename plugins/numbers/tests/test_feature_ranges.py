"""Ranges, changes, vague amounts, multiples and ages, feature by feature: each text, and what is found in it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document
from corpuskit.values import NumberValue

EXTRACT = NumberExtractor()

Bounds = tuple[str, str]


def values(text: str) -> list[NumberValue]:
    return [item.value for item in EXTRACT(Document(text))]


def found(text: str) -> list[str]:
    """Give every number as "span: value unit", a range with both its ends."""
    return [
        f"{item.span.text_of(text)}: {_amount(item.value)} {_unit(item.value)}".strip()
        for item in EXTRACT(Document(text))
    ]


def _amount(value: NumberValue) -> str:
    ends = (value.value,) if value.value is not None else (value.low, value.high)
    return "..".join(_plain(end) for end in ends)


def _plain(end: object) -> str:
    return f"{end.normalize():f}" if isinstance(end, Decimal) else str(end)


def _unit(value: NumberValue) -> str:
    return value.unit_name or ""


def each(**features: list[tuple[str, list[str]]]) -> Callable[..., object]:
    """Parametrise over the texts of a table of features, named after both."""
    cases = [pytest.param(text, want, id=f"{name}: {text}") for name, rows in features.items() for text, want in rows]
    return pytest.mark.parametrize(("text", "expected"), cases)


@each(
    between=[
        ("between 10 and 15 men", ["between 10 and 15: 10..15"]),
        ("between 5 and 6 percent", ["between 5 and 6 percent: 5..6 percent"]),
        ("between 5% and 6%", ["between 5% and 6%: 5..6 percent"]),
        ("between 5 percent and 10 percent", ["between 5 percent and 10 percent: 5..10 percent"]),
        ("between twenty and thirty thousand people", ["between twenty and thirty thousand: 20000..30000"]),
        ("between two million and three million votes", ["between two million and three million: 2000000..3000000"]),
        ("between one hundred and two hundred cows", ["between one hundred and two hundred: 100..200"]),
        ("between one and three billion", ["between one and three billion: 1000000000..3000000000"]),
        (
            "between 1.5 billion and two billion dollars",
            ["between 1.5 billion and two billion dollars: 1500000000..2000000000 US dollar"],
        ),
        ("temperatures between -5C and 10C", ["between -5C and 10C: -5..10 degree Celsius"]),
        ("between $10 and $15 a barrel", ["between $10 and $15 a barrel: 10..15 US dollar per barrel"]),
        ("between one and five cents", ["between one and five cents: 0.01..0.05 US dollar"]),
        ("between 10 to 15 miles", ["between 10 to 15 miles: 10..15 mile"]),
        ("between 15 and 10 tonnes", ["between 15 and 10 tonnes: 10..15 metric ton"]),
        ("between 10-15 miles", ["between 10-15 miles: 10..15 mile"]),
    ],
    hyphen=[
        ("10-15 km", ["10-15 km: 10..15 kilometer"]),
        ("10 – 15 km", ["10 – 15 km: 10..15 kilometer"]),
        ("3km-5km", ["3km-5km: 3..5 kilometer"]),
        ("5%-6%", ["5%-6%: 5..6 percent"]),
        ("$10-15 billion", ["$10-15 billion: 10000000000..15000000000 US dollar"]),
        ("$10-$15 a barrel", ["$10-$15 a barrel: 10..15 US dollar per barrel"]),
        ("$5bn–$7bn", ["$5bn–$7bn: 5000000000..7000000000 US dollar"]),
        ("$5bn-7bn", ["$5bn-7bn: 5000000000..7000000000 US dollar"]),
        ("$20m-$30m", ["$20m-$30m: 20000000..30000000 US dollar"]),
        ("2.5m-3m viewers", ["2.5m-3m: 2500000..3000000"]),
        ("5k-10k runners", ["5k-10k: 5000..10000"]),
        ("10,000-15,000 people", ["10,000-15,000: 10000..15000"]),
        ("a six- to eight-week wait", ["six- to eight-week: 6..8 week"]),
        ("a two-to-three-hour wait", ["two-to-three-hour: 2..3 hour"]),
    ],
    to=[
        ("10 to 15 billion dollars", ["10 to 15 billion dollars: 10000000000..15000000000 US dollar"]),
        ("10 km to 15 km", ["10 km to 15 km: 10..15 kilometer"]),
        ("€5m to €7m", ["€5m to €7m: 5000000..7000000 euro"]),
        ("$5 billion to $7 billion", ["$5 billion to $7 billion: 5000000000..7000000000 US dollar"]),
        ("$5 to $7 million", ["$5 to $7 million: 5000000..7000000 US dollar"]),
        ("from 5 to 10 people", ["5 to 10: 5..10"]),
        ("one to two hours", ["one to two hours: 1..2 hour"]),
        ("from 10 up to 15 people", ["10 up to 15: 10..15"]),
        ("from 10 through 15 pounds", ["10 through 15 pounds: 10..15 pound"]),
        ("up to 10 to 15 people", ["10 to 15: 10..15"]),
        ("prices range from $10 to $15", ["$10 to $15: 10..15 US dollar"]),
    ],
    alternatives=[
        ("five or six people", ["five or six: 5..6"]),
        ("two or three weeks", ["two or three weeks: 2..3 week"]),
        ("for a day or two", ["a day or two: 1..2 day"]),
        ("a drink or two", ["two: 2"]),
        ("a two- or three-year term", ["two- or three-year: 2..3 year"]),
    ],
)
def test_a_range_keeps_both_ends_and_shares_unit_and_magnitude(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@each(
    changes=[
        ("It rose from 5 to 10 people.", ["5: 5", "10: 10"]),
        ("It fell from 7 to 5 million dollars.", ["7: 7000000 US dollar", "5 million dollars: 5000000 US dollar"]),
        ("The price went from $5 to $7 million.", ["$5: 5000000 US dollar", "$7 million: 7000000 US dollar"]),
        ("Sales are up from 5 to 10 percent.", ["5: 5 percent", "10 percent: 10 percent"]),
        (
            "It is rising from the initial 39 percent to 49 percent.",
            ["39 percent: 39 percent", "49 percent: 49 percent"],
        ),
        ("It was cut from 10 percent to 5 percent.", ["10 percent: 10 percent", "5 percent: 5 percent"]),
        ("The price was raised from $5 to $10.", ["$5: 5 US dollar", "$10: 10 US dollar"]),
        ("The number increased from 500 to 1.2 million.", ["500: 500", "1.2 million: 1200000"]),
        ("It rose from 5 million in 2010 to 10 million.", ["5 million: 5000000", "10 million: 10000000"]),
        ("Prices fell to 5 from 10 percent.", ["5: 5", "10 percent: 10 percent"]),
        ("Its shares rose two to 72 dollars.", ["two: 2 US dollar", "72 dollars: 72 US dollar"]),
        ("Its debt fell by a third to $9.", ["a third: 1/3", "$9: 9 US dollar"]),
        ("Its shares lost 3/8 to 28-3/4.", ["3/8: 0.375", "28-3/4: 28.75"]),
        ("The index gained 5 to 120.", ["5: 5", "120: 120"]),
        ("It slid from 9 to 12 percent below it.", ["9: 9 percent", "12 percent: 12 percent"]),
    ],
    one_unit=[
        ("two- and 10-year bonds", ["two: 2 year", "10-year: 10 year"]),
        ("500- and 1,000-pound bombs", ["500: 500 pound", "1,000-pound: 1000 pound"]),
        ("10- and 12-year-olds", ["10: 10 year", "12-year-olds: 12 year"]),
        ("two- and three-bedroom flats", ["two: 2", "three: 3"]),
        ("the three- and 5 percent for it", ["three: 3", "5 percent: 5 percent"]),
    ],
    ranges_of_change=[
        ("a drop of five to 10 percent", ["five to 10 percent: 5..10 percent"]),
        ("It fell another five to 10 percent.", ["five to 10 percent: 5..10 percent"]),
        ("Prices rose 5 to 7 percent.", ["5 to 7 percent: 5..7 percent"]),
        ("It cuts the risk by 20% to 25%.", ["20% to 25%: 20..25 percent"]),
        ("The crop fell by 5 to 10 tonnes.", ["5 to 10 tonnes: 5..10 metric ton"]),
        ("down from the 10 to 12 tonnes seen before", ["10 to 12 tonnes: 10..12 metric ton"]),
        ("It was cut to 10 to 12 tonnes.", ["10 to 12 tonnes: 10..12 metric ton"]),
        ("It lost 2 to 3 kg.", ["2 to 3 kg: 2..3 kilogram"]),
        ("It added 5 to 7 new shops.", ["5 to 7: 5..7"]),
        ("losses ranging from 5 to 10 percent", ["5 to 10 percent: 5..10 percent"]),
    ],
)
def test_a_change_is_two_values_and_what_changes_by_a_range_is_one(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@each(
    to_from=[
        (
            "Sales rose to 5 million euros in May from 3 million.",
            ["5 million euros: 5000000 euro", "3 million: 3000000 euro"],
        ),
        ("It fell to 45% from a revised 50.", ["45%: 45 percent", "50: 50 percent"]),
        ("Profits rose to $12 million from 8 last year.", ["$12 million: 12000000 US dollar", "8: 8000000 US dollar"]),
        ("The dividend rose to 18 cents from 16.", ["18 cents: 0.18 US dollar", "16: 0.16 US dollar"]),
        ("It grew to $75 million from 60 after May.", ["$75 million: 75000000 US dollar", "60: 60000000 US dollar"]),
        ("It has 900 kg, up from 800.", ["900 kg: 900 kilogram", "800: 800 kilogram"]),
    ],
    from_to=[
        ("It fell from 22.6 percent in May to 19.6 in June.", ["22.6 percent: 22.6 percent", "19.6: 19.6 percent"]),
        ("It rose from 10,000 tonnes to 17,000.", ["10,000 tonnes: 10000 metric ton", "17,000: 17000 metric ton"]),
    ],
    against=[
        (
            "a loss of $5.5 million, against 3.3 million in May",
            ["$5.5 million: 5500000 US dollar", "3.3 million: 3300000 US dollar"],
        ),
        ("It grew 2%, compared with about 1.5 in April.", ["2%: 2 percent", "1.5: 1.5 percent"]),
        ("sales of 305 kg vs 258", ["305 kg: 305 kilogram", "258: 258 kilogram"]),
        ("Sales 305 kg vs 258\n   Costs rose", ["305 kg: 305 kilogram", "258: 258 kilogram"]),
        ("It has 305 kg, against 258 issued a year ago.", ["305 kg: 305 kilogram", "258: 258 kilogram"]),
    ],
    going_on=[
        (
            "It made 619 mln dlrs, up from 574 mln in May and 370 mln in June.",
            ["619 mln dlrs: 619000000 US dollar", "574 mln: 574000000 US dollar", "370 mln: 370000000 US dollar"],
        ),
        (
            "It has 90 kg, against 80 in June and 70 in May.",
            ["90 kg: 90 kilogram", "80: 80 kilogram", "70: 70 kilogram"],
        ),
        ("It has 90 kg, against 80 in June and 70 men.", ["90 kg: 90 kilogram", "80: 80 kilogram", "70: 70"]),
        ("It rose to 26 kg from 22 in May and 3 men died.", ["26 kg: 26 kilogram", "22: 22 kilogram", "3: 3"]),
    ],
    of_something=[
        (
            "It held €2 billion, compared with a total of 580.4 million.",
            ["€2 billion: 2000000000 euro", "580.4 million: 580400000 euro"],
        ),
        ("profits of €3 million vs a loss of 512,000", ["€3 million: 3000000 euro", "512,000: 512000 euro"]),
        ("It made €3 million, just below 1985's 4 million.", ["€3 million: 3000000 euro", "4 million: 4000000 euro"]),
        ("It has €3 million, compared with a staff of 300,000.", ["€3 million: 3000000 euro", "300,000: 300000"]),
    ],
    onward=[
        ("sales of €2 million rising to 3 million in May", ["€2 million: 2000000 euro", "3 million: 3000000 euro"]),
        ("It hit 1.62 dlrs before settling to 1.60.", ["1.62 dlrs: 1.62 US dollar", "1.60: 1.6 US dollar"]),
        ("It paid €2 million according to 3 million.", ["€2 million: 2000000 euro", "3 million: 3000000"]),
        (
            "It fell to €9 billion in the last three months from 10 billion and lost.",
            ["€9 billion: 9000000000 euro", "three months: 3 month", "10 billion: 10000000000 euro"],
        ),
    ],
    of_another_kind=[
        ("He raised $10 million from 3 banks.", ["$10 million: 10000000 US dollar", "3: 3"]),
        ("They sent 5 tonnes from 4 of them.", ["5 tonnes: 5 metric ton", "4: 4"]),
        ("It rose 2 percent to 98, against 93 in May.", ["2 percent: 2 percent", "98: 98", "93: 93"]),
        ("It was 5% in May. Against 4 in June, it won.", ["5%: 5 percent", "4: 4"]),
        ("It paid $5 million, against 300 in June.", ["$5 million: 5000000 US dollar", "300: 300"]),
        ("Three months rose to 6 from 5.", ["Three months: 3 month", "6: 6", "5: 5"]),
    ],
)
def test_what_is_compared_with_a_quantity_has_its_unit(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@each(
    coordinations=[
        ("5 and 6 people", ["5: 5", "6: 6"]),
        ("divided between the three and six men", ["three: 3", "six: 6"]),
        ("a boy aged 5 and 7 others", ["aged 5: 5 year", "7: 7"]),
        ("the Group of 7 and 5 percent more", ["5 percent: 5 percent"]),
        ("He has 5 and $10.", ["5: 5", "$10: 10 US dollar"]),
        ("in 5, 10 percent of it", ["5: 5", "10 percent: 10 percent"]),
        ("It got 900, or 54 percent of them.", ["900: 900", "54 percent: 54 percent"]),
        ("5,000 and 2 million", ["5,000: 5000", "2 million: 2000000"]),
    ],
    shares_and_sums=[
        ("a third to US$9 billion", ["a third: 1/3", "US$9 billion: 9000000000 US dollar"]),
        ("a family of four to nearly $7,000", ["four: 4", "$7,000: 7000 US dollar"]),
    ],
    no_quantities=[
        ("pages 5, 6 and 7", []),
        ("She won 3-1.", []),
        ("They voted 52-48.", []),
        ("from 1990 to 2000", []),
        ("between 1833 and 1855", []),
        ("the 2003-04 season", []),
    ],
    up_to=[("a family of four up to $7,000", ["four: 4", "$7,000: 7000 US dollar"])],
    votes=[("They voted 232 to 190.", ["232: 232", "190: 190"])],
    larger_first=[("15 to 10 men", ["15: 15", "10: 10"])],
)
def test_what_is_no_range_is_not_joined(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@each(
    units=[
        ("It rose 10 and 15 percent.", ["10: 10 percent", "15 percent: 15 percent"]),
        ("at 353 and 545 GHz", ["353: 353 gigahertz", "545 GHz: 545 gigahertz"]),
        ("runs of 5, 10 and 20 km", ["5: 5 kilometer", "10: 10 kilometer", "20 km: 20 kilometer"]),
        ("10, 20, and 50 cents", ["10: 0.1 US dollar", "20: 0.2 US dollar", "50 cents: 0.5 US dollar"]),
    ],
    magnitudes=[
        ("2 and 3 million", ["2: 2000000", "3 million: 3000000"]),
        ("2 and 3 million euros", ["2: 2000000 euro", "3 million euros: 3000000 euro"]),
        ("2,500 and 3 million euros", ["2,500: 2500 euro", "3 million euros: 3000000 euro"]),
    ],
    ages=[
        ("aged 5 and 7", ["aged 5: 5 year", "7: 7 year"]),
        ("aged 5, 7 and 9", ["aged 5: 5 year", "7: 7 year", "9: 9 year"]),
    ],
)
def test_numbers_in_a_row_share_what_is_written_once(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "span", "value", "error"),
    [
        ("12.5 ± 0.3 kg", "12.5 ± 0.3 kg", "12.5", "0.3"),
        ("12.5 kg +/- 0.3 kg", "12.5 kg +/- 0.3 kg", "12.5", "0.3"),
        ("10% plus or minus 2%", "10% plus or minus 2%", "10", "2"),
        ("50, give or take 5", "50, give or take 5", "50", "5"),
    ],
)
def test_an_uncertainty_stands_behind_its_value(text: str, span: str, value: str, error: str) -> None:
    (item,) = EXTRACT(Document(text))

    assert (item.span.text_of(text), item.value.value, item.value.uncertainty) == (span, Decimal(value), Decimal(error))


def test_plus_or_minus_alone_makes_no_negative_number() -> None:
    assert found("a margin of plus or minus 3 percent") == ["3 percent: 3 percent"]


@each(
    vague=[
        ("dozens of people", ["dozens: 24..100"]),
        ("scores of villages", ["scores: 40..100"]),
        ("tens of kilometres", ["tens of kilometres: 20..100 kilometer"]),
        ("hundreds of miles away", ["hundreds of miles: 200..1000 mile"]),
        ("tens of thousands of people", ["tens of thousands: 20000..100000"]),
        ("hundreds of millions of dollars", ["hundreds of millions of dollars: 200000000..1000000000 US dollar"]),
        ("thousands of years", ["thousands of years: 2000..10000 year"]),
    ],
    vague_factor=[
        ("a couple of hundred people", ["a couple of hundred: 200..300"]),
        ("several dozen people", ["several dozen: 36..108"]),
        ("a few thousand people", ["a few thousand: 3000..5000"]),
        ("several hundred thousand people", ["several hundred thousand: 300000..900000"]),
        ("a few hundred dollars", ["a few hundred dollars: 300..500 US dollar"]),
        ("a couple of friends", ["a couple of: 2..3"]),
        ("the past couple of years", ["couple of years: 2..3 year"]),
        ("a couple days ago", ["a couple days: 2..3 day"]),
    ],
    exact=[
        ("half a dozen eggs", ["half a dozen: 6"]),
        ("a quarter of a million people", ["a quarter of a million: 250000"]),
        ("half a million people", ["half a million: 500000"]),
        ("two dozen people", ["two dozen: 24"]),
    ],
    no_number=[
        ("a handful of people", []),
        ("several people", []),
        ("a few days", []),
        ("many people", []),
        ("a multimillion-dollar deal", []),
        ("double-digit growth", []),
    ],
)
def test_a_vague_amount_has_bounds(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@each(
    words=[
        ("twice as many", ["twice: 2"]),
        ("double the price", ["double: 2"]),
        ("triple the rate", ["triple: 3"]),
        ("Sales quadrupled.", ["quadrupled: 4"]),
        ("Sales will double by May.", ["double: 2"]),
        ("It nearly quintupled.", ["quintupled: 5"]),
        ("more than double that", ["double: 2"]),
    ],
    fold=[
        ("a threefold rise", ["threefold: 3"]),
        ("a 10-fold rise", ["10-fold: 10"]),
        ("a four- to five-fold rise", ["four- to five-fold: 4..5"]),
        ("a two- to threefold rise", ["two- to threefold: 2..3"]),
    ],
    times=[
        ("two times the number", ["two times: 2"]),
        ("five times larger", ["five times: 5"]),
        ("ten times his salary", ["ten times: 10"]),
        ("three times last year's output", ["three times: 3"]),
        ("1,000 times that at sea level", ["1,000 times: 1000"]),
        ("It trades at 22 times forward earnings.", ["22 times: 22"]),
        ("three times the national rate", ["three times: 3"]),
        ("25 times lighter than a proton", ["25 times: 25"]),
        ("It grew 2.7 times.", ["2.7 times: 2.7"]),
        ("two to three times those of Europe", ["two to three times: 2..3"]),
        ("1.5x faster", ["1.5x: 1.5"]),
        ("2-3x faster", ["2-3x: 2..3"]),
    ],
    factor=[
        ("by a factor of ten", ["ten: 10"]),
        ("by a factor of two to three", ["two to three: 2..3"]),
    ],
    no_multiple=[
        ("a double bed", []),
        ("a double-decker bus", []),
        ("He doubled down.", []),
        ("It rose to double figures.", []),
        ("the men's doubles", []),
        ("a double murder", []),
        ("a debt cut to double A", []),
    ],
)
def test_a_multiple_says_how_many_times(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["twice as many", "threefold", "by a factor of ten", "five times larger", "10x"])
def test_a_multiple_is_of_its_own_kind(text: str) -> None:
    assert [value.kind for value in values(text)] == ["multiple"]


@each(
    somebody_is=[
        ("He has died. He was 93.", ["93: 93 year"]),
        ("She was 82 and had been ill.", ["82: 82 year"]),
        ("when she was twelve", ["twelve: 12 year"]),
        ("I cook since I was eight.", ["eight: 8 year"]),
        ("by the time she turns 60.", ["60: 60 year"]),
        ("Smith turned 18 in May.", ["18: 18 year"]),
    ],
    years_old=[
        ("the 78-year-old man", ["78-year-old: 78 year"]),
        ("He is 30 years old.", ["30 years old: 30 year"]),
        ("at 70 years of age", ["70 years of age: 70 year"]),
        ("a three-month-old baby", ["three-month-old: 3 month"]),
        ("15- to 20-year-olds", ["15- to 20-year-olds: 15..20 year"]),
        ("18-24-year-olds", ["18-24-year-olds: 18..24 year"]),
        ("five to seven days old", ["five to seven days old: 5..7 day"]),
    ],
    aged=[
        ("a man aged 30", ["aged 30: 30 year"]),
        ("At 19 he is the youngest.", ["19: 19 year"]),
        ("a 4.5-billion-year-old rock", ["4.5-billion-year-old: 4500000000 year"]),
        ("a risk for women over 65", ["65: 65 year"]),
        ("Anyone older than 18 can vote.", ["18: 18 year"]),
        ("children under five", ["five: 5 year"]),
        ("those aged over 40 and others", ["40: 40 year"]),
        ("The striker, 29, kicked it.", ["29: 29 year"]),
        ("His wife, 34, was there.", ["34: 34 year"]),
        ("ages 5 to 12", ["ages 5 to 12: 5..12 year"]),
        ("aged 5 to 12", ["aged 5 to 12: 5..12 year"]),
        ("children aged 5 to 11 years", ["aged 5 to 11 years: 5..11 year"]),
        ("people aged between 15 and 24", ["aged between 15 and 24: 15..24 year"]),
        ("between the ages of 18 and 24", ["between the ages of 18 and 24: 18..24 year"]),
        ("a baby aged 6 months", ["aged 6 months: 6 month"]),
        ("at the age of 45", ["age of 45: 45 year"]),
    ],
    decades=[
        ("a woman in her 60s", ["in her 60s: 60..69 year"]),
        ("a man in his mid-40s", ["in his mid-40s: 44..46 year"]),
        ("men in their 20s and 30s", ["in their 20s and 30s: 20..39 year"]),
        ("in his late 30s or early 40s", ["in his late 30s or early 40s: 37..43 year"]),
        ("girls in their teens", ["in their teens: 13..19 year"]),
        ("well into his seventies", ["into his seventies: 70..79 year"]),
        ("a 40-something mother", ["40-something: 40..49 year"]),
    ],
    others=[
        ("Jane Smith, 45, said so.", ["45: 45 year"]),
        ("tests for over-65s", ["over-65s: 65 year"]),
        ("the jobless under-25s", ["under-25s: 25 year"]),
    ],
    no_age=[
        ("the under-21 team", []),
        ("England Under-21s", []),
        ("the age of reason", []),
        ("music of the 60s", []),
    ],
)
def test_ages_are_told(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert {value.kind for value in values(text)} <= {"age"}


@each(
    compounds=[
        ("a two-thirds majority", ["two-thirds: 2/3"]),
        ("a three-day strike", ["three-day: 3 day"]),
        ("a 500-pound bomb", ["500-pound: 500 pound"]),
        ("a six-man team", ["six: 6"]),
        ("a 12-member panel", ["12: 12"]),
    ],
)
def test_a_number_is_found_in_a_compound(text: str, expected: list[str]) -> None:
    assert found(text) == expected
