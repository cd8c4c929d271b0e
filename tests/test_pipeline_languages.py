"""Documents go to the extractors that read their language."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Plugins, Span
from corpuskit.errors import LayerConflict, MissingLayer

NONE = Plugins(only=[])


def words(document: Document) -> Iterator[Annotation]:
    for match in re.finditer(r"\w+", document.text):
        yield Annotation(Span(*match.span()), "word")


def pairs(document: Document) -> Iterator[Annotation]:
    layer = document["word"]
    for a, b in pairwise(layer):
        yield Annotation(a.span.hull(b.span), "pair")


WORDS = ExtractorSpec("words", function=words, provides=("word",))
PAIRS = ExtractorSpec("pairs", function=pairs, provides=("pair",), requires=("word",))


def surfaces(document: Document, label: str) -> list[str]:
    return [document.text_of(item) for item in document[label]]


def test_documents_go_to_the_extractors_of_their_language() -> None:
    pipeline = Pipeline(WORDS, plugins=NONE)

    german = pipeline(Document("ein Wort", metadata={"language": "de-AT"}))
    assert surfaces(german, "word") == []
    assert [(failure.error, failure.message) for failure in german.failures] == [
        ("LanguageSkipped", "the document's language is 'de-AT'; it reads en")
    ]
    assert surfaces(pipeline(Document("a word", metadata={"language": "en_GB"})), "word") == ["a", "word"]
    assert surfaces(Pipeline(WORDS, plugins=NONE, language="de")(Document("ein")), "word") == []
    anywhere = attrs.evolve(WORDS, languages=())
    assert surfaces(Pipeline(anywhere, plugins=NONE)(Document("ein", metadata={"language": "de"})), "word") == ["ein"]


def test_extractors_for_different_languages_share_a_layer() -> None:
    german = attrs.evolve(WORDS, name="wörter", languages=("de",))
    pairs = attrs.evolve(PAIRS, languages=())
    pipeline = Pipeline(WORDS, german, pairs, plugins=NONE)
    documents = [Document("a word", id="1"), Document("ein Wort", id="2", metadata={"language": "de"})]

    english, other = pipeline.stream(documents)
    assert [item.source.extractor for item in english["word"]] == ["words", "words"]
    assert [item.source.extractor for item in other["word"]] == ["wörter", "wörter"]
    assert len(english["pair"]) == len(other["pair"]) > 0
    assert [failure.extractor for failure in other.failures] == ["words"]
    assert list(pipeline.stream([english, other])) == [english, other]
    assert pipeline(documents[1]) == other
    with pytest.raises(LayerConflict, match=r"'word' is made by 'words' .* and by 'wörter'"):
        Pipeline(WORDS, attrs.evolve(german, languages=("de", "en")), plugins=NONE)


def test_what_is_required_is_made_in_the_language_of_who_requires_it(tmp_path: Path) -> None:
    file = tmp_path / "two.py"
    file.write_text(
        "from corpuskit import ExtractorSpec, hookimpl\n"
        "def nothing(document): return []\n"
        "@hookimpl\n"
        "def corpuskit_extractors():\n"
        "    yield ExtractorSpec('english', function=nothing, provides=('word',), languages=('en',))\n"
        "    yield ExtractorSpec('deutsch', function=nothing, provides=('word',), languages=('de',))\n"
    )
    plugins = Plugins(only=[], files=[file])
    german, any_language, french = (attrs.evolve(PAIRS, languages=given) for given in [("de",), (), ("fr",)])

    assert Pipeline(PAIRS, plugins=plugins).extractors == ("english", "pairs")
    assert Pipeline(german, plugins=plugins).extractors == ("deutsch", "pairs")
    assert Pipeline(german, "english", plugins=plugins).extractors == ("deutsch", "english", "pairs")
    assert Pipeline(any_language, plugins=plugins).extractors == ("deutsch", "english", "pairs")
    assert Pipeline(any_language, "english", plugins=plugins).extractors == ("english", "pairs")
    with pytest.raises(MissingLayer, match="'word', which no installed extractor makes for fr"):
        Pipeline(french, plugins=plugins)


def test_what_requires_a_layer_left_out_for_its_language_is_left_out_too() -> None:
    result = Pipeline(WORDS, attrs.evolve(PAIRS, languages=()), plugins=NONE)(
        Document("x", metadata={"language": "de"})
    )

    assert [(failure.extractor, failure.error) for failure in result.failures] == [
        ("pairs", "LanguageSkipped"),
        ("words", "LanguageSkipped"),
    ]
