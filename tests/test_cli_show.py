import os
import re
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Failure, Span, formats
from corpuskit.values import EntityValue

pytestmark = pytest.mark.usefixtures("cli_folder")


def test_show_marks_what_a_file_holds_without_running_anything(annotated, run):
    formats.write([annotated], "d.jsonl")
    done = run("show", "d.jsonl")

    assert done.exit_code == 0
    assert "[5 May]{date 2020-05-05}" in done.stdout
    assert "direct — Ada → Ada Byron (said)" in done.stdout


def test_show_runs_the_pipeline_on_documents_without_annotations(run):
    assert "[#quiet]{tag no date}" in run("show", "in", "--plugin", "tags.py").stdout
    assert run("show", "in").exit_code == 1


def test_failures_that_a_file_brings_along_are_shown_and_do_not_fail_the_command(run):
    failure = Failure("d", "dates", "1", "ValueError", "no months")
    formats.write([Document("x", id="d", failures=[failure])], "d.jsonl")
    done = run("show", "d.jsonl")

    assert done.exit_code == 0
    assert "dates 1 failed: ValueError: no months" in done.stdout


def test_a_failure_while_showing_is_told_by_the_exit_code(run):
    Path("in/c.txt").write_text("We explode #now.")

    assert run("show", "in", "--plugin", "tags.py").exit_code == 3


def test_a_page_is_titled_by_names_without_their_folders(annotated, cli_folder, run):
    formats.write([annotated], "d.jsonl")

    assert "<title>d.jsonl</title>" in run("show", str(cli_folder / "d.jsonl"), "--format", "html").stdout


def test_an_output_that_cannot_show_a_character_gets_an_escape(annotated, spawn):
    formats.write([annotated], "d.jsonl")
    done = spawn("show", "d.jsonl", env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert "\\u201c" in done.stdout


def test_show_can_be_limited_to_layers_and_documents(annotated, run):
    formats.write([annotated, Document("zwei", id="e", annotations=annotated.annotations[:0])], "d.jsonl")
    done = run("show", "d.jsonl", "--label", "entity", "--limit", "1")

    assert "[Ada]{entity PER Ada Byron}" in done.stdout
    assert "2020-05-05" not in done.stdout
    assert "zwei" not in done.stdout


def test_a_layer_that_is_nowhere_is_wrong_usage(annotated, run):
    formats.write([annotated], "d.jsonl")
    done = run("show", "d.jsonl", "--labels", "quotes,entity")

    assert done.exit_code == 2
    assert "there is no layer 'quotes'; did you mean 'quote'?" in done.stderr
    assert run("show", "in", "--labels", "tags", "--plugin", "tags.py").stdout == ""
    assert run("show", "d.jsonl", "--labels", "number").exit_code == 0


def test_show_uses_colour_when_told_to(annotated, run, spawn):
    formats.write([annotated], "d.jsonl")

    assert "\x1b[" in run("show", "d.jsonl", "--color", "always").stdout
    assert "\x1b[" not in run("show", "d.jsonl").stdout
    assert "\x1b[" in spawn("show", "d.jsonl", env={**os.environ, "FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize(
    ("depth", "terminal", "expected"),
    [
        ("truecolor", "xterm", "\x1b[4;38;2;0;114;178m"),
        ("", "xterm-256color", "\x1b[4;38;5;25m"),
        ("", "xterm", "\x1b[4;36m"),
    ],
)
def test_a_terminal_gets_the_colours_of_the_page_as_far_as_it_has_them(annotated, spawn, depth, terminal, expected):
    formats.write([annotated], "d.jsonl")
    variables = {**os.environ, "COLORTERM": depth, "TERM": terminal}

    assert f"{expected}5 May" in spawn("show", "d.jsonl", "--color", "always", env=variables).stdout


def test_show_writes_one_page_of_html(annotated, run):
    formats.write([annotated], "d.jsonl")
    to_output = run("show", "d.jsonl", "--format", "html").stdout
    run("show", "d.jsonl", "-o", "page.html")

    assert to_output.startswith("<!DOCTYPE html>")
    assert Path("page.html").read_text(encoding="utf-8") == to_output
    assert 'data-chip="PER Ada Byron"' in to_output


def test_a_page_that_cannot_be_written_is_named_as_it_was_given(annotated, run):
    formats.write([annotated], "d.jsonl")
    Path("folder.html").mkdir()

    assert "nowhere: there is no such folder" in run("show", "d.jsonl", "-o", "nowhere/x.html").stderr
    assert "folder.html: this is a folder" in run("show", "d.jsonl", "-o", "folder.html").stderr


def test_half_a_page_is_not_kept(run):
    Path("d.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": ')

    assert run("show", "d.jsonl", "--plugin", "tags.py", "-o", "page.html").exit_code == 1
    assert not list(Path().glob("page*"))


def test_show_writes_plain_text_to_a_file(annotated, run):
    formats.write([annotated], "d.jsonl")
    run("show", "d.jsonl", "-o", "page.txt")

    assert Path("page.txt").read_text(encoding="utf-8") == run("show", "d.jsonl").stdout


HOSTILE = "<script>alert(1)</script>\"'&\n\x1b]0;x\x07\x1b[31m\r\x00\u202e"


def hostile() -> Document:
    items = [Annotation(Span(0, 9), "<i>", HOSTILE), Annotation(Span(2, 20), "entity", EntityValue("PER", HOSTILE))]
    failures = [Failure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    return Document(HOSTILE, id=HOSTILE, metadata={HOSTILE: HOSTILE}, annotations=items, failures=failures)


@pytest.mark.parametrize("arguments", [["show"], ["stats"], ["validate"], ["show", "--format", "html"]])
def test_hostile_documents_are_shown_harmlessly(arguments, run):
    formats.write([hostile(), hostile()], "d.jsonl")
    done = run(*arguments, "d.jsonl")

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout + done.stderr)
    if "html" in arguments:
        assert "<script" not in done.stdout
        assert "<i>" not in done.stdout
