"""Every unit that the extractor gives converts, or an error says why not."""

from decimal import Decimal

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document
from corpuskit.errors import InexactValue, InvalidValue
from corpuskit.rules import Rules
from corpuskit.values import NumberValue

LEXICONS = Rules.load("corpuskit_numbers").lexicons
ROWS = sorted({(row["unit"], row["name"], row["kind"]) for row in LEXICONS["unit"].values()})
CURRENCIES = sorted({row["code"] for row in LEXICONS["currency"].values() if len(row["code"]) == 3})
LOGARITHMIC = ["[pH]", "dB"]
EXTRACT = NumberExtractor()


def number(text: str) -> NumberValue:
    (found,) = EXTRACT(Document(text))
    value = found.value
    assert isinstance(value, NumberValue)
    return value


@pytest.mark.parametrize(("code", "name", "kind"), [row for row in ROWS if row[0] not in LOGARITHMIC])
def test_every_unit_of_the_table_converts(code: str, name: str, kind: str) -> None:
    number = NumberValue(kind, Decimal(7), unit=code, unit_name=name)
    there = number.to_base()

    assert there.to(code).unit == code
    assert number.to(name) == number


@pytest.mark.parametrize(("code", "name", "kind"), [row for row in ROWS if row[0] not in LOGARITHMIC])
def test_every_name_of_the_table_tells_its_unit(code: str, name: str, kind: str) -> None:
    assert NumberValue(kind, Decimal(7), unit=code).to(name).value == 7


@pytest.mark.parametrize(("code", "name", "kind"), [row for row in ROWS if row[0] in LOGARITHMIC])
def test_the_name_of_what_is_logarithmic_is_known(code: str, name: str, kind: str) -> None:
    with pytest.raises(InexactValue, match="it is logarithmic"):
        NumberValue(kind, Decimal(7), unit="m").to(name)


@pytest.mark.parametrize("code", LOGARITHMIC)
def test_what_is_logarithmic_says_so(code: str) -> None:
    with pytest.raises(InexactValue, match="it is logarithmic"):
        NumberValue("measure", Decimal(7), unit=code).to_base()


@pytest.mark.parametrize("code", CURRENCIES)
def test_no_currency_is_a_unit(code: str) -> None:
    with pytest.raises(InexactValue, match="rates of exchange"):
        NumberValue("money", Decimal(7), unit=code).to_base()
    with pytest.raises(InvalidValue, match="there is no unit"):
        NumberValue("measure", Decimal(7), unit="kg").to(code)
    with pytest.raises(InexactValue, match="no code of UCUM"):
        NumberValue("measure", Decimal(7), unit=code).to("kg")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("It is 5 miles away.", "km", Decimal("8.04672")),
        ("a 500-pound bomb", "kg", Decimal("226.796185")),
        ("a 78-year-old man", "month", Decimal(936)),
        ("cut by 25 basis points", "percentage point", Decimal("0.25")),
        ("It was 30 °C.", "degree Fahrenheit", Decimal(86)),
        ("doing 90 km/h", "m/s", Decimal(25)),
        ("6 feet and 3 inches", "cm", Decimal("190.5")),
        ("a 3 MB file", "kilobyte", Decimal(3000)),
    ],
)
def test_what_is_found_converts(text: str, unit: str, value: Decimal) -> None:
    assert number(text).to(unit).value == value


def test_both_ends_and_what_is_around_stay() -> None:
    text = "about 10-15 km"
    found = number(text).to("m")

    assert (found.low, found.high, found.modifier) == (Decimal(10_000), Decimal(15_000), "~")
    assert found.modifier_span is not None
    assert found.modifier_span.text_of(text) == "about"
