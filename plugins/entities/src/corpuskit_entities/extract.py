"""The extractor of entities."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from corpuskit import Annotation, Document
from corpuskit.rules import Rules
from corpuskit.scan import Batch, Columns

from .chains.acronyms import with_bracketed
from .chains.linking import link
from .chains.mentions import Mention
from .chains.names import Name, named
from .config import EntityConfig
from .evidence import TYPES
from .gazetteer import shipped
from .merging import merged, replaced
from .nested import METHOD as INSIDE
from .reading import Reading, Scorer
from .runs import find_runs
from .segment import OUTSIDE
from .sheet import Sheet
from .splitting import split
from .titles.cues import Cues
from .titles.finding import find_cues
from .userlists import UserLists
from .valuing import Rows, Values
from .wanted import Wanted
from .weights import shipped_weights
from .wrapped import without_wraps

__all__ = ["EntityExtractor", "triggers"]

_PERSON = TYPES.index("PER")


def triggers() -> tuple[str, ...]:
    """Give the words that tell where the rules may match."""
    return Rules.load("corpuskit_entities", "en").triggers


class EntityExtractor:
    """Find the names in documents, their types and their chains.

    Documents are read twice: the second time with what the first reading found about the words of their names.

    Args:
        config: the options; by default all types, nested names too.
    """

    def __init__(self, config: EntityConfig | None = None) -> None:
        self.config = config or EntityConfig()
        self._rules = Rules.load("corpuskit_entities", "en", extra=self.config.rules, without=self.config.without)
        self._scorer = Scorer(shipped_weights())
        self._lists = UserLists(self.config.gazetteers)
        self._wanted = Wanted(self.config)
        self._values = Values()
        self._learning = threading.Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.config,)

    def __call__(self, document: Document) -> list[Annotation]:
        """Give the names in a document, in the order of their places."""
        return self.extract_batch(Batch([document])).by_document(1)[0]

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the names in the documents of a batch, in the order of their places."""
        batch = without_wraps(batch)
        sheet = Sheet(batch)
        cues = find_cues(self._rules, batch, sheet)
        found: list[list[Mention]] = [[] for _ in batch.texts]
        for number, one in _read_names(self._read(sheet, cues), sheet, self.config.nested):
            found[number].append(one)
        listed = self._listed(batch)
        rows = Rows(self._values)
        for number, text in enumerate(batch.texts):
            mentions = self._mentions(text, listed.get(number, ()), found[number], cues.get(number))
            link(text, mentions)
            rows.add(number, self._wanted.choose(mentions))
        return rows.columns()

    def _read(self, sheet: Sheet, cues: Mapping[int, Cues]) -> Reading:
        runs = find_runs(sheet, shipped().dull)
        # What is learnt of new runs is put in tables, by one thread at a time.
        with self._learning:
            stretches = self._scorer.stretches(runs, sheet.scan.documents_of(runs.starts))
            hints = ((int(sheet.bounds[number]), one.weights, one.marked) for number, one in cues.items())
            return self._scorer.again(self._scorer.read(stretches, hints), sheet)

    def _mentions(self, text: str, listed: Iterable[Mention], found: list[Mention], cues: Cues | None) -> list[Mention]:
        join = merged if self.config.nested else replaced
        stated = _stated(text, cues) if cues else ()
        mentions = with_bracketed(text, join(listed, join(stated, [*split(found)])))
        if cues:
            cues.attach(mentions)
        return mentions

    def _listed(self, batch: Batch) -> Mapping[int, list[Mention]]:
        """Give the names of the user's lists, by the numbers of their documents."""
        found: dict[int, list[Mention]] = {}
        for number, start, end, row in self._lists.find(batch) if self._lists else ():
            entry, name = self._lists.entries[row], _name(batch.texts[number][start:end])
            one = Mention(start, end, name, entry.type, 0.99, "gazetteer", entry.subtype, id=entry.id)
            one.canonical = entry.canonical or ""
            found.setdefault(number, []).append(one)
        return found


def _read_names(reading: Reading, sheet: Sheet, nested: bool) -> Iterator[tuple[int, Mention]]:
    """Give the names that a reading found, each with the number of its document; inner ones behind outer ones."""
    stretches, tables = reading.stretches, reading.stretches.tables
    kept = np.flatnonzero(reading.kinds != OUTSIDE)
    at = reading.chosen[kept]
    run, documents = stretches.run[at], stretches.documents[at]
    starts = stretches.runs.starts[run] - sheet.bounds[documents]
    columns = documents, stretches.cells[at], stretches.phrases[run], starts, reading.kinds[kept], reading.scores[kept]
    for number, cell, phrase, start, kind, score in zip(*(column.tolist() for column in columns), strict=True):
        found = tables.names[cell] or tables.name(cell, phrase)
        first = start + found.start
        yield number, Mention(first, first + len(found.name.surface), found.name, TYPES[kind], score, "evidence")
        if nested and found.inside and kind != _PERSON:
            for place, name, inner in found.inside:
                first = start + place
                yield number, Mention(first, first + len(name.surface), name, inner, 0.7, INSIDE)


def _stated(text: str, cues: Cues) -> Iterator[Mention]:
    for cue in cues.entities:
        surface = cue.span.text_of(text)
        if surface.strip():
            yield Mention(cue.span.start, cue.span.end, _name(surface), cue.type, 0.95, cue.rule, cue.subtype)


def _name(surface: str) -> Name:
    return named(surface)
