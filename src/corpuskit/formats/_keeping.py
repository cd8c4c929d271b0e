"""Documents on their way into a format: what it has no place for stays behind, counted."""

import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from .._document import Document
from ..errors import FormatWarning, LossError
from ._advice import advised_as
from ._atomic import is_stream, streaming
from ._format import Format, everything
from ._losses import Losses

__all__ = ["counted", "write_kept", "write_whole"]


@attrs.define
class _Passage:
    """What passes documents on as a format keeps them, and adds up what it loses."""

    format: Format
    losses: Losses = attrs.field(factory=Losses)

    def through(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give each document as it is to be written."""
        keeps = self.format.keeps or everything
        for document in documents:
            kept = keeps(document)
            if kept is not document:
                self.losses += Losses.of(document, kept)
            yield document if self.format.changes_text else kept

    def unharmed(self, documents: Iterable[Document], file: str) -> Iterator[Document]:
        """Give documents as long as nothing is lost; where something is, count all of it, and then refuse."""
        for document in self.through(documents):
            if not self.losses:
                yield document
        if self.losses:
            message = f"{file}: nothing was written: {self.format.name} has no place for {self.losses}"
            advice = "write .jsonl or .parquet, which hold everything, or leave out {strict}"
            facts = {"file": file, "format": self.format.name, "losses": self.losses}
            raise advised_as(LossError, message, advice, **facts)


def counted(documents: Iterable[Document], format: Format) -> Losses:
    """Give what a format would lose of documents."""
    passage = _Passage(format)
    for _ in passage.through(documents):
        pass
    return passage.losses


def write_kept(documents: Iterable[Document], path: str | Path, format: Format) -> int:
    """Write what a format keeps of documents, warn of the rest, and give the number of documents."""
    assert format.write is not None
    passage = _Passage(format)
    count = format.write(passage.through(documents), path)
    if passage.losses:
        message = f"{path}: {format.name} has no place for {passage.losses}"
        warnings.warn(FormatWarning(message, passage.losses), stacklevel=4)
    return count


def write_whole(documents: Iterable[Document], path: str | Path, format: Format) -> int:
    """Write documents of which a format loses nothing, and give their number.

    Raises:
        LossError: when it loses something; nothing is written then, not even to standard output.
    """
    assert format.write is not None
    if format.keeps is None:
        message = f"{path}: nothing was written: nobody knows what {format.name} of {format.owner} loses"
        raise LossError(f"{message}; its plugin has no keeps=", file=str(path), format=format.name)
    whole = _Passage(format).unharmed(documents, str(path))
    if not is_stream(path):
        return format.write(whole, path)
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder, "whole")
        count = format.write(whole, temporary)
        with streaming(path) as stream, open(temporary, "rb") as file:
            shutil.copyfileobj(file, stream)
    return count
