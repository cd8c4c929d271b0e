"""Units and currencies: what a surface form means, and rates of two."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from corpuskit.errors import ConfigError
from corpuskit.rules import Hit

from ..memory import remembered

__all__ = ["Currency", "Unit", "Units"]


_MANY = {"hundred": "100", "thousand": "1000", "million": "1000000"}
_RAISED = str.maketrans("¹²³", "123")
_POWERS = {"1": "", "2": "square ", "3": "cubic "}


class Unit(NamedTuple):
    """A unit: UCUM code, English singular name, and the kind of number that it makes."""

    code: str
    name: str
    kind: str = "measure"
    is_symbol: bool = False
    """Whether it is written as a symbol, which stands after digits only."""


class Currency(NamedTuple):
    """A currency: ISO 4217 code (None where the word fits several), English name, parts, and where it may stand."""

    code: str | None
    name: str
    factor: Fraction | int
    """What part of the currency it is; an integer where it is the whole, which is sooner seen."""
    place: str
    also: str = ""
    """What its word means besides: ``verb`` or ``thing``."""


class Units:
    """Look up what the groups of a match say of units and currencies."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]], dollar: str) -> None:
        """Take the tables, and the code of a dollar that names no country.

        Raises:
            ConfigError: when no currency has the code.
        """
        self._surfaces = frozenset(lexicons["unit"])
        self._lexicon = lexicons["unit"]
        self._currencies = lexicons["currency"]
        if dollar not in self._currencies or self._currencies[dollar]["code"] != dollar:
            hint = "give the code of a currency in use, such as 'CAD', or add yours to the lexicon 'currency'"
            raise ConfigError(
                f"dollar={dollar!r} is no currency that is known; {hint} in a file of rules", option="dollar"
            )
        self._also = {"verb": lexicons["also_verb"], "thing": lexicons["also_thing"]}
        self._dollar = dollar
        self._unit = remembered(self._find_unit)
        self._currency = remembered(self._find_currency)

    def unit(self, hit: Hit, group: str) -> Unit | None:
        """Give the unit in a group; None where it took no part, or a symbol is written in another case."""
        surface = hit.get(group)
        return None if surface is None else self._unit(surface)

    def _find_unit(self, surface: str) -> Unit | None:
        meaning = self._lexicon.get(surface)
        is_symbol = meaning is not None and meaning["form"] == "symbol"
        if meaning is None or (is_symbol and surface not in self._surfaces):
            return None
        return Unit(meaning["unit"], meaning["name"], meaning["kind"], is_symbol)

    def currency(self, hit: Hit, group: str) -> Currency | None:
        """Give the currency in a group, with the configured country for a dollar that names none."""
        surface = hit.get(group)
        return None if surface is None else self._currency(surface)

    def _find_currency(self, surface: str) -> Currency | None:
        meaning = self._currencies.get(surface)
        if meaning is None:
            return None
        code, name = meaning["code"], meaning["name"]
        if code == "DOLLAR":
            code, name = self._dollar, self._dollar_name()
        elif not code.isalpha() or len(code) != 3:
            code = None
        also = next((kind for kind, words in self._also.items() if surface.lower() in words), "")
        factor = Fraction(meaning["factor"])
        return Currency(code, name, 1 if factor == 1 else factor, meaning["place"], also)

    def _dollar_name(self) -> str:
        return str(self._currencies[self._dollar]["name"])

    def with_rate(self, unit: Unit, hit: Hit) -> Unit:
        """Give the unit per what the rule's rate says: kilometer per hour."""
        code, name = self.rate(hit)
        if not name:
            return unit
        return Unit(f"{unit.code}{code}", f"{unit.name} per {name}", unit.kind)

    def rate(self, hit: Hit) -> tuple[str, str]:
        """Give what a rate is for, as UCUM and by name; both empty where there is none."""
        code, name = self._per(hit, "rate_u", "rate_e", "rate_s")
        if not name:
            return self._power(hit)
        many = hit.get("rate_n")
        if many is not None:
            number = _MANY.get(many.lower()) or many.replace(",", "")
            code, name = f"({number}.{code})", f"{number} {_plural(name)}"
        more, also = self._per(hit, "rate_more", "rate_each", "rate_again")
        return (f"/{code}/{more}", f"{name} per {also}") if also else (f"/{code}", name)

    def _per(self, hit: Hit, unit: str, thing: str, symbol: str) -> tuple[str, str]:
        """Give the code and the name of a unit, of a thing, or of a symbol behind a slash."""
        per = self.unit(hit, unit)
        if per is not None:
            return per.code, per.name
        if hit.get(symbol) is not None:
            code, name = str(hit.meaning(symbol)).split()
            return code, name.replace("_", " ")
        name = " ".join(str(hit.meaning(thing) or hit.get(thing) or "").lower().split())
        return f"{{{name.replace(' ', '_')}}}", name

    def _power(self, hit: Hit) -> tuple[str, str]:
        """Give what stands with a negative power, ``s-1``."""
        power = hit.get("power")
        if power is None:
            return "", ""
        code, name = self._per(hit, "", "", "power_s")
        degree = power[1:].translate(_RAISED)
        return f"/{code}{degree.replace('1', '')}", f"{_POWERS[degree]}{name}"


def _plural(name: str) -> str:
    return {"foot": "feet", "inch": "inches"}.get(name, f"{name}s")
