"""The strategies give what they say, and hypothesis knows them without an import."""

import datetime
import enum
import json
import subprocess
import sys
import warnings
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NewType

import attrs
import pytest
from attrs.validators import (
    and_,
    deep_iterable,
    ge,
    gt,
    in_,
    instance_of,
    le,
    lt,
    matches_re,
    max_len,
    min_len,
    optional,
)
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from corpuskit import (
    Annotation,
    AnnotationSet,
    Document,
    Failure,
    Metadata,
    Plugins,
    Ref,
    Source,
    Span,
)
from corpuskit._fields import decode, encode
from corpuskit._pointers import spans_in
from corpuskit.alignment import Alignment, Edit, edited
from corpuskit.errors import InvalidValue
from corpuskit.scan import Batch
from corpuskit.testing import strategies
from corpuskit.values import (
    STANDARD,
    DateRange,
    DateValue,
    EntityValue,
    NumberValue,
    OpaqueValue,
    QuoteValue,
)

LENGTH = 12
QUICK = settings(max_examples=2000, phases=[Phase.generate, Phase.shrink], database=None)


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


Code = NewType("Code", str)


@attrs.frozen
class Inner:
    where: Span


@attrs.frozen
class Node:
    name: str
    left: "Node | None" = None


@attrs.frozen
class Everything:
    inner: Inner
    colour: Colour
    day: datetime.date
    moment: datetime.datetime
    clock: datetime.time
    amount: Decimal
    share: Fraction
    weight: float
    sure: bool
    code: Code
    size: Literal["s", "m"]
    pair: tuple[str, int]
    whatever: Any
    places: tuple[Span, ...] = ()
    refs: tuple[Ref, ...] | None = None
    level: int | None = None
    _hidden: str = "h"
    made: str = attrs.field(init=False, default="made")


@attrs.frozen
class Guarded:
    kind: str = attrs.field(validator=in_(("a", "b")))
    level: int = attrs.field(validator=and_(instance_of(int), ge(3), le(5)))
    code: str = attrs.field(validator=matches_re(r"[A-Z]{3}\d"))
    words: tuple[str, ...] = attrs.field(validator=and_(min_len(2), deep_iterable(in_(("x", "y")))))
    short: str = attrs.field(validator=max_len(3))
    long: str = attrs.field(validator=min_len(5))
    mood: str | None = attrs.field(default=None, validator=optional(in_(("good", "bad"))))
    even: int = attrs.field(default=0)

    @even.validator
    def _check_even(self, attribute: object, even: int) -> None:
        if even % 2:
            raise ValueError("it is odd")


# --- text


@given(st.integers(1, 200).flatmap(lambda most: st.tuples(st.just(most), strategies.texts(most))))
def test_a_text_is_storable_and_no_longer_than_asked_for(drawn: tuple[int, str]) -> None:
    most, text = drawn

    assert len(text) <= most
    assert text.encode().decode() == text


def test_the_hostile_pieces_are_storable_and_different() -> None:
    assert len(set(strategies.HOSTILE)) == len(strategies.HOSTILE)
    assert all(piece and piece.encode() for piece in strategies.HOSTILE)


HOSTILITIES = {
    "astral": lambda text: any(ord(char) > 0xFFFF for char in text),
    "bidi": lambda text: "\u202e" in text,
    "break": lambda text: len(text.splitlines()) > len(text.split("\n")),
    "carriage return": lambda text: "\r\n" in text,
    "case": lambda text: len(text.casefold()) != len(text),
    "case upwards": lambda text: len(text.upper()) > len(text),
    "combining": lambda text: "\u0301" in text,
    "control": lambda text: "\x00" in text,
    "digit": lambda text: any(char.isdigit() and not char.isdecimal() for char in text),
    "emoji": lambda text: "👩\u200d👩\u200d👧" in text,
    "non-character": lambda text: "\uffff" in text,
    "quote": lambda text: "„" in text,
    "run": lambda text: any(char * 20 in text for char in set(text)),
    "space": lambda text: "\u00a0" in text,
}


@pytest.mark.parametrize("name", HOSTILITIES)
def test_texts_hold_what_breaks_programs(name: str) -> None:
    assert find(strategies.texts(), HOSTILITIES[name], settings=QUICK)


@pytest.mark.parametrize("name", sorted({*strategies.__all__} - {"HOSTILE", "value_of", "configs", "values"}))
def test_a_strategy_is_shown_in_short(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Hypothesis warns of what it takes long to show.
        assert len(repr(getattr(strategies, name)())) < 12_000
    assert len(repr(strategies.values("date"))) < 1_000


# --- values


@pytest.mark.parametrize("label", STANDARD)
@given(data=st.data())
def test_a_value_is_of_its_layers_class_and_points_into_the_text(label: str, data: st.DataObject) -> None:
    value = data.draw(strategies.values(label, LENGTH))

    assert isinstance(value, STANDARD[label])
    assert all(span.end <= LENGTH for span in spans_in(value))


@given(strategies.value_of(Everything, LENGTH))
def test_any_class_of_a_plugin_has_values(value: Everything) -> None:
    assert all(span.end <= LENGTH for span in spans_in(value))
    assert decode(Everything, json.loads(json.dumps(encode(value)))) == value


@attrs.frozen
class Linked:
    share: float = attrs.field(validator=[gt(0), lt(1)])
    least: int = attrs.field(validator=gt(0))
    most: int = attrs.field()
    unit: str = attrs.field(validator=in_(frozenset({"kg", "lb"})))

    @most.validator
    def _check_most(self, attribute: object, most: int) -> None:
        if most < self.least:
            raise ValueError("there is less than the least")


@given(strategies.value_of(Linked))
def test_validators_may_ask_the_instance(value: Linked) -> None:
    assert 0 < value.least <= value.most


def test_a_class_may_have_fields_of_its_own_type() -> None:
    found = find(strategies.value_of(Node), lambda node: node.left is not None and node.left.left is not None)

    assert found == Node("", Node("", Node("")))


@given(strategies.value_of(Guarded))
def test_validators_guide_what_is_drawn(value: Guarded) -> None:
    assert attrs.evolve(value) == value


@given(strategies.value_of(Guarded, fields={"kind": st.just("b"), "even": st.just(4)}))
def test_a_field_is_drawn_from_a_strategy_of_ones_own(value: Guarded) -> None:
    assert (value.kind, value.even) == ("b", 4)


def test_a_strategy_for_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InvalidValue, match="Guarded has no field 'king'; did you mean 'kind'"):
        strategies.value_of(Guarded, fields={"king": st.just("b")})


@given(strategies.value_of(Decimal), strategies.value_of(Colour), strategies.value_of(Span, 3))
def test_types_that_are_no_classes_of_attrs_have_values_too(amount: Decimal, colour: Colour, span: Span) -> None:
    assert amount.is_finite()
    assert colour in Colour
    assert span.end <= 3


@pytest.mark.parametrize(
    ("cls", "least"),
    [
        (DateValue, DateValue("DATE", "")),
        (NumberValue, NumberValue("cardinal", Decimal(0))),
        (Inner, Inner(Span(0, 0))),
        (DateRange, DateRange()),
    ],
)
def test_a_value_shrinks_to_its_defaults(cls: type, least: object) -> None:
    assert find(strategies.value_of(cls), lambda value: True, settings=QUICK) == least


# --- configs


@attrs.frozen
class Config:
    file: Path | None = None
    folder: Path = Path()
    words: tuple[str, ...] = ()
    level: int = attrs.field(default=3, validator=ge(0))
    mode: Literal["quick", "slow"] = "quick"
    table: dict[str, str] = attrs.field(factory=dict)


@given(strategies.configs(Config))
def test_a_config_has_no_path_that_leads_nowhere(config: Config) -> None:
    assert (config.file, config.folder, config.table) == (None, Path(), {})
    assert config.level >= 0


def test_a_config_has_options_of_all_kinds() -> None:
    config = find(strategies.configs(Config), lambda config: bool(config.words) and config.mode == "slow")

    assert config == Config(words=("",), mode="slow")


# --- layers and documents


@given(strategies.layers(LENGTH, "entity"))
def test_a_layer_has_one_label_and_lies_in_the_text(layer: AnnotationSet) -> None:
    assert set(layer.labels) <= {"entity"}
    assert all(span.end <= LENGTH for item in layer for span in (item.span, *spans_in(item.value)))


@given(strategies.annotation_sets(LENGTH, labels=("date", "tag")))
def test_annotation_sets_have_the_layers_asked_for(found: AnnotationSet) -> None:
    assert set(found.labels) <= {"date", "tag"}


SHAPES = {
    "a discontinuous one": lambda found: any(item.parts for item in found),
    "an empty one": lambda found: any(not len(item.span) for item in found),
    "two that cross": lambda found: any(
        a.start < b.start < a.end < b.end for a in found for b in found if not a.parts and not b.parts
    ),
    "two at one place": lambda found: len({item.span for item in found}) < len(found),
    "another layer": lambda found: "other" in found.labels,
}


@pytest.mark.parametrize("name", SHAPES)
def test_annotation_sets_have_shapes_of_all_kinds(name: str) -> None:
    assert find(strategies.annotation_sets(LENGTH), SHAPES[name], settings=QUICK)


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Plugins:
    file = tmp_path_factory.mktemp("plugin") / "tags.py"
    file.write_text(
        "import attrs\n"
        "from corpuskit import ExtractorSpec, Span, hookimpl\n"
        "@attrs.frozen\n"
        "class Tag:\n"
        "    name: str\n"
        "    where: Span\n"
        "@hookimpl\n"
        "def corpuskit_extractors():\n"
        "    yield ExtractorSpec('tags', function=lambda document: (), provides={'tag': Tag})\n"
    )
    return Plugins(only=[], files=[file])


@given(data=st.data())
def test_the_class_of_a_layer_is_looked_up_in_the_plugins(plugins: Plugins, data: st.DataObject) -> None:
    document = data.draw(strategies.documents(labels=("tag",), plugins=plugins))

    for item in document["tag"]:
        assert item.value is None or (type(item.value).__name__ == "Tag" and item.value.where.end <= len(document.text))


def test_a_document_shrinks_to_nothing() -> None:
    assert find(strategies.documents(), lambda document: True, settings=QUICK) == Document("")


# --- edits


@given(strategies.texts().flatmap(lambda text: st.tuples(st.just(text), strategies.edits(text))))
def test_edits_can_be_made_at_once(drawn: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = drawn

    new = edited(text, edits)

    assert len(new) == len(text) + sum(len(edit.text) - len(edit.span) for edit in edits)
    assert Alignment.of(len(text), edits).target_length == len(new)


def pairs(edits: tuple[Edit, ...]) -> list[tuple[Edit, Edit]]:
    return list(pairwise(edits))


KINDS = {
    "an insertion": lambda edits: any(not len(edit.span) and edit.text for edit in edits),
    "a deletion": lambda edits: any(len(edit.span) and not edit.text for edit in edits),
    "a replacement": lambda edits: any(len(edit.span) and edit.text for edit in edits),
    "insertions at one place": lambda edits: any(a.span == b.span and a.text != b.text for a, b in pairs(edits)),
    "edits that touch": lambda edits: any(
        a.span.end == b.span.start and len(a.span) and len(b.span) for a, b in pairs(edits)
    ),
    "one at the end": lambda edits: any(edit.span.end == 10 for edit in edits),
    "one of all": lambda edits: any(len(edit.span) == 10 for edit in edits),
}


@pytest.mark.parametrize("name", KINDS)
def test_edits_are_of_all_kinds(name: str) -> None:
    assert find(strategies.edits(10), KINDS[name], settings=QUICK)


# --- registration

TYPES = (
    *(Alignment, Annotation, AnnotationSet, Batch, Document, Edit, Failure, Metadata, Ref, Source, Span),
    *(DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue),
)


@pytest.mark.parametrize("cls", TYPES)
@given(data=st.data())
def test_hypothesis_knows_the_types(cls: type, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(cls)), cls)


@given(...)
def test_a_test_may_name_types_only(document: Document, span: Span, values: list[DateValue | NumberValue]) -> None:
    assert isinstance(document, Document)
    assert isinstance(span, Span)
    assert all(isinstance(value, (DateValue, NumberValue)) for value in values)


def python(source: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", source], capture_output=True, text=True, timeout=60)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


def test_types_are_known_in_a_fresh_process_without_pytest() -> None:
    source = """
import sys
from hypothesis import given, settings
from corpuskit import Document

seen = []

@settings(database=None, max_examples=20)
@given(...)
def check(document: Document) -> None:
    seen.append(document)

check()
import corpuskit.testing
from corpuskit.testing import assert_extracts
print(len(seen) > 5, "pytest" in sys.modules)
"""

    assert python(source) == "True False\n"


def test_registration_imports_the_model_only() -> None:
    source = """
import sys, hypothesis
print(*sorted(name for name in sys.modules if name.startswith("corpuskit")))
"""

    loaded = set(python(source).split())

    assert {"corpuskit._document", "corpuskit.testing._registration"} <= loaded
    assert not loaded & {"corpuskit._pipeline", "corpuskit._plugins", "corpuskit.rules", "corpuskit.testing.strategies"}


def test_without_hypothesis_the_error_says_what_to_install() -> None:
    source = """
import sys
sys.modules["hypothesis"] = None
import corpuskit.testing
try:
    import corpuskit.testing.strategies
except ImportError as error:
    print(error)
"""

    assert "pip install 'corpuskit-core[testing]'" in python(source)
