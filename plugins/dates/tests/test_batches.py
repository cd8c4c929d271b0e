"""What is remembered, and what is looked for from behind, changes no result."""

import re

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor, triggers
from corpuskit_dates.memo import MOST, Memo
from corpuskit_dates.placing.tense import Tense
from corpuskit_dates.plugin import corpuskit_extractors
from corpuskit_dates.readers.surroundings import previous_word
from corpuskit_dates.reading import Expression, Fixed, Mention
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.rules import Rules
from corpuskit.scan import Batch

EXTRACT = DateExtractor(DateConfig())
WORDS = (
    "in the last The next early May March Monday 5 2019 two weeks year ago before , . ( and to will said expected is "
    "about a few hundred every noon of quarter third - “mid \n 12/25/2019 3/4/2020 yesterday that day "
    "mid-May (last laſt LAST \xa0week the-last early- ago.” now"
)
MANY = Document("on Monday, " * 250)
TEXTS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=20).map(" ".join)
DATES = st.sampled_from([None, "2020-06-12", "1987-10-19T10:30:00"])
DOCUMENTS = st.builds(lambda text, date: Document(text, metadata={} if date is None else {"date": date}), TEXTS, DATES)


@given(st.lists(DOCUMENTS, max_size=4))
@example([Document("on Tuesday"), Document("", metadata={"date": "2020-06-12"}), Document("will on Tuesday")])
def test_a_batch_gives_what_its_documents_give_alone(documents):
    found = EXTRACT.extract_batch(Batch(documents)).by_document(len(documents))

    assert found == [list(EXTRACT(document)) for document in documents]


@given(st.lists(DOCUMENTS, max_size=4))
@example([Document("in laſt-May"), Document("last"), Document("week"), Document("a year"), Document("ago (last June")])
def test_a_large_batch_gives_the_same(documents):
    found = EXTRACT.extract_batch(Batch([*documents, MANY])).by_document(len(documents) + 1)

    assert found[:-1] == [list(EXTRACT(document)) for document in documents]


@given(DOCUMENTS)
def test_what_was_read_before_changes_nothing(document):
    assert list(EXTRACT(document)) == list(DateExtractor(DateConfig())(document))


@pytest.mark.parametrize("text", ["on 5 January 2020", "last year", "on Tuesday", "two weeks", "every day"])
def test_the_same_expression_has_the_same_value(text):
    documents = [Document(f"{words} {text}.", metadata={"date": "2020-06-12"}) for words in ("He came", "She left")]
    first, second = EXTRACT.extract_batch(Batch(documents)).value

    assert first is second


def test_a_memo_begins_anew_when_it_is_full():
    memo: Memo[int, int] = Memo()
    for number in range(MOST + 1):
        memo.keep(number, number)

    assert memo == {MOST: MOST}


# --- looking from behind

VERBS = (
    "was will would be been is are to expected scheduled set due as soon late going told re-elected said, “will "
    "May may won't he'll it’ll she the 5 is-expected İ won anİnounced ſaıd décided "
    "planned had not could have need as a due to hope"
)
SENTENCES = st.lists(st.sampled_from(VERBS.split()), max_size=12).map(" ".join)


@given(SENTENCES, st.sampled_from([" ", ". ", "\n\n"]), SENTENCES)
@example("it is", " ", "expected to be set to")
def test_the_last_verb_is_the_one_that_is_found_from_the_start(before, between, after):
    tense = Tense(Rules.load("corpuskit_dates", "en"))
    text = f"{before}{between}{after}"
    plain = [cue for cue in tense._cues.finditer(text) if cue.lastgroup != "none"]
    found = tense._last(text, 0, len(text))

    assert (found and found.span()) == (plain[-1].span() if plain else None)


def test_the_verb_of_another_sentence_tells_nothing():
    tense = Tense(Rules.load("corpuskit_dates", "en"))
    text = "He will go. On Monday it rained."
    mention = Mention(15, 21, Expression(Fixed("PAST_REF"), "any"))

    assert tense.around(text, mention) == -1


@given(st.text(alphabet="abÉ. (5-_\n", max_size=12))
@example("x c.(")
def test_the_word_before_is_the_run_of_letters_before(text):
    found = re.search(r"([^\W\d_]+\.?)[\s(]*\Z", text)

    assert previous_word(text, len(text)) == (found[1].lower().rstrip(".") if found else "")


def test_the_words_that_matches_begin_with_are_declared():
    (spec,) = corpuskit_extractors()

    assert spec.triggers == "corpuskit_dates.extract:triggers"
    assert {"monday", "january", "yesterday"} <= set(triggers())
