"""Annotations drawn by chance from a layer, in one pass over the documents."""

import hashlib
import heapq
from collections.abc import Callable, Iterable
from itertools import chain

import attrs

from .._annotation import Annotation
from .._document import Document
from .._fields import dumps, encode
from .._plugins import Plugins
from .._visible import one_line, visible
from ..corpus._labels import checked
from ..errors import InvalidValue
from ._sample_strata import OTHERS, By, Stratifier, allocated, checked_allocation, named, stratifier
from ._sheet import Sheet, SheetRow
from ._sheet_excerpt import digest_of, excerpt, value_json
from ._values import rule_of

__all__ = ["sample"]


def sample(
    documents: Iterable[Document],
    *,
    label: str,
    n: int,
    by: By = None,
    allocation: str = "proportional",
    seed: int = 0,
    context: int = 60,
    plugins: Plugins | None = None,
) -> Sheet:
    """Draw annotations of a layer by chance, without replacement, into a sheet for people to judge.

    The documents are gone through once. Each annotation's chance is a digest of the seed, its document's id and its
    key: the same seed draws the same annotations in whatever order the documents come, and nearly the same ones again
    when a few documents or annotations have come or gone, so that most judgements can be carried over.

    The rows stand in an order by chance in which the strata are mixed.

    Args:
        documents: with the layer.
        label: the layer.
        n: how many to draw; all where there are fewer.
        by: what to divide the annotations by before drawing: ``"rule"`` (the ``method`` of the value), ``"type"`` (or
            kind), ``"source"`` (extractor and version), the name of a field of the value or of a key of the metadata
            (``"metadata.date"`` where a field has the same name), or a function of document and annotation. Every
            stratum has at least one row; where there are more strata than ``n``, the smallest are drawn from
            together.
        allocation: how the rest is divided: ``"proportional"`` to how many annotations a stratum has, which makes the
            overall precision most exact, or ``"equal"``, which compares the strata.
        seed: another one draws others.
        context: code points of text on each side.
        plugins: where a label that is no standard one is looked up.

    Raises:
        InvalidValue: when ``n`` is less than 1, or two documents have the same id.
        ConfigError: when there is no such allocation.
        NotFound: at the end, when there is no such layer, or nothing has what ``by`` names.

    Cost: memory for ``n`` rows of each stratum, and for the ids of all documents.

    Source: E. Ohlsson, Coordination of samples using permanent random numbers, in Business Survey Methods, 1995.
    """
    if type(n) is not int or n < 1:
        raise InvalidValue(f"a sample has a number of rows of 1 or more, not {n!r}", n=n)
    checked_allocation(allocation)
    draw = _Draw(label, n, stratifier(by), seed, context)
    for document in checked(documents, [label], plugins):
        draw.add(document)
    if isinstance(draw.stratum_of, Stratifier):
        draw.stratum_of.check()
    strata = draw.merged(by if isinstance(by, str) else "group")
    sizes = allocated({name: stratum.population for name, stratum in strata.items()}, n, allocation)
    rows = [_ranked(name, stratum, sizes[name]) for name, stratum in strata.items()]
    return Sheet(row for *_, row in sorted(chain.from_iterable(rows), key=lambda ranked: ranked[:3]))


# Chance, order of arrival, and the row.
_Drawn = tuple[int, int, SheetRow]
_Ranked = tuple[float, int, int, SheetRow]


@attrs.define
class _Stratum:
    """How many annotations there are, and those of them with the smallest chances, as a heap of the largest first."""

    population: int = 0
    heap: list[_Drawn] = attrs.field(factory=list)

    def drawn(self, n: int) -> list[_Drawn]:
        """Give those with the smallest chances, sorted."""
        return sorted(((-chance, -order, row) for chance, order, row in self.heap), key=lambda row: row[:2])[:n]


class _Draw:
    """Keeps the ``n`` smallest chances of each stratum while documents go by."""

    def __init__(
        self, label: str, n: int, stratum_of: Callable[[Document, Annotation], str], seed: int, context: int
    ) -> None:
        self.label = label
        self.n = n
        self.stratum_of = stratum_of
        self.context = context
        self.strata: dict[str, _Stratum] = {}
        self._seed = str(seed).encode()
        self._count = 0
        self._ids: set[str] = set()

    def add(self, document: Document) -> None:
        if document.id in self._ids:
            name = one_line(document.id, 60)
            message = f"the id {name!r} occurs twice; give each document once, and an id of its own"
            raise InvalidValue(message, document=document.id)
        self._ids.add(document.id)
        layer = document[self.label]
        if not layer:
            return
        digest = digest_of(document.text)
        state = hashlib.blake2b(b"%b\0%b\0" % (self._seed, document.id.encode()), digest_size=8)
        for item in layer:
            key = document.key(item)
            own = state.copy()
            own.update(key.encode())
            self._offer(int.from_bytes(own.digest()), document, item, key, digest)

    def _offer(self, chance: int, document: Document, item: Annotation, key: str, digest: str) -> None:
        name = self.stratum_of(document, item)
        stratum = self.strata.setdefault(name, _Stratum())
        stratum.population += 1
        self._count += 1
        place = (-chance, -self._count)
        if len(stratum.heap) < self.n:
            heapq.heappush(stratum.heap, (*place, _row(document, item, key, digest, self.context)))
        elif place > stratum.heap[0][:2]:
            heapq.heapreplace(stratum.heap, (*place, _row(document, item, key, digest, self.context)))

    def merged(self, name: str) -> dict[str, _Stratum]:
        """Give the strata, no more of them than rows are wanted: the smallest become one.

        The smallest chances of several strata are among those that each of them has kept.
        """
        names = sorted(self.strata, key=lambda found: (-self.strata[found].population, found))
        if len(names) <= self.n:
            return {found: self.strata[found] for found in names}
        kept, small = names[: self.n - 1], [self.strata[found] for found in names[self.n - 1 :]]
        rows = heapq.nlargest(self.n, chain.from_iterable(stratum.heap for stratum in small), key=lambda row: row[:2])
        others = _Stratum(sum(stratum.population for stratum in small), rows)
        return {**{found: self.strata[found] for found in kept}, named(name, OTHERS): others}


def _row(document: Document, item: Annotation, key: str, digest: str, context: int) -> SheetRow:
    around = excerpt(document, item, context)
    return SheetRow(
        before=around.before,
        text=around.text,
        after=around.after,
        value=value_json(item.value),
        rule=visible(rule_of(item)),
        population=1,
        label=item.label,
        document=visible(document.id),
        key=key,
        offsets=dumps(encode(item.pieces)).decode(),
        digest=digest,
    )


def _ranked(name: str, stratum: _Stratum, size: int) -> list[_Ranked]:
    """Give the rows of a stratum, each with its rank as a share: rows sorted by that are mixed from all strata."""
    drawn = stratum.drawn(size)
    return [
        ((rank + 0.5) / size, chance, order, attrs.evolve(row, stratum=name, population=stratum.population))
        for rank, (chance, order, row) in enumerate(drawn)
    ]
