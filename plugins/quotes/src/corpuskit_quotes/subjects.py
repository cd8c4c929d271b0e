"""The speaker's phrase beside a cue: the subject on its left, or on its right where the order is inverted."""

import re

from .cues import Cue
from .page import Page, Tokens
from .vocabulary import Vocabulary, Word

__all__ = ["Phrase", "Subjects"]

_WINDOWS = (40, 170)
"""How many code points before a cue are read for its subject."""
_BEFORE = 2
"""How many tokens before a phrase tell where it begins."""
_LONGEST = 14
_PARTY = re.compile(r"[A-Z]-[A-Z]")
_CONDITIONS = ("if ", "unless ", "whether ", "should ", "lest ")
_CONDITION = re.compile(r"\b(?:if|unless|whether|should|lest) $")
_PLACE = frozenset(("of", "in", "from", "at", "near"))
_AFTER_HEAD = _PLACE | {"for"}
_RELATIVE = frozenset(("who", "which", "that"))
_RELATIVES = frozenset(("who", "whose"))
_HELD = frozenset(("gave", "had", "held", "hold", "holds", "made", "put", "read", "sent", "sends", "wore", "wrote"))
_JOINING = frozenset(("and", "but", "or", "then", "nor"))
_OPENING_WORDS = frozenset(("and", "but", "so", "yet", "or", "then", "still", "also"))
_QUANTIFIERS = frozenset(("some", "many", "most", "several", "others", "another", "both", "one", "all", "two"))
_PLURAL = frozenset(
    (
        *(
            "i",
            "we",
            "you",
            "they",
            "who",
            "people",
            "police",
            "men",
            "women",
            "others",
            "many",
            "some",
            "percent",
            "half",
        ),
        *("most", "majority", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    )
)
_RIGHT = re.compile(
    r" *(?P<phrase>(?:(?:he|she|they|it|i|we|you|one|another|others|some|many|both)\b(?!')"
    r"|(?:[^\W\d_]|\d)[\w.'&-]*"
    r"(?: (?!(?:in|on|at|to|when|as|while|during|after|before|with|that|who|which|about|because|if|but|via|from|by|"
    r"through|and then|last|this|yesterday|today|earlier|later|recently|following|upon|without|into|over|out|whose|"
    r"where|again|has|had|have|is|are|was|were|will|would|could|can|may|might|should|must|did|does|do|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)[\w'&$][\w.'&$-]*){0,9}))",
    re.IGNORECASE,
)
_FIRST = re.compile(r" *(\w+)")
_NOT_RIGHT = frozenset(
    (
        *("in", "on", "at", "to", "of", "when", "as", "while", "during", "after", "before", "with", "that", "who"),
        *("which", "about", "because", "if", "but", "via", "from", "by", "for", "so", "last", "yesterday", "today"),
        *("earlier", "later", "recently", "again", "and", "or", "not", "this", "what", "how", "why", "whether"),
        *("into", "upon", "out", "up", "back", "over"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
"""Words that no subject begins with; nor with one in ``-ly`` or ``-ing``."""


class Phrase:
    """What stands beside a cue.

    ``span`` is the speaker's phrase, None where the subject is understood (``inherits``) or not there. ``noun`` says
    that the cue is no verb here. ``start`` is where the phrase with its appositions begins, ``end`` where it ends.
    """

    def __init__(
        self,
        span: tuple[int, int] | None = None,
        start: int = 0,
        end: int = 0,
        inherits: bool = False,
        noun: bool = False,
        passive: bool = False,
        apposed: bool = False,
        antecedent: tuple[int, int] | None = None,
        polarity: str | None = None,
    ) -> None:
        self.span = span
        self.start = start
        self.end = end
        self.inherits = inherits
        self.noun = noun
        self.passive = passive
        self.apposed = apposed
        self.antecedent = antecedent
        self.polarity = polarity


class Subjects:
    """Finds the phrases beside cues, with the words of the vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    # --- right of the cue

    def right(self, masked: str, at: int, limit: int) -> Phrase | None:
        """Give the subject after an inverted cue (``said Smith``), or None."""
        first = _FIRST.match(masked, at, limit)
        word = first[1].lower() if first else ""
        if word in _NOT_RIGHT or (len(word) > 3 and word.endswith(("ly", "ing"))):
            return None
        match = _RIGHT.match(masked, at, limit)
        if match is None:
            return None
        start, end = match.span("phrase")
        while masked[end - 1] in ".,'&-" and not masked[start:end].endswith(("Jr.", "Sr.")):
            end -= 1
        return Phrase((start, end), start, end) if end > start else None

    # --- left of the cue

    def left(self, page: Page, cue: Cue, floor: int) -> Phrase:
        """Give the subject before a cue, looking back to ``floor``."""
        # Most subjects stand close by: more is read only where the reading comes to the first token of that.
        for window in _WINDOWS:
            begin = cue.start - window
            if begin <= floor:
                return self._left(page, cue, floor, page.tokens(floor, cue.start))
            # The first token may be cut where the window begins.
            tokens = page.tokens(page.token_end(begin, cue.start), cue.start)
            phrase = self._left(page, cue, floor, tokens)
            if not tokens.is_used_up:
                break
        return phrase

    def _left(self, page: Page, cue: Cue, floor: int, tokens: Tokens) -> Phrase:
        index, polarity, passive, infinitive = self._skip_auxiliaries(tokens, cue)
        tokens.is_used_up = index < _BEFORE
        if index < 0:
            return Phrase(polarity=polarity, passive=passive, noun=infinitive)
        phrase = self._before(tokens, index, cue, infinitive)
        if (
            polarity is None
            and phrase.span is not None
            and _is_condition(page.masked[max(floor, phrase.start - 12) : phrase.start].lower())
        ):
            polarity = "hypothetical"
        phrase.polarity, phrase.passive = polarity, passive
        return phrase

    def _skip_auxiliaries(self, tokens: Tokens, cue: Cue) -> tuple[int, str | None, bool, bool]:
        tense, words = cue.verb.tense, tokens.words
        index, polarity, infinitive = len(words) - 1, None, False
        passive = False
        while index >= 0:
            word = words[index]
            if word.contracted is not None and tense != "base":
                tokens.read_as(index, word.contracted)
                break
            if tense == "base" and index and word.lower == "to":
                infinitive = True
                control = self._words.control.get(words[index - 1].lower)
                polarity = polarity or (control if control is not None else "hypothetical") or None
                index -= 2 if control is not None else 1
                continue
            if word.is_weekday or word.is_time:
                time = self._time_before(words, index)
                if time:
                    index -= time
                    continue
            kind = word.kind
            if kind is None:
                break
            if kind == "be" and (index == len(words) - 1 or tense == "past"):
                passive = tense in ("past", "passive")
            elif kind in ("negative", "hypothetical"):
                polarity = "negative" if "negative" in (kind, polarity) else kind
            index -= 1
        return index, polarity, passive, infinitive

    def _time_before(self, words: list[Word], index: int) -> int:
        """Give how many tokens of a time stand before the cue: ``Smith on Monday said``, ``Smith last week said``."""
        before = words[index - 1].lower if index else ""
        if words[index].is_weekday:
            return 2 if before in ("on", "late", "early", "last", "in") else 1
        return 2 if before in ("last", "this", "earlier") else 0

    def _before(self, tokens: Tokens, index: int, cue: Cue, infinitive: bool) -> Phrase:
        word, tense = tokens.words[index], cue.verb.tense
        if word.is_sign:
            return self._behind_sign(tokens, index, cue)
        lower = word.lower
        if lower in _RELATIVE and tense != "ing":
            antecedent = self._antecedent(tokens, index)
            start, end = tokens.span(index, index)
            return Phrase((start, end), start, end, antecedent=antecedent, noun=lower == "that" and antecedent is None)
        if lower in _JOINING:
            return Phrase(inherits=True, start=tokens.start(index), noun=tense == "base" and not infinitive)
        if word.determiner is not None and not (word.is_pronoun and tense != "base"):
            if lower in _QUANTIFIERS and not _disagrees(lower, tense):
                span = tokens.span(index, index)
                return Phrase(span, *span)
            preposition = word.determiner == "preposition"
            return Phrase(inherits=tense == "ing" and preposition, noun=not (tense == "ing" and preposition))
        if word.is_possessive and tense in ("s", "base", "ing"):
            return Phrase(noun=True)
        return self._phrase(tokens, index, cue)

    def _behind_sign(self, tokens: Tokens, index: int, cue: Cue) -> Phrase:
        """Give the subject where a sign stands between it and the cue."""
        sign = tokens.words[index].text
        if sign == ",":
            if cue.verb.tense == "ing":
                return Phrase(inherits=True, start=tokens.start(index))
            return self._apposition(tokens, index)
        if sign in ")]":
            return self._skip_back(tokens, index, cue, index, "([")
        if sign in "—–-":
            return self._skip_back(tokens, index, cue, index - 1, "—–-")
        return Phrase(inherits=cue.verb.tense == "ing")

    def _phrase(self, tokens: Tokens, index: int, cue: Cue) -> Phrase:
        tense, words = cue.verb.tense, tokens.words
        first = self._phrase_start(tokens, index)
        if first > index:
            return Phrase(inherits=tense == "ing", noun=tense in ("s", "base"))
        span = tokens.span(first, index)
        verb = next((at for at in range(first, index) if _is_verb(words[at])), index) if tense == "ing" else index
        if verb == first < index:
            return Phrase(inherits=True, start=cue.start)
        if verb < index:
            return Phrase(tokens.span(first, verb - 1), *tokens.span(first, index))
        bare = tense == "base" and index == len(words) - 1
        if bare and not self._takes_base(words, first, index):
            many = self._behind_relative(tokens, first) if cue.verb.lemma == "say" else None
            return (
                Phrase(span, *span, noun=True)
                if many is None
                else Phrase(tokens.span(*many), tokens.start(many[0]), span[1])
            )
        noun = tense in ("base", "s") and cue.verb.lemma != "say" and words[index].text.islower()
        if noun and self._adjectival(words, first, index):
            return Phrase(span, *span, noun=True)
        plural = tense == "s" and cue.verb.is_plural and cue.role not in ("naming", "quotation")
        if plural and not self._is_singular(words, first, index):
            return Phrase(span, *span, noun=True)
        return Phrase(span, *span)

    def _is_singular(self, words: list[Word], first: int, index: int) -> bool:
        """Say whether a phrase can be the subject of ``claims``: ``the minister``, ``Weber``, not ``the other``."""
        last = words[index]
        if last.is_pronoun or last.lower in self._words.common:
            return True
        return last.is_capital and words[first].determiner is None and not words[first].text[0].isdigit()

    def _takes_base(self, words: list[Word], first: int, index: int) -> bool:
        """Say whether a phrase can be the subject of a plain verb form: ``officials say``, not ``strong demand``."""
        word = words[index]
        if word.lower in _PLURAL or word.text[0].isdigit():
            return True
        head = next((words[at].lower for at in range(first + 1, index) if words[at + 1].text in _AFTER_HEAD), "")
        joined = any(words[at].lower == "and" for at in range(first, index))
        return word.lower.endswith("s") or head.endswith("s") or joined or word.is_capital

    def _behind_relative(self, tokens: Tokens, first: int) -> tuple[int, int] | None:
        """Give the plural before a relative clause: ``Supporters who met the candidate say``."""
        words = tokens.words
        tokens.is_used_up |= first <= _LONGEST
        at = next((at for at in range(first, max(0, first - _LONGEST), -1) if words[at].lower in _RELATIVES), 0) - 1
        if at < 0 or words[at].is_sign or not (words[at].lower.endswith("s") or words[at].lower in _PLURAL):
            return None
        first = self._phrase_start(tokens, at)
        return (first, at) if first <= at else None

    def _adjectival(self, words: list[Word], first: int, index: int) -> bool:
        """Say whether a phrase before a word such as ``claims`` is an article with an adjective, ``the false``."""
        word = words[index].lower
        if word in self._words.qualifiers:
            return True
        if index == first:
            return word.endswith(("ous", "ful", "ive", "able", "ed"))
        articled = index - first == 1 and words[first].determiner is not None
        return articled and word.endswith(("ous", "ful", "al", "ive", "ic", "able", "est", "ed"))

    def _phrase_start(self, tokens: Tokens, index: int) -> int:
        """Give the index of the first token of the noun phrase that ends at ``index``; one more where none does."""
        words, first = tokens.words, index
        while first > 0 and index - first < _LONGEST:
            word = words[first - 1]
            if word.is_sign or (word.boundary is not None and not (word.boundary == "join" and _joins(words, first))):
                break
            first -= 1
        tokens.is_used_up |= first < _BEFORE
        return self._without_lead(words, first, index)

    def _without_lead(self, words: list[Word], first: int, index: int) -> int:
        """Drop an adverbial phrase that stands before the noun phrase: ``In Baghdad the minister``."""
        while first < index and words[first].lower in _OPENING_WORDS:
            first += 1
        if not words[first].is_leading and index - first < _LONGEST - 1:
            return first
        for at in range(index, first, -1):
            word = words[at]
            if word.is_pronoun or (word.determiner == "" and at < index):
                return at
        at = index
        while (
            at > first + 1 and words[at - 1].is_capital and not (words[at - 1].is_leading or words[at - 1].is_weekday)
        ):
            at -= 1
        return at if not words[at].is_leading else index + 1

    def _antecedent(self, tokens: Tokens, index: int) -> tuple[int, int] | None:
        at, words = index - 1, tokens.words
        if at >= 0 and words[at].text == ",":
            at -= 1
        tokens.is_used_up |= at < 0
        if at < 0 or words[at].is_sign or words[at].boundary is not None:
            return None
        first = self._phrase_start(tokens, at)
        return tokens.span(first, at) if first <= at else None

    # --- what stands between the subject and the cue

    def _skip_back(self, tokens: Tokens, index: int, cue: Cue, at: int, opening: str) -> Phrase:
        """Give the subject before a bracket or a dash and what it encloses."""
        words = tokens.words
        while at >= 0 and words[at].text not in opening:
            at -= 1
        at -= 1
        while at >= 0 and words[at].text in "—–-":
            at -= 1
        tokens.is_used_up |= at < 0
        if at < 0 or words[at].is_sign or words[at].boundary is not None:
            return Phrase()
        phrase = self._phrase(tokens, at, cue)
        phrase.end = tokens.span(index, index)[1]
        return phrase

    def _apposition(self, tokens: Tokens, index: int) -> Phrase:
        """Give the head of ``Hassan al-Fadam, a lawmaker from the movement, said``."""
        words = tokens.words
        chunks = self._chunks(words, index)
        tokens.is_used_up = True  # Any comma further back may belong to it.
        at = len(chunks) - 1
        while at > 0 and self._is_apposition(words, chunks[at], chunks[at - 1]):
            at -= 1
        while at < len(chunks) - 1 and words[chunks[at][0]].is_leading:
            at += 1
        if not chunks:
            return Phrase()
        first, last = chunks[at]
        if words[last].lower in ("and", "but", "or", "then"):
            return Phrase(inherits=True, start=tokens.start(last))
        if words[first].is_leading and len(chunks) == 1:
            return Phrase()
        if len(chunks) == 1 and self._has_verb(words[first + 1 : last + 1]):
            return Phrase(inherits=True, start=tokens.start(index), apposed=True)
        head = self._phrase_start(tokens, last)
        if head > last:
            return Phrase()
        span = tokens.span(head, last)
        begin = span[0]
        opening = chunks[0][0]
        if opening and words[opening - 1].text == "”":
            begin = tokens.start(opening)
        return Phrase(span, begin, tokens.span(index, index)[1], apposed=True)

    def _has_verb(self, words: list[Word]) -> bool:
        """Say whether words have a finite verb: ``Weber praised the mayor, called him a friend``."""
        return any(word.kind in ("be", "", "hypothetical") or word.lower in self._words.verbs for word in words)

    def _chunks(self, words: list[Word], index: int) -> list[tuple[int, int]]:
        chunks: list[tuple[int, int]] = []
        last = index - 1
        at = last
        while at >= -1:
            if at < 0 or words[at].is_sign:
                if at + 1 <= last:
                    chunks.append((at + 1, last))
                last = at - 1
                if at >= 0 and words[at].text in ")]":
                    at = last = self._opening(words, at) - 1
                    continue
                if at < 0 or words[at].text != ",":
                    break
            at -= 1
        return chunks[::-1]

    def _opening(self, words: list[Word], at: int) -> int:
        """Give the index of the bracket that opens what one closes."""
        return next((opening for opening in range(at, -1, -1) if words[opening].text in "(["), 0)

    def _is_apposition(self, words: list[Word], chunk: tuple[int, int], before: tuple[int, int]) -> bool:
        first = words[chunk[0]]
        if first.lower in ("and", "but", "or") or (first.is_pronoun and first.lower not in ("who", "which")):
            return False
        if not first.is_capital or first.text in ("Jr.", "Sr.") or _PARTY.match(first.text):
            return True
        lead = words[before[0]]
        if lead.lower != "of" and (lead.is_leading or lead.lower.endswith("ing")):
            return False
        named = before[1] > before[0] and all(words[at].is_capital for at in range(before[0], before[1] + 1))
        if named and any(words[at].text in ("of", "for", "at") for at in range(chunk[0] + 1, chunk[1])):
            return True
        place = {words[at].lower for at in range(before[0], before[1])} & _PLACE
        return chunk[1] - chunk[0] < 3 and bool(place)


def _is_condition(before: str) -> bool:
    """Say whether words end with one that makes a condition of what follows: ``if Weber says``."""
    return before.endswith(_CONDITIONS) and _CONDITION.search(before) is not None


def _disagrees(word: str, tense: str) -> bool:
    """Say whether a word is singular and a verb form plural, or the other way round: ``two emails``."""
    return tense == ("base" if word in ("one", "another") else "s")


def _is_verb(word: Word) -> bool:
    """Say whether a word is the verb before the thing that says something: ``issued a statement saying``."""
    return word.text.islower() and (word.lower.endswith(("ed", "ing")) or word.lower in _HELD)


def _joins(words: list[Word], first: int) -> bool:
    """Say whether the ``and`` before ``first`` joins two names or two noun phrases."""
    if first < 2:
        return False
    before, after = words[first - 2], words[first]
    if before.lower.endswith("day"):
        return False
    return before.is_capital and (after.is_capital or after.lower in ("the", "a", "other", "his", "her"))
