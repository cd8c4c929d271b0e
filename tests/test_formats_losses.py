"""What formats lose is told: what a report does not name comes back equal, in every format."""

import contextlib
import functools
import json
import operator
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Corpus, Document, Failure, Plugins, Source, Span, formats
from corpuskit.errors import FormatError, FormatWarning, LossError, PluginError
from corpuskit.formats import Loss, Losses
from corpuskit.formats._choosing import by_name
from corpuskit.formats._losses import KINDS, respaced
from corpuskit.testing._format import _broken
from corpuskit.testing.strategies import annotation_sets, documents, texts
from corpuskit.values import DateValue, EntityValue

FORMATS = {
    "brat": "out",
    "cas-json": "out",
    "conll": "out.conll",
    "huggingface": "out",
    "labelstudio": "out.json",
    "timeml": "out.tml",
    "webannotation": "out.jsonld",
}
"""The formats for other tools, with a path to write to."""

LOSSY = sorted(FORMATS.keys() - {"cas-json", "huggingface", "webannotation"})


SOURCE = Source("corpuskit-dates", "0.1.0", "dates", "0", "0")
FULL = Document(
    "Ada went on 5 May.",
    id="a/1",
    metadata={"date": "2020-06-12", "desk": "news"},
    annotations=[
        Annotation(Span(0, 3), "entity", EntityValue("PER", "Ada"), score=0.5, source=SOURCE),
        Annotation(Span(12, 17), "date", DateValue("DATE", "2020-05-05", grain="day"), score=0.5, source=SOURCE),
    ],
    sources=[SOURCE],
    failures=[Failure("a/1", "quotes", "0.1.0", "ValueError", "no")],
    extra={"rights": "CC0"},
)


def kept(document: Document, format: str) -> Document:
    keeps = by_name(format, None).keeps
    assert keeps is not None
    return keeps(document)


def corpora() -> st.SearchStrategy[list[Document]]:
    """Give documents whose ids differ, also where case does not count."""
    return st.lists(documents(), max_size=3, unique_by=lambda document: document.id.casefold())


# --- laws


@pytest.mark.parametrize("format", FORMATS)
@given(corpora())
def test_what_is_not_told_comes_back(
    tmp_path_factory: pytest.TempPathFactory, format: str, given_documents: list[Document]
) -> None:
    path = tmp_path_factory.mktemp(format) / FORMATS[format]
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", FormatWarning)
        formats.write(given_documents, path, format=format)
    expected = formats.losses(given_documents, format)

    assert [warning.message.losses for warning in told] == ([expected] if expected else [])  # type: ignore[union-attr]
    assert sorted(formats.read(path, format=format), key=lambda document: document.id) == sorted(
        (kept(document, format) for document in given_documents), key=lambda document: document.id
    )


@pytest.mark.parametrize("format", FORMATS)
@given(documents())
def test_what_is_kept_is_kept_whole(format: str, document: Document) -> None:
    once = kept(document, format)

    # Words that stand apart may be other sentences.
    assert format == "conll" or kept(once, format) == once
    assert bool(Losses.of(document, once)) == (document != once)


@given(documents(), documents())
def test_nothing_is_lost_exactly_where_all_came_back(one: Document, other: Document) -> None:
    assert not Losses.of(one, one)
    assert bool(Losses.of(one, attrs.evolve(one, annotations=()))) == bool(len(one.annotations))
    assert bool(Losses.of(one, attrs.evolve(one, metadata=other.metadata))) == (one.metadata != other.metadata)


@given(documents(), documents(), documents())
def test_losses_add_up(one: Document, two: Document, three: Document) -> None:
    a, b, c = (Losses.of(document, kept(document, "timeml")) for document in (one, two, three))

    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Losses() == a


@given(st.lists(texts(8).map(lambda text: "".join(text.split())), max_size=4), st.data())
def test_annotations_of_words_are_carried_to_other_white_space(words: list[str], data: st.DataObject) -> None:
    text = " \n".join(filter(None, words))
    document = Document(text, annotations=data.draw(annotation_sets(len(text))))
    there = respaced(document, " ".join(text.split()))

    assert there.text == " ".join(text.split())
    whole = [item for item in document.annotations if text[item.span.slice].split() == [text[item.span.slice]]]
    found = [(item.label, there.text_of(item.span), item.value) for item in there.annotations]
    for item in whole:
        if not item.parts:
            assert (item.label, text[item.span.slice], item.value) in found


# --- the report


@pytest.mark.parametrize(
    ("kept_fields", "said"),
    [
        ({}, "nothing"),
        ({"annotations": ()}, "1 annotation of date, 1 annotation of entity"),
        ({"sources": (), "annotations": [attrs.evolve(item, source=None) for item in FULL.annotations]}, "1 source"),
        ({"annotations": [attrs.evolve(item, source=None) for item in FULL.annotations]}, None),
        ({"failures": ()}, "1 failure"),
        ({"metadata": {"date": "2020-06-12"}}, "metadata of 1 document"),
        ({"extra": {}}, "further keys of 1 document"),
        ({"id": "a_1"}, "id of 1 document"),
        (
            {"annotations": [attrs.evolve(item, value=None, score=None) for item in FULL.annotations]},
            "1 value of date, 1 value of entity, 1 score of date, 1 score of entity",
        ),
        (
            {"annotations": [attrs.evolve(FULL["date"][0], value=DateValue("DATE", "2020-05-05")), *FULL["entity"]]},
            "fields of 1 value of date",
        ),
        ({"text": "Ada went on 5\nMay."}, "text of 1 document"),
    ],
)
def test_a_report_names_kind_layer_and_number(kept_fields: dict[str, object], said: str | None) -> None:
    found = Losses.of(FULL, attrs.evolve(FULL, **kept_fields))

    assert str(found) == (said or "1 source of date, 1 source of entity")


def test_parts_are_lost_where_an_annotation_comes_back_in_one_piece() -> None:
    pieces = Annotation(Span(0, 8), "entity", parts=(Span(0, 3), Span(4, 8)))
    document = Document("Ada went", annotations=[pieces])

    assert list(Losses.of(document, Document("Ada went", annotations=[Annotation(Span(0, 8), "entity")]))) == [
        Loss("parts", "entity", 1)
    ]


def test_every_kind_has_words() -> None:
    assert [str(Loss(kind, "", 2)).endswith("s") for kind in KINDS] == [True] * len(KINDS)


# --- writing


def test_a_warning_has_the_losses(tmp_path: Path) -> None:
    with pytest.warns(FormatWarning, match=r"out\.tml: timeml has no place for 1 annotation of entity, ") as told:
        Corpus([FULL]).write(tmp_path / "out.tml")

    assert told[0].message.losses == Corpus([FULL]).losses("timeml")  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonld", "out.parquet"])
def test_what_holds_everything_is_never_refused(tmp_path: Path, name: str) -> None:
    assert Corpus([FULL]).write(tmp_path / name, strict=True) == 1
    assert list(Corpus.from_path(tmp_path / name)) == [FULL]


@pytest.mark.parametrize("format", LOSSY)
def test_strict_refuses_before_anything_is_there(tmp_path: Path, format: str) -> None:
    whole = kept(Document("5 May", id="b"), format)

    harmed = FULL.with_annotations([Annotation(Span(3, 3), "mark")])
    with pytest.raises(LossError, match="nothing was written") as refused:
        Corpus([whole, harmed, whole]).write(tmp_path / FORMATS[format], format=format, strict=True)

    assert refused.value.losses == formats.losses([whole, harmed, whole], format)
    assert list(tmp_path.iterdir()) == []
    assert Corpus([whole]).write(tmp_path / FORMATS[format], format=format, strict=True) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_what_came_before_an_error_is_kept_and_can_be_read(tmp_path: Path, format: str) -> None:
    whole = kept(Document("5 May", id="b"), format)

    def broken() -> Iterator[Document]:
        yield whole
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        formats.write(broken(), tmp_path / FORMATS[format], format=format)
    (partial,) = tmp_path.iterdir()
    assert list(formats.read(partial, format=format)) == [whole]


def test_strict_refuses_before_anything_is_on_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    whole = Document("5 May", id="b")
    with pytest.raises(LossError):
        formats.write([whole, FULL], "-", format="timeml", strict=True)
    assert capsysbinary.readouterr().out == b""

    assert formats.write([whole], "-", format="timeml", strict=True) == 1
    assert b"<TEXT>5 May</TEXT>" in capsysbinary.readouterr().out


# --- formats of plugins

PLUGIN = """
import attrs
from corpuskit import Document, FormatSpec, hookimpl

def write(documents, stream):
    stream.writelines(repr(document.annotations).encode() for document in documents)

{keeps}

@hookimpl
def corpuskit_formats():
    yield FormatSpec("own", suffixes=(".own",), write=write, {given})
"""


def plugin(folder: Path, keeps: str = "", given_as: str = "keeps=keeps") -> Plugins:
    (folder / "own.py").write_text(PLUGIN.format(keeps=keeps, given=given_as))
    return Plugins(only=(), files=[folder / "own.py"])


def test_a_plugin_says_what_its_format_keeps(tmp_path: Path) -> None:
    plugins = plugin(tmp_path, "def keeps(document): return document.without('entity')")

    with pytest.warns(FormatWarning, match="own has no place for 1 annotation of entity$"):
        formats.write([FULL], tmp_path / "a.own", plugins=plugins)
    assert (tmp_path / "a.own").read_text() == "<AnnotationSet: 1 date>"
    with pytest.raises(LossError, match="1 annotation of entity"):
        formats.write([FULL], tmp_path / "b.own", plugins=plugins, strict=True)
    assert not (tmp_path / "b.own").exists()


def test_a_format_that_does_not_say_what_it_keeps_is_refused_where_nothing_may_be_lost(tmp_path: Path) -> None:
    plugins = plugin(tmp_path, given_as="")

    assert formats.write([FULL], tmp_path / "a.own", plugins=plugins) == 1
    with pytest.raises(LossError, match=r"nobody knows what own of .* loses"):
        formats.write([FULL], tmp_path / "b.own", plugins=plugins, strict=True)
    with pytest.raises(FormatError, match="does not say what it keeps"):
        formats.losses([FULL], "own", plugins=plugins)


@pytest.mark.parametrize(
    ("keeps", "said"),
    [
        ("def keeps(document): return 1", "gave int, where a Document is wanted"),
        ("def keeps(document): raise KeyError('x')", "KeyError"),
    ],
)
def test_a_fault_of_keeps_names_the_format(tmp_path: Path, keeps: str, said: str) -> None:
    with pytest.raises(FormatError, match=f"document 'a/1'.*'own'.*{said}"):
        formats.write([FULL], tmp_path / "a.own", plugins=plugin(tmp_path, keeps))


def test_what_is_not_written_keeps_nothing() -> None:
    from corpuskit import FormatSpec

    with pytest.raises(PluginError, match="there is no write="):
        FormatSpec("own", read=len, keeps=lambda document: document)  # type: ignore[arg-type]


# --- damage


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.filterwarnings("ignore::corpuskit.errors.FormatWarning")
def test_a_damaged_file_gives_documents_or_a_format_error(tmp_path: Path, format: str) -> None:
    items = [*FULL.annotations, Annotation(Span(0, 8), "name", parts=(Span(0, 3), Span(4, 8)))]
    formats.write([attrs.evolve(FULL, annotations=items)], tmp_path / FORMATS[format], format=format)
    place = tmp_path / FORMATS[format]
    files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    for file in files:
        whole = file.read_bytes()
        for damaged in _broken([whole]):
            file.write_bytes(damaged)
            with contextlib.suppress(FormatError):
                list(formats.read(place, format=format))
        file.write_bytes(whole)

    assert len(list(formats.read(place, format=format))) == 1


ANYTHING = (None, True, -1, 10**20, 3.5, "", "x", [], {}, [1], {"a": 1}, [[]])


def paths_in(data: object) -> Iterator[tuple[Any, ...]]:
    """Give the way to each node of JSON, but the root."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, item in items:
        yield (key,)
        yield from ((key, *path) for path in paths_in(item))


@pytest.mark.parametrize("format", ["cas-json", "labelstudio", "webannotation"])
@pytest.mark.filterwarnings("ignore::corpuskit.errors.FormatWarning")
def test_json_with_anything_in_it_gives_documents_or_a_format_error(tmp_path: Path, format: str) -> None:
    formats.write([FULL], tmp_path / FORMATS[format], format=format)
    file = next(path for path in [tmp_path / FORMATS[format], *tmp_path.rglob("*.json")] if path.is_file())
    whole = file.read_bytes()
    for path in list(paths_in(json.loads(whole))):
        for value in ANYTHING:
            data = json.loads(whole)
            node = functools.reduce(operator.getitem, path[:-1], data)
            node[path[-1]] = value
            file.write_text(json.dumps(data))
            with contextlib.suppress(FormatError):
                list(formats.read(file, format=format))

    file.write_bytes(whole)
    assert list(formats.read(file, format=format)) == [FULL]


@pytest.mark.parametrize("id", ["O", "-X-", "%4F", " ", "."])
@pytest.mark.parametrize("format", FORMATS)
def test_an_id_comes_back_or_is_told(tmp_path: Path, format: str, id: str) -> None:
    document = Document("Ada left.", id=id)
    told = {loss.kind for loss in formats.losses([document], format)}
    with warnings.catch_warnings(action="ignore"):
        formats.write([document], tmp_path / FORMATS[format], format=format)
    (found,) = formats.read(tmp_path / FORMATS[format], format=format)

    assert found.id == id or "ids" in told


@pytest.mark.parametrize("mine", ["README.md", "notes/a.md", ".hidden/a.json", ".hidden/a.ann"])
@pytest.mark.parametrize("format", ["brat", "cas-json", "huggingface", "parquet"])
def test_a_folder_in_which_others_put_files_is_not_replaced(tmp_path: Path, format: str, mine: str) -> None:
    for _ in range(2):
        formats.write([Document("a", id="a")], tmp_path / "out", format=format)
    (tmp_path / "out" / mine).parent.mkdir(exist_ok=True)
    (tmp_path / "out" / mine).write_text("mine")

    with pytest.raises(FileExistsError, match="something else"):
        formats.write([Document("a", id="a")], tmp_path / "out", format=format)
    assert (tmp_path / "out" / mine).read_text() == "mine"
