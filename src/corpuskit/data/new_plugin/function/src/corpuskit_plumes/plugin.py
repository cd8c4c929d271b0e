"""What corpuskit is told of this plugin. What strings name is imported when it is first used."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Declare the extractor."""
    yield ExtractorSpec(
        "plumes",
        function="corpuskit_plumes.extract:extract",
        provides={"plume": "corpuskit_plumes.values:PlumeValue"},
        languages=(),  # Every language. Name those that it is written for, such as ("en",).
        local=True,  # What it finds depends on the paragraph only.
        api_level=1,
        description="words with a hash before them",
        examples=("Keep the #ferry running.", "#NightFerry, #2020 and #été for all"),
    )
