"""The examples of a page, run in its order with the files that it shows: ``python examples.py PAGE``, in a folder."""

import ast
import doctest
import importlib.util
import os
import re
import shlex
import sys
from pathlib import Path

from click.testing import CliRunner

from corpuskit.cli import cli

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FENCE = re.compile(r"(?:`([\w./-]+\.\w+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code: the name of the file that the line before says it is, its language and its text."""

NEEDS = re.compile(r"^<!-- needs (\w+) -->\n```.*?^```$", re.MULTILINE | re.DOTALL)
"""A block that runs where a module is installed; another test environment has it."""

FROM_WHEELS = (
    "tutorial.md",
    "extractor.md",
    "testing.md",
    "gold.md",
    "levels.md",
    "hooks/corpuskit_extractors.md",
    "hooks/corpuskit_formats.md",
)
"""The pages for authors of plugins, whose examples run where only wheels are installed."""

SHELL = re.compile(r"[|<>&;]")
QUOTED = re.compile(r"'[^']*'")
VARIABLES = ("CORPUSKIT_PLUGINS", "CORPUSKIT_DISABLED_PLUGINS", "CORPUSKIT_STRICT_PLUGINS", "FORCE_COLOR")


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Give the blocks of a page: the name of the file that each is, or "", its language and its text."""
    text = NEEDS.sub(
        lambda block: block[0] if importlib.util.find_spec(block[1]) else "", page.read_text(encoding="utf-8")
    )
    return [(name, kind, body) for name, kind, body in FENCE.findall(text)]


def commands(body: str) -> list[tuple[str, str]]:
    """Give the commands of a console block with the output that is shown."""
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE)
    return [(command, shown) for command, shown in found]


def run(page: Path) -> None:
    """Run the examples of a page in the current folder.

    Raises:
        AssertionError: with the example, what was expected and what came.
    """
    names: dict[str, object] = {"__name__": "page"}
    for file, kind, body in blocks(page):
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(body, encoding="utf-8")
        elif kind == "pycon":
            _run_pycon(body, names)
        elif kind == "python":
            _run_python(body, names)
        elif kind == "console":
            _run_console(body)
            if page.name == "tutorial.md":  # Its reader leaves Python for the command line.
                names = {"__name__": "page"}


def _run_pycon(body: str, names: dict[str, object]) -> None:
    parsed = doctest.DocTestParser().get_doctest(body, names, "page", "page", 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(parsed, out=report.append, clear_globs=False)
    names.update(parsed.globs)
    assert runner.tries, "nothing ran"
    assert not runner.failures, "".join(report)


def _run_python(body: str, names: dict[str, object]) -> None:
    """Run a block that imports what it needs, where that is installed; any other is a fragment, and must compile."""
    tree = ast.parse(body)
    imported = [node.names[0].name for node in tree.body if isinstance(node, ast.Import)]
    imported += [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    if imported and all(importlib.util.find_spec(name.partition(".")[0]) for name in imported):
        exec(compile(tree, "page", "exec"), names)


def _run_console(body: str) -> None:
    for command, shown in commands(body):
        if not command.startswith("corpuskit ") or SHELL.search(QUOTED.sub("", command)):
            continue
        result = CliRunner().invoke(cli, shlex.split(command)[1:], prog_name="corpuskit")
        is_fault = result.exit_code == 2 or re.search("^corpuskit: (?!warning|stopping)", result.output, re.MULTILINE)
        assert not is_fault, f"{command}\n{result.output}"
        assert result.exit_code in (0, 1, 3), f"{command}\n{result.output}"
        if shown:
            assert doctest.OutputChecker().check_output(shown, result.output, FLAGS), f"{command}\n{result.output}"


if __name__ == "__main__":
    for variable in VARIABLES:
        os.environ.pop(variable, None)
    sys.path.insert(0, "")
    run(Path(sys.argv[1]))
