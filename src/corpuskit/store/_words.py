"""Words to search for, as people type them, in the language of FTS5.

Whatever stands between blanks is a word: ``al-Kadhimi``, ``U.S.`` and ``don't`` are told by their letters and digits,
in this order. Nothing that is typed reaches FTS5 but as a string in quotation marks.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NoReturn

import attrs

from ..errors import ConfigError

__all__ = ["Words", "parsed"]

_TOKEN = re.compile(r'"(?P<phrase>[^"]*)"(?P<start>\*?)|(?P<sign>[()])|(?P<word>[^\s()"]+)|(?P<open>")|\s+')
_NEAR = re.compile(r'NEAR\(\s*((?:"[^"]*"|[^\s()",]+)(?:\s+(?:"[^"]*"|[^\s()",]+))*)\s*(?:,\s*(\d{1,6})\s*)?\)')
_OPERATORS = ("AND", "OR", "NOT", "NEAR")
_MOST = 500
"""How many words a query may have."""
_DEEPEST = 20
"""How many parentheses may stand one inside the other."""


@attrs.frozen
class Words:
    """What is searched for.

    Args:
        match: the expression for FTS5.
        loose: the same without what is not wanted: it fits wherever a part of the text fits ``match``.
    """

    match: str
    loose: str


def parsed(query: str) -> Words | None:
    """Give what a query asks for; None where it is blank.

    Words are wanted all, in any order. ``"a phrase"`` is wanted as it is, ``with*`` is any word that begins so, ``a OR
    b`` is either, ``a NOT b`` is a without b, ``NEAR(a b, 5)`` has at most 5 words between; parentheses group.

    Raises:
        ConfigError: when it cannot be read, with the place and what to do.
    """
    if not query.strip():
        return None
    reader = _Reader(query)
    found = reader.either(0)
    if reader.at < len(reader.tokens):
        reader.fail("this parenthesis closes nothing; to look for it, leave it out: signs are not searched for")
    if not found.match:
        raise ConfigError(f"{query!r} has no letter or digit to search for; signs alone are not indexed", query=query)
    return found


@attrs.frozen
class _Token:
    kind: str
    text: str
    at: int
    is_start: bool = False


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(self._tokens())
        self.at = 0
        if len(self.tokens) > _MOST:
            raise ConfigError(f"the query has more than {_MOST} words; search for fewer", query=query)

    def _tokens(self) -> Iterator[_Token]:
        at = 0
        while at < len(self.query):
            near = _NEAR.match(self.query, at)
            match = near or _TOKEN.match(self.query, at)
            assert match  # Every character is one of these.
            if near:
                yield _Token("near", near.group(), at)
            elif match["open"]:
                self.fail('this quotation mark is not closed; put a phrase in two: "phrase"', at)
            elif match["phrase"] is not None:
                yield _Token("phrase", match["phrase"], at, bool(match["start"]))
            elif match.group().strip():
                yield _Token(self._kind(match.group()), match.group(), at)
            at = match.end()

    def _kind(self, text: str) -> str:
        return text if text in ("(", ")", *_OPERATORS) else "word"

    def fail(self, reason: str, at: int | None = None) -> NoReturn:
        """Refuse the query, and show where."""
        if at is None:
            at = self.tokens[self.at].at if self.at < len(self.tokens) else len(self.query)
        start = max(0, at - 40)
        shown = re.sub(r"\s", " ", self.query[start : at + 30])
        message = f"the query cannot be read: {reason}\n    {shown}\n    {' ' * (at - start)}^"
        raise ConfigError(message, query=self.query, at=at)

    def _next(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def either(self, depth: int) -> Words:
        """Give what is wanted of alternatives."""
        found = [self._all(depth)]
        while self._next() == "OR":
            self.at += 1
            found.append(self._all(depth))
        kept = [words for words in found if words.match]
        if len(kept) == 1:
            return kept[0]
        return Words(*(f"({' OR '.join(getattr(words, name) for words in kept)})" if kept else "" for name in _FORMS))

    def _all(self, depth: int) -> Words:
        """Give what is wanted together, without what is not."""
        found, without = [], []
        first = self.at
        while self._next() not in ("", "OR", ")"):
            if self._next() == "AND":
                self._check_middle(first)
                self.at += 1
            if self._next() == "NOT":
                self._check_middle(first)
                self.at += 1
                without.append(self._one(depth))
            else:
                found.append(self._one(depth))
        if self.at == first:
            self.fail("a word is missing here; to look for OR itself, write it in small letters")
        return _joined(found, without)

    def _check_middle(self, first: int) -> None:
        word = self._next()
        if self.at == first:
            self.fail(f"a word is missing before {word}; to look for the word itself, write it in small letters")

    def _one(self, depth: int) -> Words:
        kind = self._next()
        if kind in ("", ")", *_OPERATORS):
            self.fail("a word is missing here; to look for AND, OR or NOT itself, write it in small letters")
        if kind == "(":
            return self._group(depth + 1)
        token = self.tokens[self.at]
        self.at += 1
        made = _near(token.text) if kind == "near" else _string(token)
        return Words(made, made)

    def _group(self, depth: int) -> Words:
        opened = self.tokens[self.at]
        if depth > _DEEPEST:
            self.fail(f"there are more than {_DEEPEST} parentheses inside each other")
        self.at += 1
        found = self.either(depth)
        if self._next() != ")":
            self.fail("this parenthesis is not closed; signs are not searched for, leave it out", opened.at)
        self.at += 1
        return found


_FORMS = ("match", "loose")


def _joined(found: list[Words], without: list[Words]) -> Words:
    wanted = [words for words in found if words.match]
    unwanted = [words.match for words in without if words.match]
    match, loose = (" AND ".join(f"{getattr(words, name)}" for words in wanted) for name in _FORMS)
    if len(wanted) > 1:
        match, loose = f"({match})", f"({loose})"
    if match and unwanted:
        match = f"({match} NOT ({' OR '.join(unwanted)}))"
    return Words(match, loose)


def _string(token: _Token) -> str:
    if token.kind == "word" and token.text.endswith("*"):
        token = attrs.evolve(token, text=token.text[:-1], is_start=True)
    quoted = _quoted(token.text)
    return f"{quoted} *" if quoted and token.is_start else quoted


def _near(text: str) -> str:
    match = _NEAR.fullmatch(text)
    assert match
    strings = [_quoted(word.strip('"')) for word in re.findall(r'"[^"]*"|\S+', match[1])]
    words = " ".join(filter(None, strings))
    return f"NEAR({words}, {match[2] or 10})" if words else ""


def _quoted(text: str) -> str:
    """Give a string of FTS5; empty where nothing of the text is indexed."""
    # FTS5 ends an expression at NUL.
    return f'"{text.replace(chr(0), " ")}"' if any(map(_is_indexed, text)) else ""


def _is_indexed(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "Co"
