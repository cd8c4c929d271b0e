"""The extractor of entities."""

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from corpuskit import Annotation, Document
from corpuskit.rules import Rules
from corpuskit.scan import Batch, Columns, collections_paused

from .addresses import addresses
from .chains.acronyms import with_bracketed
from .chains.agreement import agree
from .chains.linking import link
from .chains.mentions import Mention
from .chains.names import Name, named
from .config import EntityConfig
from .joining import join
from .merging import merged, replaced
from .nested import METHOD as INSIDE
from .partners import with_initials, with_partners
from .splitting import split
from .tagger.model import TYPES, Model, shipped
from .tagger.tagger import Tagger
from .titles.cues import Cues
from .titles.finding import find_cues
from .userlists import UserLists
from .valuing import Rows, Values
from .wanted import Wanted
from .wrapped import without_wraps

__all__ = ["EntityExtractor", "triggers"]

_MODEL = "model"
_DIGITS = 4
_LETTER = re.compile(r"[^\W_]")
_PERSON = TYPES.index("PER")
_INNER = 0.7
"""The score of a name inside a longer one."""


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
        self.config: EntityConfig = config or EntityConfig()
        self._rules = Rules.load("corpuskit_entities", "en", extra=self.config.rules, without=self.config.without)
        model = Model.load(self.config.weights) if self.config.weights else shipped()
        self._tagger = Tagger(model, twice=self.config.memory)
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
        with collections_paused():
            return self._extract(without_wraps(batch))

    def _extract(self, batch: Batch) -> Columns:
        cues = find_cues(self._rules, batch)
        listed = self._listed(batch)
        rows = Rows(self._values)
        for number, (text, found) in enumerate(zip(batch.texts, self._read(batch), strict=True)):
            mentions = self._mentions(text, listed.get(number, ()), found, cues.get(number))
            agree(mentions, (_MODEL,))
            mentions = with_initials(text, with_partners(text, mentions))
            link(text, mentions)
            rows.add(number, self._wanted.choose(mentions))
        return rows.columns()

    def _read(self, batch: Batch) -> Iterator[list[Mention]]:
        """Give the names that the model finds in each document, one by one; inner ones behind outer ones."""
        # What is learnt of new words is put in tables, by one thread at a time.
        with self._learning:
            names = self._tagger.names(batch.scan)
        numbers, starts = batch.scan.locate(names.starts)
        ends = names.ends - batch.scan.places[numbers]
        columns = [column.tolist() for column in (starts, ends, names.kinds, names.scores.round(_DIGITS))]
        bounds = np.searchsorted(numbers, np.arange(len(batch.texts) + 1)).tolist()
        for text, (first, last) in zip(batch.texts, pairwise(bounds), strict=True):
            yield self._read_one(text, zip(*(column[first:last] for column in columns), strict=True))

    def _read_one(self, text: str, rows: Iterable[tuple[int, int, int, float]]) -> list[Mention]:
        found, nested = list[Mention](), self.config.nested
        within = addresses(text)
        for start, end, kind, score in rows:
            if start in within or not (text[start].isalnum() or _LETTER.search(text, start, end)):
                continue
            name = named(text[start:end])
            found.append(Mention(start, end, name, TYPES[kind], score, _MODEL))
            if nested and kind != _PERSON and name.inner:
                found += _inner(name, start)
        return found

    def _mentions(self, text: str, listed: Iterable[Mention], found: list[Mention], cues: Cues | None) -> list[Mention]:
        put = merged if self.config.nested else replaced
        stated = _stated(text, cues) if cues else ()
        if cues:
            found = cues.outside_titles(found)
        mentions = with_bracketed(text, put(listed, put(stated, split(join(text, found)))))
        if cues:
            cues.attach(text, mentions)
        return mentions

    def _listed(self, batch: Batch) -> Mapping[int, list[Mention]]:
        """Give the names of the user's lists, by the numbers of their documents."""
        found: dict[int, list[Mention]] = {}
        for number, start, end, row in self._lists.find(batch) if self._lists else ():
            entry, name = self._lists.entries[row], named(batch.texts[number][start:end])
            one = Mention(start, end, name, entry.type, 0.99, "gazetteer", entry.subtype, id=entry.id)
            one.canonical = entry.canonical or ""
            found.setdefault(number, []).append(one)
        return found


def _inner(name: Name, place: int) -> Iterator[Mention]:
    for start, end, kind in name.inner:
        yield Mention(place + start, place + end, named(name.surface[start:end]), kind, _INNER, INSIDE)


def _stated(text: str, cues: Cues) -> Iterator[Mention]:
    for cue in cues.entities:
        surface = text[cue.start : cue.end]
        if surface.strip():
            yield Mention(cue.start, cue.end, named(surface), cue.type, 0.95, cue.rule, cue.subtype)
