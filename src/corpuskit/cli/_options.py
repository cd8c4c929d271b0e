"""Options that several commands share, and what becomes of them: plugins, a pipeline, a corpus."""

import datetime
import glob
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from .._pipeline import Pipeline
    from .._plugins import Plugins
    from ..corpus import Corpus

__all__ = [
    "color_option",
    "corpus_of",
    "debug_option",
    "expanded",
    "input_options",
    "is_debug",
    "pipeline_of",
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
    click.option("--encoding", metavar="NAME", help="The encoding of a CSV file.  [utf-8]"),
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
)


def plugins_of(given: Sequence[str]) -> "Plugins":
    """Give the plugins that ``--plugin`` asks for: files besides the installed ones, names in place of all."""
    from .._plugins import Plugins

    files = [item for item in given if item.endswith(".py")]
    names = [item for item in given if not item.endswith(".py")]
    return Plugins(only=names or None, files=files)


def pipeline_of(
    plugins: "Plugins",
    *,
    only: Sequence[str] = (),
    language: str | None = None,
    on_error: str | None = None,
    assignments: Sequence[str] = (),
    config: Path | None = None,
) -> "Pipeline":
    """Give the pipeline of the settings, changed by the options.

    Raises:
        NotFound: when it has no extractor.
    """
    from .._config import parse_assignments, read_settings
    from .._pipeline import Pipeline
    from ..errors import NotFound

    settings = parse_assignments(assignments, _settings(config) if config else read_settings())
    pipeline = Pipeline.from_settings(*only, settings=settings, plugins=plugins, language=language, on_error=on_error)
    if not pipeline.extractors:
        raise NotFound("no extractor is installed; run: pip install 'corpuskit-core[all]', or give --plugin FILE.py")
    return pipeline


def _settings(path: Path) -> dict[str, Any]:  # Any: what TOML holds.
    import tomllib

    from ..errors import ConfigError

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}", file=str(path)) from error
    return dict(data.get("tool", {}).get("corpuskit", {})) if path.name == "pyproject.toml" else data


def corpus_of(
    paths: Sequence[str],
    plugins: "Plugins",
    *,
    input_format: str | None = None,
    text: str | None = None,
    id: str | None = None,
    date_column: str | None = None,
    language_column: str | None = None,
    metadata: Sequence[str] = (),
    delimiter: str | None = None,
    encoding: str | None = None,
) -> "Corpus":
    """Give the documents of all paths, in their order, lazily."""
    from ..corpus import Corpus

    columns = {
        "text": text,
        "id": id,
        "date": date_column,
        "language": language_column,
        "metadata": metadata or None,
        "delimiter": delimiter,
        "encoding": encoding,
    }
    return Corpus.from_paths(expanded(paths), format=input_format, plugins=plugins, **columns)


def expanded(paths: Sequence[str]) -> list[str]:
    """Give the paths with patterns such as ``data/*.txt`` replaced by the files that they match, sorted.

    A shell usually does this first; not all do, and none where the pattern is in quotation marks.
    """
    found: list[str] = []
    for path in paths:
        if path == "-" or Path(path).exists():
            found.append(path)
            continue
        # Path.glob takes no absolute pattern.
        matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
        if not matches:
            what = "no file matches" if glob.has_magic(path) else "there is no file or folder"
            raise click.BadParameter(f"{what} {path!r}.", param_hint="PATH")
        found += matches
    return found
