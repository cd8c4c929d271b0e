"""The paragraphs that are drawn, and what is marked in them."""

import pytest

from benchmarks.paragraphs import paragraphs, shown
from corpuskit import Annotation, Document, Span
from corpuskit.values import DateValue, EntityValue

LONG = "It was on 5 May that the ferry of Port Ansel sank."


@pytest.mark.parametrize("gap", ["\n\n", "\r\n \r\n", "\n    "])
def test_paragraphs_are_divided_by_blank_lines_and_indents(gap: str) -> None:
    text = f"{LONG}{gap}Short.\n\n{LONG}"

    assert [text[span.slice].strip() for span in paragraphs(text)] == [LONG, LONG]


@pytest.mark.parametrize(
    ("item", "marked"),
    [
        (Annotation(Span(10, 15), "date", DateValue("DATE", "2020-05-05")), "[[5 May]]<2020-05-05>"),
        (Annotation(Span(34, 44), "entity", EntityValue("LOC", "Port Ansel")), "<EntityValue('LOC', 'Port Ansel')>"),
    ],
)
def test_what_was_found_is_marked_in_any_layer(item: Annotation, marked: str) -> None:
    document = Document(LONG, id="a1", annotations=[item])
    (paragraph,) = shown(document, [Span(0, len(LONG))], item.label)

    assert marked in paragraph
