"""Connections to stores: made, opened and refused."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ..errors import FormatError
from ._faults import damaged, told
from ._schema import APPLICATION_ID, CREATE, INDEXES, VERSION

__all__ = ["reading", "transaction", "writing"]

_WAIT = 5.0
"""Seconds that another process may take for a step before this one gives up."""

_CACHE = -65_536
"""The pages that a connection keeps, in KiB below zero, as SQLite counts them."""


def reading(path: str) -> sqlite3.Connection:
    """Open a store to be read; the file is not changed.

    Raises:
        FileNotFoundError: when there is no such file.
        FormatError: when it is no store, damaged, or of a newer version.
        OSError: when it cannot be opened.
    """
    _check_file(path)
    with told(path):
        try:
            return _checked(_connection(path, "mode=ro"), path)
        except sqlite3.OperationalError:
            # Beside a file on a read-only disk no lock can be made, and nobody writes to it either.
            if _is_writable_place(path) or _has_log(path):
                raise
            return _checked(_connection(path, "mode=ro&immutable=1"), path)


@contextmanager
def writing(path: str) -> Iterator[sqlite3.Connection]:
    """Open a store to be written, and make it where there is none.

    Others read what is committed while this one writes. At the end all is in the one file again, unless somebody
    still reads it.

    Raises:
        FormatError: when the file is no store, damaged, or of a newer version.
        OSError: when it cannot be written, or somebody else writes to it.
    """
    if Path(path).is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder, and a file is to be written", path)
    if not Path(path).absolute().parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(Path(path).parent))
    with told(path):
        connection = _connection(path, "mode=rwc")
    with closing(connection):
        with told(path):
            _begin(connection, path)
        yield connection
        with told(path):
            _finish(connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # Some errors, as that of a full disk, have taken it back already.
        with suppress(sqlite3.OperationalError):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_file(path: str) -> None:
    if Path(path).is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder, and a store is a file", path)
    if not Path(path).exists():
        raise FileNotFoundError(errno.ENOENT, "there is no such store; make it with: corpuskit index", path)
    if not Path(path).stat().st_size:
        raise FormatError(f"{path}: the file is empty; make a store with: corpuskit index", file=path)


def _connection(path: str, how: str) -> sqlite3.Connection:
    uri = f"{Path(path).absolute().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
    try:
        # What a file of somebody else declares may not call anything.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: sqlite3.Connection, path: str) -> None:
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _create(connection)
    _check(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 10000")


def _create(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        # Somebody else may have made it in between.
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        for statement in CREATE.split(";\n"):
            connection.execute(statement)


def _checked(connection: sqlite3.Connection, path: str) -> sqlite3.Connection:
    """Give the connection, if it is one to a store of this version."""
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application != APPLICATION_ID:
        message = f"{path}: an SQLite database, but no store of corpuskit; name another file to make a store"
        raise FormatError(message, file=path, application_id=application)
    if version > VERSION:
        message = (
            f"{path}: the store has version {version}, and this corpuskit reads up to {VERSION}; "
            "install a newer corpuskit-core, or make the store again with: corpuskit index"
        )
        raise FormatError(message, file=path, version=version)
    missing = sorted({"documents", "annotations", "layers", "names", "documents_fts", "names_fts"} - tables)
    if missing:
        raise damaged(path, f"there is no table {missing[0]!r}")


def _finish(connection: sqlite3.Connection) -> None:
    for name, columns in INDEXES.items():
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON annotations {columns}")
    # What the planner should know about the tables; a sample is enough.
    connection.execute("PRAGMA analysis_limit = 1000")
    connection.execute("PRAGMA optimize")
    with suppress(sqlite3.OperationalError):
        # Without a log beside it, the file can be copied, and read where nothing can be written.
        connection.execute("PRAGMA journal_mode = DELETE")


def _is_writable_place(path: str) -> bool:
    return os.access(Path(path).absolute().parent, os.W_OK)


def _has_log(path: str) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0
