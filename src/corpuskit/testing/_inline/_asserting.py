"""The check that extractors find what a marked text says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..._document import Document
from ..._pipeline import Pipeline
from ..._plugins import Plugins
from ..._selection import Extractors
from ...errors import InvalidValue, MissingLayer, did_you_mean
from ._comparing import differences
from ._grammar import parsed
from ._reading import ClassOf, gold_of
from ._telling import told

__all__ = ["assert_extracts"]


def assert_extracts(
    marked: str,
    *,
    extractors: Extractors | Path | Sequence[Extractors | Path] = (),
    labels: str | Iterable[str] = (),
    date: str | None = None,
    metadata: Mapping[str, Any] = {},
    pipeline: Callable[[Document], Document] | None = None,
    plugins: Plugins | None = None,
) -> Document:
    """Check that extractors find exactly the annotations that are marked in a text.

    The layers that the marks name are compared completely, others are ignored. Of a value only the fields given are
    compared, in their JSON encoding. The page *Gold in the text* describes the mark-up.

    Args:
        marked: the text with its marks.
        extractors: names of extractors, their specs, or the paths of single-file plugins, with all extractors of each;
            by default the installed ones that make the layers compared.
        labels: layers to compare besides those that the marks name; without any mark, nothing may be found in them.
        date: the document's date, which relative dates are resolved against; short for ``metadata={"date": …}``.
        metadata: the document's metadata.
        pipeline: what annotates the document, in place of extractors; any function of a document.
        plugins: where extractors and the classes of values are looked up; the installed ones by default.

    Returns:
        The annotated document, for further checks.

    Raises:
        AssertionError: when an annotation is missed, spurious, or has other boundaries or another value, or an
            extractor failed; the message shows both texts in the same mark-up.
        FormatError: when the mark-up cannot be read.
        InvalidValue: when there is no layer to compare.
        MissingLayer: when no extractor makes one of the layers.

    >>> document = assert_extracts("Met on [21 November](date=2026-11-21).", date="2026-11-20")
    """
    __tracebackhide__ = True  # pytest then shows the line of the test.
    found_plugins = plugins or Plugins()
    text, marks = parsed(marked)
    wanted = sorted({mark.label for mark in marks if mark.label} | {*([labels] if isinstance(labels, str) else labels)})
    if not wanted:
        raise InvalidValue("no mark names a layer; name those in which nothing may be found, labels=('date',)")
    run = _annotator(wanted, extractors, pipeline, found_plugins)
    _, golds = gold_of(marked, _classes(run, found_plugins))
    given = {**metadata, **({} if date is None else {"date": date})}
    document = run(Document(text, metadata=given))
    _check_failures(document)
    layers = [[gold for gold in golds if gold.label == label] for label in wanted]
    faults = [
        fault for label, layer in zip(wanted, layers, strict=True) for fault in differences(layer, document[label])
    ]
    if faults:
        faults.sort(key=lambda fault: (fault.span, fault.kind))
        raise AssertionError(told(text, golds, [item for label in wanted for item in document[label]], faults))
    return document


def _annotator(
    labels: Sequence[str],
    extractors: Extractors | Path | Sequence[Extractors | Path],
    pipeline: Callable[[Document], Document] | None,
    plugins: Plugins,
) -> Callable[[Document], Document]:
    if pipeline is None:
        named = tuple(extractors) if isinstance(extractors, (tuple, list)) else (extractors,)
        given = [item for name in named for item in _loaded(name)]
        pipeline = Pipeline(*(given or _providers(labels, plugins)), plugins=plugins)
    if isinstance(pipeline, Pipeline):
        _check_layers(labels, pipeline)
    return pipeline


def _loaded(given: Extractors | Path) -> Iterable[Extractors]:
    """Give an extractor, or all those of a single-file plugin."""
    if isinstance(given, Path) or (isinstance(given, str) and given.endswith(".py")):
        return Plugins(only=(), files=[given], strict=True).extractors.values()
    return (given,)


def _check_layers(labels: Sequence[str], pipeline: Pipeline) -> None:
    for label in labels:
        if label not in pipeline.layers:
            message = f"{' and '.join(pipeline.extractors)} make no layer {label!r}; "
            raise MissingLayer(message + did_you_mean(label, pipeline.layers), layer=label)


def _providers(labels: Sequence[str], plugins: Plugins) -> list[str]:
    names: dict[str, None] = {}
    for label in labels:
        found = plugins.providers(label)
        if not found:
            known = {made for item in plugins.extractors.values() for made in item.spec.provides}
            message = f"no installed extractor makes a layer {label!r}; {did_you_mean(label, known)}"
            raise MissingLayer(message, layer=label)
        names.update(dict.fromkeys(item.name for item in [item for item in found if item.spec.default] or found[:1]))
    return list(names)


def _classes(run: object, plugins: Plugins) -> ClassOf:
    """Give the classes of values: as the extractors that run declare them, otherwise as the plugins do."""
    declared: dict[str, type | None] = {}
    for step in run._steps if isinstance(run, Pipeline) else ():
        declared.update(step.classes)
    return lambda label: declared.get(label) or plugins.value_class(label)


def _check_failures(document: Document) -> None:
    __tracebackhide__ = True
    for failure in document.failures:
        raise AssertionError(f"the extractor {failure.extractor!r} failed: {failure.error}: {failure.message}")
