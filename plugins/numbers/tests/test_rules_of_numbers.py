"""The rules do what their examples and rejects say."""

import hashlib
import tomllib
from importlib.resources import files
from pathlib import Path

from corpuskit_numbers.config import NumberConfig
from corpuskit_numbers.extract import NumberExtractor
from corpuskit_numbers.readers.normalise import FUNCTIONS

from corpuskit import Document
from corpuskit.rules import Rules
from corpuskit.testing import check_rules

RULES = Rules.load("corpuskit_numbers").table


def test_every_rule_is_proven_by_its_examples_and_rejects() -> None:
    assert check_rules("corpuskit_numbers") == len(RULES)


def test_every_function_is_named_by_a_rule() -> None:
    assert {rule.value for rule in RULES} - {None} == set(FUNCTIONS)


def test_a_rule_can_be_left_out() -> None:
    extractor = NumberExtractor(NumberConfig(without=("twice",)))

    assert list(extractor(Document("twice"))) == []


def test_every_table_is_the_one_that_its_source_states() -> None:
    folder = Path(str(files("corpuskit_numbers"))) / "data"
    sources = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))["list"]

    stated = {source["file"]: source["sha256"] for source in sources if "sha256" in source}
    assert {str(path.relative_to(folder).as_posix()) for path in folder.glob("en/*.tsv")} == set(stated)
    for name, digest in stated.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
