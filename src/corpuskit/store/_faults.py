"""What SQLite refuses, as errors that say what to do."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ..errors import FormatError, InvalidValue

__all__ = ["damaged", "told"]


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn what SQLite raises about a store into an error that names it and says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # A store that was closed, or that is used in another thread, and is right in itself.
    except sqlite3.DatabaseError as error:
        raise _told(error, path) from error
    except UnicodeEncodeError as error:
        message = f"{error.object!r} has a lone surrogate, which cannot be stored as UTF-8"
        raise InvalidValue(message, value=error.object) from error


def damaged(path: str, reason: object) -> FormatError:
    """Give the error for a store whose content is not what was written."""
    message = f"{path}: the store is damaged: {reason}; delete it and make it again with: corpuskit index"
    return FormatError(message, file=path)


def _told(error: sqlite3.DatabaseError, path: str) -> Exception:
    # The lower byte is the kind of error, the rest a detail.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if "no such module" in str(error):
        return OSError(errno.ENOSYS, "the SQLite of this Python has no full-text search, FTS5; use another", path)
    if code == sqlite3.SQLITE_NOTADB:
        return FormatError(f"{path}: this is no store: {error}; make one with: corpuskit index", file=path)
    # Our statements are right: where a column is not there, or does not decode, somebody else has changed the tables.
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
        return damaged(path, error)
    if code in _OS:
        number, reason = _OS[code]
        return OSError(number, reason, path)
    return error


_BUSY = (errno.EAGAIN, "another process writes to the store; wait until it is done, or stop it")
_CLOSED = (errno.EACCES, "the store cannot be opened; look at the permissions, or copy it with the files beside it")

_OS: Mapping[int, tuple[int, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY: (errno.EROFS, "the store cannot be written to; copy it to a folder that can"),
    sqlite3.SQLITE_FULL: (errno.ENOSPC, "the disk is full; what was committed stays, make room and go on"),
    sqlite3.SQLITE_IOERR: (errno.EIO, "reading or writing the store failed; look at the disk and its free space"),
    sqlite3.SQLITE_TOOBIG: (errno.EFBIG, "a text is longer than SQLite stores, which is a billion bytes"),
}
"""Kinds of error of SQLite that are the system's, each with a number of the system and what to do."""
