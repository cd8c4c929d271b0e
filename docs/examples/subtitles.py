"""Subtitles in SubRip files (.srt): a file is a document, and a subtitle in it an annotation with its times."""

import re

from corpuskit import Annotation, Document, FormatSpec, Span, hookimpl
from corpuskit.errors import FormatError

SUBTITLE = re.compile(r"\d+\n([\d:,]+ --> [\d:,]+)\n(.+?)\n*", re.DOTALL)


def read(stream):
    blocks = re.split(r"\n{2,}", stream.read().decode("utf-8-sig").replace("\r\n", "\n").strip())
    lines, found, start = [], [], 0
    for number, block in enumerate(filter(None, blocks), 1):
        match = SUBTITLE.fullmatch(block)
        if match is None:
            raise FormatError(f"subtitle {number} has no number, times and text: {block[:40]!r}")
        times, words = match.groups()
        found.append(Annotation(Span(start, start + len(words)), "subtitle", times))
        lines.append(words)
        start += len(words) + 1
    yield Document("\n".join(lines), annotations=found)


def write(documents, stream):
    for place, document in enumerate(documents):
        if place:
            raise FormatError("a .srt file holds one document; write each to a file of its own")
        for number, item in enumerate(document["subtitle"], 1):
            stream.write(f"{number}\n{item.value}\n{document.text_of(item)}\n\n".encode())


@hookimpl
def corpuskit_formats():
    yield FormatSpec(
        "srt", suffixes=(".srt",), read=read, write=write, provides=("subtitle",), api_level=1, description="subtitles"
    )
