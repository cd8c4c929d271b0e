"""The contract of a file format: what a plugin reads and writes is kept, and no file brings it down."""

import io
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from .._document import Document
from .._imports import imported
from .._plugins import InstalledFormat
from ..errors import FormatError, InvalidValue
from ..hookspecs import FormatSpec
from ._contract._report import Finding, Outcome, Report

__all__ = ["check_format", "outcomes"]

_CUTS = 40
"""At how many places a file is cut, and changed."""


@attrs.frozen
class _Subject:
    """A format with files of it, and the functions of its plugin."""

    name: str
    samples: Sequence[bytes]
    reader: Callable[[Any], Iterable[Document]] | None
    writer: Callable[[Iterable[Document], Any], object] | None

    def read(self, data: bytes) -> list[Document]:
        """Give the documents of a file."""
        assert self.reader is not None
        return list(self.reader(io.BytesIO(data)))

    def write(self, documents: Iterable[Document]) -> bytes:
        """Give the file of documents."""
        assert self.writer is not None
        stream = io.BytesIO()
        self.writer(iter(list(documents)), stream)
        return stream.getvalue()


Fault = tuple[str, bytes]
"""What is wrong, and the bytes of the file with which it is."""


def files_give_documents(subject: _Subject) -> Iterator[Fault]:
    """Every file that is given can be read, and has a document."""
    for data in subject.samples:
        try:
            found = subject.read(data)
        except Exception as error:  # The plugin boundary.
            yield f"it cannot be read: {_said(error)}", data
            continue
        wrong = [type(item).__name__ for item in found if not isinstance(item, Document)]
        if wrong or not found:
            yield f"it gives {wrong[0]}, which is no Document" if wrong else "it gives no document", data


def files_are_read_alike_twice(subject: _Subject) -> Iterator[Fault]:
    """A file gives the same documents each time."""
    for data in _readable(subject):
        if subject.read(data) != subject.read(data):
            yield "its documents differ the second time", data


def broken_files_are_refused(subject: _Subject) -> Iterator[Fault]:
    """A file that is cut off or damaged gives documents or a FormatError, and no other error."""
    for data in _broken(subject.samples):
        try:
            subject.read(data)
        except (FormatError, InvalidValue, UnicodeDecodeError):
            continue
        except Exception as error:  # The plugin boundary.
            yield _said(error), data


def what_is_read_is_written_back(subject: _Subject) -> Iterator[Fault]:
    """The documents of a file are the same when they were written and read again."""
    for data in _readable(subject):
        documents = subject.read(data)
        try:
            again = subject.read(subject.write(documents))
        except Exception as error:  # The plugin boundary.
            yield f"they cannot be written and read: {_said(error)}", data
            continue
        fields = [field.name for field in attrs.fields(Document) if field.eq]
        pairs = zip(documents, again, strict=False)
        changed = {name for one, two in pairs for name in fields if getattr(one, name) != getattr(two, name)}
        if len(again) != len(documents):
            yield f"{len(documents)} documents become {len(again)}", data
        elif changed:
            yield f"they come back with another {' and '.join(sorted(changed))}", data


def what_is_written_is_written_alike(subject: _Subject) -> Iterator[Fault]:
    """The same documents give the same bytes."""
    for data in _readable(subject):
        documents = subject.read(data)
        try:
            one, two = subject.write(documents), subject.write(documents)
        except Exception:  # It is for the check before.
            continue
        if one != two:
            yield "two files of the same documents differ", data


_LAWS: tuple[tuple[Callable[[_Subject], Iterator[Fault]], bool, str], ...] = (
    (files_give_documents, False, "Mend read until every file gives its documents"),
    (files_are_read_alike_twice, False, "Look for chance, the time, and what is kept from one file to the next"),
    (broken_files_are_refused, False, "Raise corpuskit.errors.FormatError, with the line and what is wrong with it"),
    (what_is_read_is_written_back, True, "Write what read needs, or let read leave out what cannot be written"),
    (what_is_written_is_written_alike, True, "Write no time, no chance, and sort what comes out of a set"),
)
"""Each check, whether it needs a writer, and what to do where it is not passed."""


def check_format(format: FormatSpec | InstalledFormat, files: Sequence[str | Path]) -> Report:
    """Check that a plugin reads and writes a format faithfully, and give a report of all checks.

    Args:
        format: the spec of the format, or what :attr:`corpuskit.Plugins.formats` has of it.
        files: files of the format, without a compression; short ones that have everything are best.

    Raises:
        InvalidValue: when no file is given.
        OSError: when a file cannot be read.
    """
    made = list(outcomes(format, files))
    return Report(
        _name(format),
        tuple(item.check for item in made if item.passed),
        {item.check: item.skipped for item in made if item.skipped},
        tuple(item.finding for item in made if item.finding is not None),
        kind="format",
    )


def outcomes(format: FormatSpec | InstalledFormat, files: Sequence[str | Path]) -> Iterator[Outcome]:
    """Make the checks one after the other, and give what comes of each as soon as it is there."""
    if not files:
        raise InvalidValue(f"format {_name(format)} is checked on files of it; give some")
    spec = format.spec if isinstance(format, InstalledFormat) else format
    reader, writer = (imported(function, f"format {_name(format)}") for function in (spec.read, spec.write))
    subject = _Subject(_name(format), [Path(file).read_bytes() for file in files], reader, writer)
    for law, needs_writer, mending in _LAWS:
        statement = (law.__doc__ or "").rstrip(".")
        if reader is None or (needs_writer and writer is None):
            yield Outcome(law.__name__, statement, f"it has no {'read' if reader is None else 'write'}")
            continue
        fault = next(law(subject), None)
        finding = None if fault is None else _finding(law.__name__, statement, subject, fault, mending)
        yield Outcome(law.__name__, statement, finding=finding)


def _finding(check: str, law: str, subject: _Subject, fault: Fault, mending: str) -> Finding:
    wrong, data = fault
    given = repr(data if len(data) <= 200 else data[:200] + b"...")
    return Finding(check, f"format {subject.name}", law, wrong, (), (given,), "", mending=mending)


def _name(format: FormatSpec | InstalledFormat) -> str:
    return str(format) if isinstance(format, InstalledFormat) else repr(format.name)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _readable(subject: _Subject) -> Iterator[bytes]:
    """Give the files that can be read; the others are for the first check."""
    for data in subject.samples:
        try:
            subject.read(data)
        except Exception:  # The plugin boundary.
            continue
        yield data


def _broken(samples: Sequence[bytes]) -> Iterator[bytes]:
    yield from (b"", b"\n", b"\x00", b"\xff\xfe\x00", b"a" * 1000)
    chance = random.Random(1)
    for data in samples:
        places = sorted({len(data) * number // _CUTS for number in range(_CUTS)})
        yield from (data[:place] for place in places)
        for place in places[1:]:
            yield data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
            yield data[:place] + data[place : place + 9] * 2 + data[place + 9 :]
