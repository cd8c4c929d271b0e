"""The words of people's names, and whether two full names may be one person's."""

import re
from collections.abc import Sequence

from ._spelling import alike

__all__ = ["generation_of", "may_be_one", "person_words"]

_PARTICLES = frozenset(
    "al el ad ar as ash an at az bin bint ibn ben abu von van der den ter ten de del della di da dos das "  # noqa: SIM905 - words read better in a row
    "du la le".split()
)
"""Small words that a name may begin with."""

_GENERATIONS = frozenset("jr sr ii iii iv".split())  # noqa: SIM905 - words read better in a row
_SUFFIXES = _GENERATIONS | {"phd", "md", "mp", "qc", "esq", "obe"}
_ARTICLE = re.compile(r"\A(?:al|el|ul|ad|as|ash|an|ar|at|az|ed|es|ez|ud|ur)-(?=\w)")
_PREFIX = 3


def person_words(words: Sequence[str]) -> tuple[str, ...]:
    """Give the words of a person's name without particles, articles, suffixes, possessives and marks.

    Args:
        words: folded. Where nothing else is left, they are given as they are.

    >>> person_words(["abdel", "fattah", "al-sisi"]), person_words(["o'hara", "jr"])
    (('abdel', 'fattah', 'sisi'), ('ohara',))
    """
    bare = (_ARTICLE.sub("", word.removesuffix("'s")) for word in words)
    plain = (word.replace("'", "").replace("-", "").replace(".", "") for word in bare)
    return tuple(word for word in plain if word and word not in _PARTICLES and word not in _SUFFIXES) or tuple(words)


def generation_of(words: Sequence[str]) -> str:
    """Give the "jr" or "iii" behind a person's name, whose words are folded, or nothing."""
    return words[-1] if words and words[-1] in _GENERATIONS else ""


def may_be_one(one: Sequence[str], two: Sequence[str]) -> bool:
    """Say whether two full names, given as :func:`person_words`, may be one person's.

    Last names are spelled alike. First names are, too, or one is the initial or the beginning of the other. Where both
    have names between, these share a first letter.

    >>> may_be_one(("qassem", "soleimani"), ("q", "soleimani")), may_be_one(("james", "baker"), ("howard", "baker"))
    (True, False)
    """
    if not (alike(one[-1], two[-1]) and _same_first(one[0], two[0])):
        return False
    return not _contradict(one[1:-1], two[1:-1])


def _same_first(one: str, two: str) -> bool:
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    short, long = sorted((one, two), key=len)
    return alike(one, two) or (len(short) >= _PREFIX and long.startswith(short))


def _contradict(one: Sequence[str], two: Sequence[str]) -> bool:
    """Say whether middle names have no first letter in common."""
    return bool(one) and bool(two) and {word[0] for word in one}.isdisjoint(word[0] for word in two)
