import csv
import io
import random
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Document, Source, Span
from corpuskit.errors import ConfigError, FormatError, InvalidValue, NotFound
from corpuskit.evaluation import Sheet, SheetRow, read_sheet, sample, wilson_interval
from corpuskit.evaluation._sample_strata import allocated
from corpuskit.testing.strategies import documents, texts
from corpuskit.values import DateValue, EntityValue, OpaqueValue

RULES = ["day", "month", "year", "month and day"]


def dated(identity: str, rules: list[str | None], **metadata: str) -> Document:
    """A document with one date of each of these rules."""
    items = [
        Annotation(Span(3 * place, 3 * place + 2), "date", DateValue("DATE", f"20{place % 100:02}", method=rule))
        for place, rule in enumerate(rules)
    ]
    return Document("20 " * len(rules), id=identity, metadata=metadata, annotations=items)


def corpora() -> st.SearchStrategy[list[Document]]:
    rules = st.lists(st.lists(st.sampled_from([*RULES, None]), max_size=8), max_size=5)
    return rules.map(lambda found: [dated(f"d{number}", each) for number, each in enumerate(found)])


def judged(sheet: Sheet, *words: str) -> Sheet:
    """The sheet with these judgements from the top down."""
    rows = [attrs.evolve(row, judgement=word) for row, word in zip(sheet, words, strict=False)]
    return Sheet([*rows, *sheet.rows[len(rows) :]])


def rows(stratum: str, population: int, *words: str) -> list[SheetRow]:
    return [SheetRow(stratum=stratum, population=population, judgement=word) for word in words]


# --- drawing


@given(
    corpora(), st.integers(1, 30), st.sampled_from([None, "rule", "type"]), st.sampled_from(["proportional", "equal"])
)
def test_a_sample_is_without_replacement_and_as_large_as_it_can_be(corpus, n, by, allocation):
    sheet = sample(corpus, label="date", n=n, by=by, allocation=allocation)
    places = [(row.document, row.key) for row in sheet]

    assert len(places) == len(set(places)) == min(n, sum(len(document["date"]) for document in corpus))


@given(corpora(), st.integers(5, 30), st.sampled_from(["proportional", "equal"]))
def test_every_stratum_has_a_row_and_its_population(corpus, n, allocation):
    sheet = sample(corpus, label="date", n=n, by="rule", allocation=allocation)
    populations = Counter(f"rule: {item.value.method or '(none)'}" for document in corpus for item in document["date"])

    assert {row.stratum: row.population for row in sheet} == populations
    assert all(row.stratum == f"rule: {row.rule or '(none)'}" for row in sheet)


@given(corpora(), st.integers(1, 30), st.integers(0, 3), st.randoms())
def test_the_order_of_documents_does_not_matter(corpus, n, seed, chance):
    other = chance.sample(corpus, len(corpus))

    assert sample(corpus, label="date", n=n, by="rule", seed=seed) == sample(
        other, label="date", n=n, by="rule", seed=seed
    )


def test_another_seed_draws_others():
    corpus = [dated("a", RULES * 20)]
    drawn = [{row.key for row in sample(corpus, label="date", n=10, seed=seed)} for seed in (0, 1)]

    assert drawn[0] != drawn[1]


def test_every_annotation_is_drawn_as_often():
    corpus = [dated("a", ["day"] * 30), dated("b", ["day"] * 10)]
    seeds = range(1_500)
    drawn = Counter((row.document, row.key) for seed in seeds for row in sample(corpus, label="date", n=4, seed=seed))

    # 1,500 · 4 / 40 = 150, within 5 standard deviations.
    assert len(drawn) == 40
    assert all(90 < count < 210 for count in drawn.values())


def test_rows_from_the_top_are_mixed_from_all_strata():
    corpus = [dated("a", ["year"] * 60 + ["day"] * 30)]
    top = Counter(row.rule for row in sample(corpus, label="date", n=30, by="rule").rows[:12])

    assert top["year"] == 8
    assert top["day"] == 4


def test_a_few_new_documents_leave_most_of_a_sample_as_it_was():
    corpus = [dated(f"d{number}", ["day"] * 4) for number in range(100)]
    before = {(row.document, row.key) for row in sample(corpus, label="date", n=40)}
    after = {(row.document, row.key) for row in sample([*corpus, dated("new", ["day"] * 8)], label="date", n=40)}

    assert len(before & after) >= 38


@pytest.mark.parametrize(
    ("allocation", "sizes"), [("proportional", [15, 4, 1]), ("equal", [9, 9, 2])], ids=["proportional", "equal"]
)
def test_rows_are_divided_as_the_allocation_says(allocation, sizes):
    corpus = [dated("a", ["year"] * 80 + ["month"] * 18 + ["day"] * 2)]
    drawn = Counter(row.rule for row in sample(corpus, label="date", n=20, by="rule", allocation=allocation))

    assert [drawn[rule] for rule in ("year", "month", "day")] == sizes


def test_strata_beyond_the_number_of_rows_are_drawn_from_together():
    corpus = [dated("a", ["year"] * 9 + ["month"] * 5 + [f"rule {number}" for number in range(6)])]
    sheet = sample(corpus, label="date", n=3, by="rule")

    assert {row.stratum: row.population for row in sheet} == {"rule: year": 9, "rule: month": 5, "rule: (others)": 6}


def test_strata_can_be_of_anything_that_is_there():
    source = Source("corpuskit-x", "1.2", "x", "", "")
    value = EntityValue("PER", "Ada", subtype="poet")
    items = [Annotation(Span(0, 3), "entity", value, source=source)]
    corpus = [Document("Ada", metadata={"paper": "Gazette", "subtype": "news"}, annotations=items)]
    names = ["rule", "type", "source", "subtype", "paper", "metadata.subtype", lambda document, item: len(item.span)]
    strata = [row.stratum for by in names for row in sample(corpus, label="entity", n=1, by=by)]

    assert strata == [
        "rule: (none)",
        "type: PER",
        "source: x 1.2",
        "subtype: poet",
        "paper: Gazette",
        "metadata.subtype: news",
        "group: 3",
    ]


def test_a_value_whose_class_is_not_installed_has_its_rule_and_fields():
    items = [Annotation(Span(0, 1), "tag", OpaqueValue.of({"method": "hash", "kind": "a", "n": [1]}))]
    corpus = [Document("x", annotations=items)]

    assert [row.rule for row in sample(corpus, label="tag", n=1)] == ["hash"]
    assert [row.stratum for by in ("kind", "n") for row in sample(corpus, label="tag", n=1, by=by)] == [
        "kind: a",
        "n: [1]",
    ]


def test_a_slip_is_told():
    corpus = [dated("a", RULES, paper="Gazette")]

    with pytest.raises(NotFound, match="did you mean 'paper'"):
        sample(corpus, label="date", n=1, by="papers")
    with pytest.raises(NotFound, match="did you mean 'date'"):
        sample(corpus, label="dates", n=1)
    with pytest.raises(ConfigError, match="did you mean 'equal'"):
        sample(corpus, label="date", n=1, allocation="equl")
    with pytest.raises(InvalidValue, match="the id 'a' occurs twice"):
        sample(corpus * 2, label="date", n=1)
    with pytest.raises(InvalidValue, match="1 or more"):
        sample(corpus, label="date", n=0)


def test_a_row_shows_the_annotation_in_its_context():
    text = "Heading\n\nSigned on\t5 May  in\u202e Aden; more follows."
    item = Annotation(Span(19, 24), "date", DateValue("DATE", "2020-05-05", method="day and month"), (), 0.5)
    (row,) = sample([Document(text, id="d", annotations=[item])], label="date", n=1, context=10)

    assert (row.before, row.text, row.after) == ("…Signed on ", "5 May", " in‹U+202E› Aden…")
    assert (row.rule, row.document, row.key, row.offsets) == ("day and month", "d", "date@19-24", "[[19,24]]")
    assert row.value == '{"type":"DATE","value":"2020-05-05","method":"day and month"}'
    assert re.fullmatch("blake2:[0-9a-f]{16}", row.digest)


# --- files


def cells() -> st.SearchStrategy[str]:
    return texts() | st.text("'=+-@;\t\r\n＝a\"", max_size=7)


@given(st.lists(st.tuples(cells(), cells(), cells(), st.sampled_from(["", "right", "wrong", "unsure"])), max_size=4))
@example([("=1+1", "'=1+1", "''", "right")])
@example([("", "", "", "")])
def test_a_sheet_is_read_as_it_was_written(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("sheets") / "sheet.csv"
    sheet = Sheet(
        SheetRow(text=text, before=before, note=note, judgement=word, population=9)
        for text, before, note, word in found
    )

    assert sheet.write(path) == len(sheet)
    assert read_sheet(path) == sheet


@given(cells())
def test_no_cell_of_a_file_is_a_formula(tmp_path_factory, cell):
    path = tmp_path_factory.mktemp("sheets") / "sheet.csv"
    names = [name for name in attrs.fields_dict(SheetRow) if name not in ("population", "judgement")]
    Sheet([SheetRow(**dict.fromkeys(names, cell), population=1)]).write(path)
    content = path.read_bytes().decode("utf-8-sig")

    found = [item for row in csv.reader(io.StringIO(content, newline="")) for item in row]
    # Where the decimal sign is a comma, semicolons divide cells.
    pieces = [piece for item in found for piece in re.split("[;\t\r\n]", item)]
    assert not [item for item in found if item.startswith(("\t", "\r", "\n"))]
    assert not [piece for piece in pieces if piece.startswith(("=", "+", "-", "@", "＝"))]


@given(documents(), st.sampled_from(["date", "entity", "number", "quote", "date_range"]))
@example(Document("x\x1b\u202e", id="\x1b[31m", annotations=[Annotation(Span(0, 3), "date")]), "date")
def test_a_sheet_of_any_document_can_be_written_and_read(tmp_path_factory, document, label):
    path = tmp_path_factory.mktemp("sheets") / "sheet.csv"
    sheet = sample([document], label=label, n=3, by="type")
    sheet.write(path)

    assert read_sheet(path) == sheet
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202e]", path.read_text(encoding="utf-8"))


def test_a_file_has_a_byte_order_mark_and_texts_in_brackets(tmp_path):
    sample([dated("d", ["year"])], label="date", n=1).write(tmp_path / "s.csv")
    content = (tmp_path / "s.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbfbefore,text,after,value,judgement,cause,note,rule,stratum,population,")
    assert b",[20]," in content


def test_a_sheet_without_text_holds_no_word_of_it(tmp_path):
    text = "Signed on 5 May in Aden."
    item = Annotation(Span(10, 15), "date", DateValue("DATE", "2020-05-05"))
    sheet = sample([Document(text, id="d", annotations=[item])], label="date", n=1)
    sheet.without_text().write(tmp_path / "s.csv")
    content = (tmp_path / "s.csv").read_text(encoding="utf-8-sig")

    assert "Signed" not in content
    assert "5 May" not in content
    assert "before" not in content
    assert read_sheet(tmp_path / "s.csv") == sheet.without_text()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_sheet_is_read_however_a_spreadsheet_saves_it(tmp_path, delimiter, encoding):
    lines = ["Judgement|my column|Population|stratum", "R|x|9|a", "|||", "✗|x|9|a", "TRUE|x|9|a|", "", "?|x|9|b"]
    (tmp_path / "s.csv").write_text("\r\n".join(lines).replace("|", delimiter), encoding=encoding)

    found = [(row.judgement, row.stratum) for row in read_sheet(tmp_path / "s.csv")]
    assert found == [("right", "a"), ("wrong", "a"), ("right", "a"), ("unsure", "b")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("judgement,stratum,population\nright,a,9\nmaybe,a,9\n", "line 3, column 'judgement': 'maybe' is no judgement"),
        ("judgement,stratum,population\nright,a,many\n", "line 2, column 'population': 'many' is no number"),
        ("judgement,stratum,population\nright,a,0\n", "line 2, column 'population'"),
        ("judgement,stratum,population\nright,,9\n", "line 2, column 'stratum': it is empty"),
        ("judgment,stratum,population\nright,a,9\n", "did you mean 'judgment'"),
        ("judgement,stratum,population,stratum\nright,a,9,a\n", "'stratum' is there twice"),
        ("judgement,stratum,population\nright,a,9,more\n", "line 2: the row has 4 cells, but the header 3"),
        ("judgement,stratum,population\nright,a,9\nright,a,8\n", "a population of 9 in one row and of 8"),
        ("judgement,stratum,population\nright,a,1\nright,a,1\n", "2 rows, and a population of only 1"),
        ('judgement,stratum,population\n"right,a,9\n', "line 2: this is no CSV"),
        ("", "has a column 'judgement'"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_where_and_what_to_do(tmp_path, content, message):
    (tmp_path / "s.csv").write_text(content)

    with pytest.raises(FormatError) as caught:
        read_sheet(tmp_path / "s.csv")
    assert message in str(caught.value)
    assert "s.csv" in str(caught.value)


def test_a_wrong_word_is_answered_with_those_allowed(tmp_path):
    (tmp_path / "s.csv").write_text("judgement,stratum,population\nja,a,9\n")

    with pytest.raises(
        FormatError, match=r"write right \(or r yes .*\), wrong \(or .*\), unsure \(or .*\), or nothing"
    ):
        read_sheet(tmp_path / "s.csv")


def test_a_sheet_in_another_encoding_is_told_apart(tmp_path):
    (tmp_path / "s.csv").write_bytes("judgement,stratum,population\nright,é,9\n".encode("cp1252"))

    with pytest.raises(FormatError, match="not UTF-8; save it as 'CSV UTF-8'"):
        read_sheet(tmp_path / "s.csv")


def test_a_sheet_is_written_to_csv_only(tmp_path):
    with pytest.raises(FormatError, match=r"ends in \.csv"):
        Sheet([]).write(tmp_path / "sheet.xlsx")


# --- judgements that are taken over


def test_judgements_are_taken_over_for_the_same_annotations_of_equal_texts():
    corpus = [dated(f"d{number}", ["day"] * 5) for number in range(1)]
    earlier = judged(sample(corpus, label="date", n=5), "right", "wrong", "unsure")
    again = sample([dated("renamed", ["day"] * 5)], label="date", n=5, seed=1).with_judgements_of(earlier)
    changed = sample([dated("d0", ["month"] * 5)], label="date", n=5).with_judgements_of(earlier)

    assert {row.key: row.judgement for row in again} == {row.key: row.judgement for row in earlier}
    assert not [row for row in changed if row.judgement]


def test_a_stand_off_sheet_gives_its_judgements_back():
    corpus = [dated("a", ["day"] * 5)]
    sheet = sample(corpus, label="date", n=5)
    full = judged(sheet, "right", "wrong")

    assert sheet.with_judgements_of(full.without_text()) == full
    assert full.judgements_missing_in(sheet) == 2
    assert full.judgements_missing_in(full) == 0


def test_the_first_earlier_sheet_counts_and_own_judgements_stay():
    sheet = sample([dated("a", ["day"] * 2)], label="date", n=2)
    first, second = judged(sheet, "right"), judged(sheet, "wrong", "wrong")

    assert [row.judgement for row in sheet.with_judgements_of(first, second)] == ["right", "wrong"]
    assert [row.judgement for row in first.with_judgements_of(second)] == ["right", "wrong"]


def test_causes_and_notes_are_taken_over_and_missed_too():
    sheet = sample([dated("a", ["day"] * 3)], label="date", n=3)
    first, second, third = sheet.rows
    noted = Sheet([attrs.evolve(first, note="?"), attrs.evolve(second, note="later"), third])
    earlier = Sheet([attrs.evolve(first, judgement="wrong", cause="type"), second, third])

    assert [(row.judgement, row.cause, row.note) for row in sheet.with_judgements_of(noted, earlier)] == [
        ("wrong", "type", ""),
        ("", "", "later"),
        ("", "", ""),
    ]
    assert earlier.judgements_missing_in(judged(sheet, "wrong")) == 1
    assert earlier.judgements_missing_in(judged(sheet, "right")) == 1
    assert noted.judgements_missing_in(sheet) == 2


# --- precision


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_are_the_published_ones(right, judged, low, high):
    # Source: R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
    assert wilson_interval(right, judged) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.5, 0.999))
def test_an_interval_holds_the_share_and_mirrors(right, wrong, level):
    low, high = wilson_interval(right, right + wrong, level)
    mirrored = wilson_interval(wrong, right + wrong, level)

    assert 0 <= low <= high <= 1
    assert mirrored == pytest.approx((1 - high, 1 - low))
    if right + wrong:
        assert low - 1e-12 <= right / (right + wrong) <= high + 1e-12


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_between_0_and_1(level):
    with pytest.raises(ConfigError, match=r"such as 0\.95"):
        wilson_interval(1, 2, level)
    with pytest.raises(ConfigError, match=r"such as 0\.95"):
        Sheet([]).precision(level=level)


@pytest.mark.parametrize(("right", "judged"), [(5, 3), (-1, 3), (1, 0), (float("nan"), 3)])
def test_no_more_are_right_than_were_judged(right, judged):
    with pytest.raises(InvalidValue, match="cannot be right"):
        wilson_interval(right, judged)


def test_a_level_is_shown_as_it_is():
    assert "99.5 %" in str(Sheet(rows("all", 9, "right")).precision(level=0.995))


def test_strata_are_weighted_by_their_populations():
    found = Sheet([*rows("a", 900, "right", "right"), *rows("b", 100, "right", "wrong")]).precision()

    assert [stratum.precision for stratum in found.strata] == [1.0, 0.5]
    assert found.overall.precision == pytest.approx(0.95)


def test_one_stratum_has_the_interval_of_wilson():
    overall = Sheet(rows("all", 500, *["right"] * 15, *["wrong"] * 133)).precision().overall

    assert (overall.low, overall.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_strata_that_are_alike_are_as_exact_as_one():
    strata = [rows(name, 100, *["right"] * 18, "wrong", "wrong") for name in "abcd"]
    found = Sheet(row for stratum in strata for row in stratum).precision().overall

    assert (found.low, found.high) == pytest.approx(wilson_interval(72, 80), abs=1e-9)


def test_what_is_all_right_is_not_certain():
    strata = [rows(f"{number}", 10, "right") for number in range(20)]
    overall = Sheet(row for stratum in strata for row in stratum).precision().overall

    assert (overall.precision, overall.high) == (1.0, 1.0)
    assert overall.low == pytest.approx(wilson_interval(20, 20)[0])


def test_unjudged_and_unsure_rows_are_counted_and_left_out():
    found = Sheet([*rows("a", 60, "right", "unsure", "", ""), *rows("b", 40, "", "unsure")]).precision()
    overall = found.overall

    assert (overall.rows, overall.judged, overall.unsure, overall.unjudged) == (6, 1, 2, 3)
    assert overall.precision == 1.0
    assert found.strata[1].precision is None
    assert found.covered == pytest.approx(0.6)
    assert "of the strata that were judged, 60.0% of the annotations" in str(found)
    assert "not judged: 3 of 6 rows" in str(found)


@pytest.mark.parametrize(
    ("words", "gaps"),
    [(["right", "unsure", "", ""], 0), (["", "right", "", "", "unsure", ""], 3), (["", ""], 0)],
    ids=["from the top down", "anywhere", "not at all"],
)
def test_rows_passed_over_between_those_judged_are_told(words, gaps):
    found = Sheet(rows("a", 60, *words)).precision()

    assert found.gaps == found.to_dict()["gaps"] == gaps
    assert ("judge the sheet to its end" in str(found)) == bool(gaps)


@pytest.mark.parametrize("words", [(), ("",), ("unsure",)])
def test_without_a_judgement_there_is_no_precision(words):
    found = Sheet(rows("a", 9, *words)).precision()

    assert found.overall.precision is None
    assert found.to_dict()["overall"]["precision"] is None
    assert "%" not in str(found).replace("95 %", "")


def test_causes_of_wrong_ones_are_counted():
    causes = ["Boundary", "boundary ", "", "no  date", "boundary"]
    wrong = [SheetRow(population=9, judgement="wrong", cause=cause) for cause in causes]
    found = Sheet([*wrong, SheetRow(population=9, judgement="right", cause="boundary")]).precision()

    assert dict(found.causes) == {"boundary": 3, "": 1, "no date": 1}
    assert "causes of the wrong ones: boundary 3, (none given) 1, no date 1" in str(found)


def test_the_table_has_every_stratum_and_acts_on_no_terminal():
    found = Sheet([*rows("rule: \x1b[31m", 900, "right"), *rows("rule: b", 100, "wrong")]).precision(level=0.9)
    lines = str(found).splitlines()

    assert lines[0].split() == ["stratum", "population", "judged", "right", "wrong", "unsure", "precision", "90", "%"]
    assert lines[1].startswith("rule: ␛[31m")
    assert lines[3].startswith("all, weighted")
    assert "\x1b" not in str(found)


SHARES = {"day": (0.95, 200), "month": (0.8, 50), "year": (0.5, 12), "era": (0.0, 2)}


def simulated(allocation: str, seed: int) -> tuple[float, bool]:
    """The estimate of a sample of a population whose precision is known, and whether the interval holds that."""
    rules = [rule for rule, (_, population) in SHARES.items() for _ in range(population)]
    chance = random.Random(7)
    truth = [chance.random() < SHARES[rule][0] for rule in rules]
    document = dated("a", list(rules))
    right = {document.key(item) for item, is_right in zip(document["date"], truth, strict=True) if is_right}
    sheet = sample([document], label="date", n=40, by="rule", allocation=allocation, seed=seed)
    words = ["right" if row.key in right else "wrong" for row in sheet]
    overall = judged(sheet, *words).precision().overall
    known = sum(truth) / len(truth)
    return overall.precision - known, overall.low <= known <= overall.high


@pytest.mark.parametrize("allocation", ["proportional", "equal"])
def test_weighted_precision_is_unbiased_and_its_interval_holds_the_truth(allocation):
    found = [simulated(allocation, seed) for seed in range(200)]
    errors = [error for error, _ in found]

    assert abs(sum(errors) / len(errors)) < 0.015
    assert sum(holds for _, holds in found) / len(found) > 0.92


def overall(*strata: tuple[int, int, int]) -> tuple[float, float]:
    """The overall interval of strata of population, right ones and wrong ones."""
    sheet = Sheet(
        row
        for number, (population, right, wrong) in enumerate(strata)
        for row in rows(f"{number}", population, *["right"] * right, *["wrong"] * wrong)
    )
    found = sheet.precision().overall
    return found.low, found.high


def sizes_of(populations: list[int], n: int, allocation: str) -> list[int]:
    return list(allocated({f"{at}": size for at, size in enumerate(populations)}, n, allocation).values())


@pytest.mark.parametrize("small", [(20, 20, 0), (20, 19, 1), (20, 10, 10), (20, 0, 20), (20, 0, 1)])
def test_a_small_stratum_makes_a_large_one_no_surer(small):
    low, high = overall((10_000, 20, 0), small)
    alone, _ = overall((10_000, 20, 0))

    assert low <= alone + 0.005
    assert high - low >= 1 - alone - 0.005


COUNTS = st.tuples(st.sampled_from([100, 1_000, 50_000]), st.integers(1, 99), st.integers(0, 1))


@given(st.lists(COUNTS, min_size=1, max_size=4))
@example([(10_000, 199, 0), (1_000, 1, 0)])
def test_a_right_row_that_is_wrong_after_all_does_not_raise_the_lower_end(strata):
    (population, right, wrong), *others = reversed(strata)

    # The effective number depends on the judgements too: a little is possible, and no more.
    assert overall((population, right - 1, wrong + 1), *others)[0] <= overall(*strata)[0] + 0.01


@pytest.mark.parametrize("allocation", ["proportional", "equal"])
@pytest.mark.parametrize(
    ("populations", "shares"),
    [
        ([10_000, 100], [0.97, 0.5]),
        ([10_000, 100, 100], [0.99, 0.5, 0.5]),
        ([9_000, 500, *[20] * 10], [0.99, 0.9, *[0.6] * 10]),
    ],
    ids=["two", "three", "twelve"],
)
def test_the_overall_interval_holds_the_truth_for_strata_of_very_different_sizes(populations, shares, allocation):
    chance = random.Random(5)
    truth = sum(size * share for size, share in zip(populations, shares, strict=True)) / sum(populations)
    held = 0
    for _ in range(400):
        drawn = zip(populations, shares, sizes_of(populations, 50, allocation), strict=True)
        counts = [(size, n, sum(chance.random() < share for _ in range(n))) for size, share, n in drawn]
        low, high = overall(*((size, right, n - right) for size, n, right in counts))
        held += low <= truth <= high

    # 400 of 95 % are 380, with a standard deviation of 4.4.
    assert held >= 366


def test_a_sheet_is_refused_for_rows_that_cannot_be_of_one_sample():
    with pytest.raises(InvalidValue, match="two sheets"):
        Sheet([*rows("a", 9, "right"), *rows("a", 8, "right")])
    with pytest.raises(InvalidValue, match="stand there twice"):
        Sheet(rows("a", 1, "right", "right"))


def test_figures_are_json():
    import json

    found = Sheet([*rows("a", 900, "right"), *rows("b", 100, "wrong")]).precision()
    data = json.loads(json.dumps(found.to_dict()))

    assert data["overall"]["precision"] == pytest.approx(0.9)
    assert [stratum["judged"] for stratum in data["strata"]] == [1, 1]
    assert data["level"] == 0.95


def test_a_sheet_can_be_compressed(tmp_path: Path):
    sheet = sample([dated("a", ["day"] * 3)], label="date", n=3)
    sheet.write(tmp_path / "s.csv.gz")

    assert read_sheet(tmp_path / "s.csv.gz") == sheet
