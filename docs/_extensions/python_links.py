"""Links to the types of Python and of the libraries that signatures name, without an inventory from the network.

A name is linked when it can be imported, so that a wrong one is still an error of the build.
"""

import builtins
import importlib
import sys
from typing import Any, TypeVar

LIBRARY = "https://docs.python.org/3/library"
BARE = ("collections.abc", "typing", "datetime", "decimal", "enum", "fractions", "pathlib", "re", "types", "array")
"""Modules whose names stand without the module in annotations that are text."""

CONTAINERS = ("str", "bytes", "bytearray", "memoryview", "list", "tuple", "range", "set", "frozenset", "dict")
"""Types that the manual describes with its types; it counts int and the like among the functions."""

PAGES = {
    "attrs.Attribute": "https://www.attrs.org/en/stable/api.html#attrs.Attribute",
    "click.Command": "https://click.palletsprojects.com/en/stable/api/#click.Command",
    "hypothesis.strategies.SearchStrategy": "https://hypothesis.readthedocs.io/en/latest/reference/strategies.html",
    "daft.DataFrame": "https://docs.daft.ai/en/stable/api/dataframe/",
    "pandas.DataFrame": "https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.html",
    "polars.DataFrame": "https://docs.pola.rs/api/python/stable/reference/dataframe/index.html",
    "pyspark.sql.DataFrame": "https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/dataframe.html",
}
"""Where the types of other libraries are described."""


def url_of(name: str) -> str | None:
    """Give the address of the page that describes a type; None where there is no such type."""
    if name in PAGES:
        return PAGES[name]
    if hasattr(builtins, name):
        return f"{LIBRARY}/{_page_of(name)}.html#{name}"
    for module, rest in _places(name):
        if _has(module, rest):
            return f"{LIBRARY}/{module}.html#{module}.{rest}"
    return None


def _page_of(name: str) -> str:
    """Give the page of the library's manual that describes something built in."""
    item = getattr(builtins, name)
    if isinstance(item, type) and issubclass(item, BaseException):
        return "exceptions"
    if name in CONTAINERS:
        return "stdtypes"
    return "functions" if callable(item) else "constants"


def _places(name: str) -> list[tuple[str, str]]:
    words = name.split(".")
    if words[0] not in sys.stdlib_module_names or len(words) == 1:
        return [(module, name) for module in BARE]
    return [(".".join(words[:end]), ".".join(words[end:])) for end in range(len(words) - 1, 0, -1)]


def _has(module: str, rest: str) -> bool:
    try:
        item: Any = importlib.import_module(module)  # Any: whatever a module holds.
    except ImportError:
        return False
    for word in rest.split("."):
        item = getattr(item, word, None)
    return item is not None


def is_variable(name: str) -> bool:
    """Say whether a name is a type variable: it has no page, and needs none."""
    module, _, rest = name.rpartition(".")
    return bool(module) and isinstance(getattr(sys.modules.get(module), rest, None), TypeVar)


def _resolved(app: Any, env: Any, node: Any, shown: Any) -> Any:  # Any: the tests import this without docutils.
    from docutils import nodes

    if node.get("refdomain") != "py":
        return None
    if is_variable(node["reftarget"]):
        return shown
    url = url_of(node["reftarget"])
    return None if url is None else nodes.reference("", "", shown, refuri=url, internal=False)


def setup(app: Any) -> dict[str, bool]:
    """Resolve what no page of ours describes."""
    app.connect("missing-reference", _resolved)
    return {"parallel_read_safe": True}
