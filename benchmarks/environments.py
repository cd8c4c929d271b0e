"""Environments of their own for peers, made on first use, and the commands that run in them."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson

__all__ = ["Missing", "answer", "node", "python"]


class Missing(Exception):
    """A peer that cannot be installed or does not run; its text says why."""


def python(home: Path, packages: Sequence[str], *, bare: Sequence[str] = ()) -> Path:
    """Give the interpreter of an environment that has some Python packages, the bare ones without what they need."""
    interpreter = home / "bin" / "python"
    if not (home / "installed").exists():
        _run([sys.executable, "-m", "venv", home])
        install = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*install, *packages])
        if bare:
            _run([*install, "--no-deps", *bare])
        (home / "installed").touch()
    return interpreter


def node(home: Path, packages: Sequence[str]) -> Path:
    """Give the folder of the modules of an environment that has some packages for Node."""
    if not (home / "installed").exists():
        home.mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--silent", "--prefix", home, *packages])
        (home / "installed").touch()
    return home / "node_modules"


def answer(words: Sequence[str | Path]) -> dict[str, object]:
    """Give the JSON object that a command prints in its last line."""
    found: dict[str, object] = orjson.loads(_run(words).splitlines()[-1])
    return found


def _run(words: Sequence[str | Path]) -> bytes:
    try:
        return subprocess.run(words, check=True, capture_output=True).stdout
    except FileNotFoundError as error:
        raise Missing(f"there is no {words[0]}") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        raise Missing(lines[-1] if lines else str(error)) from error
