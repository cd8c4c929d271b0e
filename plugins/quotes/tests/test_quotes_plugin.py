"""The plugin as corpuskit sees it."""

from corpuskit_quotes import QuoteConfig, QuoteExtractor
from corpuskit_quotes.plugin import corpuskit_extractors

from corpuskit import Document


def test_the_spec_waits_for_entities_and_dates() -> None:
    (spec,) = corpuskit_extractors()

    assert (spec.name, spec.after, set(spec.provides)) == ("quotes", ("entity", "date"), {"quote"})


def test_a_users_cue_word_counts(tmp_path) -> None:  # type: ignore[no-untyped-def]  # a fixture of pytest
    path = tmp_path / "mine.toml"
    path.write_text(
        "[lexicons.cue]\n"
        'squeaked = {lemma = "squeak", tense = "past", frames = "qv", weight = 0.9, medium = "speech", polarity = ""}\n'
    )
    document = Document("“Go,” squeaked Anna Weber.")

    (quote,) = QuoteExtractor(QuoteConfig(rules=(str(path),)))(document)

    assert document.text_of(quote.value.speaker) == "Anna Weber"
