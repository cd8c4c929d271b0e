"""Surnames that the Factbook writes in capitals, as in "Latif RASHID": found, and written as others write them."""

import re
from collections.abc import Iterable, Iterator

from .editions import Country, plain

__all__ = ["surnames", "without_capitals"]

_WORD = re.compile(r"\b[^\W\d_a-z]{3,}(?:-[^\W\d_a-z]{2,})*\b")
_VOWEL = re.compile("[AEIOUYÀ-ß]")
_ACRONYM = re.compile(r"\(([A-Z][A-Z/&-]{2,})\)|\bor ([A-Z]{3,})\b")
_BEFORE = re.compile(r"[A-Z][\w'’.-]*[a-z.'’] (?:(?:al|el|bin|de|da|dos|ul|von|van|ibn|bint)[- ])*$")
_BEHIND = re.compile(r" (?:bin |al-|al )?[A-Z][a-z]+")
_PARTICLE = re.compile(r"\b(?:AL|EL|AN|AR|AS|DE|DI|DA|LA|LE)[- ](?=[A-Z][a-z])")
_OTHERS = (  # noqa: SIM905 - words read better in a row
    "GDP CEO MTV III VII VIII XII XIII WWII HMAS USA IRA FAX SKA FLAG CIVIL NOTE NAME AONB ARINC HDTV NEOS UZBEK GEM "
    "IDI"
).split()
"""Words in capitals beside names that are no surnames, and that stand nowhere in brackets."""


def surnames(countries: Iterable[Country]) -> frozenset[str]:
    """Give the words in capitals that stand beside a name somewhere, and are no acronym anywhere."""
    known = [*countries]
    others = frozenset(_OTHERS).union(*map(_acronyms, known))
    return frozenset(word for country in known for word in _beside_names(country)) - others


def _acronyms(country: Country) -> Iterator[str]:
    """Give what stands in brackets behind its long form, and what a country is a member of."""
    for path, text in country.fields():
        yield from (one or other for one, other in _ACRONYM.findall(text))
        if path.endswith("organization participation"):
            yield from re.findall(r"[A-Z]{3,}", text)


def _beside_names(country: Country) -> Iterator[str]:
    for _, text in country.fields():
        line = plain(text)
        for match in _WORD.finditer(line):
            before, behind = line[: match.start()], line[match.end() :]
            in_brackets = before.endswith(("(", "/"))
            if not in_brackets and _VOWEL.search(match[0]) and (_BEFORE.search(before) or _BEHIND.match(behind)):
                yield match[0]


def without_capitals(text: str, names: frozenset[str]) -> str:
    """Give a text with these surnames, and the particles before them, in ordinary letters."""
    text = _WORD.sub(lambda match: _ordinary(match[0]) if match[0] in names else match[0], text)
    return _PARTICLE.sub(lambda match: match[0].lower(), text)


def _ordinary(name: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in name.split("-"))
