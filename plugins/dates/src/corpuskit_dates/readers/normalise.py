"""The functions that rules name in ``value``: each reads a match and gives the mentions in it."""

from collections.abc import Mapping

from corpuskit.errors import RuleError, did_you_mean
from corpuskit.rules import Hit, Rules

from ..config import DateConfig
from ..memo import Memo
from ..reading import Expression, Fixed, Mention, shared
from . import calendar, clock, lengths, numeric, relative
from .groups import Found, Reader, Seen
from .looks import LOOKS
from .meanings import check_meanings
from .surroundings import Surroundings

__all__ = ["READERS", "Readers"]

READERS: Mapping[str, Reader] = {
    name: getattr(module, name) for module in (calendar, clock, lengths, numeric, relative) for name in module.__all__
}


_UNREAD: Found = (Mention(0, 0, Expression(Fixed(""), "")),)
"""What no reader gives."""


class Readers:
    """Reads matches; words that were read before are not read again.

    What a match says depends on its rule, its words (and with them its groups) and on what the look around it tells.
    """

    def __init__(self, rules: Rules, config: DateConfig) -> None:
        for rule in rules.table:
            if rule.value and rule.value not in READERS:
                hint = did_you_mean(rule.value, READERS)
                raise RuleError(f"rule {rule.name!r}: there is no reader {rule.value!r}; {hint}", rule=rule.name)
        check_meanings(rules)
        self._config = config
        self._around = Surroundings(rules)
        self._known: Memo[tuple[object, ...], Found] = Memo()

    def __call__(self, hit: Hit) -> Found:
        """Give the mentions of a match, their places counted from its start, or None to refuse it."""
        rule, match = hit.rule, hit.match
        near: str | None = ""
        look = LOOKS.get(rule.value or "")
        if look is not None:
            near = look(hit, self._around)
            if near is None:
                return None
        key = (rule.name, match.group(), match.lastindex, near)
        found = self._known.get(key, _UNREAD)
        if found is not _UNREAD:
            return found
        found = READERS[rule.value or ""](hit, Seen(self._config, near or ""))
        if found:
            found = tuple(Mention(start, end, shared(expression)) for start, end, expression in found)
        return self._known.keep(key, found)
