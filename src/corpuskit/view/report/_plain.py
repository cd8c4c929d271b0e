"""What a report shows where no script runs: the documents, what is counted in them, and who said what."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..._annotation import Annotation
from ..._html import escape
from ..._visible import one_line
from ...values import QuoteValue
from ._catalogue import Catalogue

if TYPE_CHECKING:
    from ..._document import Document

__all__ = ["plain_document", "plain_totals"]

_UNSPOKEN = ("scare", "title")


def plain_document(document: "Document", items: Sequence[Annotation]) -> str:
    """Give a document's id, the number of annotations in each layer, and its quotes with their speakers."""
    counts = Counter(item.label for item in items)
    told = "; ".join(f"{escape(label)} {count:,}" for label, count in sorted(counts.items())) or "nothing was found"
    quotes = "".join(_quote(document, item) for item in items)
    return (
        f'<noscript><article class="plain"><h2><bdi>{escape(one_line(document.id, 300))}</bdi></h2><p>{told}</p>'
        f"{f'<ul>{quotes}</ul>' if quotes else ''}</article></noscript>\n"
    )


def _quote(document: "Document", item: Annotation) -> str:
    value = item.value
    if not isinstance(value, QuoteValue) or value.kind in _UNSPOKEN:
        return ""
    speaker = value.speaker_name or (document.text_of(value.speaker) if value.speaker else "no speaker")
    words = one_line(document.text_of(item), 300)
    return f"<li><b><bdi>{escape(one_line(speaker))}</bdi></b> <q><bdi>{escape(words)}</bdi></q></li>"


def plain_totals(catalogue: Catalogue) -> str:
    """Give the counts of all documents."""
    told = "; ".join(f"{escape(label)} {count:,}" for label, count in sorted(catalogue.layers.items()))
    return (
        f'<noscript><p class="plain">{catalogue.documents:,} documents, {catalogue.code_points:,} code points. {told}.'
        "</p><p>With JavaScript, this page shows charts and the texts with their marks.</p></noscript>\n"
    )
