"""The contract of a file format finds what is wrong with one, and passes the example of the documents."""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from corpuskit import Document, FormatSpec, Plugins
from corpuskit.errors import FormatError, InvalidValue
from corpuskit.testing import check_format

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


def lines(stream: BinaryIO) -> Iterator[Document]:
    """Read a document a line; a tab stands before its id."""
    for number, line in enumerate(stream.read().decode().splitlines(), 1):
        text, _, name = line.partition("\t")
        if not name:
            raise FormatError(f"line {number}: there is no id behind a tab")
        yield Document(text, id=name)


def write_lines(documents: Iterable[Document], stream: BinaryIO) -> None:
    for document in documents:
        stream.write(f"{document.text}\t{document.id}\n".encode())


NUMBERS = count()


def another_each_time(stream: BinaryIO) -> Iterator[Document]:
    for document in lines(stream):
        yield document.with_metadata(number=next(NUMBERS))


def careless(stream: BinaryIO) -> Iterator[Document]:
    for line in stream.read().decode().splitlines():
        text, name = line.split("\t")
        yield Document(text, id=name)


def without_ids(documents: Iterable[Document], stream: BinaryIO) -> None:
    write_lines((Document(document.text, id="x") for document in documents), stream)


def only_the_first(documents: Iterable[Document], stream: BinaryIO) -> None:
    write_lines(list(documents)[:1], stream)


def with_the_time(documents: Iterable[Document], stream: BinaryIO) -> None:
    write_lines(documents, stream)
    stream.write(f"{time.perf_counter_ns()}\tstamp\n".encode())


def leaves_out_stamps(stream: BinaryIO) -> Iterator[Document]:
    return (document for document in lines(stream) if document.id != "stamp")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.lines"
    path.write_text("One.\ta\nTwo.\tb\n")
    return path


def test_the_example_of_the_documents_keeps_the_contract() -> None:
    plugins = Plugins(only=(), files=[EXAMPLES / "subtitles.py"])
    report = check_format(plugins.formats["srt"], [EXAMPLES / "interview.srt"])

    assert report.ok, str(report)
    assert str(report).startswith("format 'srt' of subtitles.py")
    assert len(report.passed) == 5


@pytest.mark.parametrize(
    ("read", "write", "failed", "wrong"),
    [
        (lines, write_lines, None, ""),
        (lambda stream: [], write_lines, "files_give_documents", "it gives no document"),
        (lambda stream: ["x"], write_lines, "files_give_documents", "it gives str, which is no Document"),
        (another_each_time, write_lines, "files_are_read_alike_twice", "its documents differ the second time"),
        (careless, write_lines, "broken_files_are_refused", "ValueError: not enough values to unpack"),
        (lines, without_ids, "what_is_read_is_written_back", "they come back with another id"),
        (lines, only_the_first, "what_is_read_is_written_back", "2 documents become 1"),
        (lines, lambda documents, stream: 1 / 0, "what_is_read_is_written_back", "ZeroDivisionError"),
        (leaves_out_stamps, with_the_time, "what_is_written_is_written_alike", "two files of the same documents"),
    ],
)
def test_a_fault_fails_its_check(
    file: Path, read: Callable[..., Any], write: Callable[..., Any], failed: str | None, wrong: str
) -> None:
    report = check_format(FormatSpec("lines", read=read, write=write), [file])
    found = {finding.check: finding for finding in report.findings}

    assert report.ok is (failed is None), str(report)
    if failed is not None:
        assert wrong in found[failed].wrong
        assert found[failed].mending in " ".join(str(report).split())


def test_a_format_that_is_read_only_is_checked_as_far_as_it_goes(file: Path) -> None:
    report = check_format(FormatSpec("lines", read=lines), [file])

    assert report.ok
    assert report.skipped == dict.fromkeys(
        ("what_is_read_is_written_back", "what_is_written_is_written_alike", "what_keeps_gives_comes_back"),
        "it has no write",
    )


def bare(document: Document) -> Document:
    return Document(document.text, id=document.id)


@pytest.mark.parametrize(
    ("keeps", "wrong"),
    [
        (bare, None),
        (lambda document: document, "it comes back with another annotations and failures and metadata"),
        (lambda document: document.without("corpuskit"), "it comes back with another failures and metadata"),
        (lambda document: Document(document.text + "\n", id=document.id), "it cannot be kept, written and read: "),
        (lambda document: None, "it cannot be kept, written and read: AttributeError"),
    ],
)
def test_what_a_format_says_that_it_keeps_is_tried(file: Path, keeps: Any, wrong: str | None) -> None:
    report = check_format(FormatSpec("lines", read=lines, write=write_lines, keeps=keeps), [file])
    found = [finding.wrong for finding in report.findings]

    assert [finding.check for finding in report.findings] == (["what_keeps_gives_comes_back"] if wrong else [])
    assert all(one.startswith(wrong or "") for one in found)
    assert not check_format(FormatSpec("lines", write=write_lines), [file]).passed


def test_a_format_is_checked_on_files() -> None:
    with pytest.raises(InvalidValue, match="format 'lines' is checked on files of it; give some"):
        check_format(FormatSpec("lines", read=lines), [])
