"""Runs that end in the middle, and go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpuskit import Corpus, Document, Pipeline, Plugins
from corpuskit.engines import _output, local
from corpuskit.engines._growth import growth_of
from corpuskit.engines._job import Job
from corpuskit.engines._run import Run
from corpuskit.formats import _pieces, jsonl
from corpuskit.formats.jsonl import encode

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    """Pieces of some documents, each committed when it is done."""
    monkeypatch.setattr(_output, "_EVERY", 0.0)
    monkeypatch.setattr(_pieces, "SIZE", 500)
    monkeypatch.setattr(jsonl, "SIZE", 500)


@pytest.fixture
def source(tmp_path):
    """Documents in a file; one of them makes the extractor of words fail."""
    path = tmp_path / "in.jsonl"
    texts = [f"Text {number} of some." for number in range(100)] + ["It can fail."]
    path.write_bytes(b"".join(encode(Document(text, id=f"d{n}")) for n, text in enumerate(texts)))
    return path


def pipeline(folder, *, words="", sizes="", names=("words", "sizes"), **options):
    """Give a pipeline of two plugins in files, which note on what documents they run; a comment is a new version."""
    files = []
    for name, comment in (("words", words), ("sizes", sizes)):
        files.append(folder / f"{name}.py")
        files[-1].write_text(PLUGIN.format(name=name, log=str(folder / f"{name}.log"), comment=comment))
    return Pipeline(*names, plugins=Plugins(only=[], files=files), **options)


PLUGIN = """
from corpuskit import Annotation, ExtractorSpec, Span, hookimpl

def found(document):
    with open({log!r}, "a") as log:
        print(document.id, file=log)
    if "fail" in document.text and "{name}" == "words":
        raise ValueError("failed")
    return [Annotation(Span(0, len(document.text)), "{name}")]

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("{name}", function=found, provides=("{name}",), languages=())
# {comment}
"""


def stopping(count):
    """Give what passes so many documents on and then interrupts."""
    left = iter(range(count))

    def through(items):
        for item in items:
            if next(left, None) is None:
                raise KeyboardInterrupt
            yield item

    return through


def run(pipeline, source, target, *, jobs=None, **options):
    """Run over a file, and give the run."""
    done = Run(Job(pipeline), jobs)
    done.write(Corpus.from_path(source), target, **options)
    return done


def interrupted(pipeline, source, target, count=50):
    """Begin a run and interrupt it; give what it says."""
    with pytest.raises(KeyboardInterrupt) as caught:
        run(pipeline, source, target, through=stopping(count))
    return caught.value.__notes__


def logged(folder, name):
    """Give the documents on which a plugin ran since it was last asked."""
    log = folder / f"{name}.log"
    found = log.read_text().split() if log.exists() else []
    log.unlink(missing_ok=True)
    return found


def partials(folder):
    """Give the names of what is left of runs."""
    return sorted(path.name for path in folder.glob("*partial*"))


def content(path):
    """Give the bytes of a file, or of the files in a folder."""
    return [file.read_bytes() for file in sorted(path.rglob("*.*"))] if path.is_dir() else path.read_bytes()


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_a_run_goes_on_where_it_was_interrupted(tmp_path, source, suffix):
    whole, target = tmp_path / f"whole{suffix}", tmp_path / f"out{suffix}"
    undisturbed = run(pipeline(tmp_path), source, whole)
    (note,) = interrupted(pipeline(tmp_path), source, target)
    logged(tmp_path, "words")
    kept = list(Corpus.from_path(f"{target}.partial"))
    said = []
    again = run(pipeline(tmp_path), source, target, say=said.append)

    assert note == f"the 50 documents before it are kept in {target}.partial; the same command goes on from there"
    assert [document.id for document in kept] == [f"d{number}" for number in range(50)]
    assert said == ["going on after the first 48 documents, which an earlier run has written"]
    assert logged(tmp_path, "words") == [f"d{number}" for number in range(48, 101)]
    assert content(target) == content(whole)
    assert list(Corpus.from_path(target)) == list(Corpus.from_path(whole))
    assert suffix != ".jsonl" or content(target) == content(whole)
    assert partials(tmp_path) == []
    assert (str(again.tally), again.tally.exit_code) == (str(undisturbed.tally), 3)
    assert list(again.tally.reasons.lines()) == list(undisturbed.tally.reasons.lines())


def test_a_run_in_processes_goes_on_from_one_in_this_process(tmp_path, source):
    run(pipeline(tmp_path), source, tmp_path / "whole.jsonl")
    interrupted(pipeline(tmp_path), source, tmp_path / "out.jsonl")
    logged(tmp_path, "words")
    count = local.write(pipeline(tmp_path), Corpus.from_path(source), tmp_path / "out.jsonl", jobs=1)

    assert count == 101
    assert logged(tmp_path, "words")[0] == "d48"
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".parquet"])
def test_of_what_is_done_only_an_extractor_of_another_version_runs_again(tmp_path, source, suffix):
    target, whole = tmp_path / f"out{suffix}", tmp_path / f"whole{suffix}"
    interrupted(pipeline(tmp_path), source, target)
    interrupted(pipeline(tmp_path, words="newer"), source, target, count=20)
    logged(tmp_path, "words"), logged(tmp_path, "sizes")
    said = []
    run(pipeline(tmp_path, words="newer"), source, target, say=said.append)
    words, sizes = logged(tmp_path, "words"), logged(tmp_path, "sizes")
    run(pipeline(tmp_path, words="newer"), source, whole)

    assert len(said) == 1
    assert words[0] in ("d15", "d16", "d17", "d18", "d19", "d20")
    assert words[-1] == "d100"
    assert sizes == [f"d{number}" for number in range(48, 101)]
    assert list(Corpus.from_path(target)) == list(Corpus.from_path(whole))
    assert suffix != ".jsonl" or content(target) == content(whole)
    assert partials(tmp_path) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: pipeline(folder, names=("words",)),
        lambda folder: pipeline(folder, words="newer", on_error="skip"),
        lambda folder: pipeline(folder, language="de"),
    ],
    ids=["an extractor less", "another policy", "another language"],
)
def test_what_cannot_be_gone_on_from_is_begun_again_and_stays_as_it_is(tmp_path, source, change):
    target = tmp_path / "out.jsonl"
    interrupted(pipeline(tmp_path), source, target)
    kept = Path(f"{target}.partial").read_bytes()
    logged(tmp_path, "words")
    run(change(tmp_path), source, target)

    assert len(logged(tmp_path, "words")) == 101
    assert Path(f"{target}.partial").read_bytes() == kept
    run(change(tmp_path), source, tmp_path / "whole.jsonl")
    assert target.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_changed_input_is_read_from_the_beginning(tmp_path, source):
    target = tmp_path / "out.jsonl"
    interrupted(pipeline(tmp_path), source, target)
    logged(tmp_path, "words")
    source.write_bytes(source.read_bytes() + encode(Document("One more.", id="more")))
    run(pipeline(tmp_path), source, target)

    assert len(logged(tmp_path, "words")) == 102
    assert partials(tmp_path) == ["out.jsonl.partial", "out.jsonl.partial.manifest"]


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="a pipe has no path")
def test_a_pipe_is_read_once_and_not_gone_on_from(tmp_path, source):
    end, begin = os.pipe()
    os.write(begin, source.read_bytes())
    os.close(begin)
    corpus = Corpus.from_path(f"/dev/fd/{end}", format="jsonl")
    with pytest.raises(KeyboardInterrupt):
        Run(Job(pipeline(tmp_path))).write(corpus, tmp_path / "out.jsonl", through=stopping(20))

    os.close(end)
    assert partials(tmp_path) == ["out.jsonl.partial"]


def test_two_runs_do_not_write_one_file(tmp_path, source):
    made = Run(Job(pipeline(tmp_path)))
    corpus = Corpus.from_path(source)
    plan = made._plan(corpus._files)
    with (
        _output.growing(tmp_path / "out.jsonl", plan, made.tally, growth_of("out.jsonl", None)),
        pytest.raises(OSError, match="another run is writing this file"),
    ):
        run(pipeline(tmp_path), source, tmp_path / "out.jsonl")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 2, "size": 0, "before": null}'])
def test_a_damaged_manifest_is_none(tmp_path, source, damage):
    target = tmp_path / "out.jsonl"
    interrupted(pipeline(tmp_path), source, target)
    Path(f"{target}.partial.manifest").write_bytes(damage)
    run(pipeline(tmp_path), source, target)

    assert len(target.read_bytes().splitlines()) == 101


def test_nothing_is_left_of_a_run_that_has_done_nothing(tmp_path, source):
    source.write_text("{broken")
    with pytest.raises(ValueError, match="broken JSON"):
        run(pipeline(tmp_path), source, tmp_path / "out.jsonl")

    assert sorted(path.name for path in tmp_path.glob("*out*")) == []


LIMITED = """
import resource, sys
from corpuskit.__main__ import main
from corpuskit.engines import _output
from corpuskit.formats import _pieces, jsonl
_output._EVERY, _pieces.SIZE, jsonl.SIZE = 0.0, 500, 500
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_disk_that_is_full_is_said_and_what_was_committed_is_gone_on_from(tmp_path, source):
    target = tmp_path / "out.jsonl"
    run(pipeline(tmp_path), source, tmp_path / "whole.jsonl")

    def extracted(size):
        plugins = ["--plugin", tmp_path / "words.py", "--plugin", tmp_path / "sizes.py", "--only", "words,sizes"]
        command = [sys.executable, "-c", LIMITED, str(size), "extract", source, "-o", target, *plugins]
        environment = {**os.environ, "CORPUSKIT_PLUGINS": ""}
        return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)

    full = extracted(9000)
    kept = list(Corpus.from_path(f"{target}.partial"))
    again = extracted(1_000_000)

    assert full.returncode == 1
    assert full.stderr.startswith(f"corpuskit: {target}: File too large; the {len(kept)} documents before it are kept")
    assert 5 < len(kept) < 100
    assert again.stderr.startswith(f"corpuskit: going on after the first {len(kept)} documents")
    assert target.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_run_killed_at_random_moments_ends_with_the_bytes_of_an_undisturbed_one(tmp_path):
    texts = ["Word " * (number % 40) + f"{number}." for number in range(1200)]
    Corpus.from_texts(texts).write(tmp_path / "in.jsonl")
    command = [sys.executable, HERE / "resuming.py", tmp_path / "in.jsonl", tmp_path / "out.jsonl", "20"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    pipeline = Pipeline("words", "lengths", plugins=Plugins(only=[], files=[HERE / "hostile.py"]))
    Corpus.from_path(tmp_path / "in.jsonl").annotate(pipeline).write(tmp_path / "whole.jsonl")

    committed = [int(word) for word in done.stdout.split()]
    assert (len(committed), done.stderr) == (20, "")
    assert len({*committed}) > 10, "the signals came at different moments"
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not [*tmp_path.glob("*partial*")]
