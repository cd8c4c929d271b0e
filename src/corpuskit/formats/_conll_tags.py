"""What stands behind the prefix of a tag: the type of an entity, or the label of another layer."""

from urllib.parse import unquote

from .._annotation import Annotation
from .._span import Span
from ..values import ENTITY_TYPES, EntityValue
from ._names import label_of, type_of

__all__ = ["annotation_of", "tag_of"]

_ENTITY = "entity"


def tag_of(item: Annotation) -> str:
    """Give the type of an entity, and of others the label as one word of ASCII.

    >>> tag_of(Annotation(Span(0, 3), "entity", EntityValue("PER", "Ada"))), tag_of(Annotation(Span(0, 3), "PER"))
    ('PER', '%50ER')
    """
    if item.label == _ENTITY and isinstance(item.value, EntityValue):
        return item.value.type
    tag = type_of(item.label)
    return f"%{ord(tag[0]):02X}{tag[1:]}" if tag in ENTITY_TYPES else tag


def annotation_of(tag: str, span: Span, surface: str) -> Annotation:
    """Give the annotation of a tag, and of an entity with its type, called as it is written.

    Raises:
        InvalidValue: when the tag is no label.
    """
    if tag in ENTITY_TYPES:
        return Annotation(span, _ENTITY, EntityValue(tag, surface))
    label = unquote(tag)
    return Annotation(span, label if label in ENTITY_TYPES else label_of(tag))
