"""The tables of the pages have every command, option, key, variable and term, and no other."""

import inspect
import re
import shlex
import sqlite3
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import attrs
import click
import pluggy
import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_entities.config import EntityConfig
from corpuskit_numbers.config import NumberConfig
from corpuskit_quotes.config import QuoteConfig

from corpuskit import Document, Pipeline, formats, hookspecs
from corpuskit.cli import cli
from corpuskit.errors import ConfigError
from corpuskit.formats._choosing import SUFFIXES
from corpuskit.formats.schema import schema
from corpuskit.rules import Rules
from corpuskit.store import index
from corpuskit.store._schema import APPLICATION_ID
from corpuskit.values import STANDARD

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS / "_extensions"))

import commands  # noqa: E402 - it lies beside the configuration of the documents, which build with it.
import generated  # noqa: E402

HOOKS = [name for name, item in vars(hookspecs).items() if hasattr(item, "corpuskit_spec")]
CONFIGS = {"dates": DateConfig, "entities": EntityConfig, "numbers": NumberConfig, "quotes": QuoteConfig}


def page(name: str) -> str:
    """Give a page as the build sees it."""
    return generated.complete((DOCS / name).read_text(encoding="utf-8"))


def section(text: str, heading: str) -> str:
    return re.split(r"^#+ ", text.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def first_column(text: str, heading: str) -> list[str]:
    """Give what the first cells of the rows of a table hold, whose header has these cells."""
    rows = text.partition(f"| {heading} |")[2].split("\n\n")[0].splitlines()[2:]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row.split(" | ")[0]) or [row[2:].split(" | ")[0]]]


def test_everything_that_a_page_wants_made_is_made() -> None:
    for path in DOCS.rglob("*.md"):
        assert "<!-- generated" not in generated.complete(path.read_text(encoding="utf-8")), path.name


def test_the_catalogue_has_all_rules_fragments_and_words() -> None:
    rules, text = Rules.load("corpuskit_dates", "en"), page("dates-rules.md")

    assert {rule.name for rule in rules.table} <= {*re.findall(r"^\| ([^|]+) \|", text.replace("\\", ""), re.MULTILINE)}
    assert {*re.findall(r"^- `(\w+)`", section(text, "Fragments"), re.MULTILINE)} == rules.fragments.keys()
    assert {*re.findall(r"^### `(\w+)`$", text, re.MULTILINE)} == rules.lexicons.keys()
    assert "\nbefore-month, " in text
    assert " Read *today* and its like. " in page("dates-extend.md")


# --- the command line


def test_every_command_and_option_is_on_the_page() -> None:
    text = page("cli.md")
    for name, command in commands.commands().items():
        own = section(text, f"`corpuskit {name}`")
        forms = [form for option in command.params if isinstance(option, click.Option) for form in option.opts]

        assert own, name
        assert [form for form in forms if not re.search(rf"\{{option\}}.*{form}\b", own)] == [], name


def test_every_option_of_a_command_says_what_it_does() -> None:
    for name, command in commands.commands().items():
        assert [option.name for option in commands.options(command) if not option.help] == [], name


def test_every_command_has_examples_that_parse() -> None:
    for name, command in commands.commands().items():
        assert commands.examples(command), name
        for line in commands.examples(command):
            words = shlex.split(re.split(r"\s(?:[|>]|&&)\s", line[line.index("corpuskit ") :])[0])
            commands.parsed(words[1:])

        assert any(f"corpuskit {name}" in line for line in commands.examples(command)), name


def test_the_page_has_the_exit_codes_of_the_help() -> None:
    stated = re.findall(r"(\d+) [a-z]", str(cli.epilog).partition("Exit codes")[2])

    assert first_column(page("cli.md"), "code | means") == stated


def test_the_page_has_the_environment_variables_that_the_code_reads() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    code = "\n".join(sources)
    read = {*re.findall(r"\bCORPUSKIT_[A-Z_]+", code), *re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", code)}
    read.discard("PYTHONHASHSEED")  # Python's own: a check of extractors gives it to a process.

    assert set(first_column(page("cli.md"), "variable | does")) == read


def test_the_page_has_the_keys_of_the_settings() -> None:
    text = page("cli.md")
    keys = first_column(text, "key | is")

    assert keys[:3] == ["extractors", "language", "on_error"]
    for key, wrong in (("extractors", 5), ("language", ""), ("on_error", "never")):
        with pytest.raises(ConfigError):
            Pipeline.from_settings(settings={key: wrong})
    (settings,) = re.findall(r"^```toml\n(.*?)^```", section(text, "Settings"), re.MULTILINE | re.DOTALL)
    pipeline = Pipeline.from_settings(settings=tomllib.loads(settings))
    assert (pipeline.extractors, pipeline.on_error) == (("dates", "quotes"), "fail")


# --- hooks


def signature(name: str) -> str:
    return name + re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(inspect.signature(getattr(hookspecs, name))))


def test_there_is_a_hook() -> None:
    assert HOOKS == ["corpuskit_extractors", "corpuskit_formats"]


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_a_page_with_its_signature(name: str) -> None:
    text = page(f"hooks/{name}.md")

    assert text.startswith(f"# {name}\n\n`{signature(name)}`\n")
    assert f".. autofunction:: corpuskit.hookspecs.{name}\n" in text
    assert "```pycon" in text
    assert f"\n{name}\n" in page("hooks/index.md")


@pytest.mark.parametrize("name", HOOKS)
def test_pluggy_sees_the_hook_as_its_page_shows_it(name: str) -> None:
    manager = pluggy.PluginManager(hookspecs.NAME)
    manager.add_hookspecs(hookspecs)
    spec = getattr(manager.hook, name).spec

    assert manager.parse_hookspec_opts(hookspecs, name) is not None
    assert list(spec.argnames) == list(inspect.signature(getattr(hookspecs, name)).parameters)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_implemented_in_a_test(name: str) -> None:
    tests = [*(ROOT / "tests").rglob("test_*.py"), ROOT / "tests" / "conftest.py"]
    implemented = re.compile(rf"@hookimpl\n *def {name}\(")

    assert any(implemented.search(path.read_text(encoding="utf-8")) for path in tests)


@pytest.mark.parametrize(("name", "spec"), [*zip(HOOKS, (hookspecs.ExtractorSpec, hookspecs.FormatSpec), strict=True)])
def test_the_page_of_a_hook_has_every_field_of_its_spec(name: str, spec: type) -> None:
    text = page(f"hooks/{name}.md")

    assert first_column(text, "field | type | default | meaning") == [field.name for field in attrs.fields(spec)]


# --- values and options


@pytest.mark.parametrize("label", STANDARD)
def test_the_page_of_the_layers_has_every_field(label: str) -> None:
    fields = [field.name for field in attrs.fields(STANDARD[label])]

    assert first_column(section(page("layers.md"), f"`{label}`"), "field | type | default | meaning") == fields


@pytest.mark.parametrize("name", CONFIGS)
def test_the_page_of_the_options_has_every_option_with_an_example(name: str) -> None:
    text = section(page("options.md"), f"`{name}`")
    options = [field.name for field in attrs.fields(CONFIGS[name])]
    examples = "".join(re.findall(r"^```pycon\n(.*?)^```", text, re.MULTILINE | re.DOTALL))

    assert first_column(text, "option | type | default | what it does") == options
    assert [option for option in options if not re.search(rf'\b{option}=|"{option}":', examples)] == []


# --- the file format


def keys(name: str) -> list[str]:
    return first_column(page("format.md"), f"key of {name} | is")


def test_the_page_of_the_format_has_every_key() -> None:
    found = schema()
    stated = {
        "a document": list(found["properties"]),
        "an annotation": list(found["$defs"]["Annotation"]["properties"]),
        "a source": list(found["$defs"]["Source"]["properties"]),
        "a failure": list(found["$defs"]["Failure"]["properties"]),
    }
    columns = {
        name: first_column(page("format.md"), f"key of {name} | is | where it is missing")
        or first_column(page("format.md"), f"key of {name} | is")
        for name in stated
    }

    assert columns == stated


def test_the_page_of_the_format_has_every_format_and_suffix() -> None:
    table = page("format.md").partition("| name | paths | written |")[2].split("\n\n")[0]
    rows = re.findall(r"^\| `([\w-]+)` \|([^|]*)", table, re.MULTILINE)
    stated = {suffix: name for name, cells in rows for suffix in re.findall(r"`(\.\w+)`", cells)}

    assert sorted(name for name, _ in rows) == list(formats.names())
    assert {suffix: formats.guess(f"a{suffix}") for suffix in SUFFIXES} == stated


# --- words


@pytest.mark.parametrize(
    "word",
    [
        *("span", "annotation", "layer", "value", "extractor", "corpus", "alignment", "failure"),
        *("offset", "TIMEX3", "gazetteer", "mention", "cue", "attribution", "cardinal", "ISO 4217", "UCUM", "chain"),
    ],
)
def test_the_glossary_has_the_words_of_the_design(word: str) -> None:
    assert f"\n\n{word}\n  " in page("glossary.md").replace(":sorted:\n", "\n")


def test_the_glossary_has_each_term_once_in_order() -> None:
    terms = re.findall(r"^(\S.*)\n  \S", page("glossary.md"), re.MULTILINE)

    assert len(terms) == len(set(terms)) > 50
    assert sorted(terms, key=str.casefold) == terms


def test_the_page_of_the_store_has_every_column_of_every_table(tmp_path: Path) -> None:
    index([], tmp_path / "corpus.db")
    tables = ("documents", "annotations", "layers", "names")
    with closing(sqlite3.connect(tmp_path / "corpus.db")) as connection:
        columns = [f"{table}.{row[1]}" for table in tables for row in connection.execute(f"PRAGMA table_info({table})")]

    assert first_column(page("store.md"), "column of a table | holds") == columns
    assert f"application_id` of a store is {APPLICATION_ID}," in page("store.md")


def test_the_statements_on_the_page_of_the_store_run(tmp_path: Path) -> None:
    index([Document("A.")], tmp_path / "corpus.db")
    statements = re.findall(r"^```sql\n(.*?)^```", page("store.md"), re.MULTILINE | re.DOTALL)

    assert statements
    with closing(sqlite3.connect(tmp_path / "corpus.db")) as connection:
        assert [connection.execute(statement).fetchall() for statement in statements] == [[]] * len(statements)
