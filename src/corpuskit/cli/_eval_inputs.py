"""The sides that ``corpuskit eval`` and ``corpuskit diff`` compare: each a file, or a pattern of several."""

from typing import TYPE_CHECKING

from ._arguments import Inputs

if TYPE_CHECKING:
    from .._plugins import Plugins
    from ..corpus import Corpus

__all__ = ["corpus_of", "inputs_of"]


def inputs_of(path: str, input_format: str | None) -> Inputs:
    """Give what to read for one side, whose documents name no columns."""
    nothing = dict.fromkeys(("text", "id", "date_column", "language_column", "delimiter", "encoding"))
    return Inputs([path], input_format, metadata=(), no_quotes=False, **nothing)


def corpus_of(path: str, input_format: str | None, plugins: "Plugins") -> "Corpus":
    """Give the documents of one side, lazily."""
    return inputs_of(path, input_format).corpus(plugins)
