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

from corpuskit import formats
from corpuskit.cli import cli
from corpuskit.cli._arguments import ANNOTATED, BARE
from corpuskit.cli._group import BUILT_IN

pytestmark = pytest.mark.usefixtures("cli_folder")


def records(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_schema_is_printed_as_json(run):
    assert json.loads(run("schema").stdout)["title"] == "A corpuskit document"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_prints_a_script(shell, run):
    assert "_CORPUSKIT_COMPLETE" in run("completion", shell).stdout


def test_completion_knows_the_installed_plugins(tmp_path, spawn):
    info = tmp_path / "site" / "corpuskit_extra-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpuskit-extra\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[corpuskit]\nzzz = no_module\n")
    words = {"COMP_WORDS": "corpuskit extract --only zz", "COMP_CWORD": "3", "_CORPUSKIT_COMPLETE": "bash_complete"}
    done = spawn(env={**os.environ, **words, "PYTHONPATH": str(tmp_path / "site")})

    assert done.stdout == "plain,zzz\n"


def test_every_command_has_the_help_of_the_list_and_an_example(run):
    for name, line in BUILT_IN.items():
        command = cli.get_command(click.Context(cli), name)

        assert command.help.splitlines()[0] == line
        assert "corpuskit " in command.epilog
        assert run(name, "-h").exit_code == 0


def test_the_formats_of_the_help_are_those_that_there_are():
    assert {*formats.names()} == {*ANNOTATED, *BARE}


def test_a_command_that_is_not_there_is_wrong_usage_with_a_hint(run):
    done = run("exract")

    assert done.exit_code == 2
    assert "did you mean 'extract'?" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        *(f"{name} c.jsonl -o c.jsonl" for name in ("report", "show", "quotes", "compare", "duplicates")),
        "extract c.jsonl --table date -o ./c.jsonl",
        "resolve c.jsonl --entities c.jsonl",
        "search c.db -o c.db",
    ],
)
def test_what_is_read_is_not_lost_by_what_is_made_of_it(annotated, run, command):
    formats.write([annotated], "c.jsonl")
    assert run("index", "c.jsonl", "-o", "c.db").exit_code == 0
    there = [Path(name).read_bytes() for name in ("c.jsonl", "c.db")]
    done = run(*command.split())

    assert done.exit_code == 2
    assert "is read too, and would be lost; write to another file" in " ".join(done.stderr.split())
    assert [Path(name).read_bytes() for name in ("c.jsonl", "c.db")] == there


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


def test_the_module_and_the_command_are_one(spawn):
    script = Path(sys.executable).with_name("corpuskit")
    done = spawn("--help")

    assert done.stdout.startswith("Usage: corpuskit ")
    if script.exists():
        assert subprocess.run([script, "--help"], capture_output=True, text=True, timeout=60).stdout == done.stdout


def test_the_version_is_that_of_the_distribution(run):
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
        "import time\n"
        + Path("tags.py").read_text().replace('if "explode" in document.text:', "time.sleep(0.05)\n        if False:")
    )
    Path("many.jsonl").write_text("".join(f'{{"id": "{i}", "text": "{"#a " * 9999}"}}\n' for i in range(500)))
    command = [sys.executable, "-m", "corpuskit", "extract", "many.jsonl", "--plugin", "slow.py", "-o", "out.jsonl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        for _ in range(300):
            if any(path.stat().st_size for path in Path().glob("out.jsonl.partial")):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read().decode()

    first, second = errors.splitlines()
    assert process.returncode == 130
    assert first == "corpuskit: stopping when the documents in work are done; interrupt again to stop at once"
    assert second.startswith("corpuskit: interrupted; the ")
    assert "Traceback" not in errors
    assert not Path("out.jsonl").exists()
    assert Path("out.jsonl.partial").exists()


def test_a_command_of_a_plugin_is_listed_and_loaded_on_use(tmp_path, monkeypatch, spawn):
    info = tmp_path / "site" / "corpuskit_extra-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpuskit-extra\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(
        "[corpuskit.commands]\nhello = extra_command:hello\nbad = no_module:x\nshow = extra_command:hello\n"
    )
    (tmp_path / "site" / "extra_command.py").write_text(
        "import click\n@click.command()\ndef hello():\n    click.echo('good day')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    listed, used, bad = (spawn(word, env=environment) for word in ("--help", "hello", "bad"))

    assert "hello  " in listed.stdout
    assert "from corpuskit-extra 1.2" in listed.stdout
    assert "of corpuskit-extra 1.2: corpuskit has a command of this name" in " ".join(listed.stdout.split())
    assert used.stdout == "good day\n"
    assert bad.returncode == 1
    assert "command 'bad' of corpuskit-extra 1.2 cannot be used" in bad.stderr
