"""The one file that a plugin author reads: how a plugin tells corpuskit what it extracts.

A plugin is a module, named by an entry point in the group ``corpuskit`` or given as a single file::

    from corpuskit import ExtractorSpec, hookimpl

    @hookimpl
    def corpuskit_extractors():
        yield ExtractorSpec(name="hashtags", function=hashtags, provides=("hashtag",))
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

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
    "corpuskit_extractors",
    "hookimpl",
    "hookspec",
]

NAME = "corpuskit"
"""The name of the entry-point group, of the markers and of the plugin manager."""

API_LEVEL = 1
"""The level of this interface; it grows when an extractor written for an older level could behave differently."""

hookspec = pluggy.HookspecMarker(NAME)
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


def _layers(layers: Mapping[str, "str | type | None"] | Iterable[str]) -> Mapping[str, "str | type | None"]:
    return dict(layers) if isinstance(layers, Mapping) else dict.fromkeys(_words(layers))


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
        after: layers that are used when they are there.
        reads: metadata keys that the result depends on.
        config: the frozen attrs class of its options, or None.
        triggers: words that the scan looks up for it, each one token; or a function that gives them.
        languages: the languages that it is written for, as BCP 47 primary subtags; empty for all.
        deterministic: whether the same input always gives the same output.
        local: whether what it finds depends on the surrounding paragraph only.
        default: whether it is used where nobody chose; False for a second provider of a layer.
        api_level: the level of this interface that it was written for.
        description: one line for ``corpuskit plugins``.

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
    api_level: int = attrs.field(default=API_LEVEL, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        fault = self._fault()
        if fault:
            raise PluginError(f"extractor {self.name!r}: {fault}", extractor=self.name)

    def _fault(self) -> str | None:
        if not isinstance(self.name, str) or not re.fullmatch(r"[A-Za-z][\w-]*", self.name):
            return "its name must be a word of letters, digits, - and _"
        if (self.factory is None) == (self.function is None):
            return "declare either factory= or function=, and not both"
        if not self.provides:
            return "declare the layers that it makes, provides={'label': value class or None}"
        for label in (*self.provides, *self.requires, *self.after):
            if not isinstance(label, str) or not label or "@" in label or not label.isprintable():
                return f"{label!r} is no label; a label is a word such as 'date'"
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
