import csv
import gzip
import json
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Failure, Span, formats

pytestmark = pytest.mark.usefixtures("cli_folder")


def records(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_extract_writes_one_document_a_line_to_standard_output_and_a_summary_beside_it(run):
    done = run("extract", "in", "--plugin", "tags.py")

    assert done.exit_code == 0
    assert [(item["id"], len(item["annotations"])) for item in records(done.stdout)] == [("a.txt", 2), ("b.txt", 0)]
    assert done.stderr == "2 documents; 2 annotations (tag 2)\n"


def test_quiet_writes_no_summary(run):
    assert run("extract", "in", "--plugin", "tags.py", "-q").stderr == ""


def test_extract_writes_a_file_and_says_where(run):
    done = run("extract", "in", "--plugin", "tags.py", "-o", "out.jsonl")

    assert done.stdout == ""
    assert done.stderr.endswith("; wrote out.jsonl\n")
    assert len(records(Path("out.jsonl").read_text())) == 2


def test_profile_shows_on_standard_error_where_time_goes_and_which_rules_find_what(run):
    plain = run("extract", "in", "--plugin", "tags.py")
    done = run("extract", "in", "--plugin", "tags.py", "--profile")
    summary, _, totals, _, heads, *rows = done.stderr.splitlines()
    times, hits = rows[: rows.index("")], rows[rows.index("") + 1 :]

    assert done.exit_code == 0
    assert done.stdout == plain.stdout
    assert summary == plain.stderr.strip()
    assert totals.startswith("2 documents, 0.00 MB, 2 annotations; ")
    assert heads.split() == ["CPU", "s", "share", "MB/s", "calls", "first", "call", "found"]
    parts = {"(start)", "(reading)", "(framework)", "(writing)", "(counting)"}
    assert {row.split()[0] for row in times} == {"tags", *parts}
    assert [row.split() for row in hits] == [["extractor", "layer", "rule", "found"], ["tags", "tag", "-", "2"]]


def test_extract_twice_gives_the_same_bytes(run):
    run("extract", "in", "--plugin", "tags.py", "-o", "one.jsonl")
    run("extract", "one.jsonl", "--plugin", "tags.py", "-o", "two.jsonl")

    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_a_documents_own_date_wins_over_the_option(run):
    Path("in/metadata.jsonl").write_text('{"id": "a.txt", "metadata": {"date": "2020-06-12"}}\n')
    found = records(run("extract", "in", "--plugin", "tags.py", "--date", "2019-01-01").stdout)

    assert [item["metadata"] for item in found] == [{"date": "2020-06-12"}, {"date": "2019-01-01"}]
    assert found[0]["annotations"][0]["value"] == "2020-06-12"


def test_columns_of_a_table_are_named(run):
    Path("news.csv").write_text('url;body;when;lang\nhttp://a;"a #b, c\nd";2020-06-12;en\n')
    arguments = ["--text", "body", "--id", "url", "--date-column", "when", "--language-column", "lang"]
    done = run("extract", "news.csv", "--plugin", "tags.py", "--delimiter", ";", *arguments)

    (item,) = records(done.stdout)
    assert item["id"] == "http://a"
    assert item["text"] == "a #b, c\nd"
    assert item["metadata"] == {"date": "2020-06-12", "language": "en"}
    assert item["annotations"][0]["value"] == "2020-06-12"


def test_a_missing_column_is_named_with_what_there_is(run):
    Path("news.csv").write_text("url,body\nx,y\n")
    done = run("extract", "news.csv", "--plugin", "tags.py", "--text", "bdy")

    assert done.exit_code == 1
    assert "news.csv" in done.stderr
    assert "'body'" in done.stderr
    assert "--text" in run("extract", "news.csv", "--plugin", "tags.py").stderr


def test_the_columns_to_keep_can_be_chosen(run):
    Path("news.csv").write_text("id,text,section,author\n1,x,home,Ada\n")
    done = run("extract", "news.csv", "--plugin", "tags.py", "--metadata", "section")

    assert records(done.stdout)[0]["metadata"] == {"section": "home"}


def test_standard_input_is_jsonl_or_plain_text(run):
    lines = run("extract", "-", "--plugin", "tags.py", input='{"id": "x", "text": "#a"}\n')
    text = run("extract", "-", "--plugin", "tags.py", "--input-format", "text", input="#a #b\r\n")

    assert [item["id"] for item in records(lines.stdout)] == ["x"]
    assert [(item["text"], len(item["annotations"])) for item in records(text.stdout)] == [("#a #b\r\n", 2)]


def test_patterns_are_expanded_here_and_several_inputs_are_read_in_order(run):
    done = run("extract", "in/b.txt", "in/*.txt", "--plugin", "tags.py")

    assert [item["id"] for item in records(done.stdout)] == ["b.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize("path", ["none.txt", "none*.txt"])
def test_a_path_that_is_not_there_is_wrong_usage(path, run):
    done = run("extract", path, "--plugin", "tags.py")

    assert done.exit_code == 2
    assert path in done.stderr


def test_one_layer_is_written_as_a_table(run):
    done = run("extract", "in", "--plugin", "tags.py", "--table", "tag", "-o", "tags.csv")

    assert done.exit_code == 0
    assert len(Path("tags.csv").read_text().splitlines()) == 3


def test_a_layer_that_is_nowhere_is_told_before_anything_runs(run):
    Path("in/a.txt").write_text("We explode.")
    done = run("extract", "in", "--plugin", "tags.py", "--table", "tags", "-o", "t.csv", "--on-error", "fail")

    assert done.exit_code == 2
    assert "there is no layer 'tags'; did you mean 'tag'?" in done.stderr


def test_a_layer_that_a_file_brings_along_is_written_as_a_table(run):
    formats.write([Document("a", annotations=[Annotation(Span(0, 1), "mine")])], "d.jsonl")

    assert run("extract", "d.jsonl", "--plugin", "tags.py", "--table", "mine").stdout.count("\n") == 2


def test_the_format_of_a_table_can_be_named(run):
    tags = ("extract", "in", "--plugin", "tags.py", "--table", "tag")
    lines = run(*tags, "--format", "jsonl").stdout.splitlines()
    run(*tags, "--format", "tsv", "-o", "tags.txt")

    assert len(lines) == 2
    table = csv.DictReader(Path("tags.txt").read_text().splitlines(), delimiter="\t")
    assert [row["text"] for row in table] == [json.loads(line)["text"] for line in lines]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--table", "tag", "--format", "timeml"], "csv, tsv, jsonl, parquet, not as timeml"),
        (["--format", "csv"], "--table LAYER"),
    ],
)
def test_rows_and_documents_have_their_own_formats(arguments, words, run):
    done = run("extract", "in", "--plugin", "tags.py", *arguments)

    assert done.exit_code == 2
    assert words in done.stderr


def test_quotation_marks_can_be_ordinary_characters(run):
    Path("id=….csv").write_text('id,text\n1,"a" #b\n')
    refused = run("extract", "id=….csv", "--plugin", "tags.py")
    done = run("extract", "id=….csv", "--plugin", "tags.py", "--no-quotes")

    assert refused.stderr.startswith("corpuskit: id=….csv, line 2: no CSV")
    assert "give --no-quotes" in refused.stderr
    assert records(done.stdout)[0]["text"] == '"a" #b'


def test_a_compressed_stream_is_named(run):
    done = run("extract", "-", "--plugin", "tags.py", input=gzip.compress(b'{"text": "a"}\n'))

    assert "stdin, line 1: the data is compressed with gzip" in done.stderr


def test_failures_of_extractors_that_do_not_run_are_none_of_this_run(run):
    failures = [Failure("a", name, "1", "ValueError", "old") for name in ("other", "tags")]
    formats.write([Document("#a", id="a", failures=failures)], "old.jsonl")
    done = run("extract", "old.jsonl", "--plugin", "tags.py")

    assert done.exit_code == 0
    assert done.stderr == "1 document; 1 annotation (tag 1)\n"


def test_a_failure_is_recorded_and_told_by_the_exit_code(run):
    Path("in/c.txt").write_text("We explode #now.")
    done = run("extract", "in", "--plugin", "tags.py")

    assert done.exit_code == 3
    assert records(done.stdout)[2]["failures"][0]["error"] == "ValueError"
    assert "1 failure (tags 1)" in done.stderr


REASON = "  ValueError: boom ␛[31m<b> (2 documents, first c.txt)"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), "corpuskit show PATH; for tracebacks add --debug"),
        (("-o", "out.jsonl"), "corpuskit show out.jsonl; for tracebacks add --debug"),
        (("--table", "tag"), "corpuskit show PATH; for tracebacks add --debug"),
        (("--on-error", "skip"), "corpuskit show PATH; for tracebacks add --debug"),
        (("--debug",), "corpuskit show PATH"),
    ],
)
def test_the_first_reasons_of_failures_are_told_with_what_shows_more(options, shown, run):
    for name in ("c", "d"):
        Path(f"in/{name}.txt").write_text("We explode #now.")
    done = run("extract", "in", "--plugin", "tags.py", *options)

    assert done.exit_code == 3
    assert done.stderr.splitlines()[-3:] == ["tags failed:", REASON, f"to see where: {shown}"]


def test_nothing_is_told_of_failures_where_quiet_is_asked_for(run):
    Path("in/c.txt").write_text("We explode #now.")

    assert run("extract", "in", "--plugin", "tags.py", "-q").stderr == ""


def test_of_many_reasons_three_are_told(run):
    Path("fails.py").write_text(FAILS)
    for number in range(9):
        Path(f"in/{number}\x1b.txt").write_text(f"{number % 5}")
    Path("in/a.txt").unlink()
    Path("in/b.txt").unlink()
    lines = run("extract", "in", "--plugin", "fails.py").stderr.splitlines()

    assert lines[1:-1] == [
        "fails failed:",
        "  ValueError: no 0 (2 documents, first 0␛.txt)",
        "  ValueError: no 1 (2 documents, first 1␛.txt)",
        "  ValueError: no 2 (2 documents, first 2␛.txt)",
        "  other reasons (3 documents)",
    ]


FAILS = """
from corpuskit import ExtractorSpec, hookimpl
from corpuskit.scan import Columns

def fails(document):
    raise ValueError(f"no {document.text}")

class Alone:
    def __init__(self, config):
        pass

    def extract_batch(self, batch):
        if len(batch) > 1:
            raise ValueError("\\x1b[31m not together")
        return Columns("alone", [0], [0], [1])

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("fails", function=fails, provides=("no",), languages=())
    yield ExtractorSpec("alone", factory=Alone, provides=("alone",), languages=(), default=False)
"""


def test_a_batch_that_is_run_again_is_a_warning_in_one_line(run):
    Path("fails.py").write_text(FAILS)
    done = run("extract", "in", "--plugin", "fails.py", "--only", "alone")
    warning, summary = done.stderr.splitlines()

    assert done.exit_code == 0
    assert warning.startswith("corpuskit: warning: extractor 'alone' of fails.py ")
    assert warning.endswith(
        "failed on a batch of 2 documents, which was run again document by document: ValueError: ␛[31m not together"
    )
    assert summary == "2 documents; 2 annotations (alone 2)"
    assert "Traceback" in run("extract", "in", "--plugin", "fails.py", "--only", "alone", "--debug").stderr
    assert (
        "alone: 1 batch run again"
        in run("extract", "in", "--plugin", "fails.py", "--only", "alone", "--profile").stderr
    )


def test_a_document_with_a_failure_can_be_left_out(run):
    Path("in/c.txt").write_text("We explode #now.")
    done = run("extract", "in", "--plugin", "tags.py", "--on-error", "skip")

    assert done.exit_code == 3
    assert len(records(done.stdout)) == 2
    assert "1 document left out" in done.stderr


def test_bad_input_is_named_by_its_line_and_what_was_written_before_stays(spawn):
    Path("d.jsonl").write_text('{"id": "a", "text": "#a"}\n{"id": "b", "text": \n')
    done = spawn("extract", "d.jsonl", "--plugin", "tags.py")

    assert done.returncode == 1
    assert [item["id"] for item in records(done.stdout)] == ["a"]
    assert done.stderr.startswith("corpuskit: d.jsonl, line 2: ")
    assert "Traceback" not in done.stderr


def test_bad_input_leaves_no_file_that_looks_complete(run):
    Path("d.jsonl").write_text('{"id": "a", "text": "#a"}\n{"id": "b", "text": \n')
    done = run("extract", "d.jsonl", "--plugin", "tags.py", "-o", "out.jsonl")

    assert done.exit_code == 1
    assert not Path("out.jsonl").exists()
    assert len(records(Path("out.jsonl.partial").read_text())) == 1
    assert "out.jsonl.partial" in done.stderr


def test_debugging_can_be_asked_for_before_or_after_the_command(spawn):
    arguments = ["extract", "in", "--plugin", "tags.py", "--set", "tags.x=1"]

    assert "Traceback" in spawn("--debug", *arguments).stderr
    assert "Traceback" in spawn(*arguments, "--debug").stderr


def test_a_failure_can_stop_the_run_without_a_traceback_unless_debugging(spawn):
    Path("in/c.txt").write_text("We explode #now.")
    arguments = ["extract", "in", "--plugin", "tags.py", "--on-error", "fail"]
    plain, debug = spawn(*arguments), spawn(*arguments, "--debug")

    assert plain.returncode == debug.returncode == 1
    assert plain.stderr.startswith("corpuskit: extractor 'tags'")
    assert plain.stderr.count("\n") == 1
    assert "Traceback" in debug.stderr


def test_a_document_in_another_language_is_no_failure(run):
    Path("in/metadata.jsonl").write_text('{"id": "a.txt", "metadata": {"language": "ar"}}\n')
    done = run("extract", "in", "--plugin", "tags.py")

    assert done.exit_code == 0
    assert "1 not run for the language (tags 1)" in done.stderr


def test_the_default_language_is_an_option(run):
    done = run("extract", "in", "--plugin", "tags.py", "--language", "de")

    assert "2 not run for the language" in done.stderr


def test_options_of_extractors_come_from_the_command_line_before_the_file(run):
    Path("corpuskit.toml").write_text('[tags]\nsign = "@"\n')
    Path("other.toml").write_text("[tags]\nleast = 6\n")
    Path("in/a.txt").write_text("#a @bb @c #longer")

    def found(*arguments: str) -> list[str]:
        item = records(run("extract", "in/a.txt", "--plugin", "tags.py", *arguments).stdout)[0]
        return [item["text"][a["start"] : a["end"]] for a in item["annotations"]]

    assert found() == ["@bb", "@c"]
    assert found("--set", "tags.least=2") == ["@bb"]
    assert found("--config", "other.toml") == ["#longer"]


DAYS = """
from corpuskit import ExtractorSpec, hookimpl


def find(document):
    return ()


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(name="days", function=find, provides=("date",), reads=("date",))
"""
DATES = [("2020-06-12", 0), ("2020-06-12T10:00:00Z", 0), ("20200612T1000", 0), ("", 0), ("31/12/2020", 1), (2020, 1)]


@pytest.mark.parametrize(("date", "unread"), DATES)
@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"]])
def test_dates_of_documents_that_nothing_is_counted_from_are_told(run, date, unread, jobs):
    Path("days.py").write_text(DAYS)
    formats.write([Document("A #day.", id="a", metadata={"date": date})], "c.jsonl")
    told = run("extract", "c.jsonl", "--plugin", "days.py", "-o", "o.jsonl", *jobs).stderr

    assert told.count("the dates of 1 document are not read") == unread
    assert "are not read" not in run("extract", "c.jsonl", "--plugin", "tags.py", *jobs).stderr
    shown = run("report", "c.jsonl", "--plugin", "days.py", "-o", "page.html").stderr
    assert shown.count("the dates of 1 document are not read") == unread


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "none/out.jsonl"], "none"),
        (["-o", "out.csv"], "with corpuskit extract --table LAYER"),
        (["-o", "out.xyz"], "write .jsonl or .parquet, or give --format, one of brat, "),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(arguments, words, run):
    done = run("extract", "in", "--plugin", "tags.py", *arguments)

    assert done.exit_code == 1
    assert words in done.stderr
    assert done.stderr.startswith("corpuskit: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["tool = 3", "[tool]\ncorpuskit = 3", "x ="])
def test_settings_that_are_none_do_not_crash(content, run):
    Path("in/pyproject.toml").write_text(content)
    done = run("extract", "in", "--plugin", "tags.py", "--config", "in/pyproject.toml")

    assert done.exit_code == (0 if content == "tool = 3" else 2)
    assert "internal error" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "tags.sgin=x"], "did you mean 'sign'"),
        (["--set", "tags.least=x"], "must be a number"),
        (["--set", "tags"], "extractor.option=value"),
        (["--set", "tag=tgas"], "did you mean 'tags'"),
        (["--only", "tgas"], "did you mean 'tags'"),
        (["--plugin", "none.py"], "none.py"),
        (["--plugin", "none"], "no plugin is called 'none'"),
        (["--table", "tags", "-o", "out.csv"], "did you mean 'tag'"),
        (["--delimiter", "ab"], "one character"),
    ],
)
def test_wrong_usage_has_its_exit_code(arguments, words, run):
    done = run("extract", "in", "--plugin", "tags.py", *arguments)

    assert done.exit_code == 2
    assert not Path("out.csv").exists()
    assert words in done.stderr
    assert done.stderr.startswith("corpuskit: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["extract", "show"])
def test_without_an_extractor_the_command_says_why(command, run):
    done = run(command, "in")

    assert done.exit_code == 1
    assert "CORPUSKIT_PLUGINS names no plugin, so that none is loaded; unset it" in done.stderr


def test_a_plugin_that_cannot_be_loaded_is_a_warning_in_one_line(run):
    Path("bad.py").write_text("raise RuntimeError('no')")
    done = run("extract", "in", "--plugin", "tags.py", "--plugin", "bad.py", "-q")

    assert done.exit_code == 0
    assert done.stderr.startswith("corpuskit: warning: plugin 'bad'")
    assert done.stderr.count("\n") == 1


def test_dates_are_written_and_read_as_timeml(run, cli_folder) -> None:
    Path("gold.tml").write_text(
        '<TimeML><DOCID>a</DOCID><TEXT>On <TIMEX3 type="DATE" value="2020-05-05">5 May</TIMEX3>.</TEXT></TimeML>'
    )

    done = run("extract", "gold.tml", "--plugin", "tags.py", "-o", "out.tml")

    assert done.exit_code == 0
    assert run("diff", "gold.tml", "out.tml").exit_code == 0
    assert run("validate", "out.tml").exit_code == 0
    assert "timeml has no place for 1 source\n" in done.stderr
    Path("tagged.jsonl").write_text('{"id":"a","text":"A #quiet day."}\n')
    done = run("extract", "tagged.jsonl", "--plugin", "tags.py", "-o", "tags.tml")
    assert (done.exit_code, "warning: tags.tml: timeml has no place for 1 annotation of tag" in done.stderr) == (
        0,
        True,
    )
