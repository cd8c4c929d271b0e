"""TimeML: dates as TIMEX3 elements, in the text or beside it.

The layers ``date`` and ``date_range`` are written and read, the id, and of the metadata ``date``, as the document
creation time, and ``title``. TimeML has no place for anything else; :func:`~corpuskit.formats.write` tells what it
leaves out.

========================  ==============================================================================================
of a ``DateValue``        in a ``TIMEX3`` element
========================  ==============================================================================================
``type``, ``value``,      the attributes of these names
``mod``, ``quant``,
``freq``
``begin``, ``end``        ``beginPoint`` and ``endPoint``, ids of elements with these values; one that is nowhere in the
                          text gets an element without text, after the text
``alternatives``          ``comment="alternatives: PT6H PT10H"``
========================  ==============================================================================================

A range is an element without text, after the text: a ``DURATION`` whose ``beginPoint`` and ``endPoint`` are its ends.
Read back, it reaches from the one to the other; one with neither end in the document is not written.

Characters that XML 1.0 cannot carry, such as U+0000, become U+FFFD, behind a processing instruction that names them,
``<?code-point U+0000?>``. All offsets stay, also for readers that pass over it. Carriage returns are written as
``&#13;``, as a reader of XML would make line feeds of them.

Source: TimeML 1.2.1, section on TIMEX3.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError
from ._atomic import write_stream
from ._files import base_suffix, display, reading
from ._timeml_keeping import kept
from ._timeml_reading import documents_of
from ._timeml_writing import inline, stand_off

__all__ = ["from_timeml", "kept", "read", "to_timeml", "to_timex3", "write"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BLOCK = 1 << 16


def to_timex3(document: Document) -> str:
    """Give a document as a TimeML file with its dates marked in the text.

    Raises:
        InvalidValue: when dates overlap, are in pieces or have no text or value, for which there is no TIMEX3 element
            in a text; :func:`to_timeml` takes all but the last. See :mod:`corpuskit.conflicts` for those that overlap.

    >>> from corpuskit.values import DateValue
    >>> date = Annotation(Span(0, 5), "date", DateValue("DATE", "2020-05-05"))
    >>> print(to_timex3(Document("5 May", id="a1", metadata={"date": "2020-06-12"}, annotations=[date])), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <TimeML>
    <DOCID>a1</DOCID>
    <DCT><TIMEX3 tid="t0" type="DATE" value="2020-06-12" functionInDocument="CREATION_TIME">2020-06-12</TIMEX3></DCT>
    <TEXT><TIMEX3 tid="t1" type="DATE" value="2020-05-05">5 May</TIMEX3></TEXT>
    </TimeML>
    """
    return _DECLARATION + inline(document)


def to_timeml(document: Document) -> str:
    """Give a document as a TimeML file with its dates beside the text.

    Each is an element after the text with ``start`` and ``end``, in code points; one in pieces has ``parts`` too.
    These three attributes are none of TimeML's.

    Raises:
        InvalidValue: when a date has no :class:`~corpuskit.values.DateValue`.
    """
    return _DECLARATION + stand_off(document)


def from_timeml(xml: str | bytes, *, id: str = "document") -> Document:
    """Give the document of a TimeML file, whether its dates are in the text or beside it.

    The text is that of the element ``TEXT``, with every character; without one, as in older files, all there is.
    Elements other than TIMEX3 are passed over, and their text is kept. Nothing but ``xml`` is read.

    Args:
        xml: one ``TimeML`` element.
        id: what the document is called that has no ``DOCID``.

    Raises:
        FormatError: when it is no TimeML, declares entities, or an element makes no value; with the line.
    """
    try:
        block = xml.encode() if isinstance(xml, str) else xml
    except UnicodeEncodeError as error:
        raise FormatError(f"the XML has a lone surrogate at offset {error.start}", offset=error.start) from error
    found = list(documents_of([block], default=id, encoding="utf-8" if isinstance(xml, str) else None))
    if len(found) != 1:
        raise FormatError(f"this is no single document but {len(found)}; read them from a file")
    return found[0]


def read(path: str | Path, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a file, lazily; one without ``DOCID`` has the name of the file as its id.

    Args:
        path: ``-`` for standard input.
        plugins: as for other formats; the values of dates need none.

    Raises:
        FormatError: as for :func:`from_timeml`.
    """
    name = Path(path).name.removesuffix(base_suffix(path))
    with reading(path) as stream:
        yield from documents_of(iter(lambda: stream.read(_BLOCK), b""), file=display(path), default=name)


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents with their dates beside the texts, and give their number; see :func:`corpuskit.formats.write`.

    The root element is ``corpus``, with a ``TimeML`` element for each document.
    """
    elements = (stand_off(document).encode() for document in documents)
    return write_stream(elements, path, _write_elements)


def _write_elements(elements: Iterable[bytes], stream: BinaryIO) -> int:
    stream.write(f"{_DECLARATION}<corpus>\n".encode())
    count = sum(1 for element in elements if stream.write(element))
    stream.write(b"</corpus>\n")
    return count
