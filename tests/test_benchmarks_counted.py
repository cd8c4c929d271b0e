"""What numbers count is compared with what was judged."""

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.counted import digest, rows_of, tallied
from corpuskit import Annotation, Document, Span
from corpuskit.values import NumberValue

TEXT = "About 30 missile attacks were reported."
JUDGED = Span(9, 24)


def tally_of(tmp_path: Path, found: Span | None, judged: Span | None = JUDGED) -> dict[str, int]:
    value = NumberValue("cardinal", Decimal(30), counted=found and found.text_of(TEXT), counted_span=found)
    document = Document(TEXT, id="a", annotations=[Annotation(Span(6, 8), "number", value)])
    sheet = tmp_path / "sheet.csv"
    counted = f"{judged.start},{judged.end}" if judged else ","
    head = "part,document,digest,start,end,counted_start,counted_end"
    sheet.write_text(f"{head}\n1,a,{digest(TEXT)},6,8,{counted}\n", encoding="utf-8")
    tally = tallied(rows_of(sheet), {"a": document})["1"]
    return {name: getattr(tally, name) for name in ("judged", "found", "overlap", "head", "complete")}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (JUDGED, (1, 1, 1, 1, 1)),
        (Span(17, 24), (1, 1, 1, 1, 0)),
        (Span(9, 16), (1, 1, 1, 0, 0)),
        (Span(30, 38), (1, 1, 0, 0, 0)),
        (None, (1, 0, 0, 0, 0)),
    ],
)
def test_phrases_agree_by_overlap_head_or_as_a_whole(
    tmp_path: Path, found: Span | None, expected: tuple[int, ...]
) -> None:
    assert tuple(tally_of(tmp_path, found).values()) == expected


def test_what_is_found_where_nothing_is_counted_is_only_found(tmp_path: Path) -> None:
    assert tuple(tally_of(tmp_path, JUDGED, None).values()) == (0, 1, 0, 0, 0)


def test_document_with_another_text_is_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("part,document,digest,start,end,counted_start,counted_end\n1,a,blake2:0,0,2,,\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="another text"):
        tallied(rows_of(sheet), {"a": Document(TEXT, id="a")})
