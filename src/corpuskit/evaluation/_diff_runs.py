"""Which extractors made what two runs have, by what their documents say."""

from collections import Counter
from collections.abc import Iterator

import attrs

from .._document import Document
from .._running import SKIPPED
from .._visible import one_line

__all__ = ["Runs", "RunsOf", "compared_runs"]


class RunsOf:
    """The extractors that the documents of one run name, and how often they failed."""

    def __init__(self) -> None:
        self.versions: dict[str, set[tuple[str, str]]] = {}
        self.failures: Counter[str] = Counter()

    def add(self, document: Document) -> None:
        """Note the extractors of a document."""
        for source in document.sources:
            self.versions.setdefault(source.extractor, set()).add((source.version, source.config))
        self.failures.update(failure.extractor for failure in document.failures if failure.error != SKIPPED)


@attrs.frozen
class Runs:
    """An extractor in two runs; as text one line, such as ``dates 0.1.0 → 0.1.1, same options``.

    Args:
        extractor: its name.
        before: its versions in the first run, each with the digest of its options; empty where it did not run.
        after: those in the second run.
        failures: the numbers of documents on which it failed, in the first run and in the second.
    """

    extractor: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    failures: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        return ", ".join([self._versions(), *self._failures()])

    def _versions(self) -> str:
        name = one_line(self.extractor, 60)
        if not self.before or not self.after:
            where = "before" if self.before else "after" if self.after else "in neither run"
            return f"{name} {_listed(self.before or self.after, 0)} only {where}".replace("  only in", " in")
        versions = _arrow(_listed(self.before, 0), _listed(self.after, 0))
        options = _arrow(_listed(self.before, 1), _listed(self.after, 1))
        return f"{name} {versions}, {f'options {options}' if ' → ' in options else 'same options'}"

    def _failures(self) -> Iterator[str]:
        if any(self.failures):
            yield f"failed on {self.failures[0]:,} → {self.failures[1]:,} documents"


def compared_runs(before: RunsOf, after: RunsOf) -> Iterator[Runs]:
    """Give every extractor of two runs, sorted by name."""
    for name in sorted({*before.versions, *after.versions, *before.failures, *after.failures}):
        old, new = (tuple(sorted(runs.versions.get(name, ()))) for runs in (before, after))
        yield Runs(name, old, new, (before.failures[name], after.failures[name]))


def _listed(versions: tuple[tuple[str, str], ...], place: int) -> str:
    return one_line(" and ".join(sorted({version[place] for version in versions})), 80)


def _arrow(old: str, new: str) -> str:
    return old if old == new else f"{old} → {new}"
