"""The conformance kit finds every fault that an extractor may have, says it, and passes what is right."""

import contextlib
import inspect
import io
import pickle
import re
import runpy
import subprocess
import sys
import types
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import hypothesis
import pytest

from corpuskit import Annotation, Document, ExtractorSpec, Installed, Plugins, Span
from corpuskit.errors import ConfigError, NotFound
from corpuskit.testing import BrokenLaw, ExtractorContract, Report, check_extractor
from corpuskit.testing._contract._sameness import _other_environment
from corpuskit.testing._contract._subject import ENDLESS, Subject
from corpuskit.testing._contract._texts import documents
from corpuskit.testing._timing import SLOWEST, TooLong, growth, limited

BROKEN = Path(__file__).with_name("broken_extractors.py")
PLUGINS = Plugins(only=(), files=[BROKEN], strict=True)
EXAMPLES = ("Keep the #ferry at the #harbour", "A #night, a #day!", "#a")
CHECKS = tuple(name.removeprefix("test_") for name in vars(ExtractorContract) if name.startswith("test_"))
SLOW = {
    *("spawned_process_gives_the_same", "time_is_linear", "hostile_text_fails_nothing"),
    "other_documents_do_not_matter",
}
TOGETHER = {"order_does_not_matter", "other_documents_do_not_matter"}
BATCHES = {"batch_keeps_documents_apart", "batch_size_does_not_matter"}
WRITTEN = {"jsonl_keeps_everything", "parquet_keeps_everything"}


def extractor(name: str) -> Installed:
    return PLUGINS.extractor(name)


@attrs.frozen
class Case:
    """An extractor, the check that it is made to fail, the longest text that may show it, and what fails with it."""

    name: str
    check: str
    longest: int = 2
    also: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    options: dict[str, Any] = attrs.field(factory=dict)


CASES = (
    Case("finds_nothing", "examples_give_something", len(EXAMPLES[0])),
    Case("end_one_late", "spans_in_range", also={"offsets_convert_and_return"}),
    Case("ends_before_it_starts", "spans_in_range"),
    Case("unchecked_span", "spans_in_range", also={"offsets_convert_and_return", "edits_carry_annotations", *WRITTEN}),
    Case("parts_overlap", "parts_sorted_and_disjoint"),
    Case("value_points_behind_the_text", "spans_of_values_in_range", also={"offsets_convert_and_return"}),
    Case("refers_to_nothing", "references_resolve"),
    Case("refers_to_a_strange_layer", "references_resolve"),
    Case("undeclared_label", "labels_and_values_as_declared"),
    Case("undeclared_layer", "layers_are_declared"),
    Case("wrong_value", "labels_and_values_as_declared"),
    Case("no_annotation", "labels_and_values_as_declared", also={"examples_give_something"}),
    Case("unhashable_value", "labels_and_values_as_declared"),
    Case("touches_the_document", "document_is_not_touched", 0),
    Case("repeats", "same_result_twice", also=TOGETHER),
    Case("tires", "other_documents_do_not_matter"),
    Case("worn", "other_documents_do_not_matter"),
    Case("imprinted", "order_does_not_matter", 10),
    Case("by_size", "batch_size_does_not_matter", also=BATCHES),
    Case("two_ways", "batch_equals_single"),
    Case("joins", "batch_keeps_documents_apart", also=BATCHES),
    Case("one_by_one", "batch_keeps_documents_apart", 0),
    Case("joins", "batch_size_does_not_matter", 4),
    Case("one_by_one", "batch_size_does_not_matter", 0),
    Case(
        "forgetful",
        "pickled_gives_the_same",
        also={"spawned_process_gives_the_same"},
        options={"config": {"sign": ""}},
    ),
    Case("by_hash", "spawned_process_gives_the_same", 40),
    Case("undeclared_value", "jsonl_keeps_everything", also=WRITTEN),
    Case("loose_value", "parquet_keeps_everything", also=WRITTEN),
    Case(
        "reversed_in_value",
        "offsets_convert_and_return",
        also={"spans_of_values_in_range"},
    ),
    Case("raw_offsets", "edits_carry_annotations"),
    Case("in_units_of_utf16", "wide_signs_move_nothing", also={"spans_in_range", "offsets_convert_and_return"}),
    Case("in_bytes", "wide_signs_move_nothing", also={"spans_in_range"}),
    Case("by_position", "padding_only_moves_spans"),
    Case("fails_on_neighbours", "no_text_fails"),
    Case("fails_on_nothing", "empty_text_fails_nothing", 0),
    Case("fails_in_the_deep", "hostile_text_fails_nothing", 3000),
    Case("quadratic", "time_is_linear"),
    Case("looks_back_from_the_end", "time_is_linear"),
    Case("connects", "nothing_outside_is_used", 0),
    Case("writes", "nothing_outside_is_used", 0),
    Case("starts_a_process", "nothing_outside_is_used", 0),
    Case("seeds", "global_state_is_kept", 0),
    Case("sets_the_environment", "global_state_is_kept", 0),
    Case("changes_folder", "global_state_is_kept", 0),
    Case("rounds", "global_state_is_kept", 0),
    Case("silences", "global_state_is_kept", 0),
    Case("extends_the_path", "global_state_is_kept", 0),
    Case("logs", "global_state_is_kept", 0),
    Case("recurses", "global_state_is_kept", 0),
    Case("seeds_numpy", "global_state_is_kept", 0),
)


def report(case: Case, *checks: str, drawn: int = 40) -> Report:
    given = extractor(case.name)
    return check_extractor(given, examples=EXAMPLES, checks=checks, max_examples=drawn, **case.options)


def test_every_check_has_an_extractor_that_fails_it() -> None:
    assert {case.check for case in CASES} == set(CHECKS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_found_said_and_shown_again(case: Case) -> None:
    (finding,) = report(case, case.check).findings

    assert finding.check == case.check
    assert finding.law in " ".join(str(finding).split())
    assert f"extractor {case.name!r} of broken_extractors.py" in str(finding)
    assert sum(len(document.text) for document in finding.documents) <= case.longest
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(finding.reproduce, {})
    assert finding.law in " ".join(printed.getvalue().split())
    assert "1 not passed" in printed.getvalue()


FIRST = {case.check: case for case in reversed(CASES)}


@pytest.mark.parametrize("case", FIRST.values(), ids=lambda case: case.name)
def test_a_fault_fails_its_own_check(case: Case) -> None:
    checks = [name for name in CHECKS if name not in SLOW or name == case.check]
    failed = {finding.check for finding in report(case, *checks, drawn=5).findings}

    assert case.check in failed
    assert failed - {case.check} <= case.also


def test_a_correct_extractor_passes_every_check() -> None:
    found = check_extractor(extractor("correct"), examples=EXAMPLES, local=True, max_examples=40)

    assert found.ok, str(found)
    assert found.skipped == dict.fromkeys(
        ("batch_equals_single", "batch_keeps_documents_apart"), "it has no extract_batch"
    )


def test_a_correct_extractor_of_batches_needs_no_call() -> None:
    checks = [name for name in CHECKS if name not in SLOW]
    found = check_extractor(extractor("together"), examples=EXAMPLES, checks=checks, max_examples=20)

    assert found.ok, str(found)
    assert found.skipped == {
        "batch_equals_single": "it has no __call__ with which to compare its extract_batch",
        "padding_only_moves_spans": "its spec declares local = False",
    }


@pytest.mark.parametrize("check", ["same_result_twice", "order_does_not_matter", "parquet_keeps_everything"])
def test_other_checks_take_a_batch_that_is_run_again_without_a_word(check: str) -> None:
    assert check_extractor(extractor("one_by_one"), examples=EXAMPLES, checks=[check], max_examples=5).ok


# --- ways to use it


class Tags(ExtractorContract):
    extractor = extractor("correct")
    examples = EXAMPLES
    max_examples = 5


class UnittestTags(Tags, unittest.TestCase):
    linear = False


def test_checks_are_plain_methods_that_no_runner_takes_for_more() -> None:
    for name in CHECKS:
        method = getattr(ExtractorContract, f"test_{name}")

        assert list(inspect.signature(method).parameters) == ["self"]
        assert not hasattr(method, "hypothesis")
        assert method.__doc__


def test_unittest_runs_the_checks() -> None:
    suite = unittest.TestSuite(UnittestTags(f"test_{name}") for name in ("spans_in_range", "time_is_linear"))
    result = suite.run(unittest.TestResult())

    assert result.wasSuccessful()
    assert [reason for _, reason in result.skipped] == ["the contract declares linear = False"]


def test_a_check_raises_what_it_found_and_that_survives_pickling() -> None:
    contract: type[ExtractorContract] = type("Contract", (Tags,), {"extractor": extractor("end_one_late")})
    with pytest.raises(BrokenLaw, match="does not pass spans_in_range") as raised:
        contract().test_spans_in_range()

    assert pickle.loads(pickle.dumps(raised.value)).finding == raised.value.finding


def test_the_kit_needs_hypothesis_and_not_pytest() -> None:
    loaded = "print(sorted({'pytest', 'hypothesis'} & {*sys.modules}))"
    source = f"import sys; from corpuskit.testing import ExtractorContract; {loaded}"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)

    assert done.stdout == "['hypothesis']\n"


def test_most_drawn_texts_have_something() -> None:
    subject = Subject(extractor("correct"), examples=EXAMPLES)
    found = []

    @hypothesis.settings(max_examples=200, database=None, derandomize=True)
    @hypothesis.given(documents(subject, 1, 1))
    def draw(drawn: list[Document]) -> None:
        found.append(bool(subject.found(drawn[0]).items))

    draw()

    assert sum(found) > 0.6 * len(found)


def test_a_file_with_one_extractor_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(
        "from corpuskit import *\n\n"
        "@hookimpl\ndef corpuskit_extractors():\n"
        "    yield ExtractorSpec('ones', function=lambda d: [], provides=('one',))\n"
    )

    for given in (path, str(path)):
        found = check_extractor(given, examples=["1"], checks=["examples_give_something", "pickled_gives_the_same"])
        assert [finding.check for finding in found.findings] == ["examples_give_something", "pickled_gives_the_same"]
        assert "importable by name" in found.findings[1].wrong


def test_a_file_with_several_extractors_is_refused() -> None:
    with pytest.raises(ConfigError, match="a contract is about one"):
        check_extractor(BROKEN)


def test_a_spec_is_checked_and_written_out_for_reproduction() -> None:
    spec = ExtractorSpec("bare", function="os.path:basename", provides=("tag",), languages=())
    (finding,) = check_extractor(spec, examples=["a"], checks=["no_text_fails"]).findings

    source = "ExtractorSpec('bare', function='os.path:basename', provides={'tag': None}, languages=())"
    assert source in finding.reproduce


def test_what_an_extractor_requires_is_there() -> None:
    spec = ExtractorSpec("echo", function=echo, provides=("echo",), requires=("date",))
    found = check_extractor(spec, examples=["Signed on 5 January 2020."], checks=["examples_give_something"])

    assert found.ok, str(found)


def echo(document: Document) -> list[Annotation]:
    return [Annotation(item.span, "echo") for item in document["date"]]


def test_an_extractor_of_another_language_is_run_on_that() -> None:
    spec = ExtractorSpec("echo", function=everything, provides=("echo",), languages=("de",))

    assert check_extractor(spec, examples=["Guten Tag"], checks=["examples_give_something"]).ok


def test_an_example_of_another_language_is_no_example() -> None:
    spec = ExtractorSpec("echo", function=everything, provides=("echo",), languages=("de",))
    example = Document("Good day", metadata={"language": "en"})
    (finding,) = check_extractor(spec, examples=[example], checks=["examples_give_something"]).findings

    assert "language" in finding.wrong


def everything(document: Document) -> list[Annotation]:
    return [Annotation(Span(0, len(document.text)), "echo")]


def test_without_examples_the_report_asks_for_some() -> None:
    (finding,) = check_extractor(extractor("correct"), checks=["examples_give_something"]).findings

    assert "no examples are given" in finding.wrong


def test_as_many_texts_are_drawn_as_the_settings_of_hypothesis_say() -> None:
    def tried(drawn: int | None = None) -> int:
        checks = ["no_text_fails"]
        return check_extractor(extractor("correct"), examples=EXAMPLES, checks=checks, max_examples=drawn).texts

    profile = hypothesis.settings.get_current_profile_name()
    hypothesis.settings.register_profile("few", hypothesis.settings(max_examples=5))
    try:
        hypothesis.settings.load_profile("few")
        few, own = tried(), tried(50)
    finally:
        hypothesis.settings.load_profile(profile)

    assert few == tried(5) < own


def test_what_is_not_declared_is_left_out_with_the_reason() -> None:
    found = check_extractor(extractor("repeats"), examples=EXAMPLES, checks=["same_result_twice"], deterministic=False)

    assert found.skipped == {"same_result_twice": "the contract declares deterministic = False"}


def test_an_unknown_check_is_an_error_that_says_which_there_are() -> None:
    with pytest.raises(NotFound, match="did you mean 'spans_in_range'"):
        check_extractor(extractor("correct"), checks=["span_in_range"])


@pytest.mark.parametrize("check", ["same_result_twice", "order_does_not_matter"])
def test_what_hangs_on_chance_is_found_and_said_not_to_show_each_time(check: str) -> None:
    (finding,) = check_extractor(extractor("by_chance"), examples=EXAMPLES, checks=[check]).findings

    assert not finding.steady
    assert "(not each time: the extractor gives now this, now that)" in str(finding)


def test_what_a_new_extractor_does_not_show_is_said_to_hang_on_what_came_before() -> None:
    (finding,) = check_extractor(extractor("spoils"), examples=EXAMPLES, checks=["spans_in_range"]).findings

    assert finding.doubt == "does not show again on its own: something is kept between runs"


def test_an_example_in_which_nothing_is_found_is_shown_whole_with_its_number() -> None:
    examples = (*EXAMPLES, "Keep the ferry")
    (finding,) = check_extractor(extractor("correct"), examples=examples, checks=["examples_give_something"]).findings

    assert finding.wrong == "it finds nothing in example 4 of 4"
    assert [document.text for document in finding.documents] == ["Keep the ferry"]


def test_wide_signs_may_change_what_is_found() -> None:
    # In the last examples, the second tag lies as far behind the first as a bytewise offset would.
    examples = (*EXAMPLES, "#aaa aa#aaa", "#a 34567#a", "#a 34567890123#a")
    assert check_extractor(extractor("by_sight"), examples=examples, checks=["wide_signs_move_nothing"]).ok


@pytest.mark.parametrize("name", ["in_units_of_utf16", "in_bytes"])
@pytest.mark.parametrize("text", EXAMPLES)
def test_offsets_of_another_encoding_are_found_without_luck(name: str, text: str) -> None:
    found = check_extractor(extractor(name), checks=["wide_signs_move_nothing"], documents=[Document(text)])

    assert not found.ok


def test_a_result_that_hangs_on_the_working_folder_is_found() -> None:
    found = check_extractor(
        extractor("by_folder"), documents=[Document("#a")], checks=["spawned_process_gives_the_same"]
    )

    assert "working folder" in found.findings[0].wrong


def test_another_process_is_told_nothing_of_this_one() -> None:
    here = {"TZ": "UTC-13", "LANG": "de_DE.UTF-8", "HOME": "/home/ann", "USER": "ann", "PYTHONHASHSEED": "1"}
    there = _other_environment("/tmp/elsewhere", "2", here)

    assert [name for name, value in here.items() if there[name] == value] == []


def test_all_that_is_changed_is_named() -> None:
    documents = [Document("#a"), Document("#b")]
    found = check_extractor(extractor("seeds_the_same"), documents=documents, checks=["global_state_is_kept"])
    (finding,) = found.findings

    assert finding.wrong == "it changed the state of random, os.environ"
    assert finding.given == ("\"CORPUSKIT_SEEN='1'\"",)
    assert finding.steady


def test_what_gives_nothing_to_show_has_no_line_for_it() -> None:
    (finding,) = check_extractor(extractor("fails_on_nothing"), checks=["empty_text_fails_nothing"]).findings

    assert finding.given == ()
    assert "given:" not in str(finding)


def test_after_a_text_without_end_nothing_more_is_tried() -> None:
    contract: type[ExtractorContract] = type(
        "Contract", (Tags,), {"extractor": extractor("never_ends"), "examples": ("#a\0",)}
    )
    contract._subject().limit = 0.05
    found = contract.check()

    assert [(finding.check, finding.wrong) for finding in found.findings] == [(CHECKS[0], ENDLESS)]
    assert set(found.skipped.values()) == {f"it does not end on a text, see {CHECKS[0]}"}
    assert not found.passed


def test_a_runner_prints_the_reproduction_flush_left(capsys: pytest.CaptureFixture[str]) -> None:
    contract: type[ExtractorContract] = type("Contract", (Tags,), {"extractor": extractor("end_one_late")})
    with pytest.raises(BrokenLaw) as raised:
        contract().test_spans_in_range()

    assert capsys.readouterr().out == f"{raised.value.finding.reproduce}\n"
    assert f"\n{raised.value.finding.reproduce}" in str(raised.value)


ONE = """
import attrs
from corpuskit import *

@attrs.frozen
class Config:
    level: int = 0

class Ones:
    def __init__(self, config):
        self.level = config.level

    def __call__(self, document):
        return [Annotation(Span(0, len(document.text)), "one")]

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("ones", factory=Ones, config=Config, provides=("one",), languages=())
"""


def test_a_path_is_looked_up_beside_the_class_and_then_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beside").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "beside" / "one.py").write_text(ONE)
    (tmp_path / "here" / "two.py").write_text(ONE)
    module = types.ModuleType("test_of_one")
    module.__file__ = str(tmp_path / "beside" / "test_of_one.py")
    monkeypatch.setitem(sys.modules, "test_of_one", module)
    monkeypatch.chdir(tmp_path / "here")

    for name in ("one.py", "two.py"):
        contract: type[ExtractorContract] = type(
            "Ones", (Tags,), {"extractor": name, "examples": ("1",), "__module__": "test_of_one"}
        )
        assert contract.check(["examples_give_something", "pickled_gives_the_same"]).ok
    contract = type("Ones", (Tags,), {"extractor": "three.py", "__module__": "test_of_one"})
    with pytest.raises(NotFound, match=r"looked for .*beside.three\.py and .*here.three\.py"):
        contract.check()


def test_a_config_of_a_file_that_was_imported_besides_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(ONE)
    names = runpy.run_path(str(path))

    assert check_extractor(path, examples=["1"], checks=["spans_in_range"], config={"level": 1}).ok
    with pytest.raises(ConfigError, match=r"give a mapping, config=\{'level': 1\}"):
        check_extractor(path, config=names["Config"](1))


def test_time_that_grows_with_the_square_is_told_from_time_that_grows_with_the_text() -> None:
    def linear(text: str) -> Callable[[], object]:
        return lambda: [ord(sign) for sign in text * 10]

    def square(text: str) -> Callable[[], object]:
        return lambda: [text.count("#", 0, end) for end in range(len(text))]

    assert growth(linear, "a") <= SLOWEST < growth(square, "a")


def test_work_without_end_is_given_up() -> None:
    with pytest.raises(TooLong), limited(0.05):
        re.match(r"(\w+)+!", "a" * 60)


def test_the_page_has_every_check_with_its_law() -> None:
    page = (Path(__file__).parents[1] / "docs" / "testing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", page.partition("## The checks")[2], re.MULTILINE)

    assert tuple(name for name, _ in rows) == CHECKS
    for name, text in rows:
        law = getattr(ExtractorContract, f"test_{name}").__doc__.partition("\n")[0].replace("``", "`")
        assert text.startswith(law), name
