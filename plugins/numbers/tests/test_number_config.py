"""What each option decides, and what is refused before a text is read."""

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from corpuskit_numbers.amounts.lists import check_lists
from corpuskit_numbers.config import KINDS, LOCALES, NumberConfig
from corpuskit_numbers.extract import NumberExtractor
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Document, Pipeline
from corpuskit.errors import ConfigError, CorpuskitError, RuleError
from corpuskit.rules import Rules
from corpuskit.testing.strategies import texts
from corpuskit.values import NumberValue

D = Decimal
BY_LOCALE = {locale: NumberExtractor(NumberConfig(locale=locale)) for locale in LOCALES}


def values(text: str, **options: object) -> list[NumberValue]:
    pipeline = Pipeline("numbers", config={"numbers": options}, on_error="fail")
    return [item.value for item in pipeline(Document(text))["number"]]


def value_in(locale: str, text: str) -> object:
    found = [item.value for item in BY_LOCALE[locale](Document(text))]
    return found[0].value if len(found) == 1 else [value.value for value in found]


# --- locale


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("1.234 men", D("1.234"), D(1234)),
        ("1,234 men", D(1234), D("1.234")),
        ("10.000 men", D("10.000"), D(10000)),
        ("100,000 men", D(100000), D("100.000")),
        ("€1.234", D("1.234"), D(1234)),
        ("-1.234 men", D("-1.234"), D(-1234)),
        ("1.500 million men", D(1500000), D(1500000000)),
        ("1,234 percent", D(1234), D("1.234")),
        ("1.234 kg", D("1.234"), D(1234)),
    ],
)
def test_the_locale_decides_what_can_be_read_in_two_ways(text: str, point: Decimal, comma: Decimal) -> None:
    assert {locale: value_in(locale, text) for locale in LOCALES} == {
        "en": point,
        "in": point,
        "de": comma,
        "fr": comma,
    }


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234 men", D(1234)),
        ("12,345.67 men", D("12345.67")),
        ("1,234,567 men", D(1234567)),
        ("1,23,456.7 men", D("123456.7")),
        ("1,00,000 men", D(100000)),
        ("12.345,67 men", D("12345.67")),
        ("1.234.567 men", D(1234567)),
        ("1.234.567,8 men", D("1234567.8")),
        ("1 234 567 men", D(1234567)),
        ("1\u00a0234,5 men", D("1234.5")),
        ("1\u202f234 men", D(1234)),
        ("1'234 men", D(1234)),
        ("1,5 km", D("1.5")),
        ("0,5 percent", D("0.5")),
        ("0,123 men", D("0.123")),
        ("0.123 men", D("0.123")),
        ("1.2345 men", D("1.2345")),
        ("1234.567 men", D("1234.567")),
        ("€1.234,50", D("1234.50")),
        ("€1,234.50", D("1234.50")),
    ],
)
def test_what_one_way_alone_could_have_written_is_read_so_everywhere(locale: str, text: str, value: Decimal) -> None:
    assert value_in(locale, text) == value


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", ["1.50.000 men", "12.345.67 men", "1,234,56 men"])
def test_what_no_locale_writes_is_no_number(locale: str, text: str) -> None:
    assert value_in(locale, text) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_places_that_the_locale_sees_are_the_scale(locale: str) -> None:
    (found,) = BY_LOCALE[locale](Document("1.234 men"))

    assert found.value.scale == (0 if locale in ("de", "fr") else 3)


@pytest.mark.parametrize("locale", LOCALES)
def test_both_ends_of_a_range_are_read_in_the_locale(locale: str) -> None:
    (found,) = BY_LOCALE[locale](Document("10.000-15.000 men"))

    assert (found.value.low, found.value.high) == ((10000, 15000) if locale in ("de", "fr") else (10, 15))


# --- kinds, dollar, dates

OF_EACH_KIND = {
    "cardinal": "300 people",
    "ordinal": "the 3rd",
    "fraction": "two thirds",
    "percentage": "5 percent",
    "money": "$5",
    "measure": "5 km",
    "age": "a 78-year-old man",
    "multiple": "threefold",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_wanted_alone(kind: str) -> None:
    text = "; ".join(OF_EACH_KIND.values())

    assert [value.kind for value in values(text, kinds=[kind])] == [kind]
    assert [value.kind for value in values(text)] == list(OF_EACH_KIND)


def test_a_kind_that_is_not_wanted_takes_its_place_all_the_same() -> None:
    assert values("5 km", kinds=["cardinal"]) == []


@pytest.mark.parametrize(
    ("dollar", "name"),
    [("USD", "US dollar"), ("CAD", "Canadian dollar"), ("AUD", "Australian dollar"), ("MXN", "Mexican peso")],
)
@pytest.mark.parametrize("text", ["$5", "5 dollars", "five million dollars", "20 cents"])
def test_a_dollar_without_a_country_is_the_configured_one(dollar: str, name: str, text: str) -> None:
    (value,) = values(text, dollar=dollar)

    assert (value.unit, value.unit_name) == (dollar, name)


@pytest.mark.parametrize(
    ("text", "unit"), [("US$5", "USD"), ("A$5", "AUD"), ("5 Canadian dollars", "CAD"), ("€5", "EUR")]
)
def test_a_dollar_with_a_country_is_its_own(text: str, unit: str) -> None:
    (value,) = values(text, dollar="NZD")

    assert value.unit == unit


def test_numbers_in_dates_are_kept_where_they_are_asked_for() -> None:
    text = "On 5 May 2020 at 8:30 some 30 left."

    assert [value.value for value in values(text)] == [30]
    assert [value.value for value in values(text, dates=True)][:2] == [5, 2020]


# --- rules and their names


def file(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_rule_that_is_left_out_finds_nothing() -> None:
    assert values("The 4th of ten.", without="ordinal in digits")[0].value == 10


def test_a_users_rule_goes_before_those_of_the_package(tmp_path: Path) -> None:
    own = file(tmp_path, "[[rule]]\nname = 'a ship'\npattern = 'Blake 7'\n")

    assert [value.value for value in values("two men saw Blake 7", rules=own)] == [2]


def test_a_users_rule_of_the_same_name_takes_the_place_of_one(tmp_path: Path) -> None:
    own = file(tmp_path, "[[rule]]\nname = 'twice'\npattern = 'thrice\\s+over|twofers'\nvalue = 'twice'\n")

    assert [value.value for value in values("twice; thrice over; twofers", rules=[own])] == [3]


@pytest.mark.parametrize(
    ("words", "text", "unit"),
    [
        ("unit]\nsmoot = { unit = '{smoot}', name = 'smoot', kind = 'measure', form = 'word' }", "12 smoot", "{smoot}"),
        ("unit]\nmile = { unit = '[nmi_i]', name = 'sea mile', kind = 'measure', form = 'word' }", "1 mile", "[nmi_i]"),
        ("currency]\nquid = { code = 'EUR', name = 'euro', factor = '1', place = 'after' }", "12 quid", "EUR"),
    ],
)
def test_a_users_words_are_read(tmp_path: Path, words: str, text: str, unit: str) -> None:
    (value,) = values(text, rules=[file(tmp_path, f"[lexicons.{words}\n")])

    assert value.unit == unit


def test_a_users_currency_may_be_the_dollar(tmp_path: Path) -> None:
    words = "[lexicons.currency]\nLUN = { code = 'LUN', name = 'lunar dollar', factor = '1', place = 'any' }\n"
    (value,) = values("$5", rules=[file(tmp_path, words)], dollar="LUN")

    assert (value.unit, value.unit_name) == ("LUN", "lunar dollar")


# --- what is refused


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"locale": "xx"}, "'locale' must be in .*'en', 'de', 'fr', 'in'.*got 'xx'"),
        ({"kinds": ["weight"]}, "'kinds' must be in .*got 'weight'"),
        ({"kinds": "weight"}, "'kinds' must be in .*got 'weight'"),
        ({"dollar": "usd"}, "dollar='usd' is no code of ISO 4217; write it like 'CAD'"),
        ({"dollar": ""}, "dollar='' is no code"),
        ({"dates": "maybe"}, "numbers.dates must be true or false, not 'maybe'"),
        ({"lokale": "de"}, "numbers has no option 'lokale'; did you mean 'locale'"),
    ],
)
def test_an_option_that_does_not_fit_is_refused_when_the_pipeline_is_made(options: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Pipeline("numbers", config={"numbers": options})


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"dollar": "XQX"}, "dollar='XQX' is no currency that is known; give the code .* 'CAD', or add yours"),
        ({"without": "twcie"}, "there is no rule 'twcie' to leave out; did you mean 'twice'"),
        ({"without": ("twice", "age of a thing")}, "there is no rule 'age of a thing'"),
        ({"rules": "nowhere.toml"}, "nowhere.toml"),
    ],
)
def test_an_option_that_the_rules_refuse_stops_the_first_document(options: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Pipeline("numbers", config={"numbers": options})(Document("5"))
    with pytest.raises(CorpuskitError, match=said):
        NumberExtractor(NumberConfig(**options))  # type: ignore[arg-type]


def test_a_reader_that_is_not_there_is_refused_at_the_start(tmp_path: Path) -> None:
    own = file(tmp_path, "[[rule]]\nname = 'a league'\npattern = 'leagues'\nvalue = 'mesure'\n")

    with pytest.raises(RuleError, match="rule 'a league': there is no reader 'mesure'; did you mean 'measure'"):
        NumberExtractor(NumberConfig(rules=own))


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("magnitude]\nmyriad = 'many'", "'myriad' means 'many', which is not a whole number"),
        ("denominator]\nnoneth = 0", "'noneth' means 0, which is not a whole number from 1 on"),
        ("vague]\numpteen = '13'", "'umpteen' means '13', which is not two whole numbers"),
        ("vague]\numpteen = '100 13'", "'umpteen' means '100 13', which is not two whole numbers, the lower first"),
        ("modifier]\n'give or take' = '+'", "means '.', which is not one of ~ < <= > >="),
        (
            "unit]\nsmoot = { unit = '{smoot}', name = 'smoot', kind = 'length', form = 'word' }",
            "means kind = 'length', which is not one of measure, percentage",
        ),
        (
            "unit]\nsmoot = { unit = '', name = 'smoot', kind = 'measure', form = 'word' }",
            "means unit = '', which is not a code of UCUM",
        ),
        ("unit]\nsmoot = { unit = '{smoot}', name = 'smoot' }", "lacks form, kind"),
        (
            "currency]\nquid = { code = 'EUR', name = 'euro', factor = '0.01', place = 'after' }",
            "means factor = '0.01', which is not a whole number or a fraction",
        ),
    ],
)
def test_words_whose_meaning_is_none_are_refused_at_the_start(tmp_path: Path, words: str, fault: str) -> None:
    with pytest.raises(RuleError, match=fault):
        NumberExtractor(NumberConfig(rules=(file(tmp_path, f"[lexicons.{words}\n"),)))


def test_the_lists_of_the_package_fit() -> None:
    check_lists(Rules.load("corpuskit_numbers").lexicons)


def test_a_name_alone_is_a_list_of_one(tmp_path: Path) -> None:
    config = NumberConfig(kinds="money", rules=tmp_path, without="twice")  # type: ignore[arg-type]

    assert (config.kinds, config.rules, config.without) == (("money",), (tmp_path,), ("twice",))


# --- all together

ODD = [
    *("", " ", "$", "-", "1,", "٣", "½", "1e9999", "1/0", "a-1-b", "İ5ſ", "5\u212a", "0x1F", "1\u2009", "⁵⁶", "10^"),
    *("1.2.3", "no. ", "$-5", "1 234 5", "5'11\"", "3–", "one one one", "half a half", "per cent", "\ud7ff5", "%5%"),
    *("On 5 May 2020 two thirds of 1.234,5 km at $5 a day, threefold", "£1.2bn-£1,3bn", "5 ft 3 in by 6'2"),
]
OPTIONS = [
    NumberConfig(locale=locale, kinds=kinds, dollar=dollar, dates=dates, without=without)
    for locale, kinds, dollar, dates, without in itertools.product(
        LOCALES, (KINDS, ("money", "age"), ()), ("USD", "CAD"), (False, True), ((), ("number",))
    )
]


@pytest.fixture(scope="module")
def extractors() -> list[NumberExtractor]:
    return [NumberExtractor(config) for config in OPTIONS[::9]]


@given(st.lists(st.one_of(st.sampled_from(ODD), texts(max_size=12)), max_size=6).map(" ".join))
def test_no_options_fail_on_any_text(extractors: list[NumberExtractor], text: str) -> None:
    for extractor in extractors:
        for item in extractor(Document(text)):
            assert 0 <= item.span.start < item.span.end <= len(text)
