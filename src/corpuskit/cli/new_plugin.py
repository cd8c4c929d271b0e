"""``corpuskit new-plugin``: a distribution to begin with, whose tests pass."""

import contextlib
import importlib.util
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from ._options import debug_option
from ._template import KINDS, NewPlugin

__all__ = ["command"]


@click.command(
    "new-plugin",
    epilog="""\b
Examples:
  corpuskit new-plugin hashtags
  corpuskit new-plugin ship-names --kind rules -o ships
  corpuskit new-plugin moods --kind model --layer mood""",
)
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="function",
    show_default=True,
    help="A plain function of a document; rules in a file, with examples and rejects; or a model that is given many "
    "texts at once.",
)
@click.option("--layer", metavar="LABEL", help="The layer that it makes.  [NAME in the singular]")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write; nothing is overwritten.  [corpuskit-NAME]",
)
@debug_option
def command(name: str, kind: str, layer: str | None, folder: Path | None) -> None:
    """Write a plugin to begin with: a distribution whose tests pass.

    NAME is what the plugin and its extractor are called, such as hashtags: the distribution is corpuskit-hashtags.
    Tests, types and lint of what is written pass before anything is installed. Put your own in the place of what it
    finds; its README says where.
    """
    from ..errors import InvalidValue

    try:
        new = NewPlugin(name, kind, layer) if layer else NewPlugin(name, kind)
    except InvalidValue as error:
        raise click.BadParameter(error.message, param_hint="--layer" if "layer" in error.facts else "NAME") from error
    for hint, fault in _clashes(new):
        raise click.BadParameter(fault, param_hint=hint)
    target = folder or Path(new.distribution)
    written = new.write(target)
    click.echo(f"wrote {target}, {len(written)} files: the plugin {new.name!r}, which makes the layer {new.layer!r}")
    click.echo("\n".join(_next_steps(new, target)))


def _clashes(new: NewPlugin) -> Iterator[tuple[str, str]]:
    """Say which names are taken: of the plugin by what is installed, of the layer by who makes it."""
    from importlib.metadata import entry_points

    from .._plugins import Plugins
    from ..hookspecs import NAME
    from ..values import STANDARD

    for point in entry_points(group=NAME, name=new.name):
        owner = f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"
        yield "NAME", f"a plugin is called {new.name!r} already: it is of {owner}; choose another name"
    plugins = Plugins(only=None, disabled=())
    if new.name in plugins.extractors:
        yield "NAME", f"an extractor is called so already: {plugins.extractors[new.name]}; choose another name"
    with contextlib.suppress(PackageNotFoundError):
        yield "NAME", f"{new.distribution} {version(new.distribution)} is installed already; choose another name"
    if importlib.util.find_spec(new.package) is not None:
        yield "NAME", f"a package {new.package} is there already; choose another name"
    if new.layer in STANDARD:
        yield (
            "--layer",
            f"{new.layer!r} is a standard layer, with values of its own; give another",
        )
    for item in plugins.providers(new.layer):
        yield "--layer", f"the layer {new.layer!r} is made by {item} already; give another"


def _next_steps(new: NewPlugin, folder: Path) -> Iterator[str]:
    missing = [name for name in ("pytest", "hypothesis", "mypy", "ruff") if importlib.util.find_spec(name) is None]
    yield "next:"
    yield f"  cd {folder}"
    if missing:
        yield f"  python -m pip install {' '.join(missing)}"
    yield "  python -m pytest"
    yield "  python -m mypy"
    yield "  python -m ruff check ."
    yield "  python -m pip install -e ."
    yield f"  corpuskit plugins check {new.name}"
