import random
import weakref
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Ref, Span
from corpuskit.errors import ConfigError, InvalidValue, NotFound
from corpuskit.evaluation import MEASURES, VALUE_FIELDS, Counts, Evaluation, Pair, evaluate, match
from corpuskit.values import STANDARD, DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

TEXT = "The mayor of Vienna met the mayors of two other towns on 5 May, and again in June."


def drawn(places: list[int], type: str, name: str) -> Annotation:
    ends = sorted(places)
    parts = (Span(*ends[:2]), Span(*ends[2:])) if len(ends) == 4 else ()
    return Annotation(Span(ends[0], ends[-1]), "entity", EntityValue(type, name), parts)


places = st.lists(st.integers(0, 24), min_size=2, max_size=2) | st.lists(st.integers(0, 24), min_size=4, max_size=4)
layers = st.lists(
    st.builds(drawn, places, st.sampled_from(["PER", "ORG"]), st.sampled_from(["", "A", "B"])), max_size=7
)
"""Annotations, discontinuous ones too, that are many for so short a text, so that they overlap and coincide."""


def at(start: int, end: int, value: object = None, label: str = "entity") -> Annotation:
    return Annotation(Span(start, end), label, value)


def person(start: int, end: int, name: str = "", type: str = "PER") -> Annotation:
    return at(start, end, EntityValue(type, name))


def scored(gold: list[Annotation], predicted: list[Annotation], text: str = TEXT, **options: object) -> Evaluation:
    return evaluate([Document(text, annotations=gold)], [Document(text, annotations=predicted)], **options)


def f1(evaluation: Evaluation, measure: str, *group: str) -> float | None:
    return evaluation.score(measure, *group).f1


# --- matching


def shared(gold: Annotation, predicted: Annotation) -> int:
    places = [{place for piece in item.pieces for place in range(piece.start, piece.end)} for item in (gold, predicted)]
    return len(places[0] & places[1])


def matched_naively(gold: list[Annotation], predicted: list[Annotation]) -> set[tuple[int, int]]:
    """Every pair of indexes in lists that are in order, from all pairs there could be."""
    links: dict[int, int] = {}
    for prefers in (lambda a, b: a.value == b.value, lambda a, b: True):
        for i, ours in enumerate(gold):
            for j, theirs in enumerate(predicted):
                if (
                    i not in links
                    and j not in links.values()
                    and ours.pieces == theirs.pieces
                    and prefers(ours, theirs)
                ):
                    links[i] = j
    found = sorted(
        (-shared(ours, theirs), i, j)
        for i, ours in enumerate(gold)
        for j, theirs in enumerate(predicted)
        if shared(ours, theirs)
    )
    for _, i, j in found:
        if i not in links and j not in links.values():
            links[i] = j
    return set(links.items())


@given(layers, layers)
def test_matching_agrees_with_a_comparison_of_all_pairs(gold, predicted):
    ours, theirs = (list(Document("x" * 24, annotations=side).annotations) for side in (gold, predicted))
    pairs = [(pair.gold, pair.predicted) for pair in match(ours, theirs) if pair.gold and pair.predicted]

    assert sorted(pairs, key=repr) == sorted(((ours[i], theirs[j]) for i, j in matched_naively(ours, theirs)), key=repr)


@given(layers, layers, st.randoms(use_true_random=False))
def test_the_order_of_annotations_plays_no_part(gold, predicted, chance):
    pairs = match(gold, predicted)

    assert match(chance.sample(gold, len(gold)), chance.sample(predicted, len(predicted))) == pairs


@given(layers, layers)
def test_every_annotation_is_in_one_pair(gold, predicted):
    pairs = match(gold, predicted)

    assert sorted((pair.gold for pair in pairs if pair.gold), key=repr) == sorted(gold, key=repr)
    assert sorted((pair.predicted for pair in pairs if pair.predicted), key=repr) == sorted(predicted, key=repr)
    assert Pair(None, None) not in pairs


@given(layers, layers)
def test_swapping_sides_swaps_pairs(gold, predicted):
    pairs = {(pair.gold, pair.predicted) for pair in match(gold, predicted)}

    assert {(pair.predicted, pair.gold) for pair in match(predicted, gold)} == pairs


def test_the_same_pieces_go_before_more_shared_text():
    wide, narrow = at(0, 12), at(0, 5)

    assert match([at(0, 5)], [wide, narrow]) == (Pair(None, wide), Pair(at(0, 5), narrow))


def test_what_shares_more_goes_before_what_stands_earlier():
    assert match([at(0, 10)], [at(0, 3), at(4, 10)])[0].predicted == at(4, 10)
    assert match([at(0, 10)], [at(0, 4), at(6, 10)])[0].predicted == at(0, 4)


def test_a_gap_between_parts_shares_nothing():
    parts = Annotation(Span(0, 20), "entity", None, (Span(0, 3), Span(17, 20)))

    assert match([parts], [at(5, 12)]) == (Pair(parts, None), Pair(None, at(5, 12)))
    assert match([parts], [at(0, 20)])[0] == Pair(parts, at(0, 20))
    assert not match([parts], [at(0, 20)])[0].is_exact


def test_shared_text_of_several_parts_adds_up():
    parts = Annotation(Span(0, 20), "entity", None, (Span(0, 3), Span(17, 20)))

    assert {pair.predicted for pair in match([parts], [at(0, 2), at(2, 20)]) if pair.gold} == {at(2, 20)}


def test_of_two_at_one_place_those_with_equal_values_are_paired():
    gold, predicted = [person(0, 3, "A"), person(0, 3, "B")], [person(0, 3, "B")]

    assert match(gold, predicted) == (Pair(gold[0], None), Pair(gold[1], predicted[0]))


def test_what_is_given_twice_needs_two_answers():
    assert match([at(0, 3), at(0, 3)], [at(0, 3)]) == (Pair(at(0, 3), at(0, 3)), Pair(at(0, 3), None))


def test_empty_annotations_match_at_the_same_place_only():
    assert match([at(3, 3)], [at(3, 3)])[0].is_exact
    assert len(match([at(3, 3)], [at(2, 4), at(4, 4)])) == 3


# --- scores


@given(layers)
def test_what_is_compared_with_itself_is_perfect(items):
    evaluation = scored(items, items, "x" * 24)
    figures = [evaluation.score(measure).f1 for measure in evaluation.measures()]

    assert figures == [1.0] * len(figures) if items else set(figures) <= {None}
    assert not [counts for counts in evaluation.groups.values() if counts.gold != counts.strict_type]


@given(layers, layers)
def test_swapping_sides_swaps_precision_and_recall(gold, predicted):
    there = scored(gold, predicted, "x" * 24, labels=["entity"])
    back = scored(predicted, gold, "x" * 24, labels=["entity"])
    for measure in ("strict", "strict_type", "partial", "half", "type"):
        ours, theirs = there.score(measure), back.score(measure)

        assert (ours.precision, ours.recall, ours.f1) == (theirs.recall, theirs.precision, theirs.f1)


@given(layers, layers)
def test_scores_lie_between_0_and_1_and_in_order(gold, predicted):
    evaluation = scored(gold, predicted, "x" * 24, labels=["entity"])
    scores = {measure: evaluation.score(measure) for measure in MEASURES}
    figures = [figure for score in scores.values() for figure in attrs.astuple(score) if figure is not None]

    assert all(0 <= figure <= 1 for figure in figures)
    if gold or predicted:
        assert scores["strict_type"].f1 <= scores["strict"].f1 <= scores["half"].f1 <= scores["partial"].f1
        assert scores["type"].f1 <= scores["partial"].f1
        assert scores["value"].f1 is None or scores["value"].f1 <= scores["partial"].f1


@given(layers, layers)
def test_f1_is_the_harmonic_mean(gold, predicted):
    score = scored(gold, predicted, "x" * 24, labels=["entity"]).score("partial")
    if score.precision and score.recall:
        assert score.f1 == pytest.approx(2 / (1 / score.precision + 1 / score.recall))


@given(layers, layers)
def test_the_counts_of_types_add_up_to_those_of_the_layer(gold, predicted):
    evaluation = scored(gold, predicted, "x" * 24, labels=["entity"])
    types = Counts.total(evaluation.counts("entity", type) for type in evaluation.types("entity"))
    whole = evaluation.counts("entity")

    assert (types.gold, types.predicted, types.values) == (whole.gold, whole.predicted, whole.values)
    assert (types.strict, types.partial) == (whole.strict_type, whole.type)


def test_scores_are_what_one_counts_by_hand():
    gold = [person(0, 5, "A"), person(10, 15, "B"), person(20, 25, "C"), person(30, 35, "D", "ORG")]
    predicted = [person(0, 5, "A"), person(10, 14, "B"), person(20, 25, "X", "LOC"), person(40, 45), person(50, 55)]
    evaluation = scored(gold, predicted)

    assert evaluation.counts("entity") == Counts(4, 5, 2, 1, 3, 2, 3, 2, 4)
    assert [f1(evaluation, measure) for measure in MEASURES] == pytest.approx(
        [4 / 9, 2 / 9, 6 / 9, 5 / 9, 4 / 9, 4 / 9]
    )
    assert evaluation.score("strict").precision == 2 / 5
    assert evaluation.score("strict").recall == 2 / 4


@pytest.mark.parametrize("wrap", [str, lambda name: {"name": [name]}], ids=["hashable", "not hashable"])
def test_many_annotations_at_one_place_are_paired_without_comparing_all(wrap):
    asked = []

    def key(item: Annotation) -> object:
        asked.append(item)
        return wrap(item.value.name)

    ours, theirs = ([person(0, 5, f"{number}") for number in numbers] for numbers in (range(500), range(1, 501)))
    pairs = match(ours, theirs, prefer=(key,))

    assert sum(pair.gold.value.name == pair.predicted.value.name for pair in pairs) == 499
    assert len(asked) <= 3 * 500


def test_a_type_counts_where_both_sides_have_it():
    evaluation = scored([person(0, 5), person(10, 15)], [person(0, 5), person(10, 15, type="ORG")])

    assert f1(evaluation, "strict", "entity", "PER") == 2 / 3
    assert f1(evaluation, "strict", "entity", "ORG") == 0
    assert evaluation.score("strict", "entity", "ORG").recall is None
    assert evaluation.macro("strict", "entity").f1 == pytest.approx(1 / 3)
    assert evaluation.macro("strict", "entity").recall == 1 / 2


def test_micro_sums_layers_and_macro_means_them():
    gold = [person(0, 5), person(10, 15), person(20, 25), at(57, 62, DateValue("DATE", "2020-05-05"), "date")]
    evaluation = scored(gold, gold[:3])

    assert evaluation.labels == ("date", "entity")
    assert f1(evaluation, "strict") == 6 / 7
    assert evaluation.macro("strict").f1 == 1 / 2
    assert evaluation.macro("strict").precision == 1.0


def test_the_values_of_all_layers_are_those_of_the_layers_that_have_any():
    dates = [at(place, place + 1, DateValue("DATE", "2020"), "date") for place in range(4)]
    wrong = [at(place, place + 1, DateValue("DATE", "1999"), "date") for place in range(4)]
    tags = [at(place, place + 1, None, "tag") for place in range(20, 30)]
    names = [person(10, 11, "A"), person(12, 13), person(14, 15)]
    found = [person(10, 11, "A"), person(12, 13, "B"), person(14, 15)]
    evaluation = scored([*dates, *tags, *names], [*dates[:2], *wrong[2:], *tags, *found])

    # Of dates 4 · 2/4 hits, of names 3 · 1/1; tags have no value that could be right.
    assert f1(evaluation, "value", "date") == 1 / 2
    assert f1(evaluation, "value", "entity") == 1
    assert f1(evaluation, "value") == evaluation.to_dict()["micro"]["scores"]["value"]["f1"] == (2 + 3) / 7
    assert evaluation.bootstrap(samples=20).interval("value").low == (2 + 3) / 7


def test_nothing_on_both_sides_is_undefined_and_nothing_on_one_is_0():
    nothing, spurious, missed = (
        scored(*sides, labels=["entity"]) for sides in ([[], []], [[], [at(0, 5)]], [[at(0, 5)], []])
    )

    assert attrs.astuple(nothing.score("strict")) == (None, None, None)
    assert attrs.astuple(spurious.score("strict")) == (0, None, 0)
    assert attrs.astuple(missed.score("strict")) == (None, 0, 0)
    assert attrs.astuple(nothing.macro("strict")) == (None, None, None)


def test_layers_that_gold_lacks_are_not_scored_unless_asked_for():
    number = at(38, 41, NumberValue("cardinal", Decimal(2)), "number")
    evaluation = scored([person(0, 5)], [person(0, 5), number])

    assert evaluation.labels == ("entity",)
    assert evaluation.not_scored == {"number": 1}
    assert f1(evaluation, "strict") == 1
    assert f1(scored([person(0, 5)], [person(0, 5), number], labels=["entity", "number"]), "strict") == 2 / 3


def test_a_layer_that_is_nowhere_is_refused():
    with pytest.raises(NotFound, match="did you mean 'entity'"):
        scored([person(0, 5)], [], labels=["entities"])
    evaluation = scored([person(0, 5)], [])
    with pytest.raises(NotFound, match="'date' was not scored"):
        evaluation.score("strict", "date")
    with pytest.raises(NotFound, match="no type 'PERS'; did you mean 'PER'"):
        evaluation.score("strict", "entity", "PERS")
    with pytest.raises(NotFound, match="did you mean 'strict'"):
        evaluation.score("strikt")


def test_measures_that_say_nothing_are_left_out():
    assert scored([at(0, 5, None, "tag")], []).measures() == ("strict", "partial", "half")
    assert scored([person(0, 5)], []).measures() == ("strict", "strict_type", "partial", "half", "type")
    assert scored([at(0, 5, "x", "tag")], []).measures() == ("strict", "partial", "half", "value")


# --- values


@pytest.mark.parametrize(
    ("label", "gold", "found", "is_right"),
    [
        ("date", DateValue("DATE", "2020"), DateValue("TIME", "2020", mod="APPROX"), True),
        ("date", DateValue("DATE", "2020"), DateValue("DATE", "2021"), False),
        ("date", DateValue("DATE", "2020", alternatives=("2021",)), DateValue("DATE", "2021"), True),
        ("date", DateValue("DATE", "2021"), DateValue("DATE", "2020", alternatives=("2021",)), False),
        ("number", NumberValue("cardinal", Decimal("4.5")), NumberValue("cardinal", Decimal("4.50")), True),
        ("number", NumberValue("cardinal", Decimal("0.5")), NumberValue("fraction", Fraction(1, 2)), True),
        ("number", NumberValue("money", Decimal(5), unit="USD"), NumberValue("money", Decimal(5), unit="EUR"), False),
        ("number", NumberValue("cardinal", Decimal(5)), NumberValue("cardinal", low=Decimal(5)), False),
        ("entity", EntityValue("PER", "Ada"), EntityValue("LOC", "Ada", method="x"), True),
        ("quote", QuoteValue("direct", Span(0, 9)), QuoteValue("direct", Span(4, 9)), True),
        ("quote", QuoteValue("direct", Span(0, 9)), QuoteValue("direct", Span(9, 12)), False),
        ("quote", QuoteValue("direct", Span(0, 9)), QuoteValue("direct"), False),
        ("date_range", DateRange(Ref("date", Span(1, 5))), DateRange(Ref("date", Span(2, 5))), True),
        ("date_range", DateRange(Ref("date", Span(1, 5))), DateRange(Ref("x", Span(1, 5))), False),
        ("tag", "x", "x", True),
        ("tag", 1.0, 2.0, False),
        ("tag", OpaqueValue.of({"a": 1, "method": "r1"}), OpaqueValue.of({"a": 1, "method": "r2"}), True),
        ("tag", OpaqueValue.of({"a": 1}), OpaqueValue.of({"a": 2}), False),
    ],
)
def test_a_value_is_right_where_the_fields_of_its_label_are(label, gold, found, is_right):
    evaluation = scored([at(0, 5, gold, label)], [at(0, 5, found, label)])

    assert f1(evaluation, "value") == is_right


def test_of_two_at_one_place_those_whose_fields_agree_are_paired():
    gold = [at(0, 5, DateValue("DATE", "2020"), "date"), at(0, 5, DateValue("DATE", "2021"), "date")]
    found = [at(0, 5, DateValue("DATE", "2021", mod="APPROX", method="rule"), "date")]

    assert scored(gold, found).counts("date").value == 1


def test_gold_without_a_value_asks_for_none():
    evaluation = scored([person(0, 5), person(10, 15, "B")], [person(0, 5, "A"), person(10, 15, "B")])

    assert f1(evaluation, "value") == 1
    assert f1(scored([person(0, 5)], [person(0, 5, "A")]), "value") is None


def test_the_fields_that_are_the_value_can_be_chosen():
    gold = [at(0, 5, NumberValue("money", Decimal(5), unit="USD"), "number")]
    found = [at(0, 5, NumberValue("money", Decimal(5), unit="EUR"), "number")]

    assert f1(scored(gold, found, value_fields={"number": ["value"]}), "value") == 1
    assert f1(scored(gold, found, value_fields={"number": ["unit"]}), "value") == 0
    assert f1(scored(gold, found, value_fields={"number": []}), "value") is None
    with pytest.raises(ConfigError, match="no field 'units'; did you mean 'unit'"):
        scored(gold, found, value_fields={"number": ["units"]})
    with pytest.raises(ConfigError, match="one string"):
        scored(gold, found, value_fields={"number": "unit"})


@pytest.mark.parametrize(
    ("quoted", "is_right"),
    [([(0, 4), (6, 9)], True), ([(1, 3), (6, 7)], True), ([(0, 4), (9, 12)], False), ([(0, 4)], False)],
)
def test_several_spans_are_right_one_by_one(quoted, is_right):
    gold, found = (
        [at(0, 12, QuoteValue("direct", quoted=[Span(*ends) for ends in spans]), "quote")]
        for spans in ([(0, 4), (6, 9)], quoted)
    )

    assert f1(scored(gold, found, value_fields={"quote": ["quoted"]}), "value") == is_right


def test_annotations_without_a_type_stand_beside_those_with_one():
    evaluation = scored([person(0, 5), at(10, 15)], [person(0, 5), at(10, 15)])

    assert evaluation.types("entity") == ("", "PER")
    assert evaluation.to_dict()["labels"]["entity"]["types"].keys() == {"", "PER"}
    assert {row["type"] for row in evaluation.rows()} == {None, "", "PER"}
    assert any(line.startswith("    –  ") for line in str(evaluation).splitlines())


def test_fields_of_a_value_whose_class_is_not_installed_can_be_chosen():
    gold, found = ([at(0, 5, OpaqueValue.of({"type": "x", "a": 1, "b": b}), "tag")] for b in (1, 2))

    assert f1(scored(gold, found, value_fields={"tag": ["a"]}), "value") == 1
    assert f1(scored(gold, found), "value") == 0
    assert scored(gold, found).types("tag") == ("x",)


def test_every_standard_layer_says_which_fields_are_its_value():
    assert VALUE_FIELDS.keys() == STANDARD.keys()
    for label, names in VALUE_FIELDS.items():
        assert set(names) <= {field.name for field in attrs.fields(STANDARD[label])}


# --- what is compared


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        ("the mayor", "mayor"),
        ("The  mayor’s", "mayor"),
        ("mayors'", "mayors"),
        ("A mayor, ", "mayor"),
        ("U.S.", "U.S"),
        ("the", "the"),
        ("the ", "the"),
        ("...", "..."),
        ("theatre", "theatre"),
    ],
)
def test_edges_can_be_ignored(surface, kept):
    text = f"On {surface} again"
    start = text.index(kept, 3)
    predicted = [at(start, start + len(kept))]

    assert f1(scored([at(3, 3 + len(surface))], predicted, text, edges="ignored"), "strict") == 1
    assert f1(scored([at(3, 3 + len(surface))], predicted, text), "strict") == (surface == kept)


def test_the_edges_of_parts_are_those_of_the_first_and_the_last():
    text = "the old, and the new, mayors'"
    parts = Annotation(Span(0, 29), "entity", None, (Span(0, 8), Span(17, 29)))
    bare = Annotation(Span(4, 28), "entity", None, (Span(4, 8), Span(17, 28)))

    assert f1(scored([parts], [bare], text, edges="ignored"), "strict") == 1


def test_with_and_without_its_article_a_name_is_one():
    evaluation = scored([person(4, 9)], [person(0, 9), person(4, 9)], edges="ignored")

    assert evaluation.counts("entity").predicted == 1


def test_what_lies_inside_another_can_be_left_out():
    gold, predicted = [person(4, 19)], [person(4, 19), person(13, 19, type="LOC"), person(4, 19, type="ORG")]

    assert scored(gold, predicted).counts("entity").predicted == 3
    assert scored(gold, predicted, nested="outermost").counts("entity").predicted == 2


def test_what_lies_in_the_gap_of_another_is_not_inside_it():
    parts = Annotation(Span(0, 20), "entity", None, (Span(0, 3), Span(17, 20)))

    assert scored([], [parts, at(5, 12), at(18, 20)], labels=["entity"], nested="outermost").counts().predicted == 2


def test_types_can_be_chosen():
    gold, predicted = [person(0, 5), person(10, 15, type="MISC")], [person(0, 5), person(20, 25, type="NORP")]

    assert f1(scored(gold, predicted, types={"entity": ["PER", "ORG"]}), "strict") == 1
    assert scored(gold, predicted, types={"entity": ["PER"]}).types("entity") == ("PER",)


@pytest.mark.parametrize(
    "options",
    [{"edges": "ignore"}, {"nested": "inner"}, {"missing": "drop"}, {"extra": "empty"}, {"labels": "entity"}],
)
def test_an_option_that_does_not_fit_is_refused(options):
    with pytest.raises(ConfigError):
        scored([], [], **options)


# --- documents


def several(*ids: str, text: str = TEXT) -> list[Document]:
    return [Document(text, id=id, annotations=[person(0, 5)]) for id in ids]


def test_documents_are_paired_by_id_in_any_order():
    gold = several(*"abcdefgh")
    gold[2] = Document("Other.", id="c", annotations=[person(0, 5)])
    shuffled = random.Random(1).sample(gold, len(gold))

    assert evaluate(gold, shuffled) == evaluate(gold, gold)
    assert evaluate(gold, shuffled).documents == tuple("abcdefgh")


def test_documents_are_read_lazily_and_not_kept():
    alive = [0]

    def reading():
        for number in range(50):
            alive[0] += 1
            yield Document("x", id=str(number))

    def following():
        for number in range(50):
            assert alive[0] <= number + 2
            yield Document("x", id=str(number))

    assert len(evaluate(reading(), following()).documents) == 50


@pytest.mark.parametrize(
    ("short", "options"), [(0, {"extra": "skip"}), (1, {"missing": "empty"}), (1, {"missing": "skip"})]
)
def test_documents_that_the_other_side_lacks_are_not_kept(short, options):
    alive = weakref.WeakSet()

    def reading():
        for document in several(*map(str, range(50))):
            fresh = attrs.evolve(document)
            alive.add(fresh)
            yield fresh
            del fresh
            assert len(alive) < 6

    sides = [reading(), reading()]
    sides[short] = iter(several("3", "1"))
    with_all = evaluate(*sides, **options)

    assert {"1", "3"} <= set(with_all.documents)


@given(
    st.permutations("abcde"),
    st.permutations("abcde"),
    st.sets(st.sampled_from("abcde")),
    st.sets(st.sampled_from("abcde")),
)
def test_documents_are_found_wherever_they_stand(first, second, lacking, beyond):
    gold = several(*(id for id in first if id not in beyond))
    predicted = several(*(id for id in second if id not in lacking))
    both = set("abcde") - lacking - beyond

    assert set(evaluate(gold, predicted, missing="skip", extra="skip").documents) == both
    assert set(evaluate(gold, predicted, missing="empty", extra="skip").documents) == set("abcde") - beyond


def test_missing_documents_are_named_and_can_be_empty_or_left_out():
    gold, predicted = several("a", "b", "c"), several("b")
    with pytest.raises(InvalidValue, match=r"predicted lacks 2 documents of gold: 'a', 'c'; annotate them"):
        evaluate(gold, predicted)

    assert evaluate(gold, predicted, missing="empty").score("strict").recall == 1 / 3
    assert evaluate(gold, predicted, missing="skip").documents == ("b",)


def test_extra_documents_are_named_and_can_be_left_out():
    gold, predicted = several("b"), several(*"abcdefgh")
    with pytest.raises(
        InvalidValue, match=r"gold lacks 7 documents .*'a', 'c', 'd', 'e', 'f' and 2 more; extra='skip' leaves them out"
    ):
        evaluate(gold, predicted)

    assert evaluate(gold, predicted, extra="skip").documents == ("b",)
    assert evaluate(gold, predicted, extra="skip", missing="empty").score("strict").f1 == 1


def test_an_id_that_occurs_twice_is_refused():
    with pytest.raises(InvalidValue, match="predicted: the id 'a' occurs twice"):
        evaluate(several("a", "b"), several("a", "a"))


def test_texts_that_differ_are_refused_with_the_place():
    with pytest.raises(InvalidValue, match=r"document 'a': the text in new\.jsonl differs .* at code point 4: 'Mayor"):
        evaluate(several("a"), several("a", text=TEXT.replace("mayor", "Mayor")), names=("gold", "new.jsonl"))
    with pytest.raises(InvalidValue, match="at code point 10"):
        evaluate(several("a"), several("a", text=TEXT[:10]))


def test_an_evaluation_can_be_read_as_rows_as_a_dict_and_as_html():
    gold = [person(0, 5, "A"), at(57, 62, DateValue("DATE", "2020-05-05"), "date")]
    evaluation = scored(gold, gold[:1])
    rows = {(row["label"], row["type"], row["measure"]): row for row in evaluation.rows()}

    assert rows["entity", "PER", "strict"]["f1"] == 1
    assert rows["date", None, "value"]["recall"] == 0
    assert rows[None, None, "strict"]["gold"] == 2
    assert evaluation.to_dict()["labels"]["date"]["types"]["DATE"]["counts"]["gold"] == 1
    assert evaluation.to_dict()["macro"]["strict"]["f1"] == 0.5
    assert "strict 66.7" in repr(evaluation)
    assert "date, entity in 1 document," in repr(evaluation)
    assert "66.7" in evaluation._repr_html_()


def test_hostile_labels_and_types_are_shown_harmlessly():
    gold = [at(0, 5, OpaqueValue.of({"type": "<script>\x1b"}), "<i>")]

    assert "<script" not in scored(gold, gold)._repr_html_()
    assert "<i>" not in scored(gold, gold)._repr_html_()
