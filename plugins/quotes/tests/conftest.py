from collections.abc import Callable
from typing import Any

import pytest
from corpuskit_quotes import QuoteConfig, QuoteExtractor

from corpuskit import Annotation, Document, Span

Facts = list[tuple[Any, ...]]
Read = Callable[..., Facts]


@pytest.fixture(scope="session")
def read() -> Read:
    """Give a reader of quotations: for each the values of the fields asked for, spans as their words.

    ``words`` are the words of the quotation, those of its parts joined by ``…``.
    """
    extractors: dict[QuoteConfig, QuoteExtractor] = {}

    def run(text: str, *fields: str, annotations: tuple[Annotation, ...] = (), **options: object) -> Facts:
        config = QuoteConfig(**options)  # type: ignore[arg-type]  # the options are the test's
        extractor = extractors.setdefault(config, QuoteExtractor(config))
        document = Document(text, annotations=annotations)
        return [tuple(_shown(document, item, field) for field in fields) for item in extractor(document)]

    return run


def _shown(document: Document, item: Annotation, field: str) -> Any:  # Any: the fields are of several types.
    value = document.text_of(item) if field == "words" else getattr(item.value, field)
    return document.text_of(value) if isinstance(value, Span) else value
