"""The key of a document: what it was before its names were replaced."""

import hashlib
from itertools import accumulate

import attrs

from .._annotation import Failure, Source
from .._metadata import Metadata
from .._span import Span
from ..alignment import Edit
from ..errors import FormatError
from ..formats._json import dumps, loads

__all__ = ["Key", "digest_of", "hidden_failure", "hidden_source", "is_hidden"]


_HIDDEN = "redacted "


def hidden_failure(document: str, failure: Failure) -> Failure:
    """Give what is told of a failure: not its message, which may quote the text."""
    return attrs.evolve(failure, document=document, message="")


def hidden_source(number: int, source: Source) -> Source:
    """Give what is told of a source: not the digest of its input, by which one who guesses a name could check it."""
    return attrs.evolve(source, input=f"{_HIDDEN}{number}")


def is_hidden(source: Source) -> bool:
    """Say whether a source is one that :func:`hidden_source` gave."""
    return source.input.startswith(_HIDDEN)


@attrs.frozen
class Key:
    """What makes one document again what it was.

    Args:
        id: of the document whose names are replaced.
        digest: of its text.
        edits: of its text, which make the text again that it was.
        was: what else was other than it is now, as JSON.
    """

    id: str = attrs.field(validator=attrs.validators.instance_of(str))
    digest: str
    edits: tuple[Edit, ...]
    was: Metadata = attrs.field(converter=Metadata, repr=False)

    @property
    def places(self) -> tuple[Span, ...]:
        """Where what was replaced stands in the text that was."""
        lengths = [len(edit.text) for edit in self.edits]
        growth = accumulate(
            (length - len(edit.span) for length, edit in zip(lengths, self.edits, strict=True)), initial=0
        )
        starts = [edit.span.start + shift for edit, shift in zip(self.edits, growth, strict=False)]
        return tuple(Span(start, start + length) for start, length in zip(starts, lengths, strict=True))

    def to_line(self) -> bytes:
        """Give the key as a line of JSON, with its line feed."""
        edits = [[edit.span.start, len(edit.span), edit.text] for edit in self.edits]
        record = {"id": self.id, "digest": self.digest, "edits": edits, "was": self.was}
        return dumps(record, self.id) + b"\n"

    @classmethod
    def from_line(cls, line: bytes, place: str = "a key") -> "Key":
        """Give the key that a line describes; ``place`` is named in an error.

        Raises:
            FormatError: when it describes none.
        """
        try:
            data = loads(line)
            edits = tuple(Edit(Span(start, start + length), text) for start, length, text in data["edits"])
            return cls(data["id"], data["digest"], edits, data["was"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FormatError(f"{place}: this is no key; give the file that corpuskit redact wrote") from error


def digest_of(text: str) -> str:
    """Give what a key knows a text by."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
