"""Memory: what a first reading of a document says about the words of its names."""

from collections.abc import Iterable, Sequence

__all__ = ["Memory", "initials"]

_LINKING = frozenset(("of", "for", "and", "the", "on", "&", "'s", "’s", "de", "la", "y", "et", "du", "des"))


def initials(words: Sequence[str]) -> tuple[str, ...]:
    """Give the acronyms that a long form may have: of its capitalised words, and of all its words."""
    large = "".join(word[0].upper() for word in words if word not in _LINKING)
    every = "".join(word[0].upper() for word in words if word[0].isalpha())
    return (large,) if large == every else (large, every)


class Memory:
    """Where the words of a document's names stood, and which types a first reading gave them.

    Args:
        found: the words of each stretch, as keys, with its type; other words have the type ``O``.
        small: the words of the document as they are written; those in lower case are asked for.
    """

    def __init__(self, found: Iterable[tuple[tuple[str, ...], str]], small: frozenset[str]) -> None:
        self.small = small
        self._votes: dict[tuple[str, ...], dict[str, int]] = {}
        self._parts: dict[str, set[str]] = {}
        for keys, kind in found:
            votes = self._votes.setdefault(keys, {})
            votes[kind] = votes.get(kind, 0) + 1
            if votes[kind] == 1 and len(keys) > 1:
                self._note(keys, kind)

    def _note(self, keys: tuple[str, ...], kind: str) -> None:
        self._parts.setdefault(keys[-1], set()).add(f"Dl:{kind}")
        self._parts.setdefault(keys[0], set()).add(f"Df:{kind}")
        for key in keys[1:-1]:
            self._parts.setdefault(key, set()).add(f"Di:{kind}")
        if kind in ("ORG", "LOC", "MISC") and len(keys) > 1:
            for short in initials(keys):
                self._parts.setdefault(short, set()).add(f"Da:{kind}")

    def evidence(self, keys: tuple[str, ...], initial: bool) -> list[str]:
        """Give what the rest of the document says about a stretch; ``initial`` when it begins a sentence."""
        votes = self._votes.get(keys)
        found = [_vote(votes, len(keys) > 1)] if votes and (len(votes) > 1 or sum(votes.values()) > 1) else []
        if len(keys) == 1:
            key = keys[0]
            if key in self._parts:
                found += sorted(self._parts[key])
            if key in self.small:
                found.append(f"Dw:{initial}")
        return found


def _vote(votes: dict[str, int], several: bool) -> str:
    kind = max(votes, key=votes.__getitem__)
    return f"Dv:{kind}:{several}:{4 * votes[kind] // sum(votes.values())}"
