"""A file that grows piece by piece, and goes on where an earlier run stopped."""

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import FileIO
from pathlib import Path

import attrs

from ..formats._atomic import explain, kept_in, partial_names, remove
from ._growth import Growth
from ._manifest import Before, Manifest, Plan, unfinished
from ._tally import Tally

__all__ = ["Output", "growing"]

_EVERY = 1.0
"""Seconds between two commits, at the least: each waits for the disk."""


class Output:
    """A file in the making, beside its place, with a manifest that says how much of it is committed.

    Args:
        path: where it is to be.
        stream: the file.
        partial: where it is.
        manifest: what an earlier run has done of it.
        tally: what is done is counted here.
    """

    def __init__(self, path: str | Path, stream: FileIO, partial: Path, manifest: Manifest, tally: Tally) -> None:
        self._path = path
        self._stream = stream
        self._partial = partial
        self._tally = tally
        self._done = Tally(tally.extractors)
        """What is done of whole pieces."""
        if manifest.tally is not None:
            self._done.add_state(manifest.tally)
            tally.merge(self._done)
        self._manifest = manifest
        self._end = manifest.size
        """Where what can be read ends."""
        self._since = time.monotonic()

    @property
    def pieces(self) -> int:
        """How many pieces are done."""
        return self._manifest.pieces

    @property
    def before(self) -> Before | None:
        """What is read in place of the first pieces of the input."""
        return self._manifest.before

    def add(self, data: bytes, tally: Tally) -> None:
        """Write what came of a piece. It is committed soon, and at the latest when the run ends in an error."""
        self._write(data)
        self._done.merge(tally)
        now = self._manifest
        # In one step: an interruption comes before or after it, and a piece counts with its bytes or not at all.
        self._manifest = Manifest(now.plan, now.pieces + 1, self._end, self._done.state(), now.before)
        self._tally.merge(tally)
        if time.monotonic() - self._since >= _EVERY:
            self.commit()

    def add_rest(self, data: bytes, tally: Tally) -> None:
        """Write what came of a piece that could not be finished; the next run does that piece again."""
        self._write(data)
        self._tally.merge(tally)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        with _naming(self._path):
            while rest:
                rest = rest[self._stream.write(rest) :]
        self._end += len(data)

    def commit(self) -> None:
        """See what was written onto the disk, and note that it is there."""
        with _naming(self._path):
            os.fsync(self._stream.fileno())
            self._manifest.write(self._partial)
        self._since = time.monotonic()

    def finish(self, target: Path, growth: Growth) -> None:
        """Make the file at its place."""
        if not self._end:
            self._write(growth.empty)
        self.commit()
        self._stream.close()  # Windows moves no file that is open.
        leftovers = [partial for partial, found in unfinished(target) if self._manifest.plan.extends(found.plan)]
        growth.finish(self._partial, target)
        for partial in {self._partial, *leftovers}:
            remove(partial)
            Manifest.remove(partial)

    def keep(self, error: BaseException) -> None:
        """Commit what was written before an error, and let the error say where it is."""
        if not self._stream.closed:
            with contextlib.suppress(OSError):  # What was committed before stays so.
                self._stream.truncate(self._end)  # Half a line would make all of it unreadable.
                self.commit()
        count = self._tally.written
        if count and self._partial.exists():
            note = f"{kept_in(count, 'document', self._partial)}; the same command goes on from there"
            explain(error, note, self._partial)
        else:
            remove(self._partial)
            Manifest.remove(self._partial)


@contextmanager
def growing(path: str | Path, plan: Plan, tally: Tally, growth: Growth) -> Iterator[Output]:
    """Open a file that appears at ``path`` when all is written; what comes before an error is kept.

    Args:
        path: where the file is to be.
        plan: what the run is to do. One that stopped before with the same plan is gone on from; what one with other
            versions of the extractors has written is read in place of the input.
        tally: what is done is counted here; it begins with what was done before.
        growth: how files of its format grow.

    Raises:
        OSError: when nothing can be written there, or another process is writing it.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir() and growth.format == "jsonl":
        raise IsADirectoryError(errno.EISDIR, "this is a folder, and a file is to be written", str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(target.parent))
    with ExitStack() as stack:
        with _naming(path):
            manifest, partial = _begun(target, plan)
            stream = stack.enter_context(open(partial, "ab", buffering=0))
            _claim(stream, manifest)
            if not manifest.size:
                stream.write(growth.head)
                manifest = attrs.evolve(manifest, size=len(growth.head))
            manifest.write(partial)
        output = Output(path, stream, partial, manifest, tally)
        try:
            yield output
            with _naming(path):
                output.finish(target, growth)
        except BaseException as error:  # An interruption too: hours of work may be in what was written.
            output.keep(error)
            raise


def _begun(target: Path, plan: Plan) -> tuple[Manifest, Path]:
    """Give what was done of a plan, and where."""
    found = [*unfinished(target)]
    for partial, manifest in found:
        if manifest.plan == plan and (manifest.before is None or manifest.before.is_there):
            return manifest, partial
    usable = [(manifest.pieces, partial, manifest) for partial, manifest in found if manifest.serves(plan)]
    before = None
    if usable:
        pieces, partial, manifest = max(usable, key=lambda item: item[0])
        before = Before(str(partial), manifest.size, pieces)
    return Manifest(plan, before=before), next(filter(_is_free, partial_names(target)))


def _is_free(partial: Path) -> bool:
    """Say whether nothing is lost when a file is written; a run that had hardly begun may have left one."""
    if not os.path.lexists(partial):
        return True
    found = Manifest.read(partial)
    return partial.is_file() and (not partial.stat().st_size if found is None else not found.pieces)


def _claim(stream: FileIO, manifest: Manifest) -> None:
    """Make sure that nobody else writes the file, and take away what was not committed."""
    busy = OSError(errno.EBUSY, "another run is writing this file")
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows keeps others from replacing an open file.
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise busy from error
    except OSError:  # A network's file system may know no locks.
        pass
    if os.fstat(stream.fileno()).st_size < manifest.size:
        raise busy  # It was finished just now.
    stream.truncate(manifest.size)


@contextmanager
def _naming(path: str | Path) -> Iterator[None]:
    """Let an error name the file that the user knows."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error
