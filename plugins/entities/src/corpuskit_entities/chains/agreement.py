"""Agreement: a name that is read in several ways in one document is of one type there."""

from collections.abc import Iterable

from .mentions import Mention

__all__ = ["agree"]

_TYPES = frozenset(("PER", "ORG", "LOC", "MISC"))


def agree(mentions: Iterable[Mention], methods: Iterable[str]) -> None:
    """Give the mentions of a name the type for which its scores add up to most, in time linear in their number.

    Args:
        mentions: the mentions of a document.
        methods: how those were found whose types may be doubted; the others keep theirs.
    """
    doubted = frozenset(methods)
    names: dict[tuple[str, ...], list[Mention]] = {}
    for one in mentions:
        if one.type in _TYPES:
            names.setdefault(one.name.folded, []).append(one)
    for alike in names.values():
        if len(alike) > 1 and any(one.type != alike[0].type for one in alike):
            best = _best(alike)
            for one in alike:
                one.type = best if one.method in doubted else one.type


def _best(mentions: Iterable[Mention]) -> str:
    sums: dict[str, float] = {}
    for one in mentions:
        sums[one.type] = sums.get(one.type, 0.0) + one.score
    # The type that is met first wins where sums are equal.
    return max(sums, key=sums.__getitem__)
