"""What evaluate, agreement, diff, sample and mark take in the same way."""

import attrs
import pytest

from corpuskit import Annotation, Document, Metadata, Plugins, Span
from corpuskit.errors import ConfigError, NotFound
from corpuskit.evaluation import agreement, diff, evaluate, sample
from corpuskit.testing import mark
from corpuskit.values import OpaqueValue

TEXT = "The mayor of Vienna."


@pytest.mark.parametrize(
    "ask",
    [
        lambda documents: evaluate(documents, documents, labels="entity"),
        lambda documents: agreement({"a": documents, "b": documents}, labels="entity"),
        lambda documents: diff(documents, documents, labels="entity"),
        lambda documents: mark(documents[0], labels="entity"),
    ],
    ids=["evaluate", "agreement", "diff", "mark"],
)
def test_a_string_in_place_of_labels_is_refused(ask):
    with pytest.raises(ConfigError, match=r"write \['entity'\]"):
        ask([Document(TEXT)])


TAGS = """
from corpuskit import ExtractorSpec, hookimpl

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec(name="tags", function=lambda document: (), provides=("tag",))
"""


def test_a_layer_that_a_plugin_makes_may_be_nowhere(tmp_path):
    (tmp_path / "tags.py").write_text(TAGS)
    plugins = Plugins(only=[], files=[str(tmp_path / "tags.py")])
    documents = [Document(TEXT)]
    for made in (
        lambda **options: evaluate(documents, documents, **options).labels,
        lambda **options: agreement({"a": documents, "b": documents}, **options),
        lambda **options: diff(documents, documents, **options),
    ):
        with pytest.raises(NotFound, match="there is no layer 'tag'"):
            made(labels=["tag"])

        assert made(labels=["tag"], plugins=plugins)


@attrs.frozen
class Marked:
    type: str = ""
    kind: str = ""
    method: str = ""


@pytest.mark.parametrize(
    "value",
    [
        Marked("", "k", "m"),
        Metadata({"type": "", "kind": "k", "method": "m"}),
        OpaqueValue.of({"type": "", "kind": "k", "method": "m"}),
    ],
    ids=["class", "mapping", "opaque"],
)
def test_the_type_and_the_rule_of_a_value_are_the_same_everywhere(value):
    tagged = [Document(TEXT, annotations=[Annotation(Span(0, 5), "tag", value)])]
    by = [sample(tagged, label="tag", n=1, by=name).rows[0].stratum for name in ("type", "rule")]

    assert evaluate(tagged, tagged).types("tag") == ("k",)
    assert by == ["type: k", "rule: m"]
    assert [count.rules for count in diff(tagged, tagged).counts] == [("m",)]
