"""Questions about what stands around a match: each is asked of a match anew, and answered with yes or no."""

import re
from collections.abc import Mapping
from typing import Any

from corpuskit import Span
from corpuskit.rules import Hit

from .phrases import NounPhrases

__all__ = ["Surroundings", "words_before"]

_NEAR = 24
_BEFORE = 80
_SHORT = 12
_BEHIND = 60
_WORD = re.compile(r"[^\W\d_]+")
_NAME_BEFORE = re.compile(r"([A-Z][\w&-]*)\s$")
_SENTENCE_BEFORE = re.compile(r"(?:\A|\n|[.!?:]['\"’”)]{0,2}\s)\s*['\"‘“(]?\Z")
_MORE_BEHIND = re.compile(r"\s?(?:[-–]|to\s)\s?\d[\d.,]*\s?([^\W\d_]+)\b")
_LIST = re.compile(
    r"(?:,\s*|-?\s*(?:,?\s*and|or|to)\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d)\b|\s+or\s+(?:more|fewer|less)\b",
    re.IGNORECASE,
)
_UP_TO_METRES = re.compile(r"\s?(?:[-–]|to\s)\s?\d+(?:\.\d+)?m\b")
_LONG_WORD = re.compile(r"\b[a-z]{5,}\b")
_EXACT = frozenset({"than", "least", "most", "just", "exactly", "only", "or", "not"})
_CODE = re.compile(r"(?<![^\W_])([^\W\d_]+)\d[^\W_]*[-‐‑]$")
_HYPHENS = ("-", "‐", "‑")
_BLANK_BEHIND = re.compile(r"\s*\Z")
_IN_ROW = tuple([word] for word in ("first", "last", "past", "next", "previous", "final", "following", "remaining"))
_RANKED = tuple([word] for word in ("the", "its", "his", "her", "their", "our", "my", "your"))
_WEIGHED = frozenset({"weigh", "weighs", "weighed", "weighing", "weight"})
# What is done with millions, and not with metres: "1.35m sold since 2008".
_MADE = re.compile(
    r"\s(?:built|delivered|died|displaced|downloaded|infected|made|produced|registered|shipped|sold|voted)\b"
)
_POUNDS_OF = re.compile(r"\s+of((?:\s+[\w-]+){1,2})")
_PERSON_LED = frozenset({"a", "an", "the", "her", "his", "its", "my", "our", "their", "s"})
_COMPARES = frozenset({"over", "under", "older", "younger", "than"})
_FEW_WORDS = 3
_LENGTH_BEHIND = frozenset(
    {"above", "below", "beneath", "away", "tall", "long", "high", "wide", "deep", "from", "underground", "x"}
)
_METRES = frozenset(
    (
        *("away", "tall", "long", "high", "wide", "deep", "hurdles", "sprinters", "runners", "races", "finals"),
        *("swims", "heats", "relays", "medals", "steps"),
    )
)


class Surroundings:
    """The text around a match, asked with the word lists of one rule set."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]], phrases: NounPhrases) -> None:
        """Take the word lists."""
        self._lexicons = lexicons
        self._phrases = phrases
        modifiers = (word.split()[-1] for word in lexicons["modifier"])
        self._starters = frozenset([*lexicons["ends_phrase"], *lexicons["before_phrase"], *modifiers])

    # --- before

    def is_near(self, lexicon: str, hit: Hit) -> bool:
        """Say whether a word of a lexicon stands shortly before."""
        words = self._lexicons[lexicon]
        return any(word in words for word in _words_before(hit))

    def is_far(self, lexicon: str, hit: Hit) -> bool:
        """Say whether no word of a lexicon stands shortly before."""
        return not self.is_near(lexicon, hit)

    def is_away(self, lexicon: str, hit: Hit) -> bool:
        """Say whether no word of a lexicon stands shortly before or behind."""
        behind = hit.match.string[hit.match.end() : hit.match.end() + _BEHIND].partition("\n\n")[0]
        words = self._lexicons[lexicon]
        return not any(word in words for word in (*_words_before(hit), *_WORD.findall(behind.lower())))

    def is_paid(self, hit: Hit) -> bool:
        """Say whether pounds are money: a word of buying stands before, and none of weighing near."""
        if self.is_weighed(hit):
            return False
        return self.is_near("payment", hit) and _WEIGHED.isdisjoint(_words_before(hit)[-3:])

    def is_unpaid(self, hit: Hit) -> bool:
        """Say whether pounds are a weight."""
        return not self.is_paid(hit)

    def is_weighed(self, hit: Hit) -> bool:
        """Say whether many pounds are a weight, as what they are of shows: "a million pounds of thrust"."""
        match = _POUNDS_OF.match(hit.match.string, hit.match.end())
        return match is not None and any(word in self._lexicons["weighed"] for word in _WORD.findall(match[1].lower()))

    def is_unweighed(self, hit: Hit) -> bool:
        """Say whether many pounds are money."""
        return not self.is_weighed(hit)

    def has_no_article(self, hit: Hit) -> bool:
        """Say whether the word before is none of "a", "an", "every"."""
        return _words_before(hit)[-1:] not in (["a"], ["an"], ["every"])

    def is_in_row(self, hit: Hit) -> bool:
        """Say whether the word before counts in a row: "the first three quarters" are months."""
        return _words_before(hit)[-1:] in _IN_ROW

    def is_ranked(self, hit: Hit) -> bool:
        """Say whether "one hundredth" is an ordinal: "the one hundredth time", not "the one hundredth of it"."""
        text, end = hit.match.string, hit.match.end()
        return _words_before(hit)[-1:] in _RANKED and not text.startswith(" of ", end)

    def has_no_person(self, hit: Hit) -> bool:
        """Say whether the word before a comma is none for somebody: "in May, 45, "; it is in "his wife, 45, "."""
        before = hit.match.string[max(0, hit.match.start() - _NEAR) : hit.match.start()].rstrip(" ,(")
        name = before.split()[-1:] if before else []
        if name and name[0] in self._lexicons["person"]:
            return _PERSON_LED.isdisjoint(_words_before(hit)[-4:])
        return not name or not name[0][0].isupper() or name[0] in self._lexicons["month"]

    def has_no_people(self, hit: Hit) -> bool:
        """Say whether it is not people that stand before "over" or "older than"."""
        before = [word for word in _words_before(hit)[-3:] if word not in _COMPARES]
        return before[-1:] == [] or before[-1] not in self._lexicons["people"]

    # --- names

    def is_in_name(self, hit: Hit) -> bool:
        """Say whether a number word with a capital, amid a sentence, stands in a name: "Seal Team Six"."""
        text, (start, end) = hit.match.string, hit.match.span()
        last = text[start - 2 : start - 1]
        if text[start - 1 : start] != " " or not (last.isalpha() or last == ",") or not text[start].isupper():
            return False
        if hit.text.isupper():
            return False
        before = text[max(0, start - _BEFORE) : start].rpartition("\n\n")[2]
        behind = text[end : end + _BEFORE].partition("\n\n")[0]
        if before.endswith("the ") and behind[:1] == " " and behind[1:2].isupper():
            return True
        # In a title all long words have capitals.
        return _LONG_WORD.search(f"{before}|{behind}") is not None

    def is_in_no_name(self, hit: Hit) -> bool:
        """Say whether it stands in no name."""
        return not self.is_in_name(hit)

    def is_in_code(self, hit: Hit) -> bool:
        """Say whether digits go on a code of letters and digits: "i9-13900"; "Rs5-10" is money."""
        text, start = hit.match.string, hit.match.start()
        if text[start - 1 : start] not in _HYPHENS:
            return False
        match = _CODE.search(text[max(0, start - _NEAR) : start])
        return match is not None and match[1] not in self._lexicons["currency_sign"]

    def is_name(self, hit: Hit) -> bool:
        """Say whether digits behind a word with a capital make a name with it: "Channel 4"."""
        if not self._is_after_name(hit) or self.has_counted(hit):
            return False
        return not hit.match.string.startswith(" times", hit.match.end())

    def _begins_quantity(self, hit: Hit, name: str, before: str) -> bool:
        """Say whether the word before has its capital as the first of a sentence: "Add 20-25 g", "Take 3 of them"."""
        if not _SENTENCE_BEFORE.search(before):
            return False
        text, end = hit.match.string, hit.match.end()
        more = _MORE_BEHIND.match(text, end)
        is_measured = more is not None and more[1] in self._lexicons["unit"]
        return is_measured or text.startswith(" of ", end) or name.lower() in self._lexicons["imperative"]

    def _is_after_name(self, hit: Hit) -> bool:
        text, start = hit.match.string, hit.match.start()
        if not text[start - 1 : start].isspace():
            return False
        before = text[max(0, start - _NEAR) : start]
        match = _NAME_BEFORE.search(before)
        if match is None or match[1].lower() in self._starters:
            return False
        first = start - len(match[0])
        if self._begins_quantity(hit, match[1], text[max(0, first - _SHORT) : first]):
            return False
        # In a headline in capitals they show no name.
        rest = f"{before[: match.start()]}{text[hit.match.end() : hit.match.end() + _NEAR]}"
        return not rest.isupper() or len(rest) < _SHORT

    # --- behind

    def has_counted(self, hit: Hit) -> bool:
        """Say whether a noun phrase stands behind that may be counted."""
        return self._counted(hit) is not None

    def is_millions(self, hit: Hit) -> bool:
        """Say whether "5.2m" is millions of what follows, or of what words right before tell: "revenue of 5.2m"."""
        if _MADE.match(hit.match.string, hit.match.end()):
            return True
        span = self._counted(hit)
        if span is None:
            return self._is_many(hit)
        return not _METRES & set(span.text_of(hit.match.string).lower().split())

    def _is_many(self, hit: Hit) -> bool:
        """Say whether words of money or of many right before show that no metres are meant."""
        text, end = hit.match.string, hit.match.end()
        before = _words_before(hit)[-_FEW_WORDS:]
        behind = _WORD.search(text, end, end + _NEAR)
        if before[-1:] in (["a"], ["an"], ["the"]) or (behind and behind[0].lower() in _LENGTH_BEHIND):
            return False
        return any(word in self._lexicons["audience"] or word in self._lexicons["payment"] for word in before)

    def is_length(self, hit: Hit) -> bool:
        """Say whether "5.2m" is metres."""
        return not self.is_millions(hit)

    def is_pronoun(self, hit: Hit) -> bool:
        """Say whether "one" is none of: alone, in a list, before a singular noun; "one opts" is a pronoun."""
        text, end = hit.match.string, hit.match.end()
        if _LIST.match(text, end) or (_BLANK_BEHIND.match(text, end) and not text[: hit.match.start()].strip()):
            return False
        if not _EXACT.isdisjoint(_words_before(hit)[-1:]):
            return False
        first = self._phrases.first(text, end)
        return first is None or (not text.startswith(" of ", end) and self._phrases.is_plural(first))

    def _counted(self, hit: Hit, *, single: bool = False) -> Span | None:
        text, end = hit.match.string, hit.match.end()
        onward = _UP_TO_METRES.match(text, end)
        return self._phrases.find(text, onward.end() if onward else end, single=single)


def _words_before(hit: Hit) -> list[str]:
    return words_before(hit.match.string, hit.match.start())


def words_before(text: str, start: int) -> list[str]:
    """Give the words of the same sentence shortly before ``start``, in lower case, the nearest last."""
    window = text[max(0, start - _BEFORE) : start]
    return _WORD.findall(window.rpartition("\n\n")[2].rpartition(". ")[2].lower())
