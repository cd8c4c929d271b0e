"""What annotations are divided by before some are drawn, and how many are drawn from each part."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from .._annotation import Annotation
from .._document import Document
from .._fields import encode
from .._metadata import Metadata, plain_json
from .._visible import one_line
from ..errors import ConfigError, NotFound, did_you_mean
from ._values import fields_of, rule_of, type_of

__all__ = ["ALLOCATIONS", "By", "Stratifier", "allocated", "stratifier"]

By: TypeAlias = str | Callable[[Document, Annotation], object] | None

ALL, NONE, OTHERS = "all", "(none)", "(others)"
_METADATA = "metadata."
_WIDTH = 80


class Stratifier:
    """Gives the name of the stratum that an annotation belongs to, such as ``rule: month and day``.

    Args:
        name: ``rule``, ``source``, ``type``, a field of the values, or a key of the metadata.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._seen: set[str] = set()

    def __call__(self, document: Document, item: Annotation) -> str:
        """Give the name of the stratum; what has no such field or key is in one of its own."""
        return named(self.name, self._found(document, item))

    def _found(self, document: Document, item: Annotation) -> object:
        if self.name == "rule":
            return rule_of(item) or None
        if self.name == "source":
            return item.source and f"{item.source.extractor} {item.source.version}"
        if self.name in ("type", "kind"):
            return type_of(item) or None
        fields = fields_of(item.value)
        self._seen.update(fields, (f"{_METADATA}{key}" for key in document.metadata))
        if self.name in fields:
            return fields[self.name]
        return document.metadata.get(self.name.removeprefix(_METADATA))

    def check(self) -> None:
        """Refuse a name that no annotation and no document had.

        Raises:
            NotFound: naming what may have been meant.
        """
        known = self._seen | {name.removeprefix(_METADATA) for name in self._seen}
        if self._seen and self.name not in known:
            names = {"rule", "source", "type", *known}
            message = f"nothing here has {self.name!r} to divide by; {did_you_mean(self.name, names)}"
            raise NotFound(message, name=self.name)


def stratifier(by: By) -> Callable[[Document, Annotation], str]:
    """Give the function that names the stratum of an annotation."""
    if by is None:
        return lambda document, item: ALL
    if isinstance(by, str):
        return Stratifier(by)
    function = by
    return lambda document, item: named("group", function(document, item))


def named(name: str, found: object) -> str:
    """Give the name of a stratum on one line; the words before it keep a spreadsheet from reading it as a date."""
    return f"{name}: {one_line(_words(found), _WIDTH) or NONE}"


def _words(found: Any) -> str:  # Any: a field of any value, or JSON.
    if found is None or found == ():
        return ""
    if isinstance(found, str):
        return found
    plain = plain_json(found) if isinstance(found, (Metadata, tuple)) and not isinstance(found, str) else found
    encoded = encode(plain)
    return encoded if isinstance(encoded, str) else json.dumps(encoded, ensure_ascii=False)


# --- how many from each


def _proportional(populations: Sequence[int], n: int) -> Iterator[int]:
    """Give one to each, and divide the rest as the rest of the populations; the largest remainders are rounded up.

    Source: M. L. Balinski and H. P. Young, Fair Representation, 1982, on the method of largest remainders.
    """
    rest, left = n - len(populations), sum(populations) - len(populations)
    quotas = [divmod((population - 1) * rest, left or 1) for population in populations]
    missing = rest - sum(quota for quota, _ in quotas)
    order = sorted(range(len(quotas)), key=lambda place: (-quotas[place][1], place))
    rounded_up = set(order[:missing])
    for place, (quota, _) in enumerate(quotas):
        yield 1 + quota + (place in rounded_up)


def _equal(populations: Sequence[int], n: int) -> Iterator[int]:
    """Give as many to each; what small ones do not have goes to the larger ones."""
    sizes, left = [0] * len(populations), n
    order = sorted(range(len(populations)), key=lambda place: (populations[place], -place))
    for done, place in enumerate(order):
        sizes[place] = min(populations[place], left // (len(order) - done))
        left -= sizes[place]
    yield from sizes


ALLOCATIONS: Mapping[str, Callable[[Sequence[int], int], Iterator[int]]] = {
    "proportional": _proportional,
    "equal": _equal,
}


def allocated(populations: Mapping[str, int], n: int, allocation: str) -> dict[str, int]:
    """Give how many to draw from each stratum: ``n`` together, or all; at least one each, and none beyond its own.

    Args:
        populations: no more strata than ``n``.
        n: how many to draw.
        allocation: one of :data:`ALLOCATIONS`.
    """
    names = sorted(populations, key=lambda name: (-populations[name], name))
    sizes = [populations[name] for name in names]
    return dict(zip(names, ALLOCATIONS[allocation](sizes, min(n, sum(sizes))), strict=True))


def checked_allocation(allocation: str) -> str:
    """Give the name of an allocation back.

    Raises:
        ConfigError: when there is none of this name.
    """
    if allocation not in ALLOCATIONS:
        message = f"there is no allocation {allocation!r}; {did_you_mean(allocation, ALLOCATIONS)}"
        raise ConfigError(message, allocation=allocation)
    return allocation
