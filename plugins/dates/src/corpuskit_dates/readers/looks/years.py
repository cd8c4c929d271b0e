"""Years and their parts: what tells them from numbers and ordinary words."""

import re
from collections.abc import Mapping

from corpuskit.rules import Hit, folded

from ..groups import Look, is_bc, last_year, unless
from ..surroundings import Surroundings, next_word, previous_word, word_before

__all__ = ["LOOKS"]


_SHORT = 4


def _season(hit: Hit, around: Surroundings) -> str | None:
    """Tell of *fall* and *spring* alone, which are verbs and nouns more often than not, where no date stands.

    "The Summer Institute" is a name; a short word with a capital is more likely the preposition of a headline.
    """
    text, (start, end) = hit.match.string, hit.match.span()
    following = next_word(text, end, fold=False)
    if text[end : end + 1] == "-" or (hit.text.istitle() and following.istitle() and len(following) > _SHORT):
        return None
    if hit.match["year"] is not None or folded(hit.match["season"] or "") not in ("fall", "spring"):
        return ""
    if following in ("of", "in", "to") and not _is_placed(text, start, around):
        return "doubtful"
    return "" if around.is_date_position(text, start, end) and following != "of" else "doubtful"


def _is_placed(text: str, start: int, around: Surroundings) -> bool:
    """Say whether a preposition stands before the season, as it does not in "The fall in profit"."""
    word = previous_word(text, start)
    return around.plays(word_before("the", text, start) if word == "the" else word, "before-date")


def _year(hit: Hit, around: Surroundings) -> str | None:
    """Refuse digits where something tells that they count or name something."""
    match = hit.match
    return unless(not around.is_year_position(match.string, match.start(), match.end(), int(match["year"] or 0)))


def _spelled_year(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "two thousand and five" where it may count something."""
    text, start = hit.match.string, hit.match.start()
    if not folded(hit.text).startswith("two") or text[max(0, start - 2) : start] == ", ":
        return ""
    fits = around.plays(previous_word(text, start), "before-year") and not around.counts_things(text, hit.match.end())
    return unless(not fits)


def _year_range(hit: Hit, around: Surroundings) -> str | None:
    match = hit.match
    return unless(not around.is_year_position(match.string, match.start(), match.end(), last_year(hit)))


def _short_year(hit: Hit, around: Surroundings) -> str | None:
    """Refuse an apostrophe that opens a quotation."""
    start = hit.match.start()
    return unless(hit.match.string[max(0, start - 1) : start] in ("'", "`", "’", "‘", '"'))


def _decade(hit: Hit, around: Surroundings) -> str | None:
    """Refuse two digits and bare words without *the* before them; tell the century of "the 1850s and 60s"."""
    possessive = hit.get("decade") and not hit.text.isalnum() and not is_bc(hit)
    if not (possessive or hit.get("bareshort") or (hit.get("tens") and not hit["prefix"])):
        return ""
    text, start = hit.match.string, hit.match.start()
    after = _AFTER_DECADE.search(text, max(0, start - 24), start)
    if after is not None:
        return after["century"] if hit.get("bareshort") and after["century"] else ""
    return unless(not _has_article(text, start))


_AFTER_DECADE = re.compile(
    r"(?P<century>(?<!\d)[12]\d)?\d0['’]?s,?\s+(?:and|or|to|through)\s+(?:(?:early|mid|late)[\s-]+)?\Z",
    re.IGNORECASE | re.ASCII,
)
"""What lets the "60s" of "the 1850s and 60s" be a decade, and of which century."""


def _has_article(text: str, start: int) -> bool:
    word = previous_word(text, start)
    if word in ("early", "mid", "late"):
        word = word_before(word, text, start)
    return word == "the"


LOOKS: Mapping[str, Look] = {
    "season": _season,
    "year": _year,
    "year_range": _year_range,
    "short_year": _short_year,
    "decade": _decade,
    "spelled_year": _spelled_year,
}
