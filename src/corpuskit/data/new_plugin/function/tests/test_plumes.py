"""What the extractor finds, and the proof that it keeps what every extractor keeps."""

import pytest
from corpuskit.testing import ExtractorContract, assert_extracts

from corpuskit_plumes.plugin import corpuskit_extractors

(SPEC,) = corpuskit_extractors()


class TestContract(ExtractorContract):
    """Every check of the contract as a test; the texts are the examples of the spec."""

    extractor = SPEC


@pytest.mark.parametrize(
    "marked",
    [
        "Keep the [#ferry](plume name=ferry) running.",
        "[#NightFerry](plume name=nightferry), and [#été](plume name=été)!",
        "[#a](plume name=a)[#b](plume name=b)",
    ],
)
def test_what_is_marked_is_found(marked: str) -> None:
    assert_extracts(marked, extractors=SPEC)


@pytest.mark.parametrize("text", ["", "Nothing here.", "# a heading", "C#"])
def test_nothing_else_is_found(text: str) -> None:
    assert_extracts(text, extractors=SPEC, labels="plume")
