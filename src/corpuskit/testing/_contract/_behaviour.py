"""Laws of how an extractor behaves on any text: it finds something, raises nothing, and takes linear time."""

from collections.abc import Callable, Iterable

import attrs

from ..._document import Document
from .._timing import HOSTILE_UNITS, LIMIT, SLOWEST, growth
from ._boundary import BOUNDARY
from ._law import Documents, Fault, law
from ._states import kept
from ._subject import Subject
from ._texts import EMPTY, HOSTILE

__all__ = [
    "empty_text_fails_nothing",
    "examples_give_something",
    "hostile_text_fails_nothing",
    "no_text_fails",
    "time_is_linear",
]


def _examples(subject: Subject) -> Iterable[Documents]:
    return [[document] for document in subject.examples] or [[]]


@law(cases=_examples, effort=0, probes=0)
def examples_give_something(subject: Subject, documents: Documents) -> Fault | None:
    """The contract has examples, and the extractor finds something in each.

    So no check passes on nothing. That it raises there is for another check. The example is shown as it is.
    """
    if not documents:
        return Fault("no examples are given, so that the other checks see hardly any annotation")
    for document in documents:
        found = subject.found(document)
        if not found.annotations and not found.error:
            return Fault(f"it finds nothing in {_numbered(subject, document)}")
        (result,) = subject.run([document])
        if found.annotations and not result.annotations and not result.failure:
            if not subject.found(document).annotations:
                return Fault(f"it finds nothing in {_numbered(subject, document)} the second time")
            wrong = f"the pipeline leaves the extractor out for {_numbered(subject, document)}"
            return Fault(f"{wrong}; does its language fit?")
    return None


def _numbered(subject: Subject, document: Document) -> str:
    if document not in subject.examples:
        return "this text"
    return f"example {subject.examples.index(document) + 1} of {len(subject.examples)}"


def _failed(subject: Subject, documents: Documents) -> Fault | None:
    for document, result in zip(documents, subject.run(documents), strict=True):
        if result.failure and not _explained(subject, document):
            return Fault(f"{result.failure.error}: {result.failure.message}")
    return None


def _explained(subject: Subject, document: Document) -> bool:
    return any(boundary.fault(subject, [document]) for boundary in BOUNDARY)


@law()
def no_text_fails(subject: Subject, documents: Documents) -> Fault | None:
    """The extractor fails on no text.

    A document that is left out for its language, or for an extractor that failed before, is no failure; a broken
    law of what may be given has a check of its own.
    """
    return _failed(subject, [document for document in documents if len(document.text.strip()) > 1])


@law(cases=lambda subject: [[Document(text)] for text in EMPTY], effort=0)
def empty_text_fails_nothing(subject: Subject, documents: Documents) -> Fault | None:
    """The extractor does not fail on an empty text, on whitespace, or on a single code point."""
    return _failed(subject, documents)


def _hostile(subject: Subject) -> Iterable[Documents]:
    example = subject.examples[0] if subject.examples else Document("")
    for text in HOSTILE:
        yield [Document(text)]
        yield [attrs.evolve(example, text=f"{text} {example.text} {text}", annotations=())]


@law(cases=_hostile, effort=0)
def hostile_text_fails_nothing(subject: Subject, documents: Documents) -> Fault | None:
    """The extractor does not fail on hostile text.

    Tried are controls, wide and combining signs, right-to-left text, odd line ends, words and lines without end, deep
    brackets and quotation marks without a partner, each alone and around the first example.
    """
    return _failed(subject, documents)


def _units(subject: Subject) -> Iterable[Documents]:
    metadata = subject.metadata[-1]
    examples = [f"{document.text}\n" for document in subject.examples]
    return [
        [Document(unit, metadata=metadata)] for unit in dict.fromkeys((*HOSTILE_UNITS, *examples, "".join(examples)))
    ]


@law(cases=_units, effort=0, needs=("linear",), probes=0, others=True)
def time_is_linear(subject: Subject, documents: Documents) -> Fault | None:
    """Eight times the text takes at most sixteen times the CPU time.

    The texts are the examples repeated, signs, pairs of signs and words repeated, and these with an ``x`` behind, alone
    and after an example. What looks slow is measured again, with longer texts.
    """
    for document in documents:
        for said, before, after in _around(subject, document.text):
            with kept():
                ratio = growth(_timed(subject, document), document.text, before=before, after=after)
            if ratio > SLOWEST:
                wrong = f"this text repeated{said}, and the same with eight times as many"
                return Fault(f"{wrong}: {_said(ratio)}")
    return None


def _around(subject: Subject, unit: str) -> Iterable[tuple[str, str, str]]:
    """Give what stands before and after a text that is repeated, with words for it."""
    if unit:
        yield "", "", ""
    if 0 < len(unit) <= 2:
        # A pattern for the end of a text looks for it from every sign of a run that does not end there.
        yield " with 'x' behind", "", "x"
        for example in subject.examples[:1]:
            yield " after the first example, with 'x' behind", example.text, "x"


def _said(ratio: float) -> str:
    return f"no end in {LIMIT:.0f} seconds" if ratio == float("inf") else f"{ratio:.0f} times as long"


def _timed(subject: Subject, document: Document) -> Callable[[str], Callable[[], object]]:
    def prepared(text: str) -> Callable[[], object]:
        view = subject.view(attrs.evolve(document, text=text, annotations=()))
        return lambda: view is not None and subject.extracted_freely(view)

    return prepared
