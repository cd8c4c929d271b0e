"""How good annotations are, against gold, against each other, and as people judge them."""

from ._matching import Pair, match

__all__ = ["Pair", "match"]
