"""The pages of the commands, made from the commands themselves."""

import re
from collections.abc import Iterator

import click

from corpuskit.cli import cli
from corpuskit.cli._group import BUILT_IN


def commands() -> dict[str, click.Command]:
    """Give the commands by name, in the order of the help; those of plugins are not ours to describe."""
    with click.Context(cli) as context:
        found = {name: cli.get_command(context, name) for name in BUILT_IN}
    return {name: command for name, command in found.items() if command is not None}


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
    pieces = " ".join(command.collect_usage_pieces(click.Context(command, info_name=full)))
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
