"""What a plugin has that can be proved: its extractors, with texts that are found for each, and its formats."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

import attrs

from .._document import Document
from .._plugins import Installed, InstalledFormat, Plugins
from ..errors import CorpuskitError, NotFound, PluginError, PluginWarning, did_you_mean
from ..rules import Rules
from ..values import STANDARD
from ._contract import ExtractorContract
from ._contract._subject import Subject

__all__ = ["Contract", "contracts_of", "formats_of"]

_MOST = 12
"""How many examples are taken where there are more: the first checks try each."""

EVERYDAY = (
    "Mayor Ingrid Halvorsen left New York for Łódź.",
    "Northern Line Ltd and the U.N. met on Tuesday, 5 May 2020.",
    "“We will keep it,” she said.",
    "About 300 people, 12% of the town, walked 4.5 km.",
    "The ferry costs £1.3 million a year, from 9 p.m. on.",
    "They were delighted; the weather was awful.",
    "Write to ann@example.org, or ring +44 20 7946 0958.",
    "See https://example.org/a?b=1 for more.",
    "Keep the #NightFerry, @harbour 😀",
    "Art. 5 (2) of Regulation 2016/679, ISBN 978-3-16-148410-0",
    "The red door of No. 10, and don't stop: www.example.org!",
)
"""Texts that have something of everything, for an extractor that comes with no examples."""


@attrs.frozen
class Contract:
    """The contract of one extractor.

    Args:
        installed: the extractor.
        examples: texts in which it finds something.
        source: where they come from, in words.
        notes: what is no fault and may be a slip, each in a sentence.
        checks: the checks, for which no runner is needed.
    """

    installed: Installed
    examples: tuple[Document, ...]
    source: str
    notes: tuple[str, ...]
    checks: type[ExtractorContract]


def contracts_of(plugin: str, *, texts: Sequence[str] = (), max_examples: int = 100) -> list[Contract]:
    """Give the contracts of the extractors of a plugin.

    They begin with the texts given, or else with the examples of the extractor's spec, of its rules, or with everyday
    texts in which it finds something.

    Args:
        plugin: the name of an installed plugin, of an extractor, a format or a distribution, or the path of a ``.py``
            file.
        texts: texts in which each extractor finds something.
        max_examples: how many texts are drawn for a check.

    Raises:
        NotFound: when there is no such plugin or file.
        PluginError: when it cannot be loaded.
    """
    plugins, mine = _plugins_of(plugin)
    return [_contract(item, plugins, texts, max_examples) for item in plugins.extractors.values() if mine(item)]


def formats_of(plugin: str) -> list[InstalledFormat]:
    """Give the formats of a plugin; the argument and the errors are those of :func:`contracts_of`."""
    plugins, mine = _plugins_of(plugin)
    return [item for item in plugins.formats.values() if mine(item)]


def _contract(item: Installed, plugins: Plugins, texts: Sequence[str], max_examples: int) -> Contract:
    source, examples = _examples(item, [Document(text) for text in texts])
    attributes = {
        "extractor": item,
        "examples": examples,
        "max_examples": max_examples,
        "__module__": ExtractorContract.__module__,
    }
    checks = type("Contract", (ExtractorContract,), attributes)
    return Contract(item, tuple(examples), source, tuple(_notes(item, plugins)), checks)


def _notes(item: Installed, plugins: Plugins) -> Iterator[str]:
    """Tell of layers that the extractor comes after, and nothing makes: documents may bring them, or not."""
    others = _quietly(Plugins(strict=False))
    makers = (*others, *plugins.extractors.values(), *plugins.formats.values())
    known = {*STANDARD, *(label for maker in makers for label in maker.spec.provides)} - {*item.spec.provides}
    for label in item.spec.after:
        if label not in known:
            said = f"after names the layer {label!r}, which no installed plugin makes; {did_you_mean(label, known)}"
            yield f"{said} If the name is right, it is there in documents that bring it"


def _plugins_of(plugin: str) -> tuple[Plugins, Callable[[Installed | InstalledFormat], bool]]:
    """Give plugins among which this one is, and what tells which of their extractors and formats are its own."""
    if plugin.endswith(".py"):
        return Plugins(only=(), files=[plugin], strict=True), lambda item: True
    plugins = Plugins(strict=False)
    found = _quietly(plugins)
    names = {name for item in found for name in (item.plugin, item.name, item.distribution)}
    if plugin not in names and plugin in plugins.broken:
        raise PluginError(plugins.broken[plugin], plugin=plugin)
    if plugin not in names:
        advice = "install it (in its own folder: python -m pip install -e .), or give the path of its .py file"
        known = {item.plugin for item in found} | {item.name for item in found}
        raise NotFound(f"no plugin is called {plugin!r}; {did_you_mean(plugin, known)}; {advice}", plugin=plugin)
    return plugins, lambda item: plugin in (item.plugin, item.name, item.distribution)


def _quietly(plugins: Plugins) -> list[Installed | InstalledFormat]:
    """Give what plugins have, with no warning of those that are broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        return [*plugins.extractors.values(), *plugins.formats.values()]


# --- examples


def _examples(item: Installed, given: list[Document]) -> tuple[str, list[Document]]:
    """Give where the examples of an extractor come from, and the examples."""
    if given:
        return "given", given
    if item.spec.examples:
        examples = [text if isinstance(text, Document) else Document(text) for text in item.spec.examples]
        return "of its spec", examples
    subject = Subject(item, examples=())
    for source, documents in (("of its rules", _of_rules(item)), ("of everyday texts", map(Document, EVERYDAY))):
        telling = [document for document in documents if subject.found(document).annotations]
        if telling:
            return source, telling[:: -(-len(telling) // _MOST)]
    return "none", []


def _of_rules(item: Installed) -> Iterator[Document]:
    """Give the examples of the rules in the data of the extractor's package, where it has some."""
    package = _package(item)
    if package is None:
        return
    for language in item.spec.languages or ("en",):
        try:
            table = Rules.load(package, language).table
        except (CorpuskitError, ImportError, OSError):
            continue  # It has none, or others than ours; the contract is about what it finds.
        for rule in table:
            for example in rule.examples[:1]:
                yield Document(example["text"], metadata=example.get("metadata", {}))


def _package(item: Installed) -> str | None:
    """Give the package that an extractor is in, where that has data."""
    target = item.spec.factory or item.spec.function
    module = target if isinstance(target, str) else getattr(target, "__module__", "")
    package = module.partition(":")[0].partition(".")[0]
    if item.file is not None or not package:
        return None
    return package if files(package).joinpath("data").is_dir() else None
