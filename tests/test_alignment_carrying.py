"""Annotations carried over edits: their parts, values and references, one case each."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import attrs
import pytest
from attrs.validators import min_len

from corpuskit import Annotation, AnnotationSet, Document, Ref, Span
from corpuskit.alignment import Alignment, Edit
from corpuskit.errors import OffsetError
from corpuskit.values import DateRange, DateValue, OpaqueValue, QuoteValue

TEXT = "0123456789"


# --- annotations


def mapped(item: Annotation, *edits: Edit, policy: str = "strict") -> tuple[list[Annotation], list[tuple[Any, str]]]:
    document = Document(TEXT, annotations=[item]).map_text(edits, policy=policy)
    assert all(loss.annotation == item for loss in document.lost)
    return list(document.annotations), [(loss.field, loss.reason) for loss in document.lost]


def test_label_score_and_source_stay() -> None:
    before = Annotation(Span(3, 7), "x", DateValue("DATE", "2020"), score=0.5)

    assert mapped(before, Edit(Span(0, 1))) == ([attrs.evolve(before, span=Span(2, 6))], [])


def test_a_lost_annotation_comes_with_the_reason() -> None:
    item = Annotation(Span(3, 7), "x")

    assert mapped(item, Edit(Span(2, 5), "y")) == ([], [(None, "an edit cuts Span(3, 7)")])
    assert mapped(item, Edit(Span(3, 7))) == ([], [(None, "nothing is left of Span(3, 7)")])


def test_a_span_of_a_value_that_is_lost_is_emptied_and_reported() -> None:
    item = Annotation(
        Span(0, 3), "quote", QuoteValue("direct", Span(4, 7), "Ada", Span(8, 9), (Span(0, 1), Span(5, 6)))
    )

    assert mapped(item, Edit(Span(5, 7), "x")) == (
        [Annotation(Span(0, 3), "quote", QuoteValue("direct", Span(4, 6), "Ada", Span(7, 8), (Span(0, 1),)))],
        [("quoted", "an edit cuts Span(5, 6)")],
    )
    assert mapped(item, Edit(Span(6, 8)))[1] == [("speaker", "an edit cuts Span(4, 7)")]


@attrs.frozen
class Inner:
    place: Span
    note: str = ""


@attrs.frozen
class Nested:
    inner: Inner | None = None
    pair: tuple[Span, Span] | None = None
    several: tuple[Span, ...] = attrs.field(default=(), validator=min_len(1))
    aligned: tuple[Span | None, ...] = ()
    anything: Any = None


def test_a_field_is_emptied_where_its_class_lets_it_be_empty() -> None:
    kept, lost = Span(0, 1), Span(4, 6)
    value = Nested(Inner(lost), (kept, lost), (kept, lost), (kept, lost), (kept, lost))

    items, losses = mapped(Annotation(kept, "x", value), Edit(Span(5, 7)))

    assert items == [Annotation(kept, "x", Nested(None, None, (kept,), (kept, None), None))]
    assert [field for field, _ in losses] == ["inner", "pair", "several", "aligned", "anything"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Inner(Span(4, 6)), "an edit cuts"),
        (Nested(several=(Span(4, 6),)), "Nested refuses what is left: several: an edit cuts"),
        (Span(4, 6), "an edit cuts"),
        ((Span(0, 1), Span(4, 6)), "an edit cuts"),
    ],
)
def test_an_annotation_is_lost_whose_value_cannot_do_without(value: Any, reason: str) -> None:
    items, ((field, why),) = mapped(Annotation(Span(0, 1), "x", value), Edit(Span(5, 7)))

    assert (items, field) == ([], None)
    assert why.startswith(reason)


@attrs.frozen
class Tree:
    place: Span | None
    branches: "tuple[Tree, ...]" = ()


def test_the_field_that_was_emptied_is_named_with_its_path() -> None:
    value = Tree(Span(0, 1), (Tree(Span(4, 6)), Tree(Span(8, 9))))

    items, losses = mapped(Annotation(Span(0, 1), "x", value), Edit(Span(5, 7)))

    assert items == [Annotation(Span(0, 1), "x", Tree(Span(0, 1), (Tree(None), Tree(Span(6, 7)))))]
    assert losses == [("branches.place", "an edit cuts Span(4, 6)")]


@attrs.frozen
class Fussy:
    place: Span

    def __attrs_post_init__(self) -> None:
        if self.place.start != 4:
            raise RuntimeError("not there")


def test_a_class_may_refuse_a_span_that_moved() -> None:
    assert mapped(Annotation(Span(0, 1), "x", Fussy(Span(4, 6))), Edit(Span(2, 3))) == (
        [],
        [(None, "Fussy refuses what is left: not there")],
    )


@attrs.frozen
class Deep:
    may: Span | None
    must: Span


@attrs.frozen
class Outer:
    inner: Deep | None = None
    several: tuple[Deep, ...] = ()


def test_of_a_field_that_is_emptied_nothing_inside_is_reported() -> None:
    kept, gone = Deep(None, Span(0, 1)), Deep(Span(4, 6), Span(4, 6))
    value = Outer(gone, (kept, gone))

    assert mapped(Annotation(Span(0, 1), "x", value), Edit(Span(5, 7))) == (
        [Annotation(Span(0, 1), "x", Outer(None, (kept,)))],
        [("inner", "an edit cuts Span(4, 6)"), ("several", "an edit cuts Span(4, 6)")],
    )


# --- values of any shape


class Place(NamedTuple):
    where: Span | None
    name: str = ""


class Base:
    pass


@attrs.frozen
class Derived(Base):
    where: Span


@attrs.frozen
class Plain:
    name: str = ""


@attrs.frozen
class Placed(Plain):
    where: Span | None = None


@attrs.frozen
class Loose:
    anything: Hashable = None
    base: Base | None = None
    plain: Plain = Plain()
    place: Place = attrs.field(default=Place(None))
    places: tuple[Place, ...] = ()


@pytest.mark.parametrize(
    "make",
    [
        lambda span: Place(span, "a"),
        lambda span: Loose(span),
        lambda span: Loose((span, 3)),
        lambda span: Loose(base=Derived(span)),
        lambda span: Loose(plain=Placed("a", span)),
        lambda span: Loose(place=Place(span), places=(Place(span, "a"), Place(None))),
        lambda span: (Place(span), (span, "a")),
    ],
)
def test_spans_move_wherever_a_value_class_or_tuple_holds_them(make: Any) -> None:
    before = Annotation(Span(3, 5), "x", make(Span(3, 5)))

    ((after,), lost) = mapped(before, Edit(Span(0, 0), "ab"))

    assert (after.value, lost) == (make(Span(5, 7)), [])
    assert type(after.value) is type(before.value)
    with pytest.raises(OffsetError, match=r"points at Span\(9, 11\), which ends after the text"):
        Document(TEXT, annotations=[attrs.evolve(before, value=make(Span(9, 11)))])


def test_a_named_tuple_keeps_its_length() -> None:
    cut = Place(Span(4, 6), "a")
    value = Loose(cut, place=cut, places=(Place(Span(0, 1)), cut))

    ((after,), lost) = mapped(Annotation(Span(0, 1), "x", value), Edit(Span(5, 7)))

    left = Place(None, "a")
    assert after.value == Loose(left, place=left, places=(Place(Span(0, 1)), left))
    assert [field for field, _ in lost] == ["anything", "place", "places"]


@dataclass(frozen=True)
class Data:
    where: Any


@dataclass(frozen=True, slots=True)
class Slotted:
    where: Any


class Bare:
    def __init__(self, where: Any) -> None:
        self.where, self.me = where, self


class Pair(tuple[Any, ...]):
    """A tuple that knows no way to be made of other items."""


SHAPES = [
    *(lambda at: [at], lambda at: frozenset([at]), lambda at: {"a": at}, lambda at: {at: 1}, Data, Slotted, Bare),
    *(lambda at: Pair([at]), lambda at: Loose(Data((at,))), lambda at: (1, [at])),
]


@pytest.mark.parametrize("make", SHAPES)
@pytest.mark.parametrize("at", [Span(4, 6), Ref("x", Span(4, 6))])
def test_what_holds_a_span_and_cannot_be_made_anew_is_lost_where_the_span_moves(make: Any, at: Any) -> None:
    item = Annotation(Span(0, 1), "x", make(at))

    assert Alignment.of(10, [Edit(Span(7, 8))]).carry([item]).annotations[0].value is item.value
    carried = Alignment.of(10, [Edit(Span(2, 3))]).carry([item])
    assert [loss.annotation for loss in carried.lost] == [item]
    assert len(carried.annotations) == 0
    assert carried.lost[0].reason.endswith(f"holds cannot be moved, and may be {at!r}, which does not stay")
    with pytest.raises(OffsetError, match=r"points at Span\(4, 6\), which ends after the text"):
        Document("12345", annotations=[item])


# --- parts

SPLIT = Annotation(Span(0, 8), "x", parts=(Span(0, 2), Span(4, 5), Span(6, 8)))


def test_each_part_is_carried_and_the_span_stays_their_hull() -> None:
    assert mapped(SPLIT, Edit(Span(0, 0), "ab"), Edit(Span(2, 4))) == (
        [Annotation(Span(2, 8), "x", parts=(Span(2, 4), Span(4, 5), Span(6, 8)))],
        [],
    )


def test_an_annotation_without_one_of_its_parts_is_lost_or_keeps_the_others() -> None:
    gone = Edit(Span(6, 8))

    assert mapped(SPLIT, gone) == ([], [(None, "nothing is left of Span(6, 8)")])
    for policy in ("shrink", "grow"):
        assert mapped(SPLIT, gone, policy=policy) == (
            [Annotation(Span(0, 5), "x", parts=(Span(0, 2), Span(4, 5)))],
            [("parts", "nothing is left of Span(6, 8)")],
        )
        assert mapped(SPLIT, gone, Edit(Span(4, 6)), policy=policy)[0] == [Annotation(Span(0, 2), "x")]
        assert mapped(SPLIT, Edit(Span(0, 10)), policy=policy)[0] == []


def test_parts_that_grow_into_each_other_become_one() -> None:
    assert mapped(SPLIT, Edit(Span(1, 5), "abc"), policy="grow")[0] == [
        Annotation(Span(0, 7), "x", parts=(Span(0, 4), Span(5, 7)))
    ]
    assert mapped(SPLIT, Edit(Span(1, 7), "abc"), policy="grow")[0] == [Annotation(Span(0, 5), "x")]


# --- references


@attrs.frozen
class Needy:
    target: Ref


def carried(*items: Annotation, edits: tuple[Edit, ...], policy: str = "strict") -> Document:
    return Document(TEXT, annotations=items).map_text(edits, policy=policy)


def test_a_reference_follows_a_discontinuous_annotation_whose_hull_moves_otherwise() -> None:
    split = Annotation(Span(1, 8), "x", parts=(Span(1, 2), Span(6, 8)))
    pointer = Annotation(Span(9, 10), "p", DateRange(Ref("x", Span(1, 8))))

    after = carried(split, pointer, edits=(Edit(Span(0, 3), "abc"),), policy="shrink")

    assert after["p"][0].value == DateRange(Ref("x", Span(6, 8)))
    assert list(after.resolve(after["p"][0].value.begin)) == list(after["x"])


def test_a_reference_to_what_is_lost_is_lost() -> None:
    target = Annotation(Span(1, 3), "x")
    pointer = Annotation(Span(9, 10), "p", DateRange(Ref("x", Span(1, 3)), Ref("x", Span(4, 5))))

    after = carried(target, pointer, edits=(Edit(Span(2, 4)),))

    assert after["p"][0].value == DateRange(None, Ref("x", Span(2, 3)))
    assert [loss.reason for loss in after.lost if loss.field] == ["what Ref('x', Span(1, 3)) names is lost"]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_what_cannot_do_without_a_lost_one_is_lost_with_it(order: tuple[int, ...]) -> None:
    places = [Span(n, n + 1) for n in order]
    opaque = Annotation(places[0], "x", OpaqueValue.of({"at": [4, 6]}))
    chain = [Annotation(own, "x", Needy(Ref("x", target))) for target, own in pairwise(places)]

    after = carried(opaque, *chain, edits=(Edit(Span(4, 5)),))

    assert len(after.annotations) == 0
    assert [loss.annotation for loss in after.lost] == list(AnnotationSet([opaque, *chain]))


def test_what_points_at_each_other_stays() -> None:
    one, other = Span(7, 8), Span(8, 9)
    circle = Annotation(one, "x", Needy(Ref("x", other))), Annotation(other, "x", Needy(Ref("x", one)))

    assert carried(*circle, edits=(Edit(Span(4, 5)),)).lost == ()


def test_a_reference_does_not_come_to_name_what_it_did_not() -> None:
    short, long = Annotation(Span(1, 3), "x"), Annotation(Span(1, 5), "x", score=0.5)
    to_long, to_nothing = (Annotation(Span(8, 9), "p", DateRange(Ref("x", Span(1, end)))) for end in (5, 4))
    edits = (Edit(Span(3, 5)),)

    assert [loss.reason for loss in carried(short, long, to_long, edits=edits).lost] == [
        "Ref('x', Span(1, 5)) would name others too"
    ]
    assert [loss.reason for loss in carried(short, to_nothing, edits=edits, policy="shrink").lost] == [
        "Ref('x', Span(1, 4)) names nothing, and would name something"
    ]


def test_a_reference_to_what_goes_to_two_places_is_lost() -> None:
    whole, split = Annotation(Span(1, 8), "x"), Annotation(Span(1, 8), "x", parts=(Span(1, 2), Span(6, 8)))
    pointer = Annotation(Span(9, 10), "p", DateRange(Ref("x", Span(1, 8))))

    after = carried(whole, split, pointer, edits=(Edit(Span(0, 3), "abc"),), policy="shrink")

    assert [loss.reason for loss in after.lost if loss.field == "begin"] == [
        "what Ref('x', Span(1, 8)) names went to several places"
    ]


# --- opaque values


@pytest.mark.parametrize(
    "data",
    [{"name": "Ada"}, {"at": [0, 2]}, [1, 2, 3], [[4, 3]], {"years": [2019, 2020]}, [True, False], [4.0, 5.0], 7],
)
def test_an_opaque_value_that_holds_no_moving_span_is_carried(data: Any) -> None:
    item = Annotation(Span(6, 8), "x", OpaqueValue.of(data))

    assert mapped(item, Edit(Span(3, 4))) == ([attrs.evolve(item, span=Span(5, 7))], [])


@pytest.mark.parametrize(
    "data",
    [
        {"at": [4, 6]},
        [[[0, 5]]],
        {"ref": {"label": "x", "span": [4, 5]}},
        {"label": "a@b", "span": [4, 5]},
        {"at": [9, 10]},
    ],
)
def test_an_opaque_value_that_may_hold_a_moving_span_is_returned_as_lost(data: Any) -> None:
    items, ((field, reason),) = mapped(Annotation(Span(0, 1), "x", OpaqueValue.of(data)), Edit(Span(3, 4)))

    assert (items, field) == ([], None)
    assert re.fullmatch(r"what its OpaqueValue holds cannot be moved, and may be .*, which does not stay", reason)


def test_an_opaque_reference_to_what_is_lost_does_not_stay() -> None:
    target = Annotation(Span(0, 1), "x", Inner(Span(4, 6)))
    opaque = Annotation(Span(1, 2), "p", OpaqueValue.of({"label": "x", "span": [0, 1]}))

    assert len(carried(target, opaque, edits=(Edit(Span(5, 7)),)).annotations) == 0
