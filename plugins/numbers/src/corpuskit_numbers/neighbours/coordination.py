"""Numbers in a row that share what is written once: "5, 10 and 20 km", "2 and 3 million", "aged 5 and 7"."""

from collections.abc import Iterable, Iterator

from ..amounts.amount import Amount
from ..around.phrases import NounPhrases
from ..draft import Draft, Meaning
from .sharing import alike, are_like

__all__ = ["in_rows", "with_magnitude_of"]

_LINKS = {", ": False, " and ": True, ", and ": True}
"""What stands between numbers in a row, and whether the last comes behind it; "or" makes a range, or says it anew."""
_LONGEST = max(map(len, _LINKS))
_SMALL = 1000
"""Below this a number may be one of the millions that are written behind another."""
_OLDEST = 130
_SHARED = ("percentage", "measure", "money", "age")


def in_rows(text: str, drafts: Iterable[Draft], phrases: NounPhrases) -> Iterator[Draft]:
    """Give the numbers of a text in order, bare ones in a row with the unit that the last or the first has."""
    row: list[Draft] = []
    for draft in drafts:
        if row:
            near = draft.start - row[-1].end <= _LONGEST
            link = text[row[-1].end : draft.start] if near else ""
            is_last = _LINKS.get(link)
            if is_last is None:
                yield from row
                row = []
            elif _is_age_led(row[-1].meaning):
                draft = _aged(text, row[-1], draft, phrases)
            elif is_last and (len(row) > 1 or "," not in link) and _gives(draft.meaning):
                row = [_shared(before, draft.meaning) for before in row]
        meaning = draft.meaning
        if _is_bare(meaning) or _is_age_led(meaning):
            row.append(draft)
        else:
            yield from row
            row = []
            yield draft
    yield from row


def _is_bare(meaning: Meaning) -> bool:
    """Say whether a number has neither unit nor magnitude."""
    amount = meaning.amount
    return meaning.kind == "cardinal" and amount is not None and amount.magnitude == 1 and not meaning.unit_name


def _is_age_led(meaning: Meaning) -> bool:
    return meaning.led and meaning.kind == "age"


def _gives(meaning: Meaning) -> bool:
    """Say whether a number has a unit or a magnitude behind it, which those before may share."""
    if meaning.unit_name:
        return meaning.kind in _SHARED and not meaning.led
    return meaning.kind == "cardinal" and meaning.amount is not None and meaning.amount.magnitude > 1


def _shared(draft: Draft, last: Meaning) -> Draft:
    amount = draft.meaning.amount
    if amount is None or not _is_bare(draft.meaning):
        return draft
    if last.amount is not None and -_SMALL < amount.raw < _SMALL:
        amount = with_magnitude_of(amount, last.amount)
    return draft.with_changes(**alike(amount, draft.meaning, last))


def _aged(text: str, first: Draft, draft: Draft, phrases: NounPhrases) -> Draft:
    """Give the age of a second person, where its number counts nothing: "aged 5 and 7"."""
    amount = draft.meaning.amount
    if amount is None or not _is_bare(draft.meaning) or amount.value > _OLDEST:
        return draft
    if phrases.find(text, draft.end) is not None:
        return draft
    return draft.with_changes(led=True, **alike(amount, draft.meaning, first.meaning))


def with_magnitude_of(amount: Amount, other: Amount) -> Amount:
    """Give an amount the magnitude of another where it has none and the two are alike: the "2" of "2 and 3 million"."""
    shares = amount.magnitude == 1 and are_like(amount.raw, other.raw)
    return amount.with_magnitude(other.magnitude) if shares else amount
