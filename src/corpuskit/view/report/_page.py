"""The page of a report, written piece by piece."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson

from ..._annotation import chosen
from ..._html import PAGE_END, escape
from ..._style import palette_style, stylesheet
from ._catalogue import Catalogue
from ._plain import plain_document, plain_totals
from ._reading import reading_of

if TYPE_CHECKING:
    from ..._document import Document

__all__ = ["report_html"]

_SCRIPTS = ("dom", "catalogue", "charts", "reading", "passages", "overview", "main")
"""The files of the script, in the order in which they build on each other."""

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def report_html(
    documents: "Iterable[Document]", *, title: str = "corpuskit", labels: Iterable[str] | None = None
) -> Iterator[str]:
    """Give a self-contained page to look through a corpus in a browser, piece by piece.

    The page needs no network, and its policy lets nothing run but its own script, which is named by its digest. Each
    document is read when its turn comes; what is kept of it are a few numbers for each annotation, and its names.

    Args:
        documents: what the page shows, in this order.
        title: the heading of the page.
        labels: the layers to show; all by default.
    """
    wanted = chosen(labels)
    catalogue = Catalogue()
    yield _start(title)
    for document in documents:
        items = [item for item in document.annotations if wanted is None or item.label in wanted]
        groups = catalogue.add(document, items)
        yield plain_document(document, items)
        yield _data(reading_of(document, items, groups), 'class="document"')
    yield plain_totals(catalogue)
    yield "</main>\n"
    yield _data(catalogue.to_json(), 'id="catalogue"')
    yield f"<script>{_script()}</script>\n{PAGE_END}"


def _start(title: str) -> str:
    policy = (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src '{_digest(_style())}'; "
        "base-uri 'none'; form-action 'none'"
    )
    shown = escape(title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{shown}</title>\n'
        f'<style>{_style()}</style>\n</head>\n<body>\n<a class="skip" href="#main">Skip to the content</a>\n'
        f'<header class="mast"><h1><bdi>{shown}</bdi></h1><p id="lead"></p></header>\n'
        '<main id="main" tabindex="-1">\n'
    )


def _data(content: Any, attributes: str) -> str:  # Any: JSON.
    text = orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY).decode().translate(_UNSAFE)
    return f'<script type="application/json" {attributes}>{text}</script>\n'


@cache
def _script() -> str:
    return f'"use strict";\n{"".join(_asset(f"{name}.js") for name in _SCRIPTS)}'


@cache
def _style() -> str:
    return f"{stylesheet()}{palette_style()}\n{_asset('report.css')}"


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
