"""What must stand before a match is told from the pattern, and keeps rules from being tried in vain."""

import pytest

from corpuskit import Document
from corpuskit.rules import Lexicon, Rule, Rules
from corpuskit.scan import Batch

MONTHS = Lexicon("month", {"january": 1})


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?<=\bcirca\s)\d+", ["circa"]),
        (r"(?<=\bto\sthe\s)\d+", ["the"]),
        (r"(?:(?<=\bc\.)|(?<=\d[-–]\s)|(?<=\bcirca\s))\d+", ["-", ".", "circa", "–"]),
        (r"(?<=\bof |[$€])\d+", ["$", "of", "€"]),
        (r"(?!1)(?=\d\d)(?<=\bof )\d+", ["of"]),
        (r"(?<=circa\s)\d+", None),
        (r"(?<=\d)-\d+", None),
        (r"(?<=[.\s])\d+", None),
        (r"(?:(?<=\bof )|x)\d+", None),
        (r"(?<=(?&month))\d+", None),
        (r"(?<!\bof )\d+", None),
        (r"\d+(?<=5)", None),
    ],
)
def test_a_pattern_tells_what_stands_before_it(pattern: str, expected: list[str] | None) -> None:
    rules = Rules([Rule("x", pattern, value="x")], lexicons=[MONTHS])
    (found,) = rules._derivation.tokens_before(rules.table)

    assert (None if found is None else sorted(found)) == expected


@pytest.mark.parametrize("filler", ["", "Nothing of note. " * 200])
def test_a_rule_is_tried_only_behind_its_token(filler: str) -> None:
    rules = Rules([Rule("x", r"(?<=\bcirca\s)\d+", value="x")])
    text = "5 circa 6 circa. 7"
    scan = Batch([Document(filler), Document(text)]).scan

    assert [(number, at) for number, at, _ in rules._candidates(scan)] == [(1, 8)]
