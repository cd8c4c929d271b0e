"""What documents have to do with each other: copies of one text, names of one entity, accounts of one event."""

from ._compare import compare
from ._comparison import Comparison, Point, Said
from ._duplicates import Duplicate, duplicates
from ._entities import Entities, Entity, resolve

__all__ = ["Comparison", "Duplicate", "Entities", "Entity", "Point", "Said", "compare", "duplicates", "resolve"]
