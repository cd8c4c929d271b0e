"""``corpuskit plugins check``: does a plugin keep what every extractor keeps?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ._options import debug_option, plugins_like

if TYPE_CHECKING:
    from ..testing._contract._report import Finding, Outcome
    from ..testing._plugin import Contract

__all__ = ["command"]


@click.command(
    "check",
    epilog="""\b
Examples:
  corpuskit plugins check dates
  corpuskit plugins check hashtags.py --text 'Keep the #ferry running.'
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
    "--draws",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="How many texts are drawn for a check; some checks take fewer.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@debug_option
@click.pass_context
def command(ctx: click.Context, /, plugin: str, texts: Sequence[str], draws: int, as_json: bool) -> None:
    """Check that a plugin keeps what every extractor keeps.

    Runs the contract on each extractor of an installed plugin, or of a file: that offsets are right, that nothing but
    the document matters, that no text brings it down, and more. What is wrong is shown with the smallest text that
    was found for it, and what to do. It needs the extra testing, and no test runner. Exits with 1 where a check is not
    passed.
    """
    _need("hypothesis")
    from ..testing._plugin import contracts_of

    good = True
    data: list[dict[str, Any]] = []
    with _elsewhere():
        for contract in contracts_of(plugin, texts=texts, max_examples=draws):
            outcomes = _json(contract, data) if as_json else _told(contract)
            good &= not any(outcome.finding for outcome in outcomes)
    if as_json:
        import orjson

        click.echo(orjson.dumps({"ok": good, "extractors": data}, option=orjson.OPT_INDENT_2).decode())
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


# --- for people


def _told(contract: "Contract") -> "list[Outcome]":
    """Run the checks and tell of each as soon as it is done, then of what is wrong and what was tried."""
    item = contract.installed
    click.echo(f"extractor {item}, which makes {', '.join(item.spec.provides)}")
    click.echo(f"  {_begins(contract)}\n")
    outcomes = []
    for outcome in contract.checks._outcomes():
        outcomes.append(outcome)
        click.echo(_line(outcome))
    for outcome in outcomes:
        if outcome.finding is not None:
            click.echo(f"\n{_shown(outcome.finding)}")
    click.echo(f"\n{_summary(contract, outcomes)}\n")
    return outcomes


def _begins(contract: "Contract") -> str:
    count = len(contract.examples)
    if not count:
        return "it finds something in no text that is known; give some with --text, or as examples of its ExtractorSpec"
    return f"begins with {count} example{'s' * (count != 1)}, {contract.source}"


def _line(outcome: "Outcome") -> str:
    if outcome.skipped:
        return f"  left out  {outcome.check}: {outcome.skipped}"
    law = outcome.law.replace("``", "")  # A docstring marks code so.
    return f"  {'passed  ' if outcome.passed else 'WRONG   '}  {outcome.check}: {law}"


def _shown(finding: "Finding") -> str:
    from .._visible import visible

    return visible(str(finding))


def _summary(contract: "Contract", outcomes: "Sequence[Outcome]") -> str:
    subject = contract.checks._subject()
    passed = sum(outcome.passed for outcome in outcomes)
    wrong = sum(outcome.finding is not None for outcome in outcomes)
    counts = f"{passed} checks passed, {wrong} not passed, {len(outcomes) - passed - wrong} left out"
    tried = f"run on {len(subject.tried):,} texts, and found something in {len(subject.telling):,} of them"
    verdict = "mend what is wrong, and run this again" if wrong else "it keeps what every extractor keeps"
    return f"{contract.installed.name}: {counts}\n{tried}\n{verdict}"


# --- for programs


def _json(contract: "Contract", data: list[dict[str, Any]]) -> "list[Outcome]":
    item, outcomes = contract.installed, list(contract.checks._outcomes())
    subject = contract.checks._subject()
    entry = {
        "name": item.name,
        "plugin": item.plugin,
        "distribution": item.distribution,
        "version": item.version,
        "file": item.file,
        "makes": list(item.spec.provides),
        "examples": {"source": contract.source, "texts": [document.text for document in contract.examples]},
        "texts": len(subject.tried),
        "texts_with_annotations": len(subject.telling),
        "checks": [_entry(outcome) for outcome in outcomes],
    }
    data.append(entry)
    return outcomes


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
