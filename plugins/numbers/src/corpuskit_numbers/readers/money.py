"""Money: currencies before and after, small coin."""

from collections.abc import Iterator
from fractions import Fraction

from corpuskit.rules import Hit, folded

from ..amounts.amount import Amount, product
from ..amounts.units import Currency
from ..draft import Doubt, Meaning
from ..reading import Reading

__all__ = ["is_sterling", "money_after", "money_before"]

_STERLING = 100_000
# So many of nothing are ever won.
_SURELY_PAID = 1_000_000_000
_LETTERS = ("R", "N")
_BEFORE = (*_LETTERS, "KD", "SR", "S/")
"""Signs that stand before an amount only: "a 747-SR" is an aircraft."""
_LEAST = {"R": 20, "N": 20, "S/": 20, "KD": 100, "SAR": 100, "SR": 1000}
"""The least amount behind signs that go before small numbers in names too: "SR 520" is a road."""
_POUNDS = ("pound", "pounds")


def money_before(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "US$3.5bn"."""
    currency = reading.currency(hit, "c")
    amount = reading.amount(hit, "n")
    if amount is None or currency is None or currency.place != "any":
        return None
    if hit["minus"]:
        amount = amount._replace(raw=-amount.raw)
    sign = hit["c"] or ""
    if amount.value < _LEAST.get(sign, amount.value) or (sign.upper() in _LEAST and sign not in _LEAST):
        return None
    if sign in _LETTERS and hit.match.end("c") != hit.match.start("n"):
        return None
    after = reading.currency(hit, "after_c")
    if after is not None and after.place != "part":
        currency = after
    meaning = _money(hit, reading, amount, currency)
    meaning.led = True
    return meaning


def money_after(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "ten million euros", "5 euros and 20 cents"."""
    currency = reading.currency(hit, "c")
    amount = reading.amount(hit, "n")
    word = (hit["c"] or "").lower()
    if amount is None or currency is None or _is_no_money(hit, word, amount, currency, reading):
        return None
    doubts = tuple(_doubts(hit, word, amount, currency, reading))
    if hit["scale_n"]:
        amount = amount.with_magnitude(1_000_000 if folded(hit["scale_n"]) == "million" else 1_000_000_000)
    meaning = _money(hit, reading, amount, currency)
    meaning.unless = tuple((doubt, None) for doubt in doubts)
    return meaning


def _money(hit: Hit, reading: Reading, amount: Amount, currency: Currency) -> Meaning:
    value, coin = amount.value, None
    if isinstance(currency.factor, Fraction):
        value, coin = product(value, currency.factor), currency.factor if currency.factor < 1 else None
    name = _name(currency, hit, reading)
    return Meaning("money", value, None, None, currency.code, name, None, amount.scale, False, amount, coin=coin)


def _name(currency: Currency, hit: Hit, reading: Reading) -> str:
    rate = reading.units.rate(hit)[1]
    return f"{currency.name} per {rate}" if rate else currency.name


def _is_no_money(hit: Hit, word: str, amount: Amount, currency: Currency, reading: Reading) -> bool:
    """Say whether the words alone show that they are no money."""
    if hit["c"] in _BEFORE:
        return True
    if word == "p" or word == "c":
        attached = hit.match.string[hit.match.start("c") - 1].isalnum()
        return not (attached and (hit["c"] or "").islower())
    if word in _POUNDS:
        return is_sterling(hit, amount) is False
    if currency.also == "verb":
        return amount.value < 100
    # Of a word that has a plural, only that is money: "100 marks", "50 million rand".
    return currency.also == "thing" and (amount.value < 10 or f"{word}s" in reading.lexicons["also_thing"])


def _doubts(hit: Hit, word: str, amount: Amount, currency: Currency, reading: Reading) -> Iterator[Doubt]:
    if word in _POUNDS:
        yield reading.around.is_unpaid if is_sterling(hit, amount) is None else reading.around.is_weighed
    elif (currency.also == "verb" and amount.value < _SURELY_PAID) or word in reading.lexicons["also_noun"]:
        yield reading.around.has_counted


def is_sterling(hit: Hit, amount: Amount) -> bool | None:
    """Say whether pounds are money, a large sum, or a weight; None where a word of buying near them decides."""
    if "-" in hit.text and hit.text[0] != "-":
        return False
    return True if amount.value >= _STERLING else None
