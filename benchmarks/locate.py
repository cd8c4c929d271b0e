"""Measure where quotations are found, on JSON Lines files of documents.

    python -m benchmarks.locate FILE.jsonl... [--seed 1] [--texts 400]

Spans of the texts that begin and end with words are changed as other programs, people and language models change what
they quote, and looked up in their document and among a hundred documents. Half the texts choose the threshold, the
other half gives the figures. Where rapidfuzz is installed, its ``partial_ratio_alignment`` is measured beside.
"""

import argparse
import random
import re
import string
import time
import zlib
from collections.abc import Callable, Iterator
from statistics import mean, median

import attrs
import orjson

from corpuskit import Span
from corpuskit.alignment import locate

Finder = Callable[[str, str, float], tuple[Span, float] | None]
Noise = Callable[[random.Random, str], str]

THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
DEFAULT = 0.8
TOGETHER = 100
ROUNDS = 15
STRANGE = 20
LENGTHS = (25, 50, 100, 200, 400)
MARKS = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "…": "...", "'": "’", '"': "”"}
FOLDED = {
    **{ord(mark): plain for mark, plain in MARKS.items() if len(plain) == 1 and ord(mark) > 127},
    10: " ",
    160: " ",
}
WORDS = ["harbour", "minister", "quickly", "seven", "because", "nothing", "morning", "although", "paper", "river"]


def marks(chance: random.Random, quote: str) -> str:
    return "".join(MARKS.get(character, character) for character in quote)


def spacing(chance: random.Random, quote: str) -> str:
    return re.sub(r"\s+", lambda _: chance.choice([" ", "  ", "\n", "\u00a0", " \n "]), quote)


def case(chance: random.Random, quote: str) -> str:
    return chance.choice([str.upper, str.lower, str.title, str.capitalize])(quote)


def typos(rate: float) -> Noise:
    def changed(chance: random.Random, quote: str) -> str:
        result = list(quote)
        for _ in range(max(1, round(rate * len(quote)))):
            at = chance.randrange(len(result))
            letter = chance.choice(string.ascii_lowercase)
            result[at] = chance.choice(["", letter, result[at] + letter])
        return "".join(result)

    return changed


def dropped(chance: random.Random, quote: str) -> str:
    words = quote.split(" ")
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


def replaced(chance: random.Random, quote: str) -> str:
    words = quote.split(" ")
    words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def bracketed(chance: random.Random, quote: str) -> str:
    words = quote.split(" ")
    words[chance.randrange(1, len(words) - 1)] = f"[{chance.choice(WORDS)}]"
    return " ".join(words)


def elided(chance: random.Random, quote: str) -> str:
    words = quote.split(" ")
    third = max(1, len(words) // 3)
    sign = chance.choice(["…", "...", "[...]", "[…]", " . . . "])
    return f"{' '.join(words[:third])} {sign} {' '.join(words[-third:])}"


NOISES: dict[str, Noise] = {
    "none": lambda chance, quote: quote,
    "quotation marks, dashes": marks,
    "white space, line breaks": spacing,
    "case": case,
    "typos 1 %": typos(0.01),
    "typos 3 %": typos(0.03),
    "typos 5 %": typos(0.05),
    "a word dropped": dropped,
    "a word changed": replaced,
    "a word in brackets": bracketed,
    "middle left out": elided,
}


@attrs.frozen
class Case:
    """A text, a span of it (or None: it is of another text), and the quotation that was made of it."""

    text: str
    span: Span | None
    quote: str


def ours(text: str, quote: str, at_least: float) -> tuple[Span, float] | None:
    found = locate(text, quote, at_least=at_least)
    return (found.span, found.score) if found else None


def rapidfuzz() -> Finder | None:
    try:
        from rapidfuzz.fuzz import partial_ratio_alignment
    except ImportError:
        return None

    def find(text: str, quote: str, at_least: float) -> tuple[Span, float] | None:
        # Case and marks are folded for it as far as offsets allow.
        plain = text.translate(FOLDED) if len(text.lower()) != len(text) else text.lower().translate(FOLDED)
        found = partial_ratio_alignment(quote.lower().translate(FOLDED), plain, score_cutoff=100 * at_least)
        return (Span(found.dest_start, found.dest_end), found.score / 100) if found else None

    return find


def excerpt(chance: random.Random, text: str) -> Span | None:
    """Give a span of whole words, or None where the text is too short for one."""
    length = chance.choice(LENGTHS)
    if len(text) < length + 40:
        return None
    start = chance.randrange(len(text) - length - 20)
    first = re.compile(r"(?<!\w)\w").search(text, start)
    last = re.compile(r"\w(?!\w)").search(text, start + length)
    if not first or not last or text[first.start() : last.end()].count(" ") < 3:
        return None
    return Span(first.start(), last.end())


def cases(chance: random.Random, texts: list[str], noise: Noise, *, together: int) -> Iterator[Case]:
    """Give a case for each text, in the text or among as many texts."""
    for index, text in enumerate(texts):
        span = excerpt(chance, text)
        if span is None:
            continue
        quote = noise(chance, span.text_of(text))
        first = index - index % together
        before = sum(len(other) + 2 for other in texts[first:index])
        yield Case("\n\n".join(texts[first : first + together]), span.shift(before), quote)


def absent(chance: random.Random, texts: list[str], others: list[str], *, together: int) -> Iterator[Case]:
    """Give cases of quotations from other texts."""
    for case in cases(chance, others, NOISES["typos 1 %"], together=1):
        first = chance.randrange(len(texts))
        yield Case("\n\n".join(texts[first : first + together]), None, case.quote)


def overlap(one: Span, two: Span) -> float:
    shared = max(0, min(one.end, two.end) - max(one.start, two.start))
    return shared / max(1, len(one) + len(two) - shared)


def near(one: Span, two: Span) -> bool:
    return abs(one.start - two.start) <= 2 and abs(one.end - two.end) <= 2


def same(one: Span, two: Span, text: str) -> bool:
    """Say whether a span is the right one: of equal texts any is."""
    return one == two or one.text_of(text) == two.text_of(text)


def row(find: Finder, tried: list[Case], at_least: float) -> tuple[float, float, float, float, float]:
    """Give the shares exact, within two code points and found, the mean overlap, and the median milliseconds."""
    results, times = [], []
    for case in tried:
        start = time.process_time()
        found = find(case.text, case.quote, at_least)
        times.append(1000 * (time.process_time() - start))
        results.append((found[0] if found else None, case))
    assert all(case.span for _, case in results)
    placed = [(span, case.span, case.text) for span, case in results if span and case.span]
    exact = sum(same(span, right, text) for span, right, text in placed) / len(tried)
    close = sum(near(span, right) or same(span, right, text) for span, right, text in placed) / len(tried)
    overlaps = [1.0 if same(span, right, text) else overlap(span, right) for span, right, text in placed]
    return 100 * exact, 100 * close, 100 * len(placed) / len(tried), sum(overlaps) / len(tried), median(times)


def table(find: Finder, texts: list[str], seed: int, together: int) -> None:
    print(f"{'what was done to it':26} {'n':>5} {'exact':>6} {'±2':>6} {'found':>6} {'IoU':>6} {'ms':>7}")
    for name, noise in NOISES.items():
        tried = list(cases(random.Random(seed), texts, noise, together=together))
        exact, close, found, shared, cpu = row(find, tried, DEFAULT)
        print(f"{name:26} {len(tried):5} {exact:6.1f} {close:6.1f} {found:6.1f} {shared:6.3f} {cpu:7.2f}")


def thresholds(find: Finder, texts: list[str], others: list[str], seed: int) -> None:
    """Print for each threshold how many changed quotations are found rightly, and how many of other texts at all."""
    changed = [
        case for noise in list(NOISES.values())[4:] for case in cases(random.Random(seed), texts, noise, together=10)
    ]
    strange = list(absent(random.Random(seed), texts, others, together=10))
    scored = [(find(case.text, case.quote, min(THRESHOLDS)), case.span) for case in changed]
    wrong = [find(case.text, case.quote, min(THRESHOLDS)) for case in strange]
    print(f"{'at_least':>8} {'right':>7} {'elsewhere':>9} {'absent but found':>17}   of {len(scored)} and {len(wrong)}")
    for level in THRESHOLDS:
        kept = [(one[0], span) for one, span in scored if one and one[1] >= level and span]
        right = sum(overlap(one, span) > 0.5 for one, span in kept)
        false = mean(one is not None and one[1] >= level for one in wrong)
        print(
            f"{level:8.2f} {100 * right / len(scored):7.2f} {100 * (len(kept) - right) / len(scored):9.2f} "
            f"{100 * false:17.2f}"
        )


def large(find: Finder, texts: list[str], others: list[str], seed: int) -> None:
    """Print what the first and the next quotation of a large text cost, of 200 code points with two typos, and others.

    The others are quotations from other texts, for each threshold: the share found all the same, and the cost.
    """
    chance = random.Random(seed)
    first: list[float] = []
    again: list[float] = []
    text = "\n\n".join(texts)[: 10**6]
    for index in range(ROUNDS):
        copy = text + " " * index  # Another text, so that nothing is kept of the last one.
        for times in (first, again):
            start = chance.randrange(len(text) - 200)
            times.append(timed(find, copy, typos(0.01)(chance, text[start : start + 200]), DEFAULT)[1])
    print(f"\n{len(text)} code points: {median(first):.0f} ms, the next quotation {median(again):.0f} ms")
    strange = [case.quote for case in cases(chance, others, NOISES["typos 1 %"], together=1)][:STRANGE]
    for level in THRESHOLDS:
        results = [timed(find, text, quote, level) for quote in strange]
        share = 100 * mean(found for found, _ in results)
        print(f"{level:8.2f} {share:7.2f} % of {len(strange)} absent found, {median(ms for _, ms in results):7.1f} ms")


def timed(find: Finder, text: str, quote: str, at_least: float) -> tuple[bool, float]:
    """Say whether anything was found, and in how many milliseconds of CPU time."""
    before = time.process_time()
    found = find(text, quote, at_least)
    return found is not None, 1000 * (time.process_time() - before)


def read(paths: list[str], count: int, seed: int) -> list[str]:
    texts = []
    for path in paths:
        with open(path, "rb") as file:
            texts += [orjson.loads(line)["text"] for line in file if line.strip()]
    long = [text for text in texts if len(text) > 200]
    return random.Random(seed).sample(long, min(4 * count, len(long)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=400)
    options = parser.parse_args()
    texts = read(options.paths, options.texts, options.seed)
    halves = [[text for text in texts if zlib.crc32(text.encode()) % 2 == half] for half in (0, 1)]
    finders = {"corpuskit": ours}
    if other := rapidfuzz():
        finders["rapidfuzz"] = other
    for name, find in finders.items():
        for half, title in ((0, "chosen on"), (1, "held back")):
            mine, others = halves[half][: options.texts], halves[half][options.texts :]
            print(f"\n{name}, {title}: thresholds, among ten texts")
            thresholds(find, mine, others, options.seed)
        for together in (1, TOGETHER):
            print(f"\n{name}, held back, among {together} text(s), at_least={DEFAULT}")
            table(find, halves[1][: options.texts], options.seed, together)
        rest = halves[1][options.texts :]
        large(find, halves[0], rest, options.seed)


if __name__ == "__main__":
    main()
