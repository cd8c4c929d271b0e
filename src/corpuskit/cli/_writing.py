"""Text that appears at its path when it is complete."""

import os
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["write_pieces"]


def write_pieces(pieces: Iterable[str], out: str) -> None:
    """Write text as UTF-8 to a file, or to standard output where ``out`` is ``-``.

    A file appears when it is complete; what was there before stays until then.
    """
    if out == "-":
        stream = sys.stdout.buffer
        for piece in pieces:
            stream.write(piece.encode())
        stream.flush()
        return
    target = Path(os.path.realpath(out))
    if target.exists() and not target.is_file():
        # A pipe or a device cannot be replaced.
        target.write_text("".join(pieces), encoding="utf-8")
        return
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(temporary, "x", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
