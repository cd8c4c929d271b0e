"""Documents whose names are replaced, and put back."""

import json
import pickle
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Document, Failure, Ref, Source, Span
from corpuskit.alignment import Edit
from corpuskit.errors import ConfigError, FormatError, InvalidValue
from corpuskit.formats.jsonl import encode
from corpuskit.redaction import IDS, METADATA_POLICIES, NESTED, REPEATS, SCOPES, Key, Leak, Redacted, Redactor, restore
from corpuskit.redaction._stretches import Stretch, stretches
from corpuskit.redaction._template import Entity
from corpuskit.testing import strategies as corpus_st
from corpuskit.values import DateRange, EntityValue, NumberValue, OpaqueValue, QuoteValue

TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
TEXT = "Ada Byron met Bo of Byron Mills. Byron laughed: “Bo!” ADA BYRON left."


def named(text: str, *mentions: tuple[str, str, int | None], id: str = "d", **others: object) -> Document:
    """A document with mentions: the first place of these words, the type and the chain, whose name is their first."""
    names: dict[object, str] = {}
    items = []
    for words, type_, chain in mentions:
        name = names.setdefault(chain if chain is not None else words, words)
        items.append(Annotation(at(text, words), "entity", EntityValue(type_, name, chain=chain)))
    return Document(text, id=id, annotations=items, **others)


def at(text: str, words: str, start: int = 0) -> Span:
    place = text.index(words, start)
    return Span(place, place + len(words))


def texts_of(document: Document, label: str = "entity") -> list[str]:
    return [document.text_of(item) for item in document[label]]


def undone(redacted: Redacted) -> Document:
    """Go back with the key as it is in a file."""
    return restore(redacted.document, Key.from_line(redacted.key.to_line()))


# --- laws

NAMES = ["Ada", "Ada Byron", "Bo", "北京", "Bo 🦊", "É", "will"]


@st.composite
def mentioning(draw: st.DrawFn, between: str = "") -> Document:
    """Give documents in which mentions, of a few names, are likely to repeat, touch, nest and overlap.

    With something ``between`` the words, mentions begin and end with them.
    """
    words = draw(st.lists(st.sampled_from([*NAMES, " ", "-", "\n", "🦊", "x"]), max_size=12))
    text = between.join(words)
    ends = [len(between.join(words[:n])) for n in range(len(words) + 1)] if between else range(len(text) + 1)
    pieces = st.lists(st.sampled_from(ends), min_size=4, max_size=4).map(sorted)
    value = st.builds(
        EntityValue,
        st.sampled_from(TYPES),
        st.sampled_from(NAMES),
        chain=st.none() | st.integers(0, 2),
        variants=st.lists(st.sampled_from(NAMES), max_size=2),
        title=st.none() | st.sampled_from(NAMES),
        id=st.none() | st.just("Q1"),
    )
    items = []
    for a, b, c, d in draw(st.lists(pieces, max_size=5)):
        parts = (Span(a, b), Span(c, d)) if draw(st.booleans()) and b <= c else ()
        items.append(Annotation(Span(a, d) if parts else Span(a, b), "entity", draw(value), parts))
    other = draw(corpus_st.annotation_sets(len(text), labels=["quote", "date_range"]))
    plain = Document(text, annotations=AnnotationSet([*items, *other]))
    return attrs.evolve(plain, metadata=draw(st.dictionaries(st.sampled_from(["a", "kept"]), st.sampled_from(NAMES))))


DOCUMENTS = mentioning() | corpus_st.documents()
REDACTORS = st.builds(
    Redactor,
    types=st.lists(st.sampled_from(TYPES), min_size=1),
    template=st.sampled_from(["[{type} {n}]", "", "{initials}", "🦊{n}", "Ada"]),
    nested=st.sampled_from(NESTED),
    scope=st.sampled_from(SCOPES),
    repeats=st.sampled_from(REPEATS),
    metadata=st.dictionaries(st.sampled_from(["a", "*"]), st.sampled_from(METADATA_POLICIES)),
    ids=st.sampled_from(IDS),
)


@given(DOCUMENTS, REDACTORS)
@example(Document(""), Redactor())
def test_what_is_restored_is_what_was(document: Document, redactor: Redactor) -> None:
    redacted = redactor(document)

    back = undone(redacted)

    assert back == document
    assert back.lost == ()
    assert encode(back) == encode(document)


@given(DOCUMENTS, REDACTORS)
def test_an_annotation_that_touches_no_name_keeps_its_text(document: Document, redactor: Redactor) -> None:
    redacted = redactor(document)
    gone = {loss.annotation for loss in redacted.lost if loss.field is None}
    hulls = redacted.key.places

    clear = [
        document.text_of(item)
        for item in document.annotations
        if item not in gone and len(item.span) and not any(map(item.span.overlaps, hulls))
    ]
    there = [redacted.document.text_of(item) for item in redacted.document.annotations]

    assert all(there.count(text) >= 1 for text in clear)


@given(mentioning(), REDACTORS.filter(lambda redactor: redactor.nested == "outer"))
def test_all_of_every_mention_is_replaced(document: Document, redactor: Redactor) -> None:
    covered = {offset for span in redactor(document).key.places for offset in range(span.start, span.end)}

    mentions = [item for item in document["entity"] if item.value and item.value.type in redactor.types]
    assert all(covered.issuperset(range(p.start, p.end)) for item in mentions for p in item.pieces)


@given(mentioning(between=" "))
def test_no_name_of_whole_words_is_left_where_repeats_are_replaced(document: Document) -> None:
    redactor = Redactor(types=TYPES, template="[{n}]")

    assert redactor(document).leaks == ()


@given(st.lists(st.tuples(corpus_st.spans(20), st.integers(1, 3)), max_size=8), st.sampled_from(NESTED))
def test_stretches_are_disjoint_and_cover_what_is_found(found: list[tuple[Span, int]], nested: str) -> None:
    given_ = [Stretch(span, Entity("PER", "A", None, None, n)) for span, n in found if len(span)]

    made = stretches(given_, nested)

    assert all(a.span.end <= b.span.start for a, b in pairwise(made))
    assert {one.entity for one in made} <= {one.entity for one in given_}
    if nested == "outer":
        assert all(any(one.span.contains(item.span) for one in made) for item in given_)


@given(st.text(), st.lists(st.tuples(st.integers(0, 9), st.text(max_size=4))))
def test_a_key_is_in_its_file_what_it_was(id: str, edits: list[tuple[int, str]]) -> None:
    if any("\ud800" <= sign <= "\udfff" for sign in id + "".join(text for _, text in edits)):
        return
    key = Key(id or "a", "00", tuple(Edit(Span(n, n + 1), text) for n, text in edits), {"id": "b", "big": 2**70})

    assert Key.from_line(key.to_line()) == key


# --- texts


@pytest.mark.parametrize(
    ("nested", "expected"),
    [
        ("outer", "[PER 1] met [PER 2] of [ORG 3]. [PER 1] laughed: “[PER 2]!” [PER 1] left."),
        ("inner", "[PER 1] met [PER 2] of [PER 1] Mills. [PER 1] laughed: “[PER 2]!” [PER 1] left."),
    ],
)
def test_of_mentions_one_in_the_other_a_policy_chooses(nested: str, expected: str) -> None:
    document = named(TEXT, ("Ada Byron", "PER", 0), ("Bo", "PER", 1), ("Byron Mills", "ORG", 2)).with_annotations(
        Annotation(at(TEXT, "Byron", start), "entity", EntityValue("PER", "Ada Byron", chain=0)) for start in (12, 30)
    )

    redacted = Redactor(types=["PER", "ORG"], nested=nested)(document)

    assert redacted.document.text == expected


def test_names_that_were_not_found_are_replaced_where_they_are_repeated() -> None:
    document = named(TEXT, ("Ada Byron", "PER", 0))

    assert Redactor()(document).document.text == "[PER 1] met Bo of Byron Mills. Byron laughed: “Bo!” [PER 1] left."
    assert Redactor(repeats="none")(document).document.text == TEXT.replace("Ada Byron", "[PER 1]")
    words = Redactor(repeats="words")(document).document.text
    assert words == "[PER 1] met Bo of [PER 1] Mills. [PER 1] laughed: “Bo!” [PER 1] left."
    assert Redactor(repeats="none")(document).leaks == (Leak("text", "Ada Byron"),)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Tomás Reyes", "TOMAS  REYES, Tomás\nReyes, tomás-reyes", "*, *, *"),
        ("Halvorsen", "HALVORSEN and halvorsen; Halvorsen’s Halvorsens", "* and halvorsen; *’s Halvorsens"),
        ("Mark", "Mark will mark it. MARK", "* will mark it. *"),
        ("WHO", "Who is the WHO?", "Who is the *?"),
        ("王小明", "王小明说王小明来了", "*说*来了"),
        ("she", "she said she did", "* said she did"),
        ("Bo 🦊", "Bo 🦊🦊 and Bo🦊", "*🦊 and *🦊"),
        ("4", "4 and 4", "* and 4"),
        ("Ana B", "Ana B and Ana\n\nB", "* and Ana\n\nB"),
    ],
)
def test_names_are_repeated_as_whole_words(name: str, text: str, expected: str) -> None:
    start = name if name in text else text.split(",")[0]
    document = Document(text, annotations=[Annotation(at(text, start), "entity", EntityValue("PER", name))])

    assert Redactor(template="*")(document).document.text == expected


def test_a_name_that_two_share_stands_for_the_one_mentioned_last() -> None:
    text = "Ada Byron. Byron? Cy Byron. Byron."
    ada, cy = EntityValue("PER", "Ada Byron", chain=0), EntityValue("PER", "Cy Byron", chain=1)
    items = [(0, 9, ada), (11, 16, ada), (18, 26, cy), (21, 26, cy)]
    document = Document(text, annotations=[Annotation(Span(a, b), "entity", value) for a, b, value in items])

    assert Redactor(template="{n}")(document).document.text == "1. 1? 2. 2."


def test_mentions_that_touch_and_signs_beyond_the_bmp() -> None:
    document = named("🦊AdaBo🦊", ("Ada", "PER", 0), ("Bo", "PER", 1))
    redacted = Redactor(template="<{n}🦊>")(document)

    assert redacted.document.text == "🦊<1🦊><2🦊>🦊"
    assert texts_of(redacted.document) == ["<1🦊>", "<2🦊>"]
    assert undone(redacted) == document


def test_a_discontinuous_mention_is_replaced_piece_by_piece() -> None:
    text = "Ada and Bo Byron"
    ada = Annotation(Span(0, 16), "entity", EntityValue("PER", "Ada Byron", chain=0), (Span(0, 3), Span(11, 16)))
    bo = Annotation(Span(8, 16), "entity", EntityValue("PER", "Bo Byron", chain=1))
    document = Document(text, annotations=[ada, bo])

    redacted = Redactor(template="[{n}]")(document)

    assert redacted.document.text == "[1] and [2]"
    assert texts_of(redacted.document) == ["[1]…[2]", "[2]"]
    assert undone(redacted) == document


# --- templates


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("[{type} {chain}]", "[PER 7] spoke"),
        ("{n}", "1 spoke"),
        ("{initials}", "A.K.B. spoke"),
        ("{entity}", "Q42 spoke"),
        ("{{{n}}}", "{1} spoke"),
        ("", " spoke"),
    ],
)
def test_a_template_is_filled(template: str, expected: str) -> None:
    value = EntityValue("PER", "Ada King-Byron", chain=7, id="Q42")
    document = Document("Ada King-Byron spoke", annotations=[Annotation(Span(0, 14), "entity", value)])

    assert Redactor(template=template)(document).document.text == expected


@pytest.mark.parametrize("template", ["{name}", "{type.__class__}", "{n!r}", "{n:>4}", "{", "}", "{}", "{0}"])
def test_a_template_with_another_field_is_refused_and_the_fields_are_named(template: str) -> None:
    with pytest.raises(ConfigError, match=r"\{type\}, \{chain\}, \{n\}, \{initials\}, \{entity\}|is no template"):
        Redactor(template=template)


@pytest.mark.parametrize("field", ["chain", "entity"])
def test_a_field_that_an_entity_has_not_is_an_error_that_names_another(field: str) -> None:
    with pytest.raises(InvalidValue, match=f"'Ada' has no {field}.*write \\{{n\\}}"):
        Redactor(template=f"{{{field}}}")(named("Ada", ("Ada", "PER", None)))


@pytest.mark.parametrize(
    "options",
    [
        {"types": ["PERSON"]},
        {"types": []},
        {"nested": "both"},
        {"scope": "all"},
        {"repeats": "all"},
        {"metadata": {"a": "hide"}},
    ],
)
def test_an_option_that_there_is_not_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="there is no"):
        Redactor(**options)


# --- many documents


def test_numbers_run_within_a_document_or_within_all() -> None:
    one = named("Ada and Bo", ("Ada", "PER", 0), ("Bo", "PER", 1))
    two = named("Bo and Ada", ("Bo", "PER", 0), ("Ada", "PER", 1))
    apart, together = Redactor(template="{n}"), Redactor(template="{n}", scope="corpus")

    assert [apart(document).document.text for document in (one, two)] == ["1 and 2", "1 and 2"]
    assert [together(document).document.text for document in (one, two)] == ["1 and 2", "2 and 1"]


def test_across_documents_an_id_tells_who_is_one() -> None:
    ada, byron = EntityValue("PER", "Ada", id="Q1"), EntityValue("PER", "Lady Byron", id="Q1")
    other = EntityValue("PER", "Ada", id="Q2")
    documents = [
        Document(v.name, annotations=[Annotation(Span(0, len(v.name)), "entity", v)]) for v in (ada, byron, other)
    ]
    redactor = Redactor(template="{n}", scope="corpus")

    assert [redactor(document).document.text for document in documents] == ["1", "1", "2"]


def test_ids_may_be_numbers() -> None:
    redactor = Redactor(ids="number")
    documents = [named("Ada", ("Ada", "PER", 0), id=id) for id in ("ada/1", "ada/2")]

    redacted = [redactor(document) for document in documents]

    assert [item.document.id for item in redacted] == ["1", "2"]
    assert [undone(item).id for item in redacted] == ["ada/1", "ada/2"]
    assert not any(item.leaks for item in redacted)


# --- what else would tell


def told() -> Document:
    """A document that tells a name wherever it can."""
    text = "Dr Ada Byron of Byron Mills said: “Two Byron stamps.”"
    ada = EntityValue("PER", "Ada Byron", "Dr", "head of Byron Mills", 0, ("Byron", "Lady Ada"), id="Q7259")
    quote = QuoteValue("direct", Span(3, 12), "Ada Byron", Span(28, 32), [Span(35, 52)])
    return Document(
        text,
        id="news/ada-byron",
        metadata={
            "title": "Ada Byron speaks",
            "url": "https://x.org/2020/ada-byron-speaks",
            "tags": ["ships", {"who": "BYRON"}],
            "link": "https://x.org/?q=Ada%20Byron",
            "author": "Jo Swift",
        },
        annotations=[
            Annotation(Span(3, 12), "entity", ada),
            Annotation(Span(16, 27), "entity", EntityValue("ORG", "Byron Mills", chain=1)),
            Annotation(Span(7, 12), "token"),
            Annotation(Span(34, 53), "quote", quote),
            Annotation(Span(35, 38), "number", NumberValue("cardinal", Decimal(2), counted="Byron stamps")),
            Annotation(Span(35, 38), "other", OpaqueValue.of({"by": ["Ada Byron", 1], "at": [3, 12]})),
        ],
        sources=[Source("names", "1", "entities", "c", "digest-of-the-text")],
        failures=[Failure("news/ada-byron", "dates", "1", "ValueError", "cannot read 'Ada By'")],
        extra={"note": "ask Ada Byron", "n": 3},
    )


def test_what_would_tell_a_name_tells_what_stands_for_it() -> None:
    document = told()

    redacted = Redactor(template="P{n}", metadata={"author": "drop"}, ids="number")(document)
    hidden = redacted.document

    assert hidden.text == "Dr P1 of P1 Mills said: “Two P1 stamps.”"
    assert hidden["entity"][0].value == EntityValue("PER", "P1", "Dr", "head of P1 Mills", 0)
    assert hidden["entity"][1].value.name == "P1 Mills"
    assert hidden["number"][0].value.counted == "P1 stamps"
    assert hidden["quote"][0].value.speaker_name == "P1"
    assert hidden.text_of(hidden["quote"][0].value.speaker) == "P1"
    assert hidden.metadata == {
        "title": "P1 speaks",
        "url": "https://x.org/2020/P1-speaks",
        "tags": ["ships", {"who": "P1"}],
        "link": "https://x.org/?q=P1",
    }
    assert hidden.extra == {"note": "ask P1", "n": 3}
    assert [failure.message for failure in hidden.failures] == [""]
    assert [source.input for source in hidden.sources] == ["redacted 0"]
    assert redacted.leaks == ()
    assert undone(redacted) == document


def test_what_could_not_be_carried_is_told_and_is_in_the_key() -> None:
    document = told()

    redacted = Redactor()(document)

    assert [(loss.annotation.label, loss.field) for loss in redacted.lost] == [("token", None), ("other", None)]
    assert "token" not in redacted.document.annotations.labels
    assert undone(redacted) == document


def test_nothing_of_a_name_is_in_the_bytes_of_what_is_shared() -> None:
    document = told()
    redacted = Redactor(template="P{n}", ids="number")(document).document

    for data in (encode(redacted), pickle.dumps(redacted), pickle.dumps(redacted.map_text([]))):
        assert b"Byron" not in data
        assert b"byron" not in data
        assert b"Lady" not in data
        assert b"digest-of-the-text" not in data


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": "ada-byron.txt"}, "id"),
        ({"metadata": {"kept": "by Ada Byron"}}, "metadata.kept"),
        ({"metadata": {"kept": {"Ada Byron": 1}}}, "metadata.kept.Ada Byron"),
        ({"metadata": {"Ada Byron": 1}}, "metadata.Ada Byron"),
        ({"metadata": {"kept": "x.org/ada%20byron"}}, "metadata.kept"),
        ({"extra": {"ADA BYRON": 1}}, "ADA BYRON"),
        ({"annotations": [Annotation(Span(0, 1), "Ada Byron")]}, "annotations.0.label"),
        ({"sources": [Source("Ada Byron", "1", "e", "c", "i")]}, "sources.0.distribution"),
        ({"failures": [Failure("x", "e", "1", "Ada Byron", "")]}, "failures.0.error"),
    ],
)
def test_every_name_that_is_left_is_told_with_its_place(changes: dict[str, object], place: str) -> None:
    document = named("X Ada Byron", ("Ada Byron", "PER", 0))
    items = changes.pop("annotations", []) if "annotations" in changes else []
    document = attrs.evolve(document, **changes).with_annotations(items)

    redacted = Redactor(metadata={"kept": "keep"})(document)

    assert Leak(place, "Ada Byron") in redacted.leaks
    assert Redactor(metadata={"kept": "keep"})(document).leaks == redacted.leaks


def test_a_template_that_writes_the_name_is_a_leak() -> None:
    leaks = Redactor(template="Ada")(named("Ada left", ("Ada", "PER", 0))).leaks

    assert leaks == (Leak("text", "Ada"), Leak("annotations.0.value.name", "Ada"))


def test_an_id_that_is_made_of_a_name_goes_with_it() -> None:
    ada = EntityValue("PER", "Ada Byron", chain=0, id="PER:ada.byron")
    mills = EntityValue("ORG", "Byron Mills", chain=1, id="ORG:ada.byron.mills")
    other = EntityValue("ORG", "Bo", chain=2, id="ORG:bo")
    items = [Annotation(at("Ada Byron of Byron Mills and Bo", v.name), "entity", v) for v in (ada, mills, other)]
    document = Document("Ada Byron of Byron Mills and Bo", annotations=items)

    redacted = Redactor()(document)

    assert [item.value.id for item in redacted.document["entity"]] == [None, None, "ORG:bo"]
    assert redacted.leaks == ()
    assert Redactor(template="{entity}")(document).leaks[0] == Leak("text", "Ada Byron")
    assert undone(redacted) == document


def test_all_mentions_of_a_chain_go_where_one_is_of_the_type() -> None:
    document = named("Ada, alias Byron Mills", ("Ada", "PER", 0), ("Byron Mills", "ORG", 0))

    assert Redactor()(document).document.text == "[PER 1], alias [PER 1]"


def test_a_reference_follows_what_it_names() -> None:
    text = "Ada from 1 May"
    name = Annotation(Span(0, 3), "entity", EntityValue("PER", "Ada"))
    date = Annotation(Span(9, 14), "date")
    pointing = Annotation(Span(4, 14), "date_range", DateRange(Ref("date", Span(9, 14))))
    document = Document(text, annotations=[name, date, pointing])

    redacted = Redactor(template="Somebody")(document)

    assert redacted.document.resolve(redacted.document["date_range"][0].value.begin) == (redacted.document["date"][0],)
    assert undone(redacted) == document


# --- the way back


def test_what_was_found_since_comes_along() -> None:
    document = told()
    redacted = Redactor()(document)
    name, said = at(redacted.document.text, "[PER 1]"), at(redacted.document.text, "said")
    found = [Annotation(name, "judged"), Annotation(said, "cue")]
    judged = redacted.document.with_annotations(found).with_metadata(judge="B")

    back = restore(judged, redacted.key)

    assert back.without("judged", "cue") == document.with_metadata(judge="B")
    assert [back.text_of(item) for item in (*back["judged"], *back["cue"])] == ["Ada Byron", "said"]


def test_a_key_that_does_not_fit_is_refused() -> None:
    one, two = named("Ada left", ("Ada", "PER", 0), id="one"), named("Ada stayed", ("Ada", "PER", 0), id="two")
    redacted, other = Redactor()(one), Redactor()(two)
    changed = attrs.evolve(redacted.document, text=redacted.document.text.replace("left", "fled"))

    with pytest.raises(InvalidValue, match="it is the key of 'two'"):
        restore(redacted.document, other.key)
    with pytest.raises(InvalidValue, match="the text has changed since"):
        restore(changed, redacted.key)


def broken() -> Iterator[bytes]:
    line = json.loads(Redactor()(named("Ada", ("Ada", "PER", 0))).key.to_line())
    for name in line:
        yield json.dumps({**line, name: 7}).encode()
        yield json.dumps({key: item for key, item in line.items() if key != name}).encode()
    yield from (b"", b"[]", b"{", b"null", json.dumps({**line, "edits": [[-1, 2, "a"]]}).encode())
    for name in line["was"].keys() - {"own_sources"}:
        yield json.dumps({**line, "was": {**line["was"], name: 7}}).encode()


@pytest.mark.parametrize("line", list(broken()))
def test_a_broken_key_is_an_error_of_ours(line: bytes) -> None:
    redacted = Redactor()(named("Ada", ("Ada", "PER", 0)))

    with pytest.raises((FormatError, InvalidValue)):
        restore(redacted.document, Key.from_line(line))
