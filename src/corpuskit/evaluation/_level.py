"""The level of an interval: how often intervals made so hold the true value."""

from ..errors import ConfigError

__all__ = ["checked_level", "shown_level"]


def checked_level(level: float) -> float:
    """Give a level back.

    Raises:
        ConfigError: when it is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ConfigError(f"level={level!r}: a level lies between 0 and 1, such as 0.95", option="level")
    return level


def shown_level(level: float) -> str:
    """Give a level in per cent, such as ``99.5 %``."""
    return f"{100 * level:g} %"
