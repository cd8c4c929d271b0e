"""Words and what they mean."""

import csv
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from ..errors import RuleError
from ._tokens import fold

__all__ = ["Lexicon", "folded", "trie_pattern"]


class Lexicon(Mapping[str, Any]):
    """A mapping from words to meanings with one case policy.

    A word written in lower case matches in any case; a word with a capital matches as it is written, or in
    capitals throughout ("May" matches "May" and "MAY", not "may"). A space matches any run of white space, a straight
    apostrophe also a curly one.

    Args:
        name: how patterns refer to it, ``(?&name)``.
        words: word to meaning.
    """

    def __init__(self, name: str, words: Mapping[str, Any]) -> None:
        self.name = name
        self._words = dict(words)
        # A word as it is written goes before another in capitals: GB before Gb.
        forms = {form: meaning for word, meaning in self._words.items() for form in _forms(word)} | self._words
        # A word may be written with curly apostrophes or more blanks than it is looked up with.
        self._forms = {_normal(form): meaning for form, meaning in forms.items() if not form.isalnum()} | forms

    @classmethod
    def from_tsv(cls, path: Path) -> Self:
        """Read a TSV file: a header, then one word a line; named after the file.

        The meaning of a word is its second column, or a mapping of column to text where there are more than two.
        Lines that start with ``#`` are comments.

        Raises:
            RuleError: when a line has another number of columns than the header, or a word stands twice.
        """
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader((_ for _ in file if not _.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
        if not rows:
            raise RuleError(f"{path}: an empty lexicon; the first line names the columns", file=str(path))
        header, *lines = rows
        words: dict[str, Any] = {}
        for row in lines:
            if len(row) != len(header) or row[0] in words:
                fault = "stands twice" if row[0] in words else f"has {len(row)} columns, not {len(header)}"
                raise RuleError(f"{path}: {row[0]!r} {fault}", file=str(path), word=row[0])
            words[row[0]] = _meaning(header, row)
        return cls(path.stem, words)

    def __getitem__(self, word: str) -> Any:
        normal = word if word.isalnum() else _normal(word)
        if normal in self._forms:
            return self._forms[normal]
        lower = normal.lower()
        return self._forms[lower] if lower in self._forms else self._folded[folded(normal)]

    @functools.cached_property
    def _folded(self) -> dict[str, Any]:
        """The words that match in any case, as their letters are compared: few texts have an ſ or a K for a k."""
        return {folded(word): meaning for word, meaning in self._words.items() if word == word.lower()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __repr__(self) -> str:
        return f"Lexicon({self.name!r}, {len(self)} words)"

    def forms(self) -> Iterator[str]:
        """Give the forms that are matched: each word, in capitals too where it is written with one."""
        return iter(self._forms)

    def pattern(self) -> str:
        """Give a regex, without groups that capture, that matches the longest of the words."""
        if not self._words:
            return "(?!)"
        loose = [word for word in self._words if word == word.lower()]
        strict = [form for word in self._words if word != word.lower() for form in _forms(word)]
        branches = [f"(?-i:{trie_pattern(strict)})"] if strict else []
        branches += [f"(?i:{trie_pattern(loose)})"] if loose else []
        return f"(?:{'|'.join(branches)})"


def folded(text: str) -> str:
    """Give the one form that stands for all cases of a text, letter by letter, as patterns that ignore case see it.

    In ASCII it is lower case; ``str.lower`` alone takes ſ, ı and the like for letters of their own, which patterns do
    not.

    >>> folded("Fİrſt")
    'first'
    """
    return text.lower() if text.isascii() else "".join(map(fold, text)).replace(_IOTA_BELOW, "ι")


_IOTA_BELOW = "\u0345"
"""To :mod:`re` another case of iota, which :func:`fold` keeps apart as the mark that it is."""


def _normal(word: str) -> str:
    return " ".join(word.replace("’", "'").split())


def _forms(word: str) -> tuple[str, ...]:
    return (word,) if word == word.lower() else (word, word.upper())


def _meaning(header: list[str], row: list[str]) -> Any:
    if len(header) == 1:
        return row[0]
    return row[1] if len(header) == 2 else dict(zip(header[1:], row[1:], strict=True))


def trie_pattern(words: Iterable[str]) -> str:
    """Give a regex that matches the longest of the words, sharing prefixes so that no branch is tried twice."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = None
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    tails = [_escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not tails:
        return ""
    body = tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"
    if "" not in node:
        return body
    return f"(?:{body})?" if len(tails) == 1 else f"{body}?"


def _escape(char: str) -> str:
    if char == " ":
        return r"\s+"
    return "['’]" if char == "'" else re.escape(char)
