"""The small closed classes of words that attribution reads, taken from the lexicons once."""

from collections.abc import Mapping
from typing import Any

__all__ = ["Vocabulary"]

_JUNIOR = frozenset(("jr", "sr", "ii", "iii"))


class Vocabulary:
    """Sets and mappings of words; each is described beside its lexicon in ``words.toml`` and ``people.toml``."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:  # Any: a meaning is text or a row.
        self.abbreviations = frozenset(lexicons["abbreviation"])
        self.auxiliaries = dict(lexicons["auxiliary"])
        self.boundaries = dict(lexicons["boundary"])
        self.bodies = frozenset(lexicons["body"])
        self.clause_openers = frozenset(lexicons["clause_opener"])
        self.control = dict(lexicons["control"])
        self.determiners = dict(lexicons["determiner"])
        self.leading = frozenset(lexicons["leading"])
        self.no_labels = frozenset(lexicons["no_label"])
        self.open_ended = tuple(f" {word}" for word in lexicons["open_ended"])
        self.persons = dict(lexicons["person_noun"])
        self.pronouns = frozenset(lexicons["pronoun"])
        self.qualifiers = frozenset(lexicons["qualifier"])
        self.questions = frozenset(lexicons["question"])
        self.small = frozenset(lexicons["small_word"])
        self.sources = frozenset(lexicons["source_noun"])
        self.titles = dict(lexicons["title"])
        self.verbs = frozenset(word for word, row in lexicons["cue"].items() if row["tense"] in ("past", "s"))
        self.works = frozenset(lexicons["work"])
        self.common = frozenset({*self.bodies, *self.persons, *self.sources})
        self.skipped = frozenset({*self.leading, *self.determiners, *self.pronouns, *_JUNIOR})
        nouns = {*self.persons, *self.sources}
        self.heads = frozenset({*nouns, *(noun + "s" for noun in nouns)})
