"""The tables of units and currencies, made from the data of the extractor of numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

from corpuskit.rules import Rules

_PACKAGE = "corpuskit_numbers"
_ISO = 3
"""The length of a code of ISO 4217: a word that fits several currencies has a longer name."""


def units() -> str:
    """Give the Markdown of a table of all units: name, code, and how they are written."""
    found: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for surface, unit in Rules.load(_PACKAGE).lexicons["unit"].items():
        key = (unit["name"], unit["unit"], unit["kind"])
        found.setdefault(key, {"word": [], "symbol": []})[unit["form"]].append(surface)
    rows = (
        f"| {name} | {_code(code)} | {kind} | {_codes(forms['symbol'])} | {_listed(forms['word'])} |"
        for (name, code, kind), forms in sorted(found.items())
    )
    return _table(("unit_name", "unit", "kind", "symbols", "words"), rows)


def currencies() -> str:
    """Give the Markdown of a table of all currencies: name, code, and how they are written."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for surface, money in Rules.load(_PACKAGE).lexicons["currency"].items():
        found.setdefault((money["name"], money["code"]), {}).setdefault(_place(money), []).append(surface)
    rows = (_currency(name, code, forms) for (name, code), forms in sorted(found.items()))
    return _table(("unit_name", "unit", "before or after", "after only", "of its parts"), rows)


def _currency(name: str, code: str, forms: Mapping[str, list[str]]) -> str:
    written = (_codes(forms.get(place, [])) for place in ("any", "after", "part"))
    return f"| {' | '.join((name, _codes([code] if len(code) == _ISO else []), *written))} |"


def _place(money: Mapping[str, Any]) -> str:
    return "part" if "/" in money["factor"] else str(money["place"])


def _table(header: tuple[str, ...], rows: Iterable[str]) -> str:
    return "\n".join((f"| {' | '.join(header)} |", "|---" * len(header) + "|", *rows))


def _codes(surfaces: list[str]) -> str:
    return " ".join(map(_code, surfaces))


def _code(text: str) -> str:
    """Give text as code; a bar would end the cell of a table."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", "\\|")


def _listed(words: list[str]) -> str:
    return ", ".join(words).replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
