"""Sentences and tokens are those that a plain walk over each text gives."""

import re

from corpuskit_quotes import columns
from corpuskit_quotes.page import Tokens
from corpuskit_quotes.vocabulary import Vocabulary
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit.rules import Rules
from corpuskit.scan import Scan

ABBREVIATIONS = frozenset(("mr", "u.s", "dec", "é.é"))
END = re.compile(r"[.!?…\n](?:(?<=\n)|['”)\]]*(?: +(?=[“(\['A-Z0-9İ\u212a])|(?= *(?:\n|$))))")
OPENING = "The|An|He|She|It|They|We|This|That|These|His|Her|Its|Their|In|On|At|But|And|For|As|If|When|While|After"
WORDS = Vocabulary(Rules.load("corpuskit_quotes", "en").lexicons)
TEXTS = st.lists(st.text() | st.text(alphabet="aB1.!?…'”)]“( \n█$&%-_é\U0001f600\x00\u2028") | st.just("Mr. B. U.S. A"))


def plain_tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[\w$][\w.'&$%-]*|█+|[^\w\s]", text)]


def plain_sentences(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in END.finditer(text):
        if match.group()[0] == "." and abbreviates(text, match):
            continue
        if match.start() > start or match.group() != "\n":
            found.append((start, match.end()))
        start = match.end()
    return [*found, (start, len(text))] if start < len(text) else found


def abbreviates(text: str, match: re.Match[str]) -> bool:
    if re.match(rf"[.] +(?:{OPENING})[ ,]", text[match.start() :]):
        return False
    word = re.search(r"[\w.]*$", text[max(0, match.start() - 8) : match.start()])
    if len(match.group().rstrip()) > 1 or word is None:
        return False
    initials = [len(letter) == 1 and letter.isupper() for letter in word[0].split(".")]
    return all(initials) or word[0].lower() in ABBREVIATIONS


@given(TEXTS)
@example(["a.", "", "\n\n", "\n.\n b", "B. c", "."])
@example(["..a..b 'tis ---- $5.00% x-", "███“██”█ █"])
@example(["Why? ", "So. \n"])
@example([". İ", ".  İ", ". \u212a", ".  \u212a"])
@example([])
@example(
    ["He left.  She stayed.” Then (he) came.)  1", "Mr. A mr. B É. C é.é. D J.K. E k.J. F mr. The mr. The. B. In, "]
)
def test_a_batch_is_read_as_each_text_alone(texts: list[str]) -> None:
    assert list(columns.read_sentences(Scan(texts), ABBREVIATIONS)) == list(map(plain_sentences, texts))


@given(st.text() | st.text(alphabet="aB1.,'“” \n█$-_é"), st.integers(0, 9), st.integers(0, 9))
@example("he he said, he, “██ █”", 1, 20)
@example("a b a.b a-b a", 0, 13)
def test_tokens_stand_where_a_plain_walk_finds_them(text: str, start: int, end: int) -> None:
    tokens = Tokens(text, WORDS, start, end)
    found = [(start + first, start + last) for first, last in plain_tokens(text[start:end])]

    assert [word.text for word in tokens.words] == [text[first:last] for first, last in found]
    assert [tokens.span(index, index) for index in range(len(found))] == found
    assert [tokens.span(index, len(found) - 1) for index in range(len(found))] == [
        (first, found[-1][1]) for first, _ in found
    ]


@given(st.lists(st.text(alphabet="aABÉŁΩl -'.$\n") | st.text()))
@example(["Ba Éa. A a-B alA B l", "B B\n", "B"])
@example(["Łał Ωa ŁΩ ΩŁ aŁ"])
@example([])
def test_each_first_capital_of_a_word_begins_a_run_or_stands_in_one(texts: list[str]) -> None:
    for text, found in zip(texts, columns.read_capitals(Scan(texts), "ABÉŁ", ("al",)), strict=True):
        runs = [*zip(*found, strict=True)]
        words = re.finditer(r"[\w'-]+", text)
        capitals = [word.start() + capital.start() for word in words if (capital := search(word[0]))]
        outside = [at for at in capitals if not any(start < at < end for start, end in runs)]

        assert [start for start, _ in runs] == outside
        assert all(RUN.fullmatch(text, start, end) and not ON.match(text, end) for start, end in runs if end)
        assert all(ON.match(text, WORD.match(text, start).end()) for start, end in runs if not end)


RUN = re.compile(r"[ABÉŁ][\w'-]*(?: [ABÉŁ][\w'-]*)*")
ON = re.compile(r"\.| (?:[ABÉŁ]|al)")
WORD = re.compile(r"[\w'-]+")


def search(word: str) -> re.Match[str] | None:
    return re.search("[ABÉŁ]", word)
