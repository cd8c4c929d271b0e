"""Collections of garbage are put off while many objects are made, and not longer."""

import gc
import re

import pytest

from corpuskit.scan import collections_paused


def test_collections_are_put_off_and_go_on() -> None:
    with collections_paused():
        paused = not gc.isenabled()

    assert (paused, gc.isenabled()) == (True, True)


def test_collections_go_on_behind_an_error() -> None:
    with pytest.raises(re.error), collections_paused():
        re.compile("(")

    assert gc.isenabled()


def test_collections_that_are_off_stay_off() -> None:
    gc.disable()
    try:
        with collections_paused():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
