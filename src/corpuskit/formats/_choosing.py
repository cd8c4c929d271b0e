"""Which format a name or a suffix means: one of corpuskit's own, or else one of a plugin."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from .._plugins import Plugins
from ..errors import ConfigError, PluginWarning, did_you_mean
from ._advice import advised
from ._built_in import BUILT_IN
from ._format import Format
from ._plugged import plugged

__all__ = ["SUFFIXES", "by_name", "by_suffix", "known_suffixes", "names"]

SUFFIXES = {suffix: item for item in BUILT_IN.values() for suffix in item.suffixes}
"""The formats that corpuskit has itself, by suffix."""


def _of_plugins(plugins: Plugins | None) -> Iterator[Format]:
    """Give the formats of plugins; one that takes a name or suffix of ours is left out, with a warning."""
    for item in (plugins or Plugins()).formats.values():
        taken = [suffix for suffix in item.spec.suffixes if suffix in SUFFIXES]
        if item.name in BUILT_IN or taken:
            what = f"the suffix {taken[0]!r}" if taken else "this name"
            message = f"format {item} is left out: corpuskit has a format with {what} itself; choose another"
            warnings.warn(PluginWarning(message), stacklevel=3)
            continue
        yield plugged(item)


def names(plugins: Plugins | None = None) -> tuple[str, ...]:
    """Give the names of the formats, sorted; with those of plugins, the installed ones by default."""
    return tuple(sorted({*BUILT_IN, *(item.name for item in _of_plugins(plugins))}))


def by_name(name: str, plugins: Plugins | None) -> Format:
    """Give a format by its name. Plugins are loaded where corpuskit has none of this name itself.

    Raises:
        ConfigError: when there is none.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]
    others = {item.name: item for item in _of_plugins(plugins)}
    if name not in others:
        message = f"there is no format {name!r}; {did_you_mean(name, [*BUILT_IN, *others])}"
        raise ConfigError(message, format=name)
    return others[name]


def by_suffix(suffix: str, path: str | Path, plugins: Plugins | None) -> Format | None:
    """Give the format of a suffix, or None. Plugins are loaded where corpuskit has none of this suffix itself.

    Raises:
        FormatError: when several plugins claim it.
    """
    if suffix in SUFFIXES or not suffix:
        return SUFFIXES.get(suffix)
    found = [item for item in _of_plugins(plugins) if suffix in item.suffixes]
    if len(found) > 1:
        both = " and ".join(f"{item.name!r} of {item.owner}" for item in found)
        raise advised(f"{path}: {suffix!r} is the suffix of {both}", "choose one with {input_format}", file=str(path))
    return found[0] if found else None


def known_suffixes(plugins: Plugins | None) -> list[str]:
    """Give all suffixes, for an error that none of them fits."""
    return [*SUFFIXES, *(suffix for item in _of_plugins(plugins) for suffix in item.suffixes)]
