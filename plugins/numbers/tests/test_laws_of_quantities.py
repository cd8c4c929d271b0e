"""Every currency, unit, modifier and compound of the tables gives its code, name and sign, wherever it may stand."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from corpuskit_numbers.extract import NumberExtractor
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from num2words import num2words

from corpuskit import Document
from corpuskit.rules import Rules
from corpuskit.scan import Batch
from corpuskit.values import NumberValue

EXTRACT = NumberExtractor()
LEXICONS = Rules.load("corpuskit_numbers").lexicons

# Every example reads a whole table, which takes long enough without making the example smaller.
tables = settings(max_examples=2, phases=[Phase.explicit, Phase.generate])

# A dot behind an abbreviation may be its own, so that no sentence ends with a quantity.
SENTENCES = st.sampled_from(["{}", "“{}”", "({})", "It was {}, they said.", "[They had {} left.]", "The\n{}\nof it."])


def read(texts):
    """Give what is found in each text: the words of each number with its value."""
    documents = [Document(text) for text in texts]
    found = EXTRACT.extract_batch(Batch(documents)).by_document(len(documents))
    pairs = zip(texts, found, strict=True)
    return {text: [(item.span.text_of(text), item.value) for item in items] for text, items in pairs}


def wrong(sentence, expected, facts):
    """Give the words that are found otherwise than expected in a sentence, with what is found."""
    found = read([sentence.format(words) for words in expected])
    facts_of = {
        words: [(text, *(getattr(value, fact) for fact in facts.split())) for text, value in items]
        for words, items in zip(expected, found.values(), strict=True)
    }
    return {words: facts_of[words] for words, meaning in expected.items() if facts_of[words] != [(words, *meaning)]}


# --- money

MONEY = {
    # Words that are mostly something else are money in the plural alone: "100 marks".
    surface: row
    for surface, row in LEXICONS["currency"].items()
    if not (surface.lower() in LEXICONS["also_thing"] and f"{surface.lower()}s" in LEXICONS["also_thing"])
}
LETTERS = ("N", "R")  # Mostly something else: money right before digits.
ONLY_BEFORE = (*LETTERS, "KD", "S/", "SR")
ONLY_ATTACHED = ("c", "p")  # Money right behind digits.
ELSE = ("Ft", "b$")  # Behind digits these are feet, and billions of dollars.


def money_of(row, amount):
    code = "USD" if row["code"] == "DOLLAR" else row["code"]
    name = "US dollar" if row["code"] == "DOLLAR" else row["name"]
    value = Fraction(amount) * Fraction(row["factor"])
    return ("money", value, code if len(code) == 3 else None, name, max(0, -amount.as_tuple().exponent))


# Large ones: a few pounds are a weight, a few cedis a verb's object.
AMOUNTS = st.builds(
    lambda number, places: Decimal(number).scaleb(-places), st.integers(10_000_100, 10**9), st.sampled_from([0, 2])
)


@tables
@given(SENTENCES, AMOUNTS, st.sampled_from(["", " ", "\u00a0"]))
def test_every_sign_of_money_before_an_amount_gives_its_currency(sentence, amount, gap):
    rows = {words: row for words, row in MONEY.items() if row["place"] == "any"}
    expected = {
        f"{words}{gap}{amount:,}": money_of(row, amount)
        for words, row in rows.items()
        if not gap or words not in LETTERS
    }

    assert wrong(sentence, expected, "kind value unit unit_name scale") == {}


@tables
@given(SENTENCES, AMOUNTS, st.sampled_from(["", " ", "\u00a0"]))
def test_every_word_of_money_behind_an_amount_gives_its_currency(sentence, amount, gap):
    expected = {
        f"{amount:,}{gap}{words}": money_of(row, amount)
        for words, row in MONEY.items()
        if words not in (*ONLY_BEFORE, *ELSE) and not (gap and words in ONLY_ATTACHED)
    }

    assert wrong(sentence, expected, "kind value unit unit_name scale") == {}


# --- units

# Of a symbol of one letter only what stands around shows that it is one; "in" is mostly a word. A dozen of years is
# twelve of one unit behind "a" alone.
UNITS = {
    surface: row
    for surface, row in LEXICONS["unit"].items()
    if (len(surface) > 1 or surface == "%") and surface not in ("in", "in.", "dozen years")
}
# Behind words quarters are parts: "three quarters".
SPELLED = {surface: row for surface, row in UNITS.items() if row["form"] == "word" and row["name"] != "quarter"}
SYMBOLS = {surface: row for surface, row in UNITS.items() if row["form"] == "symbol"}
FACTS = "kind value unit unit_name scale"


def measure_of(row, amount):
    return (row["kind"], Decimal(amount), row["unit"], row["name"], max(0, -Decimal(amount).as_tuple().exponent))


@pytest.mark.parametrize("gap", [" ", "-", "\u00a0", "\n"])
@tables
@given(SENTENCES, st.decimals(2, 999, places=0) | st.decimals(2, 999, places=1))
def test_every_unit_behind_digits_gives_its_code_and_name(gap, sentence, amount):
    expected = {f"{amount}{gap}{words}": measure_of(row, amount) for words, row in UNITS.items()}

    assert wrong(sentence, expected, FACTS) == {}


@tables
@given(SENTENCES, st.decimals(2, 999, places=0) | st.decimals(2, 999, places=1))
def test_every_symbol_may_be_joined_to_digits(sentence, amount):
    expected = {f"{amount}{words}": measure_of(row, amount) for words, row in SYMBOLS.items()}

    assert wrong(sentence, expected, FACTS) == {}


@pytest.mark.parametrize("gap", [" ", "-", "\n"])
@tables
# Tens with "second" are an ordinal.
@given(SENTENCES, st.integers(2, 99).filter(lambda number: number % 10))
def test_every_word_for_a_unit_behind_words_gives_its_code_and_name(gap, sentence, number):
    expected = {f"{num2words(number)}{gap}{words}": measure_of(row, number) for words, row in SPELLED.items()}

    assert wrong(sentence, expected, FACTS) == {}


# --- ranges

RANGES = ("{a} to {b} {u}", "{a}–{b} {u}", "{a}-{b} {u}", "between {a} and {b} {u}", "Between {a} and {b} {u}")
TWICE = ("{a} {u} to {b} {u}", "{a} {u}–{b} {u}", "between {a} {u} and {b} {u}")
ENDS = st.integers(2, 98).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 1, 199)))


# One word or symbol of each unit.
ONCE = {(row["unit"], row["name"], row["form"]): surface for surface, row in UNITS.items()}
RANGED = {surface: row for surface, row in UNITS.items() if surface in ONCE.values()}
RANGED_WORDS = {words: row for words, row in RANGED.items() if words in SPELLED}


def range_of(row, ends):
    return (row["kind"], None, *ends, row["unit"], row["name"], 0)


@pytest.mark.parametrize("form", [*RANGES, *TWICE])
@tables
@given(SENTENCES, ENDS)
def test_two_amounts_of_a_unit_make_a_range(form, sentence, ends):
    low, high = ends
    expected = {form.format(a=low, b=high, u=words): range_of(row, ends) for words, row in RANGED.items()}

    assert wrong(sentence, expected, "kind value low high unit unit_name scale") == {}


@pytest.mark.parametrize("form", ["{a} to {b} {u}", "between {a} and {b} {u}"])
@tables
@given(SENTENCES, ENDS.filter(lambda ends: ends[1] < 100 and ends[1] % 10))
def test_two_spelled_amounts_of_a_unit_make_a_range(form, sentence, ends):
    low, high = map(num2words, ends)
    expected = {form.format(a=low, b=high, u=words): range_of(row, ends) for words, row in RANGED_WORDS.items()}

    assert wrong(sentence, expected, "kind value low high unit unit_name scale") == {}


@pytest.mark.parametrize("sign", ["$", "€", "CHF "])
@pytest.mark.parametrize("form", ["{s}{a} to {s}{b}", "{s}{a}-{b}", "{s}{a}–{s}{b}", "between {s}{a} and {s}{b}"])
@pytest.mark.parametrize("magnitude", ["", " million", "bn"])
@tables
@given(SENTENCES, ENDS)
def test_two_sums_of_a_currency_make_a_range(magnitude, form, sign, sentence, ends):
    factor = {"": 1, " million": 10**6, "bn": 10**9}[magnitude]
    words = form.format(s=sign, a=ends[0], b=ends[1]) + magnitude
    low, high = (end * factor for end in ends)

    assert wrong(sentence, {words: ("money", low, high)}, "kind low high") == {}


# --- modifiers

QUANTITIES = ("30", "1,200", "30 km", "$5 million", "5%", "thirty", "two and a half million")
PLACES = ("It was {}.", "“{}”", "They came.\n\n{}", "Not known: {} of them.")
SIZES = {"as they are": str, "with a capital": lambda words: words[0].upper() + words[1:], "in capitals": str.upper}
WRITTEN = [
    *((quantity, "as they are") for quantity in QUANTITIES),
    *(("30", "with a capital"), ("$5 million", "in capitals")),
]


def modified(texts: Iterable[tuple[str, str, str]]):
    """Give the texts in which the words for a sign are not found so, of texts with words and sign."""
    expected = {text: (sign, words) for text, words, sign in texts}
    found = {
        text: [(value.modifier, value.modifier_span and value.modifier_span.text_of(text)) for _, value in items]
        for text, items in read(list(expected)).items()
    }
    return {text: found[text] for text, meaning in expected.items() if found[text] != [meaning]}


@pytest.mark.parametrize(("quantity", "size"), WRITTEN)
def test_every_modifier_before_a_number_gives_its_sign_and_its_words(quantity, size):
    cases = [
        (place.format(f"{words}{gap}{quantity}"), words, sign)
        for (plain, sign), place, gap in product(LEXICONS["modifier"].items(), PLACES, (" ", "\n"))
        for words in [SIZES[size](plain)]
    ]

    assert modified(cases) == {}


@pytest.mark.parametrize(("quantity", "size"), WRITTEN)
def test_every_modifier_behind_a_number_gives_its_sign_and_its_words(quantity, size):
    cases = [
        (place.format(f"{quantity}{gap}{words}"), words, sign)
        for (plain, sign), place, gap in product(LEXICONS["modifier_after"].items(), PLACES[:-1], (" ", "\n"))
        for words in [SIZES[size](plain)]
    ]

    assert modified(cases) == {}


# --- compounds

NAMES = {row["name"] for row in LEXICONS["unit"].values()}
COMPOUNDS = [
    (pair[:at], pair[at + 1 :], int(parts))
    for pair, parts in LEXICONS["compound"].items()
    for at, char in enumerate(pair)
    if char == " " and {pair[:at], pair[at + 1 :]} <= NAMES
]


def surfaces_of(name):
    # "Second" is an ordinal as well, "in" a word; behind a dot the number may end or not.
    return [
        words for words, row in UNITS.items() if row["name"] == name and words != "second" and not words.endswith(".")
    ]


def test_every_compound_has_two_units():
    assert len(COMPOUNDS) == len(LEXICONS["compound"])


@pytest.mark.parametrize(("whole", "part", "parts"), COMPOUNDS)
@pytest.mark.parametrize("gap", [" ", ", ", " and ", ", and "])
@tables
@given(SENTENCES, st.integers(2, 11), st.data())
def test_a_unit_and_some_of_its_part_add_up(gap, whole, part, parts, sentence, number, data):
    rest = data.draw(st.integers(1, parts - 1))
    value = number + Fraction(rest, parts)
    expected = {
        f"{number} {one}{gap}{rest} {other}": ("measure", value, whole)
        for one in surfaces_of(whole)
        for other in surfaces_of(part)
    }

    assert wrong(sentence, expected, "kind value unit_name") == {}


@settings(max_examples=20)
@given(SENTENCES, st.integers(2, 999), st.integers(1, 99))
def test_money_and_small_coin_add_up(sentence, whole, coins):
    value = whole + Fraction(coins, 100)
    expected = {
        f"{whole} euros and {coins} cents": ("money", value, "EUR"),
        f"{whole} dollars {coins} cents": ("money", value, "USD"),
        f"£{whole} and {coins} pence": ("money", value, "GBP"),
    }

    assert wrong(sentence, expected, "kind value unit") == {}


# --- conversion

CODES = sorted({(row["unit"], row["name"], row["kind"]) for row in LEXICONS["unit"].values()})
LOGARITHMIC = ("[pH]", "dB")
CIRCULAR = ("deg", "'", "pc", "kpc", "Mpc", "Gpc", "{revolution}", "{orbit}")
"""Units that are defined with π, as seconds of an arc are: their amounts in base units are rounded."""


@tables
@given(st.decimals(-(10**9), 10**9, places=3))
def test_there_and_back_is_where_it_was(amount):
    numbers = [
        NumberValue(kind, amount, unit=code, unit_name=name)
        for code, name, kind in CODES
        if code not in (*LOGARITHMIC, *CIRCULAR) and not code.endswith("''")
    ]

    assert [number for number in numbers if number.to_base().to(number.unit).value != amount] == []
