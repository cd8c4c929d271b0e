"""Times of day: what tells them from scores and counts."""

import re
from collections.abc import Mapping

from corpuskit.rules import Hit, folded

from ..groups import Look, unless
from ..surroundings import Surroundings, next_word, previous_word

__all__ = ["LOCAL", "LOOKS"]


def _clock24(hit: Hit, around: Surroundings) -> str | None:
    """Refuse hours and minutes where no two digits, zone or preposition tells that they are a time."""
    match = hit.match
    plain = len(match["hour"] or "") == 2 or folded(hit.text[-1:]) == "s"
    if match["zone"] or (plain if ":" in hit.text else hit.text[0] == "0"):
        return ""
    if LOCAL.match(match.string, match.end()):
        return ""
    return unless(not around.plays(previous_word(match.string, match.start()), "before-clock"))


LOCAL = re.compile(r"\s+local\b", re.IGNORECASE)
"""What tells that "1900 hours" are a time of day."""


def _past_hour(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "ten to five" where nothing tells that it is a time."""
    match, is_range = hit.match, folded(hit.match["way"]) == "to" and not hit.match["quarter"]
    if match["unit"] or (not is_range and (_says_half(hit) or match["point"])):
        return ""
    if folded(match["way"]) == "past" and not match["minutes"]:
        return ""
    if is_range and match["minutes"].isdecimal():
        return None
    fits = previous_word(match.string, match.start()) == "at" and not _is_counted(hit, around)
    return unless(not fits)


def _hours(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "3-5" where no half of the day and no minutes after *from* or *between* tell that they are times."""
    match, joined_by = hit.match, folded(hit.match["join"]).strip()
    before = previous_word(match.string, match.start())
    if joined_by == "and" and before != "between":
        return None
    is_range = before in ("from", "between")
    if match["ampm"] or (_says_half(hit) and (is_range or joined_by not in _DASHES)):
        return ""
    timed = (is_range and ":" in hit.text) or match["minute_2"]
    return unless(not timed or _is_counted(hit, around))


_DASHES = ("-", "–", "—")


def _says_half(hit: Hit) -> bool:
    return bool(hit.match["ampm"] or hit.match["part"] or hit.match["part_2"])


def _is_counted(hit: Hit, around: Surroundings) -> bool:
    following = next_word(hit.match.string, hit.match.end())
    return around.plays(following, "counted") or around.plays(following, "unit")


LOOKS: Mapping[str, Look] = {
    "clock24": _clock24,
    "past_hour": _past_hour,
    "hours": _hours,
}
