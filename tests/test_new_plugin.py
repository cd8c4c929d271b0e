"""``corpuskit new-plugin``: what it writes passes at once, and nothing that is there is touched."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpuskit.cli._template import KINDS, NewPlugin
from corpuskit.errors import InvalidValue
from corpuskit.hookspecs import API_LEVEL

ROOT = Path(__file__).parents[1]
Run = Callable[..., Result]

FEW_TEXTS = """
def pytest_configure(config):
    from corpuskit.testing import ExtractorContract

    ExtractorContract.max_examples = 5
"""
"""A plugin of pytest: that the contract finds what is wrong is for other tests, so that few texts are drawn."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plugin of each kind, with names as long as they get, and one that is as short."""
    folder = tmp_path_factory.mktemp("new")
    for kind in KINDS:
        NewPlugin(f"of-{kind}-{'x' * (18 - len(kind))}", kind).write(folder / kind)
    NewPlugin("s", "rules", "l").write(folder / "short")
    (folder / "few_texts.py").write_text(FEW_TEXTS)
    return folder


def checked(folder: Path, *command: str) -> str:
    """Run a module of Python in a folder, and give what it says."""
    path = os.pathsep.join([str(folder.parent), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_the_tests_of_each_kind_pass_before_it_is_installed(written: Path, kind: str) -> None:
    said = checked(written / kind, "pytest", "-p", "few_texts", "-p", "no:cacheprovider", "-p", "no:xdist")

    assert re.search(r"\n3\d passed, 2 skipped", said)


def test_the_types_of_each_kind_are_right(written: Path) -> None:
    for kind in KINDS:  # One after the other, so that what corpuskit declares is read once.
        assert "no issues found" in checked(written / kind, "mypy", "--cache-dir", str(written / "cache"))


@pytest.mark.parametrize("kind", [*KINDS, "short"])
def test_the_style_of_each_kind_is_right_whatever_its_names_are(written: Path, kind: str) -> None:
    checked(written / kind, "ruff", "check", "--no-cache", ".")
    checked(written / kind, "ruff", "format", "--no-cache", "--check", ".")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_template_is_left(kind: str) -> None:
    found = dict(NewPlugin("ships", kind).files())

    assert not [path for path, content in found.items() if "plume" in f"{path}{content}".lower()]
    assert {"LICENSE", "README.md", "pyproject.toml", ".gitignore", ".github/workflows/ci.yml"} <= found.keys()
    assert {"src/corpuskit_ships/py.typed", "src/corpuskit_ships/values.py", "tests/test_ships.py"} <= found.keys()


def test_what_is_written_asks_for_this_release_and_this_level(written: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    major, minor, _ = map(int, version.split("."))
    project = tomllib.loads((written / "rules" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (plugin,) = (written / "rules" / "src").glob("*/plugin.py")

    assert f"corpuskit-core>={major}.{minor},<{major}.{minor + 1}" in project["dependencies"]
    assert f"api_level={API_LEVEL}," in plugin.read_text(encoding="utf-8")


def test_the_licence_is_the_one_that_is_named(written: Path) -> None:
    assert (written / "model" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


# --- names


@pytest.mark.parametrize(
    ("name", "layer", "package"),
    [
        ("hashtags", "hashtag", "corpuskit_hashtags"),
        ("ship-names", "ship_name", "corpuskit_ship_names"),
        ("parties", "party", "corpuskit_parties"),
        ("press", "press", "corpuskit_press"),
        ("status", "status", "corpuskit_status"),
        ("ties", "tie", "corpuskit_ties"),
        ("emoji", "emoji", "corpuskit_emoji"),
        ("iso-4217", "iso_4217", "corpuskit_iso_4217"),
    ],
)
def test_the_layer_is_the_name_in_the_singular(name: str, layer: str, package: str) -> None:
    new = NewPlugin(name)

    assert (new.layer, new.package, new.distribution) == (layer, package, f"corpuskit-{name}")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Ship Names", "did you mean 'ship-names'?"),
        ("corpuskit_tags", "did you mean 'tags'?"),
        ("2020-votes", "did you mean 'votes'?"),
        ("été", "small letters a to z"),
        ("", "small letters a to z"),
        ("a--b", "did you mean 'a-b'?"),
        ("x" * 23, "at most 22"),
    ],
)
def test_a_name_that_is_none_is_told_with_one_that_is(name: str, hint: str) -> None:
    with pytest.raises(InvalidValue, match=re.escape(hint)):
        NewPlugin(name)


@pytest.mark.parametrize("layer", ["ship-name", "Ship", "", "class", "a__b"])
def test_a_layer_that_is_none_is_told(layer: str) -> None:
    with pytest.raises(InvalidValue, match="no name of a layer"):
        NewPlugin("ships", layer=layer)


# --- the command


def test_the_command_says_what_comes_next(run: Run, cli_folder: Path) -> None:
    done = run("new-plugin", "ships", "--kind", "rules")

    assert done.exit_code == 0
    assert "wrote corpuskit-ships, 14 files: the plugin 'ships', which makes the layer 'ship'" in done.output
    assert "  corpuskit plugins check ships" in done.output
    assert (cli_folder / "corpuskit-ships" / "src" / "corpuskit_ships" / "data" / "en" / "rules.toml").is_file()


def test_nothing_is_overwritten(run: Run, cli_folder: Path) -> None:
    (cli_folder / "mine").mkdir()
    (cli_folder / "mine" / "precious").write_text("x")

    done = run("new-plugin", "ships", "-o", "mine")

    assert done.exit_code == 1
    assert "mine: there is something already, and nothing is overwritten" in done.output
    assert [path.name for path in (cli_folder / "mine").iterdir()] == ["precious"]
    assert run("new-plugin", "ships", "-o", "in/a.txt").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dates"], "a plugin is called 'dates' already: it is of corpuskit-dates 0.1.0"),
        (["tokens", "--layer", "x"], "an extractor is called so already: 'tokens' of corpuskit-core"),
        (["core"], "corpuskit-core 0.1.0 is installed already"),
        (["days", "--layer", "date"], "'date' is a standard layer"),
        (["mine", "--layer", "sentence"], "the layer 'sentence' is made by 'sentences' of corpuskit-core"),
        (["Ships"], "did you mean 'ships'?"),
        (["ships", "--kind", "regex"], "'regex' is not one of 'function', 'rules', 'model'"),
    ],
)
def test_names_that_are_taken_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new-plugin", *arguments)

    assert done.exit_code == 2
    assert message in re.sub(r"\s+", " ", done.output)
    assert list(tmp_path.iterdir()) == []
