"""Texts that change, and spans that stay true."""

from ._alignment import Alignment
from ._carrying import Carried, Lost
from ._edits import Edit, edited

__all__ = ["Alignment", "Carried", "Edit", "Lost", "edited"]
