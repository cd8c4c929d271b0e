"""Documents that were judged by eye: their halves, and the check that their texts are those that were judged."""

import argparse
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpuskit import Document

PARTS = ("held", "tuned")


def asked(about: str | None) -> argparse.Namespace:
    """Give what was asked for on the command line of a scorer of sheets; ``parts`` has one half, or both."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--part", dest="parts", action="append", choices=PARTS)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    given.parts = given.parts or PARTS
    return given


def digest(text: str) -> str:
    """Give the digest of a text, as the sheets have it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def part(id: str) -> str:
    """Give the part that a document belongs to."""
    return PARTS[int(hashlib.sha256(id.encode()).hexdigest(), 16) % 2]


def checked(documents: Iterable[Document], digests: Mapping[str, str]) -> list[Document]:
    """Give the documents that were judged, in the order of the digests of their texts.

    Raises:
        SystemExit: when one has another text, or is not there.
    """
    given = {document.id: document for document in documents if document.id in digests}
    if absent := digests.keys() - given.keys():
        raise SystemExit(f"{len(absent)} judged document(s) are in no corpus that was given, such as {min(absent)}")
    for id, expected in digests.items():
        if digest(given[id].text) != expected:
            raise SystemExit(f"{id} has another text than was judged")
    return [given[id] for id in digests]
