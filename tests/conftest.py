"""What the tests of the command line share."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpuskit import Annotation, Document, Span
from corpuskit.cli import cli
from corpuskit.values import DateValue, EntityValue, QuoteValue

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


@pytest.fixture
def cli_folder(tmp_path, monkeypatch) -> Path:
    """A current folder with two texts and a plugin in a file; no installed plugin is seen."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CORPUSKIT_DISABLED_PLUGINS", "CORPUSKIT_STRICT_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "")
    monkeypatch.chdir(tmp_path)
    Path("tags.py").write_text(PLUGIN)
    Path("in").mkdir()
    Path("in/a.txt").write_text("A #quiet day at the #harbour.\n")
    Path("in/b.txt").write_text("Nothing moved.\n")
    return tmp_path


@pytest.fixture
def annotated() -> Document:
    """A document with a quote, its speaker and a date."""
    text = "“Yes,” said Ada on 5 May."
    items = [
        Annotation(Span(1, 5), "quote", QuoteValue("direct", Span(12, 15), "Ada Byron", Span(7, 11))),
        Annotation(Span(12, 15), "entity", EntityValue("PER", "Ada Byron")),
        Annotation(Span(19, 24), "date", DateValue("DATE", "2020-05-05")),
    ]
    return Document(text, id="d", annotations=items)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process."""

    def invoke(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, input=input, prog_name="corpuskit")

    return invoke


@pytest.fixture
def spawn() -> "Callable[..., subprocess.CompletedProcess[str]]":
    """Runs the command as a user does, in a process of its own."""

    def start(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "corpuskit", *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, **options)

    return start
