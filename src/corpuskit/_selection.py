"""Which extractors a pipeline has, and in which order they run."""

import graphlib
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

from ._plugins import Installed, Plugins
from .errors import ConfigError, DependencyCycle, LayerConflict, MissingLayer, PluginError, did_you_mean
from .hookspecs import ExtractorSpec

__all__ = ["Extractors", "choose", "in_order"]

Extractors = str | ExtractorSpec | Installed


def choose(extractors: Sequence[Extractors], plugins: Plugins, providers: Mapping[str, str]) -> dict[str, Installed]:
    """Give the extractors of a pipeline by name: those asked for, with what they require.

    Args:
        extractors: names, specs or installed extractors; all that are used by default where there is none.
        plugins: where names are looked up.
        providers: which extractor makes a layer.

    Raises:
        NotFound: when there is no such extractor.
        ConfigError: when an extractor does not make the layer that it was chosen for.
        LayerConflict: when two make one layer of documents in one language.
        MissingLayer: when none makes a layer that is required.
    """
    _check_labels(plugins, providers)
    named = {label: plugins.extractor(name) for label, name in providers.items()}
    for label, item in named.items():
        if label not in item.spec.provides:
            made = ", ".join(item.spec.provides)
            raise ConfigError(f"{label}={item.name!r}: that extractor makes {made}, not {label!r}", layer=label)
    if extractors:
        chosen = {item.name: item for item in (_installed(given, plugins) for given in extractors)}
    else:
        chosen = {name: item for name, item in plugins.extractors.items() if item.spec.default}
    for label, item in named.items():
        chosen = {name: other for name, other in chosen.items() if label not in other.spec.provides}
        chosen[item.name] = item
    _add_required(chosen, plugins)
    _check_conflicts(chosen)
    return chosen


def _check_labels(plugins: Plugins, providers: Mapping[str, str]) -> None:
    known = {label for item in plugins.extractors.values() for label in item.spec.provides} if providers else set()
    for label in providers:
        if label not in known:
            hint = did_you_mean(label, (*known, "config", "language", "on_error", "plugins"))
            raise ConfigError(f"no extractor makes a layer {label!r}; {hint}", layer=label)


def _installed(given: Extractors, plugins: Plugins) -> Installed:
    if isinstance(given, Installed):
        return given
    if isinstance(given, ExtractorSpec):
        return Installed(given, given.name, "local", "0")
    if isinstance(given, str):
        return plugins.extractor(given)
    raise PluginError(f"give the name of an extractor or an ExtractorSpec, not {given!r}")


def _add_required(chosen: dict[str, Installed], plugins: Plugins) -> None:
    queue = list(chosen.values())
    while queue:
        item = queue.pop()
        for label in item.spec.requires:
            if _made(label, item, chosen.values()):
                continue
            found = _made(label, item, plugins.providers(label))
            if not found:
                raise MissingLayer(_missing(label, item, plugins), layer=label, extractor=item.name)
            for other in [other for other in found if other.spec.default] or found:
                # One for each language: the first by name, as nobody chose.
                if not _made(label, other, chosen.values()):
                    chosen[other.name] = other
                    queue.append(other)


def _made(label: str, item: Installed, others: Iterable[Installed]) -> list[Installed]:
    """Give those that make a layer of documents on which an extractor runs."""
    makers = (other for other in others if label in other.spec.provides)
    return [other for other in makers if _meet(item.spec.languages, other.spec.languages)]


_PACKAGES = {"date": "dates", "date_range": "dates", "entity": "entities", "number": "numbers", "quote": "quotes"}


def _missing(label: str, item: Installed, plugins: Plugins) -> str:
    languages = f" for {', '.join(item.spec.languages)}" if item.spec.languages else ""
    message = f"extractor {item} requires the layer {label!r}, which no installed extractor makes{languages}"
    if label in _PACKAGES:
        return f"{message}; run: pip install 'corpuskit-core[{_PACKAGES[label]}]'"
    known = {made for other in plugins.extractors.values() for made in other.spec.provides}
    hint = "" if label in known else f"{did_you_mean(label, known - {*item.spec.provides})}; "
    return f"{message}; {hint}install the plugin that does, or give its file besides"


def _check_conflicts(chosen: Mapping[str, Installed]) -> None:
    for item, other in itertools.combinations(chosen.values(), 2):
        if not _meet(item.spec.languages, other.spec.languages):
            continue
        for label in item.spec.provides:
            if label in other.spec.provides:
                raise LayerConflict(
                    f"the layer {label!r} is made by {item} and by {other}; choose one, "
                    f"Pipeline({label}={other.name!r}) or --set {label}={other.name}",
                    layer=label,
                    extractors=(item.name, other.name),
                )


def _meet(languages: Collection[str], others: Collection[str]) -> bool:
    """Say whether two extractors may both run on a document; one that declares no language runs on all."""
    return not languages or not others or not set(languages).isdisjoint(others)


def in_order(chosen: Mapping[str, Installed]) -> list[Installed]:
    """Give the extractors so that each comes after what it requires or comes after, otherwise by name.

    Raises:
        DependencyCycle: when they wait for each other.
    """
    graph: dict[str, set[str]] = {}
    for name, item in sorted(chosen.items()):
        wanted = {*item.spec.requires, *item.spec.after}
        graph[name] = {maker for maker, other in chosen.items() if not wanted.isdisjoint(other.spec.provides)}
    sorter = graphlib.TopologicalSorter(graph)
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        cycle = list(reversed(error.args[1]))
        raise DependencyCycle(f"extractors wait for each other: {' → '.join(cycle)}", cycle=cycle) from error
    ordered: list[Installed] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered += [chosen[name] for name in ready]
        sorter.done(*ready)
    return ordered
