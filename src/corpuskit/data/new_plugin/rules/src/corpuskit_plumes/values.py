"""What a found thing means."""

import attrs

__all__ = ["PlumeValue"]


@attrs.frozen
class PlumeValue:
    """What an annotation of the layer plume means.

    Args:
        code: the colour as a web page writes it, such as ``#ff0000``.
        shade: ``dark`` or ``light``, or None.
        method: the name of the rule that found it.
    """

    code: str
    shade: str | None = None
    method: str | None = None
