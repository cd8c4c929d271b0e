"""The hook by which corpuskit finds this plugin."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Declare the extractor of numbers."""
    yield ExtractorSpec(
        name="numbers",
        factory="corpuskit_numbers.extract:NumberExtractor",
        provides={"number": "corpuskit.values:NumberValue"},
        after=("date",),
        config="corpuskit_numbers.config:NumberConfig",
        triggers="corpuskit_numbers.extract:triggers",
        local=True,
        description="Numbers and quantities, with exact values, units, bounds and what is counted",
    )
