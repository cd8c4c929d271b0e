"""What is done of a run that is not finished: a file beside what it has written so far."""

import os
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import attrs
import orjson

from ..formats._atomic import partial_names

__all__ = ["Before", "Manifest", "Plan", "unfinished"]

_VERSION = 1
_SUFFIX = ".manifest"


@attrs.frozen
class Plan:
    """What a run is to do, by digests.

    Args:
        input: all that the documents are read from, and all of the options that every extractor depends on.
        extractors: each by its name, with its version and options.
    """

    input: str
    extractors: Mapping[str, str]

    def extends(self, other: "Plan") -> bool:
        """Say whether this run can begin with what another one has written: no extractor was taken away."""
        return self.input == other.input and other.extractors.keys() <= self.extractors.keys()


@attrs.frozen
class Before:
    """What an earlier run with other extractors, or other versions of them, has written: a file and how much of it."""

    path: str
    size: int
    pieces: int

    @property
    def is_there(self) -> bool:
        """Whether it can still be read."""
        return Path(self.path).is_file() and Path(self.path).stat().st_size >= self.size


@attrs.frozen
class Manifest:
    """What is done of a run.

    Args:
        plan: what the run is to do.
        pieces: how many pieces of the input are done.
        size: how many bytes were written of them.
        tally: what was done, as JSON.
        before: what is read in place of the first pieces of the input.
    """

    plan: Plan
    pieces: int = 0
    size: int = 0
    tally: Mapping[str, Any] | None = None
    before: Before | None = None

    def serves(self, plan: Plan) -> bool:
        """Say whether what was written can be read in place of the input of another run."""
        return bool(self.pieces) and self.before is None and plan.extends(self.plan)

    @staticmethod
    def path_for(partial: Path) -> Path:
        """Give the place of the manifest of a file."""
        return partial.with_name(partial.name + _SUFFIX)

    @classmethod
    def read(cls, partial: Path) -> "Manifest | None":
        """Give the manifest of a file; None where it has none that fits."""
        try:
            data = orjson.loads(cls.path_for(partial).read_bytes())
            if data.pop("version") != _VERSION or data["size"] > partial.stat().st_size:
                return None
            before = data.pop("before")
            return cls(**data | {"plan": Plan(**data["plan"]), "before": before and Before(**before)})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, partial: Path) -> None:
        """Put the manifest in the place of the one before, in one step."""
        place = self.path_for(partial)
        temporary = place.with_name(f".{place.name}.tmp")
        try:
            with open(temporary, "wb") as stream:
                stream.write(orjson.dumps({"version": _VERSION, **attrs.asdict(self)}))
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)

    @classmethod
    def remove(cls, partial: Path) -> None:
        """Delete the manifest of a file."""
        cls.path_for(partial).unlink(missing_ok=True)


def unfinished(target: Path) -> Iterator[tuple[Path, Manifest]]:
    """Give what earlier runs have left beside a file, with their manifests."""
    for partial in takewhile(os.path.lexists, partial_names(target)):
        found = Manifest.read(partial)
        if found is not None:
            yield partial, found
