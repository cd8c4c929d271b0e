"""Money: currencies before and after, small coin."""

from corpuskit.rules import Hit

from .amounts import Amount, product
from .draft import Draft
from .reading import Reading
from .units import Currency

__all__ = ["is_sterling", "money_after", "money_before"]

_STERLING = 100_000
_LETTERS = ("R", "N")


def money_before(hit: Hit, reading: Reading) -> Draft | None:
    """Read "US$3.5bn"."""
    currency = reading.currency(hit, "c")
    amount = reading.amount(hit, "n")
    if amount is None or currency is None or currency.place != "any":
        return None
    if hit["minus"]:
        amount = amount._replace(raw=-amount.raw)
    if hit["c"] in _LETTERS and (hit.match.end("c") != hit.match.start("n") or amount.value < 20):
        return None
    after = reading.currency(hit, "after_c")
    if after is not None and after.place != "part":
        currency = after
    return _money(hit, reading, amount, currency)


def money_after(hit: Hit, reading: Reading) -> Draft | None:
    """Read "ten million euros", "5 euros and 20 cents"."""
    currency = reading.currency(hit, "c")
    amount = reading.amount(hit, "n")
    if amount is None or currency is None or not _is_money(hit, amount, reading):
        return None
    if hit["scale_n"]:
        amount = amount.with_magnitude(1_000_000 if hit["scale_n"].lower() == "million" else 1_000_000_000)
    return _money(hit, reading, amount, currency)


def _money(hit: Hit, reading: Reading, amount: Amount, currency: Currency) -> Draft:
    value = amount.value if currency.factor == 1 else product(amount.value, currency.factor)
    coin = currency.factor if currency.factor < 1 else None
    name = _name(currency, hit, reading)
    return Draft("money", value, unit=currency.code, unit_name=name, scale=amount.scale, amount=amount, coin=coin)


def _name(currency: Currency, hit: Hit, reading: Reading) -> str:
    rate = reading.units.rate(hit)[1]
    return f"{currency.name} per {rate}" if rate else currency.name


def _is_money(hit: Hit, amount: Amount, reading: Reading) -> bool:
    surface = hit["c"] or ""
    word = surface.lower()
    attached = hit.match.string[hit.match.start("c") - 1].isalnum()
    if word == "p" or word == "c":
        return attached and surface.islower()
    if word in ("pound", "pounds"):
        return is_sterling(hit, amount, reading)
    if word in reading.lexicons["also_verb"]:
        return amount.value >= 100 and reading.counts(hit) is None
    if word in reading.lexicons["also_thing"]:
        return amount.value >= 10 and word.endswith("s")
    return True


def is_sterling(hit: Hit, amount: Amount, reading: Reading) -> bool:
    """Say whether pounds are money: a large sum, or a word of buying near them; otherwise they are a weight."""
    if "-" in hit.text and hit.text[0] != "-":
        return False
    return amount.value >= _STERLING or reading.near(hit, "payment")
