"""What hypothesis calls when it is imported, so that ``st.from_type(Document)`` works."""

__all__ = ["register"]


def register() -> None:
    """Register the strategies of this package for its types."""
