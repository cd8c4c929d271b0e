"""References to the past, the present and the future."""

import re
from collections.abc import Mapping

from corpuskit.rules import Hit, folded

from ..groups import Look, unless
from ..surroundings import Surroundings, next_word, previous_word, word_before

__all__ = ["LOOKS"]


def _reference(hit: Hit, around: Surroundings) -> str | None:
    """Refuse what stands before a unit of time, to which it is left."""
    text, end, word = hit.match.string, hit.match.end(), folded(hit.text)
    following = next_word(text, end)
    if word == "current" and (count := _DIGITS.match(text, end)) and around.plays(next_word(text, count.end()), "unit"):
        return None
    if word == "past" and text[end : end + 3].strip()[:1].isdecimal():
        return None
    if around.plays(following, "unit") or around.plays(following, "no-reference"):
        return None
    if word == "recently" and following == "as":
        return None
    if following in ("calendar", "financial") and around.plays(_word_after(following, text, end), "unit"):
        return None
    if word == "at the moment" and following in ("of", "that", "when"):
        return None
    if word.endswith(" term") and previous_word(text, hit.match.start()) != "the":
        return None
    return unless(word in ("past", "future") and not _is_noun(hit, word, following, around))


def _word_after(word: str, text: str, start: int) -> str:
    """Give the word behind a word that follows an offset."""
    return next_word(text, start + text[start : start + _REACH].lower().find(word) + len(word))


_REACH = 24

_DIGITS = re.compile(r"\s+\d+(?=\s)")


def _is_noun(hit: Hit, word: str, following: str, around: Surroundings) -> bool:
    """Say whether "the past" or "the future" is meant, and not "the past president" or "future earnings"."""
    text, start = hit.match.string, hit.match.start()
    if previous_word(text, start) != "the" or around.plays(following, "quantity"):
        return False
    if word == "future" or not following or around.plays(following, "after-past"):
        return True
    # "In the past" is a reference, whatever follows, if it is no time.
    return word_before("the", text, start) == "in" and not around.plays(following, "period")


def _year_before(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "a year ago", which is a length from now."""
    return unless(
        "-" not in hit.text and previous_word(hit.match.string, hit.match.start()) in ("a", "one"),
    )


def _from_now(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "two years' time" where it is not what begins now."""
    return unless(previous_word(hit.match.string, hit.match.start()) != "in")


LOOKS: Mapping[str, Look] = {
    "reference": _reference,
    "unit_before": _year_before,
    "year_before": _year_before,
    "from_now": _from_now,
}
