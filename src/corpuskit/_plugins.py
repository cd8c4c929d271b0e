"""Discovery of plugins: which extractors are installed, guarded so that one bad plugin costs only itself."""

import hashlib
import importlib.util
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import attrs
import pluggy

from . import hookspecs
from ._imports import imported
from .errors import InvalidValue, NotFound, PluginError, PluginWarning, did_you_mean
from .hookspecs import API_LEVEL, NAME, ExtractorSpec
from .values import STANDARD

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Installed", "Plugins", "load_file", "specs_of"]


@attrs.frozen
class Installed:
    """An extractor and where it comes from: the distribution and version, or a file and the digest of its content."""

    spec: ExtractorSpec
    plugin: str
    distribution: str
    version: str
    file: str | None = None

    @property
    def name(self) -> str:
        """The extractor's name."""
        return self.spec.name

    def __str__(self) -> str:
        return f"{self.name!r} of {self.distribution} {self.version}"


class Plugins:
    """The extractors that some plugins declare. Plugins are loaded when somebody first asks.

    Args:
        only: names of installed plugins to load, in place of all; default: ``CORPUSKIT_PLUGINS``, comma-separated.
        disabled: names of plugins to leave out; default: ``CORPUSKIT_DISABLED_PLUGINS``.
        files: paths of ``.py`` files to load besides.
        strict: whether a plugin that fails to load raises in place of warning; default:
            ``CORPUSKIT_STRICT_PLUGINS=1``.
    """

    def __init__(
        self,
        *,
        only: Iterable[str] | None = None,
        disabled: Iterable[str] | None = None,
        files: Iterable[str | Path] = (),
        strict: bool | None = None,
    ) -> None:
        self.only = _names(only, "CORPUSKIT_PLUGINS")
        self.disabled = _names(disabled, "CORPUSKIT_DISABLED_PLUGINS") or ()
        self.files = tuple(map(str, files))
        self.strict = os.environ.get("CORPUSKIT_STRICT_PLUGINS", "") not in ("", "0") if strict is None else strict

        self._broken: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<Plugins: {', '.join(self.extractors) or 'none'}>"

    @cached_property
    def extractors(self) -> Mapping[str, Installed]:
        """The extractors by name, sorted.

        Raises:
            PluginError: when two have one name; when a plugin fails to load and ``strict`` is set.
            NotFound: when ``only`` names a plugin that is not installed.
        """
        found: dict[str, Installed] = {}
        for item in chain(self._from_entry_points(), self._from_files()):
            if item.name in found:
                raise PluginError(
                    f"two extractors are called {item.name!r}: one of {found[item.name].distribution} and one of "
                    f"{item.distribution}; disable one with CORPUSKIT_DISABLED_PLUGINS",
                    extractor=item.name,
                )
            found[item.name] = item
        return dict(sorted(found.items()))

    @property
    def broken(self) -> Mapping[str, str]:
        """The plugins that were left out because they failed to load, each with the reason."""
        _ = self.extractors
        return self._broken

    def extractor(self, name: str) -> Installed:
        """Give an extractor by name.

        Raises:
            NotFound: when no plugin has it.
        """
        if name not in self.extractors:
            message = f"no extractor is called {name!r}; {did_you_mean(name, self.extractors)}"
            raise NotFound(message + _advice(name), extractor=name)
        return self.extractors[name]

    def providers(self, label: str) -> tuple[Installed, ...]:
        """Give the extractors that make a layer, by name."""
        return tuple(item for item in self.extractors.values() if label in item.spec.provides)

    def value_class(self, label: str) -> type | None:
        """Give the class of a layer's values: a standard one, or the one that a plugin declares; None if unknown."""
        if label in STANDARD:
            return STANDARD[label]
        for item in self.providers(label):
            declared = item.spec.provides[label]
            if declared is not None:
                found: type = imported(declared, f"extractor {item}")
                return found
        return None

    # --- loading

    def _from_entry_points(self) -> Iterator[Installed]:
        # Imported here: it takes as long as the rest of corpuskit, and a model without plugins does not need it.
        from importlib.metadata import entry_points

        points = sorted(entry_points(group=NAME), key=lambda point: (point.name, _distribution(point)))
        self._check_names(points)
        for point in points:
            if point.name in self.disabled or (self.only is not None and point.name not in self.only):
                continue
            version = point.dist.version if point.dist else "unknown"
            yield from self._guarded(point.load, point.name, _distribution(point), version)

    def _check_names(self, points: "list[EntryPoint]") -> None:
        known = [point.name for point in points]
        for name in self.only or ():
            if name not in known:
                hint = did_you_mean(name, known)
                raise NotFound(f"no plugin is called {name!r}; {hint}{_advice(name)}", plugin=name)

    def _from_files(self) -> Iterator[Installed]:
        for file in self.files:
            path = Path(file).resolve()
            if not path.is_file():
                raise NotFound(f"there is no plugin file {file!r}", plugin=file)
            version = hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
            for item in self._guarded(partial(load_file, path), path.stem, path.name, version):
                yield attrs.evolve(item, file=str(path))

    def _guarded(self, load: Callable[[], object], plugin: str, distribution: str, version: str) -> Iterator[Installed]:
        try:
            specs = specs_of(load(), plugin)
        except Exception as error:  # The plugin boundary: whatever a plugin raises costs only that plugin.
            message = f"plugin {plugin!r} of {distribution} {version} cannot be used: {type(error).__name__}: {error}"
            if self.strict:
                raise PluginError(message, plugin=plugin, version=version) from error
            self._broken[plugin] = message
            warnings.warn(PluginWarning(message), stacklevel=2)
            return
        for spec in specs:
            yield Installed(spec, plugin, distribution, version)


def load_file(path: str | Path) -> ModuleType:
    """Import a single ``.py`` file as a plugin's module; a second call gives the same module.

    Raises:
        PluginError: when it is no file that Python can import.
    """
    full = Path(path).resolve()
    digest = hashlib.blake2b(str(full).encode(errors="surrogateescape"), digest_size=4).hexdigest()
    name = f"corpuskit_file_{full.stem}_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, full)
    if spec is None or spec.loader is None:
        raise PluginError(f"{path}: not a file that Python can import; its name ends in .py", plugin=str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def specs_of(module: object, name: str) -> list[ExtractorSpec]:
    """Give the specs that a plugin's module declares.

    Raises:
        InvalidValue, PluginError: when it declares something else, or for a newer interface.
    """
    # A manager of its own for each plugin: one that fails leaves nothing behind, and the order stays the host's.
    manager = pluggy.PluginManager(NAME)
    manager.add_hookspecs(hookspecs)
    manager.register(module, name=name)
    manager.check_pending()
    specs = list(chain.from_iterable(manager.hook.corpuskit_extractors()))
    for spec in specs:
        if not isinstance(spec, ExtractorSpec):
            raise InvalidValue(f"corpuskit_extractors gives ExtractorSpec, not {type(spec).__name__}: {spec!r}")
        if spec.api_level > API_LEVEL:
            message = f"extractor {spec.name!r} needs API level {spec.api_level}, this corpuskit has {API_LEVEL}; "
            raise PluginError(message + "install a newer corpuskit-core", extractor=spec.name)
    return specs


def _names(given: Iterable[str] | None, variable: str) -> tuple[str, ...] | None:
    if given is not None:
        return tuple(given)
    text = os.environ.get(variable)
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _distribution(point: "EntryPoint") -> str:
    return point.dist.name if point.dist else "unknown"


_OURS = ("dates", "entities", "numbers", "quotes")


def _advice(name: str) -> str:
    return f"; run: pip install 'corpuskit-core[{name}]'" if name in _OURS else ""
