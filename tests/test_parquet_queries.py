"""A Parquet corpus as DuckDB and Polars read it."""

from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from corpuskit import Corpus, Document
from corpuskit.testing.strategies import documents

ANNOTATIONS, DOCUMENTS = "c.parquet/annotations/*.parquet", "c.parquet/documents/*.parquet"
TEXTS = f"""
    SELECT substring(d.text, a."start" + 1, a."end" - a."start")
    FROM '{ANNOTATIONS}' a JOIN '{DOCUMENTS}' d USING (doc) ORDER BY a.doc, a."start", a."end"
"""


def by_duckdb() -> list[str]:
    return [text for (text,) in duckdb.sql(TEXTS).fetchall()]


def by_polars() -> list[str]:
    texts = pl.scan_parquet(DOCUMENTS).select("doc", "text")
    rows = pl.scan_parquet(ANNOTATIONS).join(texts, on="doc").sort("doc", "start", "end")
    words = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return rows.select(words.alias("words")).collect()["words"].to_list()


@pytest.mark.parametrize("words", [by_duckdb, by_polars], ids=["DuckDB", "Polars"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(document=documents())
def test_offsets_are_true_in_a_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words, document: Document
) -> None:
    monkeypatch.chdir(tmp_path)
    Corpus([document, document]).write("c.parquet")
    found = [document.text[a.start : a.end] for a in sorted(document.annotations, key=lambda a: (a.start, a.end))]

    assert words() == found * 2
