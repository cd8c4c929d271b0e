"""The functions that rules name in ``value``: each reads a match and gives the mentions in it."""

from collections.abc import Mapping

from . import read_calendar, read_clock, read_lengths, read_numeric, read_relative
from .groups import Reader

__all__ = ["READERS"]

READERS: Mapping[str, Reader] = {
    name: getattr(module, name)
    for module in (read_calendar, read_clock, read_lengths, read_numeric, read_relative)
    for name in module.__all__
}
