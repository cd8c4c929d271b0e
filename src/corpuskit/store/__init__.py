"""Annotated documents in one file of SQLite that can be searched across layers.

:func:`index` puts documents into it, :class:`Store` reads and searches it. The tables are described on the page about
the store; any program that reads SQLite can read them.
"""

from ._hit import Hit, Match
from ._store import Store
from ._writing import Indexed, index

__all__ = ["Hit", "Indexed", "Match", "Store", "index"]
