"""The words of names of organisations."""

from collections.abc import Sequence

__all__ = ["body_words"]

_LEGAL = frozenset(
    "inc incorporated corp corporation co company limited ltd plc llc llp lp gmbh ag sa spa nv bv ab as asa oy kg kk "  # noqa: SIM905 - words read better in a row
    "pty bhd sdn pvt pte tbk pjsc psc jsc ojsc saog".split()
)


def body_words(words: Sequence[str]) -> tuple[str, ...]:
    """Give the words of an organisation's name without those for the kind of company, and without an article.

    Args:
        words: folded. One is left at least.

    >>> body_words(["the", "ferry", "co.", "ltd"]), body_words(["corp"])
    (('ferry',), ('corp',))
    """
    bare = tuple(words)
    while len(bare) > 1 and bare[-1].replace(".", "") in _LEGAL:
        bare = bare[:-1]
    if len(bare) > 1 and bare[-1] in ("&", "and"):
        bare = bare[:-1]
    return bare[1:] if len(bare) > 1 and bare[0] == "the" else bare
