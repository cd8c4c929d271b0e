"""What this plugin provides."""

from collections.abc import Iterator

from corpuskit import ExtractorSpec, hookimpl

__all__ = ["corpuskit_extractors"]


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Give the extractor of dates."""
    yield ExtractorSpec(
        "dates",
        factory="corpuskit_dates.extract:DateExtractor",
        triggers="corpuskit_dates.extract:triggers",
        provides={"date": "corpuskit.values:DateValue", "date_range": "corpuskit.values:DateRange"},
        reads=("date",),
        config="corpuskit_dates.config:DateConfig",
        languages=("en",),
        description="dates, times, durations and recurrences with TIMEX3 values",
    )
