"""Addresses on the net, in which words are no names."""

import re
from bisect import bisect

import attrs

__all__ = ["Addresses", "addresses"]

_MARKS = "@", "://", "www."
_HOST = re.compile(r"\.[a-z]{2,6}/")
_ADDRESS = re.compile(
    r"""
    (?: (?:https?|ftp):// | (?<![\w.])www\. ) [^\s<>"“”]++          # a page: RFC 3986, as it stands in running text
    | (?<![\w.@/-]) (?:[\w-]++\.)+ [a-z]{2,6} / [^\s<>"“”]++        # a host and a path, without a scheme
    | (?<![\w.+-]) [\w.+-]++ @ [\w-]++ (?:\.[\w-]++)+              # a mailbox: RFC 5322
    """,
    re.VERBOSE,
)


@attrs.frozen
class Addresses:
    """Where addresses stand in a text; a place is in them, or not.

    Args:
        starts: where each starts, in order.
        ends: where each ends.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def __contains__(self, place: int) -> bool:
        number = bisect(self.starts, place)
        return number > 0 and place < self.ends[number - 1]


_NONE = Addresses()


def addresses(text: str) -> Addresses:
    """Give where addresses of pages and of mail stand; "@name" is none.

    >>> addresses("Write to Ann.Lee@example.org, or see example.org/Paris.")
    Addresses(starts=(9, 37), ends=(28, 55))
    """
    if not (any(mark in text for mark in _MARKS) or ("/" in text and _HOST.search(text))):
        return _NONE
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    return Addresses(*zip(*spans, strict=True)) if spans else _NONE
