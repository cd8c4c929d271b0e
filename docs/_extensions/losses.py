"""What formats keep, as tables: a small document with each thing that can be lost is given to each format."""

from collections.abc import Mapping
from functools import cache

import attrs

from corpuskit import Annotation, Document, Failure, Ref, Source, Span, formats
from corpuskit.formats._built_in import BUILT_IN
from corpuskit.values import DateRange, DateValue, EntityValue

TEXT = "Ada Byron left on 5 May 2020"
SOURCE = Source("corpuskit-dates", "0.1.0", "dates", "9f2c", "77a0")
DAY = DateValue("DATE", "2020-05-05")
DATE = Annotation(Span(18, 28), "date", DAY)
NAME = Annotation(Span(0, 9), "entity", EntityValue("PER", "Ada Byron"))
BARE = attrs.evolve(NAME, value=None)


@cache
def samples() -> Mapping[str, Document]:
    """Give a document for each thing that can be lost."""
    day = Ref("date", DATE.span)
    found = {
        "a date": [DATE],
        "what is known of it besides": [attrs.evolve(DATE, value=attrs.evolve(DAY, grain="day", method="day, month"))],
        "a range of dates": [DATE, Annotation(DATE.span, "date_range", DateRange(day, None))],
        "an annotation of another layer": [BARE],
        "its value": [NAME],
        "its score": [attrs.evolve(BARE, score=0.5)],
        "a discontinuous annotation": [Annotation(NAME.span, "entity", parts=(Span(0, 3), Span(4, 9)))],
        "annotations that overlap": [BARE, Annotation(Span(4, 14), "entity")],
        "annotations inside others": [BARE, Annotation(Span(0, 3), "title")],
        "an annotation of a part of a word": [Annotation(Span(0, 2), "entity")],
        "an annotation without text": [Annotation(Span(3, 3), "entity")],
        "a label with a blank": [Annotation(NAME.span, "proper name")],
    }
    return {
        **{what: Document(TEXT, annotations=items) for what, items in found.items()},
        "the source of an annotation": Document(
            TEXT, annotations=[attrs.evolve(BARE, source=SOURCE)], sources=[SOURCE]
        ),
        "a failure": Document(TEXT, failures=[Failure("document", "dates", "0.1.0", "ValueError", "no")]),
        "an id": Document(TEXT, id="https://example.org/a?b=1"),
        "the date and the title": Document(TEXT, metadata={"date": "2020-06-12", "title": "Ferries"}),
        "other metadata": Document(TEXT, metadata={"desk": "news"}),
        "further keys": Document(TEXT, extra={"rights": "CC0"}),
        "white space as it is": Document("Ada  Byron\r\nleft\t"),
        "characters beyond the BMP": Document("𝄞 ends 5 May 2020 😀"),
    }


def of(name: str) -> str:
    """Give the Markdown of a table of what one format keeps."""
    rows = ["| a document with | comes back as it was | what is told |", "|---|---|---|"]
    for what, document in samples().items():
        lost = formats.losses([document], name)
        rows.append(f"| {what} | {'no' if lost else 'yes'} | {lost if lost else ''} |")
    return "\n".join(rows)


def beside() -> str:
    """Give the Markdown of a table of what all formats keep that are written, beside each other."""
    names = [name for name, format in BUILT_IN.items() if format.write is not None]
    rows = [f"| a document with | {' | '.join(f'`{name}`' for name in names)} |", "|---" * (len(names) + 1) + "|"]
    for what, document in samples().items():
        cells = ["–" if formats.losses([document], name) else "yes" for name in names]
        rows.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(rows)
