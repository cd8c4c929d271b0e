"""Texts that change, and spans that stay true."""

from ._alignment import Alignment, Origin
from ._carrying import Carried, Lost
from ._edits import Edit, edited
from ._locate import Located, locate, locate_all
from ._step import Step

__all__ = ["Alignment", "Carried", "Edit", "Located", "Lost", "Origin", "Step", "edited", "locate", "locate_all"]
