"""A store that is read: its documents, and searches."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType

from .._document import Document
from .._plugins import Plugins
from ..errors import ConfigError, NotFound, did_you_mean
from ..formats._decoding import Decoder
from ..values import STANDARD
from ._candidates import SORTS, Asked
from ._conditions import conditions, times
from ._faults import told
from ._hit import Hit
from ._marks import Passages
from ._opening import reading
from ._reading import DOCUMENT, documents
from ._searching import Searcher
from ._words import parsed

__all__ = ["Store"]

Several = str | Iterable[str]


class Store:
    """Documents with what was found in them, in one file that can be searched; made by :func:`index`.

    It is a context manager, and an iterable of its documents in the order in which they came into it, so that
    ``Corpus(store)`` is a corpus. Nothing in it changes by reading; while another process adds to it, each search and
    each look-up sees what was committed before.

    >>> import tempfile
    >>> from corpuskit.store import index
    >>> folder = tempfile.TemporaryDirectory()
    >>> index([Document("The withdrawal began in May.", id="a1")], f"{folder.name}/corpus.db")
    Indexed(added=1, replaced=0, unchanged=0)
    >>> with Store.open(f"{folder.name}/corpus.db") as store:
    ...     [(hit.document, hit.highlighted()) for hit in store.search("withdrawal")]
    [('a1', 'The [withdrawal] began in May.')]
    >>> folder.cleanup()
    """

    def __init__(self, connection: sqlite3.Connection, path: str, plugins: Plugins | None = None) -> None:
        self._connection = connection
        self._path = path
        self._decoder = Decoder(plugins)

    @classmethod
    def open(cls, path: str | Path, *, plugins: Plugins | None = None) -> "Store":
        """Open a store to read and search it.

        Args:
            path: the file.
            plugins: where the value classes of layers that are not standard are looked up; the installed ones by
                default.

        Raises:
            FileNotFoundError: when there is no such file.
            FormatError: when it is no store, damaged, or made by a newer version.
            OSError: when it cannot be opened.
        """
        return cls(reading(str(path)), str(path), plugins)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store: {self._path}>"

    def __len__(self) -> int:
        with told(self._path):
            count: int = self._connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Document]:
        with told(self._path):
            rows = self._connection.execute(f"{DOCUMENT} ORDER BY doc")
            yield from documents(self._connection, rows, self._path, self._decoder)

    def document(self, id: str) -> Document:
        """Give a document by its id, equal to what was put in.

        Raises:
            NotFound: when there is none.
        """
        with told(self._path):
            rows = self._connection.execute(f"{DOCUMENT} WHERE id = ?", (id,))
            for document in documents(self._connection, rows, self._path, self._decoder):
                return document
        raise NotFound(f"{self._path} has no document {id!r}", document=id)

    def search(
        self,
        words: str = "",
        *,
        quote_by: Several = (),
        mentions: Several = (),
        date: Several = (),
        number: Several = (),
        published: str | None = None,
        within: str | None = None,
        sort: str | None = None,
        reverse: bool = False,
        offset: int = 0,
        limit: int = 20,
        width: int = 240,
    ) -> Iterator[Hit]:
        """Give what fits everything that is asked for, lazily, in an order that is always the same.

        Args:
            words: in the text, all of them, without regard to case and accents. ``"a phrase"``, ``begin*``, ``a OR b``,
                ``a NOT b``, ``NEAR(a b, 5)`` and parentheses have a meaning.
            quote_by: words in the name of somebody who is quoted, or in those that name them in the text.
            mentions: words in the name of an entity, or in another form of it in the document.
            date: when a date that is found in the text lies: ``2020``, ``2020-06``, ``2020-06-12``, or from .. to,
                where either may be missing: ``2020-01..2020-06``. It lies there as a whole.
            number: how large a number that is found in the text is: ``30``, ``>= 30``, ``30..40``, with a unit
                ``> 5 USD``. A range is as a whole.
            published: when the document's own date lies, told as ``date`` is.
            within: a layer, such as ``"quote"``: one annotation of it is to have in it all that is asked for; where
                something is asked of this layer, it is that annotation that is to be so.
            sort: ``"relevance"``, the default where words are given; ``"date"`` of the document, earliest first, those
                without at the end; or ``"document"``, as they came into the store.
            reverse: whether to begin at the other end.
            offset: how many hits to pass over.
            limit: how many to give at most.
            width: how many code points a passage has, about.

        Several values of one of these are each to be met, by the same annotation or another.

        Raises:
            ConfigError: at once, when something that is asked for cannot be read, with what to write.
            NotFound: at once, when the store has no layer ``within``.
            FormatError: when the store is damaged.

        Cost: what the rarest of what is asked for has, and for ``within`` each annotation that may fit.
        """
        given = {"quote_by": quote_by, "mentions": mentions, "date": date, "number": number}
        asked = Asked(
            words=parsed(words),
            conditions=conditions({name: _several(values) for name, values in given.items()}),
            dates=(None, None) if published is None else times(published),
            within=within,
            sort=_sort(sort, words),
            is_reversed=reverse,
        )
        for name, number_given, least in (("offset", offset, 0), ("limit", limit, 0), ("width", width, 1)):
            if type(number_given) is not int or not least <= number_given < 2**62:
                raise ConfigError(f"{name}={number_given!r} is no whole number of {least} or more", value=number_given)
        with told(self._path):
            self._check_layer(within)
        return self._hits(asked, offset, limit, width)

    def _hits(self, asked: Asked, offset: int, limit: int, width: int) -> Iterator[Hit]:
        with told(self._path), closing(Passages()) as passages:
            yield from Searcher(self._connection, self._path, self._decoder, passages).hits(asked, offset, limit, width)

    def layers(self) -> tuple[str, ...]:
        """Give the labels that annotations have or had, sorted."""
        with told(self._path):
            return tuple(label for (label,) in self._connection.execute(_LABELS))

    def _check_layer(self, label: str | None) -> None:
        known = self.layers()
        if label is not None and label not in known and label not in STANDARD:
            hint = did_you_mean(label, {*known, *STANDARD})
            raise NotFound(f"{self._path} has no layer {label!r}; {hint}", label=label)


_LABELS = "SELECT label FROM layers ORDER BY label"


def _several(values: Several) -> Iterable[str]:
    return (values,) if isinstance(values, str) else tuple(values)


def _sort(sort: str | None, words: str) -> str:
    if sort is None:
        return "relevance" if words.strip() else "document"
    if sort not in SORTS:
        raise ConfigError(f"there is no order {sort!r}; {did_you_mean(sort, SORTS)}", value=sort)
    if sort == "relevance" and not words.strip():
        raise ConfigError("relevance is that of words; give some, or sort by date or document", value=sort)
    return sort
