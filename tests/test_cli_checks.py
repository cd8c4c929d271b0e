import json
import re
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Failure, Ref, Span, formats
from corpuskit.values import DateRange

pytestmark = pytest.mark.usefixtures("cli_folder")


# --- stats


def test_stats_count_layers_kinds_and_values(annotated, run):
    failure = Failure("e", "dates", "1", "ValueError", "no")
    formats.write([annotated, Document("x", id="e", failures=[failure])], "d.jsonl")
    counts = json.loads(run("stats", "d.jsonl", "--json").stdout)

    assert counts["documents"] == 2
    assert counts["code_points"] == len(annotated.text) + 1
    assert counts["annotations"] == 3
    assert counts["layers"]["entity"] == {
        "annotations": 1,
        "kinds": {"PER": 1},
        "top": [{"value": "Ada Byron", "annotations": 1}],
    }
    assert counts["layers"]["date"]["top"] == [{"value": "2020", "annotations": 1}]
    assert counts["layers"]["quote"]["top"] == [{"value": "Ada Byron", "annotations": 1}]
    assert counts["failures"] == {"dates": 1}
    assert counts["failure_reasons"] == {
        "dates": [{"error": "ValueError", "message": "no", "documents": 1, "first": "e"}]
    }
    assert run("stats", "d.jsonl").stdout.splitlines()[-4:] == [
        "failures",
        "  failed: dates 1",
        "  dates failed:",
        "    ValueError: no (document e)",
    ]


def test_stats_are_readable(annotated, run):
    formats.write([annotated], "d.jsonl")
    lines = run("stats", "d.jsonl").stdout.splitlines()

    assert lines[0] == "documents    1"
    assert lines[4:7] == ["date 1", "  kinds: DATE 1", "  top: 2020 1"]


# --- plugins


def test_plugins_lists_extractors_with_what_they_make(run):
    (entry,) = json.loads(run("plugins", "--plugin", "tags.py", "--all", "--json").stdout)["extractors"]

    assert entry["name"] == "tags"
    assert entry["makes"] == ["tag"]
    assert entry["languages"] == ["en"]
    assert entry["options"] == {"sign": "#", "least": "1"}
    assert "Marks tags." in run("plugins", "--plugin", "tags.py").stdout


def test_plugins_lists_the_broken_ones_with_the_reason(run):
    Path("bad.py").write_text("raise RuntimeError('the lists are gone')")
    done = run("plugins", "--plugin", "bad.py", "--plugin", "tags.py")
    (other,) = json.loads(run("plugins", "--plugin", "bad.py", "--json").stdout)["others"]

    assert done.exit_code == 0
    assert "the lists are gone" in done.stdout
    assert "tags" in done.stdout
    assert other["plugin"] == "bad"


def test_plugins_says_when_there_is_none(run):
    assert run("plugins").stderr.startswith("CORPUSKIT_PLUGINS names no plugin, so that none is loaded; unset it")


# --- validate


def test_validate_accepts_what_extract_wrote(run):
    run("extract", "in", "--plugin", "tags.py", "-o", "out.jsonl")
    done = run("validate", "out.jsonl", "in", "--plugin", "tags.py")

    assert done.stdout.count("the id occurs twice") == 2
    assert run("validate", "out.jsonl").exit_code == 0
    assert run("validate", "in").exit_code == 0


def test_validate_tells_every_problem_with_its_line(run):
    outside, nameless = {"label": "x", "start": 2, "end": 9}, {"label": "", "start": 0, "end": 1}
    unknown = {"label": "date", "start": 0, "end": 1, "value": {"type": "DAY"}}
    lines = [
        '{"id": "a", "text": "abc"}',
        '{"id": "b", "text": ',
        json.dumps({"id": "c", "text": "abc", "annotations": [outside, nameless]}),
        "",
        '{"id": "a", "text": "abc"}',
        json.dumps({"id": "d", "text": "abc", "annotations": [unknown]}),
    ]
    Path("d.jsonl").write_text("\n".join(lines))
    done = run("validate", "d.jsonl")

    assert done.exit_code == 1
    found = re.findall(r"^d\.jsonl, line (\d)", done.stdout, re.MULTILINE)
    assert found == ["2", "3", "3", "5", "6"]
    assert "5 problems in 1 document" in done.stderr


def test_a_problem_names_its_place_once(run):
    Path("d.jsonl").write_text('{"id": "y", "text": "abc", "metadata": 5}\n{"id": 5, "text": "x"}\n')
    first, second = run("validate", "d.jsonl").stdout.splitlines()

    assert first == "d.jsonl, line 1, document 'y': 'metadata' is an object, not 5"
    assert second.endswith("not 5; if these are records of another tool, name the keys to read, --text, --id")
    assert run("validate", "d.jsonl", "--id", "id").exit_code == 0


def test_validate_notes_references_that_lead_nowhere(run):
    item = Annotation(Span(0, 3), "date_range", DateRange(Ref("date", Span(0, 1)), None))
    formats.write([Document("a-b", id="d", annotations=[item])], "d.jsonl")
    done = run("validate", "d.jsonl")

    assert done.exit_code == 0
    assert "note: d.jsonl, line 1, document 'd': date_range@0-3 points at date 0-1, which is not there" in done.stderr


def test_validate_reads_other_formats(run):
    Path("news.csv").write_text("id,body\n1,x\n1,y\n")

    assert run("validate", "news.csv", "--text", "body").stdout.count("twice") == 1
    assert "no column 'text'" in run("validate", "news.csv").stdout
