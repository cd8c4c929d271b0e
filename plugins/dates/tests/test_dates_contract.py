"""The extractor of dates keeps what every extractor keeps."""

from corpuskit import Document
from corpuskit.testing import ExtractorContract


class TestDates(ExtractorContract):
    extractor = "dates"
    examples = (
        "Signed on 5 January 2020.",
        "from Monday to Friday, at 3:30 p.m.",
        Document("Next week, two days ago, in May.", metadata={"date": "2020-06-12"}),
        "Every Tuesday in the 1990s, for two and a half years; 12/25/2019.",
    )
