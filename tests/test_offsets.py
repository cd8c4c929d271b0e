"""Conversions of offsets against Python's own encoders."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document, Span
from corpuskit.errors import OffsetError
from corpuskit.testing.strategies import texts

ENCODINGS = {"utf8": ("utf-8", 1), "utf16": ("utf-16-le", 2)}


def units(text: str, kind: str) -> int:
    encoding, width = ENCODINGS[kind]
    return len(text.encode(encoding)) // width


@given(texts(), st.sampled_from(["utf8", "utf16"]), st.data())
@example("a😀", "utf16", None)
@example("", "utf8", None)
def test_conversions_agree_with_pythons_encoders(text: str, kind: str, data: st.DataObject | None) -> None:
    cut = len(text) if data is None else data.draw(st.integers(0, len(text)))
    span = Span(cut, len(text))
    offsets = Document(text).offsets

    converted = getattr(offsets, f"to_{kind}")(span)

    assert converted == Span(units(text[:cut], kind), units(text, kind))
    assert getattr(offsets, f"from_{kind}")(converted) == span


@given(texts(), st.sampled_from(["utf8", "utf16"]))
def test_an_offset_inside_a_code_point_is_an_error_or_snaps(text: str, kind: str) -> None:
    offsets = Document(text).offsets
    back = getattr(offsets, f"from_{kind}")
    borders = {units(text[:cut], kind): cut for cut in range(len(text) + 1)}

    for unit in range(units(text, kind) + 1):
        place = Span(unit, unit)
        if unit in borders:
            assert back(place) == Span(borders[unit], borders[unit])
            continue
        with pytest.raises(OffsetError, match="in the middle of"):
            back(place)
        before = max(cut for start, cut in borders.items() if start < unit)
        whole = Span(0, units(text, kind))
        assert back(Span(unit, whole.end), policy="grow") == Span(before, len(text))
        assert back(Span(unit, whole.end), policy="shrink") == Span(before + 1, len(text))
        assert back(Span(0, unit), policy="grow") == Span(0, before + 1)
        assert back(Span(0, unit), policy="shrink") == Span(0, before)


@pytest.mark.parametrize("name", ["to_utf8", "to_utf16", "from_utf8", "from_utf16"])
def test_a_span_after_the_text_is_an_error(name: str) -> None:
    with pytest.raises(OffsetError, match="ends after the text"):
        getattr(Document("é😀").offsets, name)(Span(0, 99))


def test_an_unknown_policy_is_an_error() -> None:
    with pytest.raises(OffsetError, match="no policy"):
        Document("a").offsets.from_utf8(Span(0, 1), policy="snap")
