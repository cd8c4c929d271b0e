"""One entity under several names, and several under one."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Corpus, Document, Span, formats
from corpuskit.across import Entities, resolve
from corpuskit.errors import FormatError, NotFound
from corpuskit.values import EntityValue

IRAQ = ("LOC Iraq", "ORG Quds Force", "ORG Al Maalomah", "LOC Karbala")
CHILE = ("LOC Chile", "ORG Codelco", "LOC Atacama", "PER Ana Rojas")


def document(id: str, *names: str, text: str = "") -> Document:
    """A document of chains such as ``PER Ada Byron = Byron = A. Byron #Q7``."""
    text, annotations = text and f"{text} ", []
    for number, name in enumerate(names):
        chain, _, given = name.partition(" #")
        type, _, forms = chain.partition(" ")
        first, *others = forms.split(" = ")
        value = EntityValue(type, first, chain=number, variants=others, id=given or None)
        for form in (first, *others):
            annotations.append(Annotation(Span(len(text), len(text) + len(form)), "entity", value))
            text += f"{form}. "
    return Document(text, id=id, annotations=annotations)


def ids(found: Entities, documents: Iterable[Document]) -> list[list[str | None]]:
    return [[item.value.id for item in found.apply(one)["entity"]] for one in documents]


def of(documents: list[Document], name: str) -> list[str | None]:
    """The ids of all chains with a name, in the order of documents."""
    found = resolve(documents)
    resolved = [found.apply(one) for one in documents]
    chains = {(one.id, item.value.chain): item.value for one in resolved for item in one["entity"]}
    return [value.id for value in chains.values() if name in (value.name, *value.variants)]


NAMES = st.lists(
    st.sampled_from(
        [
            *("PER Ada Byron", "PER Byron", "PER Bo Byron", "PER A. Byron", "PER Ada Byron = Byron", "LOC US"),
            *("LOC United States = US", "ORG Congress", "ORG U.S. Congress = Congress", "NORP Iraqis", *IRAQ, *CHILE),
            "PER Ada Byron #Q9",
            *(
                "ORG The Ferry Co. Ltd",
                "ORG Ferry",
                "PER Ada Byron #Q7",
                "PER Byron #Q8",
                "PER Ada Byron #Q9",
                "MISC ...",
            ),
        ]
    ),
    max_size=6,
)
CORPORA = st.lists(NAMES, max_size=6).map(
    lambda all: [document(str(number), *names, text="the congress of us") for number, names in enumerate(all)]
)


@given(CORPORA)
def test_every_name_of_the_corpus_has_the_id_of_an_entity(documents: list[Document]) -> None:
    found = resolve(documents)

    entities = {entity.id: entity for entity in found}
    assert len(entities) == len(found)
    for one in documents:
        for item in found.apply(one)["entity"]:
            assert entities[item.value.id].type == item.value.type


@given(CORPORA)
def test_nothing_but_ids_changes(documents: list[Document]) -> None:
    found = resolve(documents)

    for one in documents:
        resolved = found.apply(one)
        without = [attrs.evolve(item, value=attrs.evolve(item.value, id=None)) for item in resolved.annotations]
        before = [attrs.evolve(item, value=attrs.evolve(item.value, id=None)) for item in one.annotations]
        assert AnnotationSet(without) == AnnotationSet(before)
        assert (resolved.text, resolved.metadata) == (one.text, one.metadata)


@given(CORPORA)
def test_what_has_ids_keeps_them(documents: list[Document]) -> None:
    first = resolve(documents)
    resolved = [first.apply(one) for one in documents]

    assert ids(resolve(resolved), resolved) == ids(first, documents)


@given(CORPORA)
def test_entities_come_back_from_a_file(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> None:
    found = resolve(documents)
    file, again = (tmp_path_factory.mktemp("e") / name for name in ("a.jsonl", "b.jsonl"))
    found.write(file)
    read = Entities.read(file)
    read.write(again)

    assert list(read) == list(found)
    assert ids(read, documents) == ids(found, documents)
    assert file.read_bytes() == again.read_bytes()


@given(CORPORA, CORPORA)
def test_more_documents_leave_every_id_readable(some: list[Document], more: list[Document]) -> None:
    renamed = [attrs.evolve(one, id=f"more {one.id}") for one in more]
    known = resolve(some)
    both = resolve(renamed, known=known)

    assert {both[entity.id].type for entity in known} <= {"PER", "LOC", "ORG", "NORP", "MISC"}
    for entity in known:
        assert {*entity.names} <= {*both[entity.id].names}


# --- what is one, and what is not


def test_two_spellings_in_like_documents_are_one() -> None:
    documents = [document("a", "PER Qassem Soleimani", *IRAQ), document("b", "PER Qasem Soleimani", *IRAQ)]

    assert of(documents, "Qasem Soleimani") == of(documents, "Qassem Soleimani") == ["PER:qassem.soleimani"]


def test_two_spellings_in_documents_with_nothing_in_common_are_two() -> None:
    documents = [document("a", "PER Qassem Soleimani", *IRAQ), document("b", "PER Qasem Soleimani", *CHILE)]

    assert len(resolve(documents)) == len(documents) + len(IRAQ) + len(CHILE)


@pytest.mark.parametrize(("one", "two"), [("James Baker", "Howard Baker"), ("Martin King Jr", "Martin King III")])
def test_two_people_with_one_surname_are_two(one: str, two: str) -> None:
    documents = [document("a", f"PER {one}", *IRAQ), document("b", f"PER {two}", *IRAQ)]

    assert of(documents, one) != of(documents, two)


def test_names_that_one_document_keeps_apart_are_two() -> None:
    documents = [
        document("a", "PER Qassem Soleimani", *IRAQ),
        document("b", "PER Qasem Soleimani", *IRAQ),
        document("c", "PER Qassem Soleimani", "PER Qasem Soleimani", *IRAQ),
    ]

    assert {*of(documents, "Qassem Soleimani")}.isdisjoint(of(documents, "Qasem Soleimani"))


def test_a_surname_alone_is_whoever_is_named_in_like_documents() -> None:
    documents = [
        document("a", "PER Howard Baker", *CHILE),
        document("b", "PER James Baker", *IRAQ),
        document("c", "PER Baker", *IRAQ),
        document("d", "PER Baker", *CHILE),
        document("e", "PER Baker", "LOC Rome"),
    ]
    _, _, iraq, chile, unclear = (row[0] for row in ids(resolve(documents), documents))

    assert (iraq, chile) == ("PER:james.baker", "PER:howard.baker")
    assert unclear not in ("PER:james.baker", "PER:howard.baker", None)


def test_a_surname_that_hundreds_have_is_whoever_is_named_in_like_documents() -> None:
    beside = [(f"LOC Place {chr(97 + at // 20)}{chr(97 + at % 20)}", f"ORG Body {at}") for at in range(120)]
    full = [
        document(f"f{at}", f"PER {chr(65 + at % 20)}{'o' * (at // 20 + 2)}n Smith", *beside[at]) for at in range(120)
    ]
    short = [document(f"s{at}", "PER Smith", *beside[at]) for at in range(120)]
    found = ids(resolve([*full, *short]), [*full, *short])

    assert [row[0] for row in found[:120]] == [row[0] for row in found[120:]]
    assert len({row[0] for row in found}) == 120


def test_what_a_chain_has_for_another_name_is_one_with_it() -> None:
    documents = [document("a", "LOC United States = US", *IRAQ), document("b", "LOC US", *IRAQ)]

    assert of(documents, "US") == ["LOC:united.states", "LOC:united.states"]
    assert resolve(documents)["LOC:us"].id == "LOC:united.states"


def test_a_short_name_of_several_stays_apart() -> None:
    documents = [
        document("a", "ORG European Union = Union", *IRAQ),
        document("b", "ORG Soviet Union = Union", *IRAQ),
        document("c", "ORG Union", *IRAQ),
    ]

    assert of(documents, "Union")[2] not in of(documents, "Union")[:2]


def test_common_words_are_one_name_in_like_documents_only() -> None:
    text = "the parliament"
    documents = [
        document("a", "ORG Parliament", *IRAQ, text=text),
        document("b", "ORG Parliament", *CHILE, text=text),
        document("c", "ORG Parliament", *IRAQ, text=text),
    ]
    first, second, third = of(documents, "Parliament")

    assert first == third != second


def test_names_of_two_types_are_two() -> None:
    documents = [document("a", "LOC Victoria", *IRAQ), document("b", "ORG Victoria", *IRAQ)]

    assert of(documents, "Victoria") == ["LOC:victoria", "ORG:victoria"]


def test_the_id_of_a_list_goes_before() -> None:
    documents = [document("a", "PER Ada Byron #Q7"), document("b", "PER Ada Byron"), document("c", "PER Bo Lind #Q7")]

    assert [row[0] for row in ids(resolve(documents), documents)] == ["Q7"] * 3


def test_one_name_with_two_ids_is_two() -> None:
    documents = [document("a", "PER Ada Byron #Q7"), document("b", "PER Ada Byron #Q8")]

    assert [row[0] for row in ids(resolve(documents), documents)] == ["Q7", "Q8"]


def test_one_name_with_another_id_later_is_two() -> None:
    known = resolve([document("a", "PER Ada Byron #Q7", *IRAQ)])
    later = [document("b", "PER Ada Byron #Q8", *CHILE), document("c", "PER Ada Byron", *CHILE)]
    found = resolve(later, known=known)

    assert [row[0] for row in ids(found, later)] == ["Q8", "Q7"]
    assert [found[id].name for id in ("Q7", "Q8")] == ["Ada Byron"] * 2


def test_a_later_document_may_tell_that_two_are_one() -> None:
    first = [document("a", "PER Johnny Roe", *IRAQ), document("b", "PER Rick Doe", *IRAQ)]
    known = resolve(first)
    found = resolve([document("c", "PER Johnny Roe = Rick Doe", *IRAQ)], known=known)

    assert found["PER:rick.doe"] == found["PER:johnny.roe"]
    assert found["PER:rick.doe"].aliases == ("PER:rick.doe",)
    assert known["PER:rick.doe"].id == "PER:rick.doe"


def test_an_id_of_a_list_that_comes_later_makes_the_one_before_an_alias() -> None:
    known = resolve([document("a", "PER Ada Byron", *IRAQ)])
    found = resolve([document("b", "PER A. Byron #Q7", "PER Ada Byron #Q7", *IRAQ)], known=known)

    assert found["Q7"].aliases == ("PER:a.byron", "PER:ada.byron")
    assert found["PER:ada.byron"].names == ("A. Byron", "Ada Byron")


def test_mentions_without_chains_are_one_where_they_are_written_alike() -> None:
    items = [Annotation(Span(at, at + 1), "entity", EntityValue("PER", name)) for at, name in ((0, "A B"), (2, "a b"))]
    found = resolve([one := Document("A a", id="d", annotations=items)])

    assert ids(found, [one]) == [["PER:a.b", "PER:a.b"]]


@pytest.mark.parametrize("fault", [{"names": {}}, {"names": {"Ada": "x"}}, {"names": 1}, {"keys": []}])
def test_an_entity_that_is_broken_is_refused(tmp_path: Path, fault: dict[str, object]) -> None:
    ada = Annotation(Span(0, 3), "entity", EntityValue("PER", "Ada"))
    resolve([Document("Ada", annotations=[ada])]).write(tmp_path / "e.jsonl")
    *lines, last = (tmp_path / "e.jsonl").read_text().splitlines()
    (tmp_path / "e.jsonl").write_text("\n".join([*lines, json.dumps(json.loads(last) | fault)]))

    with pytest.raises(FormatError, match=rf"e\.jsonl, line {len(lines) + 1}: no table of entities"):
        Entities.read(tmp_path / "e.jsonl")


def test_an_entity_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound, match="there is no entity 'PER:x'"):
        resolve([])["PER:x"]


@pytest.mark.parametrize(
    ("content", "line"),
    [("", 1), ("[]", 1), ('{"format": "corpuskit entities", "version": 9}', 1), ("{", 1)],
)
def test_another_file_is_refused(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / "e.jsonl").write_text(content)

    with pytest.raises(FormatError, match=rf"e\.jsonl, line {line}: no table of entities; give a file that"):
        Entities.read(tmp_path / "e.jsonl")


# --- the command

Run = Callable[..., Result]


@pytest.fixture
def corpus(cli_folder: Path) -> Path:
    formats.write(
        [document("a", "PER Qassem Soleimani", "PER Eve\x1b[31m", *IRAQ), document("b", "PER Qasem Soleimani", *IRAQ)],
        "c.jsonl",
    )
    formats.write([document("c", "PER Q. Soleimani", *IRAQ)], "more.jsonl")
    return cli_folder


def test_entities_of_several_documents_are_listed(corpus: Path, run: Run) -> None:
    result = run("resolve", "c.jsonl")

    assert "     2  Qasem Soleimani (Qassem Soleimani)  PER:qassem.soleimani\n" in result.stdout
    assert "Eve" not in result.stdout
    assert result.stderr == "6 entities, 5 of them in several documents\n"


def test_control_signs_are_shown(corpus: Path, run: Run) -> None:
    result = run("resolve", "c.jsonl", "--least", "1", "-q")

    assert "     1  Eve␛[31m  PER:eve␛[31m" in result.stdout


def test_a_run_goes_on_from_another(corpus: Path, run: Run) -> None:
    assert run("resolve", "c.jsonl", "-o", "r.jsonl", "--entities", "e.jsonl", "-q").output == ""
    more = run("resolve", "more.jsonl", "-o", "s.jsonl", "--known", "e.jsonl", "--entities", "e.jsonl")
    assert more.stderr.endswith(" in several documents; wrote s.jsonl and e.jsonl\n")

    documents = [*Corpus.from_jsonl("r.jsonl"), *Corpus.from_jsonl("s.jsonl")]
    found = {item.value.id for one in documents for item in one["entity"] if "Soleimani" in item.value.name}
    assert found == {"PER:qassem.soleimani"}
    assert Entities.read("e.jsonl")["PER:qassem.soleimani"].documents == 3


def test_entities_of_an_earlier_run_have_to_be_there(corpus: Path, run: Run) -> None:
    result = run("resolve", "c.jsonl", "--known", "none.jsonl")

    assert result.exit_code == 2
    assert "Invalid value for '--known': File 'none.jsonl' does not exist" in result.stderr


def test_entities_and_documents_are_two_files(corpus: Path, run: Run) -> None:
    result = run("resolve", "c.jsonl", "-o", "r.jsonl", "--entities", "./r.jsonl")

    assert result.exit_code == 2
    assert "a file of their own" in result.stderr


def test_documents_on_standard_output_are_lines_of_json(corpus: Path, run: Run) -> None:
    lines = run("resolve", "c.jsonl", "-o", "-", "-q").stdout.splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_standard_input_cannot_be_read_twice(corpus: Path, run: Run) -> None:
    result = run("resolve", "-", "-o", "r.jsonl", input=Path("c.jsonl").read_bytes())

    assert result.exit_code == 2
    assert "write them to a file first" in result.stderr


def test_a_pipe_cannot_be_read_twice(corpus: Path, run: Run) -> None:
    os.mkfifo("pipe")

    result = run("resolve", "pipe", "--input-format", "jsonl", "-o", "r.jsonl")

    assert result.exit_code == 2
    assert "write them to a file first" in result.stderr


def test_a_format_of_no_file_is_refused(corpus: Path, run: Run) -> None:
    result = run("resolve", "c.jsonl", "--format", "parquet")

    assert result.exit_code == 2
    assert "there is no OUT whose format it is" in " ".join(result.stderr.split())


def test_documents_without_entities_are_told(cli_folder: Path, run: Run) -> None:
    assert "run: corpuskit extract" in run("resolve", "in").stderr
