"""How what peers tell becomes dates, and which documents are held back."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.answers import answer
from benchmarks.dates.conversion import CONVERSIONS, as_coarse, dates, moment, trimmed
from benchmarks.dates.peers import PEERS
from benchmarks.dates.reading import inline
from benchmarks.environments import Missing
from benchmarks.idle import idle_rules
from benchmarks.marked import END, put, split
from benchmarks.scores import PARTS, calendar_dates, held_back, whole_ranges
from corpuskit import Annotation, Document, Pipeline, Span
from corpuskit.values import DateValue

DCT = "1998-03-04"


def told(peer: str, **fields: Any) -> tuple[str, str]:
    return CONVERSIONS[peer](fields, DCT)


def date(start: int, end: int, value: str, type: str = "DATE") -> Annotation:
    return Annotation(Span(start, end), "date", DateValue(type, value))


@pytest.mark.parametrize(
    ("iso", "grain", "expected"),
    [
        ("1998-03-04T00:00:00", "", ("DATE", "1998-03-04")),
        ("1998-03-04T17:30:00", "", ("TIME", "1998-03-04T17:30")),
        ("1998-03-04T09:00:00", "day", ("DATE", "1998-03-04")),
        ("1998-03-04T00:00:00.000+00:00", "hour", ("DATE", "1998-03-04")),
        ("1998-02-23T00:00:00", "week", ("DATE", "1998-W09")),
        ("1997-12-29T00:00:00", "week", ("DATE", "1998-W01")),
        ("1998-12-04T00:00:00", "month", ("DATE", "1998-12")),
        ("1998-12-04T00:00:00", "quarter", ("DATE", "1998-Q4")),
        ("0476-01-01T00:00:00", "year", ("DATE", "0476")),
        ("-0044-01-01T00:00:00", "year", ("DATE", "BC0044")),
        ("-0044-03-15T00:00:00", "week", ("DATE", "BC0044-03-15")),
        ("-0044-03-15T09:30:00", "", ("TIME", "BC0044-03-15T09:30")),
        ("12000-01-01T00:00:00", "year", ("DATE", "12000-01-01T00:00:00")),
    ],
)
def test_a_moment_is_as_coarse_as_its_grain(iso: str, grain: str, expected: tuple[str, str]) -> None:
    assert moment(iso, grain) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[ on Monday,]", "Monday"),
        ("[from since 2003]", "2003"),
        ("[in]", "in"),
        ("[Innsbruck day]", "Innsbruck day"),
        ("[, ]", None),
    ],
)
def test_prepositions_and_space_are_no_part_of_a_date(marked: str, expected: str | None) -> None:
    text = marked.strip("[]")
    span = trimmed(text, 0, len(text))

    assert (span and text[span.start : span.end]) == expected


def test_of_two_that_overlap_the_longer_is_kept() -> None:
    text = "this morning, from May to June"
    items = [
        {"start": 0, "end": 12, "type": "TIME", "value": "1998-03-04TMO"},
        {"start": 5, "end": 30, "type": "DATE", "value": "1998-05"},
    ]

    assert [item.start for item in dates(items, text, DCT, CONVERSIONS["heideltime"])] == [5]


@pytest.mark.parametrize(
    ("value", "dim", "expected"),
    [
        ({"value": 38, "unit": "month"}, "duration", ("DURATION", "P38M")),
        ({"value": 5, "unit": "hour"}, "duration", ("DURATION", "PT5H")),
        ({"type": "value", "value": "2003-01-01T00:00:00.000+00:00", "grain": "year"}, "time", ("DATE", "2003")),
        (
            {
                "type": "interval",
                "from": {"value": "1996-01-01T00:00:00.000+00:00", "grain": "year"},
                "to": {"value": "1998-01-01T00:00:00.000+00:00", "grain": "year"},
            },
            "time",
            ("DURATION", "P2Y"),
        ),
        (
            {"type": "interval", "from": {"value": "2003-01-01T00:00:00.000+00:00", "grain": "year"}},
            "time",
            ("DATE", "2003"),
        ),
    ],
)
def test_what_duckling_tells(value: Mapping[str, Any], dim: str, expected: tuple[str, str]) -> None:
    assert told("duckling", value=value, dim=dim, body="") == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([{"timex": "2020-01-05", "type": "date", "value": "2020-01-05"}], ("DATE", "2020-01-05")),
        (
            [
                {"timex": "XXXX-01-07", "type": "date", "value": "1998-01-07"},
                {"timex": "XXXX-01-07", "type": "date", "value": "1999-01-07"},
            ],
            ("DATE", "1998-01-07"),
        ),
        (
            [
                {"timex": "XXXX-03", "type": "daterange", "start": "1997-03-01", "end": "1997-04-01"},
                {"timex": "XXXX-03", "type": "daterange", "start": "1998-03-01", "end": "1998-04-01"},
            ],
            ("DATE", "1998-03"),
        ),
        ([{"timex": "XXXX-WXX-2", "type": "date", "value": "1998-03-03"}], ("DATE", "1998-03-03")),
        ([{"timex": "T17", "type": "time", "value": "17:00:00"}], ("TIME", "1998-03-04T17:00")),
        (
            [{"timex": "1998-03-04TMO", "type": "datetimerange", "start": "1998-03-04 08:00:00"}],
            ("TIME", "1998-03-04TMO"),
        ),
        ([{"timex": "P2Y", "type": "duration", "value": "63072000"}], ("DURATION", "P2Y")),
        ([{"timex": "XXXX-WXX-1", "type": "set", "value": "not resolved"}], ("SET", "XXXX-WXX-1")),
        ([{"timex": "(1996-03-04,1998-03-04,P2Y)", "type": "daterange", "start": "1996-03-04"}], ("DURATION", "P2Y")),
        ([], ("DATE", "")),
    ],
)
def test_what_recognizers_text_tells(values: list[Mapping[str, str]], expected: tuple[str, str]) -> None:
    assert told("recognizers", values=values) == expected


@pytest.mark.parametrize(
    ("known", "implied", "tags", "expected"),
    [
        ({"year": 2020, "month": 1, "day": 5}, {"hour": 12}, [], ("DATE", "2020-01-05")),
        ({"weekday": 2}, {"year": 1998, "month": 3, "day": 3, "hour": 12}, [], ("DATE", "1998-03-03")),
        ({"year": 1998, "month": 2}, {"day": 4, "hour": 0}, [], ("DATE", "1998-02")),
        ({"year": -202}, {"month": 1, "day": 1}, [], ("DATE", "BC0202")),
        ({"year": 1998}, {"month": 1, "day": 1}, [], ("DATE", "1998")),
        ({"hour": 17, "minute": 0}, {"year": 1998, "month": 3, "day": 4}, [], ("TIME", "1998-03-04T17:00")),
        (
            {},
            {"year": 1998, "month": 3, "day": 4, "hour": 6, "minute": 0},
            ["casualReference/morning"],
            ("TIME", "1998-03-04TMO"),
        ),
        ({"year": 1998, "month": 3, "day": 4, "hour": 0}, {}, ["casualReference/now"], ("DATE", "PRESENT_REF")),
    ],
)
def test_what_chrono_tells(
    known: Mapping[str, int], implied: Mapping[str, int], tags: list[str], expected: tuple[str, str]
) -> None:
    assert told("chrono", known=known, implied=implied, tags=tags) == expected


def test_a_date_without_grain_is_as_coarse_as_the_gold() -> None:
    gold = [date(0, 4, "1999-05"), date(10, 14, "2003"), date(20, 24, "2001-02-03")]
    found = [
        date(0, 4, "1999-05-01"),
        date(10, 14, "2004-05-01"),
        date(20, 24, "2001-02-03"),
        date(30, 34, "2001-01-01"),
    ]

    values = [item.value.value for item in as_coarse(found, gold)]

    assert values == ["1999-05", "2004-05-01", "2001-02-03", "2001-01-01"]


def test_elements_in_a_text_give_spans_of_the_text() -> None:
    marked = 'On <TIMEX3 tid="t1" type="DATE" value="1998-03-02">Monday</TIMEX3> & after'

    assert inline(marked, "On Monday & after") == [{"start": 3, "end": 9, "type": "DATE", "value": "1998-03-02"}]
    assert inline(marked, "On Monday &amp; after") is None


def test_a_quarter_is_held_back_by_the_hash_of_the_id() -> None:
    ids = [f"document {number}" for number in range(400)]
    expected = [id for id in ids if sha256(id.encode()).hexdigest()[-1] in "048c"]

    assert [id for id in ids if held_back(id)] == expected
    assert all(PARTS["tuned"](id) is not PARTS["held back"](id) for id in ids)
    assert all(map(PARTS["all"], ids))


def test_calendar_dates_are_neither_lengths_nor_references() -> None:
    items = [date(0, 1, "1998"), date(2, 3, "BC0044"), date(4, 5, "PRESENT_REF"), date(6, 7, "XXXX-03")]
    items += [date(8, 9, "P2Y", "DURATION"), date(10, 11, "1998-03-04T17:00", "TIME"), date(12, 13, "1998", "SET")]

    found = calendar_dates(Document("." * 13, annotations=items))

    assert [item.start for item in found] == [0, 2, 10]


def test_a_range_stands_beside_its_ends_as_one_expression() -> None:
    document = Pipeline("dates")(Document("He stayed from May to June 2001.", metadata={"date": "2002-01-01"}))

    found = {document.text[item.start : item.end] for item in whole_ranges(document)}

    assert found == {"May", "June 2001", "May to June 2001"}


def test_rules_that_find_nothing_are_told() -> None:
    every = set(idle_rules([]))
    used = every - set(idle_rules([Document("On 5 January 2020 it began.")]))

    assert len(used) == 1
    assert idle_rules([Document("")]) == idle_rules([])


def test_only_what_is_between_the_marks_of_a_page_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"a\n<!-- one -->\nold\n{END}\nb\n<!-- two -->\n{END}\nc\n", encoding="utf-8")

    put(page, "<!-- one -->", ["new"])

    assert page.read_text(encoding="utf-8") == f"a\n<!-- one -->\nnew\n{END}\nb\n<!-- two -->\n{END}\nc\n"
    with pytest.raises(SystemExit, match="three"):
        split(page, "<!-- three -->")


def test_what_a_peer_told_is_kept_for_the_same_texts_alone(tmp_path: Path) -> None:
    rows = [{"text": "On 5 May 2020.", "dct": DCT, "style": "news"}]
    other = [{**rows[0], "style": "narrative"}]
    content = json.dumps(rows[0], separators=(",", ":")) + "\n"
    file = tmp_path / "chrono" / f"told-{sha256(content.encode()).hexdigest()[:16]}.json"
    file.parent.mkdir()
    file.write_text('{"version": "1", "megabytes": 0.1, "seconds": 2.0, "failed": 0, "told": [[]]}', encoding="utf-8")
    (file.parent / "installed").touch()

    found = answer("chrono", PEERS["chrono"], Path("here"), tmp_path, rows, kept=True)

    assert (found.speed, found.is_kept) == (50.0, True)
    with pytest.raises(Missing):
        answer("chrono", PEERS["chrono"], Path("here"), tmp_path, other, kept=True)
