"""What moved from one run to another: of two versions of a plugin, or of two sets of options."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from .._annotation import Annotation, chosen
from .._document import Document
from .._plugins import Plugins
from ..corpus._labels import check_made
from ._diff_change import Change, rules_of
from ._diff_comparison import Comparison, meaning
from ._diff_pairing import paired
from ._diff_result import Difference, RuleCount
from ._diff_runs import RunsOf, compared_runs
from ._matching import match
from ._values import type_of

__all__ = ["diff"]


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
        NotFound: when there is no such layer, or ``ignore`` names what is no aspect and no field of any value.
        ConfigError: when ``also`` is nothing that can be compared, or ``labels`` is one string.

    Cost: memory for the changes.
    """
    wanted = chosen(labels)
    work = _Work(None if wanted is None else frozenset(wanted), Comparison(tuple(also), tuple(ignore)))
    for place, ours, theirs in paired(a, b):
        work.add(place, ours, theirs)
    work.comparison.check()
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
                self.comparison.look_at(document)
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
            change = self.comparison.change((ours, theirs), before, after)
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
            runs=tuple(compared_runs(*self.runs)),
        )


# Of several at one place, those belong together that mean most nearly the same.
_PREFERENCES = (attrgetter("value"), meaning, type_of)


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
