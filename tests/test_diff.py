import json
import random
import re
from collections import Counter
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Document, Failure, Ref, Source, Span
from corpuskit._summary import summarise
from corpuskit.errors import ConfigError, NotFound
from corpuskit.evaluation import Change, Difference, diff
from corpuskit.testing.strategies import annotations, documents
from corpuskit.values import DateRange, DateValue, EntityValue, OpaqueValue

TEXT = "Signed on 5 May 2020 in Aden."


def date(
    start: int, end: int, value: str = "2020-05-05", rule: str | None = "day and month", **more: str
) -> Annotation:
    return Annotation(Span(start, end), "date", DateValue("DATE", value, method=rule, **more))


def one(*items: Annotation, **more: object) -> list[Document]:
    return [Document(TEXT, id="d", annotations=items, **more)]


def only(found: Difference) -> Change:
    (change,) = found.changes
    return change


@st.composite
def runs(draw: st.DrawFn) -> tuple[list[Document], list[Document]]:
    """Two runs over nearly the same documents, in other orders."""
    first = draw(st.lists(documents(), max_size=3, unique_by=lambda document: document.id))
    second = []
    for document in first:
        kept = [item for item in document.annotations if draw(st.booleans())]
        new = draw(st.lists(annotations(len(document.text)), max_size=3))
        second.append(attrs.evolve(document, annotations=AnnotationSet([*kept, *new])))
    ids = {document.id for document in first}
    second += [document for document in draw(st.lists(documents(), max_size=1)) if document.id not in ids]
    return first, draw(st.permutations(second))


# --- laws


@given(st.lists(documents(), max_size=4))
def test_a_run_does_not_differ_from_itself(found):
    assert not diff(found, found, also=["score", "source"]).differs


@given(runs())
def test_the_difference_the_other_way_round_is_its_mirror(pair):
    there, back = diff(*pair), diff(*reversed(pair))
    swapped = [(change.document, change.label, change.after, change.before, change.aspects) for change in back]

    assert Counter(map(repr, swapped)) == Counter(
        repr((change.document, change.label, change.before, change.after, change.aspects)) for change in there
    )
    assert sorted(there.only_before) == sorted(back.only_after)
    assert sorted(there.other_text) == sorted(back.other_text)


@given(runs())
def test_every_annotation_is_accounted_for_exactly_once(pair):
    found = diff(*pair)
    totals = {name: sum(getattr(count, name) for count in found.counts) for name in ("unchanged", "added", "removed")}
    changed = sum(count.changed for count in found.counts)
    sides = [Counter(), Counter()]
    for change in found:
        for side, reading in zip(sides, (change.before, change.after), strict=True):
            if reading is not None:
                side[change.document, reading.annotation] += 1

    a, b = ([item for item in side if item.id not in apart(found)] for side in pair)
    assert totals["unchanged"] + totals["removed"] + changed == sum(len(document.annotations) for document in a)
    assert totals["unchanged"] + totals["added"] + changed == sum(len(document.annotations) for document in b)
    assert len(found.changes) == totals["added"] + totals["removed"] + changed


def apart(found: Difference) -> set[str]:
    return {*found.only_before, *found.only_after, *found.other_text}


@given(runs(), st.randoms())
def test_the_order_of_the_second_run_does_not_matter(pair, chance):
    first, second = pair

    assert diff(first, second) == diff(first, chance.sample(second, len(second)))


# --- what changed


@pytest.mark.parametrize(
    ("after", "aspects"),
    [
        (date(10, 20), ("boundary",)),
        (date(10, 15, "2020-05-06"), ("value",)),
        (date(10, 15, rule="month and day"), ("rule",)),
        (Annotation(Span(10, 15), "date", DateValue("TIME", "2020-05-05", method="day and month")), ("type",)),
        (Annotation(Span(10, 15), "date", None), ("type", "value", "rule")),
        (attrs.evolve(date(10, 15), parts=(Span(10, 11), Span(12, 15))), ("parts",)),
        (attrs.evolve(date(10, 15), score=0.5), ("score",)),
        (attrs.evolve(date(10, 15), source=Source("a", "1", "x", "", "")), ("source",)),
        (date(12, 20, "2020-05", "month and year"), ("boundary", "value", "rule")),
    ],
    ids=lambda item: "-".join(item) if isinstance(item, tuple) else "",
)
def test_a_change_says_what_changed(after, aspects):
    found = only(diff(one(date(10, 15)), one(after), also=["score", "source"]))

    assert (found.kind, found.aspects) == ("changed", aspects)


def test_the_fields_that_changed_have_both_values():
    before, after = date(10, 15, earliest="2020-05-05"), date(10, 15, "2020-05", "month", grain="month")
    found = only(diff(one(before), one(after)))

    assert [(field.name, field.before, field.after) for field in found.fields] == [
        ("value", "2020-05-05", "2020-05"),
        ("earliest", "2020-05-05", None),
        ("grain", None, "month"),
        ("method", "day and month", "month"),
    ]
    assert found.aspects == ("value", "rule")


@pytest.mark.parametrize("name", ["score", "source"])
def test_scores_and_sources_count_only_when_asked_for(name):
    others = {"score": 0.5, "source": Source("a", "1", "x", "", "")}
    after = attrs.evolve(date(10, 15), **{name: others[name]})

    assert not diff(one(date(10, 15)), one(after)).differs
    assert only(diff(one(date(10, 15)), one(after), also=[name])).aspects == (name,)


@pytest.mark.parametrize("name", ["value", "earliest"])
def test_aspects_and_fields_can_be_ignored(name):
    before, after = date(10, 15, earliest="2020-05-05"), date(10, 15, earliest="2020-05-06")

    assert diff(one(before), one(after)).differs
    assert not diff(one(before), one(after), ignore=[name]).differs


def test_a_type_that_is_ignored_is_not_compared():
    before, after = (Annotation(Span(24, 28), "entity", EntityValue(kind, "Aden")) for kind in ("LOC", "PER"))

    assert only(diff(one(before), one(after))).aspects == ("type",)
    assert not diff(one(before), one(after), ignore=["type"]).differs


@pytest.mark.parametrize("name", ["rule", "method"])
def test_the_rule_can_be_ignored_by_either_name(name):
    assert not diff(one(date(10, 15)), one(date(10, 15, rule="month")), ignore=[name]).differs


def test_annotations_at_one_place_belong_together_by_meaning():
    before = [date(10, 15, "2020-05-05"), date(10, 15, "2019-05-05")]
    after = [date(10, 15, "2019-05-05", "month"), date(10, 15, "2020-05-05", "month")]
    found = diff(one(*before), one(*after))

    assert [change.aspects for change in found] == [("rule",), ("rule",)]


def test_a_layer_is_never_matched_with_another():
    found = diff(one(date(10, 15)), one(Annotation(Span(10, 15), "number")))

    assert [(change.kind, change.label) for change in found] == [("removed", "date"), ("added", "number")]


def test_values_without_fields_change_as_a_whole():
    before, after = (Annotation(Span(0, 1), "tag", value) for value in ("a", "b"))
    found = only(diff(one(before), one(after)))

    assert [(field.name, field.before, field.after) for field in found.fields] == [("", "a", "b")]
    assert found.aspects == ("value",)


def test_a_value_whose_class_is_not_installed_is_compared_by_its_fields():
    before, after = (
        Annotation(Span(0, 1), "tag", OpaqueValue.of({"n": [number], "method": f"rule {number}"})) for number in (1, 2)
    )
    found = only(diff(one(before), one(after)))

    assert found.rules == ("rule 1", "rule 2")
    assert [field.name for field in found.fields] == ["n", "method"]


# --- counts


def test_counts_are_by_label_and_rule():
    before = [date(0, 6, rule="month"), date(10, 15), date(16, 20, rule="year")]
    after = [date(0, 6, rule="month"), date(10, 20, rule="full date"), date(24, 28, rule="place")]
    found = diff(one(*before), one(*after))

    assert {(count.rules, count.unchanged, count.added, count.removed, count.changed) for count in found.counts} == {
        (("month",), 1, 0, 0, 0),
        (("day and month", "full date"), 0, 0, 0, 1),
        (("year",), 0, 0, 1, 0),
        (("place",), 0, 1, 0, 0),
    }
    assert {count.rules: dict(count.aspects) for count in found.counts}["day and month", "full date"] == {
        "boundary": 1,
        "rule": 1,
    }


def test_the_changes_of_a_rule_are_those_where_either_run_names_it():
    before, after = [date(0, 6, rule="month"), date(10, 15)], [date(10, 15, rule="full date")]
    found = diff(one(*before), one(*after))

    assert [change.rules for change in found.of_rule("full date")] == [("day and month", "full date")]
    assert [change.rules for change in found.of_rule("day and month")] == [("day and month", "full date")]
    with pytest.raises(NotFound, match="did you mean 'month'"):
        found.of_rule("months")


def test_only_the_layers_asked_for_are_compared():
    found = diff(one(date(10, 15)), one(Annotation(Span(10, 15), "number")), labels=["number"])

    assert [change.label for change in found] == ["number"]
    with pytest.raises(NotFound, match="did you mean 'date'"):
        diff(one(date(10, 15)), one(), labels=["dates"])


def test_what_is_ignored_is_an_aspect_or_a_field_of_some_value():
    tag = Annotation(Span(0, 1), "tag", OpaqueValue.of({"colour": "red"}))

    assert not diff(one(tag), one(tag), ignore=["colour", "chain", "kind", "boundary"]).differs
    with pytest.raises(NotFound, match="no value has a field 'color' to ignore; did you mean 'colour'"):
        diff(one(tag), one(), ignore=["color"])
    with pytest.raises(NotFound, match="did you mean 'value'"):
        diff(one(), one(), ignore=["valu"])


def test_what_is_no_aspect_is_refused():
    with pytest.raises(ConfigError, match="did you mean 'score'"):
        diff([], [], also=["scores"])


# --- documents


def test_documents_that_cannot_be_compared_are_named():
    a = [Document("one", id="1"), Document("two", id="2"), Document("three", id="3")]
    b = [Document("three!", id="3", annotations=[date(0, 1)]), Document("one", id="1"), Document("four", id="4")]
    found = diff(a, b)

    assert (found.only_before, found.only_after, found.other_text) == (("2",), ("4",), ("3",))
    assert found.documents == 1
    assert found.differs
    assert [record["change"] for record in found.records()] == ["only before", "only after", "other text"]
    assert found.to_dict()["only_before"] == ["2"]


def test_a_difference_is_json_with_all_its_counts_and_changes():
    found = diff(one(date(10, 15)), one(date(10, 20), date(0, 6)))
    record = json.loads(json.dumps(found.to_dict()))

    assert repr(found) == "<Difference: 1 added, 0 removed, 1 changed in 1 document>"
    assert record["changes"] == list(found.records())
    assert record["documents"] == 1
    assert [(count["rules"], count["added"], count["aspects"]) for count in record["counts"]] == [
        (["day and month"], 1, {"boundary": 1})
    ]


def test_documents_with_one_id_belong_together_in_order():
    a = [Document("x", id="1", annotations=[date(0, 1)]), Document("y", id="1")]

    assert not diff(a, a).differs
    assert diff(a, a[:1]).only_before == ("1",)


class Counted:
    """Documents, and how many are alive."""

    def __init__(self, order: list[int]) -> None:
        self.order = order
        self.given = 0

    def __iter__(self) -> Iterator[Document]:
        for number in self.order:
            self.given += 1
            yield Document("text", id=str(number))


def test_documents_are_read_in_step():
    a, b = Counted(list(range(100))), Counted(list(range(100)))
    most = 0

    def watched() -> Iterator[Document]:
        nonlocal most
        for document in b:
            most = max(most, abs(a.given - b.given))
            yield document

    assert diff(a, watched()).documents == 100
    assert most <= 1


def test_changes_stand_in_the_order_of_the_first_run():
    numbers = list(range(20))
    a = [Document(TEXT, id=str(number), annotations=[date(10, 15)]) for number in numbers]
    b = [Document(TEXT, id=str(number)) for number in random.Random(1).sample(numbers, 20)]

    assert [change.document for change in diff(a, b)] == [str(number) for number in numbers]


# --- runs


def made(version: str, config: str, extractor: str = "dates") -> Source:
    return Source("corpuskit-dates", version, extractor, config, "0")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ([made("0.1.0", "a1")], [made("0.1.1", "a1")], "dates 0.1.0 → 0.1.1, same options"),
        ([made("0.1.0", "a1")], [made("0.1.0", "b2")], "dates 0.1.0, options a1 → b2"),
        ([made("0.1.0", "a1")], [], "dates 0.1.0 only before"),
        ([], [made("0.1.0", "a1")], "dates 0.1.0 only after"),
    ],
)
def test_the_summary_begins_with_what_ran(before, after, line):
    assert str(diff(one(sources=before), one(sources=after))).splitlines()[0] == line


def test_failures_of_both_runs_are_told():
    failure = Failure("d", "dates", "0.1.1", "ValueError", "no")
    found = diff(one(date(10, 15), sources=[made("0.1.0", "a1")]), one(failures=[failure]))

    assert str(found).startswith("dates 0.1.0 only before, failed on 0 → 1 documents\n")
    assert str(diff(one(failures=[failure]), one())).startswith("dates in neither run, failed on 1 → 0 documents")


# --- as text


def test_a_change_shows_the_line_and_both_readings():
    shown = str(only(diff(one(date(10, 15)), one(date(10, 20, "2020-05-06", "full date")))))

    assert shown.splitlines() == [
        "d  date 10-15  changed: boundary, value, rule  (day and month → full date)",
        "    Signed on 5 May 2020 in Aden.",
        "  - 5 May: DATE 2020-05-05",
        "  + 5 May 2020: DATE 2020-05-06",
        "    value: 2020-05-05 → 2020-05-06",
    ]


def test_a_value_is_read_among_the_annotations_of_its_own_run():
    day = date(10, 15)
    item = Annotation(Span(10, 15), "date_range", DateRange(begin=Ref("date", day.span)))
    there, back = (
        only(diff(*runs, labels=["date_range"])) for runs in ((one(day, item), one()), (one(), one(day, item)))
    )

    assert there.before.summary == back.after.summary != summarise(item, one(item)[0])


def test_a_line_is_cut_where_the_text_goes_on():
    text = f"Title\n{'a' * 80} 5 May {'b' * 80}\nEnd"
    found = only(diff([Document(text, annotations=[date(87, 92)])], [Document(text)]))

    assert found.line == f"…{'a' * 59} 5 May {'b' * 59}…"


def test_the_summary_has_what_moved_by_rule():
    before = [date(0, 6, rule="month"), date(10, 15)]
    found = diff(one(*before), one(date(10, 15, "2020-05-06")))

    assert [line.split() for line in str(found).splitlines()] == [
        ["date:", "0", "unchanged,", "1", "removed,", "1", "changed"],
        ["rule", "unchanged", "added", "removed", "changed"],
        ["day", "and", "month", "0", "0", "0", "1", "value", "1"],
        ["month", "0", "0", "1", "0"],
    ]


def test_no_difference_is_said():
    assert str(diff(one(date(10, 15)), one(date(10, 15)))) == "date: 1 unchanged\n\nno difference in 1 document"


@given(documents())
@example(Document("x\x1b[31m\u202e", id="\x1b]0;", annotations=[Annotation(Span(0, 1), "date", DateRange())]))
def test_what_is_shown_acts_on_no_terminal(document):
    found = diff([document], [attrs.evolve(document, annotations=())])
    shown = "\n".join([str(found), *map(str, found)])

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(runs())
def test_every_difference_is_json(pair):
    from corpuskit._fields import dumps

    found = diff(*pair)
    assert len([dumps(record) for record in found.records()]) == len(found.changes) + len(
        [*found.only_before, *found.only_after, *found.other_text]
    )
