"""spaCy and its pipelines: which are installed, which one is meant, and how it is loaded."""

import hashlib
import threading
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from corpuskit.errors import MissingExtra, NotFound, PluginError, did_you_mean

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Model", "installed", "labels_of", "load", "spacy", "stamp"]

_SHARED = ("tok2vec", "transformer")
"""Components that others may listen to."""


def spacy() -> Any:  # Any: a module of a library that need not be there.
    """Give the module ``spacy``, imported when somebody first needs it.

    Raises:
        MissingExtra: when it cannot be imported.
    """
    try:
        import spacy
    except ImportError as error:
        message = f"spaCy cannot be imported ({error}); run: pip install 'corpuskit-core[spacy]'"
        raise MissingExtra(message, module="spacy", extra="spacy") from error
    return spacy


def installed() -> Mapping[str, str]:
    """Give the versions of the pipelines that are installed as packages, by name, sorted; spaCy is not imported."""
    points = sorted(entry_points(group="spacy_models"), key=lambda point: point.name)
    return {point.name: point.dist.version if point.dist else "unknown" for point in points}


def stamp(model: str | None) -> str:
    """Give what a pipeline is recognised by: the versions of spaCy and of the package, or a digest of its folder."""
    try:
        engine = f"spacy {version('spacy')}"
    except PackageNotFoundError:
        engine = "no spacy"
    name = _name(model)
    if name in installed():
        return f"{engine}, {name} {installed()[name]}"
    if not name or not Path(name, "meta.json").is_file():
        return f"{engine}, {name or 'no pipeline'}"
    return f"{engine}, {_digest(Path(name))}"


_LARGE = 1_000_000


def _digest(folder: Path) -> str:
    """Give a digest of a pipeline: of large files the sizes count, as each training changes its ``meta.json`` too."""
    state = hashlib.blake2b(digest_size=8)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        state.update(f"{path.relative_to(folder).as_posix()} {size} ".encode())
        state.update(path.read_bytes() if size < _LARGE else b"")
    return state.hexdigest()


def _name(model: str | None) -> str:
    """Give the name of a pipeline as spaCy has it; the only one where nobody chose, empty where there are others."""
    known = installed()
    if model is None:
        return next(iter(known)) if len(known) == 1 else ""
    plain = model.replace("-", "_")
    return plain if plain in known else model


@attrs.frozen
class Model:
    """A loaded pipeline, with a lock for those who let it read: its memory has one zone at a time."""

    nlp: "Language"
    using: threading.Lock = attrs.field(factory=threading.Lock)


@lru_cache(maxsize=4)
def load(model: str | None, exclude: tuple[str, ...], made_with: str) -> Model:
    """Give a pipeline without some components, loaded once for all; one that others listen to stays.

    Args:
        model: its name or path; None for the only one that is installed.
        exclude: the components that are left out.
        made_with: its :func:`stamp`, as what is at a path may change.

    Raises:
        MissingExtra: when spaCy is not installed.
        NotFound: when the pipeline is not, or none or several are and nobody chose.
        PluginError: when spaCy cannot load it.
    """
    library = spacy()
    name = _found(model, library)
    try:
        nlp: Language = library.load(name, exclude=[part for part in exclude if part not in _SHARED])
    except (OSError, ValueError, ImportError) as error:
        raise PluginError(f"spaCy {library.__version__} cannot load {name!r}: {error}", model=name) from error
    for part in _SHARED:
        if part in exclude and part in nlp.pipe_names and not getattr(nlp.get_pipe(part), "listening_components", ()):
            nlp.remove_pipe(part)
    return Model(nlp)


def _found(model: str | None, library: Any) -> str:  # Any: the module of spaCy.
    name, known = _name(model), installed()
    if name and (name in known or Path(name).is_dir() or library.util.is_package(name)):
        return name
    if model is not None:
        hint = f"run: python -m spacy download {name}, or choose another; {did_you_mean(name, known)}"
        raise NotFound(f"no spaCy pipeline {model!r} is installed, and no folder is called so; {hint}", model=model)
    if known:
        names = ", ".join(known)
        raise NotFound(
            f"several spaCy pipelines are installed: {names}; choose one: --set spacy.model={next(iter(known))}"
        )
    raise NotFound("no spaCy pipeline is installed; run, for English: python -m spacy download en_core_web_sm")


def labels_of(nlp: "Language") -> Collection[str]:
    """Give the labels that the components of a pipeline which set entities declare, sorted."""
    makers = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    return sorted({label for name in makers for label in nlp.pipe_labels.get(name, ())})
