"""What ``corpuskit redact`` did, and what it could not do."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._document import Document
    from ..redaction import Redacted

__all__ = ["RedactTally"]

_SHOWN = 5


class RedactTally:
    """Counts documents, what was replaced in them, and what is left.

    Args:
        makers: the names of the extractors of entities.
        is_strict: a document in which a name is left, or none was looked for, is an error.
    """

    def __init__(self, makers: Collection[str], is_strict: bool) -> None:
        self._makers = makers
        self._is_strict = is_strict
        self.documents = 0
        self.places = 0
        self.lost: Counter[str] = Counter()
        self.unsought: list[str] = []
        self.leaks: list[str] = []

    def add(self, document: "Document", redacted: "Redacted") -> None:
        """Count a document.

        Raises:
            InvalidValue: under ``--strict``, when a name is left in it.
        """
        from .._visible import one_line

        self.documents += 1
        self.places += len(redacted.key.edits)
        self.lost.update(".".join(filter(None, (loss.annotation.label, loss.field))) for loss in redacted.lost)
        id = one_line(document.id, 60)
        leaks = [f"{id}: {leak.name!r} in {one_line(leak.place, 60)}" for leak in redacted.leaks]
        if not self._was_sought(document):
            self.unsought.append(id)
        self.leaks += leaks
        if self._is_strict and (leaks or self.unsought):
            self._refuse(document, leaks)

    def _was_sought(self, document: "Document") -> bool:
        from ..values import EntityValue

        ran = {source.extractor for source in document.sources}
        return not ran.isdisjoint(self._makers) or any(isinstance(a.value, EntityValue) for a in document.annotations)

    def _refuse(self, document: "Document", leaks: list[str]) -> None:
        from ..errors import InvalidValue

        what = f"a name is left, {leaks[0]}" if leaks else f"no names were looked for in {self.unsought[0]}"
        raise InvalidValue(f"{what}; without --strict this is a warning", document=document.id)

    def warnings(self) -> Iterator[str]:
        """Give what whoever shares the documents should know."""
        if self.leaks:
            yield f"names are left: {_listed(self.leaks)}"
        if self.unsought:
            yield f"no names were looked for in {_listed(self.unsought)}; nothing is replaced there"

    @property
    def exit_code(self) -> int:
        """0, or 3 where a name is left, or none was looked for."""
        return 3 if self.leaks or self.unsought else 0

    def __str__(self) -> str:
        parts = [f"{self.documents:,} document{'s' * (self.documents != 1)}"]
        parts.append(f"names replaced in {self.places:,} place{'s' * (self.places != 1)}")
        if self.lost:
            each = ", ".join(f"{label} {count:,}" for label, count in sorted(self.lost.items()))
            parts.append(f"left out, and kept in the key: {each}")
        return "; ".join(parts)


def _listed(items: list[str]) -> str:
    more = len(items) - _SHOWN
    return "; ".join(items[:_SHOWN]) + (f"; and {more:,} more" if more > 0 else "")
