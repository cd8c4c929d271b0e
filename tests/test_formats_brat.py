"""brat: what comes from the tool, what goes to it, and names of files that ids become."""

import re
from pathlib import Path, PurePosixPath

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Corpus, Document, Span, formats
from corpuskit.errors import FormatError, FormatWarning
from corpuskit.formats._names import Names, id_of, name_of
from corpuskit.values import EntityValue

TEXT = "Sony formed a joint venture with Ericsson,\na phone company.\n"
LINES = """T7\tMERGE-ORG 14 27\tjoint venture
T3\tORG 0 4\tSony
T4\tORG 33 41\tEricsson
E1\tMERGE-ORG:T7 Org1:T3 Org2:T4
R1\tOrigin Arg1:T3 Arg2:T4
*\tEquiv T3 T4
A1\tNegation E1
A2\tConfidence T4 sure
N1\tReference T3 Wikidata:T41187\tSony
#1\tAnnotatorNotes T3\tsee T4\tand more
T9\tORG 33 41;45 58\tEricsson phone company
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "brat"
    (place / "news").mkdir(parents=True)
    (place / "news" / "a1.txt").write_bytes(TEXT.encode())
    (place / "news" / "a1.ann").write_text(LINES, encoding="utf-8")
    (place / "b.txt").write_text("no annotations yet")
    (place / "annotation.conf").write_text("[entities]\nORG\n")
    return place


def write_one(folder: Path, line: str, text: str = TEXT) -> Document:
    (folder / "x").mkdir()
    (folder / "x" / "a.txt").write_bytes(text.encode())
    (folder / "x" / "a.ann").write_bytes(line.encode())
    return Corpus.from_path(folder / "x", format="brat").first()


# --- what comes from the tool


def test_a_folder_is_told_by_its_files(folder: Path) -> None:
    assert formats.guess(folder) == "brat"
    assert [document.id for document in Corpus.from_path(folder)] == ["b", "news/a1"]


def test_annotations_are_read_also_in_pieces(folder: Path) -> None:
    _, document = Corpus.from_path(folder)

    assert [(item.label, document.text_of(item)) for item in document.annotations] == [
        ("ORG", "Sony"),
        ("MERGE-ORG", "joint venture"),
        ("ORG", "Ericsson…phone company"),
        ("ORG", "Ericsson"),
    ]


def test_other_lines_name_annotations_by_their_keys(folder: Path) -> None:
    _, document = Corpus.from_path(folder)
    found = document.extra["brat"]

    assert len(found) == 7
    assert found[1] == ("R1\t", "Origin Arg1:", {"key": "ORG@0-4"}, " Arg2:", {"key": "ORG@33-41"})
    assert found[5][-1] == " Wikidata:T41187\tSony"
    assert found[6][-1] == "\tsee T4\tand more"


def test_other_lines_are_written_back_with_the_ids_of_now(folder: Path, tmp_path: Path) -> None:
    corpus = Corpus.from_path(folder)
    assert corpus.write(tmp_path / "again", format="brat", strict=True) == 2

    lines = (tmp_path / "again" / "news" / "a1.ann").read_text().splitlines()
    assert lines[:4] == [
        "T1\tORG 0 4\tSony",
        "T2\tMERGE-ORG 14 27\tjoint venture",
        "T3\tORG 33 41;45 58\tEricsson phone company",
        "T4\tORG 33 41\tEricsson",
    ]
    assert lines[4:7] == ["E1\tMERGE-ORG:T2 Org1:T1 Org2:T4", "R1\tOrigin Arg1:T1 Arg2:T4", "*\tEquiv T1 T4"]
    assert lines[-1] == "#1\tAnnotatorNotes T1\tsee T4\tand more"
    assert list(Corpus.from_path(tmp_path / "again")) == list(corpus)


def test_a_line_whose_annotation_is_gone_is_lost_and_told(folder: Path, tmp_path: Path) -> None:
    _, document = Corpus.from_path(folder)
    fewer = document.without("MERGE-ORG")

    with pytest.warns(FormatWarning, match="brat has no place for further keys of 1 document$"):
        Corpus([fewer]).write(tmp_path / "out", format="brat")
    assert "E1" not in (tmp_path / "out" / "news" / "a1.ann").read_text().replace("Negation E1", "")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("T1\tORG 0 x\tSony", "line 1.*'T1<tab>label 3 12<tab>text'"),
        ("\nT1\tORG 0 999\tSony", "line 2.*T1: .*ends after the text"),
        ("T1\tORG 4 0\tSony", "line 1.*T1: "),
        ("T1\tORG 1 5\tSony", "T1 says 'Sony', but 1 5 is 'ony '; are offsets of another text"),
        ("T1\tORG 0 4\tSony\nT1\tORG 0 4\tSony", "line 2.*two annotations have the id T1"),
        ("#1\tAnnotatorNotes T1\tcorpuskit {}", "line 1.*a note on T1"),
        ("T1\tORG 0 4\tSony\n#1\tAnnotatorNotes T1\tcorpuskit {", "line 2.*a broken note"),
        ("T1\tORG 0 4;2 6\tSony ny f", "a.ann.*parts must be"),
        ('T1\tentity 0 4\tSony\n#1\tAnnotatorNotes T1\tcorpuskit {"value": 3}', "a.ann.*annotation 1 "),
    ],
)
def test_a_broken_line_is_refused_with_its_place(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        write_one(tmp_path, line)


def test_a_text_that_is_missing_is_named(folder: Path) -> None:
    (folder / "b.txt").rename(folder / "b.ann")

    with pytest.raises(FormatError, match=re.escape("there is no text b.txt")):
        list(Corpus.from_path(folder))


def test_lines_may_end_as_in_windows(tmp_path: Path) -> None:
    document = write_one(tmp_path, "T1\tORG 0 4\tSony\r\n\r\nA1\tNew T1\r\n")

    assert document.extra["brat"] == (("A1\t", "New ", {"key": "ORG@0-4"}),)


# --- what goes to the tool


def test_line_ends_divide_an_annotation_and_its_pieces_come_together_again(tmp_path: Path) -> None:
    text = "Ada\r\nByron 𝄞 met"
    items = [
        Annotation(Span(0, 10), "entity", EntityValue("PER", "Ada Byron"), score=0.5),
        Annotation(Span(11, 12), "x y"),
    ]
    document = Document(text, id="a", annotations=items, metadata={"date": "2020-06-12"})
    Corpus([document]).write(tmp_path / "out", format="brat", strict=True)

    assert (tmp_path / "out" / "a.ann").read_text(encoding="utf-8") == (
        "T1\tentity 0 3;5 10\tAda Byron\nT2\tx%20y 11 12\t𝄞\n"
        '#1\tAnnotatorNotes T1\tcorpuskit {"value":{"type":"PER","name":"Ada Byron"},"score":0.5}\n'
    )
    assert list(Corpus.from_path(tmp_path / "out")) == [document]


def test_a_written_folder_is_also_a_folder_of_texts(tmp_path: Path) -> None:
    Corpus([Document("5 May", id="a/b", metadata={"date": "2020-06-12"})]).write(tmp_path / "out", format="brat")

    (document,) = Corpus.from_dir(tmp_path / "out")
    assert (document.id, document.text, document.metadata) == ("a/b.txt", "5 May", {"date": "2020-06-12"})


def test_only_a_folder_of_brat_is_replaced(folder: Path, tmp_path: Path) -> None:
    corpus = Corpus([Document("a")])
    assert corpus.write(tmp_path / "out", format="brat") == corpus.write(tmp_path / "out", format="brat") == 1

    for place in (folder, tmp_path / "out" / "document.txt"):
        with pytest.raises(OSError, match="something else"):
            corpus.write(place, format="brat")
    assert (folder / "annotation.conf").exists()


def test_a_folder_is_no_stream() -> None:
    with pytest.raises(FormatError, match="brat is a folder and cannot be written to standard output; name a path"):
        formats.write([Document("a")], "-", format="brat", strict=True)


# --- names

HOSTILE = [
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "a//b",
    "a/",
    ".",
    "CON",
    "con.x/nul",
    "a.",
    ".git/x",
    "é\u0301",
    "%2E",
    " ",
]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.sampled_from(HOSTILE))
@example("C:\\x:y*?<>|")
def test_a_name_leads_back_and_never_out_of_the_folder(identity: str) -> None:
    name = name_of(identity)

    assert id_of(name) == identity
    assert re.fullmatch(r"[\w.~%/-]+", name, re.ASCII)
    pieces = PurePosixPath(name).parts
    assert "/".join(pieces) == name
    assert not any(piece.startswith((".", "/")) or piece.endswith(".") for piece in pieces)
    assert not any(re.match(r"(con|nul|aux|prn|com\d|lpt\d)(\.|$)", piece, re.IGNORECASE) for piece in pieces)


@pytest.mark.parametrize("name", ["plain name", "100%", "a%20%", "été", "%41"])
def test_a_name_of_another_tool_is_its_own_id(name: str) -> None:
    assert id_of(name) == name


@pytest.mark.parametrize(
    ("ids", "fault"),
    [
        (["a", "a"], "'a' occurs twice"),
        (["a", "A"], "'A' and 'a' are one name of a file on many systems"),
        (["x", "x.txt/y"], "also a folder"),
        (["x.txt/y", "X"], "also a folder"),
        (["é" * 60], "too long"),
        (["/".join("a" * 1900)], "too many folders"),
    ],
)
def test_ids_that_are_one_file_are_refused(tmp_path: Path, ids: list[str], fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        Corpus([Document("", id=one) for one in ids]).write(tmp_path / "out", format="brat")
    names = Names(".ann", ".txt")
    with pytest.raises(FormatError, match=fault):
        [names.add(one) for one in ids]
    assert not (tmp_path / "out").exists()


def test_an_annotation_that_begins_with_a_line_end_has_no_place() -> None:
    document = Document("a\nb", annotations=[Annotation(Span(1, 3), "line"), Annotation(Span(1, 2), "end")])

    assert str(formats.losses([document], "brat")) == "1 annotation of end, 1 annotation of line"
    assert str(formats.losses([attrs.evolve(document, annotations=())], "brat")) == "nothing"
