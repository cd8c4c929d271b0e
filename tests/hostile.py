"""A plugin that ends, hangs or fills the process in which it meets some texts, and marks words in the others."""

import os
import re
import signal
import time

import attrs

from corpuskit import Annotation, ExtractorSpec, Span, hookimpl
from corpuskit.scan import Columns


def words(document):
    """Mark words; texts that say so end the process, or hang."""
    if "kill" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in document.text:
        time.sleep(60)
    return [Annotation(Span(*match.span()), "word") for match in re.finditer(r"\w+", document.text)]


class Lengths:
    """Mark whole texts, batch by batch; one text ends the process with an exit code."""

    def __init__(self, config):
        pass

    def extract_batch(self, batch):
        """Give one annotation for each text."""
        if any("quit" in text for text in batch.texts):
            os._exit(3)
        count = len(batch.texts)
        return Columns("whole", range(count), [0] * count, [len(text) for text in batch.texts])


@attrs.frozen(eq=False)
class Heavy:
    """A value that ends the process in which it is looked at."""

    def __hash__(self):
        os._exit(4)


def values(document):
    """Give a value that is too much, for a text that says so."""
    return [Annotation(Span(0, 1), "value", Heavy())] if "heavy" in document.text else []


@hookimpl
def corpuskit_extractors():
    """Give all of them."""
    yield ExtractorSpec("words", function=words, provides=("word",))
    yield ExtractorSpec("lengths", factory=Lengths, provides=("whole",))
    yield ExtractorSpec("values", function=values, provides=("value",))
