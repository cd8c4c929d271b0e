"""The aspects of a judged sheet are counted as its notes say."""

from benchmarks.aspects import counted, lines


def test_verdicts_are_counted_for_each_aspect() -> None:
    notes = ["v=right c=none", "v=right c=complete elided", "v=wrong c=missing", "", "v=right c=complete"]

    found = counted({"note": note} for note in notes)

    assert found == {"v": {"right": 3, "wrong": 1}, "c": {"none": 1, "complete": 2, "missing": 1}}
    assert list(lines(found)) == [
        "c: complete 2, none 1, missing 1; complete 66.7% of 3 (20.8% to 93.9%)",
        "v: right 3, wrong 1; right 75.0% of 4 (30.1% to 95.4%)",
    ]
