"""The options of the extractor."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from corpuskit.errors import ConfigError, did_you_mean
from corpuskit.values import ENTITY_TYPES

from .entries import LISTS, Entry, Source

__all__ = ["EntityConfig", "Entry"]


def _items(given: Any, option: str) -> tuple[Any, ...]:  # Any: what a user gives.
    """Give the items of an option that is a list."""
    if isinstance(given, (str, bytes, Mapping, Path)) or not isinstance(given, Iterable):
        raise ConfigError(f"{option}={given!r} is no list; write [{given!r}]", option=option)
    return tuple(given)


def _types(given: Iterable[str]) -> tuple[str, ...]:
    kinds = _items(given, "types")
    for kind in kinds:
        if kind not in ENTITY_TYPES:
            message = f"types: {kind!r} is no type of entities; {did_you_mean(str(kind), ENTITY_TYPES)}"
            raise ConfigError(message, option="types")
    return kinds


def _gazetteers(given: Iterable[Any]) -> tuple[Source, ...]:
    return tuple(_gazetteer(one, f"gazetteers[{number}]") for number, one in enumerate(_items(given, "gazetteers")))


def _gazetteer(one: Any, where: str) -> Source:  # Any: what a user gives.
    if isinstance(one, (str, Path)):
        return Path(one)
    if isinstance(one, Mapping):
        if isinstance(one.get("name"), str) and one["name"] not in ENTITY_TYPES:
            message = f"{where}={dict(one)} is one entry where a list is wanted; write [{dict(one)}]"
            raise ConfigError(message, option="gazetteers")
        return tuple(_entry(_named(name, one[name]), f"{where}[{name!r}]") for name in sorted(one, key=str))
    if not isinstance(one, Iterable) or isinstance(one, (bytes, Entry)):
        message = f"{where}={one!r} is no list of names; give a path, a mapping from name to type, or a list of entries"
        raise ConfigError(message, option="gazetteers")
    return tuple(_entry(item, f"{where}[{number}]") for number, item in enumerate(one))


def _named(name: Any, about: Any) -> Any:  # Any: what a user gives.
    return {**about, "name": name} if isinstance(about, Mapping) else {"name": name, "type": about}


def _entry(item: Any, where: str) -> Entry:  # Any: what a user gives.
    try:
        return item if isinstance(item, Entry) else Entry.of(item)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error.message}", option="gazetteers") from error


def _names(option: str, given: Any) -> tuple[str | Path, ...]:  # Any: what a user gives.
    return tuple(_name(one, f"{option}[{number}]") for number, one in enumerate(_items(given, option)))


def _name(one: Any, where: str) -> str | Path:  # Any: what a user gives.
    if isinstance(one, Path):
        return one
    if not isinstance(one, str) or not one.strip():
        raise ConfigError(f"{where}={one!r} is no name; give a name, or the path of a list of names", option=where)
    return Path(one) if one.lower().endswith(LISTS) else one


def _allow(given: Iterable[str | Path]) -> tuple[str | Path, ...]:
    return _names("allow", given)


def _deny(given: Iterable[str | Path]) -> tuple[str | Path, ...]:
    return _names("deny", given)


def _rules(given: Iterable[str | Path]) -> tuple[Path, ...]:
    items = _items(given, "rules")
    for number, one in enumerate(items):
        if not isinstance(one, (str, Path)):
            raise ConfigError(f"rules[{number}]={one!r} is no path; give that of a TOML file", option="rules")
    return tuple(map(Path, items))


def _without(given: Iterable[str]) -> tuple[str, ...]:
    items = _items(given, "without")
    for number, one in enumerate(items):
        if not isinstance(one, str):
            raise ConfigError(f"without[{number}]={one!r} is no name of a rule; give a text", option="without")
    return items


def _is_flag(config: object, attribute: Any, given: Any) -> None:  # Any: an attribute of attrs; what a user gives.
    if not isinstance(given, bool):
        raise ConfigError(f"{attribute.name}={given!r} is neither True nor False", option=attribute.name)


def _is_score(config: object, attribute: Any, given: Any) -> None:  # Any: an attribute of attrs; what a user gives.
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 <= given <= 1:
        message = f"{attribute.name}={given!r} is no score; write a number from 0 to 1"
        raise ConfigError(message, option=attribute.name)


@attrs.frozen(kw_only=True)
class EntityConfig:
    """The options of the extractor of entities.

    Args:
        types: the types that are wanted.
        nested: whether names inside longer names are given too, such as "Iraq" in "Bank of Iraq".
        min_score: names with a lower score are left out.
        allow: where it is not empty, only these names are given; paths of lists of names are read.
        deny: names that are never given, whatever else says so; paths of lists of names are read.
        gazetteers: lists of names that are always found: paths of TSV, CSV or JSONL files, mappings from name to type,
            or lists of :class:`Entry` or of mappings with its fields.
        rules: further TOML files of rules, which go before the plugin's own.
        without: names of rules to leave out.
        memory: whether documents are read a second time, with what the first reading says of their words; without it
            reading costs less, and finds a little less.
        weights: the file of a model trained by oneself; by default the one in the package.

    Raises:
        ConfigError: when an option does not fit.
    """

    types: tuple[str, ...] = attrs.field(default=ENTITY_TYPES, converter=_types)
    nested: bool = attrs.field(default=True, validator=_is_flag)
    min_score: float = attrs.field(default=0.0, validator=_is_score)
    allow: tuple[str | Path, ...] = attrs.field(default=(), converter=_allow)
    deny: tuple[str | Path, ...] = attrs.field(default=(), converter=_deny)
    gazetteers: tuple[Source, ...] = attrs.field(default=(), converter=_gazetteers)
    rules: tuple[Path, ...] = attrs.field(default=(), converter=_rules)
    without: tuple[str, ...] = attrs.field(default=(), converter=_without)
    memory: bool = attrs.field(default=True, validator=_is_flag)
    weights: Path | None = attrs.field(default=None, converter=attrs.converters.optional(Path))
