"""Compiled modules against their sources, where wheels are installed that were compiled: ``make test-compiled``."""

import importlib.util
import os
import pickle
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpuskit import Document, Pipeline
from corpuskit.formats import write
from corpuskit.rules import Rule, Rules

pytestmark = pytest.mark.skipif("CORPUSKIT_COMPILED" not in os.environ, reason="no compiled wheels are installed")

ROOT = Path(__file__).parents[1]
PROJECTS = sorted(path.parent for path in (ROOT, *(ROOT / "plugins").iterdir()) for path in path.glob("hatch_build.py"))
PLUGINS = ("dates", "entities", "numbers", "quotes")


def compiled(project: Path) -> Iterator[str]:
    """Give the names of the modules of a project that its wheel has compiled."""
    hook = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    table = hook["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    source = project / "src"
    left = {path for pattern in table["interpreted"] for path in source.glob(pattern)}
    for path in {path for pattern in table["modules"] for path in source.glob(pattern)} - left:
        yield ".".join(path.relative_to(source).with_suffix("").parts)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus: the seeds, the pages of the docs, and the examples of all rules."""
    pages = [path.read_text(encoding="utf-8") for path in sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("docs/*.md")])]
    tables = (Rules.load(f"corpuskit_{name}").table for name in PLUGINS)
    examples = [text for table in tables for rule in table for text in _texts(rule)]
    path = tmp_path_factory.mktemp("compiled") / "texts.jsonl"
    write((Document(text, metadata={"date": "2024-02-29"}) for text in (*pages, *examples)), path)
    return path


def _texts(rule: Rule) -> list[str]:
    return [*(example["text"] for example in rule.examples), *rule.rejects]


def extracted(texts: Path, folder: Path, *options: str, sources: bool = False) -> bytes:
    """Give what the command writes, run from the wheels or from the sources."""
    path = [str(project / "src") for project in (ROOT, *(ROOT / "plugins" / name for name in PLUGINS))]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(path) if sources else ""}
    target = folder / f"{sources}{''.join(options)}.jsonl"
    command = [sys.executable, "-m", "corpuskit", "extract", str(texts), "-o", str(target), *options]
    subprocess.run(command, env=variables, check=True, capture_output=True)
    return target.read_bytes()


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_what_is_to_be_compiled_is(project: Path) -> None:
    names = sorted(compiled(project))

    assert names
    for name in names:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert str(spec.origin).endswith(sysconfig.get_config_var("EXT_SUFFIX")), name


def test_compiled_modules_find_what_their_sources_find(texts: Path, tmp_path: Path) -> None:
    found = extracted(texts, tmp_path)

    assert found.count(b"\n") > 500
    assert found == extracted(texts, tmp_path, sources=True)
    assert found == extracted(texts, tmp_path, "--jobs", "2")


def test_compiled_extractors_are_pickled_alone_and_in_a_pipeline() -> None:
    document = Document('"We will keep the ferry," said Ingrid Halvorsen on Monday. It cost 3 million euros.')
    pipeline = pickle.loads(pickle.dumps(Pipeline()))

    assert pipeline(document) == Pipeline()(document)
    assert {item.label for item in pipeline(document).annotations} == {"date", "entity", "number", "quote"}
    for step in Pipeline()._steps:
        again = pickle.loads(pickle.dumps(step.extractor))
        assert list(again(document)) == list(step.extractor(document)) != []


def test_a_wheel_that_does_not_compile_is_pure(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    variables = {**os.environ, "CC": sys.executable}  # Python compiles no C.
    told = subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True, text=True)

    assert "not compiled" in told.stdout + told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["corpuskit_core-0.1.0-py3-none-any.whl"]
