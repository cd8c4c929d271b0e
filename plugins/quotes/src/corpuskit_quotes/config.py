"""The options of the quotation extractor."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
from attrs.validators import deep_iterable, ge, in_, instance_of, le

__all__ = ["QuoteConfig"]

KINDS = ("direct", "mixed", "indirect", "scare", "title")
MEDIA = ("speech", "writing", "thought")


def _subset(of: tuple[str, ...]) -> Any:  # Any: what attrs calls a validator has no public type.
    return deep_iterable(in_(of), instance_of(tuple))


def _paths(given: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, given))


@attrs.frozen
class QuoteConfig:
    """The options of the quotation extractor.

    Args:
        rules: TOML files with further rules and cue words, which go before those of the plugin.
        without: names of rules that are switched off.
        kinds: the kinds of quotation that are kept.
        media: what may be reported without marks: ``speech`` (said), ``writing`` (wrote), ``thought`` (believes). Words
            in marks are kept whatever their cue.
        minimum_score: quotations with a lower confidence are left out.
        nested: whether quotations inside quotations are given too, such as ‘Go’ in “He told me, ‘Go.’” They are
            second-hand: whoever is quoted outside reports them.
    """

    rules: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    without: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    kinds: tuple[str, ...] = attrs.field(default=KINDS, converter=tuple, validator=_subset(KINDS))
    media: tuple[str, ...] = attrs.field(default=("speech", "writing"), converter=tuple, validator=_subset(MEDIA))
    minimum_score: float = attrs.field(default=0.0, validator=[ge(0), le(1)])
    nested: bool = attrs.field(default=False, validator=instance_of(bool))
