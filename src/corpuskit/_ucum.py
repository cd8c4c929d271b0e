"""Codes of UCUM: what they are made of, and their English names.

Source: The Unified Code for Units of Measure, version 2.2, sections on the grammar, prefixes and curly braces.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Atom", "Part", "code_of_name", "joined", "name_of", "parts_of", "simple_code"]


class Atom(NamedTuple):
    """A unit that is not made of others.

    Args:
        code: what UCUM calls it.
        pint: what pint calls it, or a formula; of what is refused, the reason.
        name: its English name, singular.
        form: ``metric``, ``large``, ``plain``, ``arbitrary`` or ``refused``, as the table tells.
    """

    code: str
    pint: str
    name: str
    form: str


class Part(NamedTuple):
    """A number, an annotation or an atom with its prefix, raised to a power."""

    symbol: str
    """As it is written, without the power."""
    factor: Fraction
    """The number, or what the prefix is worth."""
    atom: Atom | None
    exponent: int

    @property
    def is_label(self) -> bool:
        """Whether it is an annotation, which says what is counted."""
        return self.symbol.startswith("{")


class _Tables(NamedTuple):
    atoms: Mapping[str, Atom]
    names: Mapping[str, str]
    """The names of codes."""
    codes: Mapping[str, str]
    """The codes of names in small letters."""


_PREFIXES = {
    **{"Q": ("quetta", 30), "R": ("ronna", 27), "Y": ("yotta", 24), "Z": ("zetta", 21), "E": ("exa", 18)},
    **{"P": ("peta", 15), "T": ("tera", 12), "G": ("giga", 9), "M": ("mega", 6), "k": ("kilo", 3), "h": ("hecto", 2)},
    **{"da": ("deca", 1), "d": ("deci", -1), "c": ("centi", -2), "m": ("milli", -3), "u": ("micro", -6)},
    **{"n": ("nano", -9), "p": ("pico", -12), "f": ("femto", -15), "a": ("atto", -18), "z": ("zepto", -21)},
    **{"y": ("yocto", -24), "r": ("ronto", -27), "q": ("quecto", -30)},
}
_BINARY = {"Ki": ("kibi", 10), "Mi": ("mebi", 20), "Gi": ("gibi", 30), "Ti": ("tebi", 40)}
_LARGE = {*"QRYZEPTGMk", *_BINARY}
_WORTH = {
    **{sign: Fraction(10) ** power for sign, (_, power) in _PREFIXES.items()},
    **{sign: Fraction(2) ** power for sign, (_, power) in _BINARY.items()},
}
_PREFIX_NAMES = {sign: name for sign, (name, _) in (_PREFIXES | _BINARY).items()}
_RAISED_NAMES = {1: "", 2: " squared", 3: " cubed"}
_POWERS = {2: "square", 3: "cubic"}
"""What comes before the names of lengths; behind others stands what they are raised to."""
_LENGTH = re.compile(r"m|\[(?:in|ft|yd|mi|nmi|rd)_(?:i|us)\]")
_THOUSANDS = {"10*3": "thousand", "10*6": "million", "10*9": "billion", "10*12": "trillion"}

_TOKEN = re.compile(
    r"(?P<mark>[./()])|(?P<label>\{[^{}]*\})|10[*^](?P<power>[+-]?[0-9]{1,2})?|(?P<number>[1-9][0-9]{0,8})"
    r"|(?P<symbol>(?:[A-Za-z_%']|\[[^\[\]]*\])+)(?P<exponent>[+-]?[0-9]{1,2})?"
)
_PER = re.compile(r"\s*/\s*|\s+per\s+")
_TIMES = re.compile(r"\s*(?:(?<!\*)\*(?!\*)|[·⋅])\s*|(?<=\w)[- ](?=\w)")
_RAISED = re.compile(r"(?P<word>.+?)\s*(?:(?:\*\*|\^)\s*(?P<power>-?[0-9])|(?P<sign>[²³]))")
_SIGNS = {"²": "2", "³": "3"}


@cache
def _tables() -> _Tables:
    text = files(__package__ or "").joinpath("data", "ucum.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = [Atom(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    names = {row.code: row.name for row in rows if row.form != "also"}
    atoms = {row.code: row for row in rows if row.form not in ("name", "also")}
    return _Tables(atoms, names, {row.name.lower(): row.code for row in reversed(rows)})


# --- from codes


@lru_cache(1_000)
def parts_of(code: str) -> tuple[Part, ...] | None:
    """Give the parts of a code in their order, those that divide with negative powers; None where it is no code.

    >>> [(part.symbol, part.exponent) for part in parts_of("kg.m2/s2")]
    [('kg', 1), ('m', 2), ('s', -2)]
    """
    tokens = _tokens(code)
    if not tokens:
        return None
    parts: list[Part] = []
    scopes, sign, before = [1], 1, ""
    for token in tokens:
        mark = token["mark"] or ""
        if not _may_follow(before, token):
            return None
        if mark == "(":
            scopes.append(sign)
        elif mark == ")":
            if len(scopes) == 1:
                return None
            scopes.pop()
        elif mark:
            sign = scopes[-1] * (-1 if mark == "/" else 1)
        else:
            part = _part(token, sign)
            if part is None:
                return None
            parts.append(part)
        before = mark or ("label" if token["label"] else "unit")
    return None if len(scopes) > 1 or before in ("", ".", "/", "(") else tuple(parts)


def _tokens(code: str) -> list[re.Match[str]]:
    tokens = list(_TOKEN.finditer(code))
    return tokens if "".join(token[0] for token in tokens) == code else []


def _may_follow(before: str, token: re.Match[str]) -> bool:
    """Say whether a token may stand behind the one before: a unit behind a mark, an annotation also behind a unit."""
    mark = token["mark"]
    if mark in (".", ")") or (mark == "/" and before):
        return before in ("unit", "label", ")")
    if token["label"] and before in ("unit", ")"):
        return True
    return before in ("", ".", "/", "(")


def _part(token: re.Match[str], sign: int) -> Part | None:
    if token["label"]:
        return Part(token["label"], Fraction(1), None, sign)
    if token["number"]:
        return Part(token["number"], Fraction(token["number"]), None, sign)
    if token["symbol"] is None:
        return Part(token[0], Fraction(10) ** int(token["power"] or 1), None, sign)
    found = _prefixed(token["symbol"])
    power = int(token["exponent"] or 1)
    return None if found is None or not power else Part(token["symbol"], *found, sign * power)


def _prefixed(symbol: str) -> tuple[Fraction, Atom] | None:
    atoms = _tables().atoms
    if symbol in atoms:
        return Fraction(1), atoms[symbol]
    for sign, factor in _WORTH.items():
        atom = atoms.get(symbol.removeprefix(sign)) if symbol.startswith(sign) else None
        if atom is not None and (sign in _LARGE if atom.form == "large" else _takes(atom, sign)):
            return factor, atom
    return None


def _takes(atom: Atom, sign: str) -> bool:
    return atom.form in ("metric", "arbitrary", "refused") and sign not in _BINARY


def name_of(code: str) -> str:
    """Give the English name of a code, singular; the code where it is none.

    >>> name_of("kg/m3"), name_of("10*6.{px}")
    ('kilogram per cubic meter', 'megapixel')
    """
    known = _tables().names.get(code)
    if known is not None:
        return known
    parts = parts_of(code)
    if parts is None:
        return code
    above = " ".join(_name_of(part) for part in parts if part.exponent > 0)
    below = " ".join(f"per {_name_of(part)}" for part in parts if part.exponent < 0)
    return " ".join(filter(None, (above, below)))


def _name_of(part: Part) -> str:
    power = abs(part.exponent)
    name = _tables().names.get(part.symbol) or _simple_name(part)
    is_length = part.atom is not None and _LENGTH.fullmatch(part.atom.code) is not None
    if is_length and power in _POWERS:
        return f"{_POWERS[power]} {name}"
    return name + _RAISED_NAMES.get(power, f" to the power {power}")


def _simple_name(part: Part) -> str:
    if part.atom is None:
        return _THOUSANDS.get(part.symbol) or part.symbol.strip("{}").replace("_", " ")
    return _PREFIX_NAMES[part.symbol.removesuffix(part.atom.code)] + part.atom.name


# --- from names


def code_of_name(words: str, simple: Callable[[str], str | None]) -> str | None:
    """Give the code of an English name, such as "square kilometer" and "mile per hour"; None where it is none.

    Args:
        words: the name; also with signs, ``meter / second**2``, ``m²``.
        simple: gives the code of a name that is not made of others.
    """
    whole = _tables().codes.get(words.lower())
    if whole is not None:
        return whole
    above, *below = _PER.split(words)
    codes = [_product(above, simple), *(_product(term, simple) for term in below)]
    if None in codes:
        return None
    first, *others = filter(None, codes)
    return "/".join((first, *(f"({code})" if "." in code else code for code in others)))


def _product(words: str, simple: Callable[[str], str | None]) -> str | None:
    whole = _power(words, simple)
    if whole is not None:
        return whole
    codes = [_power(factor, simple) for factor in _TIMES.split(words)]
    return None if None in codes else ".".join(filter(None, codes))


def _power(words: str, simple: Callable[[str], str | None]) -> str | None:
    raised = _RAISED.fullmatch(words)
    first, _, rest = words.partition(" ")
    power = next((power for power, word in _POWERS.items() if word == first), 1)
    word = raised["word"] if raised else rest if power > 1 else words
    code = simple(word.strip())
    exponent = (raised["power"] or _SIGNS[raised["sign"]]) if raised else str(power)
    if code is None or exponent == "1":
        return code
    return f"{code}{exponent}" if code[-1:].isalpha() or code.endswith("]") else None


def simple_code(word: str) -> str | None:
    """Give the code of an English name of one unit, with its prefix, singular or plural; None where it is none.

    >>> simple_code("kilowatts"), simple_code("litre")
    ('kW', 'L')
    """
    word = word.lower().replace("metre", "meter").replace("litre", "liter")
    return next(filter(None, map(_coded, (word, word.removesuffix("s")))), None)


def _coded(word: str) -> str | None:
    codes = _tables().codes
    if word in codes:
        return codes[word]
    for sign, prefix in _PREFIX_NAMES.items():
        code = codes.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
        # An annotation takes no prefix: G{px} is gauss, with a label.
        if code is not None and len(parts_of(sign + code) or ()) == 1:
            return sign + code
    return None


def joined(parts: Iterable[tuple[str, int]]) -> str:
    """Give the code of units with their powers: those that multiply, then those that divide.

    >>> joined([("kg", 1), ("s", -2), ("m", 2)])
    'kg.m2/s2'
    """
    above: list[str] = []
    below: list[str] = []
    for code, power in parts:
        side = above if power > 0 else below
        # An annotation takes no power: it stands as often as it counts.
        side += [code] * abs(power) if code.endswith("}") else [code if abs(power) == 1 else f"{code}{abs(power)}"]
    return "/".join((".".join(above), *below)) or "1"


def atoms() -> Iterator[Atom]:
    """Give all atoms, in the order of the table."""
    yield from _tables().atoms.values()
