"""The files of a package of rules, read together."""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import RuleError, did_you_mean
from ._lexicon import Lexicon
from ._rule import KEYS, Rule, RuleFile, read_rules

__all__ = ["read_bytes", "read_package"]


def read_bytes(path: str | Path) -> tuple[str, bytes]:
    """Give a path and what the file holds.

    Raises:
        RuleError: when it cannot be read.
    """
    try:
        return str(path), Path(path).read_bytes()
    except OSError as error:
        raise RuleError(
            f"{path}: {error.strerror}; a path is taken from the working directory, {Path.cwd()}", file=str(path)
        ) from error


def read_package(
    package: str, language: str, own: Mapping[Path, RuleFile], without: Iterable[str]
) -> tuple[list[Rule], dict[str, str], list[Lexicon], list[str]]:
    """Read the rules, fragments, lexicons and joining words of a package; those of a user's own files go before.

    Raises:
        RuleError: when a file does not fit, or ``without`` names no rule.
    """
    folder = Path(str(files(package) / "data" / language))
    tables = {path: read_rules(path) for path in sorted(folder.glob("*.toml"))}
    if not tables and not own and not any(folder.glob("*.tsv")):
        fault = f"package {package!r} has no rules: data/{language} has no .toml and no .tsv file"
        raise RuleError(fault, package=package)
    _check_options(own, {key for read in tables.values() for rule in read.rules for key in rule.options})
    rules: dict[str, Rule] = {}
    fragments: dict[str, str] = {}
    words: dict[str, dict[str, Any]] = {}
    joining: dict[str, None] = {}
    for path, read in [*own.items(), *tables.items()]:
        for rule in read.rules:
            rules.setdefault(rule.name, rule)
        fragments = {**read.fragments, **fragments}
        joining |= dict.fromkeys(read.joining)
        for name, entries in read.lexicons.items():
            words[name] = _merged(words.get(name, {}), entries, name, path)
    for path in sorted(folder.glob("*.tsv")):
        words[path.stem] = _merged(words.get(path.stem, {}), Lexicon.from_tsv(path), path.stem, path)
    for name in without:
        if rules.pop(name, None) is None:
            raise RuleError(f"there is no rule {name!r} to leave out; {did_you_mean(name, rules)}", rule=name)
    return list(rules.values()), fragments, [Lexicon(name, entries) for name, entries in words.items()], [*joining]


def _check_options(own: Mapping[Path, RuleFile], known: Iterable[str]) -> None:
    """Refuse keys of a user's rules that no rule of the package has: no reader asks for them."""
    names = {*KEYS, *known}
    for path, read in own.items():
        for rule in read.rules:
            for key in rule.options.keys() - names:
                fault = f"{path}: rule {rule.name!r} has an unknown key {key!r}; {did_you_mean(key, names)}"
                raise RuleError(fault, file=str(path), rule=rule.name)


def _merged(above: dict[str, Any], entries: Mapping[str, Any], name: str, path: Path) -> dict[str, Any]:
    """Give the words of a lexicon with those of a file, which those from above go before.

    Raises:
        RuleError: when a meaning from above has not all that every meaning in the file has.
    """
    shapes = [entry.keys() for entry in entries.values() if isinstance(entry, Mapping)]
    needed = set.intersection(*map(set, shapes)) if len(shapes) == len(entries) and shapes else set()
    for word, meaning in above.items():
        missing = needed - meaning.keys() if isinstance(meaning, Mapping) else needed
        if missing:
            raise RuleError(
                f"lexicon {name!r}: {word!r} = {meaning!r} lacks {', '.join(sorted(missing))}, which the words of "
                f"{path.name} have",
                word=word,
            )
    return {**entries, **above}
