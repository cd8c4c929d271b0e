"""How what peers tell becomes names, and how names are counted and scores believed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.answers import OURS, Answer
from benchmarks.calibration import Bin, Judged, bins, error, whole
from benchmarks.counting import f1, total
from benchmarks.diagram import diagram
from benchmarks.entities import page
from benchmarks.entities.casing import capitals, headline
from benchmarks.entities.conversion import TYPES, found
from benchmarks.entities.peers import PEERS
from benchmarks.entities.reading import PEERS as READERS
from benchmarks.entities.scoring import ALL, MEASURES, Scored, mention, names, scored
from benchmarks.entities.sets import CASINGS, SETS, GoldSet, is_left_out, loaded

GOLD = GoldSet("made", "Made up", ("dev/made.jsonl",), {"Person": "PER", "Place": "LOC", "Group": "NORP"}, is_main=True)
TEXT = "The Ansels' envoy met Anna Lind of Port Ansel."


def marked(label: str, words: str) -> Mapping[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "label": label}


RECORD = {
    "id": "one",
    "text": TEXT,
    "region": "North",
    "entities": [
        marked("Group", "The Ansels'"),
        marked("Person", "Anna Lind"),
        marked("Place", "Port Ansel"),
        marked("Title", "envoy"),
    ],
}


def told(type: str, words: str, score: float | None = None) -> Any:
    start = TEXT.index(words)
    return mention(start, start + len(words), type, score)


FOUND = [
    told("NORP", "Ansels", 0.95),
    told("PER", "Anna Lind", 0.85),
    told("ORG", "Port Ansel.", 0.45),
    told("LOC", "Port", 0.4),
    told("MISC", "met", 0.3),
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the United Towns", "United Towns"),
        ("The the Who", "the Who"),
        ("the", "the"),
        ("Anna's", "Anna"),
        ("Anna’s", "Anna"),
        ("Anna 's", "Anna"),
        ("the Linds'", "Linds"),
        ("Acme Corp.", "Acme Corp"),
        ("Acme, Inc. ,", "Acme, Inc"),
        ("A. Lind", "A. Lind"),
        ("U.S.'s", "U.S."),
        ("'s", "'s"),
        ("Anna,'", "Anna,"),
        ("Anna's.", "Anna's"),
        ("an Ansel; ", "Ansel"),
        ("…", "…"),
    ],
)
def test_articles_possessives_and_marks_are_no_part_of_a_name(text: str, name: str) -> None:
    (item,) = names(text, [mention(0, len(text), "ORG")], ["ORG"])

    assert text[item.start : item.end] == name


def test_what_lies_inside_a_longer_name_of_any_type_is_left_out() -> None:
    items = [told("MISC", "Lind of Port Ansel"), told("LOC", "Port Ansel"), told("PER", "Anna")]

    assert [item.value.type for item in names(TEXT, items, ["PER", "LOC"])] == ["PER"]


def test_with_and_without_its_article_a_name_counts_once() -> None:
    assert len(names(TEXT, [told("NORP", "The Ansels"), told("NORP", "Ansels'")], ["NORP"])) == 1


def test_a_name_is_right_with_both_ends_and_its_type() -> None:
    document = scored(GOLD, [RECORD], [FOUND]).counts[0]

    assert document == {ALL: (1, 2, 1), "PER": (1, 1, 1), "ORG": (0, 0, 0), "LOC": (0, 1, 0), "NORP": (1, 1, 1)}


def test_types_that_the_gold_does_not_mark_are_not_judged() -> None:
    judged = scored(GOLD, [RECORD], [FOUND]).judged

    assert judged == [Judged("NORP", 0.95, True), Judged("PER", 0.85, True)]


def test_counts_of_documents_are_summed_before_scores() -> None:
    documents = [{"PER": (1, 1, 2)}, {"PER": (0, 2, 1)}]

    assert total(documents, "PER") == (1, 3, 3)
    assert f1(documents, "PER") == pytest.approx(100 / 3)


def test_documents_are_told_apart_by_part_and_region() -> None:
    records = [{**RECORD, "id": f"{n}", "region": "North" if n % 2 else "East"} for n in range(40)]
    result = scored(GOLD, records, [FOUND] * 40)
    parts = {part: len(result.within(part)) for part in GOLD.parts}

    assert parts["tuned"] + parts["held back"] == parts["all"] == 40
    assert {region: len(documents) for region, documents in result.regions().items()} == {"East": 20, "North": 20}


@pytest.mark.parametrize(
    ("peer", "told", "expected"),
    [
        ("spacy", {"type": "GPE"}, [("Port Ansel", "LOC")]),
        ("spacymd", {"type": "DATE"}, []),
        ("flashgeotext", {"type": "cities"}, [("Port Ansel", "LOC")]),
        ("compromise", {"type": "places", "end": 46}, [("Port Ansel", "LOC")]),
        ("compromise", {"type": "people", "start": 12, "end": 31, "title": "Envoy"}, [("met Anna Lind", "PER")]),
        ("compromise", {"type": "people", "start": 22, "end": 31, "title": "envoy"}, [("Anna Lind", "PER")]),
        (OURS, {"type": "MISC", "start": 35, "end": 46}, [("Port Ansel.", "MISC")]),
    ],
)
def test_what_peers_tell(peer: str, told: Mapping[str, Any], expected: list[tuple[str, str]]) -> None:
    items = found(peer, [{"start": 35, "end": 45, **told}], TEXT)

    assert [(TEXT[item.start : item.end], item.value.type) for item in items] == expected


def test_every_peer_is_read_and_converted() -> None:
    assert set(PEERS) == set(TYPES)
    assert {name for name, peer in PEERS.items() if peer.script.endswith(".py")} == set(READERS)


@pytest.mark.parametrize(
    ("text", "upper", "title"),
    [
        ("Anna's straße", "ANNA'S STRAßE", "Anna's Straße"),
        ("the UN’s envoy", "THE UN’S ENVOY", "The UN’s Envoy"),
        ("pro-Ansel\nélan ﬁn", "PRO-ANSEL\nÉLAN ﬁN", "Pro-Ansel\nÉlan ﬁn"),
    ],
)
def test_texts_in_other_letters_are_as_long_as_before(text: str, upper: str, title: str) -> None:
    assert (capitals(text), headline(text)) == (upper, title)
    assert len(upper) == len(title) == len(text)


def test_of_what_models_are_trained_on_only_the_rest_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "entities" / "train").mkdir(parents=True)
    ids = [f"{n}" for n in range(60)]
    for name in ("made.a", "made.b"):
        lines = (json.dumps({**RECORD, "id": f"{name}-{id}"}) + "\n" for id in ids)
        (tmp_path / "entities" / "train" / f"{name}.jsonl").write_text("".join(lines))
    gold = GoldSet("made", "Made up", ("train/made.*.jsonl",), {}, is_trained=True)

    records = loaded(tmp_path, gold, float("inf"))

    assert 0 < len(records) < 60
    assert all(is_left_out(record["id"]) for record in records)
    assert {record["id"][:6] for record in records} == {"made.a", "made.b"}


def test_a_set_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"there is no file dev/made\.jsonl"):
        loaded(tmp_path, GOLD, 10)


def test_a_score_is_in_the_bin_of_its_tenth() -> None:
    judged = [Judged("PER", score, right) for score, right in ((0.81, True), (0.89, False), (1.0, True), (0.9, True))]

    assert bins([*judged, Judged("PER", None, True)]) == {
        8: Bin(2, pytest.approx(0.85), 0.5),
        9: Bin(2, pytest.approx(0.95), 1.0),
    }
    assert whole(judged) == Bin(4, pytest.approx(0.9), 0.75)
    assert whole([Judged("PER", None, True)]) is None


def test_the_error_weighs_bins_by_their_names() -> None:
    assert error([Bin(3, 0.8, 0.7), Bin(1, 0.5, 0.9)]) == pytest.approx(0.175)


def test_the_diagram_is_a_picture_with_a_dot_for_each_bin() -> None:
    drawn = ElementTree.fromstring(
        diagram({"all": [Bin(3, 0.8, 0.7), Bin(1, 0.5, 0.9)], "PER": [Bin(1, 0.5, 1.0)]}, "names")
    )

    assert len(drawn.findall("{*}circle")) == 3
    assert "prefers-color-scheme:dark" in (drawn.findtext("{*}style") or "")


def test_every_set_has_a_name_and_types_of_ours() -> None:
    sets = [gold.name for gold in (*SETS, *CASINGS)]

    assert len(sets) == len(set(sets))
    assert all(set(gold.types.values()) <= {"PER", "ORG", "LOC", "NORP"} for gold in SETS)
    assert not any(gold.is_trained for gold in CASINGS)


def everywhere() -> dict[str, Scored]:
    return {gold.name: scored(GOLD, [RECORD], [FOUND]) for gold in (*SETS, *CASINGS)}


def test_our_figures_stand_in_tables() -> None:
    lines = page.measured(everywhere(), samples=5)

    assert f"| set | part | documents | {' | '.join(MEASURES)} |" in lines
    assert "|  | NORP | 1 | 1 | 100.0 | 100.0 | 100.0 |" in lines
    assert lines[-1].startswith("| North | 7 | 66.7 (66.7 to 66.7) |")


def test_scores_stand_in_tables_and_a_picture(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()

    lines = page.calibrated(everywhere())
    page.draw(everywhere(), tmp_path / "scores.md")

    assert lines[-1] == "| 0.9 to 1.0 | 3 | 0.950 | 1.000 |"
    assert f"| {SETS[0].title} | all | 2 | 0.900 | 1.000 | 0.100 |" in lines
    assert "<svg" in (tmp_path / "_static" / "reliability.svg").read_text()


def test_peers_stand_in_tables() -> None:
    answered = Answer("1.0", 0.5, 2.0, 0, [], load=1.5, first=5.0, memory=200, package=12.5, loaded=150)
    counts = {gold.name: {"all": 4, "held back": 1} for gold in (*SETS, *CASINGS)}

    lines = page.peers(counts, {OURS: (answered, everywhere()), "spacy": "there is no pip"})

    assert "| spaCy, small model |  |  | not run: there is no pip |" in lines
    assert f"| {PEERS[OURS].title} | 100 | 250 | 1.5 | 200 | 12.5 | 150 |" in lines
    assert lines[-1] == f"| {PEERS[OURS].title} | 66.7 |"


def test_a_peer_has_no_score_of_types_that_it_does_not_tell() -> None:
    counts = {gold.name: {"all": 1, "held back": 0} for gold in (*SETS, *CASINGS)}

    lines = page.peers(counts, {"flashgeotext": (Answer("1.0", 0.5, 2.0, 0, [], first=2.0), everywhere())})

    assert "| flashgeotext |  |  |  | 0.0 |  |" in lines
    assert lines[-1].startswith("|---")


def test_weights_stand_in_a_table() -> None:
    answered = Answer("1.0", 0.5, 2.0, 0, [], first=5.0)

    lines = page.weighed({"as installed": (answered, everywhere()), "small": "no such option"})

    assert lines[-2:] == [
        "| as installed | 66.7 | 66.7 | 66.7 | 100.0 | 100.0 | 250 |",
        "| small | not run: no such option |  |  |  |  |  |",
    ]
