import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest
from hypothesis import given

from corpuskit import Annotation, AnnotationSet, Document, Failure, Ref, Source, Span
from corpuskit._html import document_html, escape, layer_html, page_html
from corpuskit._marks import DEPTH, Fragment, marks_of, nested
from corpuskit._style import _DARK, _LIGHT, SLOTS, stylesheet
from corpuskit.testing import strategies
from corpuskit.values import DateRange, DateValue, EntityValue, NumberValue, QuoteValue

HOSTILE = "<script>alert('x')</script>\"&amp;\x1b[31m\x00\r\n‮"
VOID = {"meta", "input"}
IMPLIED = {"td", "th"}


class Page(HTMLParser):
    """Reads markup strictly: the tags, and the text of the elements with the class ``text``."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside: int | None = None
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag in VOID | IMPLIED:
            return
        self.open.append(tag)
        if dict(attributes).get("class") == "text":
            self.inside = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag
        if self.inside == len(self.open):
            self.inside = None
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def document(text: str, *annotations: Annotation, **fields: object) -> Document:
    return Document(text, annotations=annotations, **fields)


def mark(start: int, end: int, label: str = "date", value: object = None) -> Annotation:
    return Annotation(Span(start, end), label, value)


def test_the_text_of_the_markup_is_the_text_of_the_document():
    text = "The two <b>towns</b> & “one” port\nwere quiet."
    page = Page(document_html(document(text, mark(4, 7), mark(4, 30, "quote"), mark(8, 20, "zone"))))

    assert page.text == text


@given(strategies.documents())
def test_any_document_becomes_markup_that_nests_and_keeps_its_text(item):
    page = Page("".join(page_html([item])))

    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f‪-‮⁦-⁩\r\n]", "", item.text)
    kept = re.sub("[␀-␟␡\n]|‹U\\+[0-9A-F]{4}›", "", page.text)
    assert kept == re.sub("[␀-␟␡]|‹U\\+[0-9A-F]{4}›", "", shown)


@given(strategies.documents())
def test_a_rendering_holds_no_character_that_acts(item):
    markup = "".join(page_html([item])) + layer_html(item.annotations)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩]", markup.replace("\t", ""))


def test_everything_of_a_document_is_escaped():
    entity = mark(0, 5, "<b>x</b>", EntityValue("PER", HOSTILE, title=HOSTILE))
    source = Source(HOSTILE, HOSTILE, HOSTILE, "", "")
    item = document(
        HOSTILE,
        entity.with_source(source),
        id=HOSTILE,
        metadata={HOSTILE: HOSTILE},
        failures=[Failure("x", HOSTILE, "1", HOSTILE, HOSTILE)],
    )
    page = Page("".join(page_html([item], title=HOSTILE)))

    assert "script" not in {tag for tag, _ in page.tags}
    assert all(attributes == {} for attributes in page.named("b"))
    assert "<script" not in layer_html(item.annotations)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_a_page_forbids_everything_from_outside():
    markup = "".join(page_html([document("x")]))

    assert "default-src 'none'; style-src 'unsafe-inline'" in markup
    assert not re.search(r"url\(|@import|src=|https?:", markup)


def test_a_page_is_written_as_its_documents_are_read():
    def endless():
        while True:
            yield document("text")

    pieces = page_html(endless())

    assert sum(piece.count("<section") for piece, _ in zip(pieces, range(50), strict=False)) > 3


def test_a_discontinuous_annotation_is_one_label_and_a_mark_for_each_part():
    parts = (Span(0, 3), Span(8, 12))
    quote = Annotation(Span(0, 12), "quote", QuoteValue("direct", speaker_name="Ada"), parts=parts)
    page = Page(document_html(document("Yes, he said so", quote)))

    marks = page.named("mark")
    assert [attributes.get("data-chip") for attributes in marks] == [None, "— Ada"]


def test_an_empty_annotation_is_marked_at_its_place():
    page = Page(document_html(document("ab", mark(1, 1, "gap"), mark(2, 2, "gap"))))

    assert len(page.named("mark")) == 2
    assert page.text == "ab"


def test_a_table_links_each_row_to_its_mark():
    item = document("5 May and 5 May", mark(0, 5, "date x/ü#1"), mark(10, 15, "date x/ü#1"))
    page = Page("".join(page_html([item])))

    links = [attributes["href"].removeprefix("#").replace("%23", "#") for attributes in page.named("a")]
    assert links == [attributes["id"] for attributes in page.named("mark")]


def test_speaker_and_cue_of_a_quote_are_marked_in_the_text():
    quote = mark(0, 4, "quote", QuoteValue("direct", Span(11, 14), "Ada Byron", Span(6, 10)))
    page = Page(document_html(document("Yes! -said Ada.", quote)))

    tips = [attributes["data-tip"] for attributes in page.named("mark")]
    assert [tip.split(" of ")[0] for tip in tips[1:]] == ["cue", "speaker"]


def test_only_chosen_layers_are_shown():
    item = document("one two", mark(0, 3, "number"), mark(4, 7, "word"))

    assert len(Page(document_html(item, labels=["word"])).named("mark")) == 1
    assert Page(document_html(item, labels=[])).named("mark") == []


def test_the_text_is_marked_as_being_in_its_language():
    def attributes(language: object) -> dict[str, str | None]:
        page = Page(document_html(document("x", metadata={"language": language})))
        return next(item for item in page.named("div") if item.get("class") == "text")

    assert attributes("pt_BR")["lang"] == "pt-BR"
    assert "lang" not in attributes('en"><script>')
    assert "lang" not in attributes(7)


def test_a_limit_cuts_the_text_and_says_so():
    markup = document_html(document("abcdef" * 10, mark(0, 3), mark(9, 12)), limit=10)

    assert Page(markup).text == "abcdefabcd"
    assert "50 more code points" in markup
    assert len(Page(markup).named("mark")) == 1


def test_notebooks_show_documents_and_layers():
    item = document("on 5 May", mark(3, 8, "date", DateValue("DATE", "2020-05-05")))

    assert "2020-05-05" in item._repr_html_()
    assert "2020-05-05" in item["date"]._repr_html_()
    assert "tex2jax_ignore" in item._repr_html_()
    assert "empty" in AnnotationSet()._repr_html_()


def test_a_long_layer_says_how_much_is_left_out():
    items = [mark(i, i + 1, "c") for i in range(250)]

    assert "… and 50 more" in layer_html(items)


def test_a_range_shows_its_ends():
    dates = [mark(0, 1, "date", DateValue("DATE", "2020")), mark(4, 5, "date", DateValue("DATE", "2021"))]
    both = mark(0, 5, "date_range", DateRange(Ref("date", Span(0, 1)), Ref("date", Span(4, 5))))

    assert 'data-chip="2020 – 2021"' in document_html(document("a - b", *dates, both))


def test_the_style_sheet_has_both_modes_and_balanced_braces():
    sheet = stylesheet(page=True)

    assert "prefers-color-scheme:dark" in sheet
    assert sheet.count("{") == sheet.count("}")


def luminance(colour: list[float]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    """Give the contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: list[float], alpha: float, ground: list[float]) -> list[float]:
    return [alpha * a + (1 - alpha) * b for a, b in zip(colour, ground, strict=True)]


MODES = [("light", slot, [255.0] * 3) for slot in _LIGHT] + [("dark", slot, [27.0, 30.0, 35.0]) for slot in _DARK]


@pytest.mark.parametrize(("mode", "slot", "paper"), MODES)
def test_labels_and_lines_have_contrast_inside_a_quote_too(mode, slot, paper):
    line, text = ([float(part) for part in colour.split()] for colour in slot)
    quote = [float(part) for part in (_LIGHT if mode == "light" else _DARK)[SLOTS["quote"]][0].split()]
    label = over(line, 0.16, over(line, 0.13, over(quote, 0.075, paper)))

    assert contrast(text, label) >= 4.5
    assert contrast(line, paper) >= 3


def test_a_value_class_of_a_plugin_is_shown_by_its_fields():
    @attrs.frozen
    class Grade:
        name: str
        points: Decimal

    assert "A, points 4.0" in document_html(document("x", mark(0, 1, "grade", Grade("A", Decimal("4.0")))))


# --- fragments


def leaves(fragment: Fragment):
    yield fragment
    for child in fragment.children:
        yield from leaves(child)


@given(strategies.documents())
def test_fragments_nest_and_cover_their_marks(item):
    marks = marks_of(item.annotations, len(item.text))
    fragments = list(leaves(nested(marks, len(item.text))))

    for fragment in fragments:
        inside = [(child.start, child.end) for child in fragment.children]
        assert all(fragment.start <= start <= end <= fragment.end for start, end in inside)
        assert all(a[1] <= b[0] for a, b in pairwise(inside))
    for one in marks:
        pieces = [(f.start, f.end) for f in fragments if f.mark is one]
        if pieces:
            assert pieces[0][0] == one.span.start
            assert pieces[-1][1] == one.span.end
            assert all(a[1] == b[0] for a, b in pairwise(pieces))


def test_crossing_marks_are_cut_where_the_first_ends():
    tree = nested(marks_of([mark(0, 4, "a"), mark(2, 6, "b")], 8), 8)

    cut = [(f.mark.annotation.label, f.start, f.end) for f in leaves(tree) if f.mark]
    assert cut == [("a", 0, 4), ("b", 2, 4), ("b", 4, 6)]


@pytest.mark.parametrize("shape", [lambda i, n: (i, 2 * n - i), lambda i, n: (i, n + i), lambda i, n: (0, n)])
def test_thousands_of_marks_over_one_place_stay_cheap(shape):
    n = 4000
    items = [mark(*shape(i, n), f"x{i}") for i in range(n)]
    tree = nested(marks_of(items, 2 * n), 2 * n)

    assert sum(1 for _ in leaves(tree)) <= 2 * DEPTH * n
    assert tree.height <= DEPTH


def test_escape_makes_control_characters_visible():
    assert escape("\x00\x1b\x7f\x9b‮<\ud800") == "␀␛␡‹U+009B›‹U+202E›&lt;\ufffd"


def test_number_labels_read_well():
    value = NumberValue("measure", value=Decimal("1200"), unit="m2", unit_name="square meter")

    assert "1,200 square meters" in document_html(document("1200 m2", mark(0, 7, "number", value)))
