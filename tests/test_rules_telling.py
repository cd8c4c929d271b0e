"""The first telling token of a match is known where numbers and their joints stand before it."""

from pathlib import Path

import pytest

from corpuskit.errors import RuleError
from corpuskit.rules import Lexicon, Rule, Rules
from corpuskit.rules._rule import read_rules
from corpuskit.scan import Scan

JOINING = ("one", "two", "hundred", "million", "and", "a")
UNITS = Lexicon("unit", {"m": 1, "mile": 2, "miles": 2, "sq km": 3, "%": 4, "km/h": 5, "/h": 6})


def tellings(pattern: str, *, joining: tuple[str, ...] = ()) -> list[str] | None:
    fragments = {"n": r"\d+(?:[.,]\d+)*"}
    rules = Rules([Rule("x", pattern, value="x")], fragments=fragments, lexicons=[UNITS], joining=joining)
    (found,) = rules._derivation.tellings_of(rules.table, rules._openings)
    return None if found is None else sorted(found)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?&n)\s?(?&unit)", ["%", "h", "km", "m", "mile…", "sq"]),
        (r"(?&n)(?:k|bn)?\s?m\b", ["bn", "bnm", "k", "km", "m"]),
        (r"(?&n)(?:k(?![^\W\d_]))?\s?m\b", ["k", "m"]),
        (r"(?&n)(?:k(?!-\d|[^\W\d_]))?\s?m\b", ["k", "m"]),
        (r"-?\d{1,3} years?", ["year…"]),
        (r"(?:\d+|a) (?:dog|cat)s?", ["cat", "cats…", "dog", "dogs…"]),
        (r"\d+(?=\s+of\b)", ["of"]),
        (r"\d+(?=\s+o)", ["any word"]),
        (r"\d+-\w+", None),
        (r"(?&n)", None),
        (r"\d+ ?x?", None),
        (r"\d+ .x", None),
        (r"(?&unit)", ["h"]),
        ("[a-z]+ 5", None),
    ],
)
def test_a_pattern_tells_what_stands_behind_its_numbers(pattern: str, expected: list[str] | None) -> None:
    assert tellings(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?&n)(?: million| hundred)? ?(?&unit)", ["%", "h", "hund…", "km", "m", "mile…", "mill…", "sq"]),
        (r"(?&n)(?: million\b)? ?(?&unit)", ["%", "h", "km", "m", "mile…", "sq"]),
        (r"(?:one|two)(?: and a half| hundred\b)? days", ["days…", "half…"]),
        (r"\d+ (?:million|millions|mill|and(?:es)?) dogs", ["ande…", "dogs…", "mill", "mill…"]),
        (r"\d+ (?:one|two)?dogs", ["dogs…", "oned…", "twod…"]),
        (r"\d+ ?a? ?nd", None),
        (r"\d+ million", None),
        (r"\d+ (?:million)?", None),
        (r"\d+ hundred(?:s|red)?", None),
        (r"\d+ m\w+ of", None),
        (r"\w+ of", None),
        (r"\d+ \w+ of", None),
        (r"million", None),
        (r"two(?: million)? (?:dogs|(?=cats))", None),
    ],
)
def test_words_that_join_tell_as_little_as_digits(pattern: str, expected: list[str] | None) -> None:
    assert tellings(pattern, joining=JOINING) == expected


@pytest.mark.parametrize("word", ["", "per cent", "Two", "5", "µm"])
def test_a_joining_word_has_letters_only(word: str) -> None:
    with pytest.raises(RuleError, match="cannot join"):
        Rules([], joining=[word])


def test_joining_words_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('joining = ["one", "two"]', "utf-8")

    assert read_rules(file).joining == ("one", "two")


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("1,234.5 miles", True),
        ("1.5 million miles", True),
        ("two hundred and two\nmiles", True),
        ("two hundred people", False),
        ("1.5 million people", False),
        ("one million", False),
        ("millions of miles", False),
        ("two of a mile", False),
    ],
)
@pytest.mark.parametrize("filler", ["", "Nothing of note. " * 200])
def test_a_rule_is_tried_before_its_unit_behind_all_words_of_its_number(text: str, filler: str, tried: bool) -> None:
    pattern = r"(?:\d+(?:[.,]\d+)*|one|two|millions?)(?: (?:and|two|hundred|million))*\s(?&unit)"
    rules = Rules([Rule("x", pattern, value="x")], lexicons=[UNITS], joining=JOINING)

    assert (0 in [offset for _, offset, _ in rules._candidates(Scan((text + "\n" + filler,)))]) is tried


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("1,234.5 miles", True),
        ("5-mile", True),
        ("1,234.5 people", False),
        ("5", False),
        ("5. (miles)", False),
        ("5.6.\n\n7/8 milestones", True),
        ("5 - 6 miles", False),
    ],
)
@pytest.mark.parametrize("filler", ["", "Nothing of note. " * 200])
def test_a_rule_is_tried_only_before_its_unit(text: str, filler: str, tried: bool) -> None:
    rules = Rules([Rule("x", r"\d+(?:[.,]\d+)*[-\s](?&unit)", value="x")], lexicons=[UNITS])

    assert (0 in [offset for _, offset, _ in rules._candidates(Scan((text + "\n" + filler,)))]) is tried


def test_the_end_of_a_text_tells_that_nothing_follows() -> None:
    rules = Rules([Rule("x", r"\d+(?:[.,]\d+)* (?&unit)", value="x")], lexicons=[UNITS])

    assert [*rules._candidates(Scan(("1.5", "miles " * 400)))] == []


@pytest.mark.parametrize("name", ["measure", "money with the word after", "multiple", "age"])
def test_an_amount_tells_its_unit_however_many_words_it_has(name: str) -> None:
    """A unit or currency that is a joining word too would let any token tell: it must not be listed as joining."""
    rules = Rules.load("corpuskit_numbers")
    found = rules._derivation.tellings_of(rules.table, rules._openings)

    assert found[[rule.name for rule in rules.table].index(name)] is not None
