"""The pipeline: order, isolation, checks at the boundary, provenance."""

import pickle
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest

from corpuskit import Annotation, AnnotationSet, Document, ExtractorSpec, Pipeline, Plugins, Span
from corpuskit._pipeline import why_none
from corpuskit.errors import (
    ConfigError,
    DependencyCycle,
    ExtractionError,
    LayerConflict,
    MissingLayer,
    NotFound,
    PluginError,
    PluginWarning,
    RuleError,
)
from corpuskit.scan import Batch, Columns
from corpuskit.values import DateValue, OpaqueValue

NONE = Plugins(only=[])


def words(document: Document) -> Iterator[Annotation]:
    for match in re.finditer(r"\w+", document.text):
        yield Annotation(Span(*match.span()), "word")


def pairs(document: Document) -> Iterator[Annotation]:
    layer = document["word"]
    for a, b in pairwise(layer):
        yield Annotation(a.span.hull(b.span), "pair")


def failing(document: Document) -> Iterator[Annotation]:
    if "bad" in document.text:
        raise ValueError("bad text")
    yield from ()


WORDS = ExtractorSpec("words", function=words, provides=("word",))
PAIRS = ExtractorSpec("pairs", function=pairs, provides=("pair",), requires=("word",))
FAILING = ExtractorSpec("failing", function=failing, provides=("none",))


def spec(name: str, give: Any, label: str = "x", **more: Any) -> ExtractorSpec:
    return ExtractorSpec(name, function=give, provides=more.pop("provides", (label,)), **more)


def surfaces(document: Document, label: str) -> list[str]:
    return [document.text_of(item) for item in document[label]]


def test_extractors_run_after_what_they_require() -> None:
    pipeline = Pipeline(PAIRS, WORDS, plugins=NONE)

    assert pipeline.extractors == ("words", "pairs")
    assert surfaces(pipeline(Document("a b c")), "pair") == ["a b", "b c"]
    assert repr(pipeline) == "<Pipeline: words → pairs>"
    assert pipeline.layers == ("pair", "word")


def test_after_orders_but_brings_nothing() -> None:
    late = spec("a", lambda document: [], after=("word",))

    assert Pipeline(late, WORDS, plugins=NONE).extractors == ("words", "a")
    assert Pipeline(late, plugins=NONE).extractors == ("a",)


def test_what_is_missing_is_named_with_the_package_that_gives_it() -> None:
    with pytest.raises(MissingLayer, match="requires the layer 'word', which no installed"):
        Pipeline(PAIRS, plugins=NONE)
    with pytest.raises(MissingLayer, match=r"pip install 'corpuskit-core\[dates\]'"):
        Pipeline(spec("a", words, requires=("date",)), plugins=NONE)
    with pytest.raises(NotFound, match=r"no extractor is called 'dates'.*corpuskit-core\[dates\]"):
        Pipeline("dates", plugins=NONE)


def test_a_cycle_is_printed() -> None:
    one = spec("one", words, "a", requires=("b",))
    two = spec("two", words, "b", requires=("a",))

    with pytest.raises(DependencyCycle, match=r"one → two → one|two → one → two"):
        Pipeline(one, two, plugins=NONE)


def test_two_makers_of_one_layer_are_named_unless_one_is_chosen(tmp_path: Path) -> None:
    file = tmp_path / "two.py"
    file.write_text(
        "from corpuskit import ExtractorSpec, hookimpl\n"
        "def nothing(document): return []\n"
        "@hookimpl\n"
        "def corpuskit_extractors():\n"
        "    yield ExtractorSpec('one', function=nothing, provides=('x',))\n"
        "    yield ExtractorSpec('two', function=nothing, provides=('x', 'y'))\n"
        "    yield ExtractorSpec('three', function=nothing, provides=('x',), default=False)\n"
    )
    plugins = Plugins(only=[], files=[file])

    with pytest.raises(LayerConflict, match=r"'x' is made by 'one' of two\.py .* and by 'two' of two\.py"):
        Pipeline(plugins=plugins)
    assert Pipeline(plugins=plugins, x="three").extractors == ("three",)
    assert Pipeline(plugins=plugins, x="two").extractors == ("two",)
    with pytest.raises(ConfigError, match="that extractor makes x, not 'y'"):
        Pipeline(plugins=plugins, y="one")


@pytest.mark.parametrize(
    ("give", "error", "message"),
    [
        (lambda document: 1 / 0, "ZeroDivisionError", "division by zero"),
        (lambda document: None, "InvalidValue", "gave None, where annotations are wanted"),
        (lambda document: ["x"], "InvalidValue", "no Annotation"),
        (lambda document: [Annotation(Span(0, 1), "y")], "InvalidValue", "'y', but declares x"),
        (lambda document: [Annotation(Span(0, 99), "x")], "OffsetError", "ends after the text of 3"),
        (lambda document: [Annotation(Span(0, 1), "x", [])], "InvalidValue", "unhashable"),
        (lambda document: [Annotation(Span(0, 1), "x", object())], "InvalidValue", "no JSON encoding"),
        (failing, "ValueError", "bad text"),
    ],
)
def test_what_goes_wrong_is_recorded_and_the_rest_goes_on(give: Any, error: str, message: str) -> None:
    result = Pipeline(spec("broken", give), WORDS, plugins=NONE)(Document("bad", id="d"))

    (failure,) = result.failures
    assert (failure.document, failure.extractor, failure.error) == ("d", "broken", error)
    assert message in failure.message
    assert surfaces(result, "word") == ["bad"]
    assert [source.extractor for source in result.sources] == ["words"]


def test_values_are_of_the_declared_class_and_point_into_the_text() -> None:
    @attrs.frozen
    class Pointing:
        at: Span

    wrong = spec("wrong", lambda d: [Annotation(Span(0, 1), "x", Pointing(Span(0, 1)))], provides={"x": DateValue})
    far = spec("far", lambda d: [Annotation(Span(0, 1), "y", Pointing(Span(5, 9)))], provides={"y": Pointing})

    messages = [failure.message for failure in Pipeline(wrong, far, plugins=NONE)(Document("abc")).failures]

    assert "points at Span(5, 9), after the text" in messages[0]
    assert "of type Pointing, but the extractor declares DateValue" in messages[1]


def test_policies_for_failures() -> None:
    texts = [Document("good", id="a"), Document("bad", id="b"), Document("fine", id="c")]

    def run(policy: str) -> list[str]:
        return [document.id for document in Pipeline(FAILING, plugins=NONE, on_error=policy).stream(texts)]

    assert run("record") == ["a", "b", "c"]
    assert run("skip") == ["a", "c"]
    with pytest.raises(ExtractionError, match="'failing' 0 failed on document 'b': ValueError: bad text") as caught:
        run("fail")
    assert caught.value.failure.document == "b"
    with pytest.raises(ConfigError, match="did you mean 'record'"):
        Pipeline(WORDS, plugins=NONE, on_error="recrod")


class Alone:
    """Works on one document at a time only."""

    def __init__(self, config: None) -> None: ...

    def extract_batch(self, batch: Batch) -> Columns:
        if len(batch) > 1:
            raise ValueError(f"one at a time\x1b[31m, not {object()}")
        if "bad" in batch.texts:
            raise KeyError("bad text")
        return Columns("x", [0], [0], [1])


ALONE = ExtractorSpec("alone", factory=Alone, provides=("x",), description="A factory without __call__.")


def test_a_batch_that_fails_as_no_document_does_is_told_once_in_a_run(caplog: pytest.LogCaptureFixture) -> None:
    pipeline = Pipeline(ALONE, plugins=NONE)
    documents = [Document(str(number)) for number in range(2500)]
    for _ in range(2):
        with pytest.warns(PluginWarning) as told, caplog.at_level("DEBUG", "corpuskit"):
            found = list(pipeline.stream(documents))

        assert [str(warning.message) for warning in told] == [
            "extractor 'alone' of local 0: extract_batch failed on a batch of 1,000 documents, "
            "which was run again document by document: ValueError: one at a time␛[31m, not <object object>"
        ]
        assert all(len(document["x"]) == 1 and not document.failures for document in found)
    assert [record.getMessage() for record in caplog.records] == [
        "extractor 'alone' of local 0 failed on a batch of 1000 documents"
    ] * 2
    assert all(record.exc_info for record in caplog.records)


def test_a_batch_that_fails_as_one_of_its_documents_does_is_told_by_that_failure() -> None:
    class Honest(Alone):
        def extract_batch(self, batch: Batch) -> Columns:
            if "bad" in batch.texts:
                raise KeyError("bad text")
            return Columns("x", range(len(batch)), [0] * len(batch), [1] * len(batch))

    honest = ExtractorSpec("honest", factory=Honest, provides=("x",))
    good, bad = Pipeline(honest, plugins=NONE).stream([Document("good"), Document("bad")])

    assert (good.failures, [failure.error for failure in bad.failures]) == ((), ["KeyError"])
    with pytest.warns(PluginWarning, match="ValueError: one at a time"):
        list(Pipeline(ALONE, plugins=NONE).stream([Document("good"), Document("bad")]))


def test_a_batch_of_one_that_fails_is_not_run_again() -> None:
    calls = []

    class Twice(Alone):
        def extract_batch(self, batch: Batch) -> Columns:
            calls.append(batch)
            raise ValueError("the first time")

    twice = ExtractorSpec("twice", factory=Twice, provides=("x",))

    assert Pipeline(twice, plugins=NONE)(Document("a")).failures
    assert len(calls) == 1


def test_what_requires_a_layer_that_failed_fails_too() -> None:
    broken = spec("words", failing, "word")

    result = Pipeline(broken, PAIRS, plugins=NONE)(Document("bad"))

    assert [(failure.extractor, failure.error) for failure in result.failures] == [
        ("pairs", "MissingLayer"),
        ("words", "ValueError"),
    ]


def test_each_annotation_names_its_source_and_runs_without_a_result_are_recorded() -> None:
    nothing = spec("nothing", lambda document: [], "none")
    result = Pipeline(WORDS, nothing, plugins=NONE)(Document("a"))

    assert {item.source for item in result["word"]} == {result.sources[1]}
    assert [source.extractor for source in result.sources] == ["nothing", "words"]


def test_what_is_done_is_not_done_again() -> None:
    calls: list[str] = []

    def counting(document: Document) -> Iterable[Annotation]:
        calls.append(document.text)
        return words(document)

    pipeline = Pipeline(spec("count", counting, "word", reads=("date",)), plugins=NONE)
    done = pipeline(Document("a b"))

    assert pipeline(done) is done
    assert pipeline(done.with_metadata(title="x")) == done.with_metadata(title="x")
    assert len(calls) == 1
    assert pipeline(done.with_metadata(date="2020")).annotations != done.annotations
    assert len(calls) == 2


def test_a_changed_config_or_input_redoes_only_what_depends_on_it() -> None:
    @attrs.frozen
    class Config:
        shortest: int = 1

    class Extractor:
        def __init__(self, config: Config) -> None:
            self.config = config

        def __call__(self, document: Document) -> Iterator[Annotation]:
            return (item for item in words(document) if len(item.span) >= self.config.shortest)

    runs: list[str] = []

    def counting(document: Document) -> Iterator[Annotation]:
        runs.append(document.id)
        return pairs(document)

    own = ExtractorSpec("own", factory=Extractor, provides=("word",), config=Config)
    second = spec("second", counting, "pair", requires=("word",))
    first = Pipeline(own, second, plugins=NONE)(Document("a bb ccc"))
    changed = Pipeline(own, second, plugins=NONE, config={"own": {"shortest": 2}})(first)

    assert surfaces(changed, "word") == ["bb", "ccc"]
    assert surfaces(changed, "pair") == ["bb ccc"]
    assert len(runs) == 2
    assert len({source.extractor for source in changed.sources}) == len(changed.sources) == 2


def test_what_a_person_annotated_stays() -> None:
    by_hand = Annotation(Span(0, 3), "word")
    pipeline = Pipeline(WORDS, plugins=NONE)
    document = pipeline(Document("a b", annotations=[by_hand]))

    assert by_hand in document["word"]
    assert pipeline(document) is document


def test_an_extractor_sees_the_layers_that_it_declares_and_no_others() -> None:
    seen: list[tuple[str, ...]] = []

    def look(document: Document) -> Iterator[Annotation]:
        seen.append(document.annotations.labels)
        yield from ()

    blind, sighted = spec("blind", look, "x"), spec("sighted", look, "y", after=("word",))
    Pipeline(WORDS, blind, sighted, plugins=NONE)(Document("a", annotations=[Annotation(Span(0, 1), "other")]))

    assert sorted(seen) == [(), ("word",)]


def test_a_stream_is_lazy_and_keeps_order() -> None:
    taken: list[int] = []

    def source() -> Iterator[Document]:
        for number in range(5000):
            taken.append(number)
            yield Document("x" * 1000, id=str(number))

    stream = Pipeline(WORDS, plugins=NONE).stream(source())

    assert [next(stream).id for _ in range(3)] == ["0", "1", "2"]
    assert len(taken) < 1001


def test_what_comes_before_an_error_of_the_source_is_given_first() -> None:
    def source() -> Iterator[Document]:
        yield Document("a", id="1")
        yield Document("b", id="2")
        raise OSError("unplugged")

    stream = Pipeline(WORDS, plugins=NONE).stream(source())

    assert [next(stream).id, next(stream).id] == ["1", "2"]
    with pytest.raises(OSError, match="unplugged"):
        next(stream)


def finding(label: str, *starts: int) -> Any:
    return lambda document: [Annotation(Span(start, start + 1), label) for start in starts]


def test_a_layer_that_was_taken_away_is_made_again() -> None:
    pipeline = Pipeline(WORDS, plugins=NONE)
    done = pipeline(Document("a b"))

    assert pipeline(done.without("word")) == done


def test_changing_the_extractor_of_a_layer_there_and_back_redoes_it() -> None:
    first = Pipeline(spec("first", finding("x")), plugins=NONE)
    second = Pipeline(spec("second", finding("x", 0)), plugins=NONE)
    document = Document("ab")

    back = first(second(first(document)))
    assert back.annotations == AnnotationSet()
    assert [source.extractor for source in back.sources] == ["first"]
    assert second(back)["x"] == second(document)["x"]


def test_what_somebody_changed_by_hand_redoes_what_builds_on_it() -> None:
    pipeline = Pipeline(WORDS, PAIRS, plugins=NONE)
    done = pipeline(Document("a b c"))
    changed = attrs.evolve(done, annotations=[item for item in done.annotations if item.span != Span(4, 5)])

    assert surfaces(pipeline(changed), "pair") == ["a b"]


def test_values_read_without_their_class_are_made_again_once_it_is_there() -> None:
    @attrs.frozen
    class Size:
        length: int

    sized = spec("sized", lambda d: [Annotation(Span(0, 1), "x", Size(1))], provides={"x": Size})
    done = Pipeline(sized, plugins=NONE)(Document("a"))
    opaque = attrs.evolve(
        done, annotations=[attrs.evolve(item, value=OpaqueValue.of({"length": 1})) for item in done.annotations]
    )

    assert Pipeline(sized, plugins=NONE)(opaque) == done


def test_failures_of_other_extractors_from_before_decide_nothing() -> None:
    failed = Pipeline(FAILING, plugins=NONE)(Document("bad"))

    assert len(list(Pipeline(WORDS, plugins=NONE, on_error="skip").stream([failed]))) == 1
    assert Pipeline(WORDS, plugins=NONE, on_error="fail")(failed).failures == failed.failures


@pytest.mark.parametrize("value", [{1}, float("nan"), "\ud800", [1], b"x"])
def test_a_value_that_could_not_be_written_is_a_failure_of_its_extractor(value: object) -> None:
    @attrs.frozen
    class Holding:
        what: object

    holding = spec("holding", lambda d: [Annotation(Span(0, 1), "x", Holding(value))], provides={"x": Holding})
    result = Pipeline(holding, WORDS, plugins=NONE)(Document("a"))

    assert [failure.extractor for failure in result.failures] == ["holding"]
    assert surfaces(result, "word") == ["a"]


def test_a_standard_layer_has_the_standard_class_without_saying_so() -> None:
    plain = ExtractorSpec("plain", function=lambda d: [Annotation(Span(0, 1), "date", "2020")], provides=("date",))

    (failure,) = Pipeline(plain, plugins=NONE)(Document("a")).failures
    assert "declares DateValue" in failure.message


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("error", "message"),
    [(SystemExit(7), "7"), (ValueError("\ud800"), "\\ud800"), (Mute(), "its message cannot be read")],
)
def test_no_exception_of_an_extractor_gets_through(error: BaseException, message: str) -> None:
    def raising(document: Document) -> Iterator[Annotation]:
        raise error
        yield

    (failure,) = Pipeline(spec("raising", raising), plugins=NONE)(Document("a")).failures
    assert failure.message == message


def test_input_of_any_size_and_shape_is_digested() -> None:
    late = spec("late", finding("y", 0), "y", after=("x",), reads=("date",))
    document = Document(
        "a", metadata={"date": 10**30}, annotations=[Annotation(Span(0, 1), "x", OpaqueValue.of({"k": 2**70}))]
    )

    assert len(Pipeline(late, plugins=NONE)(document)["y"]) == 1


def test_an_option_that_cannot_be_recorded_is_named() -> None:
    @attrs.frozen
    class Config:
        pattern: object = re.compile("x")

    late = ExtractorSpec("late", factory=lambda config: words, provides=("word",), config=Config)
    with pytest.raises(ConfigError, match="extractor 'late' of local 0: an option cannot be recorded"):
        Pipeline(late, plugins=NONE)


def test_options_that_an_extractor_refuses_stop_the_run() -> None:
    @attrs.frozen
    class Config:
        rule: str = "a"

    def make(config: Config) -> Any:
        raise RuleError(f"there is no rule {config.rule!r}")

    refusing = ExtractorSpec("refusing", factory=make, provides=("word",), config=Config)
    with pytest.raises(ConfigError, match="extractor 'refusing' of local 0 refuses its options: there is no rule 'b'"):
        Pipeline(refusing, plugins=NONE, config={"refusing": {"rule": "b"}})(Document("x"))

    assert [failure.error for failure in Pipeline(refusing, plugins=NONE)(Document("x")).failures] == ["RuleError"]


def test_an_empty_pipeline_stays_empty_in_another_process() -> None:
    assert pickle.loads(pickle.dumps(Pipeline(plugins=NONE))).extractors == ()


def test_a_pipeline_of_nothing_is_told_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "")

    with pytest.warns(PluginWarning, match="nothing will be found: CORPUSKIT_PLUGINS names no plugin"):
        assert Pipeline().extractors == ()

    monkeypatch.delenv("CORPUSKIT_PLUGINS")
    assert "no extractor is installed; run: pip install" in why_none(Plugins())
    monkeypatch.setenv("CORPUSKIT_DISABLED_PLUGINS", ",".join({item.plugin for item in Plugins().extractors.values()}))
    with pytest.warns(PluginWarning, match="no extractor is left, as CORPUSKIT_DISABLED_PLUGINS leaves out .*dates"):
        assert Pipeline().extractors == ()


def test_a_misspelt_option_of_a_pipeline_is_named() -> None:
    with pytest.raises(ConfigError, match="no extractor makes a layer 'langauge'; did you mean 'language'"):
        Pipeline(WORDS, plugins=NONE, langauge="de")
    with pytest.raises(ConfigError, match="a language is a code"):
        Pipeline(WORDS, plugins=NONE, language=5)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="a list of names goes here"):
        Pipeline.from_settings(settings={"extractors": 5}, plugins=NONE)
    with pytest.raises(NotFound, match="no extractor is called 'b'"):
        Pipeline.from_settings(settings={"extractors": "b, c"}, plugins=NONE)


def test_settings_configure_a_pipeline() -> None:
    settings = {"language": "de", "on_error": "skip"}
    pipeline = Pipeline.from_settings(WORDS, settings=settings, plugins=NONE)

    assert (pipeline.language, pipeline.on_error) == ("de", "skip")
    with pytest.raises(ConfigError, match=r"\[wrds\]: no such extractor"):
        Pipeline.from_settings(WORDS, settings={"wrds": {"a": 1}}, plugins=NONE)
    with pytest.raises(ConfigError, match="'words' has no options"):
        Pipeline.from_settings(WORDS, settings={"words": {"a": 1}}, plugins=NONE)
    with pytest.raises(ConfigError, match="options for 'wrds', which is not in the pipeline; did you mean 'words'"):
        Pipeline(WORDS, plugins=NONE, config={"wrds": {}})


def test_only_names_and_specs_make_a_pipeline() -> None:
    with pytest.raises(PluginError, match="give the name of an extractor or an ExtractorSpec"):
        Pipeline(words, plugins=NONE)  # type: ignore[arg-type]


def test_a_pipeline_with_a_single_file_plugin_runs_in_another_process(tmp_path: Path) -> None:
    file = tmp_path / "tags.py"
    file.write_text(
        "import re\nfrom corpuskit import Annotation, ExtractorSpec, Span, hookimpl\n"
        "def tags(document):\n"
        "    return [Annotation(Span(*m.span()), 'tag') for m in re.finditer(r'#\\w+', document.text)]\n"
        "@hookimpl\n"
        "def corpuskit_extractors():\n"
        "    yield ExtractorSpec('tags', function=tags, provides=('tag',))\n"
    )
    pipeline = Pipeline(plugins=Plugins(only=[], files=[file]))
    (tmp_path / "pipeline.pickle").write_bytes(pickle.dumps(pipeline))

    code = (
        "import pickle, sys; from corpuskit import Document\n"
        "pipeline = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print([item.span for item in pipeline(Document('a #b'))['tag']])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "pipeline.pickle")]

    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[Span(2, 4)]\n"


def test_results_are_the_same_bytes_every_time() -> None:
    pipeline = Pipeline(WORDS, PAIRS, plugins=NONE)
    first, second = pipeline(Document("a b a")), pipeline(Document("a b a"))

    assert pickle.dumps(first.annotations) == pickle.dumps(second.annotations)
    assert isinstance(first.annotations, AnnotationSet)


def test_names_go_before_those_of_the_settings() -> None:
    pipeline = Pipeline.from_settings(WORDS, settings={"extractors": ["other"]}, plugins=NONE)

    assert pipeline.extractors == ("words",)


def test_what_nothing_can_digest_fails_its_document_alone() -> None:
    odd = Document("Two.", id="odd", annotations=[Annotation(Span(0, 1), "w", object())])
    spec = ExtractorSpec("reader", function=lambda document: (), provides=("r",), after=("w",))
    found = [*Pipeline(spec, plugins=Plugins(only=[])).stream([Document("One.", id="a"), odd, Document("x", id="b")])]
    assert [document.id for document in found] == ["a", "odd", "b"]
    assert [bool(document.failures) for document in found] == [False, True, False]
