"""Everything public is described, and has its place in the reference."""

import ast
import enum
import importlib
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS / "_extensions"))

import public_api  # noqa: E402 - it lies beside the configuration of the documents, which build with it.
import python_links  # noqa: E402

DIRECTIVE = re.compile(r"^\.\. auto(module|class|function|data):: ([\w.]+)\n((?:   :.*\n)*)", re.MULTILINE)


def referenced() -> set[str]:
    """Give the names that the directives of the pages describe."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
    found = set()
    for kind, target, options in DIRECTIVE.findall(text):
        excluded = re.findall(r"\w+", "".join(re.findall(r":exclude-members: (.*)", options)))
        names = getattr(importlib.import_module(target), "__all__", ()) if kind == "module" else ()
        found |= {f"{target}.{name}" for name in names if name not in excluded} if kind == "module" else {target}
    return found


def described_names(body: list[ast.stmt]) -> set[str]:
    """Give the names in a module or class whose assignment a docstring follows."""
    found = set()
    for node, following in pairwise(body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        is_text = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        found |= {target.id for target in targets if is_text and isinstance(target, ast.Name)}
    return found


def described_constants(module: str) -> set[str]:
    """Give the constants of a module, and of the private ones beside it, that a docstring follows."""
    file = Path(inspect.getfile(importlib.import_module(module)))
    files = (file, *(file.parent.glob("_*.py") if file.name == "__init__.py" else ()))
    return {name for one in files for name in described_names(ast.parse(one.read_text(encoding="utf-8")).body)}


def described_attributes(cls: type) -> set[str]:
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(node, ast.ClassDef)
    return described_names(node.body)


def is_member_described(cls: type, name: str, item: object) -> bool:
    if isinstance(item, enum.Enum):
        return bool(re.search(rf"^ +{name} = .*  #: \w", inspect.getsource(cls), re.MULTILINE))
    if inspect.isroutine(item) or isinstance(item, (property, cached_property, classmethod, staticmethod)):
        return bool(inspect.getdoc(item))
    return name in described_attributes(cls)


def is_described(name: str, item: object) -> bool:
    module, _, word = name.rpartition(".")
    if inspect.isclass(item) or inspect.isroutine(item):
        return bool(inspect.getdoc(item))
    return word in described_constants(module)


def undescribed() -> Iterator[str]:
    names = public_api.names()
    for group in public_api.by_object().values():
        item = names[group[0]]
        if not any(is_described(name, item) for name in group):
            yield group[0]
        for member, found in public_api.members(item).items() if inspect.isclass(item) else ():
            if not is_member_described(item, member, found):
                yield f"{group[0]}.{member}"


def test_every_public_module_is_described() -> None:
    assert [name for name in public_api.modules() if not importlib.import_module(name).__doc__] == []


def test_everything_public_is_described() -> None:
    assert list(undescribed()) == []


def test_every_field_of_a_public_class_is_described_and_no_other() -> None:
    for name, cls in public_api.attrs_classes():
        fields = [field.alias for field in attrs.fields(cls) if field.init]

        assert list(public_api.described_fields(cls)) == fields, name


def test_everything_public_is_in_the_reference() -> None:
    found = referenced()
    groups = public_api.by_object().values()

    assert [names for names in groups if not found & set(names)] == []


def test_nothing_is_twice_in_the_reference() -> None:
    found = referenced()

    assert [names for names in public_api.by_object().values() if len(found & set(names)) > 1] == []


def test_what_is_public_is_found() -> None:
    """The check of the reference sees what it is to see."""
    names = public_api.names()

    assert {"corpuskit.Span", "corpuskit.Pipeline", "corpuskit.formats.jsonl.encode"} <= names.keys()
    assert "corpuskit_dates.config.DateConfig" in names
    assert "corpuskit_entities.extract.remember" not in names
    assert not any("._" in name or name.startswith("corpuskit.cli") for name in names)


def test_fields_are_no_members_of_a_class() -> None:
    from corpuskit import Document, Span

    assert {"text", "metadata"} & public_api.members(Document).keys() == set()
    assert {"shift", "overlaps", "slice"} <= public_api.members(Span).keys()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("ValueError", "exceptions.html#ValueError"),
        ("int", "functions.html#int"),
        ("tuple", "stdtypes.html#tuple"),
        ("None", "constants.html#None"),
        ("collections.abc.Iterable", "collections.abc.html#collections.abc.Iterable"),
        ("Decimal", "decimal.html#decimal.Decimal"),
        ("pathlib.Path", "pathlib.html#pathlib.Path"),
    ],
)
def test_types_of_python_are_linked_without_an_inventory(name: str, page: str) -> None:
    assert python_links.url_of(name) == f"{python_links.LIBRARY}/{page}"


@pytest.mark.parametrize("name", ["collections.abc.Iterible", "corpuskit.Spam", "nowhere.Path"])
def test_a_type_that_is_not_there_is_not_linked(name: str) -> None:
    assert python_links.url_of(name) is None
