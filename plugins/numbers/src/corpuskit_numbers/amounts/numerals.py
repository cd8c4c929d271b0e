"""Digits: separators, signs, exponents and fractions, read exactly."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from .amount import Amount, exact

__all__ = ["NumeralReader"]

_SPACES = {ord(char): None for char in " \u00a0\u2007\u2009\u202f'’"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_MOST_DIGITS = 60
_MOST_POWER = 300
# The commonest ways to write a number, alone or before a word, read without the long pattern.
_PLAIN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9}|[0-9]{1,9})(?:\.(?P<places>[0-9]{1,9}))?(?=\Z| [a-z]+\Z)")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")
_POWER = re.compile(r"[eE]|[x×*·X]\s?10\s?\^?")
_NEGATIVE = ("-", "−", "minus", "negative")


class NumeralReader:
    """Read digits as one locale writes them; the patterns are the fragments of the rules."""

    def __init__(self, fragments: Mapping[str, str], locale: str) -> None:
        """Compile the patterns."""
        self._comma_decimal = locale in ("de", "fr")
        numeral, exponent = fragments["numeral"], fragments["exponent"]
        vulgar, slash = fragments["vulgar"], fragments["slash"]
        self._pattern = re.compile(
            rf"(?P<sign>[-−+]|(?:minus|negative)\b)?\s*(?:(?P<over>{slash})(?!\d)|(?P<alone>{vulgar})|"
            rf"(?P<numeral>{numeral})(?P<exponent>{exponent})?"
            rf"(?:\s?(?P<vulgar>{vulgar})|(?:[\s-]|\s+and\s+)(?P<slash>{slash}))?)",
            re.IGNORECASE,
        )

    def plain(self, text: str) -> Amount | None:
        """Give the amount of digits without more than commas between thousands and a point; None for others."""
        if text.isdecimal() and len(text) <= _MOST_DIGITS:
            return Amount(Decimal(text))
        if self._comma_decimal or not text[:1].isdecimal():
            return None
        match = _PLAIN.fullmatch(text)
        return None if match is None else _plain(match)

    def read(self, text: str) -> tuple[Amount, int] | None:
        """Give the amount that the text begins with, and where it ends; None where it is none."""
        plain = None if self._comma_decimal else _PLAIN.match(text)
        if plain is not None:
            return _plain(plain), plain.end()
        match = self._pattern.match(text)
        if match is None:
            return None
        amount = self._amount(match)
        if amount is not None and (match["sign"] or "").lower() in _NEGATIVE:
            amount = amount._replace(raw=-amount.raw)
        return None if amount is None else (amount, match.end())

    def _amount(self, match: re.Match[str]) -> Amount | None:
        part = match["over"] or match["alone"] or match["vulgar"] or match["slash"]
        if match["numeral"] is None:
            return _fraction(0, part)
        number = self._decimal(match["numeral"])
        if number is None:
            return None
        if part:
            # Behind decimals it is one of the last place: 5.43-1/2 is 5.435.
            return _fraction(Fraction(number), part, last=10 ** _places(number))
        if match["exponent"]:
            return (
                _power(number, match["exponent"]) if match["exponent"][0] == "^" else _scaled(number, match["exponent"])
            )
        return Amount(number, scale=_places(number))

    def _decimal(self, text: str) -> Decimal | None:
        if len(text) > _MOST_DIGITS:
            return None
        digits = text.translate(_SPACES).replace("·", ".")
        if digits.isdecimal():
            return Decimal(digits)
        return self._separated(digits)

    def _separated(self, digits: str) -> Decimal | None:
        points, commas = digits.count("."), digits.count(",")
        if points and commas:
            return _with_mark(digits, "," if digits.rfind(",") > digits.rfind(".") else ".")
        if points > 1 or (points and self._comma_decimal and _grouped(digits, ".")):
            return Decimal(digits.replace(".", ""))
        if points:
            return Decimal(digits)
        return self._with_commas(digits, commas)

    def _with_commas(self, digits: str, commas: int) -> Decimal | None:
        if commas > 1 or (not self._comma_decimal and _grouped(digits, ",")):
            return Decimal(digits.replace(",", "")) if _GROUPS.fullmatch(digits) else None
        if not self._comma_decimal and len(digits) - digits.index(",") == 4 and digits[0] != "0":
            return None
        return _with_mark(digits, ",")


def _plain(match: re.Match[str]) -> Amount:
    return Amount(Decimal(match[0].replace(",", "")), 1, len(match[1] or ""))


def _grouped(digits: str, mark: str) -> bool:
    head, _, tail = digits.partition(mark)
    return len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0"


def _with_mark(digits: str, mark: str) -> Decimal:
    return Decimal(digits.replace("." if mark == "," else ",", "").replace(mark, "."))


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _power(number: Decimal, exponent: str) -> Amount | None:
    """Give the power of 2^10; None for one that nobody would write out."""
    power = int(exponent[1:].translate(_SUPERSCRIPTS))
    if not number or len(number.as_tuple().digits) * abs(power) > _MOST_POWER:
        return None
    return Amount(exact(Fraction(number) ** power), scale=_places(number))


def _scaled(number: Decimal, exponent: str) -> Amount:
    written = exponent.translate(_SUPERSCRIPTS).strip()
    # Where only the power is written, the number is the ten.
    alone = _POWER.match(written) is None
    power = int(written.lstrip("^")) - 1 if alone else int(_POWER.split(written, maxsplit=1)[1].replace(" ", ""))
    sign, digits, own = number.as_tuple()
    shifted = Decimal((sign, digits, int(own) + power))
    whole = int(own) + power >= 0
    return Amount(Decimal(int(shifted)) if whole else shifted, scale=_places(number))


def _fraction(whole: int | Fraction, part: str, *, last: int = 1) -> Amount | None:
    above, below = re.split("[/⁄]", unicodedata.normalize("NFKC", part).rstrip("thndrsTHNDRS"))
    numerator, denominator = int(above), int(below)
    if denominator == 0:
        return None
    return Amount(exact(whole + Fraction(numerator, denominator * last)), scale=None, fraction=True)
