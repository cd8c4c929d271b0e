import io
import re
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from corpuskit import Annotation, Document, Failure, Ref, Span
from corpuskit._html import document_html
from corpuskit._summary import brief, details
from corpuskit.errors import ConfigError
from corpuskit.testing import strategies
from corpuskit.values import DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue
from corpuskit.view import TerminalView, marked_text, summarise, wants_colour

TEXT = "“It rose,” said Zameli on 5 January. He saw about 30 attacks."
HOSTILE = "\x1b]0;title\x07\x1b[31mred\x9b2J\r\x00‮"


def mark(start: int, end: int, label: str = "date", value: object = None) -> Annotation:
    return Annotation(Span(start, end), label, value)


def written(document: Document, *, colour: bool = False) -> str:
    stream = io.StringIO()
    TerminalView(stream, colour=colour).write(document)
    return stream.getvalue()


def number(kind: str = "cardinal", **fields: object) -> Annotation:
    return mark(0, 1, "number", NumberValue(kind, **fields))


CASES = [
    (mark(0, 1, "date", DateValue("DATE", "2020-01-05")), "DATE 2020-01-05"),
    (mark(0, 1, "date", DateValue("DATE", "2020", mod="APPROX")), "DATE ~2020"),
    (mark(0, 1, "date", DateValue("DATE", "2020-05", mod="START")), "DATE start 2020-05"),
    (mark(0, 1, "date", DateValue("SET", "XXXX-WXX-1", quant="EVERY")), "SET XXXX-WXX-1 (EVERY)"),
    (mark(0, 1, "date", DateValue("DATE", "2020", alternatives=("2021",))), "DATE 2020 (or 2021)"),
    (mark(0, 1, "date", DateValue("DURATION", "P2D", begin="2020-01-01")), "DURATION P2D (2020-01-01 – …)"),
    (mark(0, 1, "entity", EntityValue("PER", "Mustafa al-Kadhimi")), "PER Mustafa al-Kadhimi"),
    (mark(0, 1, "entity", EntityValue("PER", "Ada", title="Dr", role="engineer")), "PER Ada (Dr, engineer)"),
    (number(value=Decimal(30), modifier="~", counted="missile attacks"), "~30 missile attacks"),
    (number(low=Decimal(24), high=Decimal(60)), "24–60"),
    (number(low=Decimal(24)), "≥ 24"),
    (number("money", value=Decimal("2500000.50"), unit="USD"), "USD 2,500,000.50"),
    (number("measure", value=Decimal(1), unit="m", unit_name="meter"), "1 meter"),
    (number("measure", value=Decimal(6), unit="[ft_i]", unit_name="foot"), "6 feet"),
    (number("measure", value=Decimal(6), unit="km/h", unit_name="kilometer per hour"), "6 kilometers per hour"),
    (number("measure", value=Decimal(6), unit="Cel", unit_name="degree Celsius"), "6 degrees Celsius"),
    (number("measure", value=Decimal(6), unit="kg"), "6 kg"),
    (number("percentage", value=Decimal("12.5")), "12.5%"),
    (number("fraction", value=Fraction(2, 3)), "2/3"),
    (number("multiple", value=Decimal(2)), "2×"),
    (number("ordinal", value=Decimal(21)), "ordinal 21"),
    (number(value=Decimal(5), uncertainty=Decimal("0.1")), "5 ± 0.1"),
    (number(value=Decimal("1E+999")), "1E+999"),
    (mark(0, 9, "quote", QuoteValue("direct", speaker_name="Ada")), "direct — Ada"),
    (mark(0, 9, "quote", QuoteValue("indirect", polarity="negative")), "negative indirect"),
    (mark(0, 9, "x", OpaqueValue.of({"kind": "k", "n": [1]})), "kind k, n [1]"),
    (mark(0, 9, "x", "plain"), "plain"),
    (mark(0, 9, "x"), ""),
]


@pytest.mark.parametrize(("annotation", "line"), CASES, ids=[line for _, line in CASES])
def test_a_value_is_told_in_one_line(annotation, line):
    assert summarise(annotation) == line


def test_a_quote_names_what_was_written_and_who_it_is():
    quote = mark(1, 9, "quote", QuoteValue("direct", Span(16, 22), "Abbas al-Zameli", Span(11, 15)))

    assert summarise(quote, Document(TEXT)) == "direct — Zameli → Abbas al-Zameli (said)"
    assert summarise(quote) == "direct — 16–22 → Abbas al-Zameli (11–15)"
    assert brief(quote, Document(TEXT)) == "— Abbas al-Zameli"


def test_a_range_is_told_by_the_values_of_its_ends_or_their_text():
    both = mark(0, 9, "date_range", DateRange(Ref("date", Span(0, 4)), None))
    date = mark(0, 4, "date", DateValue("DATE", "2020"))

    assert summarise(both, Document("MMXX - MMXXI", annotations=[date, both])) == "2020 – …"
    assert summarise(both, Document("MMXX - MMXXI", annotations=[both])) == "MMXX – …"


def test_a_label_that_would_repeat_the_text_names_the_layer():
    document = Document("2003 and Ada")

    assert brief(mark(0, 4, "date", DateValue("DATE", "2003")), document) == "date"
    assert brief(mark(9, 12, "entity", EntityValue("PER", "Ada")), document) == "PER"
    assert brief(mark(9, 12, "entity", EntityValue("PER", "Ada Byron")), document) == "PER Ada Byron"


def test_details_give_what_the_summary_leaves_out():
    date = mark(0, 1, "date", DateValue("DATE", "2020", earliest="2020-01-01", method="year alone"))

    assert details(date) == [("earliest", "2020-01-01"), ("method", "year alone")]


def test_a_value_class_of_a_plugin_is_told_by_its_fields():
    @attrs.frozen
    class Grade:
        name: str
        points: Decimal
        place: Span
        empty: str | None = None

    assert (
        summarise(mark(0, 1, "g", Grade("A", Decimal("4.0"), Span(1, 3))), Document("abcd"))
        == "A, points 4.0, place bc"
    )


@given(strategies.documents())
def test_every_annotation_has_a_summary_and_a_label(document):
    for annotation in document.annotations:
        assert isinstance(summarise(annotation, document), str)
        assert brief(annotation, document)


# --- brackets


def test_text_without_colour_has_annotations_in_brackets():
    document = Document(
        TEXT,
        annotations=[
            mark(1, 9, "quote", QuoteValue("direct", speaker_name="Zameli")),
            mark(26, 35, "date", DateValue("DATE", "2020-01-05")),
        ],
    )

    assert marked_text(document).startswith(
        "“[It rose,]{quote — Zameli}” said Zameli on [5 January]{date 2020-01-05}. He"
    )


def test_crossing_and_discontinuous_annotations_keep_every_character():
    parts = (Span(0, 1), Span(4, 5))
    document = Document(
        "a b c d", annotations=[mark(0, 3, "x"), mark(2, 7, "y"), Annotation(Span(0, 5), "z", parts=parts)]
    )

    assert marked_text(document) == "[[a]{z…} [b]{y…}]{x}[ [c]{z} d]{y}"
    assert marked_text(document, labels=["y"]) == "a [b c d]{y}"


@given(strategies.documents())
def test_what_is_written_holds_no_control_characters(document):
    hostile = attrs.evolve(document, id=HOSTILE, metadata={HOSTILE: HOSTILE})

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩]", written(hostile))


def test_colour_adds_only_its_own_escapes():
    failure = Failure("x", HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    annotations = [mark(0, 5, "entity", EntityValue("PER", HOSTILE)), mark(2, 9, "l")]
    document = Document(HOSTILE, id=HOSTILE, annotations=annotations, failures=[failure])
    output = written(document, colour=True)

    assert "\x1b[" in output
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f‮]", re.sub(r"\x1b\[[0-9;]*m", "", output))


def test_a_view_has_a_table_for_each_layer_and_the_failures():
    annotations = [mark(26, 35, "date", DateValue("DATE", "2020-01-05", earliest="2020-01-05T00:00:00"))]
    failure = Failure("d", "names", "0.1", "ValueError", "no list")
    output = written(
        Document(TEXT, id="d", metadata={"date": "2020-06-12"}, annotations=annotations, failures=[failure])
    )

    assert output.splitlines()[0] == "d   date: 2020-06-12"
    assert "date (1)\n  5 January    DATE 2020-01-05    earliest 2020-01-05T00:00:00\n" in output
    assert "names 0.1 failed: ValueError: no list" in output


def test_annotations_with_equal_text_and_value_share_a_row():
    document = Document("Iraq and Iraq", annotations=[mark(0, 4, "place"), mark(9, 13, "place")])

    assert "place (2)\n  Iraq        ×2\n" in written(document)


def test_a_row_too_long_for_the_terminal_is_cut(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    quote = mark(0, 60, "quote", QuoteValue("direct", speaker_name="A speaker with a name that is quite long"))
    table = written(Document("word " * 20, annotations=[quote]), colour=True).split("quote (1)")[1]

    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in table.splitlines()) <= 60
    assert table.count("…") == 2


def test_lines_for_a_program_are_not_wrapped():
    output = written(Document("word " * 200))

    assert ("word " * 200).strip() in output


class Stream(io.StringIO):
    def __init__(self, tty: bool) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(
    ("choice", "environment", "tty", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_choice_then_the_environment_then_the_terminal(
    choice, environment, tty, expected, monkeypatch
):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert wants_colour(Stream(tty), choice) is expected


@pytest.mark.parametrize("render", [marked_text, document_html])
def test_a_string_is_no_list_of_labels(render) -> None:
    with pytest.raises(ConfigError, match=r"one string where several are wanted; write \['date'\]"):
        render(Document("x"), labels="date")
