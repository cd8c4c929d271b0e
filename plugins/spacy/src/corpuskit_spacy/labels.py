"""The types of names by the labels of spaCy's recognisers."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

__all__ = ["schemes", "types_of"]


@cache
def schemes() -> Mapping[str, Mapping[str, str]]:
    """Give the types by label of each scheme; ``""`` where what a label marks is no name."""
    return tomllib.loads(files(__package__).joinpath("data/labels.toml").read_text(encoding="utf-8"))


def types_of(own: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Give the types by label: those of the user, before those of all schemes."""
    known = {label: type for scheme in schemes().values() for label, type in scheme.items()}
    return {**known, **dict(own)}
