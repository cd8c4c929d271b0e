import json
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Span, formats
from corpuskit.values import DateValue

pytestmark = pytest.mark.usefixtures("cli_folder")

NEWS = "The ferry stops on 5 May 2020. It was built in 1998, and sold on Monday."


@pytest.fixture
def two_runs(cli_folder, monkeypatch, run) -> None:
    """What the plugin for dates finds with all its rules, and without one."""
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "dates")
    Path("in/a.txt").write_text(NEWS)
    found = [
        run("extract", "in", "--date", "2020-06-12", "-o", "a.jsonl"),
        run("extract", "in", "--date", "2020-06-12", "--set", "dates.without=day and month", "-o", "b.jsonl"),
    ]
    assert [done.exit_code for done in found] == [0, 0]


@pytest.mark.usefixtures("two_runs")
def test_the_effect_of_a_rule_is_shown_by_rule_and_in_context(run):
    done = run("diff", "a.jsonl", "b.jsonl")
    lines = done.stdout.splitlines()

    assert done.exit_code == 1
    assert lines[0].startswith("dates 0.1.0, options ")
    assert "day and month → month and year" in done.stdout
    assert "date: 2 unchanged, 1 changed" in lines
    assert "    The ferry stops on 5 May 2020. It was built in 1998, and sold on Monday." in lines
    assert "  - 5 May 2020: DATE 2020-05-05" in lines
    assert "  + May 2020: DATE 2020-05" in lines


@pytest.mark.usefixtures("two_runs")
def test_equal_runs_exit_with_0(run):
    done = run("diff", "a.jsonl", "a.jsonl")

    assert done.exit_code == 0
    assert "no difference in 2 documents" in done.stdout
    assert run("diff", "a.jsonl", "a.jsonl", "--json").stdout == ""


@pytest.mark.usefixtures("two_runs")
def test_the_exit_code_alone_can_be_had(run):
    done = run("diff", "a.jsonl", "b.jsonl", "-q")

    assert (done.exit_code, done.output) == (1, "")


@pytest.mark.usefixtures("two_runs")
@pytest.mark.parametrize("content", [b"{broken", b"\xff\xfe", b'{"id": "a", "text": 1}\n'])
def test_a_file_that_cannot_be_read_is_no_difference(content, run):
    Path("broken.jsonl").write_bytes(content)
    done = run("diff", "a.jsonl", "broken.jsonl")

    assert done.exit_code == 2
    assert done.stderr.startswith("corpuskit: broken.jsonl, line 1")
    assert done.stdout == ""


@pytest.mark.usefixtures("two_runs")
def test_differences_can_be_chosen_by_label_and_rule(run):
    assert run("diff", "a.jsonl", "b.jsonl", "--label", "number").exit_code == 0
    assert run("diff", "a.jsonl", "b.jsonl", "--rule", "year").exit_code == 0
    assert run("diff", "a.jsonl", "b.jsonl", "--rule", "day and month").exit_code == 1
    assert run("diff", "a.jsonl", "b.jsonl", "--ignore", "boundary,value,rule").exit_code == 0
    assert run("diff", "a.jsonl", "b.jsonl", "--rule", "year", "--also", "source").exit_code == 1


@pytest.mark.usefixtures("two_runs")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.jsonl", "b.jsonl", "--rule", "yaer"], "did you mean 'year'?"),
        (["a.jsonl", "b.jsonl", "--label", "dates"], "did you mean 'date'?"),
        (["a.jsonl", "b.jsonl", "--also", "scores"], "did you mean 'score'?"),
        (["a.jsonl", "b.jsonl", "--ignore", "valu,rul"], "did you mean 'rule'?"),
        (["a.jsonl", "c.jsonl"], "there is no file or folder 'c.jsonl'"),
        (["a.jsonl"], "Missing argument 'B'"),
    ],
)
def test_a_slip_is_wrong_usage(run, arguments, message):
    done = run("diff", *arguments)

    assert done.exit_code == 2
    assert message in done.stderr


@pytest.mark.usefixtures("two_runs")
def test_json_has_one_line_a_difference(run):
    done = run("diff", "a.jsonl", "b.jsonl", "--json")
    (record,) = map(json.loads, done.stdout.splitlines())

    assert done.exit_code == 1
    assert record["change"] == "changed"
    assert record["rules"] == ["day and month", "month and year"]
    assert record["before"]["text"] == "5 May 2020"
    assert record["fields"]["value"] == ["2020-05-05", "2020-05"]


@pytest.mark.usefixtures("two_runs")
def test_the_formats_of_both_runs_may_differ(run):
    run("extract", "a.jsonl", "-o", "a.parquet")

    assert run("diff", "a.parquet", "a.jsonl").exit_code == 0


def test_a_long_list_is_cut_and_says_so(run):
    items = [Annotation(Span(place, place + 1), "date", DateValue("DATE", "2020")) for place in range(60)]
    formats.write([Document("x" * 60, id="d", annotations=items)], "a.jsonl")
    formats.write([Document("x" * 60, id="d")], "b.jsonl")

    assert run("diff", "a.jsonl", "b.jsonl").stdout.count("  - x") == 50
    assert "and 10 more: --limit 60 lists all" in run("diff", "a.jsonl", "b.jsonl").stdout
    assert run("diff", "a.jsonl", "b.jsonl", "--limit", "60").stdout.count("  - x") == 60
    assert "  - x" not in run("diff", "a.jsonl", "b.jsonl", "--limit", "0").stdout


def test_documents_that_do_not_fit_make_runs_differ(run):
    formats.write([Document("x", id="1"), Document("y", id="2")], "a.jsonl")
    formats.write([Document("x!", id="1"), Document("z", id="3")], "b.jsonl")
    done = run("diff", "a.jsonl", "b.jsonl")

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "1 document only in the first: 2",
        "1 document only in the second: 3",
        "1 document with another text, not compared: 1",
    ]


def test_one_side_may_be_standard_input(run):
    formats.write([Document("x", id="1")], "a.jsonl")

    assert run("diff", "a.jsonl", "-", input=Path("a.jsonl").read_bytes()).exit_code == 0
