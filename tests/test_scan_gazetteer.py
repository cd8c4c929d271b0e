"""A gazetteer finds the names that a plain search finds, the longest first, whatever the text is made of."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit.errors import InvalidValue
from corpuskit.scan import Gazetteer, Scan, Vocabulary

PIECES = (
    *(
        "New",
        "new",
        "York",
        "YORK",
        "City",
        "de",
        "a",
        "A",
        "Äb",
        "äB",
        "ß",
        "ẞ",
        "SS",
        "ÿ",
        "Ÿ",
        "µ",
        "μ",
        "K",
        "k",
        "K",
    ),
    *(
        "中文",
        "文中",
        "中",
        "Łódź",
        "Šódż",
        "łódź",
        "Ω",
        "ω",
        "i",
        "I",
        "İ",
        "ı",
        "ſ",
        "s",
        "é",
        "e\u0301",
        "😀",
        "𝄞",
        "🏽",
        "\u200d",
    ),
    *("\x00", "\x80", "\x81", "\x98", "-", "‐", "‑", "’", "'", ".", "1", "12", "٣", "½", "²"),
    *(" ", " ", " ", "  ", "\n", "\r\n", "\n\n", "\n \n", "\u2029", "\u00a0", "\u3000", ""),
    *("abcdefgh", "abcdefghi", "abcdefghXjklmnopq", "abcdefghYjklmnopq", "abcdefghijklmnopq"),
)

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=12).map("".join)
names_of_all_kinds = st.lists(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), max_size=8)

Found = list[tuple[int, int, int, str]]


def plain_tokens(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        kind = kind_of(char)
        if found and found[-1][1] == place and kind in ("letter", "digit") and kind_of(text[place - 1]) == kind:
            found[-1] = (found[-1][0], place + 1)
        elif kind != "space":
            found.append((place, place + 1))
    return found


def kind_of(char: str) -> str:
    return "space" if char.isspace() else "letter" if char.isalpha() else "digit" if char.isdecimal() else "sign"


def folded(text: str, case: str) -> str:
    if case == "exact":
        return text
    return "".join(next(c for c in (char.casefold(), char.lower(), char) if len(c) == 1) for char in text)


def is_name(text: str, name: str, case: str) -> bool:
    """Compare as one reads: white space is white space, unless a blank line goes through it."""
    if folded(text, case) == folded(name, case):
        return True
    if any(not line.strip() for line in text.splitlines()):
        return False
    return folded(" ".join(text.split()), case) == folded(" ".join(name.split()), case)


def search(texts: Sequence[str], names: Sequence[str], case: str) -> Iterator[tuple[int, int, int, str]]:
    """Try every name at every token, the longest stretch first."""
    for number, text in enumerate(texts):
        tokens = plain_tokens(text)
        at = 0
        while at < len(tokens):
            for last in range(len(tokens) - 1, at - 1, -1):
                start, end = tokens[at][0], tokens[last][1]
                hit = next((name for name in names if is_name(text[start:end], name, case)), None)
                if hit is not None:
                    yield number, start, end, hit
                    at = last
                    break
            at += 1


def found_in(texts: Sequence[str], gazetteer: Gazetteer) -> Found:
    scan = Scan(texts)
    matches = gazetteer.find(scan)
    numbers, starts = scan.locate(scan.starts[matches.first])
    ends = scan.locate(scan.ends[matches.last])[1]
    columns = (column.tolist() for column in (numbers, starts, ends, matches.name))
    return [(number, start, end, gazetteer.names[name]) for number, start, end, name in zip(*columns, strict=True)]


@pytest.mark.parametrize("case", ["exact", "ignored"])
@given(st.lists(texts, max_size=4), names_of_all_kinds)
@example(["New York City", "New\n\nYork"], ["New York", "New York City", "York"])
@example(["a A a A a"], ["a A", "A a"])
@example(["abcdefghYjklmnopq"], ["abcdefghXjklmnopq", "abcdefghYjklmnopq"])
@example(["中文 文中", "Šódż Łódź łódź"], ["文中", "Łódź"])
@example(["\x00", "\x80"], ["\x80", "\x00"])
@example([], ["x"])
@example(["New", "York"], ["New York"])
def test_names_are_those_of_a_plain_search(case: str, texts: list[str], names: list[str]) -> None:
    assert found_in(texts, Gazetteer(names, case=case)) == list(search(texts, names, case))


@pytest.mark.parametrize("case", ["exact", "ignored"])
@given(texts, names_of_all_kinds)
@example("New York City York", ["New York", "New York City", "York", "City York", "New"])
def test_all_names_are_those_of_a_plain_search(case: str, text: str, names: list[str]) -> None:
    gazetteer, scan, tokens = Gazetteer(names, case=case), Scan([text]), plain_tokens(text)
    matches = gazetteer.find_all(scan)
    columns = (column.tolist() for column in (matches.first, matches.last, matches.name))
    found = [(first, last, gazetteer.names[name]) for first, last, name in zip(*columns, strict=True)]

    assert found == [
        (first, last, hit)
        for first in range(len(tokens))
        for last in range(first, len(tokens))
        if (hit := next((n for n in names if is_name(text[tokens[first][0] : tokens[last][1]], n, case)), None))
    ]


@given(st.lists(texts, min_size=1, max_size=3))
def test_every_part_of_a_text_is_found_in_it_as_a_name(texts: list[str]) -> None:
    parts = [
        text[a:b] for text in texts for (a, _), (_, b) in zip(plain_tokens(text), plain_tokens(text)[1:], strict=False)
    ]

    assert found_in(texts, Gazetteer(parts)) == list(search(texts, parts, "exact"))


def test_many_names_are_all_found() -> None:
    words = [f"{chr(65 + n % 26)}{'abcdefgh'[n % 8]}{chr(97 + n // 26 % 26)}" for n in range(26 * 26 * 8)]
    names = [f"{words[n % len(words)]} {words[n * 7 % len(words)]}x {n}" for n in range(120_000)]

    found = Gazetteer(names).find(Scan([". ".join(names)]))

    assert found.name.tolist() == list(range(len(names)))


def test_the_first_of_names_that_are_the_same_counts() -> None:
    gazetteer = Gazetteer(["new york", "New  York", "New York"], case="ignored")

    assert gazetteer.find(Scan(["NEW YORK"])).name.tolist() == [0]
    assert len(gazetteer) == 3


def test_a_name_is_whole_tokens_only() -> None:
    assert found_in(["Yorker York’s New-York"], Gazetteer(["York", "New York"])) == [
        (0, 7, 11, "York"),
        (0, 18, 22, "York"),
    ]


@pytest.mark.parametrize("names", [[], ["", " ", "\n"]])
def test_a_gazetteer_without_names_finds_nothing(names: list[str]) -> None:
    assert len(Gazetteer(names).find(Scan(["New York", ""]))) == 0


def test_a_gazetteer_is_pickled_by_its_names() -> None:
    gazetteer = Gazetteer((f"Name {n}" for n in range(1000)), case="ignored")
    written = pickle.dumps(gazetteer)

    assert len(written) < 20_000
    assert found_in(["NAME 7"], pickle.loads(written)) == [(0, 0, 6, "Name 7")]
    assert repr(gazetteer) == "<Gazetteer of 1000 names, case ignored>"


def test_matches_become_columns() -> None:
    scan = Scan(["no", "in New\nYork"])
    columns = Gazetteer(["New York"]).find(scan).columns(scan, "city")

    assert [item.span.text_of("in New\nYork") for item in columns.by_document(2)[1]] == ["New\nYork"]


def test_ids_are_looked_up_by_name_though_names_are_kept_once() -> None:
    ids = {"Ann": "Q1", "Ann Lee": "Q2", "Bob": "Q3"}
    scan = Scan(["Bob met Ann Lee."])
    gazetteers = [Gazetteer(ids), Gazetteer(["Ann", *ids])]
    found = [[ids[gazetteer.names[number]] for number in gazetteer.find(scan).name] for gazetteer in gazetteers]
    values = gazetteers[0].find(scan).columns(scan, "person", value=found[0])

    assert found == [["Q3", "Q2"]] * 2
    assert [item.value for item in values.by_document(1)[0]] == ["Q3", "Q2"]


@pytest.mark.parametrize("make", [Gazetteer, Vocabulary])
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Ann", r"'Ann' is one string where (name|word)s are wanted; write \['Ann'\]"),
        (["Ann", float("nan")], "(name|word) 1 is nan, which is no string"),
        ([["Ann", "Lee"]], "(name|word) 0 is .*, which is no string"),
        (b"Ann", "(name|word) 0 is 65, which is no string"),
    ],
)
def test_what_are_no_names_is_refused(make: Callable[[Any], object], given: Any, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        make(given)


def test_a_string_of_another_class_is_a_name() -> None:
    class Name(str):
        __slots__ = ()

    assert found_in(["Ann"], Gazetteer([Name("Ann")])) == [(0, 0, 3, "Ann")]


def test_an_unknown_way_to_compare_is_refused() -> None:
    with pytest.raises(InvalidValue, match="did you mean 'ignored'"):
        Gazetteer([], case="ignore")
