"""Where spaCy is not installed, its plugin says so, and what to do."""

import importlib.util

import pytest
from corpuskit_spacy.config import SpacyConfig
from corpuskit_spacy.plugin import corpuskit_extractors

from corpuskit import Document, Pipeline, Plugins
from corpuskit.errors import ConfigError, NotFound

pytestmark = pytest.mark.skipif(importlib.util.find_spec("spacy") is not None, reason="spaCy is installed here")

(SPEC,) = corpuskit_extractors()
ADVICE = r"run: pip install 'corpuskit-core\[spacy\]'"


def test_an_engine_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(NotFound, match=rf"no extractor is called 'spacy'.*{ADVICE}"):
        Pipeline(entity="spacy", plugins=Plugins(only=["dates", "entities"]))


def test_the_plugin_without_spacy_fails_on_documents() -> None:
    (failure,) = Pipeline(SPEC, plugins=Plugins(only=[]))(Document("Angela Merkel")).failures

    assert failure.error == "MissingExtra"
    assert "spaCy cannot be imported" in failure.message
    assert failure.message.endswith("run: pip install 'corpuskit-core[spacy]'")


def test_the_plugin_without_spacy_refuses_its_options() -> None:
    pipeline = Pipeline(SPEC, config={"spacy": {"model": "en_core_web_sm"}}, plugins=Plugins(only=[]))

    with pytest.raises(ConfigError, match=ADVICE):
        pipeline(Document("Angela Merkel"))


def test_options_are_described_without_spacy() -> None:
    assert SpacyConfig(model="en_core_web_sm").made_with == "no spacy, en_core_web_sm"
