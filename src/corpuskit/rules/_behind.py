"""The token that must stand right before a match: of a pattern that begins with ``(?<=…)``."""

import re._constants as sre  # type: ignore[import-not-found]  # no stubs
from collections.abc import Sequence, Set
from typing import Any

from ._openings import RUN, members, with_words
from ._tokens import Tokens, classes_of, kind_of

__all__ = ["token_before"]


def token_before(items: Sequence[Any], references: Set[str]) -> Tokens | None:  # Any: the tree has no types.
    """Give the tokens of which one stands right before every match of a parsed pattern; None where any may.

    Args:
        items: of the pattern.
        references: the placeholder characters in it that stand for a ``(?&name)``.
    """
    if not items:
        return None
    op, argument = items[0]
    if len(items) > 1 and (op is sre.ASSERT_NOT or (op is sre.ASSERT and argument[0] > 0)):
        # A condition takes no text: what the next one asks for stands before the same place.
        return token_before(items[1:], references)
    if op is sre.SUBPATTERN:
        return token_before(list(argument[3]), references)
    if op is sre.BRANCH:
        return _any_of([token_before(list(branch), references) for branch in argument[1]])
    return _last(list(argument[1]), references) if op is sre.ASSERT and argument[0] < 0 else None


def _any_of(found: Sequence[Tokens | None]) -> Tokens | None:
    known = [tokens for tokens in found if tokens is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _last(items: Sequence[Any], references: Set[str]) -> Tokens | None:
    """Give what the last token of a part of a pattern may be; None where that is not told."""
    rest = list(with_words(items))
    while rest and _is_blank(rest[-1]):
        rest.pop()
    if not rest:
        return None
    op, argument = rest.pop()
    if op is RUN:
        # A run of letters is a token where its beginning shows.
        begins = rest and (_is_blank(rest[-1]) or rest[-1] == (sre.AT, sre.AT_BOUNDARY))
        return frozenset((argument,)) if begins else None
    if op is sre.BRANCH and not rest:
        return _any_of([_last(list(branch), references) for branch in argument[1]])
    chars = [chr(argument)] if op is sre.LITERAL else members(argument) if op is sre.IN else None
    return None if chars is None or not references.isdisjoint(chars) else _signs(chars)


def _is_blank(item: Any) -> bool:
    op, argument = item
    if op is sre.LITERAL:
        return chr(argument).isspace()
    return op is sre.IN and members(argument) == [" "]


def _signs(chars: Sequence[str]) -> Tokens | None:
    """Give characters that are signs; None where one of them is anything else, or many."""
    if any(len(char) > 1 for char in chars):
        return None
    found = frozenset(one for char in chars for one in classes_of(char))
    return found if all(one != " " and kind_of(one) == "sign" for one in found) else None
