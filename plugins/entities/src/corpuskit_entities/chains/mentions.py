"""Mentions: names found in a text, before they become annotations."""

from .names import Name

__all__ = ["Mention"]


class Mention:
    """A name in a text.

    ``title``, ``role``, ``canonical``, ``chain`` and ``variants`` are filled in by what comes after the readings; an
    ``id`` is that of a user's list, which its chain shares.
    """

    def __init__(
        self,
        start: int,
        end: int,
        name: Name,
        type: str,
        score: float,
        method: str,
        subtype: str | None = None,
        title: str | None = None,
        id: str | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.type = type
        self.score = score
        self.method = method
        self.subtype = subtype
        self.title = title
        self.role: str | None = None
        self.canonical = ""
        self.chain = 0
        self.variants: tuple[str, ...] = ()
        self.id = id

    @property
    def place(self) -> tuple[int, int]:
        """What mentions are sorted by: where they start, and of those that start together the longest first."""
        return self.start, -self.end
