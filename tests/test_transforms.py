import html as standard
import re
from itertools import pairwise
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span
from corpuskit.alignment import Edit, edited
from corpuskit.alignment.transforms import (
    TRANSFORMS,
    entities,
    html,
    newlines,
    nfc,
    soft_hyphens,
    unwrap,
    whitespace,
)
from corpuskit.testing._timing import SLOWEST, growth

IDEMPOTENT = {"newlines": newlines, "nfc": nfc, "soft_hyphens": soft_hyphens, "whitespace": whitespace}

PIECES = [
    *"<>&;#/!-[]?'\"= \t\n\r\f\0aZ1é😀\u00a0\u00ad\u0301\u0327\u0344\u0f73\u1100\u1161\u11a8\u212b\u2028",
    *["<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<pre>", "</pre>", "<td>", "<tr>", "<ul>", "<li>", "</ul>"],
    *["<script>", "</script>", "<title>", "</title>", "<svg>", "</svg>", "<textarea>", "<style>", "<h1 a='"],
    *["</script/>", "</title a='>'>", "<style/>", "</style x", "</br>", "<a b==", "\ufeff"],
    *["<!--", "-->", "<!", "<![CDATA[", "]]>", "<?", "</", '<a href="', "&amp;", "&amp", "&#32;", "&#x41;", "&nbsp;"],
    *[
        "\r\n",
        "\n\n",
        "> ",
        "- ",
        "    ",
        "word ",
        "inter-\n",
        "a line that is rather long and fills the room it has\n",
    ],
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(st.characters(exclude_categories=["Cs"]))


def changed(name: str, text: str) -> str:
    return edited(text, TRANSFORMS[name](text))


# --- laws of all


@pytest.mark.parametrize("name", TRANSFORMS)
@given(text=texts)
@example("<![x]>a")
@example("&#" + "9" * 5000 + ";<a title='&#" + "9" * 5000 + ";'>")
@example("<script>" * 3)
@example("a" + "\u0327\u0301" * 100)
def test_edits_are_in_order_and_disjoint_and_each_changes_something(name, text):
    edits = TRANSFORMS[name](text)

    assert type(edits) is tuple
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    assert all(edit.text != edit.span.text_of(text) for edit in edits)


@pytest.mark.parametrize("name", IDEMPOTENT)
@given(text=texts)
def test_what_is_done_twice_changes_nothing_more(name, text):
    assert TRANSFORMS[name](changed(name, text)) == ()


@pytest.mark.parametrize("name", TRANSFORMS)
@given(text=texts)
def test_the_new_text_can_be_stored(name, text):
    changed(name, text).encode()


@pytest.mark.parametrize("name", sorted({*TRANSFORMS} - {"html", "unwrap"}))
def test_plain_words_stay(name):
    assert TRANSFORMS[name]("Just words: 3 < 4 & so on.") == ()


HOSTILE = [
    *["<!--", "<a ", "<", "&", "&#", "&#;", "</", "<?", "<!x", "<![CDATA[", "<![if", "<![x]>", "<a b='", "<a b=\"x' "],
    *[
        "<a/",
        "<a =",
        "<a b==",
        "<a b='=",
        "<script></",
        "<script><!--",
        "<script></script x",
        "<title/>",
        "</a b= ",
        "<pre>\n ",
        "<ul>",
        "<svg>",
        "<title>",
        "<td> ",
    ],
    *[
        "&" + "a" * 40,
        "</" + " " * 50,
        " ",
        "\n",
        "\r",
        " \n",
        "\u00ad",
        "\u0327\u0301",
        "\u1100",
        "\u0f73",
        "> ",
        "-\n",
    ],
    *["a line that is rather long and fills the room it has\n", "inter-\nnational ", "- a\n  ", "…\t", "aaaaaaaaaa-"],
]


@pytest.mark.parametrize("name", TRANSFORMS)
@pytest.mark.parametrize("unit", HOSTILE)
def test_cpu_time_grows_with_the_length_of_the_text(name, unit):
    assert growth(lambda text: lambda: TRANSFORMS[name](text), unit) <= SLOWEST


# --- one by one


@given(texts)
def test_entities_are_decoded_as_the_standard_library_does(text):
    assert edited(text, entities(text)) == standard.unescape(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&eacute;&#233;&#xE9;&#XE9", "éééé"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("&notit; &copy2020 &bogus; &", "¬it; ©2020 &bogus; &"),
        ("&#128;&#x92;", "€’"),
        ("&#xD800;&#0;&#x110000;", "\ufffd\ufffd\ufffd"),
        ("&#" + "1" * 9000 + ";", "\ufffd"),
        ("&#00000000000065;", "A"),
        ("&NotEqualTilde;", "\u2242\u0338"),
    ],
)
def test_references_with_and_without_semicolons_are_decoded(text, plain):
    assert edited(text, entities(text)) == plain


def test_each_reference_is_one_edit():
    assert entities("a&amp;&lt;b") == (Edit(Span(1, 6), "&"), Edit(Span(6, 10), "<"))


@given(texts)
@example("\U00016d67\U00016d67")
@example("\u1100\u1161\u11a8 \u0f71\u0f73\u0344")
@example("a" + "\u0327\u0301\u0344" * 60 + "\u0f73" * 60)
def test_nfc_is_what_unicode_says(text):
    assert edited(text, nfc(text)) == normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("Cafe\u0301s", (Edit(Span(3, 5), "é"),)),
        ("a\u0301 e\u0301", (Edit(Span(0, 2), "á"), Edit(Span(3, 5), "é"))),
        ("\u212bngstro\u0308m", (Edit(Span(0, 1), "Å"), Edit(Span(6, 8), "ö"))),
        ("\u1100\u1161\u11a8\u1100", (Edit(Span(0, 3), "각"),)),
        ("x\u0301\u0327", (Edit(Span(1, 3), "\u0327\u0301"),)),
        ("é각\u0301", ()),
    ],
)
def test_nfc_changes_no_more_than_the_signs_that_change(text, edits):
    assert nfc(text) == edits


def test_every_sign_is_composed_as_unicode_says():
    signs = [sign for sign in map(chr, range(0x110000)) if category(sign) not in ("Cn", "Co", "Cs")]
    text = "".join(f"{sign}\u0327\u0301{sign}" for sign in signs)

    assert edited(text, nfc(text)) == normalize("NFC", text)


def test_line_ends_become_newlines():
    assert (
        changed("newlines", "a\r\nb\rc\u2028d\u2029e\n\r\n\rf\u0085g\x0bh\fi") == "a\nb\nc\nd\ne\n\n\nf\u0085g\x0bh\fi"
    )


@pytest.mark.parametrize(
    ("text", "even"),
    [
        (" a  b\t\tc ", "a b c"),
        ("a\u00a0b\u3000c", "a b c"),
        ("a \r\n b", "a\r\n b"),
        ("a\n \n \n\nb", "a\n\nb"),
        ("a\r\n\r\n\r\nb", "a\r\n\r\nb"),
        ("a\u2028\u2028\u2028b", "a\u2028\u2028b"),
        ("\n\n  \n", ""),
        ("a\fb\u200bc", "a\fb\u200bc"),
        ("a b\nc\n\nd", "a b\nc\n\nd"),
    ],
)
def test_space_is_made_even(text, even):
    assert changed("whitespace", text) == even


def test_a_run_of_space_is_one_edit():
    assert whitespace("a \t b  \nc") == (Edit(Span(1, 4), " "), Edit(Span(5, 7)))


def test_soft_hyphens_go_one_by_one():
    assert soft_hyphens("a\u00ad\u00adb-c") == (Edit(Span(1, 2)), Edit(Span(2, 3)))


# --- pages


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<b>Bag</b>dad", "Bagdad"),
        ("super<wbr>cali&shy;fragil", "supercali\u00adfragil"),
        ("one <b> two</b> <i></i> three", "one two three"),
        ("one<b> </b>two<!-- x -->three", "one twothree"),
        ("<p>one</p>\r\n  <p>two</p>", "one\n\ntwo"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<div>one</div><div>two <span>three</span></div>", "one\ntwo three"),
        ("<h1>Head</h1>text<h2>More</h2>", "Head\n\ntext\n\nMore"),
        ("one<br>two<BR/>three<br /><br>four", "one\ntwo\nthree\n\nfour"),
        ("one</br>two", "one\ntwo"),
        ("one<br></p><p>two", "one\n\ntwo"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("<ul><li>one</li>\n<li>two<ul><li>three</ul></ul>after", "one\ntwo\nthree\n\nafter"),
        ("<dl><dt>one<dd>two</dl>", "one\ntwo"),
        ("<table><tr><th>a</th> <th>b</th></tr>\n<tr><td>c<td>d</table>e", "a\tb\nc\td\n\ne"),
        ("one<hr>two", "one\n\ntwo"),
        ("one <pre>\n  two\r\n\r\n three  x\n</pre> four", "one\n\n  two\n\n three  x\n\nfour"),
        ("<pre>a <b>b</b>\n\tc</pre>", "a b\n\tc"),
        ("<pre>a&#10;b&#32;&#32;c</pre>", "a\nb  c"),
        ("a&nbsp;b &nbsp; c", "a\u00a0b \u00a0 c"),
        ("a&#32; &#10;b&Tab;c", "a b c"),
        ("&lt;p&gt; a &amp;amp; b", "<p> a &amp; b"),
        ("&am<b>p;</b>", "&amp;"),
        ("one<script>if (a<b && c) '</p>'</script>two<style>p{}</style>", "onetwo"),
        ("<script>x</script foo=1>after", "after"),
        ("<script>'</scripty>'</script/>after", "after"),
        ("<style>x</STYLE\n>after", "after"),
        ("<title>a</title x>after", "after"),
        ("<textarea><p>x</textarea/>after", "after"),
        ("<script>x</script a='>'>after", "after"),
        ("<script>x</script", ""),
        ("a</b x='>'>c</ b x='>'>d", "ac'>d"),
        ('a</b ="x>d</b a= ">">e', "ade"),
        ('a<b/c d=e/>f<b c=>g<b \'c\'="d>""e">h', "afgh"),
        ("a</>b</ c>d", "abd"),
        ("<style/>p{}</style>one", "one"),
        ("<title/><script src=x /><p>one", "one"),
        ("<svg><title/><style>x</svg>one<math><mi>n</mi></math>", "onen"),
        ("\ufeff<p>one \ufefftwo", "one \ufefftwo"),
        ("\ufeff", ""),
        ("<head><title>T &amp; t</title><meta x></head><body>one", "one"),
        ("<title>a<title>b</title>one", "one"),
        ("<title>a <b</title>one<noscript><!-- </noscript> two", "one two"),
        ("a<b\0c>d\0", "ad\0"),
        ("one<noscript><img></noscript><template><p>x<template></template></p></template> two", "one two"),
        ("one<select><option>x</select><textarea>\n&amp;</textarea><iframe>x</iframe>two", "onetwo"),
        ("one <svg><title>x</title><text>y</text></svg><svg/> two", "one two"),
        (
            "<!DOCTYPE html><?xml version='1'?><![CDATA[x]]>one<![if !a]>two<![endif]><!-->three<!-- a --!>",
            "onetwothree",
        ),
        ("<a title='> x' href=\">\">one</a >", "one"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("10<sup>6</sup> of 5 km<sup>2</sup>, 2<sup>-1</sup>", "10⁶ of 5 km², 2⁻¹"),
        ("the 5<sup>th</sup> of 1996<sup><a>1</a></sup>, H<sub>2</sub>O", "the 5th of 1996¹, H2O"),
        ("1996<sup> 1 2 </sup>x</sup>3", "1996 ¹ ² x3"),
        ("3 < 4 and 5 > 4, I <3 you", "3 < 4 and 5 > 4, I <3 you"),
        ("one</b></p></ul></svg></script>two", "one\n\ntwo"),
        ("one<b", "one"),
        ("one<!-- two", "one"),
        ("one <script>two", "one"),
        ("one <title>two", "one"),
        ("one &amp", "one &"),
        ("one <", "one <"),
        ("  ", ""),
        ("", ""),
        ("<p> </p>", ""),
        ("just text", "just text"),
    ],
)
def test_a_page_reads_as_in_a_browser(page, seen):
    assert changed("html", page) == seen


def test_tags_references_and_runs_of_space_are_edits_of_their_own():
    assert html("<p><b>A&amp;</b>  b") == (
        Edit(Span(0, 3)),
        Edit(Span(3, 6)),
        Edit(Span(7, 12), "&"),
        Edit(Span(12, 16)),
        Edit(Span(16, 18), " "),
    )


TOKENS = st.sampled_from(["<b>", "</b>", "<i x='&amp;>'>", "<!-- - -->", "<span\n>", "<?x?>", "<!x>"])
WORDS = st.text("ab\0é😀\u2028\x0b\x85", min_size=1, max_size=4)


@given(st.lists(TOKENS | WORDS.map(lambda word: word + " ") | st.sampled_from(["\r\n", "\r", "\n", "\f", "&eacute;"])))
def test_each_visible_word_is_found_where_it_stands_in_the_source(parts):
    document = Document("".join(parts) + ".", id="page")
    page = document.map_text(html)
    words = [Annotation(Span(*match.span()), "word") for match in re.finditer(r"[ab\0é😀\u2028\x0b\x85.]+", page.text)]
    back = page.with_annotations(words).mapped_back(document)
    stripped = [re.sub(r"<[^>]*'[^']*'>|<[^>]*>", "", back.text_of(item)) for item in back["word"]]

    assert [standard.unescape(word) for word in stripped] == [page.text_of(word) for word in words]
    assert back.text == document.text


def test_deep_nesting_is_read():
    assert changed("html", "<div>" * 50_000 + "one" + "</div>" * 50_000) == "one"


# --- wrapped lines

WRAPPED = """\
HARBOUR CLOSED

The harbour was closed to all ships on Monday after the inter-
national crew of a freighter had refused to leave the pier, and
its master had asked for the judgement of an international court.

- He left on the second day of the month with a bag and a hat,
  and has not been seen by anybody since that day.
- He came back.

    Net 14.70 billion against 21.92
    Pretax 35.76 billion

> They say that nobody at the harbour had ever heard anything of
> the kind, and that they would not go.
Who said so?

Two roads
and a wood.
"""

UNWRAPPED = WRAPPED
for ends, joint in {
    "inter-\nnational": "international",
    "and\nits": "and its",
    "hat,\n  and": "hat, and",
    "of\n> the": "of the",
}.items():
    UNWRAPPED = UNWRAPPED.replace(ends, joint)


def test_paragraphs_are_joined_and_the_rest_stays_apart():
    assert changed("unwrap", WRAPPED) == UNWRAPPED


FULL = "The ships lay at anchor in the harbour and waited for the"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("tide", "which came", "tide which came"),
        ("tide  ", "which came", "tide which came"),
        ("high-", "tide", "high-tide"),
        ("har-", "bour", "harbour"),
        ("har\u2010", "bour", "harbour"),
        ("har\u00ad", "monious", "harmonious"),
        ("low-", "and high tide", "low- and high tide"),
        ("tide--", "which", "tide--which"),
        ("tide —", "which", "tide — which"),
        ("tide—", "which", "tide—which"),
        ("and/", "or", "and/or"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_stands_at_the_line_end_decides_how_lines_are_joined(end, start, joined, newline):
    assert changed("unwrap", f"{FULL} {end}{newline}{start} for long") == f"{FULL} {joined} for long"


@pytest.mark.parametrize(
    "text",
    [
        "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\nRough winds do shake",
        "10 Downing Street\nLondon SW1A 2AA\nUnited Kingdom",
        f"{FULL} tide.\n\nIt came and",
        f"{FULL} tide.\n    It came and",
        f"{FULL} tide.\n- It came and",
        f"{FULL} tide.\n2. It came and",
        f"> {FULL} tide.\nit came and",
        f"{FULL} tide.\n> > it came",
        f"{FULL} tide.\n----------",
        f"{FULL}\ttide\nwhich came\tat",
        f"{FULL} tide.\nThe Ships",
        "水" * 50 + "\n" + "火" * 20,
        "",
        "\n\n",
    ],
)
def test_lines_that_are_no_part_of_a_paragraph_stay_apart(text):
    assert unwrap(text) == ()


def test_texts_with_a_paragraph_a_line_stay_as_they_are():
    lines = [" ".join(["word"] * number) + "." for number in (30, 55, 12, 80, 41, 9, 66)]

    assert unwrap("\n".join(lines)) == ()


def test_the_names_of_the_transforms_are_those_of_the_functions():
    assert all(function.__name__ == name for name, function in TRANSFORMS.items())
