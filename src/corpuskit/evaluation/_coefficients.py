"""Coefficients of agreement, from counts of what annotators said of the same units."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

__all__ = ["cohen_kappa", "krippendorff_alpha"]

_Category = TypeVar("_Category", bound=Hashable)


def cohen_kappa(table: Mapping[tuple[_Category, _Category], int]) -> float | None:
    """Give Cohen's kappa of two annotators; None where chance alone makes them agree on everything, or of nothing.

    Args:
        table: how many units the two gave these categories.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960.
    """
    total = sum(table.values())
    ours: Counter[_Category] = Counter()
    theirs: Counter[_Category] = Counter()
    for (first, second), count in table.items():
        ours[first] += count
        theirs[second] += count
    by_chance = sum(count * theirs[category] for category, count in ours.items())
    if by_chance == total * total:
        return None
    agreed = sum(count for (first, second), count in table.items() if first == second)
    return (agreed * total - by_chance) / (total * total - by_chance)


def krippendorff_alpha(table: Mapping[tuple[_Category, ...], int]) -> float | None:
    """Give Krippendorff's alpha for nominal data without gaps; None where all units have one category, or of nothing.

    Args:
        table: how many units the annotators gave these categories, one each.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011, section C.
    """
    totals: Counter[_Category] = Counter()
    observed = 0.0
    for categories, count in table.items():
        each = Counter(categories)
        for category, times in each.items():
            totals[category] += count * times
        width = len(categories)
        observed += count * (width * width - sum(times * times for times in each.values())) / (width - 1)
    values = sum(totals.values())
    expected = values * values - sum(count * count for count in totals.values())
    return 1 - (values - 1) * observed / expected if expected else None
