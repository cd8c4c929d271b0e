"""What the module of a plugin declares, and what is told of one that declares it wrongly."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain

import attrs
import pluggy

from . import hookspecs
from ._levels import CHANGES, Interface
from .errors import CorpuskitError, InvalidValue, PluginError, did_you_mean
from .hookspecs import API_LEVEL, NAME, ExtractorSpec, FormatSpec

__all__ = ["Spec", "reason", "specs_of"]

Spec = ExtractorSpec | FormatSpec
"""What a plugin declares."""


def specs_of(module: object, name: str, distribution: str = "the plugin") -> list[Spec]:
    """Give the specs that a plugin's module declares.

    Raises:
        InvalidValue, PluginError: when it declares something else, or for another interface.
    """
    # A manager of its own for each plugin: one that fails leaves nothing behind, and the order stays the host's.
    manager = pluggy.PluginManager(NAME)
    manager.add_hookspecs(hookspecs)
    manager.register(module, name=name)
    _check_hooks(manager)
    found: list[Spec] = []
    for hook, (cls, kind) in _HOOKS.items():
        for spec in chain.from_iterable(_several(given, hook) for given in getattr(manager.hook, hook)()):
            if not isinstance(spec, cls):
                raise InvalidValue(f"{hook} gave {_whose(spec)}, where {cls.__name__} is wanted")
            if spec.api_level != API_LEVEL:
                _interface().check(f"{kind} {spec.name!r}", distribution, spec.api_level)
            found.append(spec)
    return found


_HOOKS: Mapping[str, tuple[type[Spec], str]] = {
    "corpuskit_extractors": (ExtractorSpec, "extractor"),
    "corpuskit_formats": (FormatSpec, "format"),
}


def _whose(spec: object) -> str:
    """Give what was given in the place of a spec, with the hook that it belongs to."""
    owner = next((hook for hook, (cls, _) in _HOOKS.items() if isinstance(spec, cls)), None)
    return f"{type(spec).__name__}: {spec!r}" if owner is None else f"{type(spec).__name__}, which {owner} gives"


def _several(given: object, hook: str) -> Iterable[object]:
    if isinstance(given, Iterable):
        return given
    raise InvalidValue(f"{hook} gave {type(given).__name__}, where several are wanted: yield it, or return a list")


def _check_hooks(manager: pluggy.PluginManager) -> None:
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        unknown = re.search(r"unknown hook '(\w+)'", str(error))
        if not unknown:
            raise
        message = f"there is no hook {unknown[1]!r}; {did_you_mean(unknown[1], _HOOKS)}; {_NEWER}"
        raise PluginError(message, hook=unknown[1]) from error


def _interface() -> Interface:
    # Asked for by plugins of another level only: looking a version up takes time.
    from importlib.metadata import version

    return Interface(API_LEVEL, CHANGES, version("corpuskit-core"))


def reason(error: BaseException) -> str:
    """Give what went wrong in a plugin, and what to do where that can be told."""
    said = str(error) if isinstance(error, CorpuskitError) else f"{type(error).__name__}: {error}"
    unknown = re.search(r"(ExtractorSpec|FormatSpec)\S*__init__\(\) got an unexpected keyword argument '(\w+)'", said)
    if unknown:
        fields = [field.name for field in attrs.fields(getattr(hookspecs, unknown[1]))]
        return f"{unknown[1]} has no field {unknown[2]!r}; {did_you_mean(unknown[2], fields)}; {_NEWER}"
    argument = re.search(r"for hook '(\w+)'.*\{'(\w+)'.*declared in the hookimpl", said, re.DOTALL)
    if argument:
        return f"{argument[1]} takes no arguments, and has {argument[2]!r}; options are given to the factory"
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"{said}; install what it needs, or mend the import"
    return said


_NEWER = "if it belongs to a newer interface, run: pip install --upgrade corpuskit-core"
