"""Words in addresses of pages and of mail are no names."""

import pytest
from corpuskit_entities.addresses import addresses

from corpuskit import Document, Pipeline

PAGES = ["https://www.Reuters.com/World/Iraq", "www.gov.uk/Iraq", "example.com/Iraq/Baghdad", "ftp://Iraq.example.org"]
MAILBOXES = ["info@Iraq.example.org", "Barack.Obama@example.org"]


@pytest.mark.parametrize("address", [*PAGES, *MAILBOXES])
def test_an_address_holds_no_names(address):
    text = f"Barack Obama flew to Baghdad, see {address} or ask Germany."
    found = Pipeline("entities")(Document(text))["entity"]

    assert [one.span.text_of(text) for one in found] == ["Barack Obama", "Baghdad", "Germany"]


@pytest.mark.parametrize(
    "text", ["a visit to U.S./Canada", "Yahoo.com said", "at 5 @ 3", "and/or", "@Iraq", "Mr.Smith/"]
)
def test_what_only_looks_like_an_address_is_none(text):
    assert not addresses(text).starts


def test_a_name_on_a_network_is_found_without_a_name_that_is_a_sign():
    text = "Angela Merkel thanked @BarackObama on Twitter."
    found = Pipeline("entities")(Document(text))["entity"]

    assert "@" not in {one.span.text_of(text) for one in found}


@pytest.mark.parametrize("piece", ["a.", "@", "a@", "a@b.c ", "www.a ", "a.bc/d ", "http://a ", "a-"])
def test_a_place_is_in_addresses_when_it_is_in_one_of_them(piece):
    text = piece * 20
    found = addresses(text)
    inside = {place for span in zip(found.starts, found.ends, strict=True) for place in range(*span)}

    assert {place for place in range(-1, len(text) + 2) if place in found} == inside
