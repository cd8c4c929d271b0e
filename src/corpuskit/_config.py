"""Options of extractors and pipelines: frozen attrs classes, filled from Python, TOML or the command line."""

import hashlib
import tomllib
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ._fields import dumps, encode
from ._imports import imported
from .errors import ConfigError, InvalidValue, PluginError, did_you_mean
from .hookspecs import ExtractorSpec

__all__ = ["configured", "digest", "parse_assignments", "read_settings", "settings_of"]


def configured(spec: ExtractorSpec, options: object) -> Any:
    """Give the config instance of an extractor.

    Args:
        spec: the extractor, with its config class.
        options: an instance of that class, a mapping of options, or None for the defaults.

    Raises:
        ConfigError: when an option is unknown, or its value does not fit.
        PluginError: when the class is no attrs class.
    """
    cls = imported(spec.config, f"extractor {spec.name!r}")
    if cls is None:
        if options:
            raise ConfigError(f"extractor {spec.name!r} has no options, but was given {options!r}")
        return None
    if not attrs.has(cls):
        raise PluginError(f"extractor {spec.name!r}: its config is no attrs class; put @attrs.frozen above {cls!r}")
    if isinstance(options, cls):
        return options
    if options is not None and not isinstance(options, Mapping):
        raise ConfigError(f"{spec.name}: give a {cls.__name__} or a mapping of options, not {options!r}")
    return _structured(cls, options or {}, spec.name)


def _structured(cls: type, options: Mapping[str, Any], where: str) -> Any:
    hints = {**typing.get_type_hints(cls), **_taken(cls)}
    known = [field.name for field in attrs.fields(cls) if field.init]
    for name in options:
        if name not in known:
            raise ConfigError(f"{where} has no option {name!r}; {did_you_mean(name, known)}", option=f"{where}.{name}")
    values = {name: _fitted(hints.get(name, Any), value, f"{where}.{name}") for name, value in options.items()}
    try:
        return cls(**values)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{where}: {error.args[0] if error.args else error}", option=where) from error


def _taken(cls: Any) -> dict[str, Any]:  # Any: an attrs class.
    """Give the types of what the converters of fields take, which is more than what the fields then hold."""
    converters = {field.name: field.converter for field in attrs.fields(cls)}
    functions = {name: found for name, found in converters.items() if isinstance(found, types.FunctionType)}
    taken = {name: _of_parameter(function) for name, function in functions.items()}
    return {name: hint for name, hint in taken.items() if hint is not None}


def _of_parameter(function: types.FunctionType) -> Any:
    first = function.__code__.co_varnames[:1]
    return typing.get_type_hints(function).get(first[0]) if first else None


def _fitted(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _one_of(arguments, value, where)
    if origin in (tuple, Iterable, Sequence):
        items = _listed(value, where) if isinstance(value, str) else value
        if not isinstance(items, Iterable) or isinstance(items, Mapping):
            raise _misfit(where, value, "a list")
        return tuple(_fitted(arguments[0], item.strip() if isinstance(item, str) else item, where) for item in items)
    if origin is typing.Literal:
        if value not in arguments:
            raise _misfit(where, value, f"one of {', '.join(map(str, arguments))}")
        return value
    return _scalar(hint, value, where)


def _listed(value: str, where: str) -> list[Any]:
    """Give the items of a list written as in TOML, or divided by commas."""
    if not value.lstrip().startswith("["):
        return value.split(",")
    try:
        items: list[Any] = tomllib.loads(f"items = {value}")["items"]
    except tomllib.TOMLDecodeError:
        raise _misfit(where, value, 'a list such as ["a", "b"]') from None
    return items


def _one_of(hints: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None or (value == "" and type(None) in hints):
        return None
    kinds = [hint for hint in hints if hint is not type(None)]
    for hint in kinds[:-1]:
        try:
            return _fitted(hint, value, where)
        except ConfigError:
            continue
    return _fitted(kinds[-1], value, where)


_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def _scalar(hint: Any, value: Any, where: str) -> Any:
    if hint is bool and isinstance(value, str):
        if value.lower() not in _BOOLEANS:
            raise _misfit(where, value, "true or false")
        return _BOOLEANS[value.lower()]
    if hint in (int, float) and isinstance(value, (str, int)) and not isinstance(value, bool):
        try:
            return hint(value)
        except ValueError:
            raise _misfit(where, value, "a number") from None
    if hint is Path and isinstance(value, str):
        return Path(value)
    if isinstance(hint, type) and hint in (bool, int, float, str, Path) and not isinstance(value, hint):
        raise _misfit(where, value, f"of type {hint.__name__}")
    return value


def _misfit(where: str, value: object, wanted: str) -> ConfigError:
    return ConfigError(f"{where} must be {wanted}, not {value!r}", option=where, value=value)


def digest(config: object, owner: str) -> str:
    """Give a short digest of a config: equal for equal options, and another once a file that it names changes.

    Raises:
        ConfigError: when an option is nothing that can be written down; ``owner`` is named in it.
    """
    state = hashlib.blake2b(digest_size=8)
    for path in _paths(config):
        state.update(path.read_bytes() if path.is_file() else b"")
    try:
        state.update(dumps(_plain(config), sort_keys=True))
    except InvalidValue as error:
        raise ConfigError(f"{owner}: an option cannot be recorded: {error.message}") from error
    return state.hexdigest()


def _plain(item: Any) -> Any:
    if isinstance(item, Path):
        return str(item)
    if isinstance(item, (tuple, list)):
        return [_plain(member) for member in item]
    if isinstance(item, (set, frozenset)):
        return sorted((_plain(member) for member in item), key=repr)
    if isinstance(item, Mapping):
        return {str(key): _plain(value) for key, value in item.items()}
    if attrs.has(type(item)):
        return {field.name: _plain(getattr(item, field.name)) for field in attrs.fields(type(item))}
    return encode(item)


def _paths(item: Any) -> list[Path]:
    if isinstance(item, Path):
        return [item]
    if isinstance(item, (tuple, list)):
        return [path for member in item for path in _paths(member)]
    if item is not None and attrs.has(type(item)):
        return [path for field in attrs.fields(type(item)) for path in _paths(getattr(item, field.name))]
    return []


def read_settings(folder: Path | None = None) -> dict[str, Any]:
    """Read ``corpuskit.toml``, or ``[tool.corpuskit]`` of ``pyproject.toml``, of a folder or the nearest above it.

    Returns:
        Tables of options by extractor, and plain keys for the pipeline; empty where no folder has either.

    Raises:
        ConfigError: when the file is not TOML.
    """
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        own, project = place / "corpuskit.toml", place / "pyproject.toml"
        if own.is_file():
            return _toml(own)
        if project.is_file():
            settings = settings_of(project)
            if settings is not None:
                return settings
    return {}


def settings_of(path: Path) -> dict[str, Any] | None:
    """Read the settings of a TOML file: ``[tool.corpuskit]`` of a ``pyproject.toml``, all of any other file.

    Returns:
        None where a ``pyproject.toml`` has no such table.

    Raises:
        ConfigError: when it is not TOML, or no table.
    """
    data = _toml(path)
    if path.name != "pyproject.toml":
        return data
    tools = data.get("tool")
    settings = tools.get("corpuskit") if isinstance(tools, Mapping) else None
    if settings is not None and not isinstance(settings, Mapping):
        raise ConfigError(f"{path}: [tool.corpuskit] is a table, not {settings!r}", file=str(path))
    return None if settings is None else dict(settings)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}", file=str(path)) from error


def parse_assignments(assignments: Iterable[str], settings: Mapping[str, Any] = {}) -> dict[str, Any]:
    """Give settings changed by ``name.option=value`` and ``name=value``, as the option ``--set`` takes them.

    Raises:
        ConfigError: when one has another form.
    """
    result = {key: dict(value) if isinstance(value, Mapping) else value for key, value in settings.items()}
    for assignment in assignments:
        name, sign, value = assignment.partition("=")
        owner, dot, option = name.strip().partition(".")
        if not sign or not owner or (dot and not option):
            raise ConfigError(f"{assignment!r} is not of the form extractor.option=value or layer=extractor")
        if not dot:
            result[owner] = value
            continue
        table = result.setdefault(owner, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{assignment!r}: {owner!r} is already set to {table!r}")
        table[option] = value
    return result
