"""Texts that change, and spans that stay true."""

from typing import TYPE_CHECKING

from .._later import later
from ._alignment import Alignment
from ._carrying import Carried, Lost
from ._edits import Edit, edited

if TYPE_CHECKING:
    from ._locate import Located, locate, locate_all

__all__ = ["Alignment", "Carried", "Edit", "Located", "Lost", "edited", "locate", "locate_all"]

if not TYPE_CHECKING:  # A type checker would take every name for one that is there.
    __getattr__, __dir__ = later(globals(), dict.fromkeys(["Located", "locate", "locate_all"], "_locate"))
