"""``corpuskit convert``: documents from one format into another."""

from pathlib import Path

import pytest

from corpuskit import Corpus, Document

pytestmark = pytest.mark.usefixtures("cli_folder")


@pytest.fixture
def out(annotated: Document) -> str:
    """A file with a document that has a quote, its speaker and a date."""
    Corpus([annotated]).write("out.jsonl")
    return "out.jsonl"


def test_a_format_that_holds_everything_is_told_by_the_suffix(run, out, annotated):
    done = run("convert", out, "-o", "out.parquet", "--strict")

    assert (done.exit_code, done.stderr) == (0, "1 document; wrote out.parquet\n")
    assert list(Corpus.from_path("out.parquet")) == [annotated]


def test_what_is_lost_is_told_after_writing(run, out):
    done = run("convert", out, "-o", "out.tml")

    assert done.exit_code == 0
    assert done.stderr == (
        "corpuskit: warning: out.tml: timeml has no place for 1 annotation of entity, 1 annotation of quote\n"
        "1 document; wrote out.tml\n"
    )
    assert [len(document.annotations) for document in Corpus.from_path("out.tml")] == [1]


def test_strict_writes_nothing_where_anything_is_lost(run, out):
    done = run("convert", out, "-o", "out.tml", "--strict")

    assert done.exit_code == 1
    assert "out.tml: nothing was written: timeml has no place for 1 annotation of entity" in done.stderr
    assert done.stderr.endswith("or leave out --strict\n")
    assert not Path("out.tml").exists()


def test_texts_become_documents_on_standard_output(run):
    done = run("convert", "in", "--format", "jsonl", "--quiet")

    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == ['{"id":"a.txt"', '{"id":"b.txt"']


def test_a_format_without_annotations_is_not_written(run, out):
    done = run("convert", out, "-o", "out.csv")

    assert done.exit_code == 1
    assert "documents with annotations do not fit into csv" in done.stderr
