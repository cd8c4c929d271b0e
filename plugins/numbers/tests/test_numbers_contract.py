"""The extractor of numbers keeps what every extractor keeps, alone and behind that of dates."""

from corpuskit.testing import ExtractorContract


class TestNumbers(ExtractorContract):
    extractor = "numbers"
    examples = (
        "It cost $5.50 million, or about 20% of it.",
        "Between 30 and 40 km away, half of the 1,200 ships sank.",
        "She was 12 years old and came third.",
        "Two hundred and five people, a dozen of them twice as rich.",
    )


class TestNumbersBehindDates(TestNumbers):
    alongside = ("dates",)
    max_examples = 15  # What it finds alone has a contract of its own.
    examples = ("On 5 May 2020 it cost €3m.", *TestNumbers.examples)
