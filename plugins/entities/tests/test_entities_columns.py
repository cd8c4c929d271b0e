"""What is looked up for a whole batch at once is what a plain walk finds."""

import re
from itertools import pairwise

import numpy as np
import pytest
from corpuskit_entities.around import after, before
from corpuskit_entities.capitals import _run_pattern, find_capitals
from corpuskit_entities.division import _divided_alone, divide
from corpuskit_entities.memory import Memory
from corpuskit_entities.phrases import Phrase
from corpuskit_entities.reading import Scorer
from corpuskit_entities.runs import find_runs
from corpuskit_entities.segment import OUTSIDE, segment_evidence
from corpuskit_entities.sheet import Sheet
from corpuskit_entities.weights import shipped_weights
from corpuskit_entities.written import written
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch
from corpuskit.testing.strategies import texts

WORDS = [
    *("Iraq", "Mr.", "St.", "U.S.", "J.", "of", "and", "the", "al-", "van", "said", "Foo", "O'Neil", "Iraq's", "’s"),
    *("McDonald", "AT&T", "F-16", "Jae-in", "É", "ß", "İ", "5", "-", "–", "(", "“", "\n", "\u00a0", "  ", ".", ", "),
]
# The scan takes ẞ for ß, which is small: no word begins with either.
ODD = texts(4).map(lambda text: text.replace("ẞ", "ß"))
LINES = st.lists(st.sampled_from(WORDS) | ODD, max_size=20).map(" ".join) | st.lists(
    st.sampled_from(WORDS), max_size=12
).map("".join)


def sheet_of(*given_texts):
    return Sheet(Batch(map(Document, given_texts)))


def stretches_of(sheet):
    runs = find_runs(sheet)
    return Scorer(shipped_weights()).stretches(runs, sheet.scan.documents_of(runs.starts))


@given(st.lists(LINES, max_size=4))
@example(["Foo and", "Bar"])
@example(["Iraq's Foo’s and the Bar", "", "Foo al-Bar of the St. Foo."])
def test_runs_stand_where_the_pattern_matches(lines):
    sheet = sheet_of(*lines)
    starts, ends = find_capitals(sheet)

    found = list(zip(starts.tolist(), ends.tolist(), strict=True))
    assert found == [match.span() for match in _run_pattern().finditer(sheet.text)]


@given(st.lists(LINES, min_size=1, max_size=3))
def test_what_stands_around_runs_is_what_the_whole_text_says(lines):
    sheet = sheet_of(*lines)
    runs = find_runs(sheet)
    documents, offsets = sheet.scan.locate(runs.starts)
    for at, (document, start) in enumerate(zip(documents.tolist(), offsets.tolist(), strict=True)):
        text, end = lines[document], start + len(runs.phrases[at][0])

        assert text[start:end] == runs.phrases[at][0]
        assert before(runs.lefts[at]) == before(text[max(0, start - 32) : start])
        assert after(runs.rights[at]) == after(text[end : end + 40])


@given(st.lists(LINES, min_size=1, max_size=3))
def test_the_sums_of_stretches_are_those_of_their_evidence(lines):
    sheet, weights = sheet_of(*lines), shipped_weights()
    stretches = stretches_of(sheet)
    sums = iter(stretches.sums())
    for key, left, right in zip(stretches.runs.phrases, stretches.runs.lefts, stretches.runs.rights, strict=True):
        phrase = Phrase.read(*key)
        for first, end, named in phrase.cells:
            evidence = segment_evidence(phrase, first, end, before(left), after(right))
            expected = np.sum([weights.get(name, (0,) * (OUTSIDE + 1)) for name in evidence], axis=0)

            # What a stretch cannot be is ruled out by a weight of its own.
            free = [*range(OUTSIDE)] * named + [OUTSIDE] * (end == first + 1)
            assert next(sums)[free].tolist() == expected[free].tolist()


@given(st.lists(LINES, min_size=1, max_size=3))
def test_memory_lists_the_evidence_that_it_sums(lines):
    sheet, weights = sheet_of(*lines), shipped_weights()
    scorer = Scorer(weights)
    runs = find_runs(sheet)
    memory = Memory(scorer.read(scorer.stretches(runs, sheet.scan.documents_of(runs.starts))), sheet)
    listed = [np.sum([weights.get(name, (0,) * 6) for name in names], axis=0) for names in memory.evidence()]

    assert [row.tolist() for row in memory.sums(scorer._weights)] == [
        np.broadcast_to(row, 6).tolist() for row in listed
    ]


@given(st.lists(LINES, min_size=1, max_size=3), st.lists(st.sampled_from(WORDS) | texts(3), max_size=8, unique=True))
@example(["to the north", "the"], ["the", "north", "to"])
def test_words_are_found_in_their_documents_as_they_are_written(lines, words):
    asked = [word for word in words if re.fullmatch(r"\w+", word)]
    pairs = [(document, word) for document in range(len(lines)) for word in asked]
    documents = np.array([document for document, _ in pairs], np.int64)
    # What controls and format signs stand between is left aside.
    printable = ["".join(char if char.isprintable() or char.isspace() else "x" for char in line) for line in lines]
    found = written(sheet_of(*printable), documents, [word for _, word in pairs])

    assert found.tolist() == [word in printable[document].split() for document, word in pairs]


@given(st.lists(st.integers(1, 11), max_size=6), st.data())
def test_all_runs_at_once_are_divided_as_each_alone(lengths, data):
    cells = [[(a, b) for a in range(n) for b in range(a + 1, n + 1) if b == a + 1 or (a + b) % 3] for n in lengths]
    tops = [data.draw(st.lists(st.integers(-9, 9), min_size=len(c), max_size=len(c))) for c in cells]
    bounds = np.cumsum([0, *map(len, cells)])
    firsts, ends = np.array([cell for some in cells for cell in some], np.int64).reshape(-1, 2).T
    values = np.array([top for some in tops for top in some], np.float64)
    alone = [_divided_alone(firsts, ends, values, low, high) for low, high in pairwise(bounds.tolist())]

    assert divide(firsts, ends, bounds, values).tolist() == sorted(cell for some in alone for cell in some)


@pytest.mark.parametrize("text", ["", "no names here", "\n\n", "Kenya"])
def test_texts_with_few_runs_or_none_have_their_stretches(text):
    assert len(stretches_of(sheet_of(text)).cells) == (text == "Kenya")
