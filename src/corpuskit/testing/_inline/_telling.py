"""The message of a failed check: both texts in the same mark-up, and each difference in words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, islice, zip_longest
from typing import Any

from ..._annotation import Annotation, Ref
from ..._fields import dumps, encode
from ..._span import Span
from ..._visible import one_line, visible
from ._comparing import Difference, field_of, wrong_fields
from ._grammar import BARE
from ._reading import Gold
from ._writing import Entry, rendered, word

__all__ = ["told"]

_WIDTH = 110
"""The most columns of a line of text."""

_MOST = 20
"""The most lines and the most differences that are shown."""

_BEFORE = 40
"""The columns that stay before the first difference of a long line."""


def told(text: str, golds: Sequence[Gold], found: Sequence[Annotation], differences: Sequence[Difference]) -> str:
    """Give the message: counts, the lines that differ as expected and as found, and what is wrong."""
    counts = Counter(difference.kind for difference in differences)
    summary = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    lines = _changed(*_marked(text, golds, found, differences))
    shown = [f"  {line}" for changed in islice(lines, _MOST) for line in changed]
    said = [f"  {_said(text, difference)}" for difference in differences[:_MOST]]
    more = [f"  and {len(differences) - _MOST} more"] if len(differences) > _MOST else []
    return "\n".join([summary, *shown, *said, *more])


# --- the texts


def _marked(
    text: str, golds: Sequence[Gold], found: Sequence[Annotation], differences: Sequence[Difference]
) -> tuple[str, str]:
    """Give both texts in mark-up; what is right is written as it is expected."""
    wrong = {id(item.gold) for item in differences}
    odd = {id(item.found): item.gold for item in differences if item.found}
    right = [gold for gold in golds if id(gold) not in wrong]
    named: dict[str, set[str | None]] = {}
    for gold in golds:
        named.setdefault(gold.label, set()).update(gold.fields)
    items = [item for item in found if id(item) in odd]
    wanted = [_expected(text, gold) for gold in golds]
    actual = [_actual(text, item, named.get(item.label, ()), odd[id(item)]) for item in items]
    return _rendered(text, wanted), _rendered(text, [*(_expected(text, gold) for gold in right), *actual])


def _rendered(text: str, entries: list[Entry]) -> str:
    # By position, so that the same marks are written in the same order in both texts.
    ordered = sorted(entries, key=lambda entry: (entry.pieces[0], entry.words))
    for number, entry in enumerate(entry for entry in ordered if len(entry.pieces) > 1):
        entry.name = str(number + 1)
    return rendered(text, ordered)


def _expected(text: str, gold: Gold) -> Entry:
    fields = {name: wanted.value for name, wanted in gold.fields.items()}
    return Entry(gold.pieces, _words(text, gold.label, fields))


def _actual(text: str, item: Annotation, named: Iterable[str | None], gold: Gold | None) -> Entry:
    names = gold.fields if gold else sorted(named, key=str)
    fields = {name: field_of(item.value, name) for name in names}
    return Entry(item.pieces, _words(text, item.label, fields))


def _words(text: str, label: str, fields: Mapping[str | None, Any]) -> str:
    return word(label) + "".join(
        f"{'' if name is None else f' {word(name)}'}={_shown(text, value)}" for name, value in fields.items()
    )


def _shown(text: str, value: Any) -> str:
    """Give a value as the mark-up has it; of a place the text and the offsets."""
    if isinstance(value, Span):
        return f"{_text(one_line(value.text_of(text), 40))}@{value.start}-{value.end}"
    if isinstance(value, Ref):
        return f"{value.label}:{_shown(text, value.span)}"
    if isinstance(value, tuple) and any(isinstance(item, (Span, Ref)) for item in value):
        return ",".join(_shown(text, item) for item in value)
    return _text(encode(value))


def _text(data: Any) -> str:
    return data if isinstance(data, str) and BARE.fullmatch(data) else dumps(data).decode()


def _changed(expected: str, actual: str) -> Iterator[tuple[str, ...]]:
    pairs = zip_longest(_lines(expected), _lines(actual), fillvalue="")
    for one, other in pairs:
        if one != other:
            yield _aligned(one, other)


def _lines(text: str) -> list[str]:
    return visible(text).replace("\t", " ").split("\n")


def _aligned(one: str, other: str) -> tuple[str, ...]:
    """Give two lines with carets under what differs in the second one, cut so that the first of it can be seen."""
    carets = _carets(one, other)
    first = max(0, carets.index("^") - _BEFORE) if max(len(one), len(other)) > _WIDTH else 0
    lead = "…" if first else ""
    below = " " * len(lead) + carets[first : first + _WIDTH].rstrip()
    return (f"expected: {_cut(lead, one, first)}", f"found:    {_cut(lead, other, first)}", f"          {below}")


def _carets(one: str, other: str) -> str:
    """Give a line with carets under the words and signs of the second line that the first one does not have."""
    start = _shared(one, other)
    stop = len(other) - _shared(one[start:][::-1], other[start:][::-1])
    if len(one) + len(other) > _COMPARED:
        return " " * start + "^" * max(1, stop - start)
    words, others = _TOKEN.findall(one), _TOKEN.findall(other)
    signs = [" "] * (len(other) + 1)
    ends = [0, *accumulate(map(len, others))]
    for tag, _, _, low, high in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if tag != "equal":
            # What is missing has one caret, where it would begin.
            place, width = ends[low], max(1, ends[high] - ends[low])
            signs[place : place + width] = "^" * width
    return "".join(signs)


_TOKEN = re.compile(r"\w+|\W")

_COMPARED = 4000
"""The most characters that are compared word by word, which takes their square in the worst case."""


def _shared(one: str, other: str) -> int:
    """Give the number of characters at the start that two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(lead: str, line: str, first: int) -> str:
    return lead + line[first : first + _WIDTH] + ("…" if len(line) > first + _WIDTH else "")


# --- the words


def _said(text: str, difference: Difference) -> str:
    gold, found = difference.gold, difference.found
    item = found or gold
    if item is None:
        return difference.kind
    parts = [_place(text, item)]
    if found and gold and found.pieces != gold.pieces:
        parts[0] += f", not {_place(text, gold)}"
    if found and gold:
        parts += (_field(text, found, *wrong) for wrong in wrong_fields(gold, found))
    elif found and found.value is not None:
        parts.append(one_line(repr(found.value), 300))
    return f"{difference.kind}: {item.label} {'; '.join(parts)}"


def _field(text: str, found: Annotation, name: str | None, wanted: Any, actual: Any) -> str:
    if found.value is None:
        return "it has no value"
    what = "the value" if name is None else name
    shown = [_shown(text, actual), _shown(text, wanted.value)]
    # A number and its digits as text look the same without quotes.
    one, other = shown if shown[0] != shown[1] else [dumps(encode(item)).decode() for item in (actual, wanted.value)]
    return f"{what} is {one}, not {other}"


def _place(text: str, item: Gold | Annotation) -> str:
    words = "…".join(piece.text_of(text) for piece in item.pieces)
    offsets = ", ".join(f"{piece.start}-{piece.end}" for piece in item.pieces)
    return f"“{one_line(words, 60)}” ({offsets})"
