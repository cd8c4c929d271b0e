"""What the options of a command come to: a corpus, plugins, a pipeline."""

import glob
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

if TYPE_CHECKING:
    from .._document import Document
    from .._pipeline import Pipeline
    from .._plugins import Plugins
    from ..corpus import Corpus

__all__ = ["ANNOTATED", "BARE", "Inputs", "Running", "plugins_of"]

ANNOTATED = ("brat", "cas-json", "conll", "huggingface", "jsonl", "labelstudio", "parquet", "timeml", "webannotation")
"""The names of our formats that hold annotations, known here so that help imports none."""

BARE = ("csv", "directory", "text", "tsv")
"""The names of our formats that hold none."""


@attrs.frozen
class Inputs:
    """What to read: the paths, and how their columns become documents."""

    paths: Sequence[str]
    input_format: str | None = None
    text: str | None = None
    id: str | None = None
    date_column: str | None = None
    language_column: str | None = None
    metadata: Sequence[str] = ()
    delimiter: str | None = None
    no_quotes: bool = False
    encoding: str | None = None

    @property
    def names_columns(self) -> bool:
        """Whether any column is named, so that JSON lines are records of another tool."""
        return any((self.text, self.id, self.date_column, self.language_column, self.metadata))

    def expanded(self) -> list[str]:
        """Give the paths with patterns such as ``data/*.txt`` replaced by the files that they match, sorted.

        A shell usually does this first; not all do, and none where the pattern is in quotation marks.
        """
        return [found for path in self.paths for found in _matching(path)]

    def may_have_layers(self, plugins: "Plugins") -> bool:
        """Say whether any of the files is of a format that may hold annotations, as one of a plugin may."""
        from ..formats import guess

        formats = {self.input_format or guess(path, plugins=plugins) for path in self.expanded()}
        return not formats <= {*BARE}

    @property
    def columns(self) -> dict[str, Any]:
        """How the columns of a table become documents, as :class:`~corpuskit.formats.ColumnNames` takes it."""
        return {
            "text": self.text,
            "id": self.id,
            "date": self.date_column,
            "language": self.language_column,
            "metadata": self.metadata or None,
            "delimiter": self.delimiter,
            "quoted": False if self.no_quotes else None,
            "encoding": self.encoding,
        }

    def corpus(self, plugins: "Plugins") -> "Corpus":
        """Give the documents of all paths, in their order, lazily."""
        from ..corpus import Corpus

        return Corpus.from_paths(self.expanded(), format=self.input_format, plugins=plugins, **self.columns)


def _matching(path: str) -> list[str]:
    if path == "-" or Path(path).exists():
        return [path]
    # Path.glob takes no absolute pattern.
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
    if not matches:
        what = "no file matches" if glob.has_magic(path) else "there is no file or folder"
        raise click.BadParameter(f"{what} {path!r}.", param_hint="PATH")
    return matches


@attrs.frozen(slots=False)
class Running:
    """What to run, and how."""

    only: Sequence[str]
    date: str | None
    language: str | None
    on_error: str | None
    plugin: Sequence[str]
    assignments: Sequence[str]
    config: Path | None

    @property
    def is_chosen(self) -> bool:
        """Whether extractors or their options were asked for."""
        return bool(self.only or self.plugin or self.assignments or self.config)

    @cached_property
    def plugins(self) -> "Plugins":
        """The plugins that ``--plugin`` asks for."""
        return plugins_of(self.plugin)

    def pipeline(self, *layers: str) -> "Pipeline":
        """Give the pipeline of the settings, changed by the options.

        Args:
            layers: run the extractors of these only, where none is named.

        Raises:
            PluginError: when it has no extractor.
        """
        from .._config import parse_assignments, read_settings, settings_of
        from .._pipeline import Pipeline, why_none
        from ..errors import PluginError

        found = settings_of(self.config) if self.config else read_settings()
        settings = parse_assignments(self.assignments, found or {})
        only = self.only or ([] if "extractors" in settings else self._makers(layers))
        pipeline = Pipeline.from_settings(
            *only, settings=settings, plugins=self.plugins, language=self.language, on_error=self.on_error
        )
        if not pipeline.extractors:
            raise PluginError(f"{why_none(self.plugins)}, or give --plugin FILE.py")
        return pipeline

    def _makers(self, layers: Sequence[str]) -> list[str]:
        """Give the names of the extractors that make any of the layers."""
        found = self.plugins.extractors.items()
        return [name for name, item in found if item.spec.default and not {*layers}.isdisjoint(item.spec.provides)]

    def dated(self, documents: "Iterable[Document]") -> "Iterator[Document]":
        """Give documents with a date: their own, or else the one given."""
        from ..engines._job import dated

        return dated(documents, self.date)


def plugins_of(given: Sequence[str]) -> "Plugins":
    """Give the plugins that ``--plugin`` asks for: files besides the installed ones, names in place of all."""
    from .._plugins import Plugins

    files = [item for item in given if item.endswith(".py")]
    names = [item for item in given if not item.endswith(".py")]
    return Plugins(only=names or None, files=files)
