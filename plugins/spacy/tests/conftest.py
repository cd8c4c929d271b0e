"""Without spaCy, which has an environment of its own, the tests of this folder are left out as a whole."""

import importlib.util
from pathlib import Path

import pytest

WITHOUT = "spaCy is not in this environment; run: make test-spacy"


class LeftOut(pytest.Module):
    """A file of tests that is not imported."""

    def collect(self) -> list[pytest.Item]:  # type: ignore[override]  # It never gives any.
        pytest.skip(WITHOUT, allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    if importlib.util.find_spec("spacy") is None:
        return LeftOut.from_parent(parent, path=module_path)
    return None
