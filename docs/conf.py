"""Sphinx configuration."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))
sys.path.insert(0, str(Path(__file__).parents[1] / "plugins" / "spacy" / "src"))  # Not installed: it would bring spaCy.

project = "corpuskit"
author = "The corpuskit developers"
project_copyright = "2026, The corpuskit developers"
version = release = installed("corpuskit-core")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "constants",
    "generated",
    "public_api",
    "python_links",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
pygments_dark_style = "github-dark"
html_title = "corpuskit"
html_static_path = ["_static"]
html_css_files = ["corpuskit.css"]

nitpicky = True
nitpick_ignore_regex = [
    # What ColumnNames.rows gives to the readers of formats; no user makes or keeps one.
    (r"py:class", r"corpuskit\.formats\._records\.Rows"),
    # What a pipeline hands to a profile to be counted.
    (r"py:class", r"corpuskit\._rows\.Rows"),
    # Described by numpy's own reference, which is not fetched to build this one.
    (r"py:class", r"(numpy|np)\.\w+|NDArray"),
    # Described by spaCy's own reference.
    (r"py:class", r"spacy\.[\w.]+|Doc|Language"),
    # The marker that pluggy gives; authors of plugins need hookimpl only.
    (r"py:class", r"pluggy\.\w+\.HookspecMarker"),
    # The parameters of a function that a profile passes on.
    (r"py:class", r"_P"),
]

autosummary_generate = False
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
maximum_signature_line_length = 80
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
