"""Score the installed extractors on gold that is kept elsewhere.

    python -m benchmarks.scores DATA_DIR [--scorers EVAL_DIR] [--only timebank,conllpp.dev] [--samples N] [--rules]

Converts the gold of DATA_DIR to documents in a temporary folder, runs the extractors, and prints corpuskit's F1 with
95 % intervals, for all documents, for those whose ids hash to 0 modulo 4 (SHA-256), which are held back, and for those
that rules are tuned on. With --scorers, the scorers of dates and entities in EVAL_DIR get the same predictions, and
every figure that they print is compared with ours. With --rules, no scores: prints the rules of dates that find nothing
in the part held back of all sets of dates, and which of these find nothing in the news of DATA_DIR either.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from corpuskit import Annotation, Document, Pipeline, Span, formats
from corpuskit.evaluation import Counts, Evaluation, Score, evaluate
from corpuskit.values import DateValue, EntityValue, NumberValue, QuoteValue

from .idle import idle_rules

WORLDWIDE = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "NORP"}
CONLL = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
SPOKEN = ("direct", "mixed", "indirect")

Record = Mapping[str, Any]
Figures = Mapping[str, str]


def dates(record: Record) -> Iterator[Annotation]:
    for item in record["timexes"]:
        value = item["value"]
        alternatives = tuple(item.get("alt", ()))
        # The scorer takes a value that is not known as one that cannot be wrong; so does an empty one here.
        yield annotation(item, "date", DateValue(item["type"], value or "", alternatives=alternatives))


def entities(mapping: Mapping[str, str]) -> Callable[[Record], Iterator[Annotation]]:
    def convert(record: Record) -> Iterator[Annotation]:
        for item in record["entities"]:
            if item["label"] in mapping:
                yield annotation(item, "entity", EntityValue(mapping[item["label"]], ""))

    return convert


def numbers(record: Record) -> Iterator[Annotation]:
    for item in record["numbers"]:
        value = number(item)
        if item["start"] is not None and item["end"] > item["start"]:
            yield annotation(item, "number", value)


def number(item: Record) -> NumberValue | None:
    value, kind = item.get("range") or item["value"], item["kind"]
    kind = kind if kind in KINDS else "measure" if item.get("unit") else "cardinal"
    unit = item.get("unit")
    if isinstance(value, list):
        low, high = (None if end is None else Decimal(str(end)) for end in (*value, None)[:2])
        return NumberValue(kind, low=low, high=high, unit=unit) if low is not None or high is not None else None
    return None if value is None else NumberValue(kind, Decimal(str(value)), unit=unit)


KINDS = ("cardinal", "ordinal", "fraction", "percentage", "money", "measure", "age", "multiple")


def quotes(record: Record) -> Iterator[Annotation]:
    for item in record["quotes"]:
        speaker, cue = (Span(*ends) if ends else None for ends in (ends_of(item["speaker"]), ends_of(item["cue"])))
        quoted = tuple(Span(*ends) for ends in item.get("quoted", ()))
        parts = tuple(sorted({Span(*ends) for ends in item["segments"]}))
        value = QuoteValue(item["type"], speaker, None, cue, quoted)
        yield Annotation(Span(parts[0].start, parts[-1].end), "quote", value, parts if len(parts) > 1 else ())


def ends_of(item: Record | None) -> tuple[int, int] | None:
    return None if item is None else (item["start"], item["end"])


def annotation(item: Record, label: str, value: Any) -> Annotation:
    return Annotation(Span(item["start"], item["end"]), label, value)


@attrs.frozen
class GoldSet:
    """A set of gold: its file, extractor, label, and how it is compared; a variant compares some other way."""

    path: str
    extractor: str
    label: str
    convert: Callable[[Record], Iterator[Annotation]]
    options: Mapping[str, Any] = {}
    found: Callable[[Document], Iterable[Annotation]] = lambda document: document.annotations
    measures: tuple[str, ...] = ()
    variant: str = ""

    @property
    def name(self) -> str:
        return Path(self.path).name.removesuffix(".jsonl") + self.variant


def dated(*names: str) -> list[GoldSet]:
    return [GoldSet(f"dates/{name}.jsonl", "dates", "date", dates) for name in names]


def calendar(*names: str) -> list[GoldSet]:
    """Give sets whose gold is calendar dates only, all else that is found left out."""
    return [attrs.evolve(gold, found=calendar_dates, variant=".calendar") for gold in dated(*names)]


def calendar_dates(document: Document) -> Iterator[Annotation]:
    return (item for item in document["date"] if is_calendar(item.value))


def is_calendar(value: DateValue) -> bool:
    return value.type in ("DATE", "TIME") and re.match(r"(?:BC)?\d", value.value) is not None


def whole_ranges(document: Document) -> Iterator[Annotation]:
    """Give the dates of a document, a range in place of its two ends: that is how some gold marks it."""
    for item in (*document["date"], *document["date_range"]):
        start = without_prepositions(document.text, item.start, item.end)
        yield Annotation(Span(start, item.end), "date", DateValue("DATE", ""))


def spans(record: Record) -> Iterator[Annotation]:
    """Give expressions without the prepositions before them, which this gold has sometimes, and without values."""
    for item in record["timexes"]:
        start = without_prepositions(record["text"], item["start"], item["end"])
        yield Annotation(Span(start, item["end"]), "date", DateValue("DATE", ""))


def without_prepositions(text: str, start: int, end: int) -> int:
    """Give where an expression begins behind its prepositions; where it begins when it is nothing else."""
    match = PREPOSITIONS.match(text, start, end)
    return match.end() if match and match.end() < end else start


PREPOSITIONS = re.compile(
    r"(?:\s|,|(?:after|at|before|between|by|during|for|from|in|of|on|since|till?|to|until|within)\b(?=\s))*",
    re.IGNORECASE,
)


def named(path: str, mapping: Mapping[str, str]) -> GoldSet:
    types = {"entity": sorted(set(mapping.values()))}
    options = {"types": types, "edges": "ignored", "nested": "outermost"}
    return GoldSet(path, "entities", "entity", entities(mapping), options)


DATES = GoldSet("", "dates", "date", dates)
GUM = ("gum-bio", "gum-interview", "gum-voyage", "gum-speech")
SETS = [
    *dated("timebank", "aquaint", "wikiwars-a", *GUM),
    *calendar(*GUM),
    GoldSet(
        "dates/recognizers-spec-a.jsonl",
        "dates",
        "date",
        spans,
        {"edges": "ignored", "nested": "outermost"},
        found=whole_ranges,
        measures=("strict", "partial"),
    ),
    named("entities/dev/worldwide.dev.jsonl", WORLDWIDE),
    named("entities/dev/conllpp.dev.jsonl", CONLL),
    *(
        GoldSet(
            f"numbers/{name}.jsonl",
            "numbers",
            "number",
            numbers,
            {"value_fields": {"number": ["value", "low", "high"]}},
        )
        for name in ("recognizers-number-a", "duckling", "number-parser", "price-parser")
    ),
    GoldSet("quotes/polnear.dev.jsonl", "quotes", "quote", quotes, {"types": {"quote": SPOKEN}}),
]


def held_back(id: str) -> bool:
    return int(hashlib.sha256(id.encode()).hexdigest(), 16) % 4 == 0


PARTS: Mapping[str, Callable[[str], bool]] = {
    "all": lambda id: True,
    "tuned": lambda id: not held_back(id),
    "held back": held_back,
}


def read(path: Path) -> list[Record]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def documents(gold: GoldSet, records: Iterable[Record]) -> Iterator[Document]:
    for record in records:
        # Some gold marks an outer and an inner expression: only one of them can be found.
        flat = {**record, "timexes": [t for t in record.get("timexes", ()) if t.get("nested") != "inner"]}
        yield Document(record["text"], id=record["id"], metadata=dated_on(record), annotations=gold.convert(flat))


def dated_on(record: Record) -> dict[str, str]:
    return {"date": record["dct"]} if record.get("dct") else {}


def extracted(gold: GoldSet, records: Iterable[Record]) -> Iterator[Document]:
    """Give documents with what the extractor finds, as the gold marks it."""
    texts = (Document(record["text"], id=record["id"], metadata=dated_on(record)) for record in records)
    for found in Pipeline(gold.extractor).stream(texts):
        yield Document(found.text, id=found.id, metadata=found.metadata, annotations=gold.found(found))


def evaluation(gold: GoldSet, records: list[Record]) -> Evaluation:
    """Run the extractor over documents, and compare."""
    return evaluate(documents(gold, records), extracted(gold, records), labels=[gold.label], **gold.options)


def evaluated(gold: GoldSet, gold_file: Path, found_file: Path, part: Callable[[str], bool]) -> Evaluation:
    sides = ((item for item in formats.read(path) if part(item.id)) for path in (gold_file, found_file))
    return evaluate(*sides, labels=[gold.label], **gold.options)


def run(gold: GoldSet, data: Path, scorers: Path | None, folder: Path, samples: int) -> list[str]:
    """Print the scores of one set, and give the figures in which a scorer differs."""
    records = read(data / gold.path)
    gold_file, found_file = folder / "gold.jsonl", folder / "found.jsonl"
    formats.write(documents(gold, records), gold_file)
    formats.write(extracted(gold, records), found_file)
    print(f"\n{gold.name}")
    for name, part in PARTS.items():
        show(name, evaluated(gold, gold_file, found_file, part), gold, samples)
    if scorers is None or gold.label not in SCORERS or gold.measures:
        return []
    whole = evaluated(gold, gold_file, found_file, lambda id: True)
    mine, theirs = SCORERS[gold.label](data / gold.path, found_file, scorers, whole)
    count, differing = len(" ".join(theirs.values()).split()), differences(mine, theirs)
    print(f"  {scorers.name}: {'; '.join(differing) or f'all {count} figures agree'}")
    return [f"{gold.name}: {line}" for line in differing]


def show(part: str, evaluation: Evaluation, gold: GoldSet, samples: int) -> None:
    counts = evaluation.counts(gold.label)
    print(f"  {part}: {len(evaluation.documents)} documents, {counts.gold} in gold, {counts.predicted} predicted")
    for measure, (f1, low, high) in figures(evaluation, gold, samples).items():
        print(f"    {measure:12} {f1:5.1f}   {low:5.1f} to {high:5.1f}")


def figures(evaluation: Evaluation, gold: GoldSet, samples: int) -> dict[str, tuple[float, float, float]]:
    """Give F1 by measure, with the ends of its 95 % interval, in per cent."""
    bootstrap, found = evaluation.bootstrap(samples=samples), {}
    for measure in gold.measures or evaluation.measures(gold.label):
        f1, interval = evaluation.score(measure, gold.label).f1, bootstrap.interval(measure, gold.label)
        if f1 is not None and interval is not None:
            found[measure] = (100 * f1, 100 * interval.low, 100 * interval.high)
    return found


# --- the scorers


def printed(figure: float | None) -> str:
    return f"{100 * (figure or 0):.1f}"


def score_dates(file: Path, found: Path, scorers: Path, ours: Evaluation) -> tuple[Figures, Figures]:
    rows = (
        {"id": item.id, "timexes": [{**ends(a), "type": a.value.type, "value": a.value.value} for a in item["date"]]}
        for item in formats.read(found)
    )
    names, figures = (line.split("\t")[1:] for line in scored(scorers / "score_dates.py", file, found, rows)[:2])
    theirs = dict(zip(names, figures, strict=True))
    strict, partial = ours.score("strict"), ours.score("partial")
    counts = ours.counts()
    mine = {"gold": str(counts.gold), "sys": str(counts.predicted)}
    mine |= {"strictP": printed(strict.precision), "strictR": printed(strict.recall), "strictF": printed(strict.f1)}
    mine |= {"relP": printed(partial.precision), "relR": printed(partial.recall), "relF": printed(partial.f1)}
    mine |= {"typeAcc": printed(counts.type / counts.partial), "typeF": printed(ours.score("type").f1)}
    mine |= {"valAcc": printed(counts.value / counts.valued), "valF": printed(ours.score("value").f1)}
    return mine, theirs


def score_entities(file: Path, found: Path, scorers: Path, ours: Evaluation) -> tuple[Figures, Figures]:
    rows = (
        {"id": item.id, "entities": [{**ends(a), "label": a.value.type} for a in outermost(item)]}
        for item in formats.read(found)
    )
    theirs, mine = {}, {}
    for line in scored(scorers / "score_entities.py", file, found, rows):
        name, precision, recall, f1, count = re.split(r" +P +| R +| F1 +|  gold ", line)
        theirs[name.strip()] = f"{precision} {recall} {f1} {count}"
    for name in theirs:
        score, counts = total(ours, name.split("+"))
        mine[name] = f"{printed(score.precision)} {printed(score.recall)} {printed(score.f1)} {counts.gold}"
    return mine, theirs


def outermost(document: Document) -> list[Annotation]:
    """Give the entities that lie in no longer one, as the gold has none inside another."""
    layer = document["entity"]
    return [item for item in layer if all(other.span == item.span for other in layer.covering(item.span))]


def total(evaluation: Evaluation, types: list[str]) -> tuple[Score, Counts]:
    counts = Counts.total(evaluation.counts("entity", type) for type in types)
    return counts.score("strict"), counts


def ends(item: Annotation) -> dict[str, int]:
    return {"start": item.start, "end": item.end}


def scored(scorer: Path, gold: Path, found: Path, rows: Iterator[Record]) -> list[str]:
    system = found.with_suffix(".rows")
    system.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(scorer), str(gold), str(system)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def differences(mine: Figures, theirs: Figures) -> list[str]:
    return [f"{name} is {theirs[name]} there and {mine[name]} here" for name in theirs if theirs[name] != mine[name]]


SCORERS = {"date": score_dates, "entity": score_entities}


def print_idle(data: Path) -> None:
    """Print the rules of dates that find nothing in texts that nobody tuned them on."""
    kept = (row for path in sorted((data / "dates").glob("*.jsonl")) for row in read(path) if held_back(row["id"]))
    idle = idle_rules(Document(row["text"], metadata=dated_on(row)) for row in kept)
    news = (item for path in sorted((data / "news").glob("*.jsonl")) for item in formats.read(path))
    nowhere = set(idle) & set(idle_rules(news))
    print(
        f"{len(idle)} rules find nothing in the part held back; {len(nowhere)} of them, with a star, nothing in news:"
    )
    for rule in idle:
        print(f"  {'*' if rule in nowhere else ' '} {rule}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorers", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--rules", action="store_true")
    given = parser.parse_args()
    if given.rules:
        print_idle(given.data)
        return
    wanted = [name for name in given.only.split(",") if name]
    differing = []
    for gold in SETS:
        if not wanted or gold.name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                differing += run(gold, given.data, given.scorers, Path(folder), given.samples)
    if differing:
        sys.exit("\n".join(["", "the scorers differ:", *differing]))


if __name__ == "__main__":
    main()
