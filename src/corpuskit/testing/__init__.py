"""What a plugin proves itself with."""

from ._rules import check_rules

__all__ = ["check_rules"]
