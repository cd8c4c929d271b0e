"""The scores of ``corpuskit eval``: made, shown, and held against limits."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ._arguments import plugins_of
from ._eval_request import Request, advice_in_options
from ._writing import write_pieces

if TYPE_CHECKING:
    from .._document import Document
    from .._plugins import Plugins
    from ..evaluation import Bootstrap, Comparison, ErrorCase, Evaluation

__all__ = ["echo_json", "echo_lines", "show_scores"]


def show_scores(given: Request) -> int:
    """Show the scores that are asked for, and give the exit code."""
    from ..evaluation import compare

    gold, *systems = given.paths
    plugins = plugins_of(given.plugin)
    evaluations = _evaluated(given, gold, list(dict.fromkeys(systems)), plugins)
    first, *others = evaluations.values()
    samples = given.samples
    comparisons = [compare(first, other, samples=samples, seed=given.seed) for other in others] if samples else []
    bootstraps = [
        item.bootstrap(samples=samples, seed=given.seed) if samples else None for item in evaluations.values()
    ]
    if not given.quiet:
        for path, evaluation in evaluations.items():
            _note(path, evaluation)
    if given.as_json:
        echo_json(_json(given, evaluations, bootstraps, comparisons))
    else:
        echo_lines(_lines(given, evaluations, bootstraps, comparisons))
    if given.errors is not None:
        _write_errors(given, {path: evaluation.errors for path, evaluation in evaluations.items()})
    return max(_exit_code(path, evaluation, given.fail_under) for path, evaluation in evaluations.items())


def _evaluated(given: Request, gold: str, paths: Sequence[str], plugins: "Plugins") -> "dict[str, Evaluation]":
    """Give the evaluation of each system, all on the same documents."""
    from ..evaluation._evaluation import evaluated
    from ..evaluation._joining import Joining

    documents = {path: given.read(path, plugins) for path in paths}
    systems = documents if given.quiet else {path: _telling_failures(read, path) for path, read in documents.items()}
    context = None if given.errors is None else given.context
    joining = Joining((gold, *paths), given.missing, given.extra)
    with advice_in_options():
        found = evaluated(given.read(gold, plugins), list(systems.values()), given.scheme(), joining, context, plugins)
    return dict(zip(paths, found, strict=True))


def _telling_failures(documents: "Iterable[Document]", path: str) -> "Iterator[Document]":
    from .._running import SKIPPED
    from ..evaluation._figures import number_of

    failed = 0
    for document in documents:
        failed += any(failure.error != SKIPPED for failure in document.failures)
        yield document
    if failed:
        count = number_of(failed, "document")
        click.echo(f"{path}: an extractor failed on {count}; what it did not find counts as missed", err=True)


def _note(path: str, evaluation: "Evaluation") -> None:
    from .._visible import one_line

    if not evaluation.labels:
        click.echo(f"{path}: gold has no annotations, so that there is nothing to score", err=True)
    if evaluation.not_scored:
        layers = ", ".join(f"{one_line(label, 60)} {n:,}" for label, n in evaluation.not_scored.items())
        click.echo(f"{path}: not scored, as gold has none: {layers}; choose layers with --label", err=True)


def _lines(
    given: Request,
    evaluations: "Mapping[str, Evaluation]",
    bootstraps: "Sequence[Bootstrap | None]",
    comparisons: "Sequence[Comparison]",
) -> Iterator[str]:
    from ..evaluation._figures import number_of
    from ..evaluation._report import comparison_lines, score_lines

    level = given.level / 100
    paths = list(evaluations)
    for (path, evaluation), bootstrap in zip(evaluations.items(), bootstraps, strict=True):
        yield f"{path}: {number_of(len(evaluation.documents), 'document')}"
        yield ""
        yield from score_lines(evaluation, bootstrap, level=level)
    for path, comparison in zip(paths[1:], comparisons, strict=False):
        yield f"{path} less {paths[0]}"
        yield ""
        yield from comparison_lines(comparison, level=level)
        yield ""


def _json(
    given: Request,
    evaluations: "Mapping[str, Evaluation]",
    bootstraps: "Sequence[Bootstrap | None]",
    comparisons: "Sequence[Comparison]",
) -> dict[str, Any]:
    level = given.level / 100
    systems = [
        {"path": path, **evaluation.to_dict(), **({"intervals": bootstrap.rows(level=level)} if bootstrap else {})}
        for (path, evaluation), bootstrap in zip(evaluations.items(), bootstraps, strict=True)
    ]
    paths = list(evaluations)
    differences = [
        {"path": path, "less": paths[0], "differences": comparison.rows(level=level)}
        for path, comparison in zip(paths[1:], comparisons, strict=False)
    ]
    return {"gold": given.paths[0], "level": level, "systems": systems, "comparisons": differences}


def _exit_code(path: str, evaluation: "Evaluation", limits: Mapping[str, float]) -> int:
    code = 0
    for measure, limit in limits.items():
        f1 = evaluation.score(measure).f1
        name = measure.replace("_", " ")
        if f1 is None:
            click.echo(f"{path}: {name} F1 is undefined: there is nothing to score", err=True)
        elif 100 * f1 < limit:
            click.echo(f"{path}: {name} F1 {100 * f1:.2f} is under {limit:g}", err=True)
        else:
            continue
        code = 1
    return code


def _write_errors(given: Request, errors: "Mapping[str, Sequence[ErrorCase]]") -> None:
    from ..evaluation import error_lines, errors_page
    from ..formats._files import base_suffix
    from ..view import wants_colour

    out = given.errors or "-"
    if base_suffix(out) in (".html", ".htm"):
        names = {Path(path).name: found for path, found in errors.items()}
        title = f"Errors of {', '.join(names)} against {Path(given.paths[0]).name}"
        shown = errors if len(names) < len(errors) else names
        write_pieces(errors_page(shown, title=title, limit=given.limit), out)
        return
    colour = wants_colour(sys.stdout, given.color) if out == "-" else given.color == "always"
    lines = (
        line
        for path, found in errors.items()
        for line in (path, *error_lines(found, colour=colour, limit=given.limit), "")
    )
    write_pieces((f"{line}\n" for line in lines), out)


def echo_lines(lines: Iterable[str]) -> None:
    """Write lines that hold no controls."""
    from .._visible import visible

    click.echo(visible("\n".join(lines).rstrip()))


def echo_json(data: object) -> None:
    """Write JSON."""
    import orjson

    click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
