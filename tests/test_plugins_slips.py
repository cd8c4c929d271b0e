"""What an author gets wrong at first, and that each message says what to do."""

import re
from pathlib import Path

import pytest

from corpuskit import Annotation, Document, Pipeline, Plugins, Span
from corpuskit.errors import NotFound, PluginError, RuleError
from corpuskit.testing import check_rules

PLUGIN = """
import re

from corpuskit import Annotation, ExtractorSpec, Span, hookimpl


def hashtags(document):
    for match in re.finditer(r"#\\w+", document.text):
        yield Annotation(Span(*match.span()), "hashtag")


@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("hashtags", function=hashtags, provides=("hashtag",), languages=())
"""


def slip(folder: Path, right: str, wrong: str) -> Plugins:
    assert right in PLUGIN
    (folder / "slip.py").write_text(PLUGIN.replace(right, wrong))
    return Plugins(only=(), files=[folder / "slip.py"], strict=True)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("@hookimpl\n", "", "is @hookimpl missing above corpuskit_extractors or"),
        ("yield ExtractorSpec", "return ExtractorSpec", "gave ExtractorSpec, where several are wanted: yield it"),
        ("corpuskit_extractors", "corpuskit_extractor", "did you mean 'corpuskit_extractors'?"),
        ('("hashtag",)', '("hashtag")', "write ('hashtag',)"),
        ("languages=()", 'languages=("english",)', "no primary subtag of a language, such as 'en'"),
        ('"hashtags"', '"hash tags"', "its name must be a word of letters"),
        ("provides", "makes", "ExtractorSpec has no field 'makes'; known: after,"),
        ("import re", "import reg", "ModuleNotFoundError: No module named 'reg'; install what it needs"),
        ("extractors():", "extractors(config):", "corpuskit_extractors takes no arguments, and has 'config'"),
        ('ExtractorSpec("hashtags"', 'dict(name="hashtags"', "corpuskit_extractors gave dict: {'name': 'hashtags',"),
        ("(document):", "(document)", "SyntaxError: expected ':' (slip.py, line 7)"),
    ],
)
def test_a_declaration_that_is_wrong_says_what_to_write(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    with pytest.raises(PluginError) as caught:
        _ = slip(tmp_path, right, wrong).extractors

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("Span(*match.span())", "match.span()", "its span is a Span, not (0, 2); write Span(0, 2)"),
        ('"hashtag")\n', '"tag")\n', "it gave the label 'tag', but declares hashtag"),
        ("yield Annotation", "Annotation", "it gave None, where annotations are wanted: yield each, or return a list"),
        (
            'for match in re.finditer(r"#\\w+", document.text):\n        yield Annotation(Span(*match.span())',
            "if document:\n        return Annotation(Span(0, 1)",
            "it gave one Annotation, where annotations are wanted: yield each, or return a list",
        ),
        ("function=hashtags", "factory=hashtags", "a function of a document is declared as function="),
        ("function=hashtags", 'function="hashtags"', "give that, or the object itself"),
        ("function=hashtags", 'function="re:hashtag"', "cannot import 're:hashtag': module 're' has no attribute"),
        (
            "function=hashtags",
            'function="reg:find"',
            "No module named 'reg'; mend the string, or install what it needs",
        ),
        ("(document):", "():", "it is called as function(document), but there is (): too many positional arguments"),
        ("(document):", "(text, document):", "but there is (text, document): missing a required argument: 'document'"),
        ("function=hashtags", "factory=object", "it is called as factory(config), but there is ()"),
        ("function=hashtags", "factory=lambda config: config", "its factory gave NoneType, without __call__ and"),
        ("function=hashtags", "factory=lambda config: (lambda: ())", "it is called as extractor(document), but"),
        ('"hashtag")\n', '"hashtag", Loose())\n\nclass Loose: pass\n', "put @attrs.frozen above class Loose"),
        ('"hashtag")\n', '"hashtag", {"a": 1})\n', "make it a frozen attrs class, with tuples in place of lists"),
        ('"hashtag")\n', '"hashtag", object())\n', "a value class holds text, numbers, dates, enums, spans"),
    ],
)
def test_a_result_that_is_wrong_is_a_failure_that_says_what_to_give(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    (failure,) = Pipeline("hashtags", plugins=slip(tmp_path, right, wrong))(Document("#a")).failures

    assert message in failure.message


def test_a_layer_that_nobody_makes_says_what_to_install(tmp_path: Path) -> None:
    plugins = slip(tmp_path, "languages=()", 'requires=("ghost",)')

    with pytest.raises(PluginError, match="no installed extractor makes for en; none is known; install"):
        Pipeline("hashtags", plugins=plugins)


def test_a_layer_that_is_nearly_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "slip.py"
    path.write_text(PLUGIN.replace("languages=()", 'requires=("entitiy",)'))

    with pytest.raises(PluginError, match=r"makes for en; did you mean 'entity'\?"):
        Pipeline("hashtags", plugins=Plugins(files=[path]))


@pytest.mark.parametrize(
    ("declared", "asked", "message"),
    [
        ("", 'document["entity"]', r"'entity', which it does not declare \(declared: none\); name it in requires="),
        (
            "after=('date',)",
            'document["entity"]',
            r"\(declared: after=\('date',\)\); name it in requires=\('entity',\)",
        ),
        ("after=('entity',)", 'document["entities"]', r"\(declared: after=.*\); is it 'entity'\? Write both alike"),
        ("after=('entitiy',)", 'document["entity"]', r"\(declared: after=.*\); is it 'entitiy'\? Write both alike"),
        ("", 'document["hashtag"]', "it makes that layer itself, and sees none of what was found for it before"),
        ("", 'document.annotations.with_label("entity")', "asks for the layer 'entity'"),
        ("", 'document.resolve(Ref("entity", Span(0, 1)))', "asks for the layer 'entity'"),
    ],
)
def test_a_layer_that_was_not_declared_is_refused_to_who_asks(
    tmp_path: Path, declared: str, asked: str, message: str
) -> None:
    (tmp_path / "slip.py").write_text(
        PLUGIN.replace("Annotation,", "Annotation, Ref,")
        .replace("languages=()", f"languages=(), {declared}")
        .replace("    for match", f"    {asked}\n    for match")
    )
    pipeline = Pipeline("hashtags", plugins=Plugins(only=(), files=[tmp_path / "slip.py"], strict=True))
    entity = Annotation(Span(0, 1), "entity")

    for document in (Document("#a"), Document("#a", annotations=[entity])):
        (failure,) = pipeline(document).failures
        assert failure.error == "UndeclaredLayer"
        assert re.search(message, failure.message)


def test_options_that_are_no_attrs_class_are_told(tmp_path: Path) -> None:
    plugins = slip(tmp_path, "function=hashtags", "config=re.Match, factory=hashtags")

    with pytest.raises(PluginError, match=r"its config is no attrs class; put @attrs\.frozen above"):
        Pipeline("hashtags", plugins=plugins)


def test_the_name_of_a_file_without_its_suffix_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hashtags.py").write_text(PLUGIN)

    with pytest.raises(NotFound, match=r"no plugin is called 'hashtags'.*for the file give hashtags\.py"):
        _ = Plugins(only=["hashtags"]).extractors
    with pytest.raises(NotFound, match=r"no extractor is called 'hashtags'.*for the file give hashtags\.py \(--plugin"):
        Pipeline("hashtags")


RULES = """
[[rule]]
name = "a shade"
pattern = '(?P<shade>dark|light) red'
value = "shade"
examples = [{ text = "a dark red door", match = "dark red" }]
rejects = ["the dark redeemed"]
"""

OF_RULES = """
import attrs
from corpuskit import Annotation, ExtractorSpec, hookimpl
from corpuskit.rules import Rules

@attrs.frozen
class ShadeValue:
    method: str | None = None

def shades(document):
    for hit, value in Rules.load("{package}").find(document.text, lambda hit: ShadeValue(hit.rule.name)):
        yield Annotation(hit.span, "shade", value)

@hookimpl
def corpuskit_extractors():
    yield ExtractorSpec("shades", function=shades, provides=dict(shade=ShadeValue))
"""


@pytest.mark.parametrize(
    ("package", "right", "wrong", "message"),
    [
        ("shades_of_key", 'value = "shade"', 'valeu = "shade"', "unknown key 'valeu'; did you mean 'value'?"),
        ("shades_twice", RULES, RULES + RULES, "two rules are called 'a shade'; a rule's name is unique"),
        ("shades_open", "(?P<shade>dark|light)", "(?P<shade>dark|light", "does not compile: missing ), unterminated"),
        ("shades_of_none", "examples = [", "# ", "'a shade': it has no example"),
        ("shades_unmet", "a dark red door", "a dork red door", "is not met; found: []"),
        ("shades_alone", None, None, "package 'shades_alone' has no module 'plugin'; its rules are proved by running"),
        ("shades_nameless", "ShadeValue(hit.rule.name)", "ShadeValue()", "names its rule as method=hit.rule.name"),
    ],
)
def test_a_rule_that_is_wrong_says_which_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, right: str | None, wrong: str | None, message: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    files = {"__init__.py": "", "data/en/rules.toml": RULES, "plugin.py": OF_RULES.format(package=package)}
    if right is None:
        del files["plugin.py"]
    (tmp_path / package / "data" / "en").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / package / name).write_text(text.replace(right or "\0", wrong or ""))

    with pytest.raises(RuleError) as caught:
        check_rules(package)

    assert message in str(caught.value)
