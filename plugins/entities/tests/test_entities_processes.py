"""Two processes, each with half of the documents, give the same bytes as one that has all."""

import json
import os
import subprocess
import sys
from itertools import product

PEOPLE = ("Ann Otieno", "Omar al-Karimi", "Li Wei", "José Berg", "Kim Min-jun", "Robert Zuma Jr.")
PLACES = ("Kenya", "Côte d’Ivoire", "the U.S.", "NEW DELHI", "Sana'a")
TEXT = (
    "{person} OF {place} Speaks\n\nPresident {person} met the World Health Organization (WHO) in {place} 😀 today.\r\n"
    "Mr {last}’s aim was a US-Iraq accord, the WHO said. {number} pro-Iranian groups agreed.\x00"
)


def texts():
    for number, (person, place) in enumerate(product(PEOPLE, PLACES)):
        yield TEXT.format(person=person, last=person.split()[1], place=place, number=number)
    yield from ("", "\n", "Kenya")


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def extract(path, seed):
    """Start a process that finds the names in the documents of a file."""
    command = [
        sys.executable,
        "-m",
        "corpuskit",
        "extract",
        path.name,
        "--only",
        "entities",
        "-q",
        "-o",
        f"{path.stem}.out.jsonl",
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    return subprocess.Popen(command, cwd=path.parent, env=environment)


def test_two_processes_give_the_bytes_of_one(tmp_path):
    rows = [{"id": f"d{number}", "text": text} for number, text in enumerate(texts())]
    parts = {"all": rows, "first": rows[:17], "second": rows[17:]}
    for name, part in parts.items():
        write(tmp_path / f"{name}.jsonl", part)
    processes = [extract(tmp_path / f"{name}.jsonl", str(seed)) for seed, name in enumerate(parts)]

    assert [process.wait(120) for process in processes] == [0, 0, 0]
    found = {name: (tmp_path / f"{name}.out.jsonl").read_bytes() for name in parts}
    assert found["all"].count(b'"ORG"') > len(rows)
    assert found["first"] + found["second"] == found["all"]
