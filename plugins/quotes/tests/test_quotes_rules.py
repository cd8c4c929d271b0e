"""The rules do what their examples and rejects say."""

from corpuskit.testing import check_rules


def test_every_example_is_won_by_its_rule() -> None:
    assert check_rules("corpuskit_quotes") > 0
