"""Rules and lexicons as data."""

import pickle
import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit.errors import RuleError
from corpuskit.rules import Hit, Lexicon, Rule, Rules
from corpuskit.testing.strategies import texts

MONTHS = Lexicon("month", {"january": 1, "jan": 1, "May": 5, "new year": 1, "o'clock": 0})


def found(rules: Rules, text: str) -> list[tuple[str, str]]:
    return [(hit.rule.name, hit.text) for hit, _ in rules.find(text, lambda hit: hit.rule.name)]


def table(*patterns: str, **more: object) -> Rules:
    rules = [Rule(pattern, pattern, value="x") for pattern in patterns]
    return Rules(rules, lexicons=[MONTHS], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "matches"),
    [
        ("january", True),
        ("JANUARY", True),
        ("Jan", True),
        ("May", True),
        ("MAY", True),
        ("may", False),
        ("new  year", True),
        ("NEW\nYEAR", True),
        ("o’clock", True),
        ("januaryx", False),
        ("xjan", False),
        ("jan1", False),
    ],
)
def test_a_lexicon_has_one_case_policy(word: str, matches: bool) -> None:
    rules = table("(?&m=month)")

    assert found(rules, f"({word})") == ([("(?&m=month)", word)] if matches else [])
    if matches:
        assert [hit.meaning("m") for hit, _ in rules.find(word, lambda hit: True)] == [MONTHS[word]]


def test_a_word_as_it_is_written_goes_before_another_in_capitals() -> None:
    units = Lexicon("unit", {"GB": "gigabyte", "Gb": "gigabit"})

    assert (units["GB"], units["Gb"]) == ("gigabyte", "gigabit")


@pytest.mark.parametrize("text", ["Signed in Auguſt 1", "AUGUſT", "JANUARİ", "januarı", "Wee\u212a"])
def test_a_word_that_matches_has_a_meaning_with_any_letter_that_counts_as_its_own(text: str) -> None:
    lexicon = Lexicon("word", {"august": 8, "januari": 1, "week": 7})
    rules = Rules([Rule("word", "(?&word=word)", value="x")], lexicons=[lexicon])

    assert [value for _, value in rules.find(text, lambda hit: str(hit.meaning("word")))] != []


def test_every_letter_that_matches_a_word_of_a_lexicon_leads_to_its_meaning() -> None:
    letters = [chr(code) for code in range(sys.maxunicode) if chr(code).lower() != chr(code) or chr(code).isupper()]
    loose = sorted({letter.lower() for letter in letters if len(letter.lower()) == 1} | {*"ſıςẞͅιᾳﬅﬆẛ"})
    lexicon = Lexicon("letter", dict.fromkeys(loose, "known"))
    cased = "".join({*letters, *loose, *(upper for one in loose if len(upper := one.upper()) == 1)})

    assert {lexicon[letter] for letter in re.findall(f"(?i:{lexicon.pattern()})", cased)} == {"known"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("Jan³", ["Jan"]), ("Jan² he", ["Jan"]), ("Jan¹², he", ["Jan"])],
        *[("seven³ties", []), ("Jan³x", []), ("Jan¹²x", []), ("Jan³_", []), ("Jan³-x", ["Jan"])],
    ],
)
def test_a_raised_digit_marks_a_footnote_at_the_end_of_a_word_alone(text: str, expected: list[str]) -> None:
    assert [hit for _, hit in found(table("(?&month)", "seven"), text)] == expected


def test_the_longest_match_wins_then_the_first_rule() -> None:
    rules = table("jan", r"(?&month) \d+", r"jan \d+", r"\d+ jan")

    assert found(rules, "jan 5 jan 7") == [(r"(?&month) \d+", "jan 5"), (r"(?&month) \d+", "jan 7")]


def test_a_match_may_begin_with_a_fraction_sign() -> None:
    assert found(table("[½¼]"), "½ a mile, or ¼") == [("[½¼]", "½"), ("[½¼]", "¼")]


def test_a_word_of_any_length_is_looked_up_in_linear_time() -> None:
    assert found(table("usd\\d"), "usd" + "x" * 2_000_000) == []


def test_a_refused_match_gives_way_to_the_next_longest() -> None:
    rules = table(r"jan \d+", "jan")

    def read(hit: Hit) -> str | None:
        return None if "5" in hit.text else hit.text

    assert [value for _, value in rules.find("jan 5", read)] == ["jan"]


def test_a_rule_without_value_takes_its_place() -> None:
    rules = Rules([Rule("number", r"\d+", value="x"), Rule("version", r"\d+(?:\.\d+)+")])

    assert found(rules, "1 2.3.4 5") == [("number", "1"), ("number", "5")]


def test_a_fragment_may_hold_fragments_and_named_lexicons() -> None:
    fragments = {"day": r"(?P<day>\d{1,2})", "date": "(?&day) (?&month=month)"}
    rules = Rules([Rule("on", "on (?&date)", value="x")], fragments=fragments, lexicons=[MONTHS])

    (hit, _) = next(rules.find("on 5 January", lambda hit: True))

    assert (hit["day"], hit.meaning("month"), hit.get("none"), hit.span_of("none")) == ("5", 1, None, None)
    assert "on 5 January"[hit.span_of("month").slice] == "January"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(?&mnth)", "did you mean 'month'"),
        ("(", "does not compile"),
        ("(?&self)", "refers to itself"),
    ],
)
def test_a_rule_that_does_not_compile_is_named(pattern: str, message: str) -> None:
    rules = Rules([Rule("broken rule", pattern, value="x")], lexicons=[MONTHS], fragments={"self": "a(?&self)"})

    with pytest.raises((RuleError, RecursionError), match=message):
        rules.compile()


PATTERNS = [
    "(?&month)s?",
    r"(?:the|a) (?&month)",
    "mid-?(?&month)",
    r"\d{1,2}(?:st|nd)?",
    r"[$€]\s?\d+",
    "(?:in )?(?&month)",
    "[ab]+c",
    "(?i:X)y?",
    r"\w+ing",
    "é+",
    "(?=jan)jan",
    r"(?>ja)n",
    "(?:a|an|the){1,2} x",
    r"jan\b ?\d",
    r"an(?!\w)-?a",
    r"a(?=\s)\s?x",
    r"an?\d",
    "a[²½_]x?",
]


@given(st.lists(st.sampled_from(PATTERNS), unique=True, min_size=1), texts())
@example(["mid-?(?&month)"], "midjan mid-May MIDMAY")
@example([r"[$€]\s?\d+"], "$5 or € 7")
@example([r"an?\d", "a[²½_]x?"], "a5 an7 a² a½x a_ a_x")
@example(PATTERNS, "the jan, mid-jan 5 $7 a may ing éé aan x singing")
def test_trying_rules_only_where_they_can_begin_loses_nothing(patterns: list[str], text: str) -> None:
    rules = table(*patterns)
    expected: list[tuple[str, str]] = []
    place = 0
    while place <= len(text):
        matches = [(rule, rules._pattern(rule).match(text, place)) for rule in rules.table]
        longest = max(
            ((match.end(), -index) for index, (_, match) in enumerate(matches) if match and match.end() > place),
            default=None,
        )
        if longest is None:
            place += 1
        else:
            expected.append((rules.table[-longest[1]].name, text[place : longest[0]]))
            place = longest[0]

    assert found(rules, text) == expected


ANY, SIGNS = "any word", "any sign"
DIGITS = ("0", "00", "000", "0000", "00000")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"mid-?(?&month)|\d+ x", [("midjan midmay",), ("mid", "-", "jan may"), (DIGITS, "x")]),
        (r"(?:a|an) (?&month)", [("a an", "jan may")]),
        (r"jan\b ?x", [("jan", "x")]),
        (r"jan(?!\w) ?x", [("jan", "x")]),
        (r"jan(?=\s)\s?x", [("jan", "x")]),
        (r"jan(?=\w)\w?x", [("janx jan…",), ("jan", "0", "x"), ("jan", [SIGNS], "x")]),
        (r"[$€]?jan", [("jan",), ("$ €", "jan")]),
        (r"jan\d", [("jan", "0")]),
        (r"\d{1,2}(?:st|nd)", [("0 00", "st nd")]),
        (r"[12]\d{3}-\d\d-\d\d", [("0000", "-", "00")]),
        (r"jan(?![^\W²])-?x?", [("jan",), ("jan", "-"), ("jan", "x"), ("jan", "-", "x")]),
        ("jan[2²]", [("jan", "0"), ("jan", "²")]),
        ("jan(?&gap)(?&month)", [("jan", "jan may"), ("jan", "-", "jan may")]),
        ("jan(?&end)", [("jan",)]),
        ("jan(?&end)y?x", [("janx janyx",)]),
        ("jan(?&month)", [("janjan janmay",)]),
        (r"jan(?=\s+(?:of|in)\b)", [("jan", "of in")]),
        (r"jan(?=\s+(?:of|in))", [("jan", [ANY])]),
        (r"(?=[a-z]+ x\b)jan.*", [("jan", "x"), ("jan…", "x")]),
        ("jan.*", [("jan",), ("jan…",)]),
        (r"ja\w?", [([ANY, "ja"],), ("ja", "0"), ("ja", [SIGNS])]),
        (".*", [()]),
        (r"\s+x", [([" "], "x")]),
        ("(?&month)s?", [("jan may jans mays",)]),
        ("(?:(?&month)|(?&end)5)", [("jan may 0",)]),
        ("ÿ", [([ANY],)]),
        ("ſ", [("s",)]),
    ],
)
def test_openings_are_the_tokens_that_matches_begin_with(pattern: str, expected: list[tuple[object, ...]]) -> None:
    lexicon = Lexicon("month", {"jan": 1, "May": 5})
    rules = Rules([Rule("it", pattern, value="x")], fragments={"gap": r"\s+|-", "end": r"(?!\d)"}, lexicons=[lexicon])

    def tokens(place: object) -> frozenset[str]:
        return frozenset(place.split() if isinstance(place, str) else place)  # type: ignore[call-overload, no-any-return]

    assert rules._openings[0] == {tuple(map(tokens, one)) for one in expected}


def test_no_code_point_changes_length_in_the_scan() -> None:
    longer = [chr(point) for point in range(0x110000) if len(chr(point).lower()) != 1]

    assert longer == ["İ"]
    assert found(table("jan"), "İ jan") == [("jan", "jan")]


def test_rules_survive_pickling() -> None:
    rules = table("(?&month)")

    assert found(pickle.loads(pickle.dumps(rules)), "in May") == found(rules, "in May") == [("(?&month)", "May")]


def test_a_package_of_rules_is_read_with_a_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "some_rules" / "data" / "en"
    folder.mkdir(parents=True)
    (tmp_path / "some_rules" / "__init__.py").touch()
    (folder / "rules.toml").write_text(
        '[lexicons.fruit]\napple = 1\n[[rule]]\nname = "fruit"\npattern = "(?&fruit)"\nvalue = "x"\nkind = "food"\n'
        '[[rule]]\nname = "animal"\npattern = "(?&animal)"\nvalue = "x"\n'
    )
    (folder / "animal.tsv").write_text("# Animals.\nword\tlegs\tsound\ncow\t4\tmoo\n")
    mine = tmp_path / "mine.toml"
    mine.write_text('[lexicons.fruit]\npear = 2\n[[rule]]\nname = "plant"\npattern = "tree"\nvalue = "x"\n')
    monkeypatch.syspath_prepend(tmp_path)

    rules = Rules.load("some_rules", extra=[mine], without=["animal"])

    assert found(rules, "pear cow tree apple") == [("fruit", "pear"), ("plant", "tree"), ("fruit", "apple")]
    assert rules.table[1].options == {"kind": "food"}
    assert Rules.load("some_rules").lexicons["animal"]["COW"] == {"legs": "4", "sound": "moo"}
    with pytest.raises(RuleError, match="did you mean 'animal'"):
        Rules.load("some_rules", without=["animl"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[rule]]\nname = 3\n", "without 'name'"),
        ("[[rule]]\nname = 'x'\n", "without 'pattern'"),
        ("[[rules]]\n", "did you mean 'rule'"),
        ("= 3", "not TOML"),
        ("rule = 5", r"rule = 5 is no list of rules; begin each with \[\[rule\]\]"),
        ("joining = 'and'", "joining = 'and' is no list of words"),
        ("joining = ['5']", "'5' cannot join"),
        ("fragments = 5", "fragments = 5 is no table"),
        ("[fragments]\nx = 5", "fragment 'x' = 5 is no pattern"),
        ("[fragments]\nx = '('", "'.*x.*' does not compile: missing"),
        ("[fragments]\nx = '(?&nope)'", r"\(\?&nope\) in '.*x.*' is no fragment and no lexicon"),
        ("lexicons = 5", "lexicons = 5 is no table"),
        ("[lexicons]\nunit = 5", "lexicon 'unit' = 5 is no table of words"),
        ("[lexicons.unit]\n' ' = 5", "lexicon 'unit' has an empty word"),
        ("[[rule]]\nname = 'x'\npattern = ''", "a rule with an empty pattern"),
        ("[[rule]]\nname = 'x'\npattern = '('", "rule 'x' does not compile: missing [^0-9]*$"),
        ("[[rule]]\nname = 'x'\npattern = 'a{99999999999}'", "rule 'x' does not compile: .*too large"),
        ("[[rule]]\nname = 'x'\npattern = '(?&nope)'", r"\(\?&nope\) in 'x' is no fragment and no lexicon"),
        ("[[rule]]\nname = 'x'\npattern = 'a'\ncolour = 5", "rule 'x' has an unknown key 'colour'; known: examples"),
        ("[[rule]]\nname = 'x'\npattern = 'a'\nvalues = 'a'", "did you mean 'value'"),
        ("[[rule]]\nname = 'x'\npattern = 'a'\nvalue = 5", "rule 'x': value = 5 is no string"),
        ("[[rule]]\nname = 'x'\npattern = 'a'\nrejects = 'a'", "rejects = 'a' is no list of texts"),
        ("[[rule]]\nname = 'x'\npattern = 'a'\nexamples = ['a']", "is no list of tables that have a text"),
        ("[[rule]]\nname = 'x'\npattern = 'a'\n" * 2, "two rules are called 'x'"),
    ],
)
def test_a_file_that_does_not_fit_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(content)

    with pytest.raises(RuleError, match=message) as caught:
        Rules.load("corpuskit", extra=[file])
    assert str(file) in str(caught.value)


def test_a_file_that_is_not_there_is_named_with_where_it_was_sought() -> None:
    with pytest.raises(RuleError, match=r"^nowhere\.toml: No such file .*the working directory, ") as caught:
        Rules.load("corpuskit", extra=["nowhere.toml"])

    assert caught.value.file == "nowhere.toml"
    assert str(caught.value).endswith(str(Path.cwd()))


def test_a_byte_order_mark_before_a_file_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[[rule]]\nname = 'ü'\npattern = 'ü'\n", "utf-8-sig")

    assert [rule.name for rule in Rules.load("corpuskit", extra=[file]).table] == ["ü"]


def test_a_file_that_was_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"

    def name_in(letter: str) -> str:
        file.write_text(f"[[rule]]\nname = '{letter}'\npattern = 'a'\n")
        return Rules.load("corpuskit", extra=[file]).table[0].name

    assert [name_in(letter) for letter in "aba"] == ["a", "b", "a"]


def test_a_lexicon_names_the_line_that_does_not_fit(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text("word\tmeaning\na\t1\na\t2\n")
    with pytest.raises(RuleError, match="'a' stands twice"):
        Lexicon.from_tsv(file)
    file.write_text("word\tmeaning\na\n")
    with pytest.raises(RuleError, match="has 1 columns, not 2"):
        Lexicon.from_tsv(file)
    file.write_text("")
    with pytest.raises(RuleError, match="empty lexicon"):
        Lexicon.from_tsv(file)


def test_a_fragment_and_a_lexicon_of_one_name_are_refused() -> None:
    with pytest.raises(RuleError, match="'month' names a fragment and a lexicon"):
        Rules([], fragments={"month": "x"}, lexicons=[MONTHS])


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RuleError, match="two rules are called 'a'"):
        Rules([Rule("a", "x"), Rule("a", "y")])


@pytest.mark.parametrize(
    ("pattern", "compiled"),
    [
        (r"(?=\w+ (?&month))\w+ (?&m=month)", False),
        (r"(?=[^)]*\) (?&month))\w+.*", False),
        (r"(?=one two)one|(?=one three)one", True),
        (r"(?=one two)?one", True),
        (r"one(?= two)", False),
        (r"one(?! two)", True),
    ],
)
def test_a_rule_is_compiled_when_the_lookahead_before_it_holds(pattern: str, compiled: bool) -> None:
    rules = Rules([Rule("a", pattern, value="x")], lexicons=[MONTHS])

    list(rules.find("one day", lambda hit: hit.text))

    assert bool(rules._compiled) == compiled


def test_a_lookahead_before_a_rule_loses_nothing() -> None:
    rules = table(r"(?=\w+ (?&month))\w+ (?&m=month)")

    assert [text for _, text in found(rules, "one May day, two days, 3 jan")] == ["one May", "3 jan"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a package that can be imported, without an ``__init__.py``."""
    folder = tmp_path / "colours_of_cats" / "data" / "en"
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text(
        '[lexicons.colour]\nred = { code = 1 }\n[[rule]]\nname = "r"\npattern = "(?&colour)"'
    )
    monkeypatch.syspath_prepend(tmp_path)
    return "colours_of_cats"


def test_rules_are_found_in_a_package_without_code(package: str) -> None:
    assert [rule.name for rule in Rules.load(package).table] == ["r"]


def test_a_package_without_rules_is_refused(package: str) -> None:
    with pytest.raises(RuleError, match=r"'colours_of_cats' has no rules: data/fr has no .toml and no .tsv file"):
        Rules.load(package, "fr")


def test_a_word_of_a_user_means_as_much_as_those_of_the_package(package: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[lexicons.colour]\nblue = { shade = "dark" }')
    with pytest.raises(
        RuleError, match=r"lexicon 'colour': 'blue' = .* lacks code, which the words of rules.toml have"
    ):
        Rules.load(package, extra=[own])
