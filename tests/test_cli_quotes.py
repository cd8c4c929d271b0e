"""``corpuskit quotes``: who said what, and when."""

import csv
import gzip
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Failure, Source, Span, formats
from corpuskit.cli._quotes_listing import Group, groups_of
from corpuskit.cli._quotes_table import lines_of
from corpuskit.values import DateValue, QuoteValue

PLUGIN = '''
"""Quotes whatever stands in marks, and says Ada said it."""
from corpuskit import Annotation, ExtractorSpec, Span, hookimpl
from corpuskit.cli._quotes_listing import Group, groups_of
from corpuskit.cli._quotes_table import lines_of
from corpuskit.values import QuoteValue


def find(document):
    if "explode" in document.text:
        raise ValueError("boom")
    start = document.text.find("“")
    if start >= 0:
        yield Annotation(Span(start + 1, document.text.index("”")), "quote", QuoteValue("direct", speaker_name="Ada"))


def count(document):
    raise ValueError("numbers are not looked for")


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(name="marks", function=find, provides=("quote",))
    yield ExtractorSpec(name="counts", function=count, provides=("number",))
'''


def quoted(id: str, text: str, *items: tuple[str, QuoteValue, float | None], **metadata: object) -> Document:
    """A document with quotes of these words, values and scores."""
    spans = [Span(text.index(words), text.index(words) + len(words)) for words, _, _ in items]
    annotations = [
        Annotation(span, "quote", value, score=score) for span, (_, value, score) in zip(spans, items, strict=True)
    ]
    return Document(text, id=id, metadata=metadata, annotations=annotations)


A = quoted(
    "a",
    "“We sail,” Ada Byron said on Monday. “Never,” said a sailor. She added that it rained. A “quick” trip.",
    ("We sail,", QuoteValue("direct", Span(11, 20), "Ada Byron", Span(21, 25)), 0.9),
    ("Never,", QuoteValue("direct", speaker=Span(51, 59)), 0.6),
    ("that it rained", QuoteValue("indirect", Span(61, 64), "Ada Byron", polarity="negative"), None),
    ("quick", QuoteValue("scare"), 0.4),
    date="2024-03-12T08:00:00",
    title="=1+1",
).with_annotations([Annotation(Span(29, 35), "date", DateValue("DATE", "2024-03-11"))])
B = quoted(
    "b",
    "“It rained.” The mate: “So it did.”",
    ("It rained.", QuoteValue("direct"), 0.5),
    ("So it did.", QuoteValue("mixed", Span(13, 21), "Bo Lind"), 0.8),
)


@pytest.fixture(autouse=True)
def corpus(cli_folder: Path) -> None:
    formats.write([A, B], "c.jsonl")
    Path("marks.py").write_text(PLUGIN)


def table(text: str) -> dict[str, list[str]]:
    """The lines of the table below each heading, with a stroke between the columns."""
    groups = (group.splitlines() for group in text.split("\n\n") if group)
    return {heading: [" | ".join(re.split(" {2,}", line.strip())) for line in lines] for heading, *lines in groups}


def rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text, newline=""))


def test_quotes_are_listed_by_speaker_those_with_most_first_and_those_with_none_last(run) -> None:
    done = run("quotes", "c.jsonl")

    assert done.exit_code == 0
    assert table(done.stdout) == {
        "Ada Byron  2 quotes": [
            "direct | said 2024-03-11 | a (2024-03-12) | 1–9 | We sail,",
            "indirect, negative | She | a (2024-03-12) | 71–85 | that it rained",
        ],
        "Bo Lind  1 quote": ["mixed | The mate | b | 24–34 | So it did."],
        "speakers without a name  1 quote": ["direct | a sailor | a (2024-03-12) | 38–44 | Never,"],
        "no speaker  1 quote": ["direct | b | 1–11 | It rained."],
    }


def test_what_was_listed_and_left_out_is_told(run) -> None:
    done = run("quotes", "c.jsonl")

    assert done.stderr == "5 quotes by 2 named speakers; 1 of kind scare or title left out; --kind all lists them\n"
    assert run("quotes", "c.jsonl", "--quiet").stderr == ""
    assert run("quotes", "c.jsonl", "-o", "q.csv").stderr == done.stderr.replace("\n", "; wrote q.csv\n")


def test_quotes_are_listed_by_document_in_their_order(run) -> None:
    done = run("quotes", "c.jsonl", "--by", "document")

    assert [*table(done.stdout)] == ["a (2024-03-12)  3 quotes", "b  2 quotes"]
    assert table(done.stdout)["b  2 quotes"] == [
        "direct | no speaker | 1–11 | It rained.",
        "mixed | Bo Lind | 24–34 | So it did.",
    ]


def test_quotes_are_listed_by_the_date_they_were_said_or_else_that_of_the_document(run) -> None:
    done = run("quotes", "c.jsonl", "--by", "date")

    assert [*table(done.stdout)] == ["2024-03-11  1 quote", "2024-03-12  2 quotes", "no date  2 quotes"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--speaker", "byron"], ["We sail,", "that it rained"]),
        (["--speaker", "Ada  Byron"], ["We sail,", "that it rained"]),
        (["--speaker", "Byr"], []),
        (["--speaker", "a sailor", "--speaker", "bo"], ["Never,", "So it did."]),
        (["--kind", "direct"], ["We sail,", "Never,", "It rained."]),
        (["--kind", "mixed,scare"], ["quick", "So it did."]),
        (["--kind", "all"], ["We sail,", "Never,", "that it rained", "quick", "It rained.", "So it did."]),
        (["--min-score", "0.6"], ["We sail,", "Never,", "So it did."]),
        (["--min-score", "0"], ["We sail,", "Never,", "It rained.", "So it did."]),
    ],
)
def test_quotes_can_be_chosen(run, options, expected) -> None:
    done = run("quotes", "c.jsonl", "--by", "document", "--format", "jsonl", *options)

    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--kind", "direkt"], "there is no kind 'direkt'; did you mean 'direct'?"),
        (["--min-score", "2"], "2.0 is not in the range 0<=x<=1"),
        (["--by", "mood"], "'mood' is not one of 'speaker', 'document', 'date'"),
    ],
)
def test_an_option_that_does_not_fit_is_wrong_usage(run, options, message) -> None:
    done = run("quotes", "c.jsonl", *options)

    assert done.exit_code == 2
    assert message in done.stderr


# --- formats


def test_csv_has_the_columns_of_the_table_of_a_corpus(run) -> None:
    first, *rest = rows(run("quotes", "c.jsonl", "--format", "csv").stdout)

    assert [first[name] for name in ("document", "date", "speaker_name", "text", "when", "when_text", "score")] == [
        *("a", "2024-03-12T08:00:00", "Ada Byron", "We sail,", "2024-03-11", "Monday", "0.9")
    ]
    assert [row["text"] for row in rest] == ["that it rained", "So it did.", "Never,", "It rained."]


def test_csv_has_no_formula(run) -> None:
    (first, *_) = rows(run("quotes", "c.jsonl", "--format", "csv").stdout)

    assert first["title"] == "'=1+1"


def test_a_line_of_jsonl_is_a_quote_without_what_is_missing(run) -> None:
    done = run("quotes", "c.jsonl", "--format", "jsonl", "--speaker", "lind")

    assert json.loads(done.stdout) == {
        "document": "b",
        "start": 24,
        "end": 34,
        "text": "So it did.",
        "score": 0.8,
        "kind": "mixed",
        "speaker": "The mate",
        "speaker_start": 13,
        "speaker_end": 21,
        "speaker_name": "Bo Lind",
    }


@pytest.mark.parametrize(
    ("name", "format"), [("q.csv", "csv"), ("q.tab", "tsv"), ("q.jsonl", "jsonl"), ("q.txt", "table")]
)
def test_the_suffix_of_the_output_tells_the_format(run, name, format) -> None:
    assert run("quotes", "c.jsonl", "-o", name).exit_code == 0
    assert Path(name).read_bytes() == run("quotes", "c.jsonl", "--format", format).stdout_bytes


def test_parquet_and_compressed_files_are_written(run) -> None:
    run("quotes", "c.jsonl", "-o", "q.parquet")
    run("quotes", "c.jsonl", "-o", "q.csv.gz")

    assert pq.read_table("q.parquet").num_rows == 5
    assert gzip.decompress(Path("q.csv.gz").read_bytes()) == run("quotes", "c.jsonl", "--format", "csv").stdout_bytes


def test_all_formats_have_the_same_quotes_in_the_same_order(run) -> None:
    for by in ("speaker", "document", "date"):
        lines = run("quotes", "c.jsonl", "--by", by, "--format", "jsonl").stdout.splitlines()
        cells = rows(run("quotes", "c.jsonl", "--by", by, "--format", "csv").stdout)
        shown = run("quotes", "c.jsonl", "--by", by).stdout
        texts = [json.loads(line)["text"] for line in lines]

        assert [row["text"] for row in cells] == texts
        assert sorted(texts, key=shown.index) == texts


def test_no_quote_is_a_table_without_a_line_and_a_csv_with_a_header(run) -> None:
    formats.write([B.without("quote")], "n.jsonl")

    assert run("quotes", "c.jsonl", "--speaker", "Nobody").stdout == ""
    assert run("quotes", "c.jsonl", "--speaker", "Nobody", "--format", "csv").stdout.startswith("document,start,")


def test_what_was_read_before_an_error_is_listed(run) -> None:
    Path("c.jsonl").write_text(Path("c.jsonl").read_text(encoding="utf-8") + '{"id":\n', encoding="utf-8")
    done = run("quotes", "c.jsonl")

    assert done.exit_code == 1
    assert "c.jsonl, line 3" in done.stderr
    assert "Bo Lind  1 quote" in done.stdout


SPEAKERS = st.sampled_from([None, "Ada", "ada", "Bo", ""])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "document": st.sampled_from("abc"),
            "date": st.none() | st.sampled_from(["2024", "2024-03-11", "2024-03-11T10:00", "spring"]),
            "speaker": SPEAKERS,
            "speaker_name": SPEAKERS,
            "when": st.none() | st.just("2024-03"),
            "text": st.text(max_size=3),
        }
    ),
    max_size=12,
)


@given(ROWS, st.sampled_from(["speaker", "document", "date"]))
def test_every_row_is_in_one_group_and_no_group_comes_twice(rows, by) -> None:
    groups = [(group.heading, group.count, list(group.rows)) for group in groups_of(rows, by)]
    given_rows, listed = (
        [json.dumps(row) for row in found] for found in (rows, [row for *_, g in groups for row in g])
    )

    assert sorted(listed) == sorted(given_rows)
    assert all(count == len(found) > 0 for _, count, found in groups)
    if by != "document":
        assert len({heading.casefold() for heading, *_ in groups}) == len(groups)


# --- the table


HOSTILE = "<b>\x1b]0;x\x07\x1b[31m\r\n\x00\u202e=cmd"


def test_nothing_in_a_document_acts_on_the_terminal(run) -> None:
    text = f"“{HOSTILE}” {HOSTILE}"
    value = QuoteValue("direct", Span(len(HOSTILE) + 3, len(text)), HOSTILE)
    document = quoted(HOSTILE, text, (HOSTILE, value, 0.5), date=HOSTILE)
    formats.write([document], "h.jsonl")
    for by in ("speaker", "document", "date"):
        shown = run("quotes", "h.jsonl", "--by", by).stdout

        assert not {*shown} & {"\x1b", "\x07", "\x00", "\r", "\u202e"}
        assert len(shown.splitlines()) == 2
    assert "\x1b" not in run("quotes", "h.jsonl", "--format", "jsonl").stdout


def test_a_wide_cell_is_cut_and_the_end_of_an_address_stays(run) -> None:
    address = f"https://example.org/{'x' * 60}/end"
    formats.write([quoted(address, "“Yes”", ("Yes", QuoteValue("direct"), 1.0))], "w.jsonl")
    (line,) = table(run("quotes", "w.jsonl").stdout)["no speaker  1 quote"]

    assert line == f"direct | …{'x' * 35}/end | 1–4 | Yes"


def test_texts_are_wrapped_on_a_narrow_terminal_only() -> None:
    row = {"document": "a", "start": 0, "end": 9, "text": "word " * 30, "kind": "direct", "score": None}

    def lines(width: int | None) -> list[str]:
        return "".join(lines_of([Group("x", 1, [row])], "speaker", width=width, colour=False)).splitlines()

    assert len(lines(None)) == 2
    assert len(lines(60)) > 4
    assert all(len(line) <= 60 for line in lines(60))
    assert {line[: len(line) - len(line.lstrip())] for line in lines(60)[2:]} == {" " * 18}


def test_the_table_has_colour_when_told_to(run, spawn) -> None:
    assert "\x1b[1m" in run("quotes", "c.jsonl", "--color", "always").stdout
    assert "\x1b[" not in run("quotes", "c.jsonl").stdout
    assert "\x1b[1m" in spawn("quotes", "c.jsonl", env={**os.environ, "FORCE_COLOR": "1"}).stdout


# --- documents that are not annotated yet


def test_quotes_of_plain_documents_are_found_first_and_other_layers_are_not(run) -> None:
    Path("in/c.txt").write_text("“We sail,” she said.", encoding="utf-8")
    done = run("quotes", "in", "--plugin", "marks.py")

    assert done.exit_code == 0
    assert table(done.stdout) == {"Ada  1 quote": ["direct | c.txt | 1–9 | We sail,"]}


def test_a_corpus_without_an_extractor_of_quotes_is_refused(run) -> None:
    Path("other.py").write_text(PLUGIN.replace('provides=("quote",)', 'provides=("speech",)'))

    assert run("quotes", "in").exit_code == 1
    assert "no extractor of counts, marks makes the layer 'quote'" in run("quotes", "in", "--plugin", "other.py").stderr
    assert run("quotes", "in", "--plugin", "marks.py", "--only", "counts").exit_code == 1


def test_a_failure_is_told_with_its_reason_and_the_rest_is_listed(run) -> None:
    Path("in/c.txt").write_text("We explode.", encoding="utf-8")
    Path("in/d.txt").write_text("“We sail,” she said.", encoding="utf-8")
    done = run("quotes", "in", "--plugin", "marks.py")

    assert done.exit_code == 3
    assert "marks failed:\n  ValueError: boom (document c.txt)" in done.stderr
    assert "We sail," in done.stdout


def test_documents_on_which_other_extractors_ran_are_run_and_those_of_people_are_not(run, monkeypatch) -> None:
    text = "“We sail,” she said."
    other = Document(text, id="other", sources=[Source("corpuskit-dates", "1", "dates", "0", "0")])
    ran = Document(text, id="ran", sources=[Source("x", "1", "marks", "0", "0")])
    failed = Document(text, id="failed", sources=other.sources, failures=[Failure("failed", "marks", "1", "E", "m")])
    people = Document(text, id="people", annotations=[Annotation(Span(11, 14), "entity")])
    formats.write([other, ran, failed, people, Document(text, id="bare")], "m.jsonl")
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "marks")
    monkeypatch.syspath_prepend(".")
    info = Path("corpuskit_marks-1.dist-info")
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpuskit-marks\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[corpuskit]\nmarks = marks\n")

    assert [row["document"] for row in rows(run("quotes", "m.jsonl", "--format", "csv").stdout)] == ["other", "bare"]


def test_a_corpus_in_which_nobody_looked_for_quotes_is_told(run) -> None:
    formats.write([Document("Ada", annotations=[Annotation(Span(0, 3), "entity")])], "n.jsonl")

    assert "nothing was looked for" in run("quotes", "n.jsonl").stderr
    assert "nothing was looked for" not in run("quotes", "c.jsonl", "--speaker", "Nobody").stderr
    assert "nothing was looked for" not in run("quotes", "in", "--plugin", "marks.py").stderr
    Path("empty.jsonl").touch()
    assert run("quotes", "empty.jsonl").stderr == "0 quotes by 0 named speakers\n"


def test_standard_input_is_read(run) -> None:
    done = run("quotes", "-", "--input-format", "jsonl", input=Path("c.jsonl").read_bytes())

    assert "Bo Lind  1 quote" in done.stdout
