"""Errors in the words of the command line."""

from ..errors import CorpuskitError

__all__ = ["message_of"]

_OPTIONS = {
    "text": "--text",
    "id": "--id",
    "metadata": "--metadata",
    "delimiter": "--delimiter",
    "encoding": "--encoding",
    "unquoted": "--no-quotes",
    "plain": "--input-format text",
    "input_format": "--input-format",
    "output_format": "--format",
    "plugin": "--plugin NAME|FILE.py",
    "table": "corpuskit extract --table LAYER",
    "strict": "--strict",
}
"""What an error advises, and the option that does it."""


def message_of(error: Exception) -> str:
    """Give what an error says to who typed a command."""
    if isinstance(error, CorpuskitError):
        from ..formats._advice import in_words

        return in_words(error, _OPTIONS)
    if isinstance(error, OSError):
        reason = error.strerror or str(error) or type(error).__name__
        return f"{error.filename}: {reason}" if error.filename else reason
    return f"internal error: {type(error).__name__}: {error}; run it again with --debug and report the traceback"
