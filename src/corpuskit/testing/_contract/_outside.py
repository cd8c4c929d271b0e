"""Laws of what an extractor leaves alone: the network, files, processes, and the state of its own process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..._document import Document
from ._law import Documents, Fault, law
from ._states import kept
from ._subject import Subject

__all__ = ["global_state_is_kept", "nothing_outside_is_used"]


@law(effort=0.5, needs=("offline",))
def nothing_outside_is_used(subject: Subject, documents: Documents) -> Fault | None:
    """Extraction opens no connection, writes no file and starts no process.

    What is tried is stopped. Reading files, and what is done when the extractor is made, are allowed.
    """
    for document in documents:
        view = subject.view(document)
        if view is None:
            continue
        _ = subject.step.extractor
        with _watching() as seen:
            subject.extracted(view)
        if seen:
            return Fault(f"it tried {seen[0][0]}", seen[:3])
    return None


_EVENTS = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
        *("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"),
        *("os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"),
    }
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_seen: list[tuple[str, str]] | None = None
"""What was tried since somebody began to watch; None while nobody does. A hook stays for as long as the process."""

_hooked = False


@contextmanager
def _watching() -> Iterator[list[tuple[str, str]]]:
    global _seen, _hooked
    if not _hooked:
        sys.addaudithook(_audit)
        _hooked = True
    seen: list[tuple[str, str]] = []
    _seen = seen
    try:
        yield seen
    finally:
        _seen = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:  # Any: what an event comes with.
    if _seen is None or not (event in _EVENTS or (event == "open" and _is_written(*arguments))):
        return
    # The import system keeps compiled modules, which is nobody's doing.
    if any("__pycache__" in str(item) for item in arguments):
        return
    _seen.append((event, ", ".join(str(item)[:80] for item in arguments if item is not None)))
    raise PermissionError(f"{event} in an extraction that is watched")


def _is_written(path: object, mode: object, flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITES) and str(path) != os.devnull


@law(effort=0.5)
def global_state_is_kept(subject: Subject, documents: Documents) -> Fault | None:
    """Extraction changes nothing that the whole process shares.

    Looked at are the state of random and of numpy.random, the environment, the working directory, the decimal
    context, the filters of warnings, the locale, ``sys.path``, the configuration of logging, and the recursion limit.
    """
    for document in documents:
        view = subject.view(document)
        changed = [] if view is None else _changed(subject, view)
        if changed:
            names = ", ".join(name for name, _ in changed)
            return Fault(f"it changed {names}", [item for _, items in changed for item in items])
    return None


def _changed(subject: Subject, view: Document) -> list[tuple[str, tuple[object, ...]]]:
    _ = subject.step.extractor
    with kept():
        subject.reseed()  # To set a seed that is set already would change nothing.
        return subject.changed(view)
