"""What is found is TIMEX3: values of its grammar, which come back from a TimeML file."""

import re
import tomllib
from pathlib import Path

import corpuskit_dates
import pytest

from corpuskit import Document
from corpuskit.formats.timeml import from_timeml, to_timeml, to_timex3

DATA = Path(corpuskit_dates.__file__).parent / "data" / "en"

WITHIN = "[0-9X]{2}(?:-[0-9X]{2})?|W[0-9X]{2}(?:-(?:[1-7]|WE))?|[QH][1-4X]|SP|SU|FA|WI"
DATE = rf"(?:BC)?[0-9X]{{2,4}}|(?:FY|BC)?[0-9X]{{4}}-(?:{WITHIN})"
CLOCK = r"T(?:[0-9X]{2}(?::[0-9X]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?|MO|MI|AF|EV|NI|DT)"
AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?|X[0-9]*)"
LENGTH = rf"P(?=.)(?:{AMOUNT}(?:Y|Q|M|W|D|DE|CE|WE))*(?:T(?:{AMOUNT}[HMS])+)?"
VALUES = {
    "DATE": rf"{DATE}|PAST_REF|PRESENT_REF|FUTURE_REF",
    "TIME": rf"(?:{DATE})?{CLOCK}|PRESENT_REF",
    "DURATION": LENGTH,
    "SET": rf"{LENGTH}|(?:{DATE})(?:{CLOCK})?|{CLOCK}",
}
"""The grammar of values. Source: TimeML 1.2.1, section on TIMEX3, with the decades and eras of TIMEX2."""

KEPT = ("type", "value", "mod", "quant", "freq", "begin", "end", "alternatives")


def texts() -> list[str]:
    """Give the examples of all rules, those of each file as one text."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.toml"))]
    examples = [[example for rule in file.get("rule", ()) for example in rule.get("examples", ())] for file in files]
    return ["\n\n".join(example["text"] for example in of_file) for of_file in examples if of_file]


def content(document: Document) -> list[tuple[object, ...]]:
    dates = [(item.span, *(getattr(item.value, name) for name in KEPT)) for item in document["date"]]
    return [*dates, *((item.span, item.value) for item in document["date_range"])]


@pytest.mark.parametrize("date", ["2020-06-12", None])
@pytest.mark.parametrize("text", texts(), ids=lambda text: text[:12])
def test_what_is_found_is_timex3_and_comes_back(annotate, text, date):
    found = annotate(text, date)
    document = Document(text, metadata={"date": date} if date else {}, annotations=found)

    strange = [item.value for item in document["date"] if not re.fullmatch(VALUES[item.value.type], item.value.value)]
    assert strange == []
    assert content(document)
    assert content(from_timeml(to_timex3(document))) == content(document)
    assert content(from_timeml(to_timeml(document))) == content(document)
