"""The rules do what their examples and rejects say."""

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor

from corpuskit.errors import RuleError
from corpuskit.testing import check_rules


def test_every_rule_is_proven_by_its_examples_and_rejects():
    assert check_rules("corpuskit_dates") > 40


def test_a_rule_that_names_no_reader_is_refused(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('[[rule]]\nname = "stamp"\npattern = \'Y(?P<year>\\d{4})\'\nvalue = "calender"\n')

    with pytest.raises(RuleError, match="rule 'stamp': there is no reader 'calender'; did you mean 'calendar'"):
        DateExtractor(DateConfig(rules=(file,)))


@pytest.mark.parametrize(("said", "value"), [("1945", "1945"), ("1945-05", "1945-05"), ("1945-05-08", "1945-05-08")])
def test_an_event_of_ones_own_may_be_a_day_month_or_year(tmp_path, values, said, value):
    file = tmp_path / "own.toml"
    file.write_text(f'[lexicons.event]\n"the great flood" = "{said}"\n')

    assert values("since the great flood", rules=(file,)) == {"the great flood": value}


def test_rules_of_ones_own_are_proven_with_the_others(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('[[rule]]\nname = "stamp"\npattern = \'Y(?P<year>\\d{4})\'\nvalue = "calendar"\n')

    with pytest.raises(RuleError, match="'stamp': it has no example"):
        check_rules("corpuskit_dates", extra=file)
