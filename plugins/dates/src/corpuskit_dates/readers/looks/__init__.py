"""What stands around a match and decides whether it is a date, by the names of the readers.

A look tells in a word what matters to its reader, mostly nothing, or None to refuse the match.
"""

from collections.abc import Mapping

from ..groups import Look
from . import clock, days, lengths, references, years

__all__ = ["LOOKS"]

LOOKS: Mapping[str, Look] = {
    name: look for module in (days, years, clock, lengths, references) for name, look in module.LOOKS.items()
}
"""By the names of readers. A reader without a look takes every match of its rules."""
