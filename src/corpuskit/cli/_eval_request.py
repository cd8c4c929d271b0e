"""What a call of ``corpuskit eval`` asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import click

from ._arguments import Inputs
from ._options import names_in

if TYPE_CHECKING:
    from .._plugins import Plugins
    from ..corpus import Corpus
    from ..evaluation import Scheme

__all__ = ["Request", "advice_in_options", "limits", "names", "names_by_label"]


def names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> list[str] | None:
    """Give the names in all values of an option, each divided by commas; None where there is none."""
    return list(names_in(values)) or None


def names_by_label(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, list[str]]:
    """Give the names of options such as ``entity=PER,ORG`` by label."""
    found = {}
    for value in values:
        label, sign, names = value.partition("=")
        if not (label and sign):
            raise click.BadParameter(f"{value!r} is not of the form LABEL=NAME,NAME.")
        found[label] = list(names_in([names]))
    return found


def limits(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, float]:
    """Give the limits of options such as ``value=75`` by measure."""
    from ..evaluation import MEASURES

    found = {}
    for value in values:
        measure, _, number = value.rpartition("=")
        measure = measure.replace("-", "_") or "strict_type"
        try:
            found[measure] = float(number)
        except ValueError:
            raise click.BadParameter(f"{number!r} is no number, such as 80.") from None
        if measure not in MEASURES or not 0 <= found[measure] <= 100:
            raise click.BadParameter(
                f"{value!r}: write a number from 0 to 100, or one of {', '.join(MEASURES)}=NUMBER."
            )
        if 0 < found[measure] <= 1:
            raise click.BadParameter(f"{number} per cent; did you mean {100 * found[measure]:g}?")
    return found


@contextmanager
def advice_in_options() -> Iterator[None]:
    """Let an error about documents that do not fit advise what can be typed: ``--missing skip``."""
    from ..errors import InvalidValue

    try:
        yield
    except InvalidValue as error:
        what, sign, advice = error.message.rpartition("; ")
        advice = re.sub(r"\b(missing|extra)='(\w+)'", r"--\1 \2", advice)
        raise type(error)(f"{what}{sign}{advice}", **error.facts) from error


@attrs.frozen(kw_only=True)
class Request:
    """What was asked for."""

    paths: tuple[str, ...]
    labels: list[str] | None
    types: Mapping[str, list[str]]
    value_fields: Mapping[str, list[str]]
    edges: str | None
    nested: str | None
    missing: str
    extra: str
    samples: int
    seed: int
    level: float
    errors: str | None
    context: int
    limit: int
    agreement: bool
    sheet: str | None
    fail_under: Mapping[str, float]
    as_json: bool
    input_format: str | None
    plugin: Sequence[str]
    color: str
    quiet: bool

    def scheme(self) -> "Scheme":
        """Give what is compared with what."""
        from ..evaluation import Scheme

        return Scheme(self.labels, self.types, self.value_fields, self.edges or "kept", self.nested or "kept")

    def read(self, path: str, plugins: "Plugins") -> "Corpus":
        """Give the documents of a file or a pattern, lazily."""
        return Inputs([path], self.input_format).corpus(plugins)

    def files(self) -> list[str]:
        """Give the files that are read."""
        return [file for path in self.paths for file in Inputs([path], self.input_format).expanded()]
