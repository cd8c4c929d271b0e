"""Mentions: names found in a text, before they become annotations."""

from dataclasses import dataclass

from .names import Name

__all__ = ["Mention"]


@dataclass(eq=False, slots=True)
class Mention:
    """A name in a text.

    ``title``, ``role``, ``canonical``, ``chain`` and ``variants`` are filled in by what comes after the readings; an
    ``id`` is that of a user's list, which its chain shares.
    """

    start: int
    end: int
    name: Name
    type: str
    score: float
    method: str
    subtype: str | None = None
    title: str | None = None
    role: str | None = None
    canonical: str = ""
    chain: int = 0
    variants: tuple[str, ...] = ()
    id: str | None = None

    @property
    def place(self) -> tuple[int, int]:
        """What mentions are sorted by: where they start, and of those that start together the longest first."""
        return self.start, -self.end
