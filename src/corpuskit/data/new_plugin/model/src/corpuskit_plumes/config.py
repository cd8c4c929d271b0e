"""The options of the extractor."""

import attrs
from attrs.validators import ge, le

__all__ = ["PlumeConfig"]


@attrs.frozen
class PlumeConfig:
    """The options of the extractor.

    Args:
        least_score: what the model is less sure of is left out.
        batch_size: how many texts the model is given at once.
    """

    least_score: float = attrs.field(default=0.5, validator=[ge(0), le(1)])
    batch_size: int = attrs.field(default=32, validator=ge(1))
