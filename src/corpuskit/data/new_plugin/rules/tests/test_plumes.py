"""What the extractor finds, and the proof that it keeps what every extractor keeps."""

from pathlib import Path

import pytest
from corpuskit import Document, Pipeline
from corpuskit.testing import ExtractorContract, assert_extracts, check_rules

from corpuskit_plumes.config import PlumeConfig
from corpuskit_plumes.plugin import corpuskit_extractors

(SPEC,) = corpuskit_extractors()


class TestContract(ExtractorContract):
    """Every check of the contract as a test; the texts are the examples of the spec."""

    extractor = SPEC


def test_the_rules_do_what_their_examples_and_rejects_say() -> None:
    assert check_rules("corpuskit_plumes") == 2


@pytest.mark.parametrize(
    "marked",
    [
        'A [dark red](plume code="#ff0000" shade=dark) door.',
        '[Red](plume code="#ff0000").',
        'Or a [Light Blue](plume code="#0000ff" shade=light)',
    ],
)
def test_what_is_marked_is_found(marked: str) -> None:
    assert_extracts(marked, extractors=SPEC)


@pytest.mark.parametrize("text", ["", "Nothing here.", "The dark redeemed."])
def test_nothing_else_is_found(text: str) -> None:
    assert_extracts(text, extractors=SPEC, labels="plume")


def test_a_rule_can_be_switched_off() -> None:
    config = PlumeConfig(without=("a colour",))
    document = Pipeline(SPEC, config={SPEC.name: config})(Document("red and dark red"))

    assert [document.text_of(item) for item in document["plume"]] == ["dark red"]


def test_rules_of_a_users_own_go_first(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[lexicons.colour]\nteal = "#008080"\n', encoding="utf-8")
    pipeline = Pipeline(SPEC, config={SPEC.name: {"rules": [str(file)]}})

    (found,) = pipeline(Document("a teal door"))["plume"]
    assert found.value.code == "#008080"
