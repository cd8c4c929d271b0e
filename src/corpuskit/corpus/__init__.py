"""Corpora: documents read lazily, annotated, chosen from, and turned into tables."""

from ._concordance import Concordance
from ._corpus import Corpus
from ._groups import Groups
from ._tables import Table

__all__ = ["Concordance", "Corpus", "Groups", "Table"]
