"""``corpuskit validate``: is this what corpuskit reads? Every line is looked at, and every problem told."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import click

from ._arguments import Inputs, plugins_of
from ._options import debug_option, input_options, plugin_option, quiet_option
from ._words import message_of

if TYPE_CHECKING:
    from .._document import Document
    from .._plugins import Plugins

__all__ = ["command"]


@click.command(
    "validate",
    epilog="""\b
Examples:
  corpuskit validate out.jsonl
  corpuskit validate articles.csv --text body --id url
  corpuskit validate 'parts/*.jsonl.gz' --quiet && echo good""",
)
@input_options
@plugin_option
@quiet_option
@debug_option
@click.pass_context
def command(ctx: click.Context, /, inputs: Inputs, plugin: Sequence[str], quiet: bool) -> None:
    """Check that files are what corpuskit reads, line by line.

    Tells every problem: broken JSON, keys and values that do not fit, spans outside the text, ids that occur twice.
    A reference to an annotation that is not there is legal and only noted. Exits with 1 where there is a problem.
    """
    check = _Check(plugins_of(plugin), inputs)
    problems = 0
    for path in inputs.expanded():
        for problem in check.file(path):
            problems += 1
            click.echo(_shown(problem))
    if not quiet:
        for note in check.notes:
            click.echo(f"note: {_shown(note)}", err=True)
        result = "no problem" if not problems else f"{problems:,} problem{'s' * (problems != 1)}"
        count = len(check.places)
        click.echo(f"{result} in {count:,} document{'s' * (count != 1)}", err=True)
    ctx.exit(1 if problems else 0)


def _shown(text: str) -> str:
    from .._visible import visible

    return visible(text)


class _Check:
    """Checks files one after the other; ids are remembered across them."""

    def __init__(self, plugins: "Plugins", inputs: Inputs) -> None:
        self.plugins = plugins
        self.inputs = inputs
        self.places: dict[str, str] = {}
        self.notes: list[str] = []

    def file(self, path: str) -> Iterator[str]:
        """Give the problems of a file, in its order."""
        from ..errors import FormatError
        from ..formats import guess

        try:
            if (
                self.inputs.input_format or guess(path, plugins=self.plugins)
            ) == "jsonl" and not self.inputs.names_columns:
                yield from self._lines(path)
            else:
                yield from self._documents(path)
        except FormatError as error:
            yield message_of(error)

    def _documents(self, path: str) -> Iterator[str]:
        """Give the problems of a format whose reader stops at the first."""
        for document in attrs.evolve(self.inputs, paths=[path]).corpus(self.plugins):
            yield from self._document(document, f"{path}, document {document.id!r}")

    def _lines(self, path: str) -> Iterator[str]:
        from ..formats._decoding import Decoder
        from ..formats._files import display, reading

        decoder = Decoder(self.plugins)
        file = display(path)
        with reading(path) as stream:
            for number, line in enumerate(stream, 1):
                content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if content.strip():
                    yield from self._line(content, file, number, decoder)

    def _line(self, line: bytes, file: str, number: int, decoder: Any) -> Iterator[str]:
        from ..errors import FormatError
        from ..formats import decode

        try:
            document = decode(line, plugins=self.plugins, file=file, number=number)
        except FormatError as error:
            # The reader stops at the first bad annotation of a line; the others are looked at one by one.
            yield from dict.fromkeys([message_of(error), *_annotations(line, file, number, decoder)])
            return
        yield from self._document(document, f"{file}, line {number}, document {document.id!r}")

    def _document(self, document: "Document", where: str) -> Iterator[str]:
        from .._pointers import refs_in

        if document.id in self.places:
            yield f"{where}: the id occurs twice, first in {self.places[document.id]}"
        else:
            self.places[document.id] = where
        for item in document.annotations:
            for ref in refs_in(item.value):
                if not document.resolve(ref):
                    target = f"{ref.label} {ref.span.start}-{ref.span.end}"
                    self.notes.append(f"{where}: {document.key(item)} points at {target}, which is not there")


def _annotations(line: bytes, file: str, number: int, decoder: Any) -> Iterator[str]:
    """Give the problems of each annotation of a line, as far as the line can be read at all."""
    from ..errors import FormatError
    from ..formats._decoding import Place
    from ..formats._json import loads

    try:
        data = loads(line)
    except ValueError:
        return
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return
    items = data.get("annotations")
    if not isinstance(items, list):
        return
    identity = data.get("id")
    place = Place(file, number, identity if isinstance(identity, str) else None)
    for index, item in enumerate(items, 1):
        try:
            decoder.annotation(
                {**item, "source": None} if isinstance(item, dict) else item, index, data["text"], [], place
            )
        except FormatError as error:
            yield message_of(error)
