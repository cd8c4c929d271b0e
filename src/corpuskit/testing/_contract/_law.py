"""Laws that every extractor keeps, and how one is broken."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import attrs

from ..._document import Document
from ._subject import Subject, things

__all__ = ["Fault", "Law", "each", "law"]

Documents: TypeAlias = Sequence[Document]


@attrs.frozen
class Fault:
    """How a law is broken on some documents.

    Args:
        wrong: what is wrong, in a sentence.
        given: what the extractor gave there.
    """

    wrong: str
    given: tuple[object, ...] = attrs.field(default=(), converter=things)


def each(subject: Subject) -> Iterable[Documents]:
    """Give the examples one by one, and what is found in them as texts of their own."""
    return [[document] for document in (*subject.examples, *subject.surfaces)]


@attrs.frozen
class Law:
    """A law: a function that gives a fault for documents on which an extractor breaks it.

    Args:
        name: the check's name without ``test_``.
        statement: what holds.
        about: more of it, for the documentation.
        fault: what is wrong on some documents, or None.
        cases: what is tried first, each time.
        draws: how many documents are drawn together, at least and at most; none where nothing is drawn.
        effort: the share of the contract's examples that is drawn.
        needs: what the extractor has to be declared as.
        skip: why the law does not concern an extractor, or None.
        probes: how often a faulty text is tried smaller, and whether it is tried again.
        others: whether the examples count besides the documents.
    """

    name: str
    statement: str
    about: str
    fault: Callable[[Subject, Documents], Fault | None]
    cases: Callable[[Subject], Iterable[Documents]] = each
    draws: tuple[int, int] = (1, 1)
    effort: float = 1.0
    needs: tuple[str, ...] = ()
    skip: Callable[[Subject], str | None] = lambda subject: None
    probes: int = 400
    others: bool = False


Judge: TypeAlias = Callable[[Subject, Documents], Fault | None]


def law(
    *,
    cases: Callable[[Subject], Iterable[Documents]] = each,
    draws: tuple[int, int] = (1, 1),
    effort: float = 1.0,
    needs: tuple[str, ...] = (),
    skip: Callable[[Subject], str | None] = lambda subject: None,
    probes: int = 400,
    others: bool = False,
) -> Callable[[Judge], Law]:
    """Make a law of a function whose docstring states it."""

    def made(function: Judge) -> Law:
        about = (function.__doc__ or "").strip()
        statement = about.partition("\n")[0].rstrip(".")
        name = function.__name__
        return Law(name, statement, about, function, cases, draws, effort, needs, skip, probes, others)

    return made
