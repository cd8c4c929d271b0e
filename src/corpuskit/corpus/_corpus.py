"""Corpus: documents from wherever they are, lazily, and what people do with them."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from .. import formats
from .._document import Document
from .._plugins import Plugins
from ..errors import InvalidValue
from ..formats import ColumnNames
from ..formats._choosing import by_name
from ..formats._dividing import Files
from ..formats._files import STANDARD_STREAM, base_suffix
from ..formats._pieces import Piece, handed, packed
from ..formats.delimited import TABS
from ._concordance import Concordance, concordances, keyword
from ._groups import Groups, key_of, sampled
from ._labels import checked
from ._tables import Table

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # its types are a distribution of their own.
    import polars

__all__ = ["Corpus"]

Texts: TypeAlias = Iterable[str | tuple[str, str]] | Mapping[str, str]


class Annotates(Protocol):
    """What runs extractors on a stream of documents: a :class:`~corpuskit.Pipeline`, or another engine."""

    def stream(self, documents: Iterable[Document], /) -> Iterator[Document]:
        """Give the documents with what was found in them, in order, lazily."""


class Corpus:
    """Documents that are read when somebody iterates, as often as somebody does; usually too many for memory.

    A corpus has no length: :meth:`count` reads it. Methods that give a corpus are lazy, too, so that errors in files
    come when they are read.

    Args:
        documents: an iterable of documents, or a function that gives one. A generator can be gone through once.
        name: what the ``repr`` shows.
        plugins: where the value classes of layers are looked up; the installed ones by default.

    >>> corpus = Corpus.from_texts([("a", "Signed on 5 January 2020."), ("b", "He withdrew.")])
    >>> [document.id for document in corpus.where(lambda document: "withdrew" in document.text)]
    ['b']
    """

    def __init__(
        self,
        documents: Iterable[Document] | Callable[[], Iterable[Document]],
        *,
        name: str = "documents",
        plugins: Plugins | None = None,
    ) -> None:
        self._open = documents if callable(documents) else _opener(documents, name)
        self._name = name
        self._plugins = plugins
        self._files: Files | None = None
        """The files that this corpus is, where it is files as they are."""
        self._made: frozenset[str] = frozenset()
        """The layers that pipelines make on the way here, whether or not a document has one."""

    def __iter__(self) -> Iterator[Document]:
        return iter(self._open())

    def __repr__(self) -> str:
        return f"<Corpus: {self._name}>"

    # --- where documents come from

    @classmethod
    def from_path(
        cls, path: str | Path, *, format: str | None = None, plugins: Plugins | None = None, **columns: Any
    ) -> "Corpus":
        """Give the documents of a file or folder; for the arguments and errors see :func:`corpuskit.formats.read`.

        Raises:
            OSError: at once, when there is no such file.
            FormatError: at once, when the suffix tells no format.
        """
        return cls.from_paths([path], format=format, plugins=plugins, **columns)

    @classmethod
    def from_paths(
        cls,
        paths: Iterable[str | Path],
        *,
        format: str | None = None,
        plugins: Plugins | None = None,
        **columns: Any,
    ) -> "Corpus":
        """Give the documents of several files and folders, one after the other; see :meth:`from_path`."""
        places = list(paths)
        chosen = [_checked(path, format, columns, plugins) for path in places]

        def documents() -> Iterator[Document]:
            for path, kind in zip(places, chosen, strict=True):
                yield from formats.read(path, format=kind, plugins=plugins, **columns)

        names = [Path(path).name or str(path) for path in places]
        name = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        if STANDARD_STREAM in map(str, places):
            return cls(_Once(documents(), "standard input"), name=name, plugins=plugins)
        new = cls(documents, name=name or "no files", plugins=plugins)
        if all(Path(path).is_file() or Path(path).is_dir() for path in places):  # A pipe is read once, and here.
            new._files = Files(list(zip(places, chosen, strict=True)), columns, plugins)
        return new

    @classmethod
    def from_csv(
        cls,
        path: str | Path,
        *,
        text: str | None = None,
        id: str | None = None,
        date: str | None = None,
        language: str | None = None,
        metadata: Iterable[str] | None = None,
        delimiter: str | None = None,
        quoted: bool = True,
        encoding: str | None = None,
    ) -> "Corpus":
        """Give one document for each row of a CSV or TSV file.

        The arguments are those of :class:`~corpuskit.formats.ColumnNames`. Every cell that is neither text nor id
        becomes metadata, as text. Tabs separate the cells of a file whose name ends in ``.tsv`` or ``.tab``.
        """
        kind = "tsv" if base_suffix(path) in TABS else "csv"
        columns: dict[str, Any] = {  # Any: options of several types.
            "text": text,
            "id": id,
            "date": date,
            "language": language,
            "metadata": metadata,
            "delimiter": delimiter,
            "quoted": quoted,
            "encoding": encoding,
        }
        return cls.from_path(path, format=kind, **columns)

    @classmethod
    def from_jsonl(cls, path: str | Path, *, plugins: Plugins | None = None, **columns: Any) -> "Corpus":
        """Give the documents of a JSONL file, one a line.

        With ``text=`` or another name of :class:`~corpuskit.formats.ColumnNames` its lines are records of another tool,
        and their further keys become metadata.
        """
        return cls.from_path(path, format="jsonl", plugins=plugins, **columns)

    @classmethod
    def from_dir(cls, path: str | Path, *, encoding: str | None = None) -> "Corpus":
        """Give the texts of a folder and its subfolders, in UTF-8 by default; see ``corpuskit.formats.directory``."""
        return cls.from_path(path, format="directory", encoding=encoding)

    @classmethod
    def from_parquet(cls, path: str | Path, *, plugins: Plugins | None = None, **columns: Any) -> "Corpus":
        """Give the documents of a folder that :meth:`write` made, or of one file with a document a row."""
        return cls.from_path(path, format="parquet", plugins=plugins, **columns)

    @classmethod
    def from_frame(
        cls,
        frame: "pandas.DataFrame | polars.DataFrame",
        *,
        text: str | None = None,
        id: str | None = None,
        date: str | None = None,
        language: str | None = None,
        metadata: Iterable[str] | None = None,
    ) -> "Corpus":
        """Give one document for each row of a pandas or polars frame.

        The arguments are those of :class:`~corpuskit.formats.ColumnNames`. Cells keep their type where JSON has
        it; dates become ISO strings, Decimals text, and missing cells are left out. A row without an id is named
        ``frame:1``. The index of a pandas frame is not used.

        Raises:
            FormatError: at once, when a column is missing.
            InvalidValue: when it is no frame.
        """
        from ._frames import documents

        columns = ColumnNames.of({"text": text, "id": id, "date": date, "language": language, "metadata": metadata})
        return cls(documents(frame, columns), name="frame")

    @classmethod
    def from_dataset(
        cls,
        dataset: Any,  # Any: datasets has no types.
        *,
        text: str | None = None,
        id: str | None = None,
        date: str | None = None,
        language: str | None = None,
        metadata: Iterable[str] | None = None,
        plugins: Plugins | None = None,
    ) -> "Corpus":
        """Give one document for each row of a ``datasets.Dataset`` of Hugging Face.

        The arguments are those of :class:`~corpuskit.formats.ColumnNames`. The rows that :meth:`to_dataset` made are
        the documents that they were.

        Raises:
            FormatError: at once, when a column is missing.
            InvalidValue: when it is no dataset.
        """
        from ._datasets import documents

        columns = ColumnNames.of({"text": text, "id": id, "date": date, "language": language, "metadata": metadata})
        return cls(documents(dataset, columns, plugins), name="dataset", plugins=plugins)

    @classmethod
    def from_texts(cls, texts: Texts | Callable[[], Texts]) -> "Corpus":
        """Give one document for each text, or pair of an id and a text; a text without an id is named ``text:1``.

        A mapping gives the texts by id.

        Raises:
            InvalidValue: when iterated, for anything else; for a second time over a generator, which is then empty
                (give a list, or a function that gives a generator).
        """
        source = texts if callable(texts) else _opener(texts, "texts")

        def documents() -> Iterator[Document]:
            found = source()
            for number, item in enumerate(found.items() if isinstance(found, Mapping) else found, 1):
                yield _document(item, number)

        return cls(documents, name="texts")

    def _pieces(self) -> Iterator[Piece]:
        """Give the input in pieces, each of which any process can read; the same ones each time."""
        return packed(handed(self) if self._files is None else self._files.stretches())

    # --- corpora from corpora

    def _then(self, change: Callable[[Iterator[Document]], Iterable[Document]], name: str) -> "Corpus":
        new = Corpus(lambda: change(iter(self)), name=f"{self._name} → {name}", plugins=self._plugins)
        new._made = self._made
        return new

    def _table(self, label: str) -> Table:
        return Table(label, self._plugins, made=self._made)

    def annotate(self, pipeline: Annotates | None = None) -> "Corpus":
        """Give this corpus with everything that a pipeline finds; by default all installed extractors.

        The pipeline runs each time that somebody iterates: write the result to a file to use it more than once.
        """
        if pipeline is None:
            from .._pipeline import Pipeline

            pipeline = Pipeline(plugins=self._plugins)
        annotated = self._then(pipeline.stream, "annotated")
        annotated._made |= {*getattr(pipeline, "layers", ())}
        return annotated

    def where(self, predicate: Callable[[Document], object], *, name: str = "where") -> "Corpus":
        """Give the documents for which ``predicate`` is true."""
        return self._then(lambda documents: filter(predicate, documents), name)

    def map(self, function: Callable[[Document], Document]) -> "Corpus":
        """Give what ``function`` makes of each document."""
        return self._then(lambda documents: map(function, documents), "map")

    def head(self, n: int = 5) -> "Corpus":
        """Give the first ``n`` documents; no more are read."""
        return self._then(lambda documents: islice(documents, _checked_number(n)), f"head {n}")

    def sample(self, n: int, *, seed: int = 0) -> "Corpus":
        """Give ``n`` documents by chance, in their order: the same ones for the same seed. Reads the whole corpus."""
        _checked_number(n)
        return self._then(lambda documents: sampled(documents, n, seed), f"sample {n}")

    def group_by(self, key: str | Callable[[Document], Hashable]) -> Groups:
        """Give the parts of this corpus by a metadata key, or by what a function gives; None where there is none.

        Every part reads this corpus again. Group first and annotate the parts, or write the annotated corpus to a file
        and group that: then the pipeline runs once.
        """
        return Groups(self, key_of(key), key if isinstance(key, str) else "group")

    # --- what is in it

    def first(self) -> Document:
        """Give the first document.

        Raises:
            InvalidValue: when there is none.
        """
        for document in self:
            return document
        raise InvalidValue(f"{self!r} has no document")

    def count(self) -> int:
        """Give the number of documents; reads them all."""
        return sum(1 for _ in self)

    def kwic(
        self,
        word: "str | re.Pattern[str]",
        *,
        width: int = 60,
        layers: Iterable[str] | None = None,
        ignore_case: bool = True,
    ) -> Iterator[Concordance]:
        """Give every occurrence of a word or phrase in its context, with the annotations that overlap it, lazily.

        Args:
            word: found as a whole word; any white space fits that within it. Or a compiled pattern.
            width: code points of context on each side.
            layers: labels of the annotations to give; all by default.
            ignore_case: whether capitals and small letters are the same.

        Raises:
            NotFound: at the end, when there is no such layer; see :meth:`table`.
        """
        chosen = None if layers is None else tuple(layers)
        documents = checked(self, {*(chosen or ())} - self._made, self._plugins)
        return concordances(documents, keyword(word, ignore_case=ignore_case), _checked_number(width), chosen)

    # --- what comes out

    def write(self, path: str | Path, *, format: str | None = None, strict: bool = False) -> int:
        """Write all documents and give their number; see :func:`corpuskit.formats.write`.

        With ``strict`` nothing is written where the format would lose anything.
        """
        return formats.write(self, path, format=format, plugins=self._plugins, strict=strict)

    def losses(self, format: str) -> formats.Losses:
        """Give what a format has no place for; reads all documents. See :func:`corpuskit.formats.losses`."""
        return formats.losses(self, format, plugins=self._plugins)

    def table(self, label: str) -> Iterator[Mapping[str, Any]]:
        """Give one row for each annotation of a layer, lazily; see :class:`~corpuskit.corpus.Table`.

        Columns: ``document``, the metadata, ``start``, ``end``, ``text`` (the parts joined by ``…``), ``parts``,
        ``score``, and the fields of the value, flattened.

        Raises:
            NotFound: at the end, when no document has the layer, no installed extractor makes it, and it is no
                standard one.
        """
        return self._table(label).rows(self)

    def write_table(self, label: str, path: str | Path, *, format: str | None = None, safe_cells: bool = False) -> int:
        """Write the rows of :meth:`table` to a file, and give their number.

        The file appears when it is complete, as in :meth:`write`. In JSONL, a row is a line without its missing cells.

        Args:
            label: the layer.
            path: a file; ``.gz`` and ``.zst`` may follow its suffix, but for Parquet.
            format: ``"csv"``, ``"tsv"``, ``"jsonl"`` or ``"parquet"``; by the suffix of the path where it is left out.
            safe_cells: put an apostrophe before text that a spreadsheet would take for a formula: it can run what
                starts with ``=``, ``+``, ``-`` or ``@``, also after a semicolon, tab or line end within a cell.
                Without this, every cell is written as it is.
        """
        from ._writing import write_table

        return write_table(self, self._table(label), path, format=format, safe_cells=safe_cells)

    def to_frame(self, label: str, *, library: str = "pandas") -> Any:  # Any: a frame of one of two libraries.
        """Give the rows of :meth:`table` as a frame, in memory.

        Args:
            label: the layer.
            library: ``"pandas"`` or ``"polars"``.

        Raises:
            MissingExtra: when the library is not installed.
        """
        from ._frames import frame_of

        return frame_of(self, self._table(label), library)

    def to_dataset(self) -> Any:  # Any: datasets has no types.
        """Give all documents as a ``datasets.Dataset`` of Hugging Face, in memory: a row for each.

        Annotations are a list of records. For what is larger than memory, write the format ``huggingface`` and open
        that with ``datasets.load_from_disk``.

        Raises:
            MissingExtra: when datasets is not installed.
        """
        from ._datasets import dataset_of

        return dataset_of(self)


class _Once:
    """An iterable that is gone after one pass, and says so."""

    def __init__(self, items: Iterator[Any], name: str) -> None:
        self._items: Iterator[Any] | None = items
        self._name = name

    def __call__(self) -> Iterator[Any]:
        if self._items is None:
            raise InvalidValue(
                f"{self._name} can be read once only, and has been: give a list, a file or a function that opens it "
                "again, or write the corpus to a file first"
            )
        items, self._items = self._items, None
        return items


def _opener(items: Iterable[Any], name: str) -> Callable[[], Iterable[Any]]:
    if isinstance(items, (str, bytes, Document)):
        raise InvalidValue(f"{name} are an iterable of several, not one {type(items).__name__}; put it into a list")
    return _Once(items, f"a generator of {name}") if isinstance(items, Iterator) else lambda: items


def _document(item: object, number: int) -> Document:
    if isinstance(item, str):
        return Document(item, id=f"text:{number}")
    if isinstance(item, tuple) and len(item) == 2:
        return Document(item[1], id=item[0])
    raise InvalidValue(f"item {number} is a text or a pair of id and text, not {item!r}", number=number)


def _checked(path: str | Path, format: str | None, columns: Mapping[str, Any], plugins: Plugins | None) -> str:
    ColumnNames.of(columns)
    if str(path) != STANDARD_STREAM:
        Path(path).stat()
    return by_name(format, plugins).name if format is not None else formats.guess(path, plugins=plugins)


def _checked_number(n: int) -> int:
    if type(n) is not int or n < 0:
        raise InvalidValue(f"a number of 0 or more is needed, not {n!r}")
    return n
