import gzip
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpuskit import Corpus, Document, ExtractorSpec, Pipeline, Plugins
from corpuskit.engines.local import Local, stream
from corpuskit.errors import ExtractionError, FormatError, InvalidValue, PluginError
from corpuskit.formats import _pieces, jsonl
from corpuskit.formats.jsonl import encode

HOSTILE = Path(__file__).with_name("hostile.py")


@pytest.fixture
def pipeline():
    return Pipeline("words", "lengths", plugins=Plugins(only=[], files=[HOSTILE]))


def written(path, texts):
    documents = [Document(text, id=f"d{number}") for number, text in enumerate(texts)]
    Corpus(documents).write(path)
    return Corpus.from_path(path)


def failed(documents):
    return [(f.document, f.extractor, f.error) for document in documents for f in document.failures]


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of some lines, so that a few documents are many pieces."""
    monkeypatch.setattr(_pieces, "SIZE", 300)
    monkeypatch.setattr(_pieces, "_LEAST", 100)
    monkeypatch.setattr(jsonl, "SIZE", 300)


@pytest.mark.usefixtures("small_pieces")
def test_processes_give_what_one_process_gives_in_order(tmp_path, pipeline):
    corpus = written(tmp_path / "in.jsonl", [f"Text {number} of some." for number in range(40)])

    assert list(stream(pipeline, corpus, jobs=2)) == list(pipeline.stream(corpus))


LINES = b"".join(encode(Document(f"Text {number}.", id=f"d{number}")) for number in range(20))
TABLE = pa.table({"body": [f"Text {number}." for number in range(20)], "n": list(range(20))})
INPUTS = {
    "lines": lambda top: ((top / "in.jsonl").write_bytes(LINES), [top / "in.jsonl"]),
    "no line feed at the end": lambda top: ((top / "in.jsonl").write_bytes(LINES[:-1]), [top / "in.jsonl"]),
    "an empty file": lambda top: ((top / "in.jsonl").write_bytes(b""), [top / "in.jsonl"]),
    "a byte order mark": lambda top: ((top / "in.jsonl").write_bytes(b"\xef\xbb\xbf" + LINES), [top / "in.jsonl"]),
    "compressed": lambda top: ((top / "in.jsonl.gz").write_bytes(gzip.compress(LINES)), [top / "in.jsonl.gz"]),
    "texts": lambda top: ([(top / f"{n}.txt").write_text(f"Text {n}.") for n in range(20)], sorted(top.glob("*"))),
    "a folder": lambda top: ([(top / f"{n}.txt").write_text(f"Text {n}.") for n in range(20)], [top]),
    "cells": lambda top: ((top / "in.csv").write_text('text\n"a\nb"\n' * 3), [top / "in.csv"]),
    "a table": lambda top: (pq.write_table(TABLE, top / "in.parquet", row_group_size=3), [top / "in.parquet"]),
    "a corpus": lambda top: (Corpus.from_texts(["A.", "B."]).write(top / "in.parquet"), [top / "in.parquet"]),
}


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("name", INPUTS)
def test_pieces_of_the_input_hold_the_documents_that_reading_it_gives(tmp_path, name):
    _, paths = INPUTS[name](tmp_path)
    corpus = Corpus.from_paths(paths, **({"text": "body"} if name == "a table" else {}))
    pieces = [pickle.loads(pickle.dumps(piece)) for piece in corpus._pieces()]

    assert [document for piece in pieces for document in piece.read(None)] == list(corpus)
    assert len(pieces) > 2 or name in ("an empty file", "cells", "a corpus")


@pytest.mark.usefixtures("small_pieces")
def test_damaged_data_are_told_of_after_the_documents_before_them(tmp_path):
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(LINES)[:-20])
    found, whole = [], []
    with pytest.raises(FormatError) as one:
        whole.extend(Corpus.from_path(path))
    with pytest.raises(FormatError) as other:
        found.extend(document for piece in Corpus.from_path(path)._pieces() for document in piece.read(None))

    assert found == whole
    assert str(one.value) == str(other.value)


def test_documents_that_are_no_file_are_sent_to_the_processes(pipeline):
    documents = [Document("One and two.", id="a"), Document("Three.", id="b")]
    annotated = Corpus(documents).where(lambda document: document.id == "b").annotate(Local(pipeline, jobs=1))

    assert list(annotated) == [pipeline(documents[1])]
    assert next(iter(annotated.table("whole")))["end"] == 6


def test_a_document_that_ends_or_hangs_its_process_costs_that_extractor_on_that_document(tmp_path, pipeline):
    texts = ["A calm one.", "It can kill.", "It can hang.", "It can quit.", "Behind it."]
    corpus = written(tmp_path / "in.jsonl", texts)
    found = list(stream(pipeline, corpus, jobs=1, time_limit=0.4))
    died, late, left = (found[number].failures[0].message for number in (1, 2, 3))

    assert [document.id for document in found] == [f"d{number}" for number in range(5)]
    assert failed(found) == [
        ("d1", "words", "WorkerDied"),
        ("d2", "words", "TimeLimitExceeded"),
        ("d3", "lengths", "WorkerDied"),
    ]
    assert [len(document["whole"]) for document in found] == [1, 1, 1, 0, 1]
    assert [len(document["word"]) for document in found] == [3, 0, 0, 3, 2]
    assert died == "the process that it ran in was ended by SIGKILL, also when it had nothing but this document to do"
    assert late == "it took longer than the 0.4 s that an extractor has for a document of this length"
    assert "ended with exit code 3" in left
    assert found[0] == pipeline(next(iter(corpus)))


def test_a_document_that_ends_its_process_outside_of_any_extractor_has_none_of_their_results(tmp_path):
    pipeline = Pipeline("values", "lengths", plugins=Plugins(only=[], files=[HOSTILE]))
    corpus = written(tmp_path / "in.jsonl", ["It is heavy.", "A light one."])
    found = list(stream(pipeline, corpus, jobs=1))

    assert failed(found) == [("d0", "lengths", "WorkerDied"), ("d0", "values", "WorkerDied")]
    assert [len(document["whole"]) for document in found] == [0, 1]


def test_a_policy_to_fail_raises_what_ended_a_process(tmp_path):
    pipeline = Pipeline("words", on_error="fail", plugins=Plugins(only=[], files=[HOSTILE]))

    with pytest.raises(ExtractionError, match=r"'words' .* on document 'd0': WorkerDied: the process"):
        list(stream(pipeline, written(tmp_path / "in.jsonl", ["It can kill."]), jobs=1))


def test_input_that_cannot_be_read_is_named_by_its_line_after_what_came_before(tmp_path, pipeline):
    path = tmp_path / "in.jsonl"
    path.write_bytes(encode(Document("Good.", id="a")) * 3 + b"{broken\n")
    found = stream(pipeline, Corpus.from_path(path), jobs=2)

    assert len(list(islice(found, 3))) == 3
    with pytest.raises(FormatError, match="line 4"):
        next(found)


def test_no_process_is_left_when_nobody_wants_more(tmp_path, pipeline):
    before = multiprocessing.active_children()
    found = stream(pipeline, written(tmp_path / "in.jsonl", ["One.", "Two."]), jobs=2)
    next(found)
    found.close()

    assert multiprocessing.active_children() == before


def test_what_another_process_cannot_have_is_an_error_that_says_what_to_do():
    spec = ExtractorSpec("mine", function=lambda document: [], provides=("mine",))

    with pytest.raises(PluginError, match=r"cannot be sent to worker processes: .*lambda.*in a module or"):
        list(stream(Pipeline(spec), [Document("One.")], jobs=1))


@pytest.mark.parametrize("options", [{"jobs": 0}, {"jobs": True}, {"time_limit": 0}, {"time_limit": float("nan")}])
def test_numbers_that_mean_nothing_are_refused(pipeline, options):
    with pytest.raises(InvalidValue, match="goes here"):
        list(stream(pipeline, [], **options))


SCRIPT = """
    from corpuskit import Document, ExtractorSpec, Pipeline
    from corpuskit.engines.local import stream

    print("imported")

    def nothing(document):
        return []

    def run():
        pipeline = Pipeline(ExtractorSpec("nothing", function=nothing, provides=("nothing",)))
        print(len(list(stream(pipeline, [Document("One.")], jobs=1))))

    {}
"""


def ran(tmp_path, last):
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SCRIPT).format(last))
    return subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60)


def test_a_script_without_a_guard_is_told_to_have_one(tmp_path):
    done = ran(tmp_path, "run()")

    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    assert done.stderr.splitlines()[-1].endswith("put what starts them under: if __name__ == '__main__':")


def test_functions_of_a_script_with_a_guard_run_in_its_processes(tmp_path):
    done = ran(tmp_path, "if __name__ == '__main__': run()")

    assert (done.stdout, done.stderr) == ("imported\n1\n", "") or done.stdout == "imported\nimported\n1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_one_that_started_it(tmp_path, number):
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
        import multiprocessing
        import signal
        from corpuskit import Document, Pipeline, Plugins
        from corpuskit.engines.local import stream

        def endless():
            told = False
            while True:
                yield Document("A text.")
                children = multiprocessing.active_children()
                if len(children) == 2 and not told:
                    told = True
                    print(*(child.pid for child in children), flush=True)

        if __name__ == "__main__":
            # What was started in the background may ignore interruptions.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            pipeline = Pipeline("lengths", plugins=Plugins(only=[], files=[{str(HOSTILE)!r}]))
            for document in stream(pipeline, endless(), jobs=2):
                pass
        """)
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        children = [int(word) for word in process.stdout.readline().split()]
        process.send_signal(number)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()

    assert process.returncode == -number
    assert all(gone(child) for child in children)


def gone(pid):
    """Say whether a process ends within some seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and " Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.1)
    return False
