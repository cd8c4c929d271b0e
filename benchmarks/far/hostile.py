"""A plugin that does, at some documents, what no plugin should: it ends its process, never comes back, or fails."""

import os
import signal
import time
from collections.abc import Iterator

from corpuskit import Annotation, Document, ExtractorSpec, Span, hookimpl

KINDS = ("ends", "hangs", "fails")
"""What it does, by the first word of a text."""


def misbehave(document: Document) -> Iterator[Annotation]:
    """Mark the first word of a text, unless that says what to do."""
    word = document.text.partition(" ")[0]
    if word == "ends":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "hangs":
        time.sleep(3600)
    if word == "fails":
        raise RuntimeError("as it was told")
    yield Annotation(Span(0, len(word)), "first")


@hookimpl
def corpuskit_extractors() -> Iterator[ExtractorSpec]:
    """Declare the extractor."""
    yield ExtractorSpec("hostile", function=misbehave, provides={"first": None})
