"""What users get: the six wheels and source distributions, built and looked into."""

import re
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "corpuskit_core": (ROOT, "corpuskit"),
    "corpuskit_dates": (ROOT / "plugins" / "dates", "corpuskit_dates"),
    "corpuskit_entities": (ROOT / "plugins" / "entities", "corpuskit_entities"),
    "corpuskit_numbers": (ROOT / "plugins" / "numbers", "corpuskit_numbers"),
    "corpuskit_quotes": (ROOT / "plugins" / "quotes", "corpuskit_quotes"),
    "corpuskit_spacy": (ROOT / "plugins" / "spacy", "corpuskit_spacy"),
}


def wheel(built: Path, name: str) -> zipfile.ZipFile:
    (path,) = built.glob(f"{name}-*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_wheel_holds_its_package_its_licence_and_nothing_else(built: Path, name: str) -> None:
    _, package = PACKAGES[name]
    # The files of a new plugin are data, its tests too.
    names = [entry for entry in wheel(built, name).namelist() if "/data/new_plugin/" not in entry]
    folders = {entry.split("/")[0] for entry in names}

    assert folders == {package, f"{name}-0.1.0.dist-info"}
    assert f"{package}/py.typed" in names
    assert any(entry.endswith("licenses/LICENSE") for entry in names)
    assert not [entry for entry in names if "test_" in entry or "seeds" in entry or "__pycache__" in entry]


def test_the_wheel_of_the_core_has_every_file_of_a_new_plugin(built: Path) -> None:
    top = ROOT / "src" / "corpuskit" / "data" / "new_plugin"
    files = {path.relative_to(ROOT / "src").as_posix() for path in top.rglob("*") if path.is_file()}

    assert {name for name in files if "cache" not in name} <= {*wheel(built, "corpuskit_core").namelist()}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_source_distribution_has_no_seeds(built: Path, name: str) -> None:
    (path,) = built.glob(f"{name}-*.tar.gz")
    with tarfile.open(path) as archive:
        names = archive.getnames()

    assert not [entry for entry in names if "seeds/" in entry or ".venv" in entry]
    assert any(entry.endswith("pyproject.toml") for entry in names)


@pytest.mark.parametrize("name", [name for name in PACKAGES if name != "corpuskit_core"])
def test_a_plugins_wheel_has_its_data_and_their_sources(built: Path, name: str) -> None:
    names = wheel(built, name).namelist()

    assert f"{name}/data/SOURCES.toml" in names
    assert [entry for entry in names if re.match(rf"{name}/data/.*\.(tsv|toml)", entry)]
    assert sum(entry.file_size for entry in wheel(built, name).infolist()) < 12_000_000


@pytest.mark.parametrize("name", PACKAGES)
def test_metadata_are_complete(built: Path, name: str) -> None:
    archive = wheel(built, name)
    metadata = HeaderParser().parsestr(archive.read(f"{name}-0.1.0.dist-info/METADATA").decode())

    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert len(metadata["Summary"]) > 20
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata.get_all("Classifier")
