"""The error tree."""

import copy
import pickle

import pytest

from corpuskit import errors
from corpuskit.errors import CorpuskitError, did_you_mean, missing_extra

CLASSES = [cls for name in errors.__all__ if issubclass(cls := getattr(errors, name), CorpuskitError)]


@pytest.mark.parametrize("cls", CLASSES)
def test_an_error_keeps_its_facts_when_pickled(cls: type[CorpuskitError]) -> None:
    error = cls("what, where and what to do", file="a.csv", line=3)

    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is cls
        assert (str(again), again.file, again.line) == ("what, where and what to do", "a.csv", 3)
    with pytest.raises(AttributeError, match="no attribute 'document'"):
        _ = error.document


@pytest.mark.parametrize("cls", CLASSES)
def test_the_tree_in_the_docstring_names_every_error(cls: type[CorpuskitError]) -> None:
    assert f" {cls.__name__} " in f"{errors.__doc__} ".replace("\n", " ")


def test_an_absent_extra_names_the_command() -> None:
    error = missing_extra("pyarrow", "arrow")

    assert isinstance(error, ImportError)
    assert "pip install 'corpuskit-core[arrow]'" in str(error)


def test_hints_name_the_nearest_or_all() -> None:
    assert did_you_mean("dats", ["dates", "quotes"]) == "did you mean 'dates'?"
    assert did_you_mean("x", ["b", "a"]) == "known: a, b"
    assert did_you_mean("x", []) == "none is known"
