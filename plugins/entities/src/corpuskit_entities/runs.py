"""Runs: stretches of capitalised words, with the small words between them, that may hold names."""

import functools
import re
from collections.abc import Container, Iterator

import attrs

from .gazetteer import shipped
from .letters import capitals

__all__ = ["LINKS", "PARTICLES", "Run", "find_runs"]

PARTICLES = frozenset(
    "al el ad ar as ash an at az bin bint ibn ben abu von van der den ter ten de del della di da dos das "  # noqa: SIM905 - words read better in a row
    "du la le".split()
)
"""Small words that a name may begin with."""

_HYPHENATED = frozenset(["ad", "ar", "as", "ash", "an", "at", "az"])

LINKS = ("of", "for", "and", "the", "on", "&", "y", "e", "und", "et", "do", "des", "lo", "los", "las")
"""Small words that stand only inside a name."""

_ABBREVIATED = "St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Brig|Cmdr|Rep|Sen|Gov|Rev|Hon|Prof|Pres"
_ABBREVIATED += "|Md|Mohd|Sh|Fr|Dept|Univ|Supt|Insp|Sec|Min|Amb|Messrs"


Before = tuple[str, str, bool]
"""The word before a run, the two words before it, and whether the run begins a sentence."""


@attrs.define
class Run:
    """The words of one run with their places, and what stands around it.

    ``mode`` is ``"caps"`` on a line written in capitals, ``"title"`` on a line whose words are all capitalised,
    else ``""``.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    before: str
    before2: str
    initial: bool
    after: str
    after2: str
    mode: str


@functools.cache
def _patterns(ascii_only: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    upper = "A-Z" if ascii_only else capitals()
    letter = f"[{upper}]"
    dotted = rf"\.(?:{letter}\.)+(?:{letter}(?!\w))?"
    initial = rf"\.(?=[ -]?{letter})"
    word = rf"[^\W¹²³⁰⁴-⁹]*+(?:['’](?!(?:s|m|ve|ll|re|d)\b)\w++|&{letter}\w*+|-\d++(?!\w))*+"
    token = rf"{letter}(?:{dotted}|{initial}|{word})"
    small = rf"(?:{'|'.join((*sorted(PARTICLES - _HYPHENATED), *LINKS))}|(?:{'|'.join(sorted(_HYPHENATED))})(?=[-‑]))"
    shortened = "|".join(f"(?<=[^\\w]{one}\\.)|(?<=^{one}\\.)" for one in _ABBREVIATED.split("|"))
    gap = "[ \u00a0]{1,2}|[-‑–]"
    run = rf"(?<!\w){token}(?:(?:['’]s?|\.(?:{shortened}))?(?:{gap}|(?<=\.))(?:{small}(?:{gap})){{0,3}}{token})*"
    piece = rf"{token}|(?<!\w){small}(?![\w])|['’]s?(?=[ \u00a0-])"
    return re.compile(run), re.compile(piece)


def find_runs(text: str, dull: Container[str] = ()) -> Iterator[Run]:
    """Give the runs of a text from left to right, leaving out those of one word that is ``dull``."""
    run_pattern, piece_pattern = _patterns(text.isascii())
    modes = _Modes(text)
    for match in run_pattern.finditer(text):
        whole = match.group()
        if whole in dull:
            continue
        start, end = match.span()
        if whole.isalnum():
            words, starts, ends = [whole], [start], [end]
        else:
            pieces = list(piece_pattern.finditer(text, start, end))
            words = [piece.group() for piece in pieces]
            starts = [piece.start() for piece in pieces]
            ends = [piece.end() for piece in pieces]
            if text.startswith("-", end):
                end = _with_syllable(text, words, starts, ends)
        around = _before(text, start)
        if _is_particle(around[0]):
            around = _with_particles(text, words, starts, ends, around)
        after, after2 = _after(text, end)
        yield Run(words, starts, ends, *around, after, after2, modes.at(start))


_SYLLABLE = re.compile(r"-([a-z]{1,6})(?![\w-])")
_SYLLABLES = frozenset("in on so to an me he no do min won us moon sun young song wing king hung man sang".split())  # noqa: SIM905 - words read better in a row


def _with_syllable(text: str, words: list[str], starts: list[int], ends: list[int]) -> int:
    """Take the second syllable of a given name to its first: "Moon Jae-in", "Lau Suk-han", but not "Bonn-led"."""
    match = _SYLLABLE.match(text, ends[-1])
    common = shipped().common
    if match is None or len(words[-1]) > 6 or (len(words) == 1 and words[-1].lower() in common):
        return ends[-1]
    if match[1] in _SYLLABLES or match[1] not in common:
        ends[-1] = match.end()
        words[-1] = text[starts[-1] : ends[-1]]
    return ends[-1]


def _with_particles(text: str, words: list[str], starts: list[int], ends: list[int], around: Before) -> Before:
    """Take the particles before a run to it: "van der Berg", "al-Karimi"."""
    while _is_particle(around[0]):
        particle = around[0].rstrip("-’'")
        at = text.rfind(particle, max(0, starts[0] - len(particle) - 2), starts[0])
        if at < 0:
            break
        words.insert(0, particle)
        starts.insert(0, at)
        ends.insert(0, at + len(particle))
        around = _before(text, at)
    return around


def _is_particle(word: str) -> bool:
    if word.endswith(("-", "’", "'")):
        return word[:-1] in PARTICLES
    return word in PARTICLES and word not in _HYPHENATED


_OPENING = "(\"“‘'[«—–/"
_DOTTED = frozenset(_ABBREVIATED.lower().split("|"))


def _before(text: str, start: int) -> Before:
    piece = text[max(0, start - 32) : start]
    line = piece.rfind("\n")
    words = piece[line + 1 :].rsplit(None, 2)
    if not words:
        return "^", "^", True
    last = words[-1].lstrip(_OPENING)
    sign = piece[-1]
    if not last or (last[-1] == "." and not _abbreviated(last)) or last[-1] in '!?:;”"’)»':
        return (last or words[-1])[-1], "^", True
    if last[-1] == ",":
        return ",", last[:-1], False
    if len(last) < len(words[-1]) and not sign.isspace() and not last[-1].isalnum() and last[-1] != "-":
        return sign, "^", True
    one = last.lower().rstrip(".")
    two = f"{words[-2].lower()} {one}" if len(words) > 1 else f"^ {one}"
    return one, two, False


def _abbreviated(word: str) -> bool:
    bare = word[:-1].lower()
    return bare in _DOTTED or (len(bare) == 1 and bare.isalpha()) or "." in bare


_AFTER = re.compile(r"([ \u00a0]*)(['’]s\b|['’](?= )|\w+|[^\w\s])?[ ]*([\w]+)?")


def _after(text: str, end: int) -> tuple[str, str]:
    match = _AFTER.match(text, end, end + 40)
    if match is None or match[2] is None:
        return "$", ""
    word = match[2]
    if not match[1] and word == "-":
        return "-" + (match[3] or "").lower(), ""
    if len(word) == 2 and word[1] == "s":
        word = "'s"
    return word.lower(), match[3] or ""


class _Modes:
    """The mode of each line, found when a run on it is asked for; places must be asked for in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._mode = ""

    def at(self, place: int) -> str:
        """Give the mode of the line that has this place."""
        if place > self._end:
            start = self._text.rfind("\n", 0, place) + 1
            end = self._text.find("\n", place)
            self._end = len(self._text) if end < 0 else end
            self._mode = _mode(self._text[start : min(self._end, start + 400)])
        return self._mode


_SMALL = re.compile(r"(?<![\w'’.-])[a-z][a-z]{3,}")
_LARGE = re.compile(r"(?<!\w)[A-Z][a-z]+")


def _mode(line: str) -> str:
    if line.isupper():
        return "caps" if " " in line.strip() else ""
    if _SMALL.search(line):
        return ""
    return "title" if len(_LARGE.findall(line)) >= 4 and line.rstrip()[-1:] not in ".,;" else ""
