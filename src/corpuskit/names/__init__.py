"""How names are written, and which may be one: letters, spellings, and the words of people's names.

No name is looked up in a list here: what is said follows from how names look.
"""

from ._bodies import body_words
from ._letters import folded, plain
from ._people import generation_of, may_be_one, person_words
from ._spelling import alike, skeleton

__all__ = ["alike", "body_words", "folded", "generation_of", "may_be_one", "person_words", "plain", "skeleton"]
