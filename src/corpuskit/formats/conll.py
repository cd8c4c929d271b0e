"""CoNLL: a word a line with its tag in IOB2, an empty line between sentences.

::

    -DOCSTART- articles/1 O

    Ada B-PER
    Byron I-PER
    left O
    . O

Words are the tokens of :mod:`corpuskit.scan`, sentences its sentences. The text that is read has one blank between two
words and a line for each sentence. Tags are the types of entities, which come back with their words as names, and the
labels of other layers. A label is one word of ASCII: what else it has is percent-encoded, as in the id.

An annotation has tags if it is made of whole words of one sentence. Of those that share words, the longest has them,
then the first; tokens and sentences have none. Tags in IOB1, IOB2, BIOES and BILOU are read.

Source: E. F. Tjong Kim Sang and F. De Meulder, Introduction to the CoNLL-2003 shared task, section 3.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from .._annotation import Annotation
from .._document import Document
from .._plugins import Plugins
from .._span import Span
from ._atomic import write_blocks
from ._conll_tags import annotation_of, tag_of
from ._conll_words import joined, words_of
from ._decoding import Place
from ._files import base_suffix, display, open_text
from ._names import label_of, type_of

__all__ = ["kept", "read", "write"]

_DOCUMENT = "-DOCSTART-"
_NONE = {"-X-": "%2DX-", "O": "%4F"}
"""What other tools write that have no id, and how an id is written that is the same."""

_BEGINS, _GOES_ON, _ENDS = "BSU", "IMEL", "ESLU"
"""The prefixes of tags that begin an annotation, that go on with one, and that end it."""


def kept(document: Document) -> Document:
    """Give the document that comes back of one that is written as CoNLL."""
    words = words_of(document)
    text, places = joined(words.sentences)
    marked = ((places[found[0]].hull(places[found[-1]]), tag_of(item)) for found, item in words.marked)
    return Document(text, id=document.id, annotations=[_made(text, span, tag) for span, tag in marked])


def _made(text: str, span: Span, tag: str) -> Annotation:
    return annotation_of(tag, span, span.text_of(text))


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents, and give their number; see :func:`corpuskit.formats.write`."""
    return write_blocks(map(_encoded, documents), path)


def _encoded(document: Document) -> bytes:
    words = words_of(document)
    tags = ["O"] * len(words.words)
    for found, item in words.marked:
        for number in found:
            tags[number] = f"{'B' if number == found[0] else 'I'}-{tag_of(item)}"
    lines = [f"{_DOCUMENT} {_NONE.get(document.id) or type_of(document.id)} O\n\n"]
    for number, (word, tag) in enumerate(zip(words.words, tags, strict=True)):
        lines.append(f"\n{word} {tag}\n" if number and number in words.first else f"{word} {tag}\n")
    return "".join([*lines, "\n"]).encode()


# --- reading


@attrs.define
class _Reader:
    """A document as far as it has been read."""

    id: str
    sentences: list[list[str]] = attrs.field(factory=lambda: [[]])
    tags: list[tuple[str, str]] = attrs.field(factory=list)
    """The prefix of each word, and what stands behind it; empty where there is none."""

    def add(self, word: str, tag: str, place: Place) -> None:
        prefix, _, label = tag.partition("-")
        if tag != "O" and (prefix not in {*_BEGINS, *_GOES_ON} or not label):
            raise place.fault(f"{tag!r:.60} is no tag such as B-PER, I-PER or O; the last column has them")
        # A sentence ends what has begun.
        begins = not self.sentences[-1] and prefix in _GOES_ON
        self.sentences[-1].append(word)
        self.tags.append(("B" if begins and prefix not in _ENDS else "S" if begins else prefix, _checked(label, place)))

    def end_sentence(self) -> None:
        if self.sentences[-1]:
            self.sentences.append([])

    def document(self) -> Document:
        sentences = [words for words in self.sentences if words]
        text, places = joined(sentences)
        marked = ((places[found[0]].hull(places[found[-1]]), tag) for found, tag in _marked(self.tags))
        return Document(text, id=self.id, annotations=[_made(text, span, tag) for span, tag in marked])


def _checked(tag: str, place: Place) -> str:
    """Give what stands behind a prefix, unless it is no label."""
    try:
        _ = tag and annotation_of(tag, Span(0, 0), "")
    except ValueError as error:
        raise place.wrapped(error) from error
    return tag


def _marked(tags: list[tuple[str, str]]) -> Iterator[tuple[range, str]]:
    """Give the annotations that tags make, whatever scheme they are in: the range of their words, and the label."""
    start, open_label = 0, ""
    for number, (prefix, label) in enumerate([*tags, ("O", "")]):
        if open_label and (label != open_label or prefix in _BEGINS):
            yield range(start, number), open_label
            open_label = ""
        if label and not open_label:
            start, open_label = number, label
        if label and prefix in _ENDS:
            yield range(start, number + 1), label
            open_label = ""


def read(path: str | Path, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a file, lazily; those without an id are named by the file, the second ``news.conll:2``.

    Args:
        path: ``-`` for standard input.
        plugins: as for other formats; tags are the types of entities, or have no values.

    Raises:
        FormatError: when a line has no tag, or it is none.
    """
    name, place = Path(display(path)).name.removesuffix(base_suffix(path)), Place(display(path))
    reader: _Reader | None = None
    count = 0
    with open_text(path) as stream:
        for number, line in enumerate(stream, 1):
            columns = line.split()
            if columns[:1] == [_DOCUMENT]:
                if reader is not None:
                    yield reader.document()
                count += 1
                reader = _Reader(_id(columns) or (name if count == 1 else f"{name}:{count}"))
            elif not columns:
                if reader is not None:
                    reader.end_sentence()
            else:
                here = attrs.evolve(place, line=number)
                if len(columns) < 2:
                    raise here.fault(f"the word {columns[0]!r:.60} has no tag: a line is a word and its tag")
                if reader is None:
                    count, reader = 1, _Reader(name)
                reader.add(columns[0], columns[-1], here)
    if reader is not None:
        yield reader.document()


def _id(columns: list[str]) -> str | None:
    """Give the id of a document; the columns of other tools have none."""
    if len(columns) != 3 or columns[1] in _NONE:
        return None
    return next((identity for identity, name in _NONE.items() if name == columns[1]), label_of(columns[1]))
