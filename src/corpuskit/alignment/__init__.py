"""Texts that change, and spans that stay true."""

from ._alignment import Alignment
from ._carrying import Carried, Lost
from ._edits import Edit, edited
from ._locate import Located, locate, locate_all

__all__ = ["Alignment", "Carried", "Edit", "Located", "Lost", "edited", "locate", "locate_all"]
