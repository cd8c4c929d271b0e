"""Text that breaks what was only tried on plain text."""

import functools

from hypothesis import strategies as st

__all__ = ["HOSTILE", "texts"]

_ASTRAL = ("𝄞", "😀", "𐍈", "\U00010000", "𝟙", "𠮷")
_JOINED = (
    *("👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "🏳\ufe0f\u200d🌈", "🇮🇶", "🇮"),
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)
_COMBINING = (
    "e\u0301",
    "\u0301",
    "a\u0300\u0316\u0323\u20dd",
    "Z" + "\u0335\u0321" * 6,
    "\u1112\u1161\u11ab",
    "क्षि",
    "นี้",
)
_DIRECTION = (
    *("العراق", "שָׁלוֹם", "\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069"),
)
_UNSEEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u034f", "\u180e", "\ufeff", "\ufe0f", "\ufff9", "\u2800")
_CONTROLS = ("\x00", "\x01", "\x07", "\x08", "\x1a", "\x1b[31m", "\x1c", "\x1d", "\x1e", "\x1f", "\x7f", "\x80", "\x9f")
_BREAKS = ("\n", "\r", "\r\n", "\n\n", "\r\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
_SPACES = ("  ", "\t", "\u00a0", "\u1680", "\u2002", "\u2007", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000")
_CASED = ("ß", "ẞ", "İ", "ı", "ŉ", "ǆ", "ǅ", "ﬁ", "ﬃ", "ΐ", "ς", "ſ", "\u212a", "\u0345", "և", "Ǆ", "ᾳ")
_NUMERIC = ("٣", "３", "²", "½", "Ⅷ", "①", "௧", "一", "1_000", "1e5", "0x1F", "-0", "１，２３４")
_UNASSIGNED = (
    *("\ue000", "\U000f0000", "\U0010fffd", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff"),
    *("\ud7ff", "\uf8ff", "\ufffd"),
)
_QUOTES = ("“", "”", "‘", "’", "„", "‚", "‟", "«", "»", "‹", "›", '"', "'", "`", "´", "″", "「", "」", "''", "“‘")
_DASHES = ("-", "\u2010", "\u2011", "–", "—", "\u2212", "…", "...", "․")
_MARKUP = ("<b>&amp;", "]]>", "&#x0;", "<!--", "\\", "{}", "%s", "[x](date)", "../", "=1+1", "';--")
_WORDS = ("$5", "5 January 2020", "Mr. Smith", "said", "half", "1,234.5", "km/h", "“Yes,” said Ann.", "U.S.", "I")

HOSTILE: tuple[str, ...] = (
    *(*_WORDS, *_BREAKS, *_SPACES, *_QUOTES, *_DASHES, *_CONTROLS, *_MARKUP, *_NUMERIC, *_CASED),
    *(*_COMBINING, *_DIRECTION, *_UNSEEN, *_JOINED, *_ASTRAL, *_UNASSIGNED),
)
"""Pieces of text that break programs.

Code points outside the BMP, emoji of several, flags and halves of them, stacks of combining marks, right-to-left text
and directional controls, what cannot be seen, C0 and C1 controls, everything that some program takes for a line break,
spaces, letters whose length changes with their case, digits that are no ASCII, private use, non-characters and the
neighbours of surrogates, quotation marks of all kinds, dashes, mark-up, and words that extractors look for.

:meta hide-value:
"""


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Give texts that can be stored as UTF-8: words, pieces of :data:`HOSTILE`, arbitrary code points and long runs.

    They shrink to the empty text, over fewer and shorter pieces.

    Args:
        max_size: the most code points.
    """
    return _texts(max_size)


@st.composite  # What is drawn from is long, and not part of what is shown of the strategy.
def _texts(draw: st.DrawFn, max_size: int) -> str:
    return "".join(draw(_pieces(max_size)))[:max_size]


@functools.lru_cache(maxsize=256)
def _pieces(max_size: int) -> st.SearchStrategy[list[str]]:
    plain = st.text("abc XYZ.,0", max_size=6)
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
    runs = st.builds(_run, st.sampled_from(HOSTILE), st.integers(2, max(2, max_size)))
    # Alternatives are equally likely: a run fills the text, so that it stands once among many.
    pieces = plain | st.sampled_from(HOSTILE) | anything | st.sampled_from(HOSTILE) | plain | runs
    return st.lists(pieces, max_size=min(max_size // 4, 12) or 1)


def _run(piece: str, length: int) -> str:
    return (piece * length)[:length]
