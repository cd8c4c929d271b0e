"""Who said what: joins quotations and statements, a sentence at a time."""

from .beside import Beside
from .clauses import Clauses
from .drafts import Drafts, Quote
from .leftovers import Leftovers
from .page import Page
from .statements import Statement
from .subjects import Subjects

__all__ = ["attribute"]


def attribute(page: Page, found: dict[int, list[Statement]], subjects: Subjects) -> list[Quote]:
    """Give all quotations of a page: one for each quoted region, and reported speech without marks."""
    drafts = Drafts(page, found, subjects)
    beside, clauses = Beside(drafts), Clauses(drafts)
    for index in sorted(found):
        beside.attribute(found[index])
        clauses.attribute(found[index])
    Leftovers(drafts).run()
    return sorted(drafts.quotes, key=lambda quote: (quote.start, -quote.parts[-1][1]))
