"""``corpuskit index`` and ``corpuskit search``."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from corpuskit import Annotation, Document, Span, formats
from corpuskit.cli._hits_table import lines_of
from corpuskit.store import Hit, Match, Store
from corpuskit.values import DateValue, QuoteValue

TEXT = "“The withdrawal began in May 2020,”\nsaid Ada.\x1b[31m Red\u202e"
A = Document(
    TEXT,
    id="a",
    metadata={"date": "2024-03-12T08:00:00", "title": "=1+1", "text": "mine"},
    annotations=[
        Annotation(Span(1, 34), "quote", QuoteValue("direct", speaker_name="Ada")),
        Annotation(Span(25, 33), "date", DateValue("DATE", "2020-05", earliest="2020-05-01", latest="2020-06-01")),
    ],
)
B = Document("No withdrawal, no withdrawal.", id="b\x1b[2J")


@pytest.fixture(autouse=True)
def corpus(cli_folder: Path) -> None:
    formats.write([A, B], "c.jsonl")


@pytest.fixture
def store(run) -> str:
    assert run("index", "c.jsonl", "-o", "c.db", "--quiet").exit_code == 0
    return "c.db"


def test_documents_are_put_into_a_store_and_passed_over_the_next_time(run) -> None:
    done = run("index", "c.jsonl", "-o", "c.db")

    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == "2 documents added, 0 replaced, 0 as they were; to search: corpuskit search c.db WORDS\n"
    again = run("index", "c.jsonl", "-o", "c.db")
    assert again.stderr.startswith("0 documents added, 0 replaced, 2 as they were")
    formats.write([Document("Ada", id="one")], "one.jsonl")
    assert run("index", "one.jsonl", "-o", "one.db").stderr.startswith("1 document added, ")
    with Store.open("c.db") as opened:
        assert [*opened] == [A, B]


@pytest.mark.parametrize("suffix", ["parquet", "jsonl.gz"])
def test_documents_of_any_format_are_put_into_a_store(run, suffix: str) -> None:
    formats.write([A, B], f"other.{suffix}")

    assert run("index", f"other.{suffix}", "in", "-o", "c.db").exit_code == 0
    with Store.open("c.db") as opened:
        assert [document.id for document in opened] == ["a", B.id, "a.txt", "b.txt"]


def test_a_store_has_to_be_named(run) -> None:
    assert run("index", "c.jsonl").exit_code == 2
    assert "a store is a file" in run("index", "c.jsonl", "-o", "-").stderr
    assert run("search").exit_code == 2


def test_hits_are_listed_with_their_passages_and_no_control_reaches_the_screen(run, store: str) -> None:
    done = run("search", store, "withdrawal")

    assert done.exit_code == 0
    assert done.stdout == (
        "b␛[2J  0–29\n  No withdrawal, no withdrawal.\n"
        "\n"
        "a  2024-03-12  0–55  =1+1\n  “The withdrawal began in May 2020,” said Ada.␛[31m Red‹U+202E›\n"
    )
    assert done.stderr == "2 hits on page 1\n"


def test_what_fits_is_highlighted_where_colour_is_asked_for(run, store: str) -> None:
    found = run("search", store, "withdrawal", "--mentions", "Ada").stdout
    coloured = run("search", store, "withdrawal", "--date", "2020", "--color", "always").stdout

    assert found == ""
    on, off = "\x1b[33m\x1b[1m", "\x1b[0m"
    assert f"“The {on}withdrawal{off} began in {on}May{off} {on}2020{off},” said Ada.␛[31m" in coloured
    assert "\x1b[31m" not in coloured


def test_pages_follow_each_other_and_the_next_one_is_told(run, store: str) -> None:
    first = run("search", store, "withdrawal", "-n", "1")
    second = run("search", store, "withdrawal", "-n", "1", "--page", "2")

    assert first.stderr == "1 hit on page 1; for more: --page 2\n"
    assert first.stdout.startswith("b␛[2J")
    assert second.stdout.startswith("a  ")
    assert second.stderr == "1 hit on page 2\n"
    assert run("search", store, "withdrawal", "--page", "3").stderr == "0 hits on page 3\n"


def test_all_is_asked_of_one_annotation_within_a_layer(run, store: str) -> None:
    done = run("search", store, "--in", "quote", "--quote-by", "Ada", "--date", "2020-01..2020-06", "--format", "jsonl")

    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "document": "a",
            "date": "2024-03-12T08:00:00",
            "title": "=1+1",
            "metadata_text": "mine",
            "start": 1,
            "end": 34,
            "text": "The withdrawal began in May 2020,",
            "layer": "quote",
            "matches": "25-33",
            "matched": "May 2020",
        }
    ]
    assert run("search", store, "--in", "quote", "--date", "2021").stdout == ""


def test_hits_are_written_as_tables_for_programs(run, store: str) -> None:
    run("search", store, "withdrawal", "-o", "hits.csv")
    run("search", store, "withdrawal", "-o", "hits.parquet")
    with open("hits.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert [row["document"] for row in rows] == [B.id, "a"]
    assert rows[1]["title"] == "'=1+1"
    assert rows[0]["matches"] == "3-13 18-28"
    assert rows[0]["matched"] == "withdrawal…withdrawal"
    assert float(rows[0]["relevance"]) > float(rows[1]["relevance"])
    assert pq.read_table("hits.parquet").column("text").to_pylist()[0] == B.text
    header = next(csv.reader(io.StringIO(run("search", store, "zzz", "--format", "csv").stdout)))
    assert header == ["document", "start", "end", "text", "layer", "matches", "matched", "relevance"]


def test_words_may_be_given_one_by_one(run, store: str) -> None:
    assert run("search", store, "withdrawal", "began").stdout.startswith("a  ")
    assert run("search", store, "withdrawal", "NOT", "began").stdout.startswith("b␛")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.db", "a"], 1, "none.db: there is no such store; make it with: corpuskit index"),
        (["c.jsonl", "a"], 1, "c.jsonl: this is no store: file is not a database; make one with: corpuskit index"),
        (["c.db", '"a'], 2, "this quotation mark is not closed"),
        (["c.db", "a", "--date", "May"], 2, "'May' is no time; write 2020"),
        (["c.db", "a", "--number", "x"], 2, "'x' is no amount"),
        (["c.db", "a", "--in", "quotes"], 2, "no layer 'quotes'; did you mean 'quote'?"),
        (["c.db", "--sort", "relevance"], 2, "relevance is that of words"),
        (["c.db", "a", "--sort", "best"], 2, "'best' is not one of"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(run, store: str, arguments: list[str], code: int, message: str) -> None:
    done = run("search", *arguments)

    assert done.exit_code == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_lines_are_wrapped_to_a_screen_with_each_word_styled_for_itself() -> None:
    text = "one two three four five six seven eight nine ten"
    hit = Hit("d", A.metadata, Span(0, len(text)), text, (Match(Span(4, 28)),))

    lines = "".join(lines_of([hit], width=34, colour=True)).splitlines()[1:]
    assert len(lines) > 1
    assert all(line.count("\x1b[0m") == line.count("\x1b[1m") for line in lines)
