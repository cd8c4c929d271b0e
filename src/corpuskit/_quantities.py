"""What numbers with a unit are in another one: exactly, through pint.

The methods of :class:`~corpuskit.values.NumberValue` are made of these functions. pint gets names and formulas from a
table, and the name of a unit that somebody asks for; never text, never a currency. It is imported, and its registry
made, when a number is first converted, once a process: this takes about a second.

Source: The Unified Code for Units of Measure, version 2.2; the definitions of pint.
"""

import difflib
import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from ._ucum import Part, atoms, code_of_name, joined, name_of, parts_of, simple_code
from .errors import InexactValue, InvalidValue, missing_extra

if TYPE_CHECKING:
    from .values import Amount, NumberValue

__all__ = ["based", "converted"]

_BASE = {
    **{"kilogram": "kg", "meter": "m", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd"},
    **{"radian": "rad", "bit": "bit"},
}
"""The codes of pint's base units, in the order in which codes are made of them."""

_POINTS = "{point}"
"""A percentage point is as much as a percent; other annotations say what is counted, and are not mixed up."""

_LONGEST = 40
"""Digits that no exact factor needs: one that has more is made with an approximation, such as that of π."""

_ROUNDED = Context(prec=28)
_WORD = re.compile(r"°?[^\W\d]\w*")
_CURRENCY = re.compile(r"[A-Z]{3}")


class _Size(NamedTuple):
    """What one of a unit is in base units, and the base units with their powers."""

    factor: Fraction
    base: tuple[tuple[str, int], ...]
    offset: Fraction = Fraction(0)
    """Of a scale of temperature, its zero in kelvins."""


def converted(number: "NumberValue", unit: str) -> "NumberValue":
    """Give a number in a unit: a UCUM code, an English name or pint's."""
    if not isinstance(unit, str):
        raise InvalidValue(f"a unit is told by a string, such as 'km', not by {unit!r}", value=unit)
    own = _own_size(number)
    code = number.unit if number.unit and unit == number.unit_name else _code_of(unit)
    return _in_unit(number, own, code, _size(number, code))


def based(number: "NumberValue") -> "NumberValue":
    """Give a number in the base units of the SI."""
    own = _own_size(number)
    return _in_unit(number, own, joined(own.base), _Size(Fraction(1), own.base))


def _fault(number: "NumberValue", reason: str) -> InexactValue:
    ends = (number.value,) if number.value is not None else (number.low, number.high)
    amount = " to ".join(str(end) for end in ends if end is not None)
    shown = " ".join(filter(None, (number.kind, amount, number.unit)))
    return InexactValue(f"{shown}: {reason}", value=number, reason=reason)


# --- amounts


def _in_unit(number: "NumberValue", own: _Size, code: str, size: _Size) -> "NumberValue":
    if sorted(own.base) != sorted(size.base):
        reason = f"it is measured in {joined(own.base)!r}, and {code!r} in {joined(size.base)!r}"
        raise _fault(number, reason)
    name = number.unit_name if code == number.unit and number.unit_name else name_of(code)
    factor, shift = own.factor / size.factor, (own.offset - size.offset) / size.factor
    if factor == 1 and not shift:
        return attrs.evolve(number, unit=code, unit_name=name)
    return attrs.evolve(
        number,
        value=_moved(number.value, factor, shift),
        low=_moved(number.low, factor, shift),
        high=_moved(number.high, factor, shift),
        uncertainty=_moved(number.uncertainty, factor, Fraction(0)),
        unit=code,
        unit_name=name,
        scale=None,
    )


def _moved(amount: "Amount | None", factor: Fraction, shift: Fraction) -> "Amount | None":
    if amount is None:
        return None
    exact = Fraction(amount) * factor + shift
    if max(map(_digits, factor.as_integer_ratio())) > _LONGEST:
        return _ROUNDED.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return _as_decimal(exact)


def _digits(number: int) -> int:
    return len(str(number).rstrip("0"))


def _as_decimal(amount: Fraction) -> "Amount":
    """Give a Decimal where the amount has a finite decimal form, and the Fraction where it has none."""
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return amount
    # As many digits as the result may have: each bit of the denominator adds one at most.
    exact = Context(prec=sum(number.bit_length() for number in amount.as_integer_ratio()))
    return exact.divide(Decimal(amount.numerator), Decimal(amount.denominator))


# --- units


def _own_size(number: "NumberValue") -> _Size:
    if number.kind == "money":
        raise _fault(number, "rates of exchange change, and are not known here")
    if number.unit is None:
        raise _fault(number, "it has no unit")
    return _size(number, number.unit)


def _size(number: "NumberValue", code: str) -> _Size:
    parts = parts_of(code)
    if parts is None:
        raise _fault(number, f"{code!r} is no code of UCUM that is known here")
    for part in parts:
        if part.atom is not None and part.atom.form == "refused":
            raise _fault(number, f"{code!r} cannot be converted: {part.atom.pint}")
    return _size_of(parts)


@lru_cache(1_000)
def _size_of(parts: tuple[Part, ...]) -> _Size:
    factor, powers = Fraction(1), dict[str, int]()
    for part in parts:
        one = _size_of_one(part)
        factor *= one.factor**part.exponent
        for unit, power in one.base:
            powers[unit] = powers.get(unit, 0) + power * part.exponent
    offset = _size_of_one(parts[0]).offset if [part.exponent for part in parts] == [1] else Fraction(0)
    order = [*_BASE.values(), *sorted(powers.keys() - _BASE.values())]
    return _Size(factor, tuple((unit, powers[unit]) for unit in order if powers.get(unit)), offset)


def _size_of_one(part: Part) -> _Size:
    if part.is_label:
        return _Size(Fraction(1), () if part.symbol == _POINTS else ((part.symbol, 1),))
    if part.atom is None:
        return _Size(part.factor, ())
    if part.atom.form == "arbitrary":
        return _Size(part.factor, ((part.atom.code, 1),))
    size = _size_in_pint(part.atom.pint)
    return size._replace(factor=size.factor * part.factor)


# --- pint


@cache
def _registry() -> Any:  # Any: types of pint are there only where pint is.
    try:
        import pint
    except ImportError as error:
        raise missing_extra("pint", "units") from error
    return pint.UnitRegistry(non_int_type=Fraction)


@cache
def _size_in_pint(formula: str) -> _Size:
    """Give the size of what pint calls so; of a temperature, one degree and where its scale begins."""
    registry = _registry()
    if _WORD.fullmatch(formula):
        one, none = (registry.Quantity(Fraction(number), formula).to_base_units() for number in (1, 0))
        return _Size(one.magnitude - none.magnitude, _base_of(one), none.magnitude)
    one = registry.Quantity(registry.parse_expression(formula)).to_base_units()
    return _Size(Fraction(one.magnitude), _base_of(one))


def _base_of(quantity: Any) -> tuple[tuple[str, int], ...]:
    # pint counts what becquerels are; UCUM does not.
    return tuple((_BASE[name], int(power)) for name, power in quantity.unit_items() if name != "count")


@lru_cache(1_000)
def _code_of(unit: str) -> str:
    """Give the UCUM code that is meant."""
    unit = unit.strip()
    if parts_of(unit) is not None:
        return unit
    # Three capitals are a currency, whatever else may be called so.
    code = None if _CURRENCY.fullmatch(unit) else code_of_name(unit, _code_of_word)
    if code is None or parts_of(code) is None:
        raise InvalidValue(f"there is no unit {unit!r}; {_hint(unit)}", value=unit)
    return code


def _hint(unit: str) -> str:
    names = [atom.name for atom in atoms() if atom.form != "refused"]
    names += [f"kilo{atom.name}" for atom in atoms() if atom.form == "metric"]
    near = difflib.get_close_matches(unit, names, n=1)
    return f"did you mean {near[0]!r}?" if near else "write it as in 'km/h' or 'kilometer per hour'"


def _code_of_word(word: str) -> str | None:
    return word if len(parts_of(word) or ()) == 1 else simple_code(word) or _code_in_pint(word.replace(" ", "_"))


def _code_in_pint(word: str) -> str | None:
    if not _WORD.fullmatch(word):
        return None
    for prefix, name, _ in _registry().parse_unit_name(word):
        code = _codes_in_pint().get(name)
        english = f"{prefix}{name_of(code) if code else name.replace('_', ' ')}"
        found = code if code and not prefix else code_of_name(english, simple_code)
        if found is not None:
            return found
    return None


@cache
def _codes_in_pint() -> Mapping[str, str]:
    return {atom.pint: atom.code for atom in reversed([*atoms()])}
