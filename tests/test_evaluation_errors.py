import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span
from corpuskit.evaluation import KINDS, ErrorCase, Excerpt, error_lines, errors_page, evaluate
from corpuskit.testing import strategies
from corpuskit.values import EntityValue

TEXT = "The mayor of Vienna met the mayors of two other towns on 5 May, and again in June."


def at(start: int, end: int, type: str = "PER", name: str = "") -> Annotation:
    return Annotation(Span(start, end), "entity", EntityValue(type, name))


def errors(gold: list[Annotation], predicted: list[Annotation], text: str = TEXT, context: int = 10) -> list[ErrorCase]:
    sides = ([Document(text, id="d", annotations=side)] for side in (gold, predicted))
    return list(evaluate(*sides, labels=["entity"], context=context).errors)


@pytest.mark.parametrize(
    ("gold", "predicted", "kinds"),
    [
        ([at(4, 9)], [], ("missed",)),
        ([], [at(4, 9)], ("spurious",)),
        ([at(4, 9)], [at(4, 19)], ("boundary",)),
        ([at(4, 9)], [at(4, 9, "ORG")], ("type",)),
        ([at(4, 9, name="A")], [at(4, 9, name="B")], ("value",)),
        ([at(4, 9, name="A")], [at(4, 19, "ORG", "B")], ("boundary", "type", "value")),
        ([at(4, 9)], [at(4, 19, "ORG", "B")], ("boundary", "type")),
    ],
)
def test_an_error_says_what_is_wrong(gold, predicted, kinds):
    (error,) = errors(gold, predicted)

    assert error.kinds == kinds
    assert (error.gold, error.predicted) == (gold[0] if gold else None, predicted[0] if predicted else None)


def test_an_error_begins_with_the_first_and_ends_with_the_last_of_the_two():
    (error,) = errors([at(4, 12)], [at(0, 9)])

    assert (error.start, error.end) == (0, 12)


def test_what_is_right_is_no_error_and_nothing_is_listed_unless_asked_for():
    assert errors([at(4, 9, name="A")], [at(4, 9, name="A")]) == []
    sides = ([Document(TEXT, annotations=side)] for side in ([at(4, 9)], []))
    assert evaluate(*sides).errors == ()


def test_errors_stand_in_order_of_document_layer_and_place():
    gold = [Document(TEXT, id=id, annotations=[at(20, 23), at(4, 9)]) for id in "ba"]
    found = evaluate(gold, [], missing="empty", context=0).errors

    assert [(error.document, error.start, error.end) for error in found] == [
        ("a", 4, 9),
        ("a", 20, 23),
        ("b", 4, 9),
        ("b", 20, 23),
    ]


def test_the_context_is_cut_where_an_annotation_begins_or_ends():
    (error,) = errors([at(4, 9)], [at(4, 19)], context=6)

    assert error.context == (
        Excerpt("The "),
        Excerpt("mayor", gold=True, predicted=True),
        Excerpt(" of Vienna", predicted=True),
        Excerpt(" met t"),
    )


def test_the_gap_of_a_discontinuous_annotation_is_not_marked():
    parts = Annotation(Span(4, 19), "entity", None, (Span(4, 9), Span(13, 19)))
    (error,) = errors([parts], [], context=0)

    assert error.context == (Excerpt("mayor", gold=True), Excerpt(" of "), Excerpt("Vienna", gold=True))


def test_the_middle_of_a_long_annotation_is_left_out():
    (error,) = errors([at(0, 900)], [], "a" * 450 + "b" * 450, context=30)

    assert [excerpt.text for excerpt in error.context] == ["a" * 30 + " … " + "b" * 30]


@given(st.data())
def test_without_cuts_the_context_is_the_text_around(data):
    text = data.draw(strategies.texts(40))
    layer = st.lists(strategies.annotations(len(text), "entity"), max_size=3)
    width = data.draw(st.integers(20, 50))
    for error in errors(data.draw(layer), data.draw(layer), text, width):
        low, high = max(0, error.start - width), error.end + width

        assert "".join(excerpt.text for excerpt in error.context) == text[low:high]
        marked = sum(len(excerpt.text) for excerpt in error.context if excerpt.gold)
        assert marked == sum(len(piece) for piece in error.gold.pieces) if error.gold else not marked


# --- lines


def test_lines_mark_gold_and_predictions_in_brackets():
    lines = list(error_lines(errors([at(4, 9, name="A")], [at(4, 19, "ORG", "B"), at(28, 34)])))

    assert lines[:2] == ["2 errors: spurious 1, boundary 1, type 1, value 1", "marks: [gold] {predicted}"]
    assert lines[3:7] == [
        "entity: boundary, type, value   d 4–19",
        "  The [{mayor] of Vienna} met the m",
        "  gold: PER A",
        "  predicted: ORG B",
    ]
    assert "{mayors}" in lines[9]


def test_lines_mark_gold_and_predictions_in_colour_when_told_to():
    lines = "\n".join(error_lines(errors([at(4, 9)], [at(4, 19)]), colour=True))

    assert "\x1b[4;32m\x1b[7mmayor\x1b[0m\x1b[7m of Vienna\x1b[0m met" in lines
    assert "{" not in lines


def test_no_errors_are_told_too():
    assert next(iter(error_lines([]))) == "0 errors"


HOSTILE = "<script>alert(1)</script>\"'&\n\x1b]0;x\x07\x1b[31m\r\x00\u202e"


def hostile() -> list[ErrorCase]:
    gold = Annotation(Span(2, 30), HOSTILE[:5], EntityValue("PER", HOSTILE))
    predicted = Annotation(Span(0, 34), HOSTILE[:5], EntityValue("ORG", HOSTILE + "x"))
    sides = ([Document(HOSTILE, id=HOSTILE, annotations=[item])] for item in (gold, predicted))
    return list(evaluate(*sides, context=9).errors)


@pytest.mark.parametrize("colour", [True, False])
def test_hostile_text_reaches_no_terminal(colour):
    lines = list(error_lines(hostile(), colour=colour))
    plain = re.sub(r"\x1b\[(0|7|4;32)m", "", "\n".join(lines))

    assert len(lines) == 7
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", plain)


# --- the page


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rows: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        names = dict(attrs)
        if tag == "tr" and names.get("class"):
            self.rows.append(names["class"] or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(page: str) -> _Rows:
    rows = _Rows()
    rows.feed(page)
    return rows


def test_a_page_has_a_row_for_every_error_and_boxes_that_hide_its_kinds():
    found = errors([at(4, 9, name="A"), at(20, 23)], [at(4, 19, "ORG", "B"), at(28, 34)])
    page = "".join(errors_page({"new": found}, title="Errors"))

    assert parsed(page).rows == ["boundary-type-value", "missed", "spurious"]
    assert all(f'class="k-{kind}"' in page for kind in KINDS)
    for row in parsed(page).rows:
        cleared = "".join(f":has(.k-{kind}:not(:checked))" for kind in row.split("-"))
        assert f".corpuskit{cleared} tr.{row}{{display:none}}" in page


def test_every_combination_of_kinds_can_be_hidden():
    page = "".join(errors_page({}))

    assert len(re.findall(r"tr\.[a-z-]+\{display:none\}", page)) == 9


def test_a_page_needs_nothing_from_outside_and_no_script():
    page = "".join(errors_page({"new": errors([at(4, 9)], [])}))

    assert "script" not in parsed(page).tags
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=", page)


def test_hostile_text_is_text_on_a_page():
    page = "".join(errors_page({HOSTILE: hostile()}, title=HOSTILE))

    assert "<script" not in page
    assert set(parsed(page).tags) <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "section", "header", "bdi", "div", "label"),
        *("input", "b", "p", "span", "details", "summary", "table", "tr", "th", "td"),
    }
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", page)
