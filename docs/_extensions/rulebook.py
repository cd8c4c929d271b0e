"""The catalogue of a package's rules and words: made from its data, whose examples the tests prove."""

import importlib.resources
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from corpuskit.rules import Lexicon, Rules


def rules(package: str, language: str = "en") -> str:
    """Give the Markdown of a table for each file of rules: what each rule finds and what it rejects."""
    files = sorted(_files(package, language), key=lambda file: file.name)
    return "\n\n".join(_section(file) for file in files if "[[rule]]" in file.read_text(encoding="utf-8"))


def words(package: str, language: str = "en", *without: str) -> str:
    """Give the Markdown of a list of the lexicons, but for some: their words by what they mean."""
    lexicons = Rules.load(package, language).lexicons
    folder = importlib.resources.files(package) / "data" / language
    names = sorted(lexicons.keys() - set(without))
    return "\n\n".join(_lexicon(lexicons[name], folder / f"{name}.tsv") for name in names)


def fragments(package: str, language: str = "en") -> str:
    """Give the Markdown of a list of the patterns that rules share."""
    found = Rules.load(package, language).fragments
    return "\n".join(f"- `{name}`: `{pattern}`" for name, pattern in sorted(found.items()))


def readers() -> str:
    """Give the Markdown of a table of the readers that rules for dates may name, and of the groups that they know."""
    from corpuskit_dates.readers.groups import GROUPS
    from corpuskit_dates.readers.normalise import READERS

    groups = ", ".join(f"`{name}`" for name in GROUPS)
    return "\n".join((f"Most know the groups {groups}.", "", _readers(READERS)))


def number_readers() -> str:
    """Give the Markdown of a table of the readers that rules for numbers may name."""
    from corpuskit_numbers.readers.normalise import FUNCTIONS

    return _readers(FUNCTIONS)


def _readers(table: Mapping[str, Any]) -> str:
    rows = [f"| `{name}` | {(reader.__doc__ or '').splitlines()[0]} |" for name, reader in sorted(table.items())]
    return "\n".join(("| reader | what it does |", "|---|---|", *rows))


def _files(package: str, language: str) -> Iterator[Traversable]:
    folder = importlib.resources.files(package) / "data" / language
    return (file for file in folder.iterdir() if file.name.endswith(".toml"))


def _section(file: Traversable) -> str:
    text = file.read_text(encoding="utf-8")
    rows = ["| rule | finds | and not in |", "|---|---|---|"]
    for rule in tomllib.loads(text).get("rule", ()):
        found = "<br>".join(_example(example, rule) for example in rule.get("examples", ()))
        rejected = "<br>".join(map(_plain, rule.get("rejects", ())))
        rows.append(f"| {_plain(rule['name'])} | {found} | {rejected} |")
    return "\n".join((f"### `{file.name}`", "", _header(text), "", *rows))


def _header(text: str) -> str:
    """Give the comment at the top of a file."""
    lines = re.match(r"(?:#.*\n)*", text)
    return re.sub(r"^# ?", "", lines[0] if lines else "", flags=re.MULTILINE).strip()


def _example(example: Mapping[str, Any], rule: Mapping[str, Any]) -> str:
    text, match = example["text"], example.get("match")
    at = text.find(match) if match else 0
    marked = text if match is None else f"{text[:at]}\0{match}\0{text[at + len(match) :]}"
    value = example.get("value") if "value" in rule else "nothing"
    said = ", ".join(_said(value)) if isinstance(value, Mapping) else _plain(str(value or ""))
    date = f" ({example['metadata']['date']})" if "date" in example.get("metadata", {}) else ""
    return _plain(marked).replace("\0", "**") + date + (f" → {said}" if said else "")


def _said(value: Mapping[str, Any]) -> Iterator[str]:
    """Give the fields that an example states, the main one without its name."""
    for name, field in value.items():
        text = ", ".join(map(str, field)) if isinstance(field, list) else str(field)
        yield f"`{text}`" if name in ("type", "value") else f"{name} `{text}`"


def _lexicon(lexicon: Lexicon, file: Traversable) -> str:
    by_meaning: dict[str, list[str]] = {}
    for word, meaning in lexicon.items():
        said = " ".join(f"{key} {item}" for key, item in meaning.items()) if isinstance(meaning, Mapping) else meaning
        by_meaning.setdefault(str(said), []).append(word)
    items = [f"- `{meaning}`: {_plain(', '.join(found))}" for meaning, found in by_meaning.items()]
    return "\n".join((f"### `{lexicon.name}`", "", _told(file), "", *items))


def _told(file: Traversable) -> str:
    """Give the comment at the top of a list of its own, with a line for each kind of words that it explains."""
    comment = _header(file.read_text(encoding="utf-8")) if file.is_file() else ""
    return re.sub(r"\n(?=[A-Z]|[a-z][a-z, -]*: )", "\\\\\n", comment)


def _plain(text: str) -> str:
    """Give text as it stands, whatever Markdown would make of it."""
    return re.sub(r"([\\`*_\[\]<>|{}$#~])", r"\\\1", " ".join(text.split()))
