"""From an expression and what the memory holds to the value that users see."""

from typing import Any

import attrs

from corpuskit.values import DateValue

from ..config import DateConfig
from ..memo import MOST, Memo
from ..reading import Calendar, Expression, Fields, Fixed, Length, Repeat
from ..times.interval import interval
from ..times.periods import STEPS, period
from ..times.places import Resolved
from ..times.timex import written
from .bounds import Bounds, bounds
from .memory import Memory
from .resolve import resolved

__all__ = ["Valuing"]

_TIMES = frozenset(("part", "hour", "minute", "second"))


@attrs.frozen
class _Outcome:
    """A value, and the place that the memory is to remember."""

    value: DateValue
    place: Resolved | None = None


@attrs.frozen
class _Look:
    """The name of what to look at in the memory, and what to do for each thing seen there."""

    name: str
    seen: "dict[object, _Outcome | _Look]"


class Valuing:
    """Gives expressions their values; what was worked out before is not worked out again.

    What a value depends on shows when it is worked out: a full date on nothing, *yesterday* on the document's date,
    *Tuesday* on the tense of its sentence too. As long as all that was looked at is the same, the next look is at the
    same thing; so what is known of an expression is what to look at first, for each thing seen there what to look
    at next, and in the end the outcome.
    """

    def __init__(self, config: DateConfig) -> None:
        self._config = config
        self._known: dict[Expression, _Outcome | _Look] = {}
        self._count = 0
        self._dates: Memo[tuple[Expression, Resolved], DateValue] = Memo()

    def __call__(self, expression: Expression, memory: Memory) -> DateValue:
        """Give the value of an expression, and have the memory note what later ones may refer to."""
        known = self._known.get(expression)
        while isinstance(known, _Look):
            known = known.seen.get(getattr(memory, known.name))
        outcome = known or self._worked_out(expression, memory)
        reading = expression.reading
        if outcome.place is not None and isinstance(reading, Calendar):
            memory.remember(reading, outcome.place)
        elif isinstance(reading, Length):
            memory.remember_length(reading)
        return outcome.value

    def _worked_out(self, expression: Expression, memory: Memory) -> _Outcome:
        memory.looks.clear()
        outcome = self._outcome(expression, memory)
        self._count += 1
        if self._count > MOST:
            self._known.clear()
            self._count = 1
        seen: dict[Any, Any] = self._known  # Any: at the keys of one dict are either looks or outcomes.
        key: object = expression
        for name in tuple(memory.looks):
            seen, key = seen.setdefault(key, _Look(name, {})).seen, getattr(memory, name)
        seen[key] = outcome
        return outcome

    def _outcome(self, expression: Expression, memory: Memory) -> _Outcome:
        reading, method = expression.reading, expression.method
        if isinstance(reading, Fixed):
            return _Outcome(DateValue("DATE", reading.value, reading.mod, method=method))
        if isinstance(reading, Repeat):
            value = DateValue("SET", reading.value, reading.mod, reading.quant, reading.freq, method=method)
            return _Outcome(value)
        if isinstance(reading, Length):
            return _Outcome(_length(reading, bounds(reading, memory), method))
        key = (expression, resolved(reading, memory))
        value = self._dates.get(key) or self._dates.keep(key, _date(reading, key[1], self._config, method))
        return _Outcome(value, key[1])


def _date(reading: Calendar, place: Resolved, config: DateConfig, method: str) -> DateValue:
    fields, grain = place.fields, place.grain
    earliest, latest = interval(
        fields, grain, fiscal_start=config.fiscal_year_start, first_weekday=config.first_weekday
    )
    return DateValue(
        "TIME" if grain in _TIMES else "DATE",
        written(fields, grain),
        reading.mod,
        earliest=earliest,
        latest=latest,
        grain=grain,
        alternatives=_alternatives(reading, place),
        method=method,
    )


def _alternatives(reading: Calendar, place: Resolved) -> tuple[str, ...]:
    """Give the values of other readings of the words, then those of other places of the chosen one."""
    others = (*(_instead(other, place.fields) for other in reading.others), *place.others)
    return tuple(written(other, place.grain) for other in others)


def _instead(other: Fields, fields: Fields) -> Fields:
    """Give the fields with those that another reading has in their place."""
    said: dict[str, Any] = {name: getattr(other, name) for name in other.said()}
    return fields._replace(**said)


def _length(reading: Length, bounds: Bounds, method: str) -> DateValue:
    return DateValue(
        "DURATION",
        period(reading.parts),
        reading.mod,
        begin=bounds.begin,
        end=bounds.end,
        earliest=bounds.begin,
        latest=bounds.latest,
        grain=STEPS[reading.parts[-1][1]][1],
        alternatives=tuple(period(other) for other in reading.others),
        method=method,
    )
