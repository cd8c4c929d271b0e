"""A cheap cue for whether a sentence speaks of the past or of the future."""

import re

__all__ = ["direction"]

_FUTURE = (
    r"will|shall|won['’]t|going\s+to|(?:is|are|be|was|were|been)\s+(?:scheduled|expected|due|set|planned|slated|to)\b"
    r"|scheduled|slated|plans?|planned|expects?|expected|intends?|hopes?|would|upcoming|until|by|deadline|expires?"
    r"|begins|starts|opens|ends|due|tomorrow|maturing|matures|payable|effective|to"
)
_PAST = r"was|were|had|has|have|did|said|told|took|came|went|began|became|made|fell|rose|won|lost|sent|met|left|held|got|saw|led|ended|since|[a-z]{2,}ed"
_CUES = re.compile(
    rf"(?<![\w'’])(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?!\w)|(?<=\w)['’](?P<contracted>ll)\b", re.IGNORECASE
)
_STOPS = re.compile(r"[.!?]['\"”’)]*\s+(?=['\"“‘]?[A-Z])|\n\s*\n")
_BACK, _AHEAD = 160, 80
_STRONG = re.compile(r"will|shall|won|going|scheduled|slated|due|(?:is|are|be|was|were|been)\s", re.IGNORECASE)


def direction(text: str, start: int, end: int) -> int:
    """Give -1, 1 or 0 for past, future or unknown, after the verbs of the sentence around an expression."""
    low = max(0, start - _BACK)
    for stop in _STOPS.finditer(text, low, start):
        low = stop.end()
    verbs = list(_CUES.finditer(text, low, start))
    if verbs:
        return _sign(verbs[-1])
    stop_ahead = _STOPS.search(text, end, end + _AHEAD)
    verb = _CUES.search(text, end, stop_ahead.start() if stop_ahead else end + _AHEAD)
    return _sign(verb) if verb else 0


def _sign(verb: re.Match[str]) -> int:
    return -1 if verb["past"] else 1
