"""What documents of a corpus have to do with each other: copies of one text, one entity under several names."""

from ._duplicates import Duplicate, duplicates
from ._entities import Entities, Entity, resolve

__all__ = ["Duplicate", "Entities", "Entity", "duplicates", "resolve"]
