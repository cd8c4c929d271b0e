"""Options that several commands share, and what becomes of them: plugins, a pipeline, a corpus."""

import datetime
import functools
import glob
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from .._document import Document
    from .._pipeline import Pipeline
    from .._plugins import Plugins
    from ..corpus import Corpus

__all__ = [
    "Inputs",
    "Running",
    "color_option",
    "debug_option",
    "input_options",
    "is_debug",
    "pipeline_options",
    "plugin_option",
    "plugins_of",
    "quiet_option",
]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_DEBUG = "corpuskit.debug"

FORMATS = ("csv", "directory", "jsonl", "parquet", "text", "tsv")
"""The names of the formats, known here so that help imports none."""


def _together(*decorators: Callable[[_Function], _Function]) -> Callable[[_Function], _Function]:
    def decorate(function: _Function) -> _Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def _gathered(name: str, cls: type) -> Callable[[_Function], _Function]:
    """Give a command the options that are the fields of a class as one argument: an instance."""

    def decorate(function: _Function) -> _Function:
        @functools.wraps(function)
        def command(*arguments: Any, **options: Any) -> Any:  # Any: options of all types.
            fields = {field.name: options.pop(field.name) for field in attrs.fields(cls)}
            return function(*arguments, **options, **{name: cls(**fields)})

        return cast(_Function, command)

    return decorate


@attrs.frozen
class Inputs:
    """What to read: the paths, and how their columns become documents."""

    paths: Sequence[str]
    input_format: str | None
    text: str | None
    id: str | None
    date_column: str | None
    language_column: str | None
    metadata: Sequence[str]
    delimiter: str | None
    no_quotes: bool
    encoding: str | None

    @property
    def names_columns(self) -> bool:
        """Whether any column is named, so that JSON lines are records of another tool."""
        return any((self.text, self.id, self.date_column, self.language_column, self.metadata))

    def expanded(self) -> list[str]:
        """Give the paths with patterns such as ``data/*.txt`` replaced by the files that they match, sorted.

        A shell usually does this first; not all do, and none where the pattern is in quotation marks.
        """
        return [found for path in self.paths for found in _matching(path)]

    def may_have_layers(self) -> bool:
        """Say whether any of the files is of a format that holds annotations."""
        from ..formats import guess

        formats = {self.input_format or guess(path) for path in self.expanded()}
        return bool(formats & {"jsonl", "parquet"})

    def corpus(self, plugins: "Plugins") -> "Corpus":
        """Give the documents of all paths, in their order, lazily."""
        from ..corpus import Corpus

        columns = {
            "text": self.text,
            "id": self.id,
            "date": self.date_column,
            "language": self.language_column,
            "metadata": self.metadata or None,
            "delimiter": self.delimiter,
            "quoted": False if self.no_quotes else None,
            "encoding": self.encoding,
        }
        return Corpus.from_paths(self.expanded(), format=self.input_format, plugins=plugins, **columns)


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

    def pipeline(self) -> "Pipeline":
        """Give the pipeline of the settings, changed by the options.

        Raises:
            PluginError: when it has no extractor.
        """
        from .._config import parse_assignments, read_settings
        from .._pipeline import Pipeline
        from ..errors import PluginError

        settings = parse_assignments(self.assignments, _settings(self.config) if self.config else read_settings())
        pipeline = Pipeline.from_settings(
            *self.only, settings=settings, plugins=self.plugins, language=self.language, on_error=self.on_error
        )
        if not pipeline.extractors:
            raise PluginError(
                "no extractor is installed; run: pip install 'corpuskit-core[all]', or give --plugin FILE.py"
            )
        return pipeline

    def dated(self, documents: "Iterable[Document]") -> "Iterator[Document]":
        """Give documents with a date: their own, or else the one given."""
        for document in documents:
            has_own = self.date is None or document.metadata.get("date")
            yield document if has_own else document.with_metadata(date=self.date)


def _note_debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_DEBUG] = True


def is_debug(ctx: click.Context) -> bool:
    """Say whether ``--debug`` was given, before or after the command."""
    return bool(ctx.meta.get(_DEBUG))


def _names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, callback=_note_debug, help="Show tracebacks, of extractors too."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Write no progress and no summary.")
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour on a terminal; auto follows NO_COLOR, FORCE_COLOR and TERM=dumb.",
)


def _plugins_like(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of installed plugins from their metadata; for plugin files, file names too."""
    from importlib.metadata import entry_points

    names = sorted(point.name for point in entry_points(group="corpuskit") if point.name.startswith(incomplete))
    files = [] if names or parameter.name != "plugin" else [CompletionItem(incomplete, type="file")]
    return [CompletionItem(name) for name in names] + files


plugin_option = click.option(
    "--plugin",
    "plugin",
    multiple=True,
    shell_complete=_plugins_like,
    metavar="NAME|FILE.py",
    help="Load only this installed plugin, or besides all a single file. Repeatable.",
)

input_options = _together(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    click.option("--input-format", type=click.Choice(FORMATS), help="The format of every PATH; guessed by default."),
    click.option("--text", "--text-column", "text", metavar="COLUMN", help="The column of the text.  [text]"),
    click.option("--id", "--id-column", "id", metavar="COLUMN", help="The column of the id.  [id]"),
    click.option("--date-column", metavar="COLUMN", help="The column of the document's date.  [date]"),
    click.option("--language-column", metavar="COLUMN", help="The column of the language.  [language]"),
    click.option(
        "--metadata",
        "--metadata-columns",
        "metadata",
        multiple=True,
        callback=_names,
        metavar="COLUMN,...",
        help="The further columns to keep as metadata.  [all]",
    ),
    click.option("--delimiter", metavar="CHAR", help="What divides the cells of a CSV file.  [,]"),
    click.option("--no-quotes", is_flag=True, help="Quotation marks in a CSV file are ordinary characters."),
    click.option("--encoding", metavar="NAME", help="The encoding of a CSV file.  [utf-8]"),
    _gathered("inputs", Inputs),
)


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        if value is not None:
            datetime.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2020-06-12.") from None
    return value


pipeline_options = _together(
    click.option(
        "--only",
        multiple=True,
        callback=_names,
        shell_complete=_plugins_like,
        metavar="NAME,...",
        help="Run only these extractors, with what they require.",
    ),
    click.option(
        "--date", callback=_day, metavar="DATE", help="The date of documents that have none; it resolves 'yesterday'."
    ),
    click.option("--language", metavar="CODE", help="The language of documents that name none.  [en]"),
    click.option(
        "--on-error",
        type=click.Choice(["record", "skip", "fail"]),
        help="When an extractor fails: record it on the document, skip the document, or stop.  [record]",
    ),
    plugin_option,
    click.option(
        "--set",
        "assignments",
        multiple=True,
        metavar="NAME.OPTION=VALUE",
        help="Set an option of an extractor, or LAYER=NAME to choose a layer's extractor. Repeatable.",
    ),
    click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read settings from this TOML file.  [corpuskit.toml or pyproject.toml here or above]",
    ),
    _gathered("running", Running),
)


def plugins_of(given: Sequence[str]) -> "Plugins":
    """Give the plugins that ``--plugin`` asks for: files besides the installed ones, names in place of all."""
    from .._plugins import Plugins

    files = [item for item in given if item.endswith(".py")]
    names = [item for item in given if not item.endswith(".py")]
    return Plugins(only=names or None, files=files)


def _settings(path: Path) -> dict[str, Any]:  # Any: what TOML holds.
    import tomllib

    from ..errors import ConfigError

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}", file=str(path)) from error
    return dict(data.get("tool", {}).get("corpuskit", {})) if path.name == "pyproject.toml" else data
