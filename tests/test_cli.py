import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from corpuskit import Annotation, Document, Failure, Ref, Span, formats
from corpuskit.cli import cli
from corpuskit.cli._group import BUILT_IN
from corpuskit.cli._options import FORMATS
from corpuskit.values import DateRange, DateValue, EntityValue, QuoteValue

PLUGIN = '''
"""Marks words that begin with a hash."""
import re

import attrs

from corpuskit import Annotation, ExtractorSpec, Span, hookimpl


@attrs.frozen
class Config:
    sign: str = "#"
    least: int = 1


class Tags:
    def __init__(self, config):
        self.pattern = re.compile(re.escape(config.sign) + r"\\w{%d,}" % config.least)

    def __call__(self, document):
        if "explode" in document.text:
            raise ValueError("boom \\x1b[31m<b>")
        for match in self.pattern.finditer(document.text):
            yield Annotation(Span(*match.span()), "tag", document.metadata.get("date", "no date"))


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(
        name="tags", factory=Tags, config=Config, provides=("tag",), reads=("date",), description="Marks tags."
    )
'''


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, with a plugin in a file and no installed plugin."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CORPUSKIT_DISABLED_PLUGINS", "CORPUSKIT_STRICT_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "")
    monkeypatch.chdir(tmp_path)
    Path("tags.py").write_text(PLUGIN)
    Path("in").mkdir()
    Path("in/a.txt").write_text("A #quiet day at the #harbour.\n")
    Path("in/b.txt").write_text("Nothing moved.\n")
    return tmp_path


def run(*arguments: str, input: str | bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, arguments, input=input, prog_name="corpuskit")


def spawn(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run the installed command as a user does."""
    command = [sys.executable, "-m", "corpuskit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, **options)


def records(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


# --- extract


def test_extract_writes_one_document_a_line_to_standard_output_and_a_summary_beside_it():
    done = run("extract", "in", "--plugin", "tags.py")

    assert done.exit_code == 0
    assert [(item["id"], len(item["annotations"])) for item in records(done.stdout)] == [("a.txt", 2), ("b.txt", 0)]
    assert done.stderr == "2 documents; 2 annotations (tag 2)\n"


def test_quiet_writes_no_summary():
    assert run("extract", "in", "--plugin", "tags.py", "-q").stderr == ""


def test_extract_writes_a_file_and_says_where():
    done = run("extract", "in", "--plugin", "tags.py", "-o", "out.jsonl")

    assert done.stdout == ""
    assert done.stderr.endswith("; wrote out.jsonl\n")
    assert len(records(Path("out.jsonl").read_text())) == 2


def test_extract_twice_gives_the_same_bytes():
    run("extract", "in", "--plugin", "tags.py", "-o", "one.jsonl")
    run("extract", "one.jsonl", "--plugin", "tags.py", "-o", "two.jsonl")

    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_a_documents_own_date_wins_over_the_option():
    Path("in/metadata.jsonl").write_text('{"id": "a.txt", "metadata": {"date": "2020-06-12"}}\n')
    found = records(run("extract", "in", "--plugin", "tags.py", "--date", "2019-01-01").stdout)

    assert [item["metadata"] for item in found] == [{"date": "2020-06-12"}, {"date": "2019-01-01"}]
    assert found[0]["annotations"][0]["value"] == "2020-06-12"


def test_columns_of_a_table_are_named():
    Path("news.csv").write_text('url;body;when;lang\nhttp://a;"a #b, c\nd";2020-06-12;en\n')
    arguments = ["--text", "body", "--id", "url", "--date-column", "when", "--language-column", "lang"]
    done = run("extract", "news.csv", "--plugin", "tags.py", "--delimiter", ";", *arguments)

    (item,) = records(done.stdout)
    assert item["id"] == "http://a"
    assert item["text"] == "a #b, c\nd"
    assert item["metadata"] == {"date": "2020-06-12", "language": "en"}
    assert item["annotations"][0]["value"] == "2020-06-12"


def test_a_missing_column_is_named_with_what_there_is():
    Path("news.csv").write_text("url,body\nx,y\n")
    done = run("extract", "news.csv", "--plugin", "tags.py", "--text", "bdy")

    assert done.exit_code == 1
    assert "news.csv" in done.stderr
    assert "'body'" in done.stderr
    assert "--text" in run("extract", "news.csv", "--plugin", "tags.py").stderr


def test_the_columns_to_keep_can_be_chosen():
    Path("news.csv").write_text("id,text,section,author\n1,x,home,Ada\n")
    done = run("extract", "news.csv", "--plugin", "tags.py", "--metadata", "section")

    assert records(done.stdout)[0]["metadata"] == {"section": "home"}


def test_standard_input_is_jsonl_or_plain_text():
    lines = run("extract", "-", "--plugin", "tags.py", input='{"id": "x", "text": "#a"}\n')
    text = run("extract", "-", "--plugin", "tags.py", "--input-format", "text", input="#a #b\r\n")

    assert [item["id"] for item in records(lines.stdout)] == ["x"]
    assert [(item["text"], len(item["annotations"])) for item in records(text.stdout)] == [("#a #b\r\n", 2)]


def test_patterns_are_expanded_here_and_several_inputs_are_read_in_order():
    done = run("extract", "in/b.txt", "in/*.txt", "--plugin", "tags.py")

    assert [item["id"] for item in records(done.stdout)] == ["b.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize("path", ["none.txt", "none*.txt"])
def test_a_path_that_is_not_there_is_wrong_usage(path):
    done = run("extract", path, "--plugin", "tags.py")

    assert done.exit_code == 2
    assert path in done.stderr


def test_one_layer_is_written_as_a_table():
    done = run("extract", "in", "--plugin", "tags.py", "--table", "tag", "-o", "tags.csv")

    assert done.exit_code == 0
    assert len(Path("tags.csv").read_text().splitlines()) == 3


def test_a_failure_is_recorded_and_told_by_the_exit_code():
    Path("in/c.txt").write_text("We explode #now.")
    done = run("extract", "in", "--plugin", "tags.py")

    assert done.exit_code == 3
    assert records(done.stdout)[2]["failures"][0]["error"] == "ValueError"
    assert "1 failure (tags 1)" in done.stderr


def test_a_document_with_a_failure_can_be_left_out():
    Path("in/c.txt").write_text("We explode #now.")
    done = run("extract", "in", "--plugin", "tags.py", "--on-error", "skip")

    assert done.exit_code == 3
    assert len(records(done.stdout)) == 2
    assert "1 document left out" in done.stderr


def test_bad_input_is_named_by_its_line_and_what_was_written_before_stays():
    Path("d.jsonl").write_text('{"id": "a", "text": "#a"}\n{"id": "b", "text": \n')
    done = spawn("extract", "d.jsonl", "--plugin", "tags.py")

    assert done.returncode == 1
    assert [item["id"] for item in records(done.stdout)] == ["a"]
    assert done.stderr.startswith("corpuskit: d.jsonl, line 2: ")
    assert "Traceback" not in done.stderr


def test_bad_input_leaves_no_file_that_looks_complete():
    Path("d.jsonl").write_text('{"id": "a", "text": "#a"}\n{"id": "b", "text": \n')
    done = run("extract", "d.jsonl", "--plugin", "tags.py", "-o", "out.jsonl")

    assert done.exit_code == 1
    assert not Path("out.jsonl").exists()
    assert len(records(Path("out.jsonl.partial").read_text())) == 1
    assert "out.jsonl.partial" in done.stderr


def test_debugging_can_be_asked_for_before_or_after_the_command():
    arguments = ["extract", "in", "--plugin", "tags.py", "--set", "tags.x=1"]

    assert "Traceback" in spawn("--debug", *arguments).stderr
    assert "Traceback" in spawn(*arguments, "--debug").stderr


def test_a_failure_can_stop_the_run_without_a_traceback_unless_debugging():
    Path("in/c.txt").write_text("We explode #now.")
    arguments = ["extract", "in", "--plugin", "tags.py", "--on-error", "fail"]
    plain, debug = spawn(*arguments), spawn(*arguments, "--debug")

    assert plain.returncode == debug.returncode == 1
    assert plain.stderr.startswith("corpuskit: extractor 'tags'")
    assert plain.stderr.count("\n") == 1
    assert "Traceback" in debug.stderr


def test_a_document_in_another_language_is_no_failure():
    Path("in/metadata.jsonl").write_text('{"id": "a.txt", "metadata": {"language": "ar"}}\n')
    done = run("extract", "in", "--plugin", "tags.py")

    assert done.exit_code == 0
    assert "1 not run for the language (tags 1)" in done.stderr


def test_the_default_language_is_an_option():
    done = run("extract", "in", "--plugin", "tags.py", "--language", "de")

    assert "2 not run for the language" in done.stderr


def test_options_of_extractors_come_from_the_command_line_before_the_file():
    Path("corpuskit.toml").write_text('[tags]\nsign = "@"\n')
    Path("other.toml").write_text("[tags]\nleast = 6\n")
    Path("in/a.txt").write_text("#a @bb @c #longer")

    def found(*arguments: str) -> list[str]:
        item = records(run("extract", "in/a.txt", "--plugin", "tags.py", *arguments).stdout)[0]
        return [item["text"][a["start"] : a["end"]] for a in item["annotations"]]

    assert found() == ["@bb", "@c"]
    assert found("--set", "tags.least=2") == ["@bb"]
    assert found("--config", "other.toml") == ["#longer"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "tags.sgin=x"], "did you mean 'sign'"),
        (["--set", "tags"], "extractor.option=value"),
        (["--only", "tgas"], "did you mean 'tags'"),
        (["--plugin", "none.py"], "none.py"),
        (["--plugin", "none"], "no plugin is called 'none'"),
        (["-o", "none/out.jsonl"], "none"),
        (["-o", "out.csv"], "--table LAYER"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(arguments, words):
    done = run("extract", "in", "--plugin", "tags.py", *arguments)

    assert done.exit_code == 1
    assert words in done.stderr
    assert done.stderr.startswith("corpuskit: ")
    assert "Traceback" not in done.stderr


def test_without_an_extractor_the_command_says_how_to_get_one():
    done = run("extract", "in")

    assert done.exit_code == 1
    assert "pip install 'corpuskit-core[all]'" in done.stderr


def test_a_plugin_that_cannot_be_loaded_is_a_warning_in_one_line():
    Path("bad.py").write_text("raise RuntimeError('no')")
    done = run("extract", "in", "--plugin", "tags.py", "--plugin", "bad.py", "-q")

    assert done.exit_code == 0
    assert done.stderr.startswith("corpuskit: warning: plugin 'bad'")
    assert done.stderr.count("\n") == 1


# --- show


def annotated() -> Document:
    text = "“Yes,” said Ada on 5 May."
    items = [
        Annotation(Span(1, 5), "quote", QuoteValue("direct", Span(12, 15), "Ada Byron", Span(7, 11))),
        Annotation(Span(12, 15), "entity", EntityValue("PER", "Ada Byron")),
        Annotation(Span(19, 24), "date", DateValue("DATE", "2020-05-05")),
    ]
    return Document(text, id="d", annotations=items)


def test_show_marks_what_a_file_holds_without_running_anything():
    formats.write([annotated()], "d.jsonl")
    done = run("show", "d.jsonl")

    assert done.exit_code == 0
    assert "[5 May]{date 2020-05-05}" in done.stdout
    assert "direct — Ada → Ada Byron (said)" in done.stdout


def test_show_runs_the_pipeline_on_documents_without_annotations():
    assert "[#quiet]{tag no date}" in run("show", "in", "--plugin", "tags.py").stdout
    assert run("show", "in").exit_code == 1


def test_failures_that_a_file_brings_along_are_shown_and_do_not_fail_the_command():
    failure = Failure("d", "dates", "1", "ValueError", "no months")
    formats.write([Document("x", id="d", failures=[failure])], "d.jsonl")
    done = run("show", "d.jsonl")

    assert done.exit_code == 0
    assert "dates 1 failed: ValueError: no months" in done.stdout


def test_a_failure_while_showing_is_told_by_the_exit_code():
    Path("in/c.txt").write_text("We explode #now.")

    assert run("show", "in", "--plugin", "tags.py").exit_code == 3


def test_a_page_is_titled_by_names_without_their_folders(folder):
    formats.write([annotated()], "d.jsonl")

    assert "<title>d.jsonl</title>" in run("show", str(folder / "d.jsonl"), "--format", "html").stdout


def test_an_output_that_cannot_show_a_character_gets_an_escape():
    formats.write([annotated()], "d.jsonl")
    done = spawn("show", "d.jsonl", env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert "\\u201c" in done.stdout


def test_show_can_be_limited_to_layers_and_documents():
    formats.write([annotated(), Document("zwei", id="e", annotations=annotated().annotations[:0])], "d.jsonl")
    done = run("show", "d.jsonl", "--labels", "entity", "--limit", "1")

    assert "[Ada]{entity PER Ada Byron}" in done.stdout
    assert "2020-05-05" not in done.stdout
    assert "zwei" not in done.stdout


def test_show_uses_colour_when_told_to():
    formats.write([annotated()], "d.jsonl")

    assert "\x1b[" in run("show", "d.jsonl", "--color", "always").stdout
    assert "\x1b[" not in run("show", "d.jsonl").stdout
    assert "\x1b[" in spawn("show", "d.jsonl", env={**os.environ, "FORCE_COLOR": "1"}).stdout


def test_show_writes_one_page_of_html():
    formats.write([annotated()], "d.jsonl")
    to_output = run("show", "d.jsonl", "--format", "html").stdout
    run("show", "d.jsonl", "-o", "page.html")

    assert to_output.startswith("<!DOCTYPE html>")
    assert Path("page.html").read_text(encoding="utf-8") == to_output
    assert 'data-chip="PER Ada Byron"' in to_output


def test_show_writes_plain_text_to_a_file():
    formats.write([annotated()], "d.jsonl")
    run("show", "d.jsonl", "-o", "page.txt")

    assert Path("page.txt").read_text(encoding="utf-8") == run("show", "d.jsonl").stdout


HOSTILE = "<script>alert(1)</script>\"'&\n\x1b]0;x\x07\x1b[31m\r\x00\u202e"


def hostile() -> Document:
    items = [Annotation(Span(0, 9), "<i>", HOSTILE), Annotation(Span(2, 20), "entity", EntityValue("PER", HOSTILE))]
    failures = [Failure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    return Document(HOSTILE, id=HOSTILE, metadata={HOSTILE: HOSTILE}, annotations=items, failures=failures)


@pytest.mark.parametrize("arguments", [["show"], ["stats"], ["validate"], ["show", "--format", "html"]])
def test_hostile_documents_are_shown_harmlessly(arguments):
    formats.write([hostile(), hostile()], "d.jsonl")
    done = run(*arguments, "d.jsonl")

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout + done.stderr)
    if "html" in arguments:
        assert "<script" not in done.stdout
        assert "<i>" not in done.stdout


# --- stats


def test_stats_count_layers_kinds_and_values():
    failure = Failure("e", "dates", "1", "ValueError", "no")
    formats.write([annotated(), Document("x", id="e", failures=[failure])], "d.jsonl")
    counts = json.loads(run("stats", "d.jsonl", "--json").stdout)

    assert counts["documents"] == 2
    assert counts["code_points"] == len(annotated().text) + 1
    assert counts["annotations"] == 3
    assert counts["layers"]["entity"] == {
        "annotations": 1,
        "kinds": {"PER": 1},
        "top": [{"value": "Ada Byron", "annotations": 1}],
    }
    assert counts["layers"]["date"]["top"] == [{"value": "2020", "annotations": 1}]
    assert counts["layers"]["quote"]["top"] == [{"value": "Ada Byron", "annotations": 1}]
    assert counts["failures"] == {"dates": 1}


def test_stats_are_readable():
    formats.write([annotated()], "d.jsonl")
    lines = run("stats", "d.jsonl").stdout.splitlines()

    assert lines[0] == "documents    1"
    assert lines[4:7] == ["date 1", "  kinds: DATE 1", "  top: 2020 1"]


# --- plugins


def test_plugins_lists_extractors_with_what_they_make():
    (entry,) = json.loads(run("plugins", "--plugin", "tags.py", "--all", "--json").stdout)["extractors"]

    assert entry["name"] == "tags"
    assert entry["makes"] == ["tag"]
    assert entry["languages"] == ["en"]
    assert entry["options"] == {"sign": "#", "least": "1"}
    assert "Marks tags." in run("plugins", "--plugin", "tags.py").stdout


def test_plugins_lists_the_broken_ones_with_the_reason():
    Path("bad.py").write_text("raise RuntimeError('the lists are gone')")
    done = run("plugins", "--plugin", "bad.py", "--plugin", "tags.py")
    (other,) = json.loads(run("plugins", "--plugin", "bad.py", "--json").stdout)["others"]

    assert done.exit_code == 0
    assert "the lists are gone" in done.stdout
    assert "tags" in done.stdout
    assert other["plugin"] == "bad"


def test_plugins_says_when_there_is_none():
    assert "pip install" in run("plugins").stderr


# --- validate


def test_validate_accepts_what_extract_wrote():
    run("extract", "in", "--plugin", "tags.py", "-o", "out.jsonl")
    done = run("validate", "out.jsonl", "in", "--plugin", "tags.py")

    assert done.stdout.count("the id occurs twice") == 2
    assert run("validate", "out.jsonl").exit_code == 0
    assert run("validate", "in").exit_code == 0


def test_validate_tells_every_problem_with_its_line():
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


def test_validate_notes_references_that_lead_nowhere():
    item = Annotation(Span(0, 3), "date_range", DateRange(Ref("date", Span(0, 1)), None))
    formats.write([Document("a-b", id="d", annotations=[item])], "d.jsonl")
    done = run("validate", "d.jsonl")

    assert done.exit_code == 0
    assert "note: d.jsonl, line 1, document 'd': date_range@0-3 points at date 0-1, which is not there" in done.stderr


def test_validate_reads_other_formats():
    Path("news.csv").write_text("id,body\n1,x\n1,y\n")

    assert run("validate", "news.csv", "--text", "body").stdout.count("twice") == 1
    assert "no column 'text'" in run("validate", "news.csv").stdout


# --- the rest


def test_schema_is_printed_as_json():
    assert json.loads(run("schema").stdout)["title"] == "A corpuskit document"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_prints_a_script(shell):
    assert "_CORPUSKIT_COMPLETE" in run("completion", shell).stdout


def test_completion_knows_the_installed_plugins(tmp_path):
    info = tmp_path / "site" / "corpuskit_extra-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpuskit-extra\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[corpuskit]\nzzz = no_module\n")
    words = {"COMP_WORDS": "corpuskit extract --only zz", "COMP_CWORD": "3", "_CORPUSKIT_COMPLETE": "bash_complete"}
    done = spawn(env={**os.environ, **words, "PYTHONPATH": str(tmp_path / "site")})

    assert done.stdout == "plain,zzz\n"


def test_every_command_has_the_help_of_the_list_and_an_example():
    for name, line in BUILT_IN.items():
        command = cli.get_command(click.Context(cli), name)

        assert command.help.splitlines()[0] == line
        assert "corpuskit " in command.epilog
        assert run(name, "-h").exit_code == 0


def test_the_formats_of_the_help_are_those_that_there_are():
    assert formats.names() == FORMATS


def test_a_command_that_is_not_there_is_wrong_usage_with_a_hint():
    done = run("exract")

    assert done.exit_code == 2
    assert "did you mean 'extract'?" in done.stderr


def test_help_imports_nothing_heavy_and_no_plugin():
    code = (
        "import sys, contextlib, time\n"
        "from corpuskit.__main__ import main\n"
        "sys.argv = ['corpuskit', '--help']\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
        "print(time.process_time(), file=sys.stderr)\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "CORPUSKIT_PLUGINS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=environment)
    modules, seconds = done.stderr.splitlines()
    print(f"CPU seconds of --help: {seconds}")

    assert "Commands:" in done.stdout
    assert not set(re.findall(r"'(\w+)'", modules)) & {"numpy", "pyarrow", "pandas", "polars", "rich", "tomllib"}
    assert "corpuskit_" not in modules


def test_the_module_and_the_command_are_one():
    script = Path(sys.executable).with_name("corpuskit")
    done = spawn("--help")

    assert done.stdout.startswith("Usage: corpuskit ")
    if script.exists():
        assert subprocess.run([script, "--help"], capture_output=True, text=True, timeout=60).stdout == done.stdout


def test_the_version_is_that_of_the_distribution():
    assert re.fullmatch(r"corpuskit, version \d+\.\d+\.\d+\S*\n", run("-V").stdout)


def test_without_click_the_command_names_the_extra():
    code = "import sys; sys.modules['click'] = None; from corpuskit.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert "pip install 'corpuskit-core[cli]'" in done.stderr


def test_a_broken_pipe_is_quiet():
    Path("big.jsonl").write_text("".join(f'{{"id": "{i}", "text": "{"#a " * 999}"}}\n' for i in range(60)))
    command = [sys.executable, "-m", "corpuskit", "extract", "big.jsonl", "--plugin", "tags.py", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == b""
    assert process.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interruption_has_its_exit_code_and_keeps_what_was_written():
    Path("slow.py").write_text(
        "import time\n" + PLUGIN.replace('if "explode" in document.text:', "time.sleep(0.2)\n        if False:")
    )
    Path("many.jsonl").write_text("".join(f'{{"id": "{i}", "text": "{"#a " * 9999}"}}\n' for i in range(500)))
    command = [sys.executable, "-m", "corpuskit", "extract", "many.jsonl", "--plugin", "slow.py", "-o", "out.jsonl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        for _ in range(300):
            if any(path.stat().st_size for path in Path().glob(".out.jsonl*")):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read().decode()

    assert process.returncode == 130
    assert errors.startswith("corpuskit: interrupted")
    assert "Traceback" not in errors
    assert not Path("out.jsonl").exists()
    assert Path("out.jsonl.partial").exists()


def test_a_command_of_a_plugin_is_listed_and_loaded_on_use(tmp_path, monkeypatch):
    info = tmp_path / "site" / "corpuskit_extra-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpuskit-extra\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[corpuskit.commands]\nhello = extra_command:hello\nbad = no_module:x\n")
    (tmp_path / "site" / "extra_command.py").write_text(
        "import click\n@click.command()\ndef hello():\n    click.echo('good day')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    listed, used, bad = (spawn(word, env=environment) for word in ("--help", "hello", "bad"))

    assert "hello  " in listed.stdout
    assert "from corpuskit-extra 1.2" in listed.stdout
    assert used.stdout == "good day\n"
    assert bad.returncode == 1
    assert "command 'bad' of corpuskit-extra 1.2 cannot be used" in bad.stderr
