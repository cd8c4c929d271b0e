from collections.abc import Callable

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document
from corpuskit.values import NumberValue

EXTRACT = NumberExtractor()


@pytest.fixture
def measured() -> Callable[[str], dict[str, str]]:
    """Give what is found in a text with its amount, code and name of the unit: "5 km kilometer"."""

    def run(text: str) -> dict[str, str]:
        return {item.span.text_of(text): _shown(item.value) for item in EXTRACT(Document(text))}

    return run


def _shown(value: NumberValue) -> str:
    amount = f"{value.low} to {value.high}" if value.value is None else value.value
    return f"{amount} {value.unit or '-'} {value.unit_name}"
