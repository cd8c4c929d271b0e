"""Score the installed extractors on gold that is kept elsewhere.

    python -m benchmarks.scores DATA_DIR [--scorers EVAL_DIR] [--only timebank,conllpp.dev] [--samples N]

Converts the gold of DATA_DIR to documents in a temporary folder, runs the extractors, and prints corpuskit's F1 with
95 % intervals, for all documents and for those whose ids hash to 0 modulo 4 (SHA-256). With --scorers, the scorers of
dates and entities in EVAL_DIR get the same predictions, and every figure that they print is compared with ours.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from corpuskit import Annotation, Document, Pipeline, Span, formats
from corpuskit.evaluation import Counts, Evaluation, Score, evaluate
from corpuskit.values import DateValue, EntityValue, NumberValue, QuoteValue

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
    """A set of gold: its file, extractor, label, and how it is compared."""

    path: str
    extractor: str
    label: str
    convert: Callable[[Record], Iterator[Annotation]]
    options: Mapping[str, Any] = {}

    @property
    def name(self) -> str:
        return Path(self.path).name.removesuffix(".jsonl")


def dated(*names: str) -> list[GoldSet]:
    return [GoldSet(f"dates/{name}.jsonl", "dates", "date", dates) for name in names]


def named(path: str, mapping: Mapping[str, str]) -> GoldSet:
    types = {"entity": sorted(set(mapping.values()))}
    options = {"types": types, "edges": "ignored", "nested": "outermost"}
    return GoldSet(path, "entities", "entity", entities(mapping), options)


SETS = [
    *dated("timebank", "aquaint", "wikiwars-a", "gum-bio", "gum-interview", "gum-voyage", "gum-speech"),
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


def documents(gold: GoldSet, records: list[Record]) -> Iterator[Document]:
    for record in records:
        metadata = {"date": record["dct"]} if record.get("dct") else {}
        # Some gold marks an outer and an inner expression: only one of them can be found.
        flat = {**record, "timexes": [t for t in record.get("timexes", ()) if t.get("nested") != "inner"]}
        yield Document(record["text"], id=record["id"], metadata=metadata, annotations=gold.convert(flat))


def evaluated(gold: GoldSet, gold_file: Path, found_file: Path, part: Callable[[str], bool]) -> Evaluation:
    sides = ((item for item in formats.read(path) if part(item.id)) for path in (gold_file, found_file))
    return evaluate(*sides, labels=[gold.label], **gold.options)


def run(gold: GoldSet, data: Path, scorers: Path | None, folder: Path, samples: int) -> list[str]:
    """Print the scores of one set, and give the figures in which a scorer differs."""
    with open(data / gold.path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    gold_file, found_file = folder / "gold.jsonl", folder / "found.jsonl"
    formats.write(documents(gold, records), gold_file)
    texts = (Document(item.text, id=item.id, metadata=item.metadata) for item in formats.read(gold_file))
    formats.write(Pipeline(gold.extractor).stream(texts), found_file)
    print(f"\n{gold.name}")
    for name, part in (("all", lambda id: True), ("held back", held_back)):
        show(name, evaluated(gold, gold_file, found_file, part), gold.label, samples)
    if scorers is None or gold.label not in SCORERS:
        return []
    whole = evaluated(gold, gold_file, found_file, lambda id: True)
    mine, theirs = SCORERS[gold.label](data / gold.path, found_file, scorers, whole)
    count, differing = len(" ".join(theirs.values()).split()), differences(mine, theirs)
    print(f"  {scorers.name}: {'; '.join(differing) or f'all {count} figures agree'}")
    return [f"{gold.name}: {line}" for line in differing]


def show(part: str, evaluation: Evaluation, label: str, samples: int) -> None:
    counts, bootstrap = evaluation.counts(label), evaluation.bootstrap(samples=samples)
    print(f"  {part}: {len(evaluation.documents)} documents, {counts.gold} in gold, {counts.predicted} predicted")
    for measure in evaluation.measures(label):
        f1, interval = evaluation.score(measure, label).f1, bootstrap.interval(measure, label)
        if f1 is not None and interval is not None:
            print(f"    {measure:12} {100 * f1:5.1f}   {100 * interval.low:5.1f} to {100 * interval.high:5.1f}")


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorers", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--samples", type=int, default=1000)
    given = parser.parse_args()
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
