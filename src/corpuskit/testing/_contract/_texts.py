"""Texts to try an extractor on: what it finds something in, mixed with what trips it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st

from ..._document import Document
from ..strategies import texts
from ._subject import Subject

__all__ = ["EMPTY", "FILLERS", "HOSTILE", "documents", "numbered"]

EMPTY = ("", " ", "\n", "\t", "\r", "\r\n\r\n", "\u00a0", "\u2028", "a", "A", "1", ".", '"', "𝄞", "\u0301", "\u200d")
"""Texts with nothing in them, or with a single code point."""

HOSTILE = (
    *(
        "\x00",
        "a\x00b",
        "\x1b[31m",
        "𝄞😀👩‍👩‍👧🇮🇶" * 9,
        "e" + "\u0301" * 400,
        "\u202eالعراق\u202c\u200f",
        "\ufeff",
        "\U0010ffff\ufffe",
    ),
    *(
        "one\rtwo\r\rthree\r",
        "one\r\ntwo\n\rthree\x85four\u2028five\u2029",
        "\n" * 400,
        " " * 2000,
        "\t\u00a0\u3000\u200b",
    ),
    *("a" * 10_000, "Aa" * 3000, "word " * 4000, "Word " * 2000, "1" * 5000, "1 " * 2000, "1,000." * 500, "-" * 3000),
    *(
        "(" * 3000,
        "(" * 1500 + ")" * 1500,
        "[{<" * 500,
        '"' * 999,
        "“" * 500,
        "”" * 500,
        "“‘" * 300,
        "'" * 999,
        "«„" * 200,
    ),
    *("<b>&amp;" * 300, "http://a.b/" + "c/" * 500, "a.b." * 500, "I" * 500, "ﬁİßǅ" * 50, "٣²𝟛½Ⅷ" * 20, "%s{}\\n$1"),
)
"""Texts that no author thinks of: controls, wide and combining signs, odd line ends, very long ones, open brackets."""

FILLERS = ("Nothing happened.", "", "A\n\nB", "5 May 2020", "“Go,” she said.", "one two three", "𝄞", "N. N. of X (2)")
"""Other documents, which a document's result must not depend on."""

_INSERTED = ("\x00", "\n", "\r", " ", "𝄞", "\u0301", "\u200d", '"', "(", ".", "x", "1", "\u00a0")
_LONGEST = 400
"""Code points of a piece of an example; longer ones are taken apart."""


def documents(subject: Subject, least: int, most: int) -> st.SearchStrategy[list[Document]]:
    """Give lists of documents, most of which have something that the extractor finds."""
    text = _mixed([document.text for document in subject.examples])
    metadata = st.sampled_from(subject.metadata)
    drawn = st.tuples(text, metadata).map(_document)
    return st.lists(drawn, min_size=least, max_size=most)


def _document(drawn: tuple[str, Mapping[str, Any]]) -> Document:
    return Document(drawn[0], metadata=drawn[1])


def _mixed(examples: Sequence[str]) -> st.SearchStrategy[str]:
    wholes = [piece for text in examples for piece in _pieces(text)]
    if not wholes:
        return texts()
    words = list(dict.fromkeys(word for text in wholes for word in text.split()))[:200] or wholes
    whole = st.sampled_from(wholes)
    # Wholes come often: what an extractor finds in the other pieces is a matter of luck.
    piece = st.sampled_from(words) | whole | whole | st.builds(_insert, whole, _PLACES, st.sampled_from(_INSERTED))
    rest = texts(16) | st.builds(_cut, whole, _PLACES)
    joints = st.sampled_from(("", " ", "\n", "\n\n", ", "))
    return st.builds(_join, joints, st.lists(piece | piece | rest, min_size=1, max_size=4))


_PLACES = st.integers(0, 1 << 16)


def _pieces(text: str) -> list[str]:
    """Give a short text whole, and of a long one its beginning, its paragraphs and its sentences."""
    if len(text) <= _LONGEST:
        return [text] if text else []
    found = [text[:_LONGEST], *re.findall(r"[^\n]{1,400}", text), *re.findall(r"[^.\n]{1,400}\.?", text)]
    return list(dict.fromkeys(found))[:60]


def _insert(text: str, place: int, sign: str) -> str:
    at = place % (len(text) + 1)
    return text[:at] + sign + text[at:]


def _cut(text: str, place: int) -> str:
    at = place % (len(text) + 1)
    return text[at:] if place % 2 else text[:at]


def _join(joint: str, pieces: Sequence[str]) -> str:
    return joint.join(pieces)


def numbered(documents: Sequence[Document]) -> list[Document]:
    """Give the documents with ids of their own."""
    return [attrs.evolve(document, id=f"d{number}") for number, document in enumerate(documents)]
