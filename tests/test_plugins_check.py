"""``corpuskit plugins check``: the contract of a plugin, for a person and for a program."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpuskit.errors import NotFound, PluginError
from corpuskit.testing import ExtractorContract
from corpuskit.testing._contract._mending import MENDING
from corpuskit.testing._plugin import contracts_of

Run = Callable[..., Result]

TAGS = """
import re
from corpuskit import Annotation, Document, ExtractorSpec, Span, hookimpl

def tags(document):
    for match in re.finditer(r"{pattern}", document.text):
        yield Annotation(Span(match.start(), match.end(){late}), "{label}")

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("{name}", function=tags, provides=("{label}",), languages=(){more})
"""

FORMAT = """
from corpuskit import FormatSpec, hookimpl

@hookimpl
def corpuskit_formats():
    yield FormatSpec("own", read=print)
"""


@pytest.fixture
def plugin(cli_folder: Path) -> Callable[..., str]:
    def write(pattern: str = r"#\w+", late: str = "", more: str = "", name: str = "marks", label: str = "mark") -> str:
        path = cli_folder / f"{name}.py"
        path.write_text(TAGS.format(pattern=pattern, late=late, more=more, name=name, label=label))
        return path.name

    return write


@pytest.fixture
def two_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make two checks in place of all, one of which does not concern an extractor without ``extract_batch``."""
    outcomes = ExtractorContract._outcomes.__func__  # type: ignore[attr-defined] # What a class method is made of.
    checks = ["spans_in_range", "batch_equals_single"]
    monkeypatch.setattr(ExtractorContract, "_outcomes", classmethod(lambda cls: outcomes(cls, checks)))


def test_a_plugin_that_keeps_the_contract_is_told_to_and_how_that_was_seen(
    run: Run, plugin: Callable[..., str], cli_folder: Path
) -> None:
    done = run("plugins", "check", plugin(), "--text", "Keep the #ferry", "--draws", "5")

    assert done.exit_code == 0
    assert "extractor 'marks' of marks.py" in done.output
    assert "begins with 1 example, given" in done.output
    assert "  passed    spans_in_range: Every annotation lies in the text, and ends no\n" in done.output
    assert "\n            earlier than it starts\n" in done.output
    assert max(map(len, done.output.splitlines())) <= 80
    assert "  left out  batch_equals_single: it has no extract_batch" in done.output
    assert re.search(r"marks: 2\d checks passed, 0 not passed, \d left out\nrun on \d+ texts, and found", done.output)
    assert done.output.endswith("it keeps what every extractor keeps\n\n")
    assert not (cli_folder / ".hypothesis").exists()


def test_what_is_wrong_is_told_with_the_text_and_what_to_do(run: Run, plugin: Callable[..., str]) -> None:
    done = run("plugins", "check", plugin(late=" + 1"), "--json", "--draws", "1")
    found = json.loads(done.stdout)
    (extractor,) = found["checked"]
    checks = {entry["check"]: entry for entry in extractor["checks"]}
    wrong = checks["spans_in_range"]

    assert done.exit_code == 1
    assert found["ok"] is False
    assert list(checks) == [name[5:] for name in vars(ExtractorContract) if name.startswith("test_")]
    assert (wrong["outcome"], wrong["texts"]) == ("not passed", ["#a"])
    assert wrong["wrong"] == "mark Span(0, 3) does not lie in a text of 2"
    assert "Take offsets from the text" in wrong["do"]
    assert "check_extractor" in wrong["reproduce"]
    assert checks["batch_equals_single"]["reason"] == "it has no extract_batch"
    assert extractor["examples"]["source"] == "of everyday texts"


def test_a_person_is_shown_the_same(run: Run, plugin: Callable[..., str], two_checks: None) -> None:
    done = run("plugins", "check", plugin(late=" + 1"))

    assert done.exit_code == 1
    assert "  WRONG     spans_in_range" in done.output
    assert "  text:  '#a'" in done.output
    assert "  do:    Take offsets" in done.output
    assert "mend what is wrong, and run this again" in done.output


def test_a_layer_that_nobody_makes_is_noted_and_is_no_fault(
    run: Run, plugin: Callable[..., str], two_checks: None
) -> None:
    file = plugin(more=', after=("entitiy", "date", "own")')
    (contract,) = contracts_of(file)
    done = run("plugins", "check", file)

    slip, own = contract.notes
    assert slip.startswith("after names the layer 'entitiy', which no installed plugin makes; did you mean 'entity'?")
    assert own.startswith("after names the layer 'own', which no installed plugin makes; known: date, date_range,")
    assert done.exit_code == 0
    assert "  note      after names the layer 'entitiy', which no installed plugin makes;" in done.output
    assert max(map(len, done.output.splitlines())) <= 80


def test_every_check_says_what_to_do() -> None:
    assert list(MENDING) == [name[5:] for name in vars(ExtractorContract) if name.startswith("test_")]


# --- examples


def test_examples_are_those_given_or_of_the_spec(plugin: Callable[..., str]) -> None:
    file = plugin(more=', examples=("A #b", Document("#c", metadata={"date": "2020-05-05"}))')
    (own,) = contracts_of(file)
    (given,) = contracts_of(file, texts=["#d"])

    assert [document.text for document in own.examples] == ["A #b", "#c"]
    assert (own.source, own.examples[1].metadata["date"]) == ("of its spec", "2020-05-05")
    assert ([document.text for document in given.examples], given.source) == (["#d"], "given")


def test_examples_of_rules_are_taken_where_the_package_has_some() -> None:
    (dates,) = contracts_of("dates")

    assert dates.source == "of its rules"
    assert 6 < len(dates.examples) <= 12


def test_everyday_texts_serve_where_something_is_found_in_them(plugin: Callable[..., str]) -> None:
    (mails,) = contracts_of(plugin(r"\w+@[\w.]+"))

    assert ["ann@example.org" in document.text for document in mails.examples] == [True]


def test_an_extractor_that_finds_nothing_anywhere_is_no_proof(run: Run, plugin: Callable[..., str]) -> None:
    file = plugin("ZZZ+")
    (nothing,) = contracts_of(file)
    report = nothing.checks.check(["examples_give_something"])

    assert (nothing.examples, nothing.source) == ((), "none")
    assert not report.ok
    assert "Give texts in which it finds something" in str(report)


def test_the_contract_takes_the_examples_of_the_spec(plugin: Callable[..., str], cli_folder: Path) -> None:
    class Own(ExtractorContract):
        extractor = cli_folder / plugin(more=', examples=("A #b",)')

    assert Own.check(["examples_give_something"]).ok


# --- names


@pytest.mark.parametrize(
    ("name", "names"),
    [("dates", ["dates"]), ("corpuskit-dates", ["dates"]), ("scan", ["sentences", "tokens"]), ("tokens", ["tokens"])],
)
def test_a_plugin_is_named_by_itself_its_extractor_or_its_distribution(name: str, names: list[str]) -> None:
    assert [contract.installed.name for contract in contracts_of(name)] == names


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["datse"],
            2,
            "no plugin is called 'datse'; did you mean 'dates'?; install it (in its own folder: python -m pip",
        ),
        (["no.py"], 2, "there is no plugin file 'no.py'"),
        (["broken.py"], 1, "plugin 'broken' of broken.py"),
        (["format.py"], 2, "format.py has a format, which is checked on files of it; give some with --file"),
        (["format.py", "--file", "no.srt"], 2, "File 'no.srt' does not exist"),
        (["marks.py"], 1, "'ghost'"),
    ],
)
def test_what_cannot_be_checked_is_told(
    run: Run, plugin: Callable[..., str], cli_folder: Path, monkeypatch: pytest.MonkeyPatch, arguments, code, message
) -> None:
    monkeypatch.delenv("CORPUSKIT_PLUGINS")
    (cli_folder / "broken.py").write_text("1 / 0")
    (cli_folder / "format.py").write_text(FORMAT)
    plugin(more=', requires=("ghost",)')
    done = run("plugins", "check", *arguments)

    assert done.exit_code == code
    assert message in re.sub(r"\s+", " ", done.output)


def test_a_broken_plugin_that_is_installed_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "corpuskit_torn-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpuskit-torn\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[corpuskit]\ntorn = no_such_module_torn\n")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(PluginError, match=r"'torn' of corpuskit-torn 1\.0 cannot be used.*install what it needs"):
        contracts_of("torn")
    with pytest.raises(NotFound, match="no plugin is called 'tron'"):
        contracts_of("tron")


def test_what_is_missing_is_told_with_the_command_that_brings_it(
    run: Run, plugin: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    done = run("plugins", "check", plugin())

    assert done.exit_code == 1
    assert "pip install 'corpuskit-core[testing]'" in done.output
