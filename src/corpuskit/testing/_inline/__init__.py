"""Gold annotations written into the text itself, and the check that extractors find them."""

from ._asserting import assert_extracts
from ._reading import parse_marked
from ._writing import mark

__all__ = ["assert_extracts", "mark", "parse_marked"]
