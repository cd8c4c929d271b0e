"""Levels of the plugin interface, and how long what is deprecated still works."""

import pickle
import warnings

import pytest

from corpuskit._levels import CHANGES, GRACE, Deprecation, Interface
from corpuskit.errors import CorpuskitDeprecationWarning, InvalidValue, PluginError
from corpuskit.hookspecs import API_LEVEL

OLD = Deprecation("a list from triggers()", "give a tuple", since="0.2", removal="0.4")
NEWER = Deprecation("batch.texts", "use batch.documents", since="0.4", removal="1.0")


def at(version: str) -> Interface:
    """Give the interface of a release of an imagined history: level 2 came with 0.2, level 3 with 0.4."""
    level = 1 + (version >= "0.2") + (version >= "0.4")
    return Interface(level, {number: change for number, change in ((2, OLD), (3, NEWER)) if number <= level}, version)


def check(version: str, level: int) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        at(version).check("extractor 'tags'", "corpuskit-tags", level)
    assert all(item.category is CorpuskitDeprecationWarning for item in caught)
    return [str(item.message) for item in caught]


@pytest.mark.parametrize(("version", "level"), [("0.1.0", 1), ("0.2.0", 2), ("0.4.1", 3), ("1.2.0", 3)])
def test_a_plugin_of_the_same_level_passes_in_silence(version: str, level: int) -> None:
    assert check(version, level) == []


@pytest.mark.parametrize("version", ["0.2.0", "0.3.7"])
def test_a_plugin_of_an_older_level_works_while_the_grace_lasts_and_is_told_until_when(version: str) -> None:
    assert check(version, 1) == [
        "extractor 'tags' of corpuskit-tags, written for API level 1: a list from triggers() is deprecated, and goes "
        "away in corpuskit-core 0.4; give a tuple"
    ]


def test_a_plugin_two_levels_behind_is_told_everything_that_changed() -> None:
    with pytest.raises(PluginError, match=r"API level 1, and corpuskit-core 1\.0\.0 has 3") as caught:
        at("1.0.0").check("extractor 'tags'", "corpuskit-tags", 1)

    assert "a list from triggers() is gone: give a tuple; batch.texts is gone: use batch.documents" in str(caught.value)


def test_a_plugin_that_needs_what_is_gone_is_told_what_to_install() -> None:
    with pytest.raises(PluginError, match=r"newer corpuskit-tags, or run: pip install 'corpuskit-core<0\.4'"):
        at("0.5.0").check("extractor 'tags'", "corpuskit-tags", 1)


def test_a_plugin_of_a_newer_level_is_told_what_to_upgrade() -> None:
    with pytest.raises(PluginError, match=r"corpuskit-core 0\.1\.0 has 1; run: pip install --upgrade") as error:
        at("0.1.0").check("extractor 'tags'", "corpuskit-tags", 2)

    assert error.value.level == 2


@pytest.mark.parametrize(("since", "removal"), [("0.2", "0.2"), ("0.2", "0.3"), ("1.4", "1.5"), ("1.4", "0.9")])
def test_what_is_deprecated_stays_for_two_minor_releases(since: str, removal: str) -> None:
    with pytest.raises(InvalidValue, match="it stays until"):
        Deprecation("x", "y", since=since, removal=removal)

    assert GRACE == 2


@pytest.mark.parametrize(("version", "over"), [("0.3.9", False), ("0.4.0", True), ("0.10.0", True), ("1.0.0", True)])
def test_what_is_deprecated_goes_with_the_release_that_was_told(version: str, over: bool) -> None:
    assert OLD.is_over(version) is over


def test_a_version_is_one() -> None:
    with pytest.raises(InvalidValue, match="'soon' is no version"):
        Deprecation("x", "y", since="0.2", removal="soon")


def test_every_level_says_what_it_changed() -> None:
    assert [*CHANGES] == [*range(2, API_LEVEL + 1)]


def test_the_error_survives_pickling() -> None:
    with pytest.raises(PluginError) as caught:
        at("0.5.0").check("extractor 'tags'", "corpuskit-tags", 1)

    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
