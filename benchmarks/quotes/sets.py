"""The sets of gold, and how their texts are written anew."""

from collections.abc import Callable
from pathlib import Path

import attrs

from ..drawing import drawn
from ..scores import PARTS, Record, read
from .wrapping import hard_wrapped, unwrapped

__all__ = ["SETS", "GoldSet", "loaded"]


@attrs.frozen
class GoldSet:
    """A set of gold.

    Args:
        name: the name by which it is asked for.
        title: its name in tables.
        file: the file below the folder of quotes.
        is_full: whether it marks all content with its speakers, and lists what else stands in marks; else it marks
            direct speech alone.
        rewrite: gives a text with other line breaks, as long as it was.
    """

    name: str
    title: str
    file: str
    is_full: bool = True
    rewrite: Callable[[str], str] | None = None

    @property
    def tasks(self) -> tuple[str, ...]:
        """What is asked of it."""
        return ("Q", "Q5", "C", "S") if self.is_full else ("Q", "Q5")

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are told apart."""
        return ("all",) if self.rewrite else tuple(PARTS)

    @property
    def is_main(self) -> bool:
        """Whether it has the texts as they are, with speakers."""
        return self.is_full and not self.rewrite


def _on_one_line_wrapped(text: str) -> str:
    return hard_wrapped(unwrapped(text))


_NOVELS, _NEWS = "litbank.all.jsonl", "polnear.dev.jsonl"

SETS = (
    GoldSet("polnear.train", "PolNeAR, train", "polnear.train.jsonl"),
    GoldSet("polnear.dev", "PolNeAR, dev", _NEWS),
    GoldSet("polnear.dev.wrapped", "PolNeAR, dev, hard-wrapped", _NEWS, rewrite=hard_wrapped),
    GoldSet("litbank", "LitBank, a line for each sentence", _NOVELS, is_full=False),
    GoldSet("litbank.unwrapped", "LitBank, on one line", _NOVELS, is_full=False, rewrite=unwrapped),
    GoldSet("litbank.wrapped", "LitBank, hard-wrapped", _NOVELS, is_full=False, rewrite=_on_one_line_wrapped),
)


def loaded(data: Path, gold: GoldSet, most: float) -> list[Record]:
    """Give the records of a set, drawn by their ids until their texts have so many KB.

    Raises:
        SystemExit: when there is no such file.
    """
    path = data / "quotes" / gold.file
    if not path.exists():
        raise SystemExit(f"{path}: there is no such file")
    return [_rewritten(gold, record) for record in drawn(read(path), most)]


def _rewritten(gold: GoldSet, record: Record) -> Record:
    return {**record, "text": gold.rewrite(record["text"])} if gold.rewrite else record
