"""Formats that plugins bring, by the example of the documents."""

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from corpuskit import Annotation, Corpus, Document, FormatSpec, Pipeline, Plugins, Span, formats
from corpuskit.errors import ConfigError, FormatError, PluginError, PluginWarning
from corpuskit.formats._plugged import plugged

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
SRT = EXAMPLES / "interview.srt"

PLUGIN = """
from corpuskit import Document, FormatSpec, hookimpl
from corpuskit.errors import FormatError

{functions}

@hookimpl
def corpuskit_formats():
    yield FormatSpec({spec})
"""


@pytest.fixture
def subtitles() -> Plugins:
    return Plugins(only=(), files=[EXAMPLES / "subtitles.py"])


def plugin(folder: Path, functions: str, spec: str, name: str = "own") -> Plugins:
    (folder / f"{name}.py").write_text(PLUGIN.format(functions=functions, spec=spec))
    return Plugins(only=(), files=[folder / f"{name}.py"])


def reading(folder: Path, body: str) -> Iterator[Document]:
    """Read a file of three lines with a plugin that has this body of a reader."""
    (folder / "a.own").write_text("one\ntwo\nthree")
    found = plugin(folder, f"def read(stream):\n    {body}", "'own', suffixes=('.own',), read=read")
    return formats.read(folder / "a.own", plugins=found)


def writing(folder: Path, body: str, documents: Iterable[Document]) -> int:
    found = plugin(folder, f"def write(documents, stream):\n    {body}", "'own', suffixes=('.own',), write=write")
    return formats.write(documents, folder / "a.own", plugins=found)


# --- what works


def test_a_file_is_read_by_its_suffix_and_written_back_byte_for_byte(subtitles: Plugins, tmp_path: Path) -> None:
    (document,) = Corpus.from_path(SRT, plugins=subtitles)

    assert [document.text_of(item) for item in document["subtitle"]][
        1
    ] == "“Nobody asked the islanders,”\nsaid Tomás Reyes."
    assert document["subtitle"][0].value == "00:00:01,000 --> 00:00:03,500"
    assert document.id == "interview.srt"
    assert Corpus([document], plugins=subtitles).write(tmp_path / "out.srt") == 1
    assert (tmp_path / "out.srt").read_bytes() == SRT.read_bytes()


def test_what_is_found_in_it_is_found_beside_its_own_layer(subtitles: Plugins, tmp_path: Path) -> None:
    annotated = Corpus.from_path(SRT, plugins=subtitles).annotate(Pipeline("dates"))
    annotated.write(tmp_path / "out.jsonl")
    (document,) = Corpus.from_jsonl(tmp_path / "out.jsonl", plugins=subtitles)

    assert document.annotations.labels == ("date", "subtitle")
    assert len(list(annotated.table("subtitle"))) == 3


def test_a_compression_is_gone_before_the_plugin_sees_it(subtitles: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt.gz"
    formats.write(formats.read(SRT, plugins=subtitles), path, plugins=subtitles)

    assert gzip.decompress(path.read_bytes()) == SRT.read_bytes()
    assert [document.text for document in formats.read(path, plugins=subtitles)] == [
        document.text for document in formats.read(SRT, plugins=subtitles)
    ]


def test_a_format_is_named_where_the_suffix_tells_none(subtitles: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(SRT.read_bytes())

    (document,) = formats.read(path, format="srt", plugins=subtitles)

    assert len(document["subtitle"]) == 3
    assert "srt" in formats.names(subtitles)
    assert formats.guess("a.srt", plugins=subtitles) == "srt"


def test_documents_without_an_id_are_named_by_the_file(tmp_path: Path) -> None:
    body = "return [Document('a'), Document('b'), Document('c', id='own')]"

    assert [item.id for item in reading(tmp_path, body)] == ["a.own", "a.own:2", "own"]


def test_a_wrapper_around_the_stream_may_be_thrown_away(tmp_path: Path) -> None:
    body = "import io; out = io.TextIOWrapper(stream, 'utf-8'); out.writelines(d.text for d in documents); out.flush()"

    assert writing(tmp_path, body, [Document("é"), Document("b")]) == 2
    assert (tmp_path / "a.own").read_text(encoding="utf-8") == "éb"
    body = "import io\n    for line in io.TextIOWrapper(stream, 'utf-8'):\n        yield Document(line)"
    assert [item.text for item in reading(tmp_path, body)] == ["one\n", "two\n", "three"]


def test_a_format_may_be_an_archive(tmp_path: Path) -> None:
    def read(stream: BinaryIO) -> Iterator[Document]:
        with zipfile.ZipFile(stream) as archive:
            yield from (Document(archive.read(name).decode(), id=name) for name in archive.namelist())

    def write(documents: Iterable[Document], stream: BinaryIO) -> None:
        with zipfile.ZipFile(stream, "w") as archive:
            for document in documents:
                archive.writestr(document.id, document.text)

    plugins = Plugins(only=())
    plugins.__dict__["formats"] = {"texts": _installed(FormatSpec("texts", suffixes=(".zip",), read=read, write=write))}
    given = [Document("a", id="x"), Document("b", id="y")]
    formats.write(given, tmp_path / "a.zip", plugins=plugins)

    assert list(formats.read(tmp_path / "a.zip", plugins=plugins)) == given


def _installed(spec: FormatSpec) -> "object":
    from corpuskit import InstalledFormat

    return InstalledFormat(spec, "own", "own", "0")


def test_our_own_formats_load_no_plugin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Plugins, "formats", property(lambda self: pytest.fail("plugins were loaded")))
    formats.write([Document("a")], tmp_path / "a.jsonl")

    assert formats.guess(tmp_path / "a.jsonl") == "jsonl"
    assert len(list(formats.read(tmp_path / "a.jsonl", format="jsonl"))) == 1


# --- what is told


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("raise FormatError('line 2: no times')", r"a\.own: line 2: no times$"),
        ("raise ValueError('odd')", r"a\.own: format 'own' of own\.py \w+ fails: ValueError: odd"),
        ("yield 1", r"fails: its read gave int, where a Document is wanted"),
        ("return 1", r"fails: its read gave 1, where several are wanted: yield each, or return a list"),
        ("return Document('a')", r"fails: its read gave one Document, where several are wanted"),
        ("yield Document('a\\ud800')", r"fails: document 'document': the text"),
    ],
)
def test_a_reader_that_fails_is_told_with_the_file_and_the_plugin(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        list(reading(tmp_path, body))

    assert caught.value.file == str(tmp_path / "a.own")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("raise FormatError('it holds one document')", r"a\.own: it holds one document"),
        ("1 / 0", r"fails: ZeroDivisionError"),
        ("next(documents)", r"wrote 1 documents and left the others out"),
    ],
)
def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path, body: str, message: str) -> None:
    (tmp_path / "a.own").write_text("old")

    with pytest.raises(FormatError, match=message):
        writing(tmp_path, body, [Document("a"), Document("b")])
    assert (tmp_path / "a.own").read_text() == "old"


def test_documents_that_end_in_an_error_are_no_fault_of_the_writer(tmp_path: Path) -> None:
    def documents() -> Iterator[Document]:
        yield Document("a")
        raise ConfigError("elsewhere")

    with pytest.raises(ConfigError, match=r"elsewhere; the 1 document before it are kept in"):
        writing(tmp_path, "[stream.write(d.text.encode()) for d in documents]", documents())


def test_a_format_that_is_read_only_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="documents with annotations do not fit into own"):
        formats.write([], "a.own", plugins=plugin(tmp_path, "", "'own', suffixes=('.own',), read=print"))
    (tmp_path / "a.own").touch()
    with pytest.raises(FormatError, match="is written and not read"):
        formats.read(tmp_path / "a.own", plugins=plugin(tmp_path, "", "'own', suffixes=('.own',), write=print"))


@pytest.mark.parametrize(
    ("spec", "what"), [("'csv', read=print", "name"), ("'own', suffixes=('.tsv',), read=print", ".tsv")]
)
def test_a_format_that_takes_what_is_ours_is_left_out(tmp_path: Path, spec: str, what: str) -> None:
    with pytest.warns(PluginWarning, match=f"is left out: corpuskit has a format with .*{what}"):
        assert "own" not in formats.names(plugin(tmp_path, "", spec))


def test_a_spec_of_another_hook_is_told_with_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        PLUGIN.format(functions="", spec="'own', read=print").replace("_formats", "_extractors")
    )

    with pytest.raises(PluginError, match="gave FormatSpec, which corpuskit_formats gives, where ExtractorSpec"):
        _ = Plugins(only=(), files=[tmp_path / "own.py"], strict=True).formats


def test_two_formats_of_one_suffix_are_named_and_one_is_chosen_by_its_name(tmp_path: Path) -> None:
    functions = "def read(stream):\n    return [Document('a')]"
    specs = [f"'{name}', suffixes=('.own',), read=read" for name in ("one", "two")]
    for name, spec in zip(("one", "two"), specs, strict=True):
        plugin(tmp_path, functions, spec, name)
    both = Plugins(only=(), files=[tmp_path / "one.py", tmp_path / "two.py"])
    (tmp_path / "a.own").touch()

    with pytest.raises(FormatError, match=r"suffix of 'one' of one\.py .* and 'two' of two\.py .*; choose one"):
        formats.read(tmp_path / "a.own", plugins=both)
    assert len(list(formats.read(tmp_path / "a.own", format="two", plugins=both))) == 1


def test_a_suffix_that_nobody_knows_says_how_a_plugin_is_given(subtitles: Plugins, tmp_path: Path) -> None:
    (tmp_path / "a.srtx").touch()

    with pytest.raises(FormatError, match=r"did you mean '\.srt'\?.*plugins=Plugins\(files="):
        formats.read(tmp_path / "a.srtx", plugins=subtitles)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "declare read=, a function of a stream, or write="),
        ({"read": print, "suffixes": ("srt",)}, "'srt' is no suffix; write one such as '.srt'"),
        ({"read": print, "suffixes": (".SRT",)}, "in small letters"),
        ({"read": print, "suffixes": (".gz",)}, "suffix of a compression"),
        ({"read": print, "suffixes": ".srt"}, "one string where a tuple is wanted"),
        ({"read": print, "api_level": 0}, "api_level is a number from 1"),
    ],
)
def test_a_declaration_that_does_not_fit_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(PluginError, match=message):
        FormatSpec("srt", **fields)  # type: ignore[arg-type] # What a plugin gives is anything.


def test_a_function_may_be_named_by_a_string() -> None:
    spec = FormatSpec("own", read="tests_no_module:read")
    read = plugged(_installed(spec)).read  # type: ignore[arg-type] # See there.

    assert read is not None
    with pytest.raises(PluginError, match=r"format 'own' of own 0: cannot import 'tests_no_module:read'"):
        list(read("-", formats.ColumnNames(), None))


def test_standard_output_is_written_as_it_comes(
    subtitles: Plugins, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document("Go.", annotations=[Annotation(Span(0, 3), "subtitle", "0 --> 1")])
    formats.write([document], "-", format="srt", plugins=subtitles)

    assert capfdbinary.readouterr().out == b"1\n0 --> 1\nGo.\n\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"1\n0 --> 1\nGo.\n")))
    assert next(formats.read("-", format="srt", plugins=subtitles)).id == "stdin"
