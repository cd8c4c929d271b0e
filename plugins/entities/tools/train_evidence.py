"""Weigh the evidence: an averaged structured perceptron over the segments of runs.

Usage: ``python train_evidence.py FOLDER OUT`` where FOLDER holds gmb-text-silver.jsonl and the GUM files, and OUT is
``data/en/gazetteers``. Seeded: the same data give the same bytes. First the list of common words is made, since
the evidence uses it.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

EPOCHS = 5
ROUNDS = 4
LEAST = 3
DULL = 22.0
HIDDEN = 0.15
LABELS = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "WORK_OF_ART": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "NORP",
}  # fmt: skip


def documents(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL file of documents with entities."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def common_words(texts: Sequence[str]) -> dict[str, str]:
    """Give words that occur in lower case: ``1`` when 9 of 10 do, ``2`` when 3 of 10 do."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        small.update(re.findall(r"(?<![\w'’-])[a-z]{2,}(?![\w'’])", text))
        large.update(word.lower() for word in re.findall(r"(?<![.!?\"“] )(?<![\w'’\n-])[A-Z][a-z]+", text))
    rows = {}
    for word, count in small.items():
        share = count / (count + large[word])
        if count >= 4 and share >= 0.3:
            rows[word] = "1" if share >= 0.9 else "2"
    return rows


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a leading article and a trailing possessive."""
    match = re.match(r"(?:the|a|an)\s+", text[start:end], re.IGNORECASE)
    start += match.end() if match and start + match.end() < end else 0
    kept = re.sub(r"\s*['’]s$|['’]$|[\s,;:]+$", "", text[start:end])
    return start, start + len(kept)


def cleaned(text: str, gold: dict[int, tuple[int, str]]) -> None:
    """Label the places and groups of "US-Iraq" and "pro-Iranian" apart, as the labels of the source do not."""
    from corpuskit_entities.evidence import key_of, word_class

    def kind_of(word: str) -> str | None:
        classes = set(word_class(key_of(word, "")))
        if "N" in classes:
            return "NORP"
        return "LOC" if classes & {"co", "ca"} and not classes & {"w1", "g1"} else None

    for match in re.finditer(r"(?<![\w-])([A-Z]\w+|pro|anti|non|ex)-([A-Z]\w+)(?![\w-])", text):
        sides = [kind_of(match[1]), kind_of(match[2])]
        if sides[1] is None or (sides[0] is None and match[1][0].isupper()):
            continue
        outer = gold.get(match.start())
        if outer is not None and outer[0] > match.end():
            continue
        for side, kind in enumerate(sides, 1):
            if kind:
                gold[match.start(side)] = (match.end(side), kind)


class Run(NamedTuple):
    """The words of a run, where it begins, and what stands around it."""

    phrase: Any
    start: int
    before: Any
    after: Any

    @property
    def keys(self) -> Sequence[str]:
        """The words as lists have them."""
        return self.phrase.keys


def gold_segments(
    run: Run, gold: dict[int, tuple[int, str]], kinds: Sequence[str]
) -> list[tuple[int, int, int]] | None:
    """Give the gold division of a run; None where an entity does not begin and end with its words."""
    starts, ends = ([run.start + place for place in places] for places in (run.phrase.starts, run.phrase.ends))
    segments = []
    at = 0
    while at < len(starts):
        found = gold.get(starts[at])
        if found is None:
            segments.append((at, at + 1, len(kinds) - 1))
            at += 1
            continue
        last = [index for index in range(at, len(starts)) if ends[index] - found[0] in (0, 1)]
        if not last or last[0] - at >= 9:
            return None
        segments.append((at, last[0] + 1, kinds.index(found[1])))
        at = last[0] + 1
    return segments


def split_sentences(
    document: dict[str, Any], random_source: random.Random
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give the whole text, with some sentences taken out as headlines of their own."""
    text = document["text"]
    yield text, document["entities"]
    for match in re.finditer(r"[A-Z][^.!?\n]{20,90}(?=[.!?])", text):
        if random_source.random() < 0.05:
            inside = [e for e in document["entities"] if match.start() <= e["start"] and e["end"] <= match.end()]
            moved = [{**e, "start": e["start"] - match.start(), "end": e["end"] - match.start()} for e in inside]
            line = match.group()
            if random_source.random() < 0.5:
                line = line.upper() if len(line.upper()) == len(line) else line
            else:
                line = re.sub(r"(?<![\w'’])[a-z](?=\w{3,})", lambda found: found.group().upper(), line)
            yield line, moved


Example = tuple[Run, list[tuple[int, int, int]]]


def runs_of(text: str) -> tuple[Any, Any, list[Run]]:
    """Give a text as a sheet, its runs as columns, and one by one."""
    from corpuskit_entities.around import after, before
    from corpuskit_entities.phrases import Phrase
    from corpuskit_entities.runs import find_runs
    from corpuskit_entities.sheet import Sheet

    from corpuskit import Document
    from corpuskit.scan import Batch

    sheet = Sheet(Batch([Document(text)]))
    columns = find_runs(sheet)
    starts = (columns.starts - sheet.bounds[0]).tolist()
    rows = zip(columns.phrases, starts, columns.lefts, columns.rights, strict=True)
    return sheet, columns, [Run(Phrase.read(*key), at, before(left), after(right)) for key, at, left, right in rows]


def examples(folder: Path) -> Iterator[tuple[str, list[tuple[Run, list[tuple[int, int, int]] | None]]]]:
    """Give the texts with their runs and the gold divisions of these, None where a run has none."""
    from corpuskit_entities.evidence import TYPES

    source = random.Random(7)
    for document in documents(folder / "gmb-text-silver.jsonl"):
        for text, entities in split_sentences(document, source):
            gold: dict[int, tuple[int, str]] = {}
            for entity in entities:
                kind = LABELS.get(entity["label"])
                if kind:
                    start, end = trimmed(text, entity["start"], entity["end"])
                    gold.setdefault(start, (end, kind))
            cleaned(text, gold)
            yield text, [(run, gold_segments(run, gold, TYPES)) for run in runs_of(text)[2]]


class Perceptron:
    """Weights of evidence for each type, averaged over the steps."""

    def __init__(self, kinds: int, allowed: set[str]) -> None:
        self.kinds = kinds
        self.step = 0
        self.weights: dict[str, list[float]] = {}
        self.sums: dict[str, list[float]] = {}
        self.allowed = allowed

    def change(self, evidence: Sequence[str], kind: int, by: float) -> None:
        """Move the weights of some evidence for a type."""
        for name in evidence:
            if name in self.allowed:
                if name not in self.weights:
                    self.weights[name] = [0.0] * self.kinds
                    self.sums[name] = [0.0] * self.kinds
                self.weights[name][kind] += by
                self.sums[name][kind] += by * self.step

    def averaged(self) -> dict[str, list[float]]:
        """Give the averages."""
        return {
            name: [w - s / self.step for w, s in zip(values, self.sums[name], strict=True)]
            for name, values in self.weights.items()
        }


LEXICAL = ("S:", "W:", "F:", "L:", "I:")


Known = dict[tuple[int, int], list[str]]


def evidence_for(run: Run, first: int, end: int, known: Known, hidden: bool) -> list[str]:
    """Give the evidence for a stretch; where it is ``hidden``, the words themselves are as if never seen."""
    from corpuskit_entities.segment import segment_evidence

    found = segment_evidence(run.phrase, first, end, run.before, run.after) + known.get((first, end), [])
    return [name for name in found if not name.startswith(LEXICAL)] if hidden else found


def best(run: Run, weights: dict[str, list[float]], known: Known, hidden: bool) -> list[Any]:
    """Give the best division of a run by weights that still change."""
    import numpy as np
    from corpuskit_entities.division import divide
    from corpuskit_entities.segment import OUTSIDE

    cells = run.phrase.cells
    kinds, values = [], []
    for first, end, named in cells:
        evidence = evidence_for(run, first, end, known, hidden)
        found = [weights[name] for name in evidence if name in weights] or [[0.0] * (OUTSIDE + 1)]
        sums = [sum(column) for column in zip(*found, strict=True)]
        choice = range(OUTSIDE + 1) if named else (OUTSIDE,)
        choice = range(OUTSIDE) if end > first + 1 else choice
        kinds.append(max(choice, key=sums.__getitem__))
        values.append(sums[kinds[-1]])
    firsts, ends, _ = np.array(cells).T
    chosen = divide(firsts, ends, np.array([0, len(cells)]), np.array(values))
    return [(*cells[at][:2], kinds[at]) for at in chosen.tolist()]


def train(data: list[tuple[Example, Known]], kinds: int, epochs: int, seed: int) -> dict[str, list[float]]:
    """Give the averaged weights after some epochs; half of the examples are seen without their document."""
    counts: Counter[str] = Counter()
    for (run, segments), known in data:
        for first, end, _ in segments:
            counts.update(evidence_for(run, first, end, known, hidden=False))
    model = Perceptron(kinds, {name for name, count in counts.items() if count >= LEAST})
    source = random.Random(seed)
    order = list(range(len(data)))
    for epoch in range(epochs):
        source.shuffle(order)
        wrong = 0
        for index in order:
            (run, segments), known = data[index]
            known = known if source.random() < 0.6 else {}
            model.step += 1
            hidden = source.random() < HIDDEN
            found = best(run, model.weights, known, hidden)
            if found == segments:
                continue
            wrong += 1
            for first, end, kind in set(segments) - set(found):
                model.change(evidence_for(run, first, end, known, hidden), kind, 1.0)
            for first, end, kind in set(found) - set(segments):
                model.change(evidence_for(run, first, end, known, hidden), kind, -1.0)
        print(f"epoch {epoch}: {wrong} of {len(data)} wrong, {len(model.weights)} weights", file=sys.stderr)
    return model.averaged()


def remembered(text: str, scorer: Any) -> list[Known]:
    """Give for each run what a first reading of its document says about its stretches."""
    import numpy as np
    from corpuskit_entities.memory import Memory

    sheet, columns, runs = runs_of(text)
    if not runs:
        return []
    reading = scorer.read(scorer.stretches(columns, np.zeros(len(runs), np.int64)))
    evidence = iter(Memory(reading, sheet).evidence())
    return [{(first, end): next(evidence) for first, end, _ in run.phrase.cells} for run in runs]


def train_twice(texts: list[tuple[str, list[Any]]], kinds: int) -> dict[str, list[float]]:
    """Train on each half to read the other for the first time, then on all with what the first readings found."""
    from corpuskit_entities.reading import Scorer

    kept = [[one for one in many if one[1] is not None] for _, many in texts]
    halves = [kept[::2], kept[1::2]]
    first = [Scorer(train([(one, {}) for many in half for one in many], kinds, 3, 11)) for half in halves]
    data: list[tuple[Example, Known]] = []
    for index, (text, many) in enumerate(texts):
        pairs = zip(many, remembered(text, first[1 - index % 2]), strict=True)
        data += [(one, known) for one, known in pairs if one[1] is not None]
    return mean([train(data, kinds, EPOCHS, seed) for seed in range(ROUNDS)])


def mean(models: list[dict[str, list[float]]]) -> dict[str, list[float]]:
    """Give the mean of the weights of some models."""
    names = sorted(set().union(*models))
    zero = [0.0] * len(next(iter(models[0].values())))
    return {
        name: [sum(column) / len(models) for column in zip(*(model.get(name, zero) for model in models), strict=True)]
        for name in names
    }


def write(path: Path, weights: dict[str, list[float]], kinds: Sequence[str]) -> None:
    """Write the weights that matter, in tenths of a step."""
    lines = []
    for name, values in sorted(weights.items()):
        whole = [round(value * 10) for value in values]
        if max(map(abs, whole)) >= 3 and not set(name) & set("\t\n\r"):
            lines.append("\t".join((name, *map(str, whole))) + "\n")
    header = "\t".join(("evidence", *kinds))
    path.write_text(header + "\n" + "".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(lines)} pieces of evidence", file=sys.stderr)


def dull_words(weights: dict[str, list[float]], common: dict[str, str]) -> Iterator[str]:
    """Give the common words, capitalised, that are hardly ever a name whatever stands around them."""
    from corpuskit_entities.evidence import inner_evidence

    for word in [word for word, kind in common.items() if kind == "1"] + ["i"]:
        large = word.capitalize()
        found = [weights[name] for name in inner_evidence(large, (word,), "") if name in weights]
        *others, outside = [sum(column) for column in zip(*found, strict=True)] if found else [0.0]
        if found and outside - max(others) > DULL:
            yield large


def main(folder: Path, out: Path) -> None:
    """Write common.tsv and evidence.tsv."""
    names = ("gmb-text-silver", "gum_derived.academic", "gum_derived.court", "gum_derived.interview")
    texts = [document["text"] for name in names for document in documents(folder / f"{name}.jsonl")]
    common = common_words(texts)
    rows = "".join(f"{word}\t{kind}\n" for word, kind in sorted(common.items()))
    (out / "common.tsv").write_text("word\tclass\n" + rows, encoding="utf-8", newline="\n")
    from corpuskit_entities.evidence import TYPES

    weights = train_twice(list(examples(folder)), len(TYPES))
    write(out / "evidence.tsv", weights, TYPES)
    dull = "".join(f"{word}\n" for word in sorted(dull_words(weights, common)))
    (out / "dull.tsv").write_text("word\n" + dull, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
