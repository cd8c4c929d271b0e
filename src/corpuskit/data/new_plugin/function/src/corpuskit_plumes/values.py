"""What a found thing means."""

import attrs

__all__ = ["PlumeValue"]


@attrs.frozen
class PlumeValue:
    """What an annotation of the layer plume means.

    Args:
        name: the word behind the sign, in small letters.
    """

    name: str
