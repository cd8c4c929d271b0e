"""Documents that are nearly the same as an earlier one."""

import csv
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Document, formats
from corpuskit.across import Duplicate, duplicates
from corpuskit.errors import InvalidValue, MissingExtra

TEXT = "The ferry left Kiel at noon, and nobody on board knew that it would not come back before the winter was over."
TEXTS = st.lists(st.sampled_from(["the", "a", "ferry", "left", "Kiel", "at", "noon"]), max_size=12).map(" ".join)


def documents(*texts: str) -> list[Document]:
    return [Document(text, id=str(number)) for number, text in enumerate(texts)]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


def share(one: str, other: str) -> float:
    return len(runs(one) & runs(other)) / len(runs(one) | runs(other))


@given(st.lists(TEXTS, max_size=12), st.sampled_from([0.3, 0.5, 0.8, 1.0]))
def test_a_duplicate_is_as_similar_to_its_original_as_is_said(texts: list[str], threshold: float) -> None:
    found = list(duplicates(documents(*texts), threshold=threshold))

    copies = {item.document for item in found}
    for item in found:
        assert item.similarity == share(texts[int(item.document)], texts[int(item.original)]) >= threshold
        assert item.original not in copies
        assert int(item.original) < int(item.document)


@given(st.lists(TEXTS, max_size=12))
def test_of_one_text_all_but_the_first_are_duplicates(texts: list[str]) -> None:
    found = {item.document for item in duplicates(documents(*texts, *texts), threshold=1)}

    # Those without words are nobody's duplicates.
    assert {str(len(texts) + at) for at, text in enumerate(texts) if text} <= found


@given(st.lists(TEXTS, max_size=12))
def test_what_is_under_the_threshold_of_all_others_is_no_duplicate(texts: list[str]) -> None:
    found = {item.document for item in duplicates(documents(*texts), threshold=0.5)}

    for at, text in enumerate(texts):
        if text and all(share(text, other) < 0.5 for other in texts[:at] if other):
            assert str(at) not in found


@pytest.mark.parametrize(
    ("changed", "similarity"),
    [
        (TEXT.upper(), 1.0),
        (TEXT.replace(",", " –"), 1.0),
        (TEXT.replace("noon", "dawn"), 17 / 23),
        (TEXT + " It did.", 20 / 22),
    ],
)
def test_case_and_marks_do_not_count_and_words_do(changed: str, similarity: float) -> None:
    assert list(duplicates(documents(TEXT, changed), threshold=0.5)) == [Duplicate("1", "0", similarity)]


def test_texts_are_compared_with_originals_and_not_with_their_duplicates() -> None:
    words = TEXT.split()
    second = " ".join(words[:-4])
    third = " ".join(words[:-8])

    assert share(second, third) > 0.7 > share(TEXT, third)
    assert [item.document for item in duplicates(documents(TEXT, second, third), threshold=0.7)] == ["1"]


def test_documents_are_read_one_by_one() -> None:
    def some():  # type: ignore[no-untyped-def]
        yield from documents(TEXT, TEXT)
        raise RuntimeError("read on")

    assert next(iter(duplicates(some()))) == Duplicate("1", "0", 1.0)


@pytest.mark.parametrize("threshold", [0, 1.1, float("nan")])
def test_a_threshold_that_means_nothing_is_refused(threshold: float) -> None:
    with pytest.raises(InvalidValue, match=r"from 0\.1 to 1"):
        duplicates([], threshold=threshold)


def test_what_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)

    with pytest.raises(MissingExtra, match=r"pip install 'corpuskit-core\[duplicates\]'"):
        duplicates([])


# --- the command

Run = Callable[..., Result]


@pytest.fixture
def corpus(cli_folder: Path) -> Path:
    texts = {"a": TEXT, "b\x1b[31m": TEXT + " It did.", "c": "Nobody knows.", "=d": TEXT}
    formats.write([Document(text, id=id) for id, text in texts.items()], "c.jsonl")
    return cli_folder


def test_duplicates_are_listed_under_their_originals(corpus: Path, run: Run) -> None:
    result = run("duplicates", "c.jsonl")

    assert result.stdout == "a\n  0.90  b␛[31m\n  1.00  =d\n"
    assert result.stderr == "2 duplicates of 1 document\n"
    assert result.exit_code == 0


def test_a_table_of_duplicates_has_a_row_for_each(corpus: Path, run: Run) -> None:
    assert run("duplicates", "c.jsonl", "-o", "d.csv").output == "2 duplicates of 1 document; wrote d.csv\n"
    with open("d.csv", newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))

    assert rows[0] == ["document", "original", "similarity"]
    assert [row[0] for row in rows[1:]] == ["b\x1b[31m", "'=d"]


def test_lines_of_json_have_ids_as_they_are(corpus: Path, run: Run) -> None:
    result = run("duplicates", "c.jsonl", "--threshold", "0.95", "--format", "jsonl", "-q")

    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"document": "=d", "original": "a", "similarity": 1.0}
    ]


def test_nothing_is_listed_where_there_is_none(corpus: Path, run: Run) -> None:
    result = run("duplicates", "in")

    assert (result.stdout, result.stderr) == ("", "0 duplicates of 0 documents\n")
