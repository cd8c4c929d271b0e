"""A cheap cue for whether a sentence speaks of the past or of the future."""

import re

__all__ = ["direction"]

_FUTURE = (
    r"will|shall|won['’]t|going\s+to|to\s+be|(?:is|are|be|been)\s+(?:scheduled|expected|due|set|planned|slated|to)"
    r"|scheduled\s+(?:for|to)|slated\s+(?:for|to)|due\s+(?:to|on)|upcoming"
)
_PAST = (
    r"was|were|had|did|said|told|took|came|went|began|became|made|fell|rose|won|lost|sent|met|left|held|got|saw|led"
    r"|since|[a-z]{2,}ed"
)
_CUES = re.compile(
    rf"(?<![\w'’])(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?!\w)|(?<=\w)['’](?P<contracted>ll)\b", re.IGNORECASE
)
_STOPS = re.compile(r"[.!?]['\"”’)]*\s+(?=['\"“‘]?[A-Z])|\n\s*\n")
_BACK, _AHEAD = 120, 60


def direction(text: str, start: int, end: int) -> int:
    """Give -1, 1 or 0 for past, future or unknown, after the verbs of the sentence around an expression."""
    low = max(0, start - _BACK)
    for stop in _STOPS.finditer(text, low, start):
        low = stop.end()
    verbs = list(_CUES.finditer(text, low, start))
    if verbs:
        return -1 if verbs[-1]["past"] else 1
    stop_ahead = _STOPS.search(text, end, end + _AHEAD)
    verb = _CUES.search(text, end, stop_ahead.start() if stop_ahead else end + _AHEAD)
    return 0 if verb is None else -1 if verb["past"] else 1
