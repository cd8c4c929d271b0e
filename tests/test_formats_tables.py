"""CSV, TSV and plain text."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpuskit import Document, formats
from corpuskit.corpus import Corpus
from corpuskit.errors import ConfigError, FormatError
from corpuskit.formats._advice import in_words

HOSTILE = "a \x00\r\n\t\",;'\u2028\ufeff\u00e9\U0001f469\u0627"
CELL = st.text(st.sampled_from(HOSTILE) | st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "articles.csv"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=4), tabs=st.booleans(), mark=st.booleans())
def test_every_character_of_a_cell_is_kept(tmp_path: Path, rows: list[tuple[str, str]], tabs: bool, mark: bool) -> None:
    path = tmp_path / ("articles.tsv" if tabs else "articles.csv")
    with open(path, "w", encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_ALL)
        writer.writerows([("text", "title"), *rows])
    found = list(formats.read(path))

    assert [(item.text, item.metadata["title"]) for item in found] == rows
    assert [item.id for item in found] == [f"{path.name}:{number}" for number in range(2, len(rows) + 2)]


def test_columns_become_text_id_date_language_and_metadata(table: Path) -> None:
    table.write_text("url,body,published,lang,title\nu1,Hello,2020-06-12,en,One\nu2,Hi,,,\n")
    first, second = formats.read(table, text="body", id="url", date="published", language="lang")

    assert (first.id, first.text) == ("u1", "Hello")
    assert first.metadata == {"date": "2020-06-12", "language": "en", "title": "One"}
    assert second.metadata == {"title": ""}


def test_columns_with_the_usual_names_need_not_be_named(table: Path) -> None:
    table.write_text("id,text,date\na,Hello,2020-06-12\n")

    assert list(formats.read(table)) == [Document("Hello", id="a", metadata={"date": "2020-06-12"})]


def test_a_row_without_an_id_is_named_by_its_place(table: Path) -> None:
    table.write_text('id,text\n,"one\nline"\n\nb,two\n,three\n')

    assert [item.id for item in formats.read(table)] == ["articles.csv:2", "b", "articles.csv:5"]


def test_equal_ids_are_read(table: Path) -> None:
    table.write_text("id,text\na,one\na,two\n")

    assert [item.id for item in formats.read(table)] == ["a", "a"]


def test_chosen_metadata_are_kept_and_others_left_out(table: Path) -> None:
    table.write_text("text,date,published,title\nHello,d,2020-06-12,T\n")
    with pytest.raises(FormatError, match="both give metadata 'date'"):
        list(formats.read(table, date="published"))
    (document,) = formats.read(table, date="published", metadata="title")

    assert document.metadata == {"date": "2020-06-12", "title": "T"}


def test_a_cell_may_be_longer_than_the_csv_module_allows(table: Path) -> None:
    text = 'x"y\n' * 200_000
    with open(table, "w", newline="") as stream:
        csv.writer(stream).writerows([("text",), (text,)])
    before = csv.field_size_limit()
    rows = formats.read(table)

    assert next(rows).text == text
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_rows_end_as_on_any_system(table: Path, newline: str) -> None:
    table.write_bytes(newline.join(["id,text", 'a,"x\r\ny\rz\n"', "b,w"]).encode())

    assert [item.text for item in formats.read(table)] == ["x\r\ny\rz\n", "w"]


def test_other_delimiters_encodings_and_unquoted_marks_are_options(table: Path) -> None:
    table.write_bytes('id;text\na;"Caf\u00e9" is open\n'.encode("cp1252"))
    (document,) = formats.read(table, delimiter=";", encoding="cp1252", quoted=False)

    assert document.text == '"Caf\u00e9" is open'


BAD_TABLES = {
    b"id,body\na,b\n": "no column 'text'; did you mean|no column 'text'; known: body, id; name the column of the text",
    b"id;text\na;b\n": "is delimiter=",
    b"text,text\na,b\n": "two columns are called 'text'",
    b"": "there is no header",
    b"id,text\na,b,c\n": "line 2: the row has 3 cells, but the header 2",
    b"id,text\na\n": "line 2: the row has 1 cells",
    b'id,text\na,b\nc,"never closed\n': "line 3: no CSV: unexpected end of data",
    b'id,text\na,"b" c\n': "quoted=False",
    b"id,text\na,\xffb\n": "invalid UTF-8 at byte 10: 0xff",
    b"id,text\na,\xe2\x82": "invalid UTF-8 at byte 10",
}


@pytest.mark.parametrize(("content", "reason"), BAD_TABLES.items(), ids=BAD_TABLES.values())
def test_a_bad_table_is_named_with_its_reason(table: Path, content: bytes, reason: str) -> None:
    table.write_bytes(content)

    with pytest.raises(FormatError, match=reason) as caught:
        list(formats.read(table))
    assert str(table) in str(caught.value)
    assert caught.value.file == str(table)


def test_a_missing_column_is_named_with_those_that_there_are(table: Path) -> None:
    table.write_text("url,body,published,section\n")

    with pytest.raises(FormatError, match=r"no column 'boddy'; did you mean 'body'\?; the columns are url, body"):
        list(formats.read(table, text="boddy"))


@pytest.mark.parametrize("encoding", [None, "utf-8", "UTF8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_byte_order_mark_is_no_part_of_the_first_column(table: Path, encoding: str | None) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    table.write_bytes(
        f'{mark}"text",id\n\ufeffx,a\n'.encode("utf-8" if encoding == "utf-8-sig" else encoding or "utf-8")
    )

    assert list(formats.read(table, encoding=encoding)) == [Document("\ufeffx", id="a")]


def test_advice_is_a_fact_and_leaves_the_users_words_alone(tmp_path: Path) -> None:
    path = tmp_path / "id=….csv"
    path.write_text("encoding=…,{text}\n")
    with pytest.raises(FormatError) as caught:
        list(formats.read(path))

    assert caught.value.advice == "name the column of the text with {text}"
    assert in_words(caught.value, {"text": "--text"}) == (
        f"{path}: there is no column 'text'; did you mean '{{text}}'?; the columns are encoding=…, {{text}}; "
        "name the column of the text with --text"
    )
    assert in_words(ValueError("text=…"), {"text": "--text"}) == "text=…"


def test_compressed_data_without_its_suffix_is_named(tmp_path: Path) -> None:
    for name in ("a.csv", "a.jsonl", "a.txt"):
        (tmp_path / name).write_bytes(gzip.compress(b"id,text\na,b\n"))
        with pytest.raises(FormatError, match="compressed with gzip; decompress it first"):
            list(formats.read(tmp_path / name))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_the_offset_of_a_bad_byte_counts_from_the_start_of_the_file(tmp_path: Path, suffix: str, mark: bytes) -> None:
    content = mark + b"id,text\n" + b"".join(b"%d,caf\xc3\xa9\n" % number for number in range(5000)) + b"x,\xff\n"
    path = tmp_path / f"articles.csv{suffix}"
    path.write_bytes(gzip.compress(content) if suffix else content)

    with pytest.raises(FormatError) as caught:
        list(formats.read(path))
    assert caught.value.byte == len(content) - 2


def test_options_that_nothing_can_have_are_named(table: Path) -> None:
    table.write_text("id,text\na,b\n")

    with pytest.raises(ConfigError, match="no encoding 'utf-9'"):
        list(formats.read(table, encoding="utf-9"))
    with pytest.raises(ConfigError, match="one character"):
        formats.read(table, delimiter="::")
    with pytest.raises(FormatError, match="UTF-16"):
        list(formats.read(table, encoding="utf-16"))
    with pytest.raises(FormatError, match="no folder"):
        list(formats.read(table, format="directory"))


def test_a_truncated_table_is_named(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "articles.csv.gz"
    path.write_bytes(gzip.compress(b"id,text\n" + b"a,b\n" * 1000)[:-9])

    with pytest.raises(FormatError, match="truncated"):
        list(formats.read(path))


# --- plain text


def test_a_text_is_read_as_it_is(tmp_path: Path) -> None:
    text = f"\ufeff{HOSTILE}\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())

    assert list(formats.read(tmp_path / "a.txt")) == [Document(text, id="a.txt")]


def test_a_folder_gives_its_texts_sorted_with_their_metadata(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.TXT", "a/b.txt.gz", ".hidden.txt", "README.md", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\x1f\x8b" if name.endswith("gz") else name.encode())
    import gzip

    (tmp_path / "a/b.txt.gz").write_bytes(gzip.compress(b"packed"))
    (tmp_path / "metadata.jsonl").write_text('{"id": "b.txt", "metadata": {"date": "2020-06-12"}}\n\n')
    found = list(formats.read(tmp_path))

    assert [(item.id, item.text) for item in found] == [
        ("a/b.txt.gz", "packed"),
        ("a/c.TXT", "a/c.TXT"),
        ("b.txt", "b.txt"),
    ]
    assert [item.metadata for item in found] == [{}, {}, {"date": "2020-06-12"}]
    assert list(formats.read(tmp_path / "b.txt")) == found[2:]


BAD_SIDECARS = {
    '{"id": "b.txt", "metadata": {}}': r"line 1: there is no file 'b.txt' beside it; did you mean 'a.txt'\?",
    '{"id": "a.txt", "date": "2020"}': r"line 1: a line is \{\"id\"",
    '{"id": "a.txt", "metadata": 5}': "the metadata an object",
    '{"id": "a.txt"': "broken JSON",
    '{"id": "a.txt", "metadata": {}}\n{"id": "a.txt", "metadata": {}}': "line 2: 'a.txt' has metadata already",
}


@pytest.mark.parametrize(("content", "reason"), BAD_SIDECARS.items(), ids=BAD_SIDECARS)
def test_bad_metadata_are_named_with_their_line(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "metadata.jsonl").write_text(content)

    with pytest.raises(FormatError, match=reason):
        list(formats.read(tmp_path))


def test_metadata_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "metadata.jsonl").write_text('\ufeff{"id": "a.txt", "metadata": {"n": 1}}\n', encoding="utf-8")

    assert [item.metadata for item in formats.read(tmp_path)] == [{"n": 1}]


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"no \.txt or \.text or"):
        list(formats.read(tmp_path))


def test_a_text_that_is_not_utf8_is_named_with_its_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("fine")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9 noir")
    found = formats.read(tmp_path)

    assert next(found).id == "a.txt"
    with pytest.raises(FormatError, match=r"b\.txt: invalid UTF-8 at byte 3: 0xe9") as caught:
        next(found)
    assert caught.value.byte == 3
    assert str(caught.value).endswith("name its encoding with encoding=…, or convert it")


@pytest.mark.parametrize("encoding", ["latin-1", "windows-1252", "utf-16"])
def test_texts_are_read_in_the_encoding_that_is_named(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes("<p>café\r\n".encode(encoding))

    for found in (
        formats.read(tmp_path, encoding=encoding),
        formats.read(tmp_path / "a.html", encoding=encoding),
        Corpus.from_dir(tmp_path, encoding=encoding),
    ):
        assert [item.text for item in found] == ["<p>café\r\n"]


def test_an_encoding_that_does_not_fit_a_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\x81")

    with pytest.raises(FormatError, match=r"a\.txt: invalid WINDOWS-1252 at byte 3: 0x81"):
        list(formats.read(tmp_path, encoding="windows-1252"))
    with pytest.raises(ConfigError, match="there is no encoding 'latin-one'"):
        list(formats.read(tmp_path, encoding="latin-one"))
