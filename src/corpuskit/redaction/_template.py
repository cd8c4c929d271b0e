"""What stands in place of a name: a template with fields."""

import re
from string import Formatter

import attrs

from ..errors import ConfigError, InvalidValue

__all__ = ["FIELDS", "Entity", "Template"]

FIELDS = ("type", "chain", "n", "initials", "entity")
"""The fields that a template may have; :class:`Entity` says what they are, with its id as ``entity``."""


@attrs.frozen
class Entity:
    """One whose mentions are replaced.

    Args:
        type: that of its first mention of a type that is replaced.
        name: the canonical name of that mention.
        chain: the number of its chain; None where it has none.
        id: what it is called across documents; None where nothing says so.
        n: its running number, from 1.
    """

    type: str
    name: str
    chain: int | None
    id: str | None
    n: int

    @property
    def initials(self) -> str:
        """The first letter or digit of each word of the name, each with a point."""
        return "".join(f"{word[0]}." for word in re.findall(r"[^\W_]+", self.name))


def _parts(template: object) -> tuple[tuple[str, str | None], ...]:
    if not isinstance(template, str):
        raise ConfigError(f"a template is a string such as '[{{type}} {{n}}]', not {template!r}")
    try:
        parts = [(text, field, spec, form) for text, field, spec, form in Formatter().parse(template)]
    except ValueError as error:
        raise ConfigError(f"{template!r} is no template: {error}; a brace itself is written twice") from error
    for _, field, spec, form in parts:
        if field is not None and (field not in FIELDS or spec or form):
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            shown = field + (f"!{form}" if form else "") + (f":{spec}" if spec else "")
            raise ConfigError(f"{template!r}: there is no field {{{shown}}}; there are {known}", field=field)
    return tuple((text, field) for text, field, _, _ in parts)


class Template:
    """A text with fields, filled for each entity.

    Args:
        text: with :data:`FIELDS` in braces; a brace itself is written twice.

    Raises:
        ConfigError: when it has another field, or a brace that opens none.

    >>> Template("[{type} {n}]").text
    '[{type} {n}]'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = _parts(text)

    def __repr__(self) -> str:
        return f"Template({self.text!r})"

    def filled(self, entity: Entity) -> str:
        """Give the text for an entity.

        Raises:
            InvalidValue: when the entity has no chain or id, and the template asks for it.
        """
        return "".join(text + (self._field(entity, field) if field else "") for text, field in self._parts)

    def _field(self, entity: Entity, field: str) -> str:
        found = getattr(entity, "id" if field == "entity" else field)
        if found is None:
            raise InvalidValue(
                f"{entity.type} {entity.name!r} has no {field}, which the template {self.text!r} asks for; "
                "write {n}, a running number, in its place",
                field=field,
            )
        return str(found)
