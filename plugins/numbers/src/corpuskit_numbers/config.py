"""The options of the extractor."""

import re
from collections.abc import Iterable
from pathlib import Path

import attrs
from attrs.validators import deep_iterable, in_, instance_of

from corpuskit.errors import ConfigError

__all__ = ["KINDS", "LOCALES", "NumberConfig"]

KINDS = ("cardinal", "ordinal", "fraction", "percentage", "money", "measure", "age", "multiple")
"""The kinds of number."""

LOCALES = ("en", "de", "fr", "in")
"""The ways of grouping digits."""


def _names(given: str | Iterable[str]) -> tuple[str, ...]:
    # A name alone is one name, not its letters.
    return (given,) if isinstance(given, str) else tuple(given)


def _paths(given: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    return (Path(given),) if isinstance(given, (str, Path)) else tuple(map(Path, given))


def _code(instance: object, attribute: object, value: object) -> None:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        raise ConfigError(f"dollar={value!r} is no code of ISO 4217; write it like 'CAD'", option="dollar")


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
    kinds: tuple[str, ...] = attrs.field(default=KINDS, converter=_names, validator=deep_iterable(in_(KINDS)))
    dollar: str = attrs.field(default="USD", validator=_code)
    dates: bool = attrs.field(default=False, validator=instance_of(bool))
    rules: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    without: tuple[str, ...] = attrs.field(default=(), converter=_names)
