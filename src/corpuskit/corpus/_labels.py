"""Labels that somebody asks for: a slip is told, and not answered with nothing."""

from collections.abc import Iterable, Iterator

from .._document import Document
from .._plugins import Installed, InstalledFormat, Plugins
from ..errors import NotFound, did_you_mean
from ..values import STANDARD

__all__ = ["check_made", "checked"]


def check_made(labels: Iterable[str], plugins: Plugins | None = None, *, known: Iterable[str] = ()) -> None:
    """Refuse a label that is no standard one, that nothing installed makes, and that is not ``known`` either.

    Raises:
        NotFound: naming the label that may have been meant.
    """
    for label in _unmade(labels, plugins):
        if label not in known:
            names = {*STANDARD, *_made(plugins), *known}
            raise NotFound(f"there is no layer {label!r}; {did_you_mean(label, names)}", label=label)


def checked(documents: Iterable[Document], labels: Iterable[str], plugins: Plugins | None = None) -> Iterator[Document]:
    """Pass documents on, and refuse at their end a label that none has and nothing makes; see :func:`check_made`.

    Raises:
        NotFound: after the last document.
    """
    missing = _unmade(labels, plugins)
    if not missing:
        yield from documents
        return
    found: set[str] = set()
    for document in documents:
        found.update(document.annotations.labels)
        yield document
    check_made(missing, plugins, known=found)


def _unmade(labels: Iterable[str], plugins: Plugins | None) -> list[str]:
    others = [label for label in labels if label not in STANDARD]
    # Plugins are loaded for labels that are no standard ones only.
    made = _made(plugins) if others else set()
    return [label for label in others if label not in made]


def _made(plugins: Plugins | None) -> set[str]:
    known = plugins or Plugins()
    makers: tuple[Installed | InstalledFormat, ...] = (*known.extractors.values(), *known.formats.values())
    return {label for item in makers for label in item.spec.provides}
