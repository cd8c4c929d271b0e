"""Figures of names by peer, from the tables that the benchmark wrote on the page of scores."""

import re
from pathlib import Path

SCORES = Path(__file__).parents[1] / "scores.md"
SYSTEMS = ("**corpuskit-entities**", "spaCy, small model", "spaCy, medium model")
TABLE = re.compile(r"^#### (.+)\n\nDocuments: .*\n\n\| system \| PER, ORG, LOC \|.*\n.*\n((?:\|.*\n)+)", re.MULTILINE)


def names() -> str:
    """Give the Markdown of a table of F1 by set, of people, organisations and places together, and of speed."""
    page = SCORES.read_text(encoding="utf-8").partition("### Peers on names")[2]
    rows = [f"| | {' | '.join(SYSTEMS)} |", f"|---|{'---|' * len(SYSTEMS)}"]
    rows += [f"| {heading} | {_cells(table)} |" for heading, table in TABLE.findall(page)]
    speed = page.partition("| system | version | KB/s |")[2].partition("\n\n")[0]
    return "\n".join([*rows, f"| KB/s for each CPU second | {_cells(speed, 2)} |"])


def _cells(table: str, column: int = 1) -> str:
    """Give the first figure of each system; those of parts in brackets are left to the page."""
    cells = {row.split(" | ")[0].lstrip("| "): row.split(" | ") for row in table.splitlines()}
    return " | ".join(cells[system][column].split(" (")[0] for system in SYSTEMS)
