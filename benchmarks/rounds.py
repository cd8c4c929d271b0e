"""Read texts with one peer: ``python -P rounds.py SCRIPT NAME FILE``, FILE having one row of JSON in each line.

Runs in the peer's own environment, and so imports nothing of this project but for the peer that is the project. SCRIPT
has ``PEERS``, which give for each name the distribution and what reads rows, and ``WARM``, a row to begin with. Prints
one line of JSON: the version, the size of the texts in UTF-8, the CPU seconds of the process and of those that it
started, on how many texts it failed, and what it told of each text; also the CPU seconds until the first row was read,
those of the first round, the most memory, and the size of the distribution and of all modules loaded, in MB.

A peer that reads all texts in less than ``SHORT`` seconds reads them again; the seconds are then those of the later
rounds, else those of the only one, in which it has been warm from the first texts on.
"""

import importlib.metadata
import json
import resource
import runpy
import sys
from pathlib import Path

SHORT, ROUNDS = 2.0, 10


def spent() -> float:
    """Give the CPU seconds of this process and of the ended ones that it started."""
    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, who))


def folders() -> dict[str, Path]:
    """Give the folder of each package that was loaded and is no part of Python."""
    loaded = {name: getattr(module, "__file__", None) for name, module in sys.modules.items() if "." not in name}
    return {
        name: Path(file).parent
        for name, file in loaded.items()
        if file and name not in sys.stdlib_module_names and Path(file).stem == "__init__"
    }


def megabytes(folder: Path) -> float:
    """Give the size of a folder, without what Python compiled."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc") / 1e6


def main(script: str, name: str, path: str) -> None:
    """Print what a peer tells of the texts of a file."""
    given = runpy.run_path(script)
    distribution, read = given["PEERS"][name]()
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    list(read([given["WARM"]]))
    load = start = spent()
    told = list(read(rows))
    seconds = first = spent() - start
    rounds = ROUNDS if seconds < SHORT else 0
    if rounds:
        start = spent()
        for _ in range(rounds):
            list(read(rows))
        seconds = (spent() - start) / rounds
    sizes = {name: megabytes(folder) for name, folder in folders().items()}
    answer = {
        "version": importlib.metadata.version(distribution),
        "megabytes": sum(len(row["text"].encode()) for row in rows) / 1e6,
        "seconds": seconds,
        "failed": told.count(None),
        "told": [item or [] for item in told],
        "load": load,
        "first": first,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "package": sizes.get(distribution.replace("-", "_"), 0),
        "loaded": sum(sizes.values()),
    }
    print("\n" + json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
