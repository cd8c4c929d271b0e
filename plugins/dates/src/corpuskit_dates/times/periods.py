"""ISO 8601 periods, and the steps that units of time make in the calendar."""

from fractions import Fraction

__all__ = ["STEPS", "period"]

STEPS: dict[str, tuple[int, str]] = {
    **{unit: (1, unit) for unit in ("second", "minute", "hour", "day", "week", "month", "year", "weekend")},
    **{"fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year")},
    **{"millennium": (1000, "year"), "fiscal year": (1, "year")},
}
"""What a unit is in terms of the units that ISO 8601 has letters for."""

_LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "weekend": "WE",
}
_PARTS = {
    "year": (12, "month"),
    "week": (7, "day"),
    "day": (24, "hour"),
    "hour": (60, "minute"),
    "minute": (60, "second"),
}
_VAGUE = {"quarter": "XQ", "decade": "X0Y", "century": "X00Y", "millennium": "X000Y", "fortnight": "XW"}
_CLOCK = ("hour", "minute", "second")


def period(parts: tuple[tuple[Fraction | None, str], ...]) -> str:
    """Give the period of counts with units; an unknown count is ``X``.

    >>> period(((Fraction(5, 2), "year"),))
    'P2Y6M'
    """
    date: list[str] = []
    clock: list[str] = []
    for count, unit in parts:
        for text, kind in _written(count, unit):
            (clock if kind in _CLOCK else date).append(text)
    return "P" + "".join(date) + ("T" + "".join(clock) if clock else "")


def _written(count: Fraction | None, unit: str) -> list[tuple[str, str]]:
    if count is None:
        base = STEPS[unit][1]
        return [(_VAGUE.get(unit) or f"X{_LETTERS[base]}", base)]
    factor, base = STEPS[unit]
    whole, rest = divmod(count * factor, 1)
    found = [(f"{whole}{_LETTERS[base]}", base)] if whole or not rest else []
    if not rest:
        return found
    smaller = _PARTS.get(base)
    if smaller is None or (rest * smaller[0]).denominator != 1:
        return [(f"{float(count * factor):g}{_LETTERS[base]}", base)]
    return [*found, (f"{rest * smaller[0]}{_LETTERS[smaller[1]]}", smaller[1])]
