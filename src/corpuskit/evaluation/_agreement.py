"""How far annotators agree: none of them is gold."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, groupby
from typing import Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._plugins import Plugins
from ..errors import InvalidValue, NotFound, did_you_mean
from ._coefficients import cohen_kappa, krippendorff_alpha
from ._figures import coefficient, number_of
from ._joining import Joining
from ._judging import Judgement, counted, judged
from ._measures import Counts
from ._scheme import Scheme
from ._values import type_of

__all__ = ["Agreement", "LayerAgreement", "PairAgreement", "agreement"]

Category = tuple[str, ...]
"""The types of the annotations that lie over a code point, each once; empty where there is none."""


@attrs.frozen
class PairAgreement:
    """How far two annotators agree about a layer.

    Args:
        first: the name of one.
        second: the name of the other.
        counts: as of an evaluation with the first as gold; F1 is the same either way.
        kappa: Cohen's kappa of code points, each inside or outside an annotation; None where it is undefined.
        type_kappa: Cohen's kappa of the types of annotations that both have; None where it is undefined.
    """

    first: str
    second: str
    counts: Counts
    kappa: float | None
    type_kappa: float | None


@attrs.frozen
class LayerAgreement:
    """How far all annotators agree about a layer.

    Args:
        label: the layer.
        pairs: every two annotators, in the order given.
        alpha: Krippendorff's alpha of code points, each with the types of the annotations over it; None where it is
            undefined.
    """

    label: str
    pairs: tuple[PairAgreement, ...]
    alpha: float | None


@attrs.frozen(repr=False)
class Agreement:
    """How far annotators agree, by layer; as text it is a table for each.

    Args:
        names: of the annotators.
        documents: how many documents all have.
        layers: what was compared, sorted by label.
    """

    names: tuple[str, ...]
    documents: int
    layers: tuple[LayerAgreement, ...]

    def __getitem__(self, label: str) -> LayerAgreement:
        """Give the agreement about a layer.

        Raises:
            NotFound: when no annotator has it.
        """
        found = {layer.label: layer for layer in self.layers}
        if label not in found:
            raise NotFound(f"no annotator has {label!r}; {did_you_mean(label, found)}", label=label)
        return found[label]

    def rows(self) -> list[dict[str, Any]]:
        """Give one flat record for every layer and two annotators.

        The keys are ``label``, ``first``, ``second``, ``strict`` and ``partial`` (F1), ``kappa``, ``type_kappa`` and
        ``alpha``, which is that of all annotators.
        """
        return [
            {
                "label": layer.label,
                "first": pair.first,
                "second": pair.second,
                "strict": pair.counts.score("strict").f1,
                "partial": pair.counts.score("partial").f1,
                "kappa": pair.kappa,
                "type_kappa": pair.type_kappa,
                "alpha": layer.alpha,
            }
            for layer in self.layers
            for pair in layer.pairs
        ]

    def to_dict(self) -> dict[str, Any]:
        """Give everything as JSON-like data."""
        return {"annotators": list(self.names), "documents": self.documents, "agreement": self.rows()}

    def __repr__(self) -> str:
        layers = ", ".join(f"{layer.label} {coefficient(layer.alpha)}" for layer in self.layers)
        documents = number_of(self.documents, "document")
        return f"<Agreement of {', '.join(self.names)} on {documents}, alpha: {layers or 'no layer'}>"

    def __str__(self) -> str:
        from ._report import agreement_lines

        return "\n".join(agreement_lines(self))


def agreement(
    annotators: Mapping[str, Iterable[Document]],
    *,
    labels: Collection[str] | None = None,
    types: Mapping[str, Collection[str]] = {},
    edges: str = "kept",
    nested: str = "kept",
    missing: str = "fail",
    plugins: Plugins | None = None,
) -> Agreement:
    """Say how far two or more annotators agree, of whom none is gold.

    Args:
        annotators: by name, the documents of each, with the same texts and ids; read once and lazily.
        labels: the layers to compare; by default all that any of them has.
        types: by label, the types that count; all by default.
        edges: as for :func:`evaluate`.
        nested: as for :func:`evaluate`.
        missing: what to do about documents that not all have: ``fail`` or ``skip``.
        plugins: where labels that are no standard ones are looked up; the installed ones by default.

    Raises:
        InvalidValue: when there are fewer than two annotators, texts differ, an id occurs twice, or documents are
            missing and may not be.
        ConfigError: when an option does not fit.
        NotFound: when a label is asked for that is no standard one, that no annotator has, and that no plugin makes.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960;
    K. Krippendorff, Content Analysis, 2004, section 11.3; F1 as agreement after G. Hripcsak and A. S. Rothschild,
    Agreement, the F-measure, and reliability in information retrieval, JAMIA 12, 2005.
    """
    names = tuple(annotators)
    if len(names) < 2:
        raise InvalidValue(f"agreement takes two annotators or more, not {len(names)}", names=names)
    scheme = Scheme(labels, types, {}, edges, nested)
    tally = _Tally(names, scheme)
    for row in Joining(names, missing, None).rows(tuple(annotators.values())):
        tally.add([document for document in row if document])
    scheme.check_labels(tally.units, plugins)
    return Agreement(names, tally.documents, tuple(tally.layer(label) for label in sorted(tally.units)))


class _Tally:
    """What is counted of all documents."""

    def __init__(self, names: Sequence[str], scheme: Scheme) -> None:
        self.names = names
        self.scheme = scheme
        self.documents = 0
        self.code_points = 0
        # By label: how many code points the annotators gave these types, for those that any of them marked.
        self.units: dict[str, Counter[tuple[Category, ...]]] = {}
        self.pairs: dict[tuple[int, int, str], _Pair] = {}

    def add(self, row: Sequence[Document]) -> None:
        self.documents += 1
        self.code_points += len(row[0].text)
        layers = [self.scheme.layers(document) for document in row]
        for label in {label for by_label in layers for label in by_label}:
            units = _units([by_label.get(label, []) for by_label in layers])
            self.units.setdefault(label, Counter()).update(units)
        for (i, first), (j, second) in combinations(enumerate(row), 2):
            for label, found in groupby(judged(first, second, self.scheme), key=lambda item: item.label):
                self.pairs.setdefault((i, j, label), _Pair()).add(list(found), self.scheme)

    def layer(self, label: str) -> LayerAgreement:
        unmarked = self.code_points - self.units[label].total()
        nothing: tuple[Category, ...] = ((),) * len(self.names)
        units = self.units[label] + Counter({nothing: unmarked})
        pairs = (self._pair(i, j, label, units) for i, j in combinations(range(len(self.names)), 2))
        return LayerAgreement(label, tuple(pairs), krippendorff_alpha(units))

    def _pair(self, i: int, j: int, label: str, units: Mapping[tuple[Category, ...], int]) -> PairAgreement:
        pair = self.pairs.get((i, j, label), _Pair())
        inside: Counter[tuple[bool, bool]] = Counter()
        for categories, count in units.items():
            inside[bool(categories[i]), bool(categories[j])] += count
        kappa, type_kappa = cohen_kappa(inside), cohen_kappa(pair.types)
        return PairAgreement(self.names[i], self.names[j], pair.counts, kappa, type_kappa)


@attrs.define
class _Pair:
    """What is counted of two annotators and one layer."""

    counts: Counts = attrs.field(factory=Counts)
    types: Counter[tuple[str, str]] = attrs.field(factory=Counter)

    def add(self, judgements: Sequence[Judgement], scheme: Scheme) -> None:
        for item in judgements:
            first, second = item.pair.gold, item.pair.predicted
            if first and second:
                self.types[type_of(first), type_of(second)] += 1
        whole = [counts for (_, type), counts in counted(judgements, scheme).items() if type is None]
        self.counts = Counts.total([self.counts, *whole])


def _units(sides: Sequence[Sequence[Annotation]]) -> Counter[tuple[Category, ...]]:
    """Count the code points of one document that each combination of categories covers, without those of no one."""
    events = sorted(
        (place, change, side, type_of(item))
        for side, items in enumerate(sides)
        for item in items
        for piece in item.pieces
        if len(piece)
        for place, change in ((piece.start, 1), (piece.end, -1))
    )
    active: list[Counter[str]] = [Counter() for _ in sides]
    units: Counter[tuple[Category, ...]] = Counter()
    before = 0
    for place, change, side, type in events:
        if place > before and any(active):
            units[tuple(tuple(sorted(types)) for types in active)] += place - before
        active[side] += Counter({type: change})
        before = place
    return units
