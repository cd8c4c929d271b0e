"""Gold in the text: what the mark-up means, and what the check says when extractors find something else."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Plugins, Ref, Span
from corpuskit._fields import canonical
from corpuskit.errors import FormatError, InvalidValue, MissingLayer, NotFound
from corpuskit.testing import assert_extracts, mark, parse_marked, strategies
from corpuskit.values import DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

NONE = Plugins(only=[])


def parsed(marked: str) -> list[Annotation]:
    return list(parse_marked(marked, plugins=NONE).annotations)


def finds(*items: Annotation) -> Any:
    """Give a pipeline that finds these annotations in any text."""
    return lambda document: document.with_annotations(items)


def failure(marked: str, *items: Annotation, **options: Any) -> str:
    with pytest.raises(AssertionError) as caught:
        assert_extracts(marked, pipeline=finds(*items), plugins=NONE, **options)
    return str(caught.value)


# --- reading


def test_a_mark_is_an_annotation() -> None:
    document = parse_marked(
        "Met on [21 November](date type=DATE value=2026-11-21).", id="d", metadata={"language": "en"}
    )

    assert document.text == "Met on 21 November."
    assert list(document["date"]) == [Annotation(Span(7, 18), "date", DateValue("DATE", "2026-11-21"))]
    assert (document.id, document.metadata) == ("d", {"language": "en"})


def test_marks_nest_and_have_several_labels() -> None:
    assert parsed("[the [UN](entity; name)](thing)") == [
        Annotation(Span(0, 6), "thing"),
        Annotation(Span(4, 6), "entity"),
        Annotation(Span(4, 6), "name"),
    ]


def test_brackets_and_backslashes_of_the_text_are_escaped() -> None:
    document = parse_marked(r"\[sic\] a\b \\ [x\]](tag)")

    assert document.text == r"[sic] a\b \ x]"
    assert list(document.annotations) == [Annotation(Span(12, 14), "tag")]


def test_pieces_with_one_name_are_one_annotation() -> None:
    found = parsed("“[Yes,](quote #q kind=direct)” she said, “[I do](#q)”.")

    assert found == [Annotation(Span(1, 22), "quote", QuoteValue("direct"), (Span(1, 5), Span(18, 22)))]


def test_a_piece_goes_on_where_marks_cross() -> None:
    assert parsed("[ab [cd](one #1)](two)[ ef](#1+)") == [
        Annotation(Span(0, 5), "two"),
        Annotation(Span(3, 8), "one"),
    ]


def test_a_mark_may_be_empty() -> None:
    assert parsed("a[](gap)b") == [Annotation(Span(1, 1), "gap")]


def test_a_place_is_given_by_a_name() -> None:
    (found,) = parsed("[Ann](#s) [said](#c) [yes](quote kind=indirect speaker=#s cue=#c quoted=#s,#c)")

    assert found.value == QuoteValue("indirect", Span(0, 3), None, Span(4, 8), (Span(0, 3), Span(4, 8)))


def test_a_place_is_given_by_its_text() -> None:
    (found,) = parsed('Ann Byron said [Ann knows](quote kind=indirect speaker="Ann Byron" cue=said)')

    assert found.value == QuoteValue("indirect", Span(0, 9), None, Span(10, 14))


def test_a_reference_is_given_by_a_name_or_by_the_text_of_a_mark() -> None:
    found = parsed('[[1 May](date #a) to [2 May](date)](date_range begin=#a end="2 May")')[0]

    assert found.value == DateRange(Ref("date", Span(0, 5)), Ref("date", Span(9, 14)))


@pytest.mark.parametrize("written", ["date=2026-11-21 type=DATE", 'date={"value": "2026-11-21", "type": "DATE"}'])
def test_a_value_of_the_label_is_the_field_value(written: str) -> None:
    assert parsed(f"[x]({written})")[0].value == DateValue("DATE", "2026-11-21")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("tag", None),
        ("tag=x", "x"),
        ("tag=5", 5),
        ('tag="5"', "5"),
        ("tag=true", True),
        ("tag={}", OpaqueValue.of({})),
        ("tag=[1,2]", OpaqueValue.of([1, 2])),
        ('tag name=x level=2 words=["a b", "c"]', OpaqueValue.of({"name": "x", "level": 2, "words": ["a b", "c"]})),
        ('"my tag"="a \\"b\\""', 'a "b"'),
        ('tag "my field"=[[1, 2]]', OpaqueValue.of({"my field": [[1, 2]]})),
        ("number kind=cardinal value=3.50 scale=2", NumberValue("cardinal", Decimal("3.50"), scale=2)),
        ("entity name=Ann chain=0", OpaqueValue.of({"name": "Ann", "chain": 0})),
        ("entity type=PER name=2020", EntityValue("PER", "2020")),
        ("date_range={}", DateRange()),
    ],
)
def test_a_value_is_read_by_its_class_or_as_json(written: str, value: object) -> None:
    (found,) = parsed(f"[x]({written})")

    assert found.value == value
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("marked", "message", "column"),
    [
        ("Met [x(date).", "this bracket is never closed", 5),
        ("Met x](date).", "this bracket closes nothing", 6),
        ("Met [x] (date).", "a label in round brackets goes here", 8),
        ("Met [x]().", "a label goes here", 9),
        ("Met [x](=5).", "a label goes here", 9),
        ("Met [x](date =5).", "a field, '#', ';' or '\\)' goes here", 14),
        ("Met [x](date value=).", "a value goes here", 20),
        ("Met [x](date value).", "followed by '='", 14),
        ("Met [x](date value=a(b)).", "what has them in it is written in quotes", 21),
        ('Met [x](date value="a).', "this is no JSON", 20),
        ("Met [x](date value=1 value=2).", "the field 'value' is given twice", 22),
        ("Met [x](date valeu=1).", "DateValue has no field 'valeu'; did you mean 'value'", 14),
        ("Met [x](entity=Ann).", "EntityValue has no field 'value'; known: ", 9),
        ("Met [x](entity chain=one).", "field 'chain' of EntityValue cannot be 'one'", 16),
        ("Met [x](quote speaker=he).", "the text has it 0 times: mark the one that is meant", 15),
        ("he, he [x](quote speaker=he).", "the text has it 2 times", 18),
        ("Met [x](quote speaker=#s).", "no mark has the name #s; none is known", 15),
        ("Met [x](#s) [y](quote speaker=#x).", "no mark has the name #x; did you mean|known: s", 23),
        ("[a](one #n) [b](two #n)", "the name #n already stands for a 'one'", 17),
        ("[a](one #n v=1) [b](one #n v=2)", "the field 'v' of #n is given twice", 28),
        ("[a](one #n) [b](#n+)", "no piece of #n ends here", 17),
        ("[a](#n) [b](#n)", "a place without a label is one piece", 5),
        ("[a [b](one #n)](#n)", "sorted and disjoint", 8),
        ("[a](o@e)", "a field, '#', ';' or '\\)' goes here", 6),
        ('[a]("o@e")', "is no label", 5),
        ("[a](date type=DAY value=x)", "DAY", 5),
    ],
)
def test_a_fault_in_the_markup_is_shown_with_a_caret(marked: str, message: str, column: int) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        parse_marked(marked)

    assert str(caught.value).splitlines()[-2:] == [f"  {marked}", "  " + " " * (column - 1) + "^"]
    assert (caught.value.line, caught.value.column) == (1, column)


@given(
    st.lists(st.sampled_from([*'[]()[](#;=",+{}\\ \n5', "[a](", "date", "value=", "#n", "null", "é\x1b"])).map("".join)
)
@example("[x](a=1e999)")
@example("[x](a=NaN)")
@example('[x](a={"b":-Infinity})')
@example(f"[x](a={'[' * 100_000})")
@example(f"[x](a=[{'9' * 5000}])")
@example(f"[x](a={'9' * 5000})")
def test_any_text_is_read_or_refused_with_its_place(marked: str) -> None:
    try:
        document = parse_marked(marked, plugins=NONE)
    except FormatError:
        return

    assert parse_marked(mark(document, plugins=NONE), plugins=NONE) == document


def test_a_fault_names_its_line_and_shows_controls_as_signs() -> None:
    with pytest.raises(FormatError, match="line 2, column 4") as caught:
        parse_marked("one\n\x1b\tx] two\rthree\nfour")

    assert str(caught.value).splitlines()[-2:] == ["  ␛ x] two␍three", "     ^"]


def test_a_fault_in_a_long_line_shows_what_is_around_it() -> None:
    with pytest.raises(FormatError, match="column 301") as caught:
        parse_marked("word " * 60 + "]" + " word" * 60)

    line, caret = str(caught.value).splitlines()[-2:]
    assert line == f"  …{'word ' * 12}]{' word' * 7} wor…"
    assert line[caret.index("^")] == "]"


# --- writing


def content(document: Document) -> list[tuple[str, tuple[Span, ...], bytes]]:
    return sorted({(item.label, item.pieces, canonical(item.value)) for item in document.annotations})


@given(strategies.documents(60))
@example(Document("abcdef", annotations=[Annotation(Span(0, 4), "a"), Annotation(Span(2, 6), "b")]))
@example(Document("abc", annotations=[Annotation(Span(0, 3), "a", parts=[Span(0, 0), Span(0, 3)])]))
@example(
    Document("ab", annotations=[Annotation(Span(1, 1), "a", value) for value in (1, "1", True, None, 1.5, "null")])
)
@example(Document("a", annotations=[Annotation(Span(0, 1), 'a "b" ;)#=', OpaqueValue.of({"": 1, "#x": "#y"}))]))
@example(Document("\\[]", annotations=[Annotation(Span(0, 1), "a"), Annotation(Span(1, 2), "a")]))
def test_what_is_marked_reads_as_the_same_annotations(document: Document) -> None:
    back = parse_marked(mark(document, plugins=NONE), plugins=NONE)

    assert back.text == document.text
    assert content(back) == content(document)


@given(strategies.documents(60), st.sampled_from(["date", "other"]))
def test_labels_and_fields_choose_what_is_marked(document: Document, label: str) -> None:
    back = parse_marked(mark(document, labels=[label], fields=(), plugins=NONE), plugins=NONE)

    assert {(item.label, item.pieces) for item in back.annotations} == {
        (item.label, item.pieces) for item in document[label]
    }
    assert all(item.value is None for item in back.annotations)


@pytest.mark.parametrize(
    "marked",
    [
        "“[We agreed,](quote kind=direct speaker=#2 #1)” [Ann](entity type=PER name=Ann #2) said, “[twice](#1)”.",
        "[He](#1) [said](#2) [no](quote kind=indirect speaker=#1 cue=#2).",
        "[[1 May](date type=DATE value=X #1) to [2 May](date type=DATE value=Y #2)](date_range begin=#1 end=#2)",
        "in [2020](date type=DATE value=2020; x=2020) and [[](y)z](z)",
    ],
)
def test_what_is_marked_is_easy_to_read(marked: str) -> None:
    assert mark(parse_marked(marked, plugins=NONE), plugins=NONE) == marked


def test_only_the_fields_asked_for_are_marked() -> None:
    item = Annotation(Span(0, 1), "date", DateValue("DATE", "2020", grain="year"))

    assert mark(Document("x", annotations=[item]), fields=["value", "grain"]) == "[x](date value=2020 grain=year)"


# --- the check


def date(start: int, end: int, value: str | None = "2026-11-21") -> Annotation:
    return Annotation(Span(start, end), "date", None if value is None else DateValue("DATE", value))


def test_the_check_passes_and_gives_the_document() -> None:
    document = assert_extracts("Met on [21 November](date=2026-11-21).", date="2026-11-20")

    assert document["date"][0].value.value == "2026-11-21"
    assert document.metadata == {"date": "2026-11-20"}


def test_only_the_fields_given_and_the_layers_named_are_compared() -> None:
    other = Annotation(Span(0, 3), "other")

    assert assert_extracts("Met on [it](date type=DATE).", pipeline=finds(date(7, 9), other), plugins=NONE)


def test_layers_are_compared_besides_those_that_are_marked() -> None:
    found = failure("Met on [it](date).", date(7, 9), Annotation(Span(0, 3), "other"), labels=["other"])

    assert found.splitlines()[0] == "1 spurious"


def test_a_text_without_marks_says_that_nothing_is_found() -> None:
    assert assert_extracts("Met on Main Street.", labels="date")
    assert failure("Met it.", date(4, 6), labels=("date",)) == (
        "1 spurious\n"
        "  expected: Met it.\n"
        "  found:    Met [it](date).\n"
        "                ^  ^^^^^^^\n"
        "  spurious: date “it” (4-6); DateValue('DATE', '2026-11-21')"
    )


def test_a_missed_annotation_is_shown() -> None:
    assert failure("Met on [it](date).") == (
        "1 missed\n"
        "  expected: Met on [it](date).\n"
        "  found:    Met on it.\n"
        "                   ^ ^\n"
        "  missed: date “it” (7-9)"
    )


def test_another_value_is_shown() -> None:
    assert failure("Met on [it](date value=2026-11-22 type=DATE).", date(7, 9)) == (
        "1 wrong value\n"
        "  expected: Met on [it](date value=2026-11-22 type=DATE).\n"
        "  found:    Met on [it](date value=2026-11-21 type=DATE).\n"
        "                                           ^^\n"
        "  wrong value: date “it” (7-9); value is 2026-11-21, not 2026-11-22"
    )


def test_other_boundaries_are_shown() -> None:
    assert failure("Met [on it](date=2026-11-21).", date(7, 9)) == (
        "1 wrong boundary\n"
        "  expected: Met [on it](date value=2026-11-21).\n"
        "  found:    Met on [it](date value=2026-11-21).\n"
        "                ^  ^\n"
        "  wrong boundary: date “it” (7-9), not “on it” (4-9)"
    )


def test_other_pieces_are_another_boundary() -> None:
    found = failure("[a](date #1) b [c](#1)", date(0, 5, None))

    assert found.splitlines()[-1] == "  wrong boundary: date “a b c” (0-5), not “a…c” (0-1, 4-5)"


def test_an_absent_value_is_said() -> None:
    assert failure("[it](date value=x)", date(0, 2, None)).splitlines()[-1] == (
        "  wrong value: date “it” (0-2); it has no value"
    )


def test_a_place_is_shown_with_its_text_and_offsets() -> None:
    value = QuoteValue("direct", speaker=Span(0, 3))
    found = failure("[Ann](#a) [Bob](#b) [yes](quote speaker=#b)", Annotation(Span(8, 11), "quote", value))

    assert found.splitlines()[-1] == "  wrong value: quote “yes” (8-11); speaker is Ann@0-3, not Bob@4-7"


def test_a_number_is_told_from_its_digits() -> None:
    found = failure('[x](tag="5")', Annotation(Span(0, 1), "tag", 5))

    assert found.splitlines()[-1] == '  wrong value: tag “x” (0-1); the value is 5, not "5"'


@pytest.mark.parametrize(("written", "right"), [("3.5", False), ("3.50", True), ('"3.50"', True)])
def test_values_are_compared_as_they_are_written(written: str, right: bool) -> None:
    item = Annotation(Span(0, 3), "number", NumberValue("cardinal", Decimal("3.50")))

    if right:
        assert assert_extracts(f"[3.5](number={written})", pipeline=finds(item), plugins=NONE)
    else:
        assert "value is 3.50, not 3.5" in failure(f"[3.5](number={written})", item)


def test_true_is_not_one() -> None:
    assert "not 1" in failure("[x](tag=1)", Annotation(Span(0, 1), "tag", True))


def test_null_says_that_a_field_is_not_given() -> None:
    item = Annotation(Span(0, 1), "entity", EntityValue("PER", "x", title="Dr."))

    assert assert_extracts("[x](entity role=null)", pipeline=finds(item), plugins=NONE)
    assert "title is Dr., not null" in failure("[x](entity title=null)", item)


def test_marks_at_one_place_are_matched_with_what_fits_them() -> None:
    one, two = (Annotation(Span(0, 1), "entity", EntityValue(kind, "Z")) for kind in ("ORG", "PER"))
    only = Annotation(Span(0, 1), "entity", EntityValue("PER", "W"))

    assert assert_extracts("[x](entity; entity type=PER)", pipeline=finds(one, two), plugins=NONE)
    assert assert_extracts("[x](entity type=PER; entity name=Z)", pipeline=finds(two, only), plugins=NONE)


def test_only_lines_that_differ_are_shown() -> None:
    found = failure("one\n[two](date)\nthree\n[four](date)", date(4, 7))

    assert found.splitlines()[1:4] == ["  expected: [four](date)", "  found:    four", "            ^   ^"]
    assert len(found.splitlines()) == 5


def test_a_long_line_is_cut_around_the_first_difference() -> None:
    found = failure("word " * 100 + "[it](date) " + "word " * 100)

    _, expected, actual, carets, _ = found.splitlines()
    assert (expected[:13], expected[-1]) == ("  expected: …", "…")
    assert max(map(len, (expected, actual, carets))) < 130
    assert actual[carets.index("^") :].startswith("it")


def test_a_flood_of_differences_is_cut() -> None:
    found = failure("[it](date)\n" * 100)

    assert found.splitlines()[0] == "100 missed"
    assert found.splitlines()[-1] == "  and 80 more"
    assert len(found.splitlines()) == 1 + 20 * 3 + 20 + 1


def test_controls_of_a_text_are_signs_in_the_message() -> None:
    assert "\x1b" not in failure("\x1b\\[31m\u202e[it](date)")


@pytest.mark.parametrize("marked", ["Met it.", "[it](#a)"])
def test_a_check_of_nothing_is_an_error(marked: str) -> None:
    with pytest.raises(InvalidValue, match="labels="):
        assert_extracts(marked)


def test_a_layer_that_nothing_makes_is_an_error() -> None:
    with pytest.raises(MissingLayer, match="no installed extractor makes a layer 'daet'; did you mean 'date'"):
        assert_extracts("[it](daet)")
    with pytest.raises(MissingLayer, match="dates make no layer 'entity'; known: date, date_range"):
        assert_extracts("[it](entity)", extractors="dates")


def broken(document: Document) -> list[Annotation]:
    raise ValueError("boom")


@attrs.frozen
class Tag:
    name: str
    where: Span | None = None


def tags(document: Document) -> list[Annotation]:
    return [Annotation(Span(0, 4), "tag", Tag("tag", Span(0, 1)))]


def test_extractors_are_names_and_specs_with_their_classes() -> None:
    spec = ExtractorSpec("tags", function=tags, provides={"tag": Tag})

    assert assert_extracts("[[#](#h)tag](tag name=tag where=#h)", extractors=spec)
    assert assert_extracts("[#tag](tag name=tag where=[0,1])", extractors=[spec, "dates"])
    with pytest.raises(FormatError, match="Tag has no field 'nam'"):
        assert_extracts("[#tag](tag nam=tag)", pipeline=Pipeline(spec))


def test_a_failed_extractor_fails_the_check() -> None:
    spec = ExtractorSpec("broken", function=broken, provides=("tag",))

    with pytest.raises(AssertionError, match="the extractor 'broken' failed: ValueError: boom"):
        assert_extracts("nothing", labels="tag", extractors=spec)


def test_a_document_in_another_language_fails_the_check() -> None:
    with pytest.raises(AssertionError, match="the document's language is 'de'"):
        assert_extracts("nichts", labels="date", metadata={"language": "de"})


@given(strategies.documents(60))
def test_a_document_has_what_is_marked_in_it(document: Document) -> None:
    labels = {"date", *document.annotations.labels}
    marked = mark(document, plugins=NONE)

    assert assert_extracts(marked, labels=labels, pipeline=finds(*document.annotations), plugins=NONE)


@given(strategies.documents(40), strategies.annotation_sets(10))
def test_any_difference_of_places_is_said(document: Document, found: Any) -> None:
    document = Document(document.text + " " * 10, annotations=document.annotations)
    marked = mark(document, plugins=NONE)
    if {(item.label, item.pieces) for item in found} == {(item.label, item.pieces) for item in document.annotations}:
        return  # Of a value only what is written is compared, and of one at its defaults that is nothing.

    message = failure(marked, *found, labels=("date", *found.labels, *document.annotations.labels))

    assert "\x1b" not in message
    assert any(kind in message.splitlines()[0] for kind in ("missed", "spurious", "wrong value", "wrong boundary"))


def test_the_check_needs_no_pytest() -> None:
    source = (
        "import sys\n"
        "from corpuskit.testing import assert_extracts\n"
        "try:\n"
        "    assert_extracts('[it](date)')\n"
        "except AssertionError as error:\n"
        "    print(str(error).splitlines()[0], 'pytest' in sys.modules, 'hypothesis' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", source], capture_output=True, text=True, timeout=60)

    assert (done.stderr, done.stdout) == ("", "1 missed False False\n")


@pytest.mark.parametrize("written", ["[#1,#2]", '["#1", "#2"]', '"#1"'])
def test_names_in_brackets_or_quotes_are_told_to_stand_alone(tag_file: Path, written: str) -> None:
    marked = f"#[Night](#1)[Ferry](#2) [on](hashtag words={written})"
    with pytest.raises(FormatError, match="names of marks stand without brackets and quotes, one #x or several #x,#y"):
        assert_extracts(marked, extractors=tag_file)


def test_extractors_of_a_file_are_named_by_its_path(tag_file: Path) -> None:
    for extractors in (tag_file, str(tag_file), [tag_file]):
        document = assert_extracts("[#[Night](#1)[Ferry](#2)](hashtag words=#1,#2)", extractors=extractors)
        assert len(document["hashtag"]) == 1
    with pytest.raises(NotFound, match="there is no plugin file"):
        assert_extracts("[#a](hashtag)", extractors=tag_file.with_name("others.py"))


@pytest.fixture
def tag_file(tmp_path: Path) -> Path:
    file = tmp_path / "tags.py"
    file.write_text(
        "import re\n"
        "import attrs\n"
        "from corpuskit import Annotation, ExtractorSpec, Span, hookimpl\n"
        "@attrs.frozen\n"
        "class Tag:\n"
        "    words: tuple[Span, ...] = ()\n"
        "def tags(document):\n"
        "    for match in re.finditer(r'#(?:[A-Z][a-z]+)+', document.text):\n"
        "        words = re.compile('[A-Z][a-z]+').finditer(document.text, *match.span())\n"
        "        yield Annotation(Span(*match.span()), 'hashtag', Tag(tuple(Span(*word.span()) for word in words)))\n"
        "@hookimpl\n"
        "def corpuskit_extractors():\n"
        "    yield ExtractorSpec('tags', function=tags, provides={'hashtag': Tag}, languages=())\n"
    )
    return file
