"""Cue words and what follows them, read from the rules."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpuskit.rules import Hit, Rules
from corpuskit.scan import Batch
from corpuskit.scan import Vocabulary as Words

from .vocabulary import Remembered, Vocabulary

__all__ = ["Cue", "Cues"]

_WORD = re.compile(r"\w+")
_CLAUSE_INSIDE = frozenset(("he", "she", "they", "we", "i", "it", "there", "who", "that"))
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|there)\b(?! is called)", re.IGNORECASE)
_PHRASE = re.compile(r"(?:in|as|at least|despite|without|and|or|but) ", re.IGNORECASE)
# It begins with one set of signs, which is what the regex engine searches for quickly.
_VERB_OR_END = re.compile(
    r"[.,;:“”\n '](?:(?P<verb>(?<= )"
    r"(?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|should|must|does|did|do)\b|(?<=n')t\b)"
    r"|(?<=[.,;:“”\n])(?!\d)|(?<= )(?:that|when|because|after|before|said|says) )",
    re.IGNORECASE,
)
"""A verb that shows a clause, or what ends the search for one."""

_SUBJECT_LENGTH = 80
_VERB_LENGTH = 9
_HEADLINE = 140
_RUN = r"(?:[^\s.,;:“”]|[.,](?=\d))+"
_GOES_ON = re.compile(rf"(?!\w+ly\b){_RUN}(?:(?: |, (?=\w+(?: \w+)? (?:and|or) )){_RUN}){{2}}")
_FURTHER = re.compile(r"\b(?:as|because|but|how|if|than|that|when|where|while|who|which)\b")
"""What begins another clause between a cue and what it would report."""
_BE = ("was ", "were ", "been ", "being ", "are ", "is ")
_FREE_RELATIVE = re.compile(
    r"\b(?:what|whatever|all|everything|anything|nothing|much|little|things?|words?)(?: that)?(?: [^\s.,;:“”]+){1,4} $",
    re.I,
)
_WEAK = 0.55
_ATTACHED = ("-", "/", "@", "#")
_OBJECTS = frozenset(("him", "her", "them", "me", "us", "you", "it", "everyone", "everybody"))
_PREPOSITIONS = frozenset(
    ("in", "on", "at", "of", "for", "to", "with", "by", "from", "about", "over", "after", "before")
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "there"))
_ANY_CLAUSE = frozenset(("that", "how", "why", "what"))


@dataclass(eq=False, slots=True)
class Verb:
    """What the lexicons say of a cue word; the columns are those of ``cue.tsv``.

    ``is_plural`` says that the word is the plural of a noun as well, such as ``claims``.
    """

    lemma: str = ""
    tense: str = ""
    frames: str = ""
    weight: float = 0.9
    medium: str = "speech"
    polarity: str | None = None
    is_plural: bool = False


_NO_VERB = Verb(weight=1.0)


class Cue:
    """A word that reports speech, with the frame that it stands in.

    ``role`` says what follows: ``quotation``, ``clause``, ``infinitive``, ``thing``, ``naming``, ``alone``, ``source``
    or ``words``; ``content`` is where that begins, the end of the cue where nothing does.
    """

    def __init__(self, start: int, end: int, role: str, content: int, rule: str, verb: Verb) -> None:
        self.start = start
        self.end = end
        self.role = role
        self.content = content
        self.rule = rule
        self.verb = verb


class Cues:
    """Finds the cues of masked texts, by the rules."""

    def __init__(self, rules: Rules, words: Vocabulary) -> None:
        self._rules = rules
        self._words = words
        self._verbs = Remembered(self._verb)
        self._triggers: Words | None = None

    @property
    def triggers(self) -> Words:
        """The words that cues begin with: a batch whose scan looks them up is read fastest."""
        if self._triggers is None:
            self._triggers = Words(self._rules.triggers)
        return self._triggers

    def find(self, masked: Batch) -> list[list[Cue]]:
        """Give the cues of each masked text, in order."""
        found: list[list[Cue]] = [[] for _ in masked.texts]
        for number, cues in self._rules.find_in(masked, self._read):
            found[number] = [cue for _, cue in cues]
        return found

    def _read(self, hit: Hit) -> Cue | None:
        match, reader = hit.match, _READERS[hit.rule.value or ""]
        word = hit.get("cue")
        if word is None:
            start, end = match.span()
            return reader(hit, Cue(start, end, "", end, hit.rule.name, _NO_VERB), self._words)
        start, end = match.span("cue")
        verb = self._verbs[word]
        if verb is None or not _is_free(match.string, word, start, end):
            return None
        return reader(hit, Cue(start, end, "alone", end, hit.rule.name, verb), self._words)

    def _verb(self, word: str) -> Verb | None:
        """Give the verb of a word as it is written, None where the lexicon has none."""
        row = self._rules.lexicons["cue"].get(word)
        if row is None:
            return None
        of = {**row, "weight": float(row["weight"]), "polarity": row["polarity"] or None}
        return Verb(**{name: of[name] for name in _COLUMNS}, is_plural=word.lower() in self._words.plurals)


_COLUMNS = ("lemma", "tense", "frames", "weight", "medium", "polarity")


def _is_free(masked: str, word: str, start: int, end: int) -> bool:
    """Say whether a word may be a cue: in small letters but where it opens a sentence, and no part of another."""
    if not word.islower():
        opens = word[1:].islower() and masked[max(0, start - 2) : start].strip(" ") in ("", "\n", ".")
        if not opens and not _in_headline(masked, word, start, end):
            return False
    if word == "say" and masked.startswith(",", end) and masked.endswith(", ", 0, start):
        return False  # "A tax of, say, a tenth" says nothing.
    return masked[end : end + 1] != "-" and masked[start - 1 : start] not in _ATTACHED


def _in_headline(masked: str, word: str, start: int, end: int) -> bool:
    """Say whether all long words of a short line begin with a capital: ``Mayor Says the Bridge Will Close``."""
    first, last = masked.rfind("\n", 0, start) + 1, masked.find("\n", end)
    line = masked[first : last if last >= 0 else len(masked)]
    if len(line) > _HEADLINE or not word.istitle():
        return False
    words = [word for word in line.split() if len(word) > 4 and word[0].isalpha()]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def _with(cue: Cue, role: str, hit: Hit, group: str = "content") -> Cue:
    cue.role = role
    cue.content = hit.match.start(group)
    return cue


def _quotation(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    adjunct, sign = hit["adjunct"], (hit["sign"] or "").strip()
    if not sign and (adjunct or cue.verb.weight < _WEAK):
        return None
    if adjunct and (_has_clause(adjunct) or _reports(adjunct, words)):
        return None
    return _with(cue, "quotation", hit)


def _told(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    if _reports((hit["listener"] or "") + (hit["adjunct"] or ""), words):
        return None
    return _with(cue, "quotation" if (hit["content"] or "").startswith("“") else "clause", hit)


def _has_clause(adjunct: str) -> bool:
    """Say whether a pronoun shows that words between a cue and what it would report are a clause."""
    return not _CLAUSE_INSIDE.isdisjoint(_WORD.findall(adjunct.lower()))


def _told_clause(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    listener = hit["listener"] or ""
    if _FURTHER.search(listener) or _reports(listener, words):
        return None
    return _with(cue, "clause", hit) if _is_clause(hit.match.string, hit.match.start("content")) else None


def _reports(words_between: str, words: Vocabulary) -> bool:
    """Say whether another cue stands between a cue and what it would report."""
    return not words.verbs.isdisjoint(words_between.split())


def _clause(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    word = (hit["content"] or "").lower()
    adjunct = hit["adjunct"]
    if adjunct and (_has_clause(adjunct) or word not in _ANY_CLAUSE or _reports(adjunct, words)):
        return None
    if adjunct and adjunct.rpartition(" ")[2] in _PREPOSITIONS:
        return None
    if word == "that":
        return _with(cue, "clause", hit) if "t" in cue.verb.frames else None
    fits = word in words.questions and ("w" in cue.verb.frames or ("c" in cue.verb.frames and word in ("if", "what")))
    return _with(cue, "clause", hit) if fits else None


def _bare_clause(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    start = hit.match.start("content")
    content, between = hit["content"] or "", hit.match.string[cue.end : start]
    if _FURTHER.search(between) or ("," in between and "b" not in cue.verb.frames):
        return None
    if content in words.auxiliaries and _FREE_RELATIVE.search(hit.match.string, max(0, cue.start - 60), cue.start):
        return None
    if cue.verb.lemma == "tell" and content.lower() not in _PRONOUNS and not _is_passive(hit.match.string, cue):
        return None
    sure = "b" in cue.verb.frames and (content.lower() in words.clause_openers or not content[:1].islower())
    sure = sure and (start <= cue.end + 2 or content.lower() in _PRONOUNS)
    sure = sure or (
        cue.verb.lemma == "say" and start == cue.end + 1 and _GOES_ON.match(hit.match.string, start) is not None
    )
    if not sure and not _is_clause(hit.match.string, start):
        return None
    return _with(cue, "clause", hit)


def _is_clause(masked: str, start: int) -> bool:
    """Say whether a pronoun or a verb shows a clause: ``the talks would go on``, not ``the name of the boat``."""
    if _PRONOUN.match(masked, start):
        return True
    limit = start + _SUBJECT_LENGTH
    found = _VERB_OR_END.search(masked, start, limit + _VERB_LENGTH)
    verb_first = found is not None and found["verb"] is not None and found.start() <= limit
    return verb_first and not _PHRASE.match(masked, start)


def _is_passive(masked: str, cue: Cue) -> bool:
    return masked.endswith(_BE, 0, cue.start)


def _infinitive(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    found = _with(cue, "infinitive", hit)
    whom, _, rest = (hit["content"] or "").partition(" ")
    if whom.lower() in _OBJECTS:
        found.content += len(whom) + 1
    return found if not _reports(rest, words) else None


def _thing(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    return _with(cue, "thing", hit)


def _naming(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    cue.role = "naming"
    cue.content = hit.match.end("cue")
    return cue


def _alone(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    return cue


def _source(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    cue.end, cue.role = hit.match.end("source"), "source"
    return cue


def _reported(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    if not hit.match.string.endswith(("as ", "As "), 0, cue.start):
        return None
    cue.end, cue.role = hit.match.end("source"), "source"
    return cue


def _words(hit: Hit, cue: Cue, words: Vocabulary) -> Cue | None:
    cue.role = "words"
    return cue


_READERS: Mapping[str, Callable[[Hit, Cue, Vocabulary], Cue | None]] = {
    "quotation": _quotation,
    "told": _told,
    "told_clause": _told_clause,
    "clause": _clause,
    "bare_clause": _bare_clause,
    "infinitive": _infinitive,
    "thing": _thing,
    "naming": _naming,
    "alone": _alone,
    "source": _source,
    "reported": _reported,
    "words": _words,
}
