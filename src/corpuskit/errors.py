"""Every error that corpuskit raises on purpose, in one tree.

::

    CorpuskitError
    ├── InvalidValue          (ValueError)   a value that may not exist: a span, a score, a label, a text
    │   ├── OffsetError                      an offset or span that does not fit the text
    │   └── ConfigError                      an option that is unknown or does not fit
    ├── InexactValue          (ValueError)   a value that is not exactly one of what was asked for
    ├── NotFound              (LookupError)  a key, layer, extractor or plugin that is not there
    ├── FormatError           (ValueError)   input that cannot be read, with file, line and document
    ├── LossError             (ValueError)   documents that a format cannot hold whole, where nothing may be lost
    ├── RuleError             (ValueError)   a rule or lexicon file that does not compile
    ├── PluginError                          a plugin that cannot be loaded or does not fit
    │   ├── LayerConflict                    two extractors that provide one layer
    │   ├── MissingLayer                     a layer that no extractor provides
    │   ├── UndeclaredLayer                  a layer that an extractor asks for and does not declare
    │   └── DependencyCycle                  extractors that wait for each other
    ├── WorkerError                          a worker process that cannot do its work
    │   ├── WorkerDied                       one that was ended, such as by the system for its memory
    │   └── TimeLimitExceeded                one that took too long
    ├── ExtractionError                      an extractor that failed on a document (policy ``fail``)
    └── MissingExtra          (ImportError)  an optional dependency that is not installed

:class:`PluginWarning` is the warning for a plugin that was left out, :class:`FormatWarning` that for what a format has
no place for, :class:`CorpuskitDeprecationWarning` that for what goes away.

Facts are attributes; the message says what was wrong, where, and what to do. Every error survives pickling.
"""

import difflib
from collections.abc import Iterable
from typing import Any

__all__ = [
    "ConfigError",
    "CorpuskitDeprecationWarning",
    "CorpuskitError",
    "DependencyCycle",
    "ExtractionError",
    "FormatError",
    "FormatWarning",
    "InexactValue",
    "InvalidValue",
    "LayerConflict",
    "LossError",
    "MissingExtra",
    "MissingLayer",
    "NotFound",
    "OffsetError",
    "PluginError",
    "PluginWarning",
    "RuleError",
    "TimeLimitExceeded",
    "UndeclaredLayer",
    "WorkerDied",
    "WorkerError",
]


class CorpuskitError(Exception):
    """The root of all errors that corpuskit raises on purpose.

    Args:
        message: what was wrong, where, and what to do; ``error.message``.
        facts: what the message says, to compute with: each is an attribute, and all are ``error.facts``.
    """

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts

    def __getattr__(self, name: str) -> Any:  # Any: a fact has the type that its raiser gave it.
        facts = self.__dict__.get("facts", {})
        if name in facts:
            return facts[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.facts)


def _rebuild(cls: type[CorpuskitError], message: str, facts: dict[str, object]) -> CorpuskitError:
    return cls(message, **facts)


class InvalidValue(CorpuskitError, ValueError):
    """A value that may not exist."""


class OffsetError(InvalidValue):
    """An offset or span that does not fit the text it is used on."""


class ConfigError(InvalidValue):
    """An option that is unknown, or whose value does not fit."""


class InexactValue(CorpuskitError, ValueError):
    """A value that is not exactly one of what was asked for, as a month is no day. Facts: ``value`` and ``reason``."""


class NotFound(CorpuskitError, LookupError):
    """A key, layer, extractor or plugin that is not there."""


class FormatError(CorpuskitError, ValueError):
    """Input that cannot be read. Facts: ``file``, ``line`` and ``document`` where they are known."""


class LossError(CorpuskitError, ValueError):
    """Documents that a format cannot hold whole, where nothing may be lost. Facts: ``file``, ``format``, ``losses``."""


class RuleError(CorpuskitError, ValueError):
    """A rule or lexicon file that does not compile. Facts: ``file`` and ``rule``."""


class PluginError(CorpuskitError):
    """A plugin that cannot be loaded or does not fit. Facts: ``plugin`` and ``version``."""


class LayerConflict(PluginError):
    """Two extractors that provide one layer for one language. Facts: ``layer`` and ``extractors``."""


class MissingLayer(PluginError):
    """A layer that no extractor provides. Facts: ``layer`` and ``extractor``."""


class UndeclaredLayer(PluginError):
    """A layer that an extractor asks for without declaring that it sees it. Facts: ``layer`` and ``extractor``."""


class DependencyCycle(PluginError):
    """Extractors that wait for each other. Fact: ``cycle``, their names in order."""


class ExtractionError(CorpuskitError):
    """An extractor that failed on a document. Fact: ``failure``, a :class:`~corpuskit.Failure`."""


class WorkerError(CorpuskitError):
    """A worker process that cannot do its work."""


class WorkerDied(WorkerError):
    """A worker process that was ended, such as by the system for its memory. Facts: ``extractor`` and ``exit_code``.

    A :class:`~corpuskit.Failure` with this name is on the document that ends the process also when it is alone.
    """


class TimeLimitExceeded(WorkerError):
    """An extractor that takes longer on a document than it may. Facts: ``extractor`` and ``seconds``, what it may."""


class MissingExtra(CorpuskitError, ImportError):
    """An optional dependency that is not installed. Facts: ``module`` and ``extra``."""


class PluginWarning(UserWarning):
    """A plugin that failed to load and was left out."""


class FormatWarning(UserWarning):
    """Something that was not written, as the format has no place for it, or not read.

    Args:
        message: what the file is, and what is lost.
        losses: the same as a :class:`~corpuskit.formats.Losses`, where it was counted; ``warning.losses``.
    """

    def __init__(self, message: str, losses: Any = None) -> None:  # Any: a class of a higher layer.
        super().__init__(message)
        self.losses = losses


class CorpuskitDeprecationWarning(DeprecationWarning):
    """Something that a later release no longer has; the message says which, and what to do."""


def missing_extra(module: str, extra: str) -> MissingExtra:
    """Give the error for an absent ``module``, naming the pip command that brings it."""
    message = f"this needs {module!r}, which is not installed; run: pip install 'corpuskit-core[{extra}]'"
    return MissingExtra(message, module=module, extra=extra)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a clause that names the nearest known word, or all of them when none is near."""
    names = sorted(known)
    near = nearest(word, names)
    if near is not None:
        return f"did you mean {near!r}?"
    return f"known: {', '.join(names)}" if names else "none is known"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that is nearest to a misspelled one; None where none is near."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), None)
