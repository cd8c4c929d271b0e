"""What the extractor finds, feature by feature."""

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from corpuskit_numbers.config import NumberConfig
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Annotation, Document, Span
from corpuskit.values import DateValue, NumberValue

EXTRACT = NumberExtractor()


def values(text: str, **config: object) -> list[NumberValue]:
    extractor = NumberExtractor(NumberConfig(**config)) if config else EXTRACT  # type: ignore[arg-type]
    return [item.value for item in extractor(Document(text))]


def texts(text: str) -> list[str]:
    return [item.span.text_of(text) for item in EXTRACT(Document(text))]


def only(text: str, **config: object) -> NumberValue:
    (value,) = values(text, **config)
    return value


D = Decimal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567.89 of them", D("1234567.89")),
        ("1\u00a0234\u00a0567 of them", D(1234567)),
        ("1\u2009234 of them", D(1234)),
        ("1.234.567,89 of them", D("1234567.89")),
        ("1,50,000 of them", D(150000)),
        ("13 lakh of them", D(1300000)),
        ("2 crore of them", D(20000000)),
        ("twelve hundred men", D(1200)),
        ("thirty-four hundred and fifty men", D(3450)),
        ("2.5 million men", D(2500000)),
        ("two and a half million men", D(2500000)),
        ("10k men", D(10000)),
        ("5bn men", D(5000000000)),
        ("3tn men", D(3000000000000)),
        ("8mn men", D(8000000)),
        ("5.2m viewers", D(5200000)),
        ("two thirds", Fraction(2, 3)),
        ("one in five adults", D("0.2")),
        ("a 1-in-5 chance", D("0.2")),
        ("½ of it", D("0.5")),
        ("3½ of it", D("3.5")),
        ("2 1/2 of it", D("2.5")),
        ("5-1/2 pct", D("5.5")),
        ("\u22125 of it", D(-5)),
        ("minus 5 of it", D(-5)),
        ("1.99×10^30 of it", D("1.99e30")),
        ("6e23 of it", D("6e23")),
        ("3 x 10^6 of it", D(3000000)),
        ("1.5 × 10⁶ of it", D(1500000)),
        ("half a dozen eggs", D(6)),
        ("a quarter of a million men", D(250000)),
        ("half a million men", D(500000)),
        ("zero point zero five", D("0.05")),
    ],
)
def test_amounts_are_exact(text: str, expected: Decimal | Fraction) -> None:
    assert only(text).value == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 10 and 15 men", 10, 15),
        ("10-15 km", 10, 15),
        ("$10-15 billion", 10**10, 15 * 10**9),
        ("$10 billion to $15 billion", 10**10, 15 * 10**9),
        ("two or three men", 2, 3),
        ("two- or three-year terms", 2, 3),
        ("four- to five-fold", 4, 5),
        ("dozens of men", 24, 100),
        ("hundreds of thousands of men", 200000, 1000000),
        ("a couple of hundred men", 200, 300),
        ("several dozen men", 36, 108),
        ("in her 60s", 60, 69),
        ("aged 5 to 12", 5, 12),
        ("between 5 percent and 10 percent", 5, 10),
    ],
)
def test_ranges_and_vague_amounts_keep_both_ends(text: str, low: int, high: int) -> None:
    value = only(text)

    assert (value.low, value.high, value.value) == (low, high, None)


@pytest.mark.parametrize("text", ["rose from 5 to 7", "fell from $5 to $7", "cut it from 10 percent to 5 percent"])
def test_a_change_from_one_to_the_other_is_two_values(text: str) -> None:
    assert len(values(text)) == 2


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "USD"),
        ("US$5", "USD"),
        ("A$5", "AUD"),
        ("HK$5", "HKD"),
        ("C$5", "CAD"),
        ("€5", "EUR"),
        ("£5", "GBP"),
        ("¥500", "JPY"),
        ("₹500", "INR"),
        ("₪500", "ILS"),
        ("CHF 5", "CHF"),
        ("5 CHF", "CHF"),
        ("Rs 500", "INR"),
        ("5 euros and 20 cents", "EUR"),
        ("ten pounds sterling", "GBP"),
        ("five Swiss francs", "CHF"),
        ("5 million yen", "JPY"),
    ],
)
def test_money_carries_its_code(text: str, unit: str) -> None:
    value = only(text)

    assert (value.kind, value.unit) == ("money", unit)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "name"),
    [
        ("5 percent", "percentage", "%", "percent"),
        ("5 per cent", "percentage", "%", "percent"),
        ("5%", "percentage", "%", "percent"),
        ("two percentage points", "percentage", "%{point}", "percentage point"),
        ("25 bps", "percentage", "10*-4{point}", "basis point"),
        ("5 km", "measure", "km", "kilometer"),
        ("5 kilometres", "measure", "km", "kilometer"),
        ("90 km/h", "measure", "km/h", "kilometer per hour"),
        ("5 miles", "measure", "[mi_i]", "mile"),
        ("a 500-pound bomb", "measure", "[lb_av]", "pound"),
        ("20 square kilometers", "measure", "km2", "square kilometer"),
        ("30 °C", "measure", "Cel", "degree Celsius"),
        ("a 7.1-magnitude quake", "measure", "{magnitude}", "magnitude"),
        ("a 78-year-old man", "age", "a", "year"),
        ("aged 30", "age", "a", "year"),
        ("two hours and 30 minutes", "measure", "h", "hour"),
        ("6'2\"", "measure", "[ft_i]", "foot"),
        ("9st 4lb", "measure", "[stone_av]", "stone"),
        ("$20,000-a-year", "money", "USD", "US dollar per year"),
        ("£9 an hour", "money", "GBP", "British pound per hour"),
    ],
)
def test_units_have_a_code_and_a_name(text: str, kind: str, unit: str, name: str) -> None:
    value = only(text)

    assert (value.kind, value.unit, value.unit_name) == (kind, unit, name)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("threefold", "multiple", 3),
        ("twice", "multiple", 2),
        ("double the price", "multiple", 2),
        ("No. 10", "ordinal", 10),
        ("the first", "ordinal", 1),
        ("the 21st", "ordinal", 21),
        ("the twenty-first", "ordinal", 21),
        ("Chapter IV", "ordinal", 4),
        ("per second per second, the second", "ordinal", 2),
        ("30 seconds", "measure", 30),
    ],
)
def test_kinds_are_told_apart(text: str, kind: str, expected: int) -> None:
    value = only(text)

    assert (value.kind, value.value) == (kind, expected)


@pytest.mark.parametrize(
    ("text", "modifier", "counted"),
    [
        ("After about 30 missile attacks targeting US interests", "~", "missile attacks"),
        ("more than two and a half million people", ">", "people"),
        ("thousands of American soldiers remain", None, "American soldiers"),
        ("the two countries recognized that", None, "countries"),
        ("at least 12 police officers were hurt", ">=", "police officers"),
        ("up to 40 homes", "<=", "homes"),
        ("fewer than 5 aircraft", "<", "aircraft"),
        ("50 or more students", ">=", "students"),
        ("30-odd men", "~", "men"),
        ("one person died", None, "person"),
        ("~30 cars", "~", "cars"),
    ],
)
def test_modifiers_and_what_is_counted(text: str, modifier: str | None, counted: str) -> None:
    value = only(text)

    assert (value.modifier, value.counted) == (modifier, counted)
    assert value.counted_span is not None
    assert value.counted_span.text_of(text) == counted
    assert (value.modifier_span is None) == (modifier is None)


@pytest.mark.parametrize(
    "text",
    [
        "in 2003",
        "the 2008 agreement",
        "January 5",
        "January 5, 2003",
        "5 January 2003",
        "since 1776",
        "between 1833 and 1855",
        "in the 1990s",
        "at 5:30",
        "at 5 pm",
        "five o'clock",
        "2020-06-12",
        "555-123-4567",
        "+49 174 1234567",
        "192.168.1.2",
        "version 1.2.3",
        "the A320neo",
        "an F-16",
        "Route 66",
        "COVID-19",
        "the G7",
        "won 3-1",
        "6-4, 6-3",
        "no one",
        "one another",
        "at one point",
        "the one",
        "24/7",
        "9/11",
        "50-50",
        "the 21st century",
        "First, eat.",
        "a 5-0 win",
    ],
)
def test_what_is_no_quantity_is_left_out(text: str) -> None:
    assert texts(text) == []


def test_two_and_two_make_no_range() -> None:
    assert [value.value for value in values("10 and 15 men")] == [10, 15]


def test_places_that_were_written_are_kept() -> None:
    assert only("4.50 of it").scale == 2
    assert only("4.50 of it") != only("4.5 of it")


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "1.234 of it", D("1.234")),
        ("de", "1.234 of it", D(1234)),
        ("en", "1,234 of it", D(1234)),
        ("de", "1,234 of it", D("1.234")),
        ("fr", "1\u202f234,5 of it", D("1234.5")),
        ("in", "1,23,456.7 of it", D("123456.7")),
    ],
)
def test_the_locale_decides_what_can_be_read_in_two_ways(locale: str, text: str, expected: Decimal) -> None:
    assert only(text, locale=locale).value == expected


def test_the_dollar_is_the_configured_one() -> None:
    value = only("$5", dollar="CAD")

    assert (value.unit, value.unit_name) == ("CAD", "Canadian dollar")


def test_only_the_kinds_that_are_wanted_are_given() -> None:
    assert [value.kind for value in values("5 km for $5", kinds=("money",))] == ["money"]


def test_dates_are_kept_where_the_config_asks() -> None:
    assert [value.value for value in values("in 2003", dates=True)] == [2003]


@pytest.mark.parametrize(("kind", "count"), [("DATE", 0), ("TIME", 0), ("SET", 0), ("DURATION", 1)])
def test_a_date_layer_takes_its_numbers_away(kind: str, count: int) -> None:
    date = Annotation(Span(6, 15), "date", DateValue(kind, "P2Y"))
    document = Document("every two years", annotations=[date])

    assert len(list(EXTRACT(document))) == count


def test_a_users_rules_go_first(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nname = "Blake 7"\npattern = "Blake 7"\n', encoding="utf-8")

    assert values("two men saw Blake 7", rules=(str(path),))[-1].value == 2


def test_the_extractor_pickles() -> None:
    extractor = pickle.loads(pickle.dumps(EXTRACT))

    assert list(extractor(Document("about 5 km"))) == list(EXTRACT(Document("about 5 km")))
