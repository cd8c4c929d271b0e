"""The noun phrase that follows a number."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from corpuskit import Span

from ..memory import remembered
from .forms import Form, Forms

__all__ = ["NounPhrases"]

# A blank, perhaps with a quotation mark before or behind it, or a hyphen, and a word; on a new line "A" is an article.
_NEXT = re.compile(
    r"(?:(?:(?<=[A-Za-z])[\"”](?=\s))?[ \t\u00a0]{1,2}(?:\n(?!A\s)|[\"“‘](?=[A-Za-z]))?|\n(?!A\s)|-)"
    r"(?![¼-¾⅐-⅞])((?:[A-Za-z]\.){2,}|[^\W\d_](?:[\w'’&]|-(?!-))*\w|[^\W\d_])"
)
# The number of a model behind its name, and what it is one of: "PlayStation 5 consoles".
_MODEL = re.compile(r"\s\d{1,4}(?:-\d{2,4})?(?=\s(?:[a-z]+s|aircraft)\b)")
_OF = re.compile(r"(?:\s{1,2}|(?:['’]s?)?\s{1,2}worth\s{1,2})of(?=\s)", re.IGNORECASE)
_IN = re.compile(r"\s{1,2}in(?=\s[a-z])")
# A further number, perhaps behind an owner: "12 of the country's 18 provinces".
_DIGITS = re.compile(
    r"(?:\s{1,2}(?:the(?:\s{1,2}top)?|its|their|all)|(?P<owner>(?:\s{1,2}[\w.-]{1,24}){1,6}(?:['’]s|(?<=s)['’])))?"
    r"(?:\s{1,2}(?:about|almost|around|estimated|nearly|outstanding|over|remaining|roughly|some))?"
    r"\s{1,2}(?:\d[\d,./-]*(?:(?:\s?%|\s(?:pct|per\s?cent))(?!\w))?"
    r"|(?(owner)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|(?!)))(?=\s)"
)
_NUMBER = re.compile(r"\s(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b(?!-))")
_OWNER = re.compile(r"\s{1,2}(?:the|its|his|her|their|our|my|your)\s", re.IGNORECASE)
# What ranks nothing stands before these: "the first the two had held".
_DETERMINED = re.compile(r"\s{1,2}(?:the|an?|his|her|its|my|our|their|your)\s")
# Behind "of" owners in the plural go on: "93% of voters' trust"; of "30 students' parents" the students are counted.
_OWNERS = re.compile(r"(?<=s)['’](?=\s[a-z])")
_JOINED = re.compile(r",|\s{1,2}(?:and|or)(?!\w)|-")
_AGO = re.compile(r"(?:day|week|month|quarter|year|decade)s?\s{1,2}(?:ago|earlier|before)(?!\w)")
# A second amount that describes the same: "a two-year, $5 million programme".
_SECOND = re.compile(
    r",\s{1,2}(?:[A-Z]{0,3}[$£€¥]\d[\d.,]*(?:[- ](?:million|billion|mln|bln)|m|bn)?|[\d.,]{1,12}-[\w-]+"
    r"|[a-z]{3,6}-[a-z][\w-]*)(?=\s)"
)
_TIME = re.compile(r"\s{1,2}(time)(?!\w)")
_EVER = re.compile(r"[-\s]ever(?!\w)")
# Behind a coordinated noun the phrase must be over: "shops and houses in", not "shops and plans more".
_BEHIND = re.compile(
    r"\s*(?:[.,;:)!?\"”]|\Z|\n\n)|\s+(?:across|at|by|could|did|for|from|had|have|in|of|on|that|to|was|were|who|will|with|would)\b"
)
# What stands behind a plural and not behind a verb in s: "the first mortgage bonds due", "the first train leaves".
_BEHIND_NOUN = re.compile(r"\s*[.,;:)]|\s+(?:are|can|could|due|had|have|may|should|were|will|would)\b")
# The characters that may stand behind the blank before "of", "worth of" and "in".
_BEFORE_OF = frozenset("oOwWsS \t\n\u00a0")
_BEFORE_IN = frozenset("i \t\n\u00a0")
_OPENING = frozenset('"“')
_CLOSING = frozenset('"”')
# What something is bought in, and money is not in: "in premarket trading".
_SESSIONS = ("trading", "dealings", "session", "sessions")
# What begins a sentence behind a number, with a stop or without.
_SENTENCE = "The "
_MOST_WORDS = 9
_MOST_SINGLE = 6

_Word = tuple[int, int, Form]


class NounPhrases:
    """Find noun phrases by their plurals, by endings, and by the words that cannot be in them."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the word lists from the lexicons of the rules."""
        forms = Forms(lexicons)
        self._no_stuff = frozenset(lexicons["no_stuff"])
        self._form_of = remembered(forms.of)
        self.is_plural: Callable[[str], bool] = forms.is_plural

    def find(self, text: str, at: int, *, single: bool = False) -> Span | None:
        """Give what may be counted behind ``at``: a noun phrase, or the word that a hyphen joins to a number.

        Args:
            text: the document's text.
            at: where the number or its modifier ends.
            single: whether one thing is counted.
        """
        if text.startswith("-", at):
            match = _NEXT.match(text, at)
            return None if match is None else Span.unchecked(*match.span(1))
        return self.one(text, at) if single else self.many(text, at)

    def first(self, text: str, at: int) -> str | None:
        """Give the first word behind ``at`` that may be in a noun phrase; None where the next word ends it."""
        of = _OF.match(text, at)
        words = self._words(text, of.end() if of else at)
        return text[words[0][0] : words[0][1]] if words else None

    def many(self, text: str, at: int) -> Span | None:
        """Give the noun phrase in the plural that begins behind ``at``, with "of" or without."""
        if not text[at : at + 1].isspace() or text.startswith(_SENTENCE, at + 1):
            return None
        found = self.part_of(text, at)
        if found is not None:
            return found
        words = [] if _NUMBER.match(text, at) else self._words(text, at)
        last = _last_plural(words)
        if last is not None:
            return _spanned(text, words[0][0], self._with_second(text, words, last))
        return Span.unchecked(*words[0][:2]) if words and _is_group(text, words) else None

    def one(self, text: str, at: int) -> Span | None:
        """Give the noun phrase for one thing that begins behind ``at``, or "of" and those that it is one of."""
        if not text[at : at + 1].isspace() or text.startswith(_SENTENCE, at + 1):
            return None
        return self.part_of(text, at) or self._single(text, self._words(text, at), plurals=False)

    def part(self, text: str, at: int) -> Span | None:
        """Give the noun phrase that a fraction before ``at`` is a part of without "of": "half the capacity"."""
        digits = _DIGITS.match(text, at) if _OWNER.match(text, at) else None
        found = self.many(text, at if digits is None else digits.end())
        return self.one(text, at) if found is None and _OWNER.match(text, at) else found

    def ranked(self, text: str, at: int) -> Span | None:
        """Give the noun phrase behind an ordinal that ends at ``at``: "third time", "first two cases"."""
        time = _TIME.match(text, at)
        if time is not None:
            return Span.unchecked(*time.span(1))
        if _DETERMINED.match(text, at):
            return None
        skipped = _EVER.match(text, at) or (_DIGITS.match(text, at) if text[at + 1 : at + 2].isdigit() else None)
        words = self._words(text, at if skipped is None else skipped.end())
        return self._single(text, words, plurals=False)

    def described(self, text: str, at: int, *, plurals: bool) -> Span | None:
        """Give the noun phrase that a number describes as an adjective: "15-member advisory committee".

        Args:
            text: the document's text.
            at: where the number or its modifier ends.
            plurals: whether a plural may end it behind a noun too: "12-hour work shifts".
        """
        if text.startswith("-", at):
            match = _NEXT.match(text, at)
            if match is None:
                return None
            at = match.end()
        second = _SECOND.match(text, at) if text[at : at + 1] == "," else None
        at = at if second is None else second.end()
        return None if _NUMBER.match(text, at) else self._single(text, self._words(text, at), plurals=plurals)

    def part_of(self, text: str, at: int) -> Span | None:
        """Give the noun phrase that stands behind ``at`` with "of" or "worth of"."""
        of = _OF.match(text, at) if text[at + 1 : at + 2] in _BEFORE_OF else None
        if of is None:
            return None
        digits = _DIGITS.match(text, of.end())
        words = self._words(text, of.end() if digits is None else digits.end(), after_of=True)
        found = self._phrase(text, words)
        return None if found is None or _AGO.match(text, found.start) else found

    def spent_in(self, text: str, at: int) -> Span | None:
        """Give the noun phrase that says what money is there in: "$5 million in damages", not "in early trading"."""
        match = _IN.match(text, at) if text[at + 1 : at + 2] in _BEFORE_IN else None
        if match is None:
            return None
        words = self._words(text, match.end())
        if not words or not self._is_stuff(text, match.end(), words[0]):
            return None
        found = self._phrase(text, words)
        if found is None or found.text_of(text).endswith(_SESSIONS) or _NUMBER.match(text, found.end):
            return None
        return found

    def _is_stuff(self, text: str, at: int, first: _Word) -> bool:
        """Say whether money can be in what begins with a word right behind "in"."""
        start, end, _ = first
        word = text[start:end]
        return not text[at:start].strip() and not {word, word.partition("-")[0]} & self._no_stuff

    def _phrase(self, text: str, words: list[_Word]) -> Span | None:
        """Give the phrase in the plural, else that for one thing or for stuff."""
        last = _last_plural(words)
        return self._single(text, words, plurals=True) if last is None else _spanned(text, words[0][0], words[last][1])

    def _words(self, text: str, at: int, *, after_of: bool = False) -> list[_Word]:
        """Give the words that may be in the phrase, up to the end of its first plurals."""
        words: list[_Word] = []
        last: Form | None = None
        end = at
        for _ in range(_MOST_WORDS):
            match = _NEXT.match(text, end) or self._behind_model(text, words, end)
            if match is None:
                break
            start, end = match.span(1)
            if after_of and _OWNERS.match(text, end):
                end += 1
            form = self._form_of(text[start:end])
            if last is None:
                if form.leads or (after_of and form.determines):
                    continue
                if form.ends:
                    break
            elif form.ends:
                if form.is_number and last.is_quality:
                    words.clear()
                    last = None
                    continue
                if not (form.joins and (last.is_adjective or _is_name(text, words[-1], end))):
                    break
            elif (form.is_plural or last.is_plural) and _is_over(last, form):
                break
            words.append((start, end, form))
            last = form
        while words and words[-1][2].is_open and not words[-1][2].is_owner:
            words.pop()
        # Of what somebody owns, the owner alone tells nothing: "10% of South Africa's $5 billion".
        return [] if words and words[-1][2].is_owner else words

    def _behind_model(self, text: str, words: list[_Word], end: int) -> re.Match[str] | None:
        """Give the word behind a model's number, which goes on the phrase that its name began."""
        model = _MODEL.match(text, end) if words and text[words[-1][0]].isupper() else None
        return None if model is None else _NEXT.match(text, model.end())

    def _single(self, text: str, words: list[_Word], *, plurals: bool) -> Span | None:
        """Give the phrase up to its first noun and those that follow it; None for participles alone."""
        kept: list[_Word] = []
        has_noun = False
        for word in words[:_MOST_SINGLE]:
            form = word[2]
            if form.is_past:
                break
            goes_on = form.is_plural and (plurals or form.is_noun or _BEHIND_NOUN.match(text, word[1]))
            if form.joins and not kept[-1][2].is_adjective:
                break
            if kept and not goes_on and _ends_single(form, kept[-1][2], has_noun=has_noun):
                break
            has_noun = not form.is_open and (has_noun or not (form.is_adjective or form.is_verbal))
            kept.append(word)
        while kept and (kept[-1][2].is_open or (kept[-1][2].is_verbal and not kept[-1][2].is_group)):
            kept.pop()
        return _spanned(text, kept[0][0], kept[-1][1]) if kept else None

    def _with_second(self, text: str, words: list[_Word], last: int) -> int:
        """Give the end of the phrase with a second noun behind "and": "survivors and family members"."""
        at = end = words[last][1]
        if not text.startswith(" and ", at):
            return end
        at += len(" and")
        for _ in range(2):
            match = _NEXT.match(text, at)
            if match is None or self._form_of(match[1]).ends or self._form_of(match[1].partition("-")[0]).leads:
                break
            at = match.end()
            if self._form_of(match[1]).is_noun:
                return at if _BEHIND.match(text, at) else end
        return end


def _is_group(text: str, words: list[_Word]) -> bool:
    """Say whether the first word names people: "20 dead", "300 Chinese were", not "300 Chinese and Indian men"."""
    form = words[0][2]
    if not form.is_people or _JOINED.match(text, words[0][1]):
        return form.is_group
    return len(words) == 1 or words[1][2].is_past or words[1][2].follows_noun


def _spanned(text: str, start: int, end: int) -> Span:
    """Give the place of a phrase, with the quotation mark before it where one inside closes it."""
    quoted = text[start - 1] in _OPENING and not _CLOSING.isdisjoint(text[start:end])
    return Span.unchecked(start - 1 if quoted else start, end)


def _is_name(text: str, word: _Word, end: int) -> bool:
    """Say whether "and" that ends at ``end`` may join a word and the next to a name: "two Marks and Spencer shops"."""
    return text[word[0]].isupper() and text[end + 1 : end + 2].isupper()


def _is_over(last: Form, form: Form) -> bool:
    """Say whether a phrase ends before a word: behind its plural, or before "lives" that is no noun."""
    if not form.is_plural:
        return form.follows_noun or not _goes_on(last, form)
    if not last.is_plural:
        return form.follows_noun and not last.is_quality
    return not (form.is_noun or last.is_modifier or last.is_name_like)


def _goes_on(last: Form, form: Form) -> bool:
    """Say whether a plural stands before a singular: "police station chiefs", in a name "Times Square hotels"."""
    return last.is_modifier or (last.has_capital and form.has_capital)


def _last_plural(words: list[_Word]) -> int | None:
    """Give the last of the first plurals."""
    last = None
    for index, (_, _, form) in enumerate(words):
        if form.is_plural:
            last = index
        elif last is not None and not _goes_on(words[last][2], form):
            break
    return last


def _ends_single(form: Form, before: Form, *, has_noun: bool) -> bool:
    """Say whether a phrase for one thing ends before a word, which is not its first."""
    if form.is_plural:
        return not before.is_quality
    if form.is_verbal:
        return has_noun or not (before.is_quality or before.is_verbal)
    return form.follows_noun and (has_noun or before.is_verbal)
