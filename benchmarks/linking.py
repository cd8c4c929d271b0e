"""Compare mentions and chains of names with judged ones, by sums over documents."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from corpuskit import Document, Span
from corpuskit.values import EntityValue

TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?<=\S)['’]s?$", re.IGNORECASE)

Group = tuple[str, str]
"""A measure and a type, or ``all``."""
Pair = tuple[Span, Span]
Table = Sequence[Mapping[Group, "Counts"]]


@attrs.frozen
class Mention:
    """A mention: its place without article and possessive, its type, its chain, and the name of the chain if told."""

    span: Span
    type: str
    chain: int | None
    name: str = ""


@attrs.frozen
class Counts:
    """How many of those found are right, and how many of those judged were found: sums of shares in B-cubed."""

    right: float
    found: float
    recalled: float
    judged: float

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in per cent; not a number where there is nothing."""
        precision, recall, f1 = 100 * ratios(np.array(attrs.astuple(self), dtype=float))
        return float(precision), float(recall), float(f1)


def ratios(sums: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Give precision, recall and F1 for sums of counts, in the last axis."""
    right, found, recalled, judged = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore"):
        precision, recall = right / found, recalled / judged
        return np.stack([precision, recall, 2 * precision * recall / (precision + recall)], axis=-1)


def trimmed(text: str, span: Span) -> Span:
    """Give a span without the article before it and the possessive at its end."""
    said = span.text_of(text)
    article, possessive = ARTICLE.match(said), POSSESSIVE.search(said)
    start = span.start + (article.end() if article else 0)
    return Span(start, span.end - (len(possessive[0]) if possessive else 0))


def mentions_of(document: Document) -> list[Mention]:
    """Give what was found in a document, in order, without names that stand inside others."""
    found: list[Mention] = []
    outer = Span(0, 0)
    for item in sorted(document["entity"], key=lambda item: (item.span.start, -item.span.end)):
        if not outer.contains(item.span) and isinstance(item.value, EntityValue):
            outer, value = item.span, item.value
            found.append(Mention(trimmed(document.text, outer), value.type, value.chain, value.name))
    return found


def links(mentions: Iterable[Mention]) -> dict[Pair, str]:
    """Give the pairs of mentions, given in order, that share a chain, each with the type of the first."""
    return {
        (one.span, other.span): one.type
        for chain in chains(mentions)
        for one, other in itertools.combinations(chain, 2)
    }


def chains(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Give the mentions of each chain; one without a chain is alone."""
    found: defaultdict[object, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.span if mention.chain is None else mention.chain].append(mention)
    return list(found.values())


def retyped(found: Iterable[Mention], judged: Iterable[Mention]) -> list[Mention]:
    """Give the mentions found, with the types judged where those have the same places."""
    types = {mention.span: mention.type for mention in judged}
    return [attrs.evolve(mention, type=types.get(mention.span, mention.type)) for mention in found]


def shared(mentions: Iterable[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Give the mentions whose places others have too."""
    places = {mention.span for mention in others}
    return [mention for mention in mentions if mention.span in places]


def agreement(found: Mapping[Any, str], judged: Mapping[Any, str]) -> Iterator[tuple[str, Counts]]:
    """Give the counts of things that both have, for all and for each type."""
    for kind in ("all", *TYPES):
        ours = {item for item, type in found.items() if kind in ("all", type)}
        theirs = {item for item, type in judged.items() if kind in ("all", type)}
        yield kind, Counts(len(ours & judged.keys()), len(ours), len(theirs & found.keys()), len(theirs))


def b_cubed(found: Sequence[Mention], judged: Sequence[Mention]) -> Iterator[tuple[str, Counts]]:
    """Give the sums of the precision and recall of the chain of each mention, of mentions that both have.

    Source: A. Bagga and B. Baldwin, Algorithms for scoring coreference chains, LREC workshop 1998.
    """
    ours, theirs = map(clusters, (found, judged))
    for kind in ("all", *TYPES):
        spans = [mention.span for mention in judged if kind in ("all", mention.type)]
        precision, recall = (
            sum(len(ours[span] & theirs[span]) / len(side[span]) for span in spans) for side in (ours, theirs)
        )
        yield kind, Counts(precision, len(spans), recall, len(spans))


def clusters(mentions: Iterable[Mention]) -> dict[Span, set[Span]]:
    """Give for the place of each mention the places of its chain."""
    return {item.span: {other.span for other in chain} for chain in chains(mentions) for item in chain}


def compared(found: Sequence[Mention], judged: Sequence[Mention]) -> dict[Group, Counts]:
    """Give the counts of each measure and type in one document."""
    alike = retyped(found, judged)
    both = shared(alike, judged), shared(judged, found)
    measures = {
        "mentions": agreement(*({item.span: item.type for item in side} for side in (alike, judged))),
        "mentions with types": agreement(
            *({(item.span, item.type): item.type for item in side} for side in (found, judged))
        ),
        "links": agreement(links(alike), links(judged)),
        "links of mentions found": agreement(*map(links, both)),
        "B-cubed": b_cubed(*both),
    }
    return {(measure, kind): counts for measure, items in measures.items() for kind, counts in items}


def summed(table: Table, group: Group) -> Counts:
    """Give the counts of a group in all documents."""
    return Counts(*np.sum([attrs.astuple(counts[group]) for counts in table], axis=0))


def interval(table: Table, group: Group, *, samples: int = 1000, seed: int = 0) -> tuple[float, float]:
    """Give the ends of the 95 % interval of F1, in per cent, over random samples of the documents.

    Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13 (percentile interval).
    """
    counts = np.array([attrs.astuple(counts[group]) for counts in table])
    drawn = np.random.default_rng(seed).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), samples)
    scores = ratios(drawn @ counts)[:, 2]
    low, high = np.nanpercentile(scores, (2.5, 97.5)) if np.isfinite(scores).any() else (np.nan, np.nan)
    return 100 * float(low), 100 * float(high)


def names(text: str, found: Sequence[Mention], judged: Sequence[Mention]) -> Iterator[tuple[bool, bool]]:
    """Give for each judged chain whether it has several forms, and whether its name is its longest one.

    The name is that of its first mention that was found; chains without one are left out. Letter case does not count.
    """
    told = {mention.span: mention.name for mention in found}
    for chain in chains(judged):
        forms = {plain(mention.span.text_of(text)) for mention in chain}
        given = [told[mention.span] for mention in chain if mention.span in told]
        if given:
            longest = max(map(len, forms))
            yield len(forms) > 1, plain(given[0]) in {form for form in forms if len(form) == longest}


def plain(name: str) -> str:
    """Give a name with single spaces, letter case aside."""
    return " ".join(name.split()).casefold()
