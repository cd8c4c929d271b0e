"""TimeML: dates in the text and beside it, there and back."""

import re
from itertools import chain, repeat
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Corpus, Document, Ref, Span, formats
from corpuskit.conflicts import without_overlaps
from corpuskit.errors import FormatError, FormatWarning, InvalidValue
from corpuskit.formats import _timeml_reading
from corpuskit.formats.timeml import from_timeml, to_timeml, to_timex3
from corpuskit.testing.strategies import metadata, spans, texts, values
from corpuskit.values import DATE_MODS, DATE_TYPES, DateRange, DateValue, EntityValue

ATTRIBUTES = {
    *("tid", "type", "value", "mod", "quant", "freq", "beginPoint", "endPoint", "comment"),
    *("functionInDocument", "temporalFunction", "valueFromFunction", "anchorTimeID"),
}
"""Those that TimeML 1.2.1 gives to a TIMEX3 element."""

KEPT = ("type", "value", "mod", "quant", "freq", "begin", "end", "alternatives")
CARRIED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 can carry."""


# --- laws


def is_writable(value: DateValue) -> bool:
    words = [value.value, value.quant, value.freq, value.begin, value.end, *value.alternatives]
    carried = all(CARRIED.fullmatch(char) for word in words for char in word or "")
    return carried and all(one.split() == [one] for one in value.alternatives)


@st.composite
def dated(draw: st.DrawFn) -> Document:
    """Give documents with dates, one inside another too, with text and metadata that break programs."""
    text = draw(texts())
    places = draw(st.lists(spans(len(text)), max_size=5))
    writable = values("date", len(text)).filter(is_writable)
    items = [Annotation(span, "date", draw(writable)) for span in places]
    pairs = draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from(places)), max_size=2)) if places else []
    items += [
        Annotation(a.hull(b), "date_range", DateRange(Ref("date", a), Ref("date", b)))
        for a, b in pairs
        if a.end <= b.start and a != b
    ]
    ids = st.sampled_from(["a1", "<&>\x00 é"])
    return Document(text, id=draw(ids), metadata=draw(metadata()), annotations=items)


def in_text(document: Document) -> Document:
    """Give a document with the dates that fit into its text as elements: they have text, and none overlaps another."""
    kept = without_overlaps([item for item in document["date"] if len(item.span)])
    places = {item.span for item in kept}
    ranges = [item for item in document["date_range"] if {item.value.begin.span, item.value.end.span} <= places]
    return attrs.evolve(document, annotations=[*kept, *ranges])


def content(document: Document) -> tuple[object, ...]:
    """Give what TimeML keeps of a document."""
    dates = {(item.span, item.parts, *(getattr(item.value, name) for name in KEPT)) for item in document["date"]}
    return document.text, dates, {(item.span, item.value) for item in document["date_range"]}


@given(dated())
def test_dates_beside_the_text_come_back(document: Document) -> None:
    assert content(from_timeml(to_timeml(document))) == content(document)


@given(dated().map(in_text))
def test_dates_in_the_text_come_back(document: Document) -> None:
    assert content(from_timeml(to_timex3(document))) == content(document)


@pytest.mark.filterwarnings("ignore::corpuskit.errors.FormatWarning")
@given(st.lists(dated(), max_size=3))
def test_a_corpus_comes_back(tmp_path_factory: pytest.TempPathFactory, given_documents: list[Document]) -> None:
    path = tmp_path_factory.mktemp("timeml") / "c.tml.gz"

    assert formats.write(given_documents, path) == len(given_documents)
    assert [content(document) for document in formats.read(path)] == [content(one) for one in given_documents]


@given(dated().map(in_text), st.sampled_from([to_timex3, to_timeml]))
def test_another_reader_counts_the_same_characters(document: Document, write: object) -> None:
    text = ElementTree.fromstring(write(document).encode()).find("TEXT")  # type: ignore[operator]
    found = "".join(text.itertext()) if text is not None else ""

    assert found == "".join(char if CARRIED.fullmatch(char) else "\ufffd" for char in document.text)


@given(dated().map(in_text))
def test_elements_have_the_attributes_of_timeml(document: Document) -> None:
    elements = list(ElementTree.fromstring(to_timex3(document).encode()).iter("TIMEX3"))
    ids = [element.attrib["tid"] for element in elements]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("t[0-9]+", tid) for tid in ids)
    for element in elements:
        given_attributes = element.attrib
        assert {"tid", "type", "value"} <= given_attributes.keys() <= ATTRIBUTES
        assert given_attributes["type"] in DATE_TYPES
        assert given_attributes.get("mod") in (None, *DATE_MODS)
        assert given_attributes.get("functionInDocument") in (None, "CREATION_TIME")
        assert {given_attributes.get("beginPoint"), given_attributes.get("endPoint")} <= {None, *ids}


# --- writing


def date(start: int, end: int, value: str = "2020-05-05", **fields: object) -> Annotation:
    return Annotation(Span(start, end), "date", DateValue("DATE", value, **fields))  # type: ignore[arg-type]


def elements_of(xml: str) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in ElementTree.fromstring(xml.encode()).iter("TIMEX3")]


def test_a_point_is_what_the_text_mentions_or_an_element_without_text() -> None:
    length = DateValue("DURATION", "P1M", begin="2020-05-05", end="2020-06-12")
    other = DateValue("DURATION", "P1Y", begin="2019-05-05", end="2020-05-05")
    items = [date(0, 5), Annotation(Span(6, 11), "date", length), Annotation(Span(12, 16), "date", other)]
    document = Document("5 May month year", metadata={"date": "2020-06-12"}, annotations=items)

    created, _, month, year, implied = elements_of(to_timex3(document))

    assert created == {"tid": "t0", "type": "DATE", "value": "2020-06-12", "functionInDocument": "CREATION_TIME"}
    assert (month["beginPoint"], month["endPoint"]) == ("t1", "t0")
    assert (year["beginPoint"], year["endPoint"]) == ("t4", "t1")
    assert implied == {"tid": "t4", "type": "DATE", "value": "2019-05-05"}


def test_an_implied_point_is_a_time_where_it_names_one() -> None:
    length = DateValue("DURATION", "P1M", begin="PAST_REF", end="2020-05-05TMO")
    document = Document("month", annotations=[Annotation(Span(0, 5), "date", length)])

    assert [element["type"] for element in elements_of(to_timex3(document))] == ["DURATION", "DATE", "TIME"]


def test_a_range_is_an_element_without_text_that_refers_to_its_ends() -> None:
    first, last = date(0, 1, "1939", grain="year"), date(2, 4, "1945", grain="year")
    pair = Annotation(Span(0, 4), "date_range", DateRange(Ref("date", first.span), Ref("date", last.span)))
    document = Document("A-B!", annotations=[first, last, pair])

    assert elements_of(to_timex3(document))[-1] == {
        **{"tid": "t3", "type": "DURATION", "value": "PXY"},
        **{"beginPoint": "t1", "endPoint": "t2"},
    }


def test_a_range_without_a_mentioned_end_is_not_written() -> None:
    pairs = [DateRange(Ref("date", Span(0, 1)), None), DateRange(), None]
    document = Document("A-B!", annotations=[Annotation(Span(0, 4), "date_range", pair) for pair in pairs])

    assert elements_of(to_timex3(document)) == []


def test_an_open_range_has_one_end() -> None:
    pair = Annotation(Span(0, 4), "date_range", DateRange(begin=Ref("date", Span(0, 4))))
    again = from_timeml(to_timex3(Document("1939-", annotations=[date(0, 4, "1939"), pair])))

    assert list(again["date_range"]) == [pair]


@pytest.mark.parametrize(
    ("given_date", "written"),
    [
        ("2020-06-12", "2020-06-12"),
        ("2020-06-12T10:00:00Z", "2020-06-12T10:00:00Z"),
        ("2020-06-12 10:00", "2020-06-12T10:00"),
        ("20200612", "2020-06-12"),
        ("2020-W24-5", "2020-06-12"),
        ("20200612T1030", "2020-06-12T10:30:00"),
        (" 2020-06-12\n", "2020-06-12"),
        ("last Friday", None),
        (20200612, None),
    ],
)
def test_a_creation_time_is_a_date_or_none(given_date: object, written: str | None) -> None:
    document = Document("", metadata={"date": given_date})

    assert [element["value"] for element in elements_of(to_timeml(document))] == ([written] if written else [])


MISFITS = {
    "overlaps date@0-5": [date(0, 5), date(3, 8)],
    "overlaps date@0-8": [date(0, 8), date(3, 8)],
    "is in pieces": [Annotation(Span(0, 8), "date", DateValue("DATE", "2020"), parts=(Span(0, 2), Span(4, 8)))],
    "has no text": [date(4, 4)],
}


@pytest.mark.parametrize("why", MISFITS)
def test_what_fits_into_no_text_is_refused_there_and_written_beside_it(why: str) -> None:
    document = Document("5 May and", annotations=MISFITS[why])

    with pytest.raises(InvalidValue, match=f"{why}.*to_timeml"):
        to_timex3(document)

    again = from_timeml(to_timeml(document))
    assert [(item.span, item.parts) for item in again["date"]] == [(item.span, item.parts) for item in MISFITS[why]]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "has no DateValue"),
        (EntityValue("PER", "May"), "has no DateValue"),
        (DateValue("DATE", "2020\x00"), "a control character"),
        (DateValue("DATE", "2020", alternatives=("2020 or 2021",)), "the alternatives"),
    ],
)
def test_a_value_without_place_is_refused(value: object, why: str) -> None:
    document = Document("5 May", id="a1", annotations=[Annotation(Span(0, 5), "date", value)])

    for write in (to_timex3, to_timeml):
        with pytest.raises(InvalidValue, match=f"'a1': date@0-5 .*{why}"):
            write(document)


def test_layers_without_place_are_named(tmp_path: Path) -> None:
    tags = [Annotation(Span(0, 1), "tag"), Annotation(Span(1, 2), "tag"), date(0, 5)]

    with pytest.warns(FormatWarning, match=r"timeml has no place for 2 annotations of tag$"):
        Corpus([Document("5 May", annotations=tags)]).write(tmp_path / "c.tml")

    assert [len(document.annotations) for document in Corpus.from_path(tmp_path / "c.tml")] == [1]


def test_standard_output_gets_a_whole_file(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert formats.write([Document("5 May", id="a"), Document("", id="b")], "-", format="timeml") == 2

    found = ElementTree.fromstring(capsysbinary.readouterr().out)
    assert [element.text for element in found.iter("DOCID")] == ["a", "b"]


# --- reading

NEWS = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">

<DOCID>harbour_7</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2020-06-12" temporalFunction="false"
 functionInDocument="CREATION_TIME">06/12/2020</TIMEX3></DCT>
<TITLE>Ferries &amp; fares</TITLE>
<TEXT>

The ferry <EVENT eid="e1" class="OCCURRENCE">sailed</EVENT> <SIGNAL sid="s1">on</SIGNAL> <TIMEX3 tid="t1" type="DATE"
 value="2020-06-08" mod="START">early Monday</TIMEX3>, after <TIMEX3 tid="t2" type="DURATION" value="P3W"
 beginPoint="t3" endPoint="t1">three weeks</TIMEX3>.
</TEXT>
<TIMEX3 tid="t3" type="DATE" value="2020-05-18" />
<MAKEINSTANCE eventID="e1" eiid="ei1" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
<TLINK lid="l1" relType="IS_INCLUDED" eventInstanceID="ei1" relatedToTime="t1"/>
</TimeML>
"""


def test_a_news_file_is_read_with_its_offsets() -> None:
    document = from_timeml(NEWS)

    assert document.text == "\n\nThe ferry sailed on early Monday, after three weeks.\n"
    assert (document.id, document.metadata) == ("harbour_7", {"date": "2020-06-12", "title": "Ferries & fares"})
    assert [(document.text_of(item), item.value) for item in document["date"]] == [
        ("early Monday", DateValue("DATE", "2020-06-08", "START")),
        ("three weeks", DateValue("DURATION", "P3W", begin="2020-05-18", end="2020-06-08")),
    ]


def test_a_file_without_a_text_element_is_all_text() -> None:
    document = from_timeml(
        '<TimeML>Filed <TIMEX3 tid="t1" type="DATE" value="1998-02-06" functionInDocument="CREATION_TIME">today'
        "</TIMEX3>.</TimeML>",
        id="wire",
    )

    assert (document.id, document.text, document.metadata) == ("wire", "Filed today.", {"date": "1998-02-06"})
    assert [document.text_of(item) for item in document["date"]] == ["today"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_bytes_are_read_in_their_encoding(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    data = f"<?xml version='1.0' encoding='{name}'?><TimeML><TEXT>é £</TEXT></TimeML>".encode(encoding)

    assert from_timeml(data).text == "é £"


def test_a_string_is_read_whatever_encoding_it_names() -> None:
    assert from_timeml("<?xml version='1.0' encoding='latin-1'?><TimeML><TEXT>é…</TEXT></TimeML>").text == "é…"


def test_other_instructions_and_comments_are_passed_over() -> None:
    assert (
        from_timeml("<?style plain?><TimeML><TEXT>5 <!-- or 6 --><?page 2?>\ufffdMay</TEXT></TimeML>").text
        == "5 \ufffdMay"
    )


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize(
    "declarations",
    [
        LAUGHS,
        '<!ENTITY file SYSTEM "file:///etc/hostname">',
        '<!ENTITY page SYSTEM "http://127.0.0.1:9/">',
        '<!ENTITY % more SYSTEM "http://127.0.0.1:9/more.dtd"> %more;',
    ],
)
def test_entities_are_refused(declarations: str) -> None:
    with pytest.raises(FormatError, match="entities of its own"):
        from_timeml(f"<!DOCTYPE TimeML [{declarations}]><TimeML><TEXT>&l9;&file;&page;</TEXT></TimeML>")


def test_a_document_type_is_not_fetched() -> None:
    declaration = '<!DOCTYPE TimeML SYSTEM "http://127.0.0.1:9/TimeML.dtd">'

    assert from_timeml(f"{declaration}<TimeML><TEXT>5 May</TEXT></TimeML>").text == "5 May"
    with pytest.raises(FormatError, match="entities of its own"):
        from_timeml(f"{declaration}<TimeML><TEXT>5&nbsp;May</TEXT></TimeML>")


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        ("", "broken XML: the file ends too early"),
        ("<TimeML>\n<TEXT>5 May", "line 2: broken XML: the file ends too early, in column 12"),
        ("5 May", "broken XML: no element begins here, in column 1"),
        ("<TimeML><TEXT>Q & A</TEXT></TimeML>", "in column 18; & and < in a text are written &amp; and &lt;"),
        ("<TimeML>\n<TEXT>5 May</TimeML>", "line 2: broken XML: mismatched tag, in column 14"),
        ("<html/>", "no TimeML: the file begins with <html>"),
        ("<corpus/>", "no single document but 0"),
        ("<corpus><TimeML/><TimeML/></corpus>", "no single document but 2"),
        ("<TimeML><TimeML/></TimeML>", "within another"),
        ("<TimeML><TEXT/><TEXT/></TimeML>", "one TEXT element"),
        ("<TimeML><TEXT>a<TEXT>b</TEXT>c</TEXT></TimeML>", "one TEXT element"),
        ("<TimeML>\n\n<TIMEX3 type='DATE'>5 May</TIMEX3></TimeML>", "line 3: a TIMEX3 element without 'value'"),
        ("<TimeML><TIMEX3 type='DAY' value='2020'>5 May</TIMEX3></TimeML>", "line 1: a TIMEX3 element: 'type' must"),
        ("<TimeML><TIMEX3 type='DATE' value='2020' mod='EARLY'>5 May</TIMEX3></TimeML>", "'mod' must be in"),
        (
            "<TimeML><TIMEX3 type='DATE' value='2020' start='1' end='x'/></TimeML>",
            "start '1' and end 'x' are no",
        ),
        (
            "<TimeML>5\n<TIMEX3 type='DATE' value='2' start='1' end='3'/></TimeML>",
            "line 2: start '1' and end '3'",
        ),
        (f"<TimeML>5<TIMEX3 type='DATE' value='2' start='1' end='{10**30}'/></TimeML>", "the text of 1 code points"),
        ("<TimeML>5 May<TIMEX3 type='DATE' value='2' start='0' end='5' parts='1'/></TimeML>", "start '1' and end ''"),
        ("<TimeML>5 May<TIMEX3 type='DATE' value='2' start='0' end='5' parts='0 1 2 3'/></TimeML>", "not the hull"),
        ("<TimeML><?code-point U+D800?>\ufffd</TimeML>", "lone surrogate"),
        ("<TimeML><?code-point everything?>\ufffd</TimeML>", "no code point"),
        ("<TimeML>\ud800</TimeML>", "lone surrogate at offset 8"),
    ],
)
def test_what_makes_no_document_says_where(xml: str, fault: str) -> None:
    with pytest.raises(FormatError, match=re.escape(fault)):
        from_timeml(xml)


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "shift_jis", "gbk"])
def test_an_encoding_that_cannot_be_read_is_told(encoding: str) -> None:
    with pytest.raises(FormatError, match=r"line 1: its encoding cannot be read: .*; write the file in UTF-8"):
        from_timeml(f"<?xml version='1.0' encoding='{encoding}'?><TimeML>5 May</TimeML>".encode())


LENGTH = 'type="DURATION" value="P2D" beginPoint="t1"'


@pytest.mark.parametrize(
    ("title", "behind"),
    [
        (f"<TIMEX3 {LENGTH}>two days</TIMEX3>", ""),
        ("", f'<TIMEX3 {LENGTH} endPoint="t0"/>'),
        ("", f'<TIMEX3 {LENGTH} endPoint="t9"/>'),
    ],
)
def test_a_length_whose_ends_are_not_both_in_the_text_is_no_range(title: str, behind: str) -> None:
    created = '<TIMEX3 tid="t0" type="DATE" value="2020-06-12" functionInDocument="CREATION_TIME"/>'
    mention = '<TIMEX3 tid="t1" type="DATE" value="2020-05-05">5 May</TIMEX3>'
    document = from_timeml(f"<TimeML><DCT>{created}</DCT><TITLE>{title}</TITLE><TEXT>{mention}</TEXT>{behind}</TimeML>")

    assert [item.label for item in document.annotations] == ["date"]


def test_a_broken_file_gives_the_documents_before_the_fault(tmp_path: Path) -> None:
    path = tmp_path / "gold.tml"
    path.write_text(f"<corpus><TimeML><TEXT>{'a' * 200_000}</TEXT></TimeML>\n<TimeML>{'b' * 200_000}<")
    found = formats.read(path)

    assert (len(next(found).text), next(formats.read(path)).id) == (200_000, "gold")
    with pytest.raises(FormatError, match=r"gold\.tml, line 2: broken XML"):
        next(found)


# --- limits


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(FormatError, match="line 1: elements are nested more than 100 deep"):
        from_timeml(f"<TimeML>{'<s>' * 1_000_000}")


@pytest.mark.parametrize("piece", [b"<TEXT>" + b"a" * 5000, b"<TIMEX3/>" * 1000, b'<s long="' + b"a" * 5000])
def test_a_document_that_has_no_end_is_refused(monkeypatch: pytest.MonkeyPatch, piece: bytes) -> None:
    monkeypatch.setattr(_timeml_reading, "LARGEST", 10_000)
    blocks = chain([b"<corpus><TimeML>", piece], repeat(piece[9:]))

    with pytest.raises(FormatError, match="a document of more than 10,000 bytes"):
        list(_timeml_reading.documents_of(blocks))


def test_a_file_of_many_documents_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_timeml_reading, "LARGEST", 1000)
    blocks = [b"<corpus>", *[b"<TimeML><TEXT>5 May</TEXT></TimeML>"] * 500, b"</corpus>"]

    assert len(list(_timeml_reading.documents_of(blocks))) == 500
