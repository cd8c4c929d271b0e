"""Carry annotations over random edits, and compare each with a reference that goes code point by code point.

    python -m benchmarks.edits [--cases 1000000] [--seed 1]

A case is a text, one to six rounds of valid edits (touching ones, insertions at one place, at both ends), and an
annotation whose value holds spans, a quarter of them discontinuous. It is carried through all rounds and back again,
under one policy. The reference is the one of the tests. Where gatenlp is installed, its own edits run on the first
round of each hundredth case, with an annotation of one span; as it has no reference, only what cannot be right is
counted as wrong: another text, a span outside it or one that ends before it starts.
"""

import argparse
import random
import runpy
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs

from corpuskit import Annotation, AnnotationSet, Span
from corpuskit.alignment import Alignment, Carried, Edit, edited
from corpuskit.values import QuoteValue

LAWS = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "test_alignment_laws.py"))
POLICIES: tuple[str, ...] = LAWS["POLICIES"]
ALPHABET = "ab é😀\n"
ROWS = ("cases", "spans", "untouched", "lost", "raised", "wrong", "untouched wrong")


@attrs.frozen
class Case:
    text: str
    rounds: tuple[tuple[Edit, ...], ...]
    annotation: Annotation


def some_text(random_: random.Random, most: int) -> str:
    return "".join(random_.choices(ALPHABET, k=random_.randint(0, most)))


def some_span(random_: random.Random, length: int) -> Span:
    return Span(*sorted((random_.randint(0, length), random_.randint(0, length))))


def some_edits(random_: random.Random, length: int) -> tuple[Edit, ...]:
    found, place = [], 0
    for _ in range(random_.randint(1, 6)):
        place += random_.choice((0, 0, 1, 2, 3, 8))
        size = random_.choice((0, 0, 1, 2, 4))
        if place + size > length:
            break
        found.append(Edit(Span(place, place + size), some_text(random_, 4)))
        place += size
    return tuple(found)


def some_annotation(random_: random.Random, length: int) -> Annotation:
    value = QuoteValue("direct", some_span(random_, length), None, None, (some_span(random_, length),))
    if random_.random() < 0.25:
        cuts = sorted(random_.randint(0, length) for _ in range(4))
        parts = Span(cuts[0], cuts[1]), Span(cuts[2], cuts[3])
        return Annotation(Span(cuts[0], cuts[3]), "quote", value, parts)
    return Annotation(some_span(random_, length), "quote", value)


def some_case(random_: random.Random) -> Case:
    first = text = some_text(random_, 30)
    rounds = []
    for _ in range(random_.randint(1, 6)):
        rounds.append(some_edits(random_, len(text)))
        text = edited(text, rounds[-1])
    return Case(first, tuple(rounds), some_annotation(random_, len(first)))


# --- what is right


def moved(references: Sequence[Any], span: Span, policy: str) -> Span | None:
    found: Span | None = span
    for reference in references:
        found = None if found is None else reference.move(found, policy)
    return found


def expected(references: Sequence[Any], item: Annotation, policy: str) -> tuple[object, ...] | None:
    """Give pieces, speaker and quoted spans of the annotation as the reference moves them."""
    all_pieces = [moved(references, piece, policy) for piece in item.pieces]
    pieces = [piece for piece in all_pieces if piece is not None]
    if not pieces or (policy == "strict" and len(pieces) < len(all_pieces)):
        return None
    if any(one.end > other.start for one, other in pairwise(pieces)):
        pieces = [Span(pieces[0].start, pieces[-1].end)]
    speaker, quoted = item.value.speaker, item.value.quoted
    spoken = [moved(references, span, policy) for span in quoted]
    return (
        pieces,
        None if speaker is None else moved(references, speaker, policy),
        [span for span in spoken if span is not None],
    )


def actual(carried: Carried) -> tuple[object, ...] | None:
    if not carried.pairs:
        return None
    item = carried.pairs[0][1]
    return list(item.pieces), item.value.speaker, list(item.value.quoted)


# --- what is measured


def run(case: Case, policy: str, counts: Counter[str], clock: Callable[[], float]) -> float:
    texts, alignment, there, back = [case.text], Alignment.identity(len(case.text)), [], []
    for edits in case.rounds:
        there.append(LAWS["Reference"](len(texts[-1]), edits))
        back.insert(0, LAWS["Reference"](len(texts[-1]), edits, 1))
        texts.append(edited(texts[-1], edits))
    counts["cases"] += 1
    start = clock()
    try:
        for text, edits in zip(texts, case.rounds, strict=False):
            alignment = alignment.compose(Alignment.of(len(text), edits))
        onward = alignment.carry([case.annotation], policy=policy)
        home = alignment.carry_back(onward.annotations, policy=policy)
    except Exception:  # What raises on valid edits is what is counted here.
        counts["raised"] += 1
        return clock() - start
    spent = clock() - start
    compare(case.annotation, onward, expected(there, case.annotation, policy), counts)
    if onward.pairs:
        compare(onward.pairs[0][1], home, expected(back, onward.pairs[0][1], policy), counts)
    count_untouched(case, texts, alignment, policy, counts)
    return spent


def compare(item: Annotation, carried: Carried, wanted: object, counts: Counter[str]) -> None:
    found = actual(carried)
    counts["spans"] += len(item.pieces) + len(item.value.quoted) + (item.value.speaker is not None)
    counts["lost"] += not carried.pairs
    counts["wrong"] += found != wanted
    # A loss is reported: of the whole, or of a field.
    counts["wrong"] += (found is None) != any(loss.field is None for loss in carried.lost)


def count_untouched(case: Case, texts: Sequence[str], alignment: Alignment, policy: str, counts: Counter[str]) -> None:
    """Check the text of a piece that no edit of any round touches."""
    for piece in case.annotation.pieces:
        span: Span | None = piece
        for text, edits in zip(texts, case.rounds, strict=False):
            if span is None or not LAWS["untouched"](span, edits):
                break
            span = Alignment.of(len(text), edits).forward(span)
        else:
            counts["untouched"] += 1
            found = alignment.forward(piece, policy=policy)
            counts["untouched wrong"] += found is None or found.text_of(texts[-1]) != piece.text_of(case.text)


# --- the peer


def run_peer(case: Case, strategy: str, counts: Counter[str], clock: Callable[[], float]) -> float:
    import gatenlp

    span, edits = case.annotation.span, case.rounds[0]
    counts["cases"] += 1
    counts["spans"] += 1
    start = clock()
    document = gatenlp.Document(case.text)
    layer = document.annset()
    layer.add(span.start, span.end, "x")
    try:
        document.edit([(edit.span.start, edit.span.end, edit.text) for edit in edits], affected_strategy=strategy)
        found = [(item.start, item.end) for item in layer]
    except Exception:
        counts["raised"] += 1
        return clock() - start
    spent = clock() - start
    counts["lost"] += not found
    new = edited(case.text, edits)
    counts["wrong"] += document.text != new or any(not 0 <= begin <= end <= len(new) for begin, end in found)
    if LAWS["untouched"](span, edits):
        counts["untouched"] += 1
        counts["untouched wrong"] += [new[begin:end] for begin, end in found] != [span.text_of(case.text)]
    return spent


def peer_strategies() -> tuple[str, ...]:
    try:
        import gatenlp  # noqa: F401
    except ImportError:
        return ()
    return ("delete_all", "adapt", "keepadapt")


# --- speed


def seconds_to_carry(random_: random.Random, spans_in_value: bool) -> float:
    """Give the least CPU time of three for 100,000 annotations over 10,000 edits in a million code points."""
    length, items = 1_000_000, []
    for _ in range(100_000):
        start = random_.randrange(length - 20)
        near = Span(start, start + 3)
        value = QuoteValue("direct", near, None, near, (near,)) if spans_in_value else None
        items.append(Annotation(Span(start, start + random_.randint(1, 20)), "quote", value))
    edits = [Edit(Span(n, n + random_.randint(0, 3)), "ab"[: random_.randint(0, 2)]) for n in range(0, length, 100)]
    alignment, layer, times = Alignment.of(length, edits), AnnotationSet(items), []
    for _ in range(3):
        start_time = time.process_time()
        alignment.carry(layer)
        times.append(time.process_time() - start_time)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random_, strategies = random.Random(options.seed), peer_strategies()
    names = [*POLICIES, *(f"gatenlp {strategy}" for strategy in strategies)]
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    seconds: Counter[str] = Counter()
    for number in range(options.cases):
        case, policy = some_case(random_), POLICIES[number % len(POLICIES)]
        seconds[policy] += run(case, policy, counts[policy], time.process_time)
        if number % 100 == 0:
            for strategy in strategies:
                name = f"gatenlp {strategy}"
                seconds[name] += run_peer(case, strategy, counts[name], time.process_time)
    show(names, counts, seconds)
    for words, spans_in_value in (("without values", False), ("with three spans in each value", True)):
        spent = seconds_to_carry(random_, spans_in_value)
        print(f"100,000 annotations {words}, 10,000 edits: {spent:.1f} CPU seconds")


def show(names: Sequence[str], counts: dict[str, Counter[str]], seconds: Counter[str]) -> None:
    width = max(len(name) for name in names) + 2
    print(f"{'':18}" + "".join(f"{name:>{width}}" for name in names))
    for row in ROWS:
        print(f"{row:18}" + "".join(f"{counts[name][row]:>{width},}" for name in names))
    print(f"{'CPU seconds':18}" + "".join(f"{seconds[name]:>{width}.1f}" for name in names))
    print(
        f"{'microseconds/case':18}"
        + "".join(f"{1e6 * seconds[n] / max(1, counts[n]['cases']):>{width}.0f}" for n in names)
    )


if __name__ == "__main__":
    main()
