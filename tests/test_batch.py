"""Batches: many documents at once, their layers as columns, one scan for all extractors."""

import gc
import re
import weakref
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Plugins, Span
from corpuskit.errors import InvalidValue
from corpuskit.scan import Batch, Columns, Scan, Vocabulary
from corpuskit.testing.strategies import documents

NONE = Plugins(only=[])


def words(document: Document) -> Iterator[Annotation]:
    for match in re.finditer(r"\w+", document.text):
        yield Annotation(Span(*match.span()), "word")


WORDS = ExtractorSpec("words", function=words, provides=("word",))


def surfaces(document: Document, label: str) -> list[str]:
    return [document.text_of(item) for item in document[label]]


class Batched:
    """Words, as columns of many documents at once."""

    def __init__(self, config: None) -> None:
        self.sizes: list[int] = []

    def __call__(self, document: Document) -> Iterator[Annotation]:
        return words(document)

    def extract_batch(self, batch: Batch) -> Columns:
        self.sizes.append(len(batch))
        if any("bad" in text for text in batch.texts):
            raise ValueError("bad text")
        return Columns.of((n, item) for n, document in enumerate(batch.documents) for item in words(document))


BATCHED = ExtractorSpec("words", factory=Batched, provides=("word",))


@given(documents())
def test_a_batch_gives_what_single_documents_give(document: Document) -> None:
    given_ = [Document(document.text, id="a"), Document("", id="b"), Document(document.text * 2, id="c")]

    batched = list(Pipeline(BATCHED, plugins=NONE).stream(given_))

    assert batched == [Pipeline(WORDS, plugins=NONE)(one) for one in given_]


def test_a_batch_that_fails_runs_again_document_by_document() -> None:
    pipeline = Pipeline(BATCHED, plugins=NONE)
    good, bad, fine = pipeline.stream([Document("good", id="a"), Document("bad", id="b"), Document("fine", id="c")])

    assert (surfaces(good, "word"), surfaces(fine, "word")) == (["good"], ["fine"])
    assert (surfaces(bad, "word"), [failure.document for failure in bad.failures]) == ([], ["b"])


def test_a_batch_has_the_declared_layers_as_columns() -> None:
    seen: list[Columns] = []

    class Looking(Batched):
        def extract_batch(self, batch: Batch) -> Columns:
            seen.append(batch.layer("word"))
            return Columns("pair", [], [], [])

    looking = ExtractorSpec("look", factory=Looking, provides=("pair",), requires=("word",))
    list(Pipeline(WORDS, looking, plugins=NONE).stream([Document("a b", id="1"), Document("cc", id="2")]))

    assert (list(seen[0].doc), list(seen[0].start), list(seen[0].end)) == ([0, 0, 1], [0, 2, 0], [1, 3, 2])


def test_columns_of_differing_length_are_refused() -> None:
    with pytest.raises(ValueError, match="column 'end' has 0 rows, 'doc' has 1"):
        Columns("x", [0], [1], [])
    with pytest.raises(ValueError, match="row 0 is of document 3, in a batch of 1"):
        Columns("x", [3], [0], [1]).by_document(1)


def test_an_offset_in_columns_is_an_integer() -> None:
    with pytest.raises(InvalidValue, match=r"column 'start' holds 0\.5, which is no integer"):
        Columns("x", [0], [0.5], [1.9]).by_document(1)  # type: ignore[list-item]


class Looking:
    """Keeps the scans that it sees, and finds nothing."""

    def __init__(self, config: None) -> None:
        self.scans: list[Any] = []

    def __call__(self, document: Document) -> list[Annotation]:
        return []

    def extract_batch(self, batch: Batch) -> Columns:
        self.scans.append(batch.scan)
        return Columns(next(iter(self.labels)), [], [], [])

    labels = ("x",)


def looking(name: str, **more: Any) -> ExtractorSpec:
    return ExtractorSpec(name, factory=type(name, (Looking,), {"labels": (name,)}), provides=(name,), **more)


def scans_of(pipeline: Pipeline) -> list[list[Any]]:
    return [step.extractor.scans for step in pipeline._steps if isinstance(step.extractor, Looking)]


def test_extractors_that_run_on_the_same_documents_share_one_scan() -> None:
    pipeline = Pipeline(looking("a", triggers=("may",)), looking("b", triggers=lambda: ["june", "may"]), plugins=NONE)
    list(pipeline.stream([Document("In May."), Document("In June.", id="2")]))
    ((first,), (second,)) = scans_of(pipeline)

    assert first is second
    assert first.texts == ("In May.", "In June.")
    assert [word for word in ("may", "june", "july") if word in first.vocabulary] == ["may", "june"]


def test_an_extractor_that_runs_on_some_documents_has_a_scan_of_its_own() -> None:
    everywhere = looking("a", triggers=("may",), languages=())
    pipeline = Pipeline(everywhere, looking("b"), plugins=NONE)
    list(pipeline.stream([Document("In May."), Document("Im Mai.", id="2", metadata={"language": "de"})]))
    ((first,), (second,)) = scans_of(pipeline)

    assert (first.texts, second.texts) == (("In May.", "Im Mai."), ("In May.",))
    assert "may" in second.vocabulary


def broken_triggers() -> list[str]:
    raise KeyError("words.toml")


@pytest.mark.parametrize(
    ("triggers", "message"),
    [
        ("no_such_module_here:words", "cannot import 'no_such_module_here:words'"),
        (broken_triggers, "its triggers cannot be read: KeyError: 'words.toml'"),
        ((5,), "triggers are words, give a tuple of them, not 5"),
        (lambda: "may", "triggers are words, give a tuple of them, not 'may'"),
        (7, "its triggers cannot be read: TypeError"),
    ],
)
def test_triggers_that_cannot_be_read_cost_their_extractor_and_not_the_run(triggers: Any, message: str) -> None:
    pipeline = Pipeline(looking("a", triggers=triggers), looking("b", triggers=("june",)), WORDS, plugins=NONE)
    result = pipeline(Document("In June."))

    (failure,) = result.failures
    assert (failure.extractor, failure.error) == ("a", "PluginError")
    assert message in failure.message
    assert surfaces(result, "word") == ["In", "June"]
    assert "june" in scans_of(pipeline)[1][0].vocabulary


def test_a_layer_of_a_batch_says_which_rows_a_document_has() -> None:
    pipeline = Pipeline(WORDS, plugins=NONE)
    batch = Batch(map(pipeline, [Document("a b", id="1"), Document("", id="2"), Document("cc", id="3")]))
    layer = batch.layer("word")

    assert layer.ranges(len(batch)) == [range(0, 2), range(2, 2), range(2, 3)]
    assert layer.ranges(4) == [range(0, 2), range(2, 2), range(2, 3), range(3, 3)]
    assert len(batch.layer("other")) == 0
    with pytest.raises(InvalidValue, match="do not stand in the order of their documents"):
        Columns("x", [1, 0], [0, 0], [1, 1]).ranges(2)


def test_layers_reach_the_next_extractor_without_an_annotation_being_made() -> None:
    seen: list[bool] = []

    class Next(Batched):
        def extract_batch(self, batch: Batch) -> Columns:
            layer = batch.layer("word")
            seen.extend(document.annotations._is_looked_at for document in batch.documents)
            return Columns("next", layer.doc, layer.start, layer.end)

    follows = ExtractorSpec("next", factory=Next, provides=("next",), requires=("word",))
    (result,) = Pipeline(BATCHED, follows, plugins=NONE).stream([Document("a b")])

    assert seen == [False]
    assert not result.annotations._is_looked_at
    assert surfaces(result, "next") == ["a", "b"]


def test_nothing_holds_a_batch_and_its_scan_longer_than_its_user() -> None:
    batch = Batch([Document("One two.")])
    batch.scan.words.sum()
    other = batch._part(batch.documents, (0,))
    assert other.scan is batch.scan
    held = [weakref.ref(batch), weakref.ref(batch.scan), weakref.ref(other)]
    gc.disable()
    try:
        del batch, other
        assert [ref() for ref in held] == [None, None, None]
    finally:
        gc.enable()


def test_extractors_that_run_on_the_same_part_of_a_batch_share_one_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    scans: list[int] = []
    made = Scan.__init__

    def counting(self: Scan, texts: Sequence[str], *more: Any) -> None:
        scans.append(len(texts))
        made(self, texts, *more)

    monkeypatch.setattr(Scan, "__init__", counting)
    texts = [Document("One."), Document("Zwei.", metadata={"language": "de"}), Document("Three.")]

    def spec(name: str) -> ExtractorSpec:
        return ExtractorSpec(name, factory=lambda _: Starts(name), provides=(name,))

    pipeline = Pipeline(spec("a"), spec("b"), spec("c"), plugins=NONE)
    found = [*pipeline.stream(texts)]
    assert [len(document.annotations) for document in found] == [6, 0, 6]
    assert scans == [2]


class Starts:
    """Annotates every token, from the scan."""

    def __init__(self, label: str) -> None:
        self.label = label

    def extract_batch(self, batch: Batch) -> Columns:
        return batch.scan.columns(self.label, batch.scan.starts, batch.scan.ends)


def test_a_batch_of_masked_texts_has_the_documents_and_other_tokens() -> None:
    batch = Batch([Document("one “two” three"), Document("four")])
    new = batch.masked(["one “███” three", "four"], Vocabulary(["three"]))

    assert new.documents == batch.documents
    assert [new.scan.vocabulary.words[word - 1] for word in new.scan.words.tolist() if word] == ["three"]


def test_a_batch_of_respaced_texts_has_the_documents_and_the_tokens_that_it_had() -> None:
    batch = Batch([Document("one\ntwo"), Document("three")])
    starts = batch.scan.starts

    new = batch.respaced(["one two", "three"])

    assert new.documents == batch.documents
    assert new.texts == ("one two", "three")
    assert new.scan.starts is starts
    assert new.scan.breaks.tolist() == [0, 0, 0]
