import json
import re
from html import unescape
from pathlib import Path

import attrs
import pytest

from corpuskit import Annotation, Document, Pipeline, Plugins, Span, formats
from corpuskit.alignment.transforms import TRANSFORMS, html
from corpuskit.cli._options import _transforms_like

PAGE = """\
<!DOCTYPE html>\r
<html><head><title>#hidden</title><style>#css { color: #fff }</style></head>
<body><h1>The #harbour</h1>
<p>A <b>#qui</b>et day for\r
<a href="#top">#caf&eacute;s</a> &amp; &#35;boats 😀.<br>No &lt;b&gt;.</p>
<!-- #comment --><script>if (a<b) "#script"</script>
<table><tr><td>#one</td><td>#two</td></tr></table>
"""

TAGS = ["#harbour", "#quiet", "#cafés", "#boats", "#one", "#two"]

LETTERS = '''
"""Marks each f and each j; a j points back at the f."""
import attrs

from corpuskit import Annotation, ExtractorSpec, Ref, Span, hookimpl


@attrs.frozen
class Before:
    other: Ref | None = None


def letters(document):
    for at, sign in enumerate(document.text):
        if sign == "f":
            yield Annotation(Span(at, at + 1), "letter", Before())
        if sign == "j":
            yield Annotation(Span(at, at + 1), "letter", Before(Ref("letter", Span(at - 1, at))))


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(name="letters", function=letters, provides={"letter": Before})
'''


@pytest.fixture(autouse=True)
def page(cli_folder):
    Path("page.html").write_bytes(PAGE.encode())


def stripped(source: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", source))


def found(path: str) -> list[str]:
    (document,) = formats.read(path)
    return [stripped(document.text_of(item)) for item in document["tag"]]


def test_extractors_read_the_page_and_offsets_are_of_its_source(run):
    done = run("extract", "page.html", "--plugin", "tags.py", "--transform", "html", "-o", "out.jsonl")

    assert done.exit_code == 0
    assert done.stderr == "1 document; 6 annotations (tag 6); wrote out.jsonl\n"
    (document,) = formats.read("out.jsonl")
    assert (document.id, document.text) == ("page.html", PAGE)
    assert found("out.jsonl") == TAGS
    assert document.text_of(document["tag"][1]) == "#qui</b>et"


def test_without_a_transform_a_page_is_read_with_its_markup(run):
    run("extract", "page.html", "--plugin", "tags.py", "-o", "out.jsonl", "-q")

    assert "#css" in found("out.jsonl")


def test_transforms_are_made_in_the_order_given(run):
    Path("page.html").write_text("&lt;!-- #one --&gt;")
    outcomes = []
    for names in (["html,entities"], ["html", "entities"], ["entities", "html"], ["entities,html"]):
        options = [option for name in names for option in ("--transform", name)]
        run("extract", "page.html", "--plugin", "tags.py", *options, "-o", "out.jsonl", "-q")
        outcomes.append(found("out.jsonl"))

    assert outcomes == [["#one"], ["#one"], [], []]


def test_a_folder_of_pages_is_read_a_document_a_page(run):
    Path("in/page.HTM").write_bytes(PAGE.encode())
    done = run("extract", "in", "--plugin", "tags.py", "--transform", "html")

    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(item["id"], len(item["annotations"])) for item in documents] == [
        ("a.txt", 2),
        ("b.txt", 0),
        ("page.HTM", 6),
    ]


@pytest.mark.parametrize("name", ["d.jsonl", "d.csv", "page.html", "d.parquet"])
def test_every_format_is_transformed(name, run):
    if name == "d.csv":
        Path(name).write_text('id,text\nx,"<b>#o</b>ne"\n')
    elif name != "page.html":
        formats.write([Document("<b>#o</b>ne", id="x")], name)
    done = run("extract", name, "--plugin", "tags.py", "--transform", "html")

    (document,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(item["start"], item["end"]) for item in document["annotations"]][-1:] == (
        [(3, 11)] if name != "page.html" else [(PAGE.index("#two"), PAGE.index("#two") + 4)]
    )


def test_standard_input_is_transformed(run):
    done = run(
        "extract", "-", "--input-format", "text", "--plugin", "tags.py", "--transform", "html", input="<b>#o</b>ne"
    )

    assert json.loads(done.stdout)["annotations"][0]["end"] == 11


def test_a_table_has_offsets_into_the_source(run):
    run("extract", "page.html", "--plugin", "tags.py", "--transform", "html", "--table", "tag", "-o", "tags.csv")
    rows = Path("tags.csv").read_text(encoding="utf-8")

    assert "#qui</b>et" in rows
    assert str(PAGE.index("#harbour")) in rows


def test_extract_again_changes_nothing(run):
    command = ["--plugin", "tags.py", "--transform", "html,whitespace"]
    run("extract", "page.html", *command, "-o", "one.jsonl")
    run("extract", "one.jsonl", *command, "-o", "two.jsonl")

    assert Path("two.jsonl").read_bytes() == Path("one.jsonl").read_bytes()


def test_what_was_done_is_not_done_again(run):
    command = ["--plugin", "tags.py", "--transform", "html"]
    run("extract", "page.html", *command, "-o", "one.jsonl", "-q")
    (document,) = formats.read("one.jsonl")
    marked = [attrs.evolve(item, score=0.5) for item in document["tag"]]
    formats.write([attrs.evolve(document, annotations=marked)], "one.jsonl")

    assert run("extract", "one.jsonl", *command).stdout == Path("one.jsonl").read_text()


def test_extract_again_without_the_transform_finds_what_the_source_has(run):
    run("extract", "page.html", "--plugin", "tags.py", "--transform", "html", "-o", "one.jsonl")
    run("extract", "one.jsonl", "--plugin", "tags.py", "-o", "two.jsonl")
    run("extract", "page.html", "--plugin", "tags.py", "-o", "raw.jsonl")
    run("extract", "raw.jsonl", "--plugin", "tags.py", "--transform", "html", "-o", "again.jsonl")

    assert Path("two.jsonl").read_bytes() == Path("raw.jsonl").read_bytes()
    assert Path("again.jsonl").read_bytes() == Path("one.jsonl").read_bytes()


def test_annotations_that_were_there_stay_where_they_were(run):
    mine = [Annotation(Span(0, 2), "mine"), Annotation(Span(4, 6), "mine")]
    formats.write([Document("<b>#o</b>ne", annotations=mine)], "d.jsonl")
    run("extract", "d.jsonl", "--plugin", "tags.py", "--transform", "html", "-o", "out.jsonl")

    (document,) = formats.read("out.jsonl")
    assert [item.span for item in document["mine"]] == [Span(0, 2), Span(4, 6)]


def test_documents_that_are_left_out_leave_the_others_with_their_own_texts(run):
    texts = ["<b>#o</b>ne", "<p>explode", "<b></b>", "", "<i>#tw</i>o"]
    formats.write([Document(text, id="same") for text in texts], "d.jsonl")
    done = run("extract", "d.jsonl", "--plugin", "tags.py", "--transform", "html", "--on-error", "skip")

    assert done.exit_code == 3
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [*texts[:1], *texts[2:]]


def test_what_cannot_be_brought_back_is_counted_and_listed_on_demand(run):
    Path("letters.py").write_text(LETTERS)
    Path("page.html").write_text("a&fjlig;b f")
    command = ["extract", "page.html", "--plugin", "letters.py", "--transform", "html", "-q"]
    done, listed = run(*command), run(*command, "--debug")

    assert done.exit_code == 0
    assert done.stderr == "corpuskit: warning: not brought back to the text as it is: letter 1; --debug lists them\n"
    assert "'page.html': other of letter Span(2, 3) of the transformed text was not brought back" in listed.stderr
    assert [(item["start"], item["end"]) for item in json.loads(done.stdout)["annotations"]] == [(1, 8), (10, 11)]


def test_an_unknown_transform_is_wrong_usage(run):
    done = run("extract", "page.html", "--transform", "html,nfd")

    assert done.exit_code == 2
    assert "there is no transform 'nfd'; did you mean 'nfc'?" in done.stderr


@pytest.mark.parametrize("names", ["", " , "])
def test_a_list_of_no_transforms_is_wrong_usage(run, names):
    done = run("extract", "page.html", "--transform", names)

    assert done.exit_code == 2
    assert "no transform is named; there are entities, html, " in done.stderr


def test_pages_in_another_encoding_are_read_where_it_is_named(run):
    Path("pages").mkdir()
    for name in ("a.html", "b.txt"):
        Path("pages", name).write_bytes("<p>#caf<b>é</b>".encode("latin-1"))
    command = ["extract", "pages", "--plugin", "tags.py", "--transform", "html", "-o", "out.jsonl", "-q"]
    refused = run(*command)
    run(*command, "--encoding", "latin-1")

    assert refused.exit_code == 1
    assert "a.html: invalid UTF-8 at byte 10: 0xe9; name its encoding with --encoding" in refused.stderr
    assert [document.text_of(document["tag"][0]) for document in formats.read("out.jsonl")] == ["#caf<b>é"] * 2


@pytest.mark.parametrize(
    ("begun", "completed"), [("h", ["html"]), ("html,n", ["html,newlines", "html,nfc"]), ("x", [])]
)
def test_names_of_transforms_are_completed(begun, completed):
    assert [item.value for item in _transforms_like(None, None, begun)] == completed


def test_python_does_the_same(run):
    run("extract", "page.html", "--plugin", "tags.py", "--transform", "html", "-o", "out.jsonl")
    (original,) = formats.read("page.html")
    pipeline = Pipeline(plugins=Plugins(only=[], files=["tags.py"]))

    assert [pipeline(original.map_text(html)).mapped_back(original)] == list(formats.read("out.jsonl"))


PAGES = {
    "news": """\
<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry #late</title>
<script type="application/ld+json">{"tags": "#none"}</script></head><body>
<nav><ul><li><a href="/#news">#News</a></li><li><a href=/sport>#Sport</a></ul></nav>
<article><h1>Night ferry <em>#runs</em> aground</h1><p class="by">By <span>#Ada&nbsp;Byron</span></p>
<p>The #ship&rsquo;s master, <strong>#J</strong>ohn&#160;Roe,
said on Monday that the #h&aacute;rbour was &ldquo;#shut&rdquo;.
<figure><img alt="#alt"><figcaption>The #pier</figcaption></figure>
<p>He &mdash; #80 &mdash; left at 5&nbsp;pm.</article></body></html>""",
    "mail": """\
<div dir="ltr">Dear #all,<div><br></div><div>the #boats sail at<br>\r\n#noon &amp;\r\nreturn at #six.</div></div>
<blockquote>&gt; who #asked?</blockquote>""",
    "old": """\
<HTML><BODY BGCOLOR=#FFFFFF><CENTER><FONT SIZE=+2>#Welcome</FONT></CENTER><P>We sell #nails
<P>and #scre<B>ws</B> &copy 1997 <#notag> 3<#4<HR><TABLE><TR><TD>#cell<TD>#cell2</TABLE></BODY>""",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "names", [["html"], ["html", "nfc", "whitespace", "soft_hyphens"], ["newlines", "html", "unwrap"]]
)
def test_the_source_of_what_was_found_reads_as_what_was_found(name, names):
    original = Document(PAGES[name], id=name)
    page = original
    for transform in names:
        page = page.map_text(TRANSFORMS[transform])
    tags = [Annotation(Span(*match.span()), "tag") for match in re.finditer(r"#?\w+", page.text)]
    back = page.with_annotations(tags).mapped_back(original)

    assert [stripped(back.text_of(item)) for item in back["tag"]] == [page.text_of(item) for item in tags]
    assert not back.lost
