"""The small renderer behind ``_repr_html_`` and ``corpuskit show --format html``.

Everything that comes from a document is escaped, and the text content of a rendered text is the text itself: labels
are drawn by the style sheet. The markup needs no script and nothing from outside.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape as escape_html
from itertools import chain, islice
from typing import TYPE_CHECKING

import attrs

from ._annotation import Annotation, chosen
from ._marks import Fragment, Mark, marks_of, nested
from ._style import FREE_SLOTS, SLOTS, stylesheet
from ._summary import brief, details, summarise
from ._visible import CONTROLS, one_line, visible

if TYPE_CHECKING:
    from ._document import Document

__all__ = [
    *("PAGE_END", "Palette", "document_html", "escape", "language_of", "layer_html", "layers_of", "page_html"),
    *("page_start", "shape"),
]

PAGE_END = "</body>\n</html>\n"

_ROWS = 200
_WIDE = 60
"""Marks longer than this, in code points, get a lighter tint."""

_SPECIAL = re.compile(rf"""[&<>"'\n\r{CONTROLS}]""")
_IN_TEXT = re.compile(rf"""\n(?:[ \t]*\n)*|[&<>"'\r{CONTROLS}]""")


class Palette:
    """The colour slot of every layer; one that is not standard gets the next free one."""

    def __init__(self) -> None:
        self._slots = dict(SLOTS)

    def slot(self, label: str) -> int:
        """Give the slot of a layer, the same each time."""
        taken = len(self._slots) - len(SLOTS)
        return self._slots.setdefault(label, FREE_SLOTS[taken % len(FREE_SLOTS)])


@attrs.frozen
class _View:
    """What all parts of one rendering share. ``anchor`` begins the ids of marks; without it they have none."""

    document: "Document"
    layers: Mapping[str, Sequence[Annotation]]
    end: int
    palette: Palette
    anchor: str = ""


def document_html(document: "Document", *, labels: Iterable[str] | None = None, limit: int | None = None) -> str:
    """Give a document as an HTML fragment: its text with annotations marked, a legend, and a table for each layer.

    Args:
        document: any document.
        labels: the layers to show; all by default.
        limit: the number of code points to show; all by default.
    """
    section = "".join(_section(_view(document, labels, limit, Palette(), "")))
    return f"<style>{stylesheet()}</style>{section}"


def page_html(
    documents: "Iterable[Document]", *, title: str = "corpuskit", labels: Iterable[str] | None = None
) -> Iterator[str]:
    """Give a self-contained HTML page of documents, piece by piece; each document is read when its turn comes."""
    wanted = chosen(labels)
    yield page_start(title)
    palette = Palette()
    for number, document in enumerate(documents, 1):
        yield from _section(_view(document, wanted, None, palette, f"d{number}-"))
        yield "\n"
    yield PAGE_END


def page_start(title: str, style: str = "") -> str:
    """Give what a self-contained page begins with, up to its heading; it ends with ``PAGE_END``."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)}</title>\n'
        f"<style>{stylesheet(page=True)}{style}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
    )


def layer_html(annotations: Iterable[Annotation]) -> str:
    """Give annotations as an HTML table, at most 200 of them; their text is not known, so offsets stand for it."""
    items = list(annotations)
    palette = Palette()
    rows = "".join(_bare_row(item, palette) for item in islice(items, _ROWS))
    rest = len(items) - _ROWS
    more = f'<p class="more">… and {rest:,} more</p>' if rest > 0 else ""
    head = "<tr><th>layer<th>span<th>value<th>fields<th>score<th>source</tr>"
    table = f'<div class="wrap"><table>{head}{rows}</table></div>{more}' if items else '<p class="more">empty</p>'
    return f'<style>{stylesheet()}</style><section class="corpuskit tex2jax_ignore mathjax_ignore">{table}</section>'


def escape(text: str) -> str:
    """Escape text for HTML, in elements and in attributes; characters that would act or vanish become visible."""
    return _SPECIAL.sub(lambda match: _in_attribute(match.group()), text)


def _in_attribute(char: str) -> str:
    if char in "\n\r":
        return "&#10;"
    return escape_html(char) if char in "&<>\"'" else visible(char)


def _view(
    document: "Document", labels: Iterable[str] | None, limit: int | None, palette: Palette, anchor: str
) -> _View:
    wanted = chosen(labels)
    end = len(document.text) if limit is None else min(limit, len(document.text))
    shown = [item for item in document.annotations if wanted is None or item.label in wanted]
    return _View(document, layers_of(item for item in shown if item.end <= end), end, palette, anchor)


def layers_of(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Give annotations by label, sorted by label, in their order."""
    layers: dict[str, list[Annotation]] = {}
    for item in annotations:
        layers.setdefault(item.label, []).append(item)
    return dict(sorted(layers.items()))


def _section(view: _View) -> Iterator[str]:
    yield '<section class="corpuskit tex2jax_ignore mathjax_ignore">'
    yield _header(view)
    yield _legend(view)
    yield f'<div class="text" dir="auto"{_lang(view)}>{_marked(view)}</div>'
    rest = len(view.document.text) - view.end
    if rest:
        yield f'<p class="more">… {rest:,} more code points</p>'
    for label, items in view.layers.items():
        yield from _table(view, label, items)
    yield _failures(view)
    yield "</section>"


def _header(view: _View) -> str:
    items = view.document.metadata.items()
    pairs = "".join(
        f'<span class="meta">{escape(key)}: <bdi>{escape(one_line(str(value)))}</bdi></span>' for key, value in items
    )
    return f"<header><h2><bdi>{escape(view.document.id)}</bdi></h2>{pairs}</header>"


def language_of(document: "Document") -> str:
    """Give the language of a document as the attribute ``lang`` has it; empty where it names none."""
    language = document.metadata.get("language")
    is_one = isinstance(language, str) and re.fullmatch("[0-9A-Za-z]+([-_][0-9A-Za-z]+)*", language)
    return language.replace("_", "-") if is_one else ""


def _lang(view: _View) -> str:
    language = language_of(view.document)
    return f' lang="{language}"' if language else ""


def _legend(view: _View) -> str:
    return f'<div class="keys">{"".join(_key(view, label) for label in view.layers)}</div>'


def _key(view: _View, label: str) -> str:
    slot = view.palette.slot(label)
    box = f'<input type="checkbox" class="t{slot}" checked autocomplete="off">'
    return f'<label class="key c{slot}">{box}{escape(label)}<b>{len(view.layers[label]):,}</b></label>'


# --- the text


def _marked(view: _View) -> str:
    tree = nested(marks_of(chain.from_iterable(view.layers.values()), view.end), view.end)
    out: list[str] = []
    _write(view, tree, out)
    return "".join(out)


def _write(view: _View, fragment: Fragment, out: list[str]) -> None:
    """Write a fragment and those inside it; they are nested only as deep as ``_marks.DEPTH``."""
    if fragment.mark:
        out.append(_open(view, fragment, fragment.mark))
    offset = fragment.start
    for child in fragment.children:
        out.append(_plain(view.document.text[offset : child.start]))
        _write(view, child, out)
        offset = child.end
    out.append(_plain(view.document.text[offset : fragment.end]))
    if fragment.mark:
        out.append("</mark>")


def _plain(text: str) -> str:
    return _IN_TEXT.sub(lambda match: _in_text(match.group()), text.replace("\r\n", "\n"))


def _in_text(char: str) -> str:
    if char[0] == "\n":
        # The element is a gap: paragraphs of news text are divided by one newline, or by a blank line.
        return f'<i class="n{" gap" * (char.count(char[0]) > 1)}">{char}</i>'
    if char in "&<>\"'":
        return escape_html(char)
    sign = f'<span class="ctl">{visible(char).rstrip()}</span>'
    return f'{sign}<i class="n">\n</i>' if char == "\r" else sign


def _open(view: _View, fragment: Fragment, mark: Mark) -> str:
    item = mark.annotation
    classes = [f"c{view.palette.slot(item.label)}", *shape(fragment, mark)]
    attributes = [f'class="{" ".join(classes)}"', f'data-tip="{escape(_tip(view, mark))}"']
    if fragment.height:
        attributes.append(f'style="--h:{fragment.height}"')
    if fragment.closes and mark.last and mark.role is None:
        attributes.append(f'data-chip="{escape(one_line(brief(item, view.document)))}"')
    if view.anchor and fragment.opens and mark.role is None and mark.span.start == item.start:
        attributes.append(f'id="{_anchor(view, item)}"')
    return f"<mark {' '.join(attributes)}>"


def shape(fragment: Fragment, mark: Mark) -> Iterator[str]:
    """Give the classes that a fragment of a mark is drawn by, besides that of its colour."""
    yield from (name for name, holds in (("a", fragment.opens), ("z", fragment.closes and mark.last)) if holds)
    if mark.role is not None:
        yield "role"
    elif len(mark.annotation.span) > _WIDE:
        yield "wide"
    if mark.annotation.parts:
        yield "part"
    if mark.annotation.label.endswith("_range"):
        yield "dash"


def _tip(view: _View, mark: Mark) -> str:
    item = mark.annotation
    head = f"{item.label}: {summarise(item, view.document)}".removesuffix(": ")
    if mark.role is not None:
        return f"{mark.role} of {head}"
    same = view.document.annotations.at_span(item.span)
    others = [f"{other.label}: {summarise(other, view.document)}" for other in islice(same, 8) if other is not item]
    fields = [f"{name}: {one_line(text)}" for name, text in details(item, view.document)]
    return "\n".join((head, *fields, *_origin(item), *others))


def _origin(item: Annotation) -> list[str]:
    lines = [] if item.score is None else [f"score: {item.score:.3g}"]
    source = item.source
    return [*lines, f"by {source.extractor} ({source.distribution} {source.version})"] if source else lines


def _anchor(view: _View, item: Annotation) -> str:
    # A label may hold any printable character; in an id each other than a letter or digit becomes its code.
    key = view.document.key(item)
    return view.anchor + re.sub(r"[^0-9A-Za-z@#-]", lambda match: f"_{ord(match.group()):x}", key)


# --- the tables


def _table(view: _View, label: str, items: Sequence[Annotation]) -> Iterator[str]:
    yield f'<details class="c{view.palette.slot(label)}"><summary>{escape(label)} ({len(items):,})</summary>'
    yield '<div class="wrap"><table><tr><th>text<th>value<th>fields<th>score<th>source</tr>'
    for item in items:
        yield _row(view, item)
    yield "</table></div></details>"


def _row(view: _View, item: Annotation) -> str:
    surface = f"<bdi>{escape(one_line(view.document.text_of(item), 300))}</bdi>"
    if view.anchor:
        # The pieces of a link's target are those of the id, with the signs that have a meaning in a link encoded.
        surface = f'<a href="#{_anchor(view, item).replace("#", "%23")}">{surface}</a>'
    return f"<tr><td>{surface}{_cells(item, view.document)}</tr>"


def _bare_row(item: Annotation, palette: Palette) -> str:
    label = f'<td class="c{palette.slot(item.label)}"><b style="color:rgb(var(--t))">{escape(item.label)}</b>'
    offsets = ", ".join(f"{piece.start}–{piece.end}" for piece in item.pieces)
    return f'<tr>{label}<td class="num">{offsets}{_cells(item, None)}</tr>'


def _cells(item: Annotation, document: "Document | None") -> str:
    value = f"<td><b>{escape(summarise(item, document))}</b>"
    pairs = [
        f'<span class="f">{escape(name)}</span> {escape(one_line(text, 300))}' for name, text in details(item, document)
    ]
    score = "" if item.score is None else f"{item.score:.3g}"
    source = f"{item.source.extractor} {item.source.version}" if item.source else ""
    return f'{value}<td>{"; ".join(pairs)}<td class="num">{score}<td>{escape(source)}'


def _failures(view: _View) -> str:
    lines = (f"{f.extractor} {f.version} failed: {f.error}: {one_line(f.message)}" for f in view.document.failures)
    return "".join(f'<p class="failures">{escape(line)}</p>' for line in lines)
