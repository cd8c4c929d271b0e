"""Every example on a page runs, in the order of the page, with the files that the page shows."""

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from corpuskit import Corpus, Pipeline

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS / "_extensions"))

import commands as commands_of_docs  # noqa: E402 - these lie beside the configuration of the docs, which build with them.
import examples  # noqa: E402

PAGES = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)]


@pytest.fixture(scope="session")
def belongings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, and with what pages call the reader's own: texts, gold and what was found."""
    folder = tmp_path_factory.mktemp("belongings")
    shutil.copytree(DOCS / "examples", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
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


HERE = [page for page in PAGES if examples.blocks(page) and page not in {DOCS / name for name in examples.FROM_WHEELS}]


@pytest.mark.parametrize("page", HERE, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_are_true(
    page: Path, belongings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    for name in examples.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(belongings, tmp_path, dirs_exist_ok=True)

    examples.run(page)


def corpuskit_lines() -> list[str]:
    found = [
        command
        for page in PAGES
        for _, kind, body in examples.blocks(page)
        if kind == "console"
        for command, _ in examples.commands(body)
    ]
    return sorted({command for command in found if "corpuskit " in command and "pip" not in command})


@pytest.mark.parametrize("line", corpuskit_lines())
def test_every_command_on_a_page_is_one(line: str) -> None:
    words = shlex.split(re.split(r"\s(?:[|>]|&&)\s", line[line.index("corpuskit ") :])[0])[1:]

    assert commands_of_docs.parsed(words)
