"""Sphinx configuration."""

from importlib.metadata import version as installed

project = "corpuskit"
author = "The corpuskit developers"
project_copyright = "2026, The corpuskit developers"
version = release = installed("corpuskit-core")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "corpuskit"
html_static_path = ["_static"]

nitpicky = True
nitpick_ignore_regex = [
    # Types of the standard library and of attrs: no inventory is fetched, the build needs no network.
    (r"py:.*", r"(collections|datetime|decimal|enum|fractions|importlib|pathlib|re|types|typing|array|attrs|attr)\..*"),
    (
        r"py:(class|exc|obj|data)",
        r"(Any|Callable|Decimal|Fraction|Iterable|Iterator|Mapping|Path|Self|Sequence|TypeVar)",
    ),
    (r"py:.*", r"(hypothesis|pandas|polars)\..*"),
    # Type variables and aliases of signatures.
    (r"py:class", r"corpuskit\.(hookspecs\._Implementation|rules\._rules\.Value|formats\._records\.Rows)"),
    (r"py:class", r"(array|Json|optional|ValueError|LookupError|ImportError|UserWarning|Exception)"),
]

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
