"""Rules and lexicons as data: TOML and TSV files that compile to matchers, on first use.

A package keeps, for each language, ``data/<language>/rules.toml`` with lexicons beside it
(``lexicon.toml``, ``*.tsv``). :meth:`Rules.load` reads them, :meth:`Rules.find` matches a text.
"""

from ._hit import Hit
from ._lexicon import Lexicon, folded
from ._rule import Rule
from ._rules import Rules

__all__ = ["Hit", "Lexicon", "Rule", "Rules", "folded"]
