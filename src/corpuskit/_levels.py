"""The levels of the plugin interface: what a plugin of another level meets, and how long what changed still works."""

import re
import warnings
from collections.abc import Mapping

import attrs

from .errors import CorpuskitDeprecationWarning, InvalidValue, PluginError

__all__ = ["CHANGES", "GRACE", "Deprecation", "Interface"]

GRACE = 2
"""For how many minor releases what is deprecated still works, at least."""


def _minor(version: str) -> tuple[int, int]:
    found = re.match(r"(\d+)\.(\d+)", version)
    if not found:
        raise InvalidValue(f"{version!r} is no version such as '0.2'")
    return int(found[1]), int(found[2])


@attrs.frozen
class Deprecation:
    """What is to go away, and what to do.

    Args:
        what: what is deprecated, as a clause.
        instead: what to do, as a command.
        since: the release that warns first, such as ``"0.2"``.
        removal: the release that no longer has it: :data:`GRACE` minor releases later or more, or a major one.

    Raises:
        InvalidValue: when there is too little time between the two.
    """

    what: str
    instead: str
    since: str
    removal: str = attrs.field()

    @removal.validator
    def _check_removal(self, attribute: object, removal: str) -> None:
        (major, minor), end = _minor(self.since), _minor(removal)
        if end < (major, minor + GRACE):
            earliest = f"{major}.{minor + GRACE}"
            raise InvalidValue(f"deprecated in {self.since}, it stays until {earliest} at least, not {removal}")

    def is_over(self, version: str) -> bool:
        """Say whether a release no longer has it."""
        return _minor(version) >= _minor(self.removal)

    def warn(self, owner: str, *, stacklevel: int = 2) -> None:
        """Warn that ``owner`` uses it."""
        message = f"{owner}: {self.what} is deprecated, and goes away in corpuskit-core {self.removal}; {self.instead}"
        warnings.warn(CorpuskitDeprecationWarning(message), stacklevel=stacklevel + 1)


CHANGES: Mapping[int, Deprecation] = {}
"""What each level of the interface changed for plugins written for the one before; the first changed nothing."""


@attrs.frozen
class Interface:
    """The plugin interface of a release.

    Args:
        level: its level.
        changes: what each level up to this one changed.
        version: the version of the release.
    """

    level: int
    changes: Mapping[int, Deprecation]
    version: str

    def check(self, owner: str, distribution: str, level: int) -> None:
        """Let a plugin of some level pass; warn where it uses what goes away.

        Args:
            owner: what was written for that level, such as ``extractor 'dates'``.
            distribution: where it comes from.
            level: the level that it was written for.

        Raises:
            PluginError: when it needs a newer release, or uses what this one no longer has.
        """
        if level > self.level:
            message = f"{owner} is written for API level {level}, and corpuskit-core {self.version} has {self.level}"
            raise PluginError(f"{message}; run: pip install --upgrade corpuskit-core", level=level)
        changed = [self.changes[number] for number in range(level + 1, self.level + 1) if number in self.changes]
        gone = [change for change in changed if change.is_over(self.version)]
        if gone:
            oldest = min((change.removal for change in gone), key=_minor)
            facts = "; ".join(f"{change.what} is gone: {change.instead}" for change in gone)
            message = f"{owner} is written for API level {level}, and corpuskit-core {self.version} has {self.level}"
            advice = f"look for a newer {distribution}, or run: pip install 'corpuskit-core<{oldest}'"
            raise PluginError(f"{message}; {facts}; {advice}", level=level)
        for change in changed:
            change.warn(f"{owner} of {distribution}, written for API level {level}", stacklevel=3)
