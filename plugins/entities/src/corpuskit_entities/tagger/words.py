"""Words: tokens, but the letters of "U.S." and the signs of a possessive are one."""

import attrs
import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

__all__ = ["Flags", "Places", "Words", "one_of"]

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


def one_of(signs: bytes) -> Flags:
    """Give a table that says of each byte whether it is one of these signs."""
    found = np.zeros(256, np.bool_)
    found[list(signs)] = True
    return found


@attrs.frozen(eq=False)
class Words:
    """The words of a batch, in order.

    Args:
        starts: where each begins in the scan.
        ends: where each ends.
        tokens: the number of the first token of each.
    """

    starts: Places
    ends: Places
    tokens: Places

    def __len__(self) -> int:
        return len(self.starts)

    @classmethod
    def of(cls, scan: Scan) -> "Words":
        """Give the words of a scan, in time linear in its tokens."""
        firsts = np.flatnonzero(~_joined(scan))
        lasts = np.append(firsts, len(scan.starts))[1:] - 1
        return cls(scan.starts[firsts], scan.ends[lasts], firsts)

    def texts(self, scan: Scan) -> Places:
        """Give the number of the text of each word."""
        firsts = np.searchsorted(self.tokens, scan.first_tokens)
        return np.repeat(np.arange(len(scan.texts)), np.diff(firsts))


def _joined(scan: Scan) -> Flags:
    """Say of each token whether it goes on with the word of the token before."""
    found = np.zeros(len(scan.starts) + 2, np.bool_)
    single = scan.ends - scan.starts == 1
    touches = scan.touches
    _join_initials(scan.capitals & single & (scan.kinds == WORD), (scan.heads == ord(".")) & touches, touches, found)
    _join_possessives(scan, single, touches, found)
    return found[:-2]


def _join_initials(letters: Flags, dots: Flags, touches: Flags, found: Flags) -> None:
    """Join full stops to single capitals, and to these the next ones, as in "U.S." and "J."."""
    stops = np.flatnonzero(dots[1:] & letters[:-1]) + 1
    found[stops] = True
    further = stops[stops + 1 < len(letters)] + 1
    found[further[letters[further] & touches[further]]] = True


def _join_possessives(scan: Scan, single: Flags, touches: Flags, found: Flags) -> None:
    """Join the letter of "Anna's" to its apostrophe."""
    heads = scan.heads
    signs = np.flatnonzero(((heads == ord("'")) | (heads == _APOSTROPHE)) & touches)
    signs = signs[signs + 1 < len(heads)]
    letters = signs + 1
    is_s = (heads[letters] == ord("s")) | (heads[letters] == ord("S"))
    behind = (scan.kinds[signs - 1] == WORD) | found[signs - 1]
    possessive = is_s & single[letters] & touches[letters] & behind
    found[letters[possessive]] = True


_APOSTROPHE = 0x92
"""The byte of ’ in a scan."""
