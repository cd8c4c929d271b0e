"""A tree of maxima and minima over a list of integers: the index behind queries for spans."""

from collections.abc import Callable, Iterator, Sequence

__all__ = ["Extremes"]


class Extremes:
    """A list of integers with a tree of maxima and minima over it: which of a range reach a bound, in order."""

    def __init__(self, values: Sequence[int]) -> None:
        size = 1
        while size < len(values):
            size *= 2
        self.size = size
        least = -1
        most = max(values, default=0) + 1
        self.maxima = [least] * size + [*values] + [least] * (size - len(values))
        self.minima = [most] * size + [*values] + [most] * (size - len(values))
        for node in range(size - 1, 0, -1):
            self.maxima[node] = max(self.maxima[2 * node], self.maxima[2 * node + 1])
            self.minima[node] = min(self.minima[2 * node], self.minima[2 * node + 1])

    def at_least(self, bound: int, low: int, high: int) -> Iterator[int]:
        """Give the indexes in ``[low, high)`` whose value is ``bound`` or more, ascending."""
        return self._walk(low, high, lambda node: self.maxima[node] >= bound)

    def at_most(self, bound: int, low: int, high: int) -> Iterator[int]:
        """Give the indexes in ``[low, high)`` whose value is ``bound`` or less, ascending."""
        return self._walk(low, high, lambda node: self.minima[node] <= bound)

    def greatest(self, low: int, high: int) -> int | None:
        """Give the first index in ``[low, high)`` with the greatest value; None where the range is empty."""
        if low >= high:
            return None
        top = max(self.maxima[node] for node in self._cover(low, high))
        return next(self.at_least(top, low, high))

    def _cover(self, low: int, high: int) -> list[int]:
        left, right = [], []
        low, high = low + self.size, high + self.size
        while low < high:
            if low & 1:
                left.append(low)
                low += 1
            if high & 1:
                high -= 1
                right.append(high)
            low, high = low // 2, high // 2
        return left + right[::-1]

    def _walk(self, low: int, high: int, promising: Callable[[int], bool]) -> Iterator[int]:
        stack = self._cover(low, high)[::-1]
        while stack:
            node = stack.pop()
            if not promising(node):
                continue
            if node >= self.size:
                yield node - self.size
            else:
                stack += (2 * node + 1, 2 * node)
