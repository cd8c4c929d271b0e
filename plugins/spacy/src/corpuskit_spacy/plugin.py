"""What this plugin provides."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Give the extractor of names by spaCy, which is used where somebody asks for it."""
    yield ExtractorSpec(
        "spacy",
        factory="corpuskit_spacy.extract:SpacyExtractor",
        provides={"entity": "corpuskit.values:EntityValue"},
        reads=("language",),
        config="corpuskit_spacy.config:SpacyConfig",
        languages=(),
        default=False,
        examples=("Angela Merkel met the French in Paris.",),
        description="names that an installed spaCy pipeline finds, in place of those of the extractor entities",
    )
