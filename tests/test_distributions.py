"""What users get: the wheels and source distributions of all projects, built and looked into."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NAMES = ("core", "dates", "entities", "numbers", "quotes", "spacy")
LANGUAGE = "Programming Language :: Python :: "
NOT_FOR_USERS = re.compile(r"(^|/)(seeds|benchmarks|docs|__pycache__)/|(^|/)(test_\w+|conftest)\.py$|\.pyc$")


def root(name: str) -> Path:
    return ROOT if name == "core" else ROOT / "plugins" / name


def package(name: str) -> str:
    return "corpuskit" if name == "core" else f"corpuskit_{name}"


def _project(name: str) -> dict[str, Any]:
    return tomllib.loads((root(name) / "pyproject.toml").read_text(encoding="utf-8"))


def declared(name: str) -> dict[str, Any]:
    table: dict[str, Any] = _project(name)["project"]
    return table


def wheel(folder: Path, name: str) -> dict[str, bytes]:
    (path,) = folder.glob(f"corpuskit_{name}-*.whl")
    with zipfile.ZipFile(path) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def source(folder: Path, name: str) -> tarfile.TarFile:
    (path,) = folder.glob(f"corpuskit_{name}-*.tar.gz")
    return tarfile.open(path)


def source_names(folder: Path, name: str) -> set[str]:
    """Give the names of the files of a source distribution, without the folder that all are in."""
    with source(folder, name) as archive:
        return {entry.name.partition("/")[2] for entry in archive if entry.isfile()}


def metadata(folder: Path, name: str) -> Message:
    return HeaderParser().parsestr(wheel(folder, name)[f"corpuskit_{name}-0.1.0.dist-info/METADATA"].decode())


def tracked(folder: Path) -> set[str]:
    """Give the files of a folder that are part of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return {entry for entry in listed.stdout.split("\0") if entry}


# --- contents


@pytest.mark.parametrize("name", NAMES)
def test_a_wheel_holds_the_files_of_its_package_and_its_licence(built: Path, name: str) -> None:
    information = f"corpuskit_{name}-0.1.0.dist-info/"
    files = wheel(built, name).keys()
    own = {entry for entry in files if not entry.startswith(information)}
    licences = {f"{information}licenses/{licence}" for licence in declared(name)["license-files"]}

    assert own == {entry[4:] for entry in tracked(root(name)) if entry.startswith("src/")}
    assert {entry.split("/")[0] for entry in own} == {package(name)}
    assert f"{package(name)}/py.typed" in own
    assert {entry for entry in files if "/licenses/" in entry} == licences
    assert not [entry for entry in files if NOT_FOR_USERS.search(entry)]


@pytest.mark.parametrize("name", NAMES)
def test_a_source_distribution_holds_files_of_the_project_only_and_no_tests(built: Path, name: str) -> None:
    files = source_names(built, name) - {"PKG-INFO", ".gitignore"}

    assert files <= tracked(root(name))
    assert files >= {"pyproject.toml", "README.md", *declared(name)["license-files"]}
    assert not [entry for entry in files if NOT_FOR_USERS.search(entry)]


@pytest.mark.parametrize("name", NAMES)
def test_a_source_distribution_builds_the_same_wheel(built: Path, name: str, tmp_path: Path) -> None:
    with source(built, name) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    pure = {**os.environ, "CORPUSKIT_PURE": "1"}
    subprocess.run(command, cwd=folder, env=pure, check=True, capture_output=True)

    assert wheel(tmp_path, name) == wheel(built, name)


def test_what_is_compiled_is_compiled_by_one_way() -> None:
    hooks = {name: root(name) / "hatch_build.py" for name in NAMES if (root(name) / "hatch_build.py").exists()}

    assert hooks
    assert len({path.read_bytes() for path in hooks.values()}) == 1
    for name in hooks:
        hook = _project(name)["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
        for pattern in chain(hook["modules"], hook["interpreted"]):
            assert list((root(name) / "src").glob(pattern)), f"{name}: {pattern} is no module"


def test_a_wheel_is_pure_where_there_is_no_compiler(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env={"PATH": str(tmp_path)}, check=True, capture_output=True)

    assert [path.name for path in tmp_path.iterdir()] == ["corpuskit_core-0.1.0-py3-none-any.whl"]


@pytest.mark.parametrize("name", NAMES)
def test_a_wheel_says_of_all_its_data_where_they_come_from(built: Path, name: str) -> None:
    files = {path: text for path, text in wheel(built, name).items() if "/new_plugin/" not in path}
    told = [path.removesuffix("SOURCES.toml") for path in files if path.endswith("/data/SOURCES.toml")]
    named = [f"{folder}{file}" for folder in told for file in _sources(files[f"{folder}SOURCES.toml"])]
    data = {path for path in files if "/data/" in path and not path.endswith(("SOURCES.toml", "__init__.py"))}

    assert {path for path in data if not any(fnmatch(path, pattern) for pattern in named)} == set()
    assert sum(map(len, files.values())) < 12_000_000


def _sources(content: bytes) -> Iterator[str]:
    """Give the patterns of the files whose sources are told."""
    for entry in chain.from_iterable(tomllib.loads(content.decode()).values()):
        assert entry["licence"]
        assert entry["title"]
        yield from entry.get("files") or [entry["file"]]


# --- metadata


@pytest.mark.parametrize("name", NAMES)
def test_metadata_are_complete(built: Path, name: str) -> None:
    told = metadata(built, name)

    assert (told["Name"], told["Version"]) == (f"corpuskit-{name}", "0.1.0")
    assert 20 < len(told["Summary"]) < 120
    assert (told["License-Expression"], told["Requires-Python"]) == ("Apache-2.0", ">=3.11")
    assert told["Author"]
    assert len(told["Keywords"].split(",")) > 4
    assert told["Description-Content-Type"] == "text/markdown"
    assert f"corpuskit-{name}" in told.get_payload()
    assert {"Typing :: Typed", "Operating System :: OS Independent"} <= set(told.get_all("Classifier", []))


@pytest.mark.parametrize("name", NAMES)
def test_the_pythons_that_are_declared_are_those_of_the_contributors_page(built: Path, name: str) -> None:
    classifiers = metadata(built, name).get_all("Classifier", [])
    pythons = [entry.removeprefix(LANGUAGE) for entry in classifiers if entry.startswith(f"{LANGUAGE}3.")]
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert f"{', '.join(pythons[:-1])} and {pythons[-1]} are supported" in told
