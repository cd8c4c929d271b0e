"""What somebody sees who installs the wheels into an environment of their own, and reads the docs."""

import shutil
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [
    "tutorial.md",
    "extractor.md",
    "testing.md",
    "gold.md",
    "levels.md",
    "hooks/corpuskit_extractors.md",
    "hooks/corpuskit_formats.md",
]


def test_nothing_is_imported_from_the_checkout(user) -> None:
    where = "import corpuskit, corpuskit_dates, corpuskit_quotes as q; print(corpuskit.__file__, q.__file__)"
    paths = user.run("python", "-c", where).split()

    assert all(Path(path).is_relative_to(user.home) for path in paths)


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_run_where_only_wheels_are(page: str, user, tmp_path: Path) -> None:
    if page != "tutorial.md":  # It promises to work in an empty folder.
        shutil.copytree(DOCS / "examples", tmp_path, dirs_exist_ok=True)
    user.run("python", "-P", str(DOCS / "_extensions" / "examples.py"), str(DOCS / page), folder=tmp_path)
