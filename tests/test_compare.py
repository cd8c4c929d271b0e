"""What accounts of one event share, and where they differ."""

import csv
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span, formats
from corpuskit.across import Comparison, compare
from corpuskit.across._counts import singular
from corpuskit.across._passages import common_passages
from corpuskit.errors import InvalidValue
from corpuskit.testing.strategies import documents as any_documents
from corpuskit.values import DateValue, EntityValue, NumberValue, QuoteValue

WORDS = st.lists(st.sampled_from(["a", "A", "b", "c,", "d."]), max_size=24).map(" ".join)


def number(text: str, words: str, amount: int, counted: str | None = None, **rest: object) -> Annotation:
    """A number written so in a text, with what it counts right behind it."""
    start = text.index(words)
    span = Span(start, start + len(words))
    thing = None if counted is None else Span(span.end + 1, span.end + 1 + len(counted))
    value = NumberValue("cardinal", Decimal(amount), counted=counted, counted_span=thing, **rest)  # type: ignore[arg-type]
    return Annotation(span, "number", value)


def day(text: str, words: str, earliest: str, latest: str) -> Annotation:
    start = text.index(words)
    value = DateValue("DATE", earliest, earliest=earliest, latest=latest)
    return Annotation(Span(start, start + len(words)), "date", value)


def counted(first: tuple[str, int, str | None], second: tuple[str, int, str | None] | str) -> Comparison:
    """Compare two texts, each with a number at its beginning and what it counts, or without any."""
    accounts = []
    for id, account in (("a", first), ("b", second)):
        if isinstance(account, str):
            accounts.append(Document(account, id=id))
        else:
            text, amount, thing = account
            accounts.append(Document(text, id=id, annotations=[number(text, text.split()[0], amount, thing)]))
    return compare(accounts)


def told(found: Comparison) -> list[tuple[str, bool, list[list[str]]]]:
    """The points but names: what, whether accounts agree, and their words."""
    return [
        (point.name, point.agrees, [[said.text for said in account] for account in point.accounts])
        for point in found.points
        if point.kind != "entity"
    ]


# --- laws


@given(st.lists(any_documents(), min_size=2, max_size=3))
def test_every_place_is_where_it_is_said_to_be(documents: list[Document]) -> None:
    accounts = {
        str(number): Document(one.text, id=str(number), annotations=one.annotations)
        for number, one in enumerate(documents)
    }
    found = compare(accounts.values())

    assert found.documents == tuple(accounts)
    for point in found.points:
        assert len(point.accounts) == len(accounts)
        assert any(point.accounts)
        for id, account in zip(accounts, point.accounts, strict=True):
            for said in account:
                assert said.document == id
                assert said.text == accounts[id].text_of(said.span)


@given(WORDS, WORDS)
def test_passages_have_the_same_words_and_could_not_be_longer(one: str, other: str) -> None:
    end = 0
    for mine, yours in common_passages(one, other):
        words, others = (
            re.findall(r"\w+", span.text_of(text).casefold()) for span, text in ((mine, one), (yours, other))
        )
        after = [re.findall(r"\w+", text[span.end :].casefold())[:1] for span, text in ((mine, one), (yours, other))]

        assert words == others
        assert len(words) >= 6
        assert mine.start >= end
        assert after[0] != after[1] or after == [[], []]
        end = mine.end


@given(WORDS)
def test_a_text_has_itself_in_common_with_itself(text: str) -> None:
    words = re.findall(r"\w+", text)
    found = [len(re.findall(r"\w+", mine.text_of(text))) for mine, _ in common_passages(text, text)]

    assert sum(found) >= len(words) - 5 if len(words) >= 6 else not found


# --- numbers


@pytest.mark.parametrize(
    ("second", "agrees"),
    [
        (("30 rocket attacks", 30, "rocket attacks"), True),
        (("31 rocket attacks", 31, "rocket attacks"), False),
        (("one attack", 1, "attack"), False),
    ],
)
def test_numbers_of_one_thing_stand_side_by_side(second: tuple[str, int, str], agrees: bool) -> None:
    found = told(counted(("30 missile attacks", 30, "missile attacks"), second))

    assert found == [("attack", agrees, [["30 missile attacks"], [second[0]]])]


@pytest.mark.parametrize(
    "vague", ["a series of rocket attacks", "several attacks", "A number of deadly rocket attacks", "many attacks"]
)
def test_what_is_not_counted_stands_beside_its_count(vague: str) -> None:
    text = f"It came after {vague} on them."
    found = told(counted(("30 missile attacks", 30, "missile attacks"), text))

    assert found == [("attack", True, [["30 missile attacks"], [vague]])]


@pytest.mark.parametrize("text", ["the attacks", "an attack", "a counterattack of sorts", "several attackers"])
def test_what_is_not_said_to_be_several_is_no_count(text: str) -> None:
    assert told(counted(("30 attacks", 30, "attacks"), text)) == [("attack", True, [["30 attacks"], []])]


def test_several_are_not_one() -> None:
    found = counted(("One attack", 1, "attack"), "There were many of the attacks.")

    assert [point.name for point in found.differing] == ["attack"]


def test_what_is_said_of_a_number_is_what_it_counts() -> None:
    found = told(counted(("14 were injured.", 14, None), ("20 others were injured.", 20, None)))

    assert found == [("injured", False, [["14 were injured"], ["20 others were injured"]])]


def test_numbers_of_nothing_are_shared_where_they_are_the_same() -> None:
    assert told(counted(("7 it is.", 7, None), ("7 then!", 7, None))) == [("7", True, [["7"], ["7"]])]


def test_about_leaves_room() -> None:
    accounts = []
    for id, amount, modifier in (("a", 30, "~"), ("b", 32, None), ("c", 40, ">")):
        text = f"{amount} ships"
        accounts.append(
            Document(text, id=id, annotations=[number(text, str(amount), amount, "ships", modifier=modifier)])
        )

    assert [compare(pair).of("number")[0].agrees for pair in (accounts[:2], accounts[1:], accounts[::2])] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("attacks", "attack"),
        ("countries", "country"),
        ("people", "person"),
        ("losses", "loss"),
        ("bus", "bus"),
        ("boxes", "box"),
        ("s", "s"),
    ],
)
def test_the_singular_of_a_noun(plural: str, word: str) -> None:
    assert singular(plural) == word


# --- dates


def dated(*accounts: tuple[str, str, str, str]) -> list[tuple[str, bool, list[list[str]]]]:
    return told(
        compare(
            Document(text, id=str(number), annotations=[day(text, words, earliest, latest)])
            for number, (text, words, earliest, latest) in enumerate(accounts)
        )
    )


def test_a_day_told_in_two_ways_is_one() -> None:
    assert dated(
        ("On 5 May.", "5 May", "2020-05-05", "2020-05-06"), ("Today.", "Today", "2020-05-05", "2020-05-06")
    ) == [("2020-05-05", True, [["5 May"], ["Today"]])]


def test_a_month_is_beside_the_day_where_the_words_around_are_alike() -> None:
    first = ("On 5 May lawmakers approved a budget.", "5 May", "2020-05-05", "2020-05-06")
    same = ("Lawmakers had approved their budget in May.", "May", "2020-05-01", "2020-06-01")
    other = ("A ferry sank in May.", "May", "2020-05-01", "2020-06-01")

    assert dated(first, same) == [("2020-05-05", True, [["5 May"], ["May"]])]
    assert len(dated(first, other)) == 2


def test_days_of_one_thing_that_differ_stand_side_by_side() -> None:
    first = ("Lawmakers approved the national budget on Monday.", "Monday", "2020-05-04", "2020-05-05")
    second = ("The lawmakers approved a national budget on Tuesday.", "Tuesday", "2020-05-05", "2020-05-06")

    assert dated(first, second) == [("2020-05-04", False, [["Monday"], ["Tuesday"]])]


def test_dates_that_no_calendar_has_are_passed_over() -> None:
    assert dated(("Once.", "Once", "once", "later"), ("On 5 May.", "5 May", "2020-05-05", "2020-05-06")) == [
        ("2020-05-05", True, [[], ["5 May"]])
    ]


# --- names, quotations and passages


def test_names_are_one_as_across_documents() -> None:
    accounts = []
    for id, name in (("a", "Qassem Soleimani"), ("b", "Qasem Soleimani")):
        names = (name, "Hassan Fadam", "Abbas Zameli", "Adel Abdul-Mahdi")
        places = [sum(len(one) + 1 for one in names[:at]) for at in range(len(names))]
        items = [
            Annotation(Span(start, start + len(one)), "entity", EntityValue("PER", one))
            for start, one in zip(places, names, strict=True)
        ]
        accounts.append(Document(" ".join(names), id=id, annotations=items))
    found = compare(accounts)

    assert [point.is_shared for point in found.of("entity")] == [True] * 4
    assert found.only("a") == ()


def test_a_quotation_is_found_again_where_nobody_marked_it() -> None:
    words = "Nobody asked the people of the island"
    said = Document(
        f"“{words},” she said.",
        id="a",
        annotations=[Annotation(Span(1, 38), "quote", QuoteValue("direct", quoted=[Span(1, 38)]))],
    )
    other = Document("She said that nobody asked the poeple of the island.", id="b")
    found = compare([said, other])

    assert told(found) == [(words, True, [[words], ["nobody asked the poeple of the island"]])]
    assert found.shared == found.points


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "a"]])
def test_what_cannot_be_compared_is_refused(ids: list[str]) -> None:
    with pytest.raises(InvalidValue, match=r"give two at least|have the id 'a'"):
        compare(Document("", id=id) for id in ids)


# --- the command

Run = Callable[..., Result]
A, B = (
    "30 missile attacks on the northern bases of the army.",
    "After 12\x1b[31m attacks on the northern bases of the army",
)


@pytest.fixture
def corpus(cli_folder: Path) -> Path:
    formats.write(
        [
            Document(A, id="a", annotations=[number(A, "30", 30, "missile attacks")]),
            Document(
                B,
                id="=b",
                annotations=[
                    Annotation(Span(6, 21), "number", NumberValue("cardinal", Decimal(12), counted="attacks"))
                ],
            ),
            Document("Nothing.", id="c", annotations=[Annotation(Span(0, 7), "note")]),
        ],
        "c.jsonl",
    )
    return cli_folder


def test_a_comparison_is_shown(corpus: Path, run: Run) -> None:
    result = run("compare", "c.jsonl", "--document", "a", "--document", "=b")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "  1  a",
        "  2  =b",
        "",
        "names  0 in several accounts, 0 in one",
        "",
        "dates  0 in several accounts, 0 in one",
        "",
        "numbers  1 in several accounts, 0 in one",
        "  attack  differ",
        "      1  0–18  30 missile attacks",
        "      2  6–21  12␛[31m attacks",
        "",
        "quotations  0 in several accounts, 0 in one",
        "",
        "passages  1 in several accounts, 0 in one",
        "  attacks on the northern bases of the army",
        "      1  11–52",
        "      2  14–55",
    ]


def test_rows_have_a_place_each(corpus: Path, run: Run) -> None:
    assert run("compare", "c.jsonl", "-o", "d.csv").output == "wrote d.csv\n"
    with open("d.csv", newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))

    assert [(row["document"], row["start"], row["text"]) for row in rows[:2]] == [
        ("a", "0", "30 missile attacks"),
        ("'=b", "6", "12\x1b[31m attacks"),
    ]
    assert {row["agrees"] for row in rows if row["kind"] == "number"} == {"False"}


def test_what_one_account_says_is_shown_where_all_is_asked_for(corpus: Path, run: Run) -> None:
    lines = [
        run("compare", "c.jsonl", "--document", "a", "--document", "c", "--format", "jsonl", *more).stdout
        for more in ([], ["--all"])
    ]

    assert lines[0] == ""
    assert [json.loads(line)["name"] for line in lines[1].splitlines()] == ["attack"]


def test_a_document_that_is_not_there_is_told(corpus: Path, run: Run) -> None:
    result = run("compare", "c.jsonl", "--document", "a", "--document", "x")

    assert result.exit_code == 2
    assert "there is no document 'x'" in result.stderr


def test_a_corpus_is_no_event(corpus: Path, run: Run) -> None:
    formats.write([Document("Nothing.", id=str(number)) for number in range(101)], "many.jsonl")
    result = run("compare", "many.jsonl")

    assert result.exit_code == 2
    assert "name those of the event with --document" in result.stderr
