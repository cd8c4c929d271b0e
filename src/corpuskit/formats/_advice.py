"""What to do about an input that does not fit, which each front end says in words of its own.

An error carries its advice as the fact ``advice``: text with the names of options in braces. The message has it in the
words of Python; :func:`in_words` gives the message in others.
"""

from collections.abc import Mapping
from typing import TypeVar

from ..errors import CorpuskitError, FormatError

__all__ = ["advised", "advised_as", "in_words"]

_PYTHON = {
    "text": "text=…",
    "id": "id=…",
    "metadata": "metadata=(…)",
    "delimiter": "delimiter=…",
    "encoding": "encoding=…",
    "unquoted": "quoted=False",
    "plain": "format='text'",
    "input_format": "format=…",
    "output_format": "format=…",
    "plugin": "plugins=Plugins(files=[…]) with a plugin",
    "table": "Corpus.write_table(label, path)",
    "strict": "strict=True",
}


_Error = TypeVar("_Error", bound=CorpuskitError)


def advised(message: str, advice: str, **facts: object) -> FormatError:
    """Give the error with a message and what to do."""
    return advised_as(FormatError, message, advice, **facts)


def advised_as(cls: type[_Error], message: str, advice: str, **facts: object) -> _Error:
    """Give an error of another class with a message and what to do."""
    return cls(f"{message}; {advice.format_map(_PYTHON)}", advice=advice, **facts)


def in_words(error: Exception, words: Mapping[str, str]) -> str:
    """Give an error's message with its advice in other words: what an option is called, by the names of Python."""
    advice = getattr(error, "advice", None)
    if not isinstance(advice, str):
        return str(error)
    # What comes before may quote the input, which may hold anything; what comes after is our own.
    before, found, after = str(error).rpartition(advice.format_map(_PYTHON))
    return before + advice.format_map(words) + after if found else str(error)
