"""What an extractor sees of a document: the layers that it declares, and no others."""

import pickle
from collections.abc import Iterable

import attrs
import pytest

from corpuskit import Annotation, AnnotationSet, Document, ExtractorSpec, Pipeline, Ref, Span
from corpuskit.errors import PluginError, UndeclaredLayer
from corpuskit.scan import Batch, Columns

GOLD = [Annotation(Span(0, 2), "token"), Annotation(Span(0, 2), "person")]
TEXTS = (Document("Ann sang."), Document("Ann sang.", annotations=GOLD))


def seen_by(document: Document, **declared: tuple[str, ...]) -> Document:
    """Give the document as an extractor that declares these layers sees it."""
    views: list[Document] = []

    def keep(view: Document) -> Iterable[Annotation]:
        views.append(view)
        return ()

    Pipeline(ExtractorSpec("keep", function=keep, provides=("kept",), **declared))(document)
    return views[0]


def test_a_layer_of_a_file_is_seen_where_it_is_declared() -> None:
    view = seen_by(TEXTS[1], after=("token",))

    assert view["token"] == AnnotationSet(GOLD[:1])
    assert view.annotations.with_label("token") == view.annotations == AnnotationSet(GOLD[:1])
    assert view.resolve(Ref("token", Span(0, 2))) == (GOLD[0],)


def test_a_declared_layer_that_is_not_there_is_empty() -> None:
    view = seen_by(TEXTS[0], after=("token",))

    assert view["token"] == view.annotations.with_label("token") == AnnotationSet()
    assert Batch([view]).layer("token").ranges(1) == [range(0)]


@pytest.mark.parametrize("document", TEXTS, ids=["bare", "annotated"])
@pytest.mark.parametrize("after", [(), ("token",)], ids=["none", "one"])
def test_a_layer_that_is_not_declared_is_refused(document: Document, after: tuple[str, ...]) -> None:
    view = seen_by(document, after=after)

    for ask in (
        lambda: view["person"],
        lambda: view.annotations.with_label("person", "token"),
        lambda: view.resolve(Ref("person", Span(0, 2))),
        lambda: Batch([view]).layer("person"),
    ):
        with pytest.raises(UndeclaredLayer, match="'person', which it does not declare") as caught:
            ask()
        assert (caught.value.layer, caught.value.extractor) == ("person", "extractor 'keep' of local 0")
        assert isinstance(pickle.loads(pickle.dumps(caught.value)), PluginError)


def test_what_an_extractor_makes_of_what_it_sees_is_an_ordinary_document() -> None:
    view = seen_by(TEXTS[1])
    made = (
        attrs.evolve(view, annotations=GOLD[:1]),
        view.with_annotations(GOLD[:1]),
        pickle.loads(pickle.dumps(view)),
        Document(view.text),
    )

    assert [len(document["person"]) for document in made] == [0, 0, 0, 0]
    assert view == Document(view.text)


def test_documents_that_nobody_runs_an_extractor_on_give_every_layer() -> None:
    assert [len(document["person"]) for document in (*TEXTS, Pipeline()(TEXTS[0]))] == [0, 1, 0]


class Together:
    def __init__(self, config: None) -> None:
        self.config = config

    def extract_batch(self, batch: Batch) -> Columns:
        batch.layer("person")
        return Columns("kept", [0], [0], [1])


def test_a_batch_that_asks_fails_on_each_document_and_leaves_the_others_alone() -> None:
    found = list(Pipeline(ExtractorSpec("keep", factory=Together, provides=("kept",)), "dates").stream(TEXTS))

    assert [[failure.error for failure in document.failures] for document in found] == [["UndeclaredLayer"]] * 2
    assert [[source.extractor for source in document.sources] for document in found] == [["dates"]] * 2
