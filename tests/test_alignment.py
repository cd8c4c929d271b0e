"""Edits, alignments, and annotations carried over them: what a reader should know, one case each."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest
from attrs.validators import min_len

from corpuskit import Annotation, AnnotationSet, Corpus, Document, ExtractorSpec, Pipeline, Plugins, Ref, Span
from corpuskit.alignment import Alignment, Edit, Lost, edited
from corpuskit.errors import InvalidValue, OffsetError
from corpuskit.values import DateRange, DateValue, OpaqueValue, QuoteValue

TEXT = "0123456789"


def forward(span: Span, *edits: Edit, policy: str = "strict") -> Span | None:
    return Alignment.of(len(TEXT), edits).forward(span, policy=policy)


# --- edits


def test_edits_count_in_the_text_as_it_was_in_any_order() -> None:
    assert edited(TEXT, [Edit(Span(8, 10), "z"), Edit(Span(0, 0), "a"), Edit(Span(3, 5))]) == "a012567z"


def test_insertions_at_one_place_come_in_the_order_given_and_before_what_starts_there() -> None:
    assert edited(TEXT, [Edit(Span(2, 10), "c"), Edit(Span(2, 2), "a"), Edit(Span(2, 2), "b")]) == "01abc"


@pytest.mark.parametrize("second", [Span(3, 4), Span(2, 6), Span(4, 4), Span(2, 5)])
def test_edits_that_overlap_are_an_error(second: Span) -> None:
    with pytest.raises(OffsetError, match="overlap; make one edit of them"):
        edited(TEXT, [Edit(Span(2, 5)), Edit(second, "x")])


def test_an_edit_after_the_text_is_an_error() -> None:
    with pytest.raises(OffsetError, match=r"the edit of Span\(9, 11\) ends after the text of 10"):
        Alignment.of(10, [Edit(Span(9, 11))])


@pytest.mark.parametrize("given", [[(0, 1, "x")], [Span(0, 1)], (n for n in (1, 2))])
def test_what_is_no_edit_is_named(given: Any) -> None:
    with pytest.raises(InvalidValue, match=r"an edit is an Edit\(span, text\), not"):
        Document(TEXT).map_text(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("html", r"not the string 'html'; a transform is given as a function, such as corpuskit\.alignment\.trans"),
        (lambda text: "html", "a transform is given as a function"),
        (lambda text: None, "not None; a function of a text has to return them"),
        (Edit(Span(0, 1), "x"), re.escape("in a list, also one alone: [Edit(Span(0, 1), 'x')]")),
        (3, "in a list, not 3"),
    ],
)
def test_edits_that_are_no_collection_are_an_error_that_says_what_to_give(given: Any, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        Document(TEXT).map_text(given)


@pytest.mark.parametrize("span", [(0, 1), None, "0-1", range(999)])
def test_what_an_edit_replaces_and_an_alignment_moves_is_a_span(span: Any) -> None:
    for use in (Edit, Alignment.identity(10).forward, Alignment.identity(10).back):
        with pytest.raises(InvalidValue, match=r"a Span\(start, end\), not") as caught:
            use(span)
        assert len(str(caught.value)) < 140


def test_the_text_of_an_edit_is_a_string() -> None:
    with pytest.raises(InvalidValue, match="is a string, not None"):
        Edit(Span(0, 1), None)  # type: ignore[arg-type]


# --- spans


@pytest.mark.parametrize(
    ("edit", "strict", "shrink", "grow"),
    [
        (Edit(Span(0, 1), "abc"), Span(5, 9), Span(5, 9), Span(5, 9)),
        (Edit(Span(3, 3), "abc"), Span(6, 10), Span(6, 10), Span(6, 10)),
        (Edit(Span(7, 7), "abc"), Span(3, 7), Span(3, 7), Span(3, 7)),
        (Edit(Span(5, 5), "abc"), Span(3, 10), Span(3, 10), Span(3, 10)),
        (Edit(Span(3, 5), "x"), Span(3, 6), Span(3, 6), Span(3, 6)),
        (Edit(Span(3, 7), "x"), Span(3, 4), Span(3, 4), Span(3, 4)),
        (Edit(Span(3, 7)), None, None, None),
        (Edit(Span(0, 10)), None, None, None),
        (Edit(Span(0, 10), "abc"), None, None, Span(0, 3)),
        (Edit(Span(2, 5), "x"), None, Span(3, 5), Span(2, 5)),
        (Edit(Span(5, 9), "x"), None, Span(3, 5), Span(3, 6)),
        (Edit(Span(2, 5)), None, Span(2, 4), Span(2, 4)),
    ],
)
def test_a_span_under_each_policy(edit: Edit, strict: Span | None, shrink: Span | None, grow: Span | None) -> None:
    assert forward(Span(3, 7), edit) == strict
    assert forward(Span(3, 7), edit, policy="shrink") == shrink
    assert forward(Span(3, 7), edit, policy="grow") == grow


@pytest.mark.parametrize("policy", ["strict", "shrink", "grow"])
def test_what_is_inserted_between_deletions_is_no_counterpart(policy: str) -> None:
    edits = Edit(Span(3, 5)), Edit(Span(5, 5), "new"), Edit(Span(5, 7))

    assert forward(Span(3, 7), *edits, policy=policy) is None


def test_shrinking_keeps_nothing_that_was_inserted_where_it_cuts() -> None:
    edits = Edit(Span(2, 5), "x"), Edit(Span(5, 5), "new")

    assert forward(Span(3, 7), *edits, policy="shrink") == Span(6, 8)
    assert forward(Span(3, 7), *edits, policy="grow") == Span(2, 8)


def test_an_empty_span_stays_before_what_is_inserted_at_its_place() -> None:
    assert forward(Span(3, 3), Edit(Span(3, 3), "abc")) == Span(3, 3)
    assert forward(Span(3, 3), Edit(Span(3, 5), "abc")) == Span(3, 3)
    assert forward(Span(5, 5), Edit(Span(3, 5), "abc")) == Span(6, 6)
    assert forward(Span(10, 10), Edit(Span(10, 10), "abc")) == Span(10, 10)


def test_an_empty_span_inside_a_change_has_a_counterpart_only_where_it_grows() -> None:
    edit = Edit(Span(3, 6), "abc")

    assert [forward(Span(4, 4), edit, policy=policy) for policy in ("strict", "shrink")] == [None, None]
    assert forward(Span(4, 4), edit, policy="grow") == Span(3, 6)
    assert forward(Span(4, 4), Edit(Span(3, 6)), policy="grow") is None


def test_a_span_after_the_text_is_an_error() -> None:
    with pytest.raises(OffsetError, match=r"Span\(3, 11\) ends after the text of 10"):
        forward(Span(3, 11))
    with pytest.raises(OffsetError, match="ends after the text of 10"):
        Alignment.identity(10).carry([Annotation(Span(0, 1), "quote", QuoteValue("direct", Span(0, 11)))])


def test_an_unknown_policy_is_an_error_even_where_nothing_is_carried() -> None:
    for use in (lambda: forward(Span(0, 1), policy="expand"), lambda: Document("").map_text([], policy="shrnk")):
        with pytest.raises(InvalidValue, match="no policy"):
            use()


def test_alignments_that_do_not_follow_each_other_cannot_be_composed() -> None:
    with pytest.raises(OffsetError, match="leads to a text of 9 code points, the following one starts from one of 10"):
        Alignment.of(10, [Edit(Span(0, 1))]).compose(Alignment.identity(10))


@pytest.mark.parametrize("lengths", [(3, 5), (-5, -5), (3, 2), ("abc", "abc"), (True, True), (2.0, 2.0)])
def test_an_alignment_without_the_steps_between_its_lengths_cannot_exist(lengths: Any) -> None:
    with pytest.raises(InvalidValue, match=r"no steps are given|two lengths in code points, such as len\(text\)"):
        Alignment(*lengths)


def test_steps_are_not_given() -> None:
    with pytest.raises(InvalidValue, match=r"made by Alignment\.of\(length, edits\) and compose"):
        Alignment(10, 9, [Edit(Span(0, 1))])


@pytest.mark.parametrize("length", [-1, "abc", None])
def test_an_alignment_is_made_of_a_length(length: Any) -> None:
    for make in (Alignment.identity, lambda length: Alignment.of(length, [Edit(Span(0, 0), "x")])):
        with pytest.raises(InvalidValue, match="two lengths in code points"):
            make(length)


def test_the_origin_of_a_document_is_not_given() -> None:
    with pytest.raises(InvalidValue, match=r"is made by map_text, not given: 'page.html'"):
        Document(TEXT, origin="page.html")


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


# --- documents


def test_a_document_never_mapped_has_the_identity_and_lost_nothing() -> None:
    assert Document(TEXT).alignment == Alignment.identity(10)
    assert Document(TEXT).lost == ()


def test_a_change_may_be_a_function_of_the_text() -> None:
    document = Document("a-b-c").map_text(lambda text: (Edit(Span(*m.span())) for m in re.finditer("-", text)))

    assert document.text == "abc"
    assert document.alignment.back(Span(1, 2)) == Span(2, 3)


def test_an_edit_that_changes_nothing_cuts_nothing() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 7), "x")])

    assert document.map_text([Edit(Span(2, 5), "234")]) == document
    assert document.map_text([Edit(Span(2, 5), "234")]).alignment.is_identity


def test_alignment_and_losses_are_kept_by_derived_documents_and_not_compared() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 7), "x")]).map_text([Edit(Span(0, 4))])

    assert document == Document("456789")
    for derived in (document.with_metadata(a=1), document.with_annotations([]), document.without("y")):
        assert (derived.alignment, derived.lost) == (document.alignment, document.lost)
    assert document.lost == (Lost(Annotation(Span(3, 7), "x"), None, "an edit cuts Span(3, 7)"),)


def test_files_hold_the_document_without_the_way_it_was_made(tmp_path: Path) -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 7), "x")]).map_text([Edit(Span(0, 1))])
    Corpus([document]).write(tmp_path / "out.jsonl")
    (again,) = Corpus.from_jsonl(tmp_path / "out.jsonl")

    assert again == document
    assert again.alignment == Alignment.identity(9)


def test_losses_of_several_changes_are_in_order() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(n, n + 1), "x") for n in range(4)])
    twice = document.map_text([Edit(Span(2, 3))]).map_text([Edit(Span(0, 1))])

    assert [loss.annotation.start for loss in twice.lost] == [2, 0]
    assert twice.alignment.forward(Span(1, 2)) == Span(0, 1)


def test_another_text_than_the_alignment_leads_to_is_refused() -> None:
    document = Document(TEXT).map_text([Edit(Span(0, 1))])

    with pytest.raises(
        OffsetError, match=r"text of 1 code points, but was made by an alignment that leads to one of 9"
    ):
        attrs.evolve(document, text="x")


def test_the_new_text_can_be_stored() -> None:
    with pytest.raises(InvalidValue, match="lone surrogate"):
        Document(TEXT).map_text([Edit(Span(0, 1), "\ud800")])


@pytest.mark.parametrize("text", [TEXT[1:], TEXT[::-1]])
def test_a_mapped_document_goes_back_only_to_the_text_that_came_first(text: str) -> None:
    between = Document(TEXT, id="a").map_text([Edit(Span(0, 1)), Edit(Span(9, 9), "x")])
    document = between.map_text([Edit(Span(0, 1), "y")])

    for other in (Document(text, id="b"), attrs.evolve(between, id="b")):
        with pytest.raises(InvalidValue, match="document 'a' was not made from 'b', whose text is another"):
            document.mapped_back(other)
    assert document.mapped_back(Document(TEXT, id="b")) == Document(TEXT, id="b")


def test_a_mapped_document_from_a_file_does_not_go_back(tmp_path: Path) -> None:
    original = Document("<p>A</p>", id="a")
    Corpus([original.map_text([Edit(Span(0, 3)), Edit(Span(4, 8))])]).write(tmp_path / "out.jsonl")
    (again,) = Corpus.from_jsonl(tmp_path / "out.jsonl")

    with pytest.raises(InvalidValue, match=r"'a' does not know .* not kept in files; map the original again"):
        again.mapped_back(original)


def test_what_was_found_between_two_changes_and_lost_by_the_second_is_returned_as_lost() -> None:
    first = Annotation(Span(4, 7), "first")
    found = Annotation(Span(2, 5), "found")
    quote = Annotation(Span(0, 1), "quote", QuoteValue("direct", speaker=Span(5, 7)))
    split = Annotation(Span(0, 7), "split", parts=(Span(0, 1), Span(5, 7)))
    document = Document(TEXT, annotations=[first])
    between = document.map_text([Edit(Span(0, 1))]).with_annotations([found, quote, split])

    after = between.map_text([Edit(Span(4, 8))], policy="shrink").map_text([Edit(Span(0, 0), "x")])
    back = after.mapped_back(document)

    assert back["first"] == document["first"]
    assert [(loss.annotation, loss.field) for loss in back.lost] == [(split, "parts"), (quote, "speaker")]
    back = between.map_text([Edit(Span(1, 8))]).mapped_back(document)
    assert [loss.annotation for loss in back.lost] == [split, quote, found]


def test_losses_of_an_earlier_way_back_are_kept() -> None:
    found = Annotation(Span(1, 2), "found")
    mapped = Document(TEXT).map_text([Edit(Span(1, 1), "x")])
    once = mapped.with_annotations([found]).mapped_back(Document(TEXT))

    assert [loss.annotation for loss in once.lost] == [found]
    assert mapped.mapped_back(once).lost == once.lost
    assert once.map_text([Edit(Span(0, 1))]).mapped_back(once).lost == once.lost


def test_a_reference_does_not_come_to_name_what_stayed_on_the_original() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 4), "x")])
    mapped = document.map_text([Edit(Span(3, 3), "z")]).map_text([Edit(Span(3, 5), "zz")])
    named = Annotation(Span(3, 5), "x", score=0.9)
    pointer = Annotation(Span(0, 1), "says", DateRange(Ref("x", Span(3, 5))))

    back = mapped.with_annotations([named, pointer]).mapped_back(document)

    assert len(back["x"]) == 2
    assert [(loss.annotation, loss.field) for loss in back.lost] == [(pointer, "begin")]
    assert back.lost[0].reason == "Ref('x', Span(3, 5)) would name others too"


def test_a_document_that_was_not_mapped_goes_back_to_its_own_text() -> None:
    items = [Annotation(Span(1, 3), "x"), Annotation(Span(4, 5), "p", DateRange(Ref("x", Span(1, 3))))]
    document = Document(TEXT, annotations=items)

    assert document.mapped_back(document) == document
    assert document.mapped_back(Document(TEXT)) == document
    assert document.mapped_back(document).lost == ()


def test_a_new_reference_to_what_two_annotations_became_names_one_of_them() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 3), "x"), Annotation(Span(1, 5), "x")])
    changed = document.map_text([Edit(Span(3, 5))])
    pointer = Annotation(Span(0, 1), "p", DateRange(Ref("x", Span(1, 3))))

    back = changed.with_annotations([pointer]).mapped_back(document)

    assert back.resolve(back["p"][0].value.begin) == (Annotation(Span(1, 3), "x"),)


def test_what_two_annotations_became_is_two_again_on_the_original() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 3), "x"), Annotation(Span(1, 5), "x")])
    changed = document.map_text([Edit(Span(3, 5))])

    assert len(changed.annotations) == 1
    assert changed.mapped_back(document) == document


def test_what_is_taken_away_from_the_mapped_document_is_taken_away_from_the_original() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 3), "x"), Annotation(Span(4, 6), "y")])

    assert document.map_text([Edit(Span(0, 1))]).without("x").mapped_back(document) == document.without("x")


def test_a_new_reference_leads_back_to_what_was_there_first() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 5), "x")])
    changed = document.map_text([Edit(Span(1, 2))])
    (target,) = changed["x"]
    found = changed.with_annotations([Annotation(Span(6, 7), "p", DateRange(Ref("x", target.span)))])

    back = found.mapped_back(document)

    assert back["p"][0].value == DateRange(Ref("x", Span(1, 5)))
    assert list(back.resolve(Ref("x", Span(1, 5)))) == list(document["x"])


# --- pipelines


def words(document: Document) -> Iterator[Annotation]:
    if "!" in document.text:
        raise ValueError("an exclamation")
    for match in re.finditer(r"\w+", document.text):
        yield Annotation(Span(*match.span()), "word")


def word_pipeline() -> Pipeline:
    return Pipeline(ExtractorSpec("words", function=words, provides=("word",)), plugins=Plugins(only=[]))


def surfaces(document: Document, label: str) -> list[str]:
    return [document.text_of(item) for item in document[label]]


def test_a_pipeline_runs_again_on_the_new_text_and_leaves_what_a_person_made() -> None:
    document = word_pipeline()(Document("one two-three", annotations=[Annotation(Span(4, 7), "name")]))
    changed = document.map_text([Edit(Span(7, 8), "")])
    assert surfaces(changed, "word") == ["one", "two", "three"]
    assert changed.sources == document.sources
    again = word_pipeline()(changed)

    assert surfaces(again, "word") == ["one", "twothree"]
    assert surfaces(again, "name") == ["two"]
    assert (again.alignment, again.lost) == (changed.alignment, changed.lost)
    assert {item.source for item in again["word"]} == set(again.sources)
    assert word_pipeline()(again) is again


def test_what_a_pipeline_found_anew_replaces_what_it_found_before_on_the_original() -> None:
    document = word_pipeline()(Document("one two-three", annotations=[Annotation(Span(6, 9), "cut")]))
    changed = word_pipeline()(document.map_text([Edit(Span(7, 8), "")]))
    back = changed.mapped_back(document)

    assert surfaces(back, "word") == ["one", "two-three"]
    assert surfaces(back, "cut") == ["o-t"]
    assert (back.sources, back.failures) == (changed.sources, changed.failures)
    assert back.alignment.is_identity
    assert word_pipeline()(back) == document


def test_what_was_lost_stays_on_the_original_unless_its_extractor_ran_again() -> None:
    document = word_pipeline()(Document("one two", annotations=[Annotation(Span(0, 3), "name")]))
    changed = document.map_text([Edit(Span(2, 5), "x")])

    assert [loss.annotation.label for loss in changed.lost] == ["name", "word", "word"]
    assert changed.mapped_back(document) == document
    back = word_pipeline()(changed).mapped_back(document)
    assert surfaces(back, "word") == ["one two"]
    assert surfaces(back, "name") == ["one"]


def test_what_a_change_lost_that_was_undone_is_found_again_without_the_sources() -> None:
    document = word_pipeline()(Document("one two"))
    undone = document.map_text([Edit(Span(0, 7))]).map_text([Edit(Span(0, 0), "one two")])

    assert word_pipeline()(undone) is undone
    assert surfaces(undone, "word") == []
    assert undone.mapped_back(document) == document
    assert word_pipeline()(attrs.evolve(undone, sources=())) == document


def test_failures_come_back() -> None:
    changed = word_pipeline()(Document("one").map_text([Edit(Span(3, 3), "!")]))

    assert changed.failures
    assert changed.mapped_back(Document("one")).failures == changed.failures


def test_annotations_given_one_by_one_are_carried_as_a_set() -> None:
    items = [Annotation(Span(5, 6), "x"), Annotation(Span(1, 2), "x")]
    alignment = Alignment.of(10, [Edit(Span(0, 1))])

    assert alignment.carry(iter(items)).annotations == AnnotationSet(
        Annotation(item.span.shift(-1), "x") for item in items
    )
    assert alignment.carry_back(alignment.carry(items).annotations).annotations == AnnotationSet(items)
