"""Laws that hold for every text."""

import gc
import time

import pytest
from corpuskit_quotes import QuoteExtractor
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Document

extract = QuoteExtractor()

STYLES = ["“”", '""', "«»", "„“", "‘’", "»«"]
WORDS = st.lists(
    st.sampled_from(
        ["we", "go", "now", "and", "they", "stay", "here", "until", "night", "comes", "back", "over", "old", "hills"]
    ),
    min_size=2,
)
SIGNS = "abc ABC .,;:!?-—\n'\"“”‘’„«»‹›`()[]0123456789é\U0001f600\x00\r\t said told “He said that "
ODD = (
    *("Jr.", "since", "to", "in", "In", "the", "who,", "that", "and", "but", "Weber,", "Anna", "said,", "says", "—"),
    *("demand", "claims", "noting", "not", "will", "Monday", "“go”", "(he)", "she", "archaeologist,", "."),
)
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=SIGNS),
    st.text(alphabet="\"'“”‘’ a.\n"),
    st.lists(st.sampled_from(ODD)).map(" ".join),
)


def found(text: str) -> list[Annotation]:
    return list(extract(Document(text)))


@given(WORDS, st.sampled_from(STYLES))
def test_what_is_put_into_marks_comes_out(words: list[str], style: str) -> None:
    content = " ".join(words).capitalize() + "."
    text = f"It rained. Anna Weber said: {style[0]}{content}{style[1]} The sun shone."

    quotes = [Document(text).text_of(item) for item in found(text)]

    assert quotes == [content]


@given(st.lists(WORDS, min_size=2, max_size=4), st.sampled_from(["“”", '""', "«»"]))
def test_paragraphs_that_reopen_make_one_quotation(paragraphs: list[list[str]], style: str) -> None:
    contents = [" ".join(words).capitalize() + "." for words in paragraphs]
    text = "\n\n".join(style[0] + content for content in contents) + style[1] + "\n\nThe sun shone."

    items = found(text)

    assert len(items) == 1
    assert [text[span.slice] for span in items[0].parts] == contents


@given(TEXTS)
@example("“")
@example("said “")
@example("\"'\"'\"'")
@example("He said: “a\n\n“b\n\n“c")
@example(". “0“")
@example("Jr. since to, archaeologist, demand “go”")
def test_no_text_raises_and_spans_lie_inside(text: str) -> None:
    for item in found(text):
        spans = [item.span, *item.parts, *item.value.quoted, item.value.speaker, item.value.cue]
        assert all(0 <= span.start < span.end <= len(text) for span in spans if span is not None)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "“",
            "”",
            '"',
            "'",
            "‘a ",
            "' ",
            ' "a',
            "«",
            "``",
            "„",
            "“a”",
            "a’ ",
            "“a\n",
            "said ",
            "said that ",
            "Said “a” ",
        ),
        *(
            "He said, ",
            "A: b\n",
            ", who said",
            "according to ",
            "(",
            "— ",
            "called “a” ",
            "x said and ",
            "6'2\" ",
            '="',
        ),
        *(
            " ",
            "\n",
            "A ",
            "told a ",
            "I'd ",
            "The man, ",
            "“A,” he said. ",
            "Q: “a\n\n",
            "“ “a” ",
            "Trump, a man, ",
            "the mayor said. ",
        ),
        *(
            "“A,” he said ",
            "‘a\n",
            "a.’ ‘b\n",
            "said: — a! he said: — A",
        ),
    ],
)
def test_time_is_linear(piece: str) -> None:
    def cost(size: int, tries: int) -> float:
        document = Document(piece * (size // len(piece)))
        return min(_seconds(document) for _ in range(tries))

    cost(1_000, 1)
    assert cost(32_000, 2) <= 14 * cost(4_000, 4) + 0.05


def _seconds(document: Document) -> float:
    gc.disable()  # A collection costs what the objects of all other tests cost.
    start = time.process_time()
    list(extract(document))
    seconds = time.process_time() - start
    gc.enable()
    return seconds
