"""Tokens as patterns know them: words, numbers and signs, and what stands for many of them."""

import functools
import re
import re._casefix as casefix  # type: ignore[import-not-found]  # no stubs
from collections.abc import Iterable
from typing import TypeAlias

__all__ = [
    *("ANY_CAPITALISED", "ANY_SIGN", "ANY_WORD", "APOSTROPHES", "BEGINNING", "DIGIT", "MOST_DIGITS"),
    *("SHORTEST_BEGINNING", "Tokens"),
    *("classes_of", "common", "fold", "kind_of", "kinds_of", "opened_word", "prolonged", "put_together", "tokens_of"),
]

Tokens: TypeAlias = frozenset[str]
"""Words and signs, folded; digits by their number alone, as zeros; ``ANY_WORD`` and ``ANY_SIGN`` stand for all."""

DIGIT, MOST_DIGITS = "0", 5
"""Digits are counted up to five; more are as good as five."""

ANY_WORD, ANY_SIGN = "any word", "any sign"

ANY_CAPITALISED = "any capitalised word"
"""Stands for all words that begin with a capital letter, where case is not ignored."""

_ANY = frozenset((ANY_WORD, ANY_CAPITALISED))

BEGINNING, SHORTEST_BEGINNING = "…", 3
"""What stands behind a word that others begin with; fewer letters than three count as none."""

TOLD_APART = 4
"""So many letters of words that are not known are looked at: of those that they begin with, no more need be told."""

_FEW, _MOST_GLUED = 8, 64


# --- characters


def _folds() -> dict[int, str]:
    """What :mod:`re` takes for one letter without regard to case, beyond what lower case tells."""
    alike = {code: {code, *others} - {_IOTA_BELOW} for code, others in casefix._EXTRA_CASES.items()}
    return {code: chr(min(codes)) for code, codes in alike.items() if code not in (min(codes), _IOTA_BELOW)}


_IOTA_BELOW = 0x345
"""A mark, and so a token of its own, which counts as an iota in another case."""

_FOLDS = _folds()


def fold(char: str) -> str:
    """Give the one form of a character that stands for all its cases."""
    lower = "i" if char == "İ" else char.lower()
    return _FOLDS.get(ord(lower), lower)


@functools.lru_cache(maxsize=1024)
def classes_of(char: str) -> tuple[str, ...]:
    """Give what a character matches: a folded letter, DIGIT, a sign, or a blank for what belongs to no token."""
    if char.isalpha():
        folded = fold(char)
        # The capital of ÿ is beyond Latin-1: the scan sees another letter.
        return _TWOFOLD.get(folded, (folded,))
    if char.isdecimal():
        return (DIGIT,)
    if char.isspace():
        return (" ",)
    return _TWOFOLD.get(fold(char), (fold(char),))


@functools.lru_cache(maxsize=1024)
def kinds_of(tokens: Tokens) -> Tokens:
    return frozenset(map(kind_of, tokens))


@functools.lru_cache(maxsize=20_000)
def kind_of(token: str) -> str:
    if token[0] == DIGIT:
        return "number"
    return "word" if token[0].isalpha() and token != ANY_SIGN else "sign"


APOSTROPHES = ("'", "’")
_ASCII = re.compile(r"[a-z]+|[0-9]+|\S")
_DIGITS = "0123456789"
_TWOFOLD = {"ÿ": (ANY_WORD,), "ι": ("ι", "\u0345"), "\u0345": ("ι", "\u0345")}


def tokens_of(word: str) -> list[str] | None:
    """Give the tokens of a word, folded; None where a letter may be a sign."""
    if word.isascii():
        return [
            token if token[0] not in _DIGITS else DIGIT * min(len(token), MOST_DIGITS)
            for token in _ASCII.findall(word.lower())
        ]
    tokens: list[str] = []
    joins = ""
    for char in word:
        part, *others = classes_of(char)
        if others:
            return None
        kind = "" if part == " " else kind_of(part)
        if kind and kind == joins:
            tokens[-1] = _longer(tokens[-1], part)
        elif kind:
            tokens.append(part)
        joins = kind if kind != "sign" else ""
    return tokens


def _longer(begun: str, more: str) -> str:
    """Give a word or a number with more of it behind."""
    if begun[0] == DIGIT:
        return (begun + more)[:MOST_DIGITS]
    if begun in _ANY or begun[-1] == BEGINNING:
        return begun
    return opened_word(begun) if more in _ANY else begun + more


@functools.lru_cache(maxsize=256)
def put_together(begun: Tokens, more: Tokens) -> Tokens:
    """Give words or numbers with more of them behind; of many words that long ones follow, only how they begin."""
    exact = len(begun) <= _FEW or all(len(text) < SHORTEST_BEGINNING for text in more)
    exact = exact and len(begun) * len(more) <= _MOST_GLUED
    found: set[str] = set()
    for text in begun:
        if exact or text[0] == DIGIT:
            found.update(_longer(text, tail) for tail in more)
        elif len(text) < TOLD_APART:
            found.update(_beginning(_longer(text, tail)) for tail in more)
        else:
            found.add(opened_word(text))
    return frozenset(found)


def _beginning(word: str) -> str:
    return word if word in _ANY or len(word) < TOLD_APART else opened_word(word[:TOLD_APART])


def opened_word(word: str) -> str:
    """Give all words that begin with a word."""
    if word in _ANY:
        return word
    if len(word) < SHORTEST_BEGINNING:
        return ANY_WORD
    return word.rstrip(BEGINNING) + BEGINNING


def prolonged(begun: Iterable[str]) -> Tokens:
    """Give all that words and digits can be the beginning of."""
    found: set[str] = set()
    for text in begun:
        if text[0] == DIGIT:
            found.update(DIGIT * count for count in range(len(text), MOST_DIGITS + 1))
        else:
            found.add(opened_word(text))
    return frozenset(found)


@functools.lru_cache(maxsize=1024)
def common(left: Tokens, right: Tokens) -> Tokens:
    return left & right | _covered(left, right) | _covered(right, left)


def _covered(tokens: Tokens, by: Tokens) -> Tokens:
    """Give the tokens that are among those that others stand for."""
    beginnings = _beginnings(by)
    found = {text for length in {*map(len, beginnings)} for text in tokens if text[:length] in beginnings}
    words = (text for text in found if kind_of(text) == "word")
    signs = (text for text in tokens if kind_of(text) == "sign") if ANY_SIGN in by else ()
    return frozenset((*words, *signs))


@functools.lru_cache(maxsize=1024)
def _beginnings(tokens: Tokens) -> Tokens:
    if not tokens.isdisjoint(_ANY):
        return frozenset({""})
    return frozenset(text[:-1] for text in tokens if text[-1] == BEGINNING)
