import itertools
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span
from corpuskit.errors import ConfigError, InvalidValue, NotFound
from corpuskit.evaluation import (
    Agreement,
    Comparison,
    Counts,
    Evaluation,
    LayerAgreement,
    PairAgreement,
    agreement,
    compare,
    evaluate,
)
from corpuskit.evaluation._coefficients import cohen_kappa, krippendorff_alpha
from corpuskit.values import EntityValue

TEXT = "x" * 30


def at(start: int, end: int, type: str = "PER", label: str = "entity") -> Annotation:
    return Annotation(Span(start, end), label, EntityValue(type, ""))


def corpus(*layers: list[Annotation]) -> list[Document]:
    return [Document(TEXT, id=f"{number:03}", annotations=layer) for number, layer in enumerate(layers)]


def system(hits: list[int], of: int = 4) -> Evaluation:
    """Give the evaluation of documents that have ``of`` entities each, so many of which were found."""
    whole = [at(5 * number, 5 * number + 3) for number in range(of)]
    return evaluate(corpus(*[whole] * len(hits)), corpus(*(whole[:count] for count in hits)))


# --- intervals

outcomes = st.lists(st.integers(0, 4), min_size=1, max_size=12)


@settings(max_examples=30)
@given(outcomes, st.integers(0, 5))
def test_the_interval_holds_the_score(hits, seed):
    evaluation = system(hits)
    bootstrap = evaluation.bootstrap(samples=200, seed=seed)
    for figure in ("recall", "f1"):
        interval, score = bootstrap.interval("strict", figure=figure), getattr(evaluation.score("strict"), figure)

        assert interval.low - 1e-9 <= score <= interval.high + 1e-9


@settings(max_examples=30)
@given(outcomes)
def test_a_higher_level_gives_a_wider_interval(hits):
    bootstrap = system(hits).bootstrap(samples=100)
    narrow, wide = (bootstrap.interval("strict", level=level) for level in (0.5, 0.99))

    assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_equal_seeds_give_equal_intervals_whatever_the_order_of_documents():
    layers = [[at(0, 3)], [at(0, 4)], [at(5, 9)], [], [at(0, 3), at(5, 9)]]
    gold, predicted = corpus(*layers), corpus(*[[at(0, 3)]] * 5)
    intervals = {
        evaluate(chance.sample(gold, 5), predicted).bootstrap(samples=50, seed=3).interval("strict")
        for chance in map(random.Random, range(5))
    }

    assert len(intervals) == 1
    assert evaluate(gold, predicted).bootstrap(samples=50, seed=4).interval("strict") not in intervals


def test_an_interval_is_that_of_samples_drawn_one_by_one():
    hits = [0, 4, 3, 4, 2, 1, 4, 4, 0, 3]
    chance = random.Random(0)
    recalls = sorted(sum(chance.choices(hits, k=10)) / 40 for _ in range(20_000))
    interval = system(hits).bootstrap(samples=20_000).interval("strict", figure="recall")

    assert interval.low == pytest.approx(recalls[500], abs=0.011)
    assert interval.high == pytest.approx(recalls[19_500], abs=0.011)


def test_many_documents_are_sampled_block_by_block():
    evaluation = system([1, 3] * 3_000)
    interval = evaluation.bootstrap(samples=700).interval("strict", figure="recall")

    assert 0.49 < interval.low < 0.5 < interval.high < 0.51


def test_one_document_leaves_no_doubt_and_none_no_interval():
    only = system([2]).bootstrap(samples=10).interval("strict", figure="recall")

    assert (only.low, only.high) == (0.5, 0.5)
    assert evaluate([], []).bootstrap(samples=10).interval("strict") is None
    assert system([2]).bootstrap(samples=10).interval("value") is None


def test_an_interval_of_one_type_is_of_its_own_counts():
    evaluation = evaluate(corpus([at(0, 3)], [at(0, 3, "ORG")]), corpus([at(0, 3)], [at(0, 3, "PER")]))
    bootstrap = evaluation.bootstrap(samples=100)

    assert bootstrap.interval("strict", "entity", "ORG").high == 0
    assert bootstrap.interval("strict", "entity", "PER").high == 1


@pytest.mark.parametrize("options", [{"level": 0}, {"level": 95}, {"figure": "accuracy"}])
def test_an_interval_that_makes_no_sense_is_refused(options):
    with pytest.raises(ConfigError):
        system([1]).bootstrap(samples=10).interval("strict", **options)
    with pytest.raises(ConfigError):
        compare(system([1]), system([1]), samples=10).difference("strict", **options)


def test_samples_labels_and_measures_that_there_are_not_are_refused():
    with pytest.raises(ConfigError):
        system([1]).bootstrap(samples=0)
    with pytest.raises(NotFound):
        system([1]).bootstrap(samples=10).interval("strict", "date")
    with pytest.raises(NotFound):
        system([1]).bootstrap(samples=10).interval("strikt")


@pytest.mark.parametrize("label", ["entity", None])
def test_a_type_that_is_nowhere_or_of_no_layer_is_refused(label):
    evaluation = system([1])
    error = ConfigError if label is None else NotFound
    for asked in (
        evaluation.counts,
        lambda *group: evaluation.score("strict", *group),
        lambda *group: evaluation.bootstrap(samples=10).interval("strict", *group),
        lambda *group: compare(evaluation, evaluation, samples=10).difference("strict", *group),
    ):
        with pytest.raises(error, match="type"):
            asked(label, "nonsense")


# --- differences


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=10))
def test_a_difference_turns_its_sign_with_the_sides(pairs):
    first, second = (system(list(hits)) for hits in zip(*pairs, strict=True))
    there = compare(first, second, samples=50).difference("strict")
    back = compare(second, first, samples=50).difference("strict")
    if there:
        assert there.value == pytest.approx(second.score("strict").f1 - first.score("strict").f1)
        assert there.value == -back.value
        assert there.interval.low == pytest.approx(-back.interval.high)
        assert there.p == back.p
        assert 0 < there.p <= 1


def test_a_system_does_not_differ_from_itself():
    found = compare(system([1, 2, 3]), system([1, 2, 3]), samples=100).difference()

    assert (found.value, found.interval.low, found.interval.high, found.p) == (0, 0, 0, 1)


def test_p_is_the_share_of_exchanges_that_reach_the_difference():
    ours, theirs = [1, 2, 2, 3, 1, 2], [2, 3, 1, 4, 4, 2]
    swaps = itertools.product((False, True), repeat=6)
    differences = [
        sum((a - b if swap else b - a) for swap, a, b in zip(swapped, ours, theirs, strict=True)) for swapped in swaps
    ]
    exact = sum(abs(difference) >= 5 for difference in differences) / 64
    found = compare(system(ours), system(theirs), samples=20_000).difference("strict", figure="recall")

    assert found.value == pytest.approx(5 / 24)
    assert found.p == pytest.approx(exact, abs=0.015)


def test_a_difference_of_samples_is_paired():
    # The second system finds one more in every document: the documents differ, and the difference does not.
    found = compare(system([0, 1, 2, 3]), system([1, 2, 3, 4]), samples=200).difference("strict", figure="recall")

    assert found.interval.low == pytest.approx(0.25)
    assert found.interval.high == pytest.approx(0.25)


def test_types_that_one_system_only_predicts_can_be_compared():
    gold = corpus([at(0, 3)], [at(0, 3)])
    first, second = evaluate(gold, gold), evaluate(gold, corpus([at(0, 3, "ORG")], [at(0, 3)]))

    assert compare(first, second, samples=10).difference("strict", "entity", "PER").value == pytest.approx(-1 / 3)


@pytest.mark.parametrize("made", [compare, lambda first, second: Comparison(first, second, 50, 0)])
def test_what_was_not_evaluated_on_the_same_cannot_be_compared(made):
    with pytest.raises(InvalidValue, match="only one has '001'"):
        made(system([1]), system([1, 2]))
    dated = corpus([at(0, 3), at(0, 3, label="date")])
    with pytest.raises(InvalidValue, match="entity and date, entity"):
        made(evaluate(corpus([at(0, 3)]), dated), evaluate(dated, dated))


def test_intervals_and_differences_can_be_read_as_rows_and_lines():
    first, second = system([1, 2, 3]), system([2, 4, 3])
    bootstrap, comparison = first.bootstrap(samples=20), compare(first, second, samples=20)

    assert [(row["label"], row["measure"]) for row in bootstrap.rows()][:1] == [("entity", "strict")]
    assert bootstrap.to_dict() == {"samples": 20, "seed": 0, "level": 0.95, "intervals": bootstrap.rows()}
    assert comparison.to_dict(level=0.5)["differences"] == comparison.rows(level=0.5)
    assert comparison.rows()[0]["difference"] == comparison.difference("strict").value
    assert "95 % interval" in str(bootstrap)
    assert "+19.0" in str(comparison)


# --- agreement

tables = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=20).map(Counter)


@given(tables)
def test_kappa_is_symmetric_and_at_most_1(table):
    kappa = cohen_kappa(table)

    assert cohen_kappa({(b, a): count for (a, b), count in table.items()}) == kappa
    assert kappa is None or kappa <= 1
    assert (kappa == 1) == (kappa is not None and all(a == b for a, b in table))


@given(tables)
def test_alpha_of_two_agrees_with_the_coincidences_of_all_values(table):
    coincidences = Counter()
    for (a, b), count in table.items():
        coincidences[a, b] += count
        coincidences[b, a] += count
    totals = Counter()
    for (a, _), count in coincidences.items():
        totals[a] += count
    n = totals.total()
    observed = sum(count for (a, b), count in coincidences.items() if a != b)
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b)
    alpha = krippendorff_alpha(table)

    assert alpha == (None if not expected else pytest.approx(1 - (n - 1) * observed / expected))


def test_the_coefficients_are_those_of_the_literature():
    # Cohen's kappa of 50 grant proposals that two readers take or refuse; textbooks give 0.4.
    assert cohen_kappa({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}) == pytest.approx(0.4)
    # Krippendorff 2011, section A: two observers, ten units, binary.
    first, second = "0100000010", "1110010000"
    assert krippendorff_alpha(Counter(zip(first, second, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_agreement_about_everything_and_about_nothing():
    items = [at(0, 3), at(5, 9, "ORG")]
    same = agreement({"a": corpus(items), "b": corpus(items)})["entity"]
    apart = agreement({"a": corpus([at(0, 15)]), "b": corpus([at(15, 30)])})["entity"]

    assert (same.alpha, same.pairs[0].kappa, same.pairs[0].type_kappa) == (1, 1, 1)
    assert same.pairs[0].counts.score("strict").f1 == 1
    assert apart.pairs[0].kappa == -1
    assert apart.pairs[0].type_kappa is None


def test_kappa_counts_code_points_and_alpha_their_types():
    layer = agreement({"a": corpus([at(0, 10)]), "b": corpus([at(0, 5), at(5, 10, "ORG")])})["entity"]

    assert layer.pairs[0].kappa == 1
    assert layer.alpha == pytest.approx(krippendorff_alpha({("P", "P"): 5, ("P", "O"): 5, ("", ""): 20}))


def test_types_are_compared_among_those_that_both_have():
    first = [at(0, 3), at(5, 8), at(10, 13, "ORG"), at(15, 18, "ORG")]
    second = [at(0, 3), at(5, 8, "ORG"), at(10, 13, "ORG"), at(16, 18, "ORG"), at(20, 23)]
    pair = agreement({"a": corpus(first), "b": corpus(second)})["entity"].pairs[0]

    assert pair.type_kappa == pytest.approx(cohen_kappa({("P", "P"): 1, ("P", "O"): 1, ("O", "O"): 2}))


def test_three_annotators_agree_in_pairs_and_together():
    found = agreement({"a": corpus([at(0, 9)]), "b": corpus([at(0, 9)]), "c": corpus([at(0, 6)])})
    layer = found["entity"]
    spread = {tuple("PPP"): 6, tuple("PP-"): 3, tuple("---"): 21}

    assert [(pair.first, pair.second) for pair in layer.pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert layer.alpha == pytest.approx(krippendorff_alpha(spread))
    assert found.documents == 1
    assert len(found.rows()) == 3
    assert "alpha: entity 0." in repr(found)
    assert "a and c" in str(found)


@settings(max_examples=50)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from("PO")), max_size=4),
        min_size=2,
        max_size=3,
    )
)
def test_agreement_is_that_of_code_points_counted_one_by_one(drawn):
    types = {"P": "PER", "O": "ORG"}
    sides = [[at(min(a, b), max(a, b), types[type]) for a, b, type in side] for side in drawn]
    found = agreement({str(number): corpus(side) for number, side in enumerate(sides)}, labels=["entity"])
    points = Counter(
        tuple(frozenset(item.value.type for item in side if item.start <= place < item.end) for side in sides)
        for place in range(len(TEXT))
    )
    alpha, kappa = krippendorff_alpha(points), None
    inside = Counter()
    for categories, count in points.items():
        inside[bool(categories[0]), bool(categories[1])] += count
    kappa = cohen_kappa(inside)
    for layer in found.layers:
        assert layer.alpha == (None if alpha is None else pytest.approx(alpha))
        assert layer.pairs[0].kappa == (None if kappa is None else pytest.approx(kappa))


def test_documents_without_a_layer_count_as_agreement_about_it():
    alone = agreement({"a": corpus([at(0, 9)]), "b": corpus([at(0, 6)])})["entity"]
    among = agreement({"a": corpus([at(0, 9)], []), "b": corpus([at(0, 6)], [])})["entity"]

    assert among.alpha > alone.alpha


def test_figures_of_agreement_are_never_less_than_nothing():
    layer = LayerAgreement("date", (PairAgreement("a", "b", Counts(), -0.0001, None),), -0.0001)
    found = Agreement(("a", "b"), 1, (layer,))

    assert repr(found) == "<Agreement of a, b on 1 document, alpha: date 0.000>"
    assert "-0.000" not in str(found)


def test_agreement_needs_two_annotators_with_the_same_documents():
    with pytest.raises(InvalidValue, match="two annotators or more, not 1"):
        agreement({"a": corpus([])})
    with pytest.raises(
        InvalidValue, match=r"ben lacks 1 document of anna: '001'; annotate them too, or .*='skip' leaves them out$"
    ):
        agreement({"anna": corpus([], []), "ben": corpus([])})
    with pytest.raises(InvalidValue, match=r"anna lacks 1 document of ben: .*, or missing='skip' leaves them out$"):
        agreement({"anna": corpus([]), "ben": corpus([], [])})
    with pytest.raises(NotFound, match="did you mean 'entity'"):
        agreement({"a": corpus([at(0, 3)]), "b": corpus([])})["entities"]
    with pytest.raises(NotFound, match="did you mean 'entity'"):
        agreement({"a": corpus([at(0, 3)]), "b": corpus([])}, labels=["entities"])
    with pytest.raises(ConfigError, match="missing='empty'"):
        agreement({"a": corpus([]), "b": corpus([])}, missing="empty")
    assert agreement({"a": corpus([], []), "b": corpus([])}, missing="skip").documents == 1
