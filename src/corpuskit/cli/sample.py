"""``corpuskit sample``: annotations drawn by chance into a sheet for people to judge."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._arguments import Inputs, plugins_of
from ._options import debug_option, input_options, plugin_option, quiet_option
from ._refusing import refuse_inputs, refuse_suffix

if TYPE_CHECKING:
    from ..evaluation import Sheet

__all__ = ["command"]


@click.command(
    "sample",
    epilog="""\b
Examples:
  corpuskit sample out.jsonl --label date --n 200 --by rule -o sheet.csv
  corpuskit eval --sheet sheet.csv
  corpuskit sample new.jsonl --label date --n 200 --by rule --judged sheet.csv -o next.csv
  corpuskit sample out.jsonl --label date --n 200 --by rule --judged sheet.csv --stand-off -o kept.csv""",
)
@click.option("--label", "--labels", "label", required=True, metavar="LABEL", help="The layer to draw from.")
@click.option(
    "-n", "--n", type=click.IntRange(min=1), default=200, show_default=True, metavar="N", help="How many to draw."
)
@click.option(
    "--by",
    metavar="NAME",
    help="Draw from every rule, type, source, value of a field, or value of a metadata key: at least one from each.",
)
@click.option(
    "--allocation",
    type=click.Choice(["proportional", "equal"]),
    default="proportional",
    show_default=True,
    help="How --by divides the rows: as the annotations are, or as many from each.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Another one draws others.",
)
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    metavar="N",
    help="Code points of text on either side.",
)
@click.option(
    "--judged",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="SHEET",
    help="Take over the judgements of this sheet, where the same annotations are drawn again. Repeatable.",
)
@click.option("--stand-off", is_flag=True, help="Write offsets, values and digests, and no text.")
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write CSV.  [standard output]")
@input_options
@plugin_option
@quiet_option
@debug_option
def command(
    label: str,
    n: int,
    by: str | None,
    allocation: str,
    seed: int,
    context: int,
    judged: Sequence[str],
    stand_off: bool,
    out: str,
    inputs: Inputs,
    plugin: Sequence[str],
    quiet: bool,
) -> None:
    """Draw annotations into a sheet for people to judge.

    Open the sheet in a spreadsheet, write right, wrong or unsure into the column judgement, and why into cause where
    one is wrong; then corpuskit eval --sheet SHEET gives the precision. The rows stand in an order by chance: what is
    judged from the top down is a sample at any time.

    The same seed draws the same annotations. A sheet with judgements is not written over.
    """
    from .._visible import one_line
    from ..errors import InvalidValue
    from ..evaluation import read_sheet, sample

    refuse_suffix(out, (".csv",), "--output")
    refuse_inputs(out, [*inputs.expanded(), *judged], "--output")
    earlier, there = [read_sheet(path) for path in judged], _sheet_at(out)
    plugins = plugins_of(plugin)
    sheet = sample(
        inputs.corpus(plugins),
        label=label,
        n=n,
        by=by,
        allocation=allocation,
        seed=seed,
        context=context,
        plugins=plugins,
    )
    if not len(sheet):
        raise InvalidValue(f"there is no {one_line(label, 60)} to draw; run: corpuskit extract")
    sheet = sheet.with_judgements_of(*earlier)
    if there:
        _refuse_losses(there, sheet, out)
    (sheet.without_text() if stand_off else sheet).write(out)
    if not quiet:
        click.echo(_told(sheet, label, out), err=True)


def _sheet_at(out: str) -> "Sheet | None":
    """Give the sheet that would be written over; what is no sheet, or cannot be read, is refused."""
    from ..errors import FormatError
    from ..evaluation import read_sheet

    try:
        return read_sheet(out) if Path(out).is_file() else None
    except FormatError as error:
        message = f"what is there would be lost, and is no sheet that can be read; write to another file. {error}"
        raise click.BadParameter(message, param_hint="--output") from error


def _refuse_losses(there: "Sheet", sheet: "Sheet", out: str) -> None:
    """Refuse to lose judgements: those in the file that is written over and not in what takes its place."""
    from ..evaluation._figures import number_of

    lost = there.judgements_missing_in(sheet)
    if lost:
        message = (
            f"{out} holds {number_of(lost, 'row')} with a judgement, cause or note that would be lost; write "
            f"to another file, and give --judged {out} to take over those of annotations that are drawn again."
        )
        raise click.BadParameter(message, param_hint="--output")


def _told(sheet: "Sheet", label: str, out: str) -> str:
    from .._visible import one_line

    populations = {row.stratum: row.population for row in sheet}
    strata = f" from {len(populations):,} strata" if len(populations) > 1 else ""
    parts = [f"{len(sheet):,} of {sum(populations.values()):,} annotations of layer {one_line(label, 60)}{strata}"]
    carried = sum(1 for row in sheet if row.judgement)
    if carried:
        parts.append(f"{carried:,} judged already")
    return "; ".join([*parts, *([f"wrote {out}"] if out != "-" else [])])
