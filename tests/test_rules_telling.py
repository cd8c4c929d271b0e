"""The first telling token of a match is known where numbers and their joints stand before it."""

import pytest

from corpuskit.rules import Lexicon, Rule, Rules
from corpuskit.scan import Scan

UNITS = Lexicon("unit", {"m": 1, "mile": 2, "miles": 2, "sq km": 3, "%": 4, "km/h": 5, "/h": 6})


def tellings(pattern: str) -> list[str] | None:
    rules = Rules([Rule("x", pattern, value="x")], fragments={"n": r"\d+(?:[.,]\d+)*"}, lexicons=[UNITS])
    (found,) = rules._derivation.tellings_of(rules.table, rules._openings)
    return None if found is None else sorted(found)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?&n)\s?(?&unit)", ["%", "h", "km", "m", "mile…", "sq"]),
        (r"(?&n)(?:k|bn)?\s?m\b", ["bn", "bnm", "k", "km", "m"]),
        (r"(?&n)(?:k(?![^\W\d_]))?\s?m\b", ["k", "m"]),
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
