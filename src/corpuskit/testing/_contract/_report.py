"""What a contract found, as a person reads it."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..._document import Document
from ..._metadata import plain_json
from ..._plugins import Installed
from ..._visible import visible
from ...hookspecs import ExtractorSpec
from ._law import Law
from ._mending import MENDING
from ._search import Broken
from ._subject import Subject

__all__ = ["BrokenLaw", "Finding", "Outcome", "Report"]


@attrs.frozen
class Finding:
    """A check that an extractor does not pass.

    Args:
        check: the name of the check.
        extractor: the extractor's name, its distribution and version.
        law: what ought to hold.
        wrong: what is wrong.
        documents: the smallest documents found on which it is.
        given: what the extractor gave there, as text; nothing where the law is not about that.
        reproduce: Python that shows it again; none for a format, of which ``given`` shows the file.
        doubt: why that may not show it; empty where it was wrong each time that these documents were tried.
        mending: what to do about it, most often.
    """

    check: str
    extractor: str
    law: str
    wrong: str
    documents: tuple[Document, ...]
    given: tuple[str, ...]
    reproduce: str
    doubt: str = ""
    mending: str = ""

    @property
    def steady(self) -> bool:
        """Whether it was wrong each time that these documents were tried, with a new extractor too."""
        return not self.doubt

    def __str__(self) -> str:
        texts = [shown(document) for document in self.documents]
        lines = [f"{self.extractor} does not pass {self.check}", ""]
        lines += _field("law", *_wrapped(self.law))
        lines += _field("wrong", *_wrapped(self.wrong))
        if self.doubt:
            lines += _field("", f"({self.doubt})")
        if texts:
            lines += _field("text" if len(texts) < 2 else "texts", *texts)
        if self.given:
            lines += _field("given", *map(visible, self.given))
        if self.mending:
            lines += _field("do", *_wrapped(self.mending))
        # Flush left, so that it can be pasted.
        rest = ["", "  to reproduce:", "", self.reproduce] if self.reproduce else []
        return "\n".join([*lines, *rest])


def _field(name: str, *values: str) -> list[str]:
    heads = [f"{name}:" if name else "", *[""] * len(values)]
    return [f"  {head:<7}{value}" for head, value in zip(heads, values, strict=False)]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(visible(text), 70, break_on_hyphens=False)  # In a terminal of 80 columns.


class BrokenLaw(AssertionError):
    """A check of a contract that an extractor does not pass; ``finding`` says what was found."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"\n\n{finding}\n")
        self.finding = finding

    def __reduce__(self) -> tuple[object, ...]:
        return BrokenLaw, (self.finding,)


@attrs.frozen
class Outcome:
    """What came of one check.

    Args:
        check: its name.
        law: what ought to hold.
        skipped: why it does not concern the extractor; empty where it was made.
        finding: how it is not passed, or None.
    """

    check: str
    law: str
    skipped: str = ""
    finding: Finding | None = None

    @property
    def passed(self) -> bool:
        """Whether it was made and passed."""
        return not self.skipped and self.finding is None


@attrs.frozen
class Report:
    """What all checks of a contract found.

    Args:
        extractor: the name of the extractor or format, its distribution and version.
        passed: the names of the checks that it passed, in order.
        skipped: those that do not concern it, each with the reason.
        findings: those that it did not pass.
        texts: how many texts it was run on.
        telling: in how many of them it found something.
        kind: what was checked, ``extractor`` or ``format``.
    """

    extractor: str
    passed: tuple[str, ...] = ()
    skipped: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    findings: tuple[Finding, ...] = ()
    texts: int = 0
    telling: int = 0
    kind: str = "extractor"

    @classmethod
    def _of(cls, subject: Subject, outcomes: Sequence[Outcome]) -> "Report":
        """Give the report of what came of the checks that were made on an extractor."""
        place = subject.installed
        return cls(
            f"{place.name!r} of {place.distribution} {place.version}",
            tuple(item.check for item in outcomes if item.passed),
            {item.check: item.skipped for item in outcomes if item.skipped},
            tuple(item.finding for item in outcomes if item.finding is not None),
            len(subject.tried),
            len(subject.telling),
        )

    @property
    def ok(self) -> bool:
        """Whether it passed every check that concerns it."""
        return not self.findings

    def __str__(self) -> str:
        counts = f"{len(self.passed)} passed, {len(self.findings)} not passed, {len(self.skipped)} left out"
        lines = [f"{self.kind} {self.extractor}: {counts}"]
        lines += [f"  {name} left out: {reason}" for name, reason in self.skipped.items()]
        return "\n".join([*lines, *(f"\n{finding}" for finding in self.findings)])


def finding(law: Law, subject: Subject, broken: Broken) -> Finding:
    """Give what is said of a broken law."""
    given = tuple(_short(item) for item in broken.fault.given)
    place = subject.installed
    return Finding(
        check=law.name,
        extractor=f"extractor {place.name!r} of {place.distribution} {place.version}",
        law=law.statement,
        wrong=broken.fault.wrong,
        documents=broken.documents,
        given=given,
        reproduce=_snippet(law, subject, broken.documents),
        doubt=broken.doubt,
        mending=MENDING[law.name],
    )


def _short(item: object) -> str:
    text = repr(item)
    return text if len(text) <= 300 else f"{text[:299]}…"


# --- Python that a reader can run


def shown(document: Document) -> str:
    """Give a document's text as a Python expression, with its metadata where it has any."""
    text = expression(document.text)
    return f"{text}  {plain_json(document.metadata)}" if document.metadata else text


_RUN = re.compile(r"(.{1,30}?)\1{7,}", re.DOTALL)


def expression(text: str) -> str:
    """Give a Python expression of a text, in which long repetitions are products."""
    if len(text) <= 60:
        return repr(text)
    pieces: list[str] = []
    done = 0
    for match in _RUN.finditer(text):
        unit = match[1]
        pieces += [repr(text[done : match.start()])] * (match.start() > done)
        pieces.append(f"{unit!r} * {len(match[0]) // len(unit)}")
        done = match.end()
    pieces += [repr(text[done:])] * (done < len(text))
    return " + ".join(pieces)


def _snippet(law: Law, subject: Subject, documents: Sequence[Document]) -> str:
    imports = {"from corpuskit.testing import check_extractor"}
    extractor = _source(subject.given, imports)
    options = [f"checks=[{law.name!r}]"]
    others = subject.examples if law.others else ()
    for name, items in (("documents", documents), ("examples", others)):
        if items:
            imports.add("from corpuskit import Document")
            options.append(f"{name}=[{', '.join(map(_document, items))}]")
    options += _declared(subject, imports)
    call = f"print(check_extractor({extractor}, {', '.join(options)}))"
    return "\n".join([*sorted(imports), "", call])


def _document(document: Document) -> str:
    metadata = f", metadata={plain_json(document.metadata)!r}" if document.metadata else ""
    return f"Document({expression(document.text)}{metadata})"


def _declared(subject: Subject, imports: set[str]) -> list[str]:
    options = {"alongside": subject.alongside, "dangling": subject.dangling, **subject.declared}
    found = [f"{name}={value!r}" for name, value in options.items() if value not in ((), None)]
    if subject.config is not None:
        config = subject.config
        if attrs.has(type(config)):
            imports.add(f"from {type(config).__module__} import {type(config).__name__}")
        found.append(f"config={config!r}")
    return found


def _source(given: object, imports: set[str]) -> str:
    if isinstance(given, Path):
        return repr(str(given))
    if isinstance(given, Installed):
        if given.file is None:
            return repr(given.name)
        imports.add("from corpuskit import Plugins")
        return f"Plugins(only=(), files=[{given.file!r}]).extractor({given.name!r})"
    if isinstance(given, ExtractorSpec):
        imports.add("from corpuskit import ExtractorSpec")
        return _spec(given)
    return repr(given)


def _spec(spec: ExtractorSpec) -> str:
    found = [repr(spec.name)]
    for field in attrs.fields(ExtractorSpec)[1:]:
        value = getattr(spec, field.name)
        if value != field.default:
            found.append(f"{field.name}={_named(value)}")
    return f"ExtractorSpec({', '.join(found)})"


def _named(value: Any) -> str:  # Any: a field of a spec.
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {_named(item)}" for key, item in value.items()) + "}"
    if callable(value):
        return repr(f"{value.__module__}:{value.__qualname__}")
    return repr(value)
