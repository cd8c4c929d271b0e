"""The extractor of entities keeps what every extractor keeps."""

from corpuskit.testing import ExtractorContract


class TestEntities(ExtractorContract):
    extractor = "entities"
    max_examples = 25
    examples = (
        "Mayor Anna Weber of Bremen spoke to Mr Smith.",
        "The United Nations (UN) met in Geneva; the UN left France.",
        "Weber, a German, works for Siemens AG in New York.",
        "President Barack Obama arrived. Obama smiled.",
    )
