"""What does not fit in a file of rules, before anything is made of it."""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["are_conditions", "faults_in", "faults_of_rule"]


def faults_in(data: Mapping[str, Any]) -> Iterator[str]:
    """Give what is wrong with the tables of a file, each in words."""
    rules, joining = data.get("rule", []), data.get("joining", [])
    if not _is_list_of(dict, rules):
        yield f"rule = {rules!r} is no list of rules; begin each with [[rule]]"
    if not _is_list_of(str, joining):
        yield f"joining = {joining!r} is no list of words"
    yield from _faults_of_fragments(data.get("fragments", {}))
    yield from _faults_of_lexicons(data.get("lexicons", {}))


def _faults_of_fragments(fragments: object) -> Iterator[str]:
    if not isinstance(fragments, dict):
        yield f"fragments = {fragments!r} is no table; begin it with [fragments]"
        return
    for name, pattern in fragments.items():
        if not isinstance(pattern, str) or not pattern:
            yield f"fragment {name!r} = {pattern!r} is no pattern"


def _faults_of_lexicons(lexicons: object) -> Iterator[str]:
    if not isinstance(lexicons, dict):
        yield f"lexicons = {lexicons!r} is no table; begin each with [lexicons.NAME]"
        return
    for name, words in lexicons.items():
        if not isinstance(words, dict):
            yield f"lexicon {name!r} = {words!r} is no table of words; begin it with [lexicons.{name}]"
        elif not all(map(str.strip, words)):
            yield f"lexicon {name!r} has an empty word"


def faults_of_rule(entry: Mapping[str, Any]) -> Iterator[str]:
    """Give what is wrong with the keys of a rule, each in words."""
    for key in ("name", "pattern"):
        if not isinstance(entry.get(key), str):
            yield f"a rule without {key!r}: {dict(entry)}"
        elif not entry[key].strip():
            yield f"a rule with an empty {key}: {dict(entry)}"
    name = entry.get("name")
    for key in ("value", "source"):
        if not isinstance(entry.get(key, ""), str):
            yield f"rule {name!r}: {key} = {entry[key]!r} is no string"
    where = entry.get("where", {})
    if not are_conditions(where):
        yield f'rule {name!r}: where = {where!r} is no table of conditions, such as {{ verb.tense = "past" }}'
    if not _is_list_of(str, entry.get("rejects", [])):
        yield f"rule {name!r}: rejects = {entry['rejects']!r} is no list of texts"
    examples = entry.get("examples", [])
    if not _is_list_of(dict, examples) or not all(isinstance(one.get("text"), str) for one in examples):
        yield f"rule {name!r}: examples = {examples!r} is no list of tables that have a text"


def are_conditions(where: object) -> bool:
    """Say whether conditions on words are tables, one for each group, of patterns by columns."""
    return isinstance(where, Mapping) and all(
        isinstance(found, Mapping) and found and all(isinstance(one, str) for one in found.values())
        for found in where.values()
    )


def _is_list_of(kind: type, found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, kind) for one in found)
