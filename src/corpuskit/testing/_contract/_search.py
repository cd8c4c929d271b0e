"""How a text that breaks a law is found, and made as small as it gets."""

import time
from collections.abc import Sequence
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, Verbosity, find, settings
from hypothesis.errors import Flaky, NoSuchExample

from ..._document import Document
from ._law import Documents, Fault, Law
from ._subject import ENDLESS, Endless, Subject
from ._texts import documents

__all__ = ["Broken", "search"]

_SECONDS = 10.0
"""CPU time for making a text smaller."""

_AGAIN = 5
"""How often the smallest documents are tried again."""


def _tuple(given: Documents) -> tuple[Document, ...]:
    return tuple(given)


@attrs.frozen
class Broken:
    """A broken law: the fault, the smallest documents that were found, and why they may not show it again."""

    fault: Fault
    documents: tuple[Document, ...] = attrs.field(converter=_tuple)
    doubt: str = ""


def search(law: Law, subject: Subject, *, examples: int | None, only: Documents | None = None) -> Broken | None:
    """Give how a law is broken, or None.

    Args:
        law: what holds.
        subject: the extractor.
        examples: how many texts are drawn for a law of full effort; as many as settings say by default.
        only: the documents that are tried, in place of the law's cases and drawn ones.
    """
    try:
        return _searched(law, subject, settings().max_examples if examples is None else examples, only)
    except Endless as endless:
        subject.endless = law.name
        return Broken(Fault(ENDLESS), endless.documents)


def _searched(law: Law, subject: Subject, examples: int, only: Documents | None) -> Broken | None:
    if only is not None:
        together = law.draws[1] > 1
        cases: Sequence[Documents] = [only] if together or not only else [[document] for document in only]
    else:
        cases = list(law.cases(subject))
    for case in cases:
        fault = law.fault(subject, case)
        if fault:
            return _Smaller(law, subject, case, fault).broken()
    count = 0 if only is not None else round(law.effort * examples)
    return _drawn(law, subject, count) if count else None


def _drawn(law: Law, subject: Subject, count: int) -> Broken | None:
    last: list[tuple[Documents, Fault]] = []

    def breaks(drawn: list[Document]) -> bool:
        fault = law.fault(subject, drawn)
        if fault:
            last[:] = [(drawn, fault)]
        return fault is not None

    phases = (Phase.reuse, Phase.generate, Phase.shrink)
    options = settings(
        max_examples=count,
        deadline=None,
        phases=phases,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    key = f"corpuskit:{subject.installed.name}:{law.name}".encode()
    try:
        find(documents(subject, *law.draws), breaks, settings=options, database_key=key)
    except NoSuchExample:
        return None
    except Flaky:
        if not last:
            raise
    return _Smaller(law, subject, *last[0]).broken()


class _Smaller:
    """Makes documents smaller for as long as they break a law."""

    def __init__(self, law: Law, subject: Subject, case: Documents, fault: Fault) -> None:
        self.law = law
        self.subject = subject
        self.case = list(case)
        self.fault = fault
        self.left = law.probes
        self.end = time.process_time() + _SECONDS

    def broken(self) -> Broken:
        """Give the smallest that was found: fewer documents, then shorter texts, of simpler signs."""
        # How deep is too deep depends on who calls: a smaller text would not show it to another caller.
        if not self.law.probes or "RecursionError" in self.fault.wrong:
            return Broken(self.fault, self.case)
        before = None
        while before != self.case:
            before = list(self.case)
            self._fewer()
            for place in range(len(self.case)):
                self._shorter(place)
        return Broken(self.fault, self.case, self._doubt())

    def _doubt(self) -> str:
        """Say why the documents may not show it again, with a new extractor and what the reproduction has."""
        if not self.law.effort:
            return ""  # What a process of its own or a text that is always tried shows does not hang on the time.
        try:
            if any(self.law.fault(self.subject, self.case) is None for _ in range(_AGAIN)):
                return "not each time: the extractor gives now this, now that"
            shown = self.law.fault(self.subject.alone(self.law.others), self.case)
        except Endless:
            return ""
        return "" if shown else "does not show again on its own: something is kept between runs"

    def _fewer(self) -> None:
        for document in self.case if len(self.case) > 1 else ():
            if self._try([document]):
                return
        place = 0
        while len(self.case) > 1 and place < len(self.case):
            if not self._try([*self.case[:place], *self.case[place + 1 :]]):
                place += 1

    def _shorter(self, place: int) -> None:
        self._try_as(place, self.case[place].text, metadata={})
        self._cut(place, len(self.case[place].text))
        for at, sign in enumerate(self.case[place].text):
            text = self.case[place].text
            simpler = (simple for simple in "ab1 " if simple != sign and sign not in "ab1 ")
            any(self._try_as(place, text[:at] + simple + text[at + 1 :]) for simple in simpler)

    def _cut(self, place: int, size: int) -> None:
        """Leave out stretches of the text, shorter ones in turn."""
        while size:
            at = 0
            while at < len(self.case[place].text) and self.left:
                text = self.case[place].text
                if not self._try_as(place, text[:at] + text[at + size :]):
                    at += size
            size //= 2

    def _try_as(self, place: int, text: str, **changes: Any) -> bool:  # Any: fields of a document.
        changed = attrs.evolve(self.case[place], text=text, annotations=(), **changes)
        return changed != self.case[place] and self._try([*self.case[:place], changed, *self.case[place + 1 :]])

    def _try(self, case: list[Document]) -> bool:
        if not self.left or time.process_time() > self.end:
            self.left = 0
            return False
        self.left -= 1
        try:
            fault = self.law.fault(self.subject, case)
        except Endless:
            self.left = 0  # Nobody waits for smaller ones.
            return False
        if fault:
            self.case, self.fault = case, fault
        return fault is not None
