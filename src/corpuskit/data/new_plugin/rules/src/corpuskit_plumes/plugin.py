"""What corpuskit is told of this plugin. What strings name is imported when it is first used."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Declare the extractor."""
    yield ExtractorSpec(
        "plumes",
        factory="corpuskit_plumes.extract:PlumeExtractor",
        provides={"plume": "corpuskit_plumes.values:PlumeValue"},
        config="corpuskit_plumes.config:PlumeConfig",
        languages=("en",),  # The folders in data.
        local=True,  # What it finds depends on the paragraph only.
        api_level=1,
        description="colours and their shades",
        examples=("A dark red door.", "Blue, green and light blue"),
    )
