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
from typing import Any

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


def gold_segments(
    run: Any, gold: dict[int, tuple[int, str]], kinds: Sequence[str]
) -> list[tuple[int, int, int]] | None:
    """Give the gold division of a run; None where an entity does not begin and end with its words."""
    segments = []
    at = 0
    while at < len(run.words):
        found = gold.get(run.starts[at])
        if found is None:
            segments.append((at, at + 1, len(kinds) - 1))
            at += 1
            continue
        ends = [index for index in range(at, len(run.words)) if run.ends[index] - found[0] in (0, 1)]
        if not ends or ends[0] - at >= 9:
            return None
        segments.append((at, ends[0] + 1, kinds.index(found[1])))
        at = ends[0] + 1
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


Example = tuple[Any, str, list[tuple[int, int, int]]]


def examples(folder: Path) -> Iterator[tuple[str, list[Example]]]:
    """Give the texts with their runs and the gold divisions of these."""
    from corpuskit_entities.evidence import TYPES
    from corpuskit_entities.runs import find_runs

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
            pairs = [(run, gold_segments(run, gold, TYPES)) for run in find_runs(text)]
            yield text, [(run, text, segments) for run, segments in pairs if segments is not None]


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


def evidence_for(
    run: Any, keys: Sequence[str], text: str, first: int, end: int, memory: Any, hidden: bool
) -> list[str]:
    """Give the evidence for a stretch; where it is ``hidden``, the words themselves are as if never seen."""
    from corpuskit_entities.segment import segment_evidence

    found = segment_evidence(run, keys, text, first, end, memory)
    return [name for name in found if not name.startswith(LEXICAL)] if hidden else found


def best(
    run: Any, keys: Sequence[str], text: str, weights: dict[str, list[float]], memory: Any, hidden: bool
) -> list[Any]:
    """Give the best division of a run by weights that still change."""
    from corpuskit_entities.segment import OUTSIDE, divide, stretches

    cells = stretches(run.words)
    kinds, values = [], []
    for first, end, named in cells:
        evidence = evidence_for(run, keys, text, first, end, memory, hidden)
        found = [weights[name] for name in evidence if name in weights] or [[0.0] * (OUTSIDE + 1)]
        sums = [sum(column) for column in zip(*found, strict=True)]
        choice = range(OUTSIDE + 1) if named else (OUTSIDE,)
        choice = range(OUTSIDE) if end > first + 1 else choice
        kinds.append(max(choice, key=sums.__getitem__))
        values.append(sums[kinds[-1]])
    return [(*cells[at][:2], kinds[at]) for at in divide(len(keys), cells, values)]


def train(data: list[tuple[Example, Any]], kinds: int, epochs: int, seed: int) -> dict[str, list[float]]:
    """Give the averaged weights after some epochs; half of the examples are seen without their document."""
    from corpuskit_entities.segment import keys_of, segment_evidence

    counts: Counter[str] = Counter()
    for (run, text, segments), memory in data:
        keys = keys_of(run)
        for first, end, _ in segments:
            counts.update(segment_evidence(run, keys, text, first, end, memory))
    model = Perceptron(kinds, {name for name, count in counts.items() if count >= LEAST})
    source = random.Random(seed)
    order = list(range(len(data)))
    for epoch in range(epochs):
        source.shuffle(order)
        wrong = 0
        for index in order:
            (run, text, segments), memory = data[index]
            memory = memory if source.random() < 0.6 else None
            model.step += 1
            keys = keys_of(run)
            hidden = source.random() < HIDDEN
            found = best(run, keys, text, model.weights, memory, hidden)
            if found == segments:
                continue
            wrong += 1
            for first, end, kind in set(segments) - set(found):
                model.change(evidence_for(run, keys, text, first, end, memory, hidden), kind, 1.0)
            for first, end, kind in set(found) - set(segments):
                model.change(evidence_for(run, keys, text, first, end, memory, hidden), kind, -1.0)
        print(f"epoch {epoch}: {wrong} of {len(data)} wrong, {len(model.weights)} weights", file=sys.stderr)
    return model.averaged()


def train_twice(texts: list[tuple[str, list[Example]]], kinds: int) -> dict[str, list[float]]:
    """Train on each half to read the other for the first time, then on all with what the first readings found."""
    from corpuskit_entities.extract import remember
    from corpuskit_entities.reading import Scorer

    halves = [texts[::2], texts[1::2]]
    first = [Scorer(train([(one, None) for _, many in half for one in many], kinds, 3, 11)) for half in halves]
    data: list[tuple[Example, Any]] = []
    for index, (text, many) in enumerate(texts):
        scorer = first[1 - index % 2]
        runs = [run for run, _, _ in many]
        memory = remember(text, scorer.read(text, runs, lambda start, end: None, lambda starts: False))
        data += [(one, memory) for one in many]
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
