"""What counts as a name, where it begins and ends, and of which type it is."""

import pytest

from corpuskit import Document, Pipeline

PIPELINE = Pipeline("entities")

CASES = {
    "capitals that stand for governments": [
        ("Talks between Moscow and Washington broke down.", {"Moscow": "LOC", "Washington": "LOC"}),
        ("Beijing rejected the claim on Monday.", {"Beijing": "LOC"}),
        ("Ankara has denied the report, and Athens has not replied.", {"Ankara": "LOC", "Athens": "LOC"}),
        ("The move angered Tehran.", {"Tehran": "LOC"}),
        ("Germany accused Poland of breaking the treaty.", {"Germany": "LOC", "Poland": "LOC"}),
        ("It was London that asked Nairobi for help.", {"London": "LOC", "Nairobi": "LOC"}),
    ],
    "nationalities, peoples and creeds": [
        ("A Nigerian writer won the prize.", {"Nigerian": "NORP"}),
        ("The Kurds and the Turks have lived there for ages.", {"Kurds": "NORP", "Turks": "NORP"}),
        ("Most of the Muslims and Christians in the village left.", {"Muslims": "NORP", "Christians": "NORP"}),
        ("A group of Buddhist monks crossed the river.", {"Buddhist": "NORP"}),
        ("The Vietnamese dong fell.", {"Vietnamese": "NORP"}),
        ("Chinese and Indian troops met at the border.", {"Chinese": "NORP", "Indian": "NORP"}),
        ("Both Republicans and Democrats voted for it.", {"Republicans": "NORP", "Democrats": "NORP"}),
        ("He is a Dutchman who lives in Peru.", {"Dutchman": "NORP", "Peru": "LOC"}),
    ],
    "possessives": [
        ("Kenya's economy grew.", {"Kenya": "LOC"}),
        ("Kenya’s economy grew.", {"Kenya": "LOC"}),
        ("The Philippines' economy grew.", {"Philippines": "LOC"}),
        ("It is Toyota's largest plant.", {"Toyota": "ORG"}),
        ("He read Maria Santos’ letter.", {"Maria Santos": "PER"}),
        ("the U.S.'s role in Asia", {"U.S.": "LOC", "Asia": "LOC"}),
        ("the World Health Organization's report", {"World Health Organization": "ORG"}),
    ],
    "leading articles": [
        ("They flew from the Netherlands to the Gambia.", {"Netherlands": "LOC", "Gambia": "LOC"}),
        ("The African Union met The World Bank.", {"African Union": "ORG", "African": "NORP", "World Bank": "ORG"}),
        ("The United Nations left.", {"United Nations": "ORG"}),
        ("The Nile rose.", {"Nile": "LOC"}),
        ("It was in the Bahamas.", {"Bahamas": "LOC"}),
    ],
    "names in a row": [
        ("An accord between the United States and Iraq", {"United States": "LOC", "Iraq": "LOC"}),
        ("He toured Ghana, Togo and Benin.", {"Ghana": "LOC", "Togo": "LOC", "Benin": "LOC"}),
        ("Google and Microsoft sued.", {"Google": "ORG", "Microsoft": "ORG"}),
        ("Anna Schmidt and Carlos Gomez won.", {"Anna Schmidt": "PER", "Carlos Gomez": "PER"}),
        ("the United Kingdom and the United Arab Emirates", {"United Kingdom": "LOC", "United Arab Emirates": "LOC"}),
        ("He left Lima, Peru, for Quito, Ecuador.", {"Lima": "LOC", "Peru": "LOC", "Quito": "LOC", "Ecuador": "LOC"}),
        ("Chad, Trinidad and Tobago and Peru signed.", {"Chad": "LOC", "Trinidad and Tobago": "LOC", "Peru": "LOC"}),
    ],
    "hyphens and slashes": [
        ("The Russia-Ukraine war goes on.", {"Russia": "LOC", "Ukraine": "LOC"}),
        ("They blamed pro-Iranian groups.", {"Iranian": "NORP"}),
        ("anti-American slogans", {"American": "NORP"}),
        ("a London-based bank", {"London": "LOC"}),
        ("Jean-Pierre Dubois came.", {"Jean-Pierre Dubois": "PER"}),
        ("He is from Guinea-Bissau.", {"Guinea-Bissau": "LOC"}),
        ("It was signed by Park Ji-sung in Seoul.", {"Park Ji-sung": "PER", "Seoul": "LOC"}),
    ],
    "names inside names": [
        ("They landed at Cairo International Airport.", {"Cairo International Airport": "LOC", "Cairo": "LOC"}),
        ("The Central Bank of Nigeria cut its rate.", {"Central Bank of Nigeria": "ORG", "Nigeria": "LOC"}),
        ("She studies at the University of Tokyo.", {"University of Tokyo": "ORG", "Tokyo": "LOC"}),
        ("the Egyptian Football Association said", {"Egyptian Football Association": "ORG", "Egyptian": "NORP"}),
        ("He joined the African National Congress.", {"African National Congress": "ORG", "African": "NORP"}),
    ],
    "initials": [
        ("They met J. K. Harrison there.", {"J. K. Harrison": "PER"}),
        ("They met J.K. Harrison there.", {"J.K. Harrison": "PER"}),
        ("They met John F. Kennedy there.", {"John F. Kennedy": "PER"}),
        ("They met George W. Miller in the U.S. there.", {"George W. Miller": "PER", "U.S.": "LOC"}),
        ("They met R. Venkatesan there.", {"R. Venkatesan": "PER"}),
        ("They met A. P. J. Sharma there.", {"A. P. J. Sharma": "PER"}),
    ],
    "apostrophes": [
        ("It was said by Sean O'Connor.", {"Sean O'Connor": "PER"}),
        ("It was said by Sean O’Connor.", {"Sean O’Connor": "PER"}),
        ("He moved to Côte d’Ivoire.", {"Côte d’Ivoire": "LOC"}),
        ("Rosa D'Angelo sang.", {"Rosa D'Angelo": "PER"}),
        ("They fled from Sana'a in March.", {"Sana'a": "LOC"}),
    ],
    "diacritics": [
        ("José Martínez lives in São Paulo.", {"José Martínez": "PER", "São Paulo": "LOC"}),
        ("Jürgen Müller lives in Köln.", {"Jürgen Müller": "PER", "Köln": "LOC"}),
        ("She met Nguyễn Văn Minh.", {"Nguyễn Văn Minh": "PER"}),
        ("Zoë Kovačević won.", {"Zoë Kovačević": "PER"}),
        ("They flew to Málaga and Zürich.", {"Málaga": "LOC", "Zürich": "LOC"}),
        ("Ayşe Yılmaz lives in İzmir.", {"Ayşe Yılmaz": "PER", "İzmir": "LOC"}),
    ],
    "particles": [
        ("She met Ludwig van der Berg in May.", {"Ludwig van der Berg": "PER"}),
        ("She met Omar bin Khalid in May.", {"Omar bin Khalid": "PER"}),
        ("She met Abu Bakr al-Hassan in May.", {"Abu Bakr al-Hassan": "PER"}),
        ("She met Maria de la Cruz in May.", {"Maria de la Cruz": "PER"}),
        ("She met Carla da Silva in May.", {"Carla da Silva": "PER"}),
        ("She met Otto von Braun in May.", {"Otto von Braun": "PER"}),
        ("She met Mohammed Al-Rashid in May.", {"Mohammed Al-Rashid": "PER"}),
        ("She met Jean le Roux in May.", {"Jean le Roux": "PER"}),
    ],
    "people of many parts of the world": [
        ("The coach, Kwame Mensah, was pleased.", {"Kwame Mensah": "PER"}),
        ("The coach, Priya Sharma, was pleased.", {"Priya Sharma": "PER"}),
        ("The coach, Hiroshi Tanaka, was pleased.", {"Hiroshi Tanaka": "PER"}),
        ("The coach, Li Wei, was pleased.", {"Li Wei": "PER"}),
        ("The coach, Kim Min-jun, was pleased.", {"Kim Min-jun": "PER"}),
        ("The coach, Fatima Zahra, was pleased.", {"Fatima Zahra": "PER"}),
        ("The coach, Ivan Petrov, was pleased.", {"Ivan Petrov": "PER"}),
        ("The coach, Diego Fernandez, was pleased.", {"Diego Fernandez": "PER"}),
        ("The coach, Chinedu Okafor, was pleased.", {"Chinedu Okafor": "PER"}),
        ("The coach, Siti Rahman, was pleased.", {"Siti Rahman": "PER"}),
        ("The coach, Tigist Bekele, was pleased.", {"Tigist Bekele": "PER"}),
        ("The coach, Mehmet Demir, was pleased.", {"Mehmet Demir": "PER"}),
    ],
    "organisations": [
        ("He works for the International Monetary Fund.", {"International Monetary Fund": "ORG"}),
        ("Shares of Samsung Electronics rose.", {"Samsung Electronics": "ORG"}),
        ("The Ministry of Education refused.", {"Ministry of Education": "ORG"}),
        ("He was an agent of the FBI and of the CIA.", {"FBI": "ORG", "CIA": "ORG"}),
        ("Fighters of Boko Haram and al-Shabaab fled.", {"Boko Haram": "ORG", "al-Shabaab": "ORG"}),
        ("He told the BBC that he would leave.", {"BBC": "ORG"}),
        ("Doctors of Amnesty International said so.", {"Amnesty International": "ORG"}),
    ],
    "titles stay outside": [
        ("They spoke to President Juan Lopez.", {"Juan Lopez": "PER"}),
        ("They spoke to Prime Minister Abdul Karim.", {"Abdul Karim": "PER"}),
        ("They spoke to Foreign Minister Elena Popova of Bulgaria.", {"Elena Popova": "PER", "Bulgaria": "LOC"}),
        ("They spoke to General Samuel Mwangi.", {"Samuel Mwangi": "PER"}),
        ("They spoke to Secretary of State Robert Hayes.", {"Robert Hayes": "PER"}),
        ("They spoke to Sheikh Hamad and Dr. Patel.", {"Hamad": "PER", "Patel": "PER"}),
    ],
    "no names": [
        ("The president met the prime minister on Monday.", {}),
        ("On Friday in January, the moon was full.", {}),
        ("I think that I know what God wants.", {}),
        ("The state’s economy grew by 5% in March.", {}),
        ("There were 20 men and 5 women.", {}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{subject}: {case[0]}") for subject, cases in CASES.items() for case in cases],
)
def test_names_are_found_as_the_policies_say(text, expected):
    document = PIPELINE(Document(text))

    assert {document.text_of(item): item.value.type for item in document["entity"]} == expected
