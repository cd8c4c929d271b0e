"""The contract of a file format: what a plugin reads and writes is kept, and no file brings it down."""

import io
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from .._annotation import Annotation, Failure
from .._document import Document
from .._imports import imported
from .._plugins import InstalledFormat
from .._span import Span
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
    keeper: Callable[[Document], Document] | None

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
        if len(again) != len(documents):
            yield f"{len(documents)} documents become {len(again)}", data
        elif again != documents:
            yield f"they come back with another {_differing(documents, again)}", data


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


def what_keeps_gives_comes_back(subject: _Subject) -> Iterator[Fault]:
    """What keeps gives of a document comes back when it is written and read, also where the document has more."""
    assert subject.keeper is not None
    for data in _readable(subject):
        for document in subject.read(data):
            try:
                kept = subject.keeper(_richer(document))
                again = subject.read(subject.write([kept]))
            except Exception as error:  # The plugin boundary.
                yield f"it cannot be kept, written and read: {_said(error)}", data
                continue
            if len(again) != 1:
                yield f"one document becomes {len(again)}", data
            elif again != [kept]:
                yield f"it comes back with another {_differing([kept], again)}", data


def _richer(document: Document) -> Document:
    """Give a document with more than a format of files may have a place for."""
    whole = Annotation(Span(0, len(document.text)), "corpuskit", 1, score=0.5)
    failure = Failure(document.id, "corpuskit", "0", "ValueError", "none")
    richer = attrs.evolve(document.with_annotations([whole]), failures=(*document.failures, failure))
    return richer.with_metadata(corpuskit="more")


def _differing(documents: Sequence[Document], others: Sequence[Document]) -> str:
    """Give the names of the fields in which documents differ from others."""
    fields = [field.name for field in attrs.fields(Document) if field.eq]
    pairs = list(zip(documents, others, strict=True))
    return " and ".join(sorted(name for name in fields if any(getattr(a, name) != getattr(b, name) for a, b in pairs)))


_READ, _BOTH = ("read",), ("read", "write")
_LAWS: tuple[tuple[Callable[[_Subject], Iterator[Fault]], tuple[str, ...], str], ...] = (
    (files_give_documents, _READ, "Mend read until every file gives its documents"),
    (files_are_read_alike_twice, _READ, "Look for chance, the time, and what is kept from one file to the next"),
    (broken_files_are_refused, _READ, "Raise corpuskit.errors.FormatError, with the line and what is wrong with it"),
    (what_is_read_is_written_back, _BOTH, "Write what read needs, or let read leave out what cannot be written"),
    (what_is_written_is_written_alike, _BOTH, "Write no time, no chance, and sort what comes out of a set"),
    (what_keeps_gives_comes_back, (*_BOTH, "keeps"), "Let keeps leave out what write has no place for"),
)
"""Each check, the functions of the format that it needs, and what to do where it is not passed."""


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
    functions = {name: imported(getattr(spec, name), f"format {_name(format)}") for name in ("read", "write", "keeps")}
    subject = _Subject(_name(format), [Path(file).read_bytes() for file in files], *functions.values())
    for law, needs, mending in _LAWS:
        statement = (law.__doc__ or "").rstrip(".")
        missing = [name for name in needs if functions[name] is None]
        if missing:
            yield Outcome(law.__name__, statement, f"it has no {missing[0]}")
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
