"""Names: how a name is written, and what follows from that alone."""

import functools
import re
from collections.abc import Iterable, Iterator

import attrs

from corpuskit.names import body_words, folded, generation_of, person_words, skeleton

from ..nested import Inner, inside, pieces
from .lazily import lazily
from .lists import heads, nation_of, peoples, places

__all__ = ["Name", "Words", "named"]

Words = tuple[str, ...]

_ARTICLES = frozenset(("al", "el", "ul"))
_LINKING = frozenset("of for and the on in at to & de la y e et du des der und do".split())  # noqa: SIM905 - words read better in a row
_OF = frozenset(("of", "for"))
_TICKER = re.compile(r"\s*<[^<>\s]*>\s*")
_ACRONYM = re.compile(r"[A-Z](?:[A-Z&]|\.(?! ))*[A-Z.]s?|[A-Z]{2,}[A-Za-z]{0,2}[A-Z]+s?")
_STATES = re.compile(
    r"(?:the )?(?:(?:islamic|federal|federative|united|democratic|people's|hashemite|arab|socialist|bolivarian) )*"
    r"(?:republic|kingdom|state|sultanate|emirate|commonwealth|principality|union) of (?:the )?"
)
_KINDS = re.compile(r"^(?:mount|mt) |(?<=\w) (?:strip|peninsula|desert|islands|archipelago|mountains|state)$")
_KEPT = 4
"""Words that are longer lose the s of their plural."""

_REMEMBERED = 1 << 15


@attrs.define(eq=False, slots=False)
class Name:
    """A name as it is written; what follows from that is found when it is first asked for."""

    surface: str

    @lazily
    def text(self) -> str:
        """The name with single spaces between its words."""
        return " ".join(self.surface.split())

    @lazily
    def fullness(self) -> tuple[int, bool, int]:
        """How much the name tells, for comparison with other forms of it: words, then small letters, then length."""
        return len(self.text.split()), not self.text.isupper(), len(self.text)

    @lazily
    def folded(self) -> Words:
        """Its words in lower case, without diacritics, full stops at their ends, and signs of the stock exchange."""
        text = _TICKER.sub(" ", self.surface) if "<" in self.surface else self.surface
        words = (word.strip(".,\"'()") for word in folded(text).split())
        return tuple(filter(None, words)) or (folded(self.surface),)

    @lazily
    def folded_text(self) -> str:
        """The same with single spaces between."""
        return " ".join(self.folded)

    # --- what it consists of

    @lazily
    def inner(self) -> tuple[Inner, ...]:
        """The countries, large places and groups inside it."""
        return inside(self.surface)

    @lazily
    def pieces(self) -> tuple[Inner, ...]:
        """The names that it consists of if it is a joined word, or nothing."""
        return pieces(self.surface)

    # --- people

    @lazily
    def words(self) -> Words:
        """Its words if it is a person's: without particles, articles, suffixes and marks."""
        return person_words(self.folded)

    @lazily
    def surname(self) -> str:
        """The last word of a person's full name, or nothing."""
        return self.words[-1] if self.several and len(self.words) > 1 else ""

    @lazily
    def only_word(self) -> str | None:
        """What is a person's surname if it is written alone, as this is, or None."""
        return None if self.several else self.words[-1]

    @lazily
    def sounds(self) -> str:
        """The consonants of a person's last name."""
        return skeleton(self.words[-1])

    @lazily
    def together(self) -> str:
        """The letters of a person's name in the order of the alphabet, which do not tell how words are divided."""
        return "".join(sorted("".join(self.words)))

    @lazily
    def generation(self) -> str:
        """The "jr" or "iii" behind a person's name, or nothing."""
        return generation_of(self.folded)

    @lazily
    def key(self) -> Words:
        """The words of a person's name, and "jr" or "iii"."""
        return (*self.words, self.generation)

    @lazily
    def letters(self) -> str:
        """The letters of a person's initials in lower case, with those of particles: "mbs"."""
        return "".join(word[0] for word in self.folded)

    # --- groups

    @lazily
    def group(self) -> str:
        """What is the same for the words for one group: its name in the singular, marked as one of a group."""
        word = _singular(self.folded_text)
        return f"NORP {peoples().get(word, word)}"

    # --- places

    @lazily
    def place(self) -> str:
        """What is the same for the other names of a place, which go without "Republic of"; marked as one of a place."""
        text = self.folded_text.replace(".", "")
        short = _KINDS.sub("", _STATES.sub("", text, count=1), count=1) if " " in text else text
        for form in dict.fromkeys((text, short)):
            if form in places():
                return f"LOC {places()[form]}"
        return f"LOC {' '.join(_plain(short.split())) or text}"

    @lazily
    def is_listed(self) -> bool:
        """Whether it is a listed name of a place."""
        return self.folded_text.replace(".", "") in places()

    # --- organisations, events, works

    @lazily
    def bare(self) -> Words:
        """Its words without those that say no more than what kind of company it is, nor an article."""
        return body_words(self.folded)

    @lazily
    def is_company(self) -> bool:
        """Whether it says what kind of company it is."""
        return len(self.bare) < len(self.folded)

    @lazily
    def several(self) -> bool:
        """Whether it has several words besides."""
        return len(self.bare) > 1

    @lazily
    def content(self) -> str:
        """Its telling words, in the order of the alphabet: "Ministry of Oil" and "Oil Ministry" have the same."""
        return _content(self.bare)

    @lazily
    def acronym(self) -> str:
        """Its letters in lower case if it may be an acronym, or nothing: "U.N.", "VDCs", "Nato"."""
        text = self.surface
        if len(text) > 12 or self.several:
            return ""
        if _ACRONYM.fullmatch(text):
            return re.sub(r"[.&]", "", text.removesuffix("s")).lower()
        return text.lower() if text.isalpha() else ""

    @lazily
    def is_spelled(self) -> bool:
        """Whether it is surely an acronym, by its capitals."""
        return bool(self.acronym) and sum(map(str.isupper, self.surface)) > 1

    @lazily
    def initials(self) -> frozenset[str]:
        """The acronyms that it may have: of its telling words, and of all; with and without what kind it is."""
        forms = (self.folded, self.bare, self.bare[1:]) if self.several else ()
        return frozenset(short for words in forms for short in _initials(words) if len(short) > 1)

    @lazily
    def firsts(self) -> Words:
        """The first letters of its first two words."""
        return tuple(word[0] for word in self.bare[:2])

    @lazily
    def firm_shorts(self) -> frozenset[str]:
        """The beginnings of a company's name that may stand for it: "Orange", "Orange Julius"."""
        words = self.bare
        if not self.is_company or words[0] in heads() or _is_nation(words[0]):
            return frozenset()
        return frozenset(" ".join(words[:end]) for end in range(1, len(words) + 1) if words[end - 1] not in _LINKING)

    @lazily
    def shorts(self) -> frozenset[str]:
        """The shorter forms, by their telling words, that the name of an organisation or event may have."""
        shorts = frozenset(_content(words) for words in _shorts(self.bare))
        return (shorts | {_content(short.split()) for short in self.firm_shorts}) - {self.content}


@functools.lru_cache(maxsize=_REMEMBERED)
def named(surface: str) -> Name:
    """Give the name that is written so; the same object for all mentions."""
    return Name(surface)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _KEPT and word.endswith("s") and not word.endswith("ss") else word


def _content(words: Iterable[str]) -> str:
    telling = [word for word in _plain(words) if word not in _LINKING]
    if len(telling) > 1:
        telling = sorted(_singular(nation_of(word) or word) for word in telling)
    return " ".join(map(_singular, telling)) or " ".join(words)


def _plain(words: Iterable[str]) -> Iterator[str]:
    """Give the words without possessives, full stops and hyphens, and without Arabic articles."""
    for word in words:
        for part in word.removesuffix("'s").replace(".", "").replace("'", "").split("-"):
            if part and part not in _ARTICLES:
                yield part


def _initials(words: Words) -> Iterator[str]:
    parts = [part for word in words for part in word.split("-") if part]
    yield "".join(part[0] for part in parts if part not in _LINKING)
    yield "".join(part[0] for part in parts if part[0].isalpha())


def _shorts(words: Words) -> Iterator[Words]:
    """Give the beginnings and ends of a name that may stand for it."""
    if len(words) == 1:
        return
    first, rest = words[0], words[1:]
    if rest[0] not in _LINKING and (_is_nation(first) or (len(rest) > 1 and not heads().isdisjoint(rest))):
        yield rest
    if first not in heads() and not _is_nation(first) and rest[0] not in _LINKING:
        yield (first,)
    for at in range(1, len(words)):
        if words[at] in _OF and (at > 1 or first in heads()):
            yield words[:at]
            break
    if len(rest) > 1 and words[-1] in heads() and words[-2] not in _LINKING:
        yield words[:-1]


def _is_nation(word: str) -> bool:
    return nation_of(word) is not None or word.replace(".", "") in places()
