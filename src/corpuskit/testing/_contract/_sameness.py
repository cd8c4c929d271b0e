"""Laws of sameness: a result depends on the document, and on nothing else."""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from ..._document import Document
from ..._layer import AnnotationSet
from ._law import Documents, Fault, law
from ._subject import Found, Result, Subject
from ._texts import FILLERS, HOSTILE, numbered

__all__ = [
    "batch_equals_single",
    "batch_keeps_documents_apart",
    "batch_size_does_not_matter",
    "document_is_not_touched",
    "order_does_not_matter",
    "other_documents_do_not_matter",
    "pickled_gives_the_same",
    "same_result_twice",
    "spawned_process_gives_the_same",
]


def _apart(one: Result, other: Result, wrong: str) -> Fault | None:
    if one == other:
        return None
    return Fault(wrong, [*_marked("first", one), *_marked("then", other)])


@attrs.frozen(repr=False)
class _Marked:
    """A thing that was given, with when."""

    mark: str
    item: object

    def __repr__(self) -> str:
        return f"{self.mark}: {self.item!r}"


def _marked(mark: str, result: Result) -> list[_Marked]:
    return [_Marked(mark, item) for item in result.shown or ("nothing",)]


@law(needs=("deterministic",))
def same_result_twice(subject: Subject, documents: Documents) -> Fault | None:
    """The same document gives the same result, the second time and with a new extractor too."""
    for document in documents:
        pipeline = subject.pipeline()
        (first,) = subject.run([document], pipeline)
        for wrong, run in (("the second time", pipeline), ("with a new extractor", subject.pipeline())):
            (again,) = subject.run([document], run)
            fault = _apart(first, again, f"the result differs {wrong}")
            if fault:
                return fault
    return None


def _together(subject: Subject) -> Iterable[Documents]:
    return [subject.examples, [*subject.examples, *subject.examples]] if subject.examples else []


@law(cases=_together, draws=(2, 4), effort=0.6, needs=("deterministic",))
def order_does_not_matter(subject: Subject, documents: Documents) -> Fault | None:
    """Documents give the same results in any order."""
    given = numbered(documents)
    forwards = subject.run(given)
    backwards = subject.run(given[::-1])[::-1]
    for document, one, other in zip(given, forwards, backwards, strict=True):
        fault = _apart(one, other, f"the result on document {document.id} differs when they come in reverse order")
        if fault:
            return fault
    return None


@law(cases=_together, draws=(2, 4), effort=0.6, needs=("deterministic",))
def batch_size_does_not_matter(subject: Subject, documents: Documents) -> Fault | None:
    """Documents give the same results in one batch, two by two, and one by one."""
    # What fails alone takes its whole batch with it, and is for another check.
    tried = numbered(documents)
    alone = _in_batches(subject, tried, 1)
    kept = [number for number, result in enumerate(alone) if not result.failure]
    given = [tried[number] for number in kept]
    whole = subject.run(given, subject.strict_pipeline())
    for size, results in ((1, [alone[number] for number in kept]), (2, _in_batches(subject, given, 2))):
        for document, one, other in zip(given, whole, results, strict=True):
            wrong = f"the result on document {document.id} differs between one batch and batches of {size}"
            fault = _apart(one, other, wrong)
            if fault:
                return fault
    return None


def _in_batches(subject: Subject, documents: Documents, size: int) -> list[Result]:
    pipeline = subject.strict_pipeline()
    batches = [subject.run(documents[at : at + size], pipeline) for at in range(0, len(documents), size)]
    return [result for batch in batches for result in batch]


def _has_no_batch(subject: Subject) -> str | None:
    return None if hasattr(subject.step.extractor, "extract_batch") else "it has no extract_batch"


def _has_one_way(subject: Subject) -> str | None:
    if not callable(subject.step.extractor):
        return "it has no __call__ with which to compare its extract_batch"
    return _has_no_batch(subject)


@law(needs=("deterministic",), skip=_has_one_way)
def batch_equals_single(subject: Subject, documents: Documents) -> Fault | None:
    """``extract_batch`` gives the same as calling the extractor."""
    for document in documents:
        view = subject.view(document)
        if view is not None:
            called, batch = _called(subject, view), subject.extracted(view)
            if _key(called) != _key(batch):
                wrong = "extract_batch gives something else than a call"
                pairs = (("called", called), ("batch", batch))
                return Fault(wrong, [_Marked(mark, item) for mark, found in pairs for item in _shown(found)])
    return None


def _divided(subject: Subject) -> Iterable[Documents]:
    """Give the examples together, and what is found in them divided among documents that follow each other."""
    yield from _together(subject)
    empty = Document("")
    for document in subject.surfaces:
        places = range(1, len(document.text))
        # The ends of words first, and not every place of a long text.
        for place in sorted(places, key=lambda place: document.text[place].isalnum())[:_DIVISIONS]:
            halves = [attrs.evolve(document, text=text) for text in (document.text[:place], document.text[place:])]
            yield halves
            yield [halves[0], empty, halves[1]]


_DIVISIONS = 12
"""At how many places a text is divided."""


@law(cases=_divided, draws=(2, 4), effort=0.6, needs=("deterministic",), skip=_has_no_batch)
def batch_keeps_documents_apart(subject: Subject, documents: Documents) -> Fault | None:
    """``extract_batch`` gives for each of several documents what it gives for that document alone.

    Also where the end of one text and the beginning of the next would make a whole, with an empty document between
    them or none. A pipeline runs a batch again where it fails; here nothing does.
    """
    views = [view for view in map(subject.view, numbered(documents)) if view is not None]
    alone = [subject.extracted(view) for view in views]
    # What fails alone takes its whole batch with it, and is for another check.
    good = [(view, found) for view, found in zip(views, alone, strict=True) if not found.error]
    together = subject.extracted_together([view for view, _ in good])
    for (view, one), other in zip(good, together, strict=True):
        if other.error:
            return Fault(f"extract_batch fails on {len(good)} documents at once, and on none alone", [other.error])
        if _key(one) != _key(other):
            wrong = f"extract_batch gives something else for document {view.id} together with others than alone"
            pairs = (("alone", one), ("together", other))
            return Fault(wrong, [_Marked(mark, item) for mark, found in pairs for item in _shown(found)])
    return None


def _called(subject: Subject, view: Document) -> Found:
    try:
        return Found(list(subject.step.extractor(view)))
    except (Exception, SystemExit) as error:  # The plugin boundary.
        return Found((), error)


def _key(found: Found) -> object:
    return type(found.error), AnnotationSet(found.annotations)


def _shown(found: Found) -> Sequence[object]:
    return (found.error,) if found.error else found.items or ("nothing",)


@law(effort=0.3, needs=("deterministic",), others=True)
def other_documents_do_not_matter(subject: Subject, documents: Documents) -> Fault | None:
    """A document gives the same result after many other documents."""
    for document in documents:
        pipeline = subject.pipeline()
        (before,) = subject.run([document], pipeline)
        others = [*map(Document, FILLERS), *subject.examples] * 3
        for other in others:
            subject.run([other], pipeline)
        (after,) = subject.run([document], pipeline)
        fault = _apart(before, after, f"the result differs after {len(others)} other documents")
        if fault:
            return fault
    return None


@law()
def document_is_not_touched(subject: Subject, documents: Documents) -> Fault | None:
    """The document that it is given stays what it was: text, id, metadata, annotations, and its hash."""
    for document in documents:
        view = subject.view(document)
        if view is None:
            continue
        before, hashed = _fields(view), hash(view)
        subject.extracted(view)
        if _fields(view) != before or hash(view) != hashed:
            changed = [name for name, value in before.items() if getattr(view, name, None) != value]
            return Fault(f"it changed the document: {', '.join(changed)}", [_fields(view)[name] for name in changed])
    return None


def _fields(document: Document) -> dict[str, object]:
    return {field.name: getattr(document, field.name, None) for field in attrs.fields(Document)}


# --- pickling and other processes


@law(effort=0.2, needs=("deterministic",))
def pickled_gives_the_same(subject: Subject, documents: Documents) -> Fault | None:
    """A pipeline that was pickled and read back gives the same."""
    pipeline = subject.pipeline()
    try:
        other = pickle.loads(pickle.dumps(pipeline))
    except Exception as error:  # What a plugin's objects raise in pickling is anything.
        return Fault(f"it cannot be pickled: {type(error).__name__}: {error}{_IMPORTABLE}")
    for document in documents:
        (one,), (two,) = subject.run([document], pipeline), subject.run([document], other)
        fault = _apart(one, two, "the result of the one that was read back differs")
        if fault:
            return fault
    return None


_IMPORTABLE = "; functions and classes must be importable by name, from a module or from a single-file plugin"


def _all_at_once(subject: Subject) -> Iterable[Documents]:
    return [[*subject.examples, *(Document(text[:200]) for text in HOSTILE)]]


@law(cases=_all_at_once, effort=0, needs=("deterministic",), probes=3)
def spawned_process_gives_the_same(subject: Subject, documents: Documents) -> Fault | None:
    """A new process, with another hash seed, environment and working folder, gives the same.

    Other than here are the time zone, the language, the name of the user and the home, which is empty.
    """
    given = numbered(documents)
    try:
        payload = pickle.dumps((subject.pipeline(), given))
    except Exception as error:  # What a plugin's objects raise in pickling is anything.
        return Fault(f"it cannot be sent to a process: {type(error).__name__}: {error}{_IMPORTABLE}")
    ours = subject.run(given)
    # What is the same here and there by chance is not the same a third time.
    for seed in ("1", "2"):
        answer = _in_a_process(payload, seed)
        if isinstance(answer, str):
            return Fault(f"the process failed, {_ELSEWHERE}: {answer}{_IMPORTABLE}")
        theirs = [subject.result(document) for document in answer]
        for document, one, other in zip(given, ours, theirs, strict=True):
            fault = _apart(one, other, f"the result on document {document.id} differs in a process {_ELSEWHERE}")
            if fault:
                return fault
    return None


_ELSEWHERE = "with another hash seed, time zone, language, user, home and working folder"


_CHILD = """
import pickle, sys
data, answer = sys.stdin.buffer, sys.stdout.buffer
sys.stdout = sys.stderr
sys.path[:] = pickle.load(data)
pipeline, documents = pickle.load(data)
answer.write(pickle.dumps(list(pipeline.stream(documents))))
"""


def _in_a_process(payload: bytes, seed: str) -> list[Document] | str:
    """Run a pipeline on documents in a process of its own, elsewhere; give why it failed where it did."""
    path = [str(Path(folder).absolute()) for folder in sys.path]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD],
            input=pickle.dumps(path) + payload,
            capture_output=True,
            env=_other_environment(folder, seed, os.environ),
            cwd=folder,
            check=False,
            timeout=120,
        )
    if done.returncode:
        return (done.stderr.decode(errors="replace").strip().splitlines() or ["without a word"])[-1]
    found: list[Document] = pickle.loads(done.stdout)
    return found


def _other_environment(folder: str, seed: str, here: Mapping[str, str]) -> dict[str, str]:
    others = {"TZ": ("UTC-13", "UTC+11"), "LANG": ("de_DE.UTF-8", "tr_TR.UTF-8")}
    other = {name: next(value for value in values if value != here.get(name)) for name, values in others.items()}
    users = dict.fromkeys(("USER", "LOGNAME", "USERNAME"), "nobody-else")
    homes = dict.fromkeys(("HOME", "USERPROFILE"), folder)
    encoding = {"PYTHONUTF8": "1"}  # Files are read in the same one, whatever the language.
    return {**here, **encoding, **other, **users, **homes, "PYTHONHASHSEED": seed}
