"""How names are written, and which may be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.names import alike, body_words, folded, generation_of, may_be_one, person_words, plain, skeleton

NAMES = st.sampled_from(
    ["Qassem Soleimani", "Kasim Sulaimani", "Q. Soleimani", "James Baker", "Jim Baker", "José P. Ruiz", "Li"]
).map(lambda name: person_words([word.strip(".") for word in folded(name).split()]))


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain(text).lower() == folded(text)


@given(st.text(), st.text())
def test_spelling_is_compared_both_ways(one: str, two: str) -> None:
    assert alike(one, two) == alike(two, one)
    assert alike(one, one)


@given(NAMES, NAMES)
def test_people_are_compared_both_ways(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    assert may_be_one(one, two) == may_be_one(two, one)
    assert may_be_one(one, one)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Qassem Soleimani", "Qasem Soleimani", True),
        ("Mustafa al-Kadhimi", "Mustafa Al Kadhimi", True),
        ("J. Baker", "James Baker", True),
        ("Tim Okoro", "Timothy Okoro", True),
        ("George H. Bush", "George W. Bush", False),
        ("George H. Bush", "George Bush", True),
        ("James Baker", "Howard Baker", False),
        ("James Baker", "James Bacon", False),
    ],
)
def test_full_names_may_be_one(one: str, two: str, same: bool) -> None:
    first, second = (person_words([word.strip(".") for word in folded(name).split()]) for name in (one, two))

    assert may_be_one(first, second) is same


@pytest.mark.parametrize(
    ("name", "words", "generation"),
    [
        ("Abu Mahdi al-Muhandis", ("mahdi", "muhandis"), ""),
        ("Martin Luther King Jr", ("martin", "luther", "king"), "jr"),
        ("Vincent van der Berg", ("vincent", "berg"), ""),
        ("Al", ("al",), ""),
        ("Sinéad O’Hara's", ("sinead", "ohara"), ""),
    ],
)
def test_small_words_are_no_part_of_a_name(name: str, words: tuple[str, ...], generation: str) -> None:
    given = folded(name).split()

    assert person_words(given) == words
    assert generation_of(given) == generation


def test_transliterations_have_one_skeleton() -> None:
    assert {skeleton(word) for word in ("Qassem", "Qasem", "Kassim", "Kasem")} == {"ksm"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Ferry & Co. Ltd", ("ferry",)),
        ("Bank of England", ("bank", "of", "england")),
        ("The", ("the",)),
        ("Co", ("co",)),
    ],
)
def test_the_kind_of_company_is_no_part_of_its_name(name: str, words: tuple[str, ...]) -> None:
    assert body_words(folded(name).split()) == words
