"""Engines of tables: Arrow itself, Daft and Spark give the rows that a pipeline gives, each by its real engine."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpuskit import Corpus, Document, ExtractorSpec, Installed, Pipeline, Plugins, formats
from corpuskit.engines import arrow
from corpuskit.engines._sending import OnWorkers
from corpuskit.errors import ConfigError, FormatError, PluginError
from corpuskit.formats import parquet

TABLE = pa.table(
    {
        "url": [f"u{number}" for number in range(30)],
        "body": [
            f"On {number % 28 + 1} May 2020 she said “no” 😀 {number} times." * (number % 3) for number in range(30)
        ],
        "published": [None if number % 5 == 0 else f"2020-06-{number % 28 + 1:02}" for number in range(30)],
        "tags": [["a", "b"][: number % 3] for number in range(30)],
        "n": list(range(30)),
    }
)
NAMES = {"text": "body", "id": "url", "date": "published"}

# It is asked for by Spark, which hands over Arrow here.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

PLUGIN = """
from corpuskit import Annotation, ExtractorSpec, Span, hookimpl

def shouts(document):
    if not document.text:
        raise LookupError("nothing to read")
    yield Annotation(Span(0, 1), "shout")

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("shouts", function=shouts, provides={"shout": None})
"""


def by_arrow(function: str, table: pa.Table, pipeline: Pipeline | None, **columns: str) -> pa.Table:
    run = OnWorkers.of(getattr(arrow, function), pipeline, columns)
    return pa.Table.from_batches(map(run, table.to_batches(max_chunksize=7)))


def by_daft(function: str, table: pa.Table, pipeline: Pipeline | None, **columns: str) -> pa.Table:
    daft = pytest.importorskip("daft")
    from corpuskit.engines import daft as engine

    frame = daft.from_arrow(table).into_batches(7)
    return getattr(engine, function)(frame, pipeline, **columns).to_arrow()


def by_spark(function: str, table: pa.Table, pipeline: Pipeline | None, **columns: str) -> pa.Table:
    pytest.importorskip("pyspark")
    from corpuskit.engines import spark as engine

    frame = session().createDataFrame(table).repartition(2)
    return getattr(engine, function)(frame, pipeline, **columns).toArrow()


def session() -> Any:
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "7",
    }
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@pytest.fixture(params=[by_arrow, by_daft, by_spark], ids=["arrow", "daft", "spark"])
def run(request: pytest.FixtureRequest) -> Callable[..., list[dict[str, Any]]]:
    def rows(*args: Any, function: str = "annotate", **columns: str) -> list[dict[str, Any]]:
        table = request.param(function, *args, **columns)
        return sorted(table.to_pylist(), key=lambda row: row.get("n", row.get("id")))

    return rows


def documents_of(rows: list[dict[str, Any]], folder: Path, **columns: str) -> list[Document]:
    schema = arrow.schema(TABLE.schema)
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / "rows.parquet")
    return list(formats.read(folder / "rows.parquet", **columns))


def local(pipeline: Pipeline, folder: Path) -> list[Document]:
    pq.write_table(TABLE, folder / "table.parquet")
    return list(Corpus.from_parquet(folder / "table.parquet", **NAMES).annotate(pipeline))


def test_rows_are_those_of_the_pipeline_with_all_their_columns(run, tmp_path: Path) -> None:
    pipeline = Pipeline("dates", "quotes", config={"dates": {"style": "narrative"}})
    rows = run(TABLE, pipeline, **NAMES)

    assert documents_of(rows, tmp_path, **NAMES) == local(pipeline, tmp_path)
    assert [{name: row[name] for name in TABLE.column_names} for row in rows] == TABLE.to_pylist()
    assert any(row["annotations"] for row in rows)


def test_documents_come_as_rows_of_a_corpus(run, tmp_path: Path) -> None:
    pipeline = Pipeline("dates")
    rows = run(TABLE, pipeline, function="corpus", **NAMES)
    parquet.write_batches(pa.Table.from_pylist(rows, arrow.corpus_schema()).to_batches(), tmp_path / "c.parquet")

    by_id = {document.id: document for document in formats.read(tmp_path / "c.parquet")}
    assert [by_id[item.id] for item in local(pipeline, tmp_path)] == local(pipeline, tmp_path)


def test_failures_are_rows_too(run, tmp_path: Path) -> None:
    (tmp_path / "shouts.py").write_text(PLUGIN)
    pipeline = Pipeline("shouts", plugins=Plugins(files=[tmp_path / "shouts.py"]))
    rows = run(TABLE, pipeline, **NAMES)

    assert [bool(json.loads(row["failures"])) for row in rows] == [not body for body in TABLE["body"].to_pylist()]
    assert [len(row["annotations"]) for row in rows] == [int(bool(body)) for body in TABLE["body"].to_pylist()]
    assert json.loads(rows[0]["failures"])[0]["message"] == "nothing to read"


def test_a_plugin_that_a_worker_lacks_is_an_error_that_says_so(run) -> None:
    missing = Installed(ExtractorSpec("x", function=print, provides={"x": None}), "x", "corpuskit-none", "1.0")
    pipeline = Pipeline(missing, plugins=Plugins.of([missing]))

    with pytest.raises(Exception, match=r"needs corpuskit-none 1.0 on every worker.*pip install 'corpuskit-none==1.0'"):
        run(TABLE, pipeline, function="annotate", **NAMES)


def test_a_file_that_is_another_on_a_worker_is_an_error_that_says_so(tmp_path: Path) -> None:
    file = tmp_path / "shouts.py"
    file.write_text(PLUGIN)
    function = OnWorkers.of(arrow.annotate, Pipeline("shouts", plugins=Plugins(files=[file])), NAMES)
    file.write_text(PLUGIN + "# changed")
    with pytest.raises(PluginError, match=r"'shouts' needs .*shouts.py as it is here on every worker, and .* has \w+"):
        function(TABLE.to_batches()[0])
    file.unlink()
    with pytest.raises(PluginError, match="has none; put the same file there, at the same path"):
        function(TABLE.to_batches()[0])


# --- what no other engine adds to


def annotated(table: pa.Table, pipeline: Pipeline, **columns: str) -> pa.Table:
    return by_arrow("annotate", table, pipeline, **columns)


def test_what_was_found_before_is_kept_and_gone_on_from(tmp_path: Path) -> None:
    once = annotated(TABLE, Pipeline("dates"), **NAMES)

    assert annotated(once, Pipeline("dates"), **NAMES) == once
    assert annotated(once, Pipeline("quotes", "dates"), **NAMES) == annotated(
        TABLE, Pipeline("quotes", "dates"), **NAMES
    )


def test_the_documents_of_a_corpus_are_read_as_such(tmp_path: Path) -> None:
    corpus = Corpus([Document("On 5 May.", id="a", metadata={"date": "2020-06-12"}, extra={"more": [1]})])
    corpus.annotate(Pipeline("dates")).write(tmp_path / "c.parquet")
    rows = pq.read_table(tmp_path / "c.parquet" / "documents")
    table = annotated(rows, Pipeline("dates"))
    pq.write_table(table, tmp_path / "rows.parquet")

    assert list(formats.read(tmp_path / "rows.parquet")) == list(formats.read(tmp_path / "c.parquet"))


def test_a_folder_of_annotated_tables_is_read(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    table = annotated(TABLE, Pipeline("dates"), **NAMES)
    pq.write_table(table.slice(0, 10), tmp_path / "out" / "1.parquet")
    pq.write_table(table.slice(10), tmp_path / "out" / "2.parquet")

    assert list(Corpus.from_path(tmp_path / "out", **NAMES)) == local(Pipeline("dates"), tmp_path)


def test_a_table_keeps_its_rows() -> None:
    with pytest.raises(ConfigError, match="leaves documents out, and a table keeps its rows"):
        annotated(TABLE, Pipeline("dates", on_error="skip"), **NAMES)


def test_a_table_without_a_text_is_refused() -> None:
    with pytest.raises(FormatError, match="no column 'text'; known: body, n,"):
        annotated(TABLE, Pipeline("dates"))


# --- the command line


@pytest.fixture
def extract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    from click.testing import CliRunner

    from corpuskit.cli import cli

    monkeypatch.chdir(tmp_path)
    pq.write_table(TABLE, "table.parquet")
    return lambda *words: CliRunner().invoke(cli, ["extract", *words])


@pytest.mark.parametrize("engine", ["daft", "spark"])
def test_a_command_runs_on_an_engine(extract, engine: str) -> None:
    pytest.importorskip({"spark": "pyspark"}.get(engine, engine))
    if engine == "spark":
        session()
    words = ["--text", "body", "--id", "url", "--only", "dates", "--date", "2020-07-01"]
    done = extract("table.parquet", *words, "--engine", engine, "-o", "out.jsonl")
    extract("table.parquet", *words, "-o", "local.jsonl")

    assert done.exit_code == 0, done.output
    assert "30 documents" in done.stderr
    assert sorted(Path("out.jsonl").read_bytes().splitlines()) == sorted(Path("local.jsonl").read_bytes().splitlines())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["a.jsonl"], "daft reads Parquet, and this is jsonl; use --jobs, or write it as .parquet first"),
        (["table.parquet", "--text", "body"], "no column 'id', and a row of an engine has no number to be named after"),
        (["done.parquet"], "it has annotations already, which daft would not read along; use --jobs"),
        (["table.parquet", "--jobs", "2"], "--engine goes without --jobs, --transform and --profile"),
        (["table.parquet", "--id", "url", "--text", "body", "--on-error", "skip"], "a table keeps its rows"),
    ],
)
def test_what_an_engine_cannot_do_is_said(extract, words: list[str], message: str) -> None:
    Corpus([Document("On 5 May 2020.")]).annotate(Pipeline("dates")).write("done.parquet")
    Path("a.jsonl").write_text('{"text": "a"}')
    done = extract(*words, "--engine", "daft", "-o", "out.jsonl")

    assert done.exit_code != 0
    assert message in done.stderr
