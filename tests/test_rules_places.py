"""Rules are tried only where the tokens of a text let them begin, and nothing is lost by it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.rules import Hit, Lexicon, Rule, Rules
from corpuskit.rules._tokens import ANY_WORD, put_together
from corpuskit.scan import Batch
from corpuskit.scan._vocabulary import Vocabulary
from corpuskit.testing.strategies import texts

MONTHS = Lexicon("month", {"january": 1, "jan": 1, "May": 5, "new year": 1, "o'clock": 0, "Weiß": 2, "ÿs": 3})
SIGNS = Lexicon("sign", {"$": 1, "us$": 2, "€": 3, "r": 4, "½": 5})
PATTERNS = (
    *("(?&month)s?", r"(?:the|a) (?&month)", "mid-?(?&month)", r"\d{1,2}(?:st|nd)?", r"[$€]\s?\d+"),
    *("(?:in )?(?&month)", "[ab]+c", "(?i:X)y?", r"\w+ing", "é+", "(?=jan)jan", r"(?>ja)n", "(?:a|an|the){1,2} x"),
    *("ix", "[i]n", "s+", "σς?", r"jan\b ?\d", "ß+ks", "ÿ", "ι+", "k\0", "new-?year", r"x\Z", r"a.x"),
    *(r"an(?!\w)-?a", r"a(?=\s)\s?x", r"an?\d", "a[²½_]x?", r"(?&sign)\s?(?:\d{4}|(?&month))", r"[12]\d{3}-\d\d"),
    *(r"(?:\d[ -]?){3,}", r"(?<![^\n])\d+\.", r"x(?=\s+(?:of|in)\b)", r"x(?= [a-z]+)", r"(?=\S+ x)\w+", r"\S+ x"),
    *(r"(?:(?&month)|(?&sign)) ?a", r"[^\W\d_]+-a", r"(?:jan-?)+", r"\d+(?:,\d{3})*(?!\d)", "jan(?&month)"),
    *(r"\d+(?:[.,]\d+)*\s?(?&sign)?(?&month)s?", r"-?\d[\d/]*(?:(?:k|m)(?![^\W\d_]))?-?(?:(?&sign)|a)", r"\d+ \w+ x"),
    *(r"\d+(?=[\s,]+(?&month))", r"[.,'/-]\d?(?:x|y)*a?b", r"\d*'?(?:new-?)?(?&month)", r"[\d,]+(?:[^\W\d_]-?)+s"),
    *(r"(?:an?(?=\s+(?:new-)?(?&month))|x)(?:.x|\s(?&month))*", r"an?(?=\S+ x)\w*(?:\s?x)?", r"[$x](?=\d\d)\d+(?:-x)?"),
    *(r"(?P<q>['’])x(?P=q)", r"(?:(?:a|b)(?:c|d)?){4,9}e", r"(?&month)(?&sign)", r"(?&month)[^\S\n]+x"),
    *(r"(?:(?&month)|\d+)(?![^\W\d_]),?\s*(?:the\s+)?(?:(?&month)|\d\d)",),
    *(r"(?-i:[A-Z])\w*", r"a\s?(?-i:[A-ZÀ-ÖØ-Þ](?i:[A-Z]))", r"(?-i:[A-Z]?)x", r"(?-i:\d?[A-Z]+)-?(?=(?-i:[A-Z]))"),
    *(r"(?:(?&month)|(?-i:[A-Z]{2,9})|\d)(?: (?-i:[B-YÉ])|s)", r"(?=(?-i:[A-Z]))(?:jan|\w)(?&sign)?"),
    *(
        r"(?:ja|mi|ma|ne|th|si|ac|ab|of|jan)[^\W\d_]+",
        "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|a)(?:jan|may|us|any|or|x)y?",
    ),
)
WORDS = (
    *("jan", "Jan", "MAY", "May", "may", "new", "year", "o’clock", "o'clock", "the", "a", "an", "ANX", "x", "X", "XY"),
    *("mid", "midjan", "abc", "singing", "janus", "janmay", "of", "in", "r", "R2024", "acbde", "jan²", "_", "k\0"),
    *("WEISS", "weiß", "WEI\u1e9e", "\u017f", "\u017feven", "\u212a", "\u0130n", "\u0131n", "\u0130x", "\u0131x"),
    *("ÿ", "Ÿ", "ÿs", "Ÿs", "ι", "Ι", "\u0345", "ßks", "\u1e9e\u212aS", "ßk\u017f", "é", "É", "αβγ", "Σ", "ςσ"),
    *(
        "١٢",
        "1",
        "12",
        "1st",
        "2ND",
        "2024",
        "2024-05",
        "1,000",
        "12345678",
        "1,2.3",
        "1.",
        "/",
        "k",
        "$",
        "US$",
        "€",
        "½",
        "²",
        "\u212a\0",
    ),
    *(
        "-",
        "'",
        "’",
        ".",
        ",",
        "\n",
        "\t",
        "\0",
        "\x01",
        "\x1c",
        "\u00ad",
        "\u200d",
        "\u0301",
        "😀",
        "\u2028",
        "[",
        "…",
    ),
)
FILLER = "Nothing of note was said there, and nobody asked. " * 40


def table(*patterns: str) -> Rules:
    rules = [Rule(pattern, pattern, value="x") for pattern in patterns]
    return Rules(rules, lexicons=[MONTHS, SIGNS])


def matched(rules: Rules, rule: Rule, text: str, place: int) -> re.Match[str] | None:
    match = rules._pattern(rule).match(text, place)
    for group, columns in rule.where.items() if match else ():
        assert match is not None
        row = rules.meaning(rule, group, match[group])
        if not all(re.search(pattern, row[column]) for column, pattern in columns.items()):
            return None
    return match


def everywhere(rules: Rules, text: str) -> list[tuple[str, int, int]]:
    """Try every rule at every place."""
    found = []
    place = 0
    while place <= len(text):
        matches = [matched(rules, rule, text, place) for rule in rules.table]
        ends = [(match.end(), -index) for index, match in enumerate(matches) if match and match.end() > place]
        if ends:
            end, index = max(ends)
            if rules.table[-index].value is not None:
                found.append((rules.table[-index].name, place, end))
            place = end
        else:
            place += 1
    return found


def tried(rules: Rules, text: str) -> list[tuple[str, int, int]]:
    return [(hit.rule.name, *hit.match.span()) for hit, _ in rules.find(text, lambda hit: True)]


def in_batch(rules: Rules, batch: Batch) -> list[list[tuple[str, int, int]]]:
    found: list[list[tuple[str, int, int]]] = [[] for _ in batch.texts]
    for number, hits in rules.find_in(batch, lambda hit: True):
        assert not found[number]
        found[number] = [(hit.rule.name, *hit.match.span()) for hit, _ in hits]
    return found


hostile = st.lists(st.sampled_from((*WORDS, " ", " ", " ", "")), max_size=12).map("".join) | texts()


@given(st.lists(st.sampled_from(PATTERNS), unique=True, min_size=1), hostile)
@example(list(PATTERNS), " ".join(WORDS))
@example(list(PATTERNS), "".join(WORDS))
@example([r"\s+x"], "a \n x\tx")
@example([r".x"], "a\0x x")
def test_a_rule_is_tried_wherever_it_matches(patterns: list[str], text: str) -> None:
    rules = table(*patterns)

    assert tried(rules, text) == everywhere(rules, text)


@given(st.lists(st.sampled_from(PATTERNS), unique=True, min_size=1), st.lists(hostile, max_size=4), st.booleans())
@example(list(PATTERNS), [" ".join(WORDS), "", *WORDS], True)
@example(list(PATTERNS), ["", "x", "", ""], False)
@example(["x y", "a"], ["x", "y a", "a"], True)
def test_a_batch_has_what_its_documents_have(patterns: list[str], some: list[str], long: bool) -> None:
    # Many texts together are looked at another way than few.
    batch = Batch(map(Document, [*some, *([FILLER] if long else [])]))
    rules = table(*patterns)

    assert in_batch(rules, batch) == [everywhere(rules, text) for text in batch.texts]


@given(st.lists(st.sampled_from(PATTERNS), unique=True, min_size=1), hostile)
def test_a_shared_vocabulary_changes_nothing(patterns: list[str], text: str) -> None:
    rules = table(*patterns)
    documents = [Document(text), Document(FILLER)]
    shared = Vocabulary(("zebra", "note", *rules.triggers, "2024", "%", "asked"))

    assert in_batch(rules, Batch(documents, vocabulary=shared)) == in_batch(rules, Batch(documents))


@pytest.mark.parametrize("others", [[], [FILLER]])
def test_where_case_counts_a_rule_is_tried_at_capitals_only(others: list[str]) -> None:
    rules = table(r"(?-i:[A-Z])\w+ (?-i:[A-ZÀ-ÖØ-Þ])")
    text = "the Blue Écu and the small Red car"

    tried = rules._candidates(Batch(map(Document, [text, *others])).scan)

    assert [at for number, at, _ in tried if number == 0] == [text.index("Blue")]


def test_of_many_words_put_together_four_letters_are_told() -> None:
    many = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "april"))

    found = put_together(many, frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "ninth", "tenth")))

    assert found == {f"{month}{letter}…" for month in many - {"april"} for letter in "fstn"} | {"april…"}
    assert put_together(many | {"a"}, frozenset((ANY_WORD,))) == {f"{month}…" for month in many} | {ANY_WORD}


def test_triggers_are_single_tokens() -> None:
    rules = table(*PATTERNS)

    assert rules.triggers == tuple(sorted(set(rules.triggers)))
    assert [word for word in rules.triggers if not re.fullmatch(r"[^\W\d_]+|[^\w\s]|[_½²]|\0", word)] == []
    assert {"jan", "may", "new", "year", "$", "the", "’"} <= set(rules.triggers)


def test_what_is_refused_gives_way_in_a_batch_too() -> None:
    rules = table(r"jan \d+", "jan")

    def read(hit: Hit) -> str | None:
        return None if "5" in hit.text else hit.text

    assert [[value for _, value in hits] for _, hits in rules.find_in(Batch([Document("jan 5, jan 7")]), read)] == [
        ["jan", "jan 7"]
    ]


SENTENCES = (
    "On Monday, 5 January 2020, at 3:15 p.m. the board of the U.S. bank met in Paris; two-thirds voted yes.",
    "“It was the worst of times,” said Ms. Jane O’Neill, 42, former chief of the Ministry of Health.",
    "PARIS, Jan 5 (Agency) -- Some 1,200 people, or 12.5% of them, paid $3.4 million (€3.1m) on the 1st of May '98.",
    "She told reporters that nineteen ninety-four was a good year; according to police, half an hour later he left.",
    "The 18th-century treaty of 2005–06 cost £5bn, twice as much as in the 1990s, the twenties and Q3 2019.",
    "1. first item\n2) Second item, aged sixty-five, 6ft 2in tall, 5 km/h, 7.1-magnitude; call 555-1234-567.",
    "He asked whether the anti-American party had won; one in five said so, “and how!”, added Lord Smith of Kelvin.",
    "WEISS und Ÿ, ſeven Kilos, İstanbul, ½ mile, 10² km, 5\u00a0000 tonnes, five\u00adteen, a\u0301 b, ٣ days, 二十.",
)


@pytest.mark.parametrize("package", ["corpuskit_dates", "corpuskit_numbers", "corpuskit_quotes", "corpuskit_entities"])
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_the_rules_of_a_plugin_lose_nothing(package: str, change: type[str]) -> None:
    rules = Rules.load(package)
    written = [change(sentence) for sentence in SENTENCES]
    batch = Batch(map(Document, written * 2))

    expected = [everywhere(rules, text) for text in written]

    assert [tried(rules, text) for text in written] == expected
    assert in_batch(rules, batch) == expected * 2
