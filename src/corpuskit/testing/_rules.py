"""The check that rules do what their examples and rejects say."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

from .._annotation import Annotation
from .._declaring import specs_of
from .._document import Document
from .._fields import encode
from .._pipeline import Pipeline
from ..errors import RuleError
from ..hookspecs import ExtractorSpec
from ..rules import Rule, Rules
from ._timing import HOSTILE_UNITS, SLOWEST, growth

__all__ = ["check_rules"]


def check_rules(package: str, *, extra: str | Path | Iterable[str | Path] = ()) -> int:
    """Prove the rules of a plugin's package, in every language that it has.

    With all rules on, each example must give an annotation whose ``value.method`` is the rule's name, whose text is
    ``match`` where the example states one, and whose value has the fields in ``value``, in their JSON encoding. No
    reject may give an annotation with that method. An example of a rule without ``value`` must give none that
    overlaps it. Each rule with a value has at least one example and one reject. Eight times the text may take at
    most sixteen times the CPU time, on the examples and on long runs of one sign.

    Args:
        package: an importable package with ``plugin.py`` and ``data/<language>``.
        extra: one TOML file of your own, or several, for the option ``rules`` of its extractors.

    Returns:
        The number of rules proven.

    Raises:
        RuleError: with a line for everything that does not hold, or when there is no ``plugin.py``.
    """
    files_of_rules = (str(extra),) if isinstance(extra, (str, Path)) else tuple(map(str, extra))
    declared = specs_of(_plugin_of(package), package)
    specs = [spec for spec in declared if isinstance(spec, ExtractorSpec)]
    options = {"rules": files_of_rules} if files_of_rules else {}
    pipelines = [Pipeline(spec, config={spec.name: options}) for spec in specs]
    folders = sorted(folder.name for folder in files(package).joinpath("data").iterdir() if folder.is_dir())
    faults: list[str] = []
    count = 0
    for language in folders:
        rules = Rules.load(package, language, extra=files_of_rules)
        rules.compile()
        for rule in rules.table:
            faults += (f"{language}: {rule.name!r}: {fault}" for fault in _faults(rule, language, pipelines))
        faults += (f"{language}: {fault}" for fault in _slow(rules, language, pipelines))
        count += len(rules.table)
    if faults:
        raise RuleError(
            f"{package}: {len(faults)} fault{'s' * (len(faults) != 1)}\n" + "\n".join(faults), faults=tuple(faults)
        )
    return count


def _plugin_of(package: str) -> ModuleType:
    try:
        return importlib.import_module(f"{package}.plugin")
    except ModuleNotFoundError as error:
        if error.name != f"{package}.plugin":
            raise
        advice = "its rules are proved by running its extractors; put the hook into a module of that name"
        raise RuleError(f"package {package!r} has no module 'plugin'; {advice}", package=package) from error


def _faults(rule: Rule, language: str, pipelines: list[Pipeline]) -> Iterator[str]:
    if not rule.examples:
        yield "it has no example"
    if rule.value is not None and not rule.rejects:
        yield "it has no reject"
    for example in rule.examples:
        found = _extract(example, language, pipelines)
        yield from _swallowed(example, found) if rule.value is None else _missed(rule, example, found)
    for text in rule.rejects:
        for item, surface in _extract({"text": text}, language, pipelines):
            if _method(item) == rule.name:
                yield f"the reject {text!r} gives {surface!r}"


def _extract(example: Mapping[str, Any], language: str, pipelines: list[Pipeline]) -> list[tuple[Annotation, str]]:
    document = Document(example["text"], metadata={"language": language, **example.get("metadata", {})})
    for pipeline in pipelines:
        document = pipeline(document)
    if document.failures:
        raise RuleError(f"{example['text']!r}: {document.failures[0]}")
    return [(item, document.text_of(item)) for item in document.annotations]


def _method(item: Annotation) -> str | None:
    method: str | None = getattr(item.value, "method", None)
    return method


def _missed(rule: Rule, example: Mapping[str, Any], found: list[tuple[Annotation, str]]) -> Iterator[str]:
    own = [(item, surface) for item, surface in found if _method(item) == rule.name]
    if "match" in example:
        own = [(item, surface) for item, surface in own if surface == example["match"]]
    wanted = example.get("value", {})
    values = [encode(item.value) for item, _ in own]
    if not any(wanted.items() <= value.items() for value in values):
        seen = [(surface, _method(item), encode(item.value)) for item, surface in found]
        nameless = any(method is None for _, method, _ in seen)
        hint = "; a value names its rule as method=hit.rule.name" if nameless else ""
        yield f"the example {dict(example)} is not met; found: {seen}{hint}"


def _swallowed(example: Mapping[str, Any], found: list[tuple[Annotation, str]]) -> Iterator[str]:
    text = example["text"]
    match = example.get("match", text)
    start = text.index(match)
    for item, surface in found:
        if item.start < start + len(match) and start < item.end:
            yield f"the example {text!r} gives {surface!r} by {_method(item)!r}"


def _slow(rules: Rules, language: str, pipelines: list[Pipeline]) -> Iterator[str]:
    examples = " ".join(example["text"] for rule in rules.table for example in rule.examples)
    for unit in (f"{examples} ", *HOSTILE_UNITS):
        ratio = growth(lambda text: _timed(text, language, pipelines), unit)
        if ratio > SLOWEST:
            yield f"eight times {unit[:40]!r}… takes {ratio:.0f} times as long; some pattern is not linear"


def _timed(text: str, language: str, pipelines: list[Pipeline]) -> Callable[[], object]:
    document = Document(text, metadata={"language": language})
    return lambda: [pipeline(document) for pipeline in pipelines]
