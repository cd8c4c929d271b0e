"""Rules: data that compiles to matchers."""

from corpuskit.rules import Rule, Rules


def test_rules_with_examples_share_a_beginning() -> None:
    examples = ({"text": "a dog", "value": {}},)
    rules = Rules([Rule("dog", "dog", "value", examples), Rule("dogs", "dogs?", "value", examples)])

    assert [hit.rule.name for hit, _ in rules.find("a dog", lambda hit: hit.text)] == ["dog"]
