"""The page of a report in a real browser, which ``make test-pages`` finds or installs."""

import os
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.browser import Page, browsing
from corpuskit import Annotation, Document, Failure, Source, Span
from corpuskit.testing import strategies
from corpuskit.values import DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue
from corpuskit.view import report_html

BROWSER = os.environ.get("CORPUSKIT_BROWSER")
pytestmark = pytest.mark.skipif(not BROWSER, reason="make test-pages runs them, and finds a browser")
VIEWS = ("#overview", "#documents", "#document&document=1", "#passages&layer=entity", "#names&layer=entity&kind=PER")
ATTACK = "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script></script><svg onload=pwned=1>"
HOSTILE = f"{ATTACK}\"'&javascript:pwned=1\r\x00\x1b[31m\x85\u202e\u2066\u2028 ${{pwned=1}} 😀"


def mark(start: int, end: int, label: str, value: object = None, **fields: object) -> Annotation:
    return Annotation(Span(start, end), label, value, **fields)


def told(text: str, words: str, label: str, value: object = None, **fields: object) -> Annotation:
    start = text.index(words)
    return mark(start, start + len(words), label, value, **fields)


def story(number: int) -> Document:
    """A short text with every kind of chart behind it, each document with amounts and days of its own."""
    day, ships = number % 28 + 1, number + 2
    text = f"“We sail 😀,” said Ada Byron in Rome on {day} May 2020. Later, Bob saw {ships} grey ships off Capri."
    iso = f"2020-05-{day:02}"
    entities = Source("corpuskit-entities", "0.1.0", "entities", "c", "i")
    ada = text.index("Ada")
    items = [
        told(
            text,
            "We sail 😀,",
            "quote",
            QuoteValue("direct", Span(ada, ada + 9), "Ada Byron", Span(ada - 5, ada - 1)),
            score=0.9,
        ),
        told(text, "Ada Byron", "entity", EntityValue("PER", "Ada Byron", method="model"), score=0.95, source=entities),
        told(text, "Rome", "entity", EntityValue("LOC", "Rome"), score=0.6, source=entities),
        told(text, f"{day} May 2020", "date", DateValue("DATE", iso, earliest=iso, latest=f"{iso}T23:59")),
        told(text, "Bob", "entity", EntityValue("PER", "Bob"), score=0.4, source=entities),
        told(text, f"{ships} grey", "number", NumberValue("cardinal", Decimal(ships), counted="ships")),
        told(text, "Capri", "entity", EntityValue("LOC", "Capri"), source=entities),
    ]
    return Document(
        text, id=f"d{number}", metadata={"date": "2020-06-01", "title": f"Story {number}"}, annotations=items
    )


def hostile() -> Document:
    items = [
        mark(0, 9, "<i> c1 .x", OpaqueValue(b'{"kind": "<b>", "</script>": "<img src=x onerror=pwned=1>"}'), score=0.1),
        mark(2, 20, "entity", EntityValue("PER", HOSTILE, title=ATTACK)),
        mark(1, 30, "entity", EntityValue("LOC", "javascript:pwned=1")),
        mark(25, 40, "quote", QuoteValue("direct", Span(2, 20), HOSTILE)),
        mark(41, 44, "number", NumberValue("cardinal", Decimal(3), counted=HOSTILE)),
        mark(50, 54, "date", DateValue("DATE", "2020", earliest="2020-01-01", latest="2021-01-01")),
    ]
    failures = [Failure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    metadata = {
        "title": HOSTILE,
        "date": ATTACK,
        HOSTILE: HOSTILE,
        "language": '"><script>pwned=1</script>',
        "url": "javascript:pwned=1",
    }
    return Document(HOSTILE, id=HOSTILE, metadata=metadata, annotations=items, failures=failures)


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with browsing(str(BROWSER)) as page:
        page.call(
            "Page.addScriptToEvaluateOnNewDocument",
            source="addEventListener('securitypolicyviolation', (event) => (window.refused ??= []).push(event.type))",
        )
        yield page


@pytest.fixture
def show(browser: Page, tmp_path: Path):
    """Writes a report and opens it; at the end, nothing may have gone wrong in it."""

    def opened(documents: Iterable[Document], title: str = "A report") -> Page:
        file = tmp_path / "report.html"
        with file.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(report_html(documents, title=title))
        browser.messages.clear()
        browser.requests.clear()
        browser.look()
        browser.open(file.as_uri())
        return browser

    yield opened
    assert browser.messages == []
    assert {address.partition("#")[0] for address in browser.requests} <= {
        "about:blank",
        (tmp_path / "report.html").as_uri(),
    }


def text_of(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r})?.textContent ?? ''"))


def enter(page: Page, selector: str, value: str) -> None:
    """Give an input a value, as a hand does."""
    page.run(f"""{{
      const input = document.querySelector({selector!r});
      input.value = {value!r};
      input.dispatchEvent(new Event("input"));
    }}""")


# --- charts and what is behind them


def test_the_overview_says_when_where_who_and_how_many(show):
    page = show(story(number) for number in range(5))
    headings = page.run("[...document.querySelectorAll('h2')].map((node) => node.textContent)")

    assert headings == ["When", "People", "Places", "Together", "Who said what", "How many, how much"]
    assert text_of(page, "#lead").startswith("5 documents · ")
    assert text_of(page, ".speakers li") == "Ada Byron5We sail 😀,"


@pytest.mark.parametrize("within", ["sentence", "document"])
def test_every_chart_leads_to_as_many_passages_as_it_tells(show, within):
    values = EntityValue("PER", "Ada Byron"), EntityValue("LOC", "Rome")
    twice = [mark(place, place + 3, "entity", values[place > 10]) for place in (0, 8, 15, 20)]
    days = [("1020-05-05", "1020-05-06"), ("9020-05-05", "9020-05-06"), ("1800-01-01", "1900-01-01")]
    dates = [mark(0, 1, "date", DateValue("DATE", day, earliest=day, latest=end)) for day, end in days]
    amounts = [
        mark(0, 1, "number", NumberValue("cardinal", Decimal(n), counted="ships")) for n in (0, -7, "0.5", 10**30)
    ]
    scare = mark(0, 3, "quote", QuoteValue("scare", speaker_name="Ada Byron"))
    others = Document("Ada and Ada in Rome, Rome.", annotations=[*twice, *dates, *amounts, scare])
    page = show([*(story(number) for number in range(40)), others])
    page.run(f"document.querySelector('input[value={within}]').click()")
    script = """
      [...document.querySelectorAll('.content a[href^="#passages"]')].map((link) => {
        const told = link.title || link.parentNode.textContent;
        return [link.hash, told.match(/(\\d+)[^\\d]*$/)[1]];
      })
    """
    links = page.run(script)
    for view in ("#names&layer=quote", "#names&layer=entity&kind=PER"):
        page.go(view)
        links += page.run(script)
    counts = {}
    for link, number in links:
        page.go(link)
        counts[link] = (number, text_of(page, ".lead").split(" ")[0])

    assert len(counts) > 40
    assert {link: pair for link, pair in counts.items() if pair[0] != pair[1]} == {}


def test_going_back_leads_to_where_one_was(show):
    page = show(story(number) for number in range(60))
    page.go("#passages&layer=entity")
    page.run("scrollTo(0, 700)")
    page.go("#document&document=3")
    assert page.run("scrollY") == 0
    page.run("history.back()")
    page.wait("document.querySelector('.passages') !== null")

    assert page.run("scrollY") == 700


def test_passages_lead_to_their_place_in_the_text(show):
    page = show(story(number) for number in range(3))
    page.go("#passages&layer=entity&kind=LOC&name=2")

    assert text_of(page, ".passage mark") == "Rome"
    page.run("document.querySelectorAll('.where')[1].click()")
    page.wait("document.activeElement.matches('mark')")
    assert text_of(page, "h2") == "Story 1"
    assert page.run("document.activeElement.textContent") == "Rome"
    assert "LOC Rome" in text_of(page, "#panel")


def test_names_can_be_counted_together_in_sentences_or_documents(show):
    page = show(story(number) for number in range(3))
    cells = "[...document.querySelectorAll('.matrix tbody tr')].map((row) => row.textContent)"

    assert page.run(cells) == ["Ada Byron3", "Bob3"]
    page.run("{ const box = document.querySelector('input[value=document]'); box.focus(); box.click(); }")
    assert page.run(cells) == ["Ada Byron33", "Bob33"]
    assert page.run("document.activeElement.value") == "document"


def test_times_can_be_counted_by_day_or_year(show):
    page = show(story(number) for number in range(5))
    bars = "[...document.querySelectorAll('.timeline a')].map((node) => node.title)"

    assert page.run(bars) == [f"2020-05-{day:02}: 1 date" for day in range(1, 6)]
    page.run("document.querySelector('input[value=year]').click()")
    assert page.run(bars) == ["2020: 5 dates"]


def test_layers_of_plugins_are_counted_by_kind(show):
    items = [mark(0, 1, "tag"), mark(2, 3, "tag"), mark(4, 5, "sign", OpaqueValue(b'{"kind": "odd"}'))]
    page = show([Document("a b c", annotations=items)])

    assert page.run("[...document.querySelectorAll('.others li')].map((node) => node.textContent)") == [
        "tag2",
        "sign odd1",
    ]
    page.run("document.querySelector('.others a').click()")
    page.wait("document.querySelector('.passages') !== null")
    assert text_of(page, ".lead") == "2 passages in 1 document"


def test_an_empty_corpus_says_so(show):
    page = show([])

    assert text_of(page, ".overview") == "Nothing was found, or the filter leaves nothing."


def test_the_pieces_of_a_quote_are_told_without_what_stands_between(show):
    text = "“Go 😀,” said Ada, “now.”"
    parts = (Span(1, 6), Span(19, 23))
    quote = mark(1, 23, "quote", QuoteValue("direct", speaker_name="Ada"), parts=parts)
    page = show([Document(text, annotations=[quote])])

    assert text_of(page, ".words") == "Go 😀, … now."


# --- the text


@pytest.mark.parametrize(
    "text",
    [
        "😀😀 a 𝔘𝔫𝔦 b 👩‍👩‍👧 c\n\n𝕏\r\n\rx\x00\x1b[1m\u202eabc\u2066 end 😀",
        "é e\u0301 क्षि שלום עולם 12 العربية \u2028 \t x",
        "a" * 10 + "\n" * 5 + "😀",
        HOSTILE,
    ],
)
def test_marks_hold_the_text_of_their_annotations(show, text):
    spans = [
        Span(start, start + size) for size in (0, 1, 3, 7, len(text) // 2) for start in range(0, len(text) - size, 3)
    ]
    items = [Annotation(span, f"l{number % 5}") for number, span in enumerate(spans)]
    parts = (Span(0, 2), Span(3, 5), Span(len(text) - 1, len(text)))
    items.append(Annotation(Span(0, len(text)), "split", parts=parts))
    document = Document(text, annotations=items)
    page = show([document])
    page.go("#document&document=1")
    read = page.run("""{
      const page = reading(0), node = document.querySelector(".text");
      const each = (make) => page.annotations.map((told) => told[1].map(make));
      const drawn = (n) => [...node.querySelectorAll(`mark[data-n="${n}"]`)].map((mark) => mark.textContent).join("");
      ({
        whole: node.textContent,
        pieces: each(([start, end]) => page.text.slice(start, end)),
        places: each(([start, end]) => `${points(page.text, start)}-${points(page.text, end)}`),
        marks: page.annotations.map((_, n) => drawn(n)),
      });
    }""")
    items = list(document.annotations)

    assert read["whole"] == text
    assert read["pieces"] == [[piece.text_of(text) for piece in item.pieces] for item in items]
    assert read["places"] == [[f"{piece.start}-{piece.end}" for piece in item.pieces] for item in items]
    drawn = {n: joined for n, joined in enumerate(read["marks"]) if joined}
    assert len(drawn) > 5
    assert drawn == {n: "".join(piece.text_of(text) for piece in items[n].pieces) for n in drawn}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(strategies.documents(), min_size=1, max_size=12))
def test_any_text_is_drawn_as_it_is_with_every_piece_in_its_place(show, documents):
    page = show(documents)
    read = page.run("""
      documents.map((_, place) => ({
        drawn: drawText(reading(place)).textContent,
        pieces: reading(place).annotations.map((told) => told[1].map((piece) => reading(place).text.slice(...piece))),
      }))
    """)

    assert [found["drawn"] for found in read] == [document.text for document in documents]
    assert [found["pieces"] for found in read] == [
        [[piece.text_of(document.text) for piece in item.pieces] for item in document.annotations]
        for document in documents
    ]


def test_a_mark_tells_its_value_and_where_it_comes_from(show):
    page = show([story(1)])
    page.go("#document&document=1&at=1")
    panel = page.run("document.getElementById('panel').innerText.split('\\n').filter(Boolean)")

    assert panel == [
        *("×", "entity PER", "Ada Byron", "PER Ada Byron", "Where it comes from", "rule", "model"),
        *("found by", "entities (corpuskit-entities 0.1.0)", "score", "0.95", "place", "18–27", "all mentions"),
    ]
    assert page.run("document.activeElement.getAttribute('aria-describedby')") == "panel"


def test_all_pieces_of_an_annotation_light_up_together(show):
    items = [Annotation(Span(0, 9), "a", parts=(Span(0, 2), Span(6, 9))), Annotation(Span(1, 8), "b")]
    page = show([Document("one two three", annotations=items)])
    page.go("#document&document=1&at=0")

    assert page.run("[...document.querySelectorAll('mark.on')].map((mark) => mark.textContent).join('|')") == "on|o |t"


def test_marks_are_reached_by_keyboard(show):
    page = show([story(1)])
    page.go("#document&document=1")
    focused = "document.activeElement.textContent"
    for _ in range(3):
        page.press("Tab")

    assert page.run("document.querySelectorAll('.text [tabindex=\"0\"]').length") == 1
    page.run("document.querySelector('.text [tabindex=\"0\"]').focus()")
    assert page.run(focused) == "We sail 😀,"
    page.press("ArrowRight")
    assert page.run(focused) == "Ada Byron"
    assert "PER Ada Byron" in text_of(page, "#panel")
    page.press("Enter")
    assert page.run("location.hash") == "#document&document=1&at=1"
    page.press("Escape")
    assert page.run("[location.hash, document.getElementById('panel').hidden]") == ["#document&document=1", True]


# --- the filter


def test_what_is_filtered_is_gone_from_all_views(show):
    page = show(story(number) for number in range(4))
    status = "document.querySelector('.status').textContent"
    boxes = "[...document.querySelectorAll('.key')].find((node) => node.textContent.startsWith({!r})).click()"

    assert page.run(status) == "28 annotations"
    page.run(boxes.format("entity"))
    assert page.run(status) == "12 of 28 annotations"
    assert page.run("[...document.querySelectorAll('h2')].map((node) => node.textContent)") == [
        "When",
        "Who said what",
        "How many, how much",
    ]
    page.go("#document&document=1")
    assert page.run("[...document.querySelectorAll('mark:not(.off):not(.role)')].map((node) => node.dataset.n)") == [
        "0",
        "3",
        "5",
    ]
    page.run(boxes.format("entity"))
    page.run(boxes.format("PER"))
    assert page.run(status) == "20 of 28 annotations"
    enter(page, "input[type=range]", "70")
    assert page.run(status) == "16 of 28 annotations"
    page.run(boxes.format("not recorded"))
    assert page.run(status) == "4 of 28 annotations"
    page.go("#passages&layer=entity")
    assert text_of(page, ".lead") == "4 passages in 4 documents"


def test_documents_are_found_by_title_id_and_date(show):
    page = show(story(number) for number in range(150))
    page.go("#documents")
    rows = "document.querySelectorAll('.documents tbody tr').length"

    assert page.run(rows) == 100
    page.run("document.querySelector('button.more').click()")
    assert page.run(rows) == 150
    enter(page, "input[type=search]", "story 14")
    assert page.run(rows) == 12


# --- what must not happen


@pytest.mark.parametrize(
    "view", [*VIEWS, "#document&document=1&at=0", "#passages&layer=quote", "#passages&item=1&layer=number"]
)
def test_nothing_in_a_document_is_executed(show, view):
    page = show([hostile(), hostile()], title=HOSTILE)
    page.go(view)
    page.run("""
      document.querySelectorAll("mark").forEach((mark) => mark.dispatchEvent(new Event("mouseover", { bubbles: true })))
    """)

    assert page.run("[typeof window.pwned, window.refused ?? []]") == ["undefined", []]
    assert page.run("document.querySelectorAll('img, svg, iframe, [onload], [onerror]').length") == 0
    links = page.run("[...document.querySelectorAll('a')].map((node) => node.getAttribute('href'))")
    assert [link for link in links if not link.startswith("#")] == []
    assert not re.search("[\x00\x1b\u202e\u2066]", page.run("document.body.innerText"))


def test_what_gets_into_the_page_by_any_way_is_refused(show):
    page = show([story(1)])
    page.run("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned = 1'}))")
    page.run("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned = 1\">')")
    page.wait("window.refused?.length >= 2")

    assert page.run("typeof window.pwned") == "undefined"
    page.messages.clear()
    page.requests.clear()


def test_views_that_are_not_there_say_so(show):
    page = show([story(1)])
    for view in ("#nowhere", "#document&document=99", "#constructor", "#passages&from=x&to=2020-01-01"):
        page.go(view)
        assert text_of(page, "h2") == "This is not in the report"


# --- for everybody


@pytest.mark.parametrize("view", VIEWS)
def test_everything_that_acts_has_a_name(show, view):
    page = show(story(number) for number in range(3))
    page.go(view)
    page.run("document.querySelector('details').open = true")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    roles = {"link", "button", "checkbox", "radio", "slider", "searchbox", "navigation", "region", "heading"}
    met = [(node["role"]["value"], node.get("name", {}).get("value")) for node in nodes if not node["ignored"]]

    assert {"main", "navigation", "region", "banner"} <= {role for role, _ in met}
    assert [role for role, name in met if role in roles and not name] == []
    ids = page.run("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len({*ids})


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_window_needs_no_scrolling_sideways(show, view):
    page = show([*(story(number) for number in range(3)), Document("x" * 3000, id="y" * 300)])
    page.look(width=360, height=700)
    page.go(view)

    assert page.run("document.documentElement.scrollWidth") == 360


def test_the_page_follows_the_colour_scheme(show):
    page = show([story(1)])
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.run(colour)
    page.look(scheme="dark")

    assert (light, page.run(colour)) == ("rgb(246, 246, 244)", "rgb(19, 21, 24)")


FAINT = """{
  const parts = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [[r, g, b], a];
  };
  const over = ([colour, a], under) => colour.map((part, place) => part * a + under[place] * (1 - a));
  const ground = (node) => {
    const under = node.parentElement ? ground(node.parentElement) : [255, 255, 255];
    return over(parts(getComputedStyle(node).backgroundColor), under);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => (part > 10.31 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3294.6));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const isText = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
  const contrast = (node) => {
    const under = ground(node);
    const [one, other] = [light(over(parts(getComputedStyle(node).color), under)), light(under)];
    return Math.max(one, other) / Math.min(one, other);
  };
  const shown = [...document.querySelectorAll("body *")].filter((node) => isText(node) && node.checkVisibility());
  [shown.length, shown.filter((node) => contrast(node) < 4.5).map((node) => `${node.className} ${node.textContent}`)];
}"""
"""Counts elements with text, and lists those whose contrast is less than WCAG 2.2 asks for, in 1.4.3."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(show, scheme):
    page = show(story(number) for number in range(3))
    page.look(scheme=scheme)
    page.run("document.querySelector('details').open = true; document.querySelector('.key input').click()")
    for view in (*VIEWS, "#document&document=1&at=1"):
        page.go(view)
        texts, faint = page.run(FAINT)
        assert texts > 20
        assert faint == []


def test_what_is_printed_is_the_view_without_what_acts(show):
    page = show([story(1)])
    page.go("#document&document=1")
    page.look(media="print")

    shown = "[...document.querySelectorAll('.filter, .places, .pager')].map((node) => getComputedStyle(node).display)"
    assert page.run(shown) == ["none"] * 3
    assert page.run("getComputedStyle(document.querySelector('.text')).display") == "block"


def test_without_a_script_the_documents_are_listed(show, browser):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page = show([story(1), story(2)])
        assert (
            page.run("[...document.querySelectorAll('noscript article li')].map((node) => node.innerText)")
            == ["Ada Byron We sail 😀,"] * 2
        )
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


# --- size


def test_two_thousand_documents_open_and_are_looked_through(show, tmp_path):
    page = show(story(number) for number in range(2000))

    assert text_of(page, ".status") == "14,000 annotations"
    page.go("#document&document=1999")
    assert text_of(page, "h2") == "Story 1998"


def test_a_text_of_a_megabyte_is_shown(show):
    words = "The ferry of Port Ansel sank 😀. "
    text = (words * 12 + "\n") * (1_000_000 // 12 // len(words))
    items = [mark(start, start + 3, "word") for start in range(0, len(text) - 40, 128)]
    page = show([Document(text, annotations=items)])
    page.go("#document&document=1")

    assert page.run("document.querySelector('.text').textContent.length") == len(text.encode("utf-16-le")) // 2
    assert page.run("document.querySelectorAll('mark').length") == len(items)
