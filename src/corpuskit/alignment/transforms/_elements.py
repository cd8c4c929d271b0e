"""What elements of HTML mean for the text of a page: a table of their names.

Source: HTML Living Standard, 15.3 (how elements are shown), 13.1.2 and 13.2.6 (what holds no text of the page).
"""

__all__ = ["AS_IT_STANDS", "BLANK_LINE", "HIDDEN", "LISTS", "MARKUP_FREE", "NESTED", "NEW_LINE"]

HIDDEN = frozenset(
    "annotation annotation-xml audio canvas datalist iframe noembed noframes noscript object script select style svg "  # noqa: SIM905 - words read better in a row
    "template textarea title video".split()
)
"""Nothing in them is text of the page."""

NESTED = frozenset(["object", "svg", "template"])
"""Of those, the ones that may hold others of their own name."""

MARKUP_FREE = frozenset("iframe noembed noframes noscript script style textarea title".split())  # noqa: SIM905 - words read better in a row
"""Of those, the ones that only their own end tag ends, whatever else looks like markup in them; not so in ``svg``."""

BLANK_LINE = frozenset("blockquote figure h1 h2 h3 h4 h5 h6 hr listing p plaintext pre table xmp".split())  # noqa: SIM905 - words read better in a row
"""A blank line stands before and after them."""

LISTS = frozenset("dir dl menu ol ul".split())  # noqa: SIM905 - words read better in a row
"""The same where they are in no other list; a line end otherwise."""

NEW_LINE = frozenset(
    "address article aside body caption center dd details dialog div dt fieldset figcaption footer form head header "  # noqa: SIM905 - words read better in a row
    "hgroup html legend li main nav optgroup option search section summary tbody tfoot thead tr".split()
)
"""A line end stands before and after them."""

AS_IT_STANDS = frozenset("listing plaintext pre xmp".split())  # noqa: SIM905 - words read better in a row
"""Every space and line end in them counts."""
