"""A cheap cue for whether a sentence speaks of the past or of the future."""

import re

from corpuskit.rules import Rules

from .reading import Mention

__all__ = ["Tense"]

_STOPS = re.compile(r"[.!?]['\"”’)]*\s+(?=['\"“‘]?[A-Z])|\n\s*\n")
_BACK, _AHEAD = 120, 60


class Tense:
    """The verbs of ``context.toml`` that tell the past from the future."""

    def __init__(self, rules: Rules) -> None:
        future, past = rules.fragments["future"], rules.fragments["past"]
        self._cues = re.compile(
            rf"(?<![\w'’])(?:(?P<future>{future})|(?P<past>{past}))(?!\w)|(?<=\w)['’]ll\b", re.IGNORECASE
        )

    def around(self, text: str, mention: Mention) -> int:
        """Give -1, 1 or 0 for past, future or unknown, after the verbs of the sentence around a mention.

        The verb before the expression that is nearest to it counts, otherwise the first behind it.
        """
        start, end = mention.start, mention.end
        low = max(0, start - _BACK)
        for stop in _STOPS.finditer(text, low, start):
            low = stop.end()
        verbs = list(self._cues.finditer(text, low, start))
        verb = verbs[-1] if verbs else None
        if verb is None:
            stop_ahead = _STOPS.search(text, end, end + _AHEAD)
            verb = self._cues.search(text, end, stop_ahead.start() if stop_ahead else end + _AHEAD)
        return 0 if verb is None else -1 if verb["past"] else 1
