"""A cheap cue for whether a sentence speaks of the past or of the future."""

import re

from corpuskit.rules import Rules

from .reading import Mention

__all__ = ["Tense"]

_STOPS = re.compile(r"[.!?\n](?:(?<!\n)['\"”’)]*\s+(?=['\"“‘]?[A-Z])|(?<=\n)\s*\n)")
_WORDS = re.compile(r"[a-z]+", re.IGNORECASE)
"""Letters as the cues know them: ſ, ı, İ and the Kelvin sign are among them."""
_BACK, _AHEAD = 120, 60
_LONGEST = 3
"""How many words a cue has at most."""


class Tense:
    """The verbs of ``context.toml`` that tell the past from the future."""

    def __init__(self, rules: Rules) -> None:
        future, past = rules.fragments["future"], rules.fragments["past"]
        self._cues = re.compile(
            rf"(?<![\w'’])(?:(?P<future>{future})|(?P<past>{past}))(?!\w)|(?<=\w)['’]ll\b", re.IGNORECASE
        )
        first = (branch.split("\\s")[0] for branch in f"{future}|{past}".split("|"))
        self._first = {"ll", *(word for branch in first for word in re.findall(r"[a-z]{2,}", branch))}

    def around(self, text: str, mention: Mention) -> int:
        """Give -1, 1 or 0 for past, future or unknown, after the verbs of the sentence around a mention.

        The verb before the expression that is nearest to it counts, otherwise the first behind it.
        """
        start, end = mention.start, mention.end
        low = max(0, start - _BACK)
        for stop in _STOPS.finditer(text, low, start):
            low = stop.end()
        verb = self._last(text, low, start)
        if verb is None:
            stop_ahead = _STOPS.search(text, end, end + _AHEAD)
            verb = self._cues.search(text, end, stop_ahead.start() if stop_ahead else end + _AHEAD)
        return 0 if verb is None else -1 if verb["past"] else 1

    def _last(self, text: str, low: int, high: int) -> re.Match[str] | None:
        """Give the last of the cues that follow each other from ``low`` to ``high``.

        Few words can begin a cue; all that are not ASCII are taken to. Where none of the two words before one can, no
        cue reaches into it from before: from there on the cues are the same as from ``low`` on.
        """
        words = _WORDS.findall(text, low, high)
        at, begin, index = high, high, len(words)
        for place in range(len(words) - 1, -1, -1):
            if begin < high and place == index - _LONGEST:
                cue = self._last_from(text, begin, low, high)
                if cue is not None:
                    return cue
                begin = high
            word = words[place]
            at = text.rfind(word, low, at)
            if word.lower() in self._first or word[-2:].lower() == "ed" or not word.isascii():
                begin, index = at, place
        return self._last_from(text, begin, low, high) if begin < high else None

    def _last_from(self, text: str, begin: int, low: int, high: int) -> re.Match[str] | None:
        # The apostrophe of "'ll" stands before the word.
        cues = [*self._cues.finditer(text, max(low, begin - 1), high)]
        return cues[-1] if cues else None
