"""Every number in digits is read back exactly, as each locale writes it: kind, value and the places written."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from corpuskit_numbers.config import LOCALES, NumberConfig
from corpuskit_numbers.extract import NumberExtractor
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from corpuskit import Document

EXTRACTS = {locale: NumberExtractor(NumberConfig(locale=locale)) for locale in LOCALES}
LARGEST = 10**15

# Digits alone in square brackets are the mark of a note.
SENTENCES = st.sampled_from(
    [
        *("{}", "“{}”", "({})", "{} people came.", "They counted {} apples.", "It has {}"),
        *(
            "The total was {}, they said.",
            "[They had {} left.]",
            "Only {} were left; it was said.",
            "The\n{}\nare here.",
        ),
    ]
)
INTEGERS = st.integers(0, LARGEST) | st.integers(0, 10_000)


def read(text, locale="en"):
    """Give what is found in a text: words, kind, value and scale."""
    return [
        (item.span.text_of(text), item.value.kind, item.value.value, item.value.scale)
        for item in EXTRACTS[locale](Document(text))
    ]


def written(number, places):
    """Give a decimal with these places; none for an integer."""
    return Decimal(number).scaleb(-places).quantize(Decimal(1).scaleb(-places))


DECIMALS = st.builds(written, st.integers(1, 99_999), st.integers(0, 3))


# --- separators


def indian(number):
    """Group digits by two, but for the last three: 12,34,567."""
    digits = str(number)
    pairs = digits[:-3] if len(digits) % 2 else digits[:-3].rjust(len(digits) - 2, " ")
    groups = [pairs[at : at + 2].strip() for at in range(0, len(pairs), 2)]
    return ",".join([*filter(None, groups), digits[-3:]])


def by(mark) -> Callable[[int], str]:
    return lambda number: f"{number:,}".replace(",", mark)


SPACES = {"blank": " ", "no-break space": "\u00a0", "thin space": "\u2009", "narrow no-break space": "\u202f"}
WRITINGS = [
    pytest.param("en", by(","), ".", id="en"),
    pytest.param("en", by("'"), ".", id="apostrophe"),
    pytest.param("en", by("’"), ".", id="typographic apostrophe"),
    pytest.param("de", by("."), ",", id="de"),
    pytest.param("in", indian, ".", id="in"),
    *(pytest.param("en", by(space), ".", id=f"en, {name}") for name, space in SPACES.items()),
    *(pytest.param("fr", by(space), ",", id=f"fr, {name}") for name, space in SPACES.items()),
]


def is_address(words):
    """Say whether digits with dots may be an address of the net: 100.200.100.200."""
    groups = words.split(".")
    return len(groups) == 4 and all(int(group) < 256 and str(int(group)) == group for group in groups)


@pytest.mark.parametrize(("locale", "group", "mark"), WRITINGS)
@settings(max_examples=40)
@given(SENTENCES, INTEGERS)
@example("{}", 1000)
@example("{}", 101_000_001)
@example("{}", 100_200_300_400)
def test_every_integer_is_read_back(locale, group, mark, sentence, number):
    words = group(number)
    assume(not is_address(words))

    assert read(sentence.format(words), locale) == [(words, "cardinal", number, 0)]


@pytest.mark.parametrize(("locale", "group", "mark"), WRITINGS)
@settings(max_examples=40)
@given(SENTENCES, INTEGERS, st.text("0123456789", min_size=1, max_size=6))
@example("{}", 1234, "500")
def test_every_decimal_is_read_back_with_its_places(locale, group, mark, sentence, number, places):
    words = f"{group(number)}{mark}{places}"

    assert read(sentence.format(words), locale) == [(words, "cardinal", Decimal(f"{number}.{places}"), len(places))]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=40)
@given(SENTENCES, INTEGERS)
def test_every_integer_without_separators_is_read_back_unless_it_may_be_a_year(locale, sentence, number):
    assume(not 1000 <= number < 2200)

    assert read(sentence.format(number), locale) == [(str(number), "cardinal", number, 0)]


@pytest.mark.parametrize("minus", ["-", "\u2212", "minus ", "negative "])
@settings(max_examples=40)
@given(SENTENCES, st.builds(written, st.integers(1, LARGEST), st.integers(0, 3)))
def test_every_negative_number_is_read_back(minus, sentence, number):
    words = f"{minus}{number:,}"
    places = -number.as_tuple().exponent

    assert read(sentence.format(words)) == [(words, "cardinal", -number, places)]


# --- ordinals


@given(
    st.sampled_from(["the {} man", "{}", "It was the {}.", "“the {}”", "on the {} attempt"]), st.integers(1, LARGEST)
)
@example("{}", 111)
@example("{}", 1_000_002)
def test_every_ordinal_is_read_back(sentence, number):
    words = num2words(number, to="ordinal_num")
    grouped = f"{number:,}{words[-2:]}"

    assert read(sentence.format(words)) == [(words, "ordinal", number, 0)]
    assert read(sentence.format(grouped)) == [(grouped, "ordinal", number, 0)]


# --- magnitudes

MAGNITUDES = {
    **{"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"lakh": 10**5, "crore": 10**7, "dozen": 12, "mln": 10**6, "bn": 10**9, "tn": 10**12},
}
LETTERS = {"k": 1000, "K": 1000, "M": 10**6, "mn": 10**6, "b": 10**9, "B": 10**9, "bn": 10**9, "tn": 10**12}


@pytest.mark.parametrize("word", MAGNITUDES)
@settings(max_examples=30)
@given(SENTENCES, DECIMALS, st.sampled_from([" ", "-", "\n", "\u00a0", "  "]))
def test_a_magnitude_multiplies_what_stands_before_it(word, sentence, number, gap):
    words = f"{number}{gap}{word}"
    places = -number.as_tuple().exponent

    assert read(sentence.format(words)) == [(words, "cardinal", number * MAGNITUDES[word], places)]


@pytest.mark.parametrize("letters", LETTERS)
@settings(max_examples=30)
@given(SENTENCES, DECIMALS)
def test_letters_right_behind_digits_multiply_them(letters, sentence, number):
    # 4K is the size of a picture, 1984b a year in a list of books.
    assume(not (letters == "K" and number in (4, 8)) and not 1000 <= number < 2200)
    words = f"{number}{letters}"
    places = -number.as_tuple().exponent

    assert read(sentence.format(words)) == [(words, "cardinal", number * LETTERS[letters], places)]


@settings(max_examples=30)
@given(DECIMALS)
def test_m_is_millions_of_what_is_counted_and_metres_elsewhere(number):
    places = -number.as_tuple().exponent

    assert read(f"{number}m people came.") == [(f"{number}m", "cardinal", number * 10**6, places)]
    assert read(f"It is {number}m away.") == [(f"{number}m", "measure", number, places)]


# --- fractions

PARTS = st.integers(2, 20).flatmap(lambda below: st.tuples(st.integers(1, below - 1), st.just(below)))
SIGNS = {
    **{"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)},
    **{"⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)},
    **{"⅑": (1, 9), "⅒": (1, 10)},
}


def exact(words, value):
    """Give a fraction as it is found: its places are not written."""
    return [(words, "fraction", value, None)]


@given(SENTENCES, PARTS, st.sampled_from("/⁄"))
@example("{}", (2, 3), "/")
def test_every_small_fraction_is_read_back(sentence, parts, slash):
    above, below = parts
    assume(parts != (9, 11))  # A date.
    words = f"{above}{slash}{below}"

    assert read(sentence.format(words)) == exact(words, Fraction(above, below))


@given(SENTENCES, st.integers(1, 999), PARTS, st.sampled_from("/⁄"), st.sampled_from([" ", "-", " and ", "\u00a0"]))
def test_every_mixed_fraction_is_read_back(sentence, number, parts, slash, gap):
    above, below = parts
    words = f"{number}{gap}{above}{slash}{below}"

    assert read(sentence.format(words)) == exact(words, number + Fraction(above, below))


@pytest.mark.parametrize("sign", SIGNS)
@settings(max_examples=15)
@given(SENTENCES, st.integers(1, LARGEST), st.sampled_from(["", " ", "\u00a0"]))
def test_every_sign_of_a_fraction_is_read_alone_and_behind_digits(sign, sentence, number, gap):
    part = Fraction(*SIGNS[sign])
    words = f"{number:,}{gap}{sign}"

    assert read(sentence.format(sign)) == exact(sign, part)
    assert read(sentence.format(words)) == exact(words, number + part)


# --- powers of ten

RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
POWERS = (
    *("{n}e{e}", "{n}E{e}", "{n}×10^{e}", "{n} × 10^{e}", "{n}×10{r}", "{n} × 10{r}", "{n}x10^{e}", "{n} x 10^{e}"),
    *("{n}*10^{e}", "{n}·10^{e}", "{n}·10{r}", "{n} · 10{r}"),
)


@pytest.mark.parametrize("form", POWERS)
@settings(max_examples=25)
@given(SENTENCES, DECIMALS, st.integers(-40, 60))
def test_every_power_of_ten_is_read_back(form, sentence, number, power):
    words = form.format(n=number, e=power, r=str(power).translate(RAISED))
    ((found, kind, value, scale),) = read(sentence.format(words))

    assert (found, kind, Fraction(value)) == (words, "cardinal", Fraction(number) * Fraction(10) ** power)
    assert scale == -number.as_tuple().exponent


@pytest.mark.parametrize("form", ["10^{e}", "10{r}"])
@given(SENTENCES, st.integers(-40, 60))
def test_ten_alone_is_raised(form, sentence, power):
    words = form.format(e=power, r=str(power).translate(RAISED))
    ((found, kind, value, _),) = read(sentence.format(words))

    assert (found, kind, Fraction(value)) == (words, "cardinal", Fraction(10) ** power)
