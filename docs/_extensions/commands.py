"""The pages of the commands, made from the commands themselves."""

import re
from collections.abc import Iterator

import click

from corpuskit.cli import cli
from corpuskit.cli._group import BUILT_IN


def commands() -> dict[str, click.Command]:
    """Give the commands by name, in the order of the help; those of plugins are not ours to describe.

    Those of a group follow it, by both names: ``plugins check``.
    """
    with click.Context(cli) as context:
        found = {name: cli.get_command(context, name) for name in BUILT_IN}
    return {name: command for top, item in found.items() if item is not None for name, command in _with_own(top, item)}


def _with_own(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for own in command.list_commands(context):
                found = command.get_command(context, own)
                if found is not None:
                    yield f"{name} {own}", found


def parsed(words: list[str]) -> click.Command:
    """Give the command that words begin with, whose options and arguments the rest are.

    Raises:
        click.UsageError: when they are none.
    """
    name = " ".join(words[:2]) if " ".join(words[:2]) in commands() else words[0]
    command = commands()[name]
    rest = words[len(name.split()) :]
    command.make_parser(click.Context(command, **cli.context_settings)).parse_args(rest)
    return command


def page() -> str:
    """Give the Markdown of all commands: a section each, with usage, options and examples."""
    return "\n".join(line for name, command in commands().items() for line in _section(name, command))


def options(command: click.Command) -> list[click.Option]:
    """Give the options of a command, without ``--help``, in the order of its help."""
    return [parameter for parameter in command.params if isinstance(parameter, click.Option) and not parameter.hidden]


def examples(command: click.Command) -> list[str]:
    """Give the lines of the examples at the end of a command's help."""
    return re.findall(r"^ {2}(\S.*)$", (command.epilog or "").partition("xample")[2].split("\n\n")[0], re.MULTILINE)


def escaped(text: str) -> str:
    """Give text whose signs mean nothing in Markdown, with options as code."""
    text = re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", text)
    return re.sub(r"(?<![\w-])(--[a-z][a-z-]*)", r"`\1`", text)


def _section(name: str, command: click.Command) -> Iterator[str]:
    full = f"corpuskit {name}"
    pieces = " ".join(command.collect_usage_pieces(click.Context(command, info_name=full, **cli.context_settings)))
    yield from (f"## `{full}`", "", f"```{{program}} {full}", "```", "")
    yield from (f"```text\n{full} {pieces}\n```", "")
    for paragraph in (command.help or "").split("\n\n"):
        yield from (escaped(" ".join(paragraph.split())), "")
    for option in options(command):
        yield from _option(option)
    if examples(command):
        yield from ("```console", *(f"$ {line}" for line in examples(command)), "```", "")


def _option(option: click.Option) -> Iterator[str]:
    record = option.get_help_record(click.Context(click.Command("corpuskit")))
    if record is not None:
        forms, text = record
        yield from (f"````{{option}} {forms}", escaped(" ".join(text.split())), "````", "")
