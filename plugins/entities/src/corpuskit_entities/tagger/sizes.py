"""Sizes: what the network is told and what it says, the same for every model."""

__all__ = ["AROUND", "EVIDENCE", "LABELS", "MODES", "TYPES", "UNIT"]

TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
LABELS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BI"))
"""The labels of words: outside names, or the first word of a name of a type, or a further one."""

AROUND = 3
"""Words on each side of a word that the first layer sees."""

MODES = 2
"""How many modes of lines there are besides the usual one."""

UNIT = 127
"""How many steps one is, in the vectors of words and in what the layers give."""

EVIDENCE = len(LABELS) + 3
"""How many numbers the evidence for a word has."""
