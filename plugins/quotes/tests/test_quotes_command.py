"""``corpuskit quotes`` on plain texts, with the extractors that are installed."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpuskit.cli import cli

ARTICLES = """\
slug,published,body
ferry,2024-03-14,"“We will keep it,” said Mayor Ingrid Halvorsen on Tuesday. She added that the islands needed it."
ships,2024-03-15,"Northern Line said it would sell two ships. On Monday, Paul Okafor told the Gazette: “We had to.”"
march,2024-03-18,"About 300 people marched to the harbour. “Nobody asked the islanders.”"
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["quotes", *arguments], prog_name="corpuskit")


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CORPUSKIT_PLUGINS", "CORPUSKIT_DISABLED_PLUGINS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("articles.csv").write_text(ARTICLES, encoding="utf-8")


COLUMNS = ("--text", "body", "--id", "slug", "--date-column", "published")


def test_a_table_of_articles_becomes_a_table_of_who_said_what_and_when() -> None:
    done = run("articles.csv", *COLUMNS, "--by", "document", "--format", "csv", "--quiet")
    found = csv.DictReader(io.StringIO(done.stdout, newline=""))

    assert done.exit_code == 0
    assert [(row["document"], row["date"], row["speaker_name"], row["text"], row["when"]) for row in found] == [
        ("ferry", "2024-03-14", "Ingrid Halvorsen", "We will keep it,", "2024-03-12"),
        ("ferry", "2024-03-14", "Ingrid Halvorsen", "that the islands needed it", ""),
        ("ships", "2024-03-15", "Northern Line", "it would sell two ships", ""),
        ("ships", "2024-03-15", "Paul Okafor", "We had to.", "2024-03-11"),
        ("march", "2024-03-18", "", "Nobody asked the islanders.", ""),
    ]


def test_without_entities_and_dates_the_words_of_the_text_remain() -> None:
    done = run("articles.csv", *COLUMNS, "--only", "quotes", "--speaker", "Halvorsen", "--format", "jsonl", "--quiet")
    first = json.loads(done.stdout.splitlines()[0])

    assert (first["speaker_name"], first["text"]) == ("Ingrid Halvorsen", "We will keep it,")
    assert "when" not in first


def test_a_date_is_given_to_texts_that_have_none() -> None:
    Path("a.txt").write_text("“We sail,” Ada Byron said yesterday.", encoding="utf-8")
    done = run("a.txt", "--date", "2020-06-12")

    assert done.stdout == "Ada Byron  1 quote\n  direct  said 2020-06-11  a.txt (2020-06-12)  1–9  We sail,\n"
