"""``corpuskit plugins check``: does a plugin keep what every extractor and every format keeps?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ._options import debug_option, plugins_like

if TYPE_CHECKING:
    from .._plugins import Installed, InstalledFormat
    from ..testing._contract._report import Outcome
    from ..testing._plugin import Contract

__all__ = ["command"]


@click.command(
    "check",
    epilog="""\b
Examples:
  corpuskit plugins check dates
  corpuskit plugins check hashtags.py --text 'Keep the #ferry running.'
  corpuskit plugins check subtitles.py --file interview.srt
  corpuskit plugins check hashtags.py --json""",
)
@click.argument("plugin", metavar="NAME|FILE.py", shell_complete=plugins_like)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="TEXT",
    help="A text in which it finds something. Repeatable.  [the examples of its spec or of its rules]",
)
@click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="PATH",
    help="A file of the format that it reads or writes. Repeatable.",
)
@click.option(
    "--draws",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="How many texts are drawn for a check; some checks take fewer.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@debug_option
@click.pass_context
def command(
    ctx: click.Context, /, plugin: str, texts: Sequence[str], files: Sequence[str], draws: int, as_json: bool
) -> None:
    """Check that a plugin keeps what every extractor and every format keeps.

    Runs the contract on each extractor of an installed plugin, or of a file: that offsets are right, that nothing but
    the document matters, that no text brings it down, and more. What is wrong is shown with the smallest text that
    was found for it, and what to do. A format is checked on the files given. It needs the extra testing, and no test
    runner. Exits with 1 where a check is not passed.
    """
    _need("hypothesis")
    from ..testing._plugin import contracts_of, formats_of

    with _elsewhere():
        contracts = contracts_of(plugin, texts=texts, max_examples=draws)
        formats = formats_of(plugin)
        if formats and not files and not contracts:
            raise click.UsageError(f"{plugin} has a format, which is checked on files of it; give some with --file")
        if formats and not files:
            names = ", ".join(item.name for item in formats)
            click.echo(f"corpuskit: format {names} is left out; give files of it with --file", err=True)
        made = [_extractor(contract, as_json) for contract in contracts]
        made += [_format(item, files, as_json) for item in (formats if files else ())]
    good = not any(outcome.finding for _, outcomes in made for outcome in outcomes)
    if as_json:
        import orjson

        data = {"ok": good, "checked": [{**entry, "checks": list(map(_entry, found))} for entry, found in made]}
        click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
    ctx.exit(0 if good else 1)


def _need(module: str) -> None:
    import importlib.util

    from ..errors import missing_extra

    if importlib.util.find_spec(module) is None:
        raise missing_extra(module, "testing")


@contextmanager
def _elsewhere() -> Iterator[None]:
    """Let hypothesis keep what it remembers in a folder that goes away, and not in the current one."""
    import tempfile

    from hypothesis.configuration import set_hypothesis_home_dir

    with tempfile.TemporaryDirectory() as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)


_Made = tuple[dict[str, Any], "list[Outcome]"]
"""What was checked, as JSON, and what came of the checks."""


def _extractor(contract: "Contract", as_json: bool) -> _Made:
    item, told = contract.installed, not as_json
    if told:
        click.echo(f"extractor {item}, which makes {', '.join(item.spec.provides)}\n  {_begins(contract)}")
        click.echo("".join(f"{_beside('note', note)}\n" for note in contract.notes))
    outcomes = list(_said(contract.checks._outcomes(), told))
    subject = contract.checks._subject()
    texts, telling = len(subject.tried), len(subject.telling)
    if told:
        tried = f"run on {texts:,} texts, and found something in {telling:,} of them"
        _sum_up(item.name, outcomes, tried, "it keeps what every extractor keeps")
    examples = {"source": contract.source, "texts": [document.text for document in contract.examples]}
    tried_on = {"notes": list(contract.notes), "examples": examples, "texts": texts, "telling": telling}
    return {**_place("extractor", item), **tried_on}, outcomes


def _format(item: "InstalledFormat", files: Sequence[str], as_json: bool) -> _Made:
    from ..testing._format import outcomes as made_on

    told = not as_json
    if told:
        click.echo(f"format {item}\n  on {', '.join(files)}, and on the same cut off and damaged\n")
    outcomes = list(_said(made_on(item, files), told))
    if told:
        _sum_up(item.name, outcomes, "", "it keeps what every format keeps")
    return {**_place("format", item), "files": list(files)}, outcomes


def _place(kind: str, item: "Installed | InstalledFormat") -> dict[str, Any]:
    return {
        "kind": kind,
        "name": item.name,
        "plugin": item.plugin,
        "distribution": item.distribution,
        "version": item.version,
        "file": item.file,
        "makes": list(item.spec.provides),
    }


# --- for people


def _said(outcomes: "Iterator[Outcome]", told: bool) -> "Iterator[Outcome]":
    """Tell of each check as soon as it is done."""
    for outcome in outcomes:
        if told:
            click.echo(_line(outcome))
        yield outcome


def _begins(contract: "Contract") -> str:
    count = len(contract.examples)
    if not count:
        return "it finds something in no text that is known; give some with --text, or as examples of its ExtractorSpec"
    return f"begins with {count} example{'s' * (count != 1)}, {contract.source}"


def _line(outcome: "Outcome") -> str:
    """Give a check and what came of it."""
    word, colour = _WORDS["skipped" if outcome.skipped else "passed" if outcome.passed else "wrong"]
    law = outcome.skipped or outcome.law.replace("``", "")  # A docstring marks code so.
    return _beside(word, f"{outcome.check}: {law}", colour)


def _beside(word: str, text: str, colour: str | None = None) -> str:
    """Give a text with a word before it, in lines no longer than the terminal's."""
    import shutil
    import textwrap

    width = max(shutil.get_terminal_size().columns, 60) - _MARGIN
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return f"  {click.style(word, colour)}{' ' * (_MARGIN - 2 - len(word))}" + f"\n{' ' * _MARGIN}".join(lines)


_WORDS = {"passed": ("passed", "green"), "skipped": ("left out", "yellow"), "wrong": ("WRONG", "red")}
_MARGIN = 12


def _sum_up(name: str, outcomes: "Sequence[Outcome]", tried: str, kept: str) -> None:
    """Tell what is wrong, how many checks there were, on how much, and what that comes to."""
    from .._visible import visible

    findings = [outcome.finding for outcome in outcomes if outcome.finding is not None]
    for finding in findings:
        click.echo(f"\n{visible(str(finding))}")
    passed = sum(outcome.passed for outcome in outcomes)
    left_out = len(outcomes) - passed - len(findings)
    counts = f"\n{name}: {passed} checks passed, {len(findings)} not passed, {left_out} left out"
    verdict = "mend what is wrong, and run this again" if findings else kept
    click.echo("\n".join([counts, *([tried] if tried else ()), verdict, ""]))


# --- for programs


def _entry(outcome: "Outcome") -> dict[str, Any]:
    state = "left out" if outcome.skipped else "passed" if outcome.passed else "not passed"
    entry: dict[str, Any] = {"check": outcome.check, "law": outcome.law, "outcome": state}
    if outcome.skipped:
        entry["reason"] = outcome.skipped
    if outcome.finding is not None:
        found = outcome.finding
        entry |= {
            "wrong": found.wrong,
            "texts": [document.text for document in found.documents],
            "given": list(found.given),
            "doubt": found.doubt,
            "do": found.mending,
            "reproduce": found.reproduce,
        }
    return entry
