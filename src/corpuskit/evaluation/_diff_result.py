"""What two runs come to: the changes, and how many of which rule."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..errors import NotFound, did_you_mean
from ._diff_change import Change
from ._diff_runs import Runs
from ._diff_table import summary
from ._figures import number_of

__all__ = ["Difference", "RuleCount"]


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
        return f"<Difference: {counts} in {number_of(self.documents, 'document')}>"

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

    def to_dict(self) -> dict[str, Any]:  # Any: JSON.
        """Give everything as JSON-like data; see :meth:`records` for one record a difference."""
        return {
            "documents": self.documents,
            "only_before": list(self.only_before),
            "only_after": list(self.only_after),
            "other_text": list(self.other_text),
            "runs": [attrs.asdict(runs) for runs in self.runs],
            "counts": [attrs.asdict(count) for count in self.counts],
            "changes": [change.to_dict() for change in self.changes],
        }

    def __str__(self) -> str:
        return summary(self)
