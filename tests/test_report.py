"""The page of a report as it is written: what is in it, and that nothing of a document can get out of its place."""

import base64
import hashlib
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from corpuskit import Annotation, Document, Ref, Source, Span, formats
from corpuskit.errors import ConfigError
from corpuskit.testing import strategies
from corpuskit.values import DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue
from corpuskit.view import report_html

TEXT = "“Go,” said Ada in Rome 😀 on 5 May 2020. Bob saw about 30 ships."
MODEL = Source("corpuskit-entities", "0.1.0", "entities", "c", "i")


class Blocks(HTMLParser):
    """Reads a page: the content of each script and style, and all tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag in ("script", "style"):
            self.found.append((tag, dict(attributes), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def data(self) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Give the JSON of the documents, and of the catalogue."""
        read = [json.loads(text) for _, given, text in self.found if given.get("type") == "application/json"]
        return read[:-1], read[-1]


def mark(start: int, end: int, label: str, value: object = None, **fields: Any) -> Annotation:
    return Annotation(Span(start, end), label, value, **fields)


def sample() -> Document:
    items = [
        mark(1, 4, "quote", QuoteValue("direct", Span(11, 14), "Ada", Span(6, 10)), score=0.9),
        mark(11, 14, "entity", EntityValue("PER", "Ada"), score=0.875, source=MODEL),
        mark(18, 22, "entity", EntityValue("LOC", "Rome"), source=MODEL),
        mark(28, 38, "date", DateValue("DATE", "2020-05-05", earliest="2020-05-05", latest="2020-05-06")),
        mark(40, 43, "entity", EntityValue("PER", "Bob")),
        mark(48, 56, "number", NumberValue("cardinal", Decimal(30), modifier="~", counted="ships")),
    ]
    return Document(TEXT, id="a", metadata={"date": "2020-06-01", "title": "Ships"}, annotations=items)


def page_of(*documents: Document, **options: Any) -> str:
    return "".join(report_html(documents, **options))


def data_of(*documents: Document, **options: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    return Blocks(page_of(*documents, **options)).data()


def units(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


# --- the page


def test_only_the_script_and_the_style_of_the_page_may_act():
    page = Blocks(page_of(sample()))
    (policy,) = (given["content"] for tag, given in page.tags if tag == "meta" and "http-equiv" in given)
    digests = {
        tag: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag, given, text in page.found
        if "type" not in given
    }

    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digests['script']}'; style-src 'sha256-{digests['style']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert len(page.found) == 4


def test_the_page_asks_for_nothing_from_outside():
    page = page_of(sample())

    assert not re.search(r"https?:|src=|@import|url\(", page)


@settings(max_examples=50)
@given(strategies.documents())
def test_whatever_a_document_holds_stays_in_its_block(document):
    page = Blocks(page_of(document, title=document.id))
    (read,), catalogue = page.data()

    assert {tag for tag, _ in page.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "a", "header", "h1", "bdi", "p", "main", "noscript"),
        *("article", "h2", "ul", "li", "b", "q", "script"),
    }
    assert not [name for _, given in page.tags for name in given if name.startswith("on") or name == "style"]
    assert read["text"] == document.text
    assert len(catalogue["group"]) == len(document.annotations)
    for told, item in zip(read["annotations"], document.annotations, strict=True):
        assert "…".join(units(read["text"], *piece) for piece in told[1]) == document.text_of(item)


@settings(max_examples=50)
@given(strategies.documents())
def test_marks_nest_and_lie_in_the_text(document):
    (read,), _ = data_of(document)
    length = len(document.text.encode("utf-16-le")) // 2
    open_: list[tuple[int, int]] = []
    for depth, start, end, *_ in read["marks"]:
        assert depth <= len(open_) + 1
        del open_[depth - 1 :]
        outer = open_[-1] if open_ else (0, length)
        assert outer[0] <= start <= end <= outer[1]
        open_.append((start, end))


def test_markup_cannot_end_the_block_of_a_document():
    page = page_of(Document("</script><!--<script> & \u2028", id="</title><b>"), title="</title><b>")

    assert page.count("</script>") == 3
    assert "\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e \\u0026 \\u2028" in page
    assert "<title>&lt;/title&gt;&lt;b&gt;</title>" in page


def test_without_a_script_the_page_lists_who_said_what():
    page = page_of(sample(), Document("x", id="<i>"))

    assert "<h2><bdi>a</bdi></h2><p>date 1; entity 3; number 1; quote 1</p>" in page
    assert "<li><b><bdi>Ada</bdi></b> <q><bdi>Go,</bdi></q></li>" in page
    assert "<h2><bdi>&lt;i&gt;</bdi></h2><p>nothing was found</p></article>" in page
    assert f"2 documents, {len(TEXT) + 1} code points. date 1; entity 3; number 1; quote 1." in page


def test_layers_can_be_chosen():
    (read,), catalogue = data_of(sample(), labels=["entity"])

    assert [group[0] for group in catalogue["groups"]] == ["entity"] * 3
    assert len(read["annotations"]) == 3
    with pytest.raises(ConfigError, match="is one string"):
        page_of(sample(), labels="entity")


def test_a_corpus_of_nothing_is_a_page():
    read, catalogue = data_of()

    assert (read, catalogue["documents"], catalogue["group"]) == ([], [], [])


def test_documents_are_written_as_they_are_read():
    read = []

    def documents() -> Iterator[Document]:
        for number in range(3):
            read.append(number)
            yield Document("x", id=f"d{number}")

    pieces = report_html(documents())

    assert "<title>" in next(pieces)
    assert read == []
    assert "d0" in next(pieces)
    assert read == [0]


def test_what_is_kept_of_a_document_does_not_grow_with_its_text():
    documents = (Document("The ship sank. " * 10_000, id=str(number)) for number in range(60))
    tracemalloc.start()
    size = sum(map(len, report_html(documents)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > 9_000_000
    assert peak < 6_000_000


# --- the catalogue


def test_annotations_are_rows_of_columns():
    _, found = data_of(sample())
    group = [found["groups"][number][:2] for number in found["group"]]
    names = [found["names"][number - 1] if number else "" for number in found["name"]]

    assert group == [
        *(["quote", "direct"], ["entity", "PER"], ["entity", "LOC"]),
        *(["date", "DATE"], ["entity", "PER"], ["number", "cardinal"]),
    ]
    assert names == ["Ada", "Ada", "Rome", "", "Bob", ""]
    assert found["score"] == [91, 89, 0, 0, 0, 0]
    assert found["sentence"] == [1, 1, 1, 1, 2, 2]
    assert found["amount"] == [0, 0, 0, 0, 0, 30]
    assert found["items"] == ["ships"]
    assert found["documents"] == [["a", "Ships", "2020-06-01", 0]]
    assert found["groups"][1][3] == ["entities", "corpuskit-entities", "0.1.0"]


def test_a_source_is_one_whatever_it_read():
    items = [mark(0, 1, "entity", EntityValue("PER", "A"), source=Source("d", "1", "e", "c", text)) for text in "xy"]
    _, found = data_of(*(Document("A", id=str(n), annotations=[item]) for n, item in enumerate(items)))

    assert len(found["groups"]) == 1


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2020-05-05", "2020-05-06", (date(2020, 5, 5), date(2020, 5, 6))),
        ("2020-05-05T17:30", "2020-05-05T17:31", (date(2020, 5, 5), date(2020, 5, 6))),
        ("2020-01-01", "2021-01-01", (date(2020, 1, 1), date(2021, 1, 1))),
        ("9999-01-01", "9999-12-31T00:01", None),
        ("soon", "later", None),
        ("2020-05-05", "1020-05-05", None),
        ("2020-05-05", None, None),
    ],
)
def test_a_date_lies_between_days(earliest, latest, expected):
    value = DateValue("DATE", "2020", earliest=earliest, latest=latest)
    _, found = data_of(Document("x", annotations=[mark(0, 1, "date", value)]))

    days = [found["first_day"][0], found["last_day"][0]]
    assert days == ([day.toordinal() for day in expected] if expected else [0, 0])


def test_a_range_of_dates_reaches_from_one_to_the_other():
    ends = [
        mark(0, 1, "date", DateValue("DATE", "2020", earliest="2020-01-01", latest="2021-01-01")),
        mark(2, 3, "date", DateValue("DATE", "2022", earliest="2022-01-01", latest="2023-01-01")),
    ]
    between = mark(0, 3, "date_range", DateRange(Ref("date", Span(0, 1)), Ref("date", Span(2, 3))))
    _, found = data_of(Document("a b", annotations=[*ends, between]), labels=["date_range"])

    assert found["first_day"] == [date(2020, 1, 1).toordinal()]
    assert found["last_day"] == [date(2023, 1, 1).toordinal()]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (NumberValue("cardinal", Decimal(3), counted="missile attacks"), ["missile attacks"]),
        (NumberValue("cardinal", Decimal(3)), []),
        (NumberValue("ordinal", Decimal(3), counted="time"), []),
        (NumberValue("percentage", Decimal(3), unit="%", counted="votes"), ["per cent of votes"]),
        (NumberValue("money", Decimal(3), unit="USD", unit_name="US dollar"), ["USD"]),
        (
            NumberValue("measure", Decimal(3), unit="mm", unit_name="millimeter", counted="rain"),
            ["millimeters of rain"],
        ),
        (NumberValue("measure", Decimal(3), unit="kg"), ["kg"]),
        (NumberValue("age", Decimal(3), unit="a", unit_name="year", counted="mother"), ["years"]),
    ],
)
def test_numbers_are_told_by_what_they_count(value, expected):
    _, found = data_of(Document("x", annotations=[mark(0, 1, "number", value)]))

    assert found["items"] == expected


def test_names_are_one_in_the_corpus_by_their_id_or_else_by_their_letters():
    def about(name: str, id: str | None = None) -> Document:
        spoken = QuoteValue("direct", speaker_name=name)
        return Document(
            "xy", annotations=[mark(0, 1, "entity", EntityValue("PER", name, id=id)), mark(1, 2, "quote", spoken)]
        )

    _, apart = data_of(about("Ada"), about("ADA"), about("Bob"))
    _, same = data_of(about("Ada", "Q1"), about("Lady Lovelace", "Q1"), about("Ada", "Q2"))

    assert apart["name"] == [1, 1, 1, 1, 2, 2]
    assert same["name"] == [1, 1, 1, 1, 2, 2]
    assert same["names"] == ["Ada", "Ada"]


def test_a_name_is_shown_as_most_texts_write_it():
    items = [[mark(0, 1, "entity", EntityValue("PER", name))] for name in ("ADA", "Ada", "Ada")]
    _, found = data_of(*(Document("x", annotations=given) for given in items))

    assert found["names"] == ["Ada"]


def test_values_of_any_class_have_their_kind():
    items = [
        mark(0, 1, "x", OpaqueValue(b'{"kind": "odd", "n": 1}')),
        mark(1, 2, "x", OpaqueValue(b"[1]")),
        mark(1, 2, "y"),
    ]
    (read,), found = data_of(Document("ab", annotations=items))

    assert [group[:2] for group in found["groups"]] == [["x", "odd"], ["x", ""], ["y", ""]]
    assert [told[4] for told in read["annotations"]] == [[], [], []]


# --- the command


@pytest.mark.usefixtures("cli_folder")
def test_the_command_writes_a_page_of_what_is_in_files(annotated, run):
    formats.write([annotated], "d.jsonl")
    done = run("report", "d.jsonl", "-o", "report.html", "--labels", "quote")
    page = Path("report.html").read_text(encoding="utf-8")

    assert (done.exit_code, done.output) == (0, "wrote report.html\n")
    assert page == page_of(annotated, title="d.jsonl", labels=["quote"])
    other = run("report", "d.jsonl", "--title", "T", "--label", "date")
    assert other.output == page_of(annotated, title="T", labels=["date"])


@pytest.mark.usefixtures("cli_folder")
def test_the_command_runs_the_pipeline_where_nothing_was_found(run):
    Path("in/c.txt").write_text("We explode #now.")
    done = run("report", "in", "--plugin", "tags.py", "-o", "report.html")
    _, found = Blocks(Path("report.html").read_text(encoding="utf-8")).data()

    assert done.exit_code == 3
    assert "tags failed" in done.stderr or "boom" in done.stderr
    assert [document[0] for document in found["documents"]] == ["a.txt", "b.txt", "c.txt"]
    assert run("report", "in", "--labels", "tagg", "--plugin", "tags.py").exit_code == 2


@pytest.mark.usefixtures("cli_folder")
def test_half_a_report_is_not_kept(run):
    Path("d.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": ')

    assert run("report", "d.jsonl", "--plugin", "tags.py", "-o", "page.html").exit_code == 1
    assert not list(Path().glob("page*"))
