"""How what peers tell becomes quantities, and how quantities are counted."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from benchmarks.counting import f1, intervals
from benchmarks.numbers import features, page
from benchmarks.numbers.conversion import CONVERSIONS, distinct, quantities, rewritten
from benchmarks.numbers.quantity import Quantity, Value, exact, same
from benchmarks.numbers.scoring import MEASURES, counts
from benchmarks.numbers.sets import NEGATIVES, SETS, GoldSet, gold_quantities, inside, judged
from benchmarks.numbers.units import canonical, is_currency

SPECS = next(gold for gold in SETS if gold.name == "recognizers-number-a")


def quantity(value: float | str, unit: str | None = None, start: int | None = 0, end: int | None = 1) -> Quantity:
    return Quantity(start, end, exact(value), unit)


def found(peer: str, text: str = "", **told: Any) -> list[tuple[Value, str, tuple[str, ...]]]:
    return [(item.value, item.unit_name, item.kinds) for item in CONVERSIONS[peer](told, text)]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (None, ""),
        ("dimensionless", ""),
        ("Square kilometre", "square kilometer"),
        ("square kilometers", "square kilometer"),
        ("km/h", "kilometer per hour"),
        ("Kilometres per hour", "kilometer per hour"),
        ("feet per second", "foot per second"),
        ("degree Celsius", "celsius"),
        ("C", "celsius"),
        ("basis points", "basis point"),
        ("year of age", "year"),
        ("Year old", "year"),
        ("pound-mass", "pound"),
        ("cup", "cup"),
        ("wickets", "wicket"),
    ],
)
def test_a_unit_has_one_name(unit: str | None, expected: str) -> None:
    assert canonical(unit) == expected


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("$", "USD"),
        ("Dollar", "USD"),
        ("US dollars", "USD"),
        ("usd", "USD"),
        ("Pound", "GBP"),
        ("Swiss francs", "CHF"),
        ("zł", "PLN"),
        ("euro per hour", "EUR per hour"),
    ],
)
def test_the_unit_of_money_is_a_code(unit: str, code: str) -> None:
    assert canonical(unit, is_money=True) == code


@pytest.mark.parametrize(("unit", "expected"), [("euros", True), ("CUP", True), ("cup", False), ("pound", False)])
def test_names_that_only_currencies_have_are_told(unit: str, expected: bool) -> None:
    assert is_currency(unit) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Fraction(1, 3), exact(0.3333333), True),
        (exact("1e21"), exact(1e21), True),
        (Fraction(2), Fraction(3), False),
        (Fraction(10), (Fraction(10), None), False),
        ((Fraction(10), None), (Fraction(10), None), True),
        ((Fraction(10), Fraction(20)), (Fraction(10), None), False),
        (None, None, False),
    ],
)
def test_values_are_the_same_but_for_the_end_of_floats(one: Value, other: Value, expected: bool) -> None:
    assert same(one, other) is same(other, one) is expected


def test_a_text_is_counted_by_places_and_as_bags() -> None:
    gold = [quantity(3, "km", 0, 4), quantity(5, None, 10, 11), quantity(5, None, 20, 21)]
    told = [quantity(3, "kilometre", 0, 4), quantity(5, "kg", 9, 11), quantity(7, None, 30, 31)]

    assert counts(gold, told) == {
        "exact": (1, 3, 3),
        "relaxed": (2, 3, 3),
        "value": (2, 3, 3),
        "value and unit": (1, 3, 3),
    }


def test_one_quantity_hits_one_of_the_gold() -> None:
    gold = [quantity(3, None, 0, 1), quantity(4, None, 4, 5)]

    assert counts(gold, [quantity(4, None, 0, 5)])["relaxed"] == (1, 2, 1)


def test_places_are_not_compared_where_the_gold_has_none() -> None:
    gold = [quantity(3, None, None, None)]

    assert counts(gold, [quantity(3)])["exact"] == (0, 0, 0)
    assert counts(gold, [quantity(3)])["value"] == (1, 1, 1)
    assert counts([], [quantity(3)])["exact"] == (0, 0, 1)


def test_a_figure_lies_in_its_interval() -> None:
    documents = [counts([quantity(n)], [quantity(n % 4)]) for n in range(40)]

    (figure,) = intervals(documents, ("value",), samples=200)

    assert figure == ("value", (f1(documents, "value"), pytest.approx(2.5, abs=2.5), pytest.approx(20, abs=5)))


def test_nothing_to_find_has_no_figure() -> None:
    assert f1([counts([], [quantity(3)])], "value") is None
    assert list(intervals([counts([], [])], MEASURES, samples=5)) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"value": "3", "uncertainty": None, "unit": "kilometre"}, (Fraction(3), "kilometer", ("measure",))),
        (
            {"value": "15", "uncertainty": 5, "unit": None, "surface": "10-20"},
            ((Fraction(10), Fraction(20)), "", ("cardinal", "fraction")),
        ),
        (
            {"value": "15", "uncertainty": 5, "unit": "gram", "surface": "15±5 g"},
            (Fraction(15), "gram", ("measure",)),
        ),
        ({"value": "8", "uncertainty": None, "unit": "percentage"}, (Fraction(8), "percent", ("percentage",))),
        (
            {"value": "9", "uncertainty": None, "unit": "dollar", "currency": "CAD"},
            (Fraction(9), "CAD", ("money",)),
        ),
        ({"value": "inf", "uncertainty": None, "unit": "mile"}, (None, "mile", ("measure",))),
        ({"value": "78", "uncertainty": None, "unit": "year"}, (Fraction(78), "year", ("measure", "age"))),
    ],
)
def test_what_quantulum3_tells(told: Mapping[str, Any], expected: Any) -> None:
    assert found("quantulum3", **{"start": 0, "end": 5, "surface": "", "currency": None, **told}) == [expected]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"type": "number", "value": "2.5"}, [(Fraction(5, 2), "", ("cardinal", "fraction"))]),
        ({"type": "percentage", "value": "30%"}, [(Fraction(30), "percent", ("percentage",))]),
        ({"type": "temperature", "value": "-3", "unit": "C"}, [(Fraction(-3), "celsius", ("measure",))]),
        (
            {"type": "currency", "value": "10", "unit": "Dollar", "isoCurrency": None},
            [(Fraction(10), "USD", ("money",))],
        ),
        ({"type": "dimension", "value": None, "unit": "Acre"}, [(None, "acre", ("measure",))]),
        ({"type": "ordinal", "value": "0"}, []),
    ],
)
def test_what_recognizers_text_tells(told: Mapping[str, Any], expected: list[Any]) -> None:
    assert found("recognizers", start=0, end=5, **told) == expected


@pytest.mark.parametrize(
    ("dim", "value", "expected"),
    [
        ("number", {"type": "value", "value": 4}, (Fraction(4), "", ("cardinal", "fraction"))),
        (
            "amount-of-money",
            {"type": "value", "value": 4, "unit": "£".encode().decode("latin-1")},
            (Fraction(4), "GBP", ("money",)),
        ),
        (
            "distance",
            {"type": "interval", "from": {"value": 10, "unit": "mile"}, "to": {"value": 15, "unit": "mile"}},
            ((Fraction(10), Fraction(15)), "mile", ("measure",)),
        ),
        (
            "duration",
            {"type": "interval", "from": {"value": 10, "unit": "day"}},
            (Fraction(10), "day", ("measure", "age")),
        ),
    ],
)
def test_what_duckling_tells(dim: str, value: Mapping[str, Any], expected: Any) -> None:
    assert found("duckling", start=0, end=5, dim=dim, value=value) == [expected]


def test_what_the_other_peers_tell() -> None:
    cardinal = ("cardinal", "fraction")

    assert found("text2num", start=0, end=5, value=21.0, is_ordinal=True) == [(Fraction(21), "", ("ordinal",))]
    assert found("numberparser", "two", whole="2", is_ordinal=False) == [(Fraction(2), "", cardinal)]
    assert found("word2number", value=13) == [(Fraction(13), "", cardinal)]
    assert found("priceparser", "£ 5", words="5", amount="5", currency="£") == [(Fraction(5), "GBP", ("money",))]
    assert found("cqe", value=3.0, low=None, high=None, unit="acre", is_unit=True, places=[[0, 1], [2, 7]]) == [
        (Fraction(3), "acre", ("measure",))
    ]
    assert found("cqe", value=None, low=1, high=2, unit="goat", is_unit=False, places=[]) == [
        ((Fraction(1), Fraction(2)), "", cardinal)
    ]


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("He has twenty-one cows.", "He has 21 cows.", [("twenty-one", 21)]),
        ("He has 3 cows.", "He has 3 cows.", []),
        ("the twenty first of two", "the 21st of 2", [("twenty first", 21), ("two", 2)]),
        ("two and a half miles", "2.5 miles", [("two and a half", Fraction(5, 2))]),
        ("five six", "5 6", [("five", 5), ("six", 6)]),
        ("a 1/2 cup", "a 0.5 cup", [("1/2", Fraction(1, 2))]),
    ],
)
def test_changes_to_digits_are_what_was_found(text: str, other: str, expected: list[tuple[str, Any]]) -> None:
    assert [(text[item.start : item.end], item.value) for item in rewritten(text, other)] == expected


def test_several_numbers_for_the_same_words_have_no_place() -> None:
    assert [(item.start, item.value) for item in rewritten("oneandtwo", "1 2")] == [(None, 1), (None, 2)]


def test_of_two_that_overlap_the_longer_is_kept() -> None:
    items = [quantity(2, None, 0, 3), quantity(5, None, 0, 8), quantity(5, "km", 0, 8), quantity(9, None, None, None)]

    assert {(item.value, item.unit) for item in distinct(items)} == {(5, None), (9, None)}


def test_only_the_kinds_of_a_task_are_judged() -> None:
    told = [
        Quantity(0, 2, Fraction(5), None),
        Quantity(4, 6, Fraction(5), "dollar", ("money",)),
        Quantity(8, 9, (Fraction(1), Fraction(2)), "dollar", ("money",)),
    ]

    def kept(task: str) -> list[int | None]:
        return [item.start for item in judged(SPECS, {"task": task}, told)]

    assert kept("CurrencyModel") == [4]
    assert kept("NumberModelExperimentalMode") == [0]
    assert kept("NumberRangeModel") == [8]


def test_units_alone_count_only_where_the_gold_marks_some() -> None:
    told = [Quantity(0, 5, None, "acre", ("measure",))]

    assert judged(SPECS, {"task": "DimensionModel"}, told) == told
    assert judged(GoldSet("other", "Other"), {}, told) == []


def test_numbers_that_the_gold_only_writes_have_values_without_places() -> None:
    record = {"numbers": [], "expected_text": "3 cows, 21st, 0.5", "text": "three cows"}

    items = gold_quantities(GoldSet("other", "Other"), record)

    assert [(item.start, item.value) for item in items] == [(None, 3), (None, 21), (None, Fraction(1, 2))]


def test_ends_of_ranges_and_values_that_are_no_gold() -> None:
    marked = {"start": 0, "end": 5, "kind": "measure", "unit": "km"}
    numbers = [{**marked, "value": 7.5, "range": [5, None]}, {**marked, "value": 7, "value_is_gold": False}]

    items = gold_quantities(GoldSet("other", "Other"), {"numbers": numbers})

    assert [item.value for item in items] == [(5, None), None]


def test_what_is_found_inside_a_phone_is_counted() -> None:
    record = {"spans": [{"start": 5, "end": 15, "type": "phonenumber"}, {"start": 20, "end": 24, "type": "ip"}]}
    items = [quantity(1, None, 0, 5), quantity(2, None, 5, 8), quantity(3, None, 14, 16), quantity(4, None, None, None)]

    assert inside(record, items) == {"phonenumber": 2}


def test_every_set_has_its_own_name() -> None:
    names = [gold.name for gold in (*SETS, NEGATIVES)]

    assert len(names) == len(set(names))
    assert all(set(gold.measures) <= set(MEASURES) for gold in SETS)


def test_a_feature_is_shown_by_all_its_texts() -> None:
    nothing: list[list[dict[str, Any]]] = [[] for _ in features.rows()]

    shown = features.shown("text2num", nothing)

    assert len(shown) == len(features.features()) == 42
    assert {name for name, right in shown.items() if all(right)} == {
        name for name, texts in features.features().items() if not any(row["quantities"] for row in texts)
    }


@pytest.mark.parametrize("name", features.features())
def test_a_feature_can_be_shown(name: str) -> None:
    for row in features.features()[name]:
        wanted = [features.read(written.partition("|")[0].strip()) for written in row["quantities"]]
        counted = row.get("counted")
        items = [Quantity(n, n + 1, value, unit or None, counted=counted) for n, (value, unit) in enumerate(wanted)]

        assert features.is_right(row, items)
        assert not features.is_right(row, [*items, quantity(1)])


def test_features_stand_in_a_table() -> None:
    lines = page.features({"corpuskit": {"words": [True, True], "digits": [True, False], "signs": [False]}})

    assert lines[-4:] == ["| words | ✓ |", "| digits | 1 of 2 |", "| signs |  |", "| **in all texts** | 1 |"]


def test_what_is_told_of_a_text_is_all_converted() -> None:
    told = [{"value": 1}, {"value": 2}]

    assert [item.value for item in quantities(told, "", CONVERSIONS["word2number"])] == [1, 2]
