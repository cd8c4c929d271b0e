"""Parts of pages that are made from the code: ``<!-- generated: commands -->`` stands for them."""

import re
from collections.abc import Callable
from typing import Any

import beside
import commands
import fields
import losses
import quantities
import rulebook
import sources


def nouns() -> str:
    """Give the Markdown of a table of what the package itself exports, each with a link and its first line."""
    import corpuskit

    names = "\n".join(f"   ~corpuskit.{name}" for name in corpuskit.__all__)
    return f"```{{eval-rst}}\n.. autosummary::\n   :nosignatures:\n\n{names}\n```"


MAKERS: dict[str, Callable[..., str]] = {
    "beside_spacy": beside.names,
    "commands": commands.page,
    "currencies": quantities.currencies,
    "fragments": rulebook.fragments,
    "kept_by": losses.of,
    "kept_by_all": losses.beside,
    "number_readers": rulebook.number_readers,
    "readers": rulebook.readers,
    "rules": rulebook.rules,
    "sources": sources.of,
    "trained_on": sources.trained_on,
    "units": quantities.units,
    "words": rulebook.words,
    "fields": fields.table,
    "options": fields.options,
    "nouns": nouns,
}
PLACE = re.compile(r"^<!-- generated: (\w+) ?(.*?) -->$", re.MULTILINE)


def complete(source: str) -> str:
    """Give the Markdown of a page with everything in it that is made from the code."""
    return PLACE.sub(lambda place: MAKERS[place[1]](*place[2].split()), source)


def setup(app: Any) -> dict[str, bool]:
    """Complete each page before it is parsed."""
    app.connect("source-read", _read)
    return {"parallel_read_safe": True}


def _read(app: Any, name: str, content: list[str]) -> None:
    content[0] = complete(content[0])
