"""Tables of annotations, and frames in and out."""

import csv
import datetime
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Plugins, Ref, Span
from corpuskit.corpus import Corpus
from corpuskit.errors import FormatError, InvalidValue, MissingExtra, NotFound
from corpuskit.values import DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

TEXT = "Anna said: “Four” on 5 May, and “no” to a third of it."
QUOTE = QuoteValue(
    "direct", speaker=Span(0, 4), speaker_name="Anna", cue=Span(5, 9), quoted=(Span(12, 16), Span(33, 35))
)
DOCUMENT = Document(
    TEXT,
    id="a",
    metadata={"title": "=1+1", "end": "x", "tags": ["t", 1], "date": "2020-06-12"},
    annotations=[
        Annotation(Span(11, 36), "quote", QUOTE, parts=(Span(11, 17), Span(32, 36)), score=0.5),
        Annotation(Span(21, 26), "date", DateValue("DATE", "2020-05-05", end="t2", alternatives=("x", "y"))),
        Annotation(Span(12, 16), "number", NumberValue("cardinal", Decimal("4.00"), scale=2)),
        Annotation(Span(40, 47), "number", NumberValue("fraction", Fraction(1, 3), counted_span=Span(51, 53))),
        Annotation(Span(0, 4), "entity", EntityValue("PER", "Anna", title="Dr")),
        Annotation(Span(18, 26), "date_range", DateRange(Ref("date", Span(21, 26)))),
        Annotation(Span(0, 4), "tag", OpaqueValue(b'{"a":1,"b":[1,2]}')),
        Annotation(Span(5, 9), "tag", "plain"),
    ],
)
BARE = Document("Bert.", id="b", metadata={"page": 3}, annotations=[Annotation(Span(0, 4), "quote")])
CORPUS = Corpus([DOCUMENT, BARE])


NAMES = [
    *("start", "end", "text", "document", "value", "value_end", "value_a", "type", "method", "score", "parts"),
    *("metadata_end", "metadata_metadata_end", "metadata_value_end", "metadata_type"),
]


@pytest.fixture(scope="module", autouse=True)
def without_installed_plugins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORPUSKIT_PLUGINS", "")
        yield


def row(label: str, index: int = 0) -> dict[str, Any]:
    return {name: cell for name, cell in list(CORPUS.table(label))[index].items() if cell is not None}


def test_a_row_has_the_document_its_metadata_the_place_and_the_value() -> None:
    assert row("quote") == {
        "document": "a",
        "title": "=1+1",
        "metadata_end": "x",
        "tags": '["t",1]',
        "date": "2020-06-12",
        "start": 11,
        "end": 36,
        "text": "“Four”…“no”",
        "parts": "11-17 32-36",
        "score": 0.5,
        "kind": "direct",
        "speaker": "Anna",
        "speaker_start": 0,
        "speaker_end": 4,
        "speaker_name": "Anna",
        "cue": "said",
        "cue_start": 5,
        "cue_end": 9,
        "quoted": "Four…no",
        "quoted_spans": "12-16 33-35",
    }
    assert row("quote", 1) == {"document": "b", "page": 3, "start": 0, "end": 4, "text": "Bert"}


def test_a_name_that_is_taken_says_whose_it_is() -> None:
    assert row("date")["value_end"] == "t2"
    assert row("date")["end"] == 26
    assert row("date")["alternatives"] == "x; y"
    assert (row("entity")["title"], row("entity")["metadata_title"]) == ("Dr", "=1+1")


def test_exact_numbers_are_text_with_a_float_beside() -> None:
    assert [(row("number", n)["value"], row("number", n)["value_number"]) for n in range(2)] == [
        ("4.00", 4.0),
        ("1/3", 1 / 3),
    ]
    assert row("number", 1)["counted_span"] == "it"


def test_a_reference_is_what_it_points_at() -> None:
    found = row("date_range")

    assert (found["begin"], found["begin_label"], found["begin_start"], found["begin_end"]) == ("5 May", "date", 21, 26)


def test_a_value_without_a_class_is_a_column_for_each_key() -> None:
    assert (row("tag")["value_a"], row("tag")["value_b"]) == (1, "[1,2]")
    assert row("tag", 1)["value"] == "plain"


def test_values_of_further_classes_have_their_fields() -> None:
    @attrs.frozen
    class Odd:
        when: datetime.date

    document = Document("x", annotations=[Annotation(Span(0, 1), "odd", Odd(datetime.date(2020, 6, 12)))])
    (found,) = Corpus([document]).table("odd")

    assert found["value_when"] == "2020-06-12"


@given(keys=st.sets(st.sampled_from(NAMES) | st.text(max_size=3), max_size=8), label=st.sampled_from(["date", "tag"]))
def test_no_column_takes_the_place_of_another(keys: set[str], label: str) -> None:
    metadata = dict.fromkeys(keys, "m")
    bare = Document(TEXT, annotations=DOCUMENT[label])
    (found, *_), (plain, *_) = (Corpus([item]).table(label) for item in (bare.with_metadata(**metadata), bare))

    assert len(found) == len(plain) + len(keys)
    assert {name: cell for name, cell in found.items() if name in plain} == plain


# --- files


def test_a_table_is_written_with_all_columns(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"

    assert CORPUS.write_table("quote", path) == 2
    with open(path, newline="", encoding="utf-8") as stream:
        first, second = csv.DictReader(stream)
    assert list(first)[:9] == ["document", "title", "metadata_end", "tags", "date", "page", "start", "end", "text"]
    assert (first["title"], first["text"], first["speaker_end"], first["page"]) == ("=1+1", "“Four”…“no”", "4", "")
    assert (second["page"], second["kind"], second["text"]) == ("3", "", "Bert")
    assert [item.name for item in tmp_path.iterdir()] == ["quotes.csv"]


@pytest.mark.parametrize("name", ["t.csv.gz", "t.tsv", "t.csv.zst"])
def test_a_table_keeps_every_character(tmp_path: Path, name: str) -> None:
    text = 'a\x00\r\nb\t"c",\rd\u2028'
    corpus = Corpus([Document(text, id="x", annotations=[Annotation(Span(0, len(text)), "quote")])])
    corpus.write_table("quote", tmp_path / name)

    assert [item.text for item in Corpus.from_csv(tmp_path / name)] == [text]


def test_cells_are_guarded_on_request_only(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    CORPUS.write_table("quote", path, safe_cells=True)

    assert "'=1+1" in path.read_text(encoding="utf-8")
    CORPUS.write_table("quote", path)
    assert "'=1+1" not in path.read_text(encoding="utf-8")


def test_a_table_in_parquet_has_types(tmp_path: Path) -> None:
    CORPUS.write_table("quote", tmp_path / "t.parquet")
    table = pq.read_table(tmp_path / "t.parquet")
    types = {field.name: str(field.type) for field in table.schema}

    assert (types["start"], types["score"], types["speaker"], types["page"]) == ("int64", "double", "string", "int64")
    assert table.column("speaker_start").to_pylist() == [0, None]


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    empty = Corpus([Document("x")])

    assert empty.write_table("date", path) == 0
    assert path.read_text().startswith("document,start,end,text,parts,score,type,value,mod")
    assert empty.write_table("date", tmp_path / "t.parquet") == 0


def test_a_table_needs_a_name_that_tells_its_form(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r".csv, .tsv, .jsonl or .parquet"):
        CORPUS.write_table("quote", tmp_path / "t.xlsx")


def test_a_failure_keeps_the_rows_before_it(tmp_path: Path) -> None:
    def documents() -> Any:
        yield from CORPUS
        raise FormatError("line 3")

    with pytest.raises(FormatError, match="the 2 rows before it are kept"):
        Corpus(documents).write_table("quote", tmp_path / "t.csv")
    assert [item.name for item in tmp_path.iterdir()] == ["t.csv.partial"]


def test_a_table_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    CORPUS.write_table("quote", "-")

    assert capfdbinary.readouterr().out.startswith(b"document,title,")


# --- frames


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_absent_library_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(MissingExtra, match=rf"pip install 'corpuskit-core\[{library}\]'"):
        CORPUS.to_frame("quote", library=library)


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("label", ["quote", "date", "number", "entity", "date_range", "tag"])
def test_a_frame_has_the_rows_of_the_table(library: str, label: str) -> None:
    frame = CORPUS.to_frame(label, library=library)
    rows = list(CORPUS.table(label))
    found = frame.to_dicts() if library == "polars" else json.loads(frame.to_json(orient="records"))

    assert [cells["text"] for cells in found] == [cells["text"] for cells in rows]
    assert [cells["start"] for cells in found] == [cells["start"] for cells in rows]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_number_beyond_64_bits_is_text_in_a_table(library: str, tmp_path: Path) -> None:
    items = [Annotation(Span(0, 1), "tag", 2**70), Annotation(Span(1, 2), "tag", 1)]
    corpus = Corpus([Document("ab", metadata={"n": 2**70}, annotations=items), Document("c", metadata={"n": 1})])
    frame = corpus.to_frame("tag", library=library)
    corpus.write_table("tag", tmp_path / "t.parquet")
    rows = pq.read_table(tmp_path / "t.parquet").to_pylist()

    assert list(frame["n"]) == [row["n"] for row in rows] == [str(2**70)] * 2
    assert list(frame["value"]) == [row["value"] for row in rows] == [str(2**70), "1"]


@pytest.mark.parametrize("amount", [Fraction(10**400, 3), Decimal("1e400"), Decimal("-1e400")])
def test_an_amount_that_no_float_reaches_is_text_only(amount: Decimal | Fraction) -> None:
    item = Annotation(Span(0, 1), "number", NumberValue("cardinal", amount))
    (row,) = Corpus([Document("a", annotations=[item])]).table("number")

    assert row["value_number"] is None
    assert len(row["value"]) > 400


@pytest.mark.parametrize("ask", [lambda corpus, label: list(corpus.table(label)), Corpus.to_frame])
def test_a_layer_that_is_nowhere_is_no_empty_table(ask: Any) -> None:
    with pytest.raises(NotFound, match="there is no layer 'quotes'; did you mean 'quote'"):
        ask(CORPUS, "quotes")
    with pytest.raises(NotFound, match="did you mean 'tag'"):
        ask(CORPUS, "tags")
    assert len(ask(Corpus([Document("x")]), "quote")) == 0


def test_a_layer_that_a_pipeline_makes_may_be_empty() -> None:
    spec = ExtractorSpec(name="own", function=lambda document: (), provides=("own",))
    corpus = Corpus([Document("x")]).annotate(Pipeline(spec, plugins=Plugins(only=()))).where(bool)

    assert list(corpus.table("own")) == list(corpus.kwic("x", layers=["own"]))[1:] == []
    with pytest.raises(NotFound):
        list(corpus.table("owns"))


def test_no_table_of_a_layer_that_is_nowhere_is_written(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean 'quote'"):
        CORPUS.write_table("quotes", tmp_path / "t.csv")
    assert list(tmp_path.iterdir()) == []


def test_offsets_in_a_frame_are_integers_though_some_are_missing() -> None:
    assert str(CORPUS.to_frame("quote").dtypes["speaker_start"]) == "Int64"
    assert CORPUS.to_frame("quote", library="polars").schema["speaker_start"] == pl.Int64
    assert CORPUS.to_frame("number")["value_number"].sum() == pytest.approx(4 + 1 / 3)


def test_metadata_of_mixed_types_become_one() -> None:
    item = Annotation(Span(0, 1), "quote")
    corpus = Corpus(
        [Document("x", id=str(n), metadata={"m": m}, annotations=[item]) for n, m in enumerate([1, "a", True])]
    )
    numbers = Corpus([Document("x", id=str(n), metadata={"m": m}, annotations=[item]) for n, m in enumerate([1, 2.5])])

    assert corpus.to_frame("quote", library="polars")["m"].to_list() == ["1", "a", "true"]
    assert numbers.to_frame("quote")["m"].to_list() == [1.0, 2.5]


def test_an_unknown_library_is_named() -> None:
    with pytest.raises(InvalidValue, match="did you mean 'pandas'"):
        CORPUS.to_frame("quote", library="panda")


ROWS = {
    "url": ["u1", None],
    "body": ["Hello", None],
    "published": [datetime.date(2020, 6, 12), None],
    "n": [1.5, None],
    "at": [datetime.datetime(2020, 6, 12, 8, 30), None],
}


@pytest.mark.parametrize("frame", [pd.DataFrame(ROWS), pl.DataFrame(ROWS)], ids=["pandas", "polars"])
def test_a_frame_is_read_as_documents(frame: Any) -> None:
    corpus = Corpus.from_frame(frame, text="body", id="url", date="published")

    assert list(corpus) == [
        Document("Hello", id="u1", metadata={"date": "2020-06-12", "n": 1.5, "at": "2020-06-12T08:30:00"}),
        Document("", id="frame:2"),
    ]
    assert list(corpus) == list(corpus)


def test_cells_of_a_frame_keep_their_type_where_json_has_it() -> None:
    frame = pd.DataFrame(
        {
            "text": ["a"],
            "i": pd.Series([3], dtype="Int64"),
            "b": [True],
            "d": [Decimal("4.50")],
            "l": [[1, 2]],
            "na": pd.Series([pd.NA], dtype="Int64"),
            "c": pd.Categorical(["x"]),
        }
    )
    (document,) = Corpus.from_frame(frame)

    assert document.metadata == {"i": 3, "b": True, "d": "4.50", "l": (1, 2), "c": "x"}


def test_a_frame_that_does_not_fit_is_named() -> None:
    with pytest.raises(FormatError, match="no column 'text'; known: a"):
        Corpus.from_frame(pd.DataFrame({"a": [1]}))
    with pytest.raises(FormatError, match=r"row 1.*the text in column 'a' is a string"):
        list(Corpus.from_frame(pd.DataFrame({"a": [1]}), text="a"))
    with pytest.raises(InvalidValue, match="collect it first"):
        Corpus.from_frame(pl.LazyFrame({"text": ["a"]}))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="DataFrame is needed, not dict"):
        Corpus.from_frame({"text": ["a"]})  # type: ignore[arg-type]
