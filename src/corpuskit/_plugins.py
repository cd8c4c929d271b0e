"""Discovery of plugins: what is installed, guarded so that one bad plugin costs only itself."""

import hashlib
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from ._declaring import reason, specs_of
from ._imports import imported
from .errors import NotFound, PluginError, PluginWarning, did_you_mean
from .hookspecs import NAME, ExtractorSpec, FormatSpec
from .values import STANDARD

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Installed", "InstalledFormat", "Plugins", "file_version", "load_file"]


_Spec = TypeVar("_Spec", ExtractorSpec, FormatSpec)


@attrs.frozen
class _Installed(Generic[_Spec]):
    """What a plugin declares, and where it comes from."""

    spec: _Spec
    plugin: str
    distribution: str
    version: str
    file: str | None = None

    @property
    def name(self) -> str:
        """The name that the plugin gives it."""
        return self.spec.name

    def __str__(self) -> str:
        return f"{self.name!r} of {self.distribution} {self.version}"


@attrs.frozen
class Installed(_Installed[ExtractorSpec]):
    """An extractor and where it comes from.

    Args:
        spec: what the plugin declares about it.
        plugin: the name of the plugin's entry point, or of its file without the suffix.
        distribution: the distribution of the plugin, or the name of its single file.
        version: the version of the distribution, or a digest of the file's content.
        file: the path of a single-file plugin, or None.
    """


@attrs.frozen
class InstalledFormat(_Installed[FormatSpec]):
    """A file format and where it comes from.

    Args:
        spec: what the plugin declares about it.
        plugin: the name of the plugin's entry point, or of its file without the suffix.
        distribution: the distribution of the plugin, or the name of its single file.
        version: the version of the distribution, or a digest of the file's content.
        file: the path of a single-file plugin, or None.
    """


_Declared = Installed | InstalledFormat
_Kind = TypeVar("_Kind", Installed, InstalledFormat)


class Plugins:
    """The extractors and formats that some plugins declare. Plugins are loaded when somebody first asks.

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
        self.only: tuple[str, ...] | None = _names(only, "CORPUSKIT_PLUGINS")
        self.disabled: tuple[str, ...] = _names(disabled, "CORPUSKIT_DISABLED_PLUGINS") or ()
        self.files: tuple[str, ...] = tuple(map(str, (files,) if isinstance(files, (str, Path)) else files))
        wish = os.environ.get("CORPUSKIT_STRICT_PLUGINS", "").strip().lower()
        self.strict: bool = wish not in ("", "0", "false", "no", "off") if strict is None else strict

        self._broken: dict[str, str] = {}
        self._given: tuple[Installed, ...] | None = None

    @classmethod
    def of(cls, extractors: Iterable[Installed]) -> "Plugins":
        """Give plugins that have these extractors and no others."""
        new = cls(only=[])
        new._given = tuple(extractors)
        new.__dict__["extractors"] = {item.name: item for item in sorted(new._given, key=lambda item: item.name)}
        new.__dict__["formats"] = {}
        return new

    def __reduce__(self) -> tuple[object, ...]:
        # They are loaded again where they are unpickled: what a plugin's module holds may not be picklable.
        return _again, (self.only, self.disabled, self.files, self.strict, self._given)

    def __repr__(self) -> str:
        return f"<Plugins: {', '.join(self.extractors) or 'none'}>"

    @cached_property
    def extractors(self) -> Mapping[str, Installed]:
        """The extractors by name, sorted.

        Of two that have one name, that of a file in ``files`` counts, or else the first that is loaded; the other is
        left out with a warning.

        Raises:
            PluginError: when ``strict`` is set, and a plugin fails to load or takes a name for a second time.
            NotFound: when ``only`` names a plugin that is not installed.
        """
        return self._by_name([item for item in self._declared if isinstance(item, Installed)], "extractor")

    @cached_property
    def formats(self) -> Mapping[str, InstalledFormat]:
        """The file formats of plugins by name, sorted; of two that have one name, the same counts as of extractors.

        Raises:
            PluginError, NotFound: as for :attr:`extractors`.
        """
        return self._by_name([item for item in self._declared if isinstance(item, InstalledFormat)], "format")

    def _by_name(self, items: Iterable[_Kind], kind: str) -> Mapping[str, _Kind]:
        found: dict[str, _Kind] = {}
        for item in items:
            other = found.setdefault(item.name, item)
            if other is not item:
                fault = f"two {kind}s are called {item.name!r}: one of {other.distribution} and one of "
                self._leave_out(item.plugin, f"{fault}{item.distribution}; the first is used")
        return dict(sorted(found.items()))

    @property
    def broken(self) -> Mapping[str, str]:
        """The plugins that were left out because they failed to load, each with the reason."""
        _ = self.extractors, self.formats
        return self._broken

    def extractor(self, name: str) -> Installed:
        """Give an extractor by name.

        Raises:
            NotFound: when no plugin has it.
        """
        if name not in self.extractors:
            message = f"no extractor is called {name!r}; {did_you_mean(name, self.extractors)}"
            raise NotFound(message + _file(name) + _advice(name), extractor=name)
        return self.extractors[name]

    def providers(self, label: str) -> tuple[Installed, ...]:
        """Give the extractors that make a layer, by name."""
        return tuple(item for item in self.extractors.values() if label in item.spec.provides)

    def value_class(self, label: str) -> type | None:
        """Give the class of a layer's values: a standard one, or the one that a plugin declares; None if unknown."""
        if label in STANDARD:
            return STANDARD[label]
        makers: tuple[_Declared, ...] = (*self.providers(label), *self.formats.values())
        for item in makers:
            declared = item.spec.provides.get(label)
            if declared is not None:
                found: type = imported(declared, f"layer {label!r} of {item}")
                return found
        return None

    # --- loading

    @cached_property
    def _declared(self) -> "tuple[_Declared, ...]":
        return tuple(chain(self._from_files(), self._from_entry_points()))

    def _from_entry_points(self) -> Iterator[_Declared]:
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
                raise NotFound(f"no plugin is called {name!r}; {hint}{_file(name)}{_advice(name)}", plugin=name)

    def _from_files(self) -> Iterator[_Declared]:
        for file in dict.fromkeys(self.files):
            path = Path(file).resolve()
            version = file_version(path)
            if version is None:
                raise NotFound(f"there is no plugin file {file!r}", plugin=file)
            found = list(self._guarded(partial(load_file, path), path.stem, path.name, version))
            if not found and path.stem not in self._broken:
                self._leave_out(path.stem, f"plugin file {file!r} declares nothing; {_SLIPS}")
            for item in found:
                yield attrs.evolve(item, file=str(path))

    def _guarded(self, load: Callable[[], object], plugin: str, distribution: str, version: str) -> Iterator[_Declared]:
        try:
            specs = specs_of(load(), plugin, distribution)
        except (Exception, SystemExit) as error:  # The plugin boundary: whatever it raises costs only that plugin.
            message = f"plugin {plugin!r} of {distribution} {version} cannot be used: {reason(error)}"
            self._leave_out(plugin, message, error)
            return
        for spec in specs:
            made = Installed if isinstance(spec, ExtractorSpec) else InstalledFormat
            yield made(spec, plugin, distribution, version)  # type: ignore[arg-type] # Each gets the spec of its kind.

    def _leave_out(self, plugin: str, message: str, cause: BaseException | None = None) -> None:
        if self.strict:
            raise PluginError(message, plugin=plugin) from cause
        self._broken[plugin] = message
        warnings.warn(PluginWarning(message), stacklevel=2)


def _again(
    only: Iterable[str] | None,
    disabled: Iterable[str],
    files: Iterable[str],
    strict: bool,
    given: tuple[Installed, ...] | None,
) -> Plugins:
    if given is not None:
        return Plugins.of(given)
    return Plugins(only=only, disabled=disabled, files=files, strict=strict)


_SLIPS = "is @hookimpl missing above corpuskit_extractors or corpuskit_formats, or yield before the spec?"


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def file_version(path: str | Path) -> str | None:
    """Give the version of a single-file plugin, a digest of its content; None where there is no such file."""
    return _digest(Path(path).read_bytes()) if Path(path).is_file() else None


def load_file(path: str | Path) -> ModuleType:
    """Import a single ``.py`` file as a plugin's module; a second call gives the same module, while it is the same.

    Raises:
        PluginError: when it is no file that Python can import.
    """
    full = Path(path).resolve()
    if full.suffix != ".py":
        raise PluginError(f"{path}: not a file that Python can import; its name ends in .py", plugin=str(path))
    source = full.read_bytes()
    # Named by its content too: a file that was edited is another module, in a notebook as on the command line.
    name = f"corpuskit_file_{full.stem}_{_digest(str(full).encode(errors='surrogateescape') + source)}"
    if name in sys.modules:
        return sys.modules[name]
    module = ModuleType(name)
    module.__file__ = str(full)
    sys.modules[name] = module
    try:
        exec(compile(source, str(full), "exec"), module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _names(given: Iterable[str] | None, variable: str) -> tuple[str, ...] | None:
    if given is not None:
        return (given,) if isinstance(given, str) else tuple(given)
    text = os.environ.get(variable)
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _distribution(point: "EntryPoint") -> str:
    return point.dist.name if point.dist else "unknown"


_OURS = ("dates", "entities", "numbers", "quotes", "spacy")


def _file(name: str) -> str:
    return f"; for the file give {name}.py (--plugin {name}.py)" if Path(f"{name}.py").is_file() else ""


def _advice(name: str) -> str:
    return f"; run: pip install 'corpuskit-core[{name}]'" if name in _OURS else ""
