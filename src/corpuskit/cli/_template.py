"""The files of a new plugin: those in ``data/new_plugin``, a plugin called plumes, with its names replaced.

Its modules end in ``.py.in`` there, and its project file in ``.toml.in``, so that nobody takes them for those of
corpuskit: no installer, no linter, no type checker.
"""

import keyword
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from ..errors import InvalidValue

__all__ = ["KINDS", "NewPlugin"]

KINDS = ("function", "rules", "model")
"""What an extractor may be made of; each is a folder of files besides those that all kinds have."""

_NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
_LAYER = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
_LONGEST = 22
"""So that no line of what is written gets too long."""
_TEMPLATE = re.compile("_plumes|plumes|Plume|plume")


def _name(instance: object, attribute: object, name: str) -> None:
    if re.fullmatch(_NAME, name) and len(name) <= _LONGEST:
        return
    near = re.sub("[^a-z0-9]+", "-", name.lower().removeprefix("corpuskit")).strip("-0123456789")[:_LONGEST].strip("-")
    hint = f"; did you mean {near!r}?" if near and near != name else ""
    form = f"it has small letters a to z, digits and single hyphens, begins with a letter, and has at most {_LONGEST}"
    raise InvalidValue(f"{name!r} is no name of a plugin: {form}{hint}", name=name)


def _layer(instance: object, attribute: object, layer: str) -> None:
    if not re.fullmatch(_LAYER, layer) or len(layer) > _LONGEST or keyword.iskeyword(layer):
        form = f"small letters a to z, digits and single underscores, at most {_LONGEST}, such as 'ship_name'"
        raise InvalidValue(f"{layer!r} is no name of a layer: it has {form}", layer=layer)


def _singular(name: str) -> str:
    """Give what one of the things is called that a plugin is named by: a guess, which ``layer`` puts right."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    return name[:-1] if re.search("[^su]s$", name) else name


@attrs.frozen
class NewPlugin:
    """A plugin that is to be written.

    Args:
        name: what it is called, such as ``ship-names``.
        kind: one of :data:`KINDS`.
        layer: the layer that it makes, such as ``ship_name``; by default the name, in the singular.

    Raises:
        InvalidValue: when a name is none.
    """

    name: str = attrs.field(validator=_name)
    kind: str = "function"
    layer: str = attrs.field(validator=_layer, default=attrs.Factory(lambda new: new._guessed, takes_self=True))

    @property
    def _guessed(self) -> str:
        return _singular(self.name).replace("-", "_")

    @property
    def package(self) -> str:
        """The name that it is imported by."""
        return f"corpuskit_{self.name.replace('-', '_')}"

    @property
    def distribution(self) -> str:
        """The name that it is installed by."""
        return f"corpuskit-{self.name}"

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the path and the content of each file, sorted."""
        top = files("corpuskit").joinpath("data/new_plugin")
        found = [item for folder in ("common", self.kind) for item in _files(top.joinpath(folder), "")]
        for path, content in sorted(found):
            yield self._named(path), self._named(content)

    def write(self, folder: Path) -> list[Path]:
        """Write the files into a folder that is empty or not there, and give their paths.

        Raises:
            FileExistsError: when the folder has something in it.
        """
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise FileExistsError(
                17, "there is something already, and nothing is overwritten; name another folder with -o", str(folder)
            )
        written = []
        for path, content in self.files():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="\n")
            written.append(target)
        return written

    def _named(self, text: str) -> str:
        names = {
            "_plumes": f"_{self.name.replace('-', '_')}",
            "plumes": self.name,
            "Plume": "".join(word.capitalize() for word in self.layer.split("_")),
            "plume": self.layer,
        }
        return _TEMPLATE.sub(lambda match: names[match[0]], text)


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, f"{path}{item.name}/")
        else:
            yield f"{path}{item.name.removesuffix('.in')}", item.read_text(encoding="utf-8")
