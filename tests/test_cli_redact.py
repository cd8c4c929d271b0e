"""``corpuskit redact`` and ``corpuskit restore``."""

import json
import os
import stat
import sys
from pathlib import Path

import attrs
import pytest

from corpuskit import Annotation, Document, Source, Span, formats
from corpuskit.redaction import KeyFile, Redactor, writing_key
from corpuskit.values import EntityValue

PLUGIN = '''
"""Takes words in capitals for people."""
import re

from corpuskit import Annotation, ExtractorSpec, Span, hookimpl
from corpuskit.values import EntityValue


def find(document):
    if "EXPLODE" in document.text:
        raise ValueError("boom")
    for match in re.finditer("[A-Z]{3,}", document.text):
        yield Annotation(Span(*match.span()), "entity", EntityValue("PER", match[0]))


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(name="capitals", function=find, provides=("entity",))
'''


def of(id: str, text: str, **metadata: object) -> Document:
    """A document whose text begins with a person's name of three letters."""
    name = Annotation(Span(0, 3), "entity", EntityValue("PER", text[:3], chain=0))
    return Document(text, id=id, metadata=metadata, annotations=[name])


DOCUMENTS = [
    of("a", "Ada met Bo.", author="Jo", title="Ada").with_annotations(
        [Annotation(Span(8, 10), "entity", EntityValue("ORG", "Bo", chain=1)), Annotation(Span(0, 1), "sign")]
    ),
    of("b", "Ada left."),
    of("c", "Cyd stayed."),
]


@pytest.fixture(autouse=True)
def corpus(cli_folder: Path) -> None:
    formats.write(DOCUMENTS, "c.jsonl")
    Path("capitals.py").write_text(PLUGIN)


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_names_are_replaced_and_put_back(run) -> None:
    done = run("redact", "c.jsonl", "-o", "shared.jsonl", "--key", "key.jsonl")

    assert done.exit_code == 0
    assert done.stderr == (
        "3 documents; names replaced in 3 places; left out, and kept in the key: sign 1; "
        "wrote shared.jsonl and key.jsonl\n"
    )
    assert [item.text for item in formats.read("shared.jsonl")] == [
        "[PER 1] met Bo.",
        "[PER 1] left.",
        "[PER 1] stayed.",
    ]
    assert "Ada" not in Path("shared.jsonl").read_text()

    restored = run("restore", "shared.jsonl", "--key", "key.jsonl", "-o", "again.jsonl")
    assert restored.output == f"{len(DOCUMENTS)} documents restored; wrote again.jsonl\n"
    assert Path("again.jsonl").read_bytes() == Path("c.jsonl").read_bytes()


def test_options_say_what_is_replaced_and_with_what(run) -> None:
    options = ["--entities", "PER,ORG", "--with", "<{type}{n}>", "--scope", "corpus", "--ids", "number"]
    metadata = ["--on-metadata", "author=drop", "--on-metadata", "*=keep"]

    done = run("redact", "c.jsonl", "--key", "k", *options, *metadata)

    found = lines(done.stdout)
    assert [item["text"] for item in found] == ["<PER1> met <ORG2>.", "<PER1> left.", "<PER3> stayed."]
    assert [item["id"] for item in found] == ["1", "2", "3"]
    assert found[0]["metadata"] == {"title": "Ada"}
    assert "corpuskit: warning: names are left: a: 'Ada' in metadata.title\n" in done.stderr
    assert done.exit_code == 3


def test_parquet_is_read_and_written(run) -> None:
    run("redact", "c.jsonl", "--key", "k", "-o", "shared.parquet")
    run("restore", "shared.parquet", "--key", "k", "-o", "again.parquet")

    assert list(formats.read("again.parquet")) == DOCUMENTS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_may_read_the_key(run) -> None:
    before = os.umask(0)
    try:
        run("redact", "c.jsonl", "--key", "k", "-o", "shared.jsonl")
    finally:
        os.umask(before)

    assert stat.S_IMODE(Path("k").stat().st_mode) == 0o600


def test_a_key_is_not_written_over(run) -> None:
    Path("k").write_text("precious")

    done = run("redact", "c.jsonl", "--key", "k", "-o", "shared.jsonl")

    assert done.exit_code == 1
    assert done.stderr == "corpuskit: k: there is a key already, which is not written over; name another\n"
    assert Path("k").read_text() == "precious"
    assert not Path("shared.jsonl").exists()


def test_a_key_needs_a_folder(run) -> None:
    done = run("redact", "c.jsonl", "--key", "none/k", "-o", "shared.jsonl")

    assert done.exit_code == 1
    assert done.stderr.endswith("none: there is no such folder to write to\n")
    assert not Path("shared.jsonl").exists()


def test_documents_without_names_are_looked_through_first(run) -> None:
    done = run("redact", "in/a.txt", "--key", "k", "--plugin", "capitals.py")
    assert done.exit_code == 0

    Path("in/a.txt").write_text("Here comes ADA.")
    found = lines(run("redact", "in/a.txt", "--key", "k2", "--plugin", "capitals.py").stdout)

    assert [item["text"] for item in found] == ["Here comes [PER 1]."]


def test_documents_in_which_nobody_looked_for_names_are_told(run) -> None:
    by_hand = Document("ADA", id="h", annotations=[Annotation(Span(0, 3), "word")])
    sought = Document("x", id="s", sources=[Source("capitals.py", "1", "capitals", "c", "i")])
    formats.write([by_hand, sought], "f.jsonl")

    done = run("redact", "f.jsonl", "--key", "k", "-o", "shared.jsonl")

    assert done.exit_code == 3
    assert "no names were looked for in h; s; nothing is replaced there" in done.stderr


@pytest.mark.parametrize("strict", [False, True])
def test_where_an_extractor_failed_nothing_is_replaced_and_that_is_told(run, strict: bool) -> None:
    Path("in/a.txt").write_text("ADA may EXPLODE.")

    done = run("redact", "in", "--key", "k", "-o", "o.jsonl", "--plugin", "capitals.py", *["--strict"] * strict)

    assert done.exit_code == (1 if strict else 3)
    assert "no names were looked for in a.txt" in done.stderr
    assert Path("o.jsonl").exists() is not strict
    assert Path("k").exists() is not strict


def test_under_strict_a_name_that_is_left_ends_the_run(run) -> None:
    formats.write([*DOCUMENTS[:2], of("Ada's", "Ada")], "left.jsonl")

    done = run("redact", "left.jsonl", "--key", "k", "-o", "shared.jsonl", "--strict")

    assert done.exit_code == 1
    assert "a name is left, Ada's: 'Ada' in id; without --strict this is a warning" in done.stderr
    assert not Path("k").exists()
    assert not Path("shared.jsonl").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--with", "{name}"], "there is no field {name}; there are {type}, {chain}, {n}, {initials}, {entity}"),
        (["--entities", "PERSON"], "there is no type 'PERSON'; did you mean"),
        (["--on-metadata", "author"], "'author' is not of the form KEY=redact|drop|keep."),
        (["-o", "c.jsonl"], "c.jsonl is read too, and would be lost"),
        (["--key", "c.jsonl"], "c.jsonl is read too, and would be lost"),
        (["--key", "o", "-o", "./o"], "a key is a file of its own"),
        (["--key", "-"], "a key is a file of its own"),
        (["--key", "o/k", "-o", "o", "--format", "parquet"], "a key is a file of its own"),
    ],
)
def test_wrong_usage_is_told(run, options: list[str], told: str) -> None:
    done = run("redact", "c.jsonl", "--key", "k", *options)

    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_documents_may_come_back_fewer_and_in_another_order(run) -> None:
    run("redact", "c.jsonl", "--key", "k", "-o", "shared.jsonl")
    a, b, c = Path("shared.jsonl").read_bytes().splitlines(keepends=True)
    for given, expected in (((c, a), "ca"), ((c, b, a), "cba"), ((b,), "b")):
        Path("back.jsonl").write_bytes(b"".join(given))

        found = lines(run("restore", "back.jsonl", "--key", "k").stdout)

        assert "".join(item["id"] for item in found) == expected


def test_a_key_that_does_not_fit_restores_nothing(run) -> None:
    run("redact", "c.jsonl", "--key", "k", "-o", "shared.jsonl")
    formats.write([attrs.evolve(DOCUMENTS[0], annotations=[])], "changed.jsonl")
    formats.write([of("x", "Ada")], "unknown.jsonl")

    for path, told in (("changed.jsonl", "the key does not fit"), ("unknown.jsonl", "has no key of document 'x';")):
        done = run("restore", path, "--key", "k", "-o", "again.jsonl")
        assert done.exit_code in (1, 2)
        assert told in done.stderr
        assert not Path("again.jsonl").exists()


def test_a_broken_key_is_told_with_its_place(run) -> None:
    run("redact", "c.jsonl", "--key", "k", "-o", "shared.jsonl")
    Path("k").write_bytes(Path("k").read_bytes()[:-20])

    done = run("restore", "shared.jsonl", "--key", "k")

    assert done.exit_code == 1
    assert "corpuskit: k, byte " in done.stderr
    assert "this is no key; give the file that corpuskit redact wrote" in done.stderr


def test_a_key_of_no_id_is_told(run) -> None:
    run("redact", "c.jsonl", "--key", "k", "-o", "shared.jsonl")
    Path("k").write_text('{"id": ["a"], "digest": "", "edits": [], "was": {}}')

    done = run("restore", "shared.jsonl", "--key", "k")

    assert done.exit_code == 1
    assert "corpuskit: k, byte 0: this is no key" in done.stderr


# --- the file of keys


def test_keys_of_equal_ids_are_found_in_their_order(tmp_path: Path) -> None:
    documents = [of("x", "Ada"), of("x", "Cyd left."), of("y", "Bob")]
    keys = [Redactor()(document).key for document in documents]
    with writing_key(tmp_path / "k") as write:
        for key in keys:
            write(key)

    with open(tmp_path / "k", "rb") as stream:
        file = KeyFile(stream, "k")
        assert [file.find(id) for id in ("x", "x", "y")] == keys


def test_keys_that_were_written_before_an_error_are_kept() -> None:
    def fail() -> None:
        with writing_key("k") as write:
            write(Redactor()(of("x", "Ada")).key)
            raise ValueError("boom")

    for _ in range(2):
        with pytest.raises(ValueError, match="boom"):
            fail()

    assert sorted(path.name for path in Path().glob("*k*.partial*")) == ["k.partial", "k.partial.2"]
    assert not Path("k").exists()


def test_a_key_that_came_to_be_meanwhile_is_not_written_over() -> None:
    with pytest.raises(FileExistsError), writing_key("k"):
        Path("k").write_text("precious")

    assert Path("k").read_text() == "precious"
    assert not [*Path().glob(".k*")]
