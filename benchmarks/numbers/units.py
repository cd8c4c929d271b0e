"""One name for each unit, whatever gold and peers call it."""

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import Locale

__all__ = ["canonical", "is_currency"]

_SPELLING = (("metre", "meter"), ("litre", "liter"), ("gramme", "gram"))
_AGE = re.compile(r" old$")


@functools.cache
def canonical(unit: str | None, *, is_money: bool = False) -> str:
    """Give the name that a unit is compared by; nothing where there is none.

    The currency of money is its code, all else the English name in the singular and in American spelling. A bare
    *dollar* is that of the United States, and a bare *pound* of Britain where the quantity is money.

    >>> canonical("Kilometres / hour"), canonical("pounds"), canonical("pounds", is_money=True)
    ('kilometer per hour', 'pound', 'GBP')
    """
    name = re.sub(r"\s*/\s*", " per ", _AGE.sub("", _words(unit)))
    if (found := _known(name, is_money)) is not None:
        return found
    if " per " in name:
        return " per ".join(canonical(part, is_money=is_money and n == 0) for n, part in enumerate(name.split(" per ")))
    for british, american in _SPELLING:
        name = name.replace(british, american)
    name = " ".join(map(_singular, name.split()))
    found = _known(name, is_money)
    return name if found is None else found


def is_currency(unit: str | None) -> bool:
    """Tell whether the name of a unit can only be that of a currency; a code is one in capitals."""
    words = _words(unit)
    return unit in _codes().values() or any(
        name in _currencies() and name not in _units() for name in (words, _singular(words))
    )


def _known(name: str, is_money: bool) -> str | None:
    tables = (_currencies(), _codes(), _units()) if is_money else (_units(),)
    return next((table[name] for table in tables if name in table), None)


def _words(unit: str | None) -> str:
    return (unit or "").strip().lower().replace("_", " ")


@functools.cache
def _units() -> Mapping[str, str]:
    return _turned(_read()["units"])


@functools.cache
def _currencies() -> Mapping[str, str]:
    """Give codes by name; of currencies that CLDR calls the same, the code of the one in use."""
    # Babel types the names of currencies as if they could be anything.
    named = sorted(((str(name).lower(), code) for code, name in Locale("en").currencies.items()), key=_is_old)
    names = {re.sub(r"\s*\(.*?\)", "", name): str(code) for name, code in reversed(named)}
    return names | {other: code for code, others in _read()["currencies"].items() for other in others}


def _is_old(named: tuple[str, object]) -> bool:
    return "(" in named[0]


@functools.cache
def _codes() -> Mapping[str, str]:
    return {code.lower(): code for code in map(str, Locale("en").currencies)}


def _turned(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {other: name for name, others in lists.items() for other in (*others, name.lower())}


@functools.cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))


def _singular(word: str) -> str:
    irregular: Mapping[str, str] = _read()["singulars"]
    if word in irregular:
        return irregular[word]
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and re.search(r"(?:ch|sh|x|ss)es$", word):
        return word[:-2]
    return word[:-1] if len(word) > 3 and re.search(r"[^su]s$", word) else word
