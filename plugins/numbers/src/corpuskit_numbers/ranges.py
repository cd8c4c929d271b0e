"""Ranges: two ends, a shared magnitude, and what only looks like a range."""

from corpuskit.rules import Hit

from .amounts import Amount
from .reading import Reading

__all__ = ["is_score", "range_ends"]


def range_ends(hit: Hit, reading: Reading, *groups: tuple[str, str]) -> tuple[Amount, Amount] | None:
    """Give both ends of a range in the groups that took part, the magnitude shared; None where it is none."""
    for first, second in groups:
        low, high = reading.amount(hit, first), reading.amount(hit, second)
        if low is None or high is None:
            continue
        if low.magnitude == 1 and high.magnitude > 1 and low.raw < high.raw:
            low = low.with_magnitude(high.magnitude)
        if low.value < high.value and (hit.get("to") is None or not is_change(hit, reading)):
            return low, high
    return None


def is_change(hit: Hit, reading: Reading) -> bool:
    """Say whether something rose or fell from the first number to the second."""
    if not (hit["to"] or "").lower().strip(" -").startswith("to"):
        return False
    words = reading.words_before(hit)
    if not words:
        return False
    change = reading.lexicons["change"]
    return words[-1] in change or ("from" in words[-2:] and any(word in change for word in words))


def is_score(hit: Hit, reading: Reading) -> bool:
    """Say whether two numbers with a hyphen are a score or a vote, 3-1."""
    low, high = hit.get("low_n") or "", hit.get("high_n") or ""
    if not (low.isdigit() and high.isdigit()) or (hit.get("to") or "").strip() in ("to", "or"):
        return False
    return int(low) >= int(high) or (int(high) < 200 and reading.near(hit, "contest") and reading.counts(hit) is None)
