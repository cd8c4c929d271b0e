"""Value classes: what may exist, their JSON, and where they point."""

import enum
import inspect
import json
import pickle
from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Ref, Span
from corpuskit._fields import decode, dumps, encode
from corpuskit._pointers import ends_in, map_spans, pointers, reaches, refs_in, spans_in
from corpuskit.errors import InvalidValue, OffsetError
from corpuskit.testing.strategies import values
from corpuskit.values import STANDARD, DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

LABELS = sorted(STANDARD)


class Colour(enum.Enum):
    RED = "r"


@attrs.frozen
class Tree:
    name: str
    left: "Tree | None" = None
    place: Span | None = None


@attrs.frozen
class Inner:
    where: Span


@attrs.frozen
class Everything:
    day: date
    colour: Colour
    share: Fraction
    inner: Inner
    places: tuple[Span, ...] = ()
    amount: Decimal | None = None


@given(st.data(), st.sampled_from(LABELS))
def test_json_gives_a_value_back(data: st.DataObject, label: str) -> None:
    value = data.draw(values(label))

    assert decode(STANDARD[label], json.loads(json.dumps(encode(value)))) == value


@given(st.data(), st.sampled_from([*LABELS, "other"]))
def test_a_value_is_hashable_and_picklable(data: st.DataObject, label: str) -> None:
    value = data.draw(values(label))

    assert pickle.loads(pickle.dumps(value)) == value
    assert hash(pickle.loads(pickle.dumps(value))) == hash(value)


def test_a_plugins_class_has_the_same_encoding() -> None:
    value = Everything(date(2020, 1, 5), Colour.RED, Fraction(2), Inner(Span(1, 2)), (Span(3, 4),), Decimal("1E+3"))

    data = encode(value)

    assert data == {
        "day": "2020-01-05",
        "colour": "RED",
        "share": "2/1",
        "inner": {"where": [1, 2]},
        "places": [[3, 4]],
        "amount": "1000",
    }
    assert decode(Everything, data) == value


@attrs.frozen
class Mixed:
    _hidden: int = 1
    name: str | None = "x"
    pair: tuple[str, int] = ("a", 1)
    words: tuple[str, ...] | None = ("q",)
    place: Ref | Span | None = None
    day: datetime | date | None = None
    amount: int | Decimal | None = None


@pytest.mark.parametrize(
    "value",
    [
        Mixed(),
        Mixed(2, None, ("b", 2), ()),
        Mixed(words=None, place=Span(1, 2), day=date(2020, 1, 5), amount=3),
        Mixed(place=Ref("x", Span(1, 2)), day=datetime(2020, 1, 5, 6), amount=Decimal("3.0")),
    ],
)
def test_defaults_and_alternatives_come_back(value: Mixed) -> None:
    again = decode(Mixed, json.loads(dumps(encode(value))))

    assert again == value
    assert type(again.day) is type(value.day)
    assert map_spans(map_spans(value, lambda span: span.shift(1)), lambda span: span.shift(-1)) == value


def test_an_entity_is_written_with_an_id_only_where_it_has_one() -> None:
    plain, known = EntityValue("PER", "Ada"), EntityValue("PER", "Ada", id="Q7259")

    assert encode(plain) == {"type": "PER", "name": "Ada"}
    assert encode(known) == {"type": "PER", "name": "Ada", "id": "Q7259"}
    assert [decode(EntityValue, encode(value)) for value in (plain, known)] == [plain, known]


def test_amounts_are_equal_as_they_are_written() -> None:
    short, long = NumberValue("cardinal", Decimal("4.5")), NumberValue("cardinal", Decimal("4.50"))

    assert short != long
    assert len(AnnotationSet([Annotation(Span(0, 1), "number", value) for value in (short, long, long)])) == 2
    assert Annotation(Span(0, 1), "x", score=1) == Annotation(Span(0, 1), "x", score=1.0)
    assert repr(Annotation(Span(0, 1), "x", score=1).score) == "1.0"


def test_the_written_scale_is_kept() -> None:
    assert encode(NumberValue("cardinal", Decimal("4.50"), scale=2)) == {
        "kind": "cardinal",
        "value": "4.50",
        "scale": 2,
    }


@pytest.mark.parametrize(
    ("cls", "data", "message"),
    [
        (DateValue, {"type": "DAY", "value": "2020"}, "'type' must be in"),
        (DateValue, {"type": "DATE"}, "value"),
        (DateValue, {"type": "DATE", "value": "2020", "granularity": 1}, "no field 'granularity'"),
        (DateValue, [1], "is a JSON object"),
        (NumberValue, {"kind": "money", "value": "one"}, "'value' cannot be 'one'"),
        (NumberValue, {"kind": "money"}, "either a value or bounds"),
        (NumberValue, {"kind": "money", "value": "1", "low": "0"}, "either a value or bounds"),
        (QuoteValue, {"kind": "direct", "speaker": [3, 1]}, "'speaker' cannot be"),
        (DateRange, {"begin": {"label": "date"}}, "'begin' cannot be"),
        (DateValue, {"type": "DATE", "value": {"a": 1}}, "'value' cannot be"),
        (DateValue, {"type": "DATE", "value": "x", "alternatives": "ab"}, "'alternatives' cannot be 'ab'"),
        (EntityValue, {"type": "PER", "name": "x", "chain": "1"}, "'chain' cannot be '1'"),
        (NumberValue, {"kind": "money", "value": "NaN"}, "'value' cannot be 'NaN'"),
        (NumberValue, {"kind": "money", "value": "1" + "0" * 4001}, "plain notation"),
        (NumberValue, {"kind": "money", "value": 1}, "'value' cannot be 1"),
        (Decimal, "x", "cannot be 'x'"),
        (Decimal, "1e5", "cannot be '1e5'"),
        (Decimal, " 5 ", "cannot be ' 5 '"),
        (DateRange, {"begin": {"label": "date", "span": [0, 1], "more": 1}}, "'begin' cannot be"),
        (Span, [1, 2, 3], "cannot be"),
    ],
)
def test_json_that_does_not_fit_names_the_field(cls: type, data: object, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        decode(cls, data)


@pytest.mark.parametrize(
    "make",
    [
        lambda: NumberValue("cardinal", 1.5),  # type: ignore[arg-type]
        lambda: NumberValue("cardinal"),
        lambda: EntityValue("PERSON", "x"),
        lambda: QuoteValue("spoken"),
        lambda: OpaqueValue({}),  # type: ignore[arg-type]
        lambda: DateValue("DATE", "2020", quant=5),  # type: ignore[arg-type]
        lambda: QuoteValue("direct", speaker="Bob"),  # type: ignore[arg-type]
        lambda: EntityValue("PER", "x", variants="abc"),  # type: ignore[arg-type]
        lambda: EntityValue("PER", "x", chain="1"),  # type: ignore[arg-type]
        lambda: NumberValue("cardinal", Fraction(10**5000, 3)),
    ],
)
def test_a_bad_value_cannot_exist(make: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        make()


QUICK = (DateValue, EntityValue, NumberValue, QuoteValue)
"""The classes with an ``__init__`` of their own."""

SLOW: dict[type, type] = {
    cls: attrs.make_class(
        f"Slow{cls.__name__}",
        {
            field.name: attrs.field(default=field.default, validator=field.validator, converter=field.converter)
            for field in attrs.fields(cls)
        },
        frozen=True,
    )
    for cls in QUICK
}
"""The same fields in classes whose ``__init__`` is that of attrs, which asks every validator."""

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, "", "x", 0, 1, -1, True, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 0.5, b"x", object),
        *(Decimal("4.50"), Decimal("NaN"), Decimal("1E+4000"), Decimal("1E+4001"), Fraction(1, 3), Fraction(10**4001)),
        *(Span(0, 1), Ref("x", Span(0, 1)), (), ("a",), ("a", 1), ["a"], [], "ab", (Span(0, 1),), [Span(0, 1)]),
        *((Span(0, 1), None), {"a": 1}),
        *("DATE", "APPROX", "PER", "money", "~", "direct", "negative"),
    ]
)


def outcome(make: Any, *arguments: Any, **options: Any) -> Any:
    """Give the fields of what is made, or the error, apart from the class."""
    try:
        made = make(*arguments, **options)
    except (TypeError, ValueError) as error:
        return type(error), str(error.args[0])
    return [(type(item), repr(item)) for item in attrs.astuple(made, recurse=False)]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(QUICK))
def test_a_quick_init_takes_and_refuses_what_the_validators_do(data: st.DataObject, cls: type) -> None:
    label = next(label for label, standard in STANDARD.items() if standard is cls)
    good = attrs.asdict(data.draw(values(label)), recurse=False)
    names = st.sampled_from([field.name for field in attrs.fields(cls)])
    options = {**good, **data.draw(st.dictionaries(names, ODD))}

    expected = outcome(SLOW[cls], **options)
    value, *bounds = (options.get(name) for name in ("value", "low", "high"))
    if cls is NumberValue and isinstance(expected, list) and (value is None) == (bounds == [None, None]):
        expected = InvalidValue, "a number has either a value or bounds (low, high), and not both"

    assert outcome(cls, **options) == outcome(cls, *options.values()) == expected


@pytest.mark.parametrize("cls", QUICK)
def test_an_init_has_the_parameters_of_the_fields(cls: type) -> None:
    parameters = [*inspect.signature(cls).parameters.values()]

    assert [(item.name, item.default) for item in parameters] == [
        (field.name, inspect.Parameter.empty if field.default is attrs.NOTHING else field.default)
        for field in attrs.fields(cls)
    ]


def test_items_may_come_from_any_iterable() -> None:
    assert EntityValue("PER", "x", variants=iter(["a", "b"])).variants == ("a", "b")
    assert DateValue("DATE", "2020", alternatives=["2021"]).alternatives == ("2021",)
    assert QuoteValue("direct", quoted=(Span(n, n + 1) for n in (1, 3))).quoted == (Span(1, 2), Span(3, 4))


def test_what_has_no_encoding_is_an_error() -> None:
    with pytest.raises(InvalidValue, match="no JSON encoding"):
        encode(object())
    for number in (Decimal("NaN"), float("nan"), (1.0, float("inf"))):
        with pytest.raises(InvalidValue, match="no JSON encoding"):
            encode(number)


def test_spans_and_refs_are_found_in_the_order_of_the_fields() -> None:
    quote = QuoteValue("direct", speaker=Span(1, 2), cue=Span(3, 4), quoted=(Span(5, 6), Span(7, 8)))
    ends = DateRange(Ref("date", Span(0, 1)), Ref("date", Span(2, 3)))

    assert spans_in(quote) == (Span(1, 2), Span(3, 4), Span(5, 6), Span(7, 8))
    assert spans_in(ends) == (Span(0, 1), Span(2, 3))
    assert refs_in(ends) == (ends.begin, ends.end)
    assert spans_in(None) == ()


class Named(NamedTuple):
    place: Span | None
    ref: Ref | None = None


@attrs.frozen
class Loose:
    hidden: Hashable = None
    count: int | None = None
    names: tuple[str | Colour, ...] = ()
    kind: Literal["a", "b"] = "a"
    tree: Tree | None = None


def test_spans_and_refs_are_found_in_values_of_any_shape() -> None:
    one, two, ref = Span(1, 2), Span(3, 4), Ref("x", Span(5, 6))
    loop: list[Any] = [one]
    loop.append(loop)

    assert spans_in(Named(one, ref)) == (one, ref.span)
    assert refs_in({"a": [ref, (one, Named(None, ref))]}) == (ref, ref)
    assert spans_in(Loose(Named(one), tree=Tree("a", place=two))) == (one, two)
    assert spans_in(Loose(frozenset({two}))) == (two,)
    assert spans_in(loop) == (one,)
    pair = (one, two)
    assert spans_in((pair, pair)) == (one, two, one, two)
    assert [spans_in(value) for value in (object(), Span, json, lambda: one, "3,4", Colour.RED)] == [()] * 6


def test_fields_that_can_hold_no_span_are_not_looked_at() -> None:
    assert [name for name, _, _ in pointers(Loose)] == ["hidden", "tree"]
    assert {label: [name for name, _, _ in pointers(cls)] for label, cls in STANDARD.items()} == {
        "date": [],
        "date_range": ["begin", "end"],
        "entity": [],
        "number": ["modifier_span", "counted_span"],
        "quote": ["speaker", "cue", "quoted"],
    }


def test_a_named_tuple_whose_spans_moved_is_one() -> None:
    assert repr(map_spans(Named(Span(1, 2)), lambda span: span.shift(1))) == "Named(place=Span(2, 3), ref=None)"


@given(st.data(), st.sampled_from(LABELS))
def test_moving_spans_there_and_back_changes_nothing(data: st.DataObject, label: str) -> None:
    value = data.draw(values(label))
    moved = map_spans(value, lambda span: span.shift(5))

    assert spans_in(moved) == tuple(span.shift(5) for span in spans_in(value))
    assert map_spans(moved, lambda span: span.shift(-5)) == value


def test_an_opaque_value_keeps_its_json() -> None:
    assert OpaqueValue.of({"b": 1, "a": [2]}).data == {"b": 1, "a": [2]}


def test_a_class_that_holds_instances_of_itself_has_spans() -> None:
    tree = Tree("a", Tree("b", None, Span(3, 4)), Span(1, 2))

    assert spans_in(tree) == (Span(3, 4), Span(1, 2))
    assert spans_in(map_spans(tree, lambda span: span.shift(1))) == (Span(4, 5), Span(2, 3))
    assert decode(Tree, json.loads(dumps(encode(tree)))) == tree


@pytest.mark.parametrize("chain", [2**63, -(2**63) - 1])
def test_a_number_that_readers_of_json_would_round_is_refused(chain: int) -> None:
    with pytest.raises(ValueError, match="'chain' must be"):
        EntityValue("PER", "x", chain=chain)


# --- classes derived from those of values


@attrs.frozen
class Price(NumberValue):
    shop: str = ""


@attrs.frozen
class Part(Span):
    """Without a field of its own."""


@attrs.frozen
class Line(Span):
    number: int = 0


@attrs.frozen
class Link(Ref):
    weight: object = 0


@pytest.mark.parametrize("fields", [{}, {"value": Decimal(1), "low": Decimal(2)}])
def test_a_class_derived_from_numbers_has_a_value_or_bounds(fields: dict[str, Decimal]) -> None:
    with pytest.raises(InvalidValue, match="either a value or bounds"):
        Price("money", shop="x", **fields)
    with pytest.raises(InvalidValue, match="either a value or bounds"):
        attrs.evolve(Price("money", Decimal(1)), **(fields or {"value": None}))


LONE = "a\ud800é"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        *[(lambda: DateValue("DATE", LONE), "value"), (lambda: DateValue("DATE", "", grain=LONE), "grain")],
        *[(lambda: DateValue("SET", "", quant=LONE), "quant"), (lambda: DateValue("DATE", "", end=LONE), "end")],
        (lambda: DateValue("DATE", "", alternatives=(LONE,)), "alternatives"),
        *[(lambda: EntityValue("PER", LONE), "name"), (lambda: EntityValue("PER", "", role=LONE), "role")],
        (lambda: EntityValue("PER", "é", variants=("é", LONE)), "variants"),
        (lambda: NumberValue("money", Decimal(1), unit=LONE), "unit"),
        (lambda: NumberValue("cardinal", Decimal(1), counted=LONE), "counted"),
        *[(lambda: QuoteValue("direct", speaker_name=LONE), "speaker_name")],
        *[(lambda: QuoteValue("direct", method=LONE), "method")],
    ],
)
def test_a_text_that_cannot_be_stored_is_in_no_value(make: Any, name: str) -> None:
    with pytest.raises(InvalidValue, match=f"{name} = .* has a lone surrogate"):
        make()


@pytest.mark.parametrize("name", ["é", "中", "\U0001f600", "a\u0301", ""])
def test_any_other_text_may_be_in_a_value(name: str) -> None:
    value = EntityValue("PER", name, title=name, role=name, variants=(name,), subtype=name, method=name)

    assert decode(EntityValue, json.loads(dumps(encode(value)))) == value


@pytest.mark.parametrize(
    "make",
    [
        lambda: EntityValue("PER", "A", chain=True),
        lambda: NumberValue("cardinal", Decimal(1), scale=True),
        lambda: QuoteValue("direct", cue=Line(0, 1, 2)),
        lambda: QuoteValue("direct", quoted=(Line(0, 1, 2),)),
        lambda: DateRange(Link("date", Span(0, 1), object())),
    ],
)
def test_what_would_be_read_as_something_else_is_in_no_standard_value(make: Any) -> None:
    with pytest.raises(InvalidValue):
        make()


def test_a_class_derived_from_spans_is_a_span_where_values_point_and_are_written() -> None:
    value = QuoteValue("direct", cue=Part(5, 50), quoted=(Part(1, 2), Part(1, 60)))

    assert reaches([value, Part(3, 70), Line(3, 80), (Part(4, 90),)]) == [60, 70, 80, 90]
    assert spans_in(Holder(Part(5, 50))) == (Part(5, 50),)
    assert encode(value) == {"kind": "direct", "cue": [5, 50], "quoted": [[1, 2], [1, 60]]}
    assert decode(Part, encode(Part(3, 7))) == Part(3, 7)
    assert decode(PartHolder, encode(PartHolder(Part(3, 7)))) == PartHolder(Part(3, 7))
    assert decode(Line, encode(Line(3, 7, 2))) == Line(3, 7, 2)


@attrs.frozen
class Holder:
    what: object


@attrs.frozen
class PartHolder:
    part: Part


WRONG = [Span.unchecked(7, 5), Span.unchecked(-5, 5), Span.unchecked(True, 5), Span.unchecked(1.0, 5)]  # type: ignore[arg-type]


@pytest.mark.parametrize("span", WRONG)
@pytest.mark.parametrize(
    "holding",
    [
        *[lambda span: span, lambda span: (span,), lambda span: Holder(span), lambda span: Ref("x", span)],
        *[lambda span: QuoteValue("direct", cue=span), lambda span: QuoteValue("direct", quoted=(Span(0, 9), span))],
    ],
)
def test_what_is_no_span_is_found_where_values_point(span: Span, holding: Any) -> None:
    for values_ in ([holding(span)], [None, holding(Span(0, 1)), holding(span), QuoteValue("direct")]):
        with pytest.raises(OffsetError):
            ends_in(values_)
