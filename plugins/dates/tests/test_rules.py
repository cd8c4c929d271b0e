"""The rules do what their examples and rejects say."""

from corpuskit.testing import check_rules


def test_every_rule_is_proven_by_its_examples_and_rejects():
    assert check_rules("corpuskit_dates") > 40
