"""The words around what a rule found: *last*, *every*, *early*, *about* before it, *ago* and *or so* behind it."""

import itertools
import re
from fractions import Fraction
from typing import TypeGuard

import attrs

from corpuskit.rules import Rules

from .memo import Memo
from .periods import period
from .reading import (
    DOCUMENT,
    MENTIONED,
    STYLED,
    Calendar,
    Expression,
    Fields,
    Fixed,
    Length,
    Mention,
    Reading,
    Repeat,
)

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
        self._known_before: Memo[tuple[object, ...], tuple[int, Expression]] = Memo()
        self._known_behind: Memo[tuple[object, ...], tuple[int, Expression]] = Memo()

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
        scaled = text.startswith(_SCALES, start)
        key = (before, skipped, scaled, mention.expression)
        found = self._known_before.get(key)
        if found is None:
            found = self._known_before.keep(key, self._before_taken(*key))
        taken, expression = found
        return Mention(start - taken, mention.end, expression) if taken else mention

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
        match = self._before.search(before, skipped)
        start = len(before)
        if match is None or match.start() == start:
            return 0, expression
        for kind in ("vague", "lean", "inner", "phase", "article", "degree"):
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
            changed = _STEPS[kind](expression, word, meaning)
            if changed is None:
                break
            start, expression = match.start(kind), changed
        return len(before) - start, expression

    # --- behind

    def _forward(self, text: str, mention: Mention) -> Mention:
        end = mention.end
        match = self._behind.match(text, end, end + _REACH)
        if match is None or match.end() == end:
            return mention
        # One sign more tells whether a clause ends there.
        key = (text[end : match.end() + 1], mention.expression)
        found = self._known_behind.get(key)
        if found is None:
            found = self._known_behind.keep(key, self._behind_taken(*key))
        taken, expression = found
        return Mention(mention.start, end + taken, expression) if taken else mention

    def _behind_taken(self, behind: str, expression: Expression) -> tuple[int, Expression]:
        match = self._behind.match(behind)
        end = 0
        for kind in ("way", "more"):
            if match is None or match[kind] is None:
                break
            changed = _after(expression, str(self._lexicons["behind"][match[kind]]), behind, match.end(kind))
            if changed is None:
                break
            end, expression = match.end(kind), changed
        return end, expression


def _split(words: str) -> list[str]:
    return words.replace("-", " ").split()


def _with(expression: Expression, reading: Reading, *, weak: bool = False, article: bool = True) -> Expression:
    return attrs.evolve(expression, reading=reading, weak=weak, article=article)


def _vague(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if not isinstance(reading, Length) or reading.bare or reading.parts[0][0] is not None:
        return None
    if meaning == "X":
        return _with(expression, reading)
    return _with(expression, attrs.evolve(reading, parts=((Fraction(meaning), reading.parts[0][1]),), mod="APPROX"))


def _lean(expression: Expression, word: str, meaning: str) -> Expression | None:
    if meaning in ("every", "other"):
        return _every(expression, 1 if meaning == "every" else 2)
    sign, anchor, *more = meaning.split()
    reading = expression.reading
    if isinstance(reading, Length):
        return _lean_length(expression, reading, int(sign), anchor, more)
    if isinstance(reading, Calendar) and more not in (["recent"], ["count"]) and _is_open(reading):
        if anchor == "latest" and reading.fields.quarter is None:
            return None
        steps = reading.steps
        if reading.fields.grain in ("part",):
            steps, sign = ((Fraction(int(sign)), "day"),), "0"
        anchor = MENTIONED if anchor == MENTIONED else DOCUMENT
        named = reading.fields.part or reading.fields.season or reading.fields.holiday
        if expression.weak and reading.fields.weekday is not None:
            return None
        if anchor == MENTIONED and sign == "0" and not named:
            return None
        weak = expression.weak and reading.fields.half is not None
        return _with(expression, attrs.evolve(reading, lean=int(sign), anchor=anchor, steps=steps), weak=weak)
    return None


def _is_open(reading: Calendar) -> bool:
    fields = reading.fields
    absolute = fields.year is not None or fields.decade is not None or fields.century is not None
    clock = fields.hour is not None or (fields.day is not None and fields.month is None)
    return not (absolute or clock or reading.steps or reading.lean is not None)


def _lean_length(expression: Expression, reading: Length, sign: int, anchor: str, more: list[str]) -> Expression | None:
    count, unit = reading.parts[0]
    if more == ["count"]:
        return None if count is None or count < 2 else _with(expression, reading)
    if reading.bare and (more != ["past"] or unit in ("quarter", "weekend")):
        if more == ["recent"]:
            return None
        latest = anchor == "latest"
        if latest and unit not in ("quarter", "year", "fiscal year", "month", "week"):
            return None
        steps = ((Fraction(-1 if latest and unit == "quarter" else sign), unit),)
        anchor = MENTIONED if anchor == MENTIONED else DOCUMENT
        return _with(expression, Calendar(steps=steps, anchor=anchor, named=True))
    if anchor == MENTIONED and sign == 0:
        return None
    if more == ["coming"] and count is None:
        return _with(expression, Fixed("FUTURE_REF"))
    return _with(expression, attrs.evolve(reading, lean=sign, bare=False))


def _every(expression: Expression, interval: int) -> Expression | None:
    reading = expression.reading
    if isinstance(reading, Length):
        (count, unit), *_ = reading.parts
        if count is None:
            return None
        if unit == "weekend":
            return _with(expression, Repeat("XXXX-WXX-WE", quant="EVERY"), article=False)
        return _with(expression, Repeat(period(((count * interval, unit),)), quant="EVERY"), article=False)
    if isinstance(reading, Calendar) and _is_open(reading):
        value = _recurring(reading.fields)
        return None if value is None else _with(expression, Repeat(value, quant="EVERY"), article=False)
    return None


def _recurring(fields: Fields) -> str | None:
    part = f"T{fields.part}" if fields.part else ""
    if fields.weekday:
        return f"XXXX-WXX-{fields.weekday}{part}"
    if fields.month:
        return f"XXXX-{fields.month:02d}" + (f"-{fields.day:02d}" if fields.day else "")
    if fields.season:
        return f"XXXX-{fields.season}"
    if fields.quarter:
        return f"XXXX-Q{fields.quarter}"
    return f"XXXX-XX-XX{part}" if part else None


def _inner(expression: Expression, word: str, meaning: str) -> Expression | None:
    return _article(expression, word, meaning)


def _article(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if isinstance(reading, Length) and reading.bare:
        return _article_unit(expression, reading, word)
    if word in ("a", "an", "another"):
        return None
    if word == "the" and _is_next(reading):
        # "The next morning" follows what was told; "next month" follows today.
        return attrs.evolve(expression, reading=attrs.evolve(reading, anchor=_FOLLOWS[reading.steps[-1][1]]))
    return expression if expression.article or _is_phased(reading) else None


_FOLLOWS = {"day": MENTIONED, "week": MENTIONED, "month": MENTIONED, "weekend": MENTIONED, "year": STYLED}


def _is_next(reading: Reading) -> TypeGuard[Calendar]:
    if not isinstance(reading, Calendar) or not reading.steps or reading.anchor != DOCUMENT:
        return False
    count, unit = reading.steps[-1]
    return count == 1 and unit in _FOLLOWS and (reading.named or reading.fields.part is not None)


def _is_phased(reading: Reading) -> bool:
    return (isinstance(reading, Calendar) and reading.mod in ("START", "MID", "END")) or bool(
        getattr(reading, "lean", None)
    )


def _article_unit(expression: Expression, reading: Length, word: str) -> Expression | None:
    unit = reading.parts[0][1]
    if word in ("a", "an", "another"):
        return None if unit == "weekend" else _with(expression, attrs.evolve(reading, bare=False), article=False)
    if word != "the":
        return None
    steps = ((Fraction(0), unit),)
    anchor = MENTIONED if unit in ("quarter", "month", "day") else STYLED
    definite = Calendar(steps=steps, anchor=anchor, named=True)
    return attrs.evolve(expression, reading=definite, weak=unit not in _DEFINITE)


_DEFINITE = frozenset(("year", "quarter", "weekend", "fiscal year"))


def _phase(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if not isinstance(reading, Calendar) or reading.mod is not None:
        return None
    if reading.fields.hour is not None:
        return None
    weak = expression.weak and reading.fields.half is not None
    return _with(expression, attrs.evolve(reading, mod=meaning), weak=weak)


def _degree(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if isinstance(reading, Length):
        if reading.bare or reading.parts[0][0] is None:
            return None
        preposition = word in ("over", "under") and reading.lean is not None
        return None if preposition else attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning))
    if isinstance(reading, Calendar) and reading.mod is None and meaning == "APPROX" and word != "some":
        return attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning))
    return None


_STEPS = {
    **{"vague": _vague, "lean": _lean, "inner": _inner, "phase": _phase, "article": _article, "degree": _degree},
}


def _after(expression: Expression, meaning: str, text: str, end: int) -> Expression | None:
    reading = expression.reading
    if meaning.isupper():
        fits = isinstance(reading, (Length, Calendar)) and not expression.weak
        return attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning)) if fits else None
    sign, anchor = meaning.split()
    if isinstance(reading, Calendar) and anchor == "loose":
        return _neighbour(expression, reading, int(sign), text, end)
    if not isinstance(reading, Length) or reading.bare or reading.lean is not None:
        return None
    if anchor == "loose" and not _is_final(text, end):
        return None
    if anchor == "document" and text[end - 4 : end].lower() == "back" and expression.article is False:
        return None
    return _with(expression, _moved(reading, int(sign), DOCUMENT if anchor == "document" else MENTIONED))


def _is_final(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in '.,;:)!?\n"”'


def _neighbour(expression: Expression, reading: Calendar, sign: int, text: str, end: int) -> Expression | None:
    """Read "the day before" at the end of a clause."""
    plain = len(reading.steps) == 1 and reading.steps[0][0] == 0 and reading.fields == Fields() and reading.lean is None
    if not plain or not _is_final(text, end):
        return None
    steps = ((Fraction(sign), reading.steps[0][1]),)
    return _with(expression, Calendar(steps=steps, anchor=MENTIONED))


def _moved(reading: Length, sign: int, anchor: str) -> Reading:
    if any(count is None for count, _ in reading.parts):
        return Fixed("PAST_REF" if sign < 0 else "FUTURE_REF")
    steps = tuple((count * sign, unit) for count, unit in reading.parts if count is not None)
    return Calendar(steps=steps, anchor=anchor, mod=reading.mod)
