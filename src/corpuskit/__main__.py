"""The command ``corpuskit``, also as ``python -m corpuskit``."""

import sys

from .errors import missing_extra

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        import click  # noqa: F401 - asked for here, so that its absence is told from a fault in our own modules.
    except ImportError:
        print(f"corpuskit: {missing_extra('click', 'cli')}", file=sys.stderr)
        sys.exit(1)
    from .cli import cli

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A character that the terminal's encoding lacks is written as an escape, not as a crash.
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="corpuskit")


if __name__ == "__main__":
    main()
