"""Entities across documents are compared with what was judged."""

from pathlib import Path

import pytest

from benchmarks.across import Name, b_cubed, errors, found, links, read, rows
from corpuskit import Annotation, Document, Span
from corpuskit.values import EntityValue


def name(document: str, start: int, judged: str, told: str, type: str = "PER") -> Name:
    return Name("held", document, Span(start, start + 3), type, judged, told)


NAMES = [
    name("a", 0, "1", "x"),
    name("a", 4, "1", "x"),
    name("b", 0, "1", "x"),
    name("c", 0, "2", "x"),
    name("d", 0, "1", "y"),
]


def test_links_are_between_documents() -> None:
    pairs = {(one.document, one.span.start, other.document) for one, other in links(NAMES, "judged")}

    assert pairs == {("a", 0, "b"), ("a", 4, "b"), ("a", 0, "d"), ("a", 4, "d"), ("b", 0, "d")}


def test_scores_are_of_links_and_of_names() -> None:
    # Of five links that are told, two are right, of five judged.
    assert next(rows(NAMES)) == ["5", "all", "5", "5", "40.0", "40.0", "70.0", "70.0"]
    assert b_cubed(NAMES) == (pytest.approx((3 * 0.75 + 0.25 + 1) / 5), pytest.approx((3 * 0.75 + 1 + 0.25) / 5))


def test_errors_are_told_with_their_words() -> None:
    texts = {id: Document("Ann Ann", id=id) for id in "abcd"}
    told = list(errors(NAMES, texts))

    assert told[0] == "wrong, PER: a 'Ann' | c 'Ann'"
    assert sum(line.startswith("missing") for line in told) == 3


def test_a_name_that_is_not_found_is_an_entity_of_its_own() -> None:
    value = EntityValue("PER", "Ann", id="PER:ann")
    document = Document("Ann Ann", id="a", annotations=[Annotation(Span(0, 3), "entity", value)])

    assert [one.found for one in found(NAMES[:2], {"a": document})] == ["PER:ann", ("a", 4)]


def test_a_sheet_is_read_by_parts(tmp_path: Path) -> None:
    sheet = tmp_path / "s.csv"
    sheet.write_text("part,document,sha256,start,end,type,entity\nheld,a,00,0,3,PER,1\ntuned,b,11,0,3,ORG,2\n")
    names, digests = read(sheet, ["tuned"])

    assert digests == {"b": "11"}
    assert [(one.document, one.span, one.type, one.judged) for one in names] == [("b", Span(0, 3), "ORG", "2")]
