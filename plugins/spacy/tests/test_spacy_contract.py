"""The extractor of names by spaCy keeps what every extractor keeps."""

import tempfile
from pathlib import Path

import pytest
import spacy

from corpuskit import Document
from corpuskit.testing import ExtractorContract, check_extractor

FOLDER = tempfile.TemporaryDirectory()
RULER = str(Path(FOLDER.name, "ruler"))
"""A small pipeline, for texts on which a statistical one would take minutes."""

nlp = spacy.blank("en")
names = {"Anna Lind": "PERSON", "the United Nations": "ORG", "French": "NORP", "Baghdad": "GPE", "Tuesday": "DATE"}
nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in names.items()])
nlp.to_disk(RULER)

EXAMPLES = (
    "Anna Lind of the United Nations met the French in Baghdad.",
    Document("Anna Lind arrived in Baghdad on Tuesday. Baghdad was quiet.", metadata={"language": "en-GB"}),
)


class TestSpacy(ExtractorContract):
    extractor = "spacy"
    config = {"model": RULER}  # noqa: RUF012 - a contract declares by class attributes.
    examples = EXAMPLES
    max_examples = 10


@pytest.mark.parametrize(
    "check",
    [
        *("examples_give_something", "spans_in_range", "labels_and_values_as_declared", "document_is_not_touched"),
        *("same_result_twice", "other_documents_do_not_matter", "order_does_not_matter", "batch_size_does_not_matter"),
        *("batch_equals_single", "batch_keeps_documents_apart", "wide_signs_move_nothing", "jsonl_keeps_everything"),
        *("pickled_gives_the_same", "nothing_outside_is_used"),
        *("global_state_is_kept", "empty_text_fails_nothing"),
    ],
)
def test_a_statistical_pipeline_keeps_it_too(check: str) -> None:
    report = check_extractor("spacy", checks=[check], examples=EXAMPLES, max_examples=4)

    assert report.ok, report
