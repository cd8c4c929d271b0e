"""What numbers count, measure out, rank or describe, and where they count nothing."""

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document

EXTRACTOR = NumberExtractor()

CASES = {
    "counted things with their adjectives and names": [
        ("about 30 missile attacks on ports", {"30": "missile attacks"}),
        ("two more Russian soldiers were freed", {"two": "Russian soldiers"}),
        ("The 12 people left", {"12": "people"}),
        ("200 pregnant and lactating women came", {"200": "pregnant and lactating women"}),
        ("three monthly payments", {"three": "monthly payments"}),
        ("it saved 40 lives", {"40": "lives"}),
        ("in 11 U.S. states", {"11": "U.S. states"}),
        ("five West German towns", {"five": "West German towns"}),
        ("they closed 12 savings banks", {"12": "savings banks"}),
        ("four AIDS patients", {"four": "AIDS patients"}),
        ("six police dogs", {"six": "police dogs"}),
        ("eight police station chiefs met", {"eight": "police station chiefs"}),
        ("500 Rangers Park seats were sold", {"500": "Rangers Park seats"}),
        ("20 Democrats Friday voted", {"20": "Democrats"}),
        ("after four shows we left", {"four": "shows"}),
        ("40 works by local painters", {"40": "works"}),
        ("eight media firm owners met", {"eight": "media firm owners"}),
        ("They scored nine runs (four in May).", {"nine": "runs", "four": None}),
        ("300 or so survivors", {"300": "survivors"}),
        ("two very clear options", {"two": "very clear options"}),
        ("It sold 500 class A shares.", {"500": "class A shares"}),
        ("38 million A and B shares", {"38 million": "A and B shares"}),
        ("about 160 hourly and salaried workers", {"160": "hourly and salaried workers"}),
        ("12 of the country's 18 provinces", {"12": "provinces", "18": "provinces"}),
        ("10% of South Africa's $5 billion", {"10%": None, "$5 billion": None}),
        ("A 0\nA handful of men", {"0": None}),
        ("It lost four straight games.", {"four": "straight games"}),
        ("for the seventh straight year", {"seventh": "straight year"}),
        ("It has one nuclear powered ship.", {"one": "nuclear powered ship"}),
        ("the first of many steps", {"first": "steps"}),
        ("the ultra-modern $20 million seat of it", {"$20 million": "seat"}),
        ("93% of voters' trust", {"93%": "voters' trust"}),
        ("30 students' parents", {"30": "students"}),
        ("40% of voters' five wishes", {"40%": "wishes", "five": "wishes"}),
        ("the third quarter Aug. 31", {"third": "quarter"}),
        ('its 20 "premier members" met', {"20": "premier members"}),
        ("half a dozen ships", {"half a dozen": "ships"}),
        ("They won four straight games.", {"four": "straight games"}),
        ("They won four straight and left.", {"four": None}),
        ("eight weekly flights", {"eight": "weekly flights"}),
        ("thousands of people marched", {"thousands": "people"}),
        ("dozens of its own branches", {"dozens": "branches"}),
        ("between 20 and 30 miners", {"between 20 and 30": "miners"}),
        ("they won by 143 runs", {"143": "runs"}),
        ("3 PlayStation 5 consoles were sold", {"3": "PlayStation 5 consoles"}),
        ("two Boeing 737-200 aircraft landed", {"two": "Boeing 737-200 aircraft"}),
        ("two Boeing 737 jets left", {"two": "Boeing 737 jets"}),
        ("at least 20 homes and shops burned", {"20": "homes"}),
        ("9,000 jobs and three-quarters of the trade", {"9,000": "jobs", "three-quarters": "trade"}),
        ("30 officers and medical workers were there", {"30": "officers and medical workers"}),
        ("two Lake and Hill shops closed", {"two": "Lake and Hill shops"}),
        ("12 “ghost” employees were paid", {"12": "“ghost” employees"}),
        ('30 new "high-risk" areas', {"30": 'new "high-risk" areas'}),
    ],
    "one thing": [
        ("one man was hurt", {"one": "man"}),
        ("one critical factor: time", {"one": "critical factor"}),
        ("One forest ranger told us", {"One": "forest ranger"}),
        ("one official joked", {"one": "official"}),
        ("one armed guard stood there", {"one": "armed guard"}),
        ("x = 1 The office said so", {"1": None}),
        ("one person responsible for it", {"one": "person"}),
        ("a police raid left one man dead", {"one": "man"}),
        ('one "armed guard" stood there', {"one": "armed guard"}),
    ],
    "some of many": [
        ("one of London's private banks", {"one": "London's private banks"}),
        ("three of the soldiers", {"three": "soldiers"}),
        ("15 of 17 regions", {"15": "regions", "17": "regions"}),
        ("one of the nearly 60 shops there", {"one": "shops", "60": "shops"}),
        ("three of the top six earners", {"three": "earners", "six": "earners"}),
        ("three of the top 6 earners", {"three": "earners", "6": "earners"}),
        ("$3m of its outstanding 10-1/4% bonds", {"$3m": "bonds", "10-1/4%": "bonds"}),
        ("two of the firm's six largest plants", {"two": "largest plants", "six": "largest plants"}),
    ],
    "people by what happened to them": [
        ("20 dead and 50 injured", {"20": "dead", "50": "injured"}),
        ("The storm left 300 homeless.", {"300": "homeless"}),
        ("at least 12 wounded rebels", {"12": "wounded rebels"}),
        ("nearly 40,000 Rohingya fled", {"40,000": "Rohingya"}),
        ("300 Chinese are living there", {"300": "Chinese"}),
        ("300 Chinese and Indian men", {"300": "Chinese and Indian men"}),
        ("Asia's top 10 Chinese novel", {"10": None}),
    ],
    "parts": [
        ("35% of voters agree", {"35%": "voters"}),
        ("a third of the country's farmers", {"a third": "country's farmers"}),
        ("half its 7,500 workers", {"half": "workers", "7,500": "workers"}),
        ("half of this population", {"half": "population"}),
        ("half of the population receives it", {"half": "population"}),
        ("half the plant's capacity", {"half": "plant's capacity"}),
        ("one in five adults skips breakfast", {"one in five": "adults"}),
        ("a third the length of it", {"a third": "length"}),
        ("half of all new cars", {"half": "new cars"}),
        ("two per cent of the farming population lives there", {"two per cent": "farming population"}),
        ("10% of a Canadian broker", {"10%": "Canadian broker"}),
        ("3% of its current issued capital", {"3%": "current issued capital"}),
        ("5% of January sales", {"5%": "January sales"}),
    ],
    "measured out": [
        ("300 tonnes of wheat", {"300 tonnes": "wheat"}),
        ("25 miles of pipeline linking the fields", {"25 miles": "pipeline"}),
        ("seven years of experience in banking", {"seven years": "experience"}),
        ("$5 million worth of new goods", {"$5 million": "new goods"}),
        ("$40 million of debt", {"$40 million": "debt"}),
        ("five dollars' worth of stamps", {"five dollars": "stamps"}),
    ],
    "what money is in": [
        ("$5 million in damages", {"$5 million": "damages"}),
        ("paid €3bn in cash", {"€3bn": "cash"}),
        ("$5 million in bilateral trade", {"$5 million": "bilateral trade"}),
        ("up to $12.50 in premarket trading", {"$12.50": None}),
        ("$2 million in illegal profits", {"$2 million": "illegal profits"}),
        ("$5 million in financing", {"$5 million": "financing"}),
    ],
    "described with a hyphen": [
        ("a three-day visit to Oslo", {"three-day": "visit"}),
        ("a two-year deal worth £5", {"two-year": "deal", "£5": None}),
        ("a 15-member advisory committee", {"15": "advisory committee"}),
        ("two- and three-bedroom flats", {"two": "flats", "three": "flats"}),
        ("two- and 10-year bonds", {"two": "bonds", "10-year": "bonds"}),
        ("12-hour work shifts", {"12-hour": "work shifts"}),
        ("five-star hotels", {"five": "hotels"}),
        ("two 500-pound bombs", {"two": None, "500-pound": "bombs"}),
        ("the 78-year-old politician died", {"78-year-old": "politician"}),
        ("a $20,000-a-year job", {"$20,000-a-year": "job"}),
        ("a three-day, 12-mile walk", {"three-day": "walk", "12-mile": "walk"}),
        ("a two-year, $5 million scheme", {"two-year": "scheme", "$5 million": "scheme"}),
    ],
    "described behind an article": [
        ("a $5 million loan from the bank", {"$5 million": "loan"}),
        ("the company's 25% stake in it", {"25%": "stake"}),
        ("a further 3% cut", {"3%": "cut"}),
        ("a new 90 MW wind farm", {"90 MW": "wind farm"}),
        ("a two-thirds majority", {"two-thirds": "majority"}),
        ("above the 5% threshold", {"5%": "threshold"}),
        ("a one-year deal worth millions", {"one-year": "deal", "millions": None}),
        ("with the larger 82kWh battery", {"82kWh": "battery"}),
        ("an expected $5 billion shortfall", {"$5 billion": "shortfall"}),
        ("a huge 17 point lead", {"17": "point lead"}),
        ("a $5 million debt restructuring.", {"$5 million": "debt restructuring"}),
    ],
    "ranked": [
        ("for the third time", {"third": "time"}),
        ("the first mass layoffs in years", {"first": "mass layoffs"}),
        ("a fourth consecutive term in office", {"fourth": "consecutive term"}),
        ("the first two cases were mild", {"first": "cases", "two": "cases"}),
        ("the first 100 buses", {"first": "buses", "100": "buses"}),
        ("the first train leaves at noon", {"first": "train"}),
        ("its second international meeting", {"second": "international meeting"}),
        ("the first poll shows gains", {"first": "poll"}),
        ("the first thing I did", {"first": "thing"}),
        ("the second part consists of it", {"second": "part"}),
        ("the first mortgage bonds due then", {"first": "mortgage bonds"}),
        ("the first-ever unmanned flight", {"first": "unmanned flight"}),
        ("the sixth-largest exporter", {"sixth": "largest exporter"}),
        ("its second quarter ending in May", {"second": "quarter"}),
    ],
}
NOTHING = {
    "pronouns and numbers alone": [
        ("5,000 of them died", {"5,000": None}),
        ("four of those murdered belong to it", {"four": None}),
        ("the three said so", {"three": None}),
        ("half of that is gone", {"half": None}),
        ("40% of those polled", {"40%": None}),
        ("They won 15 and lost five.", {"15": None, "five": None}),
        ("The two met leaders there", {"two": None}),
        ("the first the three parties had", {"first": None, "three": "parties"}),
        ("It stood at 7.5 two weeks ago.", {"7.5": None, "two weeks": None}),
    ],
    "labels": [
        ("Article IV consultations", {"Article IV": None}),
        ("the No. 10 seed", {"No. 10": None}),
    ],
    "verbs behind": [
        ("5 left the room", {"5": None}),
        ("two die in a crash", {"two": None}),
        ("20 were killed", {"20": None}),
        ("the $5 million spent on it", {"$5 million": None}),
        ("the first saw it", {"first": None}),
        ("first came the rain", {"first": None}),
        ("the fifth this week", {"fifth": None}),
    ],
    "amounts that measure nothing named": [
        ("It cost $5 million last year.", {"$5 million": None}),
        ("sales rose 5% in May", {"5%": None}),
        ("$5 million in the third quarter", {"$5 million": None, "third": "quarter"}),
        ("rose to $5 in early trading", {"$5": None}),
        ("He was fined tens of thousands of yuan last May.", {"tens of thousands of yuan": None}),
        ("of the sold 60% using old prices", {"60%": None}),
        ("within 20 miles of the border", {"20 miles": None}),
        ("two hours before dawn", {"two hours": None}),
        ("she waited two years, he did not", {"two years": None}),
        ("sales grew threefold sales say", {"threefold": None}),
        ("the two months of January and February were dry", {"two months": None}),
        ("94% of a year ago", {"94%": None}),
        ("the last 10 days of March", {"10 days": None}),
    ],
}


def counted_in(text: str) -> dict[str, str | None]:
    """Give what each number of a text counts, by the number as it is written."""
    return {text[item.start : item.end]: item.value.counted for item in EXTRACTOR(Document(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in {**CASES, **NOTHING}.items() for case in cases],
)
def test_number_has_what_it_counts(text: str, expected: dict[str, str | None]) -> None:
    assert counted_in(text) == expected


@pytest.mark.parametrize("text", [text for cases in CASES.values() for text, _ in cases])
def test_span_of_what_is_counted_holds_its_words_behind_the_number(text: str) -> None:
    for item in EXTRACTOR(Document(text)):
        if item.value.counted is not None:
            assert item.value.counted_span.text_of(text) == item.value.counted
            assert item.value.counted_span.start >= item.end
