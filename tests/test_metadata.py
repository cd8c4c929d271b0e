"""Metadata: immutable JSON."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given

from corpuskit import Metadata
from corpuskit.errors import InvalidValue
from corpuskit.testing.strategies import metadata


@given(metadata())
def test_metadata_holds_any_json_and_gives_it_back(data: dict[str, Any]) -> None:
    held = Metadata(data)

    assert json.loads(json.dumps(held.to_dict())) == json.loads(json.dumps(data))
    assert pickle.loads(pickle.dumps(held)) == held
    assert hash(Metadata(data)) == hash(held)


def test_metadata_cannot_change_with_what_it_was_made_of() -> None:
    inner = {"b": [1]}
    held = Metadata({"a": inner})
    inner["b"].append(2)

    assert held["a"]["b"] == (1,)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), b"x", {1: 2}])
def test_what_json_does_not_have_is_refused(value: object) -> None:
    with pytest.raises(InvalidValue, match=r"metadata"):
        Metadata({"a": value})


def test_metadata_equal_any_mapping_with_equal_content() -> None:
    assert Metadata({"a": [1, {"b": 2}]}) == {"a": [1, {"b": 2}]}
    assert Metadata({"a": 1}) != {"a": object()}
    assert Metadata({"a": 1}) != 1
