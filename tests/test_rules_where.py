"""Conditions of rules on the words of their groups."""

import pickle
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.errors import RuleError
from corpuskit.rules import Lexicon, Rule, Rules
from corpuskit.rules._rule import parse_rules
from corpuskit.scan import Batch

VERBS = Lexicon(
    "verb",
    {
        "spoke": {"tense": "past", "frames": "q"},
        "spoke of": {"tense": "past", "frames": ""},
        "says": {"tense": "s", "frames": "qt"},
        "March": {"tense": "base", "frames": "t"},
        "march": {"tense": "base", "frames": "q"},
    },
)
WORDS = ("spoke", "spoke of", "spoke\n of", "Says", "says", "SPOKE", "March", "march", "MARCH", "of", "he", ",", " ")


def rules(where: dict[str, dict[str, str]], pattern: str = "(?&verb=verb)", value: str | None = "x") -> Rules:
    return Rules([Rule("rule", pattern, value, where=where)], lexicons=[VERBS])


def found(rules: Rules, text: str) -> list[str]:
    return [hit.text for hit, _ in rules.find(text, lambda hit: True)]


def test_a_rule_has_no_match_with_another_word() -> None:
    quoting = rules({"verb": {"frames": "q"}})

    assert found(quoting, "She spoke, he says, they march.") == ["spoke", "says", "march"]
    assert found(rules({"verb": {"frames": "q", "tense": "past|base"}}), "She spoke, he says.") == ["spoke"]
    assert found(rules({"verb": {"tense": "^s$"}}), "She spoke, he SAYS.") == ["SAYS"]


def test_a_longer_word_that_does_not_fit_keeps_a_shorter_one_from_matching() -> None:
    assert found(rules({"verb": {"frames": "q"}}), "She spoke of it.") == []


def test_a_word_with_a_capital_has_conditions_of_its_own() -> None:
    assert found(rules({"verb": {"frames": "q"}}), "March and march") == ["march"]
    assert found(rules({"verb": {"frames": "t"}}), "March and march, MARCH") == ["March", "MARCH"]


def test_a_group_that_takes_no_part_has_no_condition() -> None:
    optional = rules({"verb": {"frames": "t"}}, "(?:(?&verb=verb) )?so")

    assert found(optional, "says so; so; spoke so") == ["says so", "so", "so"]


def test_a_rule_without_value_keeps_only_its_own_words() -> None:
    keeping = Rule("keep", "(?&verb=verb) so", where={"verb": {"frames": "t"}})
    table = Rules([keeping, Rule("so", "so", "x")], lexicons=[VERBS])

    assert found(table, "says so; spoke so") == ["so"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from(["q", "t", "^$", "[qt]"]), st.booleans())
@example("she spoke of it, he says", "q", True)
def test_where_it_is_tried_loses_nothing(text: str, frames: str, long: bool) -> None:
    chosen = rules({"verb": {"frames": frames}})
    filler = Document("Nobody had anything else to tell. " * 60)
    batch = Batch([Document(text), *([filler] if long else [])])

    fitting = [hit.text for hit, row in rules({}).find(text, lambda hit: hit.meaning("verb")) if fits(row, frames)]

    assert found(chosen, text) == fitting
    in_batch = [hit.text for _, hits in chosen.find_in(batch, lambda hit: True) for hit, _ in hits]
    assert in_batch == fitting


def fits(row: dict[str, str], frames: str) -> bool:
    return not row["frames"] if frames == "^$" else not set(row["frames"]).isdisjoint(frames)


def test_conditions_survive_pickling() -> None:
    copy = pickle.loads(pickle.dumps(rules({"verb": {"frames": "t"}})))

    assert found(copy, "spoke, says") == ["says"]


def test_a_file_states_conditions(tmp_path: Path) -> None:
    content = b'[[rule]]\nname = "x"\npattern = "(?&verb=verb)"\nvalue = "x"\nwhere = { verb.tense = "past" }\n'
    (rule,) = parse_rules(content, tmp_path).rules

    assert rule.where == {"verb": {"tense": "past"}}
    assert found(Rules([rule], lexicons=[VERBS]), "She spoke, he says.") == ["spoke"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"verbs": {"tense": "s"}}, "in its own pattern, outside fragments; did you mean 'verb'"),
        (
            {"verb": {"tens": "s"}},
            r"where.verb.tens: 'spoke' in lexicon 'verb' has no column 'tens'; did you mean 'tense'",
        ),
        ({"verb": {"tense": "("}}, r"where.verb.tense = '\(' does not compile: missing"),
        ({"verb": {"tense": "future"}}, "where.verb = {'tense': 'future'} holds for no word of 'verb'"),
        ({"verb": {"tense": "past", "frames": "t"}}, "holds for no word of 'verb'"),
    ],
)
def test_a_condition_that_does_not_fit_is_named(where: dict[str, dict[str, str]], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        rules(where).compile()
    with pytest.raises(RuleError, match=message):
        found(rules(where), "She spoke.")


@pytest.mark.parametrize("pattern", ["(?:(?&verb=verb),? )+so", "(?:x|(?&verb=verb)){2}", "(?:(?=(?&verb=verb))v )*"])
def test_a_group_that_repeats_has_no_condition(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"where\.verb is a group that repeats"):
        rules({"verb": {"frames": "q"}}, pattern).compile()


def test_a_group_of_a_fragment_has_no_condition() -> None:
    rule = Rule("rule", "(?&saying) so", "x", where={"verb": {"frames": "q"}})

    with pytest.raises(RuleError, match="in its own pattern, outside fragments"):
        Rules([rule], lexicons=[VERBS], fragments={"saying": "(?&verb=verb)"}).compile()


def test_a_word_with_a_curly_apostrophe_has_its_condition() -> None:
    lexicon = Lexicon("verb", {"don’t say": {"frames": "q"}, "says": {"frames": "t"}})
    table = Rules([Rule("rule", "(?&verb=verb)", "x", where={"verb": {"frames": "q"}})], lexicons=[lexicon])

    assert found(table, "They don’t say so, she says.") == ["don’t say"]


@pytest.mark.parametrize("where", [{"verb": "past"}, {"verb": {}}, {"verb": {"tense": 3}}, "past"])
def test_what_are_no_conditions_is_refused(where: object) -> None:
    with pytest.raises(RuleError, match="is no mapping of groups to columns"):
        Rule("rule", "(?&verb=verb)", where=where)  # type: ignore[arg-type]


def test_words_with_one_meaning_have_no_columns() -> None:
    colours = Lexicon("colour", {"red": "#ff0000"})
    table = Rules([Rule("x", "(?&colour=colour)", "x", where={"colour": {"code": "#"}})], lexicons=[colours])

    with pytest.raises(RuleError, match="words with one meaning have none"):
        table.compile()


@pytest.mark.parametrize("where", ['"past"', '{ verb = "past" }', "{ verb = {} }", "{ verb = { tense = 3 } }"])
def test_what_is_no_table_of_conditions_is_named(tmp_path: Path, where: str) -> None:
    content = f'[[rule]]\nname = "x"\npattern = "(?&verb=verb)"\nwhere = {where}\n'

    with pytest.raises(RuleError, match=r"where = .* is no table of conditions, such as \{ verb.tense = \"past\" \}"):
        parse_rules(content.encode(), tmp_path)
