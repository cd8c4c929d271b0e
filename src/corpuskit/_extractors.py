"""The extractors that corpuskit has itself, declared as those of any plugin."""

from collections.abc import Iterator

from .hookspecs import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Give the extractors of tokens and sentences, which run where they are asked for."""
    yield ExtractorSpec(
        "tokens",
        factory="corpuskit.scan:TokenExtractor",
        provides=("token",),
        languages=(),
        default=False,
        description="words, numbers and signs",
    )
    yield ExtractorSpec(
        "sentences",
        factory="corpuskit.scan:SentenceExtractor",
        provides=("sentence",),
        default=False,
        description="sentences, by full stops, abbreviations and lines",
    )
