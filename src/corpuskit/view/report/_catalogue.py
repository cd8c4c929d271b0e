"""What is in all documents of a report, as columns: a row for each annotation."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from ..._annotation import Annotation, Source
from ..._html import Palette
from ..._summary import plural
from ..._visible import one_line
from ...values import EntityValue, NumberValue, OpaqueValue, QuoteValue

if TYPE_CHECKING:
    from ..._document import Document

__all__ = ["Catalogue"]

_WHOLE = ("group", "score", "name", "item", "sentence", "first_day", "last_day")


@attrs.frozen
class _Group:
    """What annotations are filtered by; those that agree in all of it share a group."""

    layer: str
    kind: str
    source: tuple[str, ...]


class _Names:
    """Texts by number, from 1; those with the same key share a number, and are shown as most of them are written."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._forms: list[Counter[str]] = []

    def number(self, key: str, form: str) -> int:
        """Give the number of a text."""
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if number > len(self._forms):
            self._forms.append(Counter())
        self._forms[number - 1][form] += 1
        return number

    @property
    def shown(self) -> list[str]:
        """The texts in the order of their numbers."""
        return [one_line(forms.most_common(1)[0][0]) for forms in self._forms]


class Catalogue:
    """Gathers the columns, from which the script computes every chart and every list of passages.

    In each column, 0 stands for nothing: names, items and sentences count from 1, days from the first of the year 1,
    and a score is one more than its hundredths.
    """

    def __init__(self) -> None:
        self._palette = Palette()
        self._groups: dict[_Group, int] = {}
        self._names = _Names()
        self._items = _Names()
        self._columns = {name: array("q") for name in _WHOLE}
        self._amounts = array("d")
        self._documents: list[list[Any]] = []  # Any: JSON.
        self.code_points = 0
        self.layers: Counter[str] = Counter()

    @property
    def documents(self) -> int:
        """The number of documents so far."""
        return len(self._documents)

    def add(self, document: "Document", items: Sequence[Annotation]) -> list[int]:
        """Add the annotations of a document; give the group of each."""
        from ...store._columns import columns_of  # With the store only where it is used.

        self._documents.append([*_heading(document), len(self._amounts)])
        self.code_points += len(document.text)
        self.layers.update(item.label for item in items)
        names = self._names_of(document, items)
        sentences = _sentences(document, items)
        shown = {item.label for item in items}
        columns = zip(document.annotations, columns_of(document), strict=True)
        cells = (dict(zip(*found[1:], strict=False)) for item, found in columns if item.label in shown)
        return [self._add(*row) for row in zip(items, cells, names, sentences, strict=True)]

    def _add(self, item: Annotation, cells: Mapping[str, Any], name: int, sentence: int) -> int:
        key = _Group(one_line(item.label), one_line(_kind(item.value)), _maker(item.source))
        group = self._groups.setdefault(key, len(self._groups))
        first, last = _days(cells.get("earliest"), cells.get("latest"))
        thing = _counted(item.value)
        row = {
            "group": group,
            "score": 0 if item.score is None else round(item.score * 100) + 1,
            "name": name,
            "item": self._items.number(thing.casefold(), thing) if thing else 0,
            "sentence": sentence,
            "first_day": first,
            "last_day": last,
        }
        for column, cell in row.items():
            self._columns[column].append(cell)
        self._amounts.append(float(f"{cells.get('low', cells.get('high', 0)):.6g}"))
        return group

    def _names_of(self, document: "Document", items: Iterable[Annotation]) -> list[int]:
        """Give the number of the entity or speaker of each annotation; a speaker is the entity of the same name."""
        known = {
            item.value.name.casefold(): _identity(item.value)
            for item in document["entity"]
            if isinstance(item.value, EntityValue)
        }
        found = []
        for item in items:
            value = item.value
            shown = value.name if isinstance(value, EntityValue) else ""
            if isinstance(value, QuoteValue):
                shown = value.speaker_name or ""
            key = known.get(shown.casefold(), shown.casefold())
            found.append(self._names.number(key, shown) if shown.strip() else 0)
        return found

    def to_json(self) -> dict[str, Any]:
        """Give everything as JSON, in which columns are arrays of numpy."""
        import numpy as np

        return {
            "code_points": self.code_points,
            "groups": [[key.layer, key.kind, self._palette.slot(key.layer), key.source] for key in self._groups],
            "names": self._names.shown,
            "items": self._items.shown,
            "documents": self._documents,
            "amount": np.asarray(self._amounts),
            **{name: np.asarray(column) for name, column in self._columns.items()},
        }


def _heading(document: "Document") -> tuple[str, str, str]:
    """Give id, title and date of a document; nothing for what it has not."""
    title, day = (document.metadata.get(name) for name in ("title", "date"))
    return (
        one_line(document.id, 300),
        one_line(title, 300) if isinstance(title, str) else "",
        one_line(day[:10]) if isinstance(day, str) else "",
    )


def _maker(source: Source | None) -> tuple[str, ...]:
    """Give who made an annotation, without what differs from document to document."""
    return () if source is None else tuple(map(one_line, (source.extractor, source.distribution, source.version)))


def _identity(value: EntityValue) -> str:
    """Give what mentions of one entity share in the whole corpus: its id where it has one, or else its name."""
    return f"id {value.id}" if value.id else value.name.casefold()


def _kind(value: object) -> str:
    fields = value.data if isinstance(value, OpaqueValue) else value
    for name in ("type", "kind"):
        kind = fields.get(name) if isinstance(fields, Mapping) else getattr(fields, name, None)
        if isinstance(kind, str) and kind:
            return kind
    return ""


def _counted(value: object) -> str:
    """Give what a number counts: a thing, or a unit, or a unit of a thing."""
    if not isinstance(value, NumberValue) or value.kind == "ordinal":
        return ""
    thing = value.counted or ""
    if value.kind == "percentage" and value.unit in (None, "%"):
        unit = "per cent"
    elif value.kind == "money":
        unit = value.unit or value.unit_name or "money"
    else:
        unit = plural(value.unit_name) if value.unit_name else value.unit or ""
    return f"{unit} of {thing}" if unit and thing and value.kind != "age" else unit or thing


def _days(earliest: str | None, latest: str | None) -> tuple[int, int]:
    """Give the first day of an interval, and the first one after it, as ordinals; zeros where it is open."""
    if earliest is None or latest is None:
        return 0, 0
    try:
        first, last = date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])
        after = last if len(latest) <= 10 else last + timedelta(days=1)
    except (ValueError, OverflowError):  # A value that was made elsewhere may say anything.
        return 0, 0
    return (first.toordinal(), max(after.toordinal(), first.toordinal() + 1)) if first <= last else (0, 0)


def _sentences(document: "Document", items: Sequence[Annotation]) -> list[int]:
    """Give the number of the sentence in which each annotation begins."""
    import numpy as np

    from ...scan import Batch
    from ...scan._layers import SentenceExtractor

    sentences = SentenceExtractor().extract_batch(Batch([document]))
    found: list[int] = np.searchsorted(sentences.start, [item.start for item in items], side="right").tolist()
    return found
