"""The words around what a rule found: *last*, *every*, *early*, *about* before it, *ago* and *or so* behind it."""

import itertools
import re

from corpuskit.rules import Rules

from .memo import Memo
from .reading import Expression, Mention, shared
from .widening import BEFORE, with_behind

__all__ = ["Context"]

_REACH = 48
_MODALS = ("to", "will", "would", "could", "can", "may", "might", "must", "should", "shall", "not")
_MODAL = re.compile(rf"(?<!\w)(?:{'|'.join(_MODALS)})\s+\Z", re.IGNORECASE)
_MODAL_REACH = 12
_ARTICLES = ("the", "these", "those", "a", "an", "another")
_SCALES = ("hundred", "thousand", "million", "billion", "dozen")
_MARGIN = " -\n\t\r\xa0"


class Context:
    """The words that may stand around an expression, compiled from the lexicons of ``context.toml``."""

    def __init__(self, rules: Rules) -> None:
        self._lexicons = {name: rules.lexicons[name] for name in ("degree", "phase", "lean", "vague", "behind")}
        p = {name: lexicon.pattern() for name, lexicon in self._lexicons.items()}
        self._before = re.compile(
            rf"(?<![\w-])(?:(?P<degree>{p['degree']})\s+)?(?P<article>the\s+|these\s+|those\s+|an?\s+|another\s+)?"
            rf"(?:(?P<phase>{p['phase']})(?:\s+|-))?(?P<inner>the\s+)?"
            rf"(?:(?P<lean>{p['lean']})\s+)?(?:(?P<vague>{p['vague']})\s+)?\Z",
            re.IGNORECASE,
        )
        self._behind = re.compile(rf"(?:\s+(?P<way>{p['behind']})(?!\w))?(?:\s+(?P<more>{p['behind']})(?!\w))?", re.I)
        before = [_split(word) for name in ("degree", "phase", "lean", "vague") for word in self._lexicons[name]]
        self._closing = {*(words[-1] for words in before), *_ARTICLES}
        self._inside = {*itertools.chain(*before), *_ARTICLES, *_MODALS}
        self._opening = {word.split()[0] for word in self._lexicons["behind"]}
        self._matches: Memo[tuple[str, int], re.Match[str] | None] = Memo()
        self._known: Memo[tuple[object, ...], tuple[int, Expression]] = Memo()

    def widen(self, text: str, mention: Mention, floor: int) -> Mention:
        """Give the mention with the words around it that belong to it, those before it from ``floor`` on."""
        start, end = mention.start, mention.end
        if start > floor and text[start - 1] in _MARGIN:
            last = text[max(floor, start - 16) : start].replace("-", " ").rsplit(None, 1)[-1:]
            if last and last[0].lower() in self._closing:
                mention = self._backward(text, mention, floor)
        if end < len(text) and text[end].isspace():
            next_ = text[end : end + 12].split(None, 1)[:1]
            if next_ and next_[0].rstrip(".,;:)").lower() in self._opening:
                mention = self._forward(text, mention)
        return mention

    # --- before

    def _backward(self, text: str, mention: Mention, floor: int) -> Mention:
        start = mention.start
        # One sign more than the words that may belong to it tells whether the first of them is whole.
        first = self._first_inside(text, start)
        low = max(0, first - 1)
        before, skipped = text[low:start], max(first, floor, start - _REACH) - low
        if self._matched(before, skipped) is None:
            return mention
        key = (before, skipped, text.startswith(_SCALES, start), mention.expression)
        taken, expression = self._known.get(key) or self._known.keep(key, self._before_taken(*key))
        return Mention(start - taken, mention.end, expression) if taken else mention

    def _matched(self, before: str, skipped: int) -> re.Match[str] | None:
        """Give the match of the words before, from an offset on, that are in an order to belong to something."""
        key = (before, skipped)
        if key in self._matches:
            return self._matches[key]
        match = self._before.search(before, skipped)
        return self._matches.keep(key, None if match is None or match.start() == len(before) else match)

    def _first_inside(self, text: str, start: int) -> int:
        """Give where the words begin that stand before an offset and may belong to what follows, or forbid it."""
        low = max(0, start - _REACH - _MODAL_REACH)
        window = text[low:start]
        at = len(window)
        for word in reversed(_split(window)):
            at = window.rfind(word, 0, at)
            if word.lower() not in self._inside:
                return low + at + self._glued(word)
        return low + at

    def _glued(self, word: str) -> int:
        """Give where in a word that does not fit one begins that does, as in "(about", or else its end."""
        if word.isalnum():
            return len(word)
        breaks = (n for n in range(1, len(word)) if not word[n - 1].isalnum() and word[n:].lower() in self._inside)
        return next(breaks, len(word))

    def _before_taken(self, before: str, skipped: int, scaled: bool, expression: Expression) -> tuple[int, Expression]:
        """Take the words one kind after the other, from the nearest on, as long as they fit.

        Args:
            before: the words, up to the expression, with one sign more.
            skipped: how much of them may not be taken.
            scaled: whether the expression begins with a *hundred* or the like.
            expression: what they may belong to.

        Returns:
            How many code points belong to the expression, and what it says with them.
        """
        match, start = self._matched(before, skipped), len(before)
        if match is None:
            return 0, expression
        for kind in BEFORE:
            if match[kind] is None:
                continue
            amount = match["vague"] or (scaled and start == len(before))
            if kind == "article" and amount and match[kind][0] in "aA":
                # "A few days", "a hundred years": the article belongs to the amount that was taken already.
                start = match.start(kind)
                continue
            word = match[kind].lower().strip()
            if word == "last" and _MODAL.search(before, max(0, match.start(kind) - _MODAL_REACH), match.start(kind)):
                break
            meaning = "" if kind in ("article", "inner") else str(self._lexicons[kind][match[kind]])
            changed = BEFORE[kind](expression, word, meaning)
            if changed is None:
                break
            start, expression = match.start(kind), changed
        return len(before) - start, shared(expression)

    # --- behind

    def _forward(self, text: str, mention: Mention) -> Mention:
        end = mention.end
        match = self._behind.match(text, end, end + _REACH)
        if match is None or match.end() == end:
            return mention
        # One sign more tells whether a clause ends there.
        key = (text[end : match.end() + 1], mention.expression)
        taken, expression = self._known.get(key) or self._known.keep(key, self._behind_taken(*key))
        return Mention(mention.start, end + taken, expression) if taken else mention

    def _behind_taken(self, behind: str, expression: Expression) -> tuple[int, Expression]:
        match = self._behind.match(behind)
        end = 0
        for kind in ("way", "more"):
            if match is None or match[kind] is None:
                break
            changed = with_behind(expression, str(self._lexicons["behind"][match[kind]]), behind, match.end(kind))
            if changed is None:
                break
            end, expression = match.end(kind), changed
        return end, shared(expression)


def _split(words: str) -> list[str]:
    return words.replace("-", " ").split()
