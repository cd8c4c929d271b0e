"""Agreement: a name that is read in several ways in one document is of one type there."""

from collections.abc import Collection, Iterable

from .mentions import Mention

__all__ = ["agree"]

_TYPES = frozenset(("PER", "ORG", "LOC", "MISC"))


def agree(mentions: Iterable[Mention], methods: Collection[str]) -> None:
    """Give the mentions of a name the type for which its scores add up to most, in time linear in their number.

    Args:
        mentions: the mentions of a document.
        methods: how those were found whose types may be doubted; the others keep theirs.
    """
    kinds: dict[str, str] = {}
    typed = [one for one in mentions if one.type in _TYPES]
    mixed = {one.name.folded_text for one in typed if kinds.setdefault(one.name.folded_text, one.type) != one.type}
    groups: dict[str, list[Mention]] = {}
    for one in typed if mixed else ():
        if one.name.folded_text in mixed:
            groups.setdefault(one.name.folded_text, []).append(one)
    for alike in groups.values():
        best = _best(alike)
        for one in alike:
            one.type = best if one.method in methods else one.type


def _best(mentions: Iterable[Mention]) -> str:
    sums: dict[str, float] = {}
    for one in mentions:
        sums[one.type] = sums.get(one.type, 0.0) + one.score
    # The type that is met first wins where sums are equal.
    return max(sums, key=sums.__getitem__)
