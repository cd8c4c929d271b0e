"""Work that is done once for all places that ask for the same."""

from typing import TypeVar

__all__ = ["MOST", "Memo"]

Key = TypeVar("Key")
Result = TypeVar("Result")

MOST = 20_000
"""How many results are kept."""


class Memo(dict[Key, Result]):
    """Results by what they depend on; when there are too many, it begins anew."""

    def keep(self, key: Key, result: Result) -> Result:
        """Note a result, and give it."""
        if len(self) >= MOST:
            self.clear()
        self[key] = result
        return result
