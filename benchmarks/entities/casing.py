"""Texts in the letters of headlines, each as long as it was, so that places stay."""

import re

__all__ = ["capitals", "headline"]

# What stands behind an apostrophe, such as the s of a possessive, begins no word.
_FIRST = re.compile(r"(?<![\w'’])\w")


def capitals(text: str) -> str:
    """Give a text in capitals; a letter whose capital is longer, such as ß, stays.

    >>> capitals("Anna's straße")
    "ANNA'S STRAßE"
    """
    return "".join(map(_capital, text))


def headline(text: str) -> str:
    """Give a text with a capital at the beginning of every word.

    >>> headline("the UN's envoy")
    "The UN's Envoy"
    """
    return _FIRST.sub(lambda found: _capital(found.group()), text)


def _capital(letter: str) -> str:
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
