"""What is put between marks of any style comes out as it was put in, and broken marks break their paragraph only."""

import itertools
import textwrap

import attrs
from corpuskit_quotes import QuoteExtractor
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document

extract = QuoteExtractor()


@attrs.frozen
class Style:
    """Marks around a quotation, around one inside it, and words with apostrophes that they are told from."""

    marks: str
    inner: str
    words: tuple[str, ...] = ()

    def quote(self, words: str) -> str:
        return self.marks[0] + words + self.marks[1]


CURLY = ("don’t", "Anna’s", "o’clock", "’90s", "dogs’", "d’Arcy")
PLAIN = ("don't", "Anna's", "o'clock", "'90s", "dogs'", "d'Arcy")
STYLES = [
    Style('""', "''", PLAIN),
    Style("“”", "‘’", CURLY),
    Style("“”", "''", PLAIN),
    Style("«»", "“”", CURLY),
    Style("»«", "‘’", CURLY),
    Style("„“", "‚‘", PLAIN),
    Style("„”", "‚’", PLAIN),
    Style("‘’", "“”", ("don’t", "Anna’s", "d’Arcy")),
    Style("''", '""', ("don't", "Anna's", "d'Arcy")),
]
LARGE = [style for style in STYLES if style.marks not in ("‘’", "''")]
LONG = "The old hills glow when the sun goes down behind them and all the sheep come home from the far fields. " * 4
PLACES = [
    "The man is 6'2\" tall.",
    "It rained in the '90s.",
    "The dogs' owner wasn't in.",
    "So be it.",
    'A 12" pipe broke.',
]
WORDS = [
    "we",
    "all",
    "stay",
    "here",
    "until",
    "night",
    "comes",
    "and",
    "hills",
    "glow",
    "[now]",
    "…",
    "(then)",
    "at",
    "5",
]


@st.composite
def sentences(draw: st.DrawFn, style: Style, last: str = ".?!") -> str:
    """Words with apostrophes, perhaps with a quotation inside."""
    words = draw(st.lists(st.sampled_from([*WORDS, *style.words]), min_size=3, max_size=9))
    if draw(st.booleans()):
        words.insert(2, f"he said, {style.inner[0]}Go on,{style.inner[1]} and")
    end = draw(st.sampled_from(last))
    return "We " + " ".join([*words, "went"]) + end


@st.composite
def paragraphs(draw: st.DrawFn, style: Style) -> tuple[str, list[str]]:
    """A paragraph, and what is quoted in it."""
    one = draw(sentences(style))
    told = draw(sentences(style, ",?!"))
    return draw(
        st.sampled_from(
            [
                (f"Anna Weber said: {style.quote(one)}", [one]),
                (f"{style.quote(told)} said Anna Weber.", [told]),
                (f"{style.quote(told)} Anna Weber said. {style.quote(one)}", [told, one]),
                (f"{style.quote(one)} The sun shone.", [one]),
                (style.quote(one), [one]),
            ]
        )
    )


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Paragraphs with quotations of one style between others, and what is quoted in each."""
    style = draw(st.sampled_from(STYLES))
    quoting = draw(st.lists(paragraphs(style), min_size=1, max_size=3))
    plain = [(text, []) for text in draw(st.lists(st.sampled_from(PLACES), min_size=len(quoting), max_size=3))]
    mixed = [pair for pairs in itertools.zip_longest(plain, quoting) for pair in pairs if pair]
    return [text for text, _ in mixed], [quoted for _, quoted in mixed]


def pieces(text: str) -> list[tuple[int, str]]:
    """Give where what is quoted begins, and the words, each white space as a blank."""
    spans = {span for item in extract(Document(text)) for span in item.value.quoted}
    return [(span.start, text[span.slice].replace("\n", " ")) for span in sorted(spans)]


def words_of(text: str) -> list[str]:
    return [words for _, words in pieces(text)]


@given(documents())
def test_what_is_put_into_marks_comes_out(document: tuple[list[str], list[list[str]]]) -> None:
    texts, quoted = document

    assert words_of("\n\n".join(texts)) == list(itertools.chain(*quoted))


@given(documents(), st.integers(50, 75))
def test_breaking_lines_at_a_width_changes_nothing(document: tuple[list[str], list[list[str]]], width: int) -> None:
    """The paragraph before shows the width: two lines alone could be two paragraphs."""
    texts, quoted = document
    lines = [textwrap.wrap(text, width, break_on_hyphens=False) for text in [LONG, *texts]]
    broken = "\n\n".join(map("\n".join, lines))

    assert words_of(broken) == list(itertools.chain(*quoted))


@given(st.sampled_from(LARGE), st.data())
def test_paragraphs_that_open_again_are_one_quotation(style: Style, data: st.DataObject) -> None:
    contents = data.draw(st.lists(sentences(style), min_size=2, max_size=4))
    text = "\n\n".join(style.marks[0] + words for words in contents) + style.marks[1] + "\n\nThe sun shone."

    (item,) = extract(Document(text))

    assert [text[span.slice] for span in item.parts] == contents


@given(st.sampled_from(LARGE), st.data())
def test_a_quotation_goes_on_over_lines_of_a_sentence_each(style: Style, data: st.DataObject) -> None:
    said = "\n".join(data.draw(st.lists(sentences(style), min_size=2, max_size=4)))

    assert words_of(f"The sun rose.\n{style.quote(said)}\nThe sun set.\n") == [said.replace("\n", " ")]


@given(documents(), st.sampled_from("\"'“”‘’«»„"), st.data())
@example((["So be it.", "“We went.” The sun shone."], [[], ["We went."]]), "“", None)
def test_a_broken_mark_breaks_its_own_paragraph_only(
    document: tuple[list[str], list[list[str]]], mark: str, data: st.DataObject | None
) -> None:
    texts, _ = document
    at = data.draw(st.integers(0, len(texts[0]))) if data else 0
    whole, broken = "\n\n".join(texts), "\n\n".join([texts[0][:at] + mark + texts[0][at:], *texts[1:]])
    end = len(texts[0])

    assert [words for start, words in pieces(broken) if start > end + 1] == [
        words for start, words in pieces(whole) if start > end
    ]
