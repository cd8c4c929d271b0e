"""The date on which the text says that something was said."""

import re
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span
from corpuskit.corpus import Corpus
from corpuskit.values import DateValue, QuoteValue

VALUES: Mapping[str, DateValue] = {
    "Monday": DateValue("DATE", "2024-03-11"),
    "Monday evening": DateValue("TIME", "2024-03-11TEV"),
    "Tuesday": DateValue("DATE", "XXXX-WXX-2"),
    "June": DateValue("DATE", "2024-06"),
    "2020": DateValue("DATE", "2020"),
    "every Monday": DateValue("SET", "P1W"),
    "three days": DateValue("DURATION", "P3D"),
    "the weekend": DateValue("DATE", "2024-W10-WE"),
    "recently": DateValue("DATE", "PAST_REF"),
}


def marked(text: str, **metadata: str) -> Document:
    """A document of a text with a quotation in pieces [q …], its speaker [s …] and cue [c …], and dates [d …]."""
    spans: dict[str, list[Span]] = {"q": [], "s": [], "c": [], "d": []}
    plain = ""
    for label, words, between in re.findall(r"\[(\w) ([^\]]*)\]|([^\[]+)", text):
        if label:
            spans[label].append(Span(len(plain), len(plain) + len(words)))
        plain += words or between
    (cue,), speaker, pieces = spans["c"] or (None,), next(iter(spans["s"]), None), spans["q"]
    hull = Span(pieces[0].start, pieces[-1].end)
    value = QuoteValue("direct", speaker=speaker, cue=cue)
    dates = [Annotation(span, "date", VALUES[span.text_of(plain)]) for span in spans["d"]]
    quote = Annotation(hull, "quote", value, parts=tuple(pieces) if len(pieces) > 1 else ())
    return Document(plain, id="a", metadata=metadata, annotations=[quote, *dates])


def when(text: str, **metadata: str) -> Any:  # Any: a cell of a table.
    """The words of the date that the table has for the quotation."""
    (row,) = Corpus([marked(text, **metadata)]).table("quote")
    return row["when_text"]


@pytest.mark.parametrize(
    "text",
    [
        "“[q It sank,]” [s Ada] [c said] [d Monday].",
        "“[q It sank,]” [s Ada] [c said] on [d Monday].",
        "“[q It sank,]” [s Ada] [c said] late on [d Monday].",
        "“[q It sank,]” [s Ada] [c said] on [d Monday evening].",
        "“[q It sank,]” [s Ada] [c said] in [d June].",
        "“[q It sank,]” [s Ada] [c said] in a [d 2020] interview.",
        "“[q It sank,]” [s Ada] [c said] in a statement on [d Monday].",
        "“[q It sank,]” [s Ada] [c said] at the harbour [d Monday].",
        "“[q It sank,]” [s Ada] [c said] to reporters on [d Monday].",
        "“[q It sank,]” [s Ada] [c told] the Ansel Gazette on [d Monday].",
        "“[q It sank,]” [s Ada] [c told] reporters in Ansel on [d Monday].",
        "“[q It sank,]” [s Ada] [c told] the Ansel Gazette in an interview on [d Monday].",
        "“[q It sank,]” [s Ada] [c said] over [d the weekend].",
        "“[q It sank,]” [c said] [s Ada] on [d Monday].",
        "“[q It sank,]” [c said] Captain [s Ada] on [d Monday].",
        "“[q It sank,]” [c according to] [s a statement] on [d Monday].",
        "“[q It sank,]” it was [c announced] on [d Monday].",
        "“[q It sank,]” [s Ada] [c said]\non [d Monday].",
        "[s Ada] on [d Monday] [c said]: “[q It sank.]”",
        "[s Ada], the captain, [c said] on [d Monday]: “[q It sank.]”",
        "[s Ada], on [d Monday] [c said]: “[q It sank.]”",
        "[s Ada] (67) on [d Monday] [c said]: “[q It sank.]”",
        "[s Ada], who sailed in [d 2020], on [d Monday] [c said]: “[q It sank.]”",
        "On [d Monday], [s Ada] [c said]: “[q It sank.]”",
        "It was night. On [d Monday] the [s captain] [c said]: “[q It sank.]”",
        "On [d Monday], the harbour’s captain [s Ada] [c said]: “[q It sank.]”",
        "In a statement on [d Monday], [s Ada] [c said]: “[q It sank.]”",
        "At a news conference [d Monday] [s Ada] [c said]: “[q It sank.]”",
        "Night fell.\n[d Monday], [s Ada] [c said]: “[q It sank.]”",
        "“[q It sank,]” [s Ada] [c said] on [d Monday], “[q at night.]”",
        "[s Ada], who sailed in [d 2020], [c said] on [d Monday]: “[q It sank.]”",
    ],
)
def test_a_date_that_belongs_to_the_cue_says_when(text: str) -> None:
    assert when(text) == re.findall(r"\[d ([^\]]*)\]", text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "“[q It sank,]” [s Ada] [c said], after it sailed on [d Monday].",
        "“[q It sank,]” [s Ada] [c said] after it sailed on [d Monday].",
        "“[q It sank,]” [s Ada] [c said] of the storm on [d Monday].",
        "“[q It sank,]” [c said] [s Ada], who sailed on [d Monday].",
        "“[q It sank,]” [c said] the man who sailed with [s Ada] on [d Monday].",
        "“[q It sank,]” [s Ada] [c said]. On [d Monday] it rained.",
        "[s Ada], who sailed on [d Monday], [c said]: “[q It sank.]”",
        "In [d 2020], [s Ada] [c said], “[q it sank.]”",
        "It sailed on [d Monday], and [s Ada] [c said]: “[q It sank.]”",
        "On [d Monday] it sailed and [s Ada] [c said]: “[q It sank.]”",
        "In the summer of [d 2020] [s Ada] [c said] [q it would sink].",
        "At [d 2020] prices, [s Ada] [c said] [q it would sink].",
        "“[q It sank,]” [s Ada] [c says] [d every Monday].",
        "“[q It sank,]” [s Ada] [c said] in [d three days].",
        "“[q It sank,]” [s Ada] [c said] [d recently].",
        "“[q It sank,]” [s Ada] [c said] on deck.",
        "“[q It sank.]” It rained on [d Monday].",
    ],
)
def test_another_date_does_not_say_when(text: str) -> None:
    assert when(text) is None


def test_a_date_inside_a_quotation_does_not_say_when() -> None:
    found = marked("[s Ada] [c said] on [d Monday] [q she] left.")
    another = Annotation(Span(9, 25), "quote", QuoteValue("indirect"))
    (alone,) = Corpus([found]).table("quote")

    assert alone["when"] == "2024-03-11"
    assert [row["when"] for row in Corpus([found.with_annotations([another])]).table("quote")] == [None, None]


@pytest.mark.parametrize(("own", "expected"), [("2024-03-10", None), ("2024-03-11", "Monday"), ("spring", "Monday")])
def test_what_was_told_was_not_said_later(own: str, expected: str | None) -> None:
    assert when("“[q It sank,]” [s Ada] [c said] on [d Monday].", date=own) == expected


def test_a_month_is_not_after_a_day_in_it() -> None:
    assert when("“[q It sank,]” [s Ada] [c said] in [d June].", date="2024-06-12T10:00:00") == "June"


def test_a_date_without_a_year_has_words_and_no_value() -> None:
    (row,) = Corpus([marked("“[q It sank,]” [s Ada] [c said] on [d Tuesday].")]).table("quote")

    assert (row["when"], row["when_text"], row["when_start"], row["when_end"]) == (None, "Tuesday", 23, 30)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_of_quotes_says_who_said_what_and_when(library: str) -> None:
    text = "“[q It sank,]” [s Ada] [c said] on [d Monday]."
    frame = Corpus([marked(text, date="2024-03-12", source="Gazette")]).to_frame("quote", library=library)
    (row,) = frame.to_dicts() if isinstance(frame, pl.DataFrame) else frame.to_dict("records")

    assert {name: row[name] for name in ("document", "date", "source", "text", "kind", "speaker", "cue", "when")} == {
        "document": "a",
        "date": "2024-03-12",
        "source": "Gazette",
        "text": "It sank,",
        "kind": "direct",
        "speaker": "Ada",
        "cue": "said",
        "when": "2024-03-11",
    }


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_the_columns_of_a_date_though_no_quote_has_one(library: str) -> None:
    frame = Corpus([marked("“[q Yes,]” she [c said].")]).to_frame("quote", library=library)

    assert {"when", "when_text", "when_start", "when_end"} <= {*frame.columns}


def test_metadata_of_that_name_stay_beside() -> None:
    (row,) = Corpus([marked("“[q Yes,]” [s Ada] [c said] on [d Monday].", when="noon")]).table("quote")

    assert (row["when"], row["metadata_when"]) == ("2024-03-11", "noon")


def test_other_layers_have_no_such_columns() -> None:
    document = marked("“[q Yes,]” [s Ada] [c said] on [d Monday].")

    assert all("when" not in row for row in Corpus([document]).table("date"))


SPANS = st.tuples(st.integers(0, 25), st.integers(0, 25)).map(lambda pair: Span(min(pair), max(pair)))


@given(SPANS, SPANS, SPANS | st.none(), SPANS)
def test_any_quote_and_date_make_a_row(quote: Span, cue: Span, speaker: Span | None, date: Span) -> None:
    text = "“Yes,” said Ada on Monday."
    items = [
        Annotation(quote, "quote", QuoteValue("direct", speaker=speaker, cue=cue)),
        Annotation(date, "date", VALUES["Monday"]),
    ]
    (row,) = Corpus([Document(text, annotations=items)]).table("quote")

    assert row["when_text"] in (None, text[date.slice])
