"""The formats that hold everything: JSON lines and Parquet."""

import contextlib
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Document, ExtractorSpec, Plugins, Ref, Source, Span, formats
from corpuskit._rows import Rows
from corpuskit.errors import ConfigError, FormatError, InvalidValue
from corpuskit.testing.strategies import documents
from corpuskit.values import (
    STANDARD,
    DateRange,
    DateValue,
    NumberValue,
    OpaqueValue,
)

HOSTILE = 'a \x00\r\n\t"\\\u2028\u2029\ufeff\u00e9e\u0301\U0001f469\u200d\U0001f52c\u0627\U00010348\ufffd\x1f\x7f'
KEYS = ("id", "text", "metadata", "annotations", "failures", "sources")
SOURCE = Source("corpuskit-dates", "0.1.0", "dates", "9f2c", "77a0")


@pytest.fixture(scope="module", autouse=True)
def without_installed_plugins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORPUSKIT_PLUGINS", "")
        yield


# --- strategies

TEXT = st.text(st.sampled_from(HOSTILE) | st.characters(exclude_categories=["Cs"]), max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
METADATA = st.dictionaries(TEXT, JSON, max_size=3)


# --- laws


@settings(max_examples=100, deadline=None)
@given(documents(), METADATA)
def test_a_document_survives_its_line_of_json(document: Document, metadata: dict[str, Any]) -> None:
    document = attrs.evolve(document, metadata=metadata)
    line = formats.encode(document)

    assert formats.decode(line) == document
    assert formats.encode(formats.decode(line)) == line
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(documents(), max_size=4))
def test_documents_survive_parquet_as_they_survive_json(tmp_path: Path, given_documents: list[Document]) -> None:
    path = tmp_path / "corpus.parquet"

    assert formats.write(given_documents, path) == len(given_documents)
    again = list(formats.read(path))

    assert again == given_documents
    assert [formats.encode(item) for item in again] == [formats.encode(item) for item in given_documents]


def in_columns(document: Document) -> Document:
    """Give the same document as a pipeline makes it: without an object for each annotation."""
    return document._derive(annotations=AnnotationSet._from_rows(Rows.of(list(document.annotations))))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(documents(), max_size=3))
def test_columns_and_objects_write_the_same_bytes(tmp_path: Path, given_documents: list[Document]) -> None:
    columns = [in_columns(document) for document in given_documents]
    objects = [attrs.evolve(item, annotations=AnnotationSet(list(item.annotations))) for item in given_documents]

    assert [formats.encode(item) for item in columns] == [formats.encode(item) for item in objects]
    formats.write(columns, tmp_path / "columns.parquet")
    formats.write(objects, tmp_path / "objects.parquet")
    files = [sorted((tmp_path / name).rglob("*.parquet")) for name in ("columns.parquet", "objects.parquet")]
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]


def test_reading_and_writing_make_no_annotation(tmp_path: Path) -> None:
    items = [Annotation(Span(n, n + 1), "date", DateValue("DATE", "2020"), source=SOURCE) for n in range(3)]
    document = in_columns(Document("abcd", annotations=items, sources=[SOURCE]))

    for name in ("c.jsonl", "c.parquet"):
        formats.write([document], tmp_path / name)
        (again,) = formats.read(tmp_path / name)

        assert again.annotations._columns.columns == document.annotations._columns.columns
        assert not document.annotations._is_looked_at
        assert not again.annotations._is_looked_at


def test_a_value_is_written_where_it_is_shared_and_where_it_is_equal() -> None:
    shared, equal = DateValue("DATE", "2020"), DateValue("DATE", "2020")
    values = [shared, None, shared, equal, OpaqueValue.of([1]), "x", 2**70, 0.5]
    items = [Annotation(Span(n, n + 1), "x", value) for n, value in enumerate(values)]

    written = json.loads(formats.encode(Document("a" * 9, annotations=items)))["annotations"]

    date = {"type": "DATE", "value": "2020"}
    assert [item.get("value") for item in written] == [date, None, date, date, [1], "x", 2**70, 0.5]


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst", ".JSONL"])
def test_documents_survive_a_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"corpus{suffix}"
    given_documents = [Document(HOSTILE * 3, id=str(number)) for number in range(50)]

    assert formats.write(given_documents, path) == 50
    assert list(formats.read(path)) == given_documents
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_the_same_documents_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    paths = [tmp_path / f"{name}{suffix}" for name in ("one", "two")]
    for path in paths:
        formats.write([Document("Signed on 5 January 2020.", id="a")], path)

    assert paths[0].read_bytes() == paths[1].read_bytes()


# --- JSON lines


def test_a_line_has_the_form_that_the_documentation_gives() -> None:
    document = Document(
        "on 5 January 2020",
        id="a1",
        metadata={"date": "2020-06-12"},
        annotations=[Annotation(Span(3, 17), "date", DateValue("DATE", "2020-01-05"), score=0.9, source=SOURCE)],
        sources=[SOURCE],
        extra={"from": "elsewhere"},
    )

    assert formats.encode(document) == (
        b'{"id":"a1","text":"on 5 January 2020","metadata":{"date":"2020-06-12"},"annotations":[{"label":"date",'
        b'"start":3,"end":17,"value":{"type":"DATE","value":"2020-01-05"},"score":0.9,"source":0}],"failures":[],'
        b'"sources":[{"distribution":"corpuskit-dates","version":"0.1.0","extractor":"dates","config":"9f2c",'
        b'"input":"77a0"}],"from":"elsewhere"}\n'
    )


def test_exact_numbers_spans_and_references_have_their_one_encoding() -> None:
    document = Document(
        "one third of 4.50 from now",
        annotations=[
            Annotation(Span(0, 9), "number", NumberValue("fraction", Fraction(1, 3), counted_span=Span(13, 17))),
            Annotation(Span(13, 17), "number", NumberValue("cardinal", Decimal("4.50"))),
            Annotation(Span(18, 26), "date_range", DateRange(Ref("date", Span(23, 26)))),
        ],
    )
    found = [item["value"] for item in json.loads(formats.encode(document))["annotations"]]

    assert found == [
        {"kind": "fraction", "value": "1/3", "counted_span": [13, 17]},
        {"kind": "cardinal", "value": "4.50"},
        {"begin": {"label": "date", "span": [23, 26]}},
    ]


def test_integers_of_any_size_are_kept() -> None:
    document = Document("a", metadata={"n": 2**80, "m": [-(10**30)]}, extra={"k": {"deep": 10**40}})
    line = json.dumps({"text": "a", "annotations": [{"label": "x", "start": 0, "end": 1, "value": {"n": 2**90}}]})

    assert formats.decode(formats.encode(document)) == document
    assert json.loads(formats.encode(formats.decode(line.encode())))["annotations"][0]["value"] == {"n": 2**90}


def test_a_source_that_only_an_annotation_has_is_written_with_the_others() -> None:
    item = Annotation(Span(0, 1), "date", source=SOURCE)
    again = formats.decode(formats.encode(Document("a", annotations=[item])))

    assert again.annotations == Document("a", annotations=[item]).annotations
    assert again.sources == (SOURCE,)


def test_a_line_of_another_tool_needs_a_text_only(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\n  \n{"text": "b", "lang": "en"}')
    first, second = formats.read(path)

    assert (first.id, second.id, second.extra) == ("lines.jsonl:1", "lines.jsonl:4", {"lang": "en"})


def test_records_of_another_tool_are_read_by_the_names_of_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"url": 17, "body": "a", "published": "2020-06-12", "tags": ["x"], "n": null}\n')
    (document,) = formats.read(path, text="body", id="url", date="published")

    assert (document.id, document.text) == ("17", "a")
    assert document.metadata == {"date": "2020-06-12", "tags": ("x",)}


def test_the_keys_of_a_record_have_no_meaning_of_ours(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text(f'{{"body": "a", "sources": [{2**70}]}}\n')
    (document,) = formats.read(tmp_path / "lines.jsonl", text="body")

    assert document.metadata == {"sources": (2**70,)}


def test_a_value_without_a_class_is_kept_and_written_back() -> None:
    line = b'{"id":"a","text":"b","metadata":{},"annotations":[{"label":"x","start":0,"end":1,"value":{"z":1.50}}],'
    line += b'"failures":[],"sources":[]}\n'
    (item,) = formats.decode(line)["x"]

    assert isinstance(item.value, OpaqueValue)
    assert json.loads(formats.encode(formats.decode(line))) == json.loads(line)


def test_an_opaque_value_cannot_tear_a_line() -> None:
    document = Document("a", annotations=[Annotation(Span(0, 1), "x", OpaqueValue(b'{\n"a": 1\n}'))])

    assert formats.encode(document).count(b"\n") == 1


def test_the_values_of_a_plugin_get_its_class(tmp_path: Path) -> None:
    file = tmp_path / "hashes.py"
    file.write_text(
        "import attrs\nfrom corpuskit import ExtractorSpec, hookimpl\n"
        "@attrs.frozen\nclass Hash:\n    name: str\n"
        "@hookimpl\ndef corpuskit_extractors():\n"
        "    yield ExtractorSpec(name='hashes', function=lambda document: (), provides={'hash': Hash})\n"
    )
    plugins = Plugins(only=(), files=[file])
    line = b'{"text": "#a", "annotations": [{"label": "hash", "start": 0, "end": 2, "value": {"name": "a"}}]}'
    (item,) = formats.decode(line, plugins=plugins)["hash"]

    assert type(item.value) is plugins.value_class("hash")
    assert formats.decode(formats.encode(Document("#a", annotations=[item])), plugins=plugins)["hash"][0] == item


@pytest.mark.parametrize(
    ("cls", "value", "bad"),
    [(Decimal, Decimal("4.50"), "x"), (str, "s", {"a": 1}), (Span, Span(0, 1), [1]), (bool, True, "yes")],
)
def test_a_plugin_may_declare_a_class_without_fields(cls: type, value: object, bad: object) -> None:
    class Declaring(Plugins):
        def value_class(self, label: str) -> type | None:
            return cls

    item = Annotation(Span(0, 1), "x", value)
    line = json.dumps({"text": "a", "annotations": [{"label": "x", "start": 0, "end": 1, "value": bad}]}).encode()

    assert formats.decode(formats.encode(Document("a", annotations=[item])), plugins=Declaring())["x"][0] == item
    with pytest.raises(FormatError, match=r"annotation 1 \(x\)"):
        formats.decode(line, plugins=Declaring())


def test_a_standard_file_loads_no_plugin() -> None:
    class Forbidden(Plugins):
        def value_class(self, label: str) -> type | None:
            raise AssertionError(label)

    document = Document("a", annotations=[Annotation(Span(0, 1), "date", DateValue("DATE", "2020"))])

    assert formats.decode(formats.encode(document), plugins=Forbidden()) == document


def test_a_class_that_cannot_be_imported_is_like_one_that_is_not_installed() -> None:
    class Broken(Plugins):
        def providers(self, label: str) -> Any:
            spec = ExtractorSpec(name="b", function="nowhere:f", provides={"x": "nowhere:X"})
            return (type("I", (), {"spec": spec, "__str__": lambda self: "b"})(),)

    line = b'{"text": "a", "annotations": [{"label": "x", "start": 0, "end": 1, "value": {"a": 1}}]}'
    with pytest.warns(UserWarning, match="kept as they are"):
        (item,) = formats.decode(line, plugins=Broken())["x"]

    assert item.value == OpaqueValue(b'{"a":1}')


# --- bad input


def annotated(**changes: Any) -> bytes:
    item = {"label": "date", "start": 0, "end": 4, "value": {"type": "DATE", "value": "2020"}} | changes
    return json.dumps({"id": "a7", "text": "2020", "annotations": [item]}).encode()


BAD_LINES = {
    b'{"id": "a7", "text": "20': "broken JSON",
    b"plain text": "format='text'",
    b"[1]": "a document is a JSON object",
    b'{"id": "a7", "text": "\xff"}': "invalid UTF-8 at byte 22 of the line: 0xff",
    b'{"id": "a7", "text": "x\\ud800y"}': "a lone surrogate",
    b'{"id": "a7", "text": NaN}': "broken JSON",
    b'{"id": "a7", "text": 5}': "'text' is a string, not 5",
    b'{"id": "a7", "txt": "x"}': "'text' is missing; did you mean 'txt'?",
    b'{"id": 7, "text": "x"}': "'id' is a string and not empty, not 7",
    b'{"id": "a7", "text": "x", "metadata": []}': "'metadata' is an object",
    b'{"id": "a7", "text": "x", "annotations": {}}': "'annotations' is a list",
    b'{"id": "a7", "text": "x", "annotations": [5]}': "annotation 1: an annotation is a JSON object",
    b'{"id": "a7", "text": "x", "sources": [{"name": "y"}]}': "a source has the keys",
    annotated(end=5): "ends after the text of 4 code points",
    annotated(start=3, end=2): "0 <= start <= end",
    annotated(start="0"): "'start' is a whole number without a point, not \"0\"",
    annotated(end=4.0): "'end' is a whole number without a point, not 4.0",
    annotated(parts=5): "'parts' is a list of [start, end], not 5",
    annotated(parts=[[0, 1], [1, 3, 5]]): "'parts' is a list of [start, end], not [[0, 1], [1, 3, 5]]",
    annotated(parts=[[0, 1], [1, None]]): "'end' is a whole number without a point, not null",
    b'{"id": 5, "text": "x"}': "not 5; if these are records of another tool, name the keys to read",
    annotated(label=""): "is no label",
    annotated(score=2): "a number from 0 to 1",
    annotated(score="0.5"): "'score' is a number from 0 to 1, not \"0.5\"",
    annotated(score=True): "'score' is a number from 0 to 1, not true",
    annotated(source=0): "source is 0, but the document has 0 sources",
    annotated(parts=[[0, 1], [2, 3]]): "not the hull",
    annotated(confidence=1): "the key 'confidence' is unknown",
    annotated(value={"type": "DAY", "value": "2020"}): "'type' must be in",
    annotated(value={"type": "DATE", "value": "2020", "earliest": {"a": 1}}): "'earliest' cannot be {'a': 1}",
    annotated(value={"type": "DATE", "value": "2020", "alternatives": [5]}): "'alternatives' cannot be [5]",
    annotated(value={"value": "2020"}): "annotation 1 (date)",
    annotated(value={"type": "DATE", "value": "2020", "mood": 1}): "has no field 'mood'",
    annotated(label="quote", value={"kind": "direct", "speaker": [2, 9]}): "its value points at Span(2, 9)",
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.items(), ids=BAD_LINES.values())
def test_a_bad_line_is_named_with_its_file_and_reason(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b'{"id": "a1", "text": "x"}\n' + line + b"\n")
    found = formats.read(path)

    assert next(found).id == "a1"
    with pytest.raises(FormatError) as caught:
        next(found)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)
    assert (caught.value.file, caught.value.line) == (str(path), 2)


ODD = JSON | st.sampled_from(
    [0, 1, -1, 2**70, 1e300, "date", "DATE", "1/0", "sNaN", [0, 1], [[0, 1], [1, 1]], {"type": 1}]
)


@settings(max_examples=200, deadline=None)
@given(
    keys=st.dictionaries(st.sampled_from(KEYS), ODD),
    item=st.dictionaries(st.sampled_from(["label", "start", "end", "value", "parts", "score", "source"]), ODD),
    label=st.sampled_from([*STANDARD, "unheard_of"]),
    value=ODD
    | st.dictionaries(
        st.sampled_from(["type", "value", "kind", "speaker", "begin", "low", "variants", "counted_span"]), ODD
    ),
)
def test_json_of_any_shape_is_a_document_or_a_format_error(
    keys: dict[str, Any], item: dict[str, Any], label: str, value: Any
) -> None:
    whole = {"label": label, "start": 0, "end": 1, "value": value}
    for data in (keys, {"text": "ab", "annotations": [item]}, {"text": "ab", "annotations": [whole | item]}, [whole]):
        with contextlib.suppress(FormatError):
            formats.decode(json.dumps(data).encode())
    with contextlib.suppress(FormatError):
        hash(formats.decode(json.dumps({"text": "ab", "annotations": [whole]}).encode()).annotations)


@given(st.binary(max_size=30))
def test_any_bytes_are_a_document_or_a_format_error(line: bytes) -> None:
    with contextlib.suppress(FormatError):
        formats.decode(line)


def test_a_bad_annotation_is_named_with_its_document() -> None:
    with pytest.raises(FormatError, match=r"f\.jsonl, line 3, document 'a7': annotation 1 \(date\)") as caught:
        formats.decode(annotated(end=5), file="f.jsonl", number=3)

    assert caught.value.document == "a7"


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst"])
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.999])
def test_truncated_compression_is_named(tmp_path: Path, suffix: str, kept: float) -> None:
    path = tmp_path / f"corpus{suffix}"
    formats.write((Document(f"{number}" * 20, id=str(number)) for number in range(5000)), path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])

    with pytest.raises(FormatError, match="truncated") as caught:
        list(formats.read(path))
    assert caught.value.file == str(path)


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_data_that_is_not_what_the_suffix_says_is_named(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"corpus{suffix}"
    path.write_bytes(b'{"text": "not compressed at all"}\n')

    with pytest.raises(FormatError, match="damaged"):
        list(formats.read(path))


def nested(depth: int) -> list:
    found: list = []
    for _ in range(depth - 1):
        found = [found]
    return found


@pytest.mark.parametrize("depth", [101, 260, 990, 100_000])
@pytest.mark.parametrize(
    "line",
    [
        '{"text": "a", "metadata": {"a": %s}}',
        '{"text": "a", "x": %s}',
        '{"text": "a", "x": 123456789012345678901234567890, "y": %s}',
        '{"text": "a", "annotations": [{"label": "x", "start": 0, "end": 1, "value": %s}]}',
    ],
)
def test_json_that_is_nested_too_deeply_is_refused_with_its_line(tmp_path: Path, line: str, depth: int) -> None:
    (tmp_path / "c.jsonl").write_text('{"text": "a"}\n' + line % ("[" * depth + "]" * depth))

    with pytest.raises(FormatError, match=r"c\.jsonl, line 2: .*nested more than 100 deep"):
        list(formats.read(tmp_path / "c.jsonl"))


@pytest.mark.parametrize("name", ["c.jsonl", "c.parquet"])
def test_json_of_the_greatest_depth_is_read_and_written(tmp_path: Path, name: str) -> None:
    items = [Annotation(Span(0, 1), "x", OpaqueValue.of(nested(100)))]
    document = Document("a", metadata={"a": nested(99)}, extra={"x": nested(100)}, annotations=items)
    formats.write([document], tmp_path / name)

    assert list(formats.read(tmp_path / name)) == [document]


@pytest.mark.parametrize(
    "document",
    [
        Document("a", metadata={"a": nested(100)}),
        Document("a", extra={"x": nested(101)}),
        Document("a", annotations=[Annotation(Span(0, 1), "x", OpaqueValue.of(nested(101)))]),
    ],
)
def test_nothing_is_written_that_cannot_be_read(document: Document) -> None:
    with pytest.raises(InvalidValue, match=r"document 'document' cannot be written.*nested more than 100 deep"):
        formats.encode(document)


def test_a_further_key_cannot_take_the_place_of_one_with_a_meaning() -> None:
    with pytest.raises(InvalidValue, match="extra has the key 'text'"):
        formats.encode(Document("a", extra={"text": "b"}))


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.jsonl.zst", "c.parquet"])
def test_no_documents_are_a_file_too(tmp_path: Path, name: str) -> None:
    assert formats.write([], tmp_path / name) == 0
    assert list(formats.read(tmp_path / name)) == []


@attrs.frozen
class Odd:
    field: Any


@pytest.mark.parametrize("value", [float("nan"), object(), b"x"])
def test_a_value_that_cannot_be_written_is_named(value: object) -> None:
    document = Document("a", id="a7", annotations=[])
    item = Annotation(Span(0, 1), "odd", Odd(value))
    object.__setattr__(document, "annotations", AnnotationSet._from_sorted([item]))

    with pytest.raises(InvalidValue, match=r"document 'a7', odd@0-1 cannot be written: .*no JSON encoding"):
        formats.encode(document)


# --- which format


def test_the_suffix_tells_the_format(tmp_path: Path) -> None:
    names = ["a.jsonl", "a.csv.gz", "a.TSV", "a.txt.zst", "a.parquet", "-"]

    assert [formats.guess(name) for name in names] == ["jsonl", "csv", "tsv", "text", "parquet", "jsonl"]
    assert formats.guess(tmp_path) == "directory"
    with pytest.raises(FormatError, match="tells no format"):
        formats.guess("a.docx")
    with pytest.raises(FormatError, match=r"as \.jsonl"):
        formats.guess("a.json")


def test_an_unknown_format_or_option_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.touch()

    with pytest.raises(ConfigError, match="did you mean 'jsonl'"):
        formats.read(path, format="json")
    with pytest.raises(ConfigError, match="did you mean 'text'"):
        formats.read(path, txt="body")
    with pytest.raises(FileNotFoundError):
        formats.read(tmp_path / "b.jsonl")


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.tsv.gz"])
def test_documents_do_not_fit_into_formats_without_annotations(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match="do not fit"):
        formats.write([], tmp_path / name)
