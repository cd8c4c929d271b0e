"""Names in texts: where those that are replaced stand, also where no extractor found them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from .._span import Span
from ..alignment._locate_nearly import UNSPACED
from ..names import folded, plain
from ._template import Entity

__all__ = ["Hit", "Names", "words_in"]

_ALONE = "".join(f"{first}-{last}" for first, last in UNSPACED)
_WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}](?:[^\W_{_ALONE}]|[\u0300-\u036f])*")
"""A word, or a sign of a script that has no spaces between words."""

_LONGEST, _LARGEST = 20, 300
"""The most words, and code points, of a name that is looked for: the time it takes is bounded so."""
_BETWEEN = 2
"""The most signs besides white space that may stand between two words of a name: ``J. R.``, ``Jean-Luc``."""
_ACRONYM = 4
"""Names in capitals of up to so many letters are not looked for in other letters: ``WHO`` is not ``Who``."""


@attrs.frozen
class Hit:
    """A name in a text: where it is, whose it is, and how it was written where it was found."""

    span: Span
    entity: Entity
    name: str


class Names:
    """The names of entities, looked for all at once, whole words only.

    A name of several words is found in any case, with or without accents, and whatever white space or sign is between
    its words; one of a single word as it is written, with a capital, or in capitals. In what has no white space, such
    as an address or an id, a single word too is found in any case.

    Args:
        names: each with its entity, and with the offset where it was found in the text, -1 where it was not.
    """

    def __init__(self, names: Iterable[tuple[str, Entity, int]]) -> None:
        self._forms: dict[tuple[str, ...], dict[str, None]] = {}
        self._places: dict[tuple[str, ...], list[tuple[int, Entity]]] = {}
        self._lengths: dict[str, list[int]] = {}
        for name, entity, start in sorted(names, key=lambda item: item[2]):
            words = tuple(map(folded, words_in(name))) if len(name) <= _LARGEST and _is_name(name) else ()
            if 0 < len(words) <= _LONGEST:
                self._forms.setdefault(words, {})[name] = None
                self._places.setdefault(words, []).append((start, entity))
        for words in sorted(self._forms, key=len, reverse=True):
            lengths = self._lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))

    def in_text(self, text: str) -> Iterator[Hit]:
        """Give the names in a text, the longest at each place, none overlapping another.

        A name that several entities have stands for the one mentioned last before.
        """
        return self._found(text, is_address=False)

    def anywhere(self, text: str) -> Iterator[Hit]:
        """Give the names in a text, or in what may be an address or id, where letters of any case count."""
        return self._found(text, is_address=not any(map(str.isspace, text)))

    def _found(self, text: str, is_address: bool) -> Iterator[Hit]:
        tokens = list(_WORD.finditer(text)) if self._forms else []
        words = [folded(token[0]) for token in tokens]
        at = 0
        while at < len(tokens):
            for length in self._lengths.get(words[at], ()):
                key = tuple(words[at : at + length])
                name = self._name(key, tokens[at : at + length], text, is_address)
                if name is not None:
                    span = Span(tokens[at].start(), tokens[at + len(key) - 1].end())
                    yield Hit(span, self._entity(key, span.start), name)
                    at += len(key) - 1
                    break
            at += 1

    def _name(self, key: tuple[str, ...], tokens: list[re.Match[str]], text: str, is_address: bool) -> str | None:
        forms = self._forms.get(key)  # At the end of the text the key is shorter than asked for: it is a key then too.
        if forms is None or not all(_is_gap(text[a.end() : b.start()]) for a, b in pairwise(tokens)):
            return None
        if len(key) > 1 or is_address:
            return next(iter(forms))
        return next((form for form in forms if _is_written(tokens[0][0], words_in(form)[0])), None)

    def _entity(self, key: tuple[str, ...], offset: int) -> Entity:
        places = self._places[key]
        return places[max(0, bisect_right(places, offset, key=lambda place: place[0]) - 1)][1]


def words_in(text: str) -> list[str]:
    """Give the words of a text."""
    return _WORD.findall(text)


def _is_name(text: str) -> bool:
    """Say whether a mention may be a name: pronouns and "the mayor" are not looked for elsewhere."""
    return any(map(str.isalpha, text)) and not text.islower()


def _is_gap(text: str) -> bool:
    return len("".join(text.split())) <= _BETWEEN and text.count("\n") < 2


def _is_written(word: str, name: str) -> bool:
    word, name = plain(word), plain(name)
    if name.isupper() and len(name) <= _ACRONYM:
        return word == name
    return word in (name, name.upper(), name.capitalize())
