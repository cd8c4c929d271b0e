"""How what is told of a text becomes quotations, how these are counted, and how many speakers can be trusted."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

from benchmarks.answers import OURS, Answer
from benchmarks.attribution import KINDS
from benchmarks.calibration import Judged
from benchmarks.counting import total
from benchmarks.quotes import page
from benchmarks.quotes.confidence import coverage, most_confident
from benchmarks.quotes.conversion import found
from benchmarks.quotes.peers import BEHIND, OURS_BESIDE, PEERS
from benchmarks.quotes.reading import PEERS as READERS
from benchmarks.quotes.scoring import ASPECTS, TASKS, Scored, scored
from benchmarks.quotes.sets import SETS, GoldSet, loaded
from benchmarks.quotes.units import Unit, is_speech
from benchmarks.quotes.wrapping import hard_wrapped, unwrapped
from corpuskit import Annotation, Span
from corpuskit.values import QuoteValue

GOLD = GoldSet("made", "Made up", "made.jsonl")
NOVEL = GoldSet("novel", "A novel", "novel.jsonl", is_full=False)
TEXT = (
    "“The ferry sails at noon today,” said Anna Lind. She hopes that it is early. "
    "Paul Ansel said the “old” hull leaks. The harbour says that nobody came. They sell “fresh” fish."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def ends(words: str) -> dict[str, int]:
    found = span(words)
    return {"start": found.start, "end": found.end}


def pair(words: str) -> list[int]:
    return list(ends(words).values())


def marked_up(kind: str, words: str, speaker: str | None, cue: str, *quoted: str) -> Mapping[str, Any]:
    return {
        "type": kind,
        "segments": [pair(words)],
        "quoted": [pair(inner) for inner in quoted],
        "speaker": ends(speaker) if speaker else None,
        "cue": ends(cue),
    }


FERRY, LEAKS = "The ferry sails at noon today,", "the “old” hull leaks"

RECORD = {
    "id": "one",
    "text": TEXT,
    "quotes": [
        marked_up("direct", FERRY, "Anna Lind", "said", FERRY),
        marked_up("indirect", "that it is early", "She", "hopes"),
        marked_up("mixed", LEAKS, "Paul Ansel", "said", "old"),
        marked_up("indirect", "that nobody came", None, "says"),
    ],
    "other_quoted": [pair("fresh")],
}


def told(kind: str, words: str, speaker: str | None, *quoted: str, score: float | None = None) -> Annotation:
    value = QuoteValue(kind, span(speaker) if speaker else None, None, None, [span(inner) for inner in quoted])
    return Annotation(span(words), "quote", value, score=score)


RIGHT = [
    told("direct", "“The ferry sails at noon today,”", "Lind", "The ferry sails at noon today", score=0.95),
    told("mixed", LEAKS, "Paul", "old", score=0.85),
    told("indirect", "that nobody came", None, score=0.45),
]


def figures(*items: Annotation, gold: GoldSet = GOLD, record: Mapping[str, Any] = RECORD) -> Mapping[str, Any]:
    return scored(gold, [record], [items]).counts[0]


@pytest.mark.parametrize(
    ("task", "counts"),
    [
        ("Q exact", (2, 2, 2)),
        ("Q5 exact", (1, 1, 1)),
        ("C exact", (3, 4, 3)),
        ("S exact", (3, 3, 3)),
        ("S joint", (2, 3, 3)),
        ("S speaker", (2, 2, 2)),
        ("C direct", (1, 1, 1)),
        ("C indirect", (1, 2, 2)),
        ("S indirect", (1, 1, 1)),
    ],
)
def test_each_task_counts_what_it_is_of(task: str, counts: tuple[int, int, int]) -> None:
    assert figures(*RIGHT)[task] == counts


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("ferry sails at noon today", (0, 1)),
        ("The ferry sails at noon", (0, 0)),
        ("The ferry sails at noon today,” said", (0, 1)),
        ("“The ferry sails at noon today,” ", (1, 1)),
    ],
)
def test_marks_and_stops_at_the_ends_do_not_count_and_a_fifth_may_differ(words: str, outcome: tuple[int, int]) -> None:
    counts = figures(told("direct", words, None, words))

    assert (counts["Q exact"][0], counts["Q overlap"][0]) == outcome


def test_what_is_told_twice_counts_once() -> None:
    assert figures(*RIGHT, *RIGHT) == figures(*RIGHT)


def test_each_quotation_of_the_gold_is_found_once_by_what_is_most_like_it() -> None:
    counts = figures(told("direct", "The ferry sails at noon today,” said", None), *RIGHT)

    assert counts["C overlap"] == (3, 4, 4)
    assert counts["C exact"] == (3, 4, 4)


def test_scare_quotes_and_titles_are_no_speech() -> None:
    assert figures(told("scare", "fresh", None, "fresh"))["Q exact"] == (0, 2, 0)


def test_what_stands_in_marks_that_the_gold_does_not_know_cannot_be_judged() -> None:
    fresh, unknown = told("direct", "fresh", None, "fresh"), told("direct", "nobody", None, "nobody")

    assert figures(fresh, unknown)["Q exact"] == (0, 2, 1)
    assert figures(fresh, unknown, gold=NOVEL)["Q exact"] == (0, 2, 2)


def test_thoughts_count_neither_as_speech_missed_nor_as_spurious_speech() -> None:
    hoped = told("indirect", "that it is early", "She")

    assert figures(hoped)["C exact"] == (1, 4, 1)
    assert figures(hoped)["S exact"] == (0, 3, 0)


@pytest.mark.parametrize(
    ("cue", "speech"),
    [
        ("said", True),
        ("According to", True),
        ("had pointed out", True),
        ("emphasizing", True),
        ("hopes", False),
        ("essayed", False),
        ("overheard", False),
    ],
)
def test_cues_of_speech(cue: str, speech: bool) -> None:
    value = QuoteValue("indirect", cue=Span(0, len(cue)))

    assert is_speech(cue, Unit(Span(0, len(cue)), value, None)) is speech


@pytest.mark.parametrize(
    ("speaker", "right"),
    [("Anna Lind", 1), ("Lind. She", 1), (" Lin", 1), (". She", 0), ("said ", 0), ("Paul Ansel", 0), (None, 0)],
)
def test_a_speaker_is_right_with_a_letter_in_common(speaker: str | None, right: int) -> None:
    counts = figures(told("direct", FERRY, speaker, FERRY))

    assert counts["Q speaker"] == (right, 1, 1)
    assert counts["Q joint"] == (right, 2, 1)


def test_a_quotation_is_judged_right_with_its_speaker_or_none() -> None:
    result = scored(GOLD, [RECORD], [[*RIGHT, told("indirect", "leaks. The harbour", None, score=0.3)]])

    assert result.judged == [
        Judged("direct", 0.95, True),
        Judged("mixed", 0.85, True),
        Judged("indirect", 0.45, True),
        Judged("indirect", 0.3, False),
    ]
    assert result.speakers == [[Judged("mixed", 0.85, True), Judged("direct", 0.95, True)]]


def test_where_the_gold_has_no_speakers_only_places_are_counted() -> None:
    counts = figures(*RIGHT, gold=NOVEL)

    assert set(counts) == {f"{task} {what}" for task in ("Q", "Q5") for what in (*ASPECTS[:2], *KINDS)}


def test_documents_are_told_apart_by_part() -> None:
    records = [{**RECORD, "id": f"{n}"} for n in range(40)]
    result = scored(GOLD, records, [RIGHT] * 40)
    parts = {part: (len(result.within(part)), len(result.speakers_within(part))) for part in GOLD.parts}

    assert parts["all"] == (40, 80)
    assert tuple(map(sum, zip(parts["tuned"], parts["held back"], strict=True))) == (40, 80)
    assert total(result.within("all"), "Q exact") == (80, 80, 80)


def test_ours_is_told_with_parts_and_what_stands_in_marks() -> None:
    item = {"kind": "direct", "parts": [[0, 3], [5, 9]], "quoted": [[0, 3], [5, 9]], "speaker": [11, 14], "score": 0.5}

    (annotation,) = found(OURS, [item])

    assert annotation.pieces == annotation.value.quoted == (Span(0, 3), Span(5, 9))
    assert (annotation.value.speaker, annotation.score) == (Span(11, 14), 0.5)


@pytest.mark.parametrize("speaker", [None, [11, 14]])
def test_what_peers_tell_is_direct_speech_in_marks(speaker: Sequence[int] | None) -> None:
    (annotation,) = found("textacy", [{"start": 0, "end": 9, "speaker": speaker}])

    assert annotation.value == QuoteValue("direct", Span(*speaker) if speaker else None, quoted=[Span(0, 9)])


def test_every_peer_is_read() -> None:
    assert {name for name, peer in PEERS.items() if peer.script.endswith(".py") and name != BEHIND} == set(READERS)
    assert set(OURS_BESIDE) <= set(PEERS)


@pytest.mark.parametrize("beside", OURS_BESIDE.values())
def test_ours_is_read_as_it_is_scored(beside: tuple[str, ...]) -> None:
    _, read = READERS[OURS]()

    (item,) = read([{"text": "Anna Lind said: “We sail.”", "beside": list(beside)}])
    (annotation,) = found(OURS, item or [])

    assert annotation.value == QuoteValue("direct", Span(0, 9), quoted=[Span(17, 25)])


LINES = "A line\nand another.\n\nA paragraph, " + "word " * 20 + "x" * 80 + " y"


@pytest.mark.parametrize("rewrite", [unwrapped, hard_wrapped, lambda text: hard_wrapped(unwrapped(text))])
def test_texts_with_other_line_breaks_are_as_long_and_have_the_same_words(rewrite: Any) -> None:
    assert len(rewrite(LINES)) == len(LINES)
    assert rewrite(LINES).split() == LINES.split()


def test_a_paragraph_is_put_on_one_line() -> None:
    assert unwrapped(LINES).splitlines()[0] == "A line and another."
    assert unwrapped(LINES).count("\n\n") == 1


def test_lines_are_broken_at_seventy_characters_where_they_have_spaces() -> None:
    lines = hard_wrapped(LINES).splitlines()

    assert lines[:3] == ["A line", "and another.", ""]
    assert [line for line in lines if len(line) > 70] == ["x" * 80]
    assert lines[-1] == "y"


def test_sets_are_loaded_with_their_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / "made.jsonl").write_text(json.dumps({"id": "one", "text": "A\nB"}) + "\n")

    (record,) = loaded(tmp_path, attrs.evolve(GOLD, rewrite=unwrapped), 10)

    assert record["text"] == "A B"


def test_a_set_without_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"made\.jsonl: there is no such file"):
        loaded(tmp_path, GOLD, 10)


def judged(*scores: tuple[float | None, bool]) -> list[Judged]:
    return [Judged("direct", score, is_right) for score, is_right in scores]


SURE = judged((0.9, True), (0.9, True), (0.8, False), (0.7, True), (0.2, False), (None, False))


def test_coverage_is_the_largest_share_that_is_right_often_enough() -> None:
    assert coverage(SURE, 0.95) == 0.4
    assert coverage(SURE, 0.75) == 0.8
    assert coverage(SURE, 0.5) == 1.0
    assert coverage(judged((0.9, False)), 0.95) == 0.0
    assert coverage(judged((None, True)), 0.95) is None


def test_what_has_one_score_is_trusted_together() -> None:
    assert coverage(judged((0.9, True), (0.9, False)), 0.95) == 0.0
    assert most_confident(judged((0.9, True), (0.9, False)), 0.5) == 0.5


def test_the_most_confident_are_those_of_the_highest_scores() -> None:
    assert most_confident(SURE, 2 / 3) == 0.75
    assert most_confident(SURE, 1) == 0.6
    assert most_confident([], 1) is None


def test_every_set_has_a_name_of_its_own() -> None:
    assert len({gold.name for gold in SETS}) == len({gold.title for gold in SETS}) == len(SETS)


def everywhere(items: Sequence[Annotation] = RIGHT) -> dict[str, Scored]:
    return {gold.name: scored(gold, [RECORD], [items]) for gold in SETS}


def test_our_figures_stand_in_tables() -> None:
    lines = page.measured({OURS: everywhere(), BEHIND: everywhere()}, samples=5)
    shown = "100.0 (100.0 to 100.0)"

    assert all(f"#### {task}: {title}" in lines for task, title in TASKS.items())
    assert f"| {SETS[0].title} | all | alone | 1 | {shown} | {shown} | {shown} | {shown} |" in lines
    assert f"| {SETS[-1].title} | all | alone | 1 | {shown} | {shown} |  |  |" in lines
    assert "|  | S | 3 | 3 | 100.0 | 100.0 | 100.0 | 100.0 |" in lines
    assert f"| {SETS[0].title} | all | alone | 2 | 100.0 | 100.0 | 100.0 |" in lines


def test_scores_stand_in_tables_and_a_picture(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    settings = {BEHIND: everywhere()}

    lines = page.calibrated(settings)
    page.draw(settings, tmp_path / "scores.md")

    assert f"| {SETS[0].title} | all | 3 | 0.750 | 1.000 | 0.250 |" in lines
    assert lines[-1] == "| 0.9 to 1.0 | 2 | 0.950 | 1.000 |"
    assert "share of quotations" in (tmp_path / "_static" / "reliability-quotes.svg").read_text()


def test_peers_stand_in_tables() -> None:
    answered = Answer("1.0", 0.5, 2.0, 0, [], load=1.5, first=5.0, memory=200, package=12.5, loaded=150)
    counts = {gold.name: {"all": 4, "held back": 1} for gold in SETS}
    silent = [told("direct", FERRY, None, FERRY)]
    systems: dict[str, Any] = {
        OURS: (answered, everywhere()),
        "compromise": (answered, everywhere(silent)),
        "sayswho": "there is no pip",
    }

    lines = page.peers(counts, systems)

    assert f"| {PEERS['sayswho'].title} |  |  | not run: there is no pip |" in lines
    assert f"| {PEERS[OURS].title} | 100 | 250 | 1.5 | 200 | 12.5 | 150 |" in lines
    assert lines.count("Documents: 4, of them held back: 1; in brackets the figures of these.") == 3
    assert "| compromise | 66.7 | 66.7 |  |  | 100.0 | 50.0 |  | 0.0 |" in lines
    assert lines[-1] == "| compromise | 66.7 | 66.7 | 100.0 |"
