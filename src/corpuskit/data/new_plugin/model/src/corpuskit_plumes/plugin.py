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
        languages=("en",),  # The languages that the model was trained on.
        deterministic=True,  # False for a model that gives now this, now that.
        api_level=1,
        description="words that a model takes for good or bad",
        examples=("We are delighted.", "It was good, and then it got worse."),
    )
