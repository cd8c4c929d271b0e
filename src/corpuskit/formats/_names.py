"""Ids as names of files, never outside a folder and the same on every system; labels as words; both lead back."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from ..errors import FormatError

__all__ = ["Names", "id_of", "label_of", "name_of", "type_of"]

_LONGEST = 200
"""How many characters a name may have, so that a suffix fits into the 255 bytes of most file systems."""

_DEEPEST = 100
"""How many folders a name may lead through."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
"""What is a device in Windows, whatever suffix it has."""


def name_of(identity: str) -> str:
    """Give the name of a file, with ``/`` for folders, that no other id has.

    Letters and digits of ASCII and ``_ . - ~`` stay; the bytes of everything else are written as ``%20``, and so are
    points at the edges, names of devices, and every ``/`` of an id that begins or ends with one or has two together.

    >>> name_of("2020/mai été"), name_of("../a"), name_of("https://a.org")
    ('2020/mai%20%C3%A9t%C3%A9', '%2E%2E/a', 'https%3A%2F%2Fa.org')
    """
    pieces = identity.split("/")
    return "/".join(map(_piece, pieces if all(pieces) else [identity]))


def _piece(piece: str) -> str:
    name = quote(piece, safe="")
    if name.endswith("."):
        name = f"{name[:-1]}%2E"
    if name.startswith(".") or _RESERVED.match(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return name


def id_of(name: str) -> str:
    """Give the id that :func:`name_of` makes a name of; the name itself where it makes it of none."""
    identity = unquote(name)
    return identity if identity and name_of(identity) == name else name


def type_of(label: str) -> str:
    """Give a label as a word of ASCII without blanks."""
    return quote(label, safe="")


def label_of(type: str) -> str:
    """Give the label that :func:`type_of` made a word of; the word itself where it made it of none."""
    label = unquote(type)
    return label if label and type_of(label) == type else type


class Names:
    """The names of the files of one folder, where none is another one on any system."""

    def __init__(self, *suffixes: str) -> None:
        self._suffixes = suffixes
        self._ids: dict[str, str] = {}
        self._folders: set[str] = set()

    def add(self, identity: str) -> str:
        """Give the name of the files of a document, without a suffix.

        Raises:
            FormatError: when another document has it, or it is too long.
        """
        name = name_of(identity)
        # Many systems take capitals for small letters.
        files = {name.lower() + suffix for suffix in self._suffixes}
        folders = {str(parent) for parent in PurePosixPath(name.lower()).parents}
        for other in (self._ids[key] for key in files if key in self._ids):
            what = "occurs twice" if other == identity else f"and {other!r} are one name of a file on many systems"
            raise FormatError(f"the id {identity!r} {what}; change one of them", document=identity)
        if not (files.isdisjoint(self._folders) and folders.isdisjoint(self._ids)):
            raise FormatError(f"the id {identity!r} is a file, and also a folder for others", document=identity)
        if max(map(len, name.split("/"))) > _LONGEST or name.count("/") > _DEEPEST:
            message = (
                f"the id {identity!r:.80} is too long for the name of a file, or has too many folders; give shorter ids"
            )
            raise FormatError(message, document=identity)
        self._ids |= dict.fromkeys(files, identity)
        self._folders |= folders
        return name
