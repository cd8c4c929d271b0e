import csv
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("cli_folder")


def one_line(message: str) -> str:
    """A message of wrong usage, which is wrapped, on one line."""
    return " ".join(message.split())


NEWS = "The ferry stops on 5 May 2020. It was built in 1998, sold in 2004 and sold again on 6 June 2011.\n"


@pytest.fixture
def found(cli_folder, monkeypatch, run) -> None:
    """What the plugin for dates finds in two texts, as out.jsonl."""
    monkeypatch.setenv("CORPUSKIT_PLUGINS", "dates")
    for name in ("a", "b"):
        Path(f"in/{name}.txt").write_text(NEWS)
    assert run("extract", "in", "-o", "out.jsonl").exit_code == 0


def cells(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def change(path: str, **columns: str) -> None:
    """Write into columns of the first row of a sheet."""
    found = cells(path)
    found[0].update(columns)
    write(path, found)


def write(path: str, rows: list[dict[str, str]], delimiter: str = ",") -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def fill(path: str, **judgements: str) -> None:
    """Judge a sheet as a person does who saves it with semicolons; keys are the texts without blanks."""
    found = cells(path)
    for row in found:
        row["judgement"] = judgements.get("_" + row["text"].strip("[]").replace(" ", ""), "")
    write(path, found, delimiter=";")


@pytest.mark.usefixtures("found")
def test_a_sheet_is_drawn_by_rule(run):
    done = run("sample", "out.jsonl", "--label", "date", "--n", "6", "--by", "rule", "-o", "sheet.csv")
    found = cells("sheet.csv")

    assert done.exit_code == 0
    assert done.stderr == "6 of 8 annotations of layer date from 2 strata; wrote sheet.csv\n"
    assert {(row["stratum"], row["population"]) for row in found} == {("rule: year", "4"), ("rule: day and month", "4")}
    assert {row["text"] for row in found} <= {"[1998]", "[2004]", "[5 May 2020]", "[6 June 2011]"}


@pytest.mark.usefixtures("found")
def test_a_sheet_that_was_judged_is_not_written_over(run):
    draw = ["sample", "out.jsonl", "--label", "date", "--n", "4", "-o", "sheet.csv"]
    run(*draw)
    assert run(*draw).exit_code == 0
    fill("sheet.csv", _1998="r", _2004="r", _5May2020="w", _6June2011="w")
    before = Path("sheet.csv").read_bytes()
    done = run(*draw)

    assert done.exit_code == 2
    assert "sheet.csv holds 4 rows with a judgement, cause or note that would be lost" in one_line(done.stderr)
    assert Path("sheet.csv").read_bytes() == before


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize(
    "columns",
    [{"judgement": "rihgt"}, {"judgement": "wrong"}, {"judgement": "right", "cause": "x"}, {"note": "why?"}],
    ids=["a slip", "another judgement", "another cause", "a note alone"],
)
def test_nothing_that_somebody_wrote_is_written_over(columns, run):
    draw = ["sample", "out.jsonl", "--label", "date", "--n", "4"]
    run(*draw, "-o", "judged.csv")
    change("judged.csv", judgement="right")
    run(*draw, "--judged", "judged.csv", "-o", "sheet.csv")
    change("sheet.csv", **{"judgement": "", **columns})
    before = Path("sheet.csv").read_bytes()
    done = run(*draw, "--judged", "judged.csv", "-o", "sheet.csv")

    assert done.exit_code == 2
    assert "would be lost" in one_line(done.stderr)
    assert Path("sheet.csv").read_bytes() == before


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("content", [b"text\na,b\n", "judgement,stratum,population\n".encode("utf-16"), b""])
def test_a_file_that_is_no_sheet_is_not_written_over(content, run):
    Path("sheet.csv").write_bytes(content)
    done = run("sample", "out.jsonl", "--label", "date", "-o", "sheet.csv")

    assert done.exit_code == 2
    assert "is no sheet that can be read; write to another file" in one_line(done.stderr)
    assert Path("sheet.csv").read_bytes() == content


@pytest.mark.usefixtures("found")
def test_what_is_read_is_not_written_over(run):
    draw = ["sample", "out.jsonl", "--label", "date"]
    run(*draw, "-o", "sheet.csv")
    Path("other.csv").symlink_to("sheet.csv")
    Path("texts.csv").write_text("text\nOn 5 May.\n")
    refused = [
        run(*draw, "--judged", "sheet.csv", "-o", "other.csv"),
        run("sample", "texts.csv", "--label", "date", "-o", "./texts.csv"),
    ]

    assert [done.exit_code for done in refused] == [2, 2]
    assert all("is read too, and would be lost" in one_line(done.stderr) for done in refused)
    assert Path("texts.csv").read_text() == "text\nOn 5 May.\n"


@pytest.mark.usefixtures("found")
def test_judgements_are_taken_over_and_kept_without_text(run):
    draw = ["sample", "out.jsonl", "--label", "date", "--by", "rule"]
    run(*draw, "-o", "sheet.csv")
    fill("sheet.csv", _1998="right", _2004="x", _5May2020="")
    kept = run(*draw, "--judged", "sheet.csv", "--stand-off", "-o", "kept.csv")
    again = run(*draw, "--judged", "kept.csv", "-o", "sheet.csv")

    assert "4 judged already; wrote kept.csv" in kept.stderr
    assert "ferry" not in Path("kept.csv").read_text(encoding="utf-8")
    assert again.exit_code == 0
    assert {row["text"]: row["judgement"] for row in cells("sheet.csv")} == {
        "[1998]": "right",
        "[2004]": "wrong",
        "[5 May 2020]": "",
        "[6 June 2011]": "",
    }


@pytest.mark.usefixtures("found")
def test_the_same_seed_draws_the_same_sheet(run):
    draws = [
        run("sample", *paths, "--label", "date", "--n", "3", "--seed", seed, "-q")
        for paths, seed in ((["out.jsonl"], "1"), (["out.jsonl"], "1"), (["out.jsonl"], "2"))
    ]

    assert draws[0].stdout == draws[1].stdout != draws[2].stdout
    assert draws[0].stderr == ""


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--label", "dates"], "there is no layer 'dates'; did you mean 'date'?"),
        (["--label", "date", "--by", "rul"], "nothing here has 'rul' to divide by; did you mean 'rule'?"),
        (["--label", "date", "--n", "0"], "0 is not in the range"),
        (["--label", "date", "--seed", "-1"], "-1 is not in the range"),
        (["--label", "date", "--judged", "none.csv"], "'none.csv' does not exist"),
        ([], "Missing option '--label'"),
    ],
)
def test_a_slip_is_wrong_usage(run, arguments, message):
    done = run("sample", "out.jsonl", *arguments)

    assert done.exit_code == 2
    assert message in done.stderr


@pytest.mark.usefixtures("found")
def test_a_sheet_of_another_kind_of_file_is_refused(run):
    done = run("sample", "out.jsonl", "--label", "date", "-o", "sheet.xlsx")

    assert done.exit_code == 2
    assert "sheet.xlsx: give a file whose name ends in .csv" in one_line(done.stderr)


@pytest.mark.usefixtures("found")
def test_a_judged_sheet_that_cannot_be_read_stops_the_drawing(run):
    Path("sheet.csv").write_text("judgement,stratum,population\nperhaps,a,9\n")
    done = run("sample", "out.jsonl", "--label", "date", "--judged", "sheet.csv", "-o", "next.csv")

    assert done.exit_code == 1
    assert "sheet.csv, line 2, column 'judgement': 'perhaps' is no judgement; write right (or r yes" in done.stderr
    assert not Path("next.csv").exists()


def test_a_layer_that_is_empty_is_told(run):
    done = run("sample", "in", "--label", "date", "-o", "sheet.csv")

    assert done.exit_code == 1
    assert not Path("sheet.csv").exists()
    assert "there is no date to draw; run: corpuskit extract" in done.stderr
