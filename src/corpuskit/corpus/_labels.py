"""Labels that somebody asks for: a slip is told, and not answered with nothing."""

from collections.abc import Iterable, Iterator

from .._document import Document
from .._plugins import Plugins
from ..errors import NotFound, did_you_mean
from ..values import STANDARD

__all__ = ["checked"]


def checked(documents: Iterable[Document], labels: Iterable[str], plugins: Plugins | None = None) -> Iterator[Document]:
    """Pass documents on, and refuse at their end a label that none has and nothing installed makes.

    Raises:
        NotFound: after the last document, naming the label that may have been meant.
    """
    missing = [label for label in labels if label not in STANDARD]
    if missing:
        made = {label for item in (plugins or Plugins()).extractors.values() for label in item.spec.provides}
        missing = [label for label in missing if label not in made]
    if not missing:
        yield from documents
        return
    known = made.union(STANDARD)
    for document in documents:
        known.update(document.annotations.labels)
        yield document
    for label in missing:
        if label not in known:
            raise NotFound(f"no document has a layer {label!r}; {did_you_mean(label, known)}", label=label)
