"""Large lists of names: where in the texts of a batch each stands, by its tokens."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidValue, did_you_mean
from ._scan import Scan
from ._shadow import LOWER, PAD, owners, shadow
from ._vocabulary import Keys, Places, Table, alike, distinct, keys

if TYPE_CHECKING:
    from ._batch import Columns

__all__ = ["Gazetteer", "Matches"]

_AT_ONCE = 50_000
"""Names that are cut into tokens together: memory while building is bounded."""

_STEP, _TOUCHING, _APART = (np.uint64(odd) for odd in (0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB))
_CODE, _OFFSET = (np.uint64(odd) for odd in (0x8EBC6AF09C88C6E3, 0x589965CC75374CC3))
_SHIFT = np.uint64(29)


@attrs.frozen(eq=False)
class Matches:
    """Names found in a batch, as parallel columns in the order of the text.

    Args:
        first: the token that each begins with, as a row of the scan's columns.
        last: the token that each ends with.
        name: the number of the name in ``gazetteer.names``, from 0 on.
    """

    first: Places
    last: Places
    name: Places

    def __len__(self) -> int:
        return len(self.first)

    def columns(self, scan: Scan, label: str, **columns: Any) -> "Columns":  # Any: of all types.
        """Give the matches as annotations, for ``extract_batch`` to give.

        Args:
            scan: the scan that they were found in.
            label: the label of all.
            columns: further columns, such as ``value``; see :class:`~corpuskit.scan.Columns`.
        """
        return scan.columns(label, scan.starts[self.first], scan.ends[self.last], **columns)


class Gazetteer:
    r"""Names of one or more tokens, hundreds of thousands if need be, that are all looked up at once.

    A name is found where its tokens stand one behind the other. White space in a name stands for itself and any other
    without a blank line; where a name has none, neither has the text. At each place the longest name counts, and of
    names that overlap the one that begins first. Every match is compared with the text: none is a likeness.

    Building takes time and memory in proportion to the names; 500,000 names take a few seconds. A look-up asks
    further only at tokens that begin a name, whatever the number of names. A gazetteer is pickled by its names.

    Args:
        names: the names, or a mapping with the names as keys. Equal ones are kept once, so that the numbers of names
            behind them differ from places in a list; look up what belongs to a name by the name itself. One of white
            space alone is never found.
        case: ``"exact"``, or ``"ignored"``: then letters are equal whose ``str.casefold`` is, one by one.

    Raises:
        InvalidValue: when there is no such way to compare, when the names are one string, or when one is no string.

    >>> ids = {"Ulan Bator": "p1", "Bator": "p2", "New York": "p3"}
    >>> gazetteer = Gazetteer(ids)
    >>> scan = Scan(["From Ulan Bator to New\nYork."])
    >>> matches = gazetteer.find(scan)
    >>> names = [gazetteer.names[number] for number in matches.name]
    >>> [(name, ids[name]) for name in names]
    [('Ulan Bator', 'p1'), ('New York', 'p3')]
    """

    names: tuple[str, ...]
    """The names, each once, by the numbers that :class:`Matches` gives."""

    case: str
    """How names are compared."""

    def __init__(self, names: Iterable[str], *, case: str = "exact") -> None:
        if case not in _CASES:
            raise InvalidValue(f"case is 'exact' or 'ignored', not {case!r}; {did_you_mean(str(case), _CASES)}")
        self.names = distinct(names, "name")
        self.case = case
        self._build()
        buffer, self._starts = shadow(self.names)
        self._lengths = np.diff(self._starts) - PAD
        self._buffer = buffer if case == "exact" else buffer.translate(LOWER)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self)} names, case {self.case}>"

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.names, self.case)

    # --- building

    def _build(self) -> None:
        """Make a tree of all names: a node for each beginning of a name, found by the hash of its tokens."""
        # For each token of each name: the hash of the name up to it, and the number of the name that it ends, from 1.
        hashes, ended, firsts = [np.zeros(1, np.uint64)], [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
        for number, scan in self._scans():
            counts = np.diff(scan.first_tokens)
            whole = np.zeros(len(scan.starts), np.int64)
            whole[scan.first_tokens[1:][counts > 0] - 1] = np.flatnonzero(counts) + number + 1
            hashes.append(self._hashes(scan, counts))
            ended.append(whole)
            firsts.append(np.unique(self._first_keys(scan)[scan._first_of_texts]))
        self._take(np.concatenate(hashes), np.concatenate(ended))
        self._filter = _Filter(np.concatenate(firsts))

    def _first_keys(self, scan: Scan) -> Keys:
        """Give the keys that first tokens are chosen by: with their case, as most names begin with a capital."""
        return scan.keys if self.case == "ignored" else scan.keys ^ (scan.capitals * _APART)

    def _scans(self) -> Iterator[tuple[int, Scan]]:
        rest = iter(self.names)
        for number in range(0, len(self.names), _AT_ONCE):
            yield number, Scan([*islice(rest, _AT_ONCE)])

    def _hashes(self, scan: Scan, counts: Places) -> Keys:
        """Give the hash of each name up to each of its tokens."""
        tokens = _TokenKeys(scan, self.case)
        found = np.zeros(len(scan.starts), np.uint64)
        at, left = scan._first_of_texts, counts[counts > 0]
        found[at] = reached = tokens.begin(at)
        while len(at := at[left > 1] + 1):
            reached, left = tokens.go_on(reached[left > 1], at), left[left > 1] - 1
            found[at] = reached
        return found

    def _take(self, hashes: Keys, ended: Places) -> None:
        # Row 0, with the first hash, is for what is no beginning of a name.
        nodes, which = np.unique(hashes[1:], return_inverse=True)
        named, going_on = np.flatnonzero(ended), np.flatnonzero(ended == 0)
        first = np.full(len(nodes) + 1, len(self.names), np.int64)
        np.minimum.at(first, which[named] + 1, ended[named] - 1)
        # Twice the name that ends at the node, or the number of all where none does, and 1 where longer ones go on.
        self._nodes = 2 * first
        self._nodes[which[going_on] + 1] |= 1
        self._table = Table(np.concatenate((hashes[:1], nodes)), np.arange(1, len(nodes) + 1))

    # --- finding

    def find(self, scan: Scan) -> Matches:
        """Give the longest names at each place of a scan, leftmost first, none overlapping another."""
        every = self.find_all(scan)
        longest = np.flatnonzero(np.diff(every.first, append=-1))
        kept = longest[_apart(every.first[longest], every.last[longest])]
        return Matches(every.first[kept], every.last[kept], every.name[kept])

    def find_all(self, scan: Scan) -> Matches:
        """Give every name at every place of a scan, by where it begins, then by where it ends; they may overlap."""
        first = np.flatnonzero(self._filter.may_have(self._first_keys(scan)))
        limits = scan.first_tokens[np.searchsorted(scan.first_tokens, first, "right")]
        tokens = _TokenKeys(scan, self.case)
        rows, at, reached = np.arange(len(first)), first, tokens.begin(first)
        found = [(rows[:0], rows[:0], rows[:0])]
        while len(rows):
            nodes = self._nodes[self._table.find(reached)]
            owners = nodes >> 1
            hits = np.flatnonzero(owners < len(self.names))
            hits = hits[self._is_so(scan, first[rows[hits]], at[hits], owners[hits])]
            found.append((first[rows[hits]], at[hits], owners[hits]))
            more = (nodes & 1 > 0) & (at + 1 < limits[rows])
            rows, at, reached = rows[more], at[more] + 1, reached[more]
            reached = tokens.go_on(reached, at)
        firsts, lasts, names = map(np.concatenate, zip(*found, strict=True))
        order = np.lexsort((lasts, firsts))
        return Matches(firsts[order], lasts[order], names[order])

    def _is_so(self, scan: Scan, first: Places, last: Places, names: Places) -> NDArray[np.bool_]:
        """Compare stretches of the text with names: by bytes where those tell all there is, otherwise as strings."""
        starts, ends = scan.starts[first], scan.ends[last]
        vague = scan._vague[0]
        found: NDArray[np.bool_] = ends - starts == self._lengths[names]
        found &= np.searchsorted(vague, starts) == np.searchsorted(vague, ends)
        rows = np.flatnonzero(found)
        buffer = scan.shadow if self.case == "exact" else scan.lower
        found[rows] = alike(buffer, starts[rows], self._buffer, self._starts[names[rows]], self._lengths[names[rows]])
        rows = np.flatnonzero(~found)
        found[rows] = self._is_written_so(scan, starts[rows], ends[rows], names[rows])
        return found

    def _is_written_so(self, scan: Scan, starts: Places, ends: Places, names: Places) -> list[bool]:
        numbers, offsets = scan.locate(starts)
        fold, columns = _CASES[self.case], (numbers, offsets, offsets + ends - starts, names)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [_is_name(scan.texts[number][start:end], self.names[name], fold) for number, start, end, name in rows]


def _is_name(text: str, name: str, fold: Callable[[str], str]) -> bool:
    if fold(text) == fold(name):
        return True
    if fold(" ".join(text.split())) != fold(" ".join(name.split())):
        return False
    return all(line.strip() for line in text.splitlines())


class _TokenKeys:
    """A number for each token, and for each row of tokens, that tells letters beyond Latin-1 apart as well."""

    def __init__(self, scan: Scan, case: str) -> None:
        self.scan = scan
        self.case = case
        self.extra = self._extra() if len(scan._vague[0]) else None

    def begin(self, tokens: Places) -> Keys:
        """Give the number of each token."""
        scan = self.scan
        found = (
            scan.keys[tokens] if self.case == "ignored" else keys(scan.shadow, scan.starts[tokens], scan.ends[tokens])
        )
        return found if self.extra is None else found + self.extra[tokens]

    def go_on(self, reached: Keys, tokens: Places) -> Keys:
        """Give the number of each row of tokens that is longer by one, from those before and the token."""
        found = self.begin(tokens)
        found *= np.where(self.scan.gaps[tokens] > 0, _APART, _TOUCHING)
        found += (reached ^ (reached >> _SHIFT)) * _STEP
        return found

    def _extra(self) -> Keys:
        places, codes = self.scan._vague
        if self.case == "ignored":
            places, codes = self._folded(places, codes)
        tokens = self.scan.token_at(places)
        places, codes, tokens = places[tokens >= 0], codes[tokens >= 0], tokens[tokens >= 0]
        offsets = (places - self.scan.starts[tokens]).astype(np.uint64)
        terms = (codes + offsets * _OFFSET) * _CODE
        terms = (terms ^ (terms >> _SHIFT)) * _STEP
        found = np.zeros(len(self.scan.starts), np.uint64)
        np.add.at(found, tokens, terms)
        return found

    def _folded(self, places: Places, codes: NDArray[np.uint32]) -> tuple[Places, NDArray[np.uint32]]:
        """Ignore case, and leave out what the lower case of the shadow shows: the sign of kelvin is a k."""
        distinct, which = np.unique(codes, return_inverse=True)
        codes = np.array([ord(_folded(chr(code))) for code in distinct.tolist()], np.uint32)[which]
        shown = owners()[np.frombuffer(self.scan.lower, np.uint8)[places]] == codes
        return places[~shown], codes[~shown]


class _Filter:
    """Says quickly of most keys that they are not among some; of those, and of a few others, that they may be."""

    def __init__(self, keys: Keys) -> None:
        bits = max(10, min(22, (16 * len(keys)).bit_length()))
        self._shift = np.uint64(64 - bits)
        self._flags = np.zeros(1 << bits, np.bool_)
        self._flags[self._slots(keys)] = True

    def _slots(self, keys: Keys) -> Places:
        return (keys >> self._shift).view(np.int64)

    def may_have(self, keys: Keys) -> NDArray[np.bool_]:
        """Say of each key whether it may be among these."""
        return self._flags.take(self._slots(keys))


def _apart(first: Places, last: Places) -> NDArray[np.bool_]:
    """Say which of some stretches remain, in order of where they begin, when none may overlap one before it."""
    kept = np.ones(len(first), np.bool_)
    begins_anew = np.append(True, first[1:] > np.maximum.accumulate(last)[:-1])
    alone = begins_anew & np.append(begins_anew[1:], True)
    rows = np.flatnonzero(~alone[: len(first)])
    reached, taken = -1, []
    for begin, end in zip(first[rows].tolist(), last[rows].tolist(), strict=True):
        taken.append(begin > reached)
        reached = end if begin > reached else reached
    kept[rows] = taken
    return kept


def _again(names: tuple[str, ...], case: str) -> Gazetteer:
    return Gazetteer(names, case=case)


def _folded(char: str) -> str:
    folded = char.casefold()
    return folded if len(folded) == 1 else low if len(low := char.lower()) == 1 else char


def _exact(text: str) -> str:
    return text


def _ignored(text: str) -> str:
    return "".join(map(_folded, text))


_CASES = {"exact": _exact, "ignored": _ignored}
