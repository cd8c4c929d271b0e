"""``corpuskit redact``: documents without names, and the key to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._annotating import Annotator, lacks, makers_of
from ._arguments import Inputs, Running
from ._options import (
    annotated_format,
    debug_option,
    input_options,
    is_debug,
    names_in,
    pipeline_options,
    quiet_option,
)
from ._refusing import refuse_inputs
from ._telling import tell

if TYPE_CHECKING:
    from .._document import Document
    from ..redaction import Key, Redactor, Template
    from ._redact_tally import RedactTally

__all__ = ["command"]


def _template(ctx: click.Context, parameter: click.Parameter, value: str) -> "Template":
    from ..errors import ConfigError
    from ..redaction import Template

    try:
        return Template(value)
    except ConfigError as error:
        raise click.BadParameter(error.message) from None


def _types(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    from ..errors import did_you_mean
    from ..values import ENTITY_TYPES

    for name in names_in(values):
        if name not in ENTITY_TYPES:
            raise click.BadParameter(f"there is no type {name!r}; {did_you_mean(name, ENTITY_TYPES)}")
    return names_in(values) or ("PER",)


def _policies(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> Mapping[str, str]:
    from ..redaction import METADATA_POLICIES

    found = {}
    for value in values:
        key, _, policy = value.rpartition("=")
        if not key or policy not in METADATA_POLICIES:
            raise click.BadParameter(f"{value!r} is not of the form KEY={'|'.join(METADATA_POLICIES)}.")
        found[key] = policy
    return found


@click.command(
    "redact",
    epilog="""\b
Examples:
  corpuskit redact out.jsonl -o shared.jsonl --key key.jsonl
  corpuskit redact out.jsonl -o shared.jsonl --key key.jsonl --entities PER,ORG --with '[{type} {n}]'
  corpuskit redact out.jsonl -o shared.jsonl --key key.jsonl --on-metadata author=drop --ids number --strict
  corpuskit restore shared.jsonl --key key.jsonl -o again.jsonl""",
)
@click.option("-o", "--output", "out", default="-", metavar="OUT", help="Where to write.  [standard output]")
@annotated_format("--format", "OUT")
@click.option("--key", required=True, metavar="KEY", help="Where to write the key, which only you may read.")
@click.option("--entities", multiple=True, callback=_types, metavar="TYPE,...", help="Whose names are replaced.  [PER]")
@click.option(
    "--with",
    "template",
    default="[{type} {n}]",
    show_default=True,
    callback=_template,
    metavar="TEMPLATE",
    help="What stands in their place: {type}, {chain}, {n}, {initials} and {entity} are filled in.",
)
@click.option(
    "--nested",
    type=click.Choice(["outer", "inner"]),
    default="outer",
    show_default=True,
    help="Which of two mentions is replaced, one of which is in the other.",
)
@click.option(
    "--scope",
    type=click.Choice(["document", "corpus"]),
    default="document",
    show_default=True,
    help="Within what an entity has one {n}; in a corpus it is told by its id, or by its type and name.",
)
@click.option(
    "--repeats",
    type=click.Choice(["names", "words", "none"]),
    default="names",
    show_default=True,
    help="Replace also where no extractor found them: names, words of the names of people too, or nothing.",
)
@click.option(
    "--on-metadata",
    "policies",
    multiple=True,
    callback=_policies,
    metavar="KEY=POLICY",
    help="Let names in this key of the metadata be replaced (redact), drop it, or keep it; * is all others.  "
    "[*=redact]",
)
@click.option(
    "--ids", type=click.Choice(["keep", "number"]), default="keep", show_default=True, help="What ids are written."
)
@click.option("--strict", is_flag=True, help="Stop at a document in which a name is left, or none was looked for.")
@input_options
@pipeline_options
@quiet_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    out: str,
    format: str | None,
    key: str,
    entities: Sequence[str],
    template: "Template",
    nested: str,
    scope: str,
    repeats: str,
    policies: Mapping[str, str],
    ids: str,
    strict: bool,
    inputs: Inputs,
    running: Running,
    quiet: bool,
) -> None:
    """Replace names, so that documents can be shared, and write the key.

    Documents on which no extractor of entities has run are run through it first. Annotations follow the text, and
    values that tell a name tell what stands in its place. The key leads back; corpuskit restore does it.

    No promise is made that all names are found, nor that nobody can be recognised by what is left. Names that are
    known to be left, and documents in which none were looked for, are told, and the exit code is 3.
    """
    from ..corpus import Corpus
    from ..redaction import Redactor, writing_key
    from ._interrupt import orderly
    from ._progress import progress
    from ._redact_tally import RedactTally

    for path, option in ((out, "--output"), (key, "--key")):
        refuse_inputs(path, inputs.expanded(), option)
    place = Path(key).resolve()
    if key == "-" or (out != "-" and Path(out).resolve() in (place, *place.parents)):
        raise click.BadParameter("a key is a file of its own, which is not shared.", param_hint="--key")
    redactor = Redactor(
        types=entities,
        template=template,
        nested=nested,
        scope=scope,
        repeats=repeats,
        metadata=policies,
        ids=ids,
    )
    annotator = Annotator(running, lacks("entity", running.plugins), "entity")
    documents = annotator.through(inputs.corpus(running.plugins))
    tally = RedactTally(makers_of("entity", running.plugins), strict)
    with writing_key(key) as write, progress(quiet, out) as through, orderly() as passing:
        made = _redacted(passing(through(documents)), redactor, write, tally)
        Corpus(made, plugins=running.plugins).write(out, format=format)
    for line in tally.warnings():
        click.echo(f"corpuskit: warning: {line}", err=True)
    if not quiet:
        tell(str(tally), wrote=[out, key])
        annotator.tell(is_debug(ctx))
    ctx.exit(max(tally.exit_code, annotator.exit_code))


def _redacted(
    documents: "Iterable[Document]", redactor: "Redactor", write: "Callable[[Key], None]", tally: "RedactTally"
) -> "Iterator[Document]":
    for document in documents:
        redacted = redactor(document)
        tally.add(document, redacted)
        # First the key: what is shared without one could not be restored.
        write(redacted.key)
        yield redacted.document
