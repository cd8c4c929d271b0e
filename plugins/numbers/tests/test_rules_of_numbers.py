"""Every rule of the package wins its own examples and leaves its rejects alone."""

import pytest
from corpuskit_numbers.config import NumbersConfig
from corpuskit_numbers.extract import NumbersExtractor
from corpuskit_numbers.normalise import FUNCTIONS

from corpuskit import Document
from corpuskit.rules import Rule, Rules

RULES = Rules.load("corpuskit_numbers").table
VALUED = [rule for rule in RULES if rule.value is not None]


def texts_of(rule: Rule, text: str) -> list[str]:
    document = Document(text)
    return [document.text_of(item) for item in NumbersExtractor()(document) if item.value.method == rule.name]


@pytest.mark.parametrize("rule", VALUED, ids=lambda rule: rule.name)
def test_a_rule_wins_its_examples(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        found = texts_of(rule, example["text"])

        assert example.get("match", example["text"]) in found or ("match" not in example and found)


@pytest.mark.parametrize("rule", VALUED, ids=lambda rule: rule.name)
def test_a_rule_leaves_its_rejects_alone(rule: Rule) -> None:
    assert rule.rejects
    for text in rule.rejects:
        assert texts_of(rule, text) == []


@pytest.mark.parametrize("rule", VALUED, ids=lambda rule: rule.name)
def test_a_rule_names_a_function(rule: Rule) -> None:
    assert rule.value in FUNCTIONS


def test_a_rule_can_be_left_out() -> None:
    extractor = NumbersExtractor(NumbersConfig(without=("twice",)))

    assert list(extractor(Document("twice"))) == []
