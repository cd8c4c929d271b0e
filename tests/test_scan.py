"""The scan of many texts says of each token what a plain walk over the text says."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import NUMBER, SIGN, WORD, Batch, Scan, Vocabulary

PIECES = (
    *("", " ", "\n", "\r\n", "\r", "\n\n", "\t", "\u00a0", "\u3000", "\x85", "\u2028", "\u2029", "\x1c", "\x0b"),
    *("\x00", "\x01", "\x1b", "\x7f", "\x80", "\x81", "\x83", "\x88", "\x98", "\x8c", "\x9f", "\ud7ff", "\ue000"),
    *(
        "a",
        "A",
        "I",
        "ß",
        "ẞ",
        "ÿ",
        "Ÿ",
        "µ",
        "μ",
        "Μ",
        "İ",
        "ı",
        "ſ",
        "K",
        "Å",
        "ª",
        "ǅ",
        "Ω",
        "ж",
        "Ж",
        "中文",
        "א",
        "ّ",
    ),
    *(
        "𝄞",
        "😀",
        "👩‍👩‍👧",
        "🏽",
        "🇮🇶",
        "𐐀",
        "𐐨",
        "𠀀",
        "𝟛",
        "e\u0301",
        "\u0301",
        "\u200d",
        "\u200b",
        "\u00ad",
        "\ufeff",
    ),
    *(
        "0",
        "12",
        "٣",
        "²",
        "½",
        "Ⅷ",
        "८",
        ".",
        ",",
        "!",
        "?",
        "…",
        "。",
        "-",
        "‐",
        "‑",
        "–",
        "_",
        "#",
        "\u202e",
        "\uffff",
    ),
    *("'", '"', "`", "“", "”", "‘", "’", "«", "»", "„", "「", "」", "＂", "(", ")"),
    *("abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefgh" * 3, "ABCDEFGH" * 3, "x" * 300),
    *("abcdefghXjklmnopq", "abcdefghYjklmnopq", "éééééééé", "ééééééééé", "12345678", "123456789", "1" * 16, "1" * 17),
)

texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(), max_size=3) | st.text(st.characters(max_codepoint=0x200)),
    max_size=12,
).map("".join)
batches = st.lists(texts, max_size=5)


class Token(NamedTuple):
    text: int
    start: int
    end: int
    kind: int


def kind_of(char: str) -> int:
    if char.isspace():
        return 0
    if char.isalpha():
        return WORD
    return NUMBER if char.isdecimal() else SIGN


def tokens_of(texts: Sequence[str]) -> Iterator[Token]:
    """Walk over each text, code point by code point."""
    for number, text in enumerate(texts):
        place = 0
        while place < len(text):
            start, kind = place, kind_of(text[place])
            place += 1
            while kind in (WORD, NUMBER) and place < len(text) and kind_of(text[place]) == kind:
                place += 1
            if kind:
                yield Token(number, start, place, kind)


def rows(scan: Scan) -> list[Token]:
    numbers, starts = scan.locate(scan.starts)
    others, ends = scan.locate(scan.ends)
    assert (numbers == others).all()
    columns = (numbers, starts, ends, scan.kinds)
    return [Token(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def folded(char: str) -> str:
    """Give what a vocabulary takes a code point for: small letters of Latin-1 are themselves, others are alike."""
    same = {"İ": "i", "ı": "i", "ſ": "s", "ẞ": "ß", "K": "k", "Å": "å", "‑": "‐"}
    low = same.get(char) or char.lower()
    if low in "µÿ" or (len(low) > 1 and char.isalpha()):
        return "small"
    if char != "\0" and ord(low) < 0x100 and (low.isprintable() or low in "\xa0\xad" or ord(low) < 0x80):
        return low
    category = unicodedata.category(char)
    if char.isalpha():
        return "caseless" if category == "Lo" else "small"
    return low if low in "€‚„…‹‘’“”•–—™−›″′‐\u200d" else kind_or_class(char, category)


def kind_or_class(char: str, category: str) -> str:
    if char.isspace():
        return "line end" if char in "\x85\u2028\u2029" else "blank"
    if char in "。．｡！？؟۔।॥։።‼⁇⁈⁉":
        return "stop"
    if char in "‛‟「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣":
        return "quote"
    if char == "\u200b" or (category[0] == "C" and category != "Cf") or char == "\x00":
        return "other"
    if char.isdecimal():
        return "digit"
    if char.isalnum():
        return "numeral"
    return "mark" if category[0] == "M" or category == "Cf" or 0x1F3FB <= ord(char) < 0x1F400 else "sign"


def look(token: str) -> tuple[str, ...]:
    return tuple(map(folded, token))


@given(batches)
@example([])
@example([""])
@example(["", "", ""])
@example(["\x00", "a\x00b", "\x00\x00"])
@example(["\x81\x98\x83", "\x00" * 20])
@example(["a" * 10_000 + "1" * 10_000])
def test_tokens_are_runs_of_letters_runs_of_digits_and_signs(texts: list[str]) -> None:
    assert rows(Scan(texts)) == list(tokens_of(texts))


@given(batches)
def test_the_shadow_has_a_byte_for_each_code_point_and_zero_between_texts_only(texts: list[str]) -> None:
    scan = Scan(texts)
    pieces = [scan.shadow[a : a + len(text)] for a, text in zip(scan.places.tolist(), texts, strict=False)]

    assert [len(piece) for piece in pieces] == [len(text) for text in texts]
    assert not any(0 in piece for piece in pieces)
    assert scan.shadow.count(0) == len(scan.shadow) - sum(map(len, texts))
    assert len(scan.lower) == len(scan.shadow) == scan.places[-1]
    assert len(scan.places) == len(texts) + 1


@given(batches)
def test_capitals_are_those_of_unicode(texts: list[str]) -> None:
    scan = Scan(texts)

    # ẞ is the same as ß, which is small.
    expected = [unicodedata.category(texts[t.text][t.start]) in ("Lu", "Lt") for t in tokens_of(texts)]
    sharp = [texts[t.text][t.start] == "ẞ" for t in tokens_of(texts)]
    assert scan.capitals.tolist() == [was and not is_sharp for was, is_sharp in zip(expected, sharp, strict=True)]


def is_small(char: str) -> bool:
    return char == "ẞ" or (char.isalpha() and unicodedata.category(char) not in ("Lu", "Lt", "Lo"))


@given(batches)
def test_a_word_is_all_capitals_where_it_begins_with_one_and_has_no_small_letter(texts: list[str]) -> None:
    scan = Scan(texts)
    words = [texts[t.text][t.start : t.end] for t in tokens_of(texts)]
    expected = np.array([not any(map(is_small, word)) for word in words], np.bool_)

    assert scan.all_capitals.tolist() == (expected & scan.capitals).tolist()


QUOTES = frozenset("\"'`«»‘’‚‛“”„‟‹›「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣")


@given(batches)
def test_quotes_are_all_marks_of_quotation(texts: list[str]) -> None:
    scan = Scan(texts)
    numbers, places = scan.locate(scan.quotes)

    found = list(zip(numbers.tolist(), places.tolist(), strict=True))
    assert found == [(n, i) for n, text in enumerate(texts) for i, char in enumerate(text) if char in QUOTES]


@given(batches)
def test_gaps_and_breaks_count_the_blanks_and_line_ends_before_each_token(texts: list[str]) -> None:
    scan = Scan(texts)
    before = [""] * len(scan.starts)
    where = (-1, 0)
    for row, token in enumerate(tokens_of(texts)):
        since = where[1] if where[0] == token.text else 0
        before[row] = texts[token.text][since : token.start]
        where = (token.text, token.end)

    assert scan.gaps.tolist() == list(map(len, before))
    follows = [token.text == other.text for other, token in pairwise([Token(-1, 0, 0, 0), *tokens_of(texts)])]
    assert scan.touches.tolist() == [not b and same for b, same in zip(before, follows, strict=True)]
    # A line break at the end of a string makes no line: the x is a line of its own.
    assert scan.breaks.tolist() == [len((blanks + "x").splitlines()) - 1 for blanks in before]


@given(batches)
def test_every_place_leads_to_its_document_and_its_token(texts: list[str]) -> None:
    scan = Scan(texts)
    cover = [[-1] * len(text) for text in texts]
    for row, token in enumerate(tokens_of(texts)):
        cover[token.text][token.start : token.end] = [row] * (token.end - token.start)
    everywhere = [(number, offset) for number, text in enumerate(texts) for offset in range(len(text))]
    places = np.array([scan.places[number] + offset for number, offset in everywhere], np.int64)

    numbers, offsets = scan.locate(places)
    assert list(zip(numbers.tolist(), offsets.tolist(), strict=True)) == everywhere
    assert scan.token_at(places).tolist() == [row for text in cover for row in text]
    assert scan.token_at(scan.places - 1).tolist() == [-1] * len(scan.places)


@given(batches)
def test_first_tokens_divide_the_tokens_among_the_documents(texts: list[str]) -> None:
    counts = [0] * len(texts)
    for token in tokens_of(texts):
        counts[token.text] += 1

    assert np.diff(Scan(texts).first_tokens).tolist() == counts


@given(batches)
def test_a_text_is_scanned_alike_in_any_company(texts: list[str]) -> None:
    together = rows(Scan(texts))

    alone = [token._replace(text=number) for number, text in enumerate(texts) for token in rows(Scan([text]))]
    assert together == alone


@given(batches)
def test_a_scan_of_respaced_texts_is_as_if_made_anew(texts: list[str]) -> None:
    respaced = [text.replace("\n", " ") for text in texts]
    old = Scan(texts)
    _ = rows(old)

    assert rows(old.respaced(respaced)) == rows(Scan(respaced))


# --- vocabularies


@given(batches, st.lists(texts, max_size=4))
@example(["abcdefghXjklmnopq abcdefghYjklmnopq"], ["abcdefghXjklmnopq"])
@example(["Ÿ ÿ Ω"], ["ÿ"])
@example([], ["\x85", "\x80"])
@example(["\x00\x00 a"], ["", "\x00", "a b"])
def test_words_are_found_exactly_as_they_look(texts: list[str], others: list[str]) -> None:
    said = [texts[t.text][t.start : t.end] for t in tokens_of(texts)]
    words = [*said[::2], *(others[t.text][t.start : t.end] for t in tokens_of(others)), *others]
    vocabulary = Vocabulary(words)
    numbers: dict[tuple[str, ...], int] = {}
    for number, word in enumerate(dict.fromkeys(words), 1):
        numbers.setdefault(look(word), number)

    assert Scan(texts, vocabulary).words.tolist() == [numbers.get(look(word), 0) for word in said]
    assert all(vocabulary.number(word) == numbers[look(word)] for word in words if word)
    assert vocabulary.number("no such word") == 0


def test_a_vocabulary_of_ones_own_is_asked_of_the_scan() -> None:
    scan = Scan(["Ann and Bob"], Vocabulary(["ann"]))

    assert scan.words.tolist() == [1, 0, 0]
    assert scan.words_of(Vocabulary(["bob", "and"])).tolist() == [0, 2, 1]


def test_a_key_is_no_proof_for_longer_words() -> None:
    # The middle of a long word is in no key.
    texts = ["antidisestablishmentarianism antidisestablixxxxntarianism"]

    assert Scan(texts, Vocabulary(["antidisestablishmentarianism"])).words.tolist() == [1, 0]


def test_every_word_of_a_large_vocabulary_is_found() -> None:
    words = [f"{chr(97 + n % 26)}{'xyz'[n % 3] * (n % 13)}{chr(97 + n // 26 % 26)}" for n in range(5000)]
    words += ["".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(20_000)]
    vocabulary = Vocabulary(words)

    assert Scan([" ".join(words)], vocabulary).words.tolist() == [vocabulary.number(word) for word in words]


LETTERS = [c for c in map(chr, range(0x21, 0x250)) if c.isalpha()] + list("μΩжΣςK")


@pytest.mark.parametrize("letter", LETTERS)
def test_what_a_pattern_takes_for_a_letter_looks_like_it(letter: str) -> None:
    """All that ``re.IGNORECASE`` finds for a letter, a vocabulary does too."""
    pattern = re.compile(re.escape(letter), re.IGNORECASE)
    same = [c for c in pattern.findall(EVERYTHING) if c.isalpha()]  # U+0345 is a mark, and a kind of iota.

    assert set(Scan(same, Vocabulary([letter])).words.tolist()) == {1}


EVERYTHING = "".join(chr(code) for code in range(0x1E944) if not 0xD800 <= code < 0xE000)


def test_vocabularies_know_their_words_and_survive_pickling() -> None:
    import pickle

    vocabulary = pickle.loads(pickle.dumps(Vocabulary(["May", "june", "may"])))

    assert vocabulary.words == ("May", "june", "may")
    assert [vocabulary.number(word) for word in vocabulary.words] == [1, 2, 1]
    assert "may" in vocabulary
    assert "July" not in vocabulary
    assert len(vocabulary) == 3
    assert repr(vocabulary) == "<Vocabulary of 3 words>"


# --- use


def test_a_batch_scans_its_documents() -> None:
    batch = Batch([Document("Ann said"), Document("so.")])

    assert rows(batch.scan) == list(tokens_of(["Ann said", "so."]))
    assert repr(batch.scan) == "<Scan of 2 texts>"


def test_places_become_annotations_of_their_documents() -> None:
    scan = Scan(["a b", "", "𝄞 c"])
    columns = scan.columns("token", scan.starts, scan.ends, value=list("wxyz"))

    found = [[(item.start, item.end, item.value) for item in items] for items in columns.by_document(3)]
    assert found == [[(0, 1, "w"), (2, 3, "x")], [], [(0, 1, "y"), (2, 3, "z")]]


def test_numpy_is_imported_on_use() -> None:
    code = "import sys, corpuskit, corpuskit.scan; assert 'numpy' not in sys.modules; from corpuskit.scan import Scan"

    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_column_can_be_changed_in_place() -> None:
    scan = Scan(["One two.", "Three"], Vocabulary(["two"]))
    public = (name for name in dir(scan) if not name.startswith("_"))
    columns = [name for name in public if isinstance(getattr(scan, name), np.ndarray)]
    assert {"starts", "ends", "kinds", "words", "gaps", "places", "sentence_ends"} <= {*columns}
    for name in columns:
        with pytest.raises(ValueError, match="read-only"):
            getattr(scan, name)[:] = 0
