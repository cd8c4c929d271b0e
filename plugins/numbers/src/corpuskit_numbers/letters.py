"""Letters that patterns take for others where case does not count."""

__all__ = ["in_lower_case"]

_OTHERS = str.maketrans("ſıİ\N{KELVIN SIGN}", "siik")


def in_lower_case(text: str) -> str:
    """Give a text in lower case, with the ASCII letters that :mod:`re` takes ſ, ı, İ and the Kelvin sign for.

    >>> in_lower_case("Fİrſt")
    'first'
    """
    return text.lower() if text.isascii() else text.translate(_OTHERS).lower()
