"""What moved from one run to another: of two versions of a plugin, or of two sets of options."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._plugins import Plugins
from ..corpus._labels import check_made
from ..errors import NotFound, did_you_mean
from ._diff_change import Change, Comparison, meaning, rules_of
from ._diff_pairing import paired
from ._diff_runs import Runs, RunsOf
from ._diff_table import summary
from ._matching import match
from ._sheet_excerpt import kind_of

__all__ = ["Difference", "RuleCount", "diff"]


@attrs.frozen
class RuleCount:
    """What became of the annotations of one rule.

    Args:
        label: their label.
        rules: the rule that made them, or two where one run's rule gave way to another's; empty names for none.
        unchanged: how many are the same in both runs.
        added: how many only the second run has.
        removed: how many only the first run has.
        changed: how many are not the same in both.
        aspects: in how many of those each aspect changed.
    """

    label: str
    rules: tuple[str, ...]
    unchanged: int
    added: int
    removed: int
    changed: int
    aspects: Mapping[str, int]

    @property
    def differs(self) -> bool:
        """Whether any is not the same in both runs."""
        return bool(self.added or self.removed or self.changed)


@attrs.frozen(repr=False)
class Difference:
    """What is different between two runs over the same documents; as text it is a summary by label and rule.

    Iterating gives the changes.

    Args:
        changes: in the order of the documents of the first run, then of the text.
        counts: by label and rule, sorted; of rules without a change too.
        documents: how many documents were compared.
        only_before: the ids of documents that only the first run has.
        only_after: the ids of documents that only the second run has.
        other_text: the ids of documents whose texts differ; offsets in them do not compare, so they were not.
        runs: the extractors that the documents name, in both runs.
    """

    changes: tuple[Change, ...]
    counts: tuple[RuleCount, ...]
    documents: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    other_text: tuple[str, ...]
    runs: tuple[Runs, ...]

    def __repr__(self) -> str:
        kinds = Counter(change.kind for change in self.changes)
        counts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("added", "removed", "changed"))
        return f"<Difference: {counts} in {self.documents} documents>"

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    @property
    def differs(self) -> bool:
        """Whether there is any change, a document that one run does not have, or one with another text."""
        return bool(self.changes or self.only_before or self.only_after or self.other_text)

    def of_rule(self, rule: str) -> "Difference":
        """Give what changed of the annotations that this rule made, in either run.

        Raises:
            NotFound: when it made none.
        """
        counts = tuple(count for count in self.counts if rule in count.rules)
        if not counts:
            known = {name for count in self.counts for name in count.rules if name}
            raise NotFound(f"no annotation is of a rule {rule!r}; {did_you_mean(rule, known)}", rule=rule)
        return attrs.evolve(self, changes=tuple(item for item in self.changes if rule in item.rules), counts=counts)

    def records(self) -> Iterator[dict[str, Any]]:  # Any: JSON.
        """Give every difference as JSON: documents that were not compared first, then the changes."""
        documents = {"only before": self.only_before, "only after": self.only_after, "other text": self.other_text}
        for what, ids in documents.items():
            yield from ({"document": identity, "change": what} for identity in ids)
        yield from (change.to_dict() for change in self.changes)

    def __str__(self) -> str:
        return summary(self)


def diff(
    a: Iterable[Document],
    b: Iterable[Document],
    *,
    labels: Iterable[str] | None = None,
    also: Collection[str] = (),
    ignore: Collection[str] = (),
    plugins: Plugins | None = None,
) -> Difference:
    """Compare what two runs found in the same documents.

    Documents belong together by their ids. Where both runs have them in the same order, no more than one pair is
    held; otherwise a document is held until its partner comes. Documents that one run does not have, and those whose
    texts differ, are named and not compared.

    Within a layer, annotations at the same place belong together, then those that share most text; each is in exactly
    one pair, or added, or removed. A pair is changed where its spans (``boundary``), ``parts``, ``type``, other
    fields of the value (``value``), or the ``method`` that made it (``rule``) differ. Scores and sources are not
    looked at unless asked for: the sources of two versions always differ.

    Args:
        a: what the first run wrote.
        b: what the second run wrote.
        labels: the layers to compare; all by default.
        also: ``score``, ``source`` or both.
        ignore: aspects or fields of values that do not count, such as ``chain``, the number of an entity.
        plugins: where labels that are no standard ones are looked up.

    Raises:
        NotFound: when there is no such layer.
        ConfigError: when ``also`` is nothing that can be compared.

    Cost: memory for the changes.
    """
    work = _Work(None if labels is None else frozenset(labels), Comparison(tuple(also), tuple(ignore)))
    for place, ours, theirs in paired(a, b):
        work.add(place, ours, theirs)
    check_made(sorted(work.labels or ()), plugins, known=work.seen)
    return work.result()


class _Work:
    """Collects the changes of documents as their pairs come."""

    def __init__(self, labels: frozenset[str] | None, comparison: Comparison) -> None:
        self.labels = labels
        self.comparison = comparison
        self.seen: set[str] = set()
        self.documents = 0
        self.changes: list[tuple[int, list[Change]]] = []
        self.apart: dict[str, list[tuple[int, str]]] = {"before": [], "after": [], "text": []}
        self.counts: dict[tuple[str, tuple[str, ...]], Counter[str]] = {}
        self.runs = RunsOf(), RunsOf()

    def add(self, place: int, ours: Document | None, theirs: Document | None) -> None:
        for document, runs in zip((ours, theirs), self.runs, strict=True):
            if document is not None:
                self.seen.update(document.annotations.labels)
                runs.add(document)
        if ours is None or theirs is None:
            document = ours or theirs
            self.apart["before" if ours else "after"].append((place, document.id if document else ""))
        elif ours.text != theirs.text:
            self.apart["text"].append((place, ours.id))
        else:
            self.documents += 1
            self.changes.append((place, list(self._changes(ours, theirs))))

    def _changes(self, ours: Document, theirs: Document) -> Iterator[Change]:
        found = []
        for label in {*ours.annotations.labels, *theirs.annotations.labels}:
            if self.labels is None or label in self.labels:
                pairs = match(ours[label], theirs[label], prefer=_PREFERENCES)
                found += [(pair.gold, pair.predicted) for pair in pairs]
        for before, after in sorted(found, key=_place):
            change = self.comparison.change(ours, before, after)
            self._count(before, after, change)
            if change is not None:
                yield change

    def _count(self, before: Annotation | None, after: Annotation | None, change: Change | None) -> None:
        label = next(item.label for item in (before, after) if item)
        counts = self.counts.setdefault((label, rules_of(before, after)), Counter())
        counts[change.kind if change else "unchanged"] += 1
        counts.update(f"aspect {aspect}" for aspect in (change.aspects if change else ()))

    def result(self) -> Difference:
        ids = {name: tuple(identity for _, identity in sorted(found)) for name, found in self.apart.items()}
        ordered = sorted((pair for pair in self.changes if pair[1]), key=lambda pair: pair[0])
        return Difference(
            changes=tuple(change for _, changes in ordered for change in changes),
            counts=tuple(_rule_count(*key, self.counts[key]) for key in sorted(self.counts)),
            documents=self.documents,
            only_before=ids["before"],
            only_after=ids["after"],
            other_text=ids["text"],
            runs=tuple(Runs.of(*self.runs)),
        )


# Of several at one place, those belong together that mean most nearly the same.
_PREFERENCES = (attrgetter("value"), meaning, kind_of)


def _place(pair: tuple[Annotation | None, Annotation | None]) -> tuple[int, int, str]:
    item = pair[0] or pair[1]
    return (item.start, -item.end, item.label) if item else (0, 0, "")


def _rule_count(label: str, rules: tuple[str, ...], counts: Counter[str]) -> RuleCount:
    aspects = {name.removeprefix("aspect "): n for name, n in counts.items() if name.startswith("aspect ")}
    ranked = dict(sorted(aspects.items(), key=lambda pair: (-pair[1], pair[0])))
    return RuleCount(
        label,
        rules,
        unchanged=counts["unchanged"],
        added=counts["added"],
        removed=counts["removed"],
        changed=counts["changed"],
        aspects=ranked,
    )
