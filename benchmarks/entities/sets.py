"""The sets of gold: what each marks, by our types, and how their texts are written anew."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import attrs

from ..drawing import drawn
from ..scores import CONLL, PARTS, WORLDWIDE, Record, read
from .casing import capitals, headline

__all__ = ["CASINGS", "SETS", "GoldSet", "is_left_out", "loaded"]


@attrs.frozen
class GoldSet:
    """A set of gold.

    Args:
        name: the name by which it is asked for.
        title: its name in tables.
        files: patterns of the files below the folder of entities.
        types: our types by those that it marks; other marks do not count, and other types that are found do not.
        is_trained: whether models are trained on it, so that only the documents count that training leaves out.
        is_main: whether it stands in short tables.
        rewrite: gives a text in other letters, as long as it was.
    """

    name: str
    title: str
    files: tuple[str, ...]
    types: Mapping[str, str]
    is_trained: bool = False
    is_main: bool = False
    rewrite: Callable[[str], str] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are told apart: of what is trained on, all documents are held back."""
        return ("all",) if self.is_trained or self.rewrite else tuple(PARTS)


_GMB = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}
_WNUT = {"person": "PER", "location": "LOC", "group": "ORG", "corporation": "ORG"}
_RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}

SETS = (
    GoldSet("worldwide.train", "Worldwide, train", ("dev/worldwide.train.jsonl",), WORLDWIDE, is_main=True),
    GoldSet("worldwide.dev", "Worldwide, dev", ("dev/worldwide.dev.jsonl",), WORLDWIDE, is_main=True),
    GoldSet("conllpp.dev", "CoNLL++, dev", ("dev/conllpp.dev.jsonl",), CONLL, is_main=True),
    GoldSet("silver", "GMB texts, labels by spaCy", ("train/gmb-text-silver.jsonl",), _GMB, is_trained=True),
    GoldSet("wnut17", "WNUT 17", ("train/wnut17.*.jsonl",), _WNUT, is_trained=True),
    GoldSet("gum", "GUM", ("train/gum_derived.*.jsonl",), CONLL, is_trained=True),
    GoldSet("re3d", "re3d", ("train/re3d.*.jsonl",), _RE3D, is_trained=True),
)

CASINGS = tuple(
    attrs.evolve(gold, name=f"{gold.name}.{name}", title=f"{gold.title}, {title}", rewrite=rewrite, is_main=False)
    for gold in SETS
    if gold.name in ("worldwide.dev", "conllpp.dev")
    for name, title, rewrite in (("capitals", "ALL CAPS", capitals), ("headline", "Title Case", headline))
)
"""Sets whose texts are written as headlines are."""


def loaded(data: Path, gold: GoldSet, most: float) -> list[Record]:
    """Give the records of a set, drawn by their ids until their texts have so many KB.

    Raises:
        SystemExit: when there is no such file.
    """
    paths = sorted(path for pattern in gold.files for path in (data / "entities").glob(pattern))
    if not paths:
        raise SystemExit(f"{data}: there is no file {' or '.join(gold.files)} below its folder entities")
    return list(drawn(_records(gold, paths), most))


def _records(gold: GoldSet, paths: list[Path]) -> Iterator[Record]:
    for path in paths:
        for record in read(path):
            if not gold.is_trained or is_left_out(record["id"]):
                yield {**record, "text": gold.rewrite(record["text"])} if gold.rewrite else record


def is_left_out(id: str) -> bool:
    """Tell whether training leaves a document out, so that it can measure what was trained."""
    return int(sha256(id.encode()).hexdigest(), 16) % 10 == 0
