"""Discovery of plugins, with real distributions on the path."""

import subprocess
import sys
import textwrap
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpuskit import Document, ExtractorSpec, Pipeline, Plugins
from corpuskit.errors import NotFound, PluginError, PluginWarning
from corpuskit.values import DateValue

GOOD = """
from corpuskit import Annotation, ExtractorSpec, Span, hookimpl

def words(document):
    yield Annotation(Span(0, len(document.text)), "{label}")

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("{name}", function=words, provides=("{label}",))
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put distributions with an entry point each on the path, alone."""
    import importlib.metadata

    real = importlib.metadata.entry_points
    own: set[str] = set()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [p for p in real(group=group) if p.name in own]
    )

    def add(name: str, source: str, version: str = "1.0") -> None:
        own.add(name)
        (tmp_path / f"plugin_{name}.py").write_text(textwrap.dedent(source))
        info = tmp_path / f"dist_{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dist-{name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[corpuskit]\n{name} = plugin_{name}\n")
        monkeypatch.delitem(sys.modules, f"plugin_{name}", raising=False)

    return add


def test_installed_extractors_are_found_with_their_distribution(install: Install) -> None:
    install("b", GOOD.format(name="beta", label="x"))
    install("a", GOOD.format(name="alpha", label="y"), version="2.1")

    plugins = Plugins()

    assert [(item.name, item.distribution, item.version) for item in plugins.extractors.values()] == [
        ("alpha", "dist-a", "2.1"),
        ("beta", "dist-b", "1.0"),
    ]
    assert repr(plugins) == "<Plugins: alpha, beta>"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import no_such_module", "ModuleNotFoundError"),
        (
            "from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_extractor():\n    yield 1",
            "did you mean 'corpuskit_extractors'?",
        ),
        ("from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_extractors():\n    yield 1", "gave int: 1"),
        (
            "from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_extractors():\n    1 / 0\n    yield",
            "ZeroDivision",
        ),
        ("from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_extractors(x):\n    yield", "x"),
        (GOOD.format(name="w", label="x").replace('("x",)', '("x",), api_level=99'), "API level 99"),
        (GOOD.format(name="w", label="x").replace('("x",)', '("x",), api_level="1"'), "api_level is a number from 1"),
        (
            GOOD.format(name="w", label="x").replace("provides", "provide"),
            "no field 'provide'; did you mean 'provides'?",
        ),
        (
            GOOD.format(name="w", label="x").replace('("x",)', '("x",), streams=True'),
            "install --upgrade corpuskit-core",
        ),
        (GOOD.format(name="w", label="x").replace('("x",)', '("x",), requires="date"'), "one string"),
        (GOOD.format(name="w", label="x").replace("function=words, ", ""), "either factory= or function="),
        (GOOD.format(name="w", label="x").replace('("x",)', "()"), "declare the layers"),
    ],
)
def test_a_plugin_that_fails_is_named_and_costs_only_itself(install: Install, source: str, message: str) -> None:
    install("bad", source)
    install("good", GOOD.format(name="words", label="word"))

    plugins = Plugins()
    with pytest.warns(PluginWarning, match=r"plugin 'bad' of dist-bad 1\.0 cannot be used") as caught:
        names = list(plugins.extractors)

    assert names == ["words"]

    assert message in plugins.broken["bad"]
    assert message in str(caught[0].message)


def test_strict_raises(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("bad", "1 / 0")

    with pytest.raises(PluginError, match="plugin 'bad'"):
        _ = Plugins(strict=True).extractors
    monkeypatch.setenv("CORPUSKIT_STRICT_PLUGINS", "1")
    with pytest.raises(PluginError, match="plugin 'bad'"):
        _ = Plugins().extractors


def test_the_environment_chooses(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        install(name, GOOD.format(name=name, label=name))

    monkeypatch.setenv("CORPUSKIT_DISABLED_PLUGINS", "b")
    assert list(Plugins().extractors) == ["a", "c"]
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "b, c")
    assert list(Plugins().extractors) == ["c"]
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "")
    assert list(Plugins().extractors) == []
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "dates")
    with pytest.raises(NotFound, match=r"no plugin is called 'dates'.*pip install 'corpuskit-core\[dates\]'"):
        _ = Plugins().extractors


def test_a_plugin_that_is_left_out_is_not_imported(install: Install) -> None:
    install("bad", "1 / 0")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(Plugins(disabled=["bad"]).extractors) == []
        assert list(Plugins(only=[]).extractors) == []


def test_two_extractors_of_one_name_are_named_with_their_distributions(install: Install) -> None:
    install("a", GOOD.format(name="same", label="x"))
    install("b", GOOD.format(name="same", label="y"))

    with pytest.warns(PluginWarning, match=r"called 'same': one of dist-a and one of dist-b; the first is used"):
        found = [item.distribution for item in Plugins().extractors.values()]

    assert found == ["dist-a"]
    with pytest.raises(PluginError, match="called 'same'"):
        _ = Plugins(strict=True).extractors


def test_a_file_named_by_its_path_goes_before_what_is_installed(install: Install, tmp_path: Path) -> None:
    install("a", GOOD.format(name="same", label="x"))
    file = tmp_path / "same.py"
    file.write_text(GOOD.format(name="same", label="y"))

    with pytest.warns(PluginWarning, match=r"called 'same': one of same.py and one of dist-a; the first is used"):
        assert Plugins(files=[file]).extractor("same").file == str(file)


def test_a_single_file_is_a_plugin_whose_version_is_its_content(install: Install, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(GOOD.format(name="mine", label="x"))
    first = Plugins(files=[file]).extractor("mine")
    file.write_text(file.read_text() + "\n# changed\n")

    assert (first.distribution, first.file) == ("mine.py", str(file))
    assert Plugins(files=[file]).extractor("mine").version != first.version


def test_a_file_that_was_edited_is_new_code(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    for start in (0, 1):
        file.write_text(GOOD.format(name="mine", label="x").replace("Span(0,", f"Span({start},"))
        pipeline = Pipeline(plugins=Plugins(only=[], files=file))
        assert [item.start for item in pipeline(Document("ab"))["x"]] == [start]
    assert not (tmp_path / "__pycache__").exists()


@pytest.mark.parametrize(
    "source",
    [
        GOOD.format(name="mine", label="x").replace("@hookimpl", ""),
        GOOD.format(name="mine", label="x").replace("yield Extr", "Extr"),
        "raise SystemExit(7)",
    ],
)
def test_a_file_without_an_extractor_is_told(tmp_path: Path, source: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(source)

    with pytest.warns(PluginWarning, match=r"is @hookimpl missing|SystemExit"):
        assert Plugins(only=[], files=[file]).extractors == {}


@pytest.mark.parametrize("wish", ["false", "no", "off", "0", ""])
def test_strict_can_be_denied(install: Install, monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    monkeypatch.setenv("CORPUSKIT_STRICT_PLUGINS", wish)

    assert not Plugins().strict


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "a,b"}, "a word of letters"),
        ({"provides": ("a@b",)}, "no label"),
        ({"languages": ("EN",)}, "primary subtag"),
        ({"requires": ("x",)}, "cannot wait for what it provides"),
    ],
)
def test_a_spec_that_could_never_work_is_refused(change: dict[str, Any], message: str) -> None:
    given_ = {"name": "a", "function": lambda document: [], "provides": ("x",), **change}

    with pytest.raises(PluginError, match=message):
        ExtractorSpec(**given_)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="no plugin file"):
        _ = Plugins(only=[], files=["nowhere.py"]).extractors


def test_an_unknown_extractor_comes_with_a_hint(install: Install) -> None:
    install("a", GOOD.format(name="words", label="x"))

    with pytest.raises(NotFound, match="did you mean 'words'"):
        Plugins().extractor("word")


def test_value_classes_are_the_standard_ones_or_what_a_plugin_declares(install: Install) -> None:
    declared = GOOD.format(name="a", label="x").replace('("x",)', '{"x": "fractions:Fraction"}')
    install("a", declared)

    plugins = Plugins()

    assert plugins.value_class("date") is DateValue
    assert plugins.value_class("x").__name__ == "Fraction"  # type: ignore[union-attr]
    assert plugins.value_class("nothing") is None


def test_importing_corpuskit_imports_no_plugin_and_nothing_heavy() -> None:
    heavy = ("numpy", "pyarrow", "rich", "click", "hypothesis", "corpuskit_dates", "corpuskit.alignment._locate")
    code = f"import sys, corpuskit; print(sorted(m for m in sys.modules if m.startswith({heavy})))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_spec_can_be_made_with_a_mapping_or_names() -> None:
    spec = ExtractorSpec("x", function=lambda document: [], provides={"a": None, "b": DateValue})

    assert dict(spec.provides) == {"a": None, "b": DateValue}


def test_plugins_of_given_extractors_have_no_others() -> None:
    one, other = Plugins().extractors["numbers"], Plugins().extractors["dates"]

    assert tuple(Plugins.of([one, other]).extractors) == ("dates", "numbers")
    assert Plugins.of([one]).extractor("numbers") is one
