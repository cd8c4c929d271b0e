"""Which of the mentions that were found the options let through."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpuskit.names import folded
from corpuskit.values import ENTITY_TYPES

from .chains.mentions import Mention
from .config import EntityConfig
from .entries import read_names

__all__ = ["Wanted"]


class Wanted:
    """The options that leave mentions out: types, scores, and the names that are allowed and denied.

    A name is one of a list when its letters are the same without case and diacritics, in the text or as the name of
    its chain. What is denied is not given, even where it is allowed or in a gazetteer.

    Args:
        config: the options.

    Raises:
        FormatError: when a list of names cannot be read.
    """

    def __init__(self, config: EntityConfig) -> None:
        self._types, self._least = frozenset(config.types), config.min_score
        self._allow, self._deny = _keys(config.allow), _keys(config.deny)
        self._all = not (self._allow or self._deny) and self._least <= 0 and self._types == {*ENTITY_TYPES}

    def choose(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """Give the mentions that are wanted, in order; of a chain whose name is denied, none.

        A denied name is no variant of a chain either. Numbers of chains stay as they are.
        """
        if self._all:
            return mentions
        return [self._without_denied(one) for one in mentions if self._is_wanted(one)]

    def _is_wanted(self, one: Mention) -> bool:
        if one.type not in self._types or one.score < self._least:
            return False
        names = {_key(one.name.surface), _key(one.canonical)}
        return names.isdisjoint(self._deny) and (not self._allow or not names.isdisjoint(self._allow))

    def _without_denied(self, one: Mention) -> Mention:
        if self._deny and one.variants:
            one.variants = tuple(name for name in one.variants if _key(name) not in self._deny)
        return one


def _keys(names: Iterable[str | Path]) -> frozenset[str]:
    return frozenset(_key(name) for one in names for name in (read_names(one) if isinstance(one, Path) else (one,)))


def _key(name: str) -> str:
    return " ".join(folded(name).split())
