"""The extractor of entities."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpuskit import Annotation, Document, Span
from corpuskit.rules import Rules
from corpuskit.values import EntityValue

from .acronyms import with_bracketed
from .chains import link
from .config import EntityConfig
from .cues import Cues
from .evidence import TYPES, key_of
from .gazetteer import shipped
from .letters import folded
from .memory import Memory
from .mentions import Mention
from .nested import inside
from .normalise import read
from .pairs import pairs
from .reading import Reading, Scorer
from .runs import Run, find_runs
from .segment import OUTSIDE
from .userlists import UserLists
from .weights import shipped_weights
from .wrapped import unwrapped

__all__ = ["EntityExtractor", "remember"]


def remember(text: str, reading: Reading) -> Memory:
    """Give what the first reading of a document found."""
    return Memory(reading.names(), frozenset(text.split()))


class EntityExtractor:
    """Find the names in a document, their types and their chains.

    A document is read twice: the second time with what the first reading found about the words of its names.

    Args:
        config: the options; by default all types, nested names too.
    """

    def __init__(self, config: EntityConfig | None = None) -> None:
        self.config = config or EntityConfig()
        self._rules = Rules.load("corpuskit_entities", "en", extra=self.config.rules, without=self.config.without)
        self._scorer = Scorer(shipped_weights())
        self._lists = UserLists(self.config.gazetteers)
        self._allow = frozenset(map(folded, self.config.allow))
        self._deny = frozenset(map(folded, self.config.deny))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.config,)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the names in a document, in the order of their places."""
        text = unwrapped(document.text)
        mentions = self._mentions(text)
        link(text, mentions)
        return _annotations(one for one in mentions if self._wanted(one))

    def _mentions(self, text: str) -> list[Mention]:
        cues = Cues([*(cue for _, cue in self._rules.find(text, read)), *pairs(text)])
        reading = self._scorer.read(text, find_runs(text, shipped().dull), cues.weights, cues.touch)
        reading = self._scorer.again(reading, remember(text, reading))
        sure = [*self._listed(text), *_stated(text, cues)]
        mentions = with_bracketed(text, _merged(sure, self._names(reading, text)))
        for one in mentions:
            cues.attach(one)
        return mentions

    def _names(self, reading: Reading, text: str) -> Iterator[Mention]:
        for run, keys, found in reading.found():
            for first, end, kind, score in found:
                if kind != OUTSIDE:
                    start, stop, own = run.starts[first], _stop(run, end - 1), tuple(keys[first:end])
                    yield Mention(start, stop, text[start:stop], TYPES[kind], score, "evidence", own)
                    if self.config.nested and end - first > 1 and TYPES[kind] != "PER":
                        yield from inside(run, keys, first, end, text)

    def _listed(self, text: str) -> Iterator[Mention]:
        for start, end, entry in self._lists.find(text) if self._lists else ():
            surface = text[start:end]
            one = Mention(start, end, surface, entry.type, 0.99, "gazetteer", _keys(surface), entry.subtype)
            one.name = entry.canonical or ""
            yield one

    def _wanted(self, one: Mention) -> bool:
        if one.type not in self.config.types or one.score < self.config.min_score:
            return False
        if not self._deny and not self._allow:
            return True
        names = {folded(one.surface), folded(one.name)}
        return not names & self._deny and (not self._allow or bool(names & self._allow))


def _stop(run: Run, last: int) -> int:
    """Give where a name ends: before a full stop, unless it belongs to an acronym such as "U.S."."""
    word = run.words[last]
    return run.ends[last] - (word[-1] == "." and word.count(".") == 1)


def _keys(surface: str) -> tuple[str, ...]:
    return tuple(key_of(word, "") for word in surface.split()) or (surface,)


def _stated(text: str, cues: Cues) -> Iterator[Mention]:
    for cue in cues.entities:
        surface = cue.span.text_of(text)
        if surface.strip():
            keys, (start, end) = _keys(surface), (cue.span.start, cue.span.end)
            yield Mention(start, end, surface, cue.type, 0.95, cue.rule, keys, cue.subtype)


def _merged(sure: Iterable[Mention], found: Iterable[Mention]) -> list[Mention]:
    """Give all mentions in order; of those found, none that equals or crosses one that is sure."""
    fixed = sorted(sure, key=_place)
    if not fixed:
        return list(found)
    covered: dict[int, Mention] = {}
    for one in fixed:
        for place in range(one.start, one.end):
            covered.setdefault(place, one)
    return sorted([*fixed, *(one for one in found if _fits(one, covered))], key=_place)


def _place(one: Mention) -> tuple[int, int]:
    return one.start, -one.end


def _fits(one: Mention, covered: dict[int, Mention]) -> bool:
    over = {id(covered[place]): covered[place] for place in range(one.start, one.end) if place in covered}
    return all(_holds(one, other) != _holds(other, one) for other in over.values())


def _holds(one: Mention, other: Mention) -> bool:
    return one.start <= other.start and other.end <= one.end


def _annotations(mentions: Iterable[Mention]) -> Iterator[Annotation]:
    values: dict[tuple[object, ...], EntityValue] = {}
    for one in mentions:
        key = (one.chain, one.type, one.method, one.title, one.role, one.subtype, one.name)
        value = values.get(key)
        if value is None:
            value = values[key] = _value(one)
        yield Annotation(Span.unchecked(one.start, one.end), "entity", value, score=one.score)


def _value(one: Mention) -> EntityValue:
    return EntityValue(
        type=one.type,
        name=one.name,
        title=one.title,
        role=one.role,
        chain=one.chain,
        variants=one.variants,
        subtype=one.subtype,
        method=one.method,
    )
