"""A sheet: annotations drawn by chance, in rows that a person judges."""

import operator
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from attrs.validators import in_

from ..errors import InvalidValue
from ._sheet_cells import write_cells
from ._sheet_precision import SheetPrecision, estimated

__all__ = ["COLUMNS", "JUDGEMENTS", "TEXTS", "Sheet", "SheetRow"]

JUDGEMENTS = ("right", "wrong", "unsure")
TEXTS = ("before", "text", "after")


@attrs.frozen(kw_only=True)
class SheetRow:
    """One annotation to judge; the fields are the columns of the file, in this order.

    Args:
        before: the text before the annotation; empty in a sheet without texts, as ``text`` and ``after`` are.
        text: the annotation's text. In the file it stands in square brackets: spreadsheets take ``5 May`` for a date
            of this year, and write it back as one.
        after: the text after it.
        value: its value as JSON.
        judgement: ``right``, ``wrong``, ``unsure``, or nothing yet.
        cause: a word for why it is wrong, such as ``boundary``; :meth:`Sheet.precision` counts them.
        note: anything.
        rule: the rule that made it, where its value names one.
        stratum: the part of all annotations that it was drawn from.
        population: how many annotations that part has.
        label: its label.
        document: the id of its document, controls as signs.
        key: its key in the document, see :meth:`corpuskit.Document.key`.
        offsets: its pieces as JSON, ``[[3,12]]``.
        digest: that of the document's text: offsets count in this text only.
    """

    before: str = ""
    text: str = ""
    after: str = ""
    value: str = ""
    judgement: str = attrs.field(default="", validator=in_(("", *JUDGEMENTS)))
    cause: str = ""
    note: str = ""
    rule: str = ""
    stratum: str = "all"
    population: int = attrs.field(validator=attrs.validators.ge(1))
    label: str = ""
    document: str = ""
    key: str = ""
    offsets: str = ""
    digest: str = ""


COLUMNS = tuple(field.name for field in attrs.fields(SheetRow))
_identity = operator.attrgetter("digest", "label", "offsets", "value")
_written = operator.attrgetter("judgement", "cause", "note")


def _rows(rows: Iterable[SheetRow]) -> tuple[SheetRow, ...]:
    return tuple(rows)


@attrs.frozen(repr=False)
class Sheet:
    """Annotations drawn by chance, for people to judge.

    Args:
        rows: in an order by chance, so that what is judged from the top down is a sample at any time.

    Raises:
        InvalidValue: when rows of one stratum give it different populations, or are more than its population.
    """

    rows: tuple[SheetRow, ...] = attrs.field(converter=_rows)

    @rows.validator
    def _check_populations(self, attribute: object, rows: tuple[SheetRow, ...]) -> None:
        counts = Counter(row.stratum for row in rows)
        populations: dict[str, int] = {}
        for row in rows:
            known = populations.setdefault(row.stratum, row.population)
            if known != row.population:
                raise InvalidValue(
                    f"stratum {row.stratum!r} has a population of {known} in one row and of {row.population} in "
                    "another; are these rows of two sheets?",
                    stratum=row.stratum,
                )
            if counts[row.stratum] > known:
                raise InvalidValue(
                    f"stratum {row.stratum!r} has {counts[row.stratum]} rows, and a population of only {known}; does "
                    "a row stand there twice?",
                    stratum=row.stratum,
                )

    def __repr__(self) -> str:
        strata = len({row.stratum for row in self.rows})
        judged = sum(1 for row in self.rows if row.judgement)
        return f"<Sheet: {len(self.rows)} rows from {strata} strata, {judged} judged>"

    def __iter__(self) -> Iterator[SheetRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def precision(self, *, level: float = 0.95) -> SheetPrecision:
        """Give the precision that the judgements come to, by stratum and overall, with intervals.

        Rows that nobody judged, or was sure of, are counted and left out. The overall precision weights each stratum
        by its population. A stratum's interval is Wilson's; so is the overall one, for as many judgements of a plain
        sample as would be equally exact.

        Args:
            level: that of the intervals.

        Raises:
            ConfigError: when the level is not between 0 and 1.

        Source: see :func:`wilson_interval`; W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 5.3;
        C. Franco and others, Comparative study of confidence intervals for proportions in complex sample surveys,
        Journal of Survey Statistics and Methodology 7, 2019.
        """
        return estimated(((row.stratum, row.population, row.judgement, row.cause) for row in self.rows), level)

    def without_text(self) -> "Sheet":
        """Give this sheet with offsets, values and digests, and no text: it may be kept where texts may not.

        Values may repeat words of the text, as the name of an entity does, and notes what somebody wrote.
        """
        return Sheet(attrs.evolve(row, before="", text="", after="") for row in self.rows)

    def with_judgements_of(self, *earlier: "Sheet") -> "Sheet":
        """Give this sheet with the judgements, causes and notes that earlier ones have for the same annotations.

        The same are those with an equal label, place and value in an equal text. A row that is filled in here stays
        as it is; of several earlier sheets the first that judged the annotation counts.
        """
        filled = [row for sheet in earlier for row in sheet.rows if any(_written(row))]
        known: dict[object, SheetRow] = {}
        # A judgement counts before a note alone.
        for row in sorted(filled, key=lambda row: not row.judgement):
            known.setdefault(_identity(row), row)
        return Sheet(_judged(row, known.get(_identity(row))) for row in self.rows)

    def judgements_missing_in(self, other: "Sheet") -> int:
        """Give the number of rows here whose judgement, cause or note ``other`` does not have for the annotation."""
        there = {(_identity(row), *_written(row)) for row in other.rows}
        return sum(1 for row in self.rows if any(_written(row)) and (_identity(row), *_written(row)) not in there)

    def write(self, path: str | Path) -> int:
        """Write a CSV file and give the number of its rows; :func:`read_sheet` reads it.

        UTF-8 with a byte order mark, for spreadsheets. No cell is a formula there: see the page on judging. The
        columns of texts are left out where no row has one. The file appears when it is complete.

        Raises:
            FormatError: when the name does not end in ``.csv``.
        """
        has_text = any(getattr(row, name) for row in self.rows for name in TEXTS)
        columns = [name for name in COLUMNS if has_text or name not in TEXTS]
        cells = ([_cell(name, getattr(row, name)) for name in columns] for row in self.rows)
        return write_cells(_with_header(columns, cells), path) - 1


def _judged(row: SheetRow, earlier: SheetRow | None) -> SheetRow:
    if earlier is None or any(_written(row)):
        return row
    return attrs.evolve(row, judgement=earlier.judgement, cause=earlier.cause, note=earlier.note)


def _cell(name: str, cell: object) -> str:
    return f"[{cell}]" if name == "text" else str(cell)


def _with_header(columns: list[str], rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield columns
    yield from rows
