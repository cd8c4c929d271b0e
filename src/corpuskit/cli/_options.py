"""Options that several commands share."""

import datetime
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import attrs
import click
from click.shell_completion import CompletionItem

from ..errors import did_you_mean
from ._arguments import ANNOTATED, BARE, Inputs, Running

__all__ = [
    "ROWS",
    "annotated_format",
    "color_option",
    "debug_option",
    "input_options",
    "is_debug",
    "jobs_option",
    "names",
    "names_in",
    "pipeline_options",
    "plugin_option",
    "plugins_like",
    "quiet_option",
    "table_output",
    "time_limit_option",
    "transform_option",
]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_DEBUG = "corpuskit.debug"

ROWS = ("csv", "tsv", "jsonl", "parquet")
"""The formats of rows for programs."""


class FormatName(click.ParamType):  # type: ignore[type-arg] # Generic in newer releases of click only.
    """The name of a format: one of ours that serves, or one of a plugin, which is looked up when it is used."""

    name = "format"

    def __init__(self, *known: str) -> None:
        self.known = known

    def convert(self, value: str, parameter: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the name, unless it is that of a format of ours that does not serve."""
        if value in (*ANNOTATED, *BARE) and value not in self.known:
            self.fail(f"{value} holds no annotations; choose one of {', '.join(self.known)}, or a plugin's", parameter)
        return value

    def shell_complete(self, ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the names of our own formats."""
        return [CompletionItem(name) for name in self.known if name.startswith(incomplete)]


def annotated_format(option: str, what: str, *others: str) -> Callable[[_Function], _Function]:
    """Give the option for the format of files that hold annotations; the others are for the command to look at."""
    told = f"The format of {what}: {', '.join(ANNOTATED)}, or a plugin's.  [by its suffix]"
    return click.option(option, type=FormatName(*ANNOTATED, *others), metavar="NAME", help=told)


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


def _note_debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_DEBUG] = True


def is_debug(ctx: click.Context) -> bool:
    """Say whether ``--debug`` was given, before or after the command."""
    return bool(ctx.meta.get(_DEBUG))


def names_in(values: Sequence[str]) -> tuple[str, ...]:
    """Give the names in all values of an option, each divided by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Give the names in all values of an option, as its callback."""
    return names_in(values)


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


table_output = _together(
    click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]"),
    click.option(
        "--format",
        type=click.Choice(["table", *ROWS]),
        help="A table to read, or one for programs.  [by the suffix of OUT, otherwise table]",
    ),
)
"""Where a command writes a table, and how."""


def plugins_like(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of installed plugins from their metadata; for plugin files, file names too."""
    from importlib.metadata import entry_points

    names = sorted(point.name for point in entry_points(group="corpuskit") if point.name.startswith(incomplete))
    files = [] if names or parameter.name != "plugin" else [CompletionItem(incomplete, type="file")]
    return [CompletionItem(name) for name in names] + files


def _transforms(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    from ..alignment.transforms import TRANSFORMS

    found = names_in(values)
    if values and not found:
        raise click.BadParameter(f"no transform is named; there are {', '.join(sorted(TRANSFORMS))}")
    for name in found:
        if name not in TRANSFORMS:
            raise click.BadParameter(f"there is no transform {name!r}; {did_you_mean(name, TRANSFORMS)}")
    return found


def _transforms_like(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the last name of a list."""
    from ..alignment.transforms import TRANSFORMS

    before, comma, last = incomplete.rpartition(",")
    return [CompletionItem(f"{before}{comma}{name}") for name in TRANSFORMS if name.startswith(last)]


transform_option = click.option(
    "--transform",
    "transforms",
    multiple=True,
    callback=_transforms,
    shell_complete=_transforms_like,
    metavar="NAME,...",
    help="Let extractors read what these make of each text, such as html,nfc; the output keeps the text and has "
    "offsets into it.",
)

plugin_option = click.option(
    "--plugin",
    "plugin",
    multiple=True,
    shell_complete=plugins_like,
    metavar="NAME|FILE.py",
    help="Load only this installed plugin, or besides all a single file. Repeatable.",
)

input_options = _together(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    click.option(
        "--input-format",
        type=FormatName(*ANNOTATED, *BARE),
        metavar="NAME",
        help=f"The format of every PATH: {', '.join(sorted((*ANNOTATED, *BARE)))}, or a plugin's.  [by its suffix]",
    ),
    click.option("--text", "--text-column", "text", metavar="COLUMN", help="The column of the text.  [text]"),
    click.option("--id", "--id-column", "id", metavar="COLUMN", help="The column of the id.  [id]"),
    click.option("--date-column", metavar="COLUMN", help="The column of the document's date.  [date]"),
    click.option("--language-column", metavar="COLUMN", help="The column of the language.  [language]"),
    click.option(
        "--metadata",
        "--metadata-columns",
        "metadata",
        multiple=True,
        callback=names,
        metavar="COLUMN,...",
        help="The further columns to keep as metadata.  [all]",
    ),
    click.option("--delimiter", metavar="CHAR", help="What divides the cells of a CSV file.  [,]"),
    click.option("--no-quotes", is_flag=True, help="Quotation marks in a CSV file are ordinary characters."),
    click.option("--encoding", metavar="NAME", help="The encoding of CSV, text and HTML files.  [utf-8]"),
    _gathered("inputs", Inputs),
)


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Work in this many processes, 0 for one on each core; one that dies or hangs costs one document.  [this one]",
)
time_limit_option = click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="With --jobs: what an extractor may take on a document of up to 100,000 characters.  [60]",
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
        callback=names,
        shell_complete=plugins_like,
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
