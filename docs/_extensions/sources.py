"""Tables of what data come from, made from the files that name their sources."""

import importlib.resources
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_TRAINING = Path(__file__).parents[2] / "plugins" / "entities" / "training" / "sources.toml"
_TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")


def of(package: str, file: str) -> str:
    """Give the Markdown of a table of the sources of a file of a package, in their order."""
    text = (importlib.resources.files(package) / "data" / "SOURCES.toml").read_text(encoding="utf-8")
    rows = (
        (f"{source['title']}{_credited(source)}", source.get("size", ""), source["licence"])
        for source in tomllib.loads(text)["source"]
        if file in source["files"]
    )
    return _table(("source", "size", "licence"), rows)


def trained_on() -> str:
    """Give the Markdown of a table of the files that names are trained on: which types each labels, and its weight."""
    rows = (
        (", ".join(f"`{name}`" for name in source["files"]), ", ".join(_labelled(source)), str(source.get("weight", 1)))
        for source in tomllib.loads(_TRAINING.read_text(encoding="utf-8"))["source"]
    )
    return _table(("files", "types that it labels", "what a name counts"), rows)


def _credited(source: Mapping[str, Any]) -> str:
    return f". {source['credit']}" if source.get("credit", "As above.") != "As above." else ""


def _labelled(source: Mapping[str, Any]) -> list[str]:
    found = {*source["labels"].values()} - {*source.get("unknown", ())}
    return [kind for kind in _TYPES if kind in found]


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((f"| {' | '.join(header)} |", "|---" * len(header) + "|", *lines))
