"""Extractors of hashtags, each with one fault: what the conformance kit has to find. A single-file plugin."""

import contextlib
import os
import random
import re
import socket
import sys
import tempfile
import warnings
from pathlib import Path

import attrs
import numpy as np

from corpuskit import Annotation, ExtractorSpec, Ref, Span, hookimpl
from corpuskit.scan import Columns

TAG = re.compile(r"#\w+")


@attrs.frozen
class Value:
    name: str = ""
    place: Span | None = None
    ref: Ref | None = None


@attrs.frozen
class Undeclared:
    name: str


@attrs.frozen
class Loose:
    anything: object


@attrs.frozen
class Raw:
    start: int
    end: int


@attrs.frozen
class Config:
    sign: str = "#"


@attrs.frozen
class Forgetful:
    sign: str = "#"

    def __reduce__(self):
        return Forgetful, ()


def spans(document):
    return [Span(*match.span()) for match in TAG.finditer(document.text)]


def correct(document):
    return [Annotation(span, "hashtag", Value(span.text_of(document.text), span)) for span in spans(document)]


# --- what is given for one text


def finds_nothing(document):
    return []


def end_one_late(document):
    return [Annotation(Span(span.start, span.end + 1), "hashtag") for span in spans(document)]


def ends_before_it_starts(document):
    return [Annotation(Span(span.end, span.start), "hashtag") for span in spans(document)]


def unchecked_span(document):
    return [Annotation(Span.unchecked(span.end, span.start), "hashtag") for span in spans(document)]


def parts_overlap(document):
    return [Annotation(span, "hashtag", parts=(span, span)) for span in spans(document)]


def value_points_behind_the_text(document):
    return [Annotation(span, "hashtag", Value("", Span(span.start, span.end + 1))) for span in spans(document)]


def refers_to_nothing(document):
    return [Annotation(span, "hashtag", Value(ref=Ref("hashtag", Span(0, 0)))) for span in spans(document)]


def refers_to_a_strange_layer(document):
    return [Annotation(span, "hashtag", Value(ref=Ref("person", span))) for span in spans(document)]


def undeclared_label(document):
    return [Annotation(span, "tag" if "a" in document.text else "hashtag") for span in spans(document)]


def undeclared_layer(document):
    found = [Annotation(span, "hashtag") for span in spans(document)]
    return [item for item in found if not document["entity"].overlapping(item.span)]


def wrong_value(document):
    return [Annotation(span, "hashtag", span.text_of(document.text)) for span in spans(document)]


def no_annotation(document):
    return [(span.start, span.end) for span in spans(document)]


def unhashable_value(document):
    return [Annotation(span, "hashtag", [1]) for span in spans(document)]


def touches_the_document(document):
    vars(document)["id"] = "seen"
    return correct(document)


# --- sameness


class Repeats:
    """Leaves out a text that it has seen."""

    def __init__(self, config):
        self.seen = set()

    def __call__(self, document):
        new = document.text not in self.seen
        self.seen.add(document.text)
        return correct(document) if new else []


class Tires:
    """Finds nothing after its twentieth document."""

    def __init__(self, config):
        self.count = 0

    def __call__(self, document):
        self.count += 1
        return correct(document) if self.count <= 20 else []


class Imprinted:
    """Does as its first document has it."""

    def __init__(self, config):
        self.first = None

    def __call__(self, document):
        self.first = self.first or document.text
        return [Annotation(span, "hashtag", score=1.0 if "ferry" in self.first else 0.5) for span in spans(document)]


class Spoils:
    """Counts one too far after its twentieth document."""

    def __init__(self, config):
        self.count = 0

    def __call__(self, document):
        self.count += 1
        return end_one_late(document) if self.count > 20 else correct(document)


class Worn:
    """Finds nothing any more once the harbour came by."""

    def __init__(self, config):
        self.worn = False

    def __call__(self, document):
        self.worn = self.worn or "harbour" in document.text
        return [] if self.worn else correct(document)


class BySize:
    """Scores by the size of the batch."""

    def __init__(self, config):
        pass

    def __call__(self, document):
        return [Annotation(span, "hashtag", score=1.0) for span in spans(document)]

    def extract_batch(self, batch):
        items = [(n, span) for n, document in enumerate(batch.documents) for span in spans(document)]
        return Columns.of((n, Annotation(span, "hashtag", score=1 / len(batch))) for n, span in items)


class TwoWays(BySize):
    """Scores in a batch as it does not alone."""

    def extract_batch(self, batch):
        items = [(n, span) for n, document in enumerate(batch.documents) for span in spans(document)]
        return Columns.of((n, Annotation(span, "hashtag", score=0.5)) for n, span in items)


class Joins:
    """Reads the texts of a batch as if they were one."""

    def __init__(self, config):
        pass

    def extract_batch(self, batch):
        text = "".join(batch.texts)
        first = [len("".join(batch.texts[:n])) for n in range(len(batch))]
        places = [match.span() for match in TAG.finditer(text)]
        doc = [max(n for n, place in enumerate(first) if place <= start) for start, _ in places]
        starts = [start - first[n] for n, (start, _) in zip(doc, places, strict=True)]
        return Columns("hashtag", doc, starts, [end - first[n] for n, (_, end) in zip(doc, places, strict=True)])


class OneByOne(BySize):
    """Fails on more than one document at once."""

    def extract_batch(self, batch):
        (document,) = batch.documents
        return Columns.of((0, item) for item in self(document))


class Together:
    """Works on batches only, and is right."""

    def __init__(self, config):
        pass

    def extract_batch(self, batch):
        items = [(n, item) for n, document in enumerate(batch.documents) for item in correct(document)]
        return Columns.of(items)


class Signed:
    """Finds words behind the sign of its options."""

    def __init__(self, config):
        self.pattern = re.compile(re.escape(config.sign) + r"\w+")

    def __call__(self, document):
        return [Annotation(Span(*match.span()), "hashtag") for match in self.pattern.finditer(document.text)]


def by_hash(document):
    return [Annotation(span, "hashtag", score=hash(document.text) % 1000 / 1000) for span in spans(document)]


def by_folder(document):
    return [Annotation(span, "hashtag", Value(str(Path.cwd()))) for span in spans(document)]


def by_chance(document):
    return [Annotation(span, "hashtag", score=float(random.getrandbits(1))) for span in spans(document)]


# --- what happens later


def undeclared_value(document):
    return [Annotation(span, "hashtag", Undeclared(span.text_of(document.text))) for span in spans(document)]


def loose_value(document):
    return [Annotation(span, "hashtag", Loose((1, 2))) for span in spans(document)]


def reversed_in_value(document):
    places = [(span, Span.unchecked(span.end, span.start)) for span in spans(document)]
    return [Annotation(span, "hashtag", Loose(place)) for span, place in places]


def raw_offsets(document):
    return [Annotation(span, "hashtag", Raw(span.start + 1, span.end)) for span in spans(document)]


def by_position(document):
    return [Annotation(span, "hashtag", score=1.0 if span.start == 0 else 0.5) for span in spans(document)]


def in_units_of_utf16(document):
    for span in spans(document):
        start = len(document.text[: span.start].encode("utf-16-le")) // 2
        yield Annotation(Span(start, start + len(span)), "hashtag")


def in_bytes(document):
    for span in spans(document):
        start = len(document.text[: span.start].encode())
        yield Annotation(Span(start, start + len(span)), "hashtag")


def by_sight(document):
    """Finds something else behind wide signs, at the right place: what a kit must allow."""
    found = [Annotation(span, "hashtag", Value(span.text_of(document.text), span)) for span in spans(document)]
    return found if document.text.isascii() else found[1:]


# --- behaviour


def fails_on_neighbours(document):
    if re.search(r"\w#", document.text):
        raise KeyError("two tags in one word")
    return correct(document)


def fails_on_nothing(document):
    _ = document.text[0]
    return correct(document)


def fails_in_the_deep(document):
    def descend(at):
        return descend(at + 1) if document.text[at : at + 1] == "(" else at

    descend(0)
    return correct(document)


def never_ends(document):
    while "\0" in document.text:
        pass
    return correct(document)


def looks_back_from_the_end(document):
    _ = re.findall(r"\s+$", document.text)
    return correct(document)


def quadratic(document):
    _ = [document.text.count("#", 0, end) for end in range(len(document.text))]
    return correct(document)


# --- outside


def connects(document):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", 9), timeout=0.1).close()
    return correct(document)


def writes(document):
    with contextlib.suppress(OSError), open(Path(tempfile.gettempdir(), "corpuskit-seen.txt"), "w"):
        pass
    return correct(document)


def starts_a_process(document):
    with contextlib.suppress(OSError):
        os.system("")
    return correct(document)


def seeds(document):
    random.seed(len(document.text))
    return correct(document)


def seeds_the_same(document):
    random.seed(7)
    os.environ["CORPUSKIT_SEEN"] = "1"
    return correct(document)


def sets_the_environment(document):
    os.environ["CORPUSKIT_SEEN"] = document.text.replace("\0", "")
    return correct(document)


def changes_folder(document):
    os.chdir("/")
    return correct(document)


def rounds(document):
    import decimal

    decimal.getcontext().prec = 3
    return correct(document)


def silences(document):
    warnings.simplefilter("ignore")
    return correct(document)


def extends_the_path(document):
    sys.path.append("/nowhere")
    return correct(document)


def logs(document):
    import logging

    logging.getLogger().setLevel("ERROR")
    return correct(document)


def recurses(document):
    sys.setrecursionlimit(sys.getrecursionlimit() + 1000)
    return correct(document)


def seeds_numpy(document):
    np.random.seed(1)
    return correct(document)


# --- one file, all extractors

FUNCTIONS = {
    Value: (
        *(correct, finds_nothing, value_points_behind_the_text, refers_to_nothing, refers_to_a_strange_layer),
        *(wrong_value, touches_the_document, fails_on_neighbours, fails_on_nothing, fails_in_the_deep, quadratic),
        *(connects, writes, starts_a_process, seeds, sets_the_environment, changes_folder, rounds, silences),
        *(extends_the_path, logs, recurses, seeds_numpy, by_folder),
        *(never_ends, looks_back_from_the_end, by_sight, seeds_the_same),
    ),
    None: (
        *(end_one_late, ends_before_it_starts, unchecked_span, parts_overlap, undeclared_label, no_annotation),
        undeclared_layer,
        *(unhashable_value, by_hash, undeclared_value, by_chance, in_units_of_utf16, in_bytes),
    ),
    Loose: (loose_value, reversed_in_value),
    Raw: (raw_offsets,),
}
FACTORIES = {
    "repeats": (Repeats, Value),
    "tires": (Tires, Value),
    "worn": (Worn, Value),
    "spoils": (Spoils, Value),
    "imprinted": (Imprinted, None),
    "by_size": (BySize, None),
    "two_ways": (TwoWays, None),
    "joins": (Joins, None),
    "one_by_one": (OneByOne, None),
    "together": (Together, Value),
}


@hookimpl
def corpuskit_extractors():
    for cls, functions in FUNCTIONS.items():
        for function in functions:
            yield ExtractorSpec(function.__name__, function=function, provides={"hashtag": cls}, languages=())
    for name, (factory, cls) in FACTORIES.items():
        yield ExtractorSpec(name, factory=factory, provides={"hashtag": cls}, languages=())
    yield ExtractorSpec("by_position", function=by_position, provides=("hashtag",), local=True, languages=())
    for name, config in (("signed", Config), ("forgetful", Forgetful)):
        yield ExtractorSpec(name, factory=Signed, provides=("hashtag",), config=config, languages=())
