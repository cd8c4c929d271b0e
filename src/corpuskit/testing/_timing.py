"""How the time of some work grows with its text, measured so that other work on the machine does not count."""

import gc
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

__all__ = ["HOSTILE_UNITS", "LIMIT", "SLOWEST", "TooLong", "growth", "limited"]

SLOWEST = 16
"""What eight times the text may cost, in units of what the text costs: 8 for linear work, and room for noise."""

HOSTILE_UNITS = (
    *("1", " ", "a", "a ", "1 ", "1,", "1-", '"', "“", "(", "A ", "A.", "the ", "-", "\n", "é"),
    *(" \n", "(a", "“a", ", "),
)
"""What texts are made of that patterns with two ways to match trip over."""

_SIZE = 2000
"""Code points of the shorter text: what a page has; half of it at the glance where it stands before something."""

LIMIT = 10.0
"""Seconds of CPU time after which work is given up."""

_ROUNDS = ((1, 2), (1, 4), (2, 3))
"""By how much the texts of a round are longer, and how often it measures; a further round only where one was slow."""

_CLEAR = 2.5
"""How far beyond the bound no noise reaches."""

Work = Callable[[str], Callable[[], object]]
"""Prepares a text, and gives what is timed."""


def growth(work: Work, unit: str, *, before: str = "", after: str = "") -> float:
    """Give how many times as long a text takes in which ``unit`` stands eight times as often, between two others.

    CPU time is compared, the least of several runs that take turns. What looks slow is measured again, more often
    and with longer texts, and the least counts: noise only ever makes work look slower. Infinite where the work did
    not end in 10 seconds of CPU time.
    """

    def made(times: int, size: int) -> Callable[[], object]:
        return work(f"{before}{unit * (times * max(1, size // len(unit)))}{after}")

    try:
        size = _SIZE // 2 if after else _SIZE
        best = _glance(made(1, size), made(8, size))
        if best > SLOWEST:
            best = min(best, _glance(made(1, size), made(8, size)))
        for factor, times in _ROUNDS:
            if best <= SLOWEST or best > _CLEAR * SLOWEST:
                break
            best = min(best, _ratio(*_least(made(factor, _SIZE), made(8 * factor, _SIZE), times)))
    except TooLong:
        return float("inf")
    return best


def _glance(short: Callable[[], object], long: Callable[[], object]) -> float:
    """Measure once: on most texts nothing is slow."""
    return _ratio(min(_seconds([short]) for _ in range(2)), _seconds([long]))


def _ratio(short: float, long: float) -> float:
    # Below a millisecond the clock's noise is larger than the work.
    return long / max(short, 0.001)


def _least(short: Callable[[], object], long: Callable[[], object], times: int) -> tuple[float, float]:
    # The short one eight times in a row, so that both are as long exposed to what else the machine does.
    pairs = [(_seconds([short] * 8) / 8, _seconds([long])) for _ in range(times)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def _seconds(runs: Sequence[Callable[[], object]]) -> float:
    collecting = gc.isenabled()
    gc.disable()  # A collection costs what the objects of everything else in the process cost.
    try:
        with limited():
            start = time.process_time()
            for run in runs:
                run()
            return time.process_time() - start
    finally:
        if collecting:
            gc.enable()


class TooLong(BaseException):
    """The work did not end; no Exception, which an extractor may catch."""


@contextmanager
def limited(seconds: float = LIMIT) -> Iterator[None]:
    """Give up after so much CPU time, where the platform has a clock for that and this is the main thread.

    Raises:
        TooLong: when the time is over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(number: int, frame: object) -> None:
    raise TooLong
