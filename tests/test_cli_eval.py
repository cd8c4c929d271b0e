import csv
import json
import os
import re
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Failure, Span, formats
from corpuskit.evaluation import MEASURES
from corpuskit.values import DateValue, EntityValue

pytestmark = pytest.mark.usefixtures("cli_folder")

TEXT = "The mayor of Vienna met the mayors of two other towns on 5 May, and again in June."


def at(start: int, end: int, type: str = "PER", name: str = "") -> Annotation:
    return Annotation(Span(start, end), "entity", EntityValue(type, name))


def on(start: int, end: int, value: str) -> Annotation:
    return Annotation(Span(start, end), "date", DateValue("DATE", value))


GOLD = [at(4, 9), at(13, 19, "LOC"), on(57, 62, "2020-05-05")]
OLD = [at(0, 9), at(13, 19, "ORG"), on(57, 62, "2019-05-05")]
NEW = [at(4, 9), at(13, 19, "LOC"), on(57, 62, "2020-05-05"), on(77, 81, "2020-06")]


@pytest.fixture
def files(cli_folder: Path) -> None:
    """Gold and two systems, of four documents each."""
    for name, items in (("gold", GOLD), ("old", OLD), ("new", NEW)):
        formats.write([Document(TEXT, id=id, annotations=items) for id in "abcd"], f"{name}.jsonl")


@pytest.mark.usefixtures("files")
def test_a_file_is_perfect_against_itself(run):
    done = run("eval", "gold.jsonl", "gold.jsonl")

    assert done.exit_code == 0
    assert "gold.jsonl: 4 documents" in done.stdout
    assert re.search(r"strict type +100\.0 +100\.0 +100\.0   100\.0 to 100\.0", done.stdout)
    assert done.stderr == ""


@pytest.mark.usefixtures("files")
def test_a_side_may_be_a_pattern(run):
    whole = run("eval", "gold.jsonl", "new.jsonl", "--samples", "0")
    by_pattern = run("eval", "go*.jsonl", "new.jsonl", "--samples", "0", "--errors", "e.txt")
    nothing = run("eval", "gone*.jsonl", "new.jsonl")

    assert (by_pattern.exit_code, by_pattern.stdout) == (0, whole.stdout)
    assert (nothing.exit_code, "no file matches 'gone*.jsonl'" in nothing.stderr) == (2, True)


@pytest.mark.usefixtures("files")
def test_several_files_may_be_one_side(run):
    halves = list(formats.read("gold.jsonl"))
    for name, documents in (("part1", halves[:2]), ("part2", halves[2:])):
        formats.write(documents, f"{name}.jsonl")

    assert "4 documents" in run("eval", "part*.jsonl", "new.jsonl", "--samples", "0").stdout


@pytest.mark.usefixtures("files")
def test_an_input_that_a_pattern_names_is_not_written_over(run):
    Path("gold.jsonl").rename("gold.txt")
    done = run("eval", "gol*.txt", "new.jsonl", "--input-format", "jsonl", "--errors", "gold.txt")

    assert done.exit_code == 2
    assert "is read too" in done.stderr


@pytest.mark.usefixtures("files")
def test_scores_stand_by_layer_by_type_and_together(run):
    lines = run("eval", "gold.jsonl", "old.jsonl", "--samples", "0").stdout.splitlines()

    assert "date: 4 in gold, 4 predicted" in lines
    assert "entity: 8 in gold, 8 predicted" in lines
    assert "all layers: 12 in gold, 12 predicted" in lines
    assert any(re.fullmatch(r"  value +0\.0 +0\.0 +0\.0", line) for line in lines)
    assert any(re.fullmatch(r"    LOC +4 +0 +0\.0 +0\.0", line) for line in lines)
    assert any(re.fullmatch(r"  strict, macro +75\.0 +75\.0 +75\.0", line) for line in lines)


@pytest.mark.usefixtures("files")
def test_a_second_system_is_compared_with_the_first(run):
    done = run("eval", "gold.jsonl", "old.jsonl", "new.jsonl", "--labels", "entity")

    assert "new.jsonl less old.jsonl" in done.stdout
    assert re.search(r"entity +strict +\+50\.0   \+50\.0 to \+50\.0 +0\.\d{3}", done.stdout)
    assert "date" not in done.stdout


@pytest.mark.usefixtures("files")
def test_json_has_scores_intervals_and_differences(run):
    data = json.loads(run("eval", "gold.jsonl", "old.jsonl", "new.jsonl", "--json").stdout)
    first, second = data["systems"]

    assert data["gold"] == "gold.jsonl"
    assert first["path"] == "old.jsonl"
    assert first["labels"]["entity"]["scores"]["strict"]["f1"] == 0.5
    assert second["intervals"][0].keys() == {"label", "measure", "f1", "low", "high"}
    assert data["comparisons"][0]["differences"][0]["p"] <= 1
    without = run("eval", "gold.jsonl", "old.jsonl", "--json", "--samples", "0")
    assert "intervals" not in json.loads(without.stdout)["systems"][0]


@pytest.mark.usefixtures("files")
def test_a_score_under_its_limit_fails(run):
    assert run("eval", "gold.jsonl", "old.jsonl", "--fail-under", "33").exit_code == 0
    failed = run("eval", "gold.jsonl", "old.jsonl", "--fail-under", "80", "--fail-under", "partial=99")

    assert failed.exit_code == 1
    assert failed.stderr == "old.jsonl: strict type F1 33.33 is under 80\n"
    assert run("eval", "gold.jsonl", "new.jsonl", "old.jsonl", "--fail-under", "80").exit_code == 1
    assert run("eval", "gold.jsonl", "new.jsonl", "--fail-under", "value=80", "--label", "date").exit_code == 1


def test_a_limit_fails_where_there_is_nothing_to_score(run):
    formats.write([Document(TEXT, id="a")], "gold.jsonl")
    done = run("eval", "gold.jsonl", "gold.jsonl", "--fail-under", "0")

    assert done.exit_code == 1
    assert "gold has no annotations" in done.stderr
    assert "undefined" in done.stderr
    assert run("eval", "gold.jsonl", "gold.jsonl").exit_code == 0


@pytest.mark.parametrize("limit", ["high", "strikt=80", "101", "value=", "strict=x"])
@pytest.mark.usefixtures("files")
def test_a_limit_that_makes_no_sense_is_wrong_usage(limit, run):
    assert run("eval", "gold.jsonl", "old.jsonl", "--fail-under", limit).exit_code == 2


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("limit", "meant"), [("0.8", "80"), ("value=.755", "75.5"), ("1", "100")])
def test_a_limit_that_is_a_share_is_taken_for_a_slip(limit, meant, run):
    done = run("eval", "gold.jsonl", "gold.jsonl", "--fail-under", limit)

    assert done.exit_code == 2
    assert f"per cent; did you mean {meant}?" in done.stderr


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("out", ["gold.jsonl", "errors.csv", "errors", "gold.txt"])
def test_errors_are_written_to_a_file_for_them_only(out, run):
    Path("gold.txt").symlink_to("gold.jsonl")
    before = Path("gold.jsonl").read_bytes()

    assert run("eval", "gold.jsonl", "old.jsonl", "--errors", out).exit_code == 2
    assert Path("gold.jsonl").read_bytes() == before


@pytest.mark.usefixtures("files")
def test_a_long_list_of_errors_is_cut_and_says_so(run):
    run("eval", "gold.jsonl", "old.jsonl", "--errors", "errors.html", "--limit", "5")
    page = Path("errors.html").read_text(encoding="utf-8")
    listed = run("eval", "gold.jsonl", "old.jsonl", "--errors", "-", "--limit", "5").stdout
    whole = run("eval", "gold.jsonl", "old.jsonl", "--errors", "-", "--limit", "12").stdout

    assert page.count("<tr class=") == listed.count("  gold: ") == 5
    assert "and 7 more" in page
    assert "12 errors: boundary 4, type 4, value 4" in listed
    assert "and 7 more that are not listed: the limit is 5" in listed
    assert "more" not in whole


@pytest.mark.usefixtures("files")
def test_errors_are_listed_as_text(run):
    done = run("eval", "gold.jsonl", "old.jsonl", "--errors", "-", "--context", "4")
    run("eval", "gold.jsonl", "old.jsonl", "--errors", "errors.txt", "--context", "4")

    assert "12 errors: boundary 4, type 4, value 4" in done.stdout
    assert "  {The [mayor]} of\n" in done.stdout
    assert done.stdout.endswith(Path("errors.txt").read_text(encoding="utf-8"))
    assert "\x1b" not in done.stdout


@pytest.mark.usefixtures("files")
def test_errors_are_coloured_when_told_to(run, spawn):
    assert "\x1b[4;32m" in run("eval", "gold.jsonl", "old.jsonl", "--errors", "-", "--color", "always").stdout
    spawned = spawn("eval", "gold.jsonl", "old.jsonl", "--errors", "-", env={**os.environ, "FORCE_COLOR": "1"})
    assert "\x1b[4;32m" in spawned.stdout


@pytest.mark.usefixtures("files")
def test_errors_are_listed_on_a_page(run):
    run("eval", "gold.jsonl", "old.jsonl", "new.jsonl", "--errors", "errors.html")
    page = Path("errors.html").read_text(encoding="utf-8")

    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Errors of old.jsonl, new.jsonl against gold.jsonl</title>" in page
    assert page.count("<section") == 2


@pytest.mark.usefixtures("files")
def test_json_stays_json_when_errors_are_listed_too(run):
    done = run("eval", "gold.jsonl", "old.jsonl", "--json", "--errors", "errors.txt")

    assert json.loads(done.stdout)["systems"]
    refused = run("eval", "gold.jsonl", "old.jsonl", "--json", "--errors", "-")
    assert refused.exit_code == 2
    assert "--errors FILE" in refused.stderr


@pytest.mark.usefixtures("files")
def test_what_is_compared_can_be_chosen(run):
    def strict(*options: str) -> float:
        done = run("eval", "gold.jsonl", "old.jsonl", "--json", "--samples", "0", *options)
        return json.loads(done.stdout)["systems"][0]["micro"]["scores"]["strict"]["f1"]

    assert strict("--labels", "entity") == 0.5
    assert strict("--labels", "entity", "--ignore-edges") == 1
    assert strict("--labels", "entity", "--types", "entity=PER") == 0
    assert strict("--labels", "entity", "--types", "entity=PER", "--ignore-edges", "--outermost") == 1


@pytest.mark.usefixtures("files")
def test_the_fields_of_values_can_be_chosen(run):
    def value(*options: str) -> dict:
        done = run("eval", "gold.jsonl", "old.jsonl", "--label", "date", "--json", *options)
        return json.loads(done.stdout)["systems"][0]["micro"]["scores"].get("value")

    assert value()["f1"] == 0
    assert value("--value-fields", "date=type")["f1"] == 1
    assert value("--value-fields", "date=") is None
    wrong = run("eval", "gold.jsonl", "old.jsonl", "--value-fields", "date=values")
    assert wrong.exit_code == 2
    assert "did you mean 'value'" in wrong.stderr
    assert run("eval", "gold.jsonl", "old.jsonl", "--value-fields", "value").exit_code == 2


@pytest.mark.usefixtures("files")
def test_layers_that_gold_lacks_are_told_and_not_scored(run):
    formats.write([Document(TEXT, id=id, annotations=GOLD[:2]) for id in "abcd"], "names.jsonl")
    done = run("eval", "names.jsonl", "new.jsonl")

    assert "new.jsonl: not scored, as gold has none: date 8; choose layers with --label" in done.stderr
    assert "date" not in done.stdout
    assert run("eval", "names.jsonl", "new.jsonl", "-q").stderr == ""


@pytest.mark.usefixtures("files")
def test_a_layer_that_is_nowhere_is_wrong_usage(run):
    done = run("eval", "gold.jsonl", "old.jsonl", "--labels", "entities")

    assert done.exit_code == 2
    assert "did you mean 'entity'?" in done.stderr


@pytest.mark.usefixtures("files")
def test_documents_that_do_not_fit_are_named_with_what_to_do(run):
    formats.write([Document(TEXT, id="a", annotations=GOLD)], "one.jsonl")
    formats.write([Document(TEXT + "!", id=id) for id in "abcd"], "other.jsonl")
    lacking = run("eval", "gold.jsonl", "one.jsonl")
    beyond = run("eval", "one.jsonl", "gold.jsonl")
    differing = run("eval", "gold.jsonl", "other.jsonl")

    assert (lacking.exit_code, beyond.exit_code, differing.exit_code) == (1, 1, 1)
    assert lacking.stderr == (
        "corpuskit: one.jsonl lacks 3 documents of gold.jsonl: 'b', 'c', 'd'; annotate them too, or --missing skip "
        "leaves them out, and --missing empty takes them as empty\n"
    )
    assert "one.jsonl lacks 3 documents of gold.jsonl: 'b', 'c', 'd'; --extra skip leaves them out" in beyond.stderr
    assert "document 'a': the text in other.jsonl differs from that in gold.jsonl at code point 82" in differing.stderr
    assert run("eval", "gold.jsonl", "one.jsonl", "--missing", "empty").exit_code == 0
    assert run("eval", "gold.jsonl", "one.jsonl", "--missing", "skip").stdout.startswith("one.jsonl: 1 document\n")
    assert run("eval", "one.jsonl", "gold.jsonl", "--extra", "skip").exit_code == 0
    apart = run("eval", "gold.jsonl", "one.jsonl", "--agreement")
    assert apart.stderr.endswith("annotate them too, or --missing skip leaves them out\n")


@pytest.mark.usefixtures("files")
def test_systems_that_lack_different_documents_are_scored_on_those_that_all_have(run):
    for name, ids in (("first", "abc"), ("second", "bcde")):
        formats.write([Document(TEXT, id=id, annotations=GOLD) for id in ids], f"{name}.jsonl")
    skipping = ("--missing", "skip", "--extra", "skip")
    done = run("eval", "gold.jsonl", "first.jsonl", "second.jsonl", *skipping, "--json")
    alone = run("eval", "gold.jsonl", "first.jsonl", *skipping, "--json")
    refused = run("eval", "gold.jsonl", "first.jsonl", "second.jsonl", "--missing", "skip")

    assert [system["documents"] for system in json.loads(done.stdout)["systems"]] == [2, 2]
    assert [system["documents"] for system in json.loads(alone.stdout)["systems"]] == [3]
    assert "gold.jsonl lacks 1 document of second.jsonl: 'e'; --extra skip leaves them out" in refused.stderr


@pytest.mark.usefixtures("files")
def test_agreement_is_of_all_files(run):
    done = run("eval", "gold.jsonl", "old.jsonl", "new.jsonl", "--agreement", "--labels", "entity")
    data = json.loads(run("eval", "gold.jsonl", "old.jsonl", "--agreement", "--json").stdout)

    assert "4 documents of 3 annotators" in done.stdout
    assert "gold.jsonl and new.jsonl" in done.stdout
    assert data["annotators"] == ["gold.jsonl", "old.jsonl"]
    assert {row["label"] for row in data["agreement"]} == {"date", "entity"}
    assert run("eval", "gold.jsonl", "gold.jsonl", "--agreement").exit_code == 2


@pytest.mark.usefixtures("files")
def test_standard_input_can_be_one_side(run):
    lines = Path("gold.jsonl").read_bytes()

    assert "-: 4 documents" in run("eval", "gold.jsonl", "-", input=lines).stdout
    assert run("eval", "-", "old.jsonl", input=lines).exit_code == 0
    assert run("eval", "-", "-", input=lines).exit_code == 2
    assert run("eval", "-", "old.jsonl", "new.jsonl", input=lines).exit_code == 0
    assert run("eval", "-", "old.jsonl", "new.jsonl", "--agreement", input=lines).exit_code == 0


@pytest.mark.parametrize("paths", [[], ["gold.jsonl"], ["gold.jsonl", "no-gold.jsonl"]])
@pytest.mark.usefixtures("files")
def test_a_file_that_is_not_given_or_not_there_is_told(paths, run):
    done = run("eval", *paths)

    assert done.exit_code == 2
    assert "gold.jsonl" in done.stderr


@pytest.mark.usefixtures("files")
def test_a_judged_sheet_gives_precision(run):
    formats.write([Document(TEXT, id="a", annotations=NEW)], "one.jsonl")
    run("sample", "one.jsonl", "--label", "date", "-o", "sheet.csv")
    assert run("eval", "--sheet", "sheet.csv").exit_code == 0
    undefined = run("eval", "--sheet", "sheet.csv", "--fail-under", "0")
    assert undefined.exit_code == 1
    assert undefined.stderr == "sheet.csv: the precision is undefined: nothing was judged right or wrong\n"
    assert run("eval", "--sheet", "none.csv").exit_code == 2

    with open("sheet.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row, judgement in zip(rows[1:], ("right", "wrong"), strict=True):
        row[rows[0].index("judgement")] = judgement
    with open("sheet.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert "50.0%" in run("eval", "--sheet", "sheet.csv").stdout
    assert json.loads(run("eval", "--sheet", "sheet.csv", "--json").stdout)["overall"]["precision"] == 0.5
    failed = run("eval", "--sheet", "sheet.csv", "--fail-under", "60")
    assert (failed.exit_code, failed.stderr) == (1, "sheet.csv: the precision 50.00 is under 60\n")
    assert run("eval", "--sheet", "sheet.csv", "--fail-under", "40").exit_code == 0
    assert run("eval", "gold.jsonl", "old.jsonl", "--sheet", "sheet.csv").exit_code == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--agreement", "--errors", "-"),
        ("--agreement", "--fail-under", "80"),
        ("--agreement", "--value-fields", "date=value"),
        ("--agreement", "--missing", "empty"),
        ("--sheet", "sheet.csv"),
    ],
)
@pytest.mark.usefixtures("files")
def test_what_would_be_passed_over_is_wrong_usage(options, run):
    assert run("eval", "gold.jsonl", "old.jsonl", *options).exit_code == 2


def test_a_sheet_has_no_other_measure(run):
    assert run("eval", "--sheet", "sheet.csv", "--fail-under", "value=80").exit_code == 2
    assert run("eval", "--sheet", "sheet.csv", "--label", "date").exit_code == 2


@pytest.mark.parametrize("option", ["--types", "--value-fields"])
@pytest.mark.usefixtures("files")
def test_a_label_of_an_option_that_is_nowhere_is_wrong_usage(option, run):
    done = run("eval", "gold.jsonl", "old.jsonl", option, "entities=PER")

    assert done.exit_code == 2
    assert "did you mean 'entity'?" in done.stderr


@pytest.mark.usefixtures("files")
def test_a_type_that_there_is_not_is_wrong_usage(run):
    done = run("eval", "gold.jsonl", "old.jsonl", "--types", "entity=PERS,ORG")

    assert done.exit_code == 2
    assert "no 'entity' has the type 'PERS'; did you mean 'PER'?" in done.stderr


@pytest.mark.usefixtures("files")
def test_documents_on_which_an_extractor_failed_are_told(run):
    failure = Failure("a", "dates", "1", "ValueError", "no months")
    documents = [Document(TEXT, id=id, failures=[failure]) for id in "abcd"]
    formats.write(documents, "failed.jsonl")

    assert "an extractor failed on 4 documents" in run("eval", "gold.jsonl", "failed.jsonl").stderr


def test_hostile_documents_are_scored_harmlessly(run):
    hostile = "<script>\x1b[31m\r\x00\u202e"
    items = [Annotation(Span(0, 3), "<i>", hostile)], [Annotation(Span(0, 4), "<i>", hostile + "x")]
    for name, side in zip(("gold", "old"), items, strict=True):
        formats.write([Document(hostile, id=hostile, annotations=side)], f"{name}.jsonl")
    done = run("eval", "gold.jsonl", "old.jsonl", "--errors", "-")
    run("eval", "gold.jsonl", "old.jsonl", "--errors", "errors.html")

    assert done.exit_code == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout + done.stderr)
    assert "<script" not in Path("errors.html").read_text(encoding="utf-8")


def test_the_help_names_every_measure(run):
    text = " ".join(run("eval", "--help").stdout.split())

    assert all(measure in text for measure in MEASURES)
