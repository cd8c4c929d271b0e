"""The JSON Schema and the reader say the same, as far as a schema can say it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from corpuskit import Document, Plugins, formats
from corpuskit.errors import FormatError
from corpuskit.formats.schema import schema
from corpuskit.testing.strategies import documents
from corpuskit.values import DATE_TYPES

NONE = Plugins(only=())
SCHEMA = Draft202012Validator(schema())
ODD = st.sampled_from(
    [None, True, 0, 1, -1, 0.5, 2**70, "", "date", "DATE", "1/0", [], [0, 1], [[0, 1], [1, 1]], {}, {"type": 1}]
)


def test_the_schema_names_every_field_of_the_standard_values() -> None:
    found = schema()

    assert found["$schema"].endswith("2020-12/schema")
    assert found["$defs"]["QuoteValue"]["properties"]["speaker"] == {
        "anyOf": [{"$ref": "#/$defs/Span"}, {"type": "null"}]
    }
    assert found["$defs"]["DateValue"]["properties"]["type"] == {"enum": list(DATE_TYPES)}
    assert found["$defs"]["DateValue"]["required"] == ["type", "value"]
    assert json.loads(json.dumps(found)) == found


def is_read(data: Any) -> bool:
    try:
        formats.decode(json.dumps(data).encode(), plugins=NONE)
    except FormatError:
        return False
    return True


@settings(max_examples=40, deadline=None)
@given(documents())
def test_every_line_fits_the_schema(document: Document) -> None:
    SCHEMA.validate(json.loads(formats.encode(document)))


ITEM = {"label": "x", "start": 0, "end": 2}
NUMBER = {"label": "number", "start": 0, "end": 2}
LINES: list[tuple[bool, dict[str, Any]]] = [
    (True, {}),
    (False, {"id": None}),
    (False, {"id": ""}),
    (False, {"text": None}),
    *((True, {key: None}) for key in ("metadata", "annotations", "failures", "sources", "further")),
    *((False, {key: 1}) for key in ("metadata", "annotations", "failures", "sources")),
    (False, {"sources": [{}]}),
    (False, {"failures": [{"document": "a"}]}),
    *((True, {"annotations": [{**ITEM, key: None}]}) for key in ("value", "parts", "score", "source")),
    *((False, {"annotations": [{**ITEM, key: None}]}) for key in ("label", "start", "end")),
    *((False, {"annotations": [{**ITEM, "label": label}]}) for label in ("", "a@b", "a\n", "a\u200b", "\ufeff", 1)),
    *((True, {"annotations": [{**ITEM, "label": label}]}) for label in ("a b", "\u00e9", "\U0001f600", "a-b.c#d")),
    *((False, {"annotations": [{**ITEM, "start": start}]}) for start in (-1, "0", True, 0.5)),
    *((True, {"annotations": [{**ITEM, "score": score}]}) for score in (0, 1, 0.5)),
    *((False, {"annotations": [{**ITEM, "score": score}]}) for score in (-1, 2, "1", True)),
    *((True, {"annotations": [{**ITEM, "parts": parts}]}) for parts in ([], [[0, 1], [1, 2]])),
    *((False, {"annotations": [{**ITEM, "parts": parts}]}) for parts in (5, [[0, 2]], [[0, 1], [1, 2, 2]], [[0], [1]])),
    (False, {"annotations": [{**ITEM, "further": 1}]}),
    (True, {"annotations": [{**NUMBER, "value": {"kind": "cardinal", "value": "4.50", "low": None}}]}),
    (True, {"annotations": [{**NUMBER, "value": {"kind": "cardinal", "low": "1/3", "value": None}}]}),
    (False, {"annotations": [{**NUMBER, "value": {"kind": "cardinal"}}]}),
    (False, {"annotations": [{**NUMBER, "value": {"kind": "cardinal", "value": None}}]}),
    (False, {"annotations": [{**NUMBER, "value": {"kind": "cardinal", "value": "1", "high": "2"}}]}),
    (False, {"annotations": [{**NUMBER, "value": {"kind": "cardinal", "value": 1}}]}),
    (False, {"annotations": [{**NUMBER, "value": {"kind": "cardinal", "value": "1", "scale": 1.5}}]}),
    (False, {"annotations": [{**ITEM, "label": "date", "value": {"type": "DAY", "value": "2020"}}]}),
    (False, {"annotations": [{**ITEM, "label": "date", "value": "2020"}]}),
    (False, {"annotations": [{**ITEM, "label": "quote", "value": {"kind": "direct", "speaker": [0]}}]}),
    (False, {"annotations": [{**ITEM, "label": "date_range", "value": {"begin": {"label": "@", "span": [0, 1]}}}]}),
]


@pytest.mark.parametrize(("fits", "changes"), LINES)
def test_the_schema_and_the_reader_agree(fits: bool, changes: dict[str, Any]) -> None:
    line = {"id": "a", "text": "ab", **changes}

    assert (SCHEMA.is_valid(line), is_read(line)) == (fits, fits)


@settings(max_examples=200, deadline=None)
@given(documents(), st.data())
def test_what_the_schema_refuses_is_not_read(document: Document, data: st.DataObject) -> None:
    line = json.loads(formats.encode(document))
    place = data.draw(st.sampled_from([line, *line["annotations"], *line["sources"], *line["failures"]]))
    place[data.draw(st.sampled_from([*place, "further"]))] = data.draw(ODD)

    assert SCHEMA.is_valid(line) or not is_read(line)
