"""Lists are read as they are written; what does not fit is named, with where it stands and what to do."""

import json
import pickle

import pytest
from corpuskit_entities.entries import Entry, read_entries, read_names
from corpuskit_entities.userlists import UserLists
from hypothesis import assume, example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.errors import ConfigError, FormatError
from corpuskit.scan import Batch

ANN = Entry("Ann Lee", "PER", "Lee, Ann", "poet", "any", "Q1")


def written(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.tsv", "name\ttype\tcanonical\tsubtype\tcase\tid\nAnn Lee\tPER\tLee, Ann\tpoet\tany\tQ1\n", [ANN]),
        ("a.csv", 'id,name,type,canonical,subtype,case\nQ1,Ann Lee,PER,"Lee, Ann",poet,any\n', [ANN]),
        ("a.jsonl", json.dumps({"name": "Ann Lee", "type": "PER", "id": 7}) + "\n", [Entry("Ann Lee", "PER", id="7")]),
        ("a.ndjson", '{"name": "Éa"}\n\n{"name": "Bo"}', [Entry("Éa"), Entry("Bo")]),
        ("a.TSV", "name\nAnn\n", [Entry("Ann")]),
        ("a.tsv", "\ufeffname\ttype\r\nAnn\tPER\r\n\r\nBo\r\n", [Entry("Ann", "PER"), Entry("Bo")]),
        ("a.tsv", 'name\tid\n"Ann"\t\n', [Entry('"Ann"')]),
        ("a.csv", 'name\n"The ""Rock"""\n', [Entry('The "Rock"')]),
        ("a.tsv", "name\tcanonical\n  Ann \t\n", [Entry("Ann")]),
        ("a.tsv", "", []),
        ("a.jsonl", "", []),
    ],
)
def test_lists_are_read_as_they_are_written(tmp_path, name, text, expected):
    assert [*read_entries(written(tmp_path, name, text))] == expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("a.tsv", "name\ttype\nAnn\tPER\nBo\tBEAST\n", r"a\.tsv:3: .*'BEAST'.*'subtype'", id="type"),
        pytest.param("a.tsv", "nom\ttype\nAnn\tPER\n", r"a\.tsv:1: .*'name', not \['nom'", id="no header"),
        pytest.param("a.tsv", "name\tpopulation\nAnn\t5\n", r"a\.tsv:2: .*no 'population'; known", id="column"),
        pytest.param("a.tsv", "name\nAnn\tPER\n", r"a\.tsv:2: 2 cells under 1 columns", id="cells"),
        pytest.param("a.tsv", "name\ttype\n\tPER\n", r"a\.tsv:2: .*no 'name'; give one", id="empty"),
        pytest.param("a.tsv", "name\n...\n", r"a\.tsv:2: .*; leave it out", id="signs"),
        pytest.param("a.tsv", "name\tcase\nx\tany\n", r"a\.tsv:2: .*; write case 'exact'", id="letter"),
        pytest.param("a.tsv", "name\tcase\nAnn\tlower\n", r"a\.tsv:2: .*'lower'.* 'any'", id="case"),
        pytest.param("a.tsv", f"name\n{'x' * 501}\n", r"a\.tsv:2: .*501 characters, more than 500; see", id="long"),
        pytest.param("a.tsv", "name\nA\x00nn\n", r"a\.tsv:2: .*U\+0000.*remove it", id="NUL"),
        pytest.param("a.csv", 'name\n"Ann\nLee"\n', r"a\.csv:3: .*line end.*write a space", id="line end"),
        pytest.param("a.csv", 'name\n"Ann', r"a\.csv:2: unexpected end", id="quote"),
        pytest.param("a.jsonl", '{"name": "Ann"}\n{"name": \n', r"a\.jsonl:2: no JSON: .*; each line", id="JSON"),
        pytest.param("a.jsonl", '"Ann"\n', r"a\.jsonl:1: 'Ann' is no entry; write a mapping", id="object"),
        pytest.param("a.jsonl", '{"name": 5}\n', r"a\.jsonl:1: the name 5 is no text", id="number"),
        pytest.param("a.jsonl", '{"name": "Ann", "subtype": 5}\n', r"a\.jsonl:1: the subtype 5", id="field"),
        pytest.param("a.jsonl", '{"name": "A\\ud800"}\n', r"a\.jsonl:1: .*U\+D800.*remove it", id="surrogate"),
        pytest.param("a.xlsx", "Ann", r"a\.xlsx: .*ends in \.tsv, \.csv, \.jsonl, \.ndjson; rename it", id="ending"),
        pytest.param("a.txt", "Ann", r"a\.txt: .*ends in \.tsv", id="no types"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_file_and_line(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(FormatError, match=message) as caught:
        UserLists([path])

    assert caught.value.file == str(path)


def test_a_list_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(FormatError, match=r"nowhere\.tsv: a list of names that cannot be read"):
        UserLists([tmp_path / "nowhere.tsv"])
    with pytest.raises(FormatError, match=r"a\.tsv: .*UTF-8.*save it anew"):
        UserLists([written(tmp_path, "a.tsv", "name\nÉa\n", "latin-1")])


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "Ann\n\n Bo \r\n"), ("a.tsv", "type\tname\nPER\tAnn\n\tBo\n"), ("a.csv", "name\nAnn\nBo\n")],
)
def test_names_alone_are_read_from_any_list(tmp_path, name, text):
    assert [*read_names(written(tmp_path, name, text))] == ["Ann", "Bo"]


def is_refused(name, case):
    try:
        Entry(name, case=case)
    except ConfigError:
        return True
    return False


@given(st.text(max_size=6), st.sampled_from(["exact", "any"]))
@example("0\U0002ebe1", "exact")
@example("A〇", "exact")
@example("ªa", "any")
@example("e\u0301", "exact")
@example("กำ 京", "any")
def test_a_name_is_either_refused_or_found_where_it_stands_alone(name, case):
    assume(not is_refused(name, case))
    entry = Entry(name, case=case)
    text = f"({entry.name}) "
    found = UserLists([(entry,)]).find(Batch([Document(text)]))

    assert [*found] == [(0, 1, len(entry.name) + 1, 0)]
    assert pickle.loads(pickle.dumps(entry)) == entry


@pytest.mark.parametrize("given", [{}, {"name": None}, {"type": "PER"}, {"name": ""}, "Ann", None, {1: 2}])
def test_what_is_no_entry_is_refused(given):
    with pytest.raises(ConfigError):
        Entry.of(given)
