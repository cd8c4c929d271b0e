"""Hypothesis strategies for hostile text, spans, values, annotations and documents."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from .._annotation import Annotation, Failure, Ref, Source
from .._document import Document
from .._span import Span
from ..values import (
    DATE_MODS,
    DATE_TYPES,
    ENTITY_TYPES,
    NUMBER_KINDS,
    NUMBER_MODIFIERS,
    POLARITIES,
    QUOTE_KINDS,
    DateRange,
    DateValue,
    EntityValue,
    NumberValue,
    OpaqueValue,
    QuoteValue,
)

__all__ = ["annotations", "documents", "metadata", "refs", "sources", "spans", "texts", "values"]

_HOSTILE = (
    *(
        "𝄞",
        "😀",
        "👩‍👩‍👧",
        "🇮🇶",
        "e\u0301",
        "\u200d",
        "\u202e",
        "\u200f",
        "العراق",
        "\x00",
        "\r",
        "\r\n",
        "\n",
        "\u2028",
    ),
    *("\u2029", "\x85", "\ufeff", "\u00a0", "ß", "İ", "ǅ", "ﬁ", "\U0010ffff", "\ufffe", "“", "”", "‘", "’", '"', "'"),
    *("$5", "5 January 2020", "Mr. Smith", "said", "half", "1,234.5", "km/h", "<b>&amp;", "\x1b[31m", "  ", "\t"),
)


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Give texts that can be stored as UTF-8: words, hostile signs and arbitrary code points, mixed."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
    pieces = st.sampled_from(_HOSTILE) | anything | st.text("abc XYZ.,0", max_size=6)
    return st.lists(pieces, max_size=max_size // 4).map("".join)


def spans(length: int = 100) -> st.SearchStrategy[Span]:
    """Give spans, empty ones too, of a text with this many code points."""
    offsets = st.integers(0, length)
    return st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))


def _amounts() -> st.SearchStrategy[Decimal | Fraction]:
    decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=4)
    return decimals | st.fractions(max_denominator=1000)


def _labels() -> st.SearchStrategy[str]:
    return st.sampled_from(["date", "date_range", "entity", "number", "quote"])


def refs(length: int = 100) -> st.SearchStrategy[Ref]:
    """Give references to spans of a text with this many code points."""
    return st.builds(Ref, _labels(), spans(length))


def values(label: str, length: int = 100) -> st.SearchStrategy[Any]:
    """Give values of a standard layer, or opaque ones for any other label."""
    words, maybe_span = texts(12), st.none() | spans(length)
    maybe_words = st.none() | words
    day = st.none() | st.dates(date(1, 1, 1)).map(date.isoformat)
    if label == "date":
        mods = st.none() | st.sampled_from(DATE_MODS)
        kinds = st.sampled_from(DATE_TYPES)
        more = st.lists(words, max_size=2).map(tuple)
        return st.builds(DateValue, kinds, words, mods, earliest=day, latest=day, grain=maybe_words, alternatives=more)
    if label == "date_range":
        return st.builds(DateRange, st.none() | refs(length), st.none() | refs(length))
    if label == "entity":
        chain = st.none() | st.integers(0, 99)
        variants = st.lists(words, max_size=3).map(tuple)
        return st.builds(EntityValue, st.sampled_from(ENTITY_TYPES), words, maybe_words, maybe_words, chain, variants)
    if label == "number":
        exact, bounded = _amounts().map(lambda x: {"value": x}), st.tuples(_amounts(), st.none() | _amounts())
        amounts = exact | bounded.map(lambda pair: {"low": pair[0], "high": pair[1]})
        rest = st.fixed_dictionaries(
            {
                "kind": st.sampled_from(NUMBER_KINDS),
                "unit": maybe_words,
                "modifier": st.none() | st.sampled_from(NUMBER_MODIFIERS),
                "modifier_span": maybe_span,
                "counted_span": maybe_span,
                "scale": st.none() | st.integers(0, 9),
            }
        )
        return st.tuples(amounts, rest).map(_number)
    if label == "quote":
        quoted = st.lists(spans(length), max_size=3).map(tuple)
        polarity = st.none() | st.sampled_from(POLARITIES)
        kinds = st.sampled_from(QUOTE_KINDS)
        return st.builds(QuoteValue, kinds, maybe_span, maybe_words, maybe_span, quoted, polarity)
    return st.dictionaries(words, st.integers(-99, 99) | words, max_size=3).map(OpaqueValue.of)


def _number(given: tuple[dict[str, Any], dict[str, Any]]) -> NumberValue:
    return NumberValue(**given[0], **given[1])


def sources() -> st.SearchStrategy[Source]:
    """Give sources."""
    word = st.sampled_from(["a", "b", "corpuskit-dates"])
    return st.builds(Source, word, word, word, word, word)


@st.composite
def _parts(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, length), min_size=4, max_size=6)))
    return tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def annotations(draw: st.DrawFn, length: int = 100, label: str | None = None) -> Annotation:
    """Give annotations of a text with this many code points: of standard layers, discontinuous ones too."""
    name = label or draw(_labels() | st.just("other"))
    parts = draw(st.just(()) | _parts(length))
    span = Span(parts[0].start, parts[-1].end) if parts else draw(spans(length))
    value = draw(st.none() | values(name, length))
    return Annotation(span, name, value, parts, draw(st.none() | st.floats(0, 1)), draw(st.none() | sources()))


def metadata() -> st.SearchStrategy[dict[str, Any]]:
    """Give metadata: JSON of any shape."""
    leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    json = st.recursive(
        leaves | texts(8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(8), inner, max_size=3),
        max_leaves=6,
    )
    return st.dictionaries(texts(8), json, max_size=4)


@st.composite
def documents(draw: st.DrawFn, max_size: int = 40) -> Document:
    """Give documents with annotations, sources, failures and metadata."""
    text = draw(texts(max_size))
    items = draw(st.lists(annotations(len(text)), max_size=6))
    word = st.sampled_from(["a", "b", "dates"])
    failures = draw(st.lists(st.builds(Failure, word, word, word, word, texts(8)), max_size=2))
    return Document(
        text,
        id=draw(st.text("abc/_.-é", min_size=1, max_size=8)),
        metadata=draw(metadata()),
        annotations=items,
        sources=sorted({item.source for item in items if item.source} | set(draw(st.lists(sources(), max_size=1)))),
        failures=failures,
        extra=draw(metadata()),
    )
