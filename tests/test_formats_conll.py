"""CoNLL: words with their tags, in the schemes that there are."""

from pathlib import Path

import pytest
from hypothesis import given

from corpuskit import Annotation, Corpus, Document, Span, formats
from corpuskit.errors import FormatError
from corpuskit.testing.strategies import documents
from corpuskit.values import EntityValue

NEWS = """-DOCSTART- -X- O O

EU NNP B-NP B-ORG
rejects VBZ O O
German JJ B-NP B-MISC
call NN I-NP O
. . O O

Peter NNP B-NP B-PER
Blackburn NNP I-NP I-PER

-DOCSTART- -X- O O

BRUSSELS NNP B-NP B-LOC
"""


def marked(document: Document) -> list[tuple[str, str]]:
    kinds = ((item.value.type if isinstance(item.value, EntityValue) else item.label) for item in document.annotations)
    return list(zip(kinds, map(document.text_of, document.annotations), strict=True))


def read(folder: Path, content: str, name: str = "news.conll") -> list[Document]:
    (folder / name).write_bytes(content.encode())
    return list(Corpus.from_path(folder / name))


def test_files_of_the_shared_task_are_read(tmp_path: Path) -> None:
    one, two = read(tmp_path, NEWS)

    assert one.text == "EU rejects German call .\nPeter Blackburn"
    assert marked(one) == [("ORG", "EU"), ("MISC", "German"), ("PER", "Peter Blackburn")]
    assert [item.value for item in one["entity"].overlapping(Span(0, 2))] == [EntityValue("ORG", "EU")]
    assert (one.id, two.id, two.text) == ("news", "news:2", "BRUSSELS")


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ("B-X I-X O B-X", ["a b", "d"]),  # IOB2
        ("I-X I-X B-X I-X", ["a b", "c d"]),  # IOB1: B where one follows another
        ("I-X I-Y I-Y O", ["a", "b c"]),
        ("B-X I-X E-X S-X", ["a b c", "d"]),  # BIOES
        ("B-X L-X U-X U-X", ["a b", "c", "d"]),  # BILOU
        ("B-X E-X I-X E-X", ["a b", "c d"]),
        ("O O O O", []),
    ],
)
def test_all_schemes_of_tags_are_read(tmp_path: Path, tags: str, words: list[str]) -> None:
    lines = [f"{word} {tag}" for word, tag in zip("abcd", tags.split(), strict=True)]
    (document,) = read(tmp_path, "\n".join(lines))

    assert [document.text_of(item) for item in document.annotations] == words


@pytest.mark.parametrize(("tags", "words"), [("B-X I-X", ["a", "b"]), ("B-X E-X", ["a", "b"]), ("O I-X", ["b"])])
def test_no_annotation_goes_on_in_the_next_sentence(tmp_path: Path, tags: str, words: list[str]) -> None:
    first, second = tags.split()
    (document,) = read(tmp_path, f"a {first}\n\n\nb {second}\n\n")

    assert (document.text, [document.text_of(item) for item in document.annotations]) == ("a\nb", words)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a O\nb\n", "news.conll, line 2: the word 'b' has no tag"),
        ("a B\n", "line 1: 'B' is no tag"),
        ("a X-PER\n", "line 1: 'X-PER' is no tag"),
        ("a NN\n", "line 1: 'NN' is no tag"),
        ("a B-\n", "line 1: 'B-' is no tag"),
        pytest.param(f"a {'x' * 1000}\n", "line 1: 'x{59} is no tag", id="a long one is cut"),
        ("a O\nb B-a@b\n", "line 2: .*label"),
    ],
)
def test_a_broken_line_is_refused_with_its_place(tmp_path: Path, content: str, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        read(tmp_path, content)


def test_no_encoding_is_asked_for_where_none_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "news.conll").write_bytes(b"caf\xe9 O\n")

    with pytest.raises(FormatError, match=r"news\.conll: invalid UTF-8 at byte 3: 0xe9; convert the file to UTF-8$"):
        list(formats.read(tmp_path / "news.conll"))


def test_an_empty_file_has_no_document(tmp_path: Path) -> None:
    assert read(tmp_path, "") == read(tmp_path, "\n\n") == []


def test_a_document_is_written_word_by_word(tmp_path: Path) -> None:
    text = "Ada  Byron left.\nShe flew to U.S. soil"
    spans = {"entity": [(0, 10), (29, 32)], "a b": [(11, 15)], "sentence": [(0, 16)]}
    items = [Annotation(Span(*span), label) for label, found in spans.items() for span in found]
    document = Document(text, id="a 1", annotations=items)
    with pytest.warns(UserWarning, match=r"no place for 1 annotation of sentence, text of 1 document$"):
        formats.write([document], tmp_path / "out.conll")

    assert (tmp_path / "out.conll").read_text() == (
        "-DOCSTART- a%201 O\n\nAda B-entity\nByron I-entity\nleft B-a%20b\n. O\n\n"
        "She O\nflew O\nto O\nU B-entity\n. I-entity\nS I-entity\n. O\nsoil O\n\n"
    )
    (again,) = Corpus.from_path(tmp_path / "out.conll")
    assert (again.id, marked(again)) == ("a 1", [("entity", "Ada Byron"), ("a b", "left"), ("entity", "U . S")])


@pytest.mark.parametrize(
    ("spans", "lost"),
    [
        ([(0, 9), (4, 14)], [(0, 9)]),  # The longer one has the words.
        ([(0, 3), (0, 9)], [(0, 3)]),
        ([(0, 2)], [(0, 2)]),  # a part of a word
        ([(0, 4)], [(0, 4)]),  # with a blank
        ([(3, 3)], [(3, 3)]),
        ([(0, 22)], [(0, 22)]),  # two sentences
        ([(0, 3), (4, 9)], []),
    ],
)
def test_what_is_no_run_of_words_is_lost(spans: list[tuple[int, int]], lost: list[tuple[int, int]]) -> None:
    document = Document("Ada Byron left . She saw", annotations=[Annotation(Span(*span), "entity") for span in spans])
    found = formats.losses([document], "conll")

    assert [loss.count for loss in found if loss.kind == "annotations"] == ([len(lost)] if lost else [])


@given(documents())
def test_every_line_is_a_word_and_a_tag(document: Document) -> None:
    from corpuskit.formats.conll import _encoded

    lines = _encoded(document).decode().split("\n")[2:]
    assert all(len(line.split()) == len(line.split(" ")) == 2 for line in lines if line)
    assert "".join(line.split(" ")[0] for line in lines) == "".join(document.text.split())


def test_entities_have_their_types_as_tags(tmp_path: Path) -> None:
    person = EntityValue("PER", "Ada Byron", title="Countess", chain=1)
    items = [Annotation(Span(0, 3), "entity", person), Annotation(Span(4, 8), "PER"), Annotation(Span(9, 14), "%50ER")]
    document = Document("Ada left today", id="a", annotations=items)
    with pytest.warns(UserWarning, match=r"no place for fields of 1 value of entity$"):
        formats.write([document], tmp_path / "out.conll")

    assert (tmp_path / "out.conll").read_text().splitlines()[2:] == ["Ada B-PER", "left B-%50ER", "today B-%2550ER", ""]
    (again,) = Corpus.from_path(tmp_path / "out.conll")
    assert [(item.label, item.value) for item in again.annotations] == [
        ("entity", EntityValue("PER", "Ada")),
        ("PER", None),
        ("%50ER", None),
    ]
