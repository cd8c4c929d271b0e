"""The state that a whole process shares, read and put back."""

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

__all__ = ["difference", "kept"]


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
    return name, keys.tobytes(), *rest


def _restore_numpy(before: tuple[Any, ...]) -> None:
    import numpy

    name, keys, *rest = before
    numpy.random.set_state((name, numpy.frombuffer(keys, dtype=numpy.uint32), *rest))


@contextmanager
def kept() -> Iterator[list[tuple[str, Any, Any]]]:
    """Put back what changes meanwhile, and give what that was: its name, and its state before and after.

    Every run of an extractor is inside: what it changed once would not be seen the next time, and others would suffer.
    """
    changed: list[tuple[str, Any, Any]] = []
    states = _states()
    before = [state.read() for state in states]
    try:
        yield changed
    finally:
        for state, value in zip(states, before, strict=True):
            now = state.read()
            if now != value:
                state.restore(value)
                changed.append((state.name, value, now))


def difference(before: Any, now: Any) -> tuple[object, ...]:  # Any: a state.
    """Give what of a state is shown, where that is short."""
    if isinstance(before, dict):
        names = sorted(key for key in now.keys() | before.keys() if now.get(key) != before.get(key))
        return tuple(f"{key}={now.get(key)!r}" for key in names)
    return () if len(repr(now)) > 200 else (f"before: {before!r}", f"then: {now!r}")
