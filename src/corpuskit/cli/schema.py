"""``corpuskit schema``: the JSON Schema of a line of JSONL."""

import click

from ._options import debug_option

__all__ = ["command"]


@click.command("schema", epilog="\b\nExample:\n  corpuskit schema > corpuskit.schema.json")
@debug_option
def command() -> None:
    """Print the JSON Schema of a line of JSONL."""
    import orjson

    from ..formats.schema import schema

    click.echo(orjson.dumps(schema(), option=orjson.OPT_INDENT_2).decode())
