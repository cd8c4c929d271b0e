"""What holds for the repository as a whole."""

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLUGINS = ("dates", "entities", "numbers", "quotes", "spacy")

SEEDS = {
    "000_10680733942b981a.txt": "16bce8b7bad77533d7c609bd0ed728f0ee7d84fb247d53a3f52f63179b9a35b2",
    "002_9be41ba76527e7b2.txt": "5ec8a28ab3900738d77bb4265e7c19acac3280f6c34d5b61649ca504eae844e4",
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def project(folder: Path) -> dict[str, object]:
    table: dict[str, object] = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_kept_byte_for_byte(name: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == SEEDS[name]


def test_no_tests_folder_is_a_package() -> None:
    # With importlib mode an __init__.py there makes pytest run one plugin's tests again and others never.
    assert not [path for path in ROOT.glob("**/tests/**/__init__.py") if ".venv" not in path.parts]


@pytest.mark.parametrize("plugin", PLUGINS)
def test_distributions_move_in_lockstep(plugin: str) -> None:
    core, own = project(ROOT), project(ROOT / "plugins" / plugin)

    assert own["version"] == core["version"]
    assert own["requires-python"] == core["requires-python"]
    minor = str(core["version"]).rsplit(".", 1)[0]
    following = f"0.{int(minor.split('.')[1]) + 1}"
    assert f"corpuskit-core>={minor},<{following}" in own["dependencies"]  # type: ignore[operator]
    extras = core["optional-dependencies"]
    assert extras[plugin] == [f"corpuskit-{plugin}>={minor},<{following}"]  # type: ignore[index]


def test_every_plugin_names_the_sources_of_its_data() -> None:
    for plugin in PLUGINS:
        (folder,) = (ROOT / "plugins" / plugin / "src").glob("corpuskit_*/data")
        sources = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))
        assert sources, plugin


def test_data_are_what_their_sources_say() -> None:
    checked = 0
    for folder in (*ROOT.glob("plugins/*/src/corpuskit_*/data"), ROOT / "src" / "corpuskit" / "data"):
        for entry in tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8")).get("list", ()):
            if "sha256" in entry:
                content = (folder / entry["file"]).read_bytes()
                assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["file"]
                checked += 1

    assert checked


@pytest.mark.parametrize("plugin", ["entities", "numbers"])
def test_data_of_others_are_credited(plugin: str) -> None:
    notice = (ROOT / "plugins" / plugin / "NOTICE").read_text(encoding="utf-8")

    assert "UNICODE LICENSE V3" in notice
    assert "NOTICE" in str(project(ROOT / "plugins" / plugin)["license-files"])


def test_no_file_names_a_registry_or_is_a_lock() -> None:
    # The hyphens are escaped so that this file does not name what it looks for.
    pattern = re.compile(rb"(index\-url|extra\-index|https?://[^ \"]*/(simple|packages)/)")
    guilty = [path for path in tracked() if pattern.search(path.read_bytes())]

    assert not guilty
    assert not [path for path in tracked() if path.name == "uv.lock"]


def test_modules_stay_small() -> None:
    sizes = {path: path.read_bytes().count(b"\n") for path in tracked() if path.suffix == ".py"}

    assert not {path: size for path, size in sizes.items() if size > 600}


def test_no_pattern_has_a_possessive_group() -> None:
    # Before 3.11.5, Python matches them wrongly where something in them may be matched in two ways; of one sign they
    # are right: https://github.com/python/cpython/issues/106052.
    group = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    sources = [path for path in tracked() if path.suffix in (".py", ".toml") and {"src"} & {*path.parts}]

    assert [path for path in sources if group.search(path.read_text(encoding="utf-8"))] == []
