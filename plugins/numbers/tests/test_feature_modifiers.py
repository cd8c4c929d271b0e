"""Words beside a number that say "about", "more than", "at most", feature by feature: each text, and what they are."""

from collections.abc import Callable, Iterator

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Annotation, Document

EXTRACT = NumberExtractor()


def modifiers(text: str) -> list[str]:
    """Give the modifiers of all numbers as "sign words"; a number without one as nothing."""
    return [_modifier(text, item) for item in EXTRACT(Document(text))]


def _modifier(text: str, item: Annotation) -> str:
    place = item.value.modifier_span
    return "" if place is None else f"{item.value.modifier} {place.text_of(text)}"


def each(sign: str, *texts: str) -> Iterator[object]:
    """Give a case of each text, in which the modifier stands in brackets."""
    for text in texts:
        before, _, rest = text.partition("[")
        words, _, after = rest.partition("]")
        yield pytest.param(f"{before}{words}{after}", f"{sign} {words}", id=text)


def cases(*groups: Iterator[object]) -> Callable[..., object]:
    return pytest.mark.parametrize(("text", "expected"), [case for group in groups for case in group])


@cases(
    each(
        "~",
        *("[about] 50 people", "[around] 50 people", "[some] 50 people", "[nearly] 50 people", "[almost] 50 people"),
        *("[roughly] 50 people", "[approximately] 50", "[barely] 50 people", "[virtually] 50", "[perhaps] 50 people"),
        *("[close to] 50 people", "[an estimated] 50 people", "[in the region of] 50", "[on the order of] 50"),
        *(
            "They came.\n\n[~]50 people",
            "[~]50 people",
            "[≈] 50 people",
            "[approaching] 50 percent",
            "[almost] half of voters",
        ),
        *("[nearly] a third of voters", "[about] a dozen people", "[about] $5m", "[some] US$5 million"),
        *("It costs [about] $10 to $15.", "[about] 10-15 km", "[around] the 300 mark"),
    ),
    each(
        ">",
        *("[more than] 50 people", "[over] 50 people", "[above] 50 people", "[exceeding] 50", "[in excess of] 50"),
        *("[upwards of] 50 people", "[just over] 50 people", "[well over] $5m", "[north of] $50m", "[more than] US$5m"),
        *("[far more than] 50 people", "[slightly more than] 50", "[a bit over] 50", "[a little over] 50", "[>] 50"),
        *(
            "[more than] a million people",
            "[over] the $5m mark",
            "[more than] twice",
            "[more than] between 5 and 10 men",
        ),
        *(
            "a man [over] the age of 65",
            "for [over] two years",
            "[over] 200 matches",
            "It was [over] 20 years ago.",
            "It spanned [over] two decades.",
        ),
        *("So far [more than] 50 came.", "[many more than] 50", "[surpassing] 5 million"),
    ),
    each(
        "<",
        *("[less than] 50 people", "[under] 50 people", "[fewer than] 50 people", "[below] 50 people", "[<]50 people"),
        *("[just under] 50 people", "[just shy of] 50 people", "[not quite] 50", "p [<] 0.05", "in [under] two hours"),
        *("[far fewer than] 50", "[well below] 50 percent", "[slightly less than] 50"),
    ),
    each(
        ">=",
        *("[at least] 50 people", "[no fewer than] 50", "[not less than] 50", "[a minimum of] 50", "[≥]50 people"),
        *("50 [or more] people", "50[-plus] people", "50[+] people", "50 [plus] people", "50 people [or more]"),
        *("$5 million [or more]", "people aged 65 [and over]", "50 [and counting]", "[at the very least] 50"),
        "[as few as] 50",
    ),
    each(
        "<=",
        *(
            "[up to] 50 people",
            "[as many as] 50 people",
            "[at most] 50 people",
            "[not more than] 50",
            "[no more than] 50",
        ),
        *("[a maximum of] 50 people", "50 [or less]", "50 [or fewer] people", "50 people [or fewer]", "[≤] 50"),
        *(
            "It did [not exceed] 50 percent.",
            "[not exceeding] $5m",
            "[as much as] $50",
            "[within] two days",
            "[upto] 50 people",
        ),
    ),
    each(
        "~",
        "an hour [or so]",
        "50 [or so] people",
        "10 km [or so]",
        "30[-odd] men",
        "50 people [or so]",
        "50 [or thereabouts]",
    ),
)
def test_a_modifier_has_its_sign_and_its_own_span(text: str, expected: str) -> None:
    assert modifiers(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 10 to 15 people", ["~ about"]),
        ("as many as 15 to 20 people", ["<= as many as"]),
        ("more than 10 or 15 people", ["> more than"]),
        ("5 to 10 or more people", [">= or more"]),
        ("more than $5 million to $7 million", ["> more than"]),
    ],
)
def test_a_modifier_belongs_to_the_range_as_a_whole(text: str, expected: list[str]) -> None:
    assert modifiers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("about $5m or more", "~ about"), ("at least 10 or more", ">= at least")]
)
def test_of_two_modifiers_the_first_counts(text: str, expected: str) -> None:
    assert modifiers(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a book about three men",
        "It is under one roof.",
        "It revolves around two sisters.",
        "built around two rivers",
        "She won over two matches.",
        "spread over three weekends",
        "It will be repaid over five years.",
        "it fell 27% over 18 months",
        "Over five field seasons they tagged birds.",
        "three times as many as the five-year-old app",
        "invested over a 10-year period",
        "under a five-year plan",
        "over a five-game span",
        "ministers under two presidents",
        "over the past three years",
        "about the two men",
        "higher than the $3.1 million earned before",
        "more than the 51 percent of last year",
        "50 dollars plus costs",
        "$5 plus 3",
        "exactly 50 people",
        "only 50 people",
        "just 50 people",
        "taking over three firms",
        "50 people came",
        "<Four Hotels Inc>",
        "<b>Four hotels",
        "Acme Corp <ACM> 1,198, down from 50",
    ],
)
def test_a_word_of_another_sense_is_no_modifier(text: str) -> None:
    assert set(modifiers(text)) == {""}
