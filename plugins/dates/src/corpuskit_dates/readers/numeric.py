"""Readers of dates in digits, whose order tells what is what."""

from corpuskit.rules import Hit

from ..reading import Calendar, Fields
from ..times.calendars import on
from .groups import Found, Seen, full_year, one, pair

__all__ = ["numeric", "numeric_range", "numeric_short"]


def numeric(hit: Hit, seen: Seen) -> Found:
    """Read three numbers in the order that fits; a further order that fits becomes an alternative."""
    first, second, third = hit["a"] or "", hit["b"] or "", hit["c"] or ""
    order, separator = seen.config.order, hit["sep"]
    if len(first) == 4:
        return _year_first(hit, separator or "", (int(first), int(second), int(third)))
    if len(third) == 1 or (len(third) == 2 and (separator != "/" or len(first) > 2)):
        return None
    if order == "ymd" and len(third) == 2:
        return _ordered(hit, [(full_year(first), int(second), int(third))])
    year = int(third) if len(third) == 4 else full_year(third)
    orders = [(year, int(first), int(second)), (year, int(second), int(first))]
    if order == "dmy" or (order == "auto" and separator == "."):
        orders.reverse()
    return _ordered(hit, orders)


def _year_first(hit: Hit, separator: str, date: tuple[int, int, int]) -> Found:
    # "2020.1.5" is a version more often than a date.
    digits = len(hit["c"] or "")
    return _ordered(hit, [date]) if digits == 2 or (digits == 1 and separator != ".") else None


def _ordered(hit: Hit, orders: list[tuple[int, int, int]]) -> Found:
    valid = [Fields(year=y, month=m, day=d) for y, m, d in orders if on(y, m, d)]
    return _chosen(hit, valid) if valid else ()


def _chosen(hit: Hit, valid: list[Fields]) -> Found:
    others = tuple(fields for fields in valid[1:] if fields != valid[0])
    return one(hit, Calendar(valid[0], others=others))


def numeric_short(hit: Hit, seen: Seen) -> Found:
    """Read two numbers with a slash."""
    first, second = int(hit["a"] or 0), int(hit["b"] or 0)
    orders = [(first, second), (second, first)]
    if seen.config.order == "dmy":
        orders.reverse()
    # A year with a leap day, as the year is not told.
    valid = [Fields(month=m, day=d) for m, d in orders if on(2000, m, d)]
    return _chosen(hit, valid) if valid else None


def numeric_range(hit: Hit, seen: Seen) -> Found:
    """Read two days in the order that fits both, with the year of the last."""
    year, (a, b, c, d) = int(hit["year"] or 0), (int(hit[group] or 0) for group in "abcd")
    orders = [((a, b), (c, d)), ((b, a), (d, c))]
    if seen.config.order == "dmy":
        orders.reverse()
    valid = [days for days in orders if days[0] < days[1] and all(on(year, *day) for day in days)]
    if not valid:
        return ()
    ends = ([Fields(year=year, month=days[end][0], day=days[end][1]) for days in valid] for end in (0, 1))
    first, last = (Calendar(fields[0], others=tuple(fields[1:])) for fields in ends)
    return pair(hit, first, last, (hit.match.start("join"), hit.match.end("join")))
