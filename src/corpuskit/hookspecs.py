"""The one file that a plugin author reads: how a plugin tells corpuskit what it extracts.

A plugin is a module, named by an entry point in the group ``corpuskit`` or given as a single file::

    from corpuskit import ExtractorSpec, hookimpl

    @hookimpl
    def corpuskit_extractors():
        yield ExtractorSpec(name="hashtags", function=hashtags, provides=("hashtag",))
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeVar

import attrs
import pluggy

from ._annotation import Annotation
from .errors import PluginError

if TYPE_CHECKING:
    from ._document import Document
    from .scan import Batch, Columns

__all__ = [
    "API_LEVEL",
    "NAME",
    "BatchExtractor",
    "Extractor",
    "ExtractorSpec",
    "FormatSpec",
    "Keeper",
    "Reader",
    "Writer",
    "corpuskit_extractors",
    "corpuskit_formats",
    "hookimpl",
    "hookspec",
]

NAME = "corpuskit"
"""The name of the entry-point group, of the markers and of the plugin manager."""

API_LEVEL = 1
"""The level of this interface; it grows when an extractor written for an older level could behave differently."""

hookspec: pluggy.HookspecMarker = pluggy.HookspecMarker(NAME)
"""The marker of the specifications in this module; a plugin needs :func:`corpuskit.hookimpl` only."""

_Implementation = TypeVar("_Implementation", bound=Callable[..., object])


def hookimpl(function: _Implementation) -> _Implementation:
    """Mark a function of a plugin as the implementation of the hook that has its name."""
    return _marker(function)


_marker = pluggy.HookimplMarker(NAME)


class Extractor(Protocol):
    """A function of a document that yields annotations of the layers that its spec declares.

    An extractor that wants speed is a :class:`BatchExtractor`, or both, with the same result.
    """

    def __call__(self, document: "Document", /) -> Iterable[Annotation]:
        """Give the annotations found in the document, in any order, each once."""


class BatchExtractor(Protocol):
    """An object that finds annotations in many documents at once. It may be an :class:`Extractor` too, and need not.

    Where an extractor is both, a pipeline calls ``extract_batch`` only, also for a single document.
    """

    def extract_batch(self, batch: "Batch", /) -> "Columns":
        """Give the annotations found in the documents of the batch: for each document, what it gives alone."""


def _words(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise PluginError(f"{given!r} is one string where a tuple is wanted; write ({given!r},)")
    return tuple(given)


def _texts(texts: "Iterable[str | Document]") -> "tuple[str | Document, ...]":
    return _words(texts) if isinstance(texts, str) else tuple(texts)


def _layers(layers: Mapping[str, "str | type | None"] | Iterable[str]) -> Mapping[str, "str | type | None"]:
    return dict(layers) if isinstance(layers, Mapping) else dict.fromkeys(_words(layers))


_NO_NAME = "its name must be a word of letters, digits, - and _"
_NO_LEVEL = "api_level is a number from 1, the level that it was written for"


def _is_name(name: object) -> bool:
    return isinstance(name, str) and re.fullmatch(r"[A-Za-z][\w-]*", name) is not None


def _is_no_level(level: object) -> bool:
    return type(level) is not int or level < 1


@attrs.frozen
class ExtractorSpec:
    """What a plugin declares about one extractor. Wherever a string names an object, the object itself serves too.

    Args:
        name: unique among the installed extractors, such as ``"dates"``.
        factory: ``"package.module:Class"``, called with the config to make the extractor, which has ``__call__``,
            ``extract_batch``, or both; imported on first use.
        function: in place of a factory, a plain function of a document.
        provides: the layers that it makes, each with its value class, ``"package.module:Class"`` or None.
        requires: layers that must be there first.
        after: layers that are used when they are there. It sees these and what it requires, and is refused any other.
        reads: metadata keys that the result depends on.
        config: the frozen attrs class of its options, or None.
        triggers: words that the scan looks up for it, each one token; or a function that gives them.
        languages: the languages that it is written for, as BCP 47 primary subtags; empty for all.
        deterministic: whether the same input always gives the same output.
        local: whether what it finds depends on the surrounding paragraph only.
        default: whether it is used where nobody chose; False for a second provider of a layer.
        api_level: the level of this interface that it was written for; the first where nothing is said.
        description: one line for ``corpuskit plugins``.
        examples: texts in each of which it finds something, or documents where it reads metadata: what the contract and
            ``corpuskit plugins check`` begin with where they are given no others.

    Raises:
        PluginError: when the declaration does not fit together.
    """

    name: str
    factory: "str | Callable[[Any], Extractor | BatchExtractor] | None" = attrs.field(default=None, kw_only=True)
    function: "Callable[[Document], Iterable[Annotation]] | str | None" = attrs.field(default=None, kw_only=True)
    provides: Mapping[str, "str | type | None"] = attrs.field(converter=_layers, kw_only=True, hash=False)
    requires: tuple[str, ...] = attrs.field(default=(), converter=_words, kw_only=True)
    after: tuple[str, ...] = attrs.field(default=(), converter=_words, kw_only=True)
    reads: tuple[str, ...] = attrs.field(default=(), converter=_words, kw_only=True)
    config: "str | type | None" = attrs.field(default=None, kw_only=True)
    triggers: "str | Callable[[], Iterable[str]] | tuple[str, ...]" = attrs.field(default=(), kw_only=True)
    languages: tuple[str, ...] = attrs.field(default=("en",), converter=_words, kw_only=True)
    deterministic: bool = attrs.field(default=True, kw_only=True)
    local: bool = attrs.field(default=False, kw_only=True)
    default: bool = attrs.field(default=True, kw_only=True)
    api_level: int = attrs.field(default=1, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)
    examples: "tuple[str | Document, ...]" = attrs.field(default=(), converter=_texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        fault = self._fault()
        if fault:
            raise PluginError(f"extractor {self.name!r}: {fault}", extractor=self.name)

    def _fault(self) -> str | None:
        if not _is_name(self.name):
            return _NO_NAME
        if (self.factory is None) == (self.function is None):
            return "declare either factory= or function=, and not both"
        if not self.provides:
            return "declare the layers that it makes, provides={'label': value class or None}"
        for label in (*self.provides, *self.requires, *self.after):
            if not isinstance(label, str) or not label or "@" in label or not label.isprintable():
                return f"{label!r} is no label; a label is a word such as 'date'"
        if _is_no_level(self.api_level):
            return _NO_LEVEL
        for language in self.languages:
            if not re.fullmatch("[a-z]{2,3}", language):
                return f"{language!r} is no primary subtag of a language, such as 'en'"
        both = set(self.provides) & {*self.requires, *self.after}
        return f"it cannot wait for what it provides: {', '.join(sorted(both))}" if both else None


@hookspec
def corpuskit_extractors() -> Iterable[ExtractorSpec]:
    """Give the specs of the extractors that this plugin has.

    Called once for each set of plugins that is loaded. The order does not matter: extractors run in the order that
    their ``requires`` and ``after`` ask for, otherwise by name.
    """
    return ()


class Reader(Protocol):
    """A function that reads a file of some format."""

    def __call__(self, stream: BinaryIO, /) -> "Iterable[Document]":
        """Give the documents of a file, lazily where there may be many.

        Args:
            stream: the file's bytes, open for reading; a compression is gone already.

        Raises:
            FormatError: when the content is not what the format wants; corpuskit adds the name of the file.
        """


class Writer(Protocol):
    """A function that writes a file of some format."""

    def __call__(self, documents: "Iterable[Document]", stream: BinaryIO, /) -> None:
        """Write all documents.

        Args:
            documents: in their order, to be gone through once.
            stream: the file's bytes, open for writing; corpuskit compresses them and puts the whole file in its place.

        Raises:
            FormatError: when a document has something that the format cannot hold and must not lose.
        """


class Keeper(Protocol):
    """A function that says what a format keeps."""

    def __call__(self, document: "Document", /) -> "Document":
        """Give the document that comes back when this one is written and read; this one where nothing is lost."""


@attrs.frozen
class FormatSpec:
    """What a plugin declares about one file format. A string ``"package.module:function"`` serves for each function.

    Args:
        name: unique among the formats, such as ``"srt"``; what ``--input-format`` and ``format=`` take.
        suffixes: the ends of file names that tell it, such as ``(".srt",)``, in small letters, without a compression;
            none where it is chosen by its name only.
        read: a :class:`~corpuskit.hookspecs.Reader`, or None for a format that is written only.
        write: a :class:`~corpuskit.hookspecs.Writer`, or None for a format that is read only.
        provides: the layers that reading makes, each with its value class, ``"package.module:Class"`` or None.
        keeps: a :class:`~corpuskit.hookspecs.Keeper`: what comes back of a document that is written and read. What it
            leaves out is counted and told, and ``write`` does not get it. None where that is not known.
        api_level: the level of this interface that it was written for; the first where nothing is said.
        description: one line for ``corpuskit plugins``.

    Raises:
        PluginError: when the declaration does not fit together.
    """

    name: str
    suffixes: tuple[str, ...] = attrs.field(default=(), converter=_words, kw_only=True)
    read: "Reader | str | None" = attrs.field(default=None, kw_only=True)
    write: "Writer | str | None" = attrs.field(default=None, kw_only=True)
    provides: Mapping[str, "str | type | None"] = attrs.field(default=(), converter=_layers, kw_only=True, hash=False)
    keeps: "Keeper | str | None" = attrs.field(default=None, kw_only=True)
    api_level: int = attrs.field(default=1, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        fault = self._fault()
        if fault:
            raise PluginError(f"format {self.name!r}: {fault}", format=self.name)

    def _fault(self) -> str | None:
        if not _is_name(self.name):
            return _NO_NAME
        if self.keeps is not None and self.write is None:
            return "keeps= says what is written, and there is no write="
        if self.read is None and self.write is None:
            return "declare read=, a function of a stream, or write=, a function of documents and a stream, or both"
        if _is_no_level(self.api_level):
            return _NO_LEVEL
        for suffix in self.suffixes:
            if not re.fullmatch(r"\.[^\s./\\]+", suffix) or suffix != suffix.lower():
                return f"{suffix!r} is no suffix; write one such as '.srt', with its point and in small letters"
            if suffix in _COMPRESSIONS:
                return f"{suffix!r} is the suffix of a compression, which is gone before read is called"
        return None


_COMPRESSIONS = (".gz", ".zst")


@hookspec
def corpuskit_formats() -> Iterable[FormatSpec]:
    """Give the specs of the file formats that this plugin reads or writes.

    Called when a format is asked for that corpuskit does not have itself: by a suffix or a name.
    """
    return ()
