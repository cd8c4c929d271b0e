"""Scores, odds, votes and the pronoun, which are no quantities, and what looks like them and is one."""

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document

EXTRACT = NumberExtractor()

# Votes (52-48) and scores are results, not two quantities. "One of them" names nothing that is counted; "one of the
# charges" counts charges, but "one of the best" praises.
NONE = {
    "scores and results": [
        "won 3-1",
        "made 159 for 8 in Perth",
        "a 5-0 win",
        "6-4 6-3",
        "6-4, 6-3",
        "won 21-17",
        "won 2-0",
        "lost 1-2 to them",
        "drew 1-1",
        "a 97-78 win",
        "a 28-31 defeat",
        "made it 0-1",
        "beat them 7-6 (7-4), 6-2",
        "took 2-26",
        "by 3-2 on penalties",
        "trailed 10-14",
        "3-1 up",
        "the score was 2-3",
        "202-8",
        "finished with a 10-6 record",
        "Chelsea 3-1 Arsenal",
        "Liverpool 2, Everton 0",
        "level at 1-1",
        "a 0-0 draw",
        "defeated Egypt 1-0 in the final",
        "ahead 3-2",
        "7-6(5)",
        "scored 203-4 then",
    ],
    "odds and ratios": [
        "odds of 3:1",
        "3/1 favourite",
        "5-2 favourite",
        "a 10-1 outsider",
        "a ratio of 3:1",
        "100-1 shot",
        "aspect ratio of 16:9",
        "at 11/4",
    ],
    "votes": [
        "voted 52-48",
        "by 13-8",
        "a 5-4 ruling",
        "the 6-3 majority",
        "voted 48-52 against",
    ],
    "one as a pronoun": [
        "One morning she left.",
        "a one-size-fits-all rule",
        "one of them",
        "the one who left",
        "no one",
        "at one point",
        "one another",
        "one by one",
        "one day he left",
        "each one",
        "this one",
        "that one",
        "which one",
        "another one",
        "the only one",
        "one must go",
        "one should not",
        "One suspects that",
        "one's own",
        "a good one",
        "every one of us",
        "any one of them",
        "one and the same",
        "one or the other",
        "one wonders",
        "the preventive one,",
        "someone like one",
        "the big one",
        "a new one",
        "one after another",
        "one way or another",
        "for one thing",
        "on the one hand",
        "if one looks",
        "one of the best players",
        "one of Spain's most popular sights",
        "one of its leading banks",
    ],
}

COUNTED = {
    "scores and results": {
        "10-15 people": 1,
        "3-5 days": 1,
        "aged 6-12": 1,
        "5-10 km": 1,
        "won 3 games": 1,
        "won 20-30 seats": 1,
        "scored 36 points": 1,
        "lost 5-10 percent": 1,
        "won two titles": 1,
        "0-5 km": 1,
    },
    "one as a pronoun": {
        "one or fewer errors": 1,
        "for one night": 1,
        "one man": 1,
        "one in five": 1,
        "only one suspect": 1,
        "has one Arihant class ballistic missile submarine": 1,
        "one person died": 1,
        "two dead and one injured": 2,
        "one hundred": 1,
        "one million people": 1,
        "one percent": 1,
        "one or two people": 1,
        "one day ago": 1,
        "in one day": 1,
        "at least one": 1,
        "just one vote": 1,
        "one more step": 1,
        "one single road": 1,
        "not one person": 1,
        "more than one": 1,
        "one year later": 1,
        "the one million": 1,
        "one dollar": 1,
        "more than one day": 1,
        "one left and two right shoes": 2,
        "one of the seven full scholarships": 2,
        "one of the charges": 1,
        "one of the five most important crops": 1,
    },
}


def _count(text: str) -> int:
    return len(list(EXTRACT(Document(text))))


@pytest.mark.parametrize(("feature", "text"), [(name, text) for name, texts in NONE.items() for text in texts])
def test_no_quantity_is_found(feature: str, text: str) -> None:
    assert _count(text) == 0, feature


@pytest.mark.parametrize(
    ("feature", "text", "count"),
    [(name, text, count) for name, texts in COUNTED.items() for text, count in texts.items()],
)
def test_what_looks_like_it_is_found(feature: str, text: str, count: int) -> None:
    assert _count(text) == count, feature
