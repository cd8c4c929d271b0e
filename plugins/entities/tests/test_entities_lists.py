"""Names of a user's lists are found wherever they stand, and nowhere else."""

import unicodedata

import pytest
from corpuskit_entities.chains.mentions import Mention
from corpuskit_entities.chains.names import Name
from corpuskit_entities.config import EntityConfig, Entry
from corpuskit_entities.extract import EntityExtractor
from corpuskit_entities.merging import merged, replaced
from corpuskit_entities.userlists import UserLists
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch


def listed(entries, *texts):
    """Give what the lists alone find in each text: the text of each name, and the name of its entry."""
    lists = UserLists([tuple(entries)])
    found = [[] for _ in texts]
    for number, start, end, row in lists.find(Batch(map(Document, texts))):
        found[number].append((texts[number][start:end], lists.entries[row].name))
    return found


def surfaces(names, text, **fields):
    return [surface for surface, _ in listed([Entry(name, **fields) for name in names], text)[0]]


def extracted(text, *gazetteers, **options):
    document = Document(text)
    items = EntityExtractor(EntityConfig(gazetteers=gazetteers, **options))(document)
    return [(document.text_of(item), item.value) for item in items]


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        pytest.param(["Acme", "New Acme City"], "New Acme City", ["New Acme City"], id="the longest wins"),
        pytest.param(["Ann Lee", "Lee Marsh Park"], "Ann Lee Marsh Park", ["Ann Lee"], id="the first wins"),
        pytest.param(["New York"], "New York New York", ["New York"] * 2, id="one name again and again"),
        pytest.param(["Ulan Bator"], "Ulan  \tBator, Ulan\nBator", ["Ulan  \tBator", "Ulan\nBator"], id="any blanks"),
        pytest.param(["Ulan Bator"], "Ulan\u00a0Bator", ["Ulan\u00a0Bator"], id="a blank that does not break"),
        pytest.param(["Ulan Bator"], "Ulan\n\nBator UlanBator", [], id="a blank line or no blank divides"),
        pytest.param(["Acme"], "Acme's, Acme’s (Acme)", ["Acme"] * 3, id="a possessive stays outside"),
        pytest.param(["Wendy's"], "Wendy’s and Wendy's and Wendy", ["Wendy’s", "Wendy's"], id="both apostrophes"),
        pytest.param(["D’Arcy"], "D'Arcy D‘Arcy DArcy", ["D'Arcy", "D‘Arcy"], id="any apostrophe"),
        pytest.param(["A-B"], "A-B A‐B A‑B A–B", ["A-B", "A‐B", "A‑B", "A–B"], id="any hyphen"),
        pytest.param(["Al-Noor"], "Al Noor, AlNoor, Al - Noor", [], id="a hyphen is no blank"),
        pytest.param(["Acme"], "Acme-based, pro-Acme, Acme/Zork", ["Acme"] * 3, id="words that a hyphen joins are two"),
        pytest.param(["Acme"], "Acmes MyAcme Acme2 2Acme my_Acme", [], id="no part of a word"),
        pytest.param(["Jose", "José"], "Jose\u0301 José Jose", ["Jose\u0301", "José", "Jose"], id="a mark counts"),
        pytest.param(["Jose"], "Jose\u0301", [], id="a letter with a mark is another"),
        pytest.param(["Acme Inc."], "by Acme Inc.", ["Acme Inc."], id="a full stop of the name"),
        pytest.param(["Acme Inc."], "by Acme Inc", [], id="a full stop that is not there"),
        pytest.param(["A&T", "Oh!", "C++", ".NET"], "A&T, Oh!; C++. .NET", ["A&T", "Oh!", "C++", ".NET"], id="signs"),
        pytest.param(["F-16", "3M", "7-Eleven"], "F-16s F-16 3M 7-Eleven", ["F-16", "3M", "7-Eleven"], id="digits"),
        pytest.param(["X"], "X and x, XX, X's", ["X", "X"], id="one letter, as written"),
        pytest.param(["北京", "北京大学"], "我在北京大学，北京很大", ["北京大学", "北京"], id="Chinese"),
        pytest.param(["東京", "タワー"], "東京タワーで、タワーズ", ["東京", "タワー"], id="Japanese"),
        pytest.param(["กรุงเทพ"], "ในกรุงเทพมี", ["กรุงเทพ"], id="Thai"),
        pytest.param(["서울"], "서울에서 신서울 서울 서울이", ["서울", "서울", "서울"], id="Korean, with particles"),
        pytest.param(["بغداد"], "في بغداد وبغداد، ولبغداد بغدادي", ["بغداد"] * 3, id="Arabic"),
        pytest.param(["ירושלים"], "בירושלים ירושלים, ירושלימה", ["ירושלים"] * 2, id="Hebrew"),
        pytest.param(["Acme", "Acme中国"], "用Acme好 Acme中国 xAcme", ["Acme", "Acme中国"], id="two"),
        pytest.param(["Łódź", "Đà Nẵng"], "Łódź Đà Nẵng Łódźx", ["Łódź", "Đà Nẵng"], id="letters beyond Latin-1"),
        pytest.param(["Москва"], "Москва, Москвас", ["Москва"], id="Cyrillic"),
    ],
)  # fmt: skip
def test_names_stand_where_one_reads_them(names, text, expected):
    assert surfaces(names, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("acme", "ACME Acme acme", ["ACME", "Acme", "acme"]),
        ("Éclair Zürich", "ÉCLAIR ZÜRICH, éclair zürich, Eclair", ["ÉCLAIR ZÜRICH", "éclair zürich"]),
        ("D'arcy", "D’ARCY d'Arcy", ["D’ARCY", "d'Arcy"]),
        ("МОСКВА", "Москва", ["Москва"]),
    ],
)
def test_a_name_may_be_in_any_case(name, text, expected):
    assert surfaces([name], text, case="any") == expected
    assert surfaces([name], text, case="exact") == [one for one in expected if one == name]


@pytest.mark.parametrize(
    ("entries", "text", "expected"),
    [
        ((Entry("Acme", "ORG"), Entry("Acme", "LOC")), "Acme", "ORG"),
        ((Entry("ACME", "ORG", case="any"), Entry("Acme", "LOC")), "Acme", "ORG"),
        ((Entry("Acme", "LOC"), Entry("ACME", "ORG", case="any")), "Acme", "LOC"),
        ((Entry("Acme", "LOC"), Entry("ACME", "ORG", case="any")), "acme", "ORG"),
        ((Entry("O’Hara", "PER"), Entry("O'Hara", "LOC")), "O'Hara", "PER"),
        ((Entry("Acme", "ORG"), Entry("acme works", "LOC", case="any")), "Acme Works", "LOC"),
    ],
)
def test_of_two_entries_for_one_stretch_the_first_counts(entries, text, expected):
    [(_, value)] = extracted(text, *([entry] for entry in entries))

    assert value.type == expected


def test_a_name_that_another_hides_hides_none_itself():
    entries = [Entry("b c d"), Entry("d e"), Entry("A B", case="any")]

    assert listed(entries, "a b c d e")[0] == [("a b", "A B"), ("d e", "d e")]


# --- against a search that is slow and obvious

NAMES = (
    "Ann",
    "ann",
    "Ann Lee",
    "Lee",
    "LEE",
    "O'Hara",
    "Al-Noor",
    "José",
    "北京",
    "北京大学",
    "Lee中",
    "3M",
    "C++",
    ".NET",
)
PIECES = (
    *NAMES,
    "O’Hara",
    "Al‑Noor",
    "Jose\u0301",
    "Joses",
    "Annx",
    "2",
    "_",
    "-",
    "'s",
    "’s",
    ".",
    ",",
    "(",
    "中",
    "x",
    "é",
)
BLANKS = (" ", " ", "  ", "\n", "\r\n", "\n\n", "\u00a0", "")

entry_lists = st.lists(st.builds(Entry, st.sampled_from(NAMES), case=st.sampled_from(["exact", "any"])), max_size=6)
lines = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BLANKS)), max_size=10).map(
    lambda pairs: "".join(map("".join, pairs))
)


def alike(text, entry):
    """Compare as one reads, leaving aside which apostrophe, hyphen and blank is used."""
    if any(not line.strip() for line in text.splitlines()) or text != text.strip():
        return False
    plain = unicodedata.normalize("NFC", text).translate(str.maketrans("’‘ʼ‐‑–", 3 * "'" + 3 * "-"))
    plain, name = " ".join(plain.split()), entry.name
    return plain == name or (entry.case == "any" and plain.casefold() == name.casefold())


def of_word(char):
    return char.isalnum() or char == "_" or unicodedata.combining(char) > 0


def is_free(text, start, end):
    for left, right in ((start - 1, start), (end - 1, end)):
        if left >= 0 and right < len(text) and of_word(text[left]) and of_word(text[right]):
            han = "\u4e00" <= text[left] <= "\u9fff" or "\u4e00" <= text[right] <= "\u9fff"
            if not han or unicodedata.combining(text[right]):
                return False
    return True


def search(text, entries):
    at = 0
    while at < len(text):
        hits = (
            (end, entry.name)
            for end in range(min(len(text), at + 12), at, -1)
            for entry in entries
            if alike(text[at:end], entry) and is_free(text, at, end)
        )
        end, name = next(hits, (at + 1, None))
        if name is not None:
            yield text[at:end], name
        at = end


@given(entry_lists, st.lists(lines, min_size=1, max_size=3))
@example([Entry("Lee", case="any"), Entry("LEE")], ["LEE Lee"])
@example([Entry("Ann")], ["Ann", "中 Ann", ""])
@example([Entry("北京")], ["x北京_"])
def test_names_are_those_of_a_plain_search(entries, texts):
    assert listed(entries, *texts) == [list(search(text, entries)) for text in texts]


@given(entry_lists, st.lists(lines, min_size=1, max_size=4))
def test_a_batch_gives_what_each_of_its_texts_gives(entries, texts):
    assert listed(entries, *texts) == [listed(entries, text)[0] for text in texts]


WORDS = st.text("abcdefgh", min_size=1, max_size=6)
FILLER = st.text("uvwxyz ,.;()\n", max_size=12)


@given(st.data(), st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8, unique=True))
def test_names_are_found_exactly_where_they_were_put(data, names):
    text, places = "", []
    for filler, name in data.draw(st.lists(st.tuples(FILLER, st.sampled_from(names)), max_size=8)):
        # A sign on both sides, so that no two make a longer name.
        text += f"{filler} /{name}/ "
        places.append((len(text) - len(name) - 2, len(text) - 2))
    lists = UserLists([tuple(map(Entry, names))])

    # A shorter name begins nowhere else, as each match takes the longest.
    assert [(start, end) for _, start, end, _ in lists.find(Batch([Document(text)]))] == places


# --- among what the extractor finds


def test_a_mapping_gives_names_their_types():
    [(text, value)] = extracted("the deep blue", {"deep blue": "ORG"})

    assert (text, value.type, value.method) == ("deep blue", "ORG", "gazetteer")


def test_an_entry_has_a_canonical_name_a_subtype_and_an_id():
    [(_, value)] = extracted("They sued Acme.", [Entry("Acme", "ORG", "Acme Corporation", "company", id="Q42")])

    assert (value.name, value.subtype, value.id) == ("Acme Corporation", "company", "Q42")


def test_a_canonical_name_and_an_id_are_those_of_the_whole_chain():
    entries = [Entry("George Karimi", "PER", canonical="Karimi, George", id="P1")]
    values = [value for _, value in extracted("George Karimi spoke. Then Mr Karimi left.", entries)]

    assert [(value.name, value.id) for value in values] == [("Karimi, George", "P1")] * 2


def test_names_that_share_an_id_are_in_one_chain():
    entries = [Entry("Zork League", "ORG", id="1"), Entry("forty men", "ORG", id="1"), Entry("Grue", "PER", id="2")]
    values = [value for _, value in extracted("Grue left the forty men. The Zork League smiled.", entries)]

    assert [(value.id, value.chain, value.name) for value in values] == [
        ("2", 0, "Grue"),
        ("1", 1, "Zork League"),
        ("1", 1, "Zork League"),
    ]


def test_names_with_two_ids_are_in_two_chains():
    entries = [Entry("Zorblax Works", "ORG", id="1"), Entry("Zorblax", "ORG", id="2")]
    values = [value for _, value in extracted("Zorblax Works, Zorblax, Zorblax Works.", entries)]

    assert [(value.id, value.chain, value.name) for value in values] == [
        ("1", 0, "Zorblax Works"),
        ("2", 1, "Zorblax"),
        ("1", 0, "Zorblax Works"),
    ]


def test_what_is_not_listed_has_no_id():
    found = extracted("Ana Brandt met Zork.", [Entry("Zork", "LOC", id="1")])

    assert [(text, value.id) for text, value in found] == [("Ana Brandt", None), ("Zork", "1")]


@pytest.mark.parametrize(("nested", "expected"), [(True, ["Bank of Zork", "Zork"]), (False, ["Zork"])])
def test_a_listed_name_inside_a_longer_one_leaves_both_where_names_nest(nested, expected):
    found = extracted("They robbed the Bank of Zork today.", {"Zork": "LOC"}, nested=nested)

    assert [text for text, _ in found] == expected


@pytest.mark.parametrize(
    ("found", "nesting", "alone"),
    [
        pytest.param((5, 9), [(5, 9)], [(5, 9)], id="equal"),
        pytest.param((3, 7), [(5, 9)], [(5, 9)], id="crossing"),
        pytest.param((3, 9), [(3, 9), (5, 9)], [(5, 9)], id="longer"),
        pytest.param((6, 8), [(5, 9), (6, 8)], [(5, 9)], id="shorter"),
        pytest.param((9, 12), [(5, 9), (9, 12)], [(5, 9), (9, 12)], id="beside"),
    ],
)
def test_a_sure_name_wins_over_those_that_it_equals_or_crosses(found, nesting, alone):
    sure, other = (Mention(start, end, Name("x"), "LOC", 0.9, "x") for start, end in ((5, 9), found))

    assert [(one.start, one.end) for one in merged([sure], [other])] == nesting
    assert [(one.start, one.end) for one in replaced([sure], [other])] == alone


def test_lists_of_several_sources_are_one(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("name\ttype\nzork\tLOC\ngrue\tPER\n")
    found = extracted("zork, grue, deep blue", {"zork": "ORG"}, path, [{"name": "deep blue", "type": "MISC"}])

    assert [(text, value.type) for text, value in found] == [("zork", "ORG"), ("grue", "PER"), ("deep blue", "MISC")]
