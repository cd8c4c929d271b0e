"""A cheap cue for whether a sentence speaks of the past or of the future."""

import re
from collections.abc import Iterable, Iterator

from corpuskit.rules import Lexicon, Rules, folded

from ..reading import Mention

__all__ = ["Tense"]

_WORDS = re.compile(r"[a-z]+", re.IGNORECASE)
"""Letters as the cues know them: ſ, ı, İ and the Kelvin sign are among them."""
_BACK, _AHEAD = 120, 100
_DEADLINE_REACH, _EVENT_REACH = 20, 40
_THAT = " that "
_CLAUSES = (", but ", ", while ")
"""What begins a clause with a tense of its own."""
_LONGEST = 6
"""How many words a cue has at most: "going to" with three words beside its verb."""

_DIRECTIONS = {"ahead": 1, "modal": 1, "elided": 1, "past": -1, "participle": -1, "told": -1, "perfect": -1}

_GROUP = r"(?:\s+(?:not|also|still|only|now|then|soon|probably|already|be|been|[a-z]+ly)){0,3}(?:\s+[a-z]+)?"
"""What follows a modal: "will soon be formally named" and "plans to be gone" are one cue each."""

_PARTICIPLE = r"(?<!\bthe\s)(?<!\ban\s)(?<!\ba\s)(?<!\bits\s)(?<!\btheir\s)(?-i:(?![A-Z][a-z]))[a-z]{2,}ed"
"""A verb of the past, no adjective as in "the proposed sale", no name as in "the United States"."""

_POSSESSIVE = re.compile(r"['’]s((?:\s+[\w-]+){1,3})", re.IGNORECASE)


class Tense:
    """The words of ``tense.tsv`` that tell the past from the future."""

    def __init__(self, rules: Rules) -> None:
        words = _by_sense(rules.lexicons["tense"])
        deadlines, self._events = words.pop("deadline"), frozenset(words.pop("event"))
        self._stops = _stops(words.pop("dotted"))
        self._cues = _cues({sense: Lexicon(sense, dict.fromkeys(found)).pattern() for sense, found in words.items()})
        self._first = {"ll", *(re.split("[' ]", word)[0] for found in words.values() for word in found)}
        pattern = Lexicon("deadline", dict.fromkeys(deadlines)).pattern()
        self._deadline = re.compile(rf"(?<!\w){pattern}\s+\Z", re.IGNORECASE)
        self._last_of_deadlines = {word.split()[-1] for word in deadlines}

    def around(self, text: str, mention: Mention) -> int:
        """Give -1, 1 or 0 for past, future or unknown, after the verbs of the sentence around a mention.

        The verb before the expression that is nearest to it counts, otherwise the first behind it. A deadline looks
        ahead unless its verb plainly tells of the past ("was open until Friday"); "Friday's fall" is no plan.
        """
        possessive = _POSSESSIVE.match(text, mention.end, mention.end + _EVENT_REACH)
        if possessive is not None and self._events.isdisjoint(folded(possessive[1]).split()):
            return 0
        kind = self._kind(text, mention)
        if kind not in ("told", "perfect") and self._is_deadline(text, mention.start):
            return 1
        return _DIRECTIONS.get(kind, 0)

    def is_apart(self, text: str, end: int, start: int) -> bool:
        """Say whether a sentence ends between two offsets."""
        return self._stops.search(text, end, start) is not None

    def _is_deadline(self, text: str, start: int) -> bool:
        low = max(0, start - _DEADLINE_REACH)
        last = text[low:start].rsplit(None, 1)[-1:]
        if not last or folded(last[0]) not in self._last_of_deadlines:
            return False
        return self._deadline.search(text, low, start) is not None

    def _kind(self, text: str, mention: Mention) -> str:
        """Give the sense of the cue that counts, of the same clause if it can be; empty where there is none."""
        start, end = mention.start, mention.end
        low = max(0, start - _BACK)
        for stop in self._stops.finditer(text, low, start):
            low = stop.end()
        clause = max(low, *(text.rfind(opening, low, start) for opening in _CLAUSES))
        cue = self._last(text, clause, start)
        if cue is not None:
            return cue.lastgroup or ""
        stop_ahead = self._stops.search(text, end, end + _AHEAD)
        kind = self._kind_behind(text, end, stop_ahead.start() if stop_ahead else end + _AHEAD)
        cue = None if kind or clause == low else self._last(text, low, clause)
        return kind if cue is None else cue.lastgroup or ""

    def _kind_behind(self, text: str, low: int, high: int) -> str:
        """Give the sense of the first verb: "on Friday they called for" tells of what was, "Friday is expected" not."""
        # "The announcement on Friday that it will": what is announced lies behind.
        announced = low + len(_THAT) if text.startswith(_THAT, low) else high
        starts = (self._start(word[0], word.start()) for word in _WORDS.finditer(text, low, high))
        is_passive = False
        for cue in self._cues_at(text, (start for start in starts if start >= 0), high):
            if cue.start() > announced:
                return "past"
            if cue.lastgroup != "present":
                is_finite = not is_passive and folded(cue[0].split(None, 1)[0]).endswith("ed")
                return "past" if is_finite else cue.lastgroup or ""
            is_passive = True
        return ""

    def _last(self, text: str, low: int, high: int) -> re.Match[str] | None:
        """Give the last of the cues that follow each other from ``low`` to ``high``.

        Where none of the words before one can begin a cue, as many as a cue has, no cue reaches into it from before:
        from there on the cues are the same as from ``low`` on.
        """
        words = _WORDS.findall(text, low, high)
        starts: list[int] = []
        at, index = high, len(words)
        for place in range(len(words) - 1, -1, -1):
            if starts and place == index - _LONGEST:
                cue = self._last_at(text, starts, high)
                if cue is not None:
                    return cue
                starts = []
            at = text.rfind(words[place], low, at)
            start = self._start(words[place], at)
            if start >= 0:
                starts.append(start)
                index = place
        return self._last_at(text, starts, high)

    def _last_at(self, text: str, starts: list[int], high: int) -> re.Match[str] | None:
        cues = [*self._cues_at(text, reversed(starts), high)]
        return cues[-1] if cues else None

    def _start(self, word: str, at: int) -> int:
        """Give where the cue starts that a word may begin, and -1 where it begins none.

        Few words can begin a cue; all that are not ASCII are taken to.
        """
        lower = word.lower()
        if lower in self._first or lower[-2:] == "ed" or not word.isascii():
            # The apostrophe of "'ll" stands before the word.
            return at - (lower == "ll")
        return -1

    def _cues_at(self, text: str, starts: Iterable[int], high: int) -> Iterator[re.Match[str]]:
        """Give the cues that begin at some offsets, as long as none reaches into the next."""
        end = 0
        for start in starts:
            cue = self._cues.match(text, start, high) if start >= end else None
            if cue is not None:
                end = cue.end()
                if cue.lastgroup != "none":
                    yield cue


def _by_sense(lexicon: Lexicon) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for word, senses in lexicon.items():
        for sense in str(senses).split():
            words.setdefault(sense, []).append(word)
    return words


def _stops(dotted: list[str]) -> re.Pattern[str]:
    """Give the pattern of the ends of sentences, which the dots of initials and of the words are not."""
    words = "".join(rf"(?<!\b{word}\.)" for word in ("[A-Za-z]", *dotted))
    return re.compile(rf"[.!?\n](?:{words}(?<!\n)['\"”’)]*\s+(?=['\"“‘]?[A-Z])|(?<=\n)\s*\n)")


def _cues(patterns: dict[str, str]) -> re.Pattern[str]:
    """Give the pattern whose groups are named after the senses, the longest of the words of each tried first."""
    # The month of May is no modal.
    patterns = {**patterns, "modal": rf"(?!(?-i:May\b|MAY\b)){patterns['modal']}(?!\w){_GROUP}"}
    patterns = {**patterns, "perfect": rf"{patterns['perfect']}(?!\w){_GROUP}", "participle": _PARTICIPLE}
    order = ("none", "past", "ahead", "modal", "told", "perfect", "present", "participle")
    branches = "|".join(rf"(?P<{sense}>{patterns[sense]})(?!\w|['’]t\b)" for sense in order)
    return re.compile(rf"(?<![\w'’])(?:{branches})|(?<=\w)(?P<elided>['’]ll)\b", re.IGNORECASE)
