"""Evidence: what the words of a stretch, and those around it, say about its type.

Each piece of evidence is a short string, such as ``L:university`` (the last word) or ``P:in`` (the word before).
What it weighs for each type stands in ``data/en/gazetteers/evidence.tsv``.
"""

import functools

from .gazetteer import Lists, shipped
from .letters import folded, plain

__all__ = [
    "TYPES",
    "after_evidence",
    "before_evidence",
    "inner_evidence",
    "key_of",
    "opening_evidence",
    "short_class",
    "word_class",
]

TYPES = ("PER", "ORG", "LOC", "NORP", "MISC", "O")

_DATES = frozenset(
    "january february march april may june july august september october november december monday tuesday "  # noqa: SIM905 - words read better in a row
    "wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun".split()
)


@functools.lru_cache(maxsize=1 << 16)
def key_of(word: str, mode: str) -> str:
    """Give a word as lists have it: in lower case, but acronyms in capitals without their dots."""
    if word.isupper() and mode != "caps" and len(word) > 1:
        bare = word.replace(".", "")
        if len(bare) > 3 and shipped().places.get(folded(bare)) in _WRITTEN_LARGE:
            return folded(bare)
        return plain(bare) if len(bare) > 1 else word
    key = folded(word)
    return "not" if key.endswith("n't") else key


# Datelines write the names of cities in capitals: "BAGHDAD, June 12".
_WRITTEN_LARGE = frozenset(("co", "ca", "c1", "c2", "c3"))


@functools.lru_cache(maxsize=1 << 16)
def word_class(key: str) -> tuple[str, ...]:
    """Give the classes of a word, in a fixed order; ``("x",)`` for an unknown one."""
    lists = shipped()
    if key.isupper() and len(key) > 1:
        return ("I",) if key.endswith(".") else _acronym_classes(key, lists)
    bare = key.rstrip(".")
    if len(bare) == 1:
        return ("I",) if bare.isalpha() else ("l",)
    return tuple(_classes(bare, lists)) or ("x",)


def _acronym_classes(key: str, lists: Lists) -> tuple[str, ...]:
    if key in lists.aliases:
        return ("A", "co")
    return ("A", "og") if key.lower() in lists.organisations else ("A",)


def _classes(key: str, lists: Lists) -> list[str]:
    found = []
    if key in lists.norp:
        found.append("N")
    if key in _DATES:
        found.append("m")
    found += [f"h{kind[:2]}" for kind in lists.heads.get(key, "").split()]
    if key in lists.titles:
        found.append("T")
    if key in lists.offices:
        found.append("R")
    if key in lists.organisations:
        found.append("og")
    if key in lists.places:
        found.append(lists.places[key])
    if key in lists.given:
        found.append("g" + lists.given[key])
    if key in lists.surnames:
        found.append("s" + lists.surnames[key])
    if key in lists.common:
        found.append("w" + lists.common[key])
    return found


@functools.lru_cache(maxsize=1 << 16)
def short_class(key: str) -> str:
    """Give one letter or two for a word: what it is first of all, for patterns of several words."""
    classes = word_class(key)
    first = classes[0]
    if first in ("A", "I", "N", "m", "T", "R", "l", "og", "x"):
        return first
    if first[0] == "h":
        return first[1]
    place = "p" if first in ("co", "ca", "c1", "c2", "c3", "a1", "a2", "re") else ""
    person = "".join(sorted({one[0] for one in classes if one[0] in "gs" and one[1] in "12"}))
    rare = "r" if not person and any(one in ("s3",) for one in classes) else ""
    word = "w" if classes[-1] == "w1" else ""
    return place + person + rare + word or "v"


def inner_evidence(surface: str, keys: tuple[str, ...], mode: str) -> list[str]:
    """Give the evidence of the words of a stretch themselves."""
    count = len(keys)
    phrase = " ".join(keys)
    last = keys[-1]
    classes = word_class(last)
    found = [f"n:{min(count, 6)}"]
    if surface in shipped().aliases:
        found.append("Z:alias")
    if count == 1:
        found += [f"S:{last}", f"su:{last[-3:]}", f"sp:{last[:3]}", *(f"sc:{one}" for one in classes)]
        found += [f"sk:{short_class(last)}{mode}", f"sC:{'+'.join(classes)}"]
        if mode:
            found += [f"sm:{one}" for one in classes]
        return found
    first = keys[0]
    place = shipped().places.get(folded(surface))
    found.append(f"Z:{place}" if place else "Z:-")
    if folded(surface) in shipped().organisations:
        found.append("Z:og")
    found += [f"W:{phrase}", f"F:{first}", f"L:{last}", f"lu:{last[-3:]}", f"K:{'_'.join(map(short_class, keys[:5]))}"]
    found += [f"lc:{one}" for one in classes]
    found += [f"fc:{one}" for one in word_class(first)]
    for word in keys[1:-1]:
        found.append(f"I:{word}")
        found += [f"ic:{one}" for one in word_class(word)]
    if "-" in surface:
        found += [f"j:{short_class(first)}-{short_class(last)}", f"j:{count}"]
    if mode:
        found += [f"lm:{mode}", *(f"lm:{one}" for one in classes)]
    if any(word_class(word)[0] == "N" for word in keys[1:]):
        found.append("nN")
    return found


def before_evidence(word: str, two: str) -> list[str]:
    """Give the evidence of what stands before a stretch: the word, and the two words if there are so many."""
    return [f"P:{word}", f"Q:{two}"] if two else [f"P:{word}"]


def opening_evidence(own: str) -> list[str]:
    """Give the evidence of beginning a sentence with this word."""
    return [f"b:{short_class(own)}", f"bc:{'+'.join(word_class(own))}"]


def after_evidence(word: str, two: str) -> list[str]:
    """Give the evidence of what stands after a stretch."""
    found = [f"N:{word}"]
    if two:
        found.append(f"M:{word} {two.lower()}" if word not in ",.-" else f"M:{word} {short_class(folded(two))}")
    return found
