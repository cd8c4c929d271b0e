"""Laws of what an extractor leaves alone: the network, files, processes, and the state of its own process."""

import decimal
import locale
import logging
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import attrs

from ._law import Documents, Fault, law
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


# --- global state


@attrs.frozen
class _State:
    """A piece of the process's state: how it is read, and put back."""

    name: str
    read: Callable[[], Any]
    restore: Callable[[Any], object]


def _restore_environment(before: Mapping[str, str]) -> None:
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


def _context() -> tuple[object, ...]:
    context = decimal.getcontext()
    traps = tuple(sorted(signal.__name__ for signal, on in context.traps.items() if on))
    return context.prec, context.rounding, context.Emin, context.Emax, context.capitals, context.clamp, traps


def _restore_context(key: tuple[Any, ...]) -> None:
    context = decimal.getcontext()
    context.prec, context.rounding, context.Emin, context.Emax, context.capitals, context.clamp = key[:6]
    for signal in context.traps:
        context.traps[signal] = signal.__name__ in key[6]


def _logging() -> tuple[object, ...]:
    root = logging.getLogger()
    return root.level, tuple(root.handlers), tuple(root.filters), root.disabled, root.manager.disable


def _restore_logging(before: tuple[Any, ...]) -> None:
    root = logging.getLogger()
    level, handlers, filters, root.disabled, disabled = before
    root.setLevel(level)
    root.handlers[:], root.filters[:] = handlers, filters
    logging.disable(disabled)


def _restore_list(target: list[Any]) -> Callable[[Any], object]:
    def restore(before: Any) -> None:
        target[:] = before

    return restore


def _states() -> list[_State]:
    found = [
        _State("the state of random", random.getstate, random.setstate),
        _State("os.environ", lambda: dict(os.environ), _restore_environment),
        _State("the working directory", os.getcwd, os.chdir),
        _State("the decimal context", _context, _restore_context),
        _State("the filters of warnings", lambda: list(warnings.filters), _restore_list(warnings.filters)),  # type: ignore[arg-type]  # The stubs call a list a sequence.
        _State(
            "the locale", lambda: locale.setlocale(locale.LC_ALL), lambda name: locale.setlocale(locale.LC_ALL, name)
        ),
        _State("sys.path", lambda: list(sys.path), _restore_list(sys.path)),
        _State("the configuration of logging", _logging, _restore_logging),
        _State("the recursion limit", sys.getrecursionlimit, sys.setrecursionlimit),
    ]
    if "numpy.random" in sys.modules:
        found.append(_State("the state of numpy.random", _numpy, _restore_numpy))
    return found


def _numpy() -> tuple[object, ...]:
    name, keys, *rest = sys.modules["numpy.random"].get_state()
    return name, tuple(keys.tolist()), *rest


def _restore_numpy(before: tuple[Any, ...]) -> None:
    sys.modules["numpy.random"].set_state(before)


@law(effort=0.5)
def global_state_is_kept(subject: Subject, documents: Documents) -> Fault | None:
    """Extraction changes nothing that the whole process shares.

    Looked at are the state of random and of numpy.random, the environment, the working directory, the decimal
    context, the filters of warnings, the locale, ``sys.path``, the configuration of logging, and the recursion limit.
    """
    for document in documents:
        view = subject.view(document)
        if view is None:
            continue
        _ = subject.step.extractor
        states = _states()
        before = [state.read() for state in states]
        subject.extracted(view)
        for state, value in zip(states, before, strict=True):
            now = state.read()
            if now != value:
                # Put back, so that a smaller text shows the same, and nothing else suffers.
                state.restore(value)
                return Fault(f"it changed {state.name}", _difference(value, now))
    return None


def _difference(before: Any, now: Any) -> tuple[object, ...]:
    if isinstance(before, dict):
        return tuple(
            sorted(f"{key}={now.get(key)!r}" for key in now.keys() | before.keys() if now.get(key) != before.get(key))
        )
    return () if len(repr(now)) > 200 else (f"before: {before!r}", f"then: {now!r}")
