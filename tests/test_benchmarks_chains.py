"""Mentions and chains of names are compared with what was judged."""

import math
from pathlib import Path

import pytest

from benchmarks.chains import Case, cases, errors, lines, name_lines, page_lines, read
from benchmarks.judged import digest, part
from benchmarks.linking import TYPES, Mention, compared, interval, mentions_of, names, summed, trimmed
from corpuskit import Annotation, Document, Span
from corpuskit.values import EntityValue

TEXT = "Mustafa al-Kadhimi met the UN's envoy. Kadhimi, of Iraq, thanked the UN."
FULL, UN, SHORT, IRAQ, AGAIN = Span(0, 18), Span(27, 29), Span(39, 46), Span(51, 55), Span(69, 71)


def mention(span: Span, type: str, chain: int | None, name: str = "") -> Mention:
    return Mention(span, type, chain, name)


JUDGED = [
    mention(FULL, "PER", 1),
    mention(UN, "ORG", 2),
    mention(SHORT, "PER", 1),
    mention(IRAQ, "LOC", 3),
    mention(AGAIN, "ORG", 2),
]


def counts(found: list[Mention], measure: str, kind: str = "all") -> tuple[float, float, float]:
    told = compared(found, JUDGED)[measure, kind]
    return told.right, told.found, told.judged


def entity(start: int, end: int, type: str, chain: int) -> Annotation:
    return Annotation(Span(start, end), "entity", EntityValue(type, TEXT[start:end], chain=chain))


@pytest.mark.parametrize(
    ("text", "trimmed_text"),
    [
        ("the UN", "UN"),
        ("The Hague's", "Hague"),
        ("Iraq’s", "Iraq"),
        ("the United States'", "United States"),
        ("Theodore", "Theodore"),
        ("An", "An"),
        ("O'Hara", "O'Hara"),
    ],
)
def test_article_and_possessive_are_no_part_of_a_name(text: str, trimmed_text: str) -> None:
    assert trimmed(text, Span(0, len(text))).text_of(text) == trimmed_text


def test_names_inside_others_are_left_out() -> None:
    document = Document(TEXT, annotations=[entity(0, 18, "PER", 0), entity(8, 18, "PER", 1), entity(23, 31, "ORG", 2)])

    assert [item.span for item in mentions_of(document)] == [FULL, UN]


def test_everything_found_as_judged_is_right() -> None:
    told = compared(JUDGED, JUDGED)

    assert all(item.right == item.found == item.recalled == item.judged for item in told.values())
    assert told["links", "all"].judged == 2


def test_another_type_is_a_mention_but_not_with_its_type() -> None:
    found = [mention(UN, "LOC", 7)]

    assert [counts(found, name, "ORG") for name in ("mentions", "mentions with types")] == [(1, 1, 2), (0, 0, 2)]


@pytest.mark.parametrize(
    ("found", "links", "links_found"),
    [
        ([mention(FULL, "PER", 5), mention(SHORT, "PER", 5)], (1, 1, 2), (1, 1, 1)),
        ([mention(FULL, "PER", 5), mention(SHORT, "PER", 6)], (0, 0, 2), (0, 0, 1)),
        ([mention(FULL, "PER", None), mention(SHORT, "PER", None)], (0, 0, 2), (0, 0, 1)),
        ([mention(FULL, "PER", 5), mention(IRAQ, "LOC", 5)], (0, 1, 2), (0, 1, 0)),
        ([mention(FULL, "PER", 5), mention(Span(19, 22), "PER", 5)], (0, 1, 2), (0, 0, 0)),
    ],
)
def test_links_are_pairs_in_one_chain(
    found: list[Mention], links: tuple[int, ...], links_found: tuple[int, ...]
) -> None:
    assert (counts(found, "links"), counts(found, "links of mentions found")) == (links, links_found)


def test_b_cubed_is_the_mean_over_mentions_of_the_share_of_their_chains() -> None:
    found = [mention(item.span, item.type, 1) for item in JUDGED]

    told = compared(found, JUDGED)["B-cubed", "all"]

    assert told.figures == pytest.approx((100 * (2 + 2 + 2 + 1 + 2) / 25, 100, 100 * 18 / 34))


def test_figures_of_nothing_are_no_numbers() -> None:
    table = [compared([], [])]

    told = (*summed(table, ("links", "all")).figures, *interval(table, ("links", "all")))

    assert all(map(math.isnan, told))


def test_interval_holds_the_score_and_is_the_same_each_time() -> None:
    table = [compared(JUDGED, JUDGED), compared(JUDGED[:2], JUDGED), compared([], JUDGED)]
    group = ("mentions", "all")

    low, high = interval(table, group)

    assert low <= summed(table, group).figures[2] <= high
    assert (low, high) == interval(table, group)


@pytest.mark.parametrize(
    ("name", "right"), [("Mustafa al-Kadhimi", True), ("MUSTAFA  AL-KADHIMI", True), ("Kadhimi", False)]
)
def test_name_of_a_chain_is_its_longest_mention(name: str, right: bool) -> None:
    found = [mention(SHORT, "PER", 1, name), mention(UN, "ORG", 2, "UN")]

    assert list(names(TEXT, found, JUDGED)) == [(True, right), (False, True)]


def test_errors_show_each_pair_of_forms_once() -> None:
    found = [mention(FULL, "PER", 1), mention(UN, "ORG", 2), mention(SHORT, "PER", 2), mention(AGAIN, "ORG", 2)]

    told = list(errors(Case(Document(TEXT, id="a"), found, JUDGED)))

    assert [line.split(":")[0] for line in told] == ["wrong, ORG, 2 in a", "missing, PER, 1 in a"]
    assert "the [UN]'s envoy. Kadhimi, of Iraq" in told[0]


def test_table_has_a_line_for_each_measure_and_type() -> None:
    told = list(lines([compared(JUDGED, JUDGED)]))

    assert len(told) == 1 + 5 * (1 + len(TYPES))
    assert told[1].split() == ["mentions", "all", "5", "5", "5", *["100.0"] * 4, "to", "100.0"]
    assert list(name_lines([(True, True), (False, False)]))[1].endswith("several forms: 1 of 1 (20.7 to 100.0 %)")


def sheet_of(tmp_path: Path, text: str) -> Path:
    sheet = tmp_path / "sheet.csv"
    head = "document,sha256,start,end,type,chain"
    sheet.write_text(f"{head}\na,{digest(text)},23,31,ORG,1\n", encoding="utf-8")
    return sheet


def test_sheet_gives_mentions_of_the_text_that_was_judged(tmp_path: Path) -> None:
    (case,) = cases([Document(TEXT, id="a")], read(sheet_of(tmp_path, TEXT)))

    assert case.judged == [mention(UN, "ORG", 1)]


def test_each_document_is_in_one_part(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, TEXT)

    assert [name for name in ("held", "tuned") if read(sheet, [name])] == [part("a")]


@pytest.mark.parametrize(
    ("documents", "message"), [([Document(TEXT + " ", id="a")], "another text"), ([], "1 judged document")]
)
def test_other_texts_and_absent_ones_are_refused(tmp_path: Path, documents: list[Document], message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        cases(documents, read(sheet_of(tmp_path, TEXT)))


def test_a_page_has_each_measure_over_all_types_for_each_part_that_has_documents() -> None:
    head, rule, *rows = page_lines({"all": [compared(JUDGED, JUDGED)] * 2, "held": []})

    assert head.count("|") == rule.count("|")
    assert rows[2] == "| 2, all | links | 4 | 100.0 | 100.0 | 100.0 | 100.0-100.0 |"
    assert len(rows) == 5
