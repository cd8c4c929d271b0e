"""Corpora: lazy, as often as wanted, and in bounded memory."""

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Plugins, Span, formats
from corpuskit.corpus import Corpus
from corpuskit.errors import ConfigError, FormatError, InvalidValue, NotFound
from corpuskit.values import EntityValue

LETTERS = [("a", "Signed on Monday."), ("b", "He withdrew, and he withdrew again."), ("c", "")]


def names(document: Document) -> Iterator[Annotation]:
    for match in re.finditer(r"\b[A-Z]\w+", document.text):
        yield Annotation(Span(*match.span()), "entity", EntityValue("MISC", match.group()))


NAMES = Pipeline(ExtractorSpec(name="names", function=names, provides=("entity",)), plugins=Plugins(only=()))


def ids(corpus: Corpus) -> list[str]:
    return [document.id for document in corpus]


# --- where documents come from


def test_texts_are_documents_with_ids_or_named_by_their_place() -> None:
    assert list(Corpus.from_texts(["x", ("b", "y")])) == [Document("x", id="text:1"), Document("y", id="b")]


def test_a_mapping_gives_texts_by_id() -> None:
    documents = [Document("text a", id="a"), Document("", id="b")]

    assert list(Corpus.from_texts({"a": "text a", "b": ""})) == documents
    assert list(Corpus.from_texts(lambda: {"a": "text a", "b": ""})) == documents


@pytest.mark.parametrize("texts", ["one text", Document("x"), b"x"])
def test_one_text_is_not_several(texts: object) -> None:
    with pytest.raises(InvalidValue, match="put it into a list"):
        Corpus.from_texts(texts)  # type: ignore[arg-type]


def test_something_else_among_texts_is_named() -> None:
    with pytest.raises(InvalidValue, match="item 2 is a text or a pair"):
        list(Corpus.from_texts(["x", 5]))  # type: ignore[list-item]


def test_a_corpus_can_be_read_again() -> None:
    corpus = Corpus.from_texts(LETTERS)

    assert ids(corpus) == ids(corpus) == ["a", "b", "c"]


def test_a_generator_can_be_read_once_and_says_so() -> None:
    corpus = Corpus.from_texts(text for _, text in LETTERS)

    assert corpus.head(1).count() == 1
    with pytest.raises(InvalidValue, match="can be read once only"):
        list(corpus)


def test_a_function_that_gives_a_generator_can_be_read_again() -> None:
    corpus = Corpus.from_texts(lambda: (text for _, text in LETTERS))

    assert corpus.count() == corpus.count() == 3


def test_a_corpus_of_documents_is_a_corpus() -> None:
    assert list(Corpus([Document("x")])) == [Document("x")]


def test_several_files_are_one_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,body\n1,x\n")
    (tmp_path / "b.txt").write_text("y")
    formats.write([Document("z", id="3")], tmp_path / "c.jsonl")
    corpus = Corpus.from_paths([tmp_path / "a.csv", tmp_path / "b.txt"], text="body")

    assert ids(corpus) == ["1", "b.txt"]
    assert ids(Corpus.from_path(str(tmp_path / "c.jsonl"))) == ["3"]
    assert repr(corpus) == "<Corpus: a.csv, b.txt>"


def test_what_is_wrong_with_a_path_or_option_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    (tmp_path / "a.csv").touch()

    with pytest.raises(FileNotFoundError):
        Corpus.from_csv(tmp_path / "missing.csv")
    with pytest.raises(FormatError, match="tells no format"):
        Corpus.from_path(tmp_path / "a.docx")
    with pytest.raises(ConfigError, match="no option 'txt'"):
        Corpus.from_path(tmp_path / "a.csv", txt="body")
    with pytest.raises(ConfigError, match="no format 'cvs'"):
        Corpus.from_path(tmp_path / "a.csv", format="cvs")


def test_each_source_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "in.tsv.gz"
    import gzip

    path.write_bytes(gzip.compress(b"id\tbody\n1\tx\n"))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("x")
    corpus = Corpus.from_csv(path, text="body")
    corpus.write(tmp_path / "out.parquet")
    corpus.write(tmp_path / "out.jsonl")

    assert list(Corpus.from_parquet(tmp_path / "out.parquet")) == [Document("x", id="1")]
    assert list(Corpus.from_jsonl(tmp_path / "out.jsonl")) == [Document("x", id="1")]
    assert ids(Corpus.from_dir(tmp_path / "texts")) == ["a.txt"]


def test_standard_input_can_be_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_text('{"id": "a", "text": "x"}\n')
    with open(tmp_path / "in") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        corpus = Corpus.from_paths(["-"])
        assert ids(corpus) == ["a"]
    with pytest.raises(InvalidValue, match="standard input can be read once only"):
        list(corpus)


# --- corpora from corpora


def test_nothing_is_read_before_somebody_iterates() -> None:
    def texts() -> Iterator[str]:
        raise AssertionError("read")
        yield ""

    corpus = Corpus.from_texts(texts)
    corpus.annotate(NAMES).where(bool).map(lambda document: document).sample(3, seed=1).head(2).group_by("x")

    with pytest.raises(AssertionError, match="read"):
        corpus.first()


def test_a_corpus_is_chosen_from_and_changed() -> None:
    corpus = Corpus.from_texts(LETTERS)
    changed = corpus.where(lambda document: document.text).map(lambda document: document.with_metadata(n=1))

    assert [(item.id, item.metadata) for item in changed] == [("a", {"n": 1}), ("b", {"n": 1})]
    assert ids(corpus.head(2)) == ["a", "b"]
    assert corpus.first().id == "a"
    assert (corpus.count(), corpus.head(0).count()) == (3, 0)
    assert repr(changed) == "<Corpus: texts → where → map>"


def test_an_empty_corpus_has_no_first_document() -> None:
    with pytest.raises(InvalidValue, match="no document"):
        Corpus([]).first()


def test_annotating_finds_what_the_pipeline_finds(tmp_path: Path) -> None:
    annotated = Corpus.from_texts(LETTERS).annotate(NAMES)
    annotated.write(tmp_path / "out.jsonl")

    assert [[document.text_of(item) for item in document["entity"]] for document in annotated] == [
        ["Signed", "Monday"],
        ["He"],
        [],
    ]
    assert list(Corpus.from_jsonl(tmp_path / "out.jsonl")) == list(annotated)


@given(size=st.integers(0, 40), n=st.integers(0, 50), seed=st.integers())
def test_a_sample_is_the_same_for_a_seed_and_in_order(size: int, n: int, seed: int) -> None:
    corpus = Corpus([Document("x", id=f"{number:02}") for number in range(size)])
    found = ids(corpus.sample(n, seed=seed))

    assert found == ids(corpus.sample(n, seed=seed))
    assert found == sorted(set(found))
    assert len(found) == min(n, size)


def test_every_document_is_as_likely_in_a_sample() -> None:
    corpus = Corpus([Document("x", id=str(number)) for number in range(10)])
    drawn = [name for seed in range(1000) for name in ids(corpus.sample(3, seed=seed))]

    assert all(220 < drawn.count(str(number)) < 380 for number in range(10))


@pytest.mark.parametrize("n", [-1, 1.5, "3"])
def test_a_number_of_documents_is_a_number(n: object) -> None:
    with pytest.raises(InvalidValue, match="0 or more"):
        Corpus([]).sample(n)  # type: ignore[arg-type]


def test_groups_are_corpora_by_what_documents_have_in_common() -> None:
    papers = ["Post", "Times", None, "Post"]
    documents = [Document("x", id=str(n), metadata={"paper": p} if p else {}) for n, p in enumerate(papers)]
    groups = Corpus(documents).group_by("paper")

    assert list(groups) == ["Post", "Times", None]
    assert dict(groups.counts) == {"Post": 2, "Times": 1, None: 1}
    assert {value: ids(corpus) for value, corpus in groups.items()} == {"Post": ["0", "3"], "Times": ["1"], None: ["2"]}
    assert len(Corpus(documents).group_by(lambda document: int(document.id) % 2)) == 2
    with pytest.raises(KeyError):
        groups["Herald"]


# --- keyword in context


def test_a_keyword_is_shown_in_its_context() -> None:
    found = list(Corpus.from_texts(LETTERS).annotate(NAMES).kwic("WITHDREW", width=8))

    assert [str(line) for line in found] == ["     He   withdrew  , and he", " and he   withdrew   again."]
    assert [(line.document, line.span) for line in found] == [("b", Span(3, 11)), ("b", Span(20, 28))]


def test_a_concordance_has_the_annotations_that_overlap_it() -> None:
    corpus = Corpus.from_texts(LETTERS).annotate(NAMES)
    (line,) = corpus.kwic("on  monday")

    assert [item.value.name for item in line.annotations] == ["Monday"]
    assert [len(line.annotations) for line in corpus.kwic("monday", layers=["date"])] == [0]


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("cat concat cats cat", "cat", 2),
        ("U.S. and U.S.", "U.S.", 2),
        ("a\n  b a\u00a0b", "a b", 2),
        ("Cat cat", re.compile("cat"), 1),
        ("aaa", re.compile("x*"), 0),
        ("C++ (C++)", "c++", 2),
    ],
)
def test_a_keyword_is_a_whole_word_or_a_pattern(text: str, word: str, count: int) -> None:
    assert len(list(Corpus.from_texts([text]).kwic(word))) == count


def test_a_keyword_is_not_empty() -> None:
    with pytest.raises(InvalidValue, match="not empty"):
        Corpus([]).kwic(" ")


# --- bounded memory


MEASURED = """
import resource, sys
from corpuskit import Pipeline
from corpuskit.corpus import Corpus
from corpuskit.formats import read, write

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

source, target = sys.argv[1:]
corpus = Corpus.from_csv(source, text="body", id="url", date="published")
corpus.head(100).write(target)
before = peak()
print(corpus.write(target))
print(sum(len(document.text) for document in read(target)))
print(peak() - before)
"""


def test_forty_thousand_rows_pass_in_bounded_memory(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "articles.csv"
    body = "Anna said on Monday that “nothing” had changed.\n" * 10
    with open(path, "w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["url", "body", "published", "title"])
        writer.writerows([f"u{number}", body, "2020-06-12", "Title"] for number in range(40_000))
    # In memory these documents take about 100 MB. The system answers in kilobytes on Linux, in bytes on macOS.
    unit = 1 if sys.platform == "linux" else 1024
    for name, limit in (("out.jsonl", 12_000), ("out.parquet", 50_000)):
        command = [sys.executable, "-c", MEASURED, str(path), str(tmp_path / name)]
        written, read, growth = map(int, subprocess.run(command, capture_output=True, check=True).stdout.split())

        assert (written, read) == (40_000, 40_000 * len(body))
        assert growth < limit * unit, name


def test_a_concordance_with_a_layer_that_is_nowhere_is_refused() -> None:
    with pytest.raises(NotFound, match="did you mean 'quote'"):
        list(Corpus.from_texts(LETTERS).kwic("he", layers=["quotes"]))
    assert list(Corpus.from_texts(LETTERS).kwic("she", layers=["quote"])) == []


def test_no_control_of_a_text_comes_out_of_a_concordance() -> None:
    text = "\x1b[31m\x9b\u202e\u2028\x85\r\nx the word y\x9b\x00"
    (line,) = Corpus.from_texts([text]).kwic("word", width=12)

    assert str(line).isprintable()
    assert str(line).index("word") == 14
