"""The speaker's phrase beside a cue: the subject on its left, or on its right where the order is inverted."""

import re

import attrs

from .cues import Cue
from .page import Page, Token
from .vocabulary import Vocabulary

__all__ = ["Phrase", "Subjects"]

_WINDOW = 170
_CLOSE = 60
_MARGIN = 12
_OPENING = 110
_LONGEST = 14
_ENDS = frozenset(',;:()[]“”"—–-/█!?…')
_CONTRACTION = re.compile(r"(?i)^(i|you|he|she|it|we|they|who|there|that|\w+)'(s|d|ve|ll|re|m)$")
_PRONOUN_HEAD = re.compile(r"(?i)^(?:i|you|he|she|it|we|they|who)$")
_PARTY = re.compile(r"[A-Z]-[A-Z]")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_CONDITION = re.compile(r"\b(?:if|unless|whether|should|lest) $", re.IGNORECASE)
_PLACE = frozenset(("of", "in", "from", "at", "near"))
_RIGHT = re.compile(
    r" *(?P<phrase>(?:(?:he|she|they|it|i|we|you|one|another|others|some|many|both)\b(?!')"
    r"|(?:[^\W\d_]|\d)[\w.'&-]*"
    r"(?: (?!(?:in|on|at|to|when|as|while|during|after|before|with|that|who|which|about|because|if|but|via|from|by|"
    r"through|and then|last|this|yesterday|today|earlier|later|recently|following|upon|without|into|over|out|whose|"
    r"where|again|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)[\w'&$][\w.'&$-]*){0,9}))",
    re.IGNORECASE,
)
_NOT_RIGHT = re.compile(
    r" *(?:in|on|at|to|of|when|as|while|during|after|before|with|that|who|which|about|because|if|but|via|from|by|for|"
    r"so|last|yesterday|today|earlier|later|recently|again|and|or|not|this|what|how|why|whether|into|upon|out|up|back|over|"
    r"\w+ly|\w+ing|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)

@attrs.define
class Phrase:
    """What stands beside a cue.

    ``span`` is the speaker's phrase, None where the subject is understood (``inherits``) or not there. ``noun`` says
    that the cue is no verb here. ``start`` is where the phrase with its appositions begins, ``end`` where it ends.
    """

    span: tuple[int, int] | None = None
    start: int = 0
    end: int = 0
    inherits: bool = False
    noun: bool = False
    passive: bool = False
    apposed: bool = False
    antecedent: tuple[int, int] | None = None
    polarity: str | None = None


class Subjects:
    """Finds the phrases beside cues, with the words of the vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    # --- right of the cue

    def right(self, masked: str, at: int, limit: int) -> Phrase | None:
        """Give the subject after an inverted cue (``said Smith``), or None."""
        if _NOT_RIGHT.match(masked, at, limit):
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
        near = cue.start - _CLOSE
        if near <= floor:
            return self._left(page, cue, floor, floor)
        # Most subjects stand close by: the wide window is read only where the close one may have cut the phrase.
        phrase = self._left(page, cue, floor, near)
        whole = phrase.span is not None and phrase.start > near + _MARGIN and not phrase.apposed
        return phrase if whole or phrase.noun else self._left(page, cue, floor, max(floor, cue.start - _WINDOW))

    def _left(self, page: Page, cue: Cue, floor: int, begin: int) -> Phrase:
        tokens, masked = page.tokens(begin, cue.start), page.masked
        if begin > floor and tokens:
            del tokens[0]
        index, polarity, passive, infinitive = self._skip_auxiliaries(tokens, cue)
        if index < 0:
            return Phrase(polarity=polarity, passive=passive, noun=infinitive)
        phrase = self._before(masked, tokens, index, cue, infinitive)
        if (
            polarity is None
            and phrase.span is not None
            and _CONDITION.search(masked, max(floor, phrase.start - 12), phrase.start)
        ):
            polarity = "hypothetical"
        phrase.polarity, phrase.passive = polarity, passive
        return phrase

    def _skip_auxiliaries(self, tokens: list[Token], cue: Cue) -> tuple[int, str | None, bool, bool]:
        index, polarity, infinitive = len(tokens) - 1, None, False
        passive = False
        while index >= 0:
            word = tokens[index][2].lower()
            contraction = _CONTRACTION.match(word)
            if contraction and (_PRONOUN_HEAD.match(contraction[1]) and cue.verb.tense != "base"):
                polarity = polarity or (
                    "hypothetical" if contraction[2] in ("d", "ll") and cue.verb.tense == "base" else None
                )
                start = tokens[index][0]
                tokens[index] = (start, start + len(contraction[1]), contraction[1])
                break
            if word == "to" and cue.verb.tense == "base" and index:
                infinitive = True
                control = self._words.control.get(tokens[index - 1][2].lower())
                polarity = polarity or (control if control is not None else "hypothetical") or None
                index -= 2 if control is not None else 1
                continue
            time = self._time_before(tokens, index)
            if time:
                index -= time
                continue
            kind = self._words.auxiliaries.get(word)
            if kind is None and not (word.endswith("ly") and len(word) > 4 and tokens[index][2].islower()):
                if not word.endswith("n't"):
                    break
                kind = "negative"
            if (kind == "be" and index == len(tokens) - 1) or (kind == "be" and cue.verb.tense == "past"):
                passive = cue.verb.tense in ("past", "passive")
            elif kind in ("negative", "hypothetical"):
                polarity = "negative" if "negative" in (kind, polarity) else kind
            index -= 1
        return index, polarity, passive, infinitive

    def _time_before(self, tokens: list[Token], index: int) -> int:
        """Give how many tokens of a time stand before the cue: ``Smith on Monday said``, ``Smith last week said``."""
        word, before = tokens[index][2].lower(), tokens[index - 1][2].lower() if index else ""
        if word in ("week", "month", "year", "night") and before in ("last", "this", "earlier"):
            return 2
        if _WEEKDAY.fullmatch(word):
            return 2 if before in ("on", "late", "early", "last") else 1
        return 0

    def _before(self, masked: str, tokens: list[Token], index: int, cue: Cue, infinitive: bool) -> Phrase:
        start, end, word = tokens[index]
        lower = word.lower()
        if word == ",":
            if cue.verb.tense == "ing":
                return Phrase(inherits=True, start=start)
            return self._apposition(masked, tokens, index, cue)
        if word in ")]":
            return self._skip_bracket(masked, tokens, index, cue)
        if word in "—–-":
            return self._skip_dash(masked, tokens, index, cue)
        if word in _ENDS:
            return Phrase(inherits=cue.verb.tense == "ing")
        if lower in ("who", "which", "that") and cue.verb.tense != "ing":
            antecedent = self._antecedent(tokens, index)
            return Phrase((start, end), start, end, antecedent=antecedent, noun=lower == "that" and antecedent is None)
        if lower in ("and", "but", "or", "then", "nor"):
            return Phrase(inherits=True, start=start, noun=cue.verb.tense == "base" and not infinitive)
        if lower in self._words.determiners and not (lower in self._words.pronouns and cue.verb.tense != "base"):
            preposition = self._words.determiners[lower] == "preposition"
            if lower in ("some", "many", "most", "several", "others", "another", "both", "one", "all", "two"):
                return Phrase((start, end), start, end)
            return Phrase(inherits=cue.verb.tense == "ing" and preposition, noun=not (cue.verb.tense == "ing" and preposition))
        if word.endswith(("'s", "s'")) and cue.verb.tense in ("s", "base", "ing"):
            return Phrase(noun=True)
        return self._phrase(tokens, index, cue)

    def _phrase(self, tokens: list[Token], index: int, cue: Cue) -> Phrase:
        first = self._phrase_start(tokens, index)
        if first > index:
            return Phrase(inherits=cue.verb.tense == "ing", noun=cue.verb.tense in ("s", "base"))
        span = (tokens[first][0], tokens[index][1])
        bare = cue.verb.tense == "base" and index == len(tokens) - 1
        if bare and not self._takes_base(tokens, first, index):
            return Phrase(span, *span, noun=True)
        if cue.verb.tense in ("base", "s") and tokens[index][2].islower() and self._adjectival(tokens, first, index):
            return Phrase(span, *span, noun=True)
        return Phrase(span, *span)

    def _takes_base(self, tokens: list[Token], first: int, index: int) -> bool:
        """Say whether a phrase can be the subject of a plain verb form: ``officials say``, not ``strong demand``."""
        word = tokens[index][2].lower()
        if word in (
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
            "two",
        ):
            return True
        head = next(
            (tokens[at][2].lower() for at in range(first + 1, index) if tokens[at + 1][2] in _PLACE | {"for"}), ""
        )
        joined = any(tokens[at][2].lower() == "and" for at in range(first, index))
        return word.endswith("s") or head.endswith("s") or joined or tokens[index][2][0].isupper()

    def _adjectival(self, tokens: list[Token], first: int, index: int) -> bool:
        """Say whether a phrase before a word such as ``claims`` is an article with an adjective, ``the false``."""
        word = tokens[index][2].lower()
        if word in self._words.qualifiers:
            return True
        if index == first:
            return word.endswith(("ous", "ful", "ive", "able", "ed"))
        articled = index - first == 1 and tokens[first][2].lower() in self._words.determiners
        return articled and word.endswith(("ous", "ful", "al", "ive", "ic", "able", "est", "ed"))

    def _phrase_start(self, tokens: list[Token], index: int) -> int:
        """Give the index of the first token of the noun phrase that ends at ``index``."""
        first = index
        while first > 0 and index - first < _LONGEST:
            word = tokens[first - 1][2]
            lower = word.lower()
            if word in _ENDS:
                break
            kind = self._words.boundaries.get(lower)
            if kind == "join":
                if not self._joins(tokens, first):
                    break
                first -= 1
                continue
            if kind is not None:
                break
            first -= 1
        return self._without_lead(tokens, first, index)

    def _joins(self, tokens: list[Token], first: int) -> bool:
        """Say whether the ``and`` before ``first`` joins two names or two noun phrases."""
        if first < 2:
            return False
        before, after = tokens[first - 2][2], tokens[first][2]
        if before.lower().endswith("day"):
            return False
        return before[0].isupper() and (after[0].isupper() or after.lower() in ("the", "a", "other", "his", "her"))

    def _without_lead(self, tokens: list[Token], first: int, index: int) -> int:
        """Drop an adverbial phrase that stands before the noun phrase: ``In Baghdad the minister``."""
        while first < index and tokens[first][2].lower() in ("and", "but", "so", "yet", "or", "then", "still", "also"):
            first += 1
        if tokens[first][2].lower() not in self._words.leading and index - first < _LONGEST - 1:
            return first
        for at in range(index, first, -1):
            word = tokens[at][2].lower()
            if word in self._words.pronouns:
                return at
            if word in self._words.determiners and self._words.determiners[word] == "" and at < index:
                return at
        at = index
        while (
            at > first + 1 and tokens[at - 1][2][0].isupper() and tokens[at - 1][2].lower() not in self._words.leading
        ):
            at -= 1
        return at if tokens[at][2].lower() not in self._words.leading else index + 1

    def _antecedent(self, tokens: list[Token], index: int) -> tuple[int, int] | None:
        at = index - 1
        if at >= 0 and tokens[at][2] == ",":
            at -= 1
        if at < 0 or tokens[at][2] in _ENDS or tokens[at][2].lower() in self._words.boundaries:
            return None
        return tokens[self._phrase_start(tokens, at)][0], tokens[at][1]

    # --- what stands between the subject and the cue

    def _skip_bracket(self, masked: str, tokens: list[Token], index: int, cue: Cue) -> Phrase:
        at = index
        while at >= 0 and tokens[at][2] not in "([":
            at -= 1
        return self._resume(masked, tokens, at - 1, cue, index)

    def _skip_dash(self, masked: str, tokens: list[Token], index: int, cue: Cue) -> Phrase:
        at = index - 1
        while at >= 0 and tokens[at][2] not in ("—", "–", "-"):
            at -= 1
        return self._resume(masked, tokens, at - 1, cue, index)

    def _resume(self, masked: str, tokens: list[Token], at: int, cue: Cue, index: int) -> Phrase:
        while at >= 0 and tokens[at][2] in "—–-":
            at -= 1
        if at < 0 or tokens[at][2] in _ENDS or tokens[at][2].lower() in self._words.boundaries:
            return Phrase()
        phrase = self._phrase(tokens, at, cue)
        phrase.end = tokens[index][1]
        return phrase

    def _apposition(self, masked: str, tokens: list[Token], index: int, cue: Cue) -> Phrase:
        """Give the head of ``Hassan al-Fadam, a lawmaker from the movement, said``."""
        chunks = self._chunks(tokens, index)
        at = len(chunks) - 1
        while at > 0 and self._is_apposition(tokens, chunks[at], chunks[at - 1]):
            at -= 1
        while at < len(chunks) - 1 and tokens[chunks[at][0]][2].lower() in self._words.leading:
            at += 1
        if not chunks:
            return Phrase()
        first, last = chunks[at]
        if tokens[last][2].lower() in ("and", "but", "or", "then"):
            return Phrase(inherits=True, start=tokens[last][0])
        if tokens[first][2].lower() in self._words.leading and len(chunks) == 1:
            return Phrase()
        first = self._phrase_start(tokens, last)
        begin = tokens[first][0]
        opening = chunks[0][0]
        if opening and tokens[opening - 1][2] == "”":
            begin = tokens[opening][0]
        return Phrase((tokens[first][0], tokens[last][1]), begin, tokens[index][1], apposed=True)

    def _chunks(self, tokens: list[Token], index: int) -> list[tuple[int, int]]:
        chunks: list[tuple[int, int]] = []
        last = index - 1
        at = last
        while at >= -1:
            if at < 0 or tokens[at][2] in _ENDS:
                if at + 1 <= last:
                    chunks.append((at + 1, last))
                last = at - 1
                if at < 0 or tokens[at][2] != ",":
                    break
            at -= 1
        return chunks[::-1]

    def _is_apposition(self, tokens: list[Token], chunk: tuple[int, int], before: tuple[int, int]) -> bool:
        first = tokens[chunk[0]][2]
        if first.lower() in ("and", "but", "or") or first.lower() in self._words.pronouns - {"who", "which"}:
            return False
        if not first[0].isupper() or first in ("Jr.", "Sr.") or _PARTY.match(first):
            return True
        lead = tokens[before[0]][2].lower()
        if lead != "of" and (lead in self._words.leading or lead.endswith("ing")):
            return False
        named = before[1] > before[0] and all(tokens[at][2][0].isupper() for at in range(before[0], before[1] + 1))
        if named and any(tokens[at][2] in ("of", "for", "at") for at in range(chunk[0] + 1, chunk[1])):
            return True
        place = {tokens[at][2].lower() for at in range(before[0], before[1])} & _PLACE
        return chunk[1] - chunk[0] < 3 and bool(place)

    # --- the subject of a sentence

    def first(self, page: Page, start: int, end: int) -> tuple[int, int] | None:
        """Give the subject that a sentence begins with, after an adverbial phrase."""
        tokens = page.tokens(start, min(end, start + _OPENING))
        at = self._after_lead(tokens)
        if at >= len(tokens) or tokens[at][2] in _ENDS:
            return None
        last = at
        if tokens[at][2].lower() not in self._words.pronouns:
            last = self._name_end(tokens, at)
        return tokens[at][0], tokens[last][1]

    def _after_lead(self, tokens: list[Token]) -> int:
        at = 0
        while at < len(tokens) and (
            tokens[at][2] in _ENDS or tokens[at][2].lower() in ("and", "but", "so", "yet", "or")
        ):
            at += 1
        first = tokens[at][2].lower() if at < len(tokens) else ""
        if first not in self._words.leading and not first.endswith("ing"):
            return at
        while at < len(tokens) and tokens[at][2] != ",":
            at += 1
        return at + 1

    def _name_end(self, tokens: list[Token], at: int) -> int:
        """Give the index of the last token of the noun phrase that begins at ``at``: article, adjectives, names."""
        last = at
        article = tokens[at][2].lower() in self._words.determiners or tokens[at][2].endswith(("'s", "s'"))
        while last + 1 < len(tokens):
            word = tokens[last + 1][2]
            capital = word[0].isupper() or word[0].isdigit()
            joins = word.lower() in ("of", "for", "the", "de", "van", "bin", "al", "and", "&") and (
                last + 2 < len(tokens) and (tokens[last + 2][2][0].isupper() or tokens[last + 2][2] == "the")
            )
            if (
                not capital
                and not joins
                and word not in self._words.heads
                and not (article and last - at < 1 and word.isalpha())
            ):
                break
            last += 1
        return last
