"""Which mentions of a text name the same, where the names and their types are given."""

import re

import pytest
from corpuskit_entities.chains.linking import link
from corpuskit_entities.chains.mentions import Mention
from corpuskit_entities.chains.names import named

MARKED = re.compile(r"<(PER|ORG|LOC|NORP|MISC) ([^<>]+)>")


def linked(marked: str) -> list[Mention]:
    """Give the linked mentions of a text in which names stand as ``<PER Ana Brandt>``."""
    text, mentions, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        mentions.append(Mention(len(text), len(text) + len(match[2]), named(match[2]), match[1], 0.99, "given"))
        text, last = text + match[2], match.end()
    link(text + marked[last:], mentions)
    return mentions


CASES = {
    "surnames": [
        ("<PER Ilse Varga> spoke. Later <PER Varga> left.", [0, 0]),
        ("<PER Varga> left, said the lawyer of <PER Ilse Varga>.", [0, 0]),
        ("<PER Ilse Varga> met <PER Tom Okoro>. <PER Okoro> thanked <PER Varga>.", [0, 1, 1, 0]),
        ("<PER Ilse Varga> wrote to <PER Nadia>. <PER Nadia> did not reply.", [0, 1, 1]),
        ("<PER VARGA> WINS AGAIN\n<PER Ilse Varga> won on Sunday.", [0, 0]),
        ("<PER Ilse Varga> lost. <PER Ilse> wept.", [0, 0]),
        ("<PER Maria Garcia Lorca> sang. <PER Maria Garcia> bowed. <PER Garcia Lorca> left.", [0, 0, 0]),
        ("the <PER Vargas> met <PER Ilse Varga>.", [0, 1]),
    ],
    "two people with one surname": [
        ("<PER Ilse Varga> met <PER Omar Varga>.", [0, 1]),
        ("<PER Ilse Varga> spoke. <PER Varga> left. <PER Omar Varga> came. <PER Varga> sat down.", [0, 0, 1, 1]),
        ("<PER Ilse Varga>, <PER Omar Varga> and again <PER Ilse Varga>; <PER Varga> said so.", [0, 1, 0, 0]),
        ("<PER John H. Reed> and <PER John K. Reed> are cousins.", [0, 1]),
        ("<PER Paul Reed Jr.> is the son of <PER Paul Reed Sr.>", [0, 1]),
    ],
    "initials, suffixes and short first names": [
        ("<PER Thomas Okoro> wrote it. <PER T. Okoro> signed it.", [0, 0]),
        ("<PER T. J. Okoro> and <PER Thomas Okoro>", [0, 0]),
        ("<PER Thomas Okoro> and <PER B. Okoro>", [0, 1]),
        ("<PER Thomas J. Okoro Jr.> came. <PER Thomas Okoro> spoke, and <PER Okoro> left.", [0, 0, 0]),
        ("<PER Henry Sellars III>, or <PER Sellars>", [0, 0]),
        ("<PER Timothy Okoro> and <PER Tim Okoro>", [0, 0]),
        ("<PER Salem bin Rashid>, or <PER SBR>, and <PER bin Rashid>", [0, 0, 0]),
    ],
    "particles and articles": [
        ("<PER Ludwig van der Meer> spoke, and <PER van der Meer> left. <PER Meer>!", [0, 0, 0]),
        ("<PER Hamid al-Karbouli> and <PER Karbouli> and <PER al-Karbouli> and <PER Al Karbouli>", [0, 0, 0, 0]),
        ("<PER Hamid el-Gindi> and <PER Gindi>", [0, 0]),
        ("<PER Lucia de la Torre> and <PER De la Torre>", [0, 0]),
        ("<PER Adel Abdul Latif> and <PER Abdul-Latif>", [0, 0]),
    ],
    "transliterations": [
        ("<PER Qassem Haddadi> and <PER Qasem Haddadi> and <PER Kasim Hadadi>", [0, 0, 0]),
        ("<PER Mohammed Sabri> and <PER Muhammad Sabri> and <PER Mohamed Sabry>", [0, 0, 0]),
        ("<PER Mustafa al-Nadhimi> spoke. <PER al-Nazemi> left.", [0, 0]),
        ("<PER Yousef Hossein> and <PER Yusuf Hussein>", [0, 0]),
        ("<PER Peter Dorgan> and <PER Deorgan>", [0, 1]),
        ("<PER Carl Hansen> and <PER Carl Hanson>", [0, 1]),
        ("<ORG Hizbullah> and <ORG Hezbollah>", [0, 0]),
        ("<LOC Falluja> and <LOC Fallujah>", [0, 0]),
    ],
    "apostrophes, diacritics and slips": [
        ("<PER José Núñez> and <PER Jose Nunez> and <PER Nuñez>", [0, 0, 0]),
        ("<PER Sean O’Hara> and <PER Sean O'Hara> and <PER O'HARA>", [0, 0, 0]),
        ("<PER Bharat Jagwani> and <PER Jagawni>", [0, 0]),
        ("<PER Anil Mehta> and <PER AnilMehta>", [0, 0]),
        ("<LOC Sana'a> and <LOC Sanaa>", [0, 0]),
    ],
    "acronyms": [
        ("<ORG Popular Harvest Union> (<ORG PHU>) met. The <ORG PHU> left.", [0, 0, 0]),
        ("The <ORG PHU> met. The <ORG Popular Harvest Union> left.", [0, 0]),
        ("<ORG United Harvest Nations> and <ORG U.H.N.> and <ORG UHN>", [0, 0, 0]),
        ("<ORG Bureau of the Sea and Rivers> and <ORG BSR>", [0, 0]),
        ("<ORG Port Health Committees> (<ORG PHCs>), and one <ORG PHC>", [0, 0, 0]),
        ("<ORG Arden Telephone & Telegraph Co> and <ORG AT&T>", [0, 0]),
        ("<ORG Instituto de Mareas> (<ORG Tide Institute>)", [0, 1]),
        ("<ORG Tide Institute of the Coast> (<ORG ICM>) and <ORG ICM>", [0, 0, 0]),
        ("<ORG World Tide Council> and <ORG Wtc>", [0, 0]),
        ("<ORG Union Bank> of <LOC U.B.>", [0, 1]),
        ("<ORG UHN> and <ORG Popular Harvest Union>", [0, 1]),
        ("<ORG Port Council> and <LOC US>, <LOC United States>", [0, 1, 1]),
    ],
    "organisations by head and short forms": [
        ("<ORG Ministry of Oil> and <ORG Oil Ministry>", [0, 0]),
        ("the <ORG Egyptian Ministry of Fisheries> and the <ORG Ministry of Fisheries>", [0, 0]),
        ("<ORG Tennis Federation of Chile> and <ORG Chilean Tennis Federation>", [0, 0]),
        ("<ORG Vessel SpA> and <ORG Vessel>", [0, 0]),
        ("<ORG Bluewater Corp.> and <ORG Bluewater> and <ORG BLUEWATER>", [0, 0, 0]),
        ("<ORG Norwick Industries Inc> and <ORG Norwick>", [0, 0]),
        ("<ORG Norwick Steel> and <ORG Norwick Oil> and <ORG Norwick>", [0, 1, 2]),
        ("<ORG Norwick Steel Corp> and its parent <ORG Norwick Corp>", [0, 1]),
        ("<ORG Bank of Arden> and the <ORG Bank>", [0, 0]),
        ("<ORG Bank of Arden>, <ORG Bank of Merton> and the <ORG Bank>", [0, 1, 2]),
        ("<MISC FIFA Sand Cup> and <MISC Sand Cup>", [0, 0]),
        ("<ORG U.S. Treasury> and <ORG Treasury>", [0, 0]),
        ("<ORG UHN> and the <ORG UHN Harvest Fund>", [0, 1]),
        ("<ORG NWK Steel Corp> and <ORG NWK>", [0, 0]),
        ("<ORG Senate> and <ORG Senate Fishing Committee>", [0, 1]),
    ],
    "companies by their first words": [
        ("<ORG Norwick Tool Co> and <PER Norwick>", [0, 0]),
        ("<PER Norwick> bought <ORG Norwick Tool Co>, and <LOC Norwick> rose", [0, 0, 0]),
        ("<ORG Norwick Julian Inc> and <PER Norwick Julian> and <ORG Norwick>", [0, 0, 0]),
        ("<ORG Norwick Deposit Corp> and <ORG Norwick Deposit Bank Inc>; <ORG Norwick> said", [0, 1, 0]),
        ("<ORG NORWIC> SOARS: <ORG Norwic Norman Airways> and <ORG Norwic>", [0, 0, 0]),
        ("<ORG Varga Tool Co> and <PER Ilse Varga>: <PER Varga> said", [0, 1, 1]),
        ("<ORG Norwick Tool Co> in <LOC Norwick>", [0, 1]),
        ("<ORG Kenya Tool Co> of <LOC Kenya>. <LOC Kenya> rose", [0, 1, 1]),
        ("<ORG Norwick Harvest Board> and <PER Norwick>", [0, 1]),
    ],
    "other names": [
        ("<PER Kyaw Lin>, better known as <PER Jonny>, sang. <PER Jonny> left.", [0, 0, 0]),
        ("<ORG Harbour Board>, formerly <ORG Quay Trust>,", [0, 0]),
        ("<PER Ana Brandt>, alias “<PER La Jefa>”", [0, 0]),
        ("<PER Ana Brandt>, née <PER Lindqvist>, sang.", [0, 0]),
        ("<PER Ana Brandt> knew <PER La Jefa>", [0, 1]),
        ("<PER Ana Brandt> called <PER Omar Tripoli> and named <PER Kyaw Lin>", [0, 1, 2]),
    ],
    "countries and places": [
        ("<LOC US>, <LOC U.S.>, <LOC United States>, <LOC USA>, <LOC America>", [0, 0, 0, 0, 0]),
        ("<LOC UK>, <LOC Britain>, <LOC United Kingdom>, <LOC BRITAIN>", [0, 0, 0, 0]),
        ("<LOC State of Kuwait> and <LOC Kuwait>; <LOC Kuwait City>", [0, 0, 1]),
        ("<LOC Islamic Republic of Iran> and <LOC Iran>", [0, 0]),
        ("<LOC Kingdom of Bahrain> and <LOC BAHRAIN>", [0, 0]),
        ("<LOC Baghdad>, <LOC Iraq>", [0, 1]),
        ("<LOC Kiev>, now <LOC Kyiv>", [0, 0]),
        ("<LOC Sinai Peninsula> and <LOC Sinai>", [0, 0]),
        ("<LOC Al-Qaim> and <LOC al Qaim> and <LOC Qaim>", [0, 0, 0]),
        ("<LOC West Bank> and <ORG Bank>", [0, 1]),
        ("<LOC North Korea> and <LOC South Korea> and <LOC Korea>", [0, 1, 2]),
        ("<LOC Sudan> and <LOC South Sudan>", [0, 1]),
        ("<LOC Washington> said that <LOC Washington, D.C.> is a city", [0, 0]),
    ],
    "nationalities and creeds": [
        ("<NORP Israeli> and <NORP Israelis>", [0, 0]),
        ("<NORP Iraqi> and <LOC Iraq>", [0, 1]),
        ("<NORP British> and <NORP Britons>", [0, 0]),
        ("<NORP Kurds> and <NORP Kurdish>", [0, 0]),
        ("<NORP Shia>, <NORP Shiites> and <NORP Shi'ite>", [0, 0, 0]),
        ("<NORP Islam> and <NORP Islamic> and <NORP Muslims>", [0, 0, 1]),
        ("<NORP Swiss> and <NORP Swedes> and <NORP Swedish>", [0, 1, 1]),
    ],
    "types": [
        ("<LOC Chelsea> and <ORG Chelsea>", [0, 1]),
        ("<PER Paris Moreau> and <LOC Paris>", [0, 1]),
        ("<LOC Iraq> and <ORG Iraq Tribune>", [0, 1]),
    ],
}


@pytest.mark.parametrize(
    ("text", "chains"),
    [pytest.param(*case, id=f"{subject}: {case[0]}") for subject, cases in CASES.items() for case in cases],
)
def test_mentions_of_one_entity_are_one_chain(text, chains):
    assert [one.chain for one in linked(text)] == chains


@pytest.mark.parametrize(
    ("text", "name", "variants"),
    [
        ("<PER Varga> met <PER I. Varga>; <PER Ilse Varga> left.", "Ilse Varga", ("I. Varga", "Varga")),
        ("<ORG PHU>, the <ORG Popular Harvest Union>", "Popular Harvest Union", ("PHU",)),
        ("<PER ILSE VARGA> WINS\n<PER Ilse Varga> won.", "Ilse Varga", ("ILSE VARGA",)),
        ("<LOC US> and <LOC United States>", "United States", ("US",)),
        ("<LOC US> and <LOC US>", "US", ()),
        ("<ORG Norwick>, <ORG Norwick Industries Inc>", "Norwick Industries Inc", ("Norwick",)),
        ("<ORG Popular\n  Harvest Union>", "Popular Harvest Union", ()),
    ],
)
def test_a_chain_goes_by_its_fullest_name(text, name, variants):
    assert {(one.canonical, one.variants) for one in linked(text)} == {(name, variants)}


@pytest.mark.parametrize(
    ("titles", "chains"),
    [
        (("Mr", "Mrs", "Mr"), [0, 1, 0]),
        (("Mr", "Mr", "Mr"), [0, 0, 0]),
        ((None, "Mrs", None), [0, 0, 0]),
        (("Sir", "Lady", None), [0, 1, 0]),
    ],
)
def test_titles_keep_people_of_one_surname_apart(titles, chains):
    text = "Karel Otten Otten Otten"
    places = ((0, 11), (12, 17), (18, 23))
    mentions = [
        Mention(start, end, named(text[start:end]), "PER", 0.99, "given", title=title)
        for (start, end), title in zip(places, titles, strict=True)
    ]
    link(text, mentions)

    assert [one.chain for one in mentions] == chains


def test_a_place_with_the_surname_of_a_person_is_a_person_unless_it_stands_as_a_place():
    text = "Omar Tripoli won. Tripoli thanked all in Tripoli."
    mentions = [
        Mention(0, 12, named("Omar Tripoli"), "PER", 0.9, "given"),
        Mention(18, 25, named("Tripoli"), "LOC", 0.95, "given"),
        Mention(41, 48, named("Tripoli"), "LOC", 0.95, "given"),
    ]
    link(text, mentions)

    assert [(one.type, one.chain) for one in mentions] == [("PER", 0), ("PER", 0), ("LOC", 1)]


def test_a_document_of_many_names_is_linked_in_time_that_grows_with_them():
    # A thousand people of one surname: were each compared with all others, this would take minutes.
    names = [f"{chr(97 + one % 26).upper()}{'bcdfghjklm'[one // 26 % 10]}{one} Otten" for one in range(4000)]
    text = ", ".join(names)
    mentions, at = [], 0
    for name in names:
        mentions.append(Mention(at, at + len(name), named(name), "PER", 0.99, "given"))
        at += len(name) + 2
    link(text, mentions)

    assert mentions[-1].chain > 0
