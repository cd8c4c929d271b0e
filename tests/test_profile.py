"""Profile: where time goes, what is found, and how often Python is called."""

import gc
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Plugins, Profile, Span
from corpuskit.scan import Batch, Columns
from corpuskit.values import DateValue

NONE = Plugins(only=[])


class Ready:
    """Gives columns that are there already: five dates a document, of two rules."""

    def __init__(self, config: None) -> None: ...

    def extract_batch(self, batch: Batch) -> Columns:
        count = len(batch)
        doc = [number for number in range(count) for _ in range(5)]
        first, second = DateValue("DATE", "2020", method="year"), DateValue("DATE", "PRESENT_REF", method="\x1b[31m")
        return Columns(
            "date", doc, [0, 2, 4, 6, 8] * count, [1, 3, 5, 7, 9] * count, [first] * (5 * count - 1) + [second]
        )


def words(document: Document) -> Iterator[Annotation]:
    yield Annotation(Span(0, 1), "word")


READY = ExtractorSpec("ready", factory=Ready, provides={"date": DateValue}, reads=("date",))
WORDS = ExtractorSpec("words", function=words, provides=("word",), after=("date",))
DOCUMENTS = [Document("é" * 10, id=str(number)) for number in range(3)]


def test_a_profile_counts_documents_calls_and_hits() -> None:
    profile = Profile()
    pipeline = Pipeline(READY, WORDS, plugins=NONE, profile=profile)
    found = list(pipeline.stream(DOCUMENTS))

    assert (profile.documents, profile.size) == (3, 60)
    assert profile.calls == {"ready": 1, "words": 3}
    assert profile.hits == {
        ("ready", "date", "year"): 14,
        ("ready", "date", "\x1b[31m"): 1,
        ("words", "word", None): 3,
    }
    expected = {"ready", "words", *(Profile.START, Profile.READING, Profile.FRAMEWORK)}
    expected |= {Profile.WRITING, Profile.COUNTING}
    assert set(profile.seconds) == expected
    assert all(seconds >= 0 for seconds in profile.seconds.values())
    assert found == list(Pipeline(READY, WORDS, plugins=NONE).stream(DOCUMENTS))


def test_a_profile_adds_up_and_single_documents_count_too() -> None:
    profile = Profile()
    pipeline = Pipeline(WORDS, plugins=NONE, profile=profile)
    for document in DOCUMENTS:
        pipeline(document)

    assert (profile.documents, profile.calls["words"], profile.hits.total()) == (3, 3, 3)
    assert Profile.WRITING not in profile.seconds


def test_a_table_has_the_rules_of_an_extractor_together_the_most_frequent_first_and_no_control() -> None:
    profile = Profile()
    list(Pipeline(READY, WORDS, plugins=NONE, profile=profile).stream(DOCUMENTS))
    profile.seconds.update({"ready": 3.0, "words": 1.0})
    profile.first["ready"] = 2.0
    for name in profile.seconds.keys() - {"ready", "words"}:
        profile.seconds[name] = 0.0
    lines = str(profile).splitlines()

    assert lines[0] == "3 documents, 0.00 MB, 18 annotations; 4.00 CPU s; 0.00 MB/s"
    assert lines[3].split() == ["ready", "3.000", "75.0%", "0.0", "1", "2.000", "15"]
    assert [line.split() for line in lines[-3:]] == [
        ["ready", "date", "year", "14"],
        ["ready", "date", "␛[31m", "1"],
        ["words", "word", "-", "3"],
    ]
    assert str(Profile()).splitlines()[0] == "0 documents, 0.00 MB, 0 annotations; 0.00 CPU s"


def test_a_profile_says_what_was_up_to_date_what_failed_and_what_was_run_again() -> None:
    class Alone(Ready):
        def extract_batch(self, batch: Batch) -> Columns:
            if len(batch) > 1 or "bad" in batch.texts:
                raise ValueError("not these")
            return Columns("number", [], [], [])

    profile = Profile()
    alone = ExtractorSpec("alone", factory=Alone, provides=("number",))
    done = [Pipeline(READY, plugins=NONE)(document) for document in DOCUMENTS]
    list(Pipeline(READY, alone, plugins=NONE, profile=profile).stream([*done, Document("bad")]))

    assert (profile.up_to_date, profile.failures, profile.run_again) == (
        {"ready": 3},
        {"alone": 1, "ready": 1},
        {"alone": 1},
    )
    assert profile.calls == {"alone": 5, "ready": 1}
    assert str(profile).splitlines()[1:4] == [
        "alone: failed on 1 document, 1 batch run again document by document",
        "ready: 3 documents up to date, failed on 1 document",
        "",
    ]


def test_loading_is_counted_apart_and_the_first_call_beside_the_others() -> None:
    class Slow(Ready):
        def __init__(self, config: None) -> None:
            sum(range(300_000))

        def extract_batch(self, batch: Batch) -> Columns:
            if batch.texts == ("first",):
                sum(range(300_000))
            return Columns("date", [], [], [])

    def declared() -> list[str]:
        sum(range(300_000))
        return ["may"]

    profile = Profile()
    slow = ExtractorSpec("slow", factory=Slow, provides={"date": DateValue}, triggers=declared)
    pipeline = Pipeline(slow, plugins=NONE, profile=profile)
    for text in ("first", "second", "third"):
        pipeline(Document(text))

    assert profile.seconds[Profile.START] > profile.seconds["slow"] >= profile.first["slow"] > 0


def test_the_scan_is_counted_apart_from_the_extractor_that_asks_for_it() -> None:
    class Scanning(Ready):
        def extract_batch(self, batch: Batch) -> Columns:
            assert len(batch.scan.texts) == len(batch)
            return super().extract_batch(batch)

    profile = Profile()
    scanning = ExtractorSpec("scanning", factory=Scanning, provides={"date": DateValue})
    list(Pipeline(scanning, plugins=NONE, profile=profile).stream(DOCUMENTS))

    assert Profile.SCAN in profile.seconds


def test_the_time_of_a_block_inside_is_not_that_of_the_block_around_it() -> None:
    profile = Profile()
    with profile.measure("outer"), profile.measure("inner"):
        sum(range(200_000))

    assert 0 <= profile.seconds["outer"] < profile.seconds["inner"]


def calls_of(pipeline: Pipeline, documents: list[Document]) -> int:
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    list(pipeline.stream(documents[:1]))
    before = sys.getprofile()
    gc.disable()  # What it finds may have finalizers, which are called too.
    sys.setprofile(count)
    try:
        list(pipeline.stream(documents))
    finally:
        sys.setprofile(before)
        gc.enable()
    return calls


def test_calls_of_python_do_not_grow_with_the_text() -> None:
    pipeline = Pipeline(READY, plugins=NONE)

    def documents(size: int) -> list[Document]:
        return [Document("a text of words and 1,000 numbers. " * size, id=str(number)) for number in range(3)]

    assert calls_of(pipeline, documents(30)) == calls_of(pipeline, documents(3000))


def test_calls_of_python_do_not_grow_with_the_annotations() -> None:
    class Many(Ready):
        def extract_batch(self, batch: Batch) -> Columns:
            doc = [number for number, text in enumerate(batch.texts) for _ in text]
            start = [place for text in batch.texts for place in range(len(text))]
            return Columns("date", doc, start, [place + 1 for place in start], [DateValue("DATE", "2020")] * len(doc))

    pipeline = Pipeline(ExtractorSpec("many", factory=Many, provides={"date": DateValue}), plugins=NONE)

    assert calls_of(pipeline, [Document("a" * 10)] * 3) == calls_of(pipeline, [Document("a" * 1000)] * 3)
