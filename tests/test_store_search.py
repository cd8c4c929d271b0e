"""Searching a store: what is found, where, and in which order."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span
from corpuskit.errors import ConfigError, CorpuskitError, FormatError, NotFound
from corpuskit.store import Match, Store, index
from corpuskit.store._schema import INDEXES
from corpuskit.values import DateValue, EntityValue, NumberValue, QuoteValue


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def day(text: str) -> DateValue:
    return DateValue("DATE", text, earliest=text, latest=f"{text[:-2]}{int(text[-2:]) + 1:02}")


def marked(id: str, text: str, *items: tuple[str, Any], date: str | None = None) -> Document:
    """A document with annotations at these words, of the layers of their values."""
    labels = {DateValue: "date", EntityValue: "entity", NumberValue: "number", QuoteValue: "quote"}
    annotations = [Annotation(at(text, words), labels[type(value)], value) for words, value in items]
    return Document(text, id=id, annotations=annotations, metadata={} if date is None else {"date": date})


KADHIMI = "“The withdrawal of 40 units began on 5 May 2020,” al-Kadhimi said in Baghdad on 1 July 2021."
A = marked(
    "kadhimi",
    KADHIMI,
    (KADHIMI[1:49], QuoteValue("direct", at(KADHIMI, "al-Kadhimi"), "Mustafa al-Kadhimi")),
    ("40", NumberValue("cardinal", Decimal(40))),
    ("5 May 2020", day("2020-05-05")),
    ("1 July 2021", day("2021-07-01")),
    ("Baghdad", EntityValue("LOC", "Baghdad")),
    ("al-Kadhimi", EntityValue("PER", "Mustafa al-Kadhimi", variants=("al-Kadhimi", "PM"), chain=1)),
    date="2021-07-02",
)
B = marked(
    "split",
    "“It began,” he said on 5 May 2020, “with $1,000 from Iraq’s U.S. café.” Withdrawal!",
    ("5 May 2020", day("2020-05-05")),
    ("$1,000", NumberValue("money", Decimal(1000), unit="USD")),
    ("Iraq", EntityValue("LOC", "Iraq")),
    date="2020-06-01",
).with_annotations([Annotation(Span(1, 69), "quote", QuoteValue("direct"), (Span(1, 10), Span(36, 69)))])
C = marked(
    "plain",
    "More than 30 % left between 20 and 40 of them; no more than 5 withdrawals, -3 degrees.",
    ("More than 30 %", NumberValue("percentage", Decimal(30), unit="%", modifier=">")),
    ("between 20 and 40", NumberValue("cardinal", low=Decimal(20), high=Decimal(40))),
    ("no more than 5", NumberValue("cardinal", Decimal(5), modifier="<=")),
    ("-3 degrees", NumberValue("measure", Decimal(-3), unit="Cel")),
)
D = Document("Withdrawal withdrawal withdrawal. 😀 naïve\x00 Ωmega 東京 \x020\x03 withdrawal", id="odd")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store") / "corpus.db"
    index([A, B, C, D], path)
    with Store.open(path) as opened:
        yield opened


def ids(store: Store, words: str = "", **asked: Any) -> list[str]:
    return [hit.document for hit in store.search(words, **{"sort": "document", **asked})]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("withdrawal", "kadhimi split odd"),
        ("WITHDRAWAL", "kadhimi split odd"),
        ("withdrawal began", "kadhimi split"),
        ("withdraw*", "kadhimi split plain odd"),
        ('"withdraw"*', "kadhimi split plain odd"),
        ('"withdrawal of"', "kadhimi"),
        ('"of withdrawal"', ""),
        ("began AND said", "kadhimi split"),
        ("Baghdad OR withdrawals", "kadhimi plain"),
        ("withdrawal NOT began", "odd"),
        ("withdrawal NOT (began OR naive)", ""),
        ("(began said) OR naive", "kadhimi split odd"),
        ("NEAR(withdrawal began, 4)", "kadhimi"),
        ("NEAR(withdrawal began, 2)", ""),
        ('NEAR("40 units" withdrawal)', "kadhimi"),
        ("al-Kadhimi", "kadhimi"),
        ("Kadhimi al", "kadhimi"),
        ("U.S.", "split"),
        ("Iraq's", "split"),
        ("Iraq’s", "split"),
        ("Iraq", "split"),
        ("1,000", "split"),
        ("$1,000", "split"),
        ("cafe", "split"),
        ("CAFÉ!", "split"),
        ("naive", "odd"),
        ("ωmega", "odd"),
        ("東京", "odd"),
        ("30 %", "plain"),
        ("— began —", "kadhimi split"),
        ("and or not near", ""),
        ("documents_fts:withdrawal ^began", ""),
        ("zzz", ""),
    ],
)
def test_words_are_found_as_people_write_them(store: Store, words: str, found: str) -> None:
    assert ids(store, words) == found.split()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"quote_by": "Kadhimi"}, "kadhimi"),
        ({"quote_by": "mustafa kadhimi"}, "kadhimi"),
        ({"quote_by": "Baghdad"}, ""),
        ({"mentions": "Baghdad OR Iraq"}, "kadhimi split"),
        ({"mentions": "PM"}, "kadhimi"),
        ({"mentions": ["Baghdad", "Kadhimi"]}, "kadhimi"),
        ({"mentions": ["Baghdad", "Iraq"]}, ""),
        ({"date": "2020"}, "kadhimi split"),
        ({"date": "2020-05"}, "kadhimi split"),
        ({"date": "2020-05-05"}, "kadhimi split"),
        ({"date": "2020-05-06"}, ""),
        ({"date": "2020-01..2020-06"}, "kadhimi split"),
        ({"date": "2020-06.."}, "kadhimi"),
        ({"date": "..2020-05-04"}, ""),
        ({"date": "..9999"}, "kadhimi split"),
        ({"date": ["2020", "2021"]}, "kadhimi"),
        ({"number": "40"}, "kadhimi"),
        ({"number": ">= 40"}, "kadhimi split"),
        ({"number": ">30"}, "kadhimi split"),
        ({"number": "≥ 30"}, "kadhimi split plain"),
        ({"number": "20..40"}, "kadhimi plain"),
        ({"number": "20..30"}, ""),
        ({"number": "..5"}, "plain"),
        ({"number": "< -2.5"}, "plain"),
        ({"number": "−3"}, "plain"),
        ({"number": "-3 Cel"}, "plain"),
        ({"number": "1,000.. USD"}, "split"),
        ({"number": "> 1e2 USD"}, "split"),
        ({"number": "> 100 EUR"}, ""),
        ({"number": ">= 1 thousand USD"}, "split"),
        ({"number": ".. 0.002 million"}, "kadhimi split plain"),
        ({"number": "> 1.5 million"}, ""),
        ({"number": ">= 30 %"}, "plain"),
        ({"number": ">= 30%"}, "plain"),
        ({"published": "2021"}, "kadhimi"),
        ({"published": "..2021"}, "kadhimi split"),
        ({"published": "2022.."}, ""),
        ({"date": "2020", "number": ">= 40", "quote_by": "Kadhimi", "mentions": "Baghdad"}, "kadhimi"),
        ({}, "kadhimi split plain odd"),
    ],
)
def test_conditions_across_layers_are_all_met_by_one_document(store: Store, asked: dict, found: str) -> None:
    for words in ("", "withdraw*"):
        assert ids(store, words, **asked) == found.split()


@pytest.mark.parametrize(
    ("words", "asked", "found"),
    [
        ("", {}, "kadhimi split"),
        ("", {"date": "2020"}, "kadhimi"),
        ("", {"date": "2021"}, ""),
        ("", {"mentions": "Iraq"}, "split"),
        ("", {"mentions": "Baghdad"}, ""),
        ("", {"number": "> 0"}, "kadhimi split"),
        ("", {"quote_by": "Kadhimi", "date": "2020", "number": "40"}, "kadhimi"),
        ("withdrawal", {}, "kadhimi"),
        ("withdrawal", {"quote_by": "Kadhimi"}, "kadhimi"),
        ("began NOT Baghdad", {}, "kadhimi split"),
        ("began cafe", {}, "split"),
        ("said", {}, ""),
    ],
)
def test_within_a_layer_all_is_met_in_the_pieces_of_one_annotation(store, words, asked, found) -> None:
    assert ids(store, words, within="quote", **asked) == found.split()


def test_a_hit_within_a_layer_is_the_annotation_with_what_fits_in_it(store: Store) -> None:
    (hit,) = store.search("withdrawal", within="quote", date="2020", number="40")

    assert hit.annotation == A["quote"][0]
    assert (hit.span, hit.text) == (A["quote"][0].span, A.text_of(A["quote"][0]))
    assert hit.metadata == A.metadata
    assert hit.highlighted() == "The [withdrawal] of [40] units began on [5 May 2020],”"
    assert hit.matches == (
        Match(at(A.text, "withdrawal")), Match(at(A.text, "40"), "number"), Match(at(A.text, "5 May 2020"), "date")
    )  # fmt: skip


def test_words_in_the_pieces_of_an_annotation_are_found_where_they_are(store: Store) -> None:
    (hit,) = store.search("began OR cafe OR said", within="quote", mentions="Iraq")

    assert [match.span.text_of(B.text) for match in hit.matches] == ["began", "Iraq", "café"]


def test_a_hit_in_a_document_is_a_passage_with_what_fits(store: Store) -> None:
    (hit,) = store.search("units", width=30)

    assert (hit.document, hit.annotation) == ("kadhimi", None)
    assert hit.text == hit.span.text_of(A.text)
    assert hit.highlighted("<", ">") == "of 40 <units> began on 5 May"


def test_offsets_are_right_whatever_signs_stand_in_the_text(store: Store) -> None:
    for words, expected in {"withdrawal": ["Withdrawal", *["withdrawal"] * 3], "omega OR ωmega": ["Ωmega"]}.items():
        (hit,) = (hit for hit in store.search(words) if hit.document == "odd")
        assert [match.span.text_of(D.text) for match in hit.matches] == expected
        assert "".join(text for text, _ in hit.pieces()) == hit.text


# --- order and pages


def test_hits_are_sorted_by_relevance_date_or_document(store: Store) -> None:
    assert ids(store, "withdrawal", sort=None)[0] == "odd"
    assert ids(store, "withdrawal", sort="date") == ["split", "kadhimi", "odd"]
    assert ids(store, "withdrawal", sort="date", reverse=True) == ["kadhimi", "split", "odd"]
    assert ids(store, "withdrawal", sort="document", reverse=True) == ["odd", "split", "kadhimi"]
    assert ids(store, "withdrawal", sort=None, reverse=True)[-1] == "odd"
    relevance = [hit.relevance for hit in store.search("withdrawal")]
    assert relevance == sorted(relevance, reverse=True)


@pytest.mark.parametrize("sort", ["relevance", "date", "document"])
def test_conditions_hold_in_whatever_order_hits_come(store: Store, sort: str) -> None:
    assert ids(store, "withdrawal", published="2021", sort=sort) == ["kadhimi"]
    assert ids(store, "withdrawal", published="..2020", mentions="Iraq", sort=sort) == ["split"]
    assert ids(store, "withdrawal", published="2020..", mentions="Berlin", sort=sort) == []


@pytest.mark.parametrize("asked", [{"sort": "relevance"}, {"sort": "date"}, {"within": "quote"}, {"date": "2020"}])
def test_pages_together_are_all_hits_in_order(store: Store, asked: dict) -> None:
    every = list(store.search("began OR withdraw*", **asked))
    pages = [
        hit for offset in range(0, 6, 2) for hit in store.search("began OR withdraw*", offset=offset, limit=2, **asked)
    ]

    assert pages == every


def test_frequent_and_rare_conditions_give_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    searches: list[dict[str, Any]] = [
        {"date": "2020"}, {"number": ">= 30", "mentions": "Kadhimi OR Iraq"}, {"within": "quote", "number": "> 0"},
        {"published": "2020..", "date": "2020", "sort": "date"}, {"within": "quote", "quote_by": "Kadhimi"},
    ]  # fmt: skip
    rare = [[*store.search(words, **asked)] for asked in searches for words in ("", "began")]
    monkeypatch.setattr("corpuskit.store._candidates._RARE", -1)
    monkeypatch.setattr("corpuskit.store._candidates._FIRST", 1)

    assert [[*store.search(words, **asked)] for asked in searches for words in ("", "began")] == rare
    assert any(rare)


def test_a_store_whose_indexes_are_not_made_yet_gives_the_same(store: Store, tmp_path: Path) -> None:
    def interrupted() -> Iterator[Document]:
        yield from (A, B, C, D)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(interrupted(), tmp_path / "c.db")
    with Store.open(tmp_path / "c.db") as begun:
        for asked in ({"mentions": "Iraq"}, {"number": "< 10"}, {"within": "quote", "date": "2020"}):
            assert [*begun.search(**asked)] == [*store.search(**asked)]
    index([], tmp_path / "c.db")
    with closing(sqlite3.connect(tmp_path / "c.db")) as connection:
        assert {*INDEXES} <= {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


# --- what is refused


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"words": 'say "no'},
            'this quotation mark is not closed; put a phrase in two: "phrase"\n    say "no\n        ^',
        ),
        ({"words": "(a b"}, "this parenthesis is not closed"),
        ({"words": "a) b"}, "this parenthesis closes nothing"),
        ({"words": "NOT a"}, "a word is missing before NOT; to look for the word itself, write it in small letters"),
        ({"words": "a OR"}, "a word is missing here"),
        ({"words": "a AND OR b"}, "a word is missing here"),
        ({"words": "a NEAR b"}, "a word is missing here"),
        ({"words": "& — !"}, "has no letter or digit to search for"),
        ({"words": "a " * 501}, "more than 500 words"),
        ({"words": "(" * 21 + "a"}, "more than 20 parentheses"),
        ({"mentions": " "}, "a name to search for is not empty"),
        ({"quote_by": '"'}, "this quotation mark is not closed"),
        ({"date": "June"}, "'June' is no time; write 2020, 2020-06 or 2020-06-12, or from .. to: 2020-01..2020-06"),
        ({"date": "2020-13"}, "there is no such day"),
        ({"date": "2021..2020"}, "ends before it begins"),
        ({"published": ".."}, "is no time"),
        ({"number": "many"}, "'many' is no amount; write 30, '>= 30', '< 1.5 million' or 30..40"),
        ({"number": ".."}, "is no amount"),
        ({"number": "1 2"}, "is no amount"),
        ({"sort": "dates"}, "there is no order 'dates'; did you mean 'date'"),
        ({"sort": "relevance"}, "relevance is that of words"),
        ({"limit": -1}, "limit=-1 is no whole number of 0 or more"),
        ({"width": 0}, "width=0"),
        ({"offset": 2**64}, "offset="),
    ],
)
def test_what_cannot_be_read_is_refused_at_once_with_what_to_write(store: Store, asked: dict, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        store.search(**asked)

    assert message in str(caught.value)


def test_a_layer_that_is_not_there_is_refused_with_the_one_that_may_be_meant(store: Store) -> None:
    with pytest.raises(NotFound, match="has no layer 'quotes'; did you mean 'quote'"):
        store.search(within="quotes")
    assert [*store.search(within="date_range")] == []


# --- hostile text

ANY = st.one_of(st.text(max_size=30), st.text(st.sampled_from("ab \"'()*-:^{}+&,.;%_\\\x00 ANDORTNE10é"), max_size=30))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM documents",
        "UPDATE annotations SET n = n + 100",
        "UPDATE annotations SET end = start - 1",
        "UPDATE annotations SET parts = '{'",
        "DROP TABLE documents_fts_data",
    ],
)
def test_what_was_changed_from_outside_is_refused_when_it_is_searched(tmp_path: Path, statement: str) -> None:
    index([A, B], tmp_path / "c.db")
    connection = sqlite3.connect(tmp_path / "c.db")
    connection.execute(statement)
    connection.commit()
    connection.close()

    with pytest.raises(CorpuskitError), Store.open(tmp_path / "c.db") as store:
        [*store.search("began", within="quote", number="> 0"), *store.search("began", date="2020")]


@settings(max_examples=60)
@given(words=ANY, name=ANY)
@example(words="'); DROP TABLE documents; --", name='" OR 1=1 --')
@example(words="\ud800", name="\udfff")
@example(words="a\x00b", name="\x00")
def test_no_query_does_more_than_search(store: Store, words: str, name: str) -> None:
    for asked in ({"words": words}, {"words": "began", "mentions": name}, {"words": words, "within": "quote"}):
        try:
            found = [*store.search(**asked)]
        except ConfigError as error:
            str(error).encode("utf-8", "surrogatepass")
            continue
        assert {hit.document for hit in found} <= {"kadhimi", "split", "plain", "odd"}
        assert all("".join(text for text, _ in hit.pieces()) == hit.text for hit in found)
    assert len(store) == 4


@settings(max_examples=50)
@given(value=ANY)
def test_no_value_of_an_option_does_more_than_search(store: Store, value: str) -> None:
    for name in ("date", "number", "published", "within", "quote_by", "sort"):
        try:
            [*store.search("began", **{name: value})]
        except (ConfigError, NotFound):
            continue
    assert len(store) == 4


@settings(max_examples=20)
@given(st.lists(ANY.filter(lambda text: text.isprintable() or "\x00" in text), min_size=1, max_size=4, unique=True))
@example(["\x020\x03 a \x021\x03", "'; DROP TABLE names; --"])
def test_any_ids_texts_names_and_metadata_are_stored_and_found(tmp_path_factory, texts: list[str]) -> None:
    given_texts = [text.encode("utf-8", "replace").decode() for text in texts]
    documents = [
        Document(
            f"{text} needle {text}",
            id=f"{number}{text}",
            metadata={text: text, "date": text, "language": text},
            annotations=[Annotation(Span(0, len(text) + 1), "entity", EntityValue("PER", f"{text} needle"))],
        )
        for number, text in enumerate(given_texts)
    ]
    path = tmp_path_factory.mktemp("store") / "c.db"
    index(documents, path)

    with Store.open(path) as store:
        assert [*store] == documents
        hits = [*store.search("needle", mentions="needle", sort="document")]
        assert [hit.document for hit in hits] == [document.id for document in documents]
        assert [hit.metadata for hit in hits] == [document.metadata for document in documents]


def test_a_store_that_is_damaged_says_so_when_it_is_searched(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    index([A], path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE documents_fts_data SET block = x'ffffffffffffffff' WHERE id > 10")
    connection.commit()
    connection.close()

    with Store.open(path) as store, pytest.raises(FormatError, match="the store is damaged"):
        list(store.search("withdrawal"))
