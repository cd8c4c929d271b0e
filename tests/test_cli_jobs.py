"""``corpuskit extract`` in several processes."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpuskit import Document
from corpuskit.formats.jsonl import encode

pytestmark = pytest.mark.usefixtures("cli_folder")


def test_processes_write_and_say_what_one_process_does(run):
    pages = [
        Document(f"<p>A #quiet day {number} at <b>#the</b> harbour we explode", id=f"{number}") for number in range(5)
    ]
    Path("in.jsonl").write_bytes(b"".join(map(encode, pages)))
    arguments = ["extract", "in.jsonl", "--plugin", "tags.py", "--transform", "html", "--date", "2020-06-12", "--debug"]
    one, two = run(*arguments), run(*arguments, "--jobs", "1")

    assert one.exit_code == two.exit_code == 3
    assert one.stdout == two.stdout
    assert one.stderr.count("Traceback") == two.stderr.count("Traceback") == 5
    assert one.stderr.splitlines()[-4:] == two.stderr.splitlines()[-4:]


def test_warnings_of_a_process_are_told(run):
    Path("fails.py").write_text(
        "from corpuskit import ExtractorSpec, hookimpl\n"
        "from corpuskit.scan import Columns\n"
        "class Alone:\n"
        "    def __init__(self, config): pass\n"
        "    def extract_batch(self, batch):\n"
        "        (text,) = batch.texts\n"
        "        return Columns('alone', [0], [0], [1])\n"
        "@hookimpl\n"
        "def corpuskit_extractors(): yield ExtractorSpec('alone', factory=Alone, provides=('alone',))\n"
    )
    one, two = (run("extract", "in", "--plugin", "fails.py", *more) for more in ([], ["--jobs", "1"]))

    assert "warning: extractor 'alone'" in one.stderr
    assert two.stderr == one.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interruption_ends_processes_at_once_and_the_same_command_goes_on():
    sleeping = 'time.sleep(60 * ("last" in document.text))\n        if "explode"'
    Path("slow.py").write_text("import time\n" + Path("tags.py").read_text().replace('if "explode"', sleeping))
    texts = ["A quiet day. " * 90_000, "The last."]
    Path("in.jsonl").write_bytes(b"".join(encode(Document(text, id=f"{n}")) for n, text in enumerate(texts)))
    # What was started in the background may ignore interruptions.
    start = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from corpuskit.__main__ import main; main()"
    )
    command = [sys.executable, "-c", start, "extract", "in.jsonl", "--plugin", "slow.py", "-o", "out.jsonl"]
    with subprocess.Popen([*command, "--jobs", "1"], stderr=subprocess.PIPE) as process:
        for _ in range(300):
            if any(json.loads(path.read_bytes())["pieces"] for path in Path().glob("out.jsonl.partial.manifest")):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read().decode()

    assert process.returncode == 130
    assert errors.startswith("corpuskit: interrupted; the 1 document before it")
    assert errors.endswith("the same command goes on from there\n")


@pytest.mark.parametrize(("option", "said"), [("--profile", "one process"), ("--jobs=-1", "-1 is not in the range")])
def test_options_that_do_not_go_together_are_refused(run, option, said):
    done = run("extract", "in", "--plugin", "tags.py", "--jobs", "0", option)

    assert done.exit_code == 2
    assert said in done.stderr


def test_a_time_limit_without_processes_is_refused(run):
    assert "goes with --jobs" in run("extract", "in", "--plugin", "tags.py", "--time-limit", "5").stderr
