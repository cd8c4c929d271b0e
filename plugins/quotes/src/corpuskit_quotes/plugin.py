"""What corpuskit loads: the spec of the extractor, without the extractor itself."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Give the spec of the quotation extractor."""
    yield ExtractorSpec(
        name="quotes",
        factory="corpuskit_quotes.extract:QuoteExtractor",
        provides={"quote": "corpuskit.values:QuoteValue"},
        after=("entity", "date"),
        config="corpuskit_quotes.config:QuoteConfig",
        languages=("en",),
        description="direct, mixed and indirect quotations with speakers; scare quotes and titles",
    )
