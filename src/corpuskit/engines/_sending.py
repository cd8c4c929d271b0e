"""A pipeline on the workers of another engine: sent as bytes, and made once in each process, with what is there."""

import pickle
import platform
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeAlias

import attrs

from .._pipeline import Pipeline
from .._plugins import file_version
from ..errors import ConfigError, PluginError

__all__ = ["OnWorkers", "check_policy"]

_Need: TypeAlias = tuple[str, str, str, str | None]
"""What a worker must have: extractor, distribution, version, and the path of a single-file plugin."""

_NOT_INSTALLED = ("local", "unknown")
"""What stands for the distribution where an extractor comes from none."""


def check_policy(pipeline: Pipeline) -> None:
    """See that a pipeline gives a row for every row."""
    if pipeline.on_error == "skip":
        message = "the policy 'skip' leaves documents out, and a table keeps its rows"
        raise ConfigError(f"{message}: use 'record', and choose rows by the column failures", option="on_error")


@attrs.frozen
class OnWorkers:
    """A function of a record batch that runs a pipeline where it is sent.

    Args:
        function: a function of a record batch, a pipeline and columns.
        pipeline: the pipeline, pickled.
        columns: which column is what.
        needs: what a worker must have.
    """

    function: Callable[..., Any]  # Any: record batches; pyarrow has no types.
    pipeline: bytes
    columns: dict[str, Any]
    needs: tuple[_Need, ...]

    @classmethod
    def of(cls, function: Callable[..., Any], pipeline: Pipeline | None, columns: dict[str, Any]) -> "OnWorkers":
        """Give the function for a pipeline; by default all installed extractors."""
        chosen = pipeline or Pipeline()
        check_policy(chosen)
        plugins = [step.installed for step in chosen._steps]
        needs = tuple((item.name, item.distribution, item.version, item.file) for item in plugins)
        return cls(function, pickle.dumps(chosen), columns, needs)

    def __call__(self, batch: Any) -> Any:
        """Give what the function makes of a batch.

        Raises:
            PluginError: when a plugin is missing here, or is another version.
        """
        return self.function(batch, _made(self.pipeline, self.needs), **self.columns)


@lru_cache(maxsize=4)
def _made(pipeline: bytes, needs: tuple[_Need, ...]) -> Pipeline:
    # An engine unpickles its function for every task; what extractors have loaded and learnt is worth keeping.
    for need in needs:
        _check(*need)
    made: Pipeline = pickle.loads(pipeline)
    return made


def _check(extractor: str, distribution: str, wanted: str, file: str | None) -> None:
    found = file_version(file) if file else _version(distribution)
    if found == wanted or distribution in _NOT_INSTALLED:
        return
    there = f"has {found}" if found else "has none"
    what = f"{file} as it is here" if file else f"{distribution} {wanted}"
    advice = (
        "put the same file there, at the same path" if file else f"run there: pip install '{distribution}=={wanted}'"
    )
    message = f"extractor {extractor!r} needs {what} on every worker, and {platform.node()} {there}; {advice}"
    raise PluginError(message, plugin=extractor)


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
