from collections.abc import Callable

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor

from corpuskit import Annotation, Document

Find = Callable[..., dict[str, str]]


@pytest.fixture
def annotate() -> Callable[..., list[Annotation]]:
    def run(text: str, date: object = "2020-06-12", **options: object) -> list[Annotation]:
        metadata = {} if date is None else {"date": date}
        return list(DateExtractor(DateConfig(**options))(Document(text, metadata=metadata)))  # type: ignore[arg-type]

    return run


@pytest.fixture
def values(annotate: Callable[..., list[Annotation]]) -> Find:
    def run(text: str, date: object = "2020-06-12", **options: object) -> dict[str, str]:
        found = annotate(text, date, **options)
        return {text[item.span.slice]: item.value.value for item in found if item.label == "date"}

    return run
