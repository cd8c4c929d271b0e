"""Where a quotation stands in a text."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Span
from corpuskit.alignment import Located, locate, locate_all
from corpuskit.alignment._locate import _prepared
from corpuskit.errors import InvalidValue
from corpuskit.testing._timing import SLOWEST, growth
from corpuskit.testing.strategies import texts

STORY = (
    "The minister said on Monday that the plan, which had been discussed for many months, was dead. “It’s over,” he "
    "said — and left.\nNobody from the parties’ co-\nordination office would com\u00admentent on the ﬁnal vote; "
    "cafe\u0301 owners were relieved…"
)
FEW = st.text("abc ", max_size=12)


def changes(one: str, two: str) -> int:
    """Give the edit distance, by the book."""
    row = list(range(len(two) + 1))
    for index, left in enumerate(one, 1):
        above, row[0] = row[0], index
        for place, right in enumerate(two, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (left != right))
    return row[-1]


def fewest(text: str, quote: str) -> int:
    """Give the fewest changes between a quotation and any substring, by the book."""
    ends = range(len(text) + 1)
    return min(changes(text[start:end], quote) for start in ends for end in ends if start <= end)


def found(text: str, quote: str, **options: object) -> str | None:
    located = locate(text, quote, **options)  # type: ignore[arg-type]
    return located.span.text_of(text) if located else None


@given(texts(), st.data())
@example("e\u0301\u0301", None)
@example("\x00\n\x00", None)
@example("aaa", None)
def test_what_the_text_has_is_found_exactly(text: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(text))) if data else 1
    end = data.draw(st.integers(start, len(text))) if data else 2
    assume(start < end)
    quote = text[start:end]

    located = locate(text, quote)
    every = locate_all(text, quote)

    assert located is not None
    assert located.span.text_of(text) == quote or located.score == 0.99
    assert located.score == max(one.score for one in every) >= 0.98


@given(texts(), texts() | texts().map('"{}"'.format), st.floats(0.01, 1.0))
@example("İ" * 9, "i" * 7, 0.5)
@example("\u00ad\u200b", "\u00ad", 0.5)
@example("\u200f\u05d0\u05d1\u05d2 \u05d3", "\u05d0\u05d1\u05d2\u05d4", 0.5)
@example("a" * 30, "a...b", 0.1)
@example("abcdefgh½", "abcdefgh1 [so] ⁄2", 0.5)
def test_whatever_is_found_lies_in_the_text_with_a_good_enough_score(text: str, quote: str, at_least: float) -> None:
    assume(quote)

    located = locate(text, quote, at_least=at_least)
    every = locate_all(text, quote, at_least=at_least)

    for one in every + ((located,) if located else ()):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert at_least - 1e-9 <= one.score <= 1.0
        assert one.score < 1.0 or one.span.text_of(text) == quote
        assert one.score >= 0.98 or one.span.text_of(text) != quote
        assert Annotation(one.span, "quote", parts=one.parts, score=one.score)
    assert all(one.span.end <= two.span.start for one, two in pairwise(every))
    assert bool(located) == bool(every)
    if located:
        assert located.score <= max(one.score for one in every)


@given(FEW, st.text("abc ", min_size=1, max_size=8), st.sampled_from([0.3, 0.5, 0.7, 0.9]))
@example("abcabc", "abcc", 0.5)
def test_the_fewest_changes_decide_as_by_the_book(text: str, quote: str, at_least: float) -> None:
    plain, wanted = " ".join(text.split()), " ".join(quote.split())
    assume(text == plain and quote == wanted)
    most = int(len(quote) * (1 - at_least / 0.99) + 1e-9)

    located = locate(text, quote, at_least=at_least)

    if quote in text:
        assert located is not None
        whole = re.search(rf"(?<!\w){quote}(?!\w)", text)
        assert (located.span.text_of(text), located.score) == (quote, 1.0 if whole else 0.98)
    elif fewest(text, quote) > most or (located is None and fewest(text, quote) == len(quote)):
        assert located is None
    else:
        assert located is not None
        needed = changes(located.span.text_of(text), quote)
        assert located.score == pytest.approx(0.99 * (1 - needed / len(quote)))
        assert fewest(text, quote) <= needed <= most


@given(st.integers(0, 9), st.integers(0, 400))
def test_near_picks_the_nearest_of_equals(copies: int, near: int) -> None:
    text = "Nobody came to the harbour today. " * (copies + 1)
    for quote in ("the harbour", "THE  HARBOUR", "tha harbour"):
        located = locate(text, quote, near=near)
        starts = [one.span.start for one in locate_all(text, quote)]

        assert located is not None
        assert abs(located.span.start - near) == min(abs(start - near) for start in starts)


@pytest.mark.parametrize(("quote", "score"), [("may", 0.99), ("mays go", 0.99 * 6 / 7)])
def test_near_is_measured_in_the_text_as_it_is(quote: str, score: float) -> None:
    text = "May go" + " " * 50 + "x May go"

    for near, start in ((28, 0), (30, 58)):
        located = locate(text, quote, near=near, at_least=0.5)

        assert located is not None
        assert (located.span.start, located.score) == (start, pytest.approx(score))


def test_near_never_beats_a_better_place() -> None:
    text = "Yes. " * 20 + "yes."

    assert locate(text, "yes", near=0) == Located(Span(100, 103), 1.0)
    assert locate(text, "yes", near=Span(50, 53), at_least=0.5) == Located(Span(100, 103), 1.0)


def test_a_place_that_cuts_no_word_comes_first() -> None:
    text = "A party of artists. Art for art, or art for a part?"

    assert locate(text, "art") == Located(Span(28, 31), 1.0)
    assert locate(text, "art", near=50) == Located(Span(36, 39), 1.0)
    assert locate(text, "ART") == Located(Span(20, 23), 0.99)
    assert locate(text, "ist") == Located(Span(14, 17), 0.98)
    assert locate(text, "ist", at_least=0.99) is None


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("They were dismayed. May left.", "may", Located(Span(20, 23), 0.99)),
        ("Announced. No.", "no", Located(Span(11, 13), 0.99)),
        ("Announced nothing.", "no", Located(Span(2, 4), 0.98)),
        ("ANNOUNCED.", "no", Located(Span(2, 4), 0.98)),
        ("dismayed " * 9 + "M\u00ada\u00ady", "may", Located(Span(81, 86), 0.99)),
        ("ba a a", "a a", Located(Span(3, 6), 1.0)),
    ],
)
def test_whole_words_in_another_case_come_before_parts_of_words(text: str, quote: str, place: Located) -> None:
    assert locate(text, quote) == place
    assert place in locate_all(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"), [("我们在北京见面了", "北京"), ("ไปกรุงเทพวันนี้", "กรุงเทพ"), ("한국어를 배워요", "한국")]
)
def test_scripts_without_spaces_have_no_words_to_cut(text: str, quote: str) -> None:
    assert locate(text, quote, at_least=1.0) == Located(Span(text.index(quote), text.index(quote) + len(quote)), 1.0)


def test_a_long_quotation_may_cut_words() -> None:
    assert locate("x" * 100, "x" * 65) == Located(Span(0, 65), 1.0)


def test_without_near_the_first_of_equals_is_found() -> None:
    assert locate("aaa", "a") == Located(Span(0, 1), 0.98)
    assert locate("Ab ab", "AB") == Located(Span(0, 2), 0.99)
    assert locate("a b a", "a") == Located(Span(0, 1), 1.0)


@pytest.mark.parametrize(
    ("quote", "surface"),
    [
        ("THE MINISTER  said", "The minister said"),
        ('"It\'s over,"', "“It’s over,”"),
        ("he said - and left", "he said — and left"),
        ("he said -- and\n\nleft", "he said — and left"),
        ("parties' coordination office", "parties’ co-\nordination office"),
        ("co-ordination office", "co-\nordination office"),
        ("commentent", "com\u00admentent"),
        ("the final vote", "the ﬁnal vote"),
        ("café", "cafe\u0301"),
        ("were relieved...", "were relieved…"),
        ("\u200bNobody\u00a0from\u2060 ", "Nobody from"),
    ],
)
def test_what_other_programs_change_costs_a_hundredth(quote: str, surface: str) -> None:
    located = locate(STORY, quote)

    assert located is not None
    assert (located.span.text_of(STORY), located.score) == (surface, 0.99)


@pytest.mark.parametrize(
    ("quote", "surface"),
    [
        ("on Mondey that the plan", "on Monday that the plan"),
        ("Teh minister said on Monday", "The minister said on Monday"),
        ("on Monday that plan, which had been", "on Monday that the plan, which had been"),
        ("had often been discussed for many months", "had been discussed for many months"),
        ("ministers said on Mondays", "minister said on Monday"),
        ("minister tsaid on Monday that the plan, which h", "minister said on Monday that the plan, which h"),
    ],
)
def test_a_place_nearly_the_same_ends_where_words_end(quote: str, surface: str) -> None:
    assert found(STORY, quote) == surface


@pytest.mark.parametrize(
    ("quote", "surface", "score"),
    [
        ('"said on Monday"', "said on Monday", 0.98),
        ("“said on monday”", "said on Monday", 0.98),
        (" ''plan'' ", "plan", 0.98),
        ('"minist"', "minist", 0.97),
        ("`said on Mondey`", "said on Monday", 0.99 * 13 / 14 - 0.01),
        ('"The minister said … was dead"', STORY[:93], 0.98),
        ('"It\'s over,"', "“It’s over,”", 0.99),
    ],
)
def test_marks_around_a_quotation_that_the_text_does_not_have_cost_a_hundredth(
    quote: str, surface: str, score: float
) -> None:
    located = locate(STORY, quote)

    assert located is not None
    assert (located.span.text_of(STORY), located.score) == (surface, pytest.approx(score))
    assert located in locate_all(STORY, quote)
    assert locate(STORY, quote, at_least=score + 0.001) is None


@pytest.mark.parametrize("sign", ["…", "...", "[...]", "[…]", " . . . ", "(...)", "[we hear]"])
def test_what_a_quotation_leaves_out_may_be_anything(sign: str) -> None:
    located = locate(STORY, f"The minister said {sign} was dead")

    assert located == Located(Span(0, 93), 0.99, (Span(0, 17), Span(85, 93)))


@pytest.mark.parametrize(
    "quote",
    ["[t]he Minister said", "…the minister said…", "[Yesterday] the minister said [so]", "The MINISTER said..."],
)
def test_what_is_put_in_or_left_out_at_an_end_is_no_part(quote: str) -> None:
    assert locate(STORY, quote) == Located(Span(0, 17), 0.99)


def test_a_short_part_alone_is_found_but_no_two_short_parts() -> None:
    assert found(STORY, "…Vote…") == "vote"
    assert locate(STORY, "He … vote") is None


def test_a_part_is_found_next_to_the_others() -> None:
    text = "This, they told me, is one. This is another pastoral park."

    assert locate(text, "This [park] another pastoral park") == Located(
        Span(28, 57), 0.99, (Span(28, 32), Span(36, 57))
    )


def test_parts_are_found_in_their_order_only() -> None:
    assert locate(STORY, "was dead … The minister said") is None


def test_a_part_that_is_missing_lowers_the_score() -> None:
    located = locate(
        STORY, "The minister said on Monday that the plan, which had been discussed [...] zzzzz", at_least=0.5
    )

    assert located is not None
    assert located.span.text_of(STORY).startswith("The minister said on Monday that the plan, which had been discussed")
    assert located.score < 0.95


@given(st.lists(st.integers(0, 99), max_size=25), st.randoms(use_true_random=False))
def test_more_noise_never_scores_above_what_it_changed(places: list[int], chance: object) -> None:
    text = "The committee of the harbour town met for the first time since the storm to speak about its broken mole."
    quote = "".join("#" if index in places else character for index, character in enumerate(text[:100]))
    noise = quote.count("#")

    located = locate(text, quote, at_least=0.5)

    assert located is not None
    assert located.score <= (1.0 if not noise else 0.99 * (1 - noise / 100) + 1e-9)


@pytest.mark.parametrize("length", [401, 1500, 20_000])
def test_a_long_quotation_is_found_with_its_typos(length: int) -> None:
    text = " ".join(f"word{number * 7919 % 10007}" for number in range(5000))
    quote = text[9001 : 9001 + length]
    changed = quote[:90] + "#" + quote[90:300] + quote[301:]

    located = locate(text, changed)

    assert located is not None
    assert abs(located.span.start - 9001) <= 3
    assert abs(located.span.end - 9001 - length) <= 8
    assert located.score > 0.98 * (1 - 20 / length)


def test_a_place_that_cuts_a_word_never_counts_as_one_nearly_the_same() -> None:
    assert locate_all("a" * 21 + "000", "a" * 11) == (Located(Span(0, 11), 0.98),)


def test_every_place_is_found_once_and_in_order() -> None:
    text = "So it is. SO IT IS! So  it\nis? Soo it is; so be it."

    assert [(one.span.text_of(text), one.score) for one in locate_all(text, "So it is")] == [
        ("So it is", 1.0),
        ("SO IT IS", 0.99),
        ("So  it\nis", 0.99),
        ("Soo it is", pytest.approx(0.99 * 7 / 8)),
    ]


def test_a_span_of_astral_text_counts_code_points() -> None:
    text = "👏👏 Bravo, 𝐛𝐫𝐚𝐯𝐨 to all 👏"

    assert locate(text, "Bravo to all") == Located(Span(10, 22), 0.99)


@pytest.mark.parametrize("quote", [" ", "\u00ad", "\u200b\n"])
def test_a_quotation_of_which_folding_leaves_nothing_is_found_exactly_or_not(quote: str) -> None:
    assert locate("none", quote) is None
    assert locate(f"so{quote}me", quote) == Located(Span(2, 2 + len(quote)), 1.0)


def test_a_perfect_score_asks_for_the_same_code_points() -> None:
    assert locate("Yes", "yes", at_least=1.0) is None
    assert locate("yes", "yes", at_least=1.0) == Located(Span(0, 3), 1.0)


@pytest.mark.parametrize("quote", ["", 7, None])
def test_a_quotation_is_text_that_is_not_empty(quote: object) -> None:
    for find in (locate, locate_all):
        with pytest.raises(InvalidValue, match="quotation"):
            find("text", quote)  # type: ignore[arg-type]


def test_a_document_is_no_text_but_has_one() -> None:
    with pytest.raises(InvalidValue, match="document's text"):
        locate(Document("text"), "text")  # type: ignore[arg-type]


@pytest.mark.parametrize("at_least", [0, -1, 1.01, float("nan"), "1", None])
def test_a_threshold_is_a_score_above_nothing(at_least: object) -> None:
    with pytest.raises(InvalidValue, match="at_least"):
        locate("text", "t", at_least=at_least)  # type: ignore[arg-type]


def test_near_is_a_place_in_the_text() -> None:
    for near in (-1, 1.5, "1"):
        with pytest.raises(InvalidValue, match="near"):
            locate("text", "t", near=near)  # type: ignore[arg-type]
    assert locate("t or t", "t", near=99) == Located(Span(5, 6), 1.0)


@pytest.mark.parametrize(
    ("unit", "quote"),
    [
        ("a", "a" * 300 + "b"),
        ("a", "b" * 300),
        ("a", "ab" * 100),
        ("ab ", "ab ba ... " * 20),
        (" ", "a b"),
        ("\n-", "a-b-c"),
        ("ab", "b"),
        ("ab ", "'xb'"),
        ("e\u0301", "e\u0300" * 50),
        ("\u00ad\n", "a\u00adb"),
        ("[.", "[." * 50 + "]"),
        ("a" + "\u0300\u0316" * 40, "à" * 30),
        ("said the ", "as the man said, the said man … said the man"),
    ],
    ids=ascii,
)
def test_hostile_text_costs_linear_time(unit: str, quote: str) -> None:
    def afresh(text: str) -> Callable[[], object]:
        def work() -> object:
            _prepared.cache_clear()  # The last text is kept folded, which would make the short one cheap.
            return locate(text, quote)

        return work

    assert growth(afresh, unit) <= SLOWEST


def test_a_quotation_longer_than_the_text_is_not_searched() -> None:
    assert locate("a" * 1000, "a" * 100_000) is None
    assert locate("", "a") is None
    assert locate_all("", "a") == ()
