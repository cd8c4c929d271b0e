"""What a call of ``corpuskit eval`` asks for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import click

if TYPE_CHECKING:
    from .._document import Document
    from .._plugins import Plugins

__all__ = ["Request", "limits", "names", "names_by_label"]


def names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> list[str] | None:
    """Give the names in all values of an option, each divided by commas; None where there is none."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()] or None


def names_by_label(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, list[str]]:
    """Give the names of options such as ``entity=PER,ORG`` by label."""
    found = {}
    for value in values:
        label, sign, names = value.partition("=")
        if not (label and sign):
            raise click.BadParameter(f"{value!r} is not of the form LABEL=NAME,NAME.")
        found[label] = [name.strip() for name in names.split(",") if name.strip()]
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
    return found


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
    agreement: bool
    sheet: str | None
    fail_under: Mapping[str, float]
    as_json: bool
    input_format: str | None
    plugin: Sequence[str]
    color: str
    quiet: bool

    @property
    def selection(self) -> dict[str, Any]:  # Any: keyword options of several types.
        """What is compared with what, as keyword options."""
        shared = {"labels": self.labels, "types": self.types, "missing": self.missing}
        return {**shared, "edges": self.edges or "kept", "nested": self.nested or "kept"}

    def read(self, path: str, plugins: "Plugins") -> "Iterator[Document]":
        """Give the documents of a file, lazily."""
        from .. import formats

        return formats.read(path, format=self.input_format, plugins=plugins)
