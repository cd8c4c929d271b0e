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
        ("It was cut from 10 percent to 5 percent.", ["10 percent: 10 percent", "5 percent: 5 percent"]),
        ("The price was raised from $5 to $10.", ["$5: 5 US dollar", "$10: 10 US dollar"]),
        ("The number increased from 500 to 1.2 million.", ["500: 500", "1.2 million: 1200000"]),
        ("It rose from 5 million in 2010 to 10 million.", ["5 million: 5000000", "10 million: 10000000"]),
        ("Prices fell to 5 from 10 percent.", ["5: 5", "10 percent: 10 percent"]),
        ("Its shares rose two to 72 dollars.", ["two: 2 US dollar", "72 dollars: 72 US dollar"]),
    ],
    ranges_of_change=[
        ("a drop of five to 10 percent", ["five to 10 percent: 5..10 percent"]),
        ("It fell another five to 10 percent.", ["five to 10 percent: 5..10 percent"]),
        ("Prices rose 5 to 7 percent.", ["5 to 7 percent: 5..7 percent"]),
        ("The crop fell by 5 to 10 tonnes.", ["5 to 10 tonnes: 5..10 metric ton"]),
        ("down from the 10 to 12 tonnes seen before", ["10 to 12 tonnes: 10..12 metric ton"]),
        ("It was cut to 10 to 12 tonnes.", ["10 to 12 tonnes: 10..12 metric ton"]),
    ],
)
def test_a_change_is_two_values_and_what_changes_by_a_range_is_one(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@each(
    coordinations=[
        ("5 and 6 people", ["5: 5", "6: 6"]),
        ("10 and 15 percent", ["10: 10", "15 percent: 15 percent"]),
        ("divided between the three and six men", ["three: 3", "six: 6"]),
        ("two boys aged 5 and 7", ["two: 2", "aged 5: 5 year", "7: 7"]),
    ],
    no_quantities=[
        ("pages 5, 6 and 7", []),
        ("She won 3-1.", []),
        ("They voted 52-48.", []),
        ("from 1990 to 2000", []),
        ("between 1833 and 1855", []),
        ("the 2003-04 season", []),
    ],
    votes=[("They voted 232 to 190.", ["232: 232", "190: 190"])],
    larger_first=[("15 to 10 men", ["15: 15", "10: 10"])],
)
def test_what_is_no_range_is_not_joined(text: str, expected: list[str]) -> None:
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
