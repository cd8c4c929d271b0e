"""The words around what a rule found: *last*, *every*, *early*, *about* before it, *ago* and *or so* behind it."""

import itertools
import re
from collections.abc import Iterable

from corpuskit.rules import Rules, folded

from ..memo import Memo
from ..readers.surroundings import Surroundings, next_word, opens, previous_word
from ..reading import Mention
from .beside import BEFORE, BEHIND, Beside
from .widening import KINDS, Before, Behind, with_before, with_behind

__all__ = ["Context"]

_REACH, _NEAR, _LAST = 48, 24, 3
_MODALS = ("to", "will", "would", "could", "can", "may", "might", "must", "should", "shall", "not")
_MODAL = re.compile(rf"(?<!\w)(?!(?-i:May\b))(?:{'|'.join(_MODALS)})\s+\Z", re.IGNORECASE)
"""What makes "last" a verb; the month of "May last year" does not."""
_MODAL_REACH = 12
_ARTICLES = ("the", "these", "those", "a", "an", "another")
_SCALES = ("hundred", "thousand", "million", "billion", "dozen")
_WHOLE = re.compile(r"\w*\.?\Z")
_MARGIN = " -\n\t\r\xa0"
_CLAUSE_ENDS = '.,;:)!?\n"”'
_GOES_ON = re.compile(r"\s(?:and|but|while)\s(?!(?:after|during|since|the)\b)")
"""What begins a clause behind "from 2.39 billion a year before", but not in "for a year before and after it"."""
_MARKS = _CLAUSE_ENDS + "'’]"

_Taken = tuple[tuple[Before, ...], tuple[int, ...]]
"""Words before an expression, from the nearest on, and with each how long they are together."""


class Context:
    """The words that may stand around an expression, compiled from the lexicons of ``context.toml``."""

    def __init__(self, rules: Rules) -> None:
        self._lexicons = {name: rules.lexicons[name] for name in ("degree", "phase", "lean", "vague", "behind")}
        p = {name: lexicon.pattern() for name, lexicon in self._lexicons.items()}
        self._before = re.compile(
            rf"(?<![\w-])(?:(?P<degree>{p['degree']})\s+)?(?P<article>the\s+|these\s+|those\s+|an?\s+|another\s+)?"
            rf"(?:(?P<phase>{p['phase']})(?:\s+|-|(?<=-)))?(?P<inner>the\s+)?"
            rf"(?:(?P<lean>{p['lean']})\s+)?(?:(?P<vague>{p['vague']})\s+)?\Z",
            re.IGNORECASE,
        )
        self._behind = re.compile(rf"(?:\s+(?P<way>{p['behind']})(?!\w))?(?:\s+(?P<more>{p['behind']})(?!\w))?", re.I)
        before = [_split(word) for name in ("degree", "phase", "lean", "vague") for word in self._lexicons[name]]
        self._closing = _closing((*before, *([word] for word in _ARTICLES)))
        inside = {*itertools.chain(*before), *_ARTICLES, *_MODALS}
        self._inside = inside | {word.replace("'", "’") for word in inside}
        self._opening = {word.split()[0] for word in self._lexicons["behind"]}
        self._initials = {form for word in self._opening for form in (word[0], word[0].upper())}
        self._known: Memo[tuple[str, int], _Taken] = Memo()
        self._around = Surroundings(rules)
        self.beside: Beside = Beside(self._closing, self._opening)

    def widen(self, text: str, mention: Mention, floor: int, where: int = BEFORE | BEHIND) -> Mention:
        """Give the mention with the words around it that belong to it, those before it from ``floor`` on.

        ``where`` is what ``beside`` told of the mention: only there such words can stand.
        """
        start, end, _ = mention
        if where & BEFORE and start > floor and text[start - 1] in _MARGIN and not _is_column(text, start):
            low = start - _NEAR if start - _NEAR > floor else floor
            last = _undashed(text[low:start]).rsplit(None, _LAST)
            if last and self._is_closed(last):
                mention = self._backward(text, mention, floor, last)
        behind = text[end : end + 2] if where & BEHIND else ""
        if behind[:1].isspace() and (behind[-1] in self._initials or behind[-1].isspace()):
            head = text[end : end + 12].split(None, 1)
            if head and head[0].rstrip(_MARKS).lower() in self._opening:
                mention = self._forward(text, mention)
        return mention

    # --- before

    def _is_closed(self, last: list[str]) -> bool:
        """Say whether the last of the words before an expression, the first perhaps cut, may belong to it."""
        word = last[-1].lower()
        needed = self._closing.get(word)
        if needed is None and not word.isalnum():
            # "(last", "—the": what is glued to the word before is cut off.
            needed = self._closing.get(_WHOLE.search(word)[0])  # type: ignore[index]  # it matches always
        if not needed:
            return needed is not None
        # "In" belongs to a date only in "early in" and the like; what may be cut or glued is left to the pattern.
        return len(last) < 3 or last[-2].lower() in needed or not last[-2].isalnum()

    def _backward(self, text: str, mention: Mention, floor: int, last: list[str]) -> Mention:
        start, end, given = mention
        first = self._first_of(last, text, start)
        # One sign more than the words that may belong to it tells whether the first of them is whole.
        low = first - 1 if first else 0
        words, lengths = self._words_before(text[low:start], max(first, floor, start - _REACH) - low)
        if not words:
            return mention
        scaled = text.startswith(_SCALES, start)
        count, expression = with_before(given, words, scaled)
        if count and words[count - 1].word == "over" and not self._exceeds(text, start - lengths[count - 1], end):
            count, expression = with_before(given, words[: count - 1], scaled)
        return Mention(start - lengths[count - 1], end, expression) if count else mention

    def _exceeds(self, text: str, start: int, end: int) -> bool:
        """Say whether the "over" before one means *more than*, as in "for over two years"; not in "paid over"."""
        before = previous_word(text, start)
        if next_word(text, end) in self._opening:
            # "Up 5% over a year ago" compares with a year ago.
            return not self._around.plays(before, "before-compared") and "%" not in text[max(0, start - 2) : start]
        return not before or opens(text, start) or self._around.plays(before, "before-over")

    def _words_before(self, before: str, skipped: int) -> _Taken:
        """Give the words, from an offset on, that are in an order to belong to something."""
        key = (before, skipped)
        return self._known.get(key) or self._known.keep(key, self._parsed(before, self._before.search(before, skipped)))

    def _parsed(self, before: str, match: re.Match[str] | None) -> _Taken:
        words: list[Before] = []
        lengths: list[int] = []
        for kind in KINDS:
            if match is None or match[kind] is None:
                continue
            start, word = match.start(kind), " ".join(folded(match[kind]).split())
            meaning = str(self._lexicons[kind][match[kind]]) if kind in self._lexicons else ""
            modal = _MODAL.search(before, max(0, start - _MODAL_REACH), start) if word == "last" else None
            if modal is not None:
                if folded(modal[0]).strip() != "to":
                    break
                meaning = f"{meaning} verb"
            words.append(Before(kind, word, meaning))
            lengths.append(len(before) - start)
        return tuple(words), tuple(lengths)

    def _first_of(self, last: list[str], text: str, start: int) -> int:
        """Give the same as ``_first_inside`` or less, from the last words: mostly all of them but one are no part."""
        at = text.rfind(last[-1], 0, start)
        for word in last[-2:0:-1]:
            if word.lower() not in self._inside:
                # Nothing that belongs is glued to "said,".
                return at if word.isalnum() or word[-1] == "," else self._first_inside(text, start)
            at = text.rfind(word, 0, at)
        return self._first_inside(text, start)

    def _first_inside(self, text: str, start: int) -> int:
        """Give where the words begin that stand before an offset and may belong to what follows, or forbid it."""
        low = max(0, start - _REACH - _MODAL_REACH)
        at = start
        for word in reversed(_split(text[low:start])):
            before = text.rfind(word, low, at)
            if word.lower() not in self._inside:
                return at if word.isalnum() else before + self._glued(word, at - before)
            at = before
        return at

    def _glued(self, word: str, beyond: int) -> int:
        """Give where in a word that does not fit one begins that does, as in "(about", or else ``beyond``."""
        breaks = (n for n in range(1, len(word)) if not word[n - 1].isalnum() and word[n:].lower() in self._inside)
        return next(breaks, beyond)

    # --- behind

    def _forward(self, text: str, mention: Mention) -> Mention:
        end = mention.end
        match = self._behind.match(text, end, end + _REACH)
        if match is None or match.end() == end:
            return mention
        ends = [match.end(kind) for kind in ("way", "more") if match[kind] is not None]
        words = [self._word_behind(text, match[kind], match.end(kind)) for kind in ("way", "more") if match[kind]]
        count, expression = with_behind(mention.expression, tuple(words))
        return Mention(mention.start, ends[count - 1], expression) if count else mention

    def _word_behind(self, text: str, word: str, end: int) -> Behind:
        behind = text[end : end + 2]
        # A line may be broken in the middle of a clause.
        is_final = (
            not behind
            or _GOES_ON.match(text, end) is not None
            or (behind[0] in _CLAUSE_ENDS and not (behind[0] == "\n" and behind[1:].islower()))
        )
        return Behind(" ".join(folded(word).split()), str(self._lexicons["behind"][word]), is_final)


def _is_column(text: str, start: int) -> bool:
    """Say whether two blanks part the columns of a table; an article ends none."""
    return text[start - 2 : start] == "  " and text[max(0, start - 5) : start - 2].lower() != "the"


def _closing(before: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    """Give the last words, each with those that must stand before it, none where it may stand alone."""
    closing: dict[str, set[str]] = {}
    for words in before:
        closing.setdefault(words[-1], set()).add(words[-2] if len(words) > 1 else "")
    return {word: frozenset() if "" in needed else frozenset(needed) for word, needed in closing.items()}


def _split(words: str) -> list[str]:
    return _undashed(words).split()


def _undashed(words: str) -> str:
    return words.replace("-", " ").replace("–", " ").replace("—", " ")
