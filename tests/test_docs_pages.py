"""Every example on a page runs, in the order of the page, with the files that the page shows."""

import ast
import doctest
import importlib.util
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpuskit import Corpus, Pipeline
from corpuskit.cli import cli

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS / "_extensions"))

import commands as pages  # noqa: E402 - it lies beside the configuration of the documents, which build with it.

PAGES = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FENCE = re.compile(r"(?:`([\w./-]+\.\w+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code: the name of the file that the line before says it is, its language and its text."""

NEEDS = re.compile(r"^<!-- needs (\w+) -->\n```.*?^```$", re.MULTILINE | re.DOTALL)
"""A block that runs where a module is installed; another test environment has it."""

SHELL = re.compile(r"[|<>&;]")


def blocks(page: Path) -> list[tuple[str, str, str]]:
    text = NEEDS.sub(
        lambda block: block[0] if importlib.util.find_spec(block[1]) else "", page.read_text(encoding="utf-8")
    )
    return [(name, kind, body) for name, kind, body in FENCE.findall(text)]


def commands(body: str) -> list[tuple[str, str]]:
    """Give the commands of a console block with the output that is shown."""
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE)
    return [(command, shown) for command, shown in found]


def run_pycon(body: str, names: dict[str, object]) -> None:
    parsed = doctest.DocTestParser().get_doctest(body, names, "page", "page", 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(parsed, out=report.append, clear_globs=False)
    names.update(parsed.globs)
    assert runner.tries, "nothing ran"
    assert not runner.failures, "".join(report)


def run_python(body: str, names: dict[str, object]) -> None:
    """Run a block that imports what it needs, where that is installed; any other is a fragment, and must compile."""
    tree = ast.parse(body)
    imported = [node.names[0].name for node in tree.body if isinstance(node, ast.Import)]
    imported += [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    if imported and all(importlib.util.find_spec(name.partition(".")[0]) for name in imported):
        exec(compile(tree, "page", "exec"), names)


def run_console(body: str) -> None:
    for command, shown in commands(body):
        if not command.startswith("corpuskit ") or SHELL.search(command):
            continue
        result = CliRunner().invoke(cli, shlex.split(command)[1:], prog_name="corpuskit")
        is_fault = result.exit_code == 2 or re.search("^corpuskit: (?!warning|stopping)", result.output, re.MULTILINE)
        assert not is_fault, f"{command}\n{result.output}"
        assert result.exit_code in (0, 1, 3), f"{command}\n{result.output}"
        if shown:
            assert doctest.OutputChecker().check_output(shown, result.output, FLAGS), f"{command}\n{result.output}"


@pytest.fixture(scope="session")
def belongings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, and with what pages call the reader's own: texts, gold and what was found."""
    folder = tmp_path_factory.mktemp("belongings")
    shutil.copytree(DOCS / "examples", folder, dirs_exist_ok=True)
    for name in ("examples", "judged"):
        shutil.copytree(DOCS / name, folder / "docs" / name)
    shutil.copy(DOCS / "examples" / "ferry.txt", folder / "article.txt")
    (folder / "articles").mkdir()
    shutil.copy(DOCS / "examples" / "ferry.txt", folder / "articles" / "ferry.txt")
    (folder / "pages").mkdir()
    (folder / "pages" / "ferry.html").write_text("<p>The ferry left on <b>5 May</b> 2020.</p>", encoding="utf-8")
    (folder / "mails.csv").write_text("id,body\nm1,It left on 5 May 2020.\n", encoding="utf-8")
    found = list(Corpus.from_dir(folder / "articles").annotate(Pipeline()))
    for name in ("gold", "old", "new", "anna", "ben", "carla"):
        Corpus(found).write(folder / f"{name}.jsonl")
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_are_true(
    page: Path, belongings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("CORPUSKIT_PLUGINS", "CORPUSKIT_DISABLED_PLUGINS", "CORPUSKIT_STRICT_PLUGINS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    if page.name != "tutorial.md":  # It promises to work in an empty folder.
        shutil.copytree(belongings, tmp_path, dirs_exist_ok=True)
    names: dict[str, object] = {"__name__": "page"}
    for file, kind, body in blocks(page):
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(body, encoding="utf-8")
        elif kind == "pycon":
            run_pycon(body, names)
        elif kind == "python":
            run_python(body, names)
        elif kind == "console":
            run_console(body)
            if page.name == "tutorial.md":  # Its reader leaves Python for the command line.
                names = {"__name__": "page"}


def corpuskit_lines() -> list[str]:
    found = [
        command
        for page in PAGES
        for _, kind, body in blocks(page)
        if kind == "console"
        for command, _ in commands(body)
    ]
    return sorted({command for command in found if "corpuskit " in command and "pip" not in command})


@pytest.mark.parametrize("line", corpuskit_lines())
def test_every_command_on_a_page_is_one(line: str) -> None:
    words = shlex.split(re.split(r"[|>]|&&", line[line.index("corpuskit ") :])[0])[1:]

    assert pages.parsed(words)
