"""Sentences end where a reader of news ends them, and where a plain walk over the tokens does."""

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from itertools import pairwise

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit.scan import Scan


def sentences(texts: Sequence[str]) -> list[list[str]]:
    scan = Scan(texts)
    found: list[list[str]] = [[] for _ in texts]
    (numbers, starts), (_, ends) = scan.locate(scan.sentence_starts), scan.locate(scan.sentence_ends)
    for number, start, end in zip(numbers.tolist(), starts.tolist(), ends.tolist(), strict=True):
        found[number].append(texts[number][start:end])
    return found


@pytest.mark.parametrize(
    "text",
    [
        "He left.| She stayed!| Why?| Nobody knows.",
        "Mr. Hill met Dr. Ann Lee, Gov. Ray and Sens. Oh and Fox.| They talked.",
        "J. R. Smith came.| George W. Bush left.",
        "Vitamin C. is one.|",
        "He took vitamin C.| He recovered.",
        "It rose 3.5 percent to $1.2 million.| Then it fell.",
        "He lives in the U.S. and works.| The U.S. Army came to the U.S.| It left.",
        "He came at 5 p.m. on Monday.| She left at 6 a.m.| They met.",
        "At 5 p.m. Sunday they left.",
        "Apple Inc. said so.| It bought Acme Corp.| The price rose.",
        "It was on Jan. 5 and Sept. 11, 2001.| No. 5 won, see p. 12 and Fig. 3.| Did he?| No.| He did not.",
        "“Go,” he said.| “I will not go.”| “Why?” she asked.| 'No.'| (He left.)| [So did she.]",
        "“Stop!” he cried.| She did not.",
        "“He left.| She stayed.”| They met.",
        "Well... maybe.| He paused...| Then he spoke.| And … so on…| Then what?",
        "Really?!| Yes!!!| No.",
        "A title\n\n|A text without stop\n \n|Another one",
        "TITLE OF IT ALL\n|The text begins here and it is longer than a line of a book would ever be, as nobody wraps "
        "lines that are that long by hand.\n|So each line is a paragraph",
        "The first line is wrapped by hand where it is full, and so is\nthe second one, even where it ends with Mr. "
        "and Mrs.\n|    An indented line begins a paragraph",
        "This line of the text was wrapped by hand before\nMonday, for the next word would have been too long\nfor it.",
        "1. Introduction\n|2. More of it\n|A. Even more of it all",
        'He said: "It is over."| He went.',
        "See www.example.com. for it.| It has 1.000 pages.",
        "It fell, e.g. on Monday, i.e. today, vs. Tuesday.",
        "She has a Ph.D.| He has none.",
        "他走了。|她没有走！|为什么？|",
        "«Он ушёл.»| Она осталась.| А потом? спросил он.",
        "هل ذهب؟| نعم.| لا.",
        "e\u0301.| E\u0301.| Else",
        "He left.\u200d| She stayed.\u0301| They met.",
        "x. . . . y",
        "...",
        "He left.|\u2029\u2029She stayed",
        "He left.\n”\n|She stayed. ”|\nThey met.| ‘ No. ’| He left.",
        "“\nWe go.|\n\n“\nWe stay.\n”|\n\nThey met.\n”.|\nHe left.|\n\n(\n)",
        "“ We go. ” he said. ”| She left.",
        "He said:\n\n|“…\nNo.”|\nHe left.\n“",
        '"\n\nWe go.\n\n"|\n\n- - -|\n\nThey met.|\n\n"No.',
        "He left.| iPhone sales rose.| “iOS won.”| eBay was bought by du Pont\ndeNemours, and van Gogh left.| It rose.",
        "It costs Rs. 500, or Rs.500.| He paid 1500 Rs.| She paid.",
        "One line\r\nnext line\r\n\r\n|Other line\r\r|last line",
    ],
)
def test_sentences_are_those_of_a_reader(text: str) -> None:
    wanted = [part.strip() for part in text.split("|") if part.strip()]

    assert sentences([text.replace("|", "")]) == [wanted]


# --- the plain walk

ROLES = {
    word: role
    for line in files("corpuskit.scan").joinpath("data/en/sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word, role in [line.split("\t")]
}
STOPS = ".!?…"
WIDE = "。．｡！？؟۔।॥։።‼⁇⁈⁉"
QUOTES = "‛‟「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣"
CLOSING = ")]}\"'‹’“”" + "›″′«»" + QUOTES
OPENING = "([{\"'`‚„‹‘“›«»¡¿-*•–—" + QUOTES
OPENS = "([{`‚„‹‘“«"
INSIDE = ",;:%&=/+" + STOPS + WIDE
MARKS = "\u0301\u200d\u00ad\ufeff"


@attrs.frozen
class Token:
    text: str
    before: str

    @property
    def touches(self) -> bool:
        return not self.before

    @property
    def lines(self) -> int:
        return len((self.before + "x").splitlines()) - 1

    @property
    def letter(self) -> bool:
        return self.text.isalpha() and len(self.text) == 1


@attrs.define(slots=False)
class Walk:
    """One text, token by token."""

    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        found: list[Token] = []
        before = ""
        for char in self.text:
            kind = "alpha" if char.isalpha() else "digit" if char.isdecimal() else "sign"
            last = found[-1].text[0] if found and not before else ""
            if char.isspace():
                before += char
            elif last and ((kind == "alpha" and last.isalpha()) or (kind == "digit" and last.isdecimal())):
                found[-1] = attrs.evolve(found[-1], text=found[-1].text + char)
            else:
                found.append(Token(char, before))
                before = ""
        return found

    def role(self, at: int) -> str:
        return ROLES.get(self.tokens[at].text.lower(), "")

    def stop_run(self, at: int) -> int:
        """Give the token with which the run ends that begins with a full stop."""
        while at + 1 < len(self.tokens) and self.tokens[at + 1].touches and self.tokens[at + 1].text in TAIL:
            at += 1
        return at

    def first_word(self, at: int) -> int:
        for _ in range(3):
            if self.tokens[at].text in OPENING and at + 1 < len(self.tokens):
                at += 1
        return at

    def may_begin_line(self, at: int) -> bool:
        char = self.tokens[at].text[0]
        is_small = char.isalpha() and char.lower() != char.upper() and char.lower() == char
        return not is_small and char not in INSIDE

    def may_begin(self, at: int) -> bool:
        is_name = any(unicodedata.category(char) == "Lu" for char in self.tokens[at].text)
        return is_name or self.may_begin_line(at)

    def is_starter(self, at: int) -> bool:
        follows = at + 1 < len(self.tokens) and self.tokens[at + 1].text == "."
        return self.role(at) == "starter" and not (len(self.tokens[at].text) == 1 and follows)

    def is_dotted(self, at: int) -> bool:
        first, before = self.tokens[at], self.tokens[at - 1]
        return at > 1 and first.touches and before.text == "." and before.touches

    def is_abbreviation(self, stop: int, end: int, following: int) -> bool:
        if stop == 0 or end != stop or self.tokens[stop].text != "." or not self.tokens[stop].touches:
            return False
        word, goes_on = self.tokens[stop - 1], not self.is_starter(following)
        number, role = self.tokens[following].text.isdecimal(), self.role(stop - 1)
        if role == "never" or (role == "number" and number) or (role == "sometimes" and (goes_on or number)):
            return True
        if word.letter and (word.text != word.text.lower() or self.is_dotted(stop - 1)) and goes_on:
            return True
        begins_line = stop == 1 or word.lines > 0
        return begins_line and (word.letter or (word.text.isdecimal() and len(word.text) <= 2))

    def ends_by_stop(self, stop: int) -> int | None:
        end = self.stop_run(stop)
        if end + 1 == len(self.tokens):
            return end
        wide = self.tokens[stop].text in WIDE and self.tokens[end].text != "\u200d"
        if wide:
            return end
        following = self.first_word(end + 1)
        if self.tokens[end + 1].touches or not self.may_begin(following):
            return None
        return None if self.is_abbreviation(stop, end, following) else end

    def lines(self) -> list[tuple[int, int]]:
        begins = [at for at, token in enumerate(self.tokens) if at == 0 or token.lines]
        return list(pairwise([*begins, len(self.tokens)]))

    def indent(self, at: int) -> int:
        return len((self.tokens[at].before + "x").splitlines()[-1]) - 1

    def width(self, begin: int, end: int) -> int:
        inner = sum(len(token.before) for token in self.tokens[begin + 1 : end])
        return self.indent(begin) + inner + sum(len(token.text) for token in self.tokens[begin:end])

    def first_piece(self, begin: int, end: int) -> int:
        width = len(self.tokens[begin].text)
        for token in self.tokens[begin + 1 : min(end, begin + 5)]:
            if not token.touches:
                break
            width += len(token.text)
        return width

    def ends_by_line(self) -> set[int]:
        lines = self.lines()
        widest = max((self.width(*line) for line in lines), default=0)
        found = set()
        for above, line in pairwise(lines):
            begin = line[0]
            anew = self.indent(begin) >= self.indent(above[0]) + 2 or widest > 120
            anew |= self.width(*above) + 1 + self.first_piece(*line) <= widest
            if self.tokens[begin].lines > 1 or (anew and self.may_begin_line(self.first_word(begin))):
                found.add(begin - 1)
        return found

    def sentences(self) -> list[str]:
        lasts = self.ends_by_line() | {len(self.tokens) - 1}
        at = 0
        while at < len(self.tokens):
            if self.tokens[at].text in STOPS + WIDE:
                end = self.ends_by_stop(at)
                lasts |= set() if end is None else {end}
                at = self.stop_run(at)
            at += 1
        lasts = self.with_lone_marks(lasts)
        found, start = [], 0
        for at in range(len(self.tokens)):
            if at in lasts:
                found.append(self.joined(start, at + 1))
                start = at + 1
        return found

    def with_lone_marks(self, lasts: set[int]) -> set[int]:
        found = set(lasts)
        for begin in range(len(self.tokens)):
            mark, end = self.tokens[begin].text, self.stop_run(begin)
            if (begin and begin - 1 not in lasts) or mark not in OPENS + CLOSING:
                continue
            is_last = end + 1 == len(self.tokens)
            if end in lasts and (mark in OPENS or begin == 0) and not is_last:
                found -= {end}
            elif begin and (end in lasts or (mark in "’”" and self.tokens[end + 1].before)):
                ends = is_last or self.may_begin(self.first_word(end + 1))
                found = (found | ({end} if ends else set())) - {begin - 1}
        return found

    def joined(self, start: int, end: int) -> str:
        rest = "".join(token.before + token.text for token in self.tokens[start + 1 : end])
        return self.tokens[start].text + rest


TAIL = STOPS + WIDE + CLOSING + MARKS

WORDS = (
    *(
        "He",
        "he",
        "left",
        "The",
        "the",
        "Mr",
        "mr",
        "Inc",
        "No",
        "Jan",
        "J",
        "S",
        "U",
        "p",
        "m",
        "I",
        "a",
        "A",
        "said",
        "Ünal",
        "iPhone",
        "éBay",
        "antidisestablishmEntarianism",
    ),
    *(
        "1",
        "12",
        "1986",
        "5",
        "٣",
        "他走",
        "Он",
        "он",
        "e\u0301",
        "\u0301",
        "\u200d",
        "😀",
        "\x00",
        "$",
        "%",
        "word" * 9,
    ),
)
SIGNS = (*".....!?…。！\"'“”‘’«»()[]「」-–,;:*", "...", "\u200d", "\u0301", ".”", ".)")
BLANKS = (" ", " ", " ", " ", "", "", "\n", "\n", "\n    ", "\n\n", "\r\n", "\u2029", "  ")

texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(("", "", *SIGNS)), st.sampled_from(BLANKS)).map("".join)
    | st.sampled_from((*SIGNS, *BLANKS)),
    max_size=14,
).map("".join)


@given(st.lists(texts, max_size=4))
@example([])
@example(["", "."])
@example(["He left. “", "he"])
@example(["A.", ".b"])
def test_sentences_are_those_of_a_plain_walk(texts: list[str]) -> None:
    assert sentences(texts) == [Walk(text).sentences() for text in texts]


def test_the_words_that_decide_are_sorted_and_have_a_role() -> None:
    assert list(ROLES) == sorted(ROLES)
    assert {*ROLES.values()} == {"never", "number", "sometimes", "starter"}
