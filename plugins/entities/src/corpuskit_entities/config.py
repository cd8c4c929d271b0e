"""The options of the extractor."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs.validators import deep_iterable, in_, instance_of

from corpuskit.errors import ConfigError
from corpuskit.values import ENTITY_TYPES

__all__ = ["EntityConfig", "Entry"]


@attrs.frozen
class Entry:
    """A name of a user's list.

    Args:
        name: the name as it is written.
        type: PER, ORG, LOC, NORP or MISC.
        canonical: the name that its chain is to have; by default the name itself.
        subtype: a type or id of the user's own, given as the value's ``subtype``.
        case: ``exact`` matches as written, ``any`` in any case.
    """

    name: str = attrs.field(validator=instance_of(str))
    type: str = attrs.field(default="MISC", validator=in_(ENTITY_TYPES))
    canonical: str | None = None
    subtype: str | None = None
    case: str = attrs.field(default="exact", validator=in_(("exact", "any")))

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Entry":
        """Give the entry of a mapping with the same keys.

        Raises:
            ConfigError: when a key is missing, unknown or does not fit.
        """
        try:
            return cls(**{key: value for key, value in given.items() if value not in (None, "")})
        except (TypeError, ValueError) as error:
            message = f"{dict(given)} is no entry of a gazetteer: {error}"
            raise ConfigError(message, option="gazetteers") from error


Source = Path | tuple[Entry, ...]


def _gazetteers(given: Iterable[Any]) -> tuple[Source, ...]:
    if isinstance(given, (str, Mapping)):
        raise ConfigError(f"gazetteers={given!r} is one list; write a tuple of lists, (…,)", option="gazetteers")
    return tuple(_gazetteer(one) for one in given)


def _gazetteer(one: Any) -> Source:
    if isinstance(one, Mapping):
        return tuple(Entry(name, kind) for name, kind in sorted(one.items()))
    if isinstance(one, (list, tuple)):
        return tuple(item if isinstance(item, Entry) else Entry.of(item) for item in one)
    return Path(one)


def _paths(given: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, given))


@attrs.frozen(kw_only=True)
class EntityConfig:
    """The options of the extractor of entities.

    Args:
        types: the types that are wanted.
        nested: whether names inside longer names are given too, such as "Iraq" in "Bank of Iraq".
        min_score: names with a lower score are left out.
        allow: where it is not empty, only these names are given (as written, in any case).
        deny: names that are never given (as written, in any case).
        gazetteers: lists of names that are always found: paths of TSV or JSONL files, mappings from name to type, or
            tuples of :class:`Entry` or of mappings with its fields. Of two names at one place the longest wins.
        rules: further TOML files of rules, which go before the plugin's own.
        without: names of rules to leave out.
    """

    types: tuple[str, ...] = attrs.field(
        default=ENTITY_TYPES, converter=tuple, validator=deep_iterable(member_validator=in_(ENTITY_TYPES))
    )
    nested: bool = attrs.field(default=True, validator=instance_of(bool))
    min_score: float = attrs.field(default=0.0, validator=instance_of((int, float)))
    allow: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    deny: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    gazetteers: tuple[Source, ...] = attrs.field(default=(), converter=_gazetteers)
    rules: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    without: tuple[str, ...] = attrs.field(default=(), converter=tuple)
