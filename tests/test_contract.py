"""The conformance kit finds every fault that an extractor may have, says it, and passes what is right."""

import contextlib
import io
from pathlib import Path

import attrs
import pytest

from corpuskit import Installed, Plugins
from corpuskit.testing import ExtractorContract, Report, check_extractor

BROKEN = Path(__file__).with_name("broken_extractors.py")
PLUGINS = Plugins(only=(), files=[BROKEN], strict=True)
EXAMPLES = ("Keep the #ferry at the #harbour", "A #night, a #day!", "#a")
CHECKS = tuple(name.removeprefix("test_") for name in vars(ExtractorContract) if name.startswith("test_"))
SLOW = {"spawned_process_gives_the_same", "time_is_linear", "hostile_text_fails_nothing"}
TOGETHER = {"order_does_not_matter", "other_documents_do_not_matter"}
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
    options: dict[str, object] = attrs.field(factory=dict)


CASES = (
    Case("finds_nothing", "examples_give_something", len(EXAMPLES[0])),
    Case("end_one_late", "spans_in_range"),
    Case("ends_before_it_starts", "spans_in_range"),
    Case("unchecked_span", "spans_in_range", also={"offsets_convert_and_return", "edits_carry_annotations", *WRITTEN}),
    Case("parts_overlap", "parts_sorted_and_disjoint"),
    Case("value_points_behind_the_text", "spans_of_values_in_range"),
    Case("refers_to_nothing", "references_resolve"),
    Case("refers_to_a_strange_layer", "references_resolve"),
    Case("undeclared_label", "labels_and_values_as_declared"),
    Case("wrong_value", "labels_and_values_as_declared"),
    Case("no_annotation", "labels_and_values_as_declared", also={"examples_give_something"}),
    Case("unhashable_value", "labels_and_values_as_declared"),
    Case("touches_the_document", "document_is_not_touched", 0),
    Case("repeats", "same_result_twice", also=TOGETHER),
    Case("tires", "other_documents_do_not_matter"),
    Case("imprinted", "order_does_not_matter", 10),
    Case("by_size", "batch_size_does_not_matter"),
    Case("two_ways", "batch_equals_single"),
    Case(
        "forgetful",
        "pickled_gives_the_same",
        also={"spawned_process_gives_the_same"},
        options={"config": {"sign": ""}},
    ),
    Case("by_hash", "spawned_process_gives_the_same", 40),
    Case("undeclared_value", "jsonl_keeps_everything", also=WRITTEN),
    Case("loose_value", "parquet_keeps_everything", also=WRITTEN),
    Case("offsets_of_numpy", "offsets_convert_and_return", also={"edits_carry_annotations", *WRITTEN}),
    Case("raw_offsets", "edits_carry_annotations"),
    Case("by_position", "padding_only_moves_spans"),
    Case("fails_on_neighbours", "no_text_fails"),
    Case("fails_on_nothing", "empty_text_fails_nothing", 0),
    Case("fails_in_the_deep", "hostile_text_fails_nothing", 3000),
    Case("quadratic", "time_is_linear"),
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


def report(case: Case, *checks: str, drawn: int = 60) -> Report:
    given = extractor(case.name)
    return check_extractor(given, examples=EXAMPLES, checks=checks, max_examples=drawn, **case.options)


def test_every_check_has_an_extractor_that_fails_it() -> None:
    assert {case.check for case in CASES} == set(CHECKS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_found_said_and_shown_again(case: Case) -> None:
    (finding,) = report(case, case.check).findings

    assert finding.check == case.check
    assert finding.law in str(finding)
    assert f"extractor {case.name!r} of broken_extractors.py" in str(finding)
    assert sum(len(document.text) for document in finding.documents) <= case.longest
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(finding.reproduce, {})
    assert finding.law in printed.getvalue()
    assert "1 not passed" in printed.getvalue()


FIRST = {case.check: case for case in reversed(CASES)}


@pytest.mark.parametrize("case", FIRST.values(), ids=lambda case: case.name)
def test_a_fault_fails_its_own_check(case: Case) -> None:
    checks = [name for name in CHECKS if name not in SLOW or name == case.check]
    failed = {finding.check for finding in report(case, *checks, drawn=5).findings}

    assert case.check in failed
    assert failed - {case.check} <= case.also


def test_a_correct_extractor_passes_every_check() -> None:
    found = check_extractor(extractor("correct"), examples=EXAMPLES, local=True)

    assert found.ok, str(found)
    assert set(found.skipped) == {"batch_equals_single"}
