"""Who is told to have said what is compared with what was judged."""

from pathlib import Path

import attrs
import pytest

from benchmarks.attribution import KINDS, Case, Judged, case_of, common, compared, matched, outcome
from benchmarks.judged import checked, digest, part
from benchmarks.speakers import SETTINGS, by_part, errors, lines, page_lines, read
from corpuskit import Annotation, Document, Span
from corpuskit.values import QuoteValue

TEXT = "“It is over,” said the UN's Hassan al-Fadam. “We go,” he added. Aides of Fadam said it was not “over”."


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


OVER, GO, NOT_OVER = map(place, ("It is over,", "We go,", "it was not “over”"))
FULL, HE, AIDES = map(place, ("Hassan al-Fadam", "he", "Aides of Fadam"))
DIRECT = Judged("direct", (OVER,), "name", FULL, "named", (FULL,))
ADDED = Judged("direct", (GO,), "pronoun", HE, "named", (FULL,))
MIXED = Judged("mixed", (NOT_OVER,), "description", AIDES, "body", (FULL,))
JUDGED = [DIRECT, ADDED, MIXED]


def quote(span: Span, name: str | None, kind: str = "direct", quoted: tuple[Span, ...] = ()) -> Annotation:
    return Annotation(span, "quote", QuoteValue(kind, speaker_name=name, quoted=quoted))


def case(*found: Annotation) -> Case:
    return case_of(Document(TEXT, id="a", annotations=found), JUDGED)


RIGHT = case(quote(OVER, "Hassan al-Fadam"), quote(GO, "Hassan al-Fadam"), quote(NOT_OVER, None, "mixed"))


def counts(told: Case, measure: str, kind: str = "all") -> tuple[float, float]:
    shares = compared(told)[measure, kind]
    return shares.right, shares.judged


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 10), (0, 10), 1),
        ((0, 10), (5, 10), 0.5),
        ((0, 5), (0, 20), 0.25),
        ((0, 5), (5, 10), 0),
        ((0, 2), (8, 9), 0),
    ],
)
def test_spans_are_alike_by_what_the_longer_has_in_common(
    one: tuple[int, int], other: tuple[int, int], share: float
) -> None:
    assert common(Span(*one), Span(*other)) == common(Span(*other), Span(*one)) == share


@pytest.mark.parametrize(
    ("found", "best"),
    [
        ([[Span(0, 10)], [Span(12, 20)]], {0: 0, 1: 1}),
        ([[Span(0, 9)], [Span(0, 10)]], {0: 1}),
        ([[Span(0, 10), Span(12, 20)]], {0: 0, 1: 0}),
        ([[Span(0, 20)]], {0: 0}),
        ([[Span(0, 4)]], {}),
    ],
)
def test_each_quotation_has_the_one_found_that_is_most_alike(found: list[list[Span]], best: dict[int, int]) -> None:
    assert matched([[Span(0, 10)], [Span(12, 20)]], found) == best


def test_a_span_found_is_of_one_quotation_only() -> None:
    assert matched([[Span(0, 10)], [Span(0, 8)]], [[Span(0, 10)]]) == {0: 0}


def test_words_in_marks_find_a_mixed_quotation_too() -> None:
    words = attrs.evolve(MIXED, parts=(place("over”."),))
    found = quote(NOT_OVER, None, "mixed", (place("over”"),))

    assert case_of(Document(TEXT, annotations=[found]), [words]).quotes[0][1] == found.value


def test_words_at_a_distance_and_titles_are_no_quotations() -> None:
    assert counts(case(quote(OVER, None, "scare"), quote(GO, None, "title")), "quotes found") == (0, 3)


@pytest.mark.parametrize(
    ("told", "result"),
    [
        ("Hassan al-Fadam", "right"),
        ("HASSAN  al-Fadam", "right"),
        ("al-Fadam", "part"),
        ("Minister Hassan al-Fadam", "part"),
        ("Hassan Ali", "other"),
        ("UN", "other"),
        (None, "open"),
    ],
)
def test_a_name_is_right_where_it_is_the_fullest(told: str | None, result: str) -> None:
    assert outcome(TEXT, DIRECT, told) == result


@pytest.mark.parametrize("told", ["UN", "Hassan al-Fadam"])
def test_each_of_several_names_will_do(told: str) -> None:
    assert outcome(TEXT, attrs.evolve(DIRECT, names=(FULL, place("UN"))), told) == "right"


def test_articles_and_possessives_are_no_part_of_a_name() -> None:
    assert outcome(TEXT, attrs.evolve(DIRECT, names=(place("the UN's"),)), "UN") == "right"


def test_everything_found_as_judged_is_right() -> None:
    told = compared(RIGHT)

    assert all(share.right == share.judged for share in told.values())
    assert {kind: told["quotes found", kind].judged for kind in ("all", *KINDS)} == {
        "all": 3,
        "direct": 2,
        "mixed": 1,
        "indirect": 0,
    }


def test_names_are_counted_of_quotations_found_by_kind_and_by_what_the_speaker_is_called() -> None:
    told = case(quote(OVER, "Fadam"), quote(GO, "Hassan al-Fadam"))

    assert [counts(told, "named right", kind) for kind in ("all", "direct", "name", "pronoun", "mixed")] == [
        (1, 2),
        (1, 2),
        (0, 1),
        (1, 1),
        (0, 0),
    ]
    assert counts(told, "or in part") == (2, 2)


@pytest.mark.parametrize(("name", "right"), [(None, 1), ("Hassan al-Fadam", 1), ("Fadam", 1), ("UN", 0)])
def test_a_speaker_without_a_name_has_none_or_that_of_the_body(name: str | None, right: int) -> None:
    assert counts(case(quote(NOT_OVER, name, "mixed")), "left open") == (right, 1)


def test_what_nobody_is_sure_of_counts_as_found_alone() -> None:
    unsure = attrs.evolve(DIRECT, who="unsure")
    told = case_of(Document(TEXT, id="a", annotations=[quote(OVER, "UN")]), [unsure])

    assert [counts(told, measure) for measure in ("quotes found", "named right", "left open")] == [
        (1, 1),
        (0, 0),
        (0, 0),
    ]
    assert list(errors(told)) == []


def test_errors_show_quotation_and_speaker() -> None:
    told = list(errors(case(quote(OVER, "UN"), quote(NOT_OVER, "UN", "mixed"))))

    assert [line.split(":")[0] for line in told] == [
        "other, direct, name in a",
        "missing, direct, pronoun in a",
        "other, mixed, description in a",
    ]
    assert "UN, not Hassan al-Fadam: “[It is over,]” said the UN's" in told[0]
    assert list(errors(RIGHT)) == []


def test_table_has_a_line_for_each_measure_and_kind() -> None:
    told = list(lines([compared(RIGHT)]))

    assert len(told) == 1 + 4 + 2 * 7 + 1
    assert told[1].split() == ["quotes", "found", "all", "3", "3", "100.0", "100.0", "to", "100.0"]


def test_a_page_has_kinds_of_all_documents_and_every_measure_of_each_part_that_has_some() -> None:
    head, _, *rows = page_lines(by_part([[RIGHT]] * len(SETTINGS)))

    assert head.count("|") == len(SETTINGS) + 5
    assert {row.split("|")[1].strip() for row in rows} == {"1, all", f"1, {part('a')}"}
    assert len(rows) == 19 + 4


def sheet_of(tmp_path: Path) -> Path:
    sheet = tmp_path / "sheet.csv"
    row = f'a,{digest(TEXT)},direct,"[[1,12]]",name,"[[28,43]]",named,"[[28,43]]"'
    bare = f'a,{digest(TEXT)},indirect,"[[0,1],[2,3]]",,[],nobody,[]'
    sheet.write_text(f"document,sha256,kind,parts,form,speaker,who,names\n{row}\n{bare}\n", encoding="utf-8")
    return sheet


def test_sheet_gives_quotations_of_each_document(tmp_path: Path) -> None:
    bare = Judged("indirect", (Span(0, 1), Span(2, 3)), "", None, "nobody", ())

    assert read(sheet_of(tmp_path))["a"].quotes == (DIRECT, bare)


def test_each_document_is_in_one_part(tmp_path: Path) -> None:
    assert [name for name in ("held", "tuned") if read(sheet_of(tmp_path), [name])] == [part("a")]


def test_documents_that_were_judged_are_given_in_order() -> None:
    one, other = Document("x", id="a"), Document("y", id="b")

    assert checked([other, Document("z", id="c"), one], {"a": digest("x"), "b": digest("y")}) == [one, other]


def test_the_sheet_that_is_kept_can_be_read() -> None:
    judged = read(Path(__file__).parents[1] / "docs" / "judged" / "speakers.csv")
    quotes = [quote for item in judged.values() for quote in item.quotes]

    assert (len(judged), len(quotes)) == (95, 694)
    assert {quote.who for quote in quotes} == {"named", "body", "nobody", "unsure"}
    assert all(bool(quote.names) == (quote.who in ("named", "body")) for quote in quotes)
