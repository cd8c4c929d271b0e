"""The plugin as corpuskit sees it."""

import subprocess
import sys

import corpuskit_quotes
import pytest
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


def test_naming_the_plugin_does_not_import_the_extractor() -> None:
    code = "import sys, corpuskit_quotes.plugin; print('corpuskit_quotes.extract' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_package_has_nothing_but_what_it_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Quoter'"):
        _ = corpuskit_quotes.Quoter
