"""The options of the extractor."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import attrs
from attrs.validators import and_, ge, in_, instance_of, le

from corpuskit.errors import ConfigError

__all__ = ["DateConfig", "reference_date"]


def reference_date(text: object) -> datetime.datetime | None:
    """Give the moment that an ISO 8601 date or datetime names; None where it cannot be read."""
    if not isinstance(text, str):
        return None
    for form in (text.strip(), text.strip()[:10]):
        try:
            return datetime.datetime.fromisoformat(form).replace(tzinfo=None)
        except ValueError:
            continue
    return None


def _readable(instance: object, attribute: object, value: str | None) -> None:
    if value is not None and reference_date(value) is None:
        raise ConfigError(f"reference={value!r} is no ISO 8601 date; write it like '2020-06-12'", option="reference")


def _names(given: str | Iterable[str]) -> tuple[str, ...]:
    # A name alone is one name, not its letters.
    return (given,) if isinstance(given, str) else tuple(given)


def _paths(given: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    return (Path(given),) if isinstance(given, (str, Path)) else tuple(map(Path, given))


@attrs.frozen(kw_only=True)
class DateConfig:
    """The options of the extractor of dates.

    Args:
        style: what a text without other signs means. ``news`` looks back from the document's date, ``narrative``
            from the date last mentioned, ``conversation`` looks ahead from the document's date, where
            "in two weeks" is a date and no length.
        order: of the numbers in ``1/2/2003``. ``auto`` follows the document's unambiguous dates, otherwise ``mdy``;
            with dots ``dmy``.
        ages: whether ages ("78-year-old") count as durations.
        fiscal_year_start: the month in which the fiscal year begins, 1 to 12. A fiscal year is named after the year
            that it ends in: with 10, fiscal 2019 is October 2018 to September 2019, and its second quarter January
            to March 2019.
        region: whose holidays are meant: ``us``, ``gb``, ``ca`` or ``au``. Most are the same in all; a day of another
            region is found too, unless it is on different days or not kept at all.
        first_weekday: where a week begins, 1 (Monday) to 7 (Sunday). A week that begins before Monday has the number
            of the ISO week that begins in it.
        reference: the date of documents that have none of their own.
        rules: further TOML files of rules, which go before the plugin's own.
        without: names of rules to leave out.
    """

    style: str = attrs.field(default="news", validator=in_(("news", "narrative", "conversation")))
    order: str = attrs.field(default="auto", validator=in_(("mdy", "dmy", "ymd", "auto")))
    ages: bool = attrs.field(default=False, validator=instance_of(bool))
    fiscal_year_start: int = attrs.field(default=1, validator=and_(instance_of(int), ge(1), le(12)))
    region: str = attrs.field(default="us", validator=in_(("us", "gb", "ca", "au")))
    first_weekday: int = attrs.field(default=1, validator=and_(instance_of(int), ge(1), le(7)))
    reference: str | None = attrs.field(default=None, validator=_readable)
    rules: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    without: tuple[str, ...] = attrs.field(default=(), converter=_names)
