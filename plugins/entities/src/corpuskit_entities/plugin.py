"""What this plugin provides."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Give the extractor of entities."""
    yield ExtractorSpec(
        "entities",
        factory="corpuskit_entities.extract:EntityExtractor",
        provides={"entity": "corpuskit.values:EntityValue"},
        config="corpuskit_entities.config:EntityConfig",
        triggers="corpuskit_entities.extract:triggers",
        languages=("en",),
        description="people, organisations, places and groups, with titles, roles and chains of names",
    )
