"""The options of the extractor."""

from collections.abc import Iterable
from pathlib import Path

import attrs

__all__ = ["PlumeConfig"]


def _paths(given: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, given))


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@attrs.frozen
class PlumeConfig:
    """The options of the extractor.

    Args:
        rules: TOML files with further rules and words, which go before those of the plugin.
        without: names of rules that are switched off.
    """

    rules: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    without: tuple[str, ...] = attrs.field(default=(), converter=_names)
