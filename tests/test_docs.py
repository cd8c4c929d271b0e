"""What the docstrings and links of the documents say is true."""

import doctest
import importlib
import pkgutil
import re
import runpy
import warnings
from pathlib import Path

import pytest

import corpuskit
from corpuskit import Document, Pipeline, Plugins, Span
from docs import terminal

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules() -> list[str]:
    found = pkgutil.walk_packages(corpuskit.__path__, "corpuskit.")
    return sorted(module.name for module in found if not module.name.endswith("__main__"))


def public_names(package: str) -> dict[str, object]:
    """Give what a reader of a docstring has imported: what the package of its module exports."""
    module = importlib.import_module(package)
    parents = public_names(package.rpartition(".")[0]) if "." in package else {}
    return {**parents, **{name: getattr(module, name) for name in getattr(module, "__all__", ())}}


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_docstring_are_true(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        module = importlib.import_module(name)
    names = {**public_names(name), **vars(module)}
    for found in doctest.DocTestFinder(exclude_empty=True).find(module, name):
        if found.examples:
            runner = doctest.DocTestRunner(optionflags=FLAGS)
            report: list[str] = []
            found.globs = dict(names)
            runner.run(found, out=report.append)
            assert not runner.failures, "".join(report)


def test_each_plugin_of_the_authors_guide_works(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "extractor.md").read_text(encoding="utf-8")
    files = [
        block
        for block in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        if 'ExtractorSpec(\n        "hashtags"' in block or 'ExtractorSpec("hashtags"' in block
    ]
    found = []
    for source in files:
        (tmp_path / "hashtags.py").write_text(source, encoding="utf-8")
        pipeline = Pipeline("hashtags", plugins=Plugins(only=[], files=[tmp_path / "hashtags.py"]))
        document = pipeline(Document("Keep the #NightFerry"))
        assert not document.failures
        found.append([(document.text_of(item), item.value) for item in document["hashtag"]])

    assert [surface for layer in found for surface, _ in layer] == ["#NightFerry"] * 2
    value = found[1][0][1]
    assert (value.name, value.words) == ("nightferry", (Span(10, 15), Span(15, 20)))


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in PAGES:
        prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", prose):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_in_a_table_of_contents() -> None:
    docs = ROOT / "docs"
    listed = {docs / "index.md"}
    for page in docs.rglob("*.md"):
        for tree in re.findall(r"^```\{toctree\}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S):
            entries = [line for line in tree.splitlines() if line and not line.startswith(":")]
            listed |= {found for entry in entries for found in page.parent.glob(f"{entry}.md") if found != page}

    assert {page for page in docs.rglob("*.md") if "_build" not in page.parts} - listed == set()


def test_the_picture_shows_what_is_found_now() -> None:
    picture = runpy.run_path(str(ROOT / "docs" / "pictures.py"))
    kept = (ROOT / "docs" / "_static" / "ferry.sha256").read_text(encoding="utf-8")

    assert picture["digest"](picture["drawn"]()) == kept.strip(), "run: make pictures"


def test_the_pictures_of_the_gallery_show_what_terminals_show_now(tmp_path: Path) -> None:
    kept = (ROOT / "docs" / "_static" / "terminal.sha256").read_text(encoding="utf-8")

    assert terminal.digests(terminal.shown(tmp_path)) == kept, "run: make pictures"
