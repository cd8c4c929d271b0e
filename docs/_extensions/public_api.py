"""What of corpuskit is public: the names in ``__all__`` of modules whose own names have no underscore.

Tests read it, and the build checks with it that the reference has everything.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import attrs

PLUGINS = ("dates", "entities", "numbers", "quotes")

GUESTS = ("corpuskit_spacy.config", "corpuskit_spacy.conversion", "corpuskit_spacy.extract")
"""The modules that users touch of the plugin for spaCy, which is not installed to build the documents."""

ELSEWHERE = ("corpuskit.cli",)
"""Modules that the reference leaves out: the commands, which have a page of their own."""


def modules() -> list[str]:
    """Give the names of the public modules: those of the core, and of the plugins those that users touch."""
    import corpuskit

    found = ["corpuskit", *(module.name for module in pkgutil.walk_packages(corpuskit.__path__, "corpuskit."))]
    core = [name for name in found if "._" not in name and not name.startswith(ELSEWHERE)]
    plugins = [f"corpuskit_{plugin}.{part}" for plugin in PLUGINS for part in ("config", "extract")]
    return [*sorted(core), *plugins, *GUESTS]


def names() -> dict[str, Any]:
    """Give every public name with what it stands for, such as ``corpuskit.Span``; one object may have several."""
    found = {}
    for name in modules():
        module = importlib.import_module(name)
        public = [word for word in getattr(module, "__all__", ()) if not _is_ours_alone(name, word)]
        found |= {f"{name}.{word}": getattr(module, word) for word in public}
    return found


def _is_ours_alone(module: str, word: str) -> bool:
    """Say whether a plugin's modules share a name among themselves: of an extractor's module, users need its class."""
    return module.endswith(".extract") and not word.endswith("Extractor")


def members(cls: type) -> dict[str, Any]:
    """Give the public methods, properties and class attributes that a class itself defines; fields are none."""
    fields = {field.name for field in attrs.fields(cls)} if attrs.has(cls) else set()
    own = {name: item for name, item in vars(cls).items() if not name.startswith("_") and name not in fields}
    return {name: item for name, item in own.items() if not inspect.ismemberdescriptor(item)}


def described_fields(cls: type) -> dict[str, str]:
    """Give the descriptions of a class's ``Args:`` by name, each as one line."""
    text = inspect.cleandoc(cls.__doc__ or "")
    section = re.search(r"^Args:\n((?:(?: {4}.*)?\n)+)", text + "\n", re.MULTILINE)
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", section[1] if section else "", re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in entries}


def attrs_classes() -> Iterator[tuple[str, Any]]:
    """Give the public attrs classes with their names, each class once."""
    seen: set[int] = set()
    for name, item in names().items():
        if inspect.isclass(item) and attrs.has(item) and id(item) not in seen:
            seen.add(id(item))
            yield name, item


def setup(app: Any) -> dict[str, bool]:
    """Check in the build of the documents that the reference has every public name and every member."""
    app.connect("env-check-consistency", _check)
    return {"parallel_read_safe": True}


def _check(app: Any, env: Any) -> None:
    from sphinx.util.logging import getLogger

    found = env.domains.python_domain.objects
    for names_of in by_object().values():
        if not any(name in found for name in names_of):
            getLogger(__name__).warning("public, but not in the reference: %s", names_of[0])
            continue
        item = names()[names_of[0]]
        for member in members(item) if inspect.isclass(item) else ():
            if not any(f"{name}.{member}" in found for name in names_of):
                getLogger(__name__).warning("public, but not in the reference: %s.%s", names_of[0], member)


def by_object() -> dict[object, list[str]]:
    """Give the public names of each object: one that a package exports again has several."""
    groups: dict[object, list[str]] = {}
    for name, item in names().items():
        # Constants are told apart by their names too: two that are equal need not be the same.
        is_constant = not (inspect.isclass(item) or inspect.isroutine(item))
        groups.setdefault((id(item), is_constant and name.rpartition(".")[2]), []).append(name)
    return groups
