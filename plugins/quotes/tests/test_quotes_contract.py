"""The extractor of quotations keeps what every extractor keeps, alone and behind those of entities and dates."""

from corpuskit.testing import ExtractorContract


class TestQuotes(ExtractorContract):
    extractor = "quotes"
    examples = (
        "“We go now,” said Anna Weber. “It is late.”",
        "He said that the ferry was late, and the mayor denied it.",
        'According to Mr Smith, the "so-called plan" is over.',
        "Weber told reporters: «We stay.»\n\nThe others, she added, would leave.",
    )


class TestQuotesBehindEntities(TestQuotes):
    alongside = ("entities", "dates")
    max_examples = 15  # What it finds alone has a contract of its own.
