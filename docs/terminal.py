"""What a terminal and Datasette show of the gallery's commands, as pages to take pictures of."""

import contextlib
import fcntl
import hashlib
import html
import io
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from corpuskit.cli import cli

__all__ = ["COMMANDS", "datasette", "digests", "page", "shown"]

EXAMPLES = Path(__file__).parent / "examples"
WIDTH, LINES = 100, 34
"""Columns of the terminal, and how many of its lines are shown."""

FIRST = (
    "corpuskit extract ferry-crash.csv --text body --date-column published -o crash.jsonl",
    "corpuskit index crash.jsonl -o crash.db",
    "corpuskit redact crash.jsonl -o shared.jsonl --key key.jsonl --entities PER,ORG",
)
"""What is run before."""

COMMANDS = {
    "terminal-show": "corpuskit show ferry.txt --date 2024-03-14",
    "terminal-quotes": "corpuskit quotes crash.jsonl",
    "terminal-search": "corpuskit search crash.db radar --number '>= 3'",
    "terminal-compare": "corpuskit compare crash.jsonl --document g1 --document r1 --document i1",
    "terminal-redact": "corpuskit show shared.jsonl --limit 1",
}
"""The pictures of a terminal, each with its command."""

ADDRESS = "/crash/documents?_search=radar&_col=id&_col=date&_col=text"
"""What Datasette is asked for."""

_PAGE = """<!doctype html><meta charset="utf-8"><style>{stylesheet}
body{{margin:0;padding:18px 22px;background:{background};color:{foreground};display:inline-block}}
pre{{font:14px/1.45 "DejaVu Sans Mono",ui-monospace,monospace;margin:0;white-space:pre;width:100ch}}
</style><pre>{code}</pre>"""


def shown(folder: Path) -> dict[str, str]:
    """Run the commands in a folder, which gets the examples, and give what each writes, with its colours."""
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    with contextlib.chdir(folder):
        for command in FIRST:
            _run(command)
        return {name: f"$ {command}\n{_seen(command)}" for name, command in COMMANDS.items()}


def _run(command: str) -> None:
    done = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
    if done.exit_code not in (0, 3):
        raise SystemExit(f"{command}: {done.output}")


def _seen(command: str) -> str:
    """Give what a command writes on a terminal."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("4H", LINES, WIDTH, 0, 0))
    line = [sys.executable, "-m", *shlex.split(command), "--color", "always"]
    surroundings = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    with subprocess.Popen(line, stdout=its, stderr=subprocess.DEVNULL, env=surroundings) as running:
        os.close(its)
        text = b"".join(_pieces(ours))
    if running.returncode:
        raise SystemExit(f"{command}: {text.decode()}")
    return text.decode().replace("\r\n", "\n")


def _pieces(terminal: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):  # What a terminal says when nobody writes to it any more.
        while piece := os.read(terminal, 1 << 16):
            yield piece
    os.close(terminal)


def digests(texts: dict[str, str]) -> str:
    """Give what tells the pictures of these texts from those of others."""
    seen = {name: "\n".join(text.splitlines()[:LINES]) for name, text in texts.items()}
    return "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in seen.items())


def page(text: str) -> str:
    """Give the first lines of a terminal as a page."""
    console = Console(width=WIDTH, record=True, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    console.print(_upright(Text.from_ansi(text)))
    whole = console.export_html(theme=SVG_EXPORT_THEME, code_format=_PAGE)
    head, _, code = whole.partition("<pre>")
    return f"{head}<pre>{chr(10).join(_closed(code.removesuffix('</pre>').splitlines()[:LINES]))}</pre>"


def _upright(text: Text) -> Text:
    """Give a text whose reversed colours are told as a terminal paints them, which the export does not."""
    painted = Text(text.plain)
    for start, end, style in text.spans:
        is_reversed = isinstance(style, Style) and style.reverse
        painted.stylize(Style(color="#101418", bgcolor=style.color) if is_reversed else style, start, end)
    return painted


def _closed(lines: list[str]) -> Iterator[str]:
    """Give lines of which the last has no element open."""
    yield from lines
    text = "\n".join(lines)
    yield "</span>" * (text.count("<span") - text.count("</span>"))


def datasette(folder: Path) -> str:
    """Give the page that Datasette makes of the store in a folder, with its style sheet in it."""
    styles = [_asked(folder, "/-/static/app.css")]
    body = _asked(folder, ADDRESS)
    body = re.sub(r"<script\b.*?</script>|<link\b[^>]*>", "", body, flags=re.DOTALL)
    return body.replace("</head>", f"<style>{html.escape(styles[0], quote=False)}</style></head>")


def _asked(folder: Path, address: str) -> str:
    command = [sys.executable, "-m", "datasette", str(folder / "crash.db"), "--get", address]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
