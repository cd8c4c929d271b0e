"""What is counted of names that redaction leaves."""

from benchmarks.redaction import judged
from corpuskit import Span


def test_names_count_by_what_is_left_of_their_letters() -> None:
    text = "Ada Byron met Bo. Cy left for Oslo."
    names = [Span(0, 9), Span(14, 16), Span(18, 20)]

    counts = judged(names, [Span(0, 3), Span(14, 17), Span(30, 34)], text)

    assert (counts["part"], counts["none"], counts["all"]) == (1, 1, 1)
    assert (counts["places"], counts["others"], counts["unsafe"]) == (3, 1, 1)


def test_a_document_is_safe_where_every_letter_is_gone() -> None:
    counts = judged([Span(0, 5)], [Span(0, 1), Span(2, 5)], "J. Bo left")

    assert (counts["none"], counts["unsafe"]) == (1, 0)
