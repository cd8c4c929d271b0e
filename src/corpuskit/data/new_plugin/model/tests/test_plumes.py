"""What the extractor finds, and the proof that it keeps what every extractor keeps."""

import pytest
from corpuskit import Document, Pipeline
from corpuskit.testing import ExtractorContract, assert_extracts

from corpuskit_plumes.config import PlumeConfig
from corpuskit_plumes.plugin import corpuskit_extractors

(SPEC,) = corpuskit_extractors()


class TestContract(ExtractorContract):
    """Every check of the contract as a test; the texts are the examples of the spec."""

    extractor = SPEC


@pytest.mark.parametrize(
    "marked",
    [
        "We are [delighted](plume kind=good).",
        "It was [good](plume kind=good), and then it got [worse](plume kind=bad).",
    ],
)
def test_what_is_marked_is_found(marked: str) -> None:
    assert_extracts(marked, extractors=SPEC)


@pytest.mark.parametrize("text", ["", "Nothing here.", "goods"])
def test_nothing_else_is_found(text: str) -> None:
    assert_extracts(text, extractors=SPEC, labels="plume")


def test_what_the_model_is_less_sure_of_is_left_out() -> None:
    pipeline = Pipeline(SPEC, config={SPEC.name: PlumeConfig(least_score=0.9)})
    document = pipeline(Document("A good day, an awful night."))

    assert [document.text_of(item) for item in document["plume"]] == ["awful"]


def test_texts_may_be_more_than_the_model_is_given_at_once() -> None:
    pipeline = Pipeline(SPEC, config={SPEC.name: PlumeConfig(batch_size=2)})
    documents = [Document("good " * number, id=f"d{number}") for number in range(7)]

    assert [len(item["plume"]) for item in pipeline.stream(documents)] == [*range(7)]
