"""The options of the extractor."""

from collections.abc import Iterable
from pathlib import Path

import attrs
from attrs.validators import deep_iterable, in_, instance_of, matches_re

__all__ = ["KINDS", "LOCALES", "NumberConfig"]

KINDS = ("cardinal", "ordinal", "fraction", "percentage", "money", "measure", "age", "multiple")
"""The kinds of number."""

LOCALES = ("en", "de", "fr", "in")
"""The ways of grouping digits."""


def _paths(given: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, given))


@attrs.frozen
class NumberConfig:
    """What to find, and how to read what can be read in two ways.

    Args:
        locale: how digits are grouped: ``en`` 1,234.5; ``de`` 1.234,5; ``fr`` 1 234,5; ``in`` 1,23,456.7. What only
            one of them could have written is read so whatever the locale.
        kinds: the kinds of number that are kept.
        dollar: the ISO 4217 code of a dollar whose country is not said.
        dates: whether numbers inside dates and times of day are kept too.
        rules: further rule files (TOML); their rules go before those of the package.
        without: names of rules to leave out.
    """

    locale: str = attrs.field(default="en", validator=in_(LOCALES))
    kinds: tuple[str, ...] = attrs.field(default=KINDS, converter=tuple, validator=deep_iterable(in_(KINDS)))
    dollar: str = attrs.field(default="USD", validator=matches_re("[A-Z]{3}"))
    dates: bool = attrs.field(default=False, validator=instance_of(bool))
    rules: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    without: tuple[str, ...] = attrs.field(default=(), converter=tuple)
