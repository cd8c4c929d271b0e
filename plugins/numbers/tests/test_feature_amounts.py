"""Amounts without a unit, percentages and ordinals, feature by feature."""

from decimal import Decimal
from fractions import Fraction

import pytest
from corpuskit_numbers.config import NumberConfig
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document

EXTRACT = NumberExtractor()

CASES: dict[str, list[tuple[str, dict[str, object]]]] = {
    "digits with separators": [
        ("It has 1,234,567.89 of them.", {"1,234,567.89": "1234567.89"}),
        ("some 12,400 and 3,100 cows", {"12,400": 12400, "3,100": 3100}),
        ("1'234'567 cows", {"1'234'567": 1234567}),
        ("1.234.567,89 cows", {"1.234.567,89": "1234567.89"}),
        ("a mean of .5 cows", {".5": "0.5"}),
        ("4.50 cows", {"4.50": "4.5"}),
    ],
    "groups with a blank": [
        ("40 000 cows", {"40 000": 40000}),
        ("1\u00a0234\u00a0567 cows", {"1\u00a0234\u00a0567": 1234567}),
        ("12\u2009345 cows", {"12\u2009345": 12345}),
        ("12\u202f345,5 cows", {"12\u202f345,5": "12345.5"}),
    ],
    "the Indian way": [
        ("1,50,000 cows", {"1,50,000": 150000}),
        ("12,34,56,789 cows", {"12,34,56,789": 123456789}),
        ("13.5 lakh cows", {"13.5 lakh": 1350000}),
        ("2 crore cows", {"2 crore": 20000000}),
        ("1 crore 20 lakh cows", {"1 crore 20 lakh": 12000000}),
        ("5 lakh 23 thousand cows", {"5 lakh 23 thousand": 523000}),
        ("two crore thirty lakh cows", {"two crore thirty lakh": 23000000}),
        ("one lakh fifty thousand cows", {"one lakh fifty thousand": 150000}),
        ("3 lakh crore of them", {"3 lakh crore": 3000000000000}),
    ],
    "number words": [
        ("ninety-nine cows", {"ninety-nine": 99}),
        ("ninety nine cows", {"ninety nine": 99}),
        ("ninety  nine cows", {"ninety  nine": 99}),
        ("ninety-\nnine cows", {"ninety-\nnine": 99}),
        ("two\nhundred cows", {"two\nhundred": 200}),
        ("TWENTY-FIVE COWS", {"TWENTY-FIVE": 25}),
        ("Twentyfive cows", {"Twentyfive": 25}),
        ("a hundred cows", {"a hundred": 100}),
        ("FARM SELLS TWO COWS", {"TWO": 2}),
        ("He saw only one cow.", {"one": 1}),
        ("one or more cows", {"one": 1}),
        ("one hundred and three cows", {"one hundred and three": 103}),
        ("one hundred three cows", {"one hundred three": 103}),
        ("sixty (60) cows", {"sixty (60)": 60}),
        ("60 (sixty) cows", {"60 (sixty)": 60}),
        ("a thousand and one cows", {"a thousand and one": 1001}),
        ("twelve hundred cows", {"twelve hundred": 1200}),
        ("thirty-four hundred and fifty cows", {"thirty-four hundred and fifty": 3450}),
        ("nine thousand, eight hundred and one cows", {"nine thousand, eight hundred and one": 9801}),
        ("a hundred thousand cows", {"a hundred thousand": 100000}),
        ("five septillion cows", {"five septillion": 5 * 10**24}),
        ("zero point zero five of it", {"zero point zero five": "0.05"}),
    ],
    "magnitudes": [
        ("2.5 million cows", {"2.5 million": 2500000}),
        ("2.5-million cows", {"2.5-million": 2500000}),
        ("3 hundred and 21 cows", {"3 hundred and 21": 321}),
        ("4 thousand 3 hundred cows", {"4 thousand 3 hundred": 4300}),
        ("67 thousand 338 cows", {"67 thousand 338": 67338}),
        ("2 million 500 thousand cows", {"2 million 500 thousand": 2500000}),
        ("two and a half million cows", {"two and a half million": 2500000}),
        ("two-and-a-half million cows", {"two-and-a-half million": 2500000}),
        ("2-and-a-half million cows", {"2-and-a-half million": 2500000}),
        ("a million and a half cows", {"a million and a half": 1500000}),
        ("three and a quarter million cows", {"three and a quarter million": 3250000}),
        ("three-quarters of a million cows", {"three-quarters of a million": 750000}),
        ("1 million and a half cows", {"1 million and a half": 1500000}),
        ("half a million cows", {"half a million": 500000}),
        ("half-a-million cows", {"half-a-million": 500000}),
        ("a quarter of a million cows", {"a quarter of a million": 250000}),
        ("a quarter-million cows", {"a quarter-million": 250000}),
    ],
    "magnitudes in letters": [
        ("10k cows", {"10k": 10000}),
        ("1.35m built since then", {"1.35m": 1350000}),
        ("5.2m viewers", {"5.2m": 5200000}),
        ("8mn cows", {"8mn": 8000000}),
        ("5 bn cows", {"5 bn": 5000000000}),
        ("3tn cows", {"3tn": 3000000000000}),
        ("over 2M downloads", {"2M": 2000000}),
        ("6B emails", {"6B": 6000000000}),
        ("a $1.9T plan", {"$1.9T": 1900000000000}),
        ("a $30 K prize", {"$30 K": 30000}),
    ],
    "dozens and scores": [
        ("a dozen eggs", {"a dozen": 12}),
        ("three doz eggs", {"three doz": 36}),
        ("three dozen eggs", {"three dozen": 36}),
        ("half a dozen eggs", {"half a dozen": 6}),
        ("half-a-dozen eggs", {"half-a-dozen": 6}),
        ("a half dozen eggs", {"a half dozen": 6}),
        ("two score of ships", {"two score": 40}),
        ("four score and seven years", {"four score and seven years": 87}),
        ("a draw with two score draws before it", {"two": 2}),
    ],
    "fractions in words": [
        ("two thirds of it", {"two thirds": "2/3"}),
        ("one-fifth of it", {"one-fifth": "0.2"}),
        ("a fifth of it", {"a fifth": "0.2"}),
        ("just over a quarter do", {"a quarter": "0.25"}),
        ("nearly a third were ill", {"a third": "1/3"}),
        ("half of it", {"half": "0.5"}),
        ("half a cow", {"half": "0.5"}),
        ("five sixtieths of it", {"five sixtieths": "1/12"}),
        ("a three-quarter share", {"three-quarter": "0.75"}),
        ("five and two-thirds", {"five and two-thirds": "17/3"}),
        ("three twenty-firsts of it", {"three twenty-firsts": "1/7"}),
        ("seven thirty-seconds of it", {"seven thirty-seconds": "7/32"}),
        ("a twenty-fifth of it", {"a twenty-fifth": "0.04"}),
        ("one five-hundredth of it", {"one five-hundredth": "0.002"}),
        ("twenty-one thousandths of it", {"twenty-one thousandths": "0.021"}),
        ("one one-hundredth of it", {"one one-hundredth": "0.01"}),
        ("two ten-thousandths of it", {"two ten-thousandths": "0.0002"}),
    ],
    "proportions": [
        ("one in five adults", {"one in five": "0.2"}),
        ("a 1-in-5 chance", {"1-in-5": "0.2"}),
        ("three out of four adults", {"three out of four": "0.75"}),
        ("nine in ten adults", {"nine in ten": "0.9"}),
        ("one of every eight adults", {"one of every eight": "0.125"}),
        ("one in every eight adults", {"one in every eight": "0.125"}),
    ],
    "fractions in signs": [
        ("½ of it", {"½": "0.5"}),
        ("3⅐ of it", {"3⅐": "22/7"}),
        ("3½ of them", {"3½": "3.5"}),
        ("3 ½ of them", {"3 ½": "3.5"}),
        ("2 1/2 of them", {"2 1/2": "2.5"}),
        ("2 and 1/2 of them", {"2 and 1/2": "2.5"}),
        ("at 5.43-1/2 there", {"5.43-1/2": "5.435"}),
        ("3/4 of it", {"3/4": "0.75"}),
        ("3⁄4 of it", {"3⁄4": "0.75"}),
        ("2/3rds of it", {"2/3rds": "2/3"}),
    ],
    "less than nothing": [
        ("\u22125 of it", {"\u22125": -5}),
        ("minus 5 of it", {"minus 5": -5}),
        ("minus five of it", {"minus five": -5}),
        ("negative 5 of it", {"negative 5": -5}),
    ],
    "powers of ten": [
        ("1.99×10^30 of it", {"1.99×10^30": "1.99e30"}),
        ("6e23 of it", {"6e23": "6e23"}),
        ("35·10^12 of it", {"35·10^12": "35e12"}),
        ("3 x 10^6 of it", {"3 x 10^6": 3000000}),
        ("1.5 × 10⁶ of it", {"1.5 × 10⁶": 1500000}),
        ("10⁹ of it", {"10⁹": 1000000000}),
        ("2^10 of it", {"2^10": 1024}),
        ("1.5^3 of it", {"1.5^3": "3.375"}),
    ],
}

PERCENTAGES: list[tuple[str, str, object, str]] = [
    ("It fell 2.5 percent.", "2.5 percent", "2.5", "percent"),
    ("It fell 2.5 per cent.", "2.5 per cent", "2.5", "percent"),
    ("It fell 2.5%.", "2.5%", "2.5", "percent"),
    ("It fell 2.5 %.", "2.5 %", "2.5", "percent"),
    ("I am hundred percent sure.", "hundred percent", 100, "percent"),
    ("It fell fifty-five percent.", "fifty-five percent", 55, "percent"),
    ("It fell half a percent.", "half a percent", "0.5", "percent"),
    ("It fell one-half percent.", "one-half percent", "0.5", "percent"),
    ("It fell half of one percent.", "half of one percent", "0.5", "percent"),
    ("It fell a tenth of a percent.", "a tenth of a percent", "0.1", "percent"),
    ("It fell three-tenths of one percent.", "three-tenths of one percent", "0.3", "percent"),
    ("It fell 5 percentage points.", "5 percentage points", 5, "percentage point"),
    ("a 5-percentage-point fall", "5-percentage-point", 5, "percentage point"),
    ("It fell 0.5pp.", "0.5pp", "0.5", "percentage point"),
    ("It fell 0.45 of a percentage point.", "0.45 of a percentage point", "0.45", "percentage point"),
    ("It fell 5/8 of a percentage point.", "5/8 of a percentage point", "0.625", "percentage point"),
    (
        "It fell three-quarters of a percentage point.",
        "three-quarters of a percentage point",
        "0.75",
        "percentage point",
    ),
    ("a quarter percentage point", "quarter percentage point", "0.25", "percentage point"),
    ("a quarter-point rate cut", "quarter-point", "0.25", "percentage point"),
    ("It cut rates by half a point.", "half a point", "0.5", "percentage point"),
    ("It fell by a full percentage point.", "a full percentage point", 1, "percentage point"),
    ("It fell 25 basis points.", "25 basis points", 25, "basis point"),
    ("It fell 25bps.", "25bps", 25, "basis point"),
    ("a 25-basis-point fall", "25-basis-point", 25, "basis point"),
]

ORDINALS: list[tuple[str, str, int]] = [
    ("the first man", "first", 1),
    ("the 21st man", "21st", 21),
    ("the 1,000th man", "1,000th", 1000),
    ("the twenty-first man", "twenty-first", 21),
    ("the twenty first man", "twenty first", 21),
    ("the hundred and first man", "hundred and first", 101),
    ("the one hundred and third man", "one hundred and third", 103),
    ("the thirty-second man", "thirty-second", 32),
    ("the forty second man", "forty second", 42),
    ("the second man", "second", 2),
    ("the first second of it", "first", 1),
    ("the last second half", "second", 2),
    ("the hundredth man", "hundredth", 100),
    ("the one hundredth man", "one hundredth", 100),
    ("the millionth man", "millionth", 1000000),
    ("the world No. 10", "No. 10", 10),
    ("the number one song", "number one", 1),
    ("see Chapter IV", "Chapter IV", 4),
    ("the XIX century", "XIX century", 19),
]

NOTHING = [
    "King Henry VIII",
    "World War II",
    "the A320neo and the F-16",
    "COVID-19",
    "Route 66",
    "the G7",
    "version 1.2.3",
    "no one and one another",
    "at one point",
    "24/7",
    "the first lady",
    "a second later",
    "in the last second",
    "the twenty-fifths",
    "wait a second",
    "the only one",
    "the satellite Insat 1B",
    "rule 10b-13",
    "see Fig. 5",
    "per second",
    "0161 4960000",
]


def found(text: str, **config: object) -> list[tuple[str, object]]:
    extract = NumberExtractor(NumberConfig(**config)) if config else EXTRACT  # type: ignore[arg-type]
    return [(item.span.text_of(text), item.value.value) for item in extract(Document(text))]


def exact(value: object) -> Decimal | Fraction:
    return Fraction(value) if isinstance(value, str) and "/" in value else Decimal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in CASES.items() for case in cases],
)
def test_each_amount_has_its_exact_value(text: str, expected: dict[str, object]) -> None:
    assert found(text) == [(words, exact(value)) for words, value in expected.items()]


@pytest.mark.parametrize(("text", "words", "value", "unit"), PERCENTAGES)
def test_percentages_and_points_are_told_apart(text: str, words: str, value: object, unit: str) -> None:
    (item,) = EXTRACT(Document(text))

    assert item.span.text_of(text) == words
    assert (item.value.kind, item.value.value, item.value.unit_name) == ("percentage", exact(value), unit)


@pytest.mark.parametrize(("text", "words", "value"), ORDINALS)
def test_ordinals_are_told_from_seconds_and_parts(text: str, words: str, value: int) -> None:
    (item,) = EXTRACT(Document(text))

    assert (item.span.text_of(text), item.value.kind, item.value.value) == (words, "ordinal", value)


@pytest.mark.parametrize("text", ["a thirty-second delay", "every thirty second", "a five second delay", "one second"])
def test_seconds_of_time_are_no_ordinals(text: str) -> None:
    (item,) = EXTRACT(Document(text))

    assert (item.value.kind, item.value.unit) == ("measure", "s")


@pytest.mark.parametrize(
    "text",
    [
        *("9" * 200, "1" * 4017, "1" * 5000 + "st", "$" + "1" * 5000, "1" * 5000 + "%", "1" * 4299 + " lakh"),
        *("1," * 3000, "1," + "000," * 3000 + "000", "one " * 5000, "1e999999"),
    ],
    ids=len,
)
def test_digits_that_nobody_would_write_out_give_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["10^99999", "1h 30m 5." + "1" * 5000 + "s", "5'2." + "1" * 5000])
def test_what_stands_beside_too_many_digits_is_read(text: str) -> None:
    assert all(len(str(amount)) < 60 for _, amount in found(text))


@pytest.mark.parametrize("text", ["5×10⁹⁹⁹ m", "10⁹⁹⁹ m", "5×10⁻⁹⁹⁹ m"])
def test_a_raised_power_is_read_with_all_its_digits_or_not_at_all(text: str) -> None:
    assert all(len(str(amount)) < 10 for _, amount in found(text))


@pytest.mark.parametrize("text", ["population: 33.7m", "It sold 17m.", "a revenue of 5m", "sold 17m copies"])
def test_the_letter_of_metres_is_millions_behind_words_of_many_and_money(text: str) -> None:
    (item,) = EXTRACT(Document(text))

    assert item.value.kind == "cardinal"


@pytest.mark.parametrize("text", ["a 400m race", "sold a 17m yacht", "raised 5m above the sea", "a wall 5m from it"])
def test_the_letter_of_millions_is_metres_behind_articles_and_before_words_of_length(text: str) -> None:
    (item,) = EXTRACT(Document(text))

    assert item.value.unit == "m"


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_amount_gives_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "1.234 cows", "1.234"),
        ("in", "1,23,456.7 cows", "123456.7"),
        ("de", "1.234 cows", 1234),
        ("de", "1.234.567,89 cows", "1234567.89"),
        ("de", "2,5 million cows", 2500000),
        ("fr", "1\u202f234,5 cows", "1234.5"),
        ("fr", "1,234 cows", "1.234"),
    ],
)
def test_the_locale_reads_what_two_ways_share(locale: str, text: str, value: object) -> None:
    ((_, amount),) = found(text, locale=locale)

    assert amount == exact(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5k-10k cows", 5000, 10000), ("5bn-6bn cows", 5000000000, 6000000000), ("10%-12% of it", 10, 12)],
)
def test_a_range_may_repeat_its_letters(text: str, low: int, high: int) -> None:
    (item,) = EXTRACT(Document(text))

    assert (item.value.low, item.value.high) == (low, high)


@pytest.mark.parametrize("text", ["the first three quarters of the year", "in the last three quarters"])
def test_quarters_in_a_row_are_a_length_of_time(text: str) -> None:
    (item,) = [item for item in EXTRACT(Document(text)) if item.value.kind != "ordinal"]

    assert (item.value.kind, item.value.value, item.value.unit_name) == ("measure", 3, "quarter")
