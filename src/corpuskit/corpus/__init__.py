"""Corpora: documents read lazily, annotated, chosen from, and turned into tables."""

from ._concordance import Concordance
from ._corpus import Annotates, Corpus
from ._groups import Groups
from ._tables import Table

__all__ = ["Annotates", "Concordance", "Corpus", "Groups", "Table"]
