"""What is no quantity is not found, and what looks like it is: the texts of the tables in ``excluded``."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document

EXTRACT = NumberExtractor()
FILES = sorted((Path(__file__).parent / "excluded").glob("*.toml"))
TABLES = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]


def cases() -> Iterator[tuple[str, str, int]]:
    """Give each text with its feature and how many quantities are in it."""
    for table in TABLES:
        yield from ((feature, text, 0) for feature, texts in table["none"].items() for text in texts)
        yield from ((feature, text, n) for feature, texts in table["counted"].items() for text, n in texts.items())


@pytest.mark.parametrize(("feature", "text", "count"), list(cases()))
def test_quantities_are_found_and_nothing_else(feature: str, text: str, count: int) -> None:
    assert len(list(EXTRACT(Document(text)))) == count, feature


def test_there_are_tables() -> None:
    assert len(TABLES) == 3
