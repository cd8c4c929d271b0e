"""The store: documents go in and come out as they were, whatever happens in between."""

import gc
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit import Annotation, Corpus, Document, Failure, Ref, Source, Span, formats
from corpuskit.errors import FormatError, InvalidValue, NotFound
from corpuskit.store import Indexed, Store, index
from corpuskit.store._schema import APPLICATION_ID, VERSION
from corpuskit.testing.strategies import documents
from corpuskit.values import DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

SOURCES = [Source("corpuskit-x", "0.1", name, "c", "i") for name in ("dates", "quotes")]
FULL = Document(
    "“We pay $4.50,” Ada said,\r\n“from 5 May to 7 May.” 😀",
    id="a/1?ä",
    metadata={"date": "2020-06-12", "n": 2**70, "tags": ["x", {"deep": None}], "e": ""},
    annotations=[
        Annotation(Span(8, 13), "number", NumberValue("money", Decimal("4.50"), unit="USD", scale=2), score=0.5),
        Annotation(Span(33, 38), "date", DateValue("DATE", "2020-05-05", earliest="2020-05-05", latest="2020-05-06")),
        Annotation(Span(42, 47), "date", DateValue("DATE", "2020-05-07", earliest="2020-05-07", latest="2020-05-08")),
        Annotation(Span(28, 47), "date_range", DateRange(Ref("date", Span(33, 38)), Ref("date", Span(42, 47)))),
        Annotation(Span(16, 19), "entity", EntityValue("PER", "Ada", chain=1, variants=("A.", "Ada"))),
        Annotation(
            Span(1, 48), "quote", QuoteValue("direct", Span(16, 19), "Ada"), (Span(1, 14), Span(28, 48)), 1, SOURCES[1]
        ),
        Annotation(Span(0, 0), "mark"),
        Annotation(Span(0, 5), "mark", OpaqueValue(b'{"big":123456789012345678901234567890}')),
    ],
    sources=SOURCES,
    failures=[Failure("a/1?ä", "dates", "0.1", "ValueError", "boom")],
    extra={"url": "u", "x": [1, None]},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db"


def stored(path: Path) -> list[Document]:
    with Store.open(path) as store:
        return list(store)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


# --- in and out


def test_a_document_comes_out_equal_to_what_went_in_with_everything_on_it(path: Path) -> None:
    assert index([FULL], path) == Indexed(added=1)

    with Store.open(path) as store:
        assert store.document(FULL.id) == FULL
        assert formats.encode(store.document(FULL.id)) == formats.encode(FULL)
        assert list(store) == [FULL]
        assert len(store) == 1
        assert store.layers() == ("date", "date_range", "entity", "mark", "number", "quote")


@settings(max_examples=15)  # Each makes a file.
@given(st.lists(documents(), max_size=3, unique_by=lambda document: document.id))
def test_any_documents_come_out_equal_in_their_order(tmp_path_factory: pytest.TempPathFactory, given) -> None:
    path = tmp_path_factory.mktemp("store") / "c.db"
    index(given, path)

    assert [*map(formats.encode, stored(path))] == [*map(formats.encode, given)]


def test_a_store_is_a_corpus(path: Path) -> None:
    index([FULL, Document("B.", id="b")], path)

    with Store.open(path) as store:
        assert [row["text"] for row in Corpus(store).table("entity")] == ["Ada"]


def test_a_document_that_is_not_there_is_an_error_that_names_it(path: Path) -> None:
    index([FULL], path)

    with Store.open(path) as store, pytest.raises(NotFound, match="has no document 'z'"):
        store.document("z")


def test_values_are_columns_to_search_and_sort_by(path: Path) -> None:
    index([FULL], path)

    found = rows(
        path, "SELECT label, kind, names.name, variants, chain, earliest, latest, low, high, unit FROM annotations "
        "LEFT JOIN names ON names.id = annotations.name WHERE kind IS NOT NULL OR earliest IS NOT NULL ORDER BY n"
    )  # fmt: skip
    assert found == [
        ("quote", "direct", "Ada", "", None, None, None, None, None, None),
        ("number", "money", None, None, None, None, None, 4.5, 4.5, "USD"),
        ("entity", "PER", "Ada", "A.; Ada", 1, None, None, None, None, None),
        ("date_range", None, None, None, None, "2020-05-05", "2020-05-08", None, None, None),
        ("date", "DATE", None, None, None, "2020-05-05", "2020-05-06", None, None, None),
        ("date", "DATE", None, None, None, "2020-05-07", "2020-05-08", None, None, None),
    ]


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        (NumberValue("cardinal", Decimal(30)), (30.0, 30.0)),
        (NumberValue("cardinal", Decimal(30), modifier=">"), (30.0, None)),
        (NumberValue("cardinal", Decimal(30), modifier="<="), (None, 30.0)),
        (NumberValue("cardinal", Decimal(30), modifier="~"), (30.0, 30.0)),
        (NumberValue("cardinal", low=Decimal(20), high=Decimal(40)), (20.0, 40.0)),
        (NumberValue("cardinal", low=Decimal(20)), (20.0, None)),
        (NumberValue("cardinal", Decimal("-1e400")), (-sys.float_info.max,) * 2),
    ],
)
def test_an_amount_has_the_ends_that_the_text_gives_it(path: Path, value: NumberValue, ends: tuple[float]) -> None:
    index([Document("30", annotations=[Annotation(Span(0, 2), "number", value)])], path)

    assert rows(path, "SELECT low, high FROM annotations") == [ends]


def test_midnight_sorts_as_the_day_that_it_begins(path: Path) -> None:
    value = DateValue("TIME", "2020-05-05T22:00", earliest="2020-05-05T22:00", latest="2020-05-06T00:00")
    index([Document("x", annotations=[Annotation(Span(0, 1), "date", value)])], path)

    assert rows(path, "SELECT earliest, latest FROM annotations") == [("2020-05-05T22:00", "2020-05-06")]


# --- again


def test_what_is_there_as_it_is_is_passed_over(path: Path) -> None:
    index([FULL, Document("B.", id="b")], path)
    before = path.read_bytes()

    assert index([Document("C.", id="c"), Document("B.", id="b"), FULL], path) == Indexed(added=1, unchanged=2)
    assert index([FULL], path) == Indexed(unchanged=1)
    assert [document.id for document in stored(path)] == [FULL.id, "b", "c"]
    assert before != path.read_bytes()


@pytest.mark.parametrize(
    "changed",
    [
        FULL.with_metadata(date="2021-01-01"),
        FULL.without("mark"),
        Document("Quite another text.", id=FULL.id),
        FULL.with_annotations([Annotation(Span(0, 1), "mark", score=0.25)]),
    ],
)
def test_what_has_changed_is_replaced_everywhere(path: Path, changed: Document) -> None:
    index([Document("B.", id="b"), FULL], path)

    assert index([changed], path) == Indexed(replaced=1)
    assert stored(path) == [Document("B.", id="b"), changed]
    assert rows(path, "SELECT count(*) FROM annotations") == [(len(changed.annotations),)]
    with Store.open(path) as store:
        assert [hit.document for hit in store.search("Ada")] == [FULL.id] * ("Ada" in changed.text)
    check_words(path)


def check_words(path: Path) -> None:
    """The index of words holds what the documents do; FTS5 checks it itself."""
    connection = sqlite3.connect(path)
    for name in ("documents_fts", "names_fts"):
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_an_id_that_occurs_twice_is_refused_unless_all_is_the_same(path: Path) -> None:
    with pytest.raises(InvalidValue, match="the id 'b' occurs twice, with different content"):
        index([Document("B.", id="b"), Document("B.", id="b"), Document("C.", id="b")], path)

    assert index([Document("B.", id="b"), Document("B.", id="b")], path) == Indexed(added=1, unchanged=1)


def test_what_came_before_an_error_in_the_documents_is_kept(path: Path) -> None:
    def broken():
        yield FULL
        raise FormatError("line 2 is broken")

    with pytest.raises(FormatError, match="line 2"):
        index(broken(), path)

    assert stored(path) == [FULL]


def test_an_error_of_the_documents_is_not_taken_for_one_of_the_store(path: Path) -> None:
    def theirs():
        yield FULL
        raise sqlite3.DatabaseError("database disk image is malformed")

    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        index(theirs(), path)


def test_a_store_that_is_read_sees_what_is_committed_meanwhile(path: Path) -> None:
    index([FULL], path)
    with Store.open(path) as store:
        index([Document("Withdrawal.", id="b")], path)

        assert [hit.document for hit in store.search("withdrawal")] == ["b"]
        assert len(store) == 2


def test_all_is_in_one_file_when_it_is_done(path: Path) -> None:
    index([FULL], path)

    assert [file.name for file in path.parent.iterdir()] == [path.name]


# --- killed

INDEXING = """
import itertools
import sys
from corpuskit import Document
from corpuskit.store import _writing, index
_writing._DOCUMENTS = 20
def documents():
    for number in itertools.count():
        yield Document(f"Text {number} of the withdrawal. " * 20, id=str(number))
        if number == 100:
            print("begun", flush=True)
index(documents(), sys.argv[1])
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_store_whose_writer_was_killed_is_whole_and_goes_on(path: Path, seed: int) -> None:
    with subprocess.Popen([sys.executable, "-c", INDEXING, path], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.2))
        process.kill()
    copy = path.with_name("copy.db")
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")

    texts = [Document(f"Text {number} of the withdrawal. " * 20, id=str(number)) for number in range(300)]
    kept = stored(path)
    assert len(kept) >= 80
    assert len(kept) % 20 == 0
    done = index(texts, path)
    assert done.unchanged == min(len(kept), 300)
    assert done.added == 300 - done.unchanged
    assert stored(path)[:300] == texts
    check_words(path)
    with Store.open(copy) as store:
        assert len(list(store.search("withdrawal", limit=10_000))) == len(kept)


# --- what is refused


def broken(content: bytes, path: Path) -> Path:
    path.write_bytes(content)
    return path


def changed(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_file_that_is_no_store_is_refused_with_what_to_do(path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no such store; make it with: corpuskit index"):
        Store.open(path)
    with pytest.raises(FormatError, match="the file is empty; make a store with: corpuskit index"):
        Store.open(broken(b"", path))
    with pytest.raises(FormatError, match="this is no store: file is not a database"):
        Store.open(broken(b'{"id": "a", "text": "A."}\n' * 200, path))
    with pytest.raises(FormatError, match="this is no store: file is not a database"):
        index([FULL], path)
    assert path.read_bytes().startswith(b'{"id"')
    with pytest.raises(IsADirectoryError, match="a store is a file"):
        Store.open(path.parent)
    with pytest.raises(IsADirectoryError, match="a file is to be written"):
        index([FULL], path.parent)
    with pytest.raises(FileNotFoundError, match="no such folder to write to"):
        index([FULL], path / "x" / "c.db")


def test_a_database_of_somebody_else_is_refused_and_stays_as_it_is(path: Path) -> None:
    changed(path, "CREATE TABLE documents (a)")
    before = path.read_bytes()

    for use in (Store.open, lambda path: index([FULL], path)):
        with pytest.raises(FormatError, match="an SQLite database, but no store of corpuskit") as caught:
            use(path)
        assert caught.value.application_id == 0
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused_with_what_to_do(path: Path) -> None:
    index([FULL], path)
    changed(path, f"PRAGMA user_version = {VERSION + 1}")

    for use in (Store.open, lambda path: index([FULL], path)):
        with pytest.raises(FormatError, match=f"version {VERSION + 1}, and this corpuskit reads up to {VERSION}"):
            use(path)


@pytest.mark.parametrize("length", [200, 5_000, 20_000])
def test_a_store_that_was_cut_off_is_refused_as_damaged(path: Path, length: int) -> None:
    index((Document(f"Text {number}." * 50, id=str(number)) for number in range(200)), path)
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(FormatError, match=r"damaged|no store"):
        stored(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annotations SET value = '{'",
        "UPDATE annotations SET value = 7",
        "UPDATE annotations SET start = -1",
        "UPDATE annotations SET end = 'x'",
        "UPDATE annotations SET parts = '[[1,2,3]]'",
        "UPDATE annotations SET source = 9",
        "UPDATE annotations SET score = 'high'",
        "UPDATE documents SET metadata = '[1]'",
        "UPDATE documents SET text = x'ff'",
        "UPDATE documents SET text = CAST(x'ff' AS TEXT)",
        "UPDATE documents SET extra = '3'",
        "DROP TABLE names",
    ],
)
def test_what_was_changed_from_outside_is_refused_when_it_is_read(path: Path, statement: str) -> None:
    index([FULL], path)
    changed(path, statement)

    with pytest.raises(FormatError):
        stored(path)


def test_a_store_that_somebody_writes_to_is_refused_to_a_second_writer(path: Path, monkeypatch) -> None:
    monkeypatch.setattr("corpuskit.store._opening._WAIT", 0.01)
    index([FULL], path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(BlockingIOError, match="another process writes to the store"):
        index([Document("B.", id="b")], path)
    assert stored(path) == [FULL]
    other.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_in_a_folder_that_cannot_be_written_is_read_all_the_same(path: Path) -> None:
    index([FULL], path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert stored(path) == [FULL]
        with pytest.raises(OSError, match=r"cannot be (written to|opened)"):
            index([Document("B.", id="b")], path)
    finally:
        path.parent.chmod(0o755)


def test_a_store_says_what_it_is(path: Path) -> None:
    index([FULL], path)

    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(VERSION,)]


def test_nothing_that_a_file_declares_runs_when_it_is_opened(path: Path) -> None:
    index([FULL], path)
    changed(
        path,
        "ALTER TABLE documents RENAME TO theirs",
        "CREATE VIEW documents AS SELECT *, load_extension('evil') FROM theirs",
    )

    with pytest.raises(FormatError):
        stored(path)


def test_a_search_may_be_given_up(path: Path) -> None:
    index([FULL, Document("A withdrawal.", id="b"), Document("A withdrawal.", id="c")], path)
    store = Store.open(path)
    found, documents = store.search("withdrawal"), iter(store)
    next(found)
    next(documents)

    store.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        len(store)
    del found, documents
    gc.collect()


FILLING = """
import resource, signal, sys
from corpuskit import Document
from corpuskit.store import _writing, index
_writing._DOCUMENTS = 20
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    index((Document(f"Text {number} of the withdrawal. " * 20, id=str(number)) for number in range(5000)), sys.argv[1])
except OSError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="the size of a file is limited in another way")
def test_what_was_committed_before_the_disk_was_full_stays(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILLING, path], capture_output=True, text=True, check=False)

    assert re.search("the disk is full|look at the disk and its free space", done.stdout), done.stderr
    kept = stored(path)
    assert kept
    assert len(kept) % 20 == 0
    assert index([Document("B.", id="b")], path) == Indexed(added=1)
    check_words(path)
