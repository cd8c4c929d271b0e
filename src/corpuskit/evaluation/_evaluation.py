"""Scores of predictions against gold."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from .._document import Document
from .._plugins import Plugins
from ._errors import ErrorCase, error_of
from ._figures import number_of, percent
from ._joining import Joining
from ._judging import Group, check_group, counted, group_order, judged
from ._measures import MEASURES, PRIMARY, Counts, Score, mean_score, score_of
from ._scheme import Scheme

if TYPE_CHECKING:
    from ._bootstrap import Bootstrap

__all__ = ["Evaluation", "evaluate", "evaluated"]


@attrs.frozen(slots=False, repr=False)
class Evaluation:
    """Scores by label and by type, with the counts of every document that they come from; as text they are tables.

    Args:
        documents: the ids of the documents that were scored, sorted.
        counts_by_document: for each of them, counts by label and type; type None stands for the whole layer.
        labels: the layers that were scored, sorted.
        not_scored: how many predicted annotations were not scored by label, because gold has no such layer.
        errors: what is wrong, in order of document, label and place; empty where no context was asked for.
        scheme: what was compared with what.
    """

    documents: tuple[str, ...]
    counts_by_document: tuple[Mapping[Group, Counts], ...]
    labels: tuple[str, ...]
    not_scored: Mapping[str, int] = attrs.field(factory=dict)
    errors: tuple[ErrorCase, ...] = ()
    scheme: Scheme = attrs.field(factory=Scheme)

    @cached_property
    def groups(self) -> Mapping[Group, Counts]:
        """The counts of every label and type over all documents, sorted, each label before its types."""
        found: dict[Group, list[Counts]] = {}
        for by_group in self.counts_by_document:
            for group, counts in by_group.items():
                found.setdefault(group, []).append(counts)
        return {group: Counts.total(found[group]) for group in sorted(found, key=group_order)}

    def types(self, label: str) -> tuple[str, ...]:
        """Give the types that a layer has on either side, sorted; an empty string for annotations without one."""
        return tuple(type for name, type in self.groups if name == label and type is not None)

    def counts(self, label: str | None = None, type: str | None = None) -> Counts:
        """Give the counts of a layer, of one type of it, or of all layers together.

        Raises:
            NotFound: when the label was not scored, or has no such type.
            ConfigError: when there is a type and no label.
        """
        check_group(label, type, self.labels, self.groups)
        if label is None:
            return Counts.total(self.counts(name) for name in self.labels)
        return self.groups.get((label, type), Counts())

    def score(self, measure: str = PRIMARY, label: str | None = None, type: str | None = None) -> Score:
        """Give precision, recall and F1 of a layer, of one type of it, or of all layers together (micro average).

        Of all together, the hits of each layer are summed; layers without a value in gold have no part in ``value``.

        Args:
            measure: ``strict``, ``strict_type``, ``partial``, ``half``, ``type`` or ``value``.
            label: a layer; all together by default.
            type: one type of the layer. A pair counts where both sides have that type.

        Raises:
            NotFound: when there is no such measure, label or type.
            ConfigError: when there is a type and no label.
        """
        if label is not None or type is not None:
            return self.counts(label, type).score(measure)
        return score_of([self.counts(name) for name in self.labels], measure)

    def macro(self, measure: str = PRIMARY, label: str | None = None) -> Score:
        """Give the mean of the scores of all layers, or of all types of one layer, each with the same weight.

        A figure that is undefined for some of them, because both sides are empty there, is the mean of the others.

        Raises:
            NotFound: when there is no such measure or label.
        """
        if label is None:
            return mean_score([self.score(measure, name) for name in self.labels])
        self.counts(label)
        return mean_score([self.score(measure, label, type) for type in self.types(label)])

    def measures(self, label: str | None = None) -> tuple[str, ...]:
        """Give the measures that say something of a layer: those of types and values only where gold has any."""
        labels = self.labels if label is None else (label,)
        typed = any(any(self.types(name)) for name in labels)
        valued = self.counts(label).values > 0
        left_out = {*(() if typed else ("strict_type", "type")), *(() if valued else ("value",))}
        return tuple(measure for measure in MEASURES if measure not in left_out)

    def bootstrap(self, *, samples: int = 1000, seed: int = 0) -> "Bootstrap":
        """Give what confidence intervals are read from: many random samples of the documents.

        Args:
            samples: how many samples, each of as many documents as there are, drawn with replacement.
            seed: equal seeds give equal samples.

        Raises:
            ConfigError: when there are no samples.
        """
        from ._bootstrap import Bootstrap

        return Bootstrap(self, samples, seed)

    def rows(self) -> list[dict[str, Any]]:
        """Give one flat record for each label, type and measure: for a table or a data frame.

        The keys are ``label``, ``type``, ``measure``, ``precision``, ``recall``, ``f1``, ``gold`` and ``predicted``.
        Those of a whole layer have type None; those of all layers together have the label None too.
        """
        groups: list[tuple[str | None, str | None]] = [*self._scored_groups(), (None, None)]
        return [
            {"label": label, "type": type, "measure": measure, **self._record(measure, label, type)}
            for label, type in groups
            for measure in self.measures(label)
        ]

    def _record(self, measure: str, label: str | None, type: str | None) -> dict[str, Any]:
        counts = self.counts(label, type)
        return {**attrs.asdict(self.score(measure, label, type)), "gold": counts.gold, "predicted": counts.predicted}

    def _scored_groups(self) -> Iterator[Group]:
        for label in self.labels:
            yield label, None
            yield from ((label, type) for type in self.types(label) if any(self.types(label)))

    def to_dict(self) -> dict[str, Any]:
        """Give everything but the errors as JSON-like data; see :meth:`rows` for a flat table."""
        return {
            "documents": len(self.documents),
            "labels": {label: self._layer_dict(label) for label in self.labels},
            "micro": self._scores(None),
            "macro": {measure: attrs.asdict(self.macro(measure)) for measure in self.measures()},
            "not_scored": dict(self.not_scored),
        }

    def _layer_dict(self, label: str) -> dict[str, Any]:
        types = self.types(label) if any(self.types(label)) else ()
        return {
            **self._scores(label),
            "types": {type: self._scores(label, type) for type in types},
            "macro": {measure: attrs.asdict(self.macro(measure, label)) for measure in self.measures(label) if types},
        }

    def _scores(self, label: str | None, type: str | None = None) -> dict[str, Any]:
        scores = {measure: attrs.asdict(self.score(measure, label, type)) for measure in self.measures(label)}
        return {"counts": attrs.asdict(self.counts(label, type)), "scores": scores}

    def __repr__(self) -> str:
        scores = (f"{measure} {percent(self.score(measure).f1)}" for measure in self.measures())
        layers = ", ".join(self.labels) or "no layer"
        documents = number_of(len(self.documents), "document")
        return f"<Evaluation of {layers} in {documents}, F1: {', '.join(scores)}>"

    def __str__(self) -> str:
        from ._report import score_lines

        return "\n".join(score_lines(self)).rstrip()

    def _repr_html_(self) -> str:
        from ._page import scores_html

        return scores_html(self)


def evaluate(
    gold: Iterable[Document],
    predicted: Iterable[Document],
    *,
    labels: Collection[str] | None = None,
    types: Mapping[str, Collection[str]] = {},
    value_fields: Mapping[str, Collection[str]] = {},
    edges: str = "kept",
    nested: str = "kept",
    missing: str = "fail",
    extra: str = "fail",
    context: int | None = None,
    names: Sequence[str] = ("gold", "predicted"),
    plugins: Plugins | None = None,
) -> Evaluation:
    """Score predictions against gold, document by document, paired by id.

    Both sides are read once and lazily. Documents in the same order are dropped as they are scored; one that comes
    later on the other side is held until then. What is kept are the counts of each document, and the errors.

    Args:
        gold: documents with the annotations that should be found.
        predicted: documents with the same texts, and the annotations that were found.
        labels: the layers to score; by default those that occur in gold.
        types: by label, the types that count on both sides; all by default.
        value_fields: by label, the fields of the value that have to be right; by default ``value`` of a date,
            ``name`` of an entity, ``value``, ``low``, ``high`` and ``unit`` of a number, ``speaker`` of a quote,
            ``begin`` and ``end`` of a range of dates, and the whole value but ``method`` of any other label.
        edges: ``kept``, or ``ignored`` to compare without an English article at the beginning, and without a
            possessive mark or else space and ``, . ; :`` at the end.
        nested: ``kept``, or ``outermost`` to leave out what lies inside another annotation of its layer.
        missing: what to do about documents that are not predicted: ``fail``, ``skip`` them, or take them as ``empty``.
        extra: what to do about documents that are not in gold: ``fail`` or ``skip``.
        context: how many code points of text to keep on either side of an error; errors are listed only with it.
        names: what messages call the two sides.
        plugins: where labels that are no standard ones are looked up; the installed ones by default.

    Raises:
        InvalidValue: when texts differ, an id occurs twice, or documents are missing or extra and may not be.
        ConfigError: when an option does not fit.
        NotFound: when a label is asked for that is no standard one, that neither side has, and that no plugin makes.

    >>> from corpuskit.values import DateValue
    >>> gold = Annotation(Span(7, 15), "date", DateValue("DATE", "2020-05-05"))
    >>> found = Annotation(Span(10, 15), "date", DateValue("DATE", "2020-05-05"))
    >>> text = "Met on 5 May 20."
    >>> evaluation = evaluate([Document(text, annotations=[gold])], [Document(text, annotations=[found])])
    >>> evaluation.score("strict").f1, evaluation.score("half").f1, evaluation.score("value").f1
    (0.0, 0.5, 1.0)
    """
    scheme = Scheme(labels, types, value_fields, edges, nested)
    (found,) = evaluated(gold, [predicted], scheme, Joining(names, missing, extra), context, plugins)
    return found


def evaluated(
    gold: Iterable[Document],
    systems: Sequence[Iterable[Document]],
    scheme: Scheme,
    joining: Joining,
    context: int | None,
    plugins: Plugins | None = None,
) -> list[Evaluation]:
    """Give one evaluation for each system, all of the same documents, each read once; see :func:`evaluate`."""
    scored: list[dict[str, dict[Group, Counts]]] = [{} for _ in systems]
    errors: list[list[ErrorCase]] = [[] for _ in systems]
    for ours, *row in joining.rows((gold, *systems)):
        assert ours is not None
        for theirs, counts, wrong in zip(row, scored, errors, strict=True):
            found = list(judged(ours, theirs, scheme))
            counts[ours.id] = counted(found, scheme)
            if context is not None:
                wrong += [error_of(item, ours, context) for item in found if item.kinds]
    return [_evaluation(counts, wrong, scheme, plugins) for counts, wrong in zip(scored, errors, strict=True)]


def _evaluation(
    scored: Mapping[str, Mapping[Group, Counts]], errors: list[ErrorCase], scheme: Scheme, plugins: Plugins | None
) -> Evaluation:
    every = Evaluation((), tuple(scored.values()), (), scheme=scheme).groups
    totals = {label: counts for (label, type), counts in every.items() if type is None}
    scheme.check_labels(totals, plugins)
    labels = _labels(totals, scheme)
    ids = tuple(sorted(scored))
    return Evaluation(
        ids,
        tuple({group: counts for group, counts in scored[id].items() if group[0] in labels} for id in ids),
        labels,
        {label: counts.predicted for label, counts in totals.items() if label not in labels},
        tuple(sorted((item for item in errors if item.label in labels), key=_error_order)),
        scheme,
    )


def _labels(totals: Mapping[str, Counts], scheme: Scheme) -> tuple[str, ...]:
    if scheme.labels is None:
        return tuple(label for label, counts in totals.items() if counts.gold)
    return tuple(sorted(set(scheme.labels)))


def _error_order(error: ErrorCase) -> tuple[str, str, int, int]:
    return error.document, error.label, error.start, error.end
