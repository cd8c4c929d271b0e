"""Files: written whole or not at all, streams, and the two tables of Parquet."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Span, formats
from corpuskit.errors import FormatError, InvalidValue, MissingExtra
from corpuskit.values import DateValue

HOSTILE = 'a \x00\r\n\t"\\\u2028\u2029\ufeff\u00e9e\u0301\U0001f469\u200d\U0001f52c\u0627\U00010348\ufffd\x1f\x7f'


# --- writing


def failing(error: BaseException, after: int) -> Iterator[Document]:
    for number in range(after):
        yield Document("a", id=str(number))
    raise error


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet"])
def test_a_failure_keeps_the_old_file_and_what_was_read_before_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    formats.write([Document("old")], path)

    with pytest.raises(FormatError, match=r"line 3; the 2 documents before it are kept in .*\.partial") as caught:
        formats.write(failing(FormatError("line 3", line=3), 2), path)

    assert [item.text for item in formats.read(path)] == ["old"]
    partial = Path(caught.value.partial)
    assert [item.id for item in formats.read(partial)] == ["0", "1"]
    assert sorted(item.name for item in tmp_path.iterdir()) == [name, partial.name]


def test_an_interruption_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        formats.write(failing(KeyboardInterrupt(), 3), path)

    assert [item.name for item in tmp_path.iterdir()] == ["out.jsonl.partial"]
    assert len(list(formats.read(tmp_path / "out.jsonl.partial"))) == 3


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet"])
def test_what_an_earlier_run_kept_is_never_replaced(tmp_path: Path, name: str) -> None:
    kept = []
    for number in (3, 1, 2):
        with pytest.raises(FormatError) as caught:
            formats.write(failing(FormatError("bad"), number), tmp_path / name)
        kept.append(Path(caught.value.partial))

    assert [path.name for path in kept] == [f"{name}.partial", f"{name}.partial.2", f"{name}.partial.3"]
    assert [len(list(formats.read(path))) for path in kept] == [3, 1, 2]


def test_no_error_names_the_hidden_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    long = tmp_path / f"{'x' * 250}.jsonl"

    with pytest.raises(IsADirectoryError) as folder:
        formats.write(failing(FormatError("never read"), 0), tmp_path / "folder.jsonl")
    with pytest.raises(OSError, match="too long") as name:
        formats.write([Document("a")], long)
    assert folder.value.filename == str(tmp_path / "folder.jsonl")
    assert name.value.filename == str(long)


def test_a_document_that_cannot_be_written_ends_the_file_like_a_bad_one(tmp_path: Path) -> None:
    bad = Document("a", id="bad", extra={"text": "b"})

    with pytest.raises(InvalidValue, match=r"'bad': extra has the key 'text'.*the 1 document before it"):
        formats.write([Document("a"), bad], tmp_path / "out.jsonl")


def test_a_failure_before_the_first_document_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"^broken$"):
        formats.write(failing(FormatError("broken"), 0), tmp_path / "out.jsonl")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_stream_that_takes_nothing_is_an_error() -> None:
    with pytest.raises(OSError, match="No space"):
        formats.write([Document("a")], "/dev/full", format="jsonl")


def test_a_failure_to_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda number: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        formats.write([Document("a")], tmp_path / "out.jsonl")

    assert list(tmp_path.iterdir()) == []


def test_a_file_can_be_written_from_itself(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    formats.write([Document("a", id=str(number)) for number in range(3)], path)
    path.chmod(0o640)
    formats.write((item.with_metadata(seen=True) for item in formats.read(path)), path)

    assert [item.metadata["seen"] for item in formats.read(path)] == [True] * 3
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed_and_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "corpus.jsonl")
    formats.write([Document("a")], link)

    assert link.is_symlink()
    assert (tmp_path / "corpus.jsonl").is_file()


def test_a_folder_that_is_no_corpus_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.parquet").mkdir()
    (tmp_path / "out.parquet" / "precious").touch()

    with pytest.raises(FileExistsError, match="not replaced"):
        formats.write([Document("a")], tmp_path / "out.parquet")
    with pytest.raises(FileNotFoundError, match="no such folder"):
        formats.write([Document("a")], tmp_path / "nowhere" / "out.jsonl")
    with pytest.raises(IsADirectoryError):
        formats.write([Document("a")], tmp_path / "out.parquet", format="jsonl")
    assert (tmp_path / "out.parquet" / "precious").exists()


# --- standard streams


def test_standard_input_and_output_are_a_dash(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    document = Document(HOSTILE)
    (tmp_path / "in").write_bytes(formats.encode(document))
    with open(tmp_path / "in") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        found = list(formats.read("-"))

    assert found == [document]
    assert formats.write(found, "-") == 1
    assert capfdbinary.readouterr().out == formats.encode(document)


def test_lines_on_standard_output_stay_when_the_input_fails(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(FormatError):
        formats.write(failing(FormatError("line 3"), 2), "-")

    assert [json.loads(line)["id"] for line in capfdbinary.readouterr().out.splitlines()] == ["0", "1"]


# --- Parquet


@pytest.fixture
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpuskit.formats._arrow._DOCUMENTS", 3)
    monkeypatch.setattr("corpuskit.formats._parquet_writing._GROUP", 20)
    monkeypatch.setattr("corpuskit.formats._parquet_writing._PART", 60)


@pytest.mark.usefixtures("small_groups")
@pytest.mark.parametrize("batch", [1, 2, 7, 500])
def test_parquet_is_written_and_read_in_parts_and_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("corpuskit.formats._parquet_reading._BATCH", batch)
    given_documents = [Document("2020", id="same", annotations=FOUND[: number % 4]) for number in range(50)]
    formats.write(given_documents, tmp_path / "c.parquet")

    for table in ("documents", "annotations"):
        names = [file.name for file in sorted((tmp_path / "c.parquet" / table).iterdir())]
        assert names == [f"part-{number:05}.parquet" for number in range(3)]
    assert list(formats.read(tmp_path / "c.parquet")) == given_documents


FOUND = [
    Annotation(Span(0, 4), "date", DateValue("DATE", "2020", earliest="2020-01-01", latest="2021-01-01")),
    Annotation(Span(0, 4), "number"),
    Annotation(Span(0, 2), "number"),
]


@pytest.mark.usefixtures("small_groups")
def test_a_group_of_annotations_has_one_label_and_tells_its_dates(tmp_path: Path) -> None:
    from pyarrow.parquet import ParquetFile

    days = [
        Document("2020", id=f"{day}", metadata={"date": f"2020-01-{day:02}"}, annotations=FOUND) for day in (3, 1, 2)
    ]
    formats.write(days, tmp_path / "c.parquet")
    told = {}
    for table, column in (("annotations", "label"), ("annotations", "latest"), ("documents", "date")):
        content = ParquetFile(tmp_path / "c.parquet" / table / "part-00000.parquet").metadata
        place = content.schema.names.index(column)
        groups = (content.row_group(number).column(place).statistics for number in range(content.num_row_groups))
        told[column] = [(group.min, group.max) for group in groups]

    assert told["label"] == [("date", "date"), ("number", "number")]
    assert told["latest"] == [("2021-01-01", "2021-01-01"), (None, None)]
    assert told["date"] == [("2020-01-01", "2020-01-03")]


def test_a_corpus_of_before_is_read(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "c.parquet"
    given_documents = [Document("2020", id=f"{number}", annotations=FOUND) for number in range(20)]
    formats.write(given_documents, path)
    for file in path.rglob("*.parquet"):
        table = pq.read_table(file)
        old = table.drop_columns([name for name in ("date", "earliest", "latest") if name in table.column_names])
        pq.write_table(old.sort_by([("doc", "ascending")]), file.with_name("part-0.parquet"), row_group_size=7)
        file.unlink()

    assert list(formats.read(path)) == given_documents


def test_further_keys_of_parquet_are_an_object(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    formats.write([Document("2020")], tmp_path / "c.parquet")
    file = tmp_path / "c.parquet" / "documents" / "part-00000.parquet"
    table = pq.read_table(file)
    pq.write_table(table.set_column(table.column_names.index("extra"), "extra", pa.array(["[1]"])), file)

    with pytest.raises(FormatError, match=r"'document', column extra: a JSON object goes here, not \[1\]"):
        list(formats.read(tmp_path / "c.parquet"))


def test_a_damaged_parquet_folder_is_named(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "c.parquet"
    item = Annotation(Span(0, 4), "date")
    formats.write([Document("2020", id=str(number), annotations=[item]) for number in range(3)], path)
    part = path / "annotations" / "part-00000.parquet"
    table = pq.read_table(part)
    pq.write_table(table.take([2, 0, 1]), part)
    with pytest.raises(FormatError, match="sorted by the column doc"):
        list(formats.read(path))

    pq.write_table(table.drop_columns(["label"]), part)
    with pytest.raises(FormatError, match="no column 'label'"):
        list(formats.read(path))

    newer = table.schema.with_metadata({"corpuskit.format": "99"})
    pq.write_table(pa.Table.from_pylist(table.to_pylist(), schema=newer), part)
    with pytest.raises(FormatError, match="version 99"):
        list(formats.read(path))

    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(FormatError, match="truncated"):
        list(formats.read(path))

    part.unlink()
    with pytest.raises(FormatError, match=r"no \.parquet file"):
        list(formats.read(path))


def test_a_single_parquet_file_is_a_table_of_another_tool(tmp_path: Path) -> None:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "articles.parquet"
    rows = [
        {"body": "a", "url": "u1", "published": datetime.date(2020, 6, 12), "n": 1, "tags": ["x"]},
        {"body": None, "url": None, "published": None, "n": None, "tags": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), path)
    first, second = formats.read(path, text="body", id="url", date="published")

    assert (first.id, first.text, first.metadata) == ("u1", "a", {"date": "2020-06-12", "n": 1, "tags": ("x",)})
    assert (second.id, second.text, second.metadata) == ("articles.parquet:2", "", {})
    pq.write_table(pa.Table.from_pylist(rows).slice(0, 0), tmp_path / "empty.parquet")
    for file in (path, tmp_path / "empty.parquet"):
        with pytest.raises(FormatError, match="no column 'text'"):
            list(formats.read(file))
    assert list(formats.read(tmp_path / "empty.parquet", text="body")) == []


def test_parquet_needs_a_path() -> None:
    with pytest.raises(FormatError, match="standard input"):
        formats.read("-", format="parquet")
    with pytest.raises(FormatError, match="standard output"):
        formats.write([], "-", format="parquet")


@pytest.mark.parametrize(
    ("module", "name", "extra"), [("pyarrow", "c.parquet", "arrow"), ("backports", "c.jsonl.zst", "zstd")]
)
@pytest.mark.skipif(sys.version_info >= (3, 14), reason="zstd is a part of Python")
def test_an_absent_extra_is_named_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, extra: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    for known in [*sys.modules]:
        if known.partition(".")[0] == module:
            monkeypatch.delitem(sys.modules, known)
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(MissingExtra, match=rf"pip install 'corpuskit-core\[{extra}\]'"):
        list(formats.read(tmp_path / name))


def test_reading_a_compressed_file_of_several_members(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n') + gzip.compress(b'{"text": "b"}\n'))

    assert [item.text for item in formats.read(path)] == ["a", "b"]
