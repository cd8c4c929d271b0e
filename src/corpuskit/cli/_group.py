"""The group of all commands: imports one module a command, and turns errors into messages and exit codes."""

import contextlib
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from .._visible import one_line, visible
from ..errors import (
    ConfigError,
    CorpuskitDeprecationWarning,
    FormatWarning,
    NotFound,
    PluginError,
    PluginWarning,
    did_you_mean,
)
from ._options import is_debug
from ._words import message_of

__all__ = ["BUILT_IN", "Commands"]

BUILT_IN: Mapping[str, str] = {
    "extract": "Run extractors on documents and write what they find.",
    "show": "Show documents with what was found in them.",
    "report": "Write a page to look a corpus through in a browser.",
    "quotes": "List who said what, and when.",
    "index": "Put documents with what was found in them into a store to search.",
    "search": "Find passages and annotations in a store.",
    "resolve": "Give the names of a corpus ids that stay.",
    "compare": "Show what accounts of one event share, and where they differ.",
    "duplicates": "List documents that are nearly the same as an earlier one.",
    "convert": "Write documents in another format.",
    "stats": "Count documents, annotations and their values.",
    "eval": "Score annotations against gold.",
    "diff": "Show what differs between two runs.",
    "sample": "Draw annotations into a sheet for people to judge.",
    "redact": "Replace names, so that documents can be shared, and write the key.",
    "restore": "Put names back that were replaced.",
    "plugins": "List the extractors and formats that are installed.",
    "new-plugin": "Write a plugin to begin with: a distribution whose tests pass.",
    "validate": "Check that files are what corpuskit reads, line by line.",
    "schema": "Print the JSON Schema of a line of JSONL.",
    "completion": "Print a script that completes commands in a shell.",
}
"""The commands in the order of the help, each with the first line of its own help."""

GROUP = "corpuskit.commands"
"""The entry-point group of commands that plugins bring."""


class Commands(click.Group):
    """Commands by name; a module is imported when its command is used, and none for the list of all."""

    @cached_property
    def _points(self) -> Mapping[str, EntryPoint]:
        return {point.name: point for point in reversed(self._declared) if point.name not in BUILT_IN}

    @cached_property
    def _declared(self) -> list[EntryPoint]:
        return sorted(entry_points(group=GROUP), key=lambda point: (point.name, _owner(point)))

    @property
    def _left_out(self) -> Iterator[tuple[str, str]]:
        """Give the commands whose name is taken, with who has it."""
        for point in self._declared:
            if point.name in BUILT_IN:
                yield point.name, f"of {_owner(point)}: corpuskit has a command of this name; rename it"
            elif self._points[point.name] is not point:
                yield point.name, f"of {_owner(point)}: {_owner(self._points[point.name])} has one of this name"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands."""
        return [*BUILT_IN, *sorted(self._points)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a command; None where there is none."""
        if cmd_name in BUILT_IN:
            module = importlib.import_module(f".{cmd_name.replace('-', '_')}", __package__)
            command: click.Command = module.command
            return command
        return _loaded(self._points[cmd_name]) if cmd_name in self._points else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments begin with, or say which was meant."""
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx) and not ctx.resilient_parsing:
            ctx.fail(f"no command is called {name!r}; {did_you_mean(name, self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(BUILT_IN.items()))
        if self._points:
            with formatter.section("Commands of plugins"):
                formatter.write_dl([(name, f"from {_owner(point)}") for name, point in sorted(self._points.items())])
        left_out = list(self._left_out)
        if left_out:
            with formatter.section("Commands that are left out"):
                formatter.write_dl(left_out)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error becomes one message on standard error and an exit code."""
        with _warnings_as_words(), _debug_log(ctx):
            try:
                return super().invoke(ctx)
            except BrokenPipeError:
                _drop_output()
                ctx.exit(1)
            except KeyboardInterrupt as error:
                _say("interrupted", error)
                ctx.exit(130)
            except (click.ClickException, click.exceptions.Exit, click.Abort):
                raise
            except Exception as error:
                if is_debug(ctx):
                    raise
                _say(message_of(error), error)
                # What is not there or does not fit was asked for by an option or a setting.
                ctx.exit(2 if isinstance(error, (ConfigError, NotFound)) else 1)


def _owner(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"


def _loaded(point: EntryPoint) -> click.Command:
    try:
        command = point.load()
    except Exception as error:  # The plugin boundary: whatever a plugin raises costs only its command.
        message = f"command {point.name!r} of {_owner(point)} cannot be used: {type(error).__name__}: {error}"
        raise PluginError(message, plugin=point.name) from error
    if not isinstance(command, click.Command):
        raise PluginError(
            f"command {point.name!r} of {_owner(point)} is no click command: {command!r}; put @click.command() above it"
        )
    return command


def _say(message: str, error: BaseException) -> None:
    lines = [message, *getattr(error, "__notes__", ())]
    click.echo(f"corpuskit: {visible('; '.join(lines))}", err=True)


def _drop_output() -> None:
    # Whoever read standard output has gone; what is left in its buffer must not raise again at exit.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _warnings_as_words() -> Iterator[None]:
    """Show each warning about a plugin or a format once, as one line without a place in the code."""
    said: set[str] = set()

    def show(message: Warning | str, category: type[Warning], *rest: object, **more: object) -> None:
        text = str(message)
        if not issubclass(category, (PluginWarning, FormatWarning, CorpuskitDeprecationWarning)):
            text = f"{category.__name__}: {text}"
        if text not in said:
            said.add(text)
            click.echo(f"corpuskit: warning: {one_line(text, 500)}", err=True)

    with warnings.catch_warnings():
        warnings.simplefilter("always", PluginWarning)
        warnings.simplefilter("always", FormatWarning)
        warnings.simplefilter("always", CorpuskitDeprecationWarning)
        warnings.showwarning = show
        yield


class _Visible(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Give the record's text; an extractor's message may hold whatever its document does."""
        return visible(super().format(record))


@contextlib.contextmanager
def _debug_log(ctx: click.Context) -> Iterator[None]:
    """Write the log, in which the tracebacks of extractors are, to standard error where ``--debug`` was given."""
    logger = logging.getLogger("corpuskit")
    handler = logging.StreamHandler()
    handler.setFormatter(_Visible())
    # The flag may stand after the command, where it is not parsed yet.
    handler.addFilter(lambda record: is_debug(ctx))
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
