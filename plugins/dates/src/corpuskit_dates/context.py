"""The words around what a rule found: *last*, *every*, *early*, *about* before it, *ago* and *or so* behind it."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeGuard

import attrs

from corpuskit.rules import Lexicon, Rules

from .periods import period
from .reading import DOCUMENT, MENTIONED, STYLED, Calendar, Fields, Fixed, Length, Mention, Reading, Repeat

__all__ = ["Context"]

_REACH = 48
_SCALES = ("hundred", "thousand", "million", "billion", "dozen")
_MODAL = re.compile(r"(?<!\w)(?:to|will|would|could|can|may|might|must|should|shall|not)\s+\Z", re.IGNORECASE)


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
        before = (self._lexicons[name] for name in ("degree", "phase", "lean", "vague"))
        self._closing = {*_last_words(before), "the", "these", "those", "a", "an", "another"}
        self._opening = {word.split()[0] for word in self._lexicons["behind"]}

    def widen(self, text: str, mention: Mention, floor: int) -> Mention:
        """Give the mention with the words around it that belong to it, those before it from ``floor`` on."""
        mention = self._backward(text, mention, floor)
        return self._forward(text, mention)

    # --- before

    def _backward(self, text: str, mention: Mention, floor: int) -> Mention:
        start = mention.start
        near = text[max(floor, start - 16) : start]
        word = near.replace("-", " ").split()
        if not word or near[-1] not in " -\n\t\r\xa0" or word[-1].lower() not in self._closing:
            return mention
        match = self._before.search(text, max(floor, start - _REACH), start)
        return mention if match is None or match.start() == start else self._apply(mention, match)

    def _apply(self, mention: Mention, match: re.Match[str]) -> Mention:
        """Take the words one kind after the other, from the nearest on, as long as they fit."""
        for kind in ("vague", "lean", "inner", "phase", "article", "degree"):
            if match[kind] is None:
                continue
            vague = match["vague"] or match.string.startswith(_SCALES, mention.start)
            if kind == "article" and vague and match[kind][0] in "aA":
                # "A few days", "a hundred years": the article belongs to the amount that was taken already.
                mention = attrs.evolve(mention, start=match.start(kind))
                continue
            word = match[kind].lower().strip()
            if word == "last" and _MODAL.search(match.string, max(0, match.start(kind) - 12), match.start(kind)):
                break
            meaning = "" if kind in ("article", "inner") else str(self._lexicons[kind][match[kind]])
            changed = _STEPS[kind](mention, word, meaning)
            if changed is None:
                break
            mention = attrs.evolve(changed, start=match.start(kind))
        return mention

    # --- behind

    def _forward(self, text: str, mention: Mention) -> Mention:
        end = mention.end
        head = text[end : end + 12].split(None, 1)
        if not head or not text[end].isspace() or head[0].rstrip(".,;:)").lower() not in self._opening:
            return mention
        match = self._behind.match(text, end, end + _REACH)
        for kind in ("way", "more"):
            if match is None or match[kind] is None:
                break
            changed = _after(mention, str(self._lexicons["behind"][match[kind]]), text, match.end(kind))
            if changed is None:
                break
            mention = attrs.evolve(changed, end=match.end(kind))
        return mention


def _last_words(lexicons: Iterable[Lexicon]) -> set[str]:
    return {word.split()[-1] for lexicon in lexicons for word in lexicon}


def _with(mention: Mention, reading: Reading, *, weak: bool = False, article: bool = True) -> Mention:
    return attrs.evolve(mention, reading=reading, weak=weak, article=article)


def _vague(mention: Mention, word: str, meaning: str) -> Mention | None:
    reading = mention.reading
    if not isinstance(reading, Length) or reading.bare or reading.parts[0][0] is not None:
        return None
    if meaning == "X":
        return _with(mention, reading)
    return _with(mention, attrs.evolve(reading, parts=((Fraction(meaning), reading.parts[0][1]),), mod="APPROX"))


def _lean(mention: Mention, word: str, meaning: str) -> Mention | None:
    if meaning in ("every", "other"):
        return _every(mention, 1 if meaning == "every" else 2)
    sign, anchor, *more = meaning.split()
    reading = mention.reading
    if isinstance(reading, Length):
        return _lean_length(mention, reading, int(sign), anchor, more)
    if isinstance(reading, Calendar) and more not in (["recent"], ["count"]) and _is_open(reading):
        if anchor == "latest" and reading.fields.quarter is None:
            return None
        steps = reading.steps
        if reading.fields.grain in ("part",):
            steps, sign = ((Fraction(int(sign)), "day"),), "0"
        anchor = MENTIONED if anchor == MENTIONED else DOCUMENT
        named = reading.fields.part or reading.fields.season or reading.fields.holiday
        if (mention.weak and reading.fields.weekday is not None) or (anchor == MENTIONED and sign == "0" and not named):
            return None
        weak = mention.weak and reading.fields.half is not None
        return _with(mention, attrs.evolve(reading, lean=int(sign), anchor=anchor, steps=steps), weak=weak)
    return None


def _is_open(reading: Calendar) -> bool:
    fields = reading.fields
    absolute = fields.year is not None or fields.decade is not None or fields.century is not None
    clock = fields.hour is not None or (fields.day is not None and fields.month is None)
    return not (absolute or clock or reading.steps or reading.lean is not None)


def _lean_length(mention: Mention, reading: Length, sign: int, anchor: str, more: list[str]) -> Mention | None:
    count, unit = reading.parts[0]
    if more == ["count"]:
        return None if count is None or count < 2 else _with(mention, reading)
    if reading.bare and (more != ["past"] or unit in ("quarter", "weekend")):
        if more == ["recent"]:
            return None
        latest = anchor == "latest"
        if latest and unit not in ("quarter", "year", "fiscal year", "month", "week"):
            return None
        steps = ((Fraction(-1 if latest and unit == "quarter" else sign), unit),)
        anchor = MENTIONED if anchor == MENTIONED else DOCUMENT
        return _with(mention, Calendar(steps=steps, anchor=anchor, named=True))
    if anchor == MENTIONED and sign == 0:
        return None
    if more == ["coming"] and count is None:
        return _with(mention, Fixed("FUTURE_REF"))
    return _with(mention, attrs.evolve(reading, lean=sign, bare=False))


def _every(mention: Mention, interval: int) -> Mention | None:
    reading = mention.reading
    if isinstance(reading, Length):
        (count, unit), *_ = reading.parts
        if count is None:
            return None
        if unit == "weekend":
            return _with(mention, Repeat("XXXX-WXX-WE", quant="EVERY"), article=False)
        return _with(mention, Repeat(period(((count * interval, unit),)), quant="EVERY"), article=False)
    if isinstance(reading, Calendar) and _is_open(reading):
        value = _recurring(reading.fields)
        return None if value is None else _with(mention, Repeat(value, quant="EVERY"), article=False)
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


def _inner(mention: Mention, word: str, meaning: str) -> Mention | None:
    return _article(mention, word, meaning)


def _article(mention: Mention, word: str, meaning: str) -> Mention | None:
    reading = mention.reading
    if isinstance(reading, Length) and reading.bare:
        return _article_unit(mention, reading, word)
    if word in ("a", "an", "another"):
        return None
    if word == "the" and _is_next(reading):
        # "The next morning" follows what was told; "next month" follows today.
        return attrs.evolve(mention, reading=attrs.evolve(reading, anchor=_FOLLOWS[reading.steps[-1][1]]))
    return mention if mention.article or _is_phased(reading) else None


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


def _article_unit(mention: Mention, reading: Length, word: str) -> Mention | None:
    unit = reading.parts[0][1]
    if word in ("a", "an", "another"):
        return None if unit == "weekend" else _with(mention, attrs.evolve(reading, bare=False), article=False)
    if word != "the":
        return None
    steps = ((Fraction(0), unit),)
    anchor = MENTIONED if unit in ("quarter", "month", "day") else STYLED
    return attrs.evolve(mention, reading=Calendar(steps=steps, anchor=anchor, named=True), weak=unit not in _DEFINITE)


_DEFINITE = frozenset(("year", "quarter", "weekend", "fiscal year"))


def _phase(mention: Mention, word: str, meaning: str) -> Mention | None:
    reading = mention.reading
    if not isinstance(reading, Calendar) or reading.mod is not None:
        return None
    if reading.fields.hour is not None:
        return None
    return _with(mention, attrs.evolve(reading, mod=meaning), weak=mention.weak and reading.fields.half is not None)


def _degree(mention: Mention, word: str, meaning: str) -> Mention | None:
    reading = mention.reading
    if isinstance(reading, Length):
        if reading.bare or reading.parts[0][0] is None:
            return None
        preposition = word in ("over", "under") and reading.lean is not None
        return None if preposition else attrs.evolve(mention, reading=attrs.evolve(reading, mod=meaning))
    if isinstance(reading, Calendar) and reading.mod is None and meaning == "APPROX" and word != "some":
        return attrs.evolve(mention, reading=attrs.evolve(reading, mod=meaning))
    return None


_STEPS = {
    **{"vague": _vague, "lean": _lean, "inner": _inner, "phase": _phase, "article": _article, "degree": _degree},
}


def _after(mention: Mention, meaning: str, text: str, end: int) -> Mention | None:
    reading = mention.reading
    if meaning.isupper():
        fits = isinstance(reading, (Length, Calendar)) and not mention.weak
        return attrs.evolve(mention, reading=attrs.evolve(reading, mod=meaning)) if fits else None
    sign, anchor = meaning.split()
    if isinstance(reading, Calendar) and anchor == "loose":
        return _neighbour(mention, reading, int(sign), text, end)
    if not isinstance(reading, Length) or reading.bare or reading.lean is not None:
        return None
    if anchor == "loose" and not _is_final(text, end):
        return None
    if anchor == "document" and text[end - 4 : end].lower() == "back" and mention.article is False:
        return None
    return _with(mention, _moved(reading, int(sign), DOCUMENT if anchor == "document" else MENTIONED))


def _is_final(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in '.,;:)!?\n"”'


def _neighbour(mention: Mention, reading: Calendar, sign: int, text: str, end: int) -> Mention | None:
    """Read "the day before" at the end of a clause."""
    plain = len(reading.steps) == 1 and reading.steps[0][0] == 0 and reading.fields == Fields() and reading.lean is None
    if not plain or not _is_final(text, end):
        return None
    steps = ((Fraction(sign), reading.steps[0][1]),)
    return _with(mention, Calendar(steps=steps, anchor=MENTIONED))


def _moved(reading: Length, sign: int, anchor: str) -> Reading:
    if any(count is None for count, _ in reading.parts):
        return Fixed("PAST_REF" if sign < 0 else "FUTURE_REF")
    steps = tuple((count * sign, unit) for count, unit in reading.parts if count is not None)
    return Calendar(steps=steps, anchor=anchor, mod=reading.mod)
