"""What a found thing means."""

import attrs

__all__ = ["PlumeValue"]


@attrs.frozen
class PlumeValue:
    """What an annotation of the layer plume means.

    Args:
        kind: what the model takes it for, ``good`` or ``bad``.
        method: the name of the model.
    """

    kind: str
    method: str | None = None
