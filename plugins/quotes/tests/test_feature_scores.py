"""The score tells how sure a quotation and its speaker are: it falls with the evidence."""

from itertools import pairwise

import pytest
from corpuskit_quotes import QuoteExtractor

from corpuskit import Document

extract = QuoteExtractor()

FROM_SURE_TO_UNSURE = [
    ("beside what tells of it", "“It is late,” said Anna Weber."),
    ("a verb that is no cue", "“It is late,” Anna Weber cut in."),
    ("reported", "Anna Weber said that it was late."),
    ("carried over", "Anna Weber raised her glass. “To all of us.”"),
    ("what a thing is called", "Anna Weber called it “dead” on Monday."),
    ("a headline", "Weber: bridge will close soon"),
    ("nobody", "“It is late.”"),
]


def score(text: str) -> float:
    (item,) = extract(Document(text))
    assert item.score is not None
    return item.score


@pytest.mark.parametrize(
    ("sure", "unsure"),
    [pytest.param(more[1], less[1], id=f"{more[0]}, {less[0]}") for more, less in pairwise(FROM_SURE_TO_UNSURE)],
)
def test_less_evidence_is_less_sure(sure: str, unsure: str) -> None:
    assert score(sure) > score(unsure)


def test_a_weak_cue_is_less_sure_than_a_strong_one() -> None:
    assert score("“It is late,” Anna Weber said.") > score("“It is late,” Anna Weber smiled.")


def test_the_grade_of_a_cue_counts_most_where_no_marks_are() -> None:
    marked = score("“It is late,” Anna Weber joked.") / score("“It is late,” Anna Weber said.")
    reported = score("Anna Weber joked that it was late.") / score("Anna Weber said that it was late.")

    assert reported < marked
