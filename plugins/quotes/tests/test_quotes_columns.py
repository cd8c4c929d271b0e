"""Tokens and sentences of a batch are those that a plain walk over each text gives."""

import re

from corpuskit_quotes import columns
from hypothesis import example, given
from hypothesis import strategies as st

ABBREVIATIONS = frozenset(("mr", "u.s", "dec", "é.é"))
END = re.compile(r"[.!?…\n](?:(?<=\n)|['”)\]]*(?: +(?=[“(\['A-Z0-9])|(?= *(?:\n|$))))")
TEXTS = st.lists(st.text() | st.text(alphabet="aB1.!?…'”)]“( \n█$&%-_é\U0001f600\x00\u2028") | st.just("Mr. B. U.S. A"))


def plain_tokens(text: str) -> list[tuple[int, int]]:
    found = re.finditer(r"[\w$][\w.'&$%-]*|[^\w\s]", text)
    return [match.span() for match in found if not text.startswith("██", match.start())]


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
    word = re.search(r"[\w.]*$", text[max(0, match.start() - 8) : match.start()])
    if len(match.group().rstrip()) > 1 or word is None:
        return False
    return (len(word[0]) == 1 and word[0].isupper()) or word[0].lower() in ABBREVIATIONS


@given(TEXTS)
@example(["a.", "", "\n\n", "\n.\n b", "B. c", "."])
@example(["..a..b 'tis ---- $5.00% x-", "███“██”█ █"])
@example(["He left.  She stayed.” Then (he) came.)  1", "Mr. A mr. B É. C é.é. D"])
def test_a_batch_is_read_as_each_text_alone(texts: list[str]) -> None:
    sheets = list(columns.read_sheets(texts, ABBREVIATIONS))

    assert [list(zip(starts, ends, strict=True)) for starts, ends, _ in sheets] == list(map(plain_tokens, texts))
    assert [sentences for _, _, sentences in sheets] == list(map(plain_sentences, texts))


@given(st.lists(st.text(alphabet="aABÉ -'.$\n") | st.text()))
def test_the_first_capital_of_each_word_is_found(texts: list[str]) -> None:
    found = [[start for start, _ in text] for text in columns.read_capitals(texts, "ABÉ", ("al",))]

    assert found == [
        [word.start() + capital.start() for word in re.finditer(r"[\w'-]+", text) if (capital := search(word[0]))]
        for text in texts
    ]


def search(word: str) -> re.Match[str] | None:
    return re.search("[ABÉ]", word)
