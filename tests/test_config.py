"""Options from Python, TOML and assignments."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest

from corpuskit import ExtractorSpec
from corpuskit._config import configured, digest, parse_assignments, read_settings
from corpuskit.errors import ConfigError


@attrs.frozen
class Options:
    style: str = attrs.field(default="news", validator=attrs.validators.in_(("news", "narrative")))
    ages: bool = False
    limit: int | None = None
    share: float = 0.5
    words: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


SPEC = ExtractorSpec("dates", function=lambda document: [], provides=("date",), config=Options)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Options()),
        ({}, Options()),
        ({"style": "narrative"}, Options(style="narrative")),
        ({"ages": "yes", "limit": "3", "share": 1, "words": "a, b"}, Options("news", True, 3, 1.0, ("a", "b"))),
        ({"ages": True, "limit": None, "words": ["a"]}, Options(ages=True, words=("a",))),
        ({"words": '["a, b", "c"]'}, Options(words=("a, b", "c"))),
        ({"files": ["x.toml"]}, Options(files=(Path("x.toml"),))),
        (Options(ages=True), Options(ages=True)),
    ],
)
def test_options_are_fitted_to_their_types(given: Any, expected: Options) -> None:
    assert configured(SPEC, given) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"styl": "news"}, "dates has no option 'styl'; did you mean 'style'"),
        ({"style": "prose"}, "'style' must be in"),
        ({"style": 3}, "dates.style must be of type str, not 3"),
        ({"ages": "perhaps"}, "dates.ages must be true or false, not 'perhaps'"),
        ({"ages": 1}, "dates.ages must be of type bool"),
        ({"limit": "many"}, "dates.limit must be a number"),
        ({"words": 3}, "dates.words must be a list"),
        ({"words": "[a"}, "dates.words must be a list such as"),
        ("news", "give a Options or a mapping"),
    ],
)
def test_an_option_that_does_not_fit_is_named(given: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        configured(SPEC, given)


def test_an_option_takes_what_its_converter_takes() -> None:
    def lists(given: Iterable[str | dict[str, int]]) -> tuple[dict[str, int], ...]:
        return tuple({one: 1} if isinstance(one, str) else one for one in given)

    @attrs.frozen
    class Lists:
        words: tuple[dict[str, int], ...] = attrs.field(default=(), converter=lists)

    spec = ExtractorSpec("x", function=lambda document: [], provides=("y",), config=Lists)

    assert configured(spec, {"words": ["a", {"b": 2}]}).words == ({"a": 1}, {"b": 2})
    assert configured(spec, {"words": "a, b"}).words == ({"a": 1}, {"b": 1})


def test_an_extractor_without_options_takes_none() -> None:
    spec = ExtractorSpec("x", function=lambda document: [], provides=("y",))

    assert configured(spec, None) is None
    with pytest.raises(ConfigError, match="has no options"):
        configured(spec, {"a": 1})


def test_a_digest_is_equal_for_equal_options_and_changes_with_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("1")
    config = Options(files=(file,))
    before = digest(config, "x")
    file.write_text("2")

    assert digest(Options(), "x") == digest(Options(), "x") != digest(Options(ages=True), "x")
    assert digest(config, "x") != before


def test_the_nearest_settings_win(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "corpuskit.toml").write_text('[dates]\nstyle = "narrative"\n')
    assert read_settings(inner) == {"dates": {"style": "narrative"}}
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.other]\nx = 1\n[tool.corpuskit]\nentity = "spacy"\n')
    assert read_settings(inner) == {"entity": "spacy"}
    (inner / "corpuskit.toml").write_text("")
    assert read_settings(inner) == {}


def test_settings_that_are_not_toml_are_named(tmp_path: Path) -> None:
    (tmp_path / "corpuskit.toml").write_text("= 1")

    with pytest.raises(ConfigError, match=r"corpuskit\.toml: not TOML"):
        read_settings(tmp_path)


def test_assignments_go_before_settings() -> None:
    settings = {"dates": {"style": "news", "ages": True}}

    assert parse_assignments(["dates.style=narrative", "entity=spacy"], settings) == {
        "dates": {"style": "narrative", "ages": True},
        "entity": "spacy",
    }
    assert settings == {"dates": {"style": "news", "ages": True}}


@pytest.mark.parametrize("text", ["dates", "dates.=1", "=1", ".style=1"])
def test_an_assignment_of_another_form_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="not of the form"):
        parse_assignments([text])
