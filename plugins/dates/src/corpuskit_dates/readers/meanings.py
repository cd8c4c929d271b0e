"""What the words of a list may mean, checked before a word is met: people add words of their own."""

import re
from collections.abc import Mapping

from corpuskit.errors import RuleError
from corpuskit.rules import Rules

from ..times.calendars import WEEKDAYS

__all__ = ["check_meanings"]

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_OF_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})(?:<{_DAY}|--?[1-5](?:\+\d+)?)"
_MEANINGS = {
    "event": (rf"\d{{4}}(?:-{_MONTH}(?:-{_DAY})?)?", "a year, month or day, such as 1962-02-17"),
    "holiday": (
        rf"[=-]|easter(?:[+-]\d+)?|{_MONTH}-(?:{_DAY}|{_OF_WEEKDAY})",
        "a day, such as 5-17, 9-sat-1 or easter+39",
    ),
    "month": (_MONTH, "the number of a month"),
    "weekday": ("[1-7]", "the number of a weekday, with 1 for Monday"),
}
"""By list: what each meaning looks like, and what it is called."""


def check_meanings(rules: Rules) -> None:
    """Check what the words of lists mean that people add to.

    Raises:
        RuleError: when a meaning is none.
    """
    for name, (pattern, wanted) in _MEANINGS.items():
        for word, meaning in rules.lexicons[name].items() if name in rules.lexicons else ():
            for said in meaning.values() if isinstance(meaning, Mapping) else (meaning,):
                if not re.fullmatch(pattern, str(said), re.ASCII):
                    message = f"lexicon {name!r}: {word!r} means {said!r}, which is not {wanted}"
                    raise RuleError(message, lexicon=name, word=word)
