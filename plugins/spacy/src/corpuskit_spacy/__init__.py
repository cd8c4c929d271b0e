"""corpuskit-spacy: spaCy pipelines as engines for names, and documents to and from spaCy's ``Doc``."""

from .config import SpacyConfig
from .conversion import FromSpacy, ToSpacy, from_spacy, to_spacy

__all__ = ["FromSpacy", "SpacyConfig", "ToSpacy", "from_spacy", "to_spacy"]
