"""Statements: cues with their speakers, and how far each reaches in its sentence."""

import re
from collections.abc import Iterable

from .cues import Cue
from .openings import first_subject
from .page import Page
from .subjects import Phrase, Subjects

__all__ = ["Range", "Statement", "Statements", "reach", "trimmed_end"]

Range = tuple[int, int]

_SUBORDINATE = re.compile(
    r"\s*(?:(?:but|and|even|yet|shortly|soon|\w+ (?:days|weeks|months|years|hours)) )?"
    r"(?:while|after|although|though|when|as|if|since|because|before|once) ",
    re.IGNORECASE,
)
_COMMA = re.compile(r",”?(?= )")
_NEAR_CLAUSE = re.compile(
    r".*\b(?:(?:when|where|while|because|although|though|but) (?=\S)|as (?-i:(?=[A-Z])))", re.DOTALL
)
_SILENT = re.compile(
    r" (?:but|and) (?:(?:declined|refused) to|(?:would|did|could) not) (?:be (?:more )?specific|comment|confirm|"
    r"disclose|discuss|elaborate|explain|give|identify|name|offer|provide|reveal|say|specify)\b"
)
"""Where somebody who was speaking says no more: ``but declined to give details``."""
_SILENT_SIGNS = (" declined to ", " refused to ", " not ")
"""One of these stands in all of that, and in little else."""

_RECENT = 8
_OPENING = 3
_LONG = 400
_SURE = 0.85
_LISTENER = re.compile(
    r" (?!how |of )[^\s.,;:“”]+"
    r"(?: (?!(?:he|she|it|they|his|her|its|their|that|is|are|was|were|has|had|will|would)\b)[^\s.,;:“”]+){0,5}?"
    r"(?=[.,;:]|$| (?:on|in|at|during|after|before|last|this|by|when|while|as|yesterday|today|via|through)\b)"
)
"""Whom somebody tells."""

_BY = re.compile(r" by ")
_SOURCE_END = re.compile(r"[,;:“”()—–]|\.(?= |$)|\.\n|\n| who | which | that | and (?=he|she|they|it|the)\b")
_NAME = re.compile(r"(?!(?:The|A|An|Its|His|Her|Their|Our|My|This)\b)(?:[A-Z][\w.'’-]* )*[A-Z][\w.'’-]*")
_CLAUSE = r", (?:who|whose|which) [^,;:()“”]{1,100}(?=, )"
_DATED = r", (?:[a-z]{3,}ed|made|given|seen) (?:on|by|in|at|last|this|earlier|late|to|from)\b[^,;:()“”]{1,80}(?=, )"
_OF_DESCRIPTION = re.compile(rf"{_CLAUSE}|{_DATED}|,(?: [A-Z][\w.'’-]*){{1,4}}(?=, )")
_OF_NAME = re.compile(
    rf"{_CLAUSE}|, \d{{1,3}}(?=, )"
    r"|, (?:an?|the) (?:[\w-]+ ){0,4}(?:of|at|for|with|from|in) [^,;:()“”]{2,80}(?=, )"
    r"|, (?:[a-z-]+ ){0,2}(?:chair\w*|chief|director|founder|head|leader|minister|president|professor|spokes\w+)"
    r" (?:of|at|for|with|from|in) [^,;:()“”]{2,80}(?=, )"
    r"|, an? (?:[\w-]+|(?:[\w-]+ ){1,3}\w+(?:er|or|ist|ian|man|woman|ant|ent))(?=, )"
)
"""What stands beside a source, behind a comma: its age, its office, its name, or a clause about it."""
_JOINING = re.compile(r"(?:,| and| but| or| while|;| --?| [—–])\s*$")
_DIVIDES = re.compile(r"(?:,? (?:and|but|while|although|though|as|because|or|then)|[,;—–(]|--)\s*$")


class Statement:
    """A cue with its speaker, in a sentence.

    ``begin`` is where it starts (the speaker's phrase or the cue), ``tail`` where cue and inverted speaker or listener
    end.
    """

    def __init__(
        self,
        cue: Cue,
        phrase: Phrase,
        begin: int,
        tail: int,
        inverted: bool,
        speaker: Range | None,
        sentence: int,
        limit: int | None = None,
    ) -> None:
        self.cue = cue
        self.phrase = phrase
        self.begin = begin
        self.tail = tail
        self.inverted = inverted
        self.speaker = speaker
        self.sentence = sentence
        self.limit = limit

    @property
    def polarity(self) -> str | None:
        """Whether what it reports is denied or only imagined."""
        if self.phrase.polarity and self.cue.verb.polarity:
            return "negative" if self.phrase.polarity != "negative" else None
        return self.phrase.polarity or self.cue.verb.polarity


class Statements:
    """The statements of a page, sentence by sentence: those of a sentence are read when they are first asked for.

    ``cues`` has the cues of each sentence that has any, in order.
    """

    def __init__(self, page: Page, cues: Iterable[Cue], subjects: Subjects) -> None:
        self.cues: dict[int, list[Cue]] = {}
        for cue in cues:
            self.cues.setdefault(page.sentence_at(cue.start), []).append(cue)
        self._page = page
        self._subjects = subjects
        self._read: dict[int, list[Statement]] = {}

    def of(self, sentence: int) -> list[Statement]:
        """Give the statements of a sentence, in order."""
        if sentence not in self.cues:
            return []
        if sentence not in self._read:
            found: list[Statement] = []
            for cue in self.cues[sentence]:
                statement = _statement(self._page, cue, self._subjects, sentence, found)
                if statement is not None:
                    found.append(statement)
            self._read[sentence] = found
        return self._read[sentence]


def _statement(page: Page, cue: Cue, subjects: Subjects, index: int, earlier: list[Statement]) -> Statement | None:
    start, end = page.sentences[index]
    if cue.role in ("source", "words"):
        return _source(page, cue, index)
    floor = _floor(earlier, start) if earlier else start
    phrase = subjects.left(page, cue, floor)
    opens = cue.start - start < _OPENING and page.masked[cue.start].isupper()
    if phrase.noun or (opens and phrase.span is not None):
        return None
    if cue.verb.tense == "ing" and opens:
        return _leading(page, cue, index)
    if _may_invert(page, phrase, cue):
        inverted = _inverted(page, cue, subjects, index, end, phrase)
        if inverted is not None:
            return inverted
    speaker = phrase.span
    if phrase.passive and cue.verb.tense != "passive":
        speaker = _agent(page, cue, subjects, end)
    elif earlier and earlier[-1].phrase.antecedent and _after_comma(page, phrase, cue):
        speaker = earlier[-1].phrase.antecedent
    elif phrase.inherits or speaker is None:
        speaker = _inherited(page, cue, phrase, earlier, start)
    if speaker is None and not phrase.passive and not earlier and cue.role == "alone":
        return None
    return Statement(cue, phrase, _begin(cue, phrase), _tail(page, cue, end), False, speaker, index)


def _floor(earlier: list[Statement], start: int) -> int:
    """Give how far back a subject may reach: to the cue before that something follows."""
    return next((other.cue.end for other in reversed(earlier[-_RECENT:]) if other.cue.role != "alone"), start)


def _after_comma(page: Page, phrase: Phrase, cue: Cue) -> bool:
    """Say whether a relative clause may end before the cue: ``Weber, who asked to go, said``."""
    return phrase.apposed or (phrase.span is None and page.masked[max(0, cue.start - 2) : cue.start] == ", ")


def _leading(page: Page, cue: Cue, index: int) -> Statement | None:
    """Give a participle before its subject: ``Noting that the war was over, Weber left``."""
    start, end = page.sentences[index]
    speaker = first_subject(page, start, end)
    if speaker is None or cue.role != "clause":
        return None
    return Statement(cue, Phrase(), cue.start, cue.end, False, speaker, index, limit=speaker[0])


def _begin(cue: Cue, phrase: Phrase) -> int:
    if phrase.span is not None:
        return phrase.start
    return cue.start


def _tail(page: Page, cue: Cue, end: int) -> int:
    """Give where a statement ends that stands behind what it tells of: ``…, Weber told reporters``."""
    match = _LISTENER.match(page.masked, cue.end, end) if cue.role == "alone" and cue.verb.lemma == "tell" else None
    return match.end() if match else cue.end


def _may_invert(page: Page, phrase: Phrase, cue: Cue) -> bool:
    """Say whether the speaker may stand after the cue: nothing but a mark or a whole clause stands before it."""
    return phrase.apposed or (
        phrase.span is None
        and (
            not phrase.inherits
            or page.masked[cue.start - 1] == "”"
            or (page.masked[max(0, cue.start - 2) : cue.start].strip() == "”")
        )
    )


def _inverted(page: Page, cue: Cue, subjects: Subjects, index: int, end: int, left: Phrase) -> Statement | None:
    if "v" not in cue.verb.frames or cue.verb.tense in ("ing", "base"):
        return None
    before = page.masked[max(0, cue.start - 3) : cue.start].rstrip()
    opens = page.masked[cue.start].isupper()
    if not opens and not before.endswith(("”", ",", "—", "–", '"', "'", "-")):
        return None
    phrase = subjects.right(page.masked, cue.end, end)
    if phrase is None or (left.apposed and not _closes(page.masked, phrase, left)):
        return None
    return Statement(cue, phrase, cue.start, phrase.end, True, phrase.span, index)


def _closes(masked: str, phrase: Phrase, left: Phrase) -> bool:
    """Say whether a speaker ends its clause, as in ``…, said Anna Weber, a lawyer``, after more than a name."""
    if masked[phrase.end : phrase.end + 1] not in (",", ".", ";"):
        return False
    word = masked[phrase.start : phrase.end].split()[0]
    clause = len(masked[left.start : left.end].split()) > 5 and "," not in masked[left.start : left.end - 1]
    return word[0].isupper() or ((clause or left.inherits) and word in ("the", "a", "an", "one"))


def _agent(page: Page, cue: Cue, subjects: Subjects, end: int) -> Range | None:
    match = _BY.search(page.masked, cue.end, min(end, cue.end + 60))
    phrase = subjects.right(page.masked, match.end(), end) if match else None
    return phrase.span if phrase else None


def _inherited(page: Page, cue: Cue, phrase: Phrase, earlier: list[Statement], start: int) -> Range | None:
    for statement in reversed(earlier[-_RECENT:]):
        if statement.speaker and (statement.cue.role != "alone" or statement.cue.verb.weight > 0.7):
            return statement.speaker
    if not phrase.inherits:
        return None
    clause = (
        _NEAR_CLAUSE.match(page.masked, max(start, cue.start - 200), cue.start) if cue.verb.tense == "ing" else None
    )
    near = first_subject(page, clause.end(), cue.start) if clause else None
    return near or first_subject(page, start, cue.start)


def _source(page: Page, cue: Cue, index: int) -> Statement | None:
    end = page.sentences[index][1]
    limit = min(end, cue.end + 160)
    stop = _SOURCE_END.search(page.masked, cue.end, limit)
    last = stop.start() if stop else limit
    while last > cue.end and page.masked[last - 1] in " .":
        last -= 1
    start = cue.end
    while start < last and page.masked[start] == " ":
        start += 1
    if start >= last or (cue.role == "source" and page.masked[start:last].islower() and last - start < 6):
        return None
    phrase = Phrase((start, last), start, last)
    return Statement(cue, phrase, cue.start, _apposed_end(page.masked, start, last, end), True, (start, last), index)


def _apposed_end(masked: str, start: int, last: int, limit: int) -> int:
    """Give where a source ends with what stands beside it: ``Ann Smith, 52, who heads the union, …``."""
    while match := (_OF_NAME if _NAME.fullmatch(masked, start, last) else _OF_DESCRIPTION).match(masked, last, limit):
        start, last = match.start() + len(", "), match.end()
    return last


def reach(page: Page, statement: Statement, later: Iterable[Statement]) -> int:
    """Give where the content that follows a statement ends: the sentence's end, or the next statement beside it."""
    end = statement.limit or _subordinate_end(page, statement) or page.sentences[statement.sentence][1]
    for other in later:
        if statement.phrase.antecedent is not None and other.phrase.apposed and other.cue.start > statement.cue.content:
            end = other.cue.start
            break
        if other.begin <= statement.cue.content:
            continue
        cut = _cut(page.masked, statement, other)
        if cut is not None:
            end = cut
            break
    return trimmed_end(page.masked, statement.cue.content, _silent_start(page.masked, statement.cue.content, end))


def _silent_start(masked: str, start: int, end: int) -> int:
    """Give where words begin that tell of no more speech, or the end."""
    limit = min(end, start + _LONG)
    if all(masked.find(sign, start, limit) < 0 for sign in _SILENT_SIGNS):
        return end
    silent = _SILENT.search(masked, start, limit)
    return silent.start() if silent else end


def _subordinate_end(page: Page, statement: Statement) -> int | None:
    """Give where a clause ends that stands before its main clause: ``While she said it was over, he left``."""
    start, end = page.sentences[statement.sentence]
    if not _SUBORDINATE.fullmatch(page.masked, start, max(start, statement.begin)):
        return None
    match = _COMMA.search(page.masked, statement.cue.content, end)
    return match.start() if match else None


def _cut(masked: str, statement: Statement, other: Statement) -> int | None:
    if other.phrase.antecedent is not None:
        return None
    begin = other.phrase.start if other.phrase.inherits and other.phrase.start else other.begin
    before = masked[max(statement.cue.content, begin - 12) : begin]
    if other.phrase.inherits:
        match = _DIVIDES.search(before)
        if match is None and other.cue.verb.tense == "ing" and not _is_told(other.cue):
            return None
        return begin - len(before) + match.start() if match else begin
    match = _DIVIDES.search(before)
    if match is None:
        return None
    return begin - len(before) + match.start()


def _is_told(cue: Cue) -> bool:
    """Say whether a participle surely tells of further speech: ``saying it was``, not ``in calculating the sum``."""
    return cue.role in ("naming", "quotation") or cue.verb.weight >= _SURE


def trimmed_end(masked: str, start: int, end: int) -> int:
    """Give the end of a content without the white space and punctuation after it."""
    while end > start and (masked[end - 1].isspace() or masked[end - 1] in ".,;:—–"):
        end -= 1
    return end
